"""The table of answers in a sheet: its head, its columns, which rows belong to which indicator.

Rows and columns may have been inserted, moved, merged, hidden or called something else.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

from spbe_cli.core.exchange.worksheet import INPUTS, Column, address
from spbe_cli.core.instrument import plain
from spbe_cli.reading.worksheets.parts import Cell
from spbe_cli.reading.worksheets.source import Grid
from spbe_cli.reading.worksheets.strangers import Ours
from spbe_cli.reading.worksheets.values import Taken, text_of

SEARCHED = 300
"""Rows that hold something, from the top, in which a head is looked for."""

MOST_MERGED = 100_000
"""Merged cells that are taken for one another."""

_NAMES: Mapping[Column, tuple[str, ...]] = {
    Column.ID: (
        "no", "nomor", "nomer", "id", "kode", "noindikator", "nomorindikator", "idindikator",
        "kodeindikator", "indicatorno", "indicatorid", "indicatornumber", "number",
    ),
    Column.NAME: (
        "nama", "namaindikator", "indikator", "indikatorspbe", "namaindikatorspbe", "indicator",
        "indicatorname", "name", "uraian", "uraianindikator",
    ),
    Column.CRITERIA: (
        "kriteria", "kriteriatingkat", "kriteriatingkatkematangan", "criteria", "levelcriteria",
    ),
    Column.LEVEL: (
        "level", "tingkat", "nilai", "skor", "score", "capaian", "tingkatkematangan",
        "levelkematangan", "nilaikematangan", "nilaitingkatkematangan", "maturity", "maturitylevel",
        "nilaimandiri", "penilaianmandiri", "tingkatmandiri", "levelmandiri", "nilaiindikator",
        "nilaitingkat", "nilailevel", "capaiantingkat", "tingkatcapaian", "nilaicapaian",
        "tingkatkematanganindikator", "selfassessment", "tingkatinstansi", "levelinstansi",
    ),
    Column.TARGET: (
        "target", "targetlevel", "targettingkat", "targetnilai", "targetkematangan", "sasaran",
    ),
    Column.NOTE: (
        "note", "notes", "catatan", "keterangan", "penjelasan", "remark", "remarks", "comment",
        "comments", "komentar", "justifikasi",
    ),
    Column.EVIDENCE: (
        "evidence", "bukti", "buktidukung", "buktipendukung", "datadukung", "datapendukung",
        "dokumenpendukung", "eviden", "linkbukti", "linkbuktidukung", "tautanbukti",
    ),
    Column.CONFIDENCE: ("confidence", "keyakinan", "kemungkinan", "peluang", "probability",),
    Column.OWNERS: (
        "owner", "owners", "pengampu", "opd", "opdpengampu", "penanggungjawab", "perangkatdaerah",
        "pic",
    ),
    Column.COUNTS: ("counts", "levelthatcounts", "dihitung", "tingkatdihitung", "yangdihitung",),
    Column.BEFORE: ("lastyear", "tahunlalu", "sebelumnya",),
}  # fmt: skip
HEADS = {name: column for column, names in _NAMES.items() for name in names}
"""What columns are called, in either language, as names are compared."""

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\b(?:19|2\d)\d\d\b|[*#]")
"""What may stand in a head beside its name: what is in brackets, a year, a star."""


class At(NamedTuple):
    """A cell and where it stands."""

    row: int
    column: int
    cell: Cell

    def on(self, sheet: str) -> str:
        """Name it as a cell of a sheet."""
        return address(sheet, self.row, self.column)


class Head(NamedTuple):
    """The head of a table: the row below which it begins, the column of each kind, their titles.

    `is_ours` says that the columns are known by their keys, whatever they are called now.
    """

    row: int
    columns: Mapping[Column, int]
    titles: Mapping[int, At]
    is_ours: bool
    twice: tuple[tuple[Column, At, At], ...] = ()


@dataclass(slots=True)
class Record:
    """What the rows of one indicator hold: its id, and the cells of each column, from the top."""

    id: str
    at: At
    taken: Taken
    cells: dict[Column, list[At]] = field(default_factory=dict)


class Table:
    """The table of one sheet, read with a function that tells which cells are ids.

    `homeless` is what stands in it, or above it, and has no place in an answer.
    """

    def __init__(
        self, grid: Grid, head: Head, identify: Callable[[Cell], Taken], ours: Ours
    ) -> None:
        self.records: list[Record] = []
        self.homeless: list[At] = []
        self.faults: list[tuple[At, Taken]] = []
        self._grid = grid
        self._head = head
        self._identify = identify
        self._ours = ours
        self._kinds = {place: column for column, place in head.columns.items()}
        self._behind: list[At] = []
        self._same = dict(islice(_merged(grid), MOST_MERGED))
        for row in sorted({*grid.rows, *(row for row, _ in self._same)}):
            if row > head.row:
                self._take(row)
            else:
                self.homeless += self._above(row)
        last = max((one.at.row for one in self.records), default=0)
        self.homeless += (one for one in self._behind if one.row > last)
        self.homeless.sort(key=lambda one: (one.row, one.column))

    def _take(self, row: int) -> None:
        """Take a row: it begins an indicator, goes on with one that is merged, or is neither."""
        at = self._at(row, self._head.columns[Column.ID])
        if at is None:
            self._without_id(row)
            return
        if at.row == row:
            taken = self._identify(at.cell)
            if taken.fault is not None:
                self.faults.append((at, taken))
                return
            if not isinstance(taken.value, str):
                self._without_id(row)
                return
            self.records.append(Record(taken.value, at, taken))
        elif not self.records or self.records[-1].at != at:
            return
        record = self.records[-1]
        for column in INPUTS:
            if column not in self._head.columns:
                continue
            found = self._at(row, self._head.columns[column])
            known = record.cells.setdefault(column, [])
            if found is not None and found not in known:
                known.append(found)
        self.homeless += self._beside(row, record.id)

    def _above(self, row: int) -> Iterator[At]:
        """Give what others wrote above the table; columns may be called what people like."""
        cells = self._grid.rows.get(row, {})
        for column in self._ours.strangers(row, cells):
            if row < self._head.row or column not in self._kinds:
                yield At(row, column, cells[column])

    def _without_id(self, row: int) -> None:
        """Keep what a row without an indicator holds: in columns of answers, and behind the last.

        What else stands between the rows of indicators are titles of groups, unless it is known
        not to be ours. A head that stands again, as on each printed page, says nothing new.
        """
        if self._is_head_again(row):
            return
        cells = self._grid.rows.get(row, {})
        strangers = {*self._ours.strangers(row, cells)}
        for column, cell in cells.items():
            at = At(row, column, cell)
            if column in strangers or self._kinds.get(column) in INPUTS:
                self.homeless.append(at)
            elif not self._ours.digests:
                self._behind.append(at)

    def _is_head_again(self, row: int) -> bool:
        """Tell whether all that a row says are titles of the columns they stand in."""
        titles, cells = self._head.titles, self._grid.rows.get(row, {})
        return len(cells) > 1 and all(
            column in titles and text_of(titles[column].cell) == text_of(cell)
            for column, cell in cells.items()
        )

    def _beside(self, row: int, indicator: str) -> Iterator[At]:
        """Give what stands beside an indicator and is neither ours nor filled in."""
        for column, cell in self._grid.rows.get(row, {}).items():
            kind = self._kinds.get(column)
            if kind is None or (
                kind not in {Column.ID, *INPUTS} and self._ours.is_stranger(cell, kind, indicator)
            ):
                yield At(row, column, cell)

    def _at(self, row: int, column: int) -> At | None:
        """Give the cell at a place, or the one it is merged with above; None for an empty one."""
        place = self._same.get((row, column), row)
        cell = self._grid.rows.get(place, {}).get(column)
        return None if cell is None or cell.value == "" else At(place, column, cell)


def find_head(grid: Grid, below: int | None) -> Head | None:
    """Find the head of a table; in a sheet of ours, `below` the row that says it is, by its keys.

    A head may take two lines. None where no two lines name an indicator and its level.
    """
    rows = list(islice(sorted(grid.rows), SEARCHED))
    if below is not None:
        for row in rows:
            keys = _keys(grid, row)
            if row > below and {Column.ID, Column.LEVEL} <= {*keys}:
                return _head_of_ours(grid, row, keys)
    lines = [_named(grid, row) for row in rows] + [(0, {})]
    for (row, line), (following, next_line) in pairwise(lines):
        goes_on = bool(line and next_line) and following == row + 1
        both = line | next_line
        found = None
        if goes_on and _is_head(both) and not grid.rows[following].keys() & _numbered(line):
            found = _head(grid, following, both)
        elif _is_head(line):
            found = _head(grid, row, line)
        if found is not None and not _is_of_groups(found.titles):
            return found
    return None


def _head_of_ours(grid: Grid, row: int, keys: Mapping[Column, int]) -> Head | None:
    """Take the row below the keys for the titles, unless it begins with a number already."""
    below = min((one for one in grid.rows if one > row), default=row)
    first = grid.rows[below].get(keys[Column.ID])
    if first is not None and text_of(first)[:1].isdigit():
        return Head(row, keys, {}, is_ours=True)
    columns = _followed(keys, _named(grid, below)[1])
    is_whole = {Column.ID, Column.LEVEL} <= {*columns}
    return Head(below, columns, _titles(grid, below), is_ours=True) if is_whole else None


def _followed(keys: Mapping[Column, int], named: Mapping[int, Column]) -> dict[Column, int]:
    """Follow titles that were moved along with what is below them, while the hidden keys stayed."""
    places: dict[Column, list[int]] = {}
    for place, kind in named.items():
        places.setdefault(kind, []).append(place)
    moved = {
        kind: place
        for kind, (place, *others) in places.items()
        if not others and keys.get(kind, place) != place and place in keys.values()
    }
    kept = {kind: place for kind, place in keys.items() if place not in moved.values()}
    return kept | moved


def _named(grid: Grid, row: int) -> tuple[int, dict[int, Column]]:
    """Tell which kinds of columns the cells of a row name."""
    found: dict[int, Column] = {}
    for column, cell in sorted(grid.rows[row].items()):
        text = text_of(cell)
        kind = HEADS.get(plain(_ASIDE.sub(" ", text))) or (
            Column.BEFORE if re.fullmatch(r"(?:19|2\d)\d\d", text) else None
        )
        if kind is not None and len(text) < 100:
            found[column] = kind
    return row, found


def _is_head(line: Mapping[int, Column]) -> bool:
    kinds = {*line.values()}
    return Column.LEVEL in kinds and bool(kinds & {Column.ID, Column.NAME})


def _numbered(line: Mapping[int, Column]) -> set[int]:
    """Give the columns of numbers: where they are empty, a head goes on in the next line."""
    return {place for place, kind in line.items() if kind is Column.ID}


def _is_of_groups(titles: Mapping[int, At]) -> bool:
    """Tell whether a table is of domains or aspects, which are numbered like indicators."""
    told = " ".join(text_of(at.cell).casefold() for at in titles.values())
    return re.search("domain|aspe[ck]", told) is not None and "indi" not in told


def _head(grid: Grid, row: int, line: Mapping[int, Column]) -> Head:
    """Choose the column of each kind; without numbers, names may hold them (`Indikator 7`)."""
    columns: dict[Column, int] = {}
    twice: list[tuple[Column, At, At]] = []
    titles = _titles(grid, row - 1) | _titles(grid, row)
    for place, kind in sorted(line.items()):
        if kind not in columns:
            columns[kind] = place
        elif kind in INPUTS:
            twice.append((kind, titles[columns[kind]], titles[place]))
    if Column.ID not in columns:
        columns[Column.ID] = columns.pop(Column.NAME)
    return Head(row, columns, titles, is_ours=False, twice=tuple(twice))


def _keys(grid: Grid, row: int) -> dict[Column, int]:
    """Read a row of keys, which stands above the head of a sheet of ours."""
    known = {column.value: column for column in Column}
    found: dict[Column, int] = {}
    for place, cell in sorted(grid.rows[row].items()):
        key = known.get(text_of(cell))
        if key is not None:
            found.setdefault(key, place)
    return found


def _titles(grid: Grid, row: int) -> dict[int, At]:
    return {column: At(row, column, cell) for column, cell in grid.rows.get(row, {}).items()}


def _merged(grid: Grid) -> Iterator[tuple[tuple[int, int], int]]:
    """Give the places that are merged with a cell above them in their column, and its row."""
    for area in grid.merged:
        for row in range(area.top + 1, area.bottom + 1):
            yield (row, area.left), area.top
