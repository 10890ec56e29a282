"""What could be raised, in whole numbers: the ladder of each indicator, and what holds it back.

A ladder leads from the level that counts to the levels above it that may be reached; its rungs
know what it costs and gains to get there from where the indicator stands.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import accumulate, pairwise
from math import lcm
from typing import NamedTuple

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number, common_step
from spbe_cli.core.instrument import WHOLE, Indicator, Instrument
from spbe_cli.core.plans.effort import Effort, rungs
from spbe_cli.core.scoring import Line

Heights = tuple[int, ...]
"""How many rungs each indicator stands up its ladder, in the instrument's order."""

Told = Callable[[int, int], None]
"""Is told how far a search is: so much of so much."""


def unheard(done: int, total: int) -> None:
    """Let nobody know how far a search is."""


class Rung(NamedTuple):
    """A level that can be reached, with all that it costs and gains from the start, in units."""

    level: Number
    cost: int
    gain: int


class Ladder(NamedTuple):
    """How one indicator can rise. `rungs[0]` is where it stands; `opd` bears the effort."""

    indicator: Indicator
    rungs: tuple[Rung, ...]
    opd: str | None

    @property
    def start(self) -> Number:
        """The level it stands at."""
        return self.rungs[0].level

    def rung_at(self, level: Number) -> int | None:
        """Count the rungs up to a level or beyond it; None where none leads there."""
        return next((n for n, rung in enumerate(self.rungs) if rung.level >= level), None)


class Need(NamedTuple):
    """What must stand first: from `rung` on, ladder `ladder` needs `needed` to be at `height`.

    `height` is None where the needed one cannot come so far.
    """

    ladder: int
    rung: int
    needed: int
    height: int | None

    def met(self, heights: Sequence[int]) -> bool:
        """Tell whether heights respect it."""
        held = self.height is not None and heights[self.needed] >= self.height
        return heights[self.ladder] < self.rung or held


class Wish(NamedTuple):
    """What is wanted, in units: at least so much gain; or, where `gain` is None, the most of it.

    `cost` is what it may take at most; None for any.
    """

    gain: int | None
    cost: int | None = None


class Climb(NamedTuple):
    """All that can be raised, within some years.

    One unit of cost is `cost_unit` of effort, one of gain `gain_unit` of the index. `capacity` is
    what each OPD can spend in a year, in units, only of those that it holds back; `max_rise` the
    rungs an indicator may rise in a year.
    """

    ladders: tuple[Ladder, ...]
    years: int
    cost_unit: Fraction
    gain_unit: Fraction
    capacity: dict[str, int]
    needs: tuple[Need, ...]
    max_rise: int | None

    def spent(self, opd_id: str, heights: Sequence[int]) -> int:
        """Add up what heights cost one OPD."""
        own = zip(self.ladders, heights, strict=True)
        return sum(one.rungs[n].cost for one, n in own if one.opd == opd_id)

    def holds(self, years: Sequence[Heights]) -> bool:
        """Check heights at the end of each year against everything that holds them back."""
        before: Heights = (0,) * len(self.ladders)
        return all(self._follows(now, earlier) for earlier, now in pairwise((before, *years)))

    def _follows(self, now: Heights, before: Heights) -> bool:
        """Check the heights at the end of one year against those of the year before."""
        rises = [n - was for n, was in zip(now, before, strict=True)]
        return (
            all(n < len(one.rungs) for n, one in zip(now, self.ladders, strict=True))
            and all(0 <= rise <= (self.max_rise or rise) for rise in rises)
            and all(need.met(now) for need in self.needs)
            and all(
                self.spent(opd_id, now) - self.spent(opd_id, before) <= most
                for opd_id, most in self.capacity.items()
            )
        )


def climb(case: Case, effort: Effort, years: int = 1) -> Climb:
    """Set up what can be raised from where an assessment stands, within some years."""
    lines = case.scorecard.lines
    ways = [_way(line, case, effort, years) for line in lines]
    costs = [
        [effort.cost(line.indicator.id, level) for level in way[1:]]
        for line, way in zip(lines, ways, strict=True)
    ]
    # the largest unit that all costs are whole in: rupiah count no finer than days
    steps = (Fraction(cost) for one in costs for cost in one)
    unit = reduce(common_step, steps, Fraction(0)) or Fraction(1)
    fine = lcm(*(Fraction(level).denominator for way in ways for level in way))
    ladders = tuple(
        Ladder(
            line.indicator,
            tuple(_rungs(line.indicator, way, cost, unit, fine)),
            _bearer(line, case),
        )
        for line, way, cost in zip(lines, ways, costs, strict=True)
    )
    return Climb(
        ladders,
        years,
        unit,
        Fraction(1, case.instrument.unit * WHOLE * fine),
        _capacity(ladders, effort, unit),
        tuple(dict.fromkeys(_needs(ladders, effort, case.instrument))),
        effort.max_rise,
    )


def _way(line: Line, case: Case, effort: Effort, years: int) -> Sequence[Number]:
    """Give the levels from where an indicator stands up to where it may be raised."""
    indicator_id, levels = line.indicator.id, case.instrument.levels
    highest = effort.max_level.get(indicator_id, levels.highest)
    if indicator_id in effort.locked:
        highest = line.level
    above = [level for level in rungs(levels) if line.level < level <= highest]
    most = None if effort.max_rise is None else effort.max_rise * years
    return line.level, *above[:most]


def _rungs(
    indicator: Indicator,
    way: Sequence[Number],
    costs: Sequence[Number],
    unit: Fraction,
    fine: int,
) -> Iterator[Rung]:
    """Count out each level: cost in units of effort, gain in 1/`fine` of a share."""
    for level, cost in zip(way, accumulate(costs, initial=0), strict=True):
        yield Rung(level, int(cost / unit), int(indicator.share * (level - way[0]) * fine))


def _bearer(line: Line, case: Case) -> str | None:
    """Say who bears the effort: the lead, else the first owner, else nobody in particular."""
    lead = case.assessment.lead.get(line.indicator.id)
    if lead in case.assessment.opds:
        return lead
    return next(iter(case.owners[line.indicator.id]), None)


def _capacity(ladders: Sequence[Ladder], effort: Effort, unit: Fraction) -> dict[str, int]:
    """Give what OPDs can spend in a year, of those that could spend more."""
    could: Counter[str] = Counter()
    for one in ladders:
        if one.opd is not None:
            could[one.opd] += one.rungs[-1].cost
    most = {opd_id: int(capacity / unit) for opd_id, capacity in effort.capacity.items()}
    return {opd_id: units for opd_id, units in most.items() if could[opd_id] > units}


def _needs(ladders: Sequence[Ladder], effort: Effort, instrument: Instrument) -> Iterator[Need]:
    """Give the requirements that hold something back: those not met from the start."""
    for one in effort.requires:
        place = instrument.positions[one.indicator]
        rung = ladders[place].rung_at(one.level)
        for needed, level in one.needs.items():
            other = instrument.positions[needed]
            if rung is not None and ladders[other].start < level:
                yield Need(place, max(rung, 1), other, ladders[other].rung_at(level))
