"""What announced figures stand for: exact values behind rounded ones, and their categories."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from spbe_cli.core.assessment import Published
from spbe_cli.core.exact import Number, decimals, round_half_up
from spbe_cli.core.instrument import (
    Category,
    CategoryBasis,
    Group,
    Instrument,
)

HAIR = Fraction(1, 10**12)
"""Less than any step an index can make; turns "below" into "at most"."""


@dataclass(frozen=True, slots=True)
class Span:
    """The exact values a published figure can stand for: `low` included, `high` not."""

    low: Fraction
    high: Fraction

    def __contains__(self, value: Number) -> bool:
        return self.low <= value < self.high

    def meets(self, lowest: Number, highest: Number) -> bool:
        """Tell whether any value from `lowest` to `highest`, both included, lies in it."""
        return lowest < self.high and self.low <= highest


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


def intended(figure: Decimal, places: int) -> Decimal | None:
    """Give the figure that a binary float was to be (3.5700000000000003); None for any other."""
    if decimals(figure) <= places:
        return None
    near = round_half_up(Fraction(figure), places)
    return near if 0 < abs(Fraction(figure) - Fraction(near)) < HAIR else None


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
