"""What a report holds: which result, what stands beside it, targets, contrasts."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from spbe_cli.core.case import Case
from spbe_cli.core.comparisons.comparison import Reason
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.plans.aims import aimed_at, aims, in_charge, reached
from spbe_cli.core.problems import CallError, Code, Finding, Problem
from spbe_cli.core.profile import contrasts, finest, groups_of, layer_of, parts
from spbe_cli.core.report import Beside, Chosen, Report, choose, report
from spbe_cli.core.result import Result
from tests.scoring import case_of
from tests.test_comparing import I2018, I2020, I2026, result_of

ERROR = Problem("x.yaml", None, Finding(Code.UNREADABLE))
WARNING = Problem("x.yaml", None, Finding(Code.OPDS_IN_CONFLICT))
UNANSWERED = Problem("x.yaml", None, Finding(Code.UNANSWERED))


def scored(
    year: int, stage: str = "final", level: Number = 3, instrument: Instrument = I2020
) -> Result:
    levels = {one.id: level for one in instrument.indicators}
    case = case_of(instrument, levels, year, stage=stage)
    return result_of(case, f"{year}-{stage}.yaml")


def announced(year: int, stage: str = "final", **published: object) -> Result:
    case = case_of(I2020, {}, year, stage=stage, published={"index": Decimal("2.5"), **published})
    return result_of(case, f"{year}-{stage}.yaml")


def faulty(year: int, stage: str = "final") -> Result:
    case = case_of(I2020, {}, year, stage=stage)
    return result_of(case, f"{year}-{stage}.yaml", (ERROR,))


def files(chosen: Chosen) -> dict[str, str | None]:
    keys = ("main", "detail", "before", "claimed")
    return {key: one.file if (one := getattr(chosen, key)) else None for key in keys}


def made(*results: Result) -> Report:
    return report(choose(results), [p for one in results for p in one.problems], Beside())


@pytest.mark.parametrize("seed", range(10))
def test_the_newest_years_latest_stage_is_reported_whatever_the_order(seed: int) -> None:
    results = [
        *(scored(2023, stage) for stage in ("self", "document", "final")),
        *(scored(2024, stage) for stage in ("self", "interview")),
        announced(2022),
    ]
    Random(seed).shuffle(results)
    chosen = choose(results)
    assert files(chosen) == {
        "main": "2024-interview.yaml",
        "detail": "2024-interview.yaml",
        "before": "2023-final.yaml",  # there is no other interview
        "claimed": "2024-self.yaml",
    }
    assert [one.file for one in chosen.history] == [
        "2022-final.yaml", "2023-final.yaml", "2024-interview.yaml",
    ]  # fmt: skip
    assert chosen.newer == ()


def test_what_is_before_is_of_the_same_stage_where_there_is_one() -> None:
    results = [scored(2023, "self"), scored(2023), scored(2024, "self")]
    assert files(choose(results))["before"] == "2023-self.yaml"
    assert files(choose(results))["claimed"] is None
    assert made(*results).since is not None


def test_levels_come_from_an_earlier_stage_where_only_the_index_is_announced() -> None:
    results = [scored(2024, "self"), announced(2024), scored(2023)]
    chosen = choose(results)
    assert files(chosen)["main"] == "2024-final.yaml"
    assert files(chosen)["detail"] == files(chosen)["claimed"] == "2024-self.yaml"
    whole = made(*results)
    assert whole.claim is not None
    assert whole.claim.change == Fraction(-1, 2)
    assert whole.claim.agreement is None
    assert len(whole.lines) == 47


def test_only_announced_figures_have_no_levels() -> None:
    whole = made(announced(2023), announced(2024))
    assert whole.lines == whole.lowest == whole.gains == ()
    assert whole.detail is None
    assert whole.aims is None
    assert whole.instrument is I2020
    assert whole.since is not None
    assert whole.since.change == 0


def test_a_newer_file_with_errors_is_named_and_an_older_one_only_counts_as_a_problem() -> None:
    whole = made(faulty(2022), scored(2023), faulty(2024), faulty(2023, "self"))
    assert whole.main is not None
    assert whole.main.file == "2023-final.yaml"
    assert [one.file for one in whole.chosen.newer] == ["2024-final.yaml"]
    assert whole.problems == (ERROR,)  # said once
    unknown = Result("y.yaml", None, frozenset(), None, (ERROR,))
    assert choose([unknown, scored(2023)]).newer == (unknown,)


def test_without_any_index_there_is_still_a_report() -> None:
    whole = made(faulty(2024))
    assert whole.main is None
    assert whole.instrument is None
    assert whole.detail is None
    assert whole.history.columns == ()
    assert [one.file for one in whole.chosen.newer] == ["2024-final.yaml"]


def test_several_institutions_are_refused_and_counted() -> None:
    named = [
        result_of(case_of(I2020, {}, institution=name), f"{place}.yaml")
        for place, name in enumerate(("Kab. Blitar", "Kabupaten Blitar", "Kota Blitar"))
    ]
    choose(named[:2])
    with pytest.raises(CallError) as raised:
        choose(named)
    assert raised.value.key == "call.render-institutions"
    assert raised.value.values["found"] == "Kab. Blitar (2), Kota Blitar (1)"


def test_problems_are_in_order_without_what_the_result_says_itself() -> None:
    whole = report(choose([scored(2024)]), [WARNING, UNANSWERED, ERROR, WARNING], Beside())
    assert whole.problems == (ERROR, WARNING)


def test_another_instrument_is_no_progress() -> None:
    whole = made(scored(2020, instrument=I2018), scored(2021))
    assert whole.since is not None
    assert Reason.INSTRUMENT in whole.since.reasons
    assert [step.comparable for step in whole.history.steps] == [False]


def test_what_is_lowest_and_what_gains_most() -> None:
    random = Random(7)
    levels = {one.id: random.randint(1, 5) for one in I2020.indicators}
    whole = made(result_of(case_of(I2020, levels)))
    lowest = [one.id for one in I2020.indicators if levels[one.id] == 1]
    assert [line.indicator.id for line in whole.lowest] == lowest
    gains = {one.id: one.weight * (5 - levels[one.id]) for one in I2020.indicators}
    expected = sorted((i for i in gains if gains[i]), key=lambda i: (-gains[i], int(i)))
    assert [line.indicator.id for line in whole.gains] == expected


# Targets


def opds(**given: Mapping[str, object]) -> dict[str, object]:
    return {name: {"answers": answers} for name, answers in given.items()}


def target(level: object, aim: object) -> dict[str, object]:
    return {"level": level, "target": aim}


@pytest.mark.parametrize(
    ("own", "others", "settings", "aim"),
    [
        ({"11": target(2, 4)}, {}, {}, 4),
        ({"11": 2}, {"a": {"11": target(3, 5)}}, {}, 5),  # the own answer has none, the OPD has
        ({"11": target(2, 3)}, {"a": {"11": target(3, 5)}}, {}, 3),  # the own one counts
        ({}, {"a": {"11": target(2, 4)}, "b": {"11": 3}}, {}, 3),  # b stays: the lowest is 3
        ({}, {"a": {"11": target(2, 4)}, "b": {"11": 3}}, {"combine": "highest"}, 4),
        ({}, {"a": {"11": target(2, 4)}, "b": {"11": 3}}, {"combine": "mean"}, Fraction(7, 2)),
        ({}, {"a": {"11": target(2, 4)}, "b": {"11": target(2, 5)}}, {"lead": {"11": "b"}}, 5),
        ({}, {"a": {"11": target(None, 4)}}, {}, 4),
        ({"11": 3}, {"a": {"11": 4}}, {}, None),
    ],
)
def test_which_target_counts(
    own: Mapping[str, object],
    others: Mapping[str, Mapping[str, object]],
    settings: dict[str, Any],
    aim: Number | None,
) -> None:
    case = case_of(I2020, own, opds=opds(**others), **settings)
    assert aimed_at(case) == ({} if aim is None else {"11": aim})


def test_the_steps_of_targets_add_up() -> None:
    random = Random(3)
    levels = {one.id: random.randint(1, 4) for one in I2020.indicators}
    wanted = {one.id: random.randint(levels[one.id], 5) for one in I2020.indicators}
    answers = {key: target(levels[key], wanted[key]) for key in levels if random.random() < 0.6}
    case = case_of(I2020, {**levels, **answers})
    found = aims(case)
    assert found is not None
    met = {key: wanted[key] if key in answers else levels[key] for key in levels}
    index = sum((one.weight * met[one.id] for one in I2020.indicators), Fraction(0)) / 100
    assert found.card.index == index == found.steps[-1].index
    assert found.judgement == I2020.judge(index, 2024)
    assert [step.gain for step in found.steps] == sorted(
        (step.gain for step in found.steps), reverse=True
    )
    running = case.scorecard.index
    for step in found.steps:
        assert step.gain == step.indicator.weight * (step.level - step.start) / 100 > 0
        running += step.gain
        assert step.index == running
    assert {s.indicator.id for s in found.steps} == {k for k in answers if wanted[k] > levels[k]}
    assert reached(case, ()).index == case.scorecard.index


def test_targets_that_are_reached_are_no_steps() -> None:
    assert aims(case_of(I2020, {"11": target(3, 3)})) is None
    assert aims(case_of(I2020, {"11": 3})) is None


def test_the_lead_comes_first() -> None:
    named = opds(a={"11": 2}, b={"11": 3}, c={"12": 1})
    case = case_of(I2020, {}, opds=named, lead={"11": "b"})
    assert in_charge(case, "11") == ("b", "a")
    assert in_charge(case, "12") == ("c",)
    assert in_charge(case, "13") == ()


# Groups


def index_of(case: Case, group_ids: set[str]) -> Fraction:
    lines = [line for line in case.scorecard.lines if line.indicator.id in group_ids]
    weight = sum((line.indicator.weight for line in lines), Fraction(0))
    return sum((line.indicator.weight * line.level for line in lines), Fraction(0)) / weight


@pytest.mark.parametrize("instrument", [I2018, I2020, I2026], ids=lambda one: one.id)
def test_groups_are_the_weighted_means_of_what_is_in_them(instrument: Instrument) -> None:
    random = Random(1)
    levels = {one.id: random.randint(1, 5) for one in instrument.indicators}
    case = case_of(instrument, levels)
    result = result_of(case)
    found = parts(result)
    assert [one.group for one in found] == list(groups_of(instrument))
    for one in found:
        assert one.value == index_of(case, {each.id for each in one.group.indicators})
        assert one.shown(instrument) == instrument.rounded(one.value)
    assert [one.group for one in finest(result)] == list(instrument.aspects)
    ordered = contrasts(result)
    assert [one.distance for one in ordered] == sorted(
        (one.value - case.scorecard.index for one in finest(result)), reverse=True
    )


def test_announced_groups_keep_their_decimals() -> None:
    result = announced(2024, domains={"1": Decimal("4.6"), "4": 2})
    found = parts(result)
    assert [layer_of(one.group) for one in found] == [("domains", "1"), ("domains", "4")]
    assert [str(one.shown(I2020)) for one in found] == ["4.6", "2"]
    assert finest(result) == found
    assert [one.distance for one in contrasts(result)] == [Fraction("2.1"), Fraction("-0.5")]


def test_all_aspects_are_finer_than_domains_and_some_are_not() -> None:
    aspects = {one.id: 3 for one in I2020.aspects}
    whole = announced(2024, domains={"1": 3}, aspects=aspects)
    assert [one.group for one in finest(whole)] == list(I2020.aspects)
    some = announced(2024, domains={"1": 3}, aspects={"1": 3})
    assert [layer_of(one.group) for one in finest(some)] == [("domains", "1")]


def test_what_has_no_index_has_no_groups() -> None:
    assert parts(faulty(2024)) == finest(faulty(2024)) == ()
    assert contrasts(faulty(2024)) == ()
    assert parts(announced(2024)) == ()
    assert finest(Result("x", None, frozenset(), None, ())) == ()
