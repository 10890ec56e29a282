"""Assessments as files: OPDs inline and included, which answer counts, OPD files by themselves."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from spbe_cli.core.instrument import Instrument
from spbe_cli.reading import files
from spbe_cli.reading.kinds import Kind
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loaded, Loader
from tests.conftest import all_at, assessment

Write = Callable[[str, str], Path]


def load(*paths: Path) -> list[Loaded]:
    return list(Loader(Library()).load_all(files.spots([str(path) for path in paths])))


def one(path: Path) -> Loaded:
    [loaded] = load(path)
    return loaded


def codes(loaded: Loaded) -> list[str]:
    return [problem.finding.code.value for problem in loaded.problems]


def levels(loaded: Loaded) -> Mapping[str, object]:
    assert loaded.case is not None
    return {standing.indicator: standing.level for standing in loaded.case.standings}


@pytest.fixture
def but_42(i2020: Instrument) -> dict[str, object]:
    answers = all_at(3, i2020)
    del answers["42"]
    return answers


def test_everything_an_assessment_may_hold_is_read(write: Write, i2020: Instrument) -> None:
    answers = all_at(3, i2020) | {
        "2": '{level: 2, target: 4, note: "SK belum ditetapkan", confidence: {1: 0.2, 2: 0.8}, '
        'evidence: [bukti/sk.pdf, "https://example.go.id/x", '
        "{file: bukti/reviu.pdf, date: 2024-05-01, kind: review}]}"
    }
    text = assessment(
        answers,
        type="kabupaten",
        province="Jawa Timur",
        draft="true",
        combine="median",
        lead="{11: kominfo}",
        opds='{kominfo: {name: Dinas, owns: [1-12, "15"], answers: {11: 3, 16: {level: 3}}}}',
        published="{index: 2.99, category: Baik, domains: {1: 2.90}, aspects: {}, source: "
        '{title: "x", url: "https://example.go.id", date: 2022-03-28, note: "y"}}',
    )
    loaded = one(write("a.yaml", text))
    assert loaded.problems == ()
    assert loaded.assessment is not None
    answer = loaded.assessment.answers["2"]
    assert (answer.level, answer.target, answer.note) == (2, 4, "SK belum ditetapkan")
    assert [piece.file or piece.url for piece in answer.evidence] == [
        "bukti/sk.pdf",
        "https://example.go.id/x",
        "bukti/reviu.pdf",
    ]
    assert str(answer.evidence[2].date) == "2024-05-01"
    assert sum(answer.confidence.values()) == 1
    assert loaded.case is not None
    assert loaded.case.owners["15"] == ("kominfo",)


def test_answers_inline_and_included_count_alike(write: Write, but_42: dict[str, object]) -> None:
    inline = write("a/a.yaml", assessment(but_42, opds="{kominfo: {answers: {42: 4}}}"))
    write("b/opd/kominfo.yaml", "opd: kominfo\nanswers: {42: 4}\n")
    included = write("b/b.yaml", assessment(but_42, include="[opd/*.yaml]"))
    assert one(inline).problems == one(included).problems == ()
    assert levels(one(inline)) == levels(one(included))


@pytest.mark.parametrize(
    ("settings", "level", "expected"),
    [
        ({}, 2, ["SPBE202"]),
        ({"combine": "highest"}, 4, ["SPBE202"]),
        ({"combine": "mean"}, 3, ["SPBE202"]),
        ({"combine": "median"}, 3, ["SPBE202"]),
        ({"lead": "{42: kominfo}"}, 4, []),
        ({"lead": "{42: bappeda}"}, 2, []),
    ],
)
def test_which_answer_counts(
    write: Write,
    but_42: dict[str, object],
    settings: dict[str, object],
    level: int,
    expected: list[str],
) -> None:
    opds = "{kominfo: {answers: {42: 4}}, bappeda: {answers: {42: 2}}}"
    loaded = one(write("a.yaml", assessment(but_42, opds=opds, **settings)))
    assert levels(loaded)["42"] == level
    assert codes(loaded) == expected
    own = one(write("b.yaml", assessment(but_42 | {"42": 5}, opds=opds, **settings)))
    assert levels(own)["42"] == 5
    assert codes(own) == []


def test_a_mean_is_marked_as_not_official(write: Write, but_42: dict[str, object]) -> None:
    opds = "{kominfo: {answers: {42: 4}}, bappeda: {answers: {42: 3}}}"
    loaded = one(write("a.yaml", assessment(but_42, opds=opds, combine="mean")))
    assert loaded.case is not None
    standing = loaded.case.standings[41]
    assert standing.unofficial
    assert str(standing.level) == "7/2"


def test_a_draft_only_warns_of_what_is_unanswered(write: Write, but_42: dict[str, object]) -> None:
    draft = one(write("a.yaml", assessment(but_42, draft="true")))
    final = one(write("b.yaml", assessment(but_42)))
    assert codes(draft) == codes(final) == ["SPBE201"]
    assert (draft.is_sound, final.is_sound) == (True, False)


def test_an_opd_file_alone_takes_year_and_instrument_from_the_nearest_includer(
    write: Write, but_42: dict[str, object]
) -> None:
    opd = write("2024/opd/dinas/kominfo.yaml", "opd: kominfo\nanswers: {42: 4, 99: 1}\n")
    assert codes(one(opd)) == ["SPBE214"]
    write("2024/self.yaml", assessment(but_42, include="[opd/**/*.yaml]"))
    assert codes(one(opd)) == ["SPBE105"]
    write("2024/opd/near.yaml", assessment(but_42, include="[dinas/*.yaml]", year=2023))
    opd.write_text("opd: kominfo\nyear: 2024\nanswers: {42: 4}\n", encoding="utf-8")
    assert codes(one(opd)) == ["SPBE207"]


def test_an_opd_file_in_a_folder_is_judged_once(write: Write, but_42: dict[str, object]) -> None:
    opd = write("opd/kominfo.yaml", "opd: kominfo\nanswers: {42: 9}\n")
    write("final.yaml", assessment(but_42, include="[opd/*.yaml]"))
    self_ = write("self.yaml", assessment(but_42, include="[opd/*.yaml]"))
    loaded = load(self_.parent)
    assert [item.kind for item in loaded] == [Kind.ASSESSMENT] * 2
    assert [codes(item) for item in loaded] == [["SPBE104"]] * 2
    assert [item.kind for item in load(self_.parent, opd)][-1] is Kind.OPD


def test_links_hidden_folders_and_other_files_are_left_alone(
    write: Write, i2020: Instrument
) -> None:
    good = assessment(all_at(3, i2020))
    folder = write("a.yaml", good).parent
    write(".git/b.yaml", "institution: [")
    write("mkdocs.yml", "nav: !relative x\nsite_name: x\n")
    write("notes.txt", "institution: [")
    write("c.YML", good)
    (folder / "link.yaml").symlink_to(folder / "a.yaml")
    (folder / "loop").symlink_to(folder)
    loader = Loader(Library())
    loaded = list(loader.load_all(files.spots([str(folder)])))
    assert [Path(item.file).name for item in loaded] == ["a.yaml", "c.YML"]
    assert loader.skipped == 1


def test_a_file_the_caller_names_is_judged_whatever_folder_it_lies_in(write: Write) -> None:
    notes = write("d/notes.yaml", "x: 1\n")
    assert [codes(item) for item in load(notes.parent, notes)] == [["SPBE111"]]
    assert [codes(item) for item in load(notes, notes.parent)] == [["SPBE111"]]


def test_hidden_files_of_a_folder_are_left_alone(write: Write, i2020: Instrument) -> None:
    folder = write("d/a.yaml", assessment(all_at(3, i2020))).parent
    write("d/._a.yaml", "\x00\x05")
    assert [item.file for item in load(folder)] == [(folder / "a.yaml").as_posix()]


def test_places_stay_right_behind_an_item_that_is_left_out(write: Write, i2020: Instrument) -> None:
    answers = all_at(3, i2020)
    opds = "{k: {owns: [[1], 3, x, 4-99]}}"
    path = write("a.yaml", assessment(answers, include='["", no/*.yaml]', opds=opds))
    found = {(p.path, p.place.column) for p in one(path).problems if p.place}
    line = path.read_text(encoding="utf-8").splitlines()
    assert ("include.1", line[4].index("no/*") + 1) in found
    assert ("opds.k.owns.2", line[5].index("x,") + 1) in found
    assert ("opds.k.owns.3", line[5].index("4-99") + 1) in found


def test_a_link_that_leads_out_is_not_included(
    write: Write, but_42: dict[str, object], tmp_path: Path
) -> None:
    secret = write("outside/secret.yaml", "opd: x\nanswers: {42: 5}\n")
    path = write("in/a.yaml", assessment(but_42, include="[opd/*.yaml]"))
    write("in/opd/real.yaml", "opd: y\nanswers: {42: 2}\n")
    (path.parent / "opd" / "link.yaml").symlink_to(secret)
    loaded = one(path)
    assert codes(loaded) == ["SPBE205"]
    assert levels(loaded)["42"] == 2


def test_a_pattern_does_not_include_the_assessment_itself(
    write: Write, but_42: dict[str, object]
) -> None:
    write("a/kominfo.yaml", "opd: kominfo\nanswers: {42: 4}\n")
    path = write("a/2024.yaml", assessment(but_42, include='["*.yaml", "**/kominfo.yaml"]'))
    assert one(path).problems == ()


def test_answers_of_one_opd_may_be_split_but_not_doubled(
    write: Write, but_42: dict[str, object]
) -> None:
    del but_42["43"]
    path = write("a.yaml", assessment(but_42, include="[opd/*.yaml]"))
    write("opd/a.yaml", "opd: kominfo\nanswers: {42: 4}\n")
    second = write("opd/b.yaml", "opd: kominfo\nanswers: {43: 4}\n")
    split = one(path)
    assert split.is_sound
    assert (levels(split)["42"], levels(split)["43"]) == (4, 4)
    assert codes(split) == ["SPBE206"]
    second.write_text("opd: kominfo\nanswers: {42: 4, 43: 4}\n", encoding="utf-8")
    doubled = one(path)
    assert not doubled.is_sound
    assert "SPBE206" in codes(doubled)


def test_owners_may_stand_in_the_assessment_and_answers_in_files(
    write: Write, but_42: dict[str, object]
) -> None:
    opds = "{kominfo: {name: Dinas Kominfo, owns: [42]}}"
    path = write("a.yaml", assessment(but_42, opds=opds, include="[opd/*.yaml]"))
    write("opd/kominfo.yaml", "opd: kominfo\nanswers: {42: 4}\n")
    loaded = one(path)
    assert loaded.problems == ()
    assert loaded.case is not None
    assert loaded.case.owners["42"] == ("kominfo",)


def test_order_of_opd_files_gives_the_same_report(write: Write, but_42: dict[str, object]) -> None:
    reports = []
    for run, names in enumerate((("a", "b"), ("b", "a"))):
        path = write(f"{run}/2024.yaml", assessment(but_42, include="[opd/*.yaml]"))
        write(f"{run}/opd/{names[0]}.yaml", "opd: bappeda\nanswers: {42: 2}\n")
        write(f"{run}/opd/{names[1]}.yaml", "opd: kominfo\nanswers: {42: 4}\n")
        [problem] = one(path).problems
        reports.append((dict(problem.finding.values), levels(one(path))))
    assert reports[0] == reports[1]


def test_published_figures_alone_are_enough(write: Write) -> None:
    text = "institution: X\nyear: 2021\ninstrument: permenpanrb-59-2020\nstage: final\n"
    loaded = one(write("a.yaml", text + "published: {index: 2.76}\n"))
    assert loaded.problems == ()
    assert codes(one(write("b.yaml", text + "published: {category: Baik}\n"))) == ["SPBE102"]
