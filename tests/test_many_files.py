"""Thousands of files: the cores there are, the order kept, the same bytes, nothing piled up."""

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from spbe_cli import output
from spbe_cli.cli import parallel as cores
from spbe_cli.cli import progress
from spbe_cli.cli.session import Session
from spbe_cli.core.instrument import Instrument
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.render import terminal
from spbe_cli.render.look import Look
from spbe_cli.render.score import sheets as score_sheets
from spbe_cli.render.score.sheets import Row
from tests.conftest import Run, all_at, assessment, process

Spbe = Callable[..., Run]
MANY = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write 150 files, some of them wrong, some with OPD files of their own."""
    root = tmp_path_factory.mktemp("many")
    for n in range(MANY):
        levels: dict[str, object] = {str(i): (n + i) % 5 + 1 for i in range(1, 48)}
        settings: dict[str, object] = {"institution": f"Kabupaten {n}"}
        if n % 7 == 0:
            levels["3"] = 9
        place = root / f"{n:03}"
        (place / "opd").mkdir(parents=True)
        if n % 3 == 0:
            del levels["42"]
            settings["include"] = "[opd/*.yaml]"
            for opd, level in (("a", 2), ("b", 3)):
                text = f"opd: {opd}\nanswers: {{42: {level}}}\n"
                (place / "opd" / f"{opd}.yaml").write_text(text, encoding="utf-8")
        (place / "2024.yaml").write_text(assessment(levels, **settings), encoding="utf-8")
    (root / "broken.yaml").write_text("institution: [", encoding="utf-8")
    return root


@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_all_cores_give_the_bytes_of_one(folder: Path, format_: str) -> None:
    runs = [
        process("score", folder, "--format", format_, "--jobs", jobs, "--min-index", "2")
        for jobs in ("1", "2", "3")
    ]
    for run in runs[1:]:
        assert (run.stdout, run.stderr) == (runs[0].stdout, runs[0].stderr)
        assert run.returncode == runs[0].returncode == 1
    assert runs[0].stdout.count(b"Kabupaten") >= MANY


def test_without_being_told_many_files_are_scored_alike(folder: Path) -> None:
    alone = process("score", folder, "--format", "csv", "--jobs", "1")
    assert process("score", folder, "--format", "csv").stdout == alone.stdout


def test_the_order_of_arguments_is_the_order_of_rows_and_changes_nothing_else(
    folder: Path, spbe: Spbe
) -> None:
    paths = sorted(folder.glob("0[01]*/2024.yaml"))
    forth = spbe("score", "--format", "csv", *paths)
    back = spbe("score", "--format", "csv", *reversed(paths))
    head, *rows = forth.out.splitlines()
    assert back.out.splitlines() == [head, *reversed(rows)]
    assert forth.err == back.err


def test_the_summary_counts_categories_and_gives_the_median(
    spbe: Spbe, tmp_path: Path, i2020: Instrument
) -> None:
    for level, names in ((1, "ab"), (3, "c"), (4, "de")):
        for name in names:
            text = assessment(all_at(level, i2020))
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "f.yaml").write_text(assessment({"1": 9}), encoding="utf-8")
    lines = spbe("score", tmp_path).err.splitlines()
    assert "6 files: 5 with an index, 1 without." in lines
    assert "Categories: Kurang 2, Sangat Baik 2, Baik 1." in lines
    assert "Median of PermenPANRB 59/2020: 3 (5)." in lines


def test_ties_between_categories_do_not_depend_on_the_order(
    spbe: Spbe, tmp_path: Path, i2020: Instrument
) -> None:
    paths = []
    for name, level in (("a", 4), ("b", 1), ("c", 1), ("d", 4), ("e", 3)):
        paths.append(tmp_path / f"{name}.yaml")
        text = assessment(all_at(level, i2020), institution=f"Kabupaten {name}")
        paths[-1].write_text(text, encoding="utf-8")
    forth, back = spbe("score", *paths).err, spbe("score", *reversed(paths)).err
    assert forth == back
    assert "Categories: Kurang 2, Sangat Baik 2, Baik 1." in forth
    assert "Median of PermenPANRB 59/2020: 3 (5)." in forth


def test_depth_for_several_files_is_refused_aloud(spbe: Spbe, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text(assessment({"1": 3}, draft="true"), encoding="utf-8")
    assert "--by opd is for one file" in spbe("score", tmp_path, "--by", "opd").err
    assert "--by" not in spbe("score", tmp_path, "--by", "opd", "--format", "csv").err


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
def test_no_process_outlives_the_one_that_began_the_work() -> None:
    program = (
        "import os, signal, time\n"
        "from spbe_cli.cli import parallel\n"
        "def work(items):\n"
        "    if items[0] == 0: os.kill(os.getppid(), signal.SIGKILL)\n"
        "    time.sleep(300)\n"
        "list(parallel.ordered(work, range(1000), lambda n: n, jobs=3))\n"
    )
    run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    out, _ = run.communicate(timeout=60)  # ends only when nobody holds the pipe any more
    assert (out, run.returncode) == (b"", -signal.SIGKILL)


def test_validate_uses_the_cores_too(folder: Path) -> None:
    one = process("validate", folder, "--format", "json", "--jobs", "1")
    two = process("validate", folder, "--format", "json", "--jobs", "2")
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)


@pytest.mark.parametrize("width", [None, 80, 120])
def test_a_long_table_in_blocks_is_the_table_in_one(
    width: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        Row(f"Kabupaten {'panjang ' * (n % 9)}{n}", "2024", "self", f"{'d/' * (n % 30)}{n}.yaml")
        for n in range(40)
    ]
    look = Look(texts(Language.EN), width, color=False, unicode=True)
    whole = "".join(terminal.pages_of(score_sheets.several(rows, look), look))
    monkeypatch.setattr(terminal, "BLOCK", 7)
    blocks = "".join(terminal.pages_of(score_sheets.several(rows, look), look))
    written, same = (Counter(re.sub(r"[\s─]", "", text)) for text in (blocks, whole))
    assert written == same
    assert max(map(len, blocks.splitlines())) <= (width or 10_000)


def test_a_very_long_result_waits_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "SPOOLED", 10)
    with output.spooled(["abc", "defghijkl", "é"]) as whole:
        assert not isinstance(whole, io.StringIO)
        assert whole.read() == "abcdefghijklé"


def double(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def fail(_: Sequence[int]) -> None:
    raise ValueError("in another process")


def test_only_a_few_chunks_are_under_way_at_a_time() -> None:
    looked_at: list[int] = []

    def group(item: int) -> int:
        looked_at.append(item)
        return item

    made = cores.ordered(double, range(10_000), group, jobs=2)
    next(made)
    assert max(looked_at) <= 6 * cores.CHUNK
    assert sum(map(len, made)) == 10_000 - cores.CHUNK


def test_results_come_in_order_and_chunks_hold_together() -> None:
    items = list(range(1000))
    made = list(cores.ordered(double, items, lambda n: n // 10, jobs=2))
    assert [number for chunk in made for number in chunk] == [2 * n for n in items]
    chunks = list(cores.chunked(items, lambda n: n // 10))
    assert all(chunk[0] % 10 == 0 for chunk in chunks)
    assert max(map(len, chunks)) <= 2 * cores.CHUNK
    flat = list(cores.chunked(items, lambda _: "same"))
    assert max(map(len, flat)) == 4 * cores.CHUNK


def test_few_items_stay_on_one_core() -> None:
    here: list[int] = []
    few = list(range(cores.PAYS_FROM - 1))
    list(cores.ordered(here.extend, few, str))
    assert here == few


def test_what_goes_wrong_in_another_process_is_raised_here() -> None:
    with pytest.raises(ValueError, match="in another process"):
        list(cores.ordered(fail, list(range(100)), str, jobs=2))


def test_a_wrong_call_is_the_same_from_another_process(folder: Path) -> None:
    run = process("score", folder, "--set", "48=3", "--jobs", "2")
    assert run.returncode == 2
    assert b'unknown indicator "48"' in run.stderr
    jobs = process("score", folder, "--jobs", "0")
    assert jobs.returncode == 2
    assert b"--jobs takes a whole number from 1" in jobs.stderr


def test_more_jobs_than_any_system_runs_are_no_bug(folder: Path) -> None:
    plain = process("score", folder, "--format", "csv", "--jobs", "1")
    many = process("score", folder, "--format", "csv", "--jobs", "999999999")
    assert (many.returncode, many.stdout) == (plain.returncode, plain.stdout)
    huge = process("score", folder, "--jobs", "9" * 5000)
    assert (huge.returncode, huge.stdout) == (2, b"")
    assert huge.stderr == b"Error: --jobs takes a whole number of at most 9 digits\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_same_assessment_twice_is_said(tmp_path: Path, i2020: Instrument, jobs: str) -> None:
    """One is among the first files, the other far behind: they are read by different cores."""
    for n in range(120):
        whose = "PEMKAB. 2" if n == 119 else f"Kabupaten {n}"
        text = assessment(all_at(3, i2020), institution=whose)
        (tmp_path / f"{n:03}.yaml").write_text(text, encoding="utf-8")
    for format_ in ("table", "csv", "json"):
        run = process("score", tmp_path, "--format", format_, "--jobs", jobs)
        assert run.returncode == 0
        [said] = [line for line in run.stderr.decode().splitlines() if "both are counted" in line]
        assert re.search(r"119\.yaml: the same .* as .*002\.yaml;", said)
    quiet = process("score", tmp_path, "--jobs", jobs, "--quiet")
    assert quiet.stderr == b""


def test_of_many_repeated_assessments_some_are_named(
    spbe: Spbe, tmp_path: Path, i2020: Instrument
) -> None:
    for name in "abcdefgh":
        (tmp_path / f"{name}.yaml").write_text(assessment(all_at(3, i2020)), encoding="utf-8")
    (tmp_path / "i.yaml").write_text(assessment(all_at(3, i2020), stage="final"), encoding="utf-8")
    run = spbe("score", tmp_path)
    assert run.code == 0
    assert run.err.count("both are counted") == 5
    assert "2 files more of an assessment that is there already.\n" in run.err
    assert "i.yaml" not in run.err
    levels = write_scenarios(tmp_path)
    assert (
        spbe("score", tmp_path / "a.yaml", tmp_path / "b.yaml", "--set", levels).err.count(
            "both are counted"
        )
        == 1
    )


def write_scenarios(folder: Path) -> str:
    """Write two scenarios where no folder that is scored holds them."""
    path = folder.parent / f"{folder.name}.scenarios.yaml"
    path.write_text("scenarios: {a: {1: 4}, b: {2: 4}}\n", encoding="utf-8")
    return f"@{path}"


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT to a process group")
@pytest.mark.parametrize("times", [1, 4])
def test_interrupts_end_all_processes_quietly(
    times: int, tmp_path: Path, i2020: Instrument
) -> None:
    text = assessment(all_at("{level: 3, note: x}", i2020))
    for n in range(3000):
        (tmp_path / f"{n}.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "spbe_cli", "score", str(tmp_path), "--jobs", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as run:
        time.sleep(1.5)
        for _ in range(times):
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGINT)
            time.sleep(0.05)
        out, err = run.communicate(timeout=30)
    assert run.returncode == 130
    assert (out, err) == (b"", b"Interrupted.\n")


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Say so."""
        return True


class Step:
    """Something that stands for ten files."""

    files = 10


def test_progress_is_shown_after_a_second_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    list(progress.watched([Step()] * 3, 30, Session()))
    assert terminal.getvalue() == ""
    monkeypatch.setattr(progress, "PATIENCE", -1)
    assert len(list(progress.watched([Step()] * 3, 30, Session()))) == 3
    assert "30/30" in terminal.getvalue()
    before = terminal.getvalue()
    list(progress.watched([Step()] * 3, 30, Session(quiet=True)))
    assert terminal.getvalue() == before
    with progress.shown(Session()) as told:
        told(7, 38)
    assert "7/38" in terminal.getvalue()


def test_neighbours_are_what_stands_below_one_step(folder: Path) -> None:
    spots = files.spots([str(folder)])
    groups = {spot.group for spot in spots}
    assert groups == {f"{n:03}" for n in range(MANY)} | {"broken.yaml"}
