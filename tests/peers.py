"""Compare with other validators: what each says of the same mistakes, how long each takes.

`python -m tests.peers [mistakes|time]` prints Markdown for CONTRIBUTING.md; it wants
`pip install '.[bench]'` and takes minutes. It ends with 1 when `spbe validate` is not as fast as
it aims to be. Every tool runs as a process, as a user would run it, the same options throughout.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

Key = tuple[str, ...]
"""The keys that lead to a value, from the top of the file."""

AIM = 15
"""So many times as long as `spbe validate` should check-jsonschema take on the most files."""

ROUNDS = {1: 9, 50: 5, 500: 3}
"""How often each number of files is checked; the quickest counts."""

PATIENCE = 20
"""Seconds after which a tool is stopped."""

MEMORY = 1_000_000
"""Kilobytes above which a tool is stopped."""

INDICATORS = range(1, 48)
LEVELS = (3, 2, 4, 3, 5, 1)
FILE = "2024.yaml"


def answer(number: int) -> str:
    """Write a long answer to one indicator."""
    level = LEVELS[number % len(LEVELS)]
    return (
        f"  {number}:\n"
        f"    level: {level}\n"
        f"    target: {min(level + 1, 5)}\n"
        f'    note: "Peraturan Bupati nomor {number} tahun 2023"\n'
        f"    evidence:\n"
        f"      - bukti/{number:02}-peraturan.pdf\n"
        f"      - file: bukti/{number:02}-reviu.pdf\n"
        f"        date: 2024-05-01\n"
        f"        kind: review\n"
    )


@cache
def valid(institution: str = "Kabupaten Contoh") -> str:
    """Write the assessment of 47 long answers in which all mistakes are made."""
    return (
        "---\n"
        "# Penilaian mandiri, sudah ditetapkan tim koordinasi\n"
        f"institution: {institution}\n"
        "type: kabupaten\n"
        "province: Jawa Timur\n"
        "year: 2024\n"
        "instrument: permenpanrb-59-2020\n"
        "stage: self\n"
        "\n"
        f"answers:\n{''.join(map(answer, INDICATORS))}"
        "\n"
        "published:\n"
        "  index: 2.99\n"
        "  category: Baik\n"
        "  source:\n"
        "    title: Laporan kinerja\n"
        "    date: 2024-12-01\n"
    )


Change = Callable[[str], str]


def swap(old: str, new: str) -> Change:
    """Put one text where another stands first."""
    return partial(_swapped, old=old, new=new)


def _swapped(text: str, old: str, new: str) -> str:
    before, found, after = text.partition(old)
    assert found, f"{old!r} is not in the assessment"
    return before + new + after


def _bomb() -> str:
    """Write a list that stands for 9 to the power of 10 words."""
    words = ("x", *(f"*a{depth}" for depth in range(9)))
    groups = (f"&a{depth} [{', '.join([word] * 9)}]" for depth, word in enumerate(words))
    return f"[{', '.join(groups)}]  # yamllint disable-line rule:line-length"


class Where(NamedTuple):
    """The place of a mistake: its line, and the keys that stand there."""

    line: int
    keys: frozenset[Key]


class Mistake(NamedTuple):
    """One thing that is wrong with the assessment."""

    name: str
    change: Change
    about: Key = ()
    """The key it is about, where that is not seen from the line that changed."""
    encoding: str = "utf-8"
    file: str = FILE
    """Another name leaves the valid file beside it."""
    options: tuple[str, ...] = ()
    """What spbe is told so that it looks there at all."""

    @property
    def where(self) -> Where:
        """Find the mistake by comparing the assessment before and after."""
        text = self.change(valid())
        tree = _tree(text)
        if self.about:
            return Where(_line(tree, self.about), frozenset({self.about}))
        pairs = zip_longest(valid().split("\n"), text.split("\n"))
        line = next(at for at, (old, new) in enumerate(pairs, 1) if old != new)
        return Where(line, frozenset(_keys(tree, line, set())) or frozenset({()}))

    def write(self, folder: Path) -> list[str]:
        """Write the files of the mistake and give their names."""
        if self.options:
            (folder / "bukti").mkdir()
            for name in re.findall(r"bukti/\S+", valid()):
                (folder / name).write_text(name, encoding="utf-8")
        (folder / FILE).write_text(valid(), encoding="utf-8")
        (folder / self.file).write_bytes(self.change(valid()).encode(self.encoding))
        return sorted({FILE, self.file})


NOTHING = Mistake("(none: the valid file)", str, about=("institution",))
MISTAKES = (
    Mistake("tab as indentation", swap("\n    level: 5", "\n\tlevel: 5")),
    Mistake("a space too many", swap("    target: 5", "     target: 5")),
    Mistake("quote not closed", swap('nomor 7 tahun 2023"', "nomor 7 tahun 2023")),
    Mistake("bracket not closed", swap(answer(4), "  4: {level: 5, target: 5\n")),
    Mistake("colon missing", swap("type: kabupaten", "type kabupaten")),
    Mistake("key twice", swap(answer(12), answer(11) + answer(12))),
    Mistake("second document", lambda text: f"{text}---\n{text}"),
    Mistake("empty file", lambda _: ""),
    Mistake("Latin-1, not UTF-8", swap("nomor 7", "§ 7, nomor 7"), encoding="latin-1"),
    Mistake("aliases that explode", swap('"Peraturan Bupati nomor 9 tahun 2023"', _bomb())),
    Mistake("misspelt key at the top", swap("province:", "provinec:")),
    Mistake("misspelt key of an answer", swap("    level: 5", "    levle: 5")),
    Mistake("required key missing", swap("year: 2024\n", ""), about=("year",)),
    Mistake("indicator that is not there", swap(answer(47), answer(47) + answer(48))),
    Mistake("level out of range", swap("level: 5", "level: 6")),
    Mistake("level in quotes", swap("level: 5", 'level: "5"')),
    Mistake("`yes` as a level", swap("level: 5", "level: yes")),
    Mistake("`010` as a level", swap("level: 5", "level: 010")),
    Mistake("`2,5` in braces", swap(answer(4), "  4: {level: 2,5, target: 5}\n")),
    Mistake("text for an answer", swap(answer(3), "  3: sudah ada\n")),
    Mistake("list for a text", swap("Jawa Timur", "[Jawa Timur]")),
    Mistake("unknown stage", swap("stage: self", "stage: mandiri")),
    Mistake("day that no month has", swap("date: 2024-05-01", "date: 2024-02-30")),
    Mistake("date the other way round", swap("date: 2024-05-01", "date: 01-05-2024")),
    Mistake("indicator not answered", swap(answer(47), ""), about=("answers", "47")),
    Mistake("target below the level", swap("level: 5\n    target: 5", "level: 5\n    target: 4")),
    Mistake("index the answers do not give", swap("index: 2.99", "index: 3.10")),
    Mistake("category the index does not give", swap("category: Baik", "category: Cukup")),
    Mistake("evidence not there", swap("21-peraturan", "21-keputusan"), options=("--evidence",)),
    Mistake(
        "two files for the same year",
        swap("mandiri", "mandiri, salinan"),
        about=("institution",),
        file="salinan.yaml",
    ),
)


def _tree(text: str) -> Node | None:
    """Compose what can be composed."""
    try:
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None


def _children(node: Node | None) -> Iterator[tuple[str, int, Node]]:
    """Give what stands in a node, each with its name and line."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield key.value, key.start_mark.line + 1, value
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            yield str(index), item.start_mark.line + 1, item


def _keys(node: Node | None, line: int, seen: set[int]) -> Iterator[Key]:
    """Give the keys that stand on a line, each node looked at once."""
    if id(node) in seen:
        return
    seen.add(id(node))
    for name, at, value in _children(node):
        if at == line:
            yield (name,)
        yield from ((name, *key) for key in _keys(value, line, seen))


def _line(node: Node | None, key: Key) -> int:
    """Give the line of a key, or where the mapping begins in which it is missing."""
    assert node is not None
    line = node.start_mark.line + 1
    for name in key:
        found = next((one for one in _children(node) if one[0] == name), None)
        if found is None:
            break
        _, line, node = found
    return line


class Said(NamedTuple):
    """What a tool said: how many problems, and all the lines and keys it named for them."""

    problems: int
    lines: frozenset[int] = frozenset()
    keys: frozenset[Key] = frozenset()


def read_lines(text: str) -> Said:
    """Read `FILE:LINE:COLUMN: ...`, as spbe and yamllint write it."""
    lines = re.findall(r"^[^:\n]+:(\d+):\d+: ", text, re.MULTILINE)
    return Said(len(lines), frozenset(map(int, lines)))


def read_check_jsonschema(text: str) -> Said:
    """Read `FILE::PATH: ...` with the best matches under it, and files that failed to parse."""
    failed = re.findall(r"^  Failed to parse ", text, re.MULTILINE)
    problems = re.findall(r"^  [^:\n]+::\$", text, re.MULTILINE)
    named = re.findall(r"^  (?:[^:\n]+::|  )(\$\S*): (.*)$", text, re.MULTILINE)
    keys = (key for path, message in named for key in _json_keys(path, message))
    return Said(len(failed) + len(problems), _marks(text), frozenset(keys))


def _json_keys(path: str, message: str) -> Iterator[Key]:
    """Give the key that a path leads to, or the keys it is said to have or lack."""
    names = re.findall(r"\.([^.\[]+)|\['([^']*)'\]|\[(\d+)\]", path)
    key = tuple("".join(name) for name in names)
    said = re.search(_OF_KEYS, message)
    inner = re.findall(r"'([^']*)'", said[0]) if said else []
    yield from ((*key, name) for name in inner)
    if not inner:
        yield key


_OF_KEYS = re.compile(
    r"(?<=not allowed \()'.*'(?= (?:was|were) unexpected\)$)"
    r"|^'[^']*'(?= is a required property$| does not match any of the regexes: )"
)


def read_yamale(text: str) -> Said:
    """Read an indented `PATH: ...` for each problem, or an error that has no path."""
    paths = re.findall(r"^\t(\S+?) ?: ", text, re.MULTILINE)
    failed = "Validation failed!" in text or _TRACEBACK in text
    keys = frozenset(tuple(path.split(".")) for path in paths)
    return Said(len(paths) or int(failed), _marks(text), keys)


def _marks(text: str) -> frozenset[int]:
    """Give every line that an error of a YAML parser names, where it is and what it is within."""
    return frozenset(map(int, re.findall(r"line (\d+), column", text)))


class Tool(NamedTuple):
    """A validator, how it is called and how its output is read."""

    name: str
    call: tuple[str, ...]
    read: Callable[[str], Said]
    walks: bool = True
    """Whether it finds the files of a folder."""

    @property
    def package(self) -> str:
        """What it is installed as."""
        return self.call[0]

    def command(self, names: Iterable[str]) -> list[str]:
        """Say how files are checked, from the folder of the schemas."""
        program, *options = self.call
        ending = ".exe" if sys.platform == "win32" else ""
        return [str(Path(sys.executable).with_name(program + ending)), *options, *names]


SPBE = Tool("spbe validate", ("spbe", "validate", "--strict", "--format", "concise"), read_lines)
CHECK_JSONSCHEMA = Tool(
    "check-jsonschema",
    ("check-jsonschema", "--schemafile", "schema.json"),
    read_check_jsonschema,
    walks=False,
)
YAMALE = Tool("yamale", ("yamale", "--schema", "schema.yamale"), read_yamale)
YAMLLINT = Tool("yamllint", ("yamllint", "--strict", "--format", "parsable"), read_lines)
TOOLS = (SPBE, CHECK_JSONSCHEMA, YAMALE, YAMLLINT)

_TRACEBACK = "Traceback (most recent call last)"
_SCHEMA = ("schema", "assessment", "--instrument", "permenpanrb-59-2020", "--output", "schema.json")
_YAMALE = f"""\
institution: str()
type: enum('kementerian', 'lpnk', 'lembaga', 'provinsi', 'kabupaten', 'kota', required=False)
province: str(required=False)
year: int(min=1900, max=2999)
instrument: enum('permenpanrb-59-2020')
stage: enum('self', 'document', 'interview', 'visit', 'final')
answers:
{"".join(f"  {number}: include('answer'){chr(10)}" for number in INDICATORS)}\
published: include('published', required=False)
---
answer:
  level: int(min=1, max=5)
  target: int(min=1, max=5, required=False)
  note: str(required=False)
  evidence: list(any(str(), include('piece')), required=False)
piece:
  file: str()
  date: day(required=False)
  kind: enum('document', 'review', required=False)
published:
  index: num(min=1, max=5)
  category: enum('Kurang', 'Cukup', 'Baik', 'Sangat Baik', 'Memuaskan', required=False)
  source: include('source', required=False)
source:
  title: str()
  date: day(required=False)
"""


def missing() -> list[str]:
    """Give the tools that are not installed."""
    return [tool.package for tool in TOOLS if not Path(tool.command(())[0]).is_file()]


def write_schemas(folder: Path) -> None:
    """Write what the assessment must be like, for those that have to be told."""
    (folder / "schema.yamale").write_text(_YAMALE, encoding="utf-8")
    subprocess.run([SPBE.command(())[0], *_SCHEMA], cwd=folder, check=True)


class Verdict(NamedTuple):
    """How a tool took a mistake."""

    code: int | None
    """Nothing when it was stopped."""
    place: str
    problems: int
    traceback: bool = False

    @property
    def found(self) -> bool:
        """Whether it failed because of the mistake."""
        return self.code not in {0, None}

    @property
    def sound(self) -> bool:
        """Whether it said once what is wrong, and where."""
        single = self.problems == 1 and not self.traceback
        return self.found and single and self.place in {"line", "path"}

    def __str__(self) -> str:
        """Write the cell of the table."""
        if self.code is None:
            return self.place
        if not (self.code or self.problems):
            return "nothing, exit 0"
        said = f"{self.problems} problem{'s' * (self.problems != 1)}"
        return f"{self.place}, {'traceback' if self.traceback else said}, exit {self.code}"


NO_ANSWER = Verdict(None, "no answer", 0)


def judged(tool: Tool, code: int, text: str, where: Where) -> Verdict:
    """Compare what a tool said with where the mistake stands."""
    if "MemoryError" in text:
        return NO_ANSWER
    said = tool.read(text)
    if where.line in said.lines:
        place = "line"
    elif where.keys & said.keys:
        place = "path"
    elif said.lines:
        place = "wrong line"
    elif {key[:-1] for key in where.keys if key} & said.keys:
        place = "path above"
    else:
        place = "wrong path" if said.keys else "no place"
    return Verdict(code, place, said.problems, _TRACEBACK in text)


def tried(tool: Tool, mistake: Mistake, folder: Path) -> Verdict:
    """Let a tool look at the files of a mistake, within limits."""
    options = mistake.options if tool is SPBE else ()
    with tempfile.TemporaryDirectory(dir=folder) as name:
        files = mistake.write(Path(name))
        command = tool.command([*options, *(f"{Path(name).name}/{file}" for file in files)])
        try:
            run = subprocess.run(
                _limited(command),
                cwd=folder,
                env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return NO_ANSWER
    return judged(tool, run.returncode, run.stdout, mistake.where)


def _limited(command: Sequence[str]) -> list[str]:
    """Give a process no more memory than the machine can spare."""
    limit = f'ulimit -v {MEMORY} && exec "$@"'
    return [*command] if sys.platform == "win32" else ["sh", "-c", limit, "sh", *command]


def mistakes(folder: Path) -> Iterator[str]:
    """Give what each tool says of each mistake."""
    versions = (f"{tool.package} {version(tool.package)}" for tool in TOOLS)
    yield f"Python {platform.python_version()}, {', '.join(versions)}.\n"
    together = []
    yield from _head("mistake")
    for mistake in (NOTHING, *MISTAKES):
        verdicts = [tried(tool, mistake, folder) for tool in TOOLS]
        yield _row(mistake.name, map(str, verdicts))
        together.append(verdicts)
    sums = map(summed, zip(*together[1:], strict=True))
    yield _row(f"**{len(MISTAKES)} mistakes**", sums)


def summed(verdicts: Sequence[Verdict]) -> str:
    """Write the last cell of a column."""
    found = sum(one.found for one in verdicts)
    lines = sum(one.found and one.place == "line" for one in verdicts)
    sound = sum(one.sound for one in verdicts)
    return f"{found} found, {lines} by line, {sound} by line or path as one problem"


def _head(first: str) -> Iterator[str]:
    yield _row(first, (tool.name for tool in TOOLS))
    yield f"|{'---|' * (len(TOOLS) + 1)}"


def _row(first: str, cells: Iterable[str]) -> str:
    return f"| {first} | {' | '.join(cells)} |"


def timed(folder: Path, count: int, rounds: int, tools: Sequence[Tool]) -> dict[Tool, list[float]]:
    """Time tools in turn on the same valid files."""
    (folder / str(count)).mkdir()
    names = [f"{count}/{number:05}.yaml" for number in range(count)]
    for name in names:
        text = valid(f"Kabupaten {Path(name).stem}")
        (folder / name).write_text(text, encoding="utf-8")
    times: dict[Tool, list[float]] = {tool: [] for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            command = tool.command([str(count)] if tool.walks else names)
            begun = time.perf_counter()
            subprocess.run(command, cwd=folder, capture_output=True, check=True)
            times[tool].append(time.perf_counter() - begun)
    return times


def times(folder: Path) -> Iterator[str]:
    """Give how long each tool takes; end with 1 when check-jsonschema does not take long enough."""
    yield from _head("valid files")
    ratio = 0.0
    for count, rounds in ROUNDS.items():
        best = {tool: min(taken) for tool, taken in timed(folder, count, rounds, TOOLS).items()}
        ratios = (f"{taken / best[SPBE]:.2f} ({taken:.2f} s)" for taken in best.values())
        yield _row(f"{count}", ratios)
        ratio = best[CHECK_JSONSCHEMA] / best[SPBE]
    told = f"On {max(ROUNDS)} files check-jsonschema takes {ratio:.1f} times as long"
    yield f"\n{told}; the aim is {AIM}."
    if ratio < AIM:
        sys.exit(f"{told}, and {AIM} is the aim")


PARTS = {"mistakes": mistakes, "time": times}


def main(names: Sequence[str]) -> None:
    """Print some parts, or all."""
    unknown = sorted({*names} - {*PARTS})
    if unknown:
        sys.exit(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    if missing():
        sys.exit(f"not installed: {', '.join(missing())} (pip install '.[bench]')")
    with tempfile.TemporaryDirectory() as name:
        write_schemas(Path(name))
        for part in names or PARTS:
            for line in PARTS[part](Path(name)):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
            sys.stdout.write("\n")


if __name__ == "__main__":
    main(sys.argv[1:])
