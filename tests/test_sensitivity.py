"""`spbe sensitivity`: every figure against trying everything, what it says and what it refuses."""

import csv
import json
import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from itertools import product
from math import sqrt
from operator import add
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.core.case import Case
from spbe_cli.core.instrument import WHOLE, Instrument
from spbe_cli.core.problems import CallError
from spbe_cli.core.uncertainty.certainty import Known, Model
from spbe_cli.core.uncertainty.moves import Direction
from spbe_cli.core.uncertainty.sensitivity import Premise, Sensitivity, sensitivity
from spbe_cli.reading.library import Library
from tests.conftest import INSTRUMENTS, ROOT, Run, all_at, assessment, bundled
from tests.scoring import card_of, case_of
from tests.test_moves import SMALL, read

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]

SELF = "examples/kabupaten-contoh/2024/self.yaml"
DRAFT = "tests/snapshots/draft.yaml"
NEVER = Model(Fraction(0), Fraction(0))
OFTEN = Model(Fraction(1, 5), Fraction(1, 20))
DRAWS = 200_000


def measured(case: Case, model: Model = NEVER) -> Sensitivity:
    return sensitivity("a.yaml", case, model)


def spread(given: Sensitivity) -> dict[Fraction, Fraction]:
    assert given.distribution is not None
    return dict(given.distribution)


def chances(text: str) -> dict[str, Decimal]:
    """Write `2: 0.2, 3: 0.8` as a confidence."""
    pairs = (part.split(":") for part in text.split(","))
    return {level.strip(): Decimal(chance.strip()) for level, chance in pairs}


def confident(level: int, text: str) -> dict[str, object]:
    return {"level": level, "confidence": chances(text)}


# What one level does


@pytest.mark.parametrize("year", [2023, 2024])
def test_one_level_of_each_is_what_scoring_it_gives(i2020: Instrument, year: int) -> None:
    """From 2.598, which is Baik by the rounded index of 2023 and Cukup by the exact one of 2024."""
    levels = {str(n): 3 if 11 <= n <= 20 or 32 <= n <= 41 else 2 for n in range(1, 48)}
    levels |= {"1": 3, "42": 3, "43": 3, "47": 1, "46": 3, "2": 1, "3": 3}
    case = case_of(i2020, levels, year)
    assert case.scorecard.index == Fraction("2.598")
    decides = {Direction.DOWN: set[str](), Direction.UP: set[str]()}
    for single in measured(case).singles:
        one = single.line.indicator.id
        for direction in Direction:
            level, effect = levels[one] + direction, single.effect(direction)
            assert (effect is None) == (not 1 <= level <= 5)
            if effect is None:
                continue
            after = card_of(i2020, levels | {one: level}, year)
            assert (effect.change.to, effect.change.moves) == (level, 1)
            assert effect.change.change == after.index - case.scorecard.index
            was, now = case.scorecard.judgement.category, after.judgement.category
            assert effect.category == (None if now == was else now)
            if effect.category:
                decides[direction].add(one)
    assert bool(decides[Direction.DOWN]) == (year == 2023)
    assert bool(decides[Direction.UP]) == (year == 2024)


def test_the_swing_of_an_indicator_at_the_end_is_only_one_move(i2020: Instrument) -> None:
    levels = all_at(3, i2020) | {"42": 5, "43": 1}
    swings = {one.line.indicator.id: one.swing for one in measured(case_of(i2020, levels)).singles}
    assert (swings["42"], swings["43"], swings["44"]) == (
        *(Fraction("0.03"), Fraction("0.03"), Fraction("0.06")),
    )


def test_a_move_may_be_a_part_of_a_level(library: Library) -> None:
    instrument = bundled(library, "permenpanrb-8-2026")
    levels = all_at(3, instrument) | {"1": Decimal("4.6"), "2": Decimal("1.25")}
    case = case_of(instrument, levels, 2026)
    first, second = measured(case).singles[:2]
    assert first.up is not None
    assert second.down is not None
    weight = instrument.indicators[0].weight / WHOLE
    assert (first.up.change.to, first.up.change.change) == (5, Fraction("0.4") * weight)
    assert (second.down.change.to, second.down.change.moves) == (1, 1)
    assert second.down.change.change == -Fraction("0.25") * instrument.indicators[1].weight / WHOLE


# Margins


def test_margins_are_exact_and_name_their_sets(i2020: Instrument) -> None:
    """All at 3: 3.5 needs 0.5, which is 18 of the heaviest; 2.6 is lost with 14."""
    given = measured(case_of(i2020, all_at(3, i2020)))
    up, down = given.up, given.down
    assert up is not None
    assert down is not None
    assert (up.category.name.id, up.distance, up.steps) == ("Sangat Baik", Fraction(1, 2), 18)
    assert up.after >= Fraction("3.5")
    assert (down.category.name.id, down.distance, down.steps) == ("Cukup", Fraction("0.4"), 14)
    assert down.after < Fraction("2.6")
    for margin in (up, down):
        moved = {one.line.indicator.id: one.to for one in margin.changes or ()}
        card = card_of(i2020, all_at(3, i2020) | moved)
        assert (card.index, card.judgement.category) == (margin.after, margin.reached)
        assert margin.reached == margin.category


def test_there_is_nothing_above_the_best_and_below_the_worst(i2020: Instrument) -> None:
    best = measured(case_of(i2020, all_at(5, i2020)))
    assert best.up is None
    assert best.down is not None
    worst = measured(case_of(i2020, all_at(1, i2020)))
    assert worst.down is None
    assert worst.up is not None


def test_one_move_may_lead_beyond_the_next_category() -> None:
    """Indicator 3 of two-layers weighs 50 and is the only one with room: 2.5 becomes 3."""
    instrument = SMALL[0]
    high, middle, low = instrument.categories
    bounds = (high._replace(bound=Fraction("2.9")), middle._replace(bound=Fraction("2.6")), low)
    rule = instrument.category_rule._replace(categories=bounds)
    given = measured(case_of(instrument._replace(category_rule=rule), {"1": 4, "2": 4, "3": 1}))
    assert given.up is not None
    assert (given.up.category.name.id, given.up.reached.name.id) == ("Sedang", "Tinggi")
    assert given.up.steps == 1
    assert given.up.after == 3
    third = given.singles[2].up
    assert third is not None
    assert third.category == bounds[0]


# Certainty


def tried(case: Case) -> dict[Fraction, Fraction]:
    """Answer everything as it may be answered, one way after the other, and score it anew."""
    given = case.assessment
    places = [(given.answers, None), *((opd.answers, key) for key, opd in given.opds.items())]
    answers = [
        (opd, indicator, answer.confidence or {answer.level or 0: 1})
        for group, opd in places
        for indicator, answer in group.items()
    ]
    found: dict[Fraction, Fraction] = {}
    for picked in product(*(one.items() for _, _, one in answers)):
        own: dict[str, Any] = {}
        opds: dict[str, Any] = {opd: {"answers": {}} for opd in given.opds}
        probability = Fraction(1)
        for (opd, indicator, _), (level, chance) in zip(answers, picked, strict=True):
            (own if opd is None else opds[opd]["answers"])[indicator] = level
            probability *= Fraction(chance)
        settings = {"combine": given.combine, "lead": given.lead, "opds": opds}
        index = case_of(case.instrument, own, given.year, **settings).scorecard.index
        found[index] = found.get(index, Fraction(0)) + probability
    return {index: chance for index, chance in sorted(found.items()) if chance}


OPDS = {
    "a": {"answers": {"1": confident(2, "1: 0.3, 2: 0.7"), "2": 1, "3": confident(3, "3: 1")}},
    "b": {"answers": {"1": confident(3, "2: 0.25, 3: 0.5, 4: 0.25"), "2": 4}},
    "c": {"answers": {"1": 2, "3": confident(0, "0: 0.9, 4: 0.1")}},
    "d": {"answers": {"1": confident(4, "0: 0.05, 3: 0.15, 4: 0.8"), "3": 2}},
}


@pytest.mark.parametrize("rule", ["lowest", "highest", "mean", "median"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_opds_together_are_what_trying_all_their_answers_gives(rule: str, count: int) -> None:
    opds = dict(list(OPDS.items())[:count])
    case = case_of(SMALL[0], {}, 2024, opds=opds, combine=rule)
    given = measured(case)
    assert spread(given) == tried(case)
    assert given.known(Known.OPDS) == (("1", "3") if count > 2 else ("1",))
    assert given.categories == tuple(
        (
            category,
            sum(
                chance
                for index, chance in tried(case).items()
                if case.instrument.judge(index, 2024).category == category
            ),
        )
        for category in case.instrument.categories
    )


def test_own_answers_and_leads_bring_their_own_confidence() -> None:
    """1 is the institution's own, 2 the lead's, 3 of a single OPD; others do not count."""
    opds = {
        "a": {
            "answers": {"1": confident(1, "0: 0.5, 1: 0.5"), "2": confident(2, "2: 0.4, 3: 0.6")}
        },
        "b": {
            "answers": {"2": confident(4, "1: 0.5, 4: 0.5"), "3": confident(1, "1: 0.8, 2: 0.2")}
        },
    }
    own = {"1": confident(3, "2: 0.1, 3: 0.9")}
    given = measured(case_of(SMALL[0], own, opds=opds, lead={"2": "a"}), OFTEN)
    assert [one.known for one in given.outlooks] == [Known.ANSWER] * 3
    assert [dict(one.outcomes) for one in given.outlooks] == [
        {2: Fraction(1, 10), 3: Fraction(9, 10)},
        {2: Fraction(2, 5), 3: Fraction(3, 5)},
        {1: Fraction(4, 5), 2: Fraction(1, 5)},
    ]


def test_an_answer_that_counts_without_confidence_follows_the_model() -> None:
    """What is doubted by an OPD whose answer does not count is nobody's doubt."""
    opds = {
        "a": {"answers": {"1": confident(1, "0: 0.5, 1: 0.5"), "2": 2}},
        "b": {"answers": {"2": 3}},
    }
    given = measured(case_of(SMALL[0], {"1": 3}, opds=opds), OFTEN)
    assert [one.known for one in given.outlooks] == [*[Known.MODEL] * 2, Known.UNANSWERED]
    assert [dict(one.outcomes) for one in given.outlooks] == [
        {2: Fraction(1, 5), 3: Fraction(3, 4), 4: Fraction(1, 20)},
        {1: Fraction(1, 5), 2: Fraction(3, 4), 3: Fraction(1, 20)},
        {0: 1},
    ]


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_what_would_leave_the_range_stays(name: str, library: Library) -> None:
    instrument = bundled(library, name)
    low, high = instrument.levels.lowest, instrument.levels.highest
    ids = [one.id for one in instrument.indicators]
    levels = {ids[0]: int(low), ids[1]: int(high), ids[2]: 3}
    if instrument.levels.step < 1:
        levels[ids[3]] = Decimal("4.6")  # type: ignore[assignment] # as a file may have it
    given = measured(case_of(instrument, levels), OFTEN)
    assert dict(given.outlooks[0].outcomes) == {low: Fraction(19, 20), low + 1: Fraction(1, 20)}
    assert dict(given.outlooks[1].outcomes) == {high - 1: Fraction(1, 5), high: Fraction(4, 5)}
    assert len(given.outlooks[2].outcomes) == 3
    if instrument.levels.step < 1:
        between = {Fraction("3.6"): Fraction(1, 5), Fraction("4.6"): Fraction(4, 5)}
        assert dict(given.outlooks[3].outcomes) == between


def test_an_exceptional_level_may_turn_out_higher_and_not_lower(i2020: Instrument) -> None:
    given = measured(case_of(i2020, all_at(3, i2020) | {"1": 0}, stage="final"), OFTEN)
    assert dict(given.outlooks[0].outcomes) == {0: Fraction(19, 20), 1: Fraction(1, 20)}


@pytest.mark.parametrize("small", SMALL, ids=lambda one: one.id)
def test_the_model_is_what_trying_every_move_gives(small: Instrument) -> None:
    low, high = small.levels.lowest, small.levels.highest
    answers = {one.id: int(low) + n % 3 for n, one in enumerate(small.indicators)}
    expected: dict[Fraction, Fraction] = {}
    for picked in product((-1, 0, 1), repeat=len(answers)):
        chance, index = Fraction(1), Fraction(0)
        for one, move in zip(small.indicators, picked, strict=True):
            chance *= {-1: OFTEN.down, 0: 1 - sum(OFTEN), 1: OFTEN.up}[move]
            level = answers[one.id] + move
            index += one.weight * (level if low <= level <= high else answers[one.id]) / WHOLE
        expected[index] = expected.get(index, Fraction(0)) + chance
    assert spread(measured(case_of(small, answers), OFTEN)) == dict(sorted(expected.items()))


def test_drawing_says_the_same(i2020: Instrument) -> None:
    """Levels are drawn from confidences and the model; bounds are four standard errors."""
    chance = random.Random(20250611)
    answers: dict[str, Any] = {}
    for n, one in enumerate(i2020.indicators):
        level = (3, 2, 4, 3, 2, 4, 3, 1)[n % 8]
        doubt = f"{level}: 0.55, {level - 1 or 2}: 0.45"
        answers[one.id] = level if n % 3 else confident(level, doubt)
    case = case_of(i2020, answers)
    given, totals = measured(case, OFTEN), [0] * DRAWS
    for line in case.scorecard.lines:
        sure = case.assessment.answers[line.indicator.id].confidence
        ways = {int(level): float(weight) for level, weight in sure.items()} or {
            min(5, max(1, int(line.level) + move)): 0.0 for move in (-1, 0, 1)
        }
        if not sure:
            for move, weight in ((-1, 0.2), (0, 0.75), (1, 0.05)):
                to = int(line.level) + move
                ways[to if 1 <= to <= 5 else int(line.level)] += weight
        rises = [line.indicator.share * level for level in ways]
        totals = list(map(add, totals, chance.choices(rises, list(ways.values()), k=DRAWS)))
    found, unit = given.distribution, i2020.unit * WHOLE
    assert found is not None
    mean = sum(totals) / DRAWS / unit
    assert abs(mean - float(found.mean)) <= 4 * sqrt(float(found.variance) / DRAWS)
    above = Fraction(0)
    for category, probability in given.categories[:-1]:
        above += probability
        share = sum(total >= category.bound * unit for total in totals) / DRAWS
        assert abs(share - float(above)) <= 4 * sqrt(float(above * (1 - above)) / DRAWS)
    assert sum(Fraction(1, 10) < probability for _, probability in given.categories) >= 2


def test_nothing_uncertain_has_no_distribution(i2020: Instrument) -> None:
    lowest = case_of(i2020, all_at(1, i2020) | {"2": confident(1, "1: 1, 2: 0")})
    for model in (NEVER, Model(Fraction(1), Fraction(0))):
        given = measured(lowest, model)
        assert given.distribution is None
        assert given.categories == ()
        assert given.premises == (Premise.MOVE,)


def test_a_confidence_in_another_level_alone_is_an_uncertainty(i2020: Instrument) -> None:
    given = measured(case_of(i2020, all_at(3, i2020) | {"42": confident(3, "2: 1")}))
    assert spread(given) == {Fraction("2.97"): 1}


def test_where_every_answer_has_its_confidence_no_model_is_named() -> None:
    answers = {one: confident(2, "1: 0.5, 2: 0.5") for one in ("1", "2", "3")}
    given = measured(case_of(SMALL[0], answers), OFTEN)
    assert given.premises == (
        *(Premise.MOVE, Premise.CONFIDENCE, Premise.INDEPENDENT, Premise.OURS),
    )


def test_what_is_taken_for_granted_is_named(i2020: Instrument) -> None:
    opds = {
        "a": {"answers": {"3": confident(3, "2: 0.5, 3: 0.5"), "4": 4}},
        "b": {"answers": {"3": 2, "4": 5}},
    }
    own = {"1": confident(3, "3: 0.5, 4: 0.5"), "2": 3}
    case = case_of(i2020, own, opds=opds, stage="self")
    rest = (Premise.CONFIDENCE, Premise.OPDS)
    assert measured(case).premises == (
        *(Premise.MOVE, Premise.UNANSWERED, *rest, Premise.CERTAIN),
        *(Premise.INDEPENDENT, Premise.OURS),
    )
    given = measured(case, OFTEN)
    assert given.premises == (
        *(Premise.MOVE, Premise.UNANSWERED, *rest, Premise.MODEL),
        *(Premise.INDEPENDENT, Premise.OURS),
    )
    assert given.known(Known.ANSWER, Known.OPDS) == ("1", "3")
    assert (given.known(Known.MODEL), given.known(Known.UNANSWERED)) == (("2", "4"), ("5-47",))


@pytest.mark.parametrize("rule", ["mean", "median"])
def test_too_many_opds_to_combine_are_refused(rule: str, library: Library) -> None:
    """Each of 30 OPDs has three levels of its own, between those of the others."""
    instrument = bundled(library, "permenpanrb-8-2026")
    several = {
        f"opd{n}": {
            "answers": {"1": confident(2, f"1.{n:02}: 0.3, 2: 0.3, {3 + n % 2}.{n:02}: 0.4")}
        }
        for n in range(30)
    }
    case = case_of(instrument, {}, 2026, opds=several, combine=rule)
    with pytest.raises(CallError) as caught:
        measured(case)
    assert (caught.value.key, caught.value.values) == ("call.sensitivity-opds", {"indicator": "1"})
    for fitting in ("lowest", "highest"):
        assert measured(case_of(instrument, {}, 2026, opds=several, combine=fitting)).distribution


def test_all_answers_of_forty_opds_are_combined(i2020: Instrument) -> None:
    """All five levels in doubt for each: what a mean of surveys may be asked for."""
    doubt = chances("1: 0.1, 2: 0.2, 3: 0.4, 4: 0.2, 5: 0.1")
    opds = {f"opd{n}": {"answers": {"1": {"level": 3, "confidence": doubt}}} for n in range(40)}
    given = measured(case_of(i2020, {}, opds=opds, combine="mean"))
    assert given.distribution is not None
    assert given.distribution.mean == 1 + Fraction("0.013") * 2
    variance = Fraction("1.2") / 40 * Fraction("0.013") ** 2
    assert given.distribution.variance == variance


def test_means_too_fine_are_refused_with_what_can_be_done(i2020: Instrument) -> None:
    """Means of 2 to 12 OPDs: the index moves in steps of a 27,720th of the usual ones."""
    opds: dict[str, Any] = {f"opd{n}": {"answers": {}} for n in range(12)}
    for place, one in enumerate(i2020.indicators):
        for n in range(2 + place % 11):
            opds[f"opd{n}"]["answers"][one.id] = confident(3, "2: 0.5, 3: 0.5")
    with pytest.raises(CallError) as caught:
        measured(case_of(i2020, {}, opds=opds, combine="mean"))
    assert caught.value.key == "call.sensitivity-mean"
    assert measured(case_of(i2020, {}, opds=opds, combine="median")).distribution


def test_probabilities_too_fine_are_refused(write: Write) -> None:
    text = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    text = text.replace("weight: 30", "weight: 29.999999999")
    instrument = read(write("mine.yaml", text.replace("weight: 20", "weight: 20.000000001")))
    with pytest.raises(CallError) as caught:
        measured(case_of(instrument, {"1": 2, "2": 2, "3": 2}), OFTEN)
    assert caught.value.key == "call.sensitivity-fine"


# The command


def lines_of(run: Run) -> list[str]:
    assert (run.code, run.err) == (0, "")
    return [" ".join(line.split()) for line in run.out.splitlines()]


def test_json_is_as_settled_and_adds_up(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run = spbe("sensitivity", SELF, "--down", "0.2", "--up", "0.05", "--format", "json")
    assert (run.code, run.err) == (0, "")
    found = json.loads(run.out)
    assert list(found)[:3] == ["schema", "file", "institution"]
    assert (found["schema"], found["index"], found["index_exact"]) == (
        *("spbe.sensitivity/1", 2.98, "2.977"),
    )
    down, up = found["margins"]["down"], found["margins"]["up"]
    assert (down["category"], down["steps"], down["distance_exact"]) == ("Cukup", 13, "0.377")
    assert (up["category"], up["steps"], up["distance_exact"]) == ("Sangat Baik", 18, "0.523")
    for margin in (down, up):
        assert sum(one["steps"] for one in margin["set"]) == margin["steps"]
        change = sum(Fraction(one["change_exact"]) for one in margin["set"])
        assert change == Fraction(margin["change_exact"])
        after = Fraction(found["index_exact"]) + change
        assert Fraction(margin["after"]["index_exact"]) == after
        assert margin["after"]["category"] == margin["category"]
    assert down["set"][0] | {"steps": 2} == {
        "indicator": "11", "from": 3, "to": 1, "from_exact": "3", "to_exact": "1", "steps": 2,
        "change_exact": "-0.05",
    }  # fmt: skip
    assert [one["id"] for one in found["indicators"]] == [str(n) for n in range(1, 48)]
    ends = {one["id"]: (one["plus_exact"], one["minus_exact"]) for one in found["indicators"]}
    assert (ends["11"], ends["29"]) == (("0.025", "-0.025"), ("0.015", None))
    assert not any(one["plus_category"] or one["minus_category"] for one in found["indicators"])
    spread = found["distribution"]
    assert found["model"] == {"down": "0.2", "up": "0.05"}
    assert sum(map(Fraction, spread["categories"].values())) == 1
    assert list(spread["quantiles"]) == ["0.05", "0.5", "0.95"]
    # each answer by its confidence, or by the model; what stands at 1 cannot fall
    sure = {
        "5": "-0.3", "10": "-0.5", "16": "-0.45", "22": "-0.4", "34": "-0.3", "45": "-0.35",
        "46": "0.1",
    }  # fmt: skip
    [scored] = json.loads(spbe("score", SELF, "--format", "json").out)["results"]
    model = {1: "0.05", 5: "-0.2"}
    means = (
        Fraction(one["weight"])
        * (one["level"] + Fraction(sure.get(one["id"], model.get(one["level"], "-0.15"))))
        for one in scored["indicators"]
    )
    assert Fraction(spread["mean_exact"]) == sum(means) / 100
    keys = [one["key"] for one in found["assumptions"]]
    assert keys == ["move", "confidence", "model", "independent", "ours"]


def test_the_page_says_it_in_order(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines = lines_of(spbe("sensitivity", SELF, "--down", "0.2", "--up", "0.05"))
    order = [
        "SPBE index 2.98 Baik (Good)",
        "0.377 above Cukup (Fair) (below 2.6)",
        "What loses Baik (Good)",
        "11 SPBE architecture 3 → 1 -0.0500",
        "Together -0.3775",
        "Index then: 2.5995, shown as 2.60; Cukup (Fair).",
        "What gains Sangat Baik (Very good)",
        "Index then: 3.502, shown as 3.50; Sangat Baik (Very good).",
        "What one level of one indicator does",
        *[line for line in lines if line.startswith("No indicator decides the category alone: ")],
        "What one level changes, largest first",
        "42 Public-service complaints service 3 -0.0300 +0.0300 ███████████████",
        "47 Public service, sector 3 3 -0.0300 +0.0300 ███████████████",
        "32 Planning service 4 -0.0275 +0.0275 ██████████████░",
        "29 SPBE infrastructure audit 1 - +0.0150 ████░░░░░░░░░░░",
        "How sure the index is",
        "Expected index: 2.81",
        "with 90 % probability between 2.69 and 2.93",
        "How probable each category is",
        "What this assumes",
        "• The `confidence` given with answers is taken as it is: 5, 10, 16, 22, 34, 45-46.",
        "• These probabilities are assumed, not measured. They are no official figures.",
    ]
    assert [line for line in lines if line in order] == order
    said = next(line for line in lines if line.startswith("Baik (Good) is lost"))
    assert "with 13 drops of one level; with any 12 drops it holds." in said


def test_indonesian_says_the_same(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines = lines_of(spbe("sensitivity", SELF, "--down", "0.2", "--up", "0.05", "--lang", "id"))
    for line in (
        "Kehilangan predikat Baik",
        "11 Arsitektur SPBE Instansi Pusat/Pemerintah Daerah 3 → 1 -0,0500",
        "Indeks sesudahnya: 2,5995, tertulis 2,60; Cukup.",
        "Perkiraan indeks: 2,81",
        "dengan peluang 90 % antara 2,69 dan 2,93",
    ):
        assert line in lines
    assert any(
        "Baik hilang dengan 13 penurunan satu tingkat; dengan 12 penurunan" in x for x in lines
    )
    assert any(
        "dengan peluang 0,2, satu tingkat lebih tinggi dengan peluang 0,05" in x for x in lines
    )


def test_who_decides_alone_is_said(spbe: Spbe, write: Write) -> None:
    """2.595 is Cukup: one level of any but the first ten is enough for Baik, 2.6."""
    levels = {
        str(n): 3 if 11 <= n <= 20 or 32 <= n <= 41 or n in (42, 46) else 2 for n in range(1, 48)
    }
    path = write("a.yaml", assessment(levels | {"21": 3, "1": 1, "47": 2}))
    lines = lines_of(spbe("sensitivity", path))
    exact = next(line for line in lines if line.startswith("exact index"))
    assert exact == "exact index 2.587"
    assert "Baik (Good) as soon as one of these rises by one level: 1-47." in lines
    assert not any("as soon as one of these drops" in line for line in lines)
    assert (
        "Baik (Good) is gained with a single rise of one level. This one changes the index least:"
        in lines
    )
    found = json.loads(spbe("sensitivity", path, "--format", "json").out)
    assert {one["plus_category"] for one in found["indicators"]} == {"Baik"}
    assert found["margins"]["up"]["set"][0]["indicator"] == "1"
    assert found["margins"]["up"]["steps"] == 1


def test_the_rule_of_the_year_moves_the_bound(spbe: Spbe, write: Write) -> None:
    """2.598 is Baik by the rounded index of 2023: bounds lie half a hundredth lower."""
    levels = {str(n): 3 if 11 <= n <= 20 or 32 <= n <= 43 or n == 1 else 2 for n in range(1, 48)}
    path = write("a.yaml", assessment(levels, year=2023))
    run = spbe("sensitivity", path, "--format", "json")
    down = json.loads(run.out)["margins"]["down"]
    assert (down["distance_exact"], down["steps"]) == ("0.003", 1)
    assert "it would be Cukup (Fair)" in spbe("sensitivity", path).out


def test_the_ends_are_said(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    best = write("best.yaml", assessment(all_at(5, i2020)))
    worst = write("worst.yaml", assessment(all_at(1, i2020)))
    above, below = lines_of(spbe("sensitivity", best)), lines_of(spbe("sensitivity", worst))
    assert "Memuaskan (Outstanding) is the highest category; there is none to rise to." in above
    assert "Kurang (Poor) is the lowest category; there is none to fall to." in below
    assert json.loads(spbe("sensitivity", best, "--format", "json").out)["margins"]["up"] is None
    assert json.loads(spbe("sensitivity", worst, "--format", "json").out)["margins"]["down"] is None
    assert any(line.startswith("No answer is uncertain: ") for line in above)
    for path, way in ((best, "up_"), (worst, "down_")):
        rows = csv.reader(StringIO(spbe("sensitivity", path, "--format", "csv").out))
        assert not [row for row in rows if row[0].startswith(way)]


OWN = """\
institution: Uji
year: 2024
instrument: ../own.yaml
stage: final
answers: {1: 1, 2: 1, 3: 1}
"""


def test_a_category_that_no_levels_lose_is_said(spbe: Spbe, write: Write) -> None:
    """With levels from 1 on and bounds at 1 and 0, the lowest levels still give Rendah."""
    text = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    text = text.replace("lowest: 0", "lowest: 1").replace(
        "      0: {id: Awal", "      1: {id: Awal"
    )
    bound = "    - {name: {id: Rendah, en: Low}, from: 0"
    below = bound.replace("Rendah", "Nihil").replace("Low", "None")
    text = text.replace(
        bound,
        bound.replace("from: 0", "from: 1")
        + ", basis: {source: own, confidence: assumed}}\n"
        + below,
    )
    write("own.yaml", text)
    path = write("a/a.yaml", OWN)
    run = spbe("sensitivity", path)
    assert "Rendah (Low) cannot be lost: " in " ".join(run.out.split())
    down = json.loads(spbe("sensitivity", path, "--format", "json").out)["margins"]["down"]
    assert down == {
        "category": "Nihil", "distance_exact": "0", "steps": None, "set": [],
        "change_exact": None, "after": None,
    }  # fmt: skip
    rows = list(csv.reader(StringIO(spbe("sensitivity", path, "--format", "csv").out)))
    assert [row[:4] for row in rows if row[0].startswith("down_")] == [
        ["down_distance", "Nihil", "0.0000", "0"]
    ]


def test_csv_has_a_row_for_each_figure(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run = spbe("sensitivity", SELF, "--up", "0.05", "--format", "csv", "--lang", "id")
    head, *rows = list(csv.reader(StringIO(run.out)))
    assert head == ["figure", "of", "value", "exact", "from", "to", "category"]
    assert {len(row) for row in rows} == {7}
    assert ["index", SELF, "2.98", "2.977", "", "", ""] in rows
    assert ["down_steps", "Cukup", "13", "", "", "", ""] in rows
    assert ["down_set", "11", "-0.0500", "-0.05", "3", "1", ""] in rows
    assert ["down_index", "Cukup", "2.60", "2.5995", "", "", "Cukup"] in rows
    assert ["plus", "29", "0.0150", "0.015", "1", "2", ""] in rows
    assert not [row for row in rows if row[:2] == ["minus", "29"]]
    assert sum(row[0] == "plus" for row in rows) == 47
    assert [row[1] for row in rows if row[0] == "probability"] == [
        *("Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang")
    ]
    told = {row[1]: row[2] for row in rows if row[0] == "assumption"}
    assert list(told) == ["move", "confidence", "model", "independent", "ours"]
    assert told["ours"].startswith("Peluang-peluang ini asumsi")


def test_csv_names_the_category_that_a_move_leads_to(spbe: Spbe, write: Write) -> None:
    levels = {str(n): 3 for n in range(1, 48)} | {
        "32": 1,
        "33": 1,
        "34": 1,
        "35": 1,
        "36": 1,
        "37": 1,
        "38": 1,
        "42": 2,
    }
    path = write("a.yaml", assessment(levels))
    rows = list(csv.reader(StringIO(spbe("sensitivity", path, "--format", "csv").out)))
    assert ["index", str(path), "2.59", "2.585", "", "", ""] in rows
    led = {row[1]: row[6] for row in rows if row[0] == "plus" and row[6]}
    assert led == {str(n): "Baik" for n in (*range(11, 48),)}
    assert not [row for row in rows if row[0] in {"mean", "probability"}]


def test_markdown_has_the_tables(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = spbe("sensitivity", DRAFT, "--format", "markdown", "--down", "0.2").out
    assert out.startswith("## Kabupaten Draf\n")
    assert "### What gains Cukup (Fair)\n" in out
    assert "| Indicator | Level | Change |" in out
    assert "| Indicator | Level | Down | Up |" in out
    assert "(1) → 2" in out


def test_what_is_unanswered_is_said_and_may_rise(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    told = " ".join(spbe("sensitivity", DRAFT, "--down", "0.2").out.split())
    assert "Unanswered, taken at level 1 for certain, in brackets in the tables: 3-10, " in told
    assert "≈" not in told
    found = json.loads(spbe("sensitivity", DRAFT, "--format", "json").out)
    third = found["indicators"][2]
    assert (third["answered"], third["plus_exact"], third["minus_exact"]) == (False, "0.013", None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("examples/blitar/2023.yaml",), "only announced figures; sensitivity needs the level"),
        (("examples/kabupaten-contoh/2024",), "several assessments in"),
        (("nowhere.yaml",), "nowhere.yaml: no such file or folder"),
        ((), "FILE is missing"),
        ((SELF, DRAFT), "unexpected: "),
        ((SELF, "--down", "1.2"), '--down takes a probability from 0 to 1; found "1.2"'),
        ((SELF, "--up", "-0.1"), '--up takes a probability from 0 to 1; found "-0.1"'),
        ((SELF, "--up", "0,1"), '--up takes a number with a dot, as in 2.6; found "0,1"'),
        ((SELF, "--up", ""), "--up takes a number with a dot"),
        ((SELF, "--down", "0.7", "--up", "0.4"), "--down 0.7 and --up 0.4 are more than 1"),
        ((SELF, "--format", "xml"), '--format: "xml" is not one of table, json, csv, markdown'),
    ],
)
def test_wrong_calls(
    spbe: Spbe, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    run = spbe("sensitivity", *arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_probabilities_may_be_all_there_is(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020)))
    found = json.loads(
        spbe("sensitivity", path, "--down", "0.3", "--up", "0.7", "--format=json").out
    )
    assert found["distribution"]["mean_exact"] == "3.4"
    sure = json.loads(spbe("sensitivity", path, "--down", "1", "--format", "json").out)
    assert sure["distribution"]["quantiles"] == {"0.05": 2, "0.5": 2, "0.95": 2}
    assert sure["distribution"]["variance_exact"] == "0"


def test_a_file_with_errors_is_refused_with_them(spbe: Spbe, write: Write) -> None:
    path = write(
        "a.yaml", assessment({"1": 9, "2": "{level: 2, confidence: {2: 0.5}}"}, draft="true")
    )
    run = spbe("sensitivity", path, "--format", "json")
    value = json.loads(run.out)
    assert (run.code, value["schema"], value["file"]) == (
        1, "spbe.sensitivity/1", path.as_posix(),
    )  # fmt: skip
    assert (value["index"], value["margins"]) == (None, {"down": None, "up": None})
    assert {one["code"] for one in value["problems"]} >= {"SPBE104", "SPBE215"}
    assert spbe("sensitivity", path).out == ""
    assert "a.yaml:7:6: error SPBE104" in run.err
    assert "error SPBE215" in run.err


def test_it_does_not_write_over_what_it_reads(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    text = assessment(all_at(3, i2020))
    path = write("a.yaml", text)
    assert spbe("sensitivity", path, "-o", path).code == 2
    assert path.read_text(encoding="utf-8") == text
    out = write("out.json", "old")
    assert spbe("sensitivity", path, "--format", "json", "-o", out).code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["schema"] == "spbe.sensitivity/1"


@pytest.mark.parametrize("file", [SELF, DRAFT, "tests/snapshots/pemdi.yaml"])
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [72, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(
    spbe: Spbe, file: str, language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", str(width))
    out = spbe("sensitivity", file, "--down", "0.2", "--up", "0.05", "--lang", language).out
    assert max(map(len, out.splitlines())) <= width
    assert "..." not in out
