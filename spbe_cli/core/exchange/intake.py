"""What is imported against what is there: new, the same, or in conflict.

Nothing that is there is ever taken away: an empty cell says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.assessment import (
    Assessment,
    Combine,
    Evidence,
    EvidenceKind,
    Stage,
    folded,
    province_name,
)
from spbe_cli.core.exchange.leaves import Leaf, Leaves
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import KeyPath

Whose = tuple[str, int, Stage]
"""Institution, as names are compared, year and stage: which assessment something is of."""

ASSUMED: Leaves = {("draft",): False, ("combine",): Combine.LOWEST}
"""What holds in an assessment where nothing is said."""


class Side(StrEnum):
    """Whose value is kept where two differ: that of the file, or the one that is imported."""

    OURS = "ours"
    THEIRS = "theirs"


class How(StrEnum):
    """How a source says something where its cell does not show that.

    By a formula, as a day, in cells that are merged, of which sheets of ours count the first level
    only; or not at all, as what would say it is gone, or in so many more cells that only their
    number is told.
    """

    FORMULA = "formula"
    DATE = "date"
    MERGED = "merged"
    MERGED_LEVEL = "merged-level"
    UNSAID = "unsaid"
    MORE = "more"


class Told(NamedTuple):
    """Something in a source as it was found; `read_as` is what it was taken for, if anything.

    Of merged cells these are the indicators that they stand beside.
    """

    place: str
    found: str
    read_as: str | None = None
    how: How | None = None


class Clash(NamedTuple):
    """Two values for one path; of evidence, the piece that differs."""

    path: KeyPath
    there: Leaf
    found: Leaf


class Intake(NamedTuple):
    """What is to be written, by path; what differs; how many values say the same already."""

    taken: Leaves
    clashes: tuple[Clash, ...]
    same: int


class Merged(NamedTuple):
    """What several sources say together, which of them says each first, and where two differ.

    Sources are numbered from 0; a clash is that of the source whose number it has with `sources`.
    """

    leaves: Leaves
    sources: Mapping[KeyPath, int]
    clashes: tuple[tuple[int, Clash], ...]


def whose(value: Assessment) -> Whose:
    """Say which assessment something is of."""
    return folded(value.institution), value.year, value.stage


def compare(
    there: Leaves, found: Leaves, instrument: Instrument, side: Side | None = None
) -> Intake:
    """Hold what is imported against what is there; `side` says who wins where they differ."""
    taken: Leaves = {}
    clashes: list[Clash] = []
    same = 0
    for path, leaf in found.items():
        known = there.get(path)
        if known is None:
            taken[path] = leaf
            continue
        new, differing = _settled(path, known, leaf, instrument, side)
        clashes += (Clash(path, *pair) for pair in differing)
        if new is not known:
            taken[path] = new
        same += new is known and not differing
    return Intake(taken, tuple(clashes), same)


def merged(several: Iterable[Leaves], instrument: Instrument) -> Merged:
    """Put together what several sources say of one assessment; where two differ, the first."""
    leaves: Leaves = {}
    sources: dict[KeyPath, int] = {}
    clashes: list[tuple[int, Clash]] = []
    for number, found in enumerate(several):
        intake = compare(leaves, found, instrument)
        clashes += ((number, clash) for clash in intake.clashes)
        for path, leaf in intake.taken.items():
            leaves[path] = leaf
            sources.setdefault(path, number)
    return Merged(leaves, sources, tuple(clashes))


_Pairs = list[tuple[Leaf, Leaf]]
"""What is there and what is imported, wherever these differ."""


def _settled(
    path: KeyPath, there: Leaf, found: Leaf, instrument: Instrument, side: Side | None
) -> tuple[Leaf, _Pairs]:
    """Give what is to stand at a path, and what differs there."""
    if path[-1] == "evidence":
        return _evidence(there, _pieces(there), _pieces(found), side)
    if _is_same(path, there, found, instrument):
        return there, []
    return (found if side is Side.THEIRS else there), [(there, found)]


def _is_same(path: KeyPath, there: Leaf, found: Leaf, instrument: Instrument) -> bool:
    """Tell whether two values say the same, however they are written."""
    if isinstance(there, str) and isinstance(found, str):
        return _is_same_text(path, there, found, instrument)
    if isinstance(there, tuple) and isinstance(found, tuple):
        return _owned(there, instrument) == _owned(found, instrument)
    return _value(there) == _value(found)


def _is_same_text(path: KeyPath, there: str, found: str, instrument: Instrument) -> bool:
    if path == ("published", "category"):
        category = instrument.category_named(found)
        if category is not None:
            return category == instrument.category_named(there)
    if path == ("province",):
        return province_name(there) == province_name(found)
    return there.split() == found.split()


def _value(leaf: Leaf) -> object:
    """Give a figure as its value: 2.90 is 2.9."""
    return Fraction(leaf) if isinstance(leaf, Decimal) else leaf


def _owned(items: Iterable[object], instrument: Instrument) -> set[str]:
    """Give the indicators that are meant by ids and ranges; what is none, as it is written."""
    return {one for item in items for one in instrument.select(str(item)) or (str(item),)}


def _pieces(leaf: Leaf) -> list[Evidence]:
    return [one for one in leaf if isinstance(one, Evidence)] if isinstance(leaf, tuple) else []


def _evidence(
    there: Leaf, known: list[Evidence], found: Iterable[Evidence], side: Side | None
) -> tuple[Leaf, _Pairs]:
    """Add the pieces that are new, and what is new of those that are there."""
    together, differing = list(known), _Pairs()
    for piece in found:
        place = next((n for n, one in enumerate(together) if _source(one) == _source(piece)), None)
        if place is None:
            together.append(piece)
            continue
        one = together[place]
        differs = any(is_other for _, _, is_other in _details(one, piece))
        differing += [((one,), (piece,))] if differs else []
        update = {
            key: value
            for key, value, is_other in _details(one, piece)
            if not is_other or side is Side.THEIRS
        }
        together[place] = one.model_copy(update=update) if update else one
    return (there if together == known else tuple(together)), differing


def _source(piece: Evidence) -> tuple[str | None, str | None]:
    return piece.file, piece.url


def _details(known: Evidence, piece: Evidence) -> Iterator[tuple[str, date | EvidenceKind, bool]]:
    """Give what a piece says that the one that is there does not, and whether that says other."""
    if piece.date is not None and piece.date != known.date:
        yield "date", piece.date, known.date is not None
    if "kind" in piece.model_fields_set and piece.kind is not known.kind:
        yield "kind", piece.kind, "kind" in known.model_fields_set
