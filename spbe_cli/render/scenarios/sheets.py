"""The tables of scenarios side by side: what each makes of the index, and in which levels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from string import ascii_uppercase
from typing import NamedTuple

from spbe_cli.core.inert import safe
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Line
from spbe_cli.render import wording
from spbe_cli.render.look import Look, counted
from spbe_cli.render.sheet import Cell, Column, Sheet

NAMED = 30
"""Columns of the screen that are left for the names of indicators at least."""

INSET, GAP = 1, 3
"""Columns of the screen before a table and between two cells."""

LEVEL = 6
"""Columns of the screen that a level takes at most, as in (1.00)."""


class Side(NamedTuple):
    """A scenario as a column: its head, and by indicator the levels that are not as now."""

    head: str
    levels: Mapping[str, str]

    @property
    def room(self) -> int:
        """The columns of the screen it takes, with the gap before it."""
        return GAP + max(len(self.head), *map(len, self.levels.values()))


class Differing(NamedTuple):
    """The indicators as they are now, and beside them each scenario that changes any.

    `lettered` says that letters stand for names, which would not all fit side by side.
    """

    lines: Sequence[Line]
    sides: Sequence[Side]
    lettered: bool


def differing(results: Sequence[Result], look: Look) -> Differing:
    """Find what scenarios change; `results` are the file as it is, then one for each scenario."""
    cards = (results[0].card, *(one.before for one in results[1:]))
    now = next((card.lines for card in cards if card is not None), ())
    found = [(place, one, dict(_levels(one, now, look))) for place, one in enumerate(results)]
    named = [Side(safe(str(one.scenario)), levels) for _, one, levels in found if levels]
    if sum(side.room for side in named) <= _room(look):
        return Differing(now, named, lettered=False)
    lettered = [Side(_letter(place), levels) for place, _, levels in found if levels]
    return Differing(now, lettered, lettered=True)


def overview(results: Sequence[Result], look: Look, *, lettered: bool) -> Sheet:
    """Set the file as it is and the scenarios below one another, each with its index."""
    texts = look.texts
    heads = (
        *([Column("")] if lettered else []),
        Column(texts("scenarios.scenario"), folds=True),
        Column(texts("table.index"), right=True),
        Column(texts("table.category")),
        Column(texts("scenarios.exact"), right=True),
        Column(texts("scenarios.change"), right=True),
    )
    letters = ["", *map(_letter, range(1, len(results)))]
    rows = [
        (
            *([Cell(letter)] if lettered else []),
            Cell(wording.scenario(one, look)),
            Cell("-" if one.shown is None else look.figure(one.shown), style="bold"),
            _category(one, look),
            Cell("" if one.index is None else wording.full(one.index, look)),
            _change(one, look),
        )
        for letter, one in zip(letters, results, strict=True)
    ]
    return Sheet(heads, rows)


def levels(found: Differing, instrument: Instrument, look: Look) -> Iterator[Sheet]:
    """Set the levels that differ side by side, in as many tables as the width asks for."""
    texts, parts = look.texts, list(_parts(found.sides, look))
    for place, part in enumerate(parts):
        heads = (
            Column(texts("table.indicator"), folds=True, least=NAMED),
            Column(texts("scenarios.level"), right=True),
            *(Column(side.head, right=True) for side in part),
        )
        title = "" if place else texts("scenarios.levels")
        note = texts("scenarios.empty") if place == len(parts) - 1 else ""
        lines = [
            line for line in found.lines if any(line.indicator.id in side.levels for side in part)
        ]
        yield Sheet(heads, [_line(one, part, instrument, look) for one in lines], title, note)


def _levels(one: Result, now: Iterable[Line], look: Look) -> Iterator[tuple[str, str]]:
    """Give the levels of a scenario that are not as they are now; none where it has no index."""
    if one.card is None:
        return
    for ours, theirs in zip(now, one.card.lines, strict=True):
        if (ours.level, ours.answered) != (theirs.level, theirs.answered):
            written = wording.answered(theirs, one.card.instrument, look)
            yield theirs.indicator.id, written


def _parts(sides: Sequence[Side], look: Look) -> Iterator[Sequence[Side]]:
    """Cut scenarios into as many as fit side by side, one at least."""
    start, taken, room = 0, 0, _room(look)
    for place, side in enumerate(sides):
        taken += side.room
        if taken > room and place > start:
            yield sides[start:place]
            start, taken = place, side.room
    if sides:
        yield sides[start:]


def _room(look: Look) -> float:
    """Count the columns of the screen that are left for scenarios."""
    if look.width is None:
        return inf
    return look.width - INSET - NAMED - GAP - max(LEVEL, len(look.texts("scenarios.level")))


def _letter(place: int) -> str:
    """Give a short name to a scenario, counted from 1: A to Z, then AA and on."""
    rounds, letter = divmod(place - 1, len(ascii_uppercase))
    return (_letter(rounds) if rounds else "") + ascii_uppercase[letter]


def _line(
    line: Line, sides: Iterable[Side], instrument: Instrument, look: Look
) -> tuple[Cell, ...]:
    indicator = line.indicator
    beside = (Cell(side.levels.get(indicator.id, ""), style="bold") for side in sides)
    named = f"{indicator.id} {look.texts.name(indicator.name)}"
    return (Cell(named), Cell(wording.answered(line, instrument, look)), *beside)


def _category(one: Result, look: Look) -> Cell:
    if one.category is None:
        return Cell(counted(look.texts, "errors", one.errors), style="red")
    return Cell(one.category.name.id)


def _change(one: Result, look: Look) -> Cell:
    change = one.change or 0
    style = "green" if change > 0 else "red" if change < 0 else ""
    return Cell(wording.moved(one, look), style=style)
