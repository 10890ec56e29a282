"""What announced figures leave possible: exact indices behind rounded ones, reachable values.

Sums are kept as bits of a whole number: bit n is set when n share units can be earned. So every
set of levels is considered, none tried one by one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import ceil, gcd
from typing import NamedTuple

from spbe_cli.assessment import Published
from spbe_cli.exact import Number, decimals
from spbe_cli.instrument import WHOLE, Category, CategoryBasis, Group, Indicator, Instrument

HAIR = Fraction(1, 10**12)
"""Less than any step an index can make; turns "below" into "at most"."""


MOST_UNITS = 5_000_000
"""Sums beyond this many units are not counted out (bundled instruments need 40,000 at most)."""


@dataclass(frozen=True, slots=True)
class Span:
    """The exact values a published figure can stand for: `low` included, `high` not."""

    low: Fraction
    high: Fraction

    def __contains__(self, value: Number) -> bool:
        return self.low <= value < self.high


def span(figure: Decimal, places: int) -> Span:
    """Give the exact values that are announced as this figure, a tie going up.

    A figure with fewer decimals than the index is published with may have been rounded twice
    (2.9475 -> 2.95 -> 3.0), which only ever goes up.
    """
    given = decimals(figure)
    half = Fraction(1, 2 * 10**given)
    twice = Fraction(1, 2 * 10**places) if given < places else Fraction(0)
    value = Fraction(figure)
    return Span(value - half - twice, value + half)


def possible_categories(instrument: Instrument, values: Span, year: int) -> tuple[Category, ...]:
    """Give the categories that exact indices in a span get in a year, best first."""
    best = instrument.judge(values.high - HAIR, year).category
    worst = instrument.judge(values.low, year).category
    order = instrument.categories
    return order[order.index(best) : order.index(worst) + 1]


@dataclass(frozen=True, slots=True)
class Announced:
    """An index that stands by itself, at the precision it was announced with.

    `basis` is None where the category was announced too; else the index it was computed on.
    """

    index: Decimal
    category: Category
    basis: CategoryBasis | None
    otherwise: Category | None = None

    @property
    def exact(self) -> Fraction:
        """The announced index as an exact value."""
        return Fraction(self.index)


def announced(instrument: Instrument, index: Decimal, category: str | None, year: int) -> Announced:
    """Give an announced index with its category: the announced one, else by the year's rule."""
    named = instrument.category_named(category or "")
    if named is not None:
        return Announced(index, named, None)
    judged = instrument.judge(Fraction(index), year)
    return Announced(index, judged.category, judged.basis, judged.otherwise)


def layers(
    instrument: Instrument, published: Published
) -> tuple[tuple[str, tuple[Group, ...], Mapping[str, Decimal]], ...]:
    """Give each layer of groups with its key in `published` and the figures announced for it."""
    return (
        ("domains", instrument.domains, published.domains),
        ("aspects", instrument.aspects, published.aspects),
    )


def countable(instrument: Instrument) -> bool:
    """Tell whether the sums of an instrument are few enough to be counted out."""
    steps = (instrument.levels.highest - instrument.levels.lowest) / instrument.levels.step
    return instrument.unit * WHOLE * steps <= MOST_UNITS


def reachable(instrument: Instrument, group: Group, figure: Decimal, stage: str) -> bool:
    """Tell whether any set of levels gives a domain or aspect the value announced for it."""
    return bool(_earned(instrument, group, figure, stage))


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
        window = ((1 << max(0, last - first)) - 1) << first
        return self._replace(bits=self.bits & window)

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest of them, where there are any."""
        first, last = (self.bits & -self.bits).bit_length() - 1, self.bits.bit_length() - 1
        return self.base + first * self.step, self.base + last * self.step


def indices(instrument: Instrument, figures: Mapping[str, Decimal], stage: str) -> Possible:
    """Give the exact indices possible with announced values of the top groups.

    `figures` maps the id of a domain (of an aspect, where there are no domains) to its value; a
    group that is not in it may have any value.
    """
    grid = _Grid(instrument, stage)
    possible = 1
    for group in instrument.groups:
        figure = figures.get(group.id)
        sums = (
            grid.all(group.indicators)
            if figure is None
            else _earned(instrument, group, figure, stage)
        )
        possible = _added(possible, _bits(sums))
    return Possible(possible, grid.base, grid.step / (WHOLE * instrument.unit))


class _Grid:
    """Levels of an instrument counted in steps from the lowest that can occur at a stage."""

    def __init__(self, instrument: Instrument, stage: str) -> None:
        levels = instrument.levels
        count = (levels.highest - levels.lowest) / levels.step
        regular = [levels.lowest + levels.step * n for n in range(int(count) + 1)]
        extra = [exception.level for exception in levels.exceptional if exception.stage == stage]
        self.base = min(regular + extra)
        self.step = reduce(_common, (level - self.base for level in regular + extra), Fraction(0))
        self.choices = sorted({int((level - self.base) / self.step) for level in regular + extra})

    def all(self, indicators: Iterable[Indicator]) -> int:
        """Give the bits of every sum of share x steps."""
        bits = 1
        for indicator in indicators:
            bits = _added(bits, [indicator.share * choice for choice in self.choices])
        return bits


def _earned(instrument: Instrument, group: Group, figure: Decimal, stage: str) -> int:
    """Give the bits of the sums that are announced as this figure."""
    grid = _Grid(instrument, stage)
    weight = group.weight * instrument.unit
    possible = Possible(grid.all(group.indicators), grid.base, grid.step / weight)
    return possible.within(span(figure, instrument.index_rule.decimals)).bits


def _added(bits: int, amounts: Iterable[int]) -> int:
    """Add each of the amounts to each of the sums."""
    return reduce(lambda total, amount: total | bits << amount, amounts, 0)


def _bits(bits: int) -> list[int]:
    """List the positions of the set bits."""
    return [n for n, digit in enumerate(reversed(f"{bits:b}")) if digit == "1"]


def _common(a: Fraction, b: Fraction) -> Fraction:
    """Give the largest step both are multiples of."""
    return Fraction(
        gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator
    )
