"""Plans over years are the best there are; a solver's answer counts only when it is checked."""

import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number
from spbe_cli.core.plans import program
from spbe_cli.core.plans.climbing import Climb, Heights, Wish, climb
from spbe_cli.core.plans.effort import Effort, Requirement
from spbe_cli.core.plans.planning import Obstacle, Order, frontier, plan, target_of
from spbe_cli.core.plans.program import Condition, solved, traced
from spbe_cli.core.plans.solving import least_cost, whole_curve
from spbe_cli.core.problems import CallError
from tests.solver_model import I2020, YEAR, bearer, case_of
from tests.test_distribution import INSTRUMENTS

SMALL = INSTRUMENTS["two-layers"]
IDS = [one.id for one in SMALL.indicators]


def every_course(case: Case, effort: Effort) -> Iterator[tuple[tuple[Number, ...], ...]]:
    """Try every two years: the levels at the end of each, written out again."""
    lines = case.scorecard.lines
    ways = []
    for line in lines:
        top = SMALL.levels.highest
        whole = range(int(line.level) + 1, int(top) + 1)
        ways.append([(a, b) for a, b in product([line.level, *whole], repeat=2) if a <= b])
    for way in product(*ways):
        first, second = (tuple(one[n] for one in way) for n in range(2))
        if all(allowed(case, effort, *pair) for pair in (((), first), (first, second))):
            yield first, second


def allowed(
    case: Case, effort: Effort, before: tuple[Number, ...], now: tuple[Number, ...]
) -> bool:
    """Judge one year of a course."""
    start = [line.level for line in case.scorecard.lines]
    was = before or tuple(start)
    spent: dict[str | None, Number] = {}
    for one, a, b in zip(IDS, was, now, strict=True):
        whole = range(int(a) + 1, int(b) + 1)
        if effort.max_rise is not None and len(whole) > effort.max_rise:
            return False
        key = bearer(case, one)
        spent[key] = spent.get(key, 0) + sum(effort.cost(one, n) for n in whole)
    level, begin = dict(zip(IDS, now, strict=True)), dict(zip(IDS, start, strict=True))
    unmet = any(
        level[one.indicator] > begin[one.indicator]
        and level[one.indicator] >= one.level
        and any(level[needed] < least for needed, least in one.needs.items())
        for one in effort.requires
    )
    return not unmet and all(spent.get(k, 0) <= most for k, most in effort.capacity.items())


def best_course(
    case: Case, effort: Effort, target: Fraction
) -> tuple[tuple[Number, ...], ...] | None:
    """Give the best two years by trying all: effort, number, index, earliest gain, order."""

    def index(levels: tuple[Number, ...]) -> Fraction:
        pairs = zip(SMALL.indicators, levels, strict=True)
        return sum((one.weight * n for one, n in pairs), Fraction(0)) / 100

    def rank(course: tuple[tuple[Number, ...], ...]) -> tuple[object, ...]:
        first, last = course
        start = [line.level for line in case.scorecard.lines]
        costs = [
            effort.cost(one, n)
            for one, a, b in zip(IDS, start, last, strict=True)
            for n in range(int(a) + 1, int(b) + 1)
        ]
        raised = sum(b > a for a, b in zip(start, last, strict=True))
        order = tuple(-n for pair in zip(last, first, strict=True) for n in pair)
        return sum(costs), raised, -index(last), -index(first), order

    found = [one for one in every_course(case, effort) if index(one[1]) >= target]
    return min(found, key=rank) if found else None


@st.composite
def courses(draw: st.DrawFn) -> tuple[Case, Effort, Fraction]:
    """Draw levels, costs, capacities, rises, requirements and a target for two years."""
    levels = draw(st.tuples(*(st.integers(1, 4) for _ in IDS)))
    cost = st.integers(0, 4)
    pairs = draw(st.lists(st.tuples(st.sampled_from(IDS[1:]), st.integers(2, 4)), max_size=1))
    effort = Effort(
        default=draw(cost),
        costs={one: {None: draw(cost)} for one in draw(st.sets(st.sampled_from(IDS)))},
        max_rise=draw(st.none() | st.integers(1, 2)),
        capacity=draw(st.dictionaries(st.sampled_from(["a", "b"]), st.integers(0, 6))),
        requires=tuple(Requirement(one, level, {IDS[0]: level}) for one, level in pairs),
    )
    owners = {"a": IDS[:2], "b": IDS[1:]}
    return case_of(SMALL, levels, owners), effort, draw(st.fractions(1, 5, max_denominator=20))


@given(courses())
@settings(max_examples=60)
def test_two_years_are_the_best_that_trying_all_gives(drawn: tuple[Case, Effort, Fraction]) -> None:
    case, effort, target = drawn
    wanted = target_of(SMALL, target, YEAR)
    made = plan(case, Order(YEAR, years=2, target=wanted, effort=effort))
    expected = best_course(case, effort, target)
    assert made.feasible == (expected is not None)
    if expected is None:
        return
    levels = {line.indicator.id: line.level for line in case.scorecard.lines}
    course = []
    for year in (YEAR, YEAR + 1):
        levels |= {step.indicator.id: step.level for step in made.steps if step.year == year}
        course.append(tuple(levels.values()))
    assert tuple(course) == expected


def climbed(**settings: object) -> Climb:
    case = case_of(SMALL, (2, 2, 2), {"a": IDS})
    return climb(case, Effort(**settings), 2)  # type: ignore[arg-type] # a few of its fields


def test_heights_are_checked_against_everything() -> None:
    free = climbed()
    assert free.holds([(1, 0, 0), (1, 2, 0)])
    assert not free.holds([(1, 0, 0), (0, 0, 0)])  # nothing falls
    assert not free.holds([(9, 0, 0), (9, 0, 0)])  # no such rung
    slow = climbed(max_rise=1)
    assert slow.holds([(1, 0, 0), (2, 0, 0)])
    assert not slow.holds([(0, 0, 0), (2, 0, 0)])
    poor = climbed(capacity={"a": 2})
    assert poor.holds([(1, 1, 0), (2, 1, 1)])
    assert not poor.holds([(1, 1, 1), (1, 1, 1)])
    tied = climbed(requires=(Requirement(IDS[1], 3, {IDS[0]: 4}),))
    assert tied.holds([(2, 0, 0), (2, 1, 0)])
    assert not tied.holds([(1, 1, 0), (2, 1, 0)])


def answering(values: list[float], bound: float, fun: float | None = None) -> SimpleNamespace:
    """Stand in for the solver: it answers this, whatever it is asked."""
    found = SimpleNamespace(
        status=0, x=values, fun=bound if fun is None else fun, mip_dual_bound=bound
    )
    return SimpleNamespace(
        milp=lambda *_, **__: found,
        bounds=lambda *_: None,
        constraint=lambda *_: None,
        matrix=lambda *_, **__: None,
    )


@pytest.mark.parametrize(
    ("values", "bound", "fun"),
    [
        ([1.0] * 18, -18.0, None),  # breaks the capacity
        ([0.0] * 18, 0.0, None),  # gains nothing, though something was asked for
        ([1.0, 1.0] + [0.0] * 16, -90.0, -60.0),  # says itself that something better may be left
    ],
)
def test_an_answer_that_does_not_stand_the_check_is_none(
    monkeypatch: pytest.MonkeyPatch, values: list[float], bound: float, fun: float | None
) -> None:
    monkeypatch.setattr(program, "_scipy", lambda: answering(values, bound, fun))
    with pytest.raises(CallError) as caught:
        solved(climbed(capacity={"a": 2}), Wish(1))
    assert caught.value.key == "call.plan-unproven"


def test_a_solver_that_finds_nothing_after_it_found_something_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = answering([0.0] * 18, 0.0)
    nothing = SimpleNamespace(status=program.INFEASIBLE)
    answers = iter([right.milp(), nothing])
    stub = SimpleNamespace(**(vars(right) | {"milp": lambda *_, **__: next(answers)}))
    monkeypatch.setattr(program, "_scipy", lambda: stub)
    with pytest.raises(CallError) as caught:
        solved(climbed(capacity={"a": 2}), Wish(0))
    assert caught.value.key == "call.plan-unproven"


def test_what_is_decided_must_stay_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer to the last question that undoes what the one before decided is none."""
    right = answering([0.0] * 18, 0.0)
    raised = answering([1.0, 1.0] + [0.0] * 16, 0.0)  # a rung, at the end of both years
    answers = iter([right.milp()] * 4 + [raised.milp(), right.milp()])
    stub = SimpleNamespace(**(vars(right) | {"milp": lambda *_, **__: next(answers)}))
    monkeypatch.setattr(program, "_scipy", lambda: stub)
    monkeypatch.setattr(program, "MOST_SCALE", 10)
    with pytest.raises(CallError) as caught:
        solved(climbed(capacity={"a": 2}), Wish(0))
    assert caught.value.key == "call.plan-unproven"


def test_heights_that_hold_row_by_row_are_checked_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(self: Climb, years: tuple[Heights, ...]) -> bool:
        return False

    monkeypatch.setattr(Climb, "holds", refuse)
    with pytest.raises(CallError) as caught:
        solved(climbed(capacity={"a": 2}), Wish(1))
    assert caught.value.key == "call.plan-unproven"


def test_without_the_solver_the_call_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(CallError) as caught:
        solved(climbed(capacity={"a": 2}), Wish(1))
    assert (caught.value.key, caught.value.values["extra"]) == ("call.extra", "plan")


def test_costs_too_fine_for_floats_are_refused() -> None:
    with pytest.raises(CallError) as caught:
        solved(climbed(costs={IDS[0]: {None: 10**8 + 7}}, capacity={"a": 10**9}), Wish(1))
    assert caught.value.key == "call.plan-fine"


@given(courses())
@settings(max_examples=25)
def test_the_least_a_target_costs_is_what_its_plan_costs(
    drawn: tuple[Case, Effort, Fraction],
) -> None:
    case, effort, target = drawn
    climbing = climb(case, effort, 2)
    gain = max(0, -((case.scorecard.index - target) // climbing.gain_unit))
    made = plan(case, Order(YEAR, 2, target_of(SMALL, target, YEAR), effort=effort))
    cost = least_cost(climbing, Wish(gain))
    assert made.feasible == (cost is not None)
    if cost is not None:
        assert cost * climbing.cost_unit == made.effort
        assert least_cost(climbing, Wish(gain, cost)) == cost
        assert not cost or least_cost(climbing, Wish(gain, cost - 1)) is None


def test_digits_decided_a_few_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few, and whether an OPD is held back or rises as early as it may."""
    case = case_of(SMALL, (1, 2, 2), {"a": IDS[:2], "b": IDS[2:]})
    effort = Effort(max_rise=1, capacity={"a": 2})
    for wish in (Wish(None, 4), Wish(climb(case, effort, 3).ladders[2].rungs[1].gain)):
        climbing = climb(case, effort, 3)
        whole = solved(climbing, wish)
        for scale in (1, 10, 100):
            monkeypatch.setattr(program, "MOST_SCALE", scale)
            assert solved(climbing, wish) == whole


def test_what_nothing_holds_back_takes_one_variable_for_all_years() -> None:
    case = case_of(SMALL, (1, 1, 1), {"a": IDS[:1], "b": IDS[1:]})
    held = Effort(capacity={"a": 2})
    rungs = 3
    assert program._Programme(climb(case, held, 5)).count == rungs * 5 + 2 * rungs
    slow = held._replace(max_rise=2)  # the third rung cannot be reached in the first year
    assert program._Programme(climb(case, slow, 5)).count == 2 * 5 + 4 + 2 * rungs


def test_a_curve_up_to_an_effort_is_the_beginning_of_the_whole() -> None:
    climbing = climbed(capacity={"a": 3})
    whole = traced(climbing)
    assert len(whole) > 3
    for most in (0, 1, 3, 100):
        assert whole_curve(climbing, most) == tuple(p for p in whole if p.cost <= most)


def test_work_of_the_solver_is_told_until_it_is_done() -> None:
    climbing = climbed(capacity={"a": 3})
    told: list[tuple[int, int]] = []
    solved(climbing, Wish(None), lambda *far: told.append(far))
    assert told == [(n, len(told)) for n in range(1, len(told) + 1)]
    told.clear()
    traced(climbing, told=lambda *far: told.append(far))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1][0] == told[-1][1]


def test_a_condition_without_bounds_asks_for_nothing() -> None:
    assert not Condition({0: 1}).is_bound
    assert Condition({0: 1}).holds([7])


@given(courses())
@settings(max_examples=25)
def test_the_curve_over_years_is_the_best_of_every_effort(
    drawn: tuple[Case, Effort, Fraction],
) -> None:
    case, effort, _ = drawn
    best: dict[Number, Fraction] = {}
    start = [line.level for line in case.scorecard.lines]
    for _, last in every_course(case, effort):
        cost: Number = sum(
            effort.cost(one, n)
            for one, a, b in zip(IDS, start, last, strict=True)
            for n in range(int(a) + 1, int(b) + 1)
        )
        pairs = zip(SMALL.indicators, last, strict=True)
        index = sum((one.weight * n for one, n in pairs), Fraction(0)) / 100
        best[cost] = max(index, best.get(cost, index))
    expected, reached = [], Fraction(-1)
    for cost, index in sorted(best.items()):
        if index > reached:
            expected.append((cost, index))
            reached = index
    found = frontier(case, Order(YEAR, years=2, effort=effort))
    assert [(point.effort, point.index) for point in found] == expected


def test_what_an_indicator_needs_stands_by_the_end_of_the_same_year() -> None:
    """With a limit on rises, one that starts lower must catch up first."""
    case = case_of(I2020, [1, *[2] * 46])
    effort = Effort(
        default=5,
        costs={"1": {None: 1}, "47": {None: 1}},
        max_rise=1,
        requires=(Requirement("47", 3, {"1": 3}),),
    )
    made = plan(case, Order(YEAR, years=2, budget=Fraction(3), effort=effort))
    assert made.by_solver
    assert [(s.year, s.indicator.id, s.level) for s in made.steps] == [
        (YEAR, "1", 2),
        (YEAR + 1, "1", 3),
        (YEAR + 1, "47", 3),
    ]


def test_all_47_over_three_years_within_what_opds_can_do() -> None:
    ids = [one.id for one in I2020.indicators]
    case = case_of(I2020, [2] * 47, {"a": ids[:20], "b": ids[20:]})
    effort = Effort(max_rise=1, capacity={"a": 4, "b": 9})
    wanted = target_of(I2020, Fraction(3), YEAR)
    made = plan(case, Order(YEAR, years=3, target=wanted, effort=effort))
    assert made.by_solver
    assert made.feasible
    for year in range(YEAR, YEAR + 3):
        for opd, own in (("a", ids[:20]), ("b", ids[20:])):
            spent = [s.effort for s in made.steps if s.year == year and s.indicator.id in own]
            assert sum(spent) <= effort.capacity[opd]
    poor = effort._replace(capacity={"a": 1, "b": 1})
    short = plan(case, Order(YEAR, years=3, target=wanted, effort=poor))
    assert (short.feasible, short.obstacles) == (False, (Obstacle.CAPACITY,))
    assert short.effort == 6
