"""How fast `spbe` starts and reads: ratios within one run, because machines differ and are noisy.

Run as `python -m tests.benchmarks`. Prints figures and asserts nothing.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from spbe_cli.source import Source

ROUNDS = 15
ROOT = Path(__file__).parent.parent
KEMENKO = "examples/kemenko-perekonomian/2021.yaml"

STARTS = (
    ("spbe --version", ("--version",), "import typer", "at most 1.3"),
    ("spbe -h", ("-h",), "import typer.rich_utils, rich.markdown", "at most 1.4"),
    (
        "spbe score of one file",
        ("score", KEMENKO),
        "import typer, yaml, rich.table, rich.console; from pydantic import BaseModel, TypeAdapter",
        "at most 1.8, aim 1.5",
    ),
)


def main() -> None:
    """Print all figures."""
    print(f"{'':34}{'ratio':>6}   {'ours':>8}   {'theirs':>8}   bound")
    for name, arguments, imports, bound in STARTS:
        ours, theirs = [_entry(), *arguments], [sys.executable, "-c", imports]
        _line(name, *_pairs(partial(_run, ours), partial(_run, theirs), ROUNDS), bound)
    for name, text in _texts():
        plain = partial(yaml.load, text, Loader=yaml.CSafeLoader)
        times = _pairs(partial(Source, "x", text), plain, 4 * ROUNDS)
        _line(f"reading {name}", *times, "at most 1.0 of CSafeLoader")


def _texts() -> list[tuple[str, str]]:
    """Give a short assessment, one with notes and evidence throughout, and an instrument."""
    answers = (
        f"  {n}:\n"
        f"    level: {n % 5 + 1}\n"
        f"    note: 'Peraturan nomor {n} tahun 2024, menunggu reviu'\n"
        f"    evidence: [bukti/{n}-sk.pdf, {{file: bukti/{n}.pdf, date: 2024-05-01}}]\n"
        for n in range(1, 48)
    )
    instrument = ROOT / "indicators" / "permenpanrb-59-2020.yaml"
    return [
        ("47 plain answers", (ROOT / KEMENKO).read_text(encoding="utf-8")),
        ("47 answers with evidence", "institution: X\nanswers:\n" + "".join(answers)),
        ("an instrument", instrument.read_text(encoding="utf-8")),
    ]


def _entry() -> str:
    name = "spbe.exe" if sys.platform == "win32" else "spbe"
    return str(Path(sys.executable).parent / name)


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def _pairs(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Time two things in turn, after one run each that does not count."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for kept, thing in zip(times, (ours, theirs), strict=True):
            start = time.perf_counter()
            thing()
            if turn:
                kept.append(time.perf_counter() - start)
    return times


def _line(name: str, ours: list[float], theirs: list[float], bound: str) -> None:
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    one, other = (statistics.median(times) * 1000 for times in (ours, theirs))
    print(f"{name:34}{ratio:6.2f}   {one:5.1f} ms   {other:5.1f} ms   {bound}")


if __name__ == "__main__":
    main()
