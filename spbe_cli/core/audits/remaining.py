"""Exact indices that remain possible, and the categories they get exact and rounded.

Pure: knows no file, terminal or clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from spbe_cli.core.audits.possible import Possible
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Category, CategoryBasis, Instrument
from spbe_cli.core.published import Span

FEW = 12
"""Exact values up to which they are listed one by one."""


@dataclass(frozen=True, slots=True)
class Exact:
    """Exact values from `low` to `high`, all of them in `few` where they are few.

    `count` is None where they were not counted out; `high` itself is then left out.
    """

    low: Fraction
    high: Fraction
    count: int | None
    few: tuple[Fraction, ...] = ()


class Part(NamedTuple):
    """Exact indices that get the same category on the exact index, and on the rounded one."""

    values: Exact
    exact: Category
    rounded: Category

    @property
    def differs(self) -> bool:
        """Whether the category depends on which of the two is taken."""
        return self.exact != self.rounded

    def on(self, basis: CategoryBasis) -> Category:
        """Give the category on one of the two."""
        return self.exact if basis is CategoryBasis.EXACT else self.rounded


def split(instrument: Instrument, values: Possible | Span) -> Iterator[Part]:
    """Split exact indices where a category begins, on the exact or on the rounded index."""
    whole = described(values)
    if whole is None:
        return
    end = whole.high + (values.step if isinstance(values, Possible) else 0)
    cuts = {
        instrument.threshold_on(category, basis)
        for category in instrument.categories[:-1]
        for basis in CategoryBasis
    }
    inside = sorted(cut for cut in cuts if whole.low < cut < end)
    for low, high in pairwise([whole.low, *inside, end]):
        piece = Span(low, high)
        found = described(values.within(piece) if isinstance(values, Possible) else piece)
        if found is not None:
            exact = instrument.category_at(found.low)
            rounded = instrument.category_at(Fraction(instrument.rounded(found.low)))
            yield Part(found, exact, rounded)


def described(values: Possible | Span) -> Exact | None:
    """Describe exact values; None where there are none."""
    if isinstance(values, Span):
        return Exact(values.low, values.high, None) if values.low < values.high else None
    if not values.bits:
        return None
    count = values.number
    return Exact(*values.ends, count, values.all if count <= FEW else ())


def point(value: Number) -> Possible:
    """Give one exact value as the only one that is possible."""
    return Possible(1, Fraction(value), Fraction(1))


def overlap(one: Span, other: Span) -> Span:
    """Give what two spans have in common; empty where its ends are the wrong way round."""
    return Span(max(one.low, other.low), min(one.high, other.high))


def together(parts: Iterable[Exact]) -> Exact | None:
    """Take exact values together that follow one another."""
    found = list(parts)
    if not found:
        return None
    low, high = found[0].low, found[-1].high
    counts = [one.count for one in found if one.count is not None]
    if len(counts) < len(found):
        return Exact(low, high, None)
    few = tuple(value for one in found for value in one.few)
    count = sum(counts)
    return Exact(low, high, count, few if len(few) == count <= FEW else ())
