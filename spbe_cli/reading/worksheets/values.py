"""Cells -> values as a file would have them, however people wrote them; or why they cannot be.

Nothing is guessed in silence: what was taken for something else than it was says so.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from spbe_cli.core.exact import Number, exact_text, number, parse_decimal
from spbe_cli.core.exchange.entries import tidy
from spbe_cli.core.exchange.intake import How
from spbe_cli.core.instrument import Instrument, plain
from spbe_cli.core.problems import Code, Finding
from spbe_cli.reading.worksheets.parts import Cell, Fault

LevelNames = Mapping[str, frozenset[Number]]
"""The levels that go by a name, by the name as it is compared."""

_LEVEL = re.compile(
    r"(?:level|tingkat|lv|l)?[ .:]*(?P<number>\d{1,20}(?:[.,]\d{1,20})?)(?P<words>[ \-–:.,(/=].*)?",  # noqa: RUF001 - people type it
    re.IGNORECASE,
)
_INDICATOR = re.compile(
    r"(?:(?:indikator|indicator|ind|no|i)[ .#:-]*|[ .#:]*)"
    r"0*(?P<number>\d{1,6}(?:[-–./]\d{1,6})?)[.)]?",  # noqa: RUF001 - people type it
    re.IGNORECASE,
)


class Taken(NamedTuple):
    """What a cell was taken for, and `how` where it does not show that; or why not: a `fault`.

    None for an empty cell. A fault has no path yet.
    """

    value: object = None
    how: How | None = None
    fault: Finding | None = None


def level(cell: Cell, names: LevelNames) -> Taken:
    """Read a level or a target: a number, or what people write in its place."""
    value = cell.value
    if isinstance(value, datetime):
        values = {"found": text_of(cell)}
        return Taken(fault=Finding(Code.AMBIGUOUS_NUMBER, (), values, "date"))
    if not isinstance(value, str) or isinstance(value, Fault):
        return _sound(cell)
    text = tidy(value)
    if not text:
        return Taken()
    found = parse_decimal(text.replace(",", "."))
    taken = _in_words(text, names) if found is None else Taken(found)
    return taken._replace(how=_how(cell))


def _in_words(text: str, names: LevelNames) -> Taken:
    """Read `Level 3`, `3 - Terdefinisi` or `Terdefinisi`; other words stay as they are."""
    named = names.get(plain(text), frozenset())
    if len(named) == 1:
        return Taken(next(iter(named)))
    written = _LEVEL.fullmatch(text)
    found = parse_decimal(written["number"].replace(",", ".")) if written else None
    if written is None or found is None:
        return Taken(text)
    words = plain(written["words"] or "")
    others = names.get(words, frozenset())
    if not words or number(found) in others:
        return Taken(found)
    if others:
        values = {"found": text, "number": str(found), "other": exact_text(min(others))}
        return Taken(fault=Finding(Code.AMBIGUOUS_NUMBER, (), values, "level-name"))
    return Taken(text)


def words(cell: Cell) -> Taken:
    """Read text; a number or a day is the text it shows."""
    sound = _sound(cell)
    if sound.fault is not None:
        return sound
    return Taken(text_of(cell) or None, _how(cell))


def indicator(cell: Cell, known: Collection[str]) -> Taken:
    """Read the id of an indicator; None for what does not look like one.

    A spreadsheet makes a day of `35-1`, or a number of it; where only one id can be meant, it is.
    """
    value = cell.value
    if isinstance(value, datetime):
        meant = [one for one in _days(value) if one in known]
        if len(meant) == 1:
            return Taken(meant[0])
        values = {"found": text_of(cell)}
        return Taken(fault=Finding(Code.UNKNOWN_INDICATOR, (), values, "as-date"))
    text = text_of(cell)
    if text in known:
        return Taken(text)
    found = _INDICATOR.fullmatch(text)
    if found is None:
        return Taken()
    dashed = re.sub("[–./]", "-", found["number"])  # noqa: RUF001 - people type it
    meant_id = dashed if dashed in known else found["number"]
    return Taken(meant_id)


def _days(value: datetime) -> Iterator[str]:
    """Give the ids that a spreadsheet could have made a day of."""
    year, month, day = value.year % 100, value.month, value.day
    pairs = {(year, month), (month, year)} if day == 1 else set()
    yield from (f"{one}-{two}" for one, two in pairs | {(day, month), (month, day)})


def _sound(cell: Cell) -> Taken:
    """Take a value as it is, unless a formula did not give one."""
    if cell.value is None:
        return Taken(fault=Finding(Code.UNREADABLE_WORKBOOK, (), {}, "no-value"))
    if isinstance(cell.value, Fault):
        values = {"found": str(cell.value)}
        return Taken(fault=Finding(Code.WRONG_TYPE, (), values, "error-value"))
    return Taken(cell.value, _how(cell))


def _how(cell: Cell) -> How | None:
    """Tell where a cell shows something else than what was typed."""
    if cell.is_formula:
        return How.FORMULA
    return How.DATE if isinstance(cell.value, datetime) else None


def text_of(cell: Cell) -> str:
    """Give what a cell shows as text, without blanks around it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        at_midnight = value == datetime(value.year, value.month, value.day)  # noqa: DTZ001
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "minutes")
    return tidy(value) if isinstance(value, str) else _figure(value)


def _figure(value: int | Decimal) -> str:
    return str(value) if isinstance(value, int) else f"{value:f}"


def names_of_any(instruments: Sequence[Instrument]) -> Callable[[str], LevelNames]:
    """Give what levels are called in any of some instruments, where a sheet names none."""
    each = [names_of(one) for one in instruments]

    def names(indicator: str) -> LevelNames:
        found: dict[str, frozenset[Number]] = {}
        for name, levels in chain.from_iterable(one(indicator).items() for one in each):
            found[name] = found.get(name, frozenset()) | levels
        return found

    return names


def names_of(instrument: Instrument) -> Callable[[str], LevelNames]:
    """Give what levels are called in an instrument, by indicator."""
    scales = {one.id: one.scale for one in instrument.indicators}
    return lambda indicator: _level_names(instrument, scales.get(indicator))


def _level_names(instrument: Instrument, scale: str | None) -> LevelNames:
    """Give the names of levels in both languages, of one scale or of all."""
    found: dict[str, frozenset[Number]] = {}
    for key, levels in instrument.levels.names.items():
        for one, names in levels.items() if scale in {None, key} else ():
            for name in (names.id, names.en):
                found[plain(name)] = found.get(plain(name), frozenset()) | {number(one)}
    return found
