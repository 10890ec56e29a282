"""The guides as a reader follows them: files to write, commands to give, what the commands show.

Comments before a block of code, which no reader sees, say what is to be done with it:

    <!-- run in: FOLDER ; exit: 0 -->                    commands, and what they show
    <!-- run in: FOLDER ; exit: 0 ; lines: 1-4, 9 -->    only these lines of it
    <!-- file: PATH -->                                  the whole of a file that is written then
    <!-- add to: PATH -->                                what is put at the end of a file
    <!-- part of: PATH -->                               what stands in a file by then
    <!-- change: PATH ; 11: 2 -> 11: 3 -->               what somebody changes in a file
    <!-- fill: PATH ; 25: 3 ; 36: 4 - Kolaborasi -->     levels that somebody types into a worksheet

`python -m tests.documents` puts what the commands show now in place of what stands there.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT, UNSETTLED
from tests.repository import Repository

README = ROOT / "README.md"
GUIDE = ROOT / "README.id.md"

_STEP = re.compile(
    r"<!-- (?P<does>run in|file|add to|part of|change|fill): (?P<place>[^;\n]+?) ?"
    r"(?:; (?P<more>[^\n]+?) )?-->\n(?:```\w+\n(?P<block>.*?)```)?",
    re.DOTALL,
)
_LEFT_OUT = "...\n"


@dataclass
class Reader:
    """Somebody who follows a guide from its first line to its last.

    Where `errors` is set, commands show what goes to standard error too, as on a terminal.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    errors: bool = False
    repositories: dict[Path, Repository] = field(default_factory=dict)

    def follow(self, guide: str) -> str:
        """Do everything a guide says, and give it with what its commands show now."""
        return _STEP.sub(self._step, guide)

    def _step(self, step: re.Match[str]) -> str:
        place, more, block = self.folder / step["place"], step["more"] or "", step["block"]
        match step["does"]:
            case "run in":
                return step[0].removesuffix(f"{block}```") + self._run(place, more, block) + "```"
            case "file":
                _write(place, block)
            case "add to":
                _write(place, place.read_text(encoding="utf-8") + block)
            case "part of":
                assert block in place.read_text(encoding="utf-8"), f"not in {place}:\n{block}"
            case "change":
                before, _, after = more.partition(" -> ")
                text = place.read_text(encoding="utf-8")
                assert text.count(before) == 1, f"{place}: {before}"
                _write(place, text.replace(before, after))
            case _:
                _fill(place, dict(one.split(": ", 1) for one in more.split(" ; ")))
        return step[0]

    def _run(self, folder: Path, more: str, block: str) -> str:
        """Give the commands of a block; those before the last one must end with 0."""
        asked = dict(one.split(": ", 1) for one in more.split(" ; "))
        lines = re.findall(r"^\$ .*\n", block, re.MULTILINE)
        shown = ""
        for line in lines:
            code, out = self._give(folder, shlex.split(line[2:]))
            wanted = int(asked["exit"]) if line is lines[-1] else 0
            assert code == wanted, f"{line}exit {code}\n{out}"
            shown += line + _cut(out, asked.get("lines", ""))
        return shown

    def _give(self, folder: Path, command: list[str]) -> tuple[int, str]:
        """Give a command: `spbe`, or `git` in a repository that is the same on every machine."""
        if command[0] == "git":
            repository = self.repositories.setdefault(folder, Repository(folder))
            repository.day += command[1] == "commit"
            return 0, repository.git(*command[1:])
        assert command[0] == "spbe", command
        kept = {key: value for key, value in os.environ.items() if key not in UNSETTLED}
        run = subprocess.run(
            [sys.executable, "-m", "spbe_cli", *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if self.errors else subprocess.DEVNULL,
            env={**kept, "PYTHONUNBUFFERED": "1", **self.settings},  # both streams in their order
            cwd=folder,
            check=False,
        )
        return run.returncode, run.stdout.decode("utf-8")


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="")


def _cut(shown: str, lines: str) -> str:
    """Leave of a text only some lines, such as `1-4, 9`, and say where there were more."""
    if not lines:
        return shown
    wanted: set[int] = set()
    for part in lines.split(","):
        first, _, last = part.strip().partition("-")
        wanted |= set(range(int(first), int(last or first) + 1))
    return "".join(_kept(shown.splitlines(keepends=True), wanted))


def _kept(lines: list[str], wanted: set[int]) -> Iterable[str]:
    assert max(wanted) <= len(lines), "".join(lines)
    told = False
    for number, line in enumerate(lines, start=1):
        if number in wanted:
            yield line
        elif line.strip() and not told:
            yield _LEFT_OUT
        told = number not in wanted and (told or bool(line.strip()))


def _fill(workbook: Path, levels: Mapping[str, str]) -> None:
    """Do what somebody does who opens a worksheet: type levels into its column of levels."""
    import openpyxl  # noqa: PLC0415 - only one guide fills worksheets

    book = openpyxl.load_workbook(workbook)
    left = dict(levels)
    for row in (row for sheet in book for row in sheet.iter_rows()):
        level = left.pop(str(row[0].value), None)
        if level is not None:
            cell = next(cell for cell in row[1:] if not cell.protection.locked)
            cell.value = int(level) if level.isdecimal() else level
    assert not left, f"{workbook}: no row for {left}"
    book.save(workbook)


def guide_reader(folder: Path) -> Reader:
    """Give a reader of the Indonesian guide, who copied the examples into a folder."""
    shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    return Reader(folder, {"SPBE_LANG": "id"}, errors=True)


def rewrite() -> None:
    """Put what the commands show now into both guides."""
    with tempfile.TemporaryDirectory() as folder:
        for path, reader in ((README, Reader(ROOT)), (GUIDE, guide_reader(Path(folder)))):
            path.write_text(reader.follow(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
