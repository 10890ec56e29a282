"""`spbe init`: drafts that hold at once, keep what is known, and overwrite nothing."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.provisional import urls

from spbe_cli import output
from spbe_cli.core.assessment import Assessment
from spbe_cli.core.drafting import blank, replacing
from spbe_cli.core.instrument import Instrument, Known
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from spbe_cli.reading.source import Source
from spbe_cli.render.init import yaml as draft_yaml
from spbe_cli.render.look import Look
from tests.conftest import INSTRUMENTS, ROOT, Run, all_at, assessment, bundled, process

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
CONTOH = ROOT / "examples/kabupaten-contoh"
TOLD = re.compile(r"^ +(\S+):  # (\d{4}): (\S+)$", re.MULTILINE)


def codes(spbe: Spbe, *paths: Path) -> set[tuple[str, str]]:
    run = spbe("validate", "--format", "json", *paths)
    return {(p["code"], p["severity"]) for p in json.loads(run.out)["problems"]}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_draft_is_valid_at_once_and_has_every_indicator(
    spbe: Spbe, library: Library, tmp_path: Path, name: str, language: str
) -> None:
    run = spbe("init", "--instrument", name, "--lang", language, tmp_path / "new")
    assert run.code == 0
    instrument = bundled(library, name)
    year = instrument.years.last or instrument.years.first
    path = tmp_path / f"new/{year}.yaml"
    assert run.out.splitlines()[0] == path.as_posix()
    assert codes(spbe, tmp_path / "new") == {("SPBE201", "warning")}
    text = path.read_text(encoding="utf-8")
    assert list(map(str, yaml.safe_load(text)["answers"])) == list(instrument.positions)
    say = texts(Language(language))
    for one in instrument.indicators:
        assert f"# {one.id} " in text
        assert say.name(one.name).split("(")[0].strip()[:30] in text
    assert spbe("score", path).code == 0


def test_level_criteria_stand_beside_each_indicator(spbe: Spbe, tmp_path: Path) -> None:
    spbe("init", "--instrument", "permenpanrb-59-2020", "--lang", "id", tmp_path)
    text = (tmp_path / "2025.yaml").read_text(encoding="utf-8")
    block = text[text.index("# 2 ") : text.index("\n  2:")]
    assert re.findall(r"#   (\d) ", block) == list("12345")
    assert "3 Terdefinisi: Aturan memuat seluruh unsur peta rencana" in block


def test_the_schema_an_editor_reads_is_where_the_first_line_says(
    spbe: Spbe, write: Write, tmp_path: Path
) -> None:
    owners = write("owners.yaml", "kominfo: [1-12]\n")
    spbe("init", "--instrument", "permenpanrb-59-2020", "--opd-map", owners, tmp_path / "x")
    for name in ("2025.yaml", "opd/kominfo.yaml"):
        path = tmp_path / "x" / name
        first = path.read_text(encoding="utf-8").splitlines()[0]
        target = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(target.read_text(encoding="utf-8"))["$schema"].endswith("schema")


@pytest.mark.parametrize(
    "owners",
    [
        'kominfo: {name: Dinas Kominfo, owns: [1-12, "15"]}\nbkpsdm: [13, 25]\nbappeda: 13\n',
        (
            "opds:\n  kominfo: {name: Dinas Kominfo, owns: [1-12, 15]}\n"
            "  bkpsdm: [13, 25]\n  bappeda: [13]\n"
        ),
        (
            "1-12: kominfo\n15: [kominfo]\n25: bkpsdm\n13: [bkpsdm, bappeda]\n"
            "kominfo: {name: Dinas Kominfo}\n"
        ),
    ],
)
def test_owners_come_from_a_map_in_any_of_its_forms(
    spbe: Spbe, write: Write, tmp_path: Path, owners: str, i2020: Instrument
) -> None:
    path = write("owners.yaml", owners)
    call = ("init", "--instrument", i2020.id, "--type", "kabupaten", "--institution", "Kab. Uji")
    assert spbe(*call, "--opd-map", path, tmp_path / "x").code == 0
    assert codes(spbe, tmp_path / "x") == {("SPBE201", "warning")}
    [spot] = files.spots([str(tmp_path / "x/2025.yaml")])
    [loaded] = Loader(Library()).load_all([spot])
    assert loaded.case is not None
    given_ = loaded.case.assessment
    assert (given_.institution, given_.type, given_.draft) == ("Kab. Uji", "kabupaten", True)
    assert given_.opds["kominfo"].name == "Dinas Kominfo"
    owned = {one: set(opds) for one, opds in loaded.case.owners.items() if opds}
    expected = {str(n): {"kominfo"} for n in (*range(1, 13), 15)}
    assert owned == expected | {"13": {"bkpsdm", "bappeda"}, "25": {"bkpsdm"}}
    assert set(given_.answers) == set(i2020.positions) - set(owned)
    assert set(given_.opds["bkpsdm"].answers) == {"13", "25"}


@pytest.mark.parametrize(
    ("owners", "line", "column", "code"),
    [
        ("kominfo: [1-99]\n", 1, 11, "SPBE105"),
        ("kominfo:\n  owns: [1, 99]\n", 2, 13, "SPBE105"),
        ("opds:\n  kominfo: [1, x]\n", 2, 16, "SPBE105"),
        ("kominfo: {nama: x}\n", 1, 11, "SPBE101"),
        ("kominfo: [{a: 1}]\n", 1, 11, "SPBE103"),
        ("- kominfo\n", 1, 1, "SPBE103"),
        ("kominfo: [1\n", 1, 10, "SPBE003"),
        ("", 1, 1, "SPBE011"),
    ],
)
def test_what_is_wrong_in_a_map_is_located_and_nothing_is_written(
    spbe: Spbe, write: Write, tmp_path: Path, owners: str, line: int, column: int, code: str
) -> None:
    path = write("owners.yaml", owners)
    call = ("init", "--instrument", "permenpanrb-59-2020", "--opd-map", path, tmp_path / "x")
    run = spbe(*call)
    assert (run.code, run.out) == (1, "")
    assert f"{path.as_posix()}:{line}:{column}: error {code} " in run.err
    assert not (tmp_path / "x").exists()


def test_next_years_draft_keeps_owners_and_shows_last_years_levels(
    spbe: Spbe, tmp_path: Path
) -> None:
    run = spbe("init", "--from", CONTOH / "2024/self.yaml", tmp_path)
    assert run.code == 0
    loaded = [
        next(iter(Loader(Library()).load_all(files.spots([str(path)]))))
        for path in (CONTOH / "2024/self.yaml", tmp_path / "2025.yaml")
    ]
    before, after = (one.case for one in loaded)
    assert before is not None
    assert after is not None
    assert after.assessment.year == 2025
    for key in ("institution", "type", "province", "combine", "lead"):
        assert getattr(after.assessment, key) == getattr(before.assessment, key)
    assert {i: set(o) for i, o in after.owners.items()} == {
        i: set(o) for i, o in before.owners.items()
    }
    assert not after.assessment.has_answers
    counted = {one.indicator: str(one.level) for one in before.standings}
    for path in (tmp_path / "opd").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        opd = before.assessment.opds[str(yaml.safe_load(text)["opd"])]
        told = {indicator: level for indicator, _, level in TOLD.findall(text)}
        own = {key: str(answer.level) for key, answer in opd.answers.items()}
        assert told == {key: own.get(key, counted[key]) for key in told}
        assert set(own) <= set(told)
        assert {year for _, year, _ in TOLD.findall(text)} == {"2024"}
    assert codes(spbe, tmp_path) == {("SPBE201", "warning")}
    assert "replaced" not in run.err


def test_it_is_said_when_the_regulation_was_replaced_and_by_which(
    spbe: Spbe, tmp_path: Path
) -> None:
    call = ("init", "--from", CONTOH / "2024/self.yaml", "--year", "2026")
    run = spbe(*call, tmp_path / "new")
    assert "replaced by permenpanrb-8-2026, in use from 2026" in run.err
    assert "not carried over" in run.err
    text = (tmp_path / "new/2026.yaml").read_text(encoding="utf-8")
    assert "instrument: permenpanrb-8-2026\n" in text
    assert TOLD.search(text) is None
    assert codes(spbe, tmp_path / "new") == {("SPBE201", "warning")}
    kept = spbe(*call, "--instrument", "permenpanrb-59-2020", tmp_path / "old")
    assert "replaced by permenpanrb-8-2026" in kept.err
    assert "not carried over" not in kept.err
    assert ("SPBE208", "warning") in codes(spbe, tmp_path / "old")


def test_a_year_that_was_left_unanswered_or_only_announced_can_be_gone_on_from(
    spbe: Spbe, write: Write, tmp_path: Path
) -> None:
    unanswered = write("a.yaml", assessment({"1": 3}))
    assert spbe("init", "--from", unanswered, tmp_path / "a").code == 0
    assert "1:  # 2024: 3\n" in (tmp_path / "a/2025.yaml").read_text(encoding="utf-8")
    run = spbe("init", "--from", ROOT / "examples/blitar/2024.yaml", tmp_path / "b")
    assert run.code == 0
    assert "institution: Kabupaten Blitar\n" in (tmp_path / "b/2025.yaml").read_text("utf-8")
    wrong = write("b.yaml", assessment({"1": 50}))
    refused = spbe("init", "--from", wrong, tmp_path / "c")
    assert (refused.code, "SPBE104" in refused.err) == (1, True)
    assert not (tmp_path / "c").exists()


def test_nothing_is_overwritten_without_force(spbe: Spbe, tmp_path: Path) -> None:
    call = ("init", "--instrument", "permenpanrb-5-2018", "--year", "2019", tmp_path)
    assert spbe(*call).code == 0
    path = tmp_path / "2019.yaml"
    path.write_text("mine", encoding="utf-8")
    run = spbe(*call)
    assert (run.code, run.out) == (2, "")
    assert "2019.yaml exists already" in run.err
    assert path.read_text(encoding="utf-8") == "mine"
    path.unlink()
    (tmp_path / "schema/assessment.json").write_text("mine", encoding="utf-8")
    assert spbe(*call).code == 2
    assert not path.exists()
    assert spbe(*call, "--force").code == 0
    assert path.exists()


def test_wrong_calls_write_nothing(spbe: Spbe, write: Write, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert spbe("init", new).code == 2
    assert spbe("init", "--instrument", "permenpanrb-59-2021", new).code == 2
    assert spbe("init", "--instrument", "permenpanrb-59-2020", "--year", "3000", new).code == 2
    assert spbe("init", "--instrument", "permenpanrb-59-2020", "--type", "desa", new).code == 2
    assert spbe("init", "--from", tmp_path / "absent.yaml", new).code == 2
    assert spbe("init", "--from", write("x.yaml", "a: 1\n").parent, new).code == 2
    assert not new.exists()
    file = write("file", "x")
    run = spbe("init", "--instrument", "permenpanrb-59-2020", file)
    assert (run.code, "cannot be written" in run.err) == (2, True)


def test_an_instrument_of_ones_own_is_named_from_the_draft(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = min((ROOT / "tests/instruments").glob("*.yaml"))
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/mine.yaml").write_bytes(own.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert spbe("init", "--instrument", "rules/mine.yaml", "a/b").code == 0
    assert spbe("validate", "a").code == 0
    [path] = (tmp_path / "a/b").glob("*.yaml")
    assert 'instrument: "./../../rules/mine.yaml"' in path.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="names of files are narrower there")
def test_file_names_of_opds_stay_in_their_folder_and_apart(
    spbe: Spbe, write: Write, tmp_path: Path
) -> None:
    ids = ["../../x", "x", "X!", "/etc/y", "Dinas Kominfo & Statistik", "..", "yes", "3.0", "a\\nb"]
    owners = write("owners.yaml", "".join(f'"{one}": [{n}]\n' for n, one in enumerate(ids, 1)))
    run = spbe("init", "--instrument", "permenpanrb-59-2020", "--opd-map", owners, tmp_path / "n")
    assert run.code == 0
    names = sorted(path.name for path in (tmp_path / "n/opd").iterdir())
    assert len(names) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+\.yaml", name) for name in names)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["n", "owners.yaml"]
    assert codes(spbe, tmp_path / "n") == {("SPBE201", "warning")}


def test_a_map_may_come_from_standard_input(tmp_path: Path) -> None:
    call = ("init", "--instrument", "permenpanrb-59-2020", "--opd-map", "-", tmp_path / "x")
    run = process(*call, stdin=b"kominfo: [1]\n")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "x/opd/kominfo.yaml").exists()


@given(st.text(min_size=1).filter(str.strip) | urls(), st.sampled_from(["id", "en"]))
def test_any_name_is_read_back_as_the_same_name(name: str, language: str) -> None:
    found = Library().find("permenpanrb-5-2018")
    assert found is not None
    assert found.value is not None
    case = blank(name, None, 2019, (found.value, found.value.id), {})
    look = Look(texts(Language(language)), None, color=False, unicode=True)
    drafted = draft_yaml.Drafted(case, None, Known(found.value, None), "")
    source = Source("a.yaml", "".join(draft_yaml.assessment(drafted, "s.json", look)))
    assert source.problems == []
    assert source.data["institution"] == name


def test_successors_are_followed_and_a_ring_of_them_ends(library: Library) -> None:
    all_ = {name: bundled(library, name) for name in INSTRUMENTS}
    later = [one.id for one in replacing(all_["permenpanrb-5-2018"], all_)]
    assert later == ["permenpanrb-59-2020", "permenpanrb-8-2026"]
    ring = {name: one._replace(successor="permenpanrb-59-2020") for name, one in all_.items()}
    [following] = replacing(ring["permenpanrb-8-2026"], ring)
    assert following.id == "permenpanrb-59-2020"


def test_a_draft_is_no_assessment_with_answers(i2020: Instrument) -> None:
    case = blank("X", None, 2025, (i2020, i2020.id), {})
    assert isinstance(case.assessment, Assessment)
    assert not case.assessment.has_answers
    assert set(all_at(1, i2020)) == set(case.owners)


def test_an_instrument_is_found_from_where_the_earlier_assessment_stands(
    spbe: Spbe, write: Write, tmp_path: Path
) -> None:
    own = min((ROOT / "tests/instruments").glob("*.yaml"))
    write("own/mine.yaml", own.read_text(encoding="utf-8"))
    call = ("init", "--instrument", tmp_path / "own/mine.yaml")
    assert spbe(*call, tmp_path / "own/first").code == 0
    [path] = (tmp_path / "own/first").glob("*.yaml")
    assert spbe("init", "--from", path, tmp_path / "own/next").code == 0
    assert spbe("validate", tmp_path / "own/next").code == 0


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\udcff"])
def test_an_institution_has_a_name(spbe: Spbe, tmp_path: Path, name: str) -> None:
    call = ("init", "--instrument", "permenpanrb-59-2020", "--institution", name)
    assert spbe(*call, tmp_path / "x").code == 2
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("owners", "place", "code"),
    [('" ": [1]\n', "1:1", "SPBE102"), ("99: [bappeda]\n", "1:1", "SPBE105"),
     ("kominfo: [1]\nkominfo: [2]\n", "2:1", "SPBE006")],
)  # fmt: skip
def test_keys_of_a_map_are_checked_too(
    spbe: Spbe, write: Write, tmp_path: Path, owners: str, place: str, code: str
) -> None:
    path = write("owners.yaml", owners)
    call = ("init", "--instrument", "permenpanrb-59-2020", "--opd-map", path, tmp_path / "x")
    run = spbe(*call)
    assert run.code == 1
    assert f"{path.as_posix()}:{place}: error {code} " in run.err


def test_a_folder_of_several_assessments_is_no_earlier_one(spbe: Spbe, tmp_path: Path) -> None:
    run = spbe("init", "--from", CONTOH / "2024", tmp_path / "x")
    assert (run.code, "several assessments" in run.err) == (2, True)


def test_half_a_draft_is_taken_back(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged: list[Path] = []
    whole = output._staged

    def full(real: Path, chunks: object) -> Path:
        if len(staged) == 1:
            raise OSError(28, "No space left on device")
        staged.append(whole(real, chunks))  # type: ignore[arg-type]
        return staged[0]

    monkeypatch.setattr(output, "_staged", full)
    run = spbe("init", "--instrument", "permenpanrb-59-2020", tmp_path / "x")
    assert (run.code, "No space left on device" in run.err) == (2, True)
    assert len(staged) == 1
    assert not (tmp_path / "x").exists()
    monkeypatch.undo()
    assert spbe("init", "--instrument", "permenpanrb-59-2020", tmp_path / "x").code == 0


def test_files_of_other_opds_are_not_taken_in(spbe: Spbe, write: Write, tmp_path: Path) -> None:
    call = ("init", "--instrument", "permenpanrb-59-2020", "--opd-map")
    assert spbe(*call, write("a.yaml", "kominfo: [1]\n"), tmp_path / "x").code == 0
    run = spbe(*call, write("b.yaml", "bappeda: [1]\n"), tmp_path / "x", "--force")
    assert (run.code, "opd/kominfo.yaml would be included too" in run.err) == (2, True)


def test_what_goes_on_and_what_does_not(spbe: Spbe, write: Write, tmp_path: Path) -> None:
    settings = {
        "combine": "highest",
        "lead": "{1: kominfo}",
        "opds": "{kominfo: {owns: [1, 2], answers: {1: 3}}}",
        "draft": "true",
    }
    path = write("2024.yaml", assessment({"3": 3}, **settings))
    assert spbe("init", "--from", path, "--type", "kota", tmp_path / "same").code == 0
    same = yaml.safe_load((tmp_path / "same/2025.yaml").read_text(encoding="utf-8"))
    assert (same["combine"], same["type"], same["lead"]) == ("highest", "kota", {1: "kominfo"})
    owners = write("owners.yaml", "bappeda: [1]\n")
    call = ("init", "--from", path, "--opd-map", owners)
    assert spbe(*call, tmp_path / "other").code == 0
    other = (tmp_path / "other/2025.yaml").read_text(encoding="utf-8")
    assert "lead" not in yaml.safe_load(other)
    assert spbe("init", "--from", path, "--year", "2026", tmp_path / "new").code == 0
    new = yaml.safe_load((tmp_path / "new/2026.yaml").read_text(encoding="utf-8"))
    assert "lead" not in new


def test_the_successor_that_covers_the_year_is_taken(spbe: Spbe, tmp_path: Path) -> None:
    path = ROOT / "examples/blitar/2019.yaml"
    for year, instrument in (("2026", "permenpanrb-8-2026"), ("2022", "permenpanrb-59-2020")):
        assert spbe("init", "--from", path, "--year", year, tmp_path / year).code == 0
        text = (tmp_path / year / f"{year}.yaml").read_text(encoding="utf-8")
        assert yaml.safe_load(text)["instrument"] == instrument


@pytest.mark.parametrize("name", ["Yes", "NULL", "no", "~", "Kab. Uji (baru)", "12", "a: b"])
def test_names_that_yaml_would_read_otherwise_are_quoted(
    spbe: Spbe, tmp_path: Path, name: str
) -> None:
    call = ("init", "--instrument", "permenpanrb-5-2018", "--institution", name, tmp_path)
    assert spbe(*call).code == 0
    [path] = tmp_path.glob("*.yaml")
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["institution"] == name
