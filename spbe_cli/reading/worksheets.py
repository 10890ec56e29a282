"""Workbooks -> what was filled in, shaped as files have it, every value's cell still known.

Our own worksheets, however people have changed them, and any other sheet with a head that names
indicators and their levels. What was taken for something else, or not taken at all, is told.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain, islice
from typing import Any, NamedTuple

from spbe_cli.core import entries
from spbe_cli.core.exact import Number, exact_text, number, parse_decimal
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Code, Finding, KeyPath, Place, Problem
from spbe_cli.core.worksheet import FORMAT, INPUTS, Column, Part, address
from spbe_cli.reading import files, worksheet_values
from spbe_cli.reading.library import Library
from spbe_cli.reading.source import QUOTE_WIDTH
from spbe_cli.reading.workbook_parts import Cell
from spbe_cli.reading.workbook_source import MAX_BYTES, Grid, grids
from spbe_cli.reading.worksheet_table import (
    At,
    Head,
    Itself,
    Record,
    Table,
    find_head,
    said_of_itself,
)
from spbe_cli.reading.worksheet_values import LevelNames, text_of

MOST_TOLD = 500
"""Cells of one sheet that are told apart, of those that were not read."""


class Remark(NamedTuple):
    """What people wrote in a cell, and what it was taken for."""

    cell: str
    found: str
    read_as: str


class Unread(NamedTuple):
    """Something that has no home in our files; a whole sheet has no cell but its name."""

    cell: str
    found: str


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """One sheet of answers: the institution's own where `opd` is None.

    `data` is shaped as an assessment or an OPD file. `about` is all that the sheet and its guide
    say of themselves, as text: the stage, the file of an OPD (`file`). `blank` are the indicators
    that have a row with nothing in it.
    """

    file: str
    name: str
    opd: str | None
    data: dict[str, Any]
    about: Mapping[str, str]
    blank: tuple[str, ...]
    remarks: tuple[Remark, ...]
    unread: tuple[Unread, ...]
    places: Mapping[KeyPath, At]
    ids: Mapping[KeyPath, At]
    """Where the numbers of indicators stand, by the path of their answers."""

    def locate(self, finding: Finding) -> Problem:
        """Give a finding its cell: that of its path, else of the nearest thing above it."""
        if finding.at == "key" and finding.path in self.ids:
            return _problem(self.file, self.name, self.ids[finding.path], finding)
        at = next(
            self.places[finding.path[:n]]
            for n in range(len(finding.path), -1, -1)
            if finding.path[:n] in self.places
        )
        return _problem(self.file, self.name, at, finding)


class Workbook(NamedTuple):
    """What a workbook holds; `problems` are the one that it is not read for, or those of cells."""

    problems: tuple[Problem, ...]
    sheets: tuple[FilledSheet, ...]


class _Known(NamedTuple):
    """What is known of the indicators a sheet is about; by no instrument, of all there are."""

    ids: Collection[str]
    names: Callable[[str], LevelNames]


def read_workbook(spot: files.Spot, library: Library) -> Workbook:
    """Read all answers of a workbook; what is wrong in it is a problem.

    Raises `CallError` only where the file that the caller named cannot be opened.
    """
    content = files.read_bytes(spot, MAX_BYTES)
    found = content if isinstance(content, Problem) else grids(spot.label, content)
    if isinstance(found, Problem):
        return Workbook((found,), ())
    return _Reading(spot, library, found).workbook()


class _Reading:
    """One workbook on its way to filled sheets."""

    def __init__(self, spot: files.Spot, library: Library, found: tuple[Grid, ...]) -> None:
        self._spot = spot
        self._library = library
        self._sheets = [(grid, said_of_itself(grid)) for grid in found]
        self._ours = [itself for _, itself in self._sheets if itself is not None]
        self._problems: list[Problem] = []

    def workbook(self) -> Workbook:
        """Read every sheet of ours; in a workbook without any, every one that has a head."""
        newer = self._of_another_version()
        if newer is not None:
            return Workbook((newer,), ())
        is_ours = any(itself.role == Part.ANSWERS for itself in self._ours)
        sheets, others = list[FilledSheet](), list[Unread]()
        for grid, itself in self._sheets:
            if itself is None and is_ours:
                others += [Unread(grid.name, grid.name)] if grid.rows else []
            elif itself is None or itself.role == Part.ANSWERS:
                sheet = self._sheet(grid, itself)
                sheets += () if sheet is None else (sheet,)
        if not sheets and not self._problems:
            finding = Finding(Code.NOT_AN_ASSESSMENT, (), {}, "workbook")
            return Workbook((Problem(self._spot.label, None, finding),), ())
        if sheets:
            sheets[0] = replace(sheets[0], unread=(*sheets[0].unread, *others))
        return Workbook(tuple(self._problems), tuple(sheets))

    def _of_another_version(self) -> Problem | None:
        """Refuse worksheets of a format that is not known yet."""
        for grid, itself in self._sheets:
            if itself is not None and text_of(itself.at.cell) != FORMAT:
                values = {"found": text_of(itself.at.cell)}
                finding = Finding(Code.UNREADABLE_WORKBOOK, (), values, "version")
                return _problem(self._spot.label, grid.name, itself.at, finding)
        return None

    def _sheet(self, grid: Grid, itself: Itself | None) -> FilledSheet | None:
        """Read one sheet; None where it has no table of answers."""
        head = find_head(grid, None if itself is None else itself.at.row)
        about: dict[str, At] = {}
        if itself is not None:
            guides = (one.values for one in self._ours if one.role == Part.GUIDE)
            about = {**next(guides, {}), **itself.values}
        filling = _Filling(self._spot, grid, self._known(about), about)
        filling.unread += _pinned(grid)
        if head is not None:
            filling.fill(head)
        elif itself is not None:
            finding = Finding(Code.NOT_AN_ASSESSMENT, (), {"found": grid.name}, "sheet")
            self._problems.append(_problem(self._spot.label, grid.name, itself.at, finding))
            return None
        if not filling.seen and itself is None:
            return None
        self._problems += filling.problems
        return filling.sheet()

    def _known(self, about: Mapping[str, At]) -> _Known:
        """Say which indicators and names of levels there can be."""
        given = text_of(about["instrument"].cell) if "instrument" in about else None
        found = None if given is None else self._library.find(given, self._spot)
        if found is not None and found.value is not None:
            return _Known(found.value.positions, _names_of(found.value))
        all_ = (self._library.find(name) for name in self._library.bundled)
        values = [one.value for one in all_ if one is not None and one.value is not None]
        return _Known({key for one in values for key in one.positions}, _names_of_any(values))


def _pinned(grid: Grid) -> Iterator[Unread]:
    """Tell the comments on cells: they are words to a person, and no file of ours keeps them."""
    for (row, column), text in islice(sorted(grid.comments.items()), MOST_TOLD):
        yield Unread(address(grid.name, row, column), text)


def _names_of_any(instruments: Sequence[Instrument]) -> Callable[[str], LevelNames]:
    """Give what levels are called in any of some instruments, where a sheet names none."""
    each = [_names_of(one) for one in instruments]

    def names(indicator: str) -> LevelNames:
        found: dict[str, frozenset[Number]] = {}
        for name, levels in chain.from_iterable(one(indicator).items() for one in each):
            found[name] = found.get(name, frozenset()) | levels
        return found

    return names


def _names_of(instrument: Instrument) -> Callable[[str], LevelNames]:
    scales = {one.id: one.scale for one in instrument.indicators}
    return lambda indicator: worksheet_values.level_names(instrument, scales.get(indicator))


@dataclass(slots=True)
class _Filling:
    """One sheet on its way: its answers, where they stand, what is to be told of them."""

    spot: files.Spot
    grid: Grid
    known: _Known
    about: Mapping[str, At]
    answers: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, At] = field(default_factory=dict)
    ids: dict[KeyPath, At] = field(default_factory=dict)
    seen: dict[str, At] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def fill(self, head: Head) -> None:
        """Read the table below a head."""
        first = min(head.titles.values(), default=At(head.row, 1, Cell("")))
        self.places[()] = self.places["answers",] = first
        for column, one, other in head.twice:
            values = {"first": text_of(one.cell), "found": text_of(other.cell), "key": column.value}
            self._fail(other, Finding(Code.DUPLICATE_KEY, (), values, "column"))
        table = Table(
            self.grid, head, lambda cell: worksheet_values.indicator(cell, self.known.ids)
        )
        for at, taken in table.faults:
            if taken.fault is not None:
                self._fail(at, taken.fault)
        for record in table.records:
            self._take(record)
        self.unread += islice(self._homeless(table, head), MOST_TOLD)

    def _take(self, record: Record) -> None:
        """Read the rows of one indicator; a second one of the same id must say nothing."""
        path = ("answers", record.id)
        answer = self._answer(record, path)
        if record.id in self.answers and answer:
            first = address(self.grid.name, self.seen[record.id].row, self.seen[record.id].column)
            values = {"key": record.id, "first": first}
            self._fail(record.at, Finding(Code.DUPLICATE_KEY, path, values, "cell", at="key"))
            return
        if answer:
            self.answers[record.id] = answer
            if record.taken.as_other:
                self._remark(record.at, record.id)
        if answer or record.id not in self.seen:
            self.seen[record.id] = self.ids[path] = record.at
            self.places.setdefault(path, record.at)

    def _answer(self, record: Record, path: KeyPath) -> dict[str, Any]:
        """Read what one indicator has in each column."""
        answer: dict[str, Any] = {}
        places: dict[KeyPath, At] = {}
        for column in INPUTS:
            cells = record.cells.get(column, [])
            taken = [(at, self._value(at, column, record.id)) for at in cells]
            found = [(at, value) for at, value in taken if value is not None]
            if not found:
                continue
            places[*path, column.value] = found[0][0]
            answer[column.value] = _together(column, [value for _, value in found])
            if column not in {Column.NOTE, Column.EVIDENCE}:
                self.unread += (self._untold(at) for at, _ in found[1:])
        self.places = {**places, **self.places}
        if answer:
            shown = places.get((*path, Column.LEVEL.value)) or next(iter(places.values()))
            self.places.setdefault(path, shown)
        return answer

    def _value(self, at: At, column: Column, indicator: str) -> Any:
        """Read one cell, say what it was taken for, or why it cannot be."""
        if column in {Column.LEVEL, Column.TARGET}:
            taken = worksheet_values.level(at.cell, self.known.names(indicator))
        else:
            taken = worksheet_values.words(at.cell)
        if taken.fault is not None:
            self._fail(at, taken.fault._replace(path=("answers", indicator, column.value)))
            return None
        if taken.as_other:
            self._remark(at, _told(taken.value))
        return taken.value

    def _homeless(self, table: Table, head: Head) -> Iterator[Unread]:
        """Tell what was not read: columns by their titles, once each; other cells by themselves."""
        known, told = {*head.columns.values()}, set[int]()
        for at in table.homeless:
            title = head.titles.get(at.column)
            if at.column in known or title is None:
                if head.is_ours and at.column == head.columns[Column.LEVEL]:
                    self._fail(at, Finding(Code.UNKNOWN_INDICATOR, ("answers",), {}, "row"))
                else:
                    yield self._untold(at)
            elif at.column not in told:
                told.add(at.column)
                yield self._untold(title)

    def _untold(self, at: At) -> Unread:
        return Unread(address(self.grid.name, at.row, at.column), text_of(at.cell))

    def _remark(self, at: At, read_as: str) -> None:
        cell = address(self.grid.name, at.row, at.column)
        self.remarks.append(Remark(cell, text_of(at.cell), read_as))

    def _fail(self, at: At, finding: Finding) -> None:
        self.problems.append(_problem(self.spot.label, self.grid.name, at, finding))

    def sheet(self) -> FilledSheet:
        """Put together what was read."""
        told = {key: text_of(at.cell) for key, at in self.about.items()}
        opd = entries.value_data(told["opd"]) if "opd" in told else None
        keys = _ASSESSMENT if opd is None else _OPD
        data: dict[str, Any] = {}
        places = dict(self.places)
        for key in (key for key in keys if key in told):
            path = tuple(key.split("."))
            places.setdefault(path, self.about[key])
            _put(data, path, keys[key](told[key]))
        places.setdefault((), At(1, 1, Cell("")))
        blank = tuple(key for key in self.seen if key not in self.answers)
        if opd is not None and "owns" not in data:  # it owns what it has a row for
            self.answers |= dict.fromkeys(blank)
        data["answers"] = self.answers
        return FilledSheet(
            self.spot.label,
            self.grid.name,
            opd,
            data,
            told,
            blank,
            tuple(self.remarks),
            tuple(self.unread),
            places,
            self.ids,
        )


def _together(column: Column, values: list[Any]) -> Any:
    """Put the cells of one indicator together: words of all its rows, else the first."""
    if column is Column.EVIDENCE:
        return entries.evidence_data("\n".join(values))
    if column is Column.NOTE:
        return "\n".join(values)
    return entries.confidence_data(values[0]) if column is Column.CONFIDENCE else values[0]


def _told(value: object) -> str:
    is_figure = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    return exact_text(number(value)) if is_figure else str(value)  # type: ignore[arg-type] # a number


def _problem(file: str, sheet: str, at: At, finding: Finding) -> Problem:
    quote = text_of(at.cell).replace("\n", " ")[:QUOTE_WIDTH]
    cell = address(sheet, at.row, at.column)
    return Problem(file, Place(at.row, at.column, quote, 1, cell), finding)


def _put(data: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    for step in path[:-1]:
        data = data.setdefault(step, {})
    data[path[-1]] = value


def _number(text: str) -> Any:
    found = parse_decimal(text)
    return text if found is None else found


def _truth(text: str) -> Any:
    return {"true": True, "false": False}.get(text.casefold(), text)


def _figures(text: str) -> Any:
    pairs = entries.pairs_data(text)
    return text if isinstance(pairs, str) else {key: _number(one) for key, one in pairs.items()}


_BOTH: Mapping[str, Callable[[str], Any]] = {
    "institution": entries.value_data,
    "year": _number,
    "instrument": entries.value_data,
}
_OPD = {**_BOTH, "opd": entries.value_data, "name": entries.value_data, "owns": entries.items_data}
"""The keys of an OPD file that a sheet says of itself, and how each is read."""

_ASSESSMENT: Mapping[str, Callable[[str], Any]] = {
    **_BOTH,
    "stage": str,
    "type": str,
    "province": entries.value_data,
    "draft": _truth,
    "combine": str,
    "lead": entries.pairs_data,
    "include": entries.items_data,
    "published.index": _number,
    "published.category": entries.value_data,
    "published.domains": _figures,
    "published.aspects": _figures,
    **{f"published.source.{key}": entries.value_data for key in ("title", "url", "date", "note")},
}
"""The same of an assessment."""
