"""Break files at random and look whether every answer is sound.

`python -m tests.fuzz [COUNT] [SEED]` breaks 100,000 unless told otherwise: real files, byte by
byte, and assessments that are built whole and then broken in known ways (`tests.breaking`). Every
input is made from its number, or that of its part, and the seed alone, so that a failure names
what repeats it.
"""

import csv
import gc
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from functools import cache, partial
from importlib import import_module
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from pkgutil import walk_packages
from typing import NamedTuple
from unittest.mock import patch
from xml.etree import ElementTree as ET
from zlib import crc32

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings

import spbe_cli
from spbe_cli import cli
from spbe_cli.core.problems import ExitCode, Problem, Severity
from spbe_cli.core.result import Result, figures
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.kinds import Kind
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loaded, Loader
from spbe_cli.render.look import Look
from spbe_cli.render.problem import text as problem_text
from tests import breaking
from tests.breaking import Expected, Input
from tests.conftest import ROOT

TOKENS = (
    *(b"\t", b"\n", b"\r", b"\x00", b"\x1b[31m", b"\xff\xfe", b"\xe2\x80\xa8", b"\xef\xbb\xbf"),
    *(b"{", b"}", b"[", b"]", b":", b": ", b"- ", b"#", b"&a ", b"*a", b"<<: ", b"!!int ", b"|\n"),
    *(b"'", b'"', b"---\n", b"...\n", b"%YAML 1.1\n", b"? ", b"yes", b"0x3", b"1e9", b"2,5", b"99"),
    *(b"level", b"answers:", b"opds:", b"include: [../*]", b"lead: {1: x}", b"-1", b".nan", b"~"),
    *(b"published: {index: 9}", b"instrument: ./x.yaml", b"year: 1", b"::error::", b"\xed\xa0\x80"),
)
"""Bytes that mean something to YAML, to us or to a terminal."""

PART = 500
"""Inputs that are made at once, on one core."""

TOGETHER = 8
"""Real files that a command is given at once."""

BUILT_SHARE = 5
"""One input in so many is built and broken, the others are real files broken byte by byte."""

CALLS = tuple(
    tuple(call.split())
    for call in (
        "validate --evidence --format text --color always --lang en",
        "validate --format text --lang id",
        "validate --evidence --strict --format concise --lang en",
        "validate --format json --lang id",
        "validate --evidence --format sarif --lang en",
        "validate --format github --lang id",
        "validate --format gitlab --lang en",
        "validate --evidence --format junit --lang id",
        "score --lang en",
        "score --by domain --color always --lang id",
        "score --by aspect --missing error --lang en",
        "score --by opd --lang id",
        "score --format json --lang en",
        "score --format csv --by indicator --lang id",
        "score --format csv --lang id",
        "score --format markdown --by opd --lang en",
        "score --format markdown --lang id --set 1=3",
    )
)
VALIDATE = tuple(call for call in CALLS if call[0] == "validate")
SCORE = tuple(call for call in CALLS if call[0] == "score")

PROOFS = {
    "bukti/sk.pdf": b"%PDF",
    "bukti/17": b"",
    "bukti/3": b"version https://git-lfs.github.com/spec/v1",
}
"""Files that evidence may name."""

ENDS = (ExitCode.OK, ExitCode.CONTENT)
"""How a command on files may end."""

_TEXTS = texts(Language.ID)
_PLAIN, _COLOURED = (Look(_TEXTS, 80, color=color, unicode=True) for color in (False, True))
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u061c\u200e\u200f\ufeff]"
)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_COMMAND = re.compile(r"^\s*::.*", re.MULTILINE)


class Answer(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


def seeds() -> list[bytes]:
    """Give the files that are broken: examples, and wrong files that are to become wronger."""
    folders = ("examples", "tests/data/invalid", "tests/snapshots")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.yaml")]
    small = sorted(path for path in paths if path.stat().st_size < 20_000)
    return [path.read_bytes() for path in small]


def broken(number: int, seed: int, originals: Sequence[bytes]) -> bytes:
    """Break one file in up to eight places."""
    chance = random.Random(f"{seed}/{number}")
    data = bytearray(chance.choice(originals))
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        until = min(len(data), at + chance.choice((1, 1, 2, 8, 60)))
        match chance.randrange(6):
            case 0:
                del data[at:until]
            case 1:
                data[at:at] = chance.choice(TOKENS)
            case 2:
                data[at:until] = chance.choice(TOKENS)
            case 3:
                data[at:at] = data[at:until] * chance.randint(1, 3)
            case 4:
                data[at:at] = chance.randbytes(chance.randint(1, 3))
            case _:
                lines = data.splitlines(keepends=True)
                chance.shuffle(lines)
                data = bytearray(b"".join(lines)) if chance.random() < 0.1 else data
    return bytes(data)


def judged(path: Path, library: Library) -> Loaded:
    """Read, judge and score one file with all that it includes. Raises what is a bug."""
    loader = Loader(library, with_evidence=True)
    [loaded] = loader.load_all(files.spots([str(path)]))
    figures(Result(loaded.file, loaded.assessment, loaded.broken, loaded.case, loaded.problems))
    return loaded


def wrong(problems: Sequence[Problem], folder: Path) -> Iterator[str]:
    """Say which problems are not where they are said to be, and what is shown as it is."""
    lines: dict[str, list[str]] = {}
    for problem in problems:
        name = problem.file
        if problem.place is not None and Path(name).is_relative_to(folder):
            if name not in lines:
                text = Path(name).read_bytes().decode("utf-8-sig", errors="replace")
                lines[name] = re.split("\r?\n", text)
            yield from _misplaced(problem, lines[name])
    yield from _obeyed("".join(problem_text.full(problems, _PLAIN)))
    each = {one.finding.code: one for one in problems}.values()
    yield from _obeyed(_COLOUR.sub("", "".join(problem_text.full(each, _COLOURED))))


def _misplaced(problem: Problem, lines: Sequence[str]) -> Iterator[str]:
    """Say what of a place is not there."""
    place = problem.place
    assert place is not None
    code = problem.finding.code.value
    if not 1 <= place.line <= len(lines):
        yield f"{code} on line {place.line} of {len(lines)}"
        return
    line, start = lines[place.line - 1], place.column - place.caret
    if not 1 <= place.column <= len(line) + 1:
        yield f"{code} at column {place.column} of {len(line)}"
    elif not (place.caret >= 1 and line.startswith(place.quote, start)):
        yield f"{code} on line {place.line} at {start}, which is not {place.quote!r}"


def missed(problems: Sequence[Problem], made: Input, folder: Path) -> Iterator[str]:
    """Say what should have been found and was not, or the other way round."""
    errors = [one for one in problems if one.severity is Severity.ERROR]
    if made.expected is Expected.SOUND:
        yield from (f"not wrong: {one.finding} {one.place}" for one in errors)
    elif made.expected is Expected.FAULTY and not errors:
        yield "no error was found"
    elif made.where is not None:
        name, span = made.where
        file = (folder / name).as_posix()
        found = {one.place.line for one in errors if one.file == file and one.place is not None}
        if not found & set(span):
            yield f"no error on the lines {span} of {name} but on {sorted(found)}"


def call(arguments: Sequence[str]) -> Answer:
    """Run the command in this process."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err), patch.object(gc, "freeze"):  # nothing is kept
        code = cli.main(arguments)
    written = []
    for stream in (out, err):
        stream.flush()
        written.append(stream.buffer.getvalue().decode())
    return Answer(code, *written)


def unfit(arguments: Sequence[str], answer: Answer, *, fails: bool | None) -> Iterator[str]:
    """Say what of the answer to a command is not sound; None where it may fail or not."""
    expected = set(ENDS) if fails is None else {ENDS[fails]}
    if answer.code not in expected:
        yield f"exit {answer.code}, not {min(expected)}: {answer.err[-300:]}"
    both = answer.out + answer.err
    yield from _obeyed(_COLOUR.sub("", both) if "always" in arguments else both)
    format_ = arguments[arguments.index("--format") + 1] if "--format" in arguments else ""
    if format_ != "github":
        yield from (f"taken for a command: {one.strip()!r}" for one in _COMMAND.findall(both))
    try:
        READERS.get(format_, str)(answer.out)
    except (ValueError, SyntaxError, csv.Error) as error:
        yield f"no {format_}: {error!r}"


def must_fail(arguments: Sequence[str], loaded: Loaded) -> bool:
    """Tell whether a command must fail for one file, going by its problems."""
    if arguments[0] == "validate":
        failing = set(Severity) if "--strict" in arguments else {Severity.ERROR}
        return any(one.severity in failing for one in loaded.problems)
    severity = Severity.ERROR if "error" in arguments else Severity.WARNING
    graded = loaded.grading_unanswered(severity)
    another = loaded.kind in {Kind.OPD, Kind.INSTRUMENT}
    return another or any(one.severity is Severity.ERROR for one in graded)


def _obeyed(shown: str) -> Iterator[str]:
    return (f"shown as it is: {one!r}" for one in sorted(set(_CONTROL.findall(shown))))


def _read_github(out: str) -> None:
    for line in out.splitlines():
        if not re.match(r"::(error|warning) file=[^,:]+,line=\d+,col=\d+,title=SPBE\d+::.", line):
            raise ValueError(line)


def _read_csv(out: str) -> None:
    for row in csv.reader(StringIO(out), strict=True):
        for cell in row:
            if cell.startswith(("=", "+", "@")):
                raise ValueError(cell)


READERS: Mapping[str, Callable[[str], object]] = {
    "json": json.loads,
    "sarif": json.loads,
    "gitlab": json.loads,
    "junit": ET.fromstring,
    "github": _read_github,
    "csv": _read_csv,
}
"""What reads each format that is for programs; ParseError is a SyntaxError."""


def unsound(
    paths: Sequence[Path], library: Library, calls: Iterable[Sequence[str]], *made: Input
) -> list[str]:
    """Say what of the answers to files is not sound; an exception never is."""
    try:
        return [*_unsound(paths, library, calls, *made)]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is reported
        return [repr(error)]


def _unsound(
    paths: Sequence[Path], library: Library, calls: Iterable[Sequence[str]], *made: Input
) -> Iterator[str]:
    """Look at each file by itself, and at what commands say of all of them."""
    each = []
    for path in paths:
        each.append(judged(path, library))
        yield from (f"{path.name}: {one}" for one in wrong(each[-1].problems, path.parent))
    for one in made:
        yield from missed(each[0].problems, one, paths[0].parent)
    for arguments in calls:
        answer = call([*arguments, *map(str, paths)])
        fails = any(must_fail(arguments, loaded) for loaded in each)
        known = fails or len(each) == 1  # several may fail together
        found = unfit(arguments, answer, fails=fails if known else None)
        yield from (f"{' '.join(arguments)}: {one}" for one in found)


def run(numbers: range, seed: int) -> list[str]:
    """Break real files and give what is not sound, with the numbers that repeat it."""
    library, originals, report = Library(), seeds(), []
    for start in numbers[::TOGETHER]:
        some = range(start, min(start + TOGETHER, numbers.stop))
        with tempfile.TemporaryDirectory() as name:
            paths = [Path(name) / f"{number}.yaml" for number in some]
            for number, path in zip(some, paths, strict=True):
                path.write_bytes(broken(number, seed, originals))
            found = unsound(paths, library, [CALLS[start // TOGETHER % len(CALLS)]])
            report += [f"{some} of seed {seed}: {one}" for one in found]
    return report


class Built(NamedTuple):
    """How many inputs of each kind were tried, and what is not sound of the last one."""

    kinds: Counter[Expected]
    report: str


class UnsoundError(Exception):
    """An input the answers to which are not sound."""


@cache
def _all_loaded() -> None:
    """Load every module: Hypothesis draws from constants of what is loaded when it begins."""
    for module in walk_packages(spbe_cli.__path__, "spbe_cli."):
        import_module(module.name)


def built(part: int, seed: int, count: int = PART, *, minimal: bool = False) -> Built:
    """Build and break assessments until one is not sound; a minimal one takes its time."""
    _all_loaded()
    library, kinds = Library(), Counter[Expected]()

    @hypothesis.seed(seed * 1_000_000 + part)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate, *[Phase.shrink] * minimal],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(breaking.inputs())
    def all_sound(made: Input) -> None:
        kinds[made.expected] += 1
        found = tried(made, library)
        if found:
            raise UnsoundError("\n".join((f"part {part} of seed {seed}", *found, *told(made))))

    try:
        all_sound()
    except UnsoundError as error:
        return Built(kinds, str(error))
    return Built(kinds, "")


def tried(made: Input, library: Library) -> list[str]:
    """Write the files of an input into a folder and say what of the answers is not sound."""
    turn = crc32(made.files[breaking.MAIN])
    calls = VALIDATE[turn % len(VALIDATE)], SCORE[turn // 64 % len(SCORE)]
    with tempfile.TemporaryDirectory() as name:
        for file, content in {**PROOFS, **made.files}.items():
            path = Path(name) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return unsound([Path(name) / breaking.MAIN], library, calls, made)


def told(made: Input) -> Iterator[str]:
    """Show an input line by line."""
    yield f"{made.expected.name.lower()} {made.done} {made.where or ''}"
    for name, content in made.files.items():
        yield f"  {name}"
        yield from (f"    {line!r}" for line in content.splitlines(keepends=True))


def main(arguments: Sequence[str]) -> int:
    """Break as many as asked for, on all cores."""
    count, seed = (*map(int, arguments), *(100_000, 1)[len(arguments) :])
    parts = range(-(-count // (BUILT_SHARE * PART)))
    rest = max(0, count - len(parts) * PART)
    chunks = [range(start, min(start + PART, rest)) for start in range(0, rest, PART)]
    with ProcessPoolExecutor(os.cpu_count(), initializer=_all_loaded) as pool:
        broke = pool.map(partial(run, seed=seed), chunks)
        made = [*pool.map(partial(built, seed=seed), parts)]
        report = [line for lines in broke for line in lines]
    failing = [part for part in parts if made[part].report]
    report += [built(part, seed, minimal=True).report for part in failing[:1]]
    report += [made[part].report for part in failing[1:]]
    kinds = sum((one.kinds for one in made), Counter[Expected]())
    whole, faulty, open_ = (f"{kinds[one]:,}" for one in Expected)
    print(
        *report[:50],
        f"{rest:,} real files broken byte by byte; {kinds.total():,} assessments built:",
        f"{whole} left whole, {faulty} with an error for certain, {open_} broken somehow",
        f"{rest + kinds.total():,} inputs, {len(report)} not sound",
        sep="\n",
    )
    return 1 if report else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
