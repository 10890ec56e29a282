"""Which exact values sets of levels can give, with figures announced for some of them.

Sums are kept as bits of a whole number: bit n is set when n share units can be earned. So every
set of levels is considered, none tried one by one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache, reduce
from math import ceil
from operator import or_
from re import finditer
from typing import NamedTuple

from spbe_cli.core.combine import Standing
from spbe_cli.core.exact import Number, common_step
from spbe_cli.core.instrument import WHOLE, Aspect, Domain, Group, Indicator, Instrument
from spbe_cli.core.published import Span, span

MOST_UNITS = 5_000_000
"""Sums beyond this many units are not counted out (bundled instruments need 40,000 at most)."""


def countable(instrument: Instrument) -> bool:
    """Tell whether the sums of an instrument are few enough to be counted out."""
    steps = (instrument.levels.highest - instrument.levels.lowest) / instrument.levels.step
    return instrument.unit * WHOLE * steps <= MOST_UNITS


def reachable(instrument: Instrument, group: Group, figure: Decimal, stage: str) -> bool:
    """Tell whether any set of levels gives a domain or aspect the value announced for it."""
    return bool(group_values(instrument, group, figure, stage).bits)


class Possible(NamedTuple):
    """The exact values that are possible: `base` + n x `step` for each bit n that is set."""

    bits: int
    base: Fraction
    step: Fraction

    def within(self, values: Span) -> "Possible":
        """Leave those in a span."""
        first, last = (
            max(0, ceil((bound - self.base) / self.step)) for bound in (values.low, values.high)
        )
        window = (1 << max(0, last - first)) - 1
        return Possible(self.bits >> first & window, self.base + first * self.step, self.step)

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest of them, where there are any."""
        first, last = _lowest(self.bits), self.bits.bit_length() - 1
        return self.base + first * self.step, self.base + last * self.step

    @property
    def number(self) -> int:
        """How many there are."""
        return self.bits.bit_count()

    @property
    def all(self) -> tuple[Fraction, ...]:
        """Each of them, lowest first."""
        return tuple(self.base + n * self.step for n in _bits(self.bits))

    def beside(self, values: Span) -> tuple[Fraction | None, Fraction | None]:
        """Give the nearest below a span and the nearest above it; None where there is none."""
        low, high = (self.within(Span(*ends)) for ends in self._outside(values))
        return (low.ends[1] if low.bits else None, high.ends[0] if high.bits else None)

    def _outside(self, values: Span) -> tuple[tuple[Fraction, Fraction], ...]:
        end = self.base + self.bits.bit_length() * self.step
        return ((self.base, values.low), (values.high, max(values.high, end)))


NO_FIGURES: Mapping[str, Decimal] = {}
NO_LEVELS: Mapping[str, Number] = {}


def answered(standings: Iterable[Standing]) -> Mapping[str, Number]:
    """Give the levels that count, by indicator; one nobody answered is left out."""
    return {one.indicator: one.level for one in standings if one.level is not None}


def bounds(
    instrument: Instrument,
    indicators: Sequence[Indicator],
    stage: str,
    levels: Mapping[str, Number] = NO_LEVELS,
) -> tuple[Fraction, Fraction]:
    """Give the lowest and the highest weighted mean of indicators, some with known levels.

    Any other may stand at any level that can occur at the stage, seen exceptions included: lower
    than where scoring counts what is unanswered, the lowest level that can be answered.
    """
    ends = extremes(instrument, stage)
    if not levels:
        return ends
    whole = sum(one.share for one in indicators)
    low, high = (
        sum((Fraction(one.share * levels.get(one.id, end)) for one in indicators), Fraction(0))
        for end in ends
    )
    return low / whole, high / whole


def group_values(
    instrument: Instrument,
    group: Group,
    figure: Decimal | None,
    stage: str,
    aspects: Mapping[str, Decimal] = NO_FIGURES,
    *,
    levels: Mapping[str, Number] = NO_LEVELS,
) -> Possible:
    """Give the exact values of a domain or aspect that are announced as a figure, or all it has.

    `aspects` are values announced for aspects: they narrow what the domain they are in can be.
    `levels` are known ones by indicator, each a level that can occur at the stage.
    """
    grid = _grid(instrument, stage)
    inner = _announced_aspects(group, aspects)
    if figure is not None and not inner and not levels:
        return grid.announced(isinstance(group, Domain), group.id, str(figure))
    narrowed = {one.id for aspect in inner for one in aspect.indicators}
    bits = grid.sums((one for one in group.indicators if one.id not in narrowed), levels)
    for aspect in inner:
        values = group_values(instrument, aspect, aspects[aspect.id], stage, levels=levels)
        bits = grid.plus(bits, values)
    possible = Possible(bits, grid.base, grid.step / (group.weight * instrument.unit))
    if figure is None:
        return possible
    return possible.within(span(figure, instrument.index_rule.decimals))


def indices(
    instrument: Instrument,
    figures: Mapping[str, Decimal],
    stage: str,
    aspects: Mapping[str, Decimal] = NO_FIGURES,
    *,
    levels: Mapping[str, Number] = NO_LEVELS,
) -> Possible:
    """Give the exact indices possible with announced values of the top groups.

    `figures` maps the id of a domain (of an aspect, where there are no domains) to its value; a
    group that is not in it may have any value. `aspects` narrow domains further, `levels` that
    are known all of them.
    """
    grid = _grid(instrument, stage)
    known = [
        group
        for group in instrument.groups
        if group.id in figures or _announced_aspects(group, aspects)
    ]
    told = {id(group) for group in known}
    untold = (group for group in instrument.groups if id(group) not in told)
    bits = grid.sums((one for group in untold for one in group.indicators), levels)
    for group in known:
        values = group_values(
            instrument, group, figures.get(group.id), stage, aspects, levels=levels
        )
        bits = grid.plus(bits, values)
    return Possible(bits, grid.base, grid.step / (WHOLE * instrument.unit))


def _announced_aspects(group: Group, figures: Mapping[str, Decimal]) -> tuple[Aspect, ...]:
    """Give the aspects of a domain that have a value; an aspect has none below it."""
    inner = group.aspects if figures and isinstance(group, Domain) else ()
    return tuple(aspect for aspect in inner if aspect.id in figures)


def extremes(instrument: Instrument, stage: str) -> tuple[Fraction, Fraction]:
    """Give the lowest and the highest level that can occur at a stage, seen exceptions included."""
    grid = _grid(instrument, stage)
    return grid.base, grid.top


KEPT_GRIDS, KEPT_SUMS, KEPT_FIGURES = 4, 64, 4096
"""Instruments and stages that are kept, and of each the sums and the values behind figures."""


class _Grid:
    """Levels of an instrument counted in steps from the lowest that can occur at a stage."""

    def __init__(self, instrument: Instrument, stage: str) -> None:
        levels = instrument.levels
        self._extra = [one.level for one in levels.exceptional if one.stage == stage]
        ends = [levels.lowest, levels.highest, *self._extra]
        self.base, self.top = min(ends), max(ends)
        self.step = reduce(common_step, (level - self.base for level in ends), levels.step)
        self._instrument = instrument
        self.all = lru_cache(KEPT_SUMS)(self._all)
        self.announced = lru_cache(KEPT_FIGURES)(self._announced)

    @cached_property
    def _choices(self) -> list[int]:
        """Each level that can occur, in steps above the lowest."""
        levels = self._instrument.levels
        count = int((levels.highest - levels.lowest) / levels.step)
        regular = [levels.lowest + levels.step * n for n in range(count + 1)]
        return sorted({int((level - self.base) / self.step) for level in regular + self._extra})

    def sums(self, indicators: Iterable[Indicator], levels: Mapping[str, Number]) -> int:
        """Give the bits of every sum of share x steps, some levels being known."""
        still_open, fixed = [], 0
        for one in indicators:
            if one.id in levels:
                fixed += one.share * int((levels[one.id] - self.base) / self.step)
            else:
                still_open.append(one.id)
        return self.all(tuple(still_open)) << fixed

    def _all(self, indicators: tuple[str, ...]) -> int:
        """Give the bits of every sum of share x steps."""
        bits = 1
        for indicator_id in indicators:
            share = self._instrument.indicator(indicator_id).share
            bits = _added(bits, [share * one for one in self._choices])
        return bits

    def _announced(self, is_domain: bool, group_id: str, figure: str) -> Possible:
        """Give the exact values of a domain or aspect that are announced as a figure."""
        instrument = self._instrument
        groups = instrument.domains if is_domain else instrument.aspects
        group = next(one for one in groups if one.id == group_id)
        bits = self.all(tuple(one.id for one in group.indicators))
        possible = Possible(bits, self.base, self.step / (group.weight * instrument.unit))
        return possible.within(span(Decimal(figure), instrument.index_rule.decimals))

    def plus(self, bits: int, values: Possible) -> int:
        """Add each value a group can have to each of the sums."""
        start = int((values.base - self.base) / values.step)
        runs = (_spread(bits, length) << start + first for first, length in _runs(values.bits))
        return reduce(or_, runs, 0)


class _Kept:
    """An instrument at a stage as a key: the very object, which is kept and so stays itself."""

    __slots__ = ("instrument", "stage")

    def __init__(self, instrument: Instrument, stage: str) -> None:
        self.instrument = instrument
        self.stage = stage

    def __hash__(self) -> int:
        return hash((id(self.instrument), self.stage))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Kept)
            and self.instrument is other.instrument
            and self.stage == other.stage
        )


@lru_cache(KEPT_GRIDS)
def _kept(key: _Kept) -> _Grid:
    return _Grid(key.instrument, key.stage)


def _grid(instrument: Instrument, stage: str) -> _Grid:
    """Give the grid of an instrument, made once: it is the same for every row of a table."""
    return _kept(_Kept(instrument, stage))


def _added(bits: int, amounts: Iterable[int]) -> int:
    """Add each of the amounts to each of the sums."""
    return reduce(lambda total, amount: total | bits << amount, amounts, 0)


def _spread(bits: int, length: int) -> int:
    """Add 0, 1, ... up to below a length to each of the sums, in few steps however many."""
    done = 1
    while done < length:
        step = min(done, length - done)
        bits |= bits << step
        done += step
    return bits


def _runs(bits: int) -> Iterator[tuple[int, int]]:
    """Give each run of set bits: its first position and its length."""
    first = _lowest(bits)
    for run in finditer("1+", f"{bits >> first:b}"[::-1]):
        yield first + run.start(), run.end() - run.start()


def _bits(bits: int) -> list[int]:
    """List the positions of the set bits."""
    return [n for first, length in _runs(bits) for n in range(first, first + length)]


def _lowest(bits: int) -> int:
    """Give the position of the lowest set bit; 0 where none is set."""
    return max(0, (bits & -bits).bit_length() - 1)
