"""One sheet of answers -> data shaped as a file, every value's cell still known.

What was taken for something else, or not taken at all, is told.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from spbe_cli.core.exact import exact_text, number
from spbe_cli.core.exchange import entries
from spbe_cli.core.exchange.intake import How
from spbe_cli.core.exchange.worksheet import Column, letters, quoted_name
from spbe_cli.core.problems import Code, Finding, KeyPath, Place, Problem
from spbe_cli.reading import files
from spbe_cli.reading.source import QUOTE_WIDTH
from spbe_cli.reading.worksheets import values as worksheet_values
from spbe_cli.reading.worksheets.about import data_of
from spbe_cli.reading.worksheets.parts import Cell
from spbe_cli.reading.worksheets.source import Grid
from spbe_cli.reading.worksheets.strangers import Ours
from spbe_cli.reading.worksheets.table import At, Head, Record, Table
from spbe_cli.reading.worksheets.values import LevelNames, text_of

MOST_TOLD = 500
"""Cells of one sheet that are told apart, of those that were not read."""


class Remark(NamedTuple):
    """What cells show, what it was taken for, and how where that does not tell.

    Of merged cells, what they were taken for are the indicators that they stand beside.
    """

    cell: str
    found: str
    read_as: str
    how: How | None = None


class Unread(NamedTuple):
    """Something that has no home in our files; a whole sheet has no cell but its name.

    Without a cell, it is what the workbook should say and does not.
    """

    cell: str
    found: str
    how: How | None = None


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
    empty: frozenset[KeyPath]
    """The values that have a cell with nothing in it."""

    def locate(self, finding: Finding) -> Problem:
        """Give a finding its cell: that of its path, else of the nearest thing above it."""
        if finding.at == "key" and finding.path in self.ids:
            return problem_at(self.file, self.name, self.ids[finding.path], finding)
        at = next(
            self.places[finding.path[:n]]
            for n in range(len(finding.path), -1, -1)
            if finding.path[:n] in self.places
        )
        return problem_at(self.file, self.name, at, finding)


class Known(NamedTuple):
    """What is known of the indicators a sheet is about; by no instrument, of all there are."""

    ids: Collection[str]
    names: Callable[[str], LevelNames]


@dataclass(slots=True)
class Filling:
    """One sheet on its way: its answers, where they stand, what is to be told of them."""

    spot: files.Spot
    grid: Grid
    known: Known
    about: Mapping[str, At]
    ours: Ours
    answers: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, At] = field(default_factory=dict)
    ids: dict[KeyPath, At] = field(default_factory=dict)
    seen: dict[str, At] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    empty: set[KeyPath] = field(default_factory=set)

    def fill(self, head: Head) -> None:
        """Read the table below a head."""
        first = min(head.titles.values(), default=At(head.row, 1, Cell("")))
        self.places[()] = self.places["answers",] = first
        for column, one, other in head.twice:
            values = {"first": text_of(one.cell), "found": text_of(other.cell), "key": column.value}
            self._fail(other, Finding(Code.DUPLICATE_KEY, (), values, "column"))
        known = self.known.ids
        table = Table(
            self.grid, head, lambda cell: worksheet_values.indicator(cell, known), self.ours
        )
        for at, taken in table.faults:
            if taken.fault is not None:
                self._fail(at, taken.fault)
        for record in table.records:
            self._take(record)
        self.remarks += self._spread(table.records, counts=head.is_ours)
        self.unread += capped(self._homeless(table, head), self.grid.name)

    def _take(self, record: Record) -> None:
        """Read the rows of one indicator; a second one of the same id must say nothing."""
        path = ("answers", record.id)
        answer = self._answer(record, path)
        if record.id in self.answers and answer:
            values = {"key": record.id, "first": self.seen[record.id].on(self.grid.name)}
            self._fail(record.at, Finding(Code.DUPLICATE_KEY, path, values, "cell", at="key"))
            return
        if answer:
            self.answers[record.id] = answer
            self._remark(record.at, record.id)
        if answer or record.id not in self.seen:
            self.seen[record.id] = self.ids[path] = record.at
            self.places.setdefault(path, record.at)

    def _answer(self, record: Record, path: KeyPath) -> dict[str, Any]:
        """Read what one indicator has in each column."""
        answer: dict[str, Any] = {}
        places: dict[KeyPath, At] = {}
        for column, cells in record.cells.items():
            taken = [(at, self._value(at, column, record.id)) for at in cells]
            found = [(at, value) for at, value in taken if value is not None]
            if not found:
                self.empty.add((*path, column.value))
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
        if taken.value is not None:
            self._remark(at, _told(taken.value), taken.how)
        return taken.value

    def _spread(self, records: list[Record], *, counts: bool) -> Iterator[Remark]:
        """Tell which cells were merged and so taken for several indicators.

        A workbook of ours `counts` too, with formulas that find a level in the first cell alone.
        """
        taken: dict[At, tuple[Column, dict[str, None]]] = {}
        for record in records:
            answer = self.answers.get(record.id, {})
            for column, cells in record.cells.items():
                for at in cells if column in answer else ():
                    taken.setdefault(at, (column, {}))[1][record.id] = None
        areas = {(area.top, area.left): area for area in self.grid.merged}
        for at, (column, ids) in taken.items():
            if len(ids) > 1:
                area = areas[at.row, at.column]
                cell = f"{at.on(self.grid.name)}:{letters(area.right)}{area.bottom}"
                how = How.MERGED_LEVEL if counts and column is Column.LEVEL else How.MERGED
                yield Remark(cell, text_of(at.cell), ", ".join(ids), how)

    def _homeless(self, table: Table, head: Head) -> Iterator[Unread]:
        """Tell what was not read: columns by their titles, once each; other cells by themselves."""
        known, told = {*head.columns.values()}, set[int]()
        for at in table.homeless:
            title = head.titles.get(at.column) if at.row >= head.row else None
            if at.column in known or title is None:
                is_level = head.is_ours and at.column == head.columns[Column.LEVEL]
                if is_level and at.row > head.row:
                    self._fail(at, Finding(Code.UNKNOWN_INDICATOR, ("answers",), {}, "row"))
                else:
                    yield self._untold(at)
            elif at.column not in told:
                told.add(at.column)
                yield self._untold(title)

    def _untold(self, at: At) -> Unread:
        return Unread(at.on(self.grid.name), text_of(at.cell))

    def _remark(self, at: At, read_as: str, how: How | None = None) -> None:
        """Tell what a cell was taken for, unless that is what it shows."""
        found = text_of(at.cell)
        if how is not None or read_as not in {found, found.removesuffix(".")}:
            self.remarks.append(Remark(at.on(self.grid.name), found, read_as, how))

    def _fail(self, at: At, finding: Finding) -> None:
        self.problems.append(problem_at(self.spot.label, self.grid.name, at, finding))

    def sheet(self) -> FilledSheet:
        """Put together what was read."""
        told = {key: text_of(at.cell) for key, at in self.about.items()}
        opd = entries.value_data(told["opd"]) if "opd" in told else None
        data: dict[str, Any] = {}
        places = dict(self.places)
        for path, value in data_of(told, is_opd=opd is not None):
            places.setdefault(path, self.about[".".join(path)])
            _put(data, path, value)
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
            tuple(dict.fromkeys(self.remarks)),
            tuple(self.unread),
            places,
            self.ids,
            frozenset(self.empty),
        )


def capped(unread: Iterable[Unread], sheet: str) -> Iterator[Unread]:
    """List what was not read of a sheet; of very much, say how much more there is."""
    every = iter(unread)
    yield from islice(every, MOST_TOLD)
    more = sum(1 for _ in every)
    if more:
        yield Unread(quoted_name(sheet), str(more), How.MORE)


def _together(column: Column, values: list[Any]) -> Any:
    """Put the cells of one indicator together: words of all its rows, else the first."""
    if column is Column.EVIDENCE:
        return entries.evidence_data("\n".join(values))
    if column is Column.NOTE:
        return "\n".join(values)
    return entries.confidence_data(values[0]) if column is Column.CONFIDENCE else values[0]


def _told(value: object) -> str:
    """Give what was taken as it would be written; truth as cells show it."""
    is_figure = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    if is_figure:
        return exact_text(number(value))  # type: ignore[arg-type] # a number
    return str(value).upper() if isinstance(value, bool) else str(value)


def problem_at(file: str, sheet: str, at: At, finding: Finding) -> Problem:
    """Give a finding the place of a cell."""
    quote = text_of(at.cell).replace("\n", " ")[:QUOTE_WIDTH]
    return Problem(file, Place(at.row, at.column, quote, 1, at.on(sheet)), finding)


def _put(data: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    for step in path[:-1]:
        data = data.setdefault(step, {})
    data[path[-1]] = value
