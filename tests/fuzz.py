"""Break real files at random and look whether every answer is sound.

`python -m tests.fuzz [COUNT] [SEED]` breaks 100,000 files unless told otherwise; every input is
made from its number and the seed alone, so a failure names what repeats it.
"""

import os
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from spbe_cli import files
from spbe_cli.library import Library
from spbe_cli.loading import Loader
from spbe_cli.locale import Language, texts
from spbe_cli.render import problem_text
from spbe_cli.render.look import Look
from spbe_cli.result import Result, figures
from tests.conftest import ROOT

TOKENS = (
    *(b"\t", b"\n", b"\r", b"\x00", b"\x1b[31m", b"\xff\xfe", b"\xe2\x80\xa8", b"\xef\xbb\xbf"),
    *(b"{", b"}", b"[", b"]", b":", b": ", b"- ", b"#", b"&a ", b"*a", b"<<: ", b"!!int ", b"|\n"),
    *(b"'", b'"', b"---\n", b"...\n", b"%YAML 1.1\n", b"? ", b"yes", b"0x3", b"1e9", b"2,5", b"99"),
    *(b"level", b"answers:", b"opds:", b"include: [../*]", b"lead: {1: x}", b"-1", b".nan", b"~"),
    *(b"published: {index: 9}", b"instrument: ./x.yaml", b"year: 1", b"::error::", b"\xed\xa0\x80"),
)
"""Bytes that mean something to YAML, to us or to a terminal."""

_LOOK = Look(texts(Language.ID), 80, color=True, unicode=True)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")


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


def wrong(path: Path, library: Library) -> list[str]:
    """Read, judge, score and show one file; say what of it is not sound. Raises what is a bug."""
    found: list[str] = []
    lines = re.split("\r?\n", path.read_bytes().decode("utf-8-sig", errors="replace"))
    for loaded in Loader(library, with_evidence=True).load_all(files.spots([str(path)])):
        figures(Result(loaded.file, loaded.assessment, loaded.broken, loaded.case, loaded.problems))
        for problem in loaded.problems:
            place = problem.place
            if place is None or problem.file != str(path):
                continue
            if not 1 <= place.line <= len(lines):
                found.append(f"line {place.line} of {len(lines)}: {problem.finding.code}")
            elif place.quote not in lines[place.line - 1]:
                found.append(f"line {place.line} is not {place.quote!r}")
            elif not 1 <= place.column <= len(lines[place.line - 1]) + 1:
                found.append(f"column {place.column}: {problem.finding.code}")
        shown = "".join(problem_text.full(loaded.problems, _LOOK))
        found += [f"shown as it is: {control!r}" for control in set(_CONTROL.findall(shown))]
    return found


def run(numbers: range, seed: int) -> list[str]:
    """Break files and give what is not sound, with the number that repeats it."""
    library, originals, report = Library(), seeds(), []
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.yaml"
        for number in numbers:
            path.write_bytes(broken(number, seed, originals))
            try:
                found = wrong(path, library)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is reported
                found = [repr(error)]
            report += [f"{number}/{seed}: {one}" for one in found]
    return report


def main(arguments: Sequence[str]) -> int:
    """Break as many files as asked for, on all cores."""
    count, seed = (*map(int, arguments), *(100_000, 1)[len(arguments) :])
    chunks = [range(start, min(start + 500, count)) for start in range(0, count, 500)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        report = [line for part in pool.map(partial(run, seed=seed), chunks) for line in part]
    print(*report[:50], f"{count:,} inputs, {len(report)} not sound", sep="\n")
    return 1 if report else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
