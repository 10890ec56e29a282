"""Rises over several years as a mixed-integer programme, solved by HiGHS and checked in integers.

The only place that knows SciPy, an optional package. HiGHS works with floats: what it finds is
rounded, held against every condition in whole numbers, and its bound must show that nothing better
is left; where either fails, there is no answer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from types import SimpleNamespace
from typing import Any, NamedTuple

from spbe_cli.core.climbing import Climb, Heights, Ladder, Wish
from spbe_cli.core.fronts import Point
from spbe_cli.core.problems import CallError

MOST_UNITS = 10**8
"""The largest sum that floats are trusted with: one unit is far more than they may be wrong by."""

MOST_SCALE = 10**6
"""How far the first of several digits that are decided at once may outweigh the last."""

Row = Mapping[int, int]
"""A sum: a whole number by the place of each variable in it."""

Worth = Callable[[Ladder, int], int]
"""What it is worth that a ladder stands at a rung or higher."""


class Condition(NamedTuple):
    """A sum with the least and the most it may be; None for any."""

    row: Row
    least: int | None = None
    most: int | None = None


def solved(climb: Climb, wish: Wish) -> tuple[Heights, ...] | None:
    """Find the best heights at the end of each year; None where nothing gains enough.

    Raises `CallError` where the solver is not installed, its answer does not stand the check, or
    costs or gains are too fine for floats.
    """
    programme = _Programme(climb)
    gain, cost = programme.end(_gain), programme.end(_cost)
    conditions = [
        *programme.conditions(),
        Condition(gain, least=wish.gain),
        Condition(cost, most=wish.cost),
    ]
    values = _best(programme.wanted(wish), conditions, programme)
    return None if values is None else programme.heights(values)


def traced(climb: Climb) -> tuple[Point, ...]:
    """Find the most gain for every cost, cheapest first; gain rises from each to the next.

    Raises `CallError` as `solved` does.
    """
    programme = _Programme(climb)
    gain, cost = programme.end(_gain), programme.end(_cost)
    wanted, conditions = [gain, _negative(cost)], list(programme.conditions())
    points: list[Point] = []
    values = _best(wanted, conditions, programme)
    while values is not None:
        points.append(Point(_sum(cost, values), _sum(gain, values)))
        values = _best(wanted, [*conditions, Condition(cost, most=points[-1].cost - 1)], programme)
    return tuple(reversed(points))


def _best(
    wanted: Iterable[Row], conditions: Iterable[Condition], programme: "_Programme"
) -> Sequence[int] | None:
    """Find values with the most of each sum in turn; None where none meet the conditions."""
    met, values = list(conditions), None
    for row in wanted:
        values = _most(row, met, len(programme.places))
        if values is None:
            return None
        met.append(Condition(row, least=_sum(row, values)))
    if values is not None and not all(_holds(one, values) for one in met):
        raise CallError("call.plan-unproven")
    if values is not None and not programme.climb.holds(programme.heights(values)):
        raise CallError("call.plan-unproven")
    return values


class _Programme:
    """The variables of a climb, the sums over them and their conditions.

    There is a variable for each ladder, rung above the first and year: 1 where the ladder stands
    at that rung or higher at the end of that year.
    """

    def __init__(self, climb: Climb) -> None:
        self.climb = climb
        ends = [one.rungs[-1] for one in climb.ladders]
        if max(sum(end.gain for end in ends), sum(end.cost for end in ends)) > MOST_UNITS:
            raise CallError("call.plan-fine")
        keys = (
            (ladder, rung, year)
            for ladder, one in enumerate(climb.ladders)
            for rung, year in product(range(1, len(one.rungs)), range(climb.years))
        )
        self.places = {key: place for place, key in enumerate(keys)}

    def sum(self, worth: Worth, years: Iterable[int]) -> dict[int, int]:
        """Add up what everything that stands at the end of some years is worth."""
        wanted, ladders = set(years), self.climb.ladders
        return {
            place: worth(ladders[ladder], rung)
            for (ladder, rung, year), place in self.places.items()
            if year in wanted
        }

    def end(self, worth: Worth) -> dict[int, int]:
        """Add up what everything that stands at the end of the last year is worth."""
        return self.sum(worth, [self.climb.years - 1])

    def within(self, worth: Worth, year: int) -> dict[int, int]:
        """Add up what everything that rises within a year is worth."""
        before = self.sum(worth, [year - 1])
        return self.sum(worth, [year]) | _negative(before)

    def heights(self, values: Sequence[int]) -> tuple[Heights, ...]:
        """Read the heights at the end of each year."""
        return tuple(
            tuple(
                sum(values[self.places[ladder, rung, year]] for rung in range(1, len(one.rungs)))
                for ladder, one in enumerate(self.climb.ladders)
            )
            for year in range(self.climb.years)
        )

    def conditions(self) -> Iterator[Condition]:
        """Give what holds a climb back; that nothing is skipped or falls is the first of it."""
        for (ladder, rung, year), place in self.places.items():
            below, later = (ladder, rung - 1, year), (ladder, rung, year + 1)
            for other in (self.places.get(below), self.places.get(later)):
                if other is not None:
                    yield Condition({place: 1, other: -1}, most=0)
        for year in range(self.climb.years):
            for opd_id, most in self.climb.capacity.items():
                yield Condition(self.within(_cost_of(opd_id), year), most=most)
            if self.climb.max_rise is not None:
                for one in self.climb.ladders:
                    yield Condition(self.within(_rise_of(one), year), most=self.climb.max_rise)
            yield from self._needs(year)

    def _needs(self, year: int) -> Iterator[Condition]:
        """Give what must stand at the end of a year where something that needs it does."""
        for need in self.climb.needs:
            place = self.places.get((need.ladder, need.rung, year))
            if place is not None:
                needed = (
                    {} if need.height is None else {self.places[need.needed, need.height, year]: -1}
                )
                yield Condition({place: 1, **needed}, most=0)

    def wanted(self, wish: Wish) -> Iterator[Row]:
        """Give the sums of which the most is wanted, one after the other."""
        dear, many = _negative(self.end(_cost)), _negative(self.end(_first))
        gain = self.end(_gain)
        yield from [gain, dear, many] if wish.gain is None else [dear, many, gain]
        if self.climb.years > 1:
            yield self.sum(_gain, range(self.climb.years - 1))
        yield from self._order()

    def _order(self) -> Iterator[Row]:
        """Prefer earlier indicators: how far each rises, then by when; some digits at a time."""
        row: dict[int, int] = {}
        for one in self.climb.ladders:
            base = len(one.rungs)
            for year in reversed(range(self.climb.years)):
                if max(row.values(), default=1) * base > MOST_SCALE:
                    yield row
                    row = {}
                row = {place: value * base for place, value in row.items()}
                digit = self.sum(_rise_of(one), [year])
                row |= {place: 1 for place, value in digit.items() if value}
        yield row


def _most(row: Row, conditions: Sequence[Condition], count: int) -> Sequence[int] | None:
    """Find values of 0 and 1 that give the most of a sum; None where none meet the conditions."""
    scipy = _scipy()
    limited = [one for one in conditions if one.least is not None or one.most is not None]
    cells = [(n, place, value) for n, one in enumerate(limited) for place, value in one.row.items()]
    rows, places, values = zip(*cells, strict=True) if cells else ((), (), ())
    matrix = scipy.matrix((values, (rows, places)), shape=(len(limited), count))
    least = [float("-inf") if one.least is None else one.least for one in limited]
    most = [float("inf") if one.most is None else one.most for one in limited]
    costs = [-row.get(place, 0) for place in range(count)]
    found: Any = scipy.milp(
        costs,
        integrality=[1] * count,
        bounds=scipy.bounds(0, 1),
        constraints=scipy.constraint(matrix, least, most),
        options={"mip_rel_gap": 0},
    )
    if found.status == INFEASIBLE:
        return None
    if found.x is None or round(found.mip_dual_bound) != round(found.fun):
        raise CallError("call.plan-unproven")
    return [round(value) for value in found.x]


INFEASIBLE = 2
"""What the solver says where no values meet the conditions."""


def _scipy() -> SimpleNamespace:
    """Load the solver; raises `CallError` where it is not installed."""
    try:
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - optional
        from scipy.sparse import csr_matrix  # noqa: PLC0415
    except ImportError:
        raise CallError("call.extra", extra="plan", package="scipy") from None
    return SimpleNamespace(milp=milp, bounds=Bounds, constraint=LinearConstraint, matrix=csr_matrix)


def _holds(condition: Condition, values: Sequence[int]) -> bool:
    """Check a condition in whole numbers."""
    found = _sum(condition.row, values)
    return (condition.least is None or found >= condition.least) and (
        condition.most is None or found <= condition.most
    )


def _negative(row: Row) -> dict[int, int]:
    return {place: -value for place, value in row.items()}


def _sum(row: Row, values: Sequence[int]) -> int:
    return sum(weight * values[place] for place, weight in row.items())


def _cost(ladder: Ladder, rung: int) -> int:
    return ladder.rungs[rung].cost - ladder.rungs[rung - 1].cost


def _gain(ladder: Ladder, rung: int) -> int:
    return ladder.rungs[rung].gain - ladder.rungs[rung - 1].gain


def _first(ladder: Ladder, rung: int) -> int:
    """Count what rises at all."""
    del ladder
    return int(rung == 1)


def _cost_of(opd_id: str) -> Worth:
    return lambda ladder, rung: _cost(ladder, rung) if ladder.opd == opd_id else 0


def _rise_of(one: Ladder) -> Worth:
    return lambda ladder, _: int(ladder is one)
