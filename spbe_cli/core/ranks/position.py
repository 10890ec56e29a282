"""Where an institution stands among official results: rank, percentile, distances, all exact.

Pure: knows no file, terminal or clock.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from spbe_cli.core.assessment import province_name
from spbe_cli.core.exact import Number, median
from spbe_cli.core.instrument import Citation, Instrument, Names
from spbe_cli.core.ranks.ranking import (
    Entry,
    Figure,
    Ranked,
    Spans,
    equal_to,
    percentile,
    stands_for,
)

LEAST_MISSPELT = 6
"""Letters from which a name that differs by one of them may be the same one, miswritten."""

LEAST_CUT = 12
"""Letters from which a name that begins like another may be the same one, cut short."""

_KIND = re.compile(r"^(kabupaten|kota|provinsi)(?=.)")
"""The kind of government at the beginning of a name as it is compared."""


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

    `official` is its own row among them, which is left out of what it is compared with; where there
    is none, `nearest` is the row that may be meant, and is still among the others. `open_to` counts
    those of which it may be on the other side, or equal: an announced figure is a rounded one.
    `differs` names what of the entry (`type`, `province`) is another than that of the part.
    """

    entry: Entry
    whole: Place | None
    groups: tuple[Place | None, ...]
    official: Ranked | None
    nearest: Entry | None
    open_to: int
    differs: tuple[str, ...]


class Reference:
    """Official results, ready to be compared with."""

    def __init__(self, ranked: Sequence[Ranked], official: Official) -> None:
        instrument = official.instrument
        self._official = official
        self._by_name = {one.entry.name: one for one in ranked}
        self._values = sorted(one.entry.exact for one in ranked)
        self._groups = [
            sorted(figure.exact for one in ranked if (figure := one.entry.groups[n]) is not None)
            for n in range(len(instrument.groups))
        ]
        self._spans = Spans((one.entry for one in ranked), instrument)

    def position(self, one: Entry) -> Position:
        """Give the position of an entry that has an index, its own official row not counted.

        It is its own where the name is the same, and type and province too where both know them.
        """
        named = self._by_name.get(one.name)
        own = named if named is not None and not differing(one, named.entry) else None
        nearest = self._nearest(one) if named is None else named.entry
        mine = (None,) * len(one.groups) if own is None else own.entry.groups
        others = _without(self._values, own.entry.index if own else None)
        groups = tuple(
            None if figure is None else place(figure.exact, _without(values, left_out))
            for figure, values, left_out in zip(one.groups, self._groups, mine, strict=True)
        )
        return Position(
            one,
            place(one.exact, others),
            groups,
            own,
            nearest if own is None else None,
            self._open_to(one, own),
            differing(one, self._official),
        )

    def _open_to(self, one: Entry, own: Ranked | None) -> int:
        """Count the official indices whose order with that of an entry is open, but for its own."""
        instrument = self._official.instrument
        around = stands_for(one, instrument)
        found = self._spans.count(around)
        return found - (own is not None and Spans([own.entry], instrument).count(around))

    @cached_property
    def _near(self) -> Mapping[str, Sequence[Entry]]:
        """The rows by each spelling of their name, with and without the kind of government."""
        found: dict[str, list[Entry]] = {}
        for name, one in self._by_name.items():
            for spelling in {*_spellings(name), *_spellings(_KIND.sub("", name))}:
                found.setdefault(spelling, []).append(one.entry)
        return found

    @cached_property
    def _names(self) -> Sequence[str]:
        return sorted(self._by_name)

    def _nearest(self, one: Entry) -> Entry | None:
        """Find the row whose name one may stand for: miswritten by a letter, or cut short."""
        near = [
            found for spelling in _spellings(one.name) for found in self._near.get(spelling, ())
        ]
        at = bisect_left(self._names, one.name)
        for name in self._names[max(at - 1, 0) : at + 1]:
            shorter, longer = sorted((name, one.name), key=len)
            if longer.startswith(shorter) and len(shorter) >= LEAST_CUT:
                near.append(self._by_name[name].entry)
        return next((found for found in near if not differing(one, found)), None)


def _spellings(name: str) -> Iterator[str]:
    """Give a name, and where it is long enough, what it is without any one of its letters.

    Two names that differ by one letter have one of these in common.
    """
    yield name
    if len(name) >= LEAST_MISSPELT:
        yield from (name[:at] + name[at + 1 :] for at in range(len(name)))


def differing(one: Entry, official: Entry | Official) -> tuple[str, ...]:
    """Name what of an entry (`type`, `province`) is known to differ from a row or a part."""
    is_of_type = None in {one.type, official.type} or one.type == official.type
    found = () if is_of_type else ("type",)
    if one.province is None or official.province is None:
        return found
    is_there = province_name(one.province) == province_name(official.province)
    return found if is_there else (*found, "province")


def place(value: Fraction, others: Sequence[Fraction]) -> Place | None:
    """Find the place of a value among others, given in order; None where there are no others."""
    lower, equal = bisect_left(others, value), equal_to(value, others)
    share = percentile(lower, equal, len(others))
    if share is None:
        return None
    number = len(others)
    middle = median(others[(number - 1) // 2 : number // 2 + 1])  # the others are in order
    return Place(value, number - lower - equal + 1, number + 1, share, middle, others[-1])


def _without(values: Sequence[Fraction], figure: Figure | None) -> Sequence[Fraction]:
    """Leave one value out of those given in order, if there is one to leave out."""
    if figure is None:
        return values
    at = bisect_left(values, figure.exact)
    return [*values[:at], *values[at + 1 :]]
