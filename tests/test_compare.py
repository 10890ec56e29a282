"""`spbe compare` as a user sees it: columns, reasons, versions from git, gates, exit codes."""

import csv
import io
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.core.instrument import Instrument
from tests.conftest import ROOT, Run, all_at, assessment
from tests.repository import Repository

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
BLITAR = sorted((ROOT / "examples/blitar").glob("*.yaml"))
SELF, FINAL = (ROOT / f"examples/kabupaten-contoh/2023/{name}.yaml" for name in ("self", "final"))


def found(run: Run) -> dict[str, Any]:
    whole = json.loads(run.out)
    assert whole["schema"] == "spbe.compare/1"
    assert isinstance(whole, dict)
    return whole


def test_blitar_is_told_with_what_must_not_be_compared(spbe: Spbe) -> None:
    whole = found(spbe("compare", "--format", "json", *BLITAR))
    told = [(c["year"], c["stage"], c["index"], c["category"]) for c in whole["columns"]]
    assert told == [
        (2018, "final", 2.14, "Cukup"),
        (2019, "final", 2.9, "Baik"),
        (2020, "self", 3.7, "Sangat Baik"),
        (2021, "final", 2.76, "Baik"),
        (2023, "final", 3.63, "Sangat Baik"),
        (2024, "final", 3.77, "Sangat Baik"),
    ]
    steps = [(s["from"], s["to"], s["change_exact"], s["reasons"]) for s in whole["steps"]]
    assert steps == [
        (0, 1, "0.76", []),
        (1, 2, "0.8", ["stage"]),
        (2, 3, "-0.94", ["instrument", "stage"]),
        (3, 4, "0.87", []),
        (4, 5, "0.14", []),
    ]
    [back] = whole["returns"]
    assert (back["from"], back["to"], back["change"], back["comparable"]) == (1, 3, -0.14, False)
    assert back["reasons"] == ["instrument"]
    assert all(step["indicators"] == step["domains"] == [] for step in whole["steps"])
    assert len(whole["steps"][2]["matched"]) == 25
    assert whole["steps"][2]["matched"][0]["from"][0]["level"] is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ("2.9 to 2.76: (-0.14)", "different instruments", "only a final result is official"),
        ),
        ("id", ("2,9 menjadi 2,76: (-0,14)", "instrumen yang berbeda", "hanya hasil akhir yang")),
    ],
)
def test_the_reader_of_blitar_is_warned(spbe: Spbe, language: str, said: tuple[str, ...]) -> None:
    run = spbe("compare", "--lang", language, *BLITAR)
    assert run.code == 0
    text = " ".join(run.out.split())
    assert all(words in text for words in said)


def test_nothing_that_is_no_step_is_split_over_indicators(spbe: Spbe) -> None:
    """From a final result to the next year's self-assessment no tables follow."""
    run = spbe("compare", "--lang", "en", ROOT / "examples/kabupaten-contoh")
    part = run.out.split("2023 final result → 2024 self-assessment")[1].split("→")[0]
    assert "Not comparable" in part
    assert "Rises" not in part
    assert "Claimed too high: 9" in run.out


def test_json_splits_the_change_exactly(spbe: Spbe) -> None:
    [step] = found(spbe("compare", "--format", "json", SELF, FINAL))["steps"]
    change = Fraction(step["change_exact"])
    assert change == Fraction("-0.156")
    for part in ("indicators", "aspects", "domains", "opds"):
        assert sum(Fraction(one["contribution_exact"]) for one in step[part]) == change
    assert {"id": "33", "from": 4, "to": 3}.items() <= step["indicators"][1].items()
    assert step["agreement"]["indicators"] == 47
    assert step["agreement"]["bias_exact"] == "8/47"


def test_the_same_file_twice_shows_nothing(spbe: Spbe) -> None:
    run = spbe("compare", "--lang", "en", FINAL, FINAL)
    assert run.code == 0
    assert "No level changed." in run.out
    whole = found(spbe("compare", "--format", "json", FINAL, FINAL))
    assert [step["change_exact"] for step in whole["steps"]] == ["0"]
    assert whole["steps"][0]["indicators"] == []


def test_a_folder_and_a_file_in_it_are_read_once(spbe: Spbe) -> None:
    whole = found(spbe("compare", "--format", "json", ROOT / "examples/blitar", BLITAR[0]))
    assert len(whole["columns"]) == 6


def test_csv_has_a_row_for_every_part(spbe: Spbe) -> None:
    rows = list(csv.DictReader(io.StringIO(spbe("compare", "--format", "csv", SELF, FINAL).out)))
    kinds = [row["row"] for row in rows]
    assert kinds[:3] == ["column", "column", "index"]
    parts = {kind: Fraction(0) for kind in ("domain", "aspect", "indicator", "opd")}
    for row in rows:
        if row["row"] in parts:
            parts[row["row"]] += Fraction(row["contribution_exact"])
    assert set(parts.values()) == {Fraction("-0.156")}
    announced = spbe("compare", "--format", "csv", *BLITAR[-2:]).out
    assert "announced-domain" in announced
    across = spbe("compare", "--format", "csv", *BLITAR[2:4]).out
    assert {line.split(",")[0] for line in across.splitlines()} == {
        *("row", "column", "index", "matched"),
    }


def test_like_for_like_is_given_only_on_request(
    spbe: Spbe, write: Write, i2020: Instrument, library: Any
) -> None:
    old = library.find("permenpanrb-5-2018").value
    earlier = assessment(all_at(2, old), instrument=old.id, year=2020, stage="final")
    write("2020.yaml", earlier)
    later = write("2021.yaml", assessment(all_at(3, i2020), year=2021, stage="final"))
    folder = later.parent
    assert "like_for_like" not in found(spbe("compare", "--format", "json", folder))["steps"][0]
    run = spbe("compare", "--like-for-like", "--format", "json", folder)
    alike = found(run)["steps"][0]["like_for_like"]
    assert alike["official"] is False
    assert (alike["from"]["index_exact"], alike["to"]["index_exact"]) == ("2", "3")
    assert Fraction(alike["from"]["weight_exact"]) < 100
    text = spbe("compare", "--like-for-like", "--lang", "en", folder).out
    assert "our own figure and not official: 2 to 3" in text
    assert "not official: 2 to 3" not in spbe("compare", "--lang", "en", folder).out
    rows = spbe("compare", "--like-for-like", "--format", "csv", folder).out.splitlines()
    assert rows[-1].startswith("like-for-like,")
    published = spbe("compare", "--like-for-like", "--lang", "en", *BLITAR[-2:]).out
    assert "Like for like: the levels are not known on both sides." in published


def test_a_file_with_an_error_keeps_its_column(spbe: Spbe, write: Write) -> None:
    bad = write("bad.yaml", assessment({"1": 9}, year=2024))
    run = spbe("compare", "--format", "json", FINAL, bad, BLITAR[-1])
    assert run.code == 1
    whole = found(run)
    assert [column["index"] for column in whole["columns"]] == [2.28, None, 3.77]
    assert "SPBE104" in {one["code"] for one in whole["columns"][1]["problems"]}
    assert [(step["from"], step["to"]) for step in whole["steps"]] == [(0, 2)]
    run = spbe("compare", "--lang", "en", FINAL, bad, BLITAR[-1])
    assert run.code == 1
    assert "SPBE104" in run.err
    assert "error" in run.out
    assert spbe("compare", "--format", "csv", FINAL, bad).out.count("\n") == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name files to compare, or a branch with --against"),
        (("examples/blitar/2018.yaml",), "nothing to compare"),
        (("README.md.yaml", "b.yaml"), "no such file"),
        (("--fail-on-drop", "levels", "a", "b"), "not one of indicator, aspect, domain, index"),
    ],
)
def test_calls_that_cannot_be_carried_out(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(ROOT)
    run = spbe("compare", "--lang", "en", *arguments)
    assert run.code == 2
    assert said in run.err
    assert run.out == ""


def test_a_gate_fails_on_what_fell_and_names_it(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    write("2023.yaml", assessment(all_at(3, i2020), year=2023))
    levels = all_at(3, i2020) | {"21": 2, "11": 5}
    folder = write("2024.yaml", assessment(levels, year=2024)).parent
    run = spbe("compare", "--lang", "en", "--fail-on-drop", "indicator", folder)
    assert run.code == 1
    assert "Gate failed: indicator 21 SPBE risk management in practice: 3 to 2" in run.err
    run = spbe("compare", "--lang", "en", "--fail-on-drop", "index", folder)
    assert run.code == 0
    assert "Gate met: no index fell; steps judged: 1." in run.err
    assert spbe("compare", "-q", "--fail-on-drop", "index", folder).err == ""
    assert spbe("compare", "--fail-on-drop", "domain", folder).code == 1
    write("2024.yaml", assessment(all_at(2, i2020), year=2024))
    run = spbe("compare", "--lang", "en", "--fail-on-drop", "category", folder)
    assert run.code == 1
    assert "category: Baik (Good) to Cukup (Fair) (2023 self-assessment → 2024" in run.err


def test_a_gate_with_nothing_comparable_is_a_wrong_call(spbe: Spbe, write: Write) -> None:
    run = spbe("compare", "--lang", "en", "--fail-on-drop", "index", SELF, FINAL)
    assert run.code == 2
    assert "no step can be compared" in run.err
    assert "2.43 to 2.28" in run.out
    bad = write("bad.yaml", assessment({"1": 9}))
    assert spbe("compare", "--fail-on-drop", "index", FINAL, bad).code == 1


@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_the_exit_code_does_not_depend_on_the_format(spbe: Spbe, format_: str) -> None:
    files = (ROOT / "examples/blitar/2023.yaml", ROOT / "examples/blitar/2024.yaml")
    assert spbe("compare", "--format", format_, *files).code == 0
    run = spbe("compare", "--format", format_, "--fail-on-drop", "domain", *files)
    assert run.code == 1


def test_the_result_goes_whole_into_a_file(spbe: Spbe, tmp_path: Path) -> None:
    target = tmp_path / "x.md"
    run = spbe("compare", "--format", "markdown", *BLITAR, "-o", target)
    assert (run.code, run.out) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("## Kabupaten Blitar\n")


def test_a_result_never_takes_the_place_of_a_file_it_is_made_from(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    one = write("a.yaml", assessment(all_at(3, i2020)))
    before = one.read_text(encoding="utf-8")
    assert spbe("compare", one, FINAL, "-o", one).code == 2
    assert one.read_text(encoding="utf-8") == before


def test_a_broken_crosswalk_is_a_located_problem(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    own = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    write("own.yaml", own)
    name = next(line.split(":")[1].strip() for line in own.splitlines() if line.startswith("id:"))
    write("2024.yaml", assessment(all_at(3, i2020)))
    here = write("2025.yaml", assessment({}, instrument="own.yaml", year=2025, draft="true")).parent
    walk = write(
        "own.crosswalk.yaml",
        f"from: permenpanrb-59-2020\nto: {name}\nsources: {{s: {{title: x}}}}\n"
        "pairs:\n  - {from: 99, to: [], source: t, confidence: high, why: {id: x, en: x}}\n",
    )
    run = spbe("compare", "--lang", "en", here)
    assert run.code == 1
    assert f"{walk.as_posix()}:5:" in run.err
    assert "SPBE105" in run.err
    assert "SPBE125" in run.err
    walk.write_text("from: permenpanrb-59-2020\nto: x\npears: []\n", encoding="utf-8")
    assert "SPBE101" in spbe("compare", here).err
    walk.write_bytes(b"\xff")
    assert "SPBE002" in spbe("compare", here).err
    walk.write_text("from: a\nto: b\nsources: {}\npairs: []\n", encoding="utf-8")
    run = spbe("compare", "--lang", "en", here)
    assert run.code == 0
    assert "no crosswalk" in run.out
    run = spbe("compare", "--lang", "en", "--like-for-like", here)
    assert "Like for like: there is no crosswalk between these instruments." in run.out


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (
            {"1": 3, "2": 4},
            {"1": 3, "2": 3},
            "is 0.50 levels above final result, over 2",
        ),
        (
            {"1": 3, "2": 2},
            {"1": 3, "2": 3},
            "is 0.50 levels below final result, over 2",
        ),
        (
            {"1": 3, "2": 2},
            {"1": 2, "2": 3},
            "final result differ by 0.00 levels: what",
        ),
        ({"1": 3, "2": 3}, {"1": 3, "2": 3}, "Weighted kappa is not defined"),
        ({"1": 3}, {"2": 3}, "No indicator is answered at both stages."),
    ],
)
def test_how_two_stages_agree(
    spbe: Spbe, write: Write, mine: dict[str, object], theirs: dict[str, object], said: str
) -> None:
    write("self.yaml", assessment(mine, draft="true"))
    folder = write("z.yaml", assessment(theirs, draft="true", stage="final")).parent
    run = spbe("compare", "--lang", "en", folder)
    text = " ".join(run.out.split())
    assert said in text
    assert "unanswered indicators count at the lowest level" in text


def test_columns_of_several_institutions_are_told_apart(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    for name in ("Kabupaten A", "Kota A"):
        write(f"{name}.yaml", assessment(all_at(3, i2020), institution=name))
    other = write("c.yaml", assessment(all_at(3, i2020), year=2025, combine="mean"))
    run = spbe("compare", "--lang", "en", other.parent)
    assert run.out.startswith("Comparison\nIndex ▄ ▄ ▄ (a gap: not comparable)\n")
    assert "Kabupaten A 2024 self-assessment → Kota A 2024 self-assessment" in run.out
    assert "Kabupaten A and Kota A are different institutions" in run.out


def test_opds_combined_in_another_way_are_not_comparable(spbe: Spbe, write: Write) -> None:
    opds = "\nopds: {a: {answers: {1: 2}}, b: {answers: {1: 4}}}\n"
    text = assessment({"2": 3}, draft="true")
    write("a.yaml", text + opds)
    folder = write("b.yaml", text.replace("draft", "combine: highest\ndraft") + opds).parent
    run = spbe("compare", "--lang", "en", folder)
    assert "combined in different ways, lowest before and highest after" in run.out


def test_means_of_different_answers_are_marked_in_every_column(spbe: Spbe, write: Write) -> None:
    opds = "\nopds: {a: {answers: {1: 2}}, b: {answers: {1: 4}}}\n"
    text = assessment({"2": 3}, draft="true", combine="mean") + opds
    write("a.yaml", text)
    folder = write("b.yaml", text.replace("2024", "2025")).parent
    run = spbe("compare", "--lang", "en", folder)
    for year in (2024, 2025):
        assert f"{year} self-assessment: Mean of different answers, not official" in run.out


def test_only_what_was_claimed_is_called_a_claim(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    for level, stage in ((4, "self"), (3, "document"), (2, "final")):
        write(f"{stage}.yaml", assessment(all_at(level, i2020), stage=stage))
    folder = write("x.txt", "").parent
    out = spbe("compare", "--lang", "en", folder).out
    steps = {part.split("\n")[0]: part for part in out.split("\n2024 ")}
    assert "Claimed too high: 47" in steps["self-assessment → 2024 document stage"]
    assert "Falls: 47" in steps["document stage → 2024 final result"]
    assert "Claimed too high: 47" in steps["self-assessment → 2024 final result"]


def test_a_change_that_never_ends_has_its_sign(spbe: Spbe, write: Write, library: Any) -> None:
    old = library.find("permenpanrb-5-2018").value
    settings = {"instrument": old.id, "stage": "final"}
    write("a.yaml", assessment(all_at(2, old), year=2018, **settings))
    levels = all_at(2, old) | {"32": 3}
    folder = write("b.yaml", assessment(levels, year=2019, **settings)).parent
    assert "2.00 to 2.03: ≈ +0.0333 (1/30)" in spbe("compare", "--lang", "en", folder).out


def test_a_file_that_cannot_be_read_is_named_once(spbe: Spbe, write: Write) -> None:
    write("Kota.yaml", assessment({"1": 3}, institution="Kota X", draft="true"))
    bad = write("bad.yaml", "institution: [\nyear: 2024\nstage: x\n")
    run = spbe("compare", "--lang", "en", FINAL, bad, bad.with_name("Kota.yaml"))
    assert run.code == 1
    assert run.out.count("bad.yaml") == 2  # as whose it is, and as the file


# Versions from git


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, i2020: Instrument) -> Repository:
    """Make a repository with two years, one of them with an OPD file, and go there."""
    made = Repository.new(tmp_path / "r")
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    rest = {key: 3 for key in all_at(3, i2020) if key != "11"}
    including = assessment(rest, stage="final") + "include: [opd/*.yaml]\n"
    made.commit(
        "first",
        **{
            "2024__final": including,
            "2024__opd__kominfo": "opd: kominfo\nanswers: {11: 3}\n",
            "2023": assessment(all_at(2, i2020), year=2023, stage="final"),
        },
    )
    made.git("checkout", "--quiet", "-b", "change")
    return made


def test_a_version_stands_beside_the_file(spbe: Spbe, repository: Repository) -> None:
    repository.write("2024/opd/kominfo.yaml", "opd: kominfo\nanswers: {11: 5}\n")
    run = spbe("compare", "--format", "json", "2024/final.yaml", "main:2024/final.yaml")
    whole = found(run)
    assert [column["file"] for column in whole["columns"]] == [
        "2024/final.yaml",
        "main:2024/final.yaml",
    ]
    [step] = whole["steps"]
    assert (step["change_exact"], step["comparable"]) == ("-0.05", True)
    assert [(one["id"], one["from"], one["to"]) for one in step["indicators"]] == [("11", 5, 3)]
    text = spbe("compare", "--lang", "en", "main:2024/final.yaml", "2024/final.yaml").out
    assert "2024 final result (main:2024/final.yaml) → 2024 final result (2024/final.yaml)" in text


def test_a_change_is_set_beside_what_it_branched_from(spbe: Spbe, repository: Repository) -> None:
    repository.write("2024/opd/kominfo.yaml", "opd: kominfo\nanswers: {11: 1}\n")
    repository.git("checkout", "--quiet", "main")
    repository.commit("main goes on", **{"2023": "institution: other\n"})
    repository.git("checkout", "--quiet", "change")
    repository.write("2024/opd/kominfo.yaml", "opd: kominfo\nanswers: {11: 1}\n")
    run = spbe("compare", "--lang", "en", "--against", "main", "--fail-on-drop", "aspect")
    assert run.code == 1
    assert "Gate failed: aspect 2 SPBE strategic planning: 3 to 2.5" in run.err
    assert "Unchanged: 1 file." in run.out
    assert "11 SPBE architecture   3 → 1   -0.0500" in run.out
    whole = found(spbe("compare", "--against", "main", "--format", "json", "2024"))
    assert [(one["from"], one["to"]) for one in whole["changes"]] == [(0, 1)]
    assert whole["columns"][0]["index_exact"] == "3"
    assert whole["columns"][1]["index_exact"] == "2.95"


def test_without_a_change_nothing_is_listed_and_the_gate_is_met(
    spbe: Spbe, repository: Repository
) -> None:
    run = spbe("compare", "--lang", "en", "--against", "main", "--fail-on-drop", "indicator")
    assert run.code == 0
    assert "Unchanged: 2 files." in run.out
    assert "Gate met: nothing changed that could fall (indicator" in run.err
    assert repository.git("status", "--porcelain") == ""


def test_a_file_that_moved_is_known_by_whose_it_is(spbe: Spbe, repository: Repository) -> None:
    repository.git("mv", "2023.yaml", "lama.yaml")
    run = spbe("compare", "--format", "json", "--against", "main", "lama.yaml")
    whole = found(run)
    assert [column["file"].split(":")[-1] for column in whole["columns"]] == [
        "2023.yaml",
        "lama.yaml",
    ]
    assert whole["steps"][0]["change_exact"] == "0"


def test_what_is_new_and_what_is_gone(
    spbe: Spbe, repository: Repository, i2020: Instrument
) -> None:
    (repository.folder / "2023.yaml").unlink()
    repository.write("2025.yaml", assessment(all_at(4, i2020), year=2025))
    run = spbe("compare", "--lang", "en", "--against", "main")
    assert run.code == 0
    lines = " ".join(run.out.split())
    assert "Kabupaten Uji 2025 self-assessment (2025.yaml) new 4.00" in lines
    assert "2023 final result" in lines
    assert "2.00 gone" in lines
    alone = found(spbe("compare", "--format", "json", "--against", "main", "2025.yaml"))
    assert [(one["from"], one["to"]) for one in alone["changes"]] == [(None, 0)]


def test_a_change_for_a_merge_request_names_new_problems_only(
    spbe: Spbe, repository: Repository
) -> None:
    text = (repository.folder / "2023.yaml").read_text(encoding="utf-8")
    repository.git("checkout", "--quiet", "main")
    repository.commit("old warning", **{"2023": f"published: {{index: 2}}\n{text}"})
    repository.git("checkout", "--quiet", "change")
    repository.git("merge", "--quiet", "main")
    repository.write("2024/opd/kominfo.yaml", "opd: kominfo\nanswers: {11: 9}\n")
    run = spbe("compare", "--lang", "en", "--format", "markdown", "--against", "main")
    assert run.code == 1
    assert run.out.startswith("## What this change does to the SPBE index\n")
    assert "New with this change: 1 problem." in run.out
    assert "- 2024/opd/kominfo.yaml:2 SPBE104: " in run.out


def test_what_was_wrong_before_a_change_fails_nothing(spbe: Spbe, repository: Repository) -> None:
    text = (repository.folder / "2023.yaml").read_text(encoding="utf-8")
    repository.git("checkout", "--quiet", "main")
    repository.commit("broken", **{"2023": text.replace("1: 2", "1: 9", 1)})
    repository.git("checkout", "--quiet", "-b", "mend")
    repository.write("2023.yaml", text)
    run = spbe("compare", "--against", "main", "--format", "json")
    assert run.code == 0
    assert [c["index"] for c in found(run)["columns"][:2]] == [None, 2.0]


def test_a_gate_is_not_met_by_what_it_could_not_judge(
    spbe: Spbe, repository: Repository, i2020: Instrument
) -> None:
    """Levels that are lost in a draft, a file that is gone: siblings that stay prove nothing."""
    answers = dict.fromkeys(list(all_at(2, i2020))[:40], 2)
    repository.write("2023.yaml", assessment(answers, year=2023, stage="final", draft="true"))
    call = ("compare", "--lang", "en", "--against", "main", "--fail-on-drop", "index")
    run = spbe(*call)
    assert run.code == 2
    assert "Not judged by the gate: Kabupaten Uji 2023 final result (2023.yaml): incomp" in run.err
    assert "no step can be compared" in run.err
    (repository.folder / "2023.yaml").unlink()
    run = spbe(*call)
    assert run.code == 2
    assert "(2023.yaml): gone." in run.err
    repository.write("2024/opd/kominfo.yaml", "opd: kominfo\nanswers: {11: 4}\n")
    run = spbe(*call)
    assert run.code == 0
    assert "gone." in run.err
    assert "Gate met: no index fell; steps judged: 1." in run.err
    repository.write("2024/opd/kominfo.yaml", "opd: kominfo\nanswers: {11: 9}\n")
    run = spbe(*call)
    assert run.code == 1
    assert "(2024/final.yaml): no index." in run.err
    assert "Gate met" not in run.err


def test_the_comment_on_a_merge_request_says_what_the_gate_says(
    spbe: Spbe, repository: Repository
) -> None:
    repository.write("2024/opd/kominfo.yaml", "opd: kominfo\nanswers: {11: 1}\n")
    call = ("compare", "--lang", "en", "--against", "main", "--fail-on-drop", "index")
    run = spbe(*call, "--format", "markdown")
    assert run.code == 1
    assert "- Gate failed: index: 3 to 2.95 (Kabupaten Uji 2024 final result" in run.out
    assert "Gate failed" not in spbe(*call).out


def test_a_comment_on_very_many_changes_fits_into_one(
    spbe: Spbe, repository: Repository, i2020: Instrument
) -> None:
    """All of them stand in the table, not all with what moved; a forge takes 65,536 characters."""
    rest = all_at(2, i2020)
    texts = {f"n{n}": assessment(rest, institution=f"Kabupaten {n}") for n in range(60)}
    repository.git("checkout", "--quiet", "main")
    repository.commit("many", **texts)
    repository.git("checkout", "--quiet", "-b", "rise")
    for name, text in texts.items():
        repository.write(f"{name}.yaml", text.replace("11: 2", "11: 4"))
    call = ("compare", "--lang", "en", "--against", "main")
    comment = spbe(*call, "--format", "markdown").out
    assert comment.count("| Kabupaten ") == 60
    assert comment.count("\n### Kabupaten ") == 25
    assert "Of 35 more changes only the table above tells" in comment
    assert len(comment) < 65_536
    assert spbe(*call).out.count("11 SPBE architecture") == 60


def test_a_folder_that_moved_is_known_by_whose_files_it_has(
    spbe: Spbe, repository: Repository
) -> None:
    repository.git("mv", "2024", "baru")
    whole = found(spbe("compare", "--format", "json", "--against", "main", "baru"))
    assert [(one["from"], one["to"]) for one in whole["changes"]] == [(0, 1)]
    assert whole["columns"][0]["file"].endswith(":2024/final.yaml")
    text = spbe("compare", "--lang", "en", "--against", "main", "baru").out
    assert "Unchanged: 1 file." in text


def test_another_year_in_the_same_file_is_a_change(spbe: Spbe, repository: Repository) -> None:
    text = (repository.folder / "2023.yaml").read_text(encoding="utf-8")
    repository.write("2023.yaml", text.replace("year: 2023", "year: 2025"))
    run = spbe("compare", "--lang", "en", "--against", "main", "2023.yaml")
    assert "Unchanged" not in run.out
    assert "(2023.yaml)" in run.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("mian:2023.yaml", "2023.yaml"), "git knows no revision"),
        (("main:2032.yaml", "2023.yaml"), 'did you mean "main:2023.yaml"'),
        (("--against", "mian"), "git knows no revision"),
        (("--against", "main", "opd.yaml"), "no such file"),
        (("--against", "main", "2024/opd"), "no assessment in"),
    ],
)
def test_versions_that_are_not_there(
    spbe: Spbe, repository: Repository, arguments: tuple[str, ...], said: str
) -> None:
    del repository
    run = spbe("compare", "--lang", "en", *arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_outside_a_repository_there_is_nothing_to_compare_against(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.yaml").write_text("institution: x\nyear: 2024\n", encoding="utf-8")
    run = spbe("compare", "--lang", "en", "--against", "main", "a.yaml")
    assert run.code == 2
    assert "git" in run.err
