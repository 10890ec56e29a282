"""What one ranking holds: the institutions in order, by group, and among official results.

Pure: knows no file, terminal or clock.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from spbe_cli.core.assessment import Stage
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import CallError
from spbe_cli.core.ranks.position import Official, Position, Reference, differing
from spbe_cli.core.ranks.ranking import (
    By,
    Entry,
    Ranked,
    Section,
    Spread,
    kinds,
    open_figures,
    rank,
    refusal,
    refuse_mix,
    sections,
    spread,
    twice,
)


class Wanted(NamedTuple):
    """What of the files is ranked; None is all. A file of which it is not known stays."""

    year: int | None = None
    instrument: str | None = None
    stage: str | None = None

    def keeps(self, one: Entry) -> bool:
        """Tell whether an entry is wanted."""
        pairs = zip(self, (one.year, one.instrument, one.stage), strict=True)
        return all(None in {wanted, found} or wanted == found for wanted, found in pairs)


class Listed(NamedTuple):
    """One entry of a ranking with all that is known of it there.

    `ranked` is its rank among all, `inside` that in its group. `group` is None where nothing is
    split or the group is not known, `inside` where nothing is split, `position` where there is
    nothing to be compared with.
    """

    ranked: Ranked
    group: str | None
    inside: Ranked | None
    position: Position | None


@dataclass(frozen=True, slots=True)
class Board:
    """One ranking.

    `ranked` is everybody with an index, `unranked` those with an error. `instrument`, `year` and
    `spread` are None where nobody has an index. `sections` split it `by` something. `official` are
    the results it is made of or, with `positions`, those it is compared with; `reference` says how
    they lie. `open_figures` counts announced figures whose order with others is not known, `twice`
    names institutions that stand in it more than once; `top` is the last rank to be shown.
    """

    ranked: tuple[Ranked, ...]
    unranked: tuple[Entry, ...]
    instrument: Instrument | None
    year: int | None
    stages: tuple[str, ...]
    spread: Spread | None
    by: By | None = None
    sections: tuple[Section, ...] = ()
    official: Official | None = None
    reference: Spread | None = None
    positions: tuple[Position, ...] = ()
    open_figures: int = 0
    twice: tuple[str, ...] = ()
    top: int | None = None

    @property
    def unanswered(self) -> tuple[Entry, ...]:
        """Those that are ranked with indicators that nobody answered."""
        return tuple(one.entry for one in self.ranked if one.entry.unanswered)

    @property
    def unofficial(self) -> tuple[Entry, ...]:
        """Those that are ranked with means or medians of different answers."""
        return tuple(one.entry for one in self.ranked if one.entry.unofficial)

    def within_top(self, ranked: Iterable[Ranked]) -> tuple[Ranked, ...]:
        """Leave out those below the last rank to be shown."""
        return tuple(one for one in ranked if self.top is None or one.rank <= self.top)

    @property
    def listed(self) -> Iterator[Listed]:
        """Those to be shown in order; where they are split, by their rank in the group."""
        groups = {id(one.entry): (part.key, one) for part in self.sections for one in part.ranked}
        positions = {id(one.entry): one for one in self.positions}
        for one in self.ranked:
            key, inside = groups.get(id(one.entry), (None, one))
            if self.within_top((inside,)):
                found = inside if self.sections else None
                yield Listed(one, key, found, positions.get(id(one.entry)))


def choose(entries: Iterable[Entry], wanted: Wanted) -> tuple[tuple[Entry, ...], int]:
    """Give the entries that are wanted, and how many are not.

    Raises `CallError` where there were some and none is left, or where those left are of
    different instruments or years.
    """
    listed = tuple(entries)
    kept = tuple(one for one in listed if wanted.keeps(one))
    if listed and not kept:
        found = Counter(f"{one.instrument} {one.year} {one.stage}" for one in listed)
        raise refusal("call.rank-none", "call.rank-none.many", found)
    refuse_mix(kinds(kept))
    return kept, len(listed) - len(kept)


def board(
    entries: Iterable[Entry],
    instrument: Instrument | None,
    by: By | None = None,
    official: Official | None = None,
    top: int | None = None,
) -> Board:
    """Rank entries of one instrument and year, and split them by group."""
    listed = tuple(entries)
    ranked = rank(listed)
    unranked = tuple(one for one in listed if one.index is None)
    if not ranked or instrument is None:
        return Board((), unranked, None, None, (), None, by, official=official)
    stages = Counter(one.entry.stage for one in ranked)
    return Board(
        ranked,
        unranked,
        instrument,
        ranked[0].entry.year,
        tuple(stage.value for stage in Stage if stages[stage.value]),
        spread(ranked, instrument),
        by,
        sections(listed, by, instrument) if by is not None else (),
        official,
        open_figures=open_figures(ranked, instrument),
        twice=twice(ranked),
        top=top,
    )


def board_among(
    entries: Iterable[Entry], instrument: Instrument | None, official: Official, top: int | None
) -> Board:
    """Rank entries and find the position of each among official results.

    Those of another year of the same instrument are compared, those of another instrument never.
    Raises `CallError` for them, and where no entry is of the type or province of the part.
    """
    made = board(entries, instrument, None, official, top)
    if made.instrument is not None and made.instrument.id != official.instrument.id:
        values = {"found": made.instrument.id, "among": official.instrument.id}
        raise CallError("call.rank-among-instrument", year=str(official.year), **values)
    _refuse_strangers(made, official)
    listed = rank(official.entries)
    reference = Reference(listed, official)
    return replace(
        made,
        reference=spread(listed, official.instrument),
        positions=tuple(reference.position(one.entry) for one in made.ranked),
    )


def _refuse_strangers(made: Board, official: Official) -> None:
    """Raise `CallError` where all entries are of another type or province than the part.

    It says which part would be theirs.
    """
    entries = [one.entry for one in made.ranked]
    if not entries or not all(differing(one, official) for one in entries):
        return
    types, provinces = {one.type for one in entries}, {one.province for one in entries}
    kind = types.pop() if len(types) == 1 else None
    where = provinces.pop() if official.province is not None and len(provinces) == 1 else None
    instead = f"{official.year}:{kind or ''}:{where or ''}".rstrip(":")
    asked = part_name(official.type, official.province)
    found = Counter(part_name(one.type, one.province) for one in entries)
    keys = ("call.rank-among-strangers", "call.rank-among-strangers.many")
    raise refusal(*keys, found, asked=asked, instead=instead)


def part_name(kind: str | None, province: str | None) -> str:
    """Name a type and a province, as far as they are there: `kabupaten, Jawa Timur`."""
    return ", ".join(part for part in (kind, province) if part)
