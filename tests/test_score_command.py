"""`spbe score` as a user sees it: figures, gates, what-if, exit codes."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.core.instrument import Instrument
from tests.conftest import Run, all_at, assessment

KEMENKO = "examples/kemenko-perekonomian/2021.yaml"
Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def _at_root(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(request.config.rootpath)


def results(run: Run) -> list[dict[str, Any]]:
    found = json.loads(run.out)
    assert found["schema"] == "spbe.score/1"
    listed = found["results"]
    assert isinstance(listed, list)
    return listed


def test_a_real_ministry_scores_2_95_baik(spbe: Spbe) -> None:
    run = spbe("score", KEMENKO)
    assert run.code == 0
    assert "SPBE index 2.95 Baik" in run.out
    assert "exact index 2.9475" in run.out
    assert "0.5525 more for Sangat Baik (Very good) (from 3.5)" in run.out
    assert "0.3475 above Cukup" in run.out
    assert "47 of 47 indicators answered." in run.out


def test_json_is_what_the_contract_says(spbe: Spbe) -> None:
    [result] = results(spbe("score", "--format", "json", KEMENKO))
    assert result["file"] == KEMENKO
    assert {key: result[key] for key in ("institution", "type", "province", "year", "stage")} == {
        "institution": "Kementerian Koordinator Bidang Perekonomian",
        "type": "kementerian",
        "province": None,
        "year": 2021,
        "stage": "final",
    }
    assert (result["index"], result["index_exact"]) == (2.95, "2.9475")
    assert (result["category"], result["category_basis"]) == ("Baik", "exact")
    assert (result["source"], result["answered"], result["total"]) == ("answers", 47, 47)
    assert result["bounds"] == {"low": 2.95, "high": 2.95}
    assert result["domains"][0] == {
        "id": "1",
        "name": "Kebijakan Internal SPBE",
        "weight": "13",
        "index": 3.0,
        "index_exact": "3",
    }
    assert result["aspects"][7]["domain"] == "4"
    assert result["aspects"][7]["index_exact"] == "19/6"
    first = result["indicators"][0]
    assert (first["id"], first["aspect"], first["weight"]) == ("1", "1", "1.3")
    assert (first["level"], first["level_exact"], first["answered"]) == (3, "3", True)
    assert first["contribution_exact"] == "0.039"
    assert (result["problems"], result["published"]["index"]) == ([], 2.95)


def test_names_stay_indonesian_in_json(spbe: Spbe) -> None:
    one = results(spbe("score", "--format", "json", "--lang", "en", KEMENKO))
    other = results(spbe("score", "--format", "json", "--lang", "id", KEMENKO))
    assert one == other


def test_2026_has_no_domain_layer(spbe: Spbe, write: Write, library: Any) -> None:
    found = library.find("permenpanrb-8-2026")
    levels = all_at("3.25", found.value)
    path = write("a.yaml", assessment(levels, year=2026, instrument="permenpanrb-8-2026"))
    [result] = results(spbe("score", "--format", "json", path))
    assert result["domains"] == []
    assert result["aspects"][0]["domain"] is None
    assert (result["index"], result["indicators"][0]["level"]) == (3.25, 3.25)
    assert "Governance" in spbe("score", path).out


def test_what_is_unanswered_counts_at_the_lowest_level_and_is_said(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    levels = all_at(3, i2020)
    del levels["11"]
    path = write("a.yaml", assessment(levels))
    run = spbe("score", path)
    assert run.code == 0
    assert "46 of 47 indicators answered." in run.out
    assert "Unanswered, counted at level 1: 11. Between 2.95 and 3.05 is possible." in run.out
    [result] = results(spbe("score", "--format", "json", path))
    assert (result["index_exact"], result["answered"]) == ("2.95", 46)
    assert result["bounds"] == {"low": 2.95, "high": 3.05}
    line = result["indicators"][10]
    assert (line["id"], line["level"], line["answered"]) == ("11", 1, False)
    assert [problem["severity"] for problem in result["problems"]] == ["warning"]
    strict = spbe("score", "--missing", "error", "--format", "json", path)
    assert strict.code == 1
    assert results(strict)[0]["index"] is None
    assert spbe("score", "--missing", "error", "--set", "11=3", path).code == 0


def test_a_file_with_an_error_keeps_its_row_and_has_no_index(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    good = write("good.yaml", assessment(all_at(3, i2020)))
    bad = write("bad.yaml", assessment(all_at(3, i2020) | {"5": 50}))
    worse = write("worse.yaml", "institution: [\n")
    run = spbe("score", "--format", "json", good, bad, worse)
    assert run.code == 1
    listed = results(run)
    assert [result["index"] for result in listed] == [3.0, None, None]
    assert [result["institution"] for result in listed] == ["Kabupaten Uji", "Kabupaten Uji", None]
    assert [len(result["problems"]) for result in listed] == [0, 1, 1]
    assert listed[1]["indicators"] == []
    table = spbe("score", good, bad, worse)
    assert "1 error" in table.out
    assert "bad.yaml:10:6: error SPBE104" in table.err
    assert "3 files: 1 with an index, 2 without." in table.err


def test_published_figures_are_shown_as_announced(spbe: Spbe) -> None:
    run = spbe("score", "--format", "json", "examples/blitar")
    by_year = {result["year"]: result for result in results(run)}
    assert by_year[2019]["index"] == 2.9
    assert by_year[2019]["index_exact"] == "2.9"
    assert by_year[2023]["category_basis"] == "published"
    assert by_year[2020]["category_basis"] == "exact"
    assert by_year[2023]["source"] == "published"
    assert by_year[2023]["indicators"] == []
    assert by_year[2023]["bounds"] is None
    assert [d["index"] for d in by_year[2023]["domains"]] == [3.2, 3.6, 2.82, 4.07]
    table = spbe("score", "examples/blitar/2023.yaml", "--lang", "id").out
    assert "Indeks SPBE 3,63 Sangat Baik" in table
    assert "2,82" in table


def test_the_note_when_exact_and_rounded_index_differ(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    """Boven Digoel 2023 and Pacitan 2024: the same kind of index, another rule."""
    levels = all_at(3, i2020) | dict.fromkeys((str(n) for n in range(32, 48)), 4)
    levels |= dict.fromkeys(("1", "2"), 4) | {"21": 4, "22": 4, "3": 2}
    for year, category, rule in ((2024, "Baik", "exact"), (2023, "Sangat Baik", "rounded")):
        path = write(f"{year}.yaml", assessment(levels, year=year))
        [result] = results(spbe("score", "--format", "json", path))
        assert (result["index"], result["index_exact"]) == (3.5, "3.498")
        assert (result["category"], result["category_basis"]) == (category, rule)
        assert result["category_otherwise"] == {"Baik": "Sangat Baik"}.get(category, "Baik")
        assert f"in {year} the {rule} index" in " ".join(spbe("score", path).out.split())


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        (("--min-index", "2.9475"), 0),
        (("--min-index", "2.948"), 1),
        (("--min-index", "2.95"), 1),
        (("--min-index", "3"), 1),
        (("--min-category", "baik"), 0),
        (("--min-category", "GOOD"), 0),
        (("--min-category", "sangat-baik"), 1),
        (("--min-category", "Very Good"), 1),
        (("--min-category", "kurang"), 0),
        (("--min-index", "2", "--min-category", "memuaskan"), 1),
    ],
)
@pytest.mark.parametrize("format_", ["table", "json"])
def test_gates(spbe: Spbe, gate: tuple[str, ...], code: int, format_: str) -> None:
    run = spbe("score", "--format", format_, *gate, KEMENKO)
    assert run.code == code
    assert ("Gate failed" in run.err) == bool(code)
    assert "2.9475 (shown as 2.95)" in run.err


def test_a_gate_judges_every_file_and_says_which_fails(spbe: Spbe) -> None:
    run = spbe("score", "--min-category", "baik", "--format", "json", "examples/blitar")
    assert run.code == 1
    failed = [line for line in run.err.splitlines() if line.startswith("Gate failed")]
    assert failed == [
        "Gate failed: examples/blitar/2018.yaml: Cukup (Fair) (index 2.14), below Baik (Good)."
    ]
    first = results(run)[0]
    assert first["gates"] == [{"gate": "min-category", "wanted": "Baik", "passed": False}]


def test_a_category_gate_follows_the_rule_of_the_year_and_says_so(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    levels = all_at(3, i2020) | dict.fromkeys((str(n) for n in range(32, 48)), 4)
    levels |= dict.fromkeys(("1", "2"), 4) | {"21": 4, "22": 4, "3": 2}
    for year, code in ((2023, 0), (2024, 1)):
        path = write("a.yaml", assessment(levels, year=year))
        run = spbe("score", "--min-category", "sangat baik", path)
        assert run.code == code
        assert "3.498 (shown as 3.50)" in run.err
        assert f"The category of {year}" in run.err
        assert spbe("score", "--min-index", "3.5", path).code == 1


def test_what_if_is_clearly_marked_and_leaves_the_file_alone(spbe: Spbe) -> None:
    before = Path(KEMENKO).read_bytes()
    run = spbe("score", "--set", "21-31=3", "--set", "11=4", KEMENKO)
    assert run.code == 0
    assert "WHAT IF, not the assessment: 11: 2 -> 4; 21-31: 1 -> 3" in run.out
    assert "as answered: 2.95 Baik" in run.out
    [result] = results(spbe("score", "--set", "11=4", "--format", "json", KEMENKO))
    assert result["what_if"] == {"11": "4"}
    assert result["index_exact"] == "2.9975"
    assert Path(KEMENKO).read_bytes() == before


def test_an_existing_id_wins_over_a_range(spbe: Spbe, write: Write, library: Any) -> None:
    instrument = library.find("permenpanrb-5-2018").value
    levels = all_at(1, instrument)
    path = write("a.yaml", assessment(levels, year=2018, instrument="permenpanrb-5-2018"))
    [result] = results(spbe("score", "--set", "35-1=5", "--format", "json", path))
    assert result["what_if"] == {"35-1": "5"}
    assert result["index_exact"] == "17/15"
    [result] = results(spbe("score", "--set", "34-35-2=5", "--format", "json", path))
    assert sorted(result["what_if"]) == ["34", "35-1", "35-2"]


def test_what_if_cannot_change_an_index_that_stands_alone(spbe: Spbe) -> None:
    run = spbe("score", "--set", "11=4", "examples/blitar/2021.yaml")
    assert run.code == 0
    assert "no answers to change" in run.out
    assert "2.76" in run.out


@pytest.mark.parametrize("depth", ["domain", "aspect", "indicator"])
def test_the_table_goes_as_deep_as_asked(spbe: Spbe, depth: str) -> None:
    out = spbe("score", "--by", depth, KEMENKO).out
    assert "Internal SPBE policy" in out
    assert ("Internal policy on SPBE governance" in out) == (depth != "domain")
    assert ("Open-data" in out or "Open data" in out) == (depth == "indicator")


def test_the_indonesian_table_has_decimal_commas(spbe: Spbe) -> None:
    out = spbe("score", "--lang", "id", KEMENKO).out
    assert "Indeks SPBE 2,95 Baik" in out
    assert "16,5 %" in out
    assert "2.95" not in out


def test_one_row_of_many_says_what_must_not_be_missed(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    levels = all_at(3, i2020) | dict.fromkeys((str(n) for n in range(32, 48)), 4)
    levels |= dict.fromkeys(("1", "2"), 4) | {"21": 4, "22": 4, "3": 2}
    near = write("near.yaml", assessment(levels))
    del levels["42"]
    opds = "{a: {answers: {42: 4}}, b: {answers: {42: 3}}}"
    mean = write("mean.yaml", assessment(levels, opds=opds, combine="mean"))
    out = " ".join(spbe("score", near, mean).out.split())
    assert "near.yaml: Note: taken on the rounded index 3.50 it would be Sangat Baik" in out
    assert "mean.yaml: Mean of different answers, not official values: 42" in out
    run = spbe("score", "--set", "11=5", near, "examples/blitar/2021.yaml")
    assert "3.55*" in run.out
    assert "2.76*" not in run.out
    assert "* What if, not the assessment" in run.out
    [result] = results(spbe("score", "--format", "json", mean))
    assert [i["id"] for i in result["indicators"] if i["unofficial"]] == ["42"]


def test_a_what_if_settles_what_was_wrong_with_the_indicator(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    levels = all_at(3, i2020)
    del levels["42"]
    opds = "{a: {answers: {42: 4}}, b: {answers: {42: 3}}}"
    path = write("a.yaml", assessment(levels, opds=opds))
    assert "SPBE202" in spbe("score", path).err
    assert "SPBE202" not in spbe("score", "--set", "42=5", path).err
    empty = write("b.yaml", assessment({"1": ""}))
    assert spbe("score", "--missing", "error", "--set", "1-46=3", empty).code == 1
    assert spbe("score", "--missing", "error", "--set", "1-47=3", empty).code == 0


def test_what_could_not_be_read_is_not_made_up(spbe: Spbe, write: Write) -> None:
    out = spbe("score", write("a.yaml", "instrument: permenpanrb-59-2020\nanswers: {1: 3}\n")).out
    assert "1900" not in out
    assert "self-assessment" not in out
    assert "?" not in out


def test_a_fraction_is_shown_near_to_people_and_exact_to_programs(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    levels = all_at(3, i2020)
    del levels["42"]
    said = ", ".join(
        f"{name}: {{answers: {{42: {n}}}}}"
        for name, n in zip("abcdefg", (3, 4, 4, 4, 4, 4, 5), strict=True)
    )
    odd = write(
        "b.yaml",
        assessment(
            levels | {"43": ""},
            draft="true",
            combine="mean",
            opds=f"{{{said}, h: {{answers: {{42: 5}}}}, i: {{answers: {{42: 5}}}}}}",
        ),
    )
    out = spbe("score", odd).out
    assert re.search(r"exact index ≈ \d\.\d{4} \(\d+/\d+\)", out)
    [result] = results(spbe("score", "--format", "json", odd))
    assert "/" in result["index_exact"]


def test_quiet_leaves_warnings_out_but_not_errors(spbe: Spbe) -> None:
    path = "examples/kabupaten-contoh/2024/self.yaml"
    assert "warning" in spbe("score", path).err
    assert spbe("score", path, "--quiet").err == ""
    assert "SPBE104" in spbe("score", "tests/data/invalid/104-levels.yaml", "--quiet").err


@pytest.mark.parametrize(
    ("rule", "level"), [("lowest", "1"), ("highest", "5"), ("mean", "2.75"), ("median", "2.5")]
)
def test_the_four_ways_to_combine_are_four(
    spbe: Spbe, write: Write, i2020: Instrument, rule: str, level: str
) -> None:
    levels = all_at(3, i2020)
    del levels["42"]
    said = ", ".join(
        f"{name}: {{answers: {{42: {n}}}}}" for name, n in zip("abcd", (1, 2, 3, 5), strict=True)
    )
    path = write("a.yaml", assessment(levels, opds=f"{{{said}}}", combine=rule))
    [result] = results(spbe("score", "--format", "json", path))
    assert result["indicators"][41]["level_exact"] == level


def test_several_files_give_one_row_each(spbe: Spbe) -> None:
    out = spbe("score", "examples/blitar", KEMENKO).out.splitlines()
    assert len(out) == 2 + 6 + 1
    assert "2.9 " in out[3]


def test_rows_of_many_name_stages_in_the_language(spbe: Spbe) -> None:
    for language, told in (("en", {"final", "self"}), ("id", {"akhir", "mandiri"})):
        rows = spbe("score", "examples/blitar", "--lang", language).out.splitlines()[2:]
        assert {re.split(" {2,}", row)[2] for row in rows} == told


def test_a_file_named_twice_is_scored_once(spbe: Spbe) -> None:
    assert len(results(spbe("score", "--format", "json", KEMENKO, f"./{KEMENKO}"))) == 1


def test_an_opd_file_has_no_index(spbe: Spbe) -> None:
    run = spbe("score", "examples/kabupaten-contoh/2023/opd/kominfo.yaml")
    assert run.code == 1
    assert "SPBE111" in run.err


def test_a_mean_is_said_not_to_be_official(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    levels = all_at(3, i2020)
    del levels["42"]
    opds = "{kominfo: {answers: {42: 4}}, bappeda: {answers: {42: 3}}}"
    path = write("a.yaml", assessment(levels, opds=opds, combine="mean"))
    out = spbe("score", path, "--by", "indicator").out
    assert "Mean of different answers, not official values: 42" in out
    [result] = results(spbe("score", "--format", "json", path))
    assert result["indicators"][41]["level_exact"] == "3.5"


def test_the_parts_of_the_opds_are_in_the_json(spbe: Spbe) -> None:
    path = "examples/kabupaten-contoh/2024/self.yaml"
    [result] = results(spbe("score", "--format", "json", path))
    opd = next(part for part in result["opds"] if part["id"] == "hukum")
    assert opd == {
        "id": "hukum",
        "name": "Bagian Hukum Sekretariat Daerah",
        "owns": ["44"],
        "answered": 1,
        "mean_exact": "3",
        "contribution_exact": "0.09",
        "remaining_exact": "0.06",
    }
