"""What `spbe import` writes: whole files or none, also on a full disk and when interrupted."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_cli import output
from spbe_cli.cli.importing_places import Places, Target
from spbe_cli.cli.importing_texts import new_files
from spbe_cli.cli.importing_work import prepared
from spbe_cli.core.assessment import Assessment, OpdFile
from spbe_cli.core.exchange.leaves import leaves_of
from spbe_cli.core.problems import CallError, Finding, Problem
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.bundles import gathered
from spbe_cli.reading.deliveries import Delivery, Part
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from spbe_cli.reading.present import Present
from spbe_cli.reading.shape import Checked, check
from spbe_cli.render.look import Look
from tests.conftest import ROOT, Run
from tests.test_import import texts_in

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
CONTOH = ROOT / "examples/kabupaten-contoh/2024/self.yaml"
OPDS = [*(CONTOH.parent / "opd").glob("*.yaml")]
LOOK = Look(texts(Language.ID), None, False, unicode=True)
LIBRARY = Library()


@pytest.fixture
def lke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spbe: Spbe) -> Path:
    """Export an assessment of twelve OPDs into the folder of the test."""
    monkeypatch.chdir(tmp_path)
    assert spbe("export", CONTOH, "-o", "lke.xlsx").code == 0
    return Path("lke.xlsx")


def failing(
    monkeypatch: pytest.MonkeyPatch, target: Any, name: str, nth: int, error: BaseException
) -> None:
    """Let a function fail at one of its calls, and do its work at the others."""
    real, calls = getattr(target, name), 0

    def instead(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise error
        return real(*arguments)

    monkeypatch.setattr(target, name, instead)


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("nth", [1, 2, 13])
@pytest.mark.parametrize(("error", "code"), [(FULL, 2), (KeyboardInterrupt(), 130)])
def test_a_full_disk_or_an_interrupt_leaves_everything_as_it_was(
    spbe: Spbe,
    lke: Path,
    monkeypatch: pytest.MonkeyPatch,
    nth: int,
    error: BaseException,
    code: int,
) -> None:
    failing(monkeypatch, os, "fsync", nth, error)
    run = spbe("import", lke, "-o", "deep/out")
    assert run.code == code
    assert ("No space left on device" in run.err) == (code == 2)
    assert "new: " not in run.err
    assert [path.name for path in Path().iterdir()] == ["lke.xlsx"]
    assert spbe("import", lke, "-o", "deep/out").code == 0


def test_a_disk_that_is_really_full_leaves_everything_as_it_was(lke: Path) -> None:
    shutil.copytree(CONTOH.parent, "out")
    before = texts_in()
    Path("out/opd/kominfo.yaml").unlink()
    call = f"ulimit -f 4; exec {sys.executable} -m spbe_cli import lke.xlsx -o out --merge"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SPBE_LANG": "en"}
    run = subprocess.run(["bash", "-c", call], capture_output=True, text=True, check=False, env=env)
    assert run.returncode == 2, run.stderr
    assert "out/self.yaml: cannot be written: File too large" in run.stderr
    del before["opd/kominfo.yaml"]
    assert texts_in() == before


@pytest.mark.parametrize("nth", [1, 2, 5, 13])
@pytest.mark.parametrize(("error", "code"), [(FULL, 2), (KeyboardInterrupt(), 130)])
def test_where_only_some_files_took_their_places_it_is_said_which(
    spbe: Spbe,
    lke: Path,
    monkeypatch: pytest.MonkeyPatch,
    nth: int,
    error: BaseException,
    code: int,
) -> None:
    with monkeypatch.context() as patch:
        failing(patch, Path, "replace", nth, error)
        run = spbe("import", lke, "-o", "out")
    assert run.code == code
    lines = run.err.splitlines()
    written = {line.removeprefix("written: ") for line in lines if line.startswith("written: ")}
    missing = {line.removeprefix("NOT written: ") for line in lines if line.startswith("NOT ")}
    assert (len(written), len(missing)) == (nth - 1, 14 - nth)
    assert {f"out/{name}" for name in texts_in()} == written
    assert "Nothing is lost: import once more to write the rest." in lines
    again = spbe("import", lke, "-o", "out")
    assert again.code == 0
    assert {*texts_in()} == {"2024.yaml", *(f"opd/{path.name}" for path in OPDS)}
    assert "Nothing" in spbe("import", lke, "-o", "out").err


def test_a_place_that_cannot_be_written_to_is_named(spbe: Spbe, lke: Path, write: Write) -> None:
    shutil.copytree(CONTOH.parent, "there")
    before = texts_in("there")
    write("out/opd", "a file")
    run = spbe("import", lke, "-o", "out")
    assert run.code == 2
    assert "out/opd" in run.err
    assert texts_in() == {"opd": "a file"}
    assert texts_in("there") == before


def test_links_and_modes_stay(spbe: Spbe, lke: Path) -> None:
    shutil.copytree(CONTOH.parent, "out")
    Path("out/opd/bapenda.yaml").unlink()
    main = Path("out/self.yaml")
    text = main.read_text(encoding="utf-8").replace("lead: {13: bappeda, 14: organisasi}\n", "")
    Path("elsewhere").mkdir()
    Path("elsewhere/real.yaml").write_text(text, encoding="utf-8")
    Path("elsewhere/real.yaml").chmod(0o640)
    main.unlink()
    main.symlink_to(Path("elsewhere/real.yaml").absolute())
    assert spbe("import", lke, "-o", "out/self.yaml").code == 0
    assert main.is_symlink()
    assert Path("elsewhere/real.yaml").stat().st_mode & 0o777 == 0o640
    assert "\nlead:\n" in main.read_text(encoding="utf-8")


def test_a_set_of_files_is_written_whole(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text("before", encoding="utf-8")
    new = tmp_path / "a/b/new.txt"
    output.write_set({old: "after\r\n", new: "é"})
    assert (old.read_bytes(), new.read_bytes()) == (b"after\r\n", "é".encode())
    bad = tmp_path / "old.txt/x/y.txt"
    with pytest.raises(CallError):
        output.write_set({old: "again", tmp_path / "c/d.txt": "x", bad: "y"})
    assert old.read_bytes() == b"after\r\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "old.txt"]


# Texts of new files


def parts(head: dict[str, Any], opds: dict[str, Any]) -> list[Part] | None:
    found: list[Part] = []
    spot = files.Spot(Path("x.xlsx"), "x.xlsx")
    instrument = LIBRARY.find("permenpanrb-59-2020")
    every: list[Checked[Assessment] | Checked[OpdFile]] = [check(Assessment, head)]
    every += (check(OpdFile, {"opd": key} | one) for key, one in opds.items())
    for checked in every:
        if checked.value is None or checked.findings:
            return None
        found.append(Part(checked.value, _nowhere, spot, frozenset(), instrument))
    return found


def _nowhere(finding: Finding) -> Problem:
    return Problem("x.xlsx", None, finding)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
WORDS = st.sampled_from(
    [
        *("yes", "null", "1.0", "~", "a: b", "# x", "- x", "{a}", "''", '"', "*a", "&a", "!x", "|"),
        *("%", "@", "`", "2024-05-01", "0x1", "\t", "a\nb", " a", "é", "\u2028", "=1"),
    ]
)
ANY = st.one_of(TEXT, WORDS)
EVIDENCE = st.one_of(
    ANY,
    st.fixed_dictionaries(
        {"file": ANY}, optional={"date": st.just("2024-05-01"), "kind": st.just("review")}
    ),
    st.fixed_dictionaries({"url": st.just("https://example.org/a?b=c#d")}),
)
ANSWER = st.fixed_dictionaries(
    {},
    optional={
        "level": st.integers(1, 5),
        "note": ANY,
        "evidence": st.lists(EVIDENCE, max_size=4),
        "confidence": st.just({"2": 1}),
    },
)
ANSWERS = st.dictionaries(st.integers(1, 47).map(str), ANSWER, max_size=8)
AGENCIES = st.dictionaries(
    ANY,
    st.fixed_dictionaries(
        {"answers": ANSWERS},
        optional={"name": ANY, "owns": st.lists(st.sampled_from(["1", "3-7", "9"]), max_size=3)},
    ),
    max_size=3,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    institution=ANY,
    province=ANY,
    answers=ANSWERS,
    opds=AGENCIES,
    note=ANY,
    lead=ANY,
    merge=st.booleans(),
)
def test_whatever_is_handed_in_reads_back_exactly(
    tmp_path_factory: pytest.TempPathFactory,
    institution: str,
    province: str,
    answers: dict[str, Any],
    opds: dict[str, Any],
    note: str,
    lead: str,
    *,
    merge: bool,
) -> None:
    head = {
        "institution": institution, "province": province, "year": 2024, "stage": "self",
        "instrument": "permenpanrb-59-2020", "answers": answers, "lead": {"3": lead},
        "published": {"index": 3, "source": {"note": note}},
    }  # fmt: skip
    handed = parts(head, opds)
    if handed is None:
        return
    folder = tmp_path_factory.mktemp("x")
    present = Present(LIBRARY, folder)
    [bundle], problems = gathered([Delivery((*handed,))], present, lambda _: "")
    assert problems == []
    given_ = prepared(bundle, None)
    places = Places(Target(folder, False, merge), present, alone=True)
    laid = new_files(given_, places, LOOK)
    output.write_set({one.path: one.after for one in laid.changes})
    [spot] = files.spots([laid.changes[0].path.as_posix()])
    [loaded] = Loader(LIBRARY, assessments_only=True).load_all([spot])
    assert loaded.assessment is not None
    assert not loaded.broken
    assert leaves_of(loaded.assessment) == leaves_of(laid.given.case.assessment)
    assert [*loaded.assessment.opds] == [*opds]
    assert loaded.assessment.institution == institution
    assert len(laid.changes) == (1 if merge or not opds else 1 + len(opds))
