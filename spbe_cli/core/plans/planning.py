"""What to raise first: the cheapest rises that reach a target, or the most an effort can give.

Everything is exact and proven, as `solving` finds it; what the steps are worth one by one, and
why a target cannot be reached, is worked out here. Unanswered indicators start at the lowest
level, as they are scored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from itertools import chain, combinations
from math import ceil, floor
from typing import NamedTuple

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number, number
from spbe_cli.core.instrument import Category, Indicator, Instrument
from spbe_cli.core.plans.climbing import Climb, Heights, Ladder, Told, Wish, climb, unheard
from spbe_cli.core.plans.effort import Effort
from spbe_cli.core.plans.solving import Solution, least_cost, solve, whole_curve
from spbe_cli.core.scoring import Scorecard


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached: an exact index, and the category that one has in the year."""

    index: Fraction
    category: Category


class Order(NamedTuple):
    """What a plan is made for.

    At least one of `target` and `budget` is given: the cheapest way to the target, or the most
    index for an effort of at most `budget`. The work is done from `year` on, in `years` years.
    """

    year: int
    years: int = 1
    target: Target | None = None
    budget: Fraction | None = None
    effort: Effort = Effort()

    @property
    def last(self) -> int:
        """The year in which the index is taken."""
        return self.year + self.years - 1


class Obstacle(StrEnum):
    """What keeps a target out of reach; the values are keys of the effort file where it is one."""

    RANGE = "range"
    LOCKED = "locked"
    MAX_LEVEL = "max_level"
    MAX_RISE = "max_rise"
    CAPACITY = "capacity"
    REQUIRES = "requires"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Step:
    """One rise: what is raised in which year, from which level to which, by whom.

    `effort` is in the unit of the effort file, `gain` in index points; `index` is what the index
    is once this step and all before it are done. `opds` are the owners, who bears the effort
    first.
    """

    indicator: Indicator
    start: Number
    level: Number
    year: int
    opds: tuple[str, ...]
    effort: Number
    gain: Fraction
    index: Fraction


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps, the best first, and what they come to.

    `obstacles` say why the target is out of reach: lifting any one of them is enough, or where
    `alone` is False, lifting them together; the steps then lead as far as can be.
    """

    case: Case
    order: Order
    steps: tuple[Step, ...]
    index: Fraction
    obstacles: tuple[Obstacle, ...] = ()
    alone: bool = True
    by_solver: bool = False

    @property
    def feasible(self) -> bool:
        """Whether it reaches its target."""
        return not self.obstacles

    @property
    def effort(self) -> Number:
        """What all steps take."""
        return number(sum((Fraction(step.effort) for step in self.steps), Fraction(0)))

    @property
    def category(self) -> Category:
        """The category of the index it leads to."""
        return self.case.instrument.judge(self.index, self.order.last).category


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The best index for an effort: no less effort gives as much."""

    effort: Number
    index: Fraction
    category: Category


def target_of(instrument: Instrument, wanted: Fraction | Category, year: int) -> Target:
    """Give what must be reached: an index as it is, a category by the rule of a year."""
    if isinstance(wanted, Category):
        return Target(instrument.threshold(wanted, year), wanted)
    return Target(wanted, instrument.judge(wanted, year).category)


def plan(case: Case, order: Order, told: Told = unheard) -> Plan:
    """Make the plan of an order. Raises `CallError` where it cannot be counted out."""
    climbed = climb(case, order.effort, order.years)
    found = solve(climbed, _wish(case.scorecard, climbed, order), told)
    if found is not None:
        return _plan(case, order, climbed, found)
    furthest = plan(case, order._replace(target=None), told)
    obstacles, alone = _obstacles(case, order)
    return replace(furthest, order=order, obstacles=obstacles, alone=alone)


def least_effort(case: Case, order: Order) -> Number | None:
    """Give the effort that reaches a target; None where it is out of reach.

    Raises `CallError` where it cannot be counted out.
    """
    climbed = climb(case, order.effort, order.years)
    cost = least_cost(climbed, _wish(case.scorecard, climbed, order))
    return None if cost is None else number(cost * climbed.cost_unit)


def frontier(case: Case, order: Order, told: Told = unheard) -> tuple[CurvePoint, ...]:
    """Give the whole curve of the best index for each effort, up to the budget.

    Raises `CallError` where it cannot be counted out.
    """
    climbed = climb(case, order.effort, order.years)
    card = case.scorecard
    return tuple(
        CurvePoint(
            number(point.cost * climbed.cost_unit),
            index := card.index + point.gain * climbed.gain_unit,
            card.instrument.judge(index, order.last).category,
        )
        for point in whole_curve(climbed, _units(order.budget, climbed), told)
    )


def _wish(card: Scorecard, climbed: Climb, order: Order) -> Wish:
    """Say in units what an order wants."""
    gain = None
    if order.target is not None:
        gain = max(0, ceil((order.target.index - card.index) / climbed.gain_unit))
    return Wish(gain, _units(order.budget, climbed))


def _units(budget: Fraction | None, climbed: Climb) -> int | None:
    return None if budget is None else floor(budget / climbed.cost_unit)


def _obstacles(case: Case, order: Order) -> tuple[tuple[Obstacle, ...], bool]:
    """Find what keeps a target out of reach, and whether lifting any one of it is enough.

    Where none is, the fewest that must be lifted together.
    """
    if least_effort(case, order._replace(effort=Effort(), budget=None)) is None:
        return (Obstacle.RANGE,), True

    def reaches(lifted: Order) -> bool:
        return least_effort(case, lifted) is not None

    present = [one for one in Obstacle if _without(order, one) != order]
    alone = tuple(one for one in present if reaches(_without(order, one)))
    if alone:
        return alone, True
    several = chain.from_iterable(combinations(present, n) for n in range(2, len(present) + 1))
    return next(some for some in several if reaches(reduce(_without, some, order))), False


def _without(order: Order, obstacle: Obstacle) -> Order:
    """Give an order without one of the things that may hold it back."""
    if obstacle is Obstacle.RANGE:
        return order
    if obstacle is Obstacle.BUDGET:
        return order._replace(budget=None)
    free = {obstacle.value: getattr(Effort(), obstacle.value)}
    return order._replace(effort=order.effort._replace(**free))


def _plan(case: Case, order: Order, climbed: Climb, found: Solution) -> Plan:
    """Set out a solution as steps, in the order they should be taken."""
    steps: list[Step] = []
    index = case.scorecard.index
    before: Heights = (0,) * len(climbed.ladders)
    for year, now in enumerate(found.years, order.year):
        for place in _in_order(climbed, before, now):
            step = _step(case, climbed, climbed.ladders[place], (before[place], now[place]))
            index += step.gain
            steps.append(replace(step, year=year, index=index))
        before = now
    return Plan(case, order, tuple(steps), index, by_solver=found.by_solver)


def _step(case: Case, climbed: Climb, ladder: Ladder, heights: tuple[int, int]) -> Step:
    start, end = (ladder.rungs[height] for height in heights)
    owners = case.owners[ladder.indicator.id]
    others = tuple(opd_id for opd_id in owners if opd_id != ladder.opd)
    return Step(
        ladder.indicator,
        start.level,
        end.level,
        0,
        others if ladder.opd is None else (ladder.opd, *others),
        number((end.cost - start.cost) * climbed.cost_unit),
        (end.gain - start.gain) * climbed.gain_unit,
        Fraction(0),
    )


def _in_order(climbed: Climb, before: Heights, now: Heights) -> Iterator[int]:
    """Order the rises of a year: the most gain for its effort first, save what others need."""
    rising = [place for place, was in enumerate(before) if now[place] > was]
    worth = {place: _worth(climbed.ladders[place], before[place], now[place]) for place in rising}
    rising.sort(key=lambda place: worth[place], reverse=True)
    while rising:
        free = (one for one in rising if not _waits(climbed, one, rising, before, now))
        place = next(free, rising[0])  # two that climb past one another go on in turn
        rising.remove(place)
        yield place


def _worth(ladder: Ladder, before: int, now: int) -> tuple[bool, Fraction]:
    """Rate a rise by gain for effort; what costs nothing comes first."""
    start, end = ladder.rungs[before], ladder.rungs[now]
    cost = end.cost - start.cost
    return not cost, Fraction(end.gain - start.gain, cost or 1)


def _waits(
    climbed: Climb, place: int, rising: Sequence[int], before: Heights, now: Heights
) -> bool:
    """Tell whether something still to rise must rise before this one."""
    return any(
        need.ladder == place
        and now[place] >= need.rung
        and need.needed in rising
        and need.height is not None
        and before[need.needed] < need.height
        for need in climbed.needs
    )
