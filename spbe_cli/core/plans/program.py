"""Rises over several years as a mixed-integer programme, solved by HiGHS and checked in integers.

The only place that knows SciPy, an optional package. HiGHS works with floats: what it finds is
rounded, held against every condition in whole numbers, and its bound must show that nothing better
is left; where either fails, there is no answer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

from spbe_cli.core.plans.climbing import Climb, Heights, Ladder, Told, Wish, unheard
from spbe_cli.core.plans.fronts import Point
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

    @property
    def is_bound(self) -> bool:
        """Whether it asks for anything."""
        return self.least is not None or self.most is not None

    def holds(self, values: Sequence[int]) -> bool:
        """Check it in whole numbers."""
        found = _sum(self.row, values)
        return (self.least is None or found >= self.least) and (
            self.most is None or found <= self.most
        )


class Goal(NamedTuple):
    """A sum of which the most is wanted; `decides` where that leaves none of its variables open."""

    row: Row
    decides: bool = False


def solved(climb: Climb, wish: Wish, told: Told = unheard) -> tuple[Heights, ...] | None:
    """Find the best heights at the end of each year; None where nothing gains enough.

    Raises `CallError` where the solver is not installed, its answer does not stand the check, or
    costs or gains are too fine for floats.
    """
    programme = _Programme(climb)
    values = _Search(programme, programme.limits(wish)).best([*programme.wanted(wish)], told=told)
    return None if values is None else programme.heights(values)


def least_cost(climb: Climb, wish: Wish) -> int | None:
    """Find what it costs at least to gain enough; None where nothing does. Raises as `solved`."""
    programme = _Programme(climb)
    cost = programme.end(_cost)
    values = _Search(programme, programme.limits(wish)).best([Goal(_negative(cost))])
    return None if values is None else _sum(cost, values)


def traced(climb: Climb, most: int | None = None, told: Told = unheard) -> tuple[Point, ...]:
    """Find the most gain for every cost up to one, cheapest first; each gains more than the last.

    Raises `CallError` as `solved` does.
    """
    programme = _Programme(climb)
    gain, cost = programme.end(_gain), programme.end(_cost)
    wanted = [Goal(gain), Goal(_negative(cost))]
    search = _Search(programme, programme.conditions())
    points: list[Point] = []
    values = search.best(wanted, Condition(cost, most=most))
    while values is not None:
        points.append(Point(_sum(cost, values), _sum(gain, values)))
        told(points[0].cost - points[-1].cost, points[0].cost)
        values = search.best(wanted, Condition(cost, most=points[-1].cost - 1))
    return tuple(reversed(points))


class _Search:
    """What the solver is asked, again and again: the most of one sum and of the next."""

    def __init__(self, programme: "_Programme", conditions: Iterable[Condition]) -> None:
        self._programme = programme
        self._conditions = [one for one in conditions if one.is_bound]
        self._scipy = _scipy()
        self._limits = self._constraint(self._conditions)

    def best(
        self, goals: Sequence[Goal], *more: Condition, told: Told = unheard
    ) -> Sequence[int] | None:
        """Find values with the most of each sum in turn; None where none meet the conditions."""
        met, decided = [one for one in more if one.is_bound], dict[int, int]()
        values: Sequence[int] | None = None
        for done, goal in enumerate(goals, 1):
            values = self._most(goal.row, met, decided)
            if values is None and done == 1:
                return None
            if values is None:
                raise CallError("call.plan-unproven")
            if goal.decides:
                decided |= {place: values[place] for place in goal.row}
            else:
                met.append(Condition(goal.row, least=_sum(goal.row, values)))
            told(done, len(goals))
        if values is not None and not self._stands(values, met, decided):
            raise CallError("call.plan-unproven")
        return values

    def _most(
        self, row: Row, met: Sequence[Condition], decided: Mapping[int, int]
    ) -> Sequence[int] | None:
        """Find values of 0 and 1 that give the most of a sum; None where none meet all."""
        scipy, places = self._scipy, range(self._programme.count)
        found: Any = scipy.milp(
            [-row.get(place, 0) for place in places],
            integrality=[1] * len(places),
            bounds=scipy.bounds(*([decided.get(one, end) for one in places] for end in (0, 1))),
            constraints=[self._limits, *([self._constraint(met)] if met else [])],
            options={"mip_rel_gap": 0},
        )
        if found.status == INFEASIBLE:
            return None
        if found.x is None or round(found.mip_dual_bound) != round(found.fun):
            raise CallError("call.plan-unproven")
        return [round(value) for value in found.x]

    def _stands(
        self, values: Sequence[int], met: Sequence[Condition], decided: Mapping[int, int]
    ) -> bool:
        """Check an answer in whole numbers, row by row and once more by what is climbed."""
        return (
            all(one.holds(values) for one in (*self._conditions, *met))
            and all(values[place] == value for place, value in decided.items())
            and self._programme.climb.holds(self._programme.heights(values))
        )

    def _constraint(self, conditions: Sequence[Condition]) -> Any:
        """Write conditions as the solver takes them."""
        cells = [
            (n, place, value)
            for n, one in enumerate(conditions)
            for place, value in one.row.items()
        ]
        rows, places, values = zip(*cells, strict=True) if cells else ((), (), ())
        shape = (len(conditions), self._programme.count)
        return self._scipy.constraint(
            self._scipy.matrix((values, (rows, places)), shape=shape),
            [float("-inf") if one.least is None else one.least for one in conditions],
            [float("inf") if one.most is None else one.most for one in conditions],
        )


class _Programme:
    """The variables of a climb, the sums over them and their conditions.

    There is a variable for each ladder, rung above the first and year: 1 where the ladder stands
    at that rung or higher at the end of that year. For a year in which it cannot be there yet
    there is none. Where nothing holds a ladder back but `max_rise`, it rises as early as it may,
    so that the same variable stands for all its years.
    """

    def __init__(self, climb: Climb) -> None:
        self.climb = climb
        ends = [one.rungs[-1] for one in climb.ladders]
        if max(sum(end.gain for end in ends), sum(end.cost for end in ends)) > MOST_UNITS:
            raise CallError("call.plan-fine")
        self.places: dict[tuple[int, int, int], int] = {}
        self.count = 0
        tied = {place for need in climb.needs for place in (need.ladder, need.needed)}
        for ladder, one in enumerate(climb.ladders):
            held = ladder in tied or one.opd in climb.capacity
            for rung in range(1, len(one.rungs)):
                first = (rung - 1) // climb.max_rise if climb.max_rise else 0
                for year in range(first, climb.years):
                    self.count += held or year == first
                    self.places[ladder, rung, year] = self.count - 1

    def sum(self, worth: Worth, years: Iterable[int]) -> dict[int, int]:
        """Add up what everything that stands at the end of some years is worth."""
        wanted, ladders = set(years), self.climb.ladders
        row: dict[int, int] = {}
        for (ladder, rung, year), place in self.places.items():
            if year in wanted and (value := worth(ladders[ladder], rung)):
                row[place] = row.get(place, 0) + value
        return row

    def end(self, worth: Worth) -> dict[int, int]:
        """Add up what everything that stands at the end of the last year is worth."""
        return self.sum(worth, [self.climb.years - 1])

    def heights(self, values: Sequence[int]) -> tuple[Heights, ...]:
        """Read the heights at the end of each year."""
        years = [[0] * len(self.climb.ladders) for _ in range(self.climb.years)]
        for (ladder, _, year), place in self.places.items():
            years[year][ladder] += values[place]
        return tuple(map(tuple, years))

    def conditions(self) -> Iterator[Condition]:
        """Give what holds a climb back."""
        for key, place in self.places.items():
            for other in map(self.places.get, self._bases(*key)):
                if other is not None and other != place:
                    yield Condition({place: 1, other: -1}, most=0)
        for year in range(self.climb.years):
            for opd_id, most in self.climb.capacity.items():
                now, before = (self.sum(_cost_of(opd_id), [one]) for one in (year, year - 1))
                yield Condition(now | _negative(before), most=most)
            yield from self._needs(year)

    def _bases(self, ladder: int, rung: int, year: int) -> Iterator[tuple[int, int, int]]:
        """Give what must be so where a ladder stands at a rung at the end of a year.

        Nothing is skipped, nothing falls, and a year ago it was at most `max_rise` rungs lower.
        """
        yield ladder, rung - 1, year
        yield ladder, rung, year + 1
        if self.climb.max_rise is not None:
            yield ladder, rung - self.climb.max_rise, year - 1

    def _needs(self, year: int) -> Iterator[Condition]:
        """Give what must stand at the end of a year where something that needs it does."""
        for need in self.climb.needs:
            place = self.places.get((need.ladder, need.rung, year))
            needed = self.places.get((need.needed, need.height or 0, year))
            if place is not None:
                yield Condition({place: 1} if needed is None else {place: 1, needed: -1}, most=0)

    def limits(self, wish: Wish) -> Iterator[Condition]:
        """Give all that holds back what is wished for."""
        yield from self.conditions()
        yield Condition(self.end(_gain), least=wish.gain)
        yield Condition(self.end(_cost), most=wish.cost)

    def wanted(self, wish: Wish) -> Iterator[Goal]:
        """Give the sums of which the most is wanted, one after the other."""
        dear, many = _negative(self.end(_cost)), _negative(self.end(_first))
        gain = self.end(_gain)
        rows = [gain, dear, many] if wish.gain is None else [dear, many, gain]
        if self.climb.years > 1:
            rows.append(self.sum(_gain, range(self.climb.years - 1)))
        yield from map(Goal, rows)
        yield from (Goal(row, decides=True) for row in self._order())

    def _order(self) -> Iterator[Row]:
        """Prefer earlier indicators: how far each rises, then by when; some digits at a time."""
        row: dict[int, int] = {}
        for digit in self._digits():
            base = len(digit) + 1
            if max(row.values(), default=1) * base > MOST_SCALE:
                yield row
                row = {}
            row = {place: value * base for place, value in row.items()} | dict.fromkeys(digit, 1)
        yield row

    def _digits(self) -> Iterator[Sequence[int]]:
        """Give the variables that say how high each ladder stands, at the end first."""
        by_year: dict[tuple[int, int], list[int]] = {}
        for (ladder, _, year), place in self.places.items():
            by_year.setdefault((ladder, -year), []).append(place)
        told: set[int] = set()
        for _, digit in sorted(by_year.items()):
            if not told.issuperset(digit):
                yield digit
            told.update(digit)


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
