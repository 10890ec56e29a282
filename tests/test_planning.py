"""Plans are the best there are: held against trying every set of rises, and against a solver."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import WHOLE, Instrument
from spbe_cli.core.plans import fronts
from spbe_cli.core.plans.effort import Effort, Requirement
from spbe_cli.core.plans.planning import Obstacle, Order, Plan, Target, frontier, plan, target_of
from spbe_cli.core.plans.solving import MOST_JOINT
from spbe_cli.core.problems import CallError
from tests import scoring
from tests.solver_model import (
    I2018,
    I2020,
    I2026,
    YEAR,
    aimed,
    bearer,
    case_of,
    drawn_case,
    solver_cost,
)
from tests.test_distribution import INSTRUMENTS, NAMES

Ends = tuple[Number, ...]


def ends(made: Plan, case: Case) -> Ends:
    """Give the level of each indicator once a plan is done."""
    levels = {line.indicator.id: line.level for line in case.scorecard.lines}
    for step in made.steps:
        assert levels[step.indicator.id] == step.start
        levels[step.indicator.id] = step.level
    return tuple(levels.values())


def every_end(case: Case, effort: Effort) -> Iterator[tuple[Fraction, int, Fraction, Ends]]:
    """Try every set of rises of one year: its cost, how many rise, the index, the levels."""
    instrument, lines = case.instrument, case.scorecard.lines
    ways: list[list[Number]] = []
    for line in lines:
        one = line.indicator.id
        top = effort.max_level.get(one, instrument.levels.highest)
        whole = range(int(line.level) + 1, int(instrument.levels.highest) + 1)
        above = [n for n in whole if n <= top and one not in effort.locked]
        ways.append([line.level, *above[: effort.max_rise]])
    place = {line.indicator.id: n for n, line in enumerate(lines)}
    for levels in product(*ways):
        costs = [
            sum(Fraction(effort.cost(line.indicator.id, n)) for n in way if line.level < n <= level)
            for line, way, level in zip(lines, ways, levels, strict=True)
        ]
        spent: dict[str | None, Fraction] = {}
        for line, cost in zip(lines, costs, strict=True):
            key = bearer(case, line.indicator.id)
            spent[key] = spent.get(key, Fraction(0)) + cost
        rises = [level > line.level for line, level in zip(lines, levels, strict=True)]
        unmet = any(
            rises[place[one.indicator]]
            and levels[place[one.indicator]] >= one.level
            and any(levels[place[needed]] < level for needed, level in one.needs.items())
            for one in effort.requires
        )
        if unmet or any(spent.get(k, 0) > most for k, most in effort.capacity.items()):
            continue
        index = sum(
            (line.indicator.weight * level for line, level in zip(lines, levels, strict=True)),
            Fraction(0),
        )
        yield Fraction(sum(costs)), sum(rises), index / WHOLE, levels


def tried(
    case: Case, effort: Effort, target: Fraction | None, budget: Fraction | None
) -> Ends | None:
    """Give the levels of the best plan by trying all; the order of the ties written out again."""
    found = [
        one
        for one in every_end(case, effort)
        if (target is None or one[2] >= target) and (budget is None or one[0] <= budget)
    ]

    def rank(one: tuple[Fraction, int, Fraction, Ends]) -> tuple[object, ...]:
        cost, raised, index, levels = one
        first = [-index] if target is None else []
        return (*first, cost, raised, -index, tuple(-level for level in levels))

    return min(found, key=rank)[3] if found else None


@st.composite
def orders(draw: st.DrawFn) -> tuple[Case, Effort, Fraction]:
    """Draw a small instrument, levels, an effort with everything it may hold, and a target."""
    instrument = INSTRUMENTS[draw(st.sampled_from(NAMES))]
    ids = [one.id for one in instrument.indicators]
    levels = draw(st.tuples(*(st.sampled_from(sorted(instrument.levels.all)) for _ in ids)))
    cost = st.one_of(st.integers(0, 6), st.sampled_from([Fraction(1, 2), Fraction(7, 3)]))
    whole = st.integers(int(instrument.levels.lowest), int(instrument.levels.highest))
    one = st.sampled_from(ids)
    pairs = draw(st.lists(st.tuples(one, whole, one, whole), max_size=3))
    order = {name: n for n, name in enumerate(ids)}
    effort = Effort(
        default=draw(cost),
        costs={
            name: {None: draw(cost), 2: draw(cost), 3: draw(cost)}
            for name in draw(st.sets(one, max_size=3))
        },
        locked=draw(st.frozensets(one, max_size=1)),
        max_level=draw(st.dictionaries(one, whole, max_size=2)),
        max_rise=draw(st.none() | st.integers(1, 3)),
        capacity=draw(st.dictionaries(st.sampled_from(["a", "b"]), cost, max_size=2)),
        requires=tuple(
            Requirement(i, level, {needed: least})
            for i, level, needed, least in pairs
            if order[needed] < order[i]
        ),
    )
    owners = {"a": ids[::2], "b": [*ids[1::2], ids[0]]}
    lead = draw(st.dictionaries(one, st.sampled_from(["a", "b"]), max_size=1))
    target = draw(st.fractions(1, instrument.levels.highest, max_denominator=40))
    return case_of(instrument, levels, owners, lead), effort, target


@given(orders())
@settings(max_examples=300)
def test_the_cheapest_plan_is_the_one_that_trying_all_gives(
    drawn: tuple[Case, Effort, Fraction],
) -> None:
    case, effort, target = drawn
    wanted = target_of(case.instrument, target, YEAR)
    made = plan(case, Order(YEAR, target=wanted, effort=effort))
    expected = tried(case, effort, target, None)
    assert made.feasible == (expected is not None)
    assert ends(made, case) == (expected or tried(case, effort, None, None))
    assert made.index == case.scorecard.index + sum(step.gain for step in made.steps)


@given(orders(), st.fractions(0, 20, max_denominator=6))
@settings(max_examples=150)
def test_a_budget_buys_what_trying_all_gives(
    drawn: tuple[Case, Effort, Fraction], budget: Fraction
) -> None:
    case, effort, target = drawn
    made = plan(case, Order(YEAR, budget=budget, effort=effort))
    assert ends(made, case) == tried(case, effort, None, budget)
    both = Order(
        YEAR, budget=budget, target=target_of(case.instrument, target, YEAR), effort=effort
    )
    expected = tried(case, effort, target, budget)
    found = plan(case, both)
    assert found.feasible == (expected is not None)
    assert ends(found, case) == (expected or tried(case, effort, None, budget))


@given(orders())
@settings(max_examples=80)
def test_the_frontier_is_the_best_of_every_effort(drawn: tuple[Case, Effort, Fraction]) -> None:
    case, effort, _ = drawn
    best: dict[Fraction, Fraction] = {}
    for cost, _, index, _ in every_end(case, effort):
        best[cost] = max(index, best.get(cost, index))
    expected, reached = [], Fraction(-1)
    for cost, index in sorted(best.items()):
        if index > reached:
            expected.append((cost, index))
            reached = index
    found = frontier(case, Order(YEAR, effort=effort))
    assert [(point.effort, point.index) for point in found] == expected


@pytest.mark.parametrize("block", range(10))
def test_the_programme_costs_what_a_solver_finds_on_600_regulations(block: int) -> None:
    seen = {True: 0, False: 0}
    for seed in range(60 * block, 60 * block + 60):
        instrument = (I2020, I2020, I2020, I2020, I2020, I2020, I2020, I2020, I2026, I2018)[
            seed % 10
        ]
        case, effort, draw = drawn_case(seed, instrument)
        target = aimed(case, effort, draw)
        made = plan(case, Order(YEAR, target=target, effort=effort))
        cost = solver_cost(case, effort, target.index)
        assert not made.by_solver
        assert (made.effort if made.feasible else None) == cost, seed
        assert not made.feasible or made.index >= target.index
        seen[made.feasible] += 1
    assert min(seen.values()) > 0


@pytest.mark.parametrize("block", range(4))
def test_with_requirements_it_costs_what_a_solver_finds(block: int) -> None:
    solved = 0
    for seed in range(25 * block, 25 * block + 25):
        case, effort, draw = drawn_case(seed, I2020)
        ids = [one.id for one in I2020.indicators]
        requires = tuple(
            Requirement(ids[draw.randint(10, 46)], draw.randint(2, 5), {ids[draw.randint(0, 9)]: 4})
            for _ in range(draw.randint(1, 10))
        )
        effort = effort._replace(requires=requires, capacity={} if seed % 2 else effort.capacity)
        target = aimed(case, effort, draw)
        made = plan(case, Order(YEAR, target=target, effort=effort))
        solved += made.by_solver
        assert (made.effort if made.feasible else None) == solver_cost(case, effort, target.index)
    assert 0 < solved < 25


def levels_2(instrument: Instrument = I2020, level: Number = 2, **levels: Number) -> Case:
    """Make a case that stands at one level but for some indicators, named `i11`."""
    named = {key[1:]: value for key, value in levels.items()}
    ids = [one.id for one in instrument.indicators]
    owners = {"kominfo": ids[:12], "bappeda": ids[10:]}
    return case_of(instrument, [named.get(one, level) for one in ids], owners)


def reach(case: Case, index: Fraction | str, year: int = YEAR, **effort: Any) -> Plan:
    """Plan for an index or a category of a regulation, with some fields of an effort."""
    wanted = case.instrument.category_named(index) if isinstance(index, str) else index
    assert wanted is not None
    target = target_of(case.instrument, wanted, year)
    return plan(case, Order(year, target=target, effort=Effort(**effort)))


def test_equals_go_to_fewer_indicators_then_more_index_then_the_instruments_order() -> None:
    case = levels_2()
    # 42 to 47 weigh most, all the same: the first of them, and two levels of one, not one of two
    made = reach(case, Fraction(2 * 100 + 6, 100))
    assert [(s.indicator.id, s.start, s.level) for s in made.steps] == [("42", 2, 4)]
    # 2.05 wants 5 % more: two levels of 11 to 20 would do, two of 42 to 47 give more for the same
    assert [s.indicator.id for s in reach(case, Fraction(205, 100)).steps] == ["42"]
    two = reach(case, Fraction(212, 100)).steps
    assert [(s.indicator.id, s.level) for s in two] == [("42", 5), ("43", 3)]


def test_a_category_is_reached_by_the_rule_of_its_year() -> None:
    case = levels_2()
    rounded, exact = reach(case, "Baik", 2023), reach(case, "Baik", 2024)
    assert rounded.order.target == Target(Fraction(2595, 1000), rounded.category)
    assert exact.order.target == Target(Fraction(26, 10), exact.category)
    assert rounded.index >= Fraction(2595, 1000)
    assert exact.index >= Fraction(26, 10)
    number = target_of(I2020, Fraction(25951, 10000), 2023)
    assert number.category.name.id == "Baik"


def test_steps_go_to_the_next_whole_level_where_levels_have_decimals() -> None:
    case = levels_2(I2026, Fraction(235, 100))
    made = reach(case, Fraction(4), costs={"1": {3: 9}})
    assert all(Fraction(step.level).denominator == 1 for step in made.steps)
    assert {step.start for step in made.steps} == {Fraction(235, 100)}
    up = plan(case, Order(YEAR, budget=Fraction(1)))
    assert [(s.level, s.effort) for s in up.steps] == [(3, 1)]
    assert up.steps[0].gain == up.steps[0].indicator.weight * Fraction(65, 100) / WHOLE


def test_a_level_outside_the_range_rises_into_it_first() -> None:
    case = scoring.case_of(I2020, {"1": 0, "2": 3}, 2023)
    made = plan(case, Order(2023, budget=Fraction(1000), effort=Effort(max_level={"1": 1})))
    assert ("1", 0, 1) in [(s.indicator.id, s.start, s.level) for s in made.steps]


def test_the_index_runs_through_the_steps_the_best_first() -> None:
    case = levels_2()
    made = reach(case, Fraction(3), costs={"42": {None: 9}, "1": {None: 0}})
    assert made.steps[0].indicator.id == "1"  # costs nothing
    rates = [step.gain / step.effort for step in made.steps[1:]]
    assert rates == sorted(rates, reverse=True)
    index = case.scorecard.index
    for step in made.steps:
        index += step.gain
        assert step.index == index
    assert made.index == index
    assert made.effort == sum(step.effort for step in made.steps)


def test_what_an_indicator_needs_comes_before_it() -> None:
    case = levels_2()
    chain = (
        Requirement("47", 3, {"1": 3}),
        Requirement("1", 3, {"2": 4}),
        Requirement("46", 3, {"1": 2}),  # met from the start
    )
    made = reach(case, Fraction(495, 100), requires=chain)
    order = [step.indicator.id for step in made.steps]
    assert order.index("2") < order.index("1") < order.index("47")
    assert order.index("46") < order.index("1")
    alone = plan(case, Order(YEAR, budget=Fraction(3), effort=Effort(requires=chain[:1])))
    assert [(s.indicator.id, s.level) for s in alone.steps] == [("42", 5)]


def test_more_than_can_be_listed_needs_the_solver() -> None:
    ids = [one.id for one in I2020.indicators[:6]]
    chain = tuple(Requirement(b, 3, {a: 3}) for a, b in pairwise(ids))
    case = levels_2(level=1)
    joint = 5 ** len(ids)
    assert joint > MOST_JOINT
    assert reach(case, Fraction(3), requires=chain).by_solver
    assert not reach(case, Fraction(3), requires=chain[1:]).by_solver


def test_the_lead_bears_the_effort_else_the_first_owner() -> None:
    ids = [one.id for one in I2020.indicators]
    case = case_of(I2020, [2] * 47, {"kominfo": ids, "bappeda": ids[:3]}, {"1": "bappeda"})
    made = plan(case, Order(YEAR, budget=Fraction(1000), effort=Effort(capacity={"bappeda": 1})))
    by_id = {step.indicator.id: step for step in made.steps}
    assert by_id["1"].opds == ("bappeda", "kominfo")
    assert by_id["1"].level == 3
    assert by_id["2"].opds == ("kominfo", "bappeda")
    assert by_id["2"].level == 5
    nobody = plan(levels_2(i47=1), Order(YEAR, budget=Fraction(1)))
    assert nobody.steps[0].opds == ("bappeda",)
    lonely = plan(case_of(I2020, [2] * 47), Order(YEAR, budget=Fraction(1)))
    assert lonely.steps[0].opds == ()


def test_without_capacities_years_only_spread_what_may_rise_in_each() -> None:
    case = levels_2()
    target = target_of(I2020, Fraction(212, 100), YEAR)
    free = plan(case, Order(YEAR, years=2, target=target))
    assert {step.year for step in free.steps} == {YEAR}
    slow = plan(case, Order(YEAR, years=2, target=target, effort=Effort(max_rise=1)))
    assert not slow.by_solver
    assert [(s.year, s.indicator.id, s.start, s.level) for s in slow.steps] == [
        (YEAR, "42", 2, 3),
        (YEAR, "43", 2, 3),
        (YEAR + 1, "42", 3, 4),
        (YEAR + 1, "43", 3, 4),
    ]


@pytest.mark.parametrize(
    ("target", "effort", "obstacles", "alone"),
    [
        (Fraction(51, 10), {}, {"range"}, True),
        (Fraction(5), {"locked": frozenset({"1"})}, {"locked"}, True),
        (Fraction(5), {"max_level": {"1": 4}}, {"max_level"}, True),
        (Fraction(4), {"max_rise": 1}, {"max_rise"}, True),
        (Fraction(5), {"capacity": {"kominfo": 9}}, {"capacity"}, True),
        (Fraction(4), {"max_rise": 1, "locked": frozenset({"1"})}, {"max_rise"}, True),
        (
            Fraction(5),
            {"max_level": {"1": 4}, "locked": frozenset({"2"})},
            {"max_level", "locked"},
            False,
        ),
        (
            Fraction(5),
            {"max_level": {"1": 2}, "requires": (Requirement("47", 3, {"1": 3}),)},
            {"max_level"},
            True,
        ),
        (
            Fraction(4987, 1000),
            {"locked": frozenset({"1"}), "requires": (Requirement("47", 3, {"1": 3}),)},
            {"locked"},
            True,
        ),
        (
            Fraction(496, 100),
            {"locked": frozenset({"1"}), "requires": (Requirement("47", 3, {"1": 3}),)},
            {"locked", "requires"},
            True,
        ),
    ],
)
def test_why_a_target_is_out_of_reach(
    target: Fraction, effort: dict[str, Any], obstacles: set[str], alone: bool
) -> None:
    made = reach(levels_2(), target, **effort)
    assert ({str(one) for one in made.obstacles}, made.alone) == (obstacles, alone)
    assert made.index < target
    best = plan(levels_2(), Order(YEAR, budget=Fraction(10**6), effort=made.order.effort))
    assert (made.index, made.steps) == (best.index, best.steps)


def test_of_several_obstacles_the_fewest_that_must_be_lifted_together_are_named() -> None:
    effort: dict[str, Any] = {
        "max_level": {"1": 4},
        "locked": frozenset({"2"}),
        "capacity": {"bappeda": 1000},
        "requires": (Requirement("47", 3, {"46": 3}),),
        "max_rise": 3,
    }
    made = reach(levels_2(), Fraction(5), **effort)
    assert (set(made.obstacles), made.alone) == ({Obstacle.LOCKED, Obstacle.MAX_LEVEL}, False)


def test_two_that_climb_past_one_another_are_both_planned() -> None:
    turns = (Requirement("11", 3, {"1": 3}), Requirement("1", 5, {"11": 4}))
    made = reach(levels_2(), Fraction(5), requires=turns)
    assert {step.indicator.id: step.level for step in made.steps}["1"] == 5
    assert len(made.steps) == 47


def test_round_efforts_are_counted_in_their_own_unit() -> None:
    """Rupiah are as easy as days: costs are divided by what they have in common."""
    days, rupiah = (
        reach(levels_2(), Fraction(4), default=unit, costs={"42": {None: 3 * unit}})
        for unit in (Fraction(1, 2), 50_000_000)
    )
    assert rupiah.effort == days.effort * 100_000_000
    assert [(s.indicator, s.level) for s in rupiah.steps] == [
        (s.indicator, s.level) for s in days.steps
    ]
    years = Order(
        YEAR,
        years=2,
        target=target_of(I2020, Fraction(3), YEAR),
        effort=Effort(default=50_000_000, capacity={"kominfo": 500_000_000 - 1}),
    )
    made = plan(levels_2(), years)
    assert made.by_solver
    assert made.feasible


def test_a_budget_that_is_too_small_is_an_obstacle() -> None:
    case = levels_2()
    target = target_of(I2020, Fraction(3), YEAR)
    made = plan(case, Order(YEAR, target=target, budget=Fraction(7, 2)))
    assert made.obstacles == (Obstacle.BUDGET,)
    assert made.effort == 3
    enough = plan(case, Order(YEAR, target=target, budget=Fraction(10**6)))
    assert enough.steps == reach(case, Fraction(3)).steps


def test_a_target_below_the_index_takes_nothing() -> None:
    made = reach(levels_2(), Fraction(1))
    assert (made.feasible, made.steps, made.effort) == (True, (), 0)


def test_the_frontier_stops_at_the_budget_and_knows_the_categories() -> None:
    case = levels_2()
    points = frontier(case, Order(YEAR, budget=Fraction(21, 2)))
    assert [point.effort for point in points] == list(range(11))
    for point in points:
        made = plan(case, Order(YEAR, budget=Fraction(point.effort)))
        assert (made.index, made.effort) == (point.index, point.effort)
        assert point.category == I2020.category_at(point.index)


def test_costs_too_fine_to_count_out_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fronts, "MOST_STATES", 400)
    plan(levels_2(), Order(YEAR, budget=Fraction(9), effort=Effort(max_rise=1)))
    fine: dict[str, dict[Number | None, Number]]
    fine = {one.id: {None: 1000 + n * n} for n, one in enumerate(I2020.indicators)}
    with pytest.raises(CallError) as caught:
        plan(levels_2(), Order(YEAR, budget=Fraction(9), effort=Effort(costs=fine)))
    assert caught.value.key == "call.plan-fine"
