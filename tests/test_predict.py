"""`spbe predict`: what it says, what it refuses, and that drawing a million times says the same."""

import csv
import json
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from math import sqrt
from operator import add
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.core.case import Case, Filed
from spbe_cli.core.instrument import WHOLE, Instrument
from spbe_cli.core.problems import CallError
from spbe_cli.core.uncertainty.distribution import HIGH, LOW
from spbe_cli.core.uncertainty.predicting import Assumption, DoubtKind, Prediction, predict
from spbe_cli.reading.library import Library
from tests.conftest import ROOT, Run, all_at, assessment, bundled
from tests.scoring import case_of

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]

CONTOH = ROOT / "examples/kabupaten-contoh"
SELF = CONTOH / "2024/self.yaml"
PAST = ("--past", CONTOH / "2023/self.yaml", CONTOH / "2023/final.yaml")
DRAWS = 1_000_000


def predicted(given: Case, *pasts: tuple[Case, Case]) -> Prediction:
    pairs = [(Filed("before", one), Filed("after", other)) for one, other in pasts]
    return predict(Filed("given", given), pairs)


def pair(
    instrument: Instrument,
    before: Mapping[str, object],
    after: Mapping[str, object],
    year: int = 2023,
    **settings: Any,
) -> tuple[Case, Case]:
    first = case_of(instrument, before, year, **({"stage": "self"} | settings))
    return first, case_of(instrument, after, year)


def varied(instrument: Instrument) -> Prediction:
    """Predict from 47 differences between -2 and +1, near the bound of Baik."""
    ids = [one.id for one in instrument.indicators]
    before = {one: (3, 4, 2, 5, 3)[n % 5] for n, one in enumerate(ids)}
    change = {one: (0, 0, -1, 0, -1, -2, 0, 1)[n % 8] for n, one in enumerate(ids)}
    after = {one: min(5, max(1, before[one] + change[one])) for one in ids}
    ours = {one: (3, 2, 4, 3, 2, 5, 3, 1)[n % 8] for n, one in enumerate(ids)}
    given = case_of(instrument, ours, stage="self")
    return predicted(given, pair(instrument, before, after))


def test_a_million_draws_say_the_same(i2020: Instrument) -> None:
    """Each indicator is drawn from the pooled differences; bounds are four standard errors."""
    prediction, chance = varied(i2020), random.Random(20240328)
    pool = [d for d, often in prediction.differences.items() for _ in range(often)]
    totals = [0] * DRAWS
    for line in prediction.given.case.scorecard.lines:
        moved = [
            line.indicator.share * int(min(Fraction(5), max(Fraction(1), line.level + d)))
            for d in pool
        ]
        totals = list(map(add, totals, chance.choices(moved, k=DRAWS)))
    unit = i2020.unit * WHOLE
    found = prediction.distribution
    mean = sum(totals) / DRAWS / unit
    assert abs(mean - float(found.mean)) <= 4 * sqrt(float(found.variance) / DRAWS)
    shares: dict[str, float] = {}
    for category, probability in prediction.categories:
        bound = i2020.threshold(category, 2024) * unit
        better = sum(shares.values())
        shares[category.name.id] = sum(total >= bound for total in totals) / DRAWS - better
        error = sqrt(float(probability * (1 - probability)) / DRAWS)
        if category is not i2020.categories[-1]:
            assert abs(shares[category.name.id] - float(probability)) <= 4 * error
    assert min(shares["Baik"], shares["Cukup"]) > 0.1
    for share in (LOW, HIGH):
        index = found.quantile(share) * unit
        reached = sum(total <= index for total in totals) / DRAWS
        below = sum(total < index for total in totals) / DRAWS
        error = sqrt(float(share * (1 - share)) / DRAWS)
        assert below - 4 * error <= float(share) <= reached + 4 * error


def test_differences_are_pooled_over_all_pairs(i2020: Instrument) -> None:
    first = pair(i2020, {"1": 3, "2": 4, "3": 2}, {"1": 2, "2": 4, "3": 3, "4": 5}, year=2022)
    second = pair(i2020, {"1": 5, "5": 3}, {"1": 3, "5": 3})
    found = predicted(case_of(i2020, all_at(3, i2020), stage="self"), first, second)
    assert dict(found.differences) == {-2: 1, -1: 1, 0: 2, 1: 1}
    assert list(found.differences) == [-2, -1, 0, 1]
    mean = 3 + Fraction(-2 - 1 + 0 + 0 + 1, 5)
    assert found.distribution.mean == mean
    assert found.doubts == ()


def test_levels_are_clipped_and_what_is_unanswered_does_not_move(i2020: Instrument) -> None:
    """From -1 and +1 in equal parts: 1 becomes 1 or 2, 5 becomes 4 or 5; 45 others stay at 1."""
    past = pair(i2020, {"1": 3, "2": 3}, {"1": 2, "2": 4})
    found = predicted(case_of(i2020, {"1": 1, "42": 5}, stage="self"), past)
    base = Fraction(100 - 3, 100)
    expected = {
        base + Fraction("0.013") * one + Fraction("0.03") * other: Fraction(1, 4)
        for one in (0, 1)
        for other in (4, 5)
    }
    assert dict(found.distribution) == expected
    assert Assumption.UNANSWERED in found.assumptions


def test_no_difference_leaves_the_index_as_it_is(i2020: Instrument) -> None:
    past = pair(i2020, {"1": 3}, {"1": 3})
    given = case_of(i2020, all_at(4, i2020), stage="self")
    found = predicted(given, past)
    assert dict(found.distribution) == {Fraction(4): Fraction(1)}
    assert {category.name.id: int(chance) for category, chance in found.categories} == {
        "Memuaskan": 0, "Sangat Baik": 1, "Baik": 0, "Cukup": 0, "Kurang": 0,
    }  # fmt: skip
    assert Assumption.UNANSWERED not in found.assumptions


def test_what_makes_it_doubtful_is_said(i2020: Instrument) -> None:
    opds = {"a": {"answers": {"1": 2}}, "b": {"answers": {"1": 3}}}
    first = case_of(i2020, {"2": 3}, 2025, stage="document", institution="Lain")
    second = case_of(i2020, {"2": 3}, 2025, stage="visit", institution="lain ")
    given = case_of(i2020, {"2": 3}, 2024, stage="self", opds=opds, combine="mean")
    found = predicted(given, (first, second), (first, second))
    assert [doubt.kind for doubt in found.doubts] == [
        *(DoubtKind.INSTITUTION, DoubtKind.YEAR, DoubtKind.START, DoubtKind.END),
        *(DoubtKind.INSTITUTION, DoubtKind.YEAR, DoubtKind.START, DoubtKind.END),
        *(DoubtKind.TWICE, DoubtKind.BETWEEN),
    ]


def test_what_is_counted_twice_is_said_with_what_was_there_first(i2020: Instrument) -> None:
    """Three pairs of one year; the second and the third repeat the first."""
    first, last = pair(i2020, {"2": 3}, {"2": 3})
    pasts = [(Filed(f"before {n}", first), Filed(f"after {n}", last)) for n in range(3)]
    found = predict(Filed("given", case_of(i2020, {"2": 3}, stage="self")), pasts)
    assert [(one.kind, one.values["before"], one.values["first"]) for one in found.doubts] == [
        (DoubtKind.TWICE, "before 1", "before 0"),
        (DoubtKind.TWICE, "before 2", "before 0"),
    ]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_another_version_of_an_instrument_is_another_instrument(
    spbe: Spbe, write: Write, which: int
) -> None:
    """An instrument of one's own keeps its id while two weights change places."""
    own = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    weights = own.replace("weight: 30", "weight: x").replace("weight: 20", "weight: 30")
    write("rules/0.yaml", own)
    write("rules/1.yaml", weights.replace("weight: x", "weight: 20"))
    paths = []
    for n, (year, stage) in enumerate([(2024, "self"), (2023, "self"), (2023, "final")]):
        named = {"instrument": f"../rules/{int(n == which)}.yaml", "year": year, "stage": stage}
        paths.append(write(f"{n}/a.yaml", assessment({"1": 3, "2": 2, "3": 1}, **named)))
    run = spbe("predict", paths[0], "--past", *paths[1:])
    assert (run.code, run.out) == (2, "")
    assert "--past is under another version of Uji two-layers, " in run.err
    same = [path.write_text(path.read_text().replace("/1.yaml", "/0.yaml")) for path in paths]
    assert len(same) == 3
    assert spbe("predict", paths[0], "--past", *paths[1:]).code == 0


@pytest.mark.parametrize("which", ["given", "before", "after"])
def test_announced_figures_have_no_levels_to_move(i2020: Instrument, which: str) -> None:
    levels: dict[str, dict[str, Any]] = {name: {"2": 3} for name in ("given", "before", "after")}
    announced: dict[str, dict[str, Any]] = {name: {} for name in levels}
    levels[which] = {}
    announced[which] = {"published": {"index": 3}}
    given = case_of(i2020, levels["given"], 2024, stage="self", **announced["given"])
    before = case_of(i2020, levels["before"], 2023, stage="self", **announced["before"])
    after = case_of(i2020, levels["after"], 2023, **announced["after"])
    with pytest.raises(CallError) as caught:
        predicted(given, (before, after))
    assert (caught.value.key, caught.value.values) == ("call.predict-published", {"path": which})


def test_weights_too_fine_to_be_counted_out_are_refused(i2020: Instrument) -> None:
    fine = i2020._replace(
        indicators=tuple(one._replace(share=one.share * 10**8 + 1) for one in i2020.indicators)
    )
    past = pair(fine, {"1": 3, "2": 3, "3": 4}, {"1": 2, "2": 4, "3": 4})
    with pytest.raises(CallError) as caught:
        predicted(case_of(fine, all_at(3, fine), stage="self"), past)
    assert caught.value.key == "call.predict-fine"


def test_json_has_everything_and_adds_up(spbe: Spbe) -> None:
    run = spbe("predict", SELF, *PAST, "--format", "json")
    assert (run.code, run.err) == (0, "")
    found = json.loads(run.out)
    assert next(iter(found)) == "schema"
    assert found["schema"] == "spbe.predict/1"
    assert (found["index_exact"], found["category"]) == ("2.977", "Baik")
    counts = {one["difference_exact"]: one["count"] for one in found["differences"]}
    assert counts == {"-1": 9, "0": 37, "1": 1}
    spread = found["distribution"]
    # -1 in 9 of 47 and +1 in 1: 1 cannot fall and 5 cannot rise
    [scored] = json.loads(spbe("score", SELF, "--format", "json").out)["results"]
    moves = {1: Fraction(1, 47), 5: Fraction(-9, 47)}
    means = (
        Fraction(one["weight"]) * (one["level"] + moves.get(one["level"], Fraction(-8, 47)))
        for one in scored["indicators"]
    )
    assert Fraction(spread["mean_exact"]) == sum(means) / 100
    assert spread["quantiles"] == {"0.05": 2.7, "0.5": 2.81, "0.95": 2.91}
    assert spread["categories"]["Baik"] == "0.9988"
    assert sum(map(Fraction, spread["categories"].values())) == 1
    [past] = found["past"]
    assert (past["before"]["stage"], past["after"]["stage"]) == ("self", "final")
    assert past["agreement"]["bias_exact"] == "8/47"
    assert past["agreement"]["over_claimed"][0] == {
        "id": "33", "before_exact": "4", "after_exact": "3", "difference_exact": "1",
    }  # fmt: skip
    keys = [one["key"] for one in found["assumptions"]]
    assert keys == ["pooled", "independent", "clipped", "ours"]
    assert found["doubts"] == []


def test_the_table_says_what_is_expected_and_what_it_rests_on(spbe: Spbe) -> None:
    run = spbe("predict", SELF, *PAST)
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert run.code == 0
    assert "As assessed here: 2.98 Baik (Good)" in lines
    assert "Expected official index: 2.81" in lines
    assert "with 90 % probability between 2.70 and 2.91" in lines
    assert any(line.startswith("Sangat Baik (Very good) < 0.01 % ") for line in lines)
    assert any(line.startswith("-1 9 ") for line in lines)
    assert "2023 47 -0.17 79 % 100 % 0.85" in lines
    assert any(line.startswith("• The model is our own.") for line in lines)


def test_differences_have_one_direction_throughout_and_kappa_is_explained(spbe: Spbe) -> None:
    out = spbe("predict", SELF, *PAST).out
    assert out.count("Result - self") == 3  # two tables, and the note
    assert "Self - result" not in out
    assert "0 no better than chance, below 0 worse than chance." in " ".join(out.split())
    indonesian = spbe("predict", SELF, *PAST, "--lang", "id").out
    assert (indonesian.count("Hasil - mandiri"), indonesian.count("-0,17")) == (3, 1)
    assert "di bawah 0 lebih buruk daripada kebetulan." in " ".join(indonesian.split())


def test_very_many_differences_are_put_together_by_whole_levels(
    spbe: Spbe, write: Write, library: Library
) -> None:
    """Twenty differences, each another: eighteen from -0.48 to -0.31, then 1.49 and 1.5."""
    pemdi = {"instrument": "permenpanrb-8-2026", "year": 2026}
    ids = [one.id for one in bundled(library, "permenpanrb-8-2026").indicators]
    before = dict.fromkeys(ids, "3")
    after = {one: f"{Decimal('2.5') + Decimal(n) / 100}" for n, one in enumerate(ids)}
    after |= {ids[0]: "4.49", ids[1]: "4.5"}
    paths = [
        write("self.yaml", assessment(before, **pemdi)),
        write("final.yaml", assessment(after, stage="final", **pemdi)),
    ]
    given = write("now.yaml", assessment(before, **(pemdi | {"year": 2027})))
    out = spbe("predict", given, "--past", *paths).out
    rows = out.split("\n Result - self   Indicators\n")[1].split("Rounded to whole levels")[0]
    assert [row.split()[:2] for row in rows.splitlines()[1:] if row.strip()] == [
        ["0", "18"], ["+1", "1"], ["+2", "1"],
    ]  # fmt: skip
    csv_ = spbe("predict", given, "--past", *paths, "--format", "csv").out
    assert csv_.count("\ndifference,") == 20


def test_csv_has_a_row_for_each_figure(spbe: Spbe) -> None:
    run = spbe("predict", SELF, *PAST, "--format", "csv", "--lang", "id")
    rows = list(csv.reader(StringIO(run.out)))
    assert rows[0] == ["figure", "of", "value", "exact"]
    assert ["quantile", "0.05", "2.70", "2.6995"] in rows
    assert ["probability", "Baik", "0.9988", ""] in rows
    assert ["difference", "-1", "9", ""] in rows
    assert {len(row) for row in rows} == {4}
    of = f"{PAST[1]} -> {PAST[2]}"
    assert [row[1:] for row in rows if row[0] == "mean_difference"] == [[of, "-0.1702", "-8/47"]]
    agreed = {row[0]: row[2:] for row in rows if row[1] == of}
    assert agreed["indicators"] == ["47", ""]
    assert agreed["same_level"] == ["0.7872", "37/47"]
    assert agreed["within_one"] == ["1.0000", "1"]
    assert agreed["kappa_quadratic"][0] == "0.8474"
    assert agreed["kappa_linear"][0] == "0.7636"
    told = {row[1]: row[2] for row in rows if row[0] == "assumption"}
    assert list(told) == ["pooled", "independent", "clipped", "ours"]
    assert told["clipped"] == "Tingkat tetap di antara 1 dan 5, berapa pun selisihnya."
    assert "doubt" not in {row[0] for row in rows}


def test_csv_says_what_is_doubtful_and_where_kappa_is_not_defined(spbe: Spbe, write: Write) -> None:
    levels = {str(n): 3 for n in range(1, 48)}
    other = {"institution": "Kota Lain", "year": 2023}
    before = write("self.yaml", assessment(levels, **other))
    after = write("final.yaml", assessment(levels, stage="final", **other))
    run = spbe("predict", SELF, "--past", before, after, "--format", "csv")
    rows = list(csv.reader(StringIO(run.out)))
    assert [row[2:] for row in rows if row[0] == "kappa_linear"] == [["", ""]]
    [doubt] = [row for row in rows if row[0] == "doubt"]
    assert (doubt[1], doubt[3]) == ("institution", "")
    assert 'are of "Kota Lain", not of "Kabupaten Contoh"' in doubt[2]


def test_markdown_says_what_is_doubtful_and_which_index_counts(spbe: Spbe, write: Write) -> None:
    """A self-assessment of 2023 at 2.598, which is shown as 2.60, with a pair of that same year."""
    levels = {str(n): 3 if 11 <= n <= 20 or 32 <= n <= 43 or n == 1 else 2 for n in range(1, 48)}
    given = write("self.yaml", assessment(levels, year=2023))
    past = write("final.yaml", assessment(levels | {"1": 2}, year=2023, stage="final"))
    run = spbe("predict", given, "--past", given, past, "--format", "markdown")
    assert run.code == 0
    assert "> Note: taken on the exact index 2.598 it would be Cukup (Fair)" in run.out
    assert "### What makes it doubtful" in run.out
    assert "are of 2023, not from before 2023." in run.out
    table = spbe("predict", given, "--past", given, past).out
    assert "it would be Cukup (Fair)" in " ".join(table.split())
    assert "not from before 2023." in table


def test_a_probability_that_is_nearly_1_is_not_shown_as_1(spbe: Spbe, write: Write) -> None:
    levels = {str(n): 3 for n in range(1, 48)}
    given = write("a/self.yaml", assessment(levels))
    before = write("a/old/self.yaml", assessment(levels, year=2023))
    after = write("a/old/final.yaml", assessment(levels | {"1": 2}, year=2023, stage="final"))
    out = spbe("predict", given, "--past", before, after, "--lang", "id").out
    assert "> 99,99 %" in out
    assert "< 0,01 %" in out
    assert "0,00 %" in out


def test_a_pair_of_another_institution_is_named_and_kappa_may_be_missing(
    spbe: Spbe, write: Write
) -> None:
    levels = {str(n): 3 for n in range(1, 48)}
    other = {"institution": "'Kota [Lain]'", "year": 2023}
    before = write("self.yaml", assessment(levels, **other))
    after = write("final.yaml", assessment(levels, stage="final", **other))
    run = spbe("predict", SELF, "--past", before, after)
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert "2023 47 0.00 100 % 100 % -" in lines
    assert any(line.startswith("Kota [Lain] 2023: ") for line in lines)
    assert "its assessors may judge otherwise" in " ".join(lines)


def test_unanswered_indicators_are_named(spbe: Spbe) -> None:
    out = spbe("predict", ROOT / "tests/snapshots/draft.yaml", *PAST).out
    told = " ".join(out.split())
    assert "taken at level 1 and not moved: 3-10, 13-20, 22-41, 43-47." in told
    assert "lie between the steps" in told  # 42 stands on a mean


def test_folders_with_one_assessment_and_standard_input_are_read(
    spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = assessment({str(n): 3 for n in range(1, 48)}, year=2023)
    write("self/a.yaml", text)
    folder = write("final/a.yaml", text.replace("stage: self", "stage: final")).parent
    run = spbe("predict", SELF, "--past", folder.parent / "self", folder)
    assert run.code == 0
    assert run.out == spbe("predict", SELF, "--past", folder.parent / "self/a.yaml", folder).out


HEAD = {"year": 2023, "stage": "final"}


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({"year": 2022}, "not of one year (2023 and 2022)"),
        ({"institution": "Kota Uji"}, 'not of one institution ("Kabupaten Uji" and "Kota Uji")'),
        (
            {"stage": "self"},
            "the earlier stage comes first; found self-assessment, then self-",
        ),
        ({"draft": "true"}, "no indicator is answered in both"),
    ],
)
def test_pairs_that_tell_nothing_are_refused(
    spbe: Spbe, write: Write, after: dict[str, object], said: str
) -> None:
    levels = {str(n): 3 for n in range(1, 48)}
    before = write("self.yaml", assessment(levels, year=2023))
    empty = "draft" in after
    text = assessment({} if empty else levels, **(HEAD | after))
    run = spbe("predict", SELF, "--past", before, write("final.yaml", text))
    assert run.code == 2
    assert run.out == ""
    assert said in run.err
    assert run.err.startswith("Error: --past: ")


def test_another_instrument_is_refused(spbe: Spbe, write: Write) -> None:
    old = {"instrument": "permenpanrb-5-2018", "year": 2019}
    levels = {str(n): 3 for n in range(1, 35)} | dict.fromkeys(("35-1", "35-2", "35-3"), 3)
    before = write("self.yaml", assessment(levels, **old))
    after = write("final.yaml", assessment(levels, stage="final", **old))
    run = spbe("predict", SELF, "--past", before, after)
    assert run.code == 2
    assert "--past is under PermenPANRB 5/2018, " in run.err
    assert "2024/self.yaml under PermenPANRB 59/2020; differences hold within one" in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((CONTOH / "2024/final.yaml", *PAST), "is a final result already"),
        ((ROOT / "examples/blitar/2020.yaml", *PAST), "only announced figures"),
        ((CONTOH / "2024", *PAST), "several assessments in"),
        ((SELF, "--past", "nowhere.yaml", SELF), "nowhere.yaml: no such file or folder"),
        ((SELF,), "--past is missing"),
        ((SELF, "--past"), "--past needs 2 values"),
        ((SELF, "--past", SELF), "--past needs 2 values"),
        ((SELF, *PAST, SELF), "unexpected: "),
        (PAST, "SELF is missing"),
    ],
)
def test_wrong_calls(spbe: Spbe, arguments: tuple[str | Path, ...], said: str) -> None:
    run = spbe("predict", *arguments)
    assert run.code == 2
    assert run.out == ""
    assert said in run.err


def test_errors_of_every_file_are_listed_and_there_are_no_figures(spbe: Spbe, write: Write) -> None:
    first = write("first.yaml", assessment({"1": 9}, draft="true"))
    second = write("second.yaml", assessment({"1": "x"}, draft="true", year=2023))
    run = spbe("predict", first, "--past", second, CONTOH / "2023/final.yaml", "--format", "json")
    assert run.code == 1
    assert run.out == ""
    assert "first.yaml:7:6: error SPBE104" in run.err
    assert "second.yaml:7:6: error SPBE103" in run.err


def test_it_does_not_write_over_what_it_reads(spbe: Spbe, write: Write) -> None:
    levels = {str(n): 3 for n in range(1, 48)}
    final = write("final.yaml", assessment(levels, year=2023, stage="final"))
    before = write("self.yaml", assessment(levels, year=2023))
    text = final.read_text(encoding="utf-8")
    run = spbe("predict", SELF, "--past", before, final, "-o", final)
    assert run.code == 2
    assert final.read_text(encoding="utf-8") == text
    out = write("out.md", "old")
    assert spbe("predict", SELF, *PAST, "--format", "markdown", "-o", out).code == 0
    assert out.read_text(encoding="utf-8").startswith("## Kabupaten Contoh\n")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [72, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(
    spbe: Spbe, language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", str(width))
    paths = [str(path).replace(f"{ROOT}/", "") for path in (SELF, *PAST)]
    out = spbe("predict", *paths, "--lang", language).out
    assert max(map(len, out.splitlines())) <= width
    assert "..." not in out
