"""`spbe import` of workbooks: everything comes back, in new files and in those that are there."""

import difflib
import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from spbe_cli.cli.importing_places import Place
from spbe_cli.core.assessment import Assessment, Evidence
from spbe_cli.core.exchange.intake import ASSUMED
from spbe_cli.core.exchange.leaves import leaves_of
from spbe_cli.core.exchange.worksheet import Column
from spbe_cli.core.problems import KeyPath
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from tests import worksheets
from tests.conftest import DATA, ROOT, Run, assessment
from tests.test_import import texts_in
from tests.test_injection import CONTROLS, HOSTILE
from tests.worksheets import cell, change

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
CONTOH = ROOT / "examples/kabupaten-contoh/2024"

ABOUT = {
    "institution": "Kabupaten Uji",
    "year": "2024",
    "stage": "self",
    "instrument": "permenpanrb-59-2020",
}
MAIN = """\
# ours
institution: Kabupaten Uji
year: 2024
instrument: permenpanrb-59-2020
stage: self
draft: true
include: [opd/*.yaml]   # theirs
answers:
  1: 3  # stays
"""
KOMINFO = """\
# theirs
opd: kominfo
owns: [2, 3]
answers:
  # two
  2: {level: 3, evidence: [bukti/a.pdf]}
  3:
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(path: Path | str) -> Assessment:
    [spot] = files.spots([str(path)])
    [loaded] = Loader(Library(), assessments_only=True).load_all([spot])
    assert loaded.assessment is not None
    return loaded.assessment


def sheet(
    book: str, answers: Mapping[str, Mapping[str, Any]], opd: str | None = None, **about: str
) -> Path:
    """Write a workbook of one sheet of ours; an OPD had a file of its own."""
    home = {"opd": opd, "file": "opd/x.yaml"} if opd else {}
    return worksheets.sheet(Path(book), ABOUT | home | about, answers)


def exported(spbe: Spbe, path: Path, target: str = "lke.xlsx") -> Path:
    run = spbe("export", path, "-o", target)
    assert run.code == 0, run.err
    return Path(target)


def errors(run: Run) -> list[tuple[str, str]]:
    return re.findall(r"^(\S+): error (SPBE\d+)", run.err, re.MULTILINE)


# New files


def test_an_opd_has_its_file_again_and_everything_comes_back(spbe: Spbe) -> None:
    path = exported(spbe, CONTOH / "self.yaml")
    run = spbe("import", path, "-o", "out")
    assert (run.code, run.out) == (0, "")
    wanted = {f"opd/{one.name}" for one in (CONTOH / "opd").glob("*.yaml")}
    assert {*texts_in()} == {"2024.yaml", *wanted}
    assert leaves_of(read("out/2024.yaml")) == leaves_of(read(CONTOH / "self.yaml"))
    before, after = (
        json.loads(spbe("score", "--format", "json", one).out)["results"][0]
        for one in (CONTOH / "self.yaml", Path("out/2024.yaml"))
    )
    for key in ("index_exact", "category", "indicators", "opds"):
        assert before[key] == after[key]
    told = [spbe("validate", "--strict", one).err for one in ("out", CONTOH / "self.yaml")]
    assert told[0] == told[1]


def test_a_second_import_changes_nothing(spbe: Spbe) -> None:
    path = exported(spbe, CONTOH / "self.yaml")
    spbe("import", path, "-o", "out")
    before = texts_in()
    run = spbe("import", path, "-o", "out")
    assert run.code == 0
    assert "Nothing to change: all of it is there already.\n" in run.err
    assert texts_in() == before


def test_opds_may_stand_in_the_file_of_the_institution(spbe: Spbe) -> None:
    path = exported(spbe, CONTOH / "self.yaml")
    wanted = {
        key: tuple(seen(piece, "opd") for piece in leaf if isinstance(piece, Evidence))
        if key[0] == "opds" and key[-1] == "evidence" and isinstance(leaf, tuple)
        else leaf
        for key, leaf in leaves_of(read(CONTOH / "self.yaml")).items()
    }
    for target, name in (
        (["-o", "one.yaml"], "one.yaml"),
        (["-o", "out", "--merge"], "out/2024.yaml"),
    ):
        assert spbe("import", path, *target).code == 0
        assert leaves_of(read(name)) == wanted
        assert "Nothing" in spbe("import", path, *target).err
    assert [*texts_in()] == ["2024.yaml"]


def seen(piece: Evidence, folder: str) -> Evidence:
    """Name a file of evidence as it is seen from above its folder."""
    return piece.model_copy(update={"file": piece.file and f"{folder}/{piece.file}"})


def test_one_workbook_for_each_opd_is_collected_in_one_folder(spbe: Spbe) -> None:
    assert spbe("export", CONTOH / "self.yaml", "--per-opd", "lke/deep").code == 0
    paths = sorted(Path("lke/deep").iterdir())
    Path("lke/deep/~$lke.xlsx").write_text("locked", encoding="utf-8")
    Path("lke/notes.txt").write_text("x", encoding="utf-8")
    assert spbe("import", *paths, "-o", "one").code == 0
    assert spbe("import", "lke", "-o", "two").code == 0
    assert texts_in("one") == texts_in("two")
    found, wanted = leaves_of(read("one/2024.yaml")), leaves_of(read(CONTOH / "self.yaml"))
    assert found == wanted


def answered(path: Path) -> Assessment | None:
    """Give the assessment of a file that holds; None for other files and for figures alone."""
    [spot] = files.spots([path.as_posix()])
    loaded = [*Loader(Library(), assessments_only=True).load_all([spot])]
    case = loaded[0].case if loaded else None
    return None if case is None or case.assessment.is_published_only else case.assessment


VALID = {
    path.relative_to(DATA / "valid"): value
    for path in sorted((DATA / "valid").glob("**/*.yaml"))
    if (value := answered(path)) is not None
}


@pytest.mark.parametrize("path", VALID, ids=str)
def test_whatever_files_may_hold_comes_back(spbe: Spbe, path: Path) -> None:
    shutil.copytree(DATA / "valid", "src")
    folder = Path("src") / path.parent
    book = exported(spbe, Path("src") / path, f"{folder}/lke.xlsx")
    run = spbe("import", book, "-o", folder / "out")
    assert run.code == 0, run.err
    wanted = said(VALID[path])
    found = said(
        read(next(one for one in folder.glob("out/**/*.yaml") if one.parent.name != "opd"))
    )
    assert found.keys() == wanted.keys()
    for key, leaf in wanted.items():
        if isinstance(leaf, tuple) and key[-1] == "evidence" and key[0] == "opds":
            pieces = found[key]
            assert isinstance(pieces, tuple)
            assert [*map(named, pieces)] == [*map(named, leaf)]
        else:
            assert found[key] == leaf
    assert "Nothing" in spbe("import", book, "-o", folder / "out").err


def said(value: Assessment) -> dict[KeyPath, object]:
    """Give all that is said but what is assumed anyway; text without blanks around its lines."""
    leaves = {key: leaf for key, leaf in leaves_of(value).items() if ASSUMED.get(key) != leaf}
    return {key: leaf.split() if isinstance(leaf, str) else leaf for key, leaf in leaves.items()}


def named(piece: Evidence) -> tuple[object, ...]:
    """Give a piece of evidence with its file as it is called, wherever that is seen from."""
    return piece.file and Path(piece.file).name, piece.url, piece.date, piece.kind


# Into files that are there


def ours(write: Write) -> dict[str, str]:
    """Write an assessment with an OPD in a file of its own."""
    files_ = {"2024.yaml": MAIN, "opd/kominfo.yaml": KOMINFO}
    for name, text in files_.items():
        write(f"out/{name}", text)
    return files_


def test_an_opd_is_changed_in_its_own_file_and_nothing_else(spbe: Spbe, write: Write) -> None:
    before = ours(write)
    answers = {
        "2": {"level": 3, "target": 4, "note": "a: x", "evidence": "bukti/b.pdf"},
        "3": {"level": 2, "confidence": "2: 0,5; 3: 0,5"},
        "5": {},
    }
    for target in ("out", "out/2024.yaml"):
        path = sheet("k.xlsx", answers, opd="kominfo", owns="2-3")
        run = spbe("import", path, "-o", target)
        assert run.code == 0, run.err
        assert texts_in() == before | {
            "opd/kominfo.yaml": (
                "# theirs\n"
                "opd: kominfo\n"
                "owns: [2, 3]\n"
                "answers:\n"
                "  # two\n"
                '  2: {level: 3, evidence: [bukti/a.pdf, bukti/b.pdf], target: 4, note: "a: x"}\n'
                "  3: {level: 2, confidence: {2: 0.5, 3: 0.5}}\n"
            )
        }


def test_a_new_opd_gets_a_file_beside_the_others(spbe: Spbe, write: Write) -> None:
    before = ours(write)
    path = sheet("b.xlsx", {"13": {"level": 2}}, opd="bappeda", name="Bappeda", file="x/y.yaml")
    assert spbe("import", path, "-o", "out").code == 0
    found = texts_in()
    assert {name: found[name] for name in before} == before
    assert found["opd/bappeda.yaml"].startswith("opd: bappeda\nname: Bappeda\n\nanswers:\n")
    assert found["opd/bappeda.yaml"].endswith("(2.5 %)\n  13: 2\n")
    assert [*read("out/2024.yaml").opds] == ["bappeda", "kominfo"]


def test_everything_that_is_said_of_an_assessment_is_put_in(spbe: Spbe, write: Write) -> None:
    bare = MAIN.replace("draft: true\n", "")
    flow = (
        "{institution: Kabupaten Uji, year: 2024, instrument: permenpanrb-59-2020, stage: self, "
        "answers: {1: 3}}\n"
    )
    about = {
        "type": "kabupaten", "province": "Jawa Timur", "combine": "mean", "lead": "13: bappeda",
        "published.index": "1.10", "published.category": "Kurang", "published.domains": "1: 1.40",
        "published.source.url": "https://example.org", "published.source.date": "2024-05-01",
    }  # fmt: skip
    path = sheet("k.xlsx", {"1": {"level": 3, "note": "x"}}, **about)
    for before in (bare, flow):
        write("out/2024.yaml", before)
        write("out/opd/kominfo.yaml", KOMINFO)
        assert spbe("import", path, "-o", "out", "--theirs").code == 0
        value = read("out/2024.yaml")
        assert (value.type, value.province, value.combine) == ("kabupaten", "Jawa Timur", "mean")
        assert (value.lead, value.answers["1"].note) == ({"13": "bappeda"}, "x")
        published = value.published
        assert published is not None
        assert published.source is not None
        assert (str(published.index), published.category) == ("1.10", "Kurang")
        assert (str(published.domains["1"]), str(published.source.date)) == ("1.40", "2024-05-01")
        assert "Nothing" in spbe("import", path, "-o", "out").err


def test_files_that_no_pattern_finds_are_added_to_those_included(spbe: Spbe, write: Write) -> None:
    ours(write)
    write("out/2024.yaml", MAIN.replace("[opd/*.yaml]", "[opd/kominfo.yaml]"))
    path = sheet("b.xlsx", {"13": {"level": 2}}, opd="bappeda")
    assert spbe("import", path, "-o", "out").code == 0
    assert "include: [opd/kominfo.yaml, opd/bappeda.yaml]   # theirs\n" in texts_in()["2024.yaml"]
    assert [*read("out/2024.yaml").opds] == ["kominfo", "bappeda"]
    assert "Nothing" in spbe("import", path, "-o", "out").err


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("opd/*.yaml", "opd/bappeda.yaml"),
        ("./dinas/bappeda.yaml", "dinas/bappeda.yaml"),
        ("dinas/k*.yaml", None),
        ("*/x/*.yaml", None),
    ],
)
def test_the_first_opd_goes_where_one_is_looked_for(
    spbe: Spbe, write: Write, pattern: str, name: str | None
) -> None:
    main = MAIN.replace("opd/*.yaml", f'"{pattern}"')
    write("out/2024.yaml", main)
    path = sheet("b.xlsx", {"13": {"level": 2}}, opd="bappeda")
    run = spbe("import", path, "-o", "out")
    assert run.code == 0, run.err
    assert [*texts_in()] == (["2024.yaml"] if name is None else ["2024.yaml", name])
    assert [*read("out/2024.yaml").opds] == ["bappeda"]
    assert "Nothing" in spbe("import", path, "-o", "out").err


@pytest.mark.parametrize("merge", [False, True])
def test_a_new_opd_goes_where_opds_are(spbe: Spbe, write: Write, *, merge: bool) -> None:
    inline = "opds:\n  kominfo: {owns: [2], answers: {2: 3}}  # here\n"
    main = MAIN.replace("include: [opd/*.yaml]   # theirs\n", "") + inline
    if merge:
        ours(write)
    else:
        write("out/2024.yaml", main)
    path = sheet(
        "b.xlsx", {"13": {"level": 2, "evidence": "bukti/x.pdf"}}, opd="bappeda", file="opd/b.yaml"
    )
    assert spbe("import", path, "-o", "out", *(["--merge"] if merge else [])).code == 0
    text = texts_in()["2024.yaml"]
    told = "  bappeda:\n    answers:\n      13: {level: 2, evidence: [opd/bukti/x.pdf]}\n"
    assert text == (MAIN + "opds:\n" + told if merge else main + told)
    assert "Nothing" in spbe("import", path, "-o", "out").err


def test_evidence_is_seen_from_where_the_opd_is_now(spbe: Spbe, write: Write) -> None:
    ours(write)
    answers = {"2": {"evidence": "a.pdf\nbukti/b.pdf | 2024-05-01 | reviu\nhttps://example.org/x"}}
    path = sheet("k.xlsx", answers, opd="kominfo", file="old/kominfo.yaml")
    assert spbe("import", path, "-o", "out").code == 0
    evidence = read("out/2024.yaml").opds["kominfo"].answers["2"].evidence
    assert [one.file or one.url for one in evidence] == [
        "bukti/a.pdf",
        "../old/a.pdf",
        "../old/bukti/b.pdf",
        "https://example.org/x",
    ]


def test_a_level_that_differs_is_told_on_both_sides(spbe: Spbe, write: Write) -> None:
    before = ours(write)
    path = sheet("k.xlsx", {"2": {"level": 4}, "3": {"level": 1}}, opd="kominfo", owns="2-4")
    run = spbe("import", path, "-o", "out")
    assert run.code == 1
    assert texts_in() == before
    assert errors(run) == [("k.xlsx:LKE!B8", "SPBE221"), ("k.xlsx:LKE!B10", "SPBE221")]
    assert "answers.2.level is 4 here, 3 in out/opd/kominfo.yaml:6\n" in run.err
    assert 'owns is ["2-4"] here, ["2", "3"] in out/opd/kominfo.yaml:3\n' in run.err.replace(
        "[2, 3]", '["2", "3"]'
    )
    assert spbe("import", path, "-o", "out", "--ours").code == 0
    kept = KOMINFO.replace("  3:\n", "  3: 1\n")
    assert texts_in() == before | {"opd/kominfo.yaml": kept}
    assert spbe("import", path, "-o", "out", "--theirs").code == 0
    taken = kept.replace("level: 3", "level: 4").replace("[2, 3]", '["2-4"]')
    assert texts_in() == before | {"opd/kominfo.yaml": taken}


@pytest.mark.parametrize("language", list(Language))
def test_cells_that_were_emptied_take_nothing_away_and_that_is_told(
    spbe: Spbe, write: Write, language: Language
) -> None:
    say, note = texts(language), '{level: 3, target: 4, note: "SK belum ada"}'
    write("out/2024.yaml", MAIN.replace("1: 3", f"1: {note}"))
    write("out/opd/kominfo.yaml", KOMINFO)
    before = texts_in()
    own = sheet("a.xlsx", {"1": {"level": 3, "note": "  \n "}})
    opd = sheet("b.xlsx", {"2": {"level": " ", "note": "baru"}, "3": {}}, opd="kominfo")
    run = spbe("import", own, "-o", "out", "--theirs", "--lang", language)
    assert run.code == 0
    assert texts_in() == before
    kept = say("import.kept", paths="answers.1.target, answers.1.note", more=0)
    assert run.err.count(kept) == 1
    run = spbe("import", own, opd, "-o", "out", "--theirs", "--lang", language)
    paths = "answers.1.target, answers.1.note, opds.kominfo.answers.2.level"
    assert say("import.kept", paths=f"{paths}, opds.kominfo.answers.2.evidence", more=0) in run.err
    assert "note: baru" in texts_in()["opd/kominfo.yaml"]
    said_elsewhere = sheet("c.xlsx", {"1": {"target": 4, "note": "SK belum ada"}})
    run = spbe("import", own, said_elsewhere, "-o", "out", "--lang", language)
    assert kept[:20] not in run.err
    assert kept[:20] not in spbe("import", own, "-o", "new", "--lang", language).err


def test_of_many_cells_that_were_emptied_the_first_are_named(spbe: Spbe, write: Write) -> None:
    answers = "".join(f"  {n}: {{level: 3, note: x}}\n" for n in range(1, 5))
    write(
        "a.yaml", MAIN.replace("include: [opd/*.yaml]   # theirs\n", "").split("  1:")[0] + answers
    )
    run = spbe("import", sheet("a.xlsx", {str(n): {} for n in range(1, 5)}), "-o", "a.yaml")
    assert run.code == 0
    named = "answers.1.level, answers.1.note, answers.2.level, answers.2.note, answers.3.level"
    assert f"takes nothing away: {named} and 3 more.\n" in run.err


@pytest.mark.parametrize("written", ["SK belum ada ", " SK  belum\u00a0ada\n", "SK\nbelum ada"])
def test_blanks_alone_are_no_other_note(spbe: Spbe, write: Write, written: str) -> None:
    write("out/2024.yaml", MAIN.replace("1: 3", '1: {level: 3, note: "SK belum ada"}'))
    write("out/opd/kominfo.yaml", KOMINFO)
    before = texts_in()
    run = spbe("import", sheet("a.xlsx", {"1": {"note": written}}), "-o", "out", "--theirs")
    assert run.code == 0
    assert "Nothing to change" in run.err
    assert texts_in() == before


def test_what_yaml_shares_is_set_apart_where_one_place_differs(spbe: Spbe, write: Write) -> None:
    shared = KOMINFO.replace("2: {", "2: &two {").replace("  3:\n", "  3: *two\n  4: *two  # k\n")
    ours(write)
    write("out/opd/kominfo.yaml", shared.replace("[2, 3]", "[2-4]"))
    path = sheet("k.xlsx", {"2": {"level": 4}, "4": {"note": "x"}}, opd="kominfo")
    run = spbe("import", path, "-o", "out", "--theirs")
    assert run.code == 0, run.err
    assert texts_in()["opd/kominfo.yaml"].split("# two\n")[1] == (
        "  2: {level: 4, evidence: [bukti/a.pdf]}\n"
        "  3: &two {level: 3, evidence: [bukti/a.pdf]}\n"
        "  4: {level: 3, evidence: [bukti/a.pdf], note: x}  # k\n"
    )


TARGET = KOMINFO.replace("level: 3", "level: 2, target: 3")


@pytest.mark.parametrize("side", [[], ["--ours"], ["--theirs"]])
def test_a_level_above_the_target_that_is_there_is_wrong_where_it_is_imported(
    spbe: Spbe, write: Write, side: list[str]
) -> None:
    write("out/2024.yaml", MAIN)
    write("out/opd/kominfo.yaml", TARGET.replace("level: 2, ", ""))
    before = texts_in()
    path = sheet("k.xlsx", {"2": {"level": 5}}, opd="kominfo")
    run = spbe("import", path, "-o", "out", *side)
    assert run.code == 1
    assert errors(run) == [("k.xlsx:LKE!B9", "SPBE216")]
    assert run.err.endswith("\nNothing written: 1 error.\n")
    assert texts_in() == before


def test_nothing_is_said_to_take_a_place_where_nothing_is_written(spbe: Spbe, write: Write) -> None:
    write("out/2024.yaml", MAIN)
    write("out/opd/kominfo.yaml", TARGET)
    before = texts_in()
    path = sheet("k.xlsx", {"2": {"level": 5}}, opd="kominfo")
    run = spbe("import", path, "-o", "out", "--theirs")
    assert run.code == 1
    assert errors(run) == [("k.xlsx:LKE!B9", "SPBE216")]
    assert "takes the place" not in run.err
    assert texts_in() == before
    assert spbe("import", path, "-o", "out", "--ours").code == 0
    assert texts_in() == before


@pytest.mark.parametrize("kept", ["draft: true\n", "draft: false\n", ""])
@pytest.mark.parametrize("found", ["true", "false"])
def test_whether_it_is_a_draft_is_left_to_the_file_that_is_there(
    spbe: Spbe, write: Write, kept: str, found: str
) -> None:
    main = MAIN.replace("draft: true\n", kept)
    path = sheet("k.xlsx", {"1": {"level": 3, "note": "x"}}, draft=found)
    for side in ([], ["--theirs"]):
        write("out/2024.yaml", main)
        write("out/opd/kominfo.yaml", KOMINFO)
        run = spbe("import", path, "-o", "out", *side)
        assert run.code == 0, run.err
        assert "SPBE221" not in run.err
        after = texts_in()["2024.yaml"]
        assert after == main.replace("  1: 3  # stays", after.splitlines()[-1])
        assert read("out/2024.yaml").answers["1"].note == "x"
    new = spbe("import", path, "-o", "new.yaml")
    assert new.code == 0
    assert read("new.yaml").draft is (found == "true")


def test_two_sheets_that_differ_name_both_cells(spbe: Spbe) -> None:
    one = sheet("one.xlsx", {"2": {"level": 4}, "3": {"level": 3}}, opd="kominfo", name="Dinas")
    two = sheet("two.xlsx", {"2": {"level": 3}, "3": {"level": 3}}, opd="kominfo", name="Kantor")
    run = spbe("import", one, two, "-o", "out")
    assert run.code == 1
    assert errors(run) == [("two.xlsx:LKE!B8", "SPBE221"), ("two.xlsx:LKE!B10", "SPBE221")]
    assert "answers.2.level is 3 here, 4 in one.xlsx:LKE!B10: both are imported\n" in run.err
    assert "name is Kantor here, Dinas in one.xlsx:LKE!B8: both are imported\n" in run.err
    assert not Path("out").exists()


def test_sheets_of_one_opd_that_agree_are_put_together(spbe: Spbe) -> None:
    one = sheet("one.xlsx", {"2": {"level": 4, "evidence": "a.pdf"}}, opd="kominfo")
    two = sheet("two.xlsx", {"2": {"level": 4, "evidence": "b.pdf"}, "3": {"level": 1}}, "kominfo")
    three = sheet("three.xlsx", {"1": {"level": 2}})
    assert spbe("import", one, two, three, "-o", "out").code == 0
    value = read("out/2024.yaml")
    answer = value.opds["kominfo"].answers["2"]
    assert (answer.level, [piece.file for piece in answer.evidence]) == (4, ["a.pdf", "b.pdf"])
    assert {key for key, one in value.answers.items() if one.level is not None} == {"1"}


@pytest.mark.parametrize(
    ("answers", "cell_", "code"),
    [
        ({"2": {"level": 9}}, "B9", "SPBE104"),
        ({"2": {"level": "2,5"}}, "B9", "SPBE104"),
        ({"2": {"level": "tiga"}}, "B9", "SPBE103"),
        ({"2": {"level": 3, "target": 2}}, "C9", "SPBE216"),
        ({"99": {"level": 3}}, "A9", "SPBE105"),
        ({"2": {"level": 3, "confidence": "2: 0.5"}}, "F9", "SPBE215"),
        ({"2": {"level": 3, "evidence": "a.pdf | 2024-02-30"}}, "E9", "SPBE108"),
        ({"2": {"level": 3, "evidence": "ftp://example.org/x"}}, "E9", "SPBE109"),
    ],
)
def test_a_wrong_cell_is_told_by_its_address_and_nothing_is_written(
    spbe: Spbe, answers: Mapping[str, Mapping[str, Any]], cell_: str, code: str
) -> None:
    good = sheet("good.xlsx", {"1": {"level": 3}})
    path = sheet("k.xlsx", answers, opd="kominfo")
    run = spbe("import", good, path, "-o", "out")
    assert run.code == 1
    assert errors(run) == [(f"k.xlsx:LKE!{cell_}", code)]
    assert not Path("out").exists()


@pytest.mark.parametrize("language", list(Language))
def test_a_level_in_percent_is_refused_with_what_was_meant(spbe: Spbe, language: Language) -> None:
    path = sheet("k.xlsx", {"2": {"level": 0.03, "target": 0.04}, "3": {"level": 0.06}})
    run = spbe("import", path, "-o", "out", "--lang", language)
    assert errors(run) == [(f"k.xlsx:LKE!{one}", "SPBE104") for one in ("B7", "C7", "B8")]
    meant = [texts(language)("did-you-mean", suggestion=one) for one in "346"]
    assert [one in run.err for one in meant] == [True, True, False]


def test_all_wrong_sheets_are_told_in_one_go(spbe: Spbe) -> None:
    one = sheet("one.xlsx", {"2": {"level": 9}, "3": {"level": "x"}}, opd="kominfo")
    two = sheet("two.xlsx", {"1": {"level": 3}}, stage="mandiri", instrument="x")
    Path("three.xlsx").write_text("no workbook", encoding="utf-8")
    run = spbe("import", one, two, "three.xlsx", "-o", "out")
    assert run.code == 1
    assert [code for _, code in errors(run)] == [
        *("SPBE104", "SPBE103"),
        *(code for place, code in errors(run) if place.startswith("three")),
        *("SPBE107", "SPBE106"),
    ]


def test_what_is_read_otherwise_or_not_at_all_is_told_first(spbe: Spbe, write: Write) -> None:
    path = sheet("k.xlsx", {"2": {"level": "3 - Terdefinisi"}, "3": {"level": "2"}}, opd="kominfo")

    def add(workbook: Any) -> None:
        workbook["LKE"]["H9"] = "Budi"
        workbook.create_sheet("Catatan")["A1"] = "x"

    run = spbe("import", change(path, add), "-o", "out")
    assert run.code == 0
    told = run.err.index("Not taken over"), run.err.index("Read otherwise")
    assert told[0] < told[1] < run.err.index("new: out/2024.yaml")
    assert "  k.xlsx:LKE!H9: Budi\n" in run.err
    assert "  k.xlsx:LKE!B9: 3 - Terdefinisi -> 3\n" in run.err
    assert "LKE!B10" not in run.err  # a level that is text reads as it looks
    assert "  k.xlsx:Catatan: Catatan\n" in run.err
    assert spbe("import", path, "-o", "out", "--quiet").err == ""


@pytest.mark.parametrize("language", list(Language))
def test_merged_cells_and_a_guide_that_is_gone_are_told(spbe: Spbe, language: Language) -> None:
    say = texts(language)
    path = sheet("k.xlsx", {"2": {"level": 4, "note": "sama"}, "3": {}})

    def merge(workbook: Any) -> None:
        workbook["LKE"].merge_cells("B7:B8")
        workbook["LKE"].merge_cells("D7:D8")

    run = spbe("import", change(path, merge), "-o", "out", "--lang", language)
    assert run.code == 0
    keys = "type, province, draft, combine, lead, include, published"
    assert f"  k.xlsx: {keys} ({say('import.how.unsaid')})\n" in run.err
    level, note = (say(f"import.how.{how}", ids="2, 3") for how in ("merged-level", "merged"))
    assert f"  k.xlsx:LKE!B7:B8: 4 ({level})\n" in run.err
    assert f"  k.xlsx:LKE!D7:D8: sama ({note})\n" in run.err
    assert "2, 3" in note
    assert say("sheet.summary.name") in level  # it counts the first of them alone
    assert {key for key, one in read("out/2024.yaml").answers.items() if one.level} == {"2", "3"}


def guide(spbe: Spbe, path: Path, changes: Mapping[str, object], *said: str) -> Run:
    """Change what a guide says by its keys, and import the workbook."""

    def edit(workbook: Any) -> None:
        page = workbook.worksheets[0]
        rows = {cell_.value: cell_.row for cell_ in page["A"]}
        for key, value in changes.items():
            page.cell(rows[key], 3).value = value

    return spbe("import", change(path, edit), "-o", "out", *said)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("key", "value", "there"),
    [
        ("institution", "Kota Lain", "Kabupaten Contoh"),
        ("year", 2025, "2024"),
        ("stage", "final", "self"),
        ("instrument", "permenpanrb-8-2026", "permenpanrb-59-2020"),
    ],
)
def test_a_guide_that_names_another_assessment_than_its_sheets_is_an_error(
    spbe: Spbe, key: str, value: object, there: str, language: Language
) -> None:
    spbe("export", CONTOH / "self.yaml", "-o", "lke.xlsx", "--lang", language)
    run = guide(spbe, Path("lke.xlsx"), {key: value}, "--theirs", "--lang", language)
    assert run.code == 1
    say = texts(language)
    [(place, code)] = errors(run)
    assert place.startswith(f"lke.xlsx:{say('sheet.guide.name')}!C")
    assert code == "SPBE221"
    told = {"key": say(f"sheet.about.{key}"), "found": value, "there": there}
    first = {"institution": "LKE!C4", "year": "LKE!C5", "stage": "LKE!C6", "instrument": "LKE!C7"}
    assert say.catalogue["SPBE221.guide"].format(**told, first=first[key]) in run.err
    assert say("SPBE221.guide.hint", there=there) in run.err
    assert not Path("out").exists()


def test_a_guide_speaks_for_the_sheet_of_its_own_opd_alone(spbe: Spbe) -> None:
    spbe("export", CONTOH / "self.yaml", "--per-opd", "lke")
    path = Path("lke/lke-hukum.xlsx")
    run = guide(spbe, path, {"name": "Biro Hukum"})
    assert errors(run) == [("lke/lke-hukum.xlsx:Guide!C22", "SPBE221")]
    other = load_workbook("lke/lke-kominfo.xlsx").worksheets[2]

    def put_beside(workbook: Any) -> None:
        page = workbook.create_sheet(other.title)
        for row in other.iter_rows():
            for one in row:
                page[one.coordinate].value = one.value

    run = guide(spbe, change(path, put_beside), {"name": "Bagian Hukum Sekretariat Daerah"})
    assert run.code == 0, run.err
    assert {"opd/hukum.yaml", "opd/kominfo.yaml"} <= {*texts_in()}
    run = guide(spbe, path, {"year": 2025})
    assert len(errors(run)) == 1  # told once, not for every sheet


@pytest.mark.parametrize("name", ["b.xls", "B.ODS", "deep/b.xlsb", "b.numbers"])
def test_a_workbook_of_a_folder_that_cannot_be_read_is_an_error(
    spbe: Spbe, write: Write, name: str
) -> None:
    sheet("lke/a.xlsx", {"1": {"level": 3}})
    write("lke/read me.txt", "x")
    write(f"lke/{name}", "no workbook")
    folder, alone = (spbe("import", one, "-o", "out") for one in ("lke", f"lke/{name}"))
    assert (folder.code, alone.code) == (1, 1)
    assert errors(folder) == errors(alone) == [(f"lke/{name}", "SPBE013")]
    assert folder.err.endswith("\nNothing written: 1 error.\n")
    assert not Path("out").exists()


# Whose it is


ORDERED = """\
institution: Kabupaten Uji
year: 2024
instrument: permenpanrb-59-2020
stage: self
opds:
  zeta: {owns: [42], answers: {42: 2}}
  kosong: {}
  alpha: {owns: [41, 42], answers: {41: 1, 42: 2}}
  mu: {owns: [40]}
"""


@pytest.mark.parametrize("target", ["out", "out.yaml"])
@pytest.mark.parametrize("options", [("-o", "lke.xlsx"), ("--per-opd", "lke")])
def test_opds_keep_their_order_which_says_who_is_charged(
    spbe: Spbe, write: Write, options: tuple[str, str], target: str
) -> None:
    write("m.yaml", ORDERED)
    assert spbe("export", "m.yaml", *options).code == 0
    assert spbe("import", options[1], "-o", target).code == 0
    plans = [spbe("plan", one, "--target", "1.1", "--format", "json") for one in ("m.yaml", target)]
    steps = [json.loads(plan.out)["steps"] for plan in plans]
    assert [[one["opds"] for one in each] for each in steps] == [[["zeta", "alpha"]]] * 2
    there = read("out/2024.yaml" if target == "out" else target)
    if target == "out":
        assert there.include == ["opd/zeta.yaml", "opd/kosong.yaml", "opd/*.yaml"]
    assert [*there.opds] == ["zeta", "kosong", "alpha", "mu"]


def test_sheets_that_were_dragged_elsewhere_change_no_order(spbe: Spbe, write: Write) -> None:
    path = exported(spbe, write("m.yaml", ORDERED))

    def drag(workbook: Any) -> None:
        workbook.move_sheet("OPD alpha", -2)
        workbook.move_sheet("OPD mu", -4)
        workbook["OPD kosong"].cell(9, 3).value = "x"  # whoever breaks a place is put last

    assert spbe("import", change(path, drag), "-o", "out").code == 0
    assert [*read("out/2024.yaml").opds] == ["zeta", "alpha", "mu", "kosong"]


BOTH = ["b/*.yaml", "a/*.yaml"]


@pytest.mark.parametrize(
    ("names", "wanted", "include"),
    [
        (["opd/a.yaml", "opd/b.yaml"], [], ["opd/*.yaml"]),
        (["opd/b.yaml", "opd/a.yaml", "opd/c.yaml"], [], ["opd/b.yaml", "opd/*.yaml"]),
        (["b/a.yaml", "a/z.yaml", "a/y.yaml"], [], ["b/a.yaml", "a/z.yaml", *BOTH]),
        (["b/a.yaml", "a/y.yaml", "a/z.yaml"], ["b/*", "a/*"], ["b/*", "a/*"]),
        (["a/b.yaml", "a/a.yaml"], ["a/*"], ["a/b.yaml", "a/*.yaml"]),
        (["a/b.yaml", "a/a.yaml"], ["a/b*", "a/a*", "a/*"], ["a/b*", "a/a*", "a/*"]),
        (["a/b.yaml"], ["a/*", "x/*"], ["a/*.yaml"]),
        (["b/c.yaml", "a/d.yaml", "b/d.yaml"], [], ["b/c.yaml", "a/d.yaml", *BOTH]),
    ],
)
def test_files_of_opds_are_included_in_their_order(
    names: list[str], wanted: list[str], include: list[str], write: Write
) -> None:
    place = Place(Path("2024.yaml"), {name: name for name in names})
    assert place.include(wanted) == include
    for name in names:
        write(name, "")
    found = (files.matching(Path(), one) for one in include)
    assert [*dict.fromkeys(one.as_posix() for paths in found for one in paths)] == names


def test_an_order_that_no_include_can_say_is_refused_before_anything_is_written(
    spbe: Spbe, write: Write
) -> None:
    opds = "".join(f"  o{n:03}: {{answers: {{42: 3}}}}\n" for n in range(230, 0, -1))
    write("o.yaml", assessment({}, draft="true").replace("answers:\n", f"opds:\n{opds}"))
    spbe("export", "o.yaml", "-o", "o.xlsx")
    refused = spbe("import", "o.xlsx", "-o", "out")
    assert (refused.code, Path("out").exists()) == (2, False)
    assert "more than 200 include patterns; write them into one file with --merge" in refused.err
    assert spbe("import", "o.xlsx", "-o", "out", "--merge").code == 0
    assert [*read("out/2024.yaml").opds][:2] == ["o230", "o229"]


def test_opds_alone_make_their_assessment(spbe: Spbe) -> None:
    one = sheet("one.xlsx", {"2": {"level": 4}}, opd="kominfo", draft="true")
    two = sheet("two.xlsx", {"3": {"level": 4}}, opd="bappeda", institution="Kab. Uji")
    assert spbe("import", one, two, "-o", "out").code == 0
    value = read("out/2024.yaml")
    assert (value.institution, value.year, value.stage) == ("Kabupaten Uji", 2024, "self")
    assert [*value.opds] == ["kominfo", "bappeda"]  # as they were handed in


def test_an_opd_goes_to_the_stage_and_year_it_is_of(spbe: Spbe, write: Write) -> None:
    write("out/a.yaml", MAIN.replace("include: [opd/*.yaml]   # theirs\n", ""))
    path = sheet("d.xlsx", {"2": {"level": 4}}, opd="kominfo", stage="document")
    assert spbe("import", path, "-o", "out").code == 0
    assert [*texts_in()] == ["2024.yaml", "a.yaml", "opd/x.yaml"]
    assert read("out/2024.yaml").stage == "document"
    other = sheet("y.xlsx", {"2": {"level": 4}}, opd="kominfo", year="2023")
    assert spbe("import", other, "-o", "out").code == 0
    assert "kabupaten-uji-2023/2023.yaml" in texts_in() or "2023.yaml" in texts_in()
    assert read("out/2024.yaml").opds["kominfo"].answers["2"].level == 4


def test_several_assessments_of_one_call_do_not_get_in_each_others_way(spbe: Spbe) -> None:
    paths = [
        sheet(f"{year}-{stage}.xlsx", {"2": {"level": 4}}, "kominfo", year=str(year), stage=stage)
        for year in (2023, 2024)
        for stage in ("self", "document")
    ]
    assert spbe("import", *paths, "-o", "out").code == 0
    folders = ["2023", "2023-document", "2024", "2024-document"]
    assert {*texts_in()} == {
        f"kabupaten-uji-{folder}/{name}"
        for folder in folders
        for name in (f"{folder[:4]}.yaml", "opd/x.yaml")
    }
    told = spbe("validate", "--format", "json", "out")
    codes = {one["code"] for one in json.loads(told.out)["problems"]}
    assert codes == {"SPBE201"}
    assert "Nothing" in spbe("import", *paths, "-o", "out").err


def test_a_sheet_that_says_nothing_of_itself_goes_into_the_file_that_is_named(
    spbe: Spbe, write: Write
) -> None:
    before = ours(write)
    path = worksheets.sheet(Path("lke.xlsx"), {}, {"1": {"level": 3}, "4": {"level": 2}})
    run = spbe("import", path, "-o", "out")
    assert run.code == 1
    assert errors(run) == [("lke.xlsx:LKE!A1", "SPBE111")]
    assert "-o 2025.yaml" in run.err
    assert spbe("import", path, "-o", "new.yaml").code == 1
    assert spbe("import", path, "-o", "out/2024.yaml").code == 0
    assert texts_in() == before | {"2024.yaml": MAIN + "  4: 2\n"}


def test_a_sheet_that_fits_nothing_is_told(spbe: Spbe) -> None:
    one = sheet("one.xlsx", {"2": {"level": 4}})
    two = worksheets.sheet(
        Path("two.xlsx"), {"opd": "kominfo", "year": "2023"}, {"2": {"level": 4}}
    )
    run = spbe("import", one, two, "-o", "out")
    assert errors(run) == [("two.xlsx:LKE!B2", "SPBE111")]
    assert "no assessment here is of the institution and year" in run.err
    three = sheet("three.xlsx", {"2": {"level": 4}}, stage="final")
    four = worksheets.sheet(Path("four.xlsx"), {"opd": "kominfo"}, {"2": {"level": 4}})
    run = spbe("import", one, three, four, "-o", "out")
    assert errors(run) == [("four.xlsx:LKE!B2", "SPBE111")]
    assert "several assessments here" in run.err


def test_another_instrument_is_never_taken_for_the_same(spbe: Spbe, write: Write) -> None:
    ours(write)
    path = sheet("k.xlsx", {"2": {"level": 4}}, opd="kominfo", instrument="permenpanrb-5-2018")
    run = spbe("import", path, "-o", "out", "--theirs")
    assert ("k.xlsx:LKE!B5", "SPBE207") in errors(run)
    assert '"permenpanrb-5-2018" differs from "permenpanrb-59-2020"' in run.err


def test_an_instrument_that_does_not_hold_is_refused(spbe: Spbe, write: Write) -> None:
    write("bad.yaml", "id: bad\nregulation: x\nshort: y\nlevels: {}\n")
    for name, code in (("./bad.yaml", "SPBE214"), ("./none.yaml", "SPBE106")):
        path = sheet("k.xlsx", {"2": {"level": 4}}, opd="kominfo", instrument=name)
        run = spbe("import", path, "-o", "out")
        assert run.code == 1
        assert ("k.xlsx:LKE!B5", code) in errors(run)


def test_what_comes_of_old_and_new_together_is_judged(spbe: Spbe, write: Write) -> None:
    write("out/2024.yaml", MAIN + "published: {index: 1.03, category: Kurang}\n")
    write("out/opd/kominfo.yaml", KOMINFO.replace("level: 3, ", ""))
    path = sheet("k.xlsx", {str(n): {"level": 5} for n in range(2, 48)}, opd="kominfo")
    run = spbe("import", path, "-o", "out")
    assert run.code == 1
    assert ("out/2024.yaml:10:20", "SPBE210") in [
        (place.rstrip(":"), code) for place, code in errors(run)
    ]
    assert "the answers give 4.974; published is 1.03" in run.err


def test_an_instrument_of_ones_own_is_found_from_the_new_place(spbe: Spbe) -> None:
    shutil.copytree(DATA / "valid/instrument-by-path", "src")
    book = exported(spbe, Path("src/sub/2025.yaml"), "src/sub/lke.xlsx")
    assert spbe("import", book, "-o", "far/away").code == 0
    [text] = texts_in("far").values()
    assert "instrument: ./../../src/rules/mine.yaml\n" in text.replace('"', "")
    assert spbe("validate", "far").code == 0


# Places


def test_others_are_not_taken_in(spbe: Spbe, write: Write) -> None:
    write("out/opd/other.yaml", "opd: other\ninstrument: permenpanrb-59-2020\nanswers: {9: 1}\n")
    path = sheet("k.xlsx", {"2": {"level": 4}}, opd="kominfo")
    assert spbe("import", path, "-o", "out").code == 0
    assert "kabupaten-uji-2024/opd/x.yaml" in texts_in()
    assert [*read("out/kabupaten-uji-2024/2024.yaml").opds] == ["kominfo"]


def test_what_would_be_taken_in_by_others_is_refused(spbe: Spbe, write: Write) -> None:
    main = MAIN.replace("2024", "2023").replace("[opd/*.yaml]", '["./**/*.yaml"]')
    write("out/2023.yaml", main)
    write("out/opd/kominfo.yaml", KOMINFO)
    path = sheet("k.xlsx", {"2": {"level": 4}}, opd="kominfo")
    run = spbe("import", path, "-o", "out")
    assert run.code == 2
    assert "an assessment that is there would include it" in run.err


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("dinas/Dinas Kominfo.yaml", "dinas/Dinas Kominfo.yaml"),
        ("opd/a.yml", "opd/a.yaml"),
        ("kominfo.yaml", "opd/kominfo.yaml"),
        ("../opd/x.yaml", "opd/kominfo.yaml"),
        ("/etc/x.yaml", "opd/kominfo.yaml"),
        ("opd/.x.yaml", "opd/kominfo.yaml"),
        ("opd/[x].yaml", "opd/kominfo.yaml"),
        ("opd/x.txt", "opd/kominfo.yaml"),
        ("C:/x.yaml", "opd/kominfo.yaml"),
        ("", "opd/kominfo.yaml"),
    ],
)
def test_an_opd_gets_its_file_again_where_that_is_safe(spbe: Spbe, home: str, name: str) -> None:
    path = sheet("k.xlsx", {"2": {"level": 4}}, opd="kominfo", file=home)
    assert spbe("import", path, "-o", "out").code == 0
    assert [*texts_in()] == sorted(["2024.yaml", name])
    assert [*read("out/2024.yaml").opds] == ["kominfo"]


def test_two_opds_never_share_a_file(spbe: Spbe) -> None:
    paths = [
        sheet(f"{n}.xlsx", {"2": {"level": 4}}, opd=opd, file="opd/x.yaml")
        for n, opd in enumerate(("A", "a", "a b", "a-b", "---"))
    ]
    assert spbe("import", *paths, "-o", "out").code == 0
    assert [*texts_in()][1:] == [
        "opd/x-2.yaml", "opd/x-3.yaml", "opd/x-4.yaml", "opd/x-5.yaml", "opd/x.yaml",
    ]  # fmt: skip
    assert {*read("out/2024.yaml").opds} == {"A", "a", "a b", "a-b", "---"}


def test_an_edited_workbook_of_ours_comes_back_with_its_changes(spbe: Spbe) -> None:
    shutil.copytree(CONTOH, "out")
    path = exported(spbe, Path("out/self.yaml"))

    def edit(workbook: Any) -> None:
        cell(workbook, "kominfo", "1", Column.TARGET).value = 5
        cell(workbook, "kominfo", "6", Column.NOTE).value = "baris satu\nbaris dua"
        cell(workbook, "bapenda", "45", Column.LEVEL).value = None

    change(path, edit)
    before = texts_in()
    run = spbe("import", path, "-o", "out", "--theirs")
    assert run.code == 0, run.err
    after = texts_in()
    assert {name for name in after if after[name] != before[name]} == {"opd/kominfo.yaml"}
    kept, changed = (one["opd/kominfo.yaml"].splitlines() for one in (before, after))
    diff = [line for line in difflib.ndiff(kept, changed) if line[0] in "+-"]
    assert sorted(line[0] for line in diff) == ["+", "+", "-"]
    assert {"-     target: 4", "+     target: 5"} < {*diff}
    assert sum("baris satu\\nbaris dua" in line for line in diff) == 1
    assert read("out/self.yaml").opds["kominfo"].answers["1"].target == 5


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_of_a_workbook_stays_text(spbe: Spbe, text: str) -> None:
    text = re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", "\N{BULLET}", text)  # no cell holds these
    good = {"level": 3, "note": f".{text}", "evidence": "a.pdf"}
    answers: dict[str, dict[str, Any]] = {"2": good, "3": {"level": text}}
    path = sheet("k.xlsx", answers, opd=f".{text}", name=f".{text}", institution=f".{text}")

    def add(workbook: Any) -> None:
        workbook["LKE"]["J30"] = f".{text}"

    change(path, add)
    wrong = spbe("import", path, "-o", "out")
    assert wrong.code == 1
    sheet("k.xlsx", {"2": answers["2"]}, opd=f".{text}", name=f".{text}", institution=f".{text}")
    change(path, add)
    shown = spbe("import", path, "-o", "out", "--dry-run")
    right = spbe("import", path, "-o", "out")
    assert (shown.code, right.code) == (0, 0), right.err
    for run in (wrong, shown, right):
        assert not CONTROLS.search(run.out + run.err)
        assert not re.search(r"^[^\S\n]*::|##\[", run.out + run.err, re.MULTILINE)
    [main] = [Path("out") / name for name in texts_in() if "/" not in name]
    value = read(main)
    [opd] = value.opds.values()
    for found in (value.institution, opd.name, opd.answers["2"].note, *value.opds):
        assert found is not None
        assert found.split() == f".{text}".split()
    assert "Nothing to change" in spbe("import", path, "-o", "out").err
