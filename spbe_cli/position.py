"""Where an institution stands among official results: rank, percentile, distances, all exact.

Pure: knows no file, terminal or clock.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.exact import Number, decimals, mean
from spbe_cli.instrument import Citation, Instrument, Names
from spbe_cli.published import span
from spbe_cli.ranking import Entry, Figure, Ranked, equal_to, percentile, province_name, within


class Official(NamedTuple):
    """A part of the official results of one year, and where they are from.

    `type` and `province` are None where the part is not narrowed by them.
    """

    year: int
    type: str | None
    province: str | None
    instrument: Instrument
    entries: tuple[Entry, ...]
    source: Citation
    caveat: Names


class Place(NamedTuple):
    """Where a value stands among others of which it is none: rank `rank` out of `out_of`.

    `percentile` is a share from 0 to 1: the others that are lower, and half of the equal.
    """

    value: Fraction
    rank: int
    out_of: int
    percentile: Fraction
    median: Number
    best: Fraction

    @property
    def from_median(self) -> Fraction:
        """How far it lies above the median of the others; below 0 where it lies under it."""
        return self.value - self.median

    @property
    def from_best(self) -> Fraction:
        """How far it lies above the best of the others; below 0 where it does not reach it."""
        return self.value - self.best


class Position(NamedTuple):
    """Where an entry stands among official results, as a whole and by group.

    `official` is its own row among them, which is left out of what it is compared with. `open_to`
    counts those of which it may be on the other side: an announced figure is a rounded one.
    """

    entry: Entry
    whole: Place | None
    groups: tuple[Place | None, ...]
    official: Ranked | None
    open_to: int


class _Shown(NamedTuple):
    """Indices announced with the same decimals, in order, and what each can stand for."""

    places: int
    values: Sequence[Fraction]
    below: Fraction
    above: Fraction


class Reference:
    """Official results, ready to be compared with."""

    def __init__(self, ranked: Sequence[Ranked], instrument: Instrument) -> None:
        self._instrument = instrument
        self._by_name = {one.entry.name: one for one in ranked}
        self._values = sorted(one.entry.exact for one in ranked)
        self._groups = [
            sorted(figure.exact for one in ranked if (figure := one.entry.groups[n]) is not None)
            for n in range(len(instrument.groups))
        ]
        self._shown = tuple(_by_decimals(ranked, instrument))

    def position(self, one: Entry) -> Position:
        """Give the position of an entry that has an index, its own official row not counted.

        It is its own where the name is the same, and type and province too where both know them.
        """
        own = self._by_name.get(one.name)
        own = own if own is not None and _may_be(one, own.entry) else None
        mine = (None,) * len(one.groups) if own is None else own.entry.groups
        others = _without(self._values, own.entry.index if own else None)
        groups = tuple(
            None if figure is None else place(figure.exact, _without(values, left_out))
            for figure, values, left_out in zip(one.groups, self._groups, mine, strict=True)
        )
        open_to = within(one, others, self._instrument)
        open_to += self._around(one.exact, None if own is None else own.entry.index)
        return Position(one, place(one.exact, others), groups, own, open_to)

    def _around(self, value: Fraction, own: Figure | None) -> int:
        """Count the official indices that can stand for a value without being it or its own."""
        found = 0
        for places, values, below, above in self._shown:
            others = values
            if own is not None and decimals(own.shown) == places:
                others = _without(values, own)
            found += bisect_right(others, value + below) - bisect_right(others, value - above)
            found -= equal_to(value, others)
        return found


def place(value: Fraction, others: Sequence[Fraction]) -> Place | None:
    """Find the place of a value among others, given in order; None where there are no others."""
    lower, equal = bisect_left(others, value), equal_to(value, others)
    share = percentile(lower, equal, len(others))
    if share is None:
        return None
    number = len(others)
    middle = mean([others[(number - 1) // 2], others[number // 2]])
    return Place(value, number - lower - equal + 1, number + 1, share, middle, others[-1])


def _by_decimals(ranked: Iterable[Ranked], instrument: Instrument) -> Iterable[_Shown]:
    figures = [one.entry.index for one in ranked if one.entry.index is not None]
    for places in sorted({decimals(figure.shown) for figure in figures}):
        alike = [figure for figure in figures if decimals(figure.shown) == places]
        around = span(alike[0].shown, instrument.index_rule.decimals)
        below, above = alike[0].exact - around.low, around.high - alike[0].exact
        yield _Shown(places, sorted(figure.exact for figure in alike), below, above)


def _may_be(one: Entry, official: Entry) -> bool:
    """Tell whether two of one name are one institution, as far as type and province are known."""
    is_of_type = None in {one.type, official.type} or one.type == official.type
    if one.province is None or official.province is None:
        return is_of_type
    return is_of_type and province_name(one.province) == province_name(official.province)


def _without(values: Sequence[Fraction], figure: Figure | None) -> Sequence[Fraction]:
    """Leave one value out of those given in order, if there is one to leave out."""
    if figure is None:
        return values
    at = bisect_left(values, figure.exact)
    return [*values[:at], *values[at + 1 :]]
