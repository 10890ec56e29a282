"""Evidence, and what only several assessments together show."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from spbe_cli.core.instrument import Instrument
from spbe_cli.reading.library import Library
from tests.conftest import ROOT, Run, all_at, assessment, bundled, process

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]


def found(spbe: Spbe, *arguments: str | Path) -> list[tuple[str, str]]:
    run = spbe("validate", "--format", "json", *arguments)
    assert run.code in {0, 1}
    return [(p["code"], p["path"]) for p in json.loads(run.out)["problems"]]


@pytest.fixture
def proven(write: Write, i2020: Instrument) -> Mapping[str, object]:
    """Answer everything at level 3, each with a file of its own."""
    for indicator in i2020.positions:
        write(f"bukti/{indicator}.txt", f"bukti {indicator}")
    return {i: f"{{level: 3, evidence: [bukti/{i}.txt]}}" for i in i2020.positions}


def test_evidence_is_judged_only_on_request(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020)))
    assert found(spbe, path) == []
    assert {code for code, _ in found(spbe, "--evidence", path)} == {"SPBE306"}
    assert spbe("validate", "--evidence", path).code == 0
    assert spbe("validate", "--evidence", "--strict", path).code == 1


def test_evidence_that_is_there_is_no_problem(
    spbe: Spbe, write: Write, proven: Mapping[str, object]
) -> None:
    path = write("a.yaml", assessment(dict(proven)))
    assert found(spbe, "--evidence", path) == []
    lowest = write("b.yaml", assessment(dict(proven) | {"1": 1}))
    assert found(spbe, "--evidence", lowest) == []


@pytest.mark.parametrize(
    ("piece", "code", "path"),
    [
        ("bukti/tidak-ada.txt", "SPBE301", "answers.1.evidence.0"),
        ("bukti/kosong.txt", "SPBE302", "answers.1.evidence.0"),
        ("bukti/penunjuk.pdf", "SPBE303", "answers.1.evidence.0"),
        ("../luar.txt", "SPBE304", "answers.1.evidence.0"),
        ("/etc/hostname", "SPBE304", "answers.1.evidence.0"),
        ("bukti/keluar.txt", "SPBE304", "answers.1.evidence.0"),
        ("bukti", "SPBE301", "answers.1.evidence.0"),
        ("{file: bukti/1.txt, date: 2025-01-01}", "SPBE308", "answers.1.evidence.0.date"),
    ],
)
def test_evidence_that_is_not_what_it_should_be(
    spbe: Spbe, write: Write, proven: Mapping[str, object], piece: str, code: str, path: str
) -> None:
    write("bukti/kosong.txt", "")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n"
    write("bukti/penunjuk.pdf", pointer)
    outside = write("../luar.txt", "x")
    levels = dict(proven) | {"1": f"{{level: 3, evidence: [{piece}]}}"}
    file = write("a.yaml", assessment(levels))
    (file.parent / "bukti" / "keluar.txt").symlink_to(outside)
    assert found(spbe, "--evidence", file) == [(code, path)]


@pytest.mark.parametrize(
    ("date", "level", "kind", "too_old"),
    [
        ("2021-12-31", 4, "review", True),
        ("2022-01-01", 4, "review", False),
        ("2021-12-31", 3, "review", False),
        ("2021-12-31", 4, "document", False),
    ],
)
def test_a_review_may_be_two_years_old_from_level_4(
    spbe: Spbe,
    write: Write,
    proven: Mapping[str, object],
    date: str,
    level: int,
    kind: str,
    too_old: bool,
) -> None:
    piece = f"{{file: bukti/1.txt, date: {date}, kind: {kind}}}"
    path = write(
        "a.yaml", assessment(dict(proven) | {"1": f"{{level: {level}, evidence: [{piece}]}}"})
    )
    expected = [("SPBE307", "answers.1.evidence.0.date")] if too_old else []
    assert found(spbe, "--evidence", path) == expected


def test_one_file_for_many_indicators_is_told_once(
    spbe: Spbe, write: Write, proven: Mapping[str, object]
) -> None:
    write("bukti/7.txt", "bukti 5")
    two = write("a.yaml", assessment(dict(proven)))
    assert found(spbe, "--evidence", two) == []
    write("bukti/9.txt", "bukti 5")
    [(code, _)] = found(spbe, "--evidence", two)
    assert code == "SPBE305"
    assert "5, 7, 9" in spbe("validate", "--evidence", two).out


def test_evidence_of_an_opd_is_looked_for_beside_its_own_file(
    spbe: Spbe, write: Write, proven: Mapping[str, object]
) -> None:
    answers = {key: value for key, value in proven.items() if key != "1"}
    path = write("a.yaml", assessment(answers, include="[opd/*.yaml]"))
    opd = "opd: kominfo\nanswers: {1: {level: 3, evidence: [bukti/x.txt]}}\n"
    write("opd/kominfo.yaml", opd)
    assert found(spbe, "--evidence", path) == [("SPBE301", "answers.1.evidence.0")]
    write("opd/bukti/x.txt", "x")
    assert found(spbe, "--evidence", path) == []
    write("opd/kominfo.yaml", opd.replace("bukti/x.txt", "../bukti/1.txt"))
    assert found(spbe, "--evidence", path) == []


def test_the_invented_regency_has_all_its_evidence(spbe: Spbe) -> None:
    for year in ("2023", "2024"):
        path = ROOT / f"examples/kabupaten-contoh/{year}/self.yaml"
        assert [
            code for code, _ in found(spbe, "--evidence", path) if code.startswith("SPBE3")
        ] == []


def test_the_same_assessment_twice_in_one_run(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    first = write("a.yaml", assessment(all_at(3, i2020)))
    second = write("b.yaml", assessment(all_at(3, i2020), institution="kabupaten  UJI"))
    write("c.yaml", assessment(all_at(3, i2020), stage="final"))
    for call in ((first.parent,), (second, first), (first, second)):
        run = spbe("validate", "--format", "json", *call)
        assert run.code == 1
        [problem] = json.loads(run.out)["problems"]
        assert (problem["code"], problem["path"]) == ("SPBE219", "institution")
        assert problem["file"].endswith("b.yaml")
        assert "a.yaml" in problem["message"]


def test_a_steep_rise_within_a_year(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    base = all_at(2, i2020)
    write("2023.yaml", assessment(base, year=2023))
    opds = "{kominfo: {answers: {11: 4}}}"
    answers = {key: value for key, value in base.items() if key != "11"} | {"12": 3, "13": 5}
    write("2024.yaml", assessment(answers, opds=opds))
    folder = write("2022.yaml", assessment(all_at(5, i2020), year=2022)).parent
    assert found(spbe, folder) == [
        ("SPBE401", "opds.kominfo.answers.11"),
        ("SPBE401", "answers.13"),
    ]
    assert len(found(spbe, "--max-rise", "1", folder)) == 3
    assert found(spbe, "--max-rise", "4", folder) == []


def test_rises_are_not_compared_across_stages_or_regulations(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    write("2023.yaml", assessment(all_at(1, i2020), year=2023, stage="final"))
    folder = write("2024.yaml", assessment(all_at(3, i2020))).parent
    assert found(spbe, folder) == []


def test_a_self_assessment_far_above_the_final_result(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    write("self.yaml", assessment(all_at(3, i2020)))
    published = "{index: 2.50}"
    head = "institution: Kabupaten Uji\nyear: 2024\ninstrument: permenpanrb-59-2020\nstage: final\n"
    folder = write("final.yaml", f"{head}published: {published}\n").parent
    assert found(spbe, folder) == [("SPBE402", "stage")]
    assert (
        "the self-assessment 3 lies 0.5 above the final result 2.5" in spbe("validate", folder).out
    )
    assert found(spbe, "--max-gap", "0.51", folder) == []
    write("final.yaml", f"{head}published: {{index: 2.51}}\n")
    assert found(spbe, folder) == []


def test_an_instrument_without_a_rule_for_reviews_takes_any(
    spbe: Spbe, write: Write, proven: Mapping[str, object]
) -> None:
    text = (ROOT / "indicators/permenpanrb-59-2020.yaml").read_text(encoding="utf-8")
    own = re.sub(r"^  review:\n(    .*\n)+", "", text, flags=re.MULTILINE)
    assert own != text
    write("own.yaml", own.replace("id: permenpanrb-59-2020", "id: own", 1))
    review = "{level: 5, evidence: [{file: bukti/1.txt, date: 2011-01-01, kind: review}]}"
    levels = dict(proven) | {"1": review}
    bundled = write("a.yaml", assessment(levels))
    assert [code for code, _ in found(spbe, "--evidence", bundled)] == ["SPBE307"]
    free = write("b.yaml", assessment(levels, instrument="./own.yaml", year=2023))
    assert found(spbe, "--evidence", free) == []


def test_items_of_evidence_are_told_apart_though_one_could_not_be_read(
    spbe: Spbe, write: Write
) -> None:
    items = ('[3, {url: "https://a.id", kind: x}, {kind: review}]', "[3, {url: x}, ok.pdf]")
    for items_, expected in zip(items, (["SPBE103", "SPBE107", "SPBE102"], None), strict=True):
        path = write("a.yaml", assessment({"1": f"{{level: 3, evidence: {items_}}}"}, draft="true"))
        codes = [code for code, _ in found(spbe, "--ignore", "SPBE201", path)]
        assert codes == (expected or ["SPBE103", "SPBE109"])


def test_an_opd_file_alone_shows_its_evidence_too(spbe: Spbe, write: Write) -> None:
    head = "opd: k\ninstrument: permenpanrb-59-2020\n"
    path = write("k.yaml", f"{head}answers: {{11: {{level: 3, evidence: [absent.pdf]}}}}\n")
    assert found(spbe, path) == []
    assert found(spbe, "--evidence", path) == [("SPBE301", "answers.11.evidence.0")]


def test_standard_input_is_compared_with_files(write: Write, i2020: Instrument) -> None:
    before = write("2023.yaml", assessment(all_at(1, i2020), year=2023))
    text = assessment(all_at(1, i2020) | {"1": 4})
    run = process("validate", "--format", "concise", before, "-", stdin=text.encode())
    assert run.stdout.decode().startswith("-:6:3: warning SPBE401 ")


def test_neither_instruments_nor_torn_heads_are_compared(
    spbe: Spbe, write: Write, library: Library, i2020: Instrument
) -> None:
    older = bundled(library, "permenpanrb-5-2018")
    write("2020.yaml", assessment(all_at(1, older), year=2020, instrument=older.id))
    write("2021.yaml", assessment(all_at(5, i2020), year=2021, instrument=i2020.id))
    final = assessment(all_at(1, older), year=2021, instrument=older.id, stage="final")
    write("2021-final.yaml", final)
    folder = write("x/y.txt", "").parent.parent
    assert {code for code, _ in found(spbe, "--ignore", "SPBE208", folder)} == set()
    write("a/a.yaml", assessment(all_at(1, i2020), stage="x", institution="Z"))
    write("a/b.yaml", assessment(all_at(1, i2020), institution="Z"))
    assert [code for code, _ in found(spbe, folder / "a")] == ["SPBE107"]


def test_nothing_follows_from_a_year_or_a_level_that_could_not_be_read(
    spbe: Spbe, write: Write
) -> None:
    proof = write("a.txt", "x").name
    answers = {
        "1": f"{{level: 3, evidence: [{{file: {proof}, date: 2024-05-01}}]}}",
        "2": f"{{level: 2, evidence: [{proof}], confidence: {{1: 0,5, 2: 0.5}}}}",
        "4": "{level: 2,5, target: 5}",
    }
    text = assessment(answers, draft="true").replace("year: 2024\n", "")
    path = write("a.yaml", text)
    assert found(spbe, "--evidence", "--ignore", "SPBE201", path) == [
        ("SPBE102", "year"),
        ("SPBE009", "answers.2.confidence.1"),
        ("SPBE009", "answers.4.level"),
    ]


def test_nothing_is_compared_with_a_level_that_cannot_be(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    write("2023.yaml", assessment(all_at(1, i2020), year=2023))
    write("2024.yaml", assessment(all_at(1, i2020) | {"1": 50}))
    write("final.yaml", assessment(all_at(1, i2020), stage="final"))
    assert found(spbe, write("x/y.txt", "").parent.parent) == [("SPBE104", "answers.1")]
