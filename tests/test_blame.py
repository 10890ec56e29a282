"""`spbe blame`: which commit last changed each level that counts, in real repositories."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from csv import DictReader
from dataclasses import replace
from fractions import Fraction
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.comparisons.blaming import (
    Ancestry,
    Commit,
    CommitEffect,
    answer_that_counts,
    blame,
    trace,
)
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.scoring import Scorecard
from spbe_cli.reading.library import Library
from tests.conftest import ROOT, Run, all_at, assessment, bundled
from tests.repository import Repository
from tests.scoring import card_of, case_of
from tests.test_snapshots import compare

Spbe = Callable[..., Run]
OPD = "opd: kominfo\nanswers: {{11: {}, 12: 3}}\n"
INCLUDING = "include: [opd/*.yaml]\n"
I2020 = bundled(Library(), "permenpanrb-59-2020")
I2026 = bundled(Library(), "permenpanrb-8-2026")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Make an empty repository and go there."""
    made = Repository.new(tmp_path / "r")
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return made


def levels(settings: Mapping[object, object], **more: object) -> str:
    """Write an assessment with every indicator at 3 but for some."""
    return assessment({**all_at(3, I2020), **{str(k): v for k, v in settings.items()}}, **more)


def blamed(spbe: Spbe, *arguments: str | Path) -> dict[str, Any]:
    run = spbe("blame", *arguments, "--format", "json")
    assert (run.code, run.err) == (0, "")
    found: dict[str, Any] = json.loads(run.out)
    assert found["schema"] == "spbe.blame/1"
    return found


def csv_of(text: str) -> list[dict[str, str]]:
    return list(DictReader(StringIO(text)))


def by_id(found: Mapping[str, Any]) -> dict[str, Any]:
    return {one["id"]: one for one in found["changes"]}


def test_each_level_is_blamed_on_the_commit_that_last_changed_it(
    spbe: Spbe, repository: Repository
) -> None:
    first = repository.commit("first", a=levels({}))
    second = repository.commit("raise 11", author="Budi", a=levels({11: 4}))
    repository.commit("a remark", a=f"# remark\n{levels({11: 4})}")
    found = blamed(spbe, "a.yaml")
    changes = by_id(found)
    assert len(changes) == 47
    assert {one["commit"] for key, one in changes.items() if key != "11"} == {first}
    eleven = changes["11"]
    assert (eleven["commit"], eleven["from"], eleven["to"]) == (second, 3, 4)
    assert eleven["contribution_exact"] == "0.025"  # 2.5 % of one level
    assert (eleven["file"], eleven["line"]) == ("a.yaml", 17)
    assert changes["12"]["first"]
    assert changes["12"]["contribution_exact"] is None
    [newer, older] = found["commits"]
    assert (newer["author"], newer["date"], newer["subject"]) == ("Budi", "2024-03-02", "raise 11")
    assert (newer["before"]["index_exact"], newer["after"]["index_exact"]) == ("3", "3.025")
    assert newer["change_exact"] == "0.025"
    assert (older["commit"], older["before"], older["changes"]) == (first, None, [])


def test_a_change_in_an_opd_file_is_blamed_on_its_commit(
    spbe: Spbe, repository: Repository
) -> None:
    text = assessment({"1": 2}, draft="true") + INCLUDING
    repository.commit("first", self=text, opd__kominfo=OPD.format(2))
    raised = repository.commit("OPD", author="Citra", opd__kominfo=OPD.format(4))
    repository.commit("own", self=text.replace("1: 2", "1: 3"))
    eleven = by_id(blamed(spbe, "self.yaml"))["11"]
    assert (eleven["commit"], eleven["from"], eleven["to"]) == (raised, 2, 4)
    assert (eleven["file"], eleven["line"]) == ("opd/kominfo.yaml", 2)


def test_the_place_of_an_answer_is_shown_from_the_working_folder(
    spbe: Spbe, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = assessment({"1": 2}, draft="true") + INCLUDING
    repository.commit("first", y__self=text, y__opd__kominfo=OPD.format(2))
    assert "answered in y/opd/kominfo.yaml:2\n" in spbe("blame", "y/self.yaml", "11").out
    monkeypatch.setenv("COLUMNS", "160")
    assert re.search(r"Ani +y/self\.yaml:7\n", spbe("blame", "y/self.yaml").out)
    (repository.folder / "z").mkdir()
    monkeypatch.chdir(repository.folder / "z")
    assert "answered in ../y/opd/kominfo.yaml:2\n" in spbe("blame", "../y/self.yaml", "11").out


def test_what_counts_is_blamed_not_what_is_written(spbe: Spbe, repository: Repository) -> None:
    text = assessment({}, draft="true").replace("answers:\n", "") + INCLUDING
    low, high = "opd: a\nanswers: {11: 2}\n", "opd: b\nanswers: {11: 4}\n"
    first = repository.commit("both", self=text, opd__a=low, opd__b=high)
    repository.commit("the higher one rises", opd__b=high.replace("4", "5"))
    eleven = by_id(blamed(spbe, "self.yaml"))["11"]
    assert (eleven["commit"], eleven["to"], eleven["file"]) == (first, 2, "opd/a.yaml")
    lead = repository.commit("a lead", self=f"{text}lead: {{11: b}}\n")
    eleven = by_id(blamed(spbe, "self.yaml"))["11"]
    assert (eleven["commit"], eleven["from"], eleven["to"]) == (lead, 2, 5)
    assert eleven["file"] == "opd/b.yaml"
    mean = repository.commit("the mean", self=f"{text}combine: mean\n")
    eleven = by_id(blamed(spbe, "self.yaml"))["11"]
    assert (eleven["commit"], eleven["to_exact"], eleven["to"]) == (mean, "3.5", 3.5)
    assert eleven["file"] is None  # it stands in no one place


def test_what_is_not_committed_is_said(spbe: Spbe, repository: Repository) -> None:
    first = repository.commit("first", a=levels({}))
    repository.write("a.yaml", levels({11: 4}))
    found = blamed(spbe, "a.yaml")
    changes = by_id(found)
    assert (changes["11"]["commit"], changes["11"]["from"]) == (None, 3)
    assert changes["12"]["commit"] == first
    assert [one["commit"] for one in found["commits"]] == [None, first]
    assert found["commits"][0]["date"] is None
    assert re.search(r"3 → 4 +\+0\.0250 +uncommitted", spbe("blame", "a.yaml").out)
    assert "belum di-commit" in spbe("blame", "a.yaml", "--lang", "id").out


def test_unanswered_indicators_are_listed_and_blamed_where_they_lost_an_answer(
    spbe: Spbe, repository: Repository
) -> None:
    repository.commit("first", a=assessment({"1": 3, "2": 4}, draft="true"))
    lost = repository.commit("lost", a=assessment({"1": 3}, draft="true"))
    found = blamed(spbe, "a.yaml")
    changes = by_id(found)
    assert set(changes) == {"1", "2"}
    assert (changes["2"]["commit"], changes["2"]["from"], changes["2"]["to"]) == (lost, 4, None)
    assert changes["2"]["contribution_exact"] == "-0.039"  # from 4 to the lowest, 1.3 %
    assert found["unanswered"] == [str(n) for n in range(2, 48)]
    run = spbe("blame", "a.yaml")
    assert "4 → (1)" in run.out
    assert "Unanswered, counted at level 1: 2-47." in run.out
    rows = spbe("blame", "a.yaml", "--format", "csv").out.splitlines()
    assert len(rows) == 1 + 47
    assert ",3,," not in rows[3]


def test_one_indicator_has_its_whole_history(spbe: Spbe, repository: Repository) -> None:
    hashes = [
        repository.commit(f"to {level}", a=levels({11: level, 12: other}))
        for level, other in [(2, 3), (4, 3), (4, 5), (3, 5)]
    ]
    found = blamed(spbe, "a.yaml", "11")
    assert found["indicator"] == "11"
    assert [(one["commit"], one["from"], one["to"]) for one in found["changes"]] == [
        (hashes[3], 4, 3),
        (hashes[1], 2, 4),
        (hashes[0], None, 2),
    ]
    run = spbe("blame", "a.yaml", "11")
    assert "11 SPBE architecture\nanswered in a.yaml:16\n" in run.out
    assert "to 4" in run.out
    assert len(spbe("blame", "a.yaml", "11", "--format", "csv").out.splitlines()) == 4


def test_an_indicator_never_answered_has_no_history(spbe: Spbe, repository: Repository) -> None:
    repository.commit("first", a=assessment({"1": 3}, draft="true"))
    found = blamed(spbe, "a.yaml", "11")
    assert (found["changes"], found["commits"], found["unanswered"]) == ([], [], ["11"])
    assert "counted at level 1: 11." in spbe("blame", "a.yaml", "11").out
    csv = spbe("blame", "a.yaml", "11", "--format", "csv").out.splitlines()
    assert csv[1].startswith("a.yaml,11,2,")


def test_an_unknown_indicator_is_named_with_one_that_is_near(
    spbe: Spbe, repository: Repository
) -> None:
    repository.commit("first", a=levels({}))
    run = spbe("blame", "a.yaml", "I07")
    assert run.code == 2
    assert 'unknown indicator "I07"; PermenPANRB 59/2020 has 1 to 47; did you mean "7"?' in run.err


def test_a_renamed_file_is_followed(spbe: Spbe, repository: Repository) -> None:
    first = repository.commit("first", old=levels({}))
    raised = repository.commit("raise", old=levels({11: 4}))
    repository.git("mv", "old.yaml", "new.yaml")
    renamed = repository.commit("rename", new=levels({11: 4, 12: 5}))
    changes = by_id(blamed(spbe, "new.yaml"))
    assert (changes["11"]["commit"], changes["12"]["commit"]) == (raised, renamed)
    assert changes["13"]["commit"] == first


def test_a_renamed_folder_is_followed_with_what_was_included(
    spbe: Spbe, repository: Repository
) -> None:
    text = assessment({"1": 2}, draft="true") + INCLUDING
    first = repository.commit("first", draft__self=text, draft__opd__kominfo=OPD.format(2))
    raised = repository.commit("OPD", draft__opd__kominfo=OPD.format(4))
    (repository.folder / "years").mkdir()
    repository.git("mv", "draft", "years/2024")
    repository.commit("rename")
    more = repository.commit("more", years__2024__self=text.replace("1: 2", "1: 5"))
    repository.git("mv", "years", "all")
    repository.commit("rename again")
    changes = by_id(blamed(spbe, "all/2024/self.yaml"))
    assert changes["11"]["commit"] == raised
    assert changes["1"]["commit"] == more
    assert changes["12"]["commit"] == first


def test_a_file_moved_into_a_folder_that_was_there_is_followed(
    spbe: Spbe, repository: Repository
) -> None:
    repository.commit("first", year__old=levels({}), a=levels({}, year=2023))
    raised = repository.commit("raise", a=levels({11: 4}, year=2023))
    repository.git("mv", "a.yaml", "year/a.yaml")
    repository.commit("move")
    assert by_id(blamed(spbe, "year/a.yaml"))["11"]["commit"] == raised


def test_a_merge_passes_to_the_parent_that_has_the_level(
    spbe: Spbe, repository: Repository
) -> None:
    repository.commit("first", a=levels({}))
    repository.git("checkout", "--quiet", "-b", "work")
    worked = repository.commit("on work", a=levels({40: 5}))
    repository.git("checkout", "--quiet", "main")
    mine = repository.commit("on main", a=levels({2: 5}))
    repository.git("merge", "--quiet", "--no-commit", "work")
    merged = repository.commit("merge", a=levels({2: 5, 40: 5, 20: 1}))
    assert len(repository.git("rev-list", "--parents", "-n1", "HEAD").split()) == 3
    found = blamed(spbe, "a.yaml")
    changes = by_id(found)
    assert changes["2"]["commit"] == mine
    assert changes["40"]["commit"] == worked
    assert (changes["20"]["commit"], changes["20"]["from"]) == (merged, 3)
    [merge] = [one for one in found["commits"] if one["commit"] == merged]
    assert [one["id"] for one in merge["changes"]] == ["20", "40"]  # against the first parent


def test_the_first_parent_with_the_level_has_it_also_where_a_merge_is_the_other_parent(
    spbe: Spbe, repository: Repository
) -> None:
    repository.commit("first", a=levels({}))
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit("on work", author="Budi", a=levels({11: 4}))
    worked = repository.commit("more on work", a=levels({11: 4, 12: 5}))
    repository.git("checkout", "--quiet", "main")
    mine = repository.commit("the same on main", a=levels({11: 4}))
    repository.git("merge", "--quiet", "--no-commit", "--strategy=ours", "work")
    repository.commit("merge, all as on work", a=levels({11: 4, 12: 5}))
    changes = by_id(blamed(spbe, "a.yaml"))
    assert (changes["11"]["commit"], changes["12"]["commit"]) == (mine, worked)


def test_folders_may_have_any_name(
    spbe: Spbe, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = repository.commit("first")
    for folder in ("a[1]* b/ñ?", "line\nfeed", ":(top)x", "-n"):
        repository.write(f"{folder}/a.yaml", levels({}, province=len(folder)))
        repository.commit("new")
        repository.write(f"{folder}/a.yaml", levels({11: 4}, province=len(folder)))
        raised = repository.commit("raise")
        repository.write("a1 b/n/a.yaml", levels({11: 5}))
        repository.commit("elsewhere")
        eleven = by_id(blamed(spbe, f"./{folder}/a.yaml"))["11"]
        assert (eleven["commit"], eleven["from"]) == (raised, 3)
    assert first not in spbe("blame", "./-n/a.yaml").out


def test_a_file_that_came_with_a_branch_has_that_branch_alone_before_it(
    spbe: Spbe, repository: Repository
) -> None:
    repository.commit("first", a=levels({}))
    repository.git("checkout", "--quiet", "-b", "work")
    new = repository.commit("new", b="x: 1\n" * 3 + levels({}, year=2023).replace("Uji", "Lain"))
    repository.commit("mended", b=levels({}, year=2023))
    repository.git("checkout", "--quiet", "main")
    repository.commit("on main", a=levels({2: 5}))
    repository.git("merge", "--quiet", "work")
    found = blamed(spbe, "b.yaml")
    assert {one["commit"] for one in found["changes"]} != {new}
    assert len(found["commits"]) == 1


def test_a_version_with_errors_is_passed_over_and_said(spbe: Spbe, repository: Repository) -> None:
    repository.commit("first", a=levels({}))
    broken = repository.commit("broken", a=levels({11: 9}))
    unread = repository.commit("unreadable", a="answers: [\n")
    mended = repository.commit("mended", a=levels({11: 4}))
    found = blamed(spbe, "a.yaml")
    assert by_id(found)["11"]["commit"] == mended
    assert by_id(found)["11"]["from"] == 3
    assert [one["commit"] for one in found["passed_over"]] == [unread, broken]
    assert f"no answers: {unread[:8]}, {broken[:8]}." in spbe("blame", "a.yaml").out


def test_who_may_have_changed_a_level_in_a_version_passed_over_is_named_too(
    spbe: Spbe, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = repository.commit("first", a=levels({11: 2}))
    broken = levels({11: 5}).replace("year:", "yaer:")
    raised = repository.commit("raise", author="Budi", a=broken)
    mended = repository.commit("typo", author="Citra", a=levels({11: 5}))
    last = repository.commit("last", a=levels({11: 5, 12: 4}))
    found = blamed(spbe, "a.yaml")
    changes = by_id(found)
    assert (changes["11"]["commit"], changes["11"]["passed_over"]) == (mended, [raised])
    assert changes["12"]["passed_over"] == changes["1"]["passed_over"] == []
    assert [(one["commit"], one["passed_over"]) for one in found["commits"]] == [
        (last, []),
        (mended, [raised]),
        (first, []),
    ]
    rows = {row["id"]: row for row in csv_of(spbe("blame", "a.yaml", "--format", "csv").out)}
    assert (rows["11"]["passed_over"], rows["12"]["passed_over"]) == (raised, "")
    for arguments in (["a.yaml"], ["a.yaml", "11"]):
        out = spbe("blame", *arguments).out
        assert re.search(rf"2 → 5 +\+0\.0750 +2024-03-03 +\? {mended[:8]} +Citra", out)
        assert f"? {last[:8]}" not in out
        assert f"? {first[:8]}" not in out
        assert f"just before: {mended[:8]} or already {raised[:8]}." in out
    told = spbe("blame", "a.yaml", "--lang", "id").out
    assert f"tepat sebelumnya: {mended[:8]} atau sudah sejak {raised[:8]}." in told


def test_a_first_version_that_can_be_read_may_not_be_the_first(
    spbe: Spbe, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("start", a=levels({}))
    broken = repository.commit("broken", a=levels({11: 9}))
    repository.write("a.yaml", levels({11: 4}))
    run = spbe("blame", "a.yaml", "11")
    assert re.search(r"3 → 4 +\+0\.0250 +\? uncommitted", run.out)
    assert f"uncommitted or already {broken[:8]}." in run.out
    mended = repository.commit("mended")
    clone = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.folder}", str(clone))
    monkeypatch.chdir(clone)
    found = blamed(spbe, "a.yaml")
    for one in found["changes"]:
        told = (one["commit"], one["first"], one["boundary"], one["passed_over"])
        assert told == (mended, True, True, [broken])
    assert f"≤ ? {mended[:8]}" in spbe("blame", "a.yaml").out


def test_another_instrument_begins_anew(spbe: Spbe, repository: Repository) -> None:
    repository.commit("2025", a=levels({}))
    text = assessment(all_at("3.25", I2026), year=2026, instrument="permenpanrb-8-2026")
    replaced = repository.commit("2026", a=text)
    found = blamed(spbe, "a.yaml")
    assert {one["commit"] for one in found["changes"]} == {replaced}
    assert all(one["first"] and one["to"] == 3.25 for one in found["changes"])
    [commit] = found["commits"]
    assert (commit["comparable"], commit["change_exact"]) == (False, None)
    assert (commit["before"]["index"], commit["after"]["index"]) == (3, 3.25)
    run = spbe("blame", "a.yaml")
    assert re.search(r"3\.00 → 3\.25 .* ≠ +2026\n", run.out)
    assert "≠: the instrument was replaced" in run.out
    assert "levels begin anew" in run.out
    assert "came with the first version" not in run.out


OWN = (Path(__file__).parent / "instruments/two-layers.yaml").read_text(encoding="utf-8")
WEIGHED = OWN.replace("weight: 30", "weight: 25").replace("weight: 20", "weight: 25")


def own(reference: str, **levels_by_id: int) -> str:
    """Write an assessment under that instrument with every indicator at 3 but for some."""
    return assessment({"1": 3, "2": 3, "3": 3, **levels_by_id}, instrument=reference)


@pytest.mark.parametrize("reference", ["../rules/mine.yaml", "'../rules/my own.yml'"])
def test_an_instrument_of_ones_own_may_lie_anywhere_in_the_repository(
    reference: str, spbe: Spbe, repository: Repository
) -> None:
    repository.write(f"y/{reference.strip(chr(39))}", OWN)
    repository.commit("first", y__a=own(reference))
    raised = repository.commit("raise", y__a=own(reference, **{"1": 2}))
    told = blamed(spbe, "y/a.yaml")
    assert by_id(told)["1"]["commit"] == raised
    assert told["passed_over"] == []


@pytest.mark.parametrize("where", ["rules", "y/rules"])
def test_other_weights_of_an_instrument_of_ones_own_are_another_instrument(
    where: str, spbe: Spbe, repository: Repository
) -> None:
    reference = "../rules/mine.yaml" if where == "rules" else "rules/mine.yaml"
    place = f"{where}/mine.yaml"
    repository.write(place, OWN)
    repository.commit("first", y__a=own(reference))
    repository.commit("raise", y__a=own(reference, **{"1": 4}))
    repository.write(place, WEIGHED)
    weighed = repository.commit("weights", author="Dewi")
    last = repository.commit("more", y__a=own(reference, **{"1": 4, "2": 4}))
    found = blamed(spbe, "y/a.yaml")
    changes = by_id(found)
    assert (changes["2"]["commit"], changes["2"]["from"]) == (last, 3)
    assert {one["commit"] for key, one in changes.items() if key != "2"} == {weighed}
    assert changes["1"]["contribution_exact"] is None
    newer, older = found["commits"]
    assert (newer["comparable"], older["comparable"]) == (True, False)
    assert (older["author"], older["changes"], older["change_exact"]) == ("Dewi", [], None)
    assert older["before"]["index_exact"] == "3.3"  # 30 % at 4, the rest at 3
    assert older["after"]["index_exact"] == newer["before"]["index_exact"] == "3.25"
    assert newer["change_exact"] == changes["2"]["contribution_exact"]
    rows = csv_of(spbe("blame", "y/a.yaml", "--format", "csv").out)
    assert {row["comparable"] for row in rows if row["author"] == "Dewi"} == {"false"}


def test_an_instrument_of_ones_own_is_followed_through_its_renames(
    spbe: Spbe, repository: Repository
) -> None:
    repository.write("rules/old.yaml", OWN)
    repository.commit("first", y__a=own("../rules/old.yaml"))
    repository.write("rules/old.yaml", WEIGHED)
    weighed = repository.commit("weights")
    repository.git("mv", "rules/old.yaml", "rules/new.yaml")
    repository.commit("rename", y__a=own("../rules/new.yaml"))
    last = repository.commit("more", y__a=own("../rules/new.yaml", **{"2": 4}))
    changes = by_id(blamed(spbe, "y/a.yaml"))
    assert (changes["2"]["commit"], changes["1"]["commit"]) == (last, weighed)


def test_a_shallow_clone_says_where_it_ends(
    spbe: Spbe, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("first", a=levels({}))
    cut = repository.commit("second", a=levels({11: 4}))
    last = repository.commit("third", a=levels({11: 4, 12: 4}))
    clone = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.folder}", str(clone))
    monkeypatch.chdir(clone)
    changes = by_id(blamed(spbe, "a.yaml"))
    assert (changes["12"]["commit"], changes["12"]["boundary"]) == (last, False)
    assert (changes["11"]["commit"], changes["11"]["boundary"]) == (cut, True)
    run = spbe("blame", "a.yaml")
    assert f"≤ {cut[:8]}" in run.out
    assert "git fetch --unshallow" in run.out
    assert "git fetch --unshallow" in spbe("blame", "a.yaml", "--lang", "id").out


def test_a_file_nobody_committed_has_nobody_to_blame(
    spbe: Spbe, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.yaml", levels({}))
    assert "a.yaml is not in the last commit" in spbe("blame", "a.yaml").err  # no commit at all
    repository.commit("first", b=levels({}))
    repository.write("c.yaml", levels({}))
    run = spbe("blame", "c.yaml")
    assert (run.code, run.out) == (2, "")
    assert "c.yaml is not in the last commit" in run.err
    outside = tmp_path / "plain"
    outside.mkdir()
    (outside / "a.yaml").write_text(levels({}), encoding="utf-8")
    monkeypatch.chdir(outside)
    run = spbe("blame", "a.yaml")
    assert (run.code, run.out) == (2, "")
    assert "is in no git repository" in run.err
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    run = spbe("blame", "a.yaml", "--lang", "id")
    assert (run.code, run.out) == (2, "")
    assert "pasang git" in run.err


def test_what_cannot_be_blamed_is_refused(
    spbe: Spbe, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = levels({}).partition("answers")[0] + "published: {index: 3}\n"
    broken = levels({11: 9, 12: ""}, draft="true")
    repository.commit("first", a=levels({}), b=levels({}), p__p=published, e__e=broken)
    assert "several assessments" in spbe("blame", ".").err
    assert "published figures only" in spbe("blame", "p").err
    assert "no such file" in spbe("blame", "gone.yaml").err
    (repository.folder / "empty").mkdir()
    assert "no assessment in empty" in spbe("blame", "empty").err
    run = spbe("blame", "e/e.yaml")
    assert (run.code, run.out) == (1, "")
    assert "e/e.yaml:17:7: error SPBE104" in run.err
    assert "warning" not in run.err
    run = spbe("blame", "a.yaml", "-o", "a.yaml")
    assert run.code == 2
    assert "name another" in run.err


def test_standard_input_has_no_history(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    from io import BytesIO, TextIOWrapper  # noqa: PLC0415 - only here

    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(levels({}).encode())))
    run = spbe("blame", "-")
    assert run.code == 2
    assert "- is not in the last commit" in run.err


def test_text_of_commits_is_never_obeyed(spbe: Spbe, repository: Repository) -> None:
    author = "\x1b[31mEve [red]| @team"
    subject = "=cmd()\n::error::x [bold]![x](y) <b>"
    repository.commit(f"{subject}\n\nbody", author=author, a=levels({}))
    for format_ in ("table", "json", "csv", "markdown"):
        run = spbe("blame", "a.yaml", "--format", format_, "--color", "never")
        assert run.code == 0
        assert "\x1b" not in run.out
        assert "\n::error" not in run.out
    assert "[red]" in spbe("blame", "a.yaml").out
    markdown = spbe("blame", "a.yaml", "--format", "markdown").out
    assert r"\[red\]\| &#64;team" in markdown
    assert r"\<b\>" in markdown
    assert ",'=cmd() " in spbe("blame", "a.yaml", "--format", "csv").out


@pytest.mark.parametrize(
    ("raw", "author", "date"),
    [
        (b"author Ani <a@b> 1709258400 -1200", "Ani", "2024-02-29"),
        (b"author  <> 1709258400 +0700", None, "2024-03-01"),
        (b"author Ani <a@b> 99999999999999999999 +0000", "Ani", None),
        (b"author Ani <a@b> 1709258400 +9900", "Ani", None),
        (b"author Ani", "Ani", None),
        (b"author \xc4ni <a@b> 1709258400 +0700\nencoding ISO-8859-1", "Äni", "2024-03-01"),
        (b"author \xc4ni <a@b> 1709258400 +0700\nencoding none-such", "\ufffdni", "2024-03-01"),
    ],
)
def test_authors_and_days_are_read_as_recorded(
    raw: bytes, author: str | None, date: str | None, spbe: Spbe, repository: Repository
) -> None:
    repository.commit("first", a=levels({}))
    tree = repository.git("rev-parse", "HEAD^{tree}")
    text = b"tree %s\n%s\n" % (tree.encode(), raw.partition(b"\n")[0])
    text += b"committer Ani <a@b> 1709258400 +0700\n" + raw.partition(b"\n")[2]
    text = text.rstrip(b"\n") + b"\n\nsubject\nfolded\n\nbody\n"
    odd = repository.git("hash-object", "-t", "commit", "--literally", "-w", "--stdin", stdin=text)
    repository.git("update-ref", "HEAD", odd)
    [commit] = blamed(spbe, "a.yaml")["commits"]
    assert (commit["author"], commit["date"]) == (author, date)
    assert commit["subject"] == "subject folded"


def test_it_is_written_for_people_in_both_languages_and_widths(
    spbe: Spbe, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("first", self=levels({11: 2}))
    repository.commit("raise", author="Budi", self=levels({11: 4}))
    for columns in ("80", "160"):
        monkeypatch.setenv("COLUMNS", columns)
        for language in ("en", "id"):
            run = spbe("blame", "self.yaml", "--lang", language)
            assert run.code == 0
            assert max(map(len, run.out.splitlines())) <= int(columns)
            comma = "," if language == "id" else "."
            assert re.search(rf"2 → 4 +\+0{comma}0500 ", run.out)
            assert f"2{comma}98 → 3{comma}03" in run.out
    assert "2,975 → 3,025" in spbe("blame", "self.yaml", "--lang", "id").out


@pytest.fixture
def story(repository: Repository) -> Repository:
    """Tell a year in which an OPD rises, a file is broken and mended, and the folder renamed."""
    text = levels({1: 2, 11: ""}, draft="true") + INCLUDING
    repository.commit("Draf penilaian mandiri", draft__self=text, draft__opd__kominfo=OPD.format(2))
    repository.commit("Arsitektur ditetapkan", author="Budi", draft__opd__kominfo=OPD.format(3))
    broken = text.replace("1: 2\n", "1: 22\n", 1)
    repository.commit("Salah ketik", draft__self=broken)
    mended = text.replace("1: 2\n", "1: 3\n", 1).replace("47: 3", "47:")
    repository.commit("Perbaikan", author="Citra", draft__self=mended)
    repository.git("mv", "draft", "2024")
    repository.commit("Ganti nama folder")
    reviewed = OPD.format(4)
    repository.commit("Reviu arsitektur", author="Budi Santoso", **{"2024__opd__kominfo": reviewed})
    repository.write("2024/self.yaml", mended.replace("  2: 3", "  2: 4"))
    return repository


@pytest.mark.parametrize("columns", ["80", "160", ""])
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("indicator", ["", "11"])
def test_what_people_see(
    indicator: str,
    language: str,
    columns: str,
    spbe: Spbe,
    story: Repository,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    run = spbe("blame", "2024/self.yaml", *filter(None, [indicator]), "--lang", language)
    assert (run.code, run.err) == (0, "")
    name = f"blame-{indicator}" if indicator else "blame"
    compare(f"{name}.{language}.{columns or 'pipe'}.txt", run.out)


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
def test_what_goes_elsewhere(format_: str, spbe: Spbe, story: Repository) -> None:
    run = spbe("blame", "2024/self.yaml", "--format", format_)
    assert (run.code, run.err) == (0, "")
    compare(f"blame.{format_}", run.out)


def test_what_is_seen_in_colour(
    spbe: Spbe, story: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    run = spbe("blame", "2024/self.yaml", "--color", "always")
    compare("blame.colour.txt", run.out)


def test_the_readme_shows_what_it_says(spbe: Spbe, story: Repository) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [(command, shown)] = re.findall(r"\$ spbe (blame [^\n]+)\n(.*?)```", readme, re.DOTALL)
    assert spbe(*command.split()).out == shown


# The core, without git


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[int, list[int]], dict[int, Scorecard | None]]:
    """Draw versions 0 to n, 0 the newest; parents are later numbers; some cannot be read."""
    count = draw(st.integers(1, 9))
    some = ("1", "11", "47")
    parents = {
        node: draw(st.lists(st.integers(node + 1, count - 1), max_size=2, unique=True))
        if node < count - 1
        else []
        for node in range(count)
    }
    level = st.one_of(st.none(), st.integers(1, 3))
    cards: dict[int, Scorecard | None] = {}
    for node in range(count):
        readable = node == 0 or draw(st.integers(0, 4)) > 0
        cards[node] = card_of(I2020, {one: draw(level) for one in some}) if readable else None
    return parents, cards


def level_of(card: Scorecard | None, indicator: str) -> object:
    assert card is not None
    return card.lines[card.instrument.positions[indicator]].standing.level


def readable(
    node: int, parents: Mapping[int, Sequence[int]], cards: Mapping[int, Any]
) -> list[int]:
    """Give the nearest readable versions before one, written out again."""
    found: list[int] = []
    for parent in parents[node]:
        found += [parent] if cards[parent] is not None else readable(parent, parents, cards)
    return list(dict.fromkeys(found))


def passed_from(
    node: int, parents: Mapping[int, Sequence[int]], cards: Mapping[int, Any]
) -> list[int]:
    """Give all versions that cannot be read just before one, written out again."""
    found: list[int] = []
    for parent in parents[node]:
        found += [] if cards[parent] is not None else [parent, *passed_from(parent, parents, cards)]
    return found


@given(histories())
def test_suspicion_stops_where_no_parent_has_the_level(
    drawn: tuple[dict[int, list[int]], dict[int, Scorecard | None]],
) -> None:
    parents, cards = drawn
    ancestry = Ancestry(parents.__getitem__, cards.__getitem__)
    found = blame(ancestry, 0, list(I2020.positions))
    for indicator in ("1", "11", "47", "20"):
        node, now = 0, level_of(cards[0], indicator)
        while True:
            before = readable(node, parents, cards)
            same = [one for one in before if level_of(cards[one], indicator) == now]
            if not same:
                break
            node = same[0]
        if not before and now is None:
            assert indicator not in found
            continue
        origin = found[indicator]
        between = set(passed_from(node, parents, cards))
        assert (set(origin.passed), len(origin.passed)) == (between, len(between))
        assert (origin.node, origin.parent) == (node, before[0] if before else None)
        assert origin.change.after.standing.level == now
        assert (origin.change.before is None) == (not before)
    assert all(cards[node] is None for node in ancestry.passed)


@given(histories())
def test_the_changes_of_one_commit_sum_to_what_it_did_to_the_index(
    drawn: tuple[dict[int, list[int]], dict[int, Scorecard | None]],
) -> None:
    parents, cards = drawn
    for node, card in cards.items():
        for parent in readable(node, parents, cards):
            before = cards[parent]
            if card is None or before is None:
                continue
            step = CommitEffect(Commit("x"), before, card)
            total = sum((one.adds or Fraction(0) for one in step.changes), Fraction(0))
            assert total == step.change == card.index - before.index
            for one in step.changes:
                assert one.before is not None
                assert one.before.standing.level != one.after.standing.level


@given(histories())
def test_a_trace_ends_at_the_first_version_and_every_step_changes_the_level(
    drawn: tuple[dict[int, list[int]], dict[int, Scorecard | None]],
) -> None:
    parents, cards = drawn
    found = trace(Ancestry(parents.__getitem__, cards.__getitem__), 0, "11")
    nodes = [origin.node for origin in found]
    assert nodes == sorted(set(nodes))
    for newer, older in pairwise(found):
        assert newer.change.before is not None
        assert newer.change.before.standing.level == older.change.after.standing.level
    if found and found[-1].change.before is not None:  # it came from nothing answered
        assert found[-1].change.before.standing.level is None


def test_versions_that_cannot_be_read_are_asked_for_once() -> None:
    asked: list[int] = []

    def card(node: int) -> Scorecard | None:
        asked.append(node)
        return None if node in {1, 3} else card_of(I2020, {"11": node})

    parents = {0: [1, 2], 1: [3, 2], 2: [3], 3: []}
    ancestry = Ancestry(parents.__getitem__, card)
    assert ancestry.before(0) == (2,)
    assert ancestry.before(0) == (2,)
    assert sorted(asked) == [1, 2, 3]
    assert list(ancestry.passed) == [1, 3]
    assert blame(ancestry, 3, ["11"]) == {}


def reweighed() -> Instrument:
    """Give the instrument with the weights of two neighbours swapped."""
    first, second, *rest = I2020.indicators
    one, other = first.weight * 2, second.weight - first.weight
    changed = (first._replace(weight=one), second._replace(weight=other), *rest)
    return I2020._replace(indicators=changed)


def test_levels_under_other_weights_cannot_be_compared() -> None:
    cards = {0: card_of(reweighed(), {"1": 3}), 1: card_of(I2020, {"1": 3})}
    effect = CommitEffect(Commit("x"), cards[1], cards[0])
    assert (effect.is_comparable, effect.change, effect.changes) == (False, None, ())
    origin = blame(Ancestry({0: [1], 1: []}.__getitem__, cards.__getitem__), 0, ["1"])["1"]
    assert (origin.node, origin.parent, origin.change.before) == (0, 1, None)
    assert origin.change.adds is None
    again = replace(cards[1], instrument=I2020._replace(short="another text"))
    assert CommitEffect(Commit("x"), again, cards[1]).is_comparable


def test_a_merge_that_is_passed_over_hands_on_its_first_parent_first() -> None:
    """0 comes from 1, which cannot be read and merges 3 into 2."""
    cards = {0: card_of(I2020, {"11": 1}), 2: card_of(I2020, {"11": 2}), 3: card_of(I2020, {})}
    ancestry = Ancestry({0: [1], 1: [2, 3], 2: [], 3: []}.__getitem__, cards.get)
    assert ancestry.before(0) == (2, 3)
    origin = blame(ancestry, 0, ["11"])["11"]
    assert (origin.parent, origin.passed) == (2, (1,))
    assert origin.change.before is not None
    assert origin.change.before.standing.level == 2


def test_the_answer_that_counts_is_found(i2020: Instrument) -> None:
    opds = {"a": {"answers": {"1": 2, "2": 4}}, "b": {"answers": {"1": 3, "2": 4}}}
    case = case_of(i2020, {"3": 1}, opds=opds, lead={"1": "b"})
    assert answer_that_counts(case, "1") == ("opds", "b", "answers", "1")
    assert answer_that_counts(case, "2") == ("opds", "a", "answers", "2")
    assert answer_that_counts(case, "3") == ("answers", "3")
    assert answer_that_counts(case, "4") is None
    led = case_of(i2020, {}, opds=opds, lead={"2": "b"})
    assert answer_that_counts(led, "2") == ("opds", "b", "answers", "2")
    mean = case_of(i2020, {}, opds=opds, combine="mean")
    assert answer_that_counts(mean, "1") is None
    assert answer_that_counts(mean, "2") == ("opds", "a", "answers", "2")
