"""Tables of announced results -> cases: each row an assessment with only published figures.

The columns are ours (`institution`, `year`, `index`, `domain_1`), their Indonesian names, the
ministry's field names (`D2001`, `A2001`, `indeks`), or ids of the instrument that a row names
(`aspect_b`). A row is judged as a file would be.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from spbe_cli.core.assessment import Assessment, Stage
from spbe_cli.core.case import Case
from spbe_cli.core.exact import parse_decimal
from spbe_cli.core.instrument import Group, Instrument, plain
from spbe_cli.core.problems import Code, Finding, Problem, in_order
from spbe_cli.core.rules import judge
from spbe_cli.reading import files
from spbe_cli.reading.kinds import Kind
from spbe_cli.reading.library import Found, Library
from spbe_cli.reading.loading import Loaded, Loader
from spbe_cli.reading.shape import check
from spbe_cli.reading.table_source import Row, TableSource

ENDINGS = frozenset({".csv", ".tsv"})
"""How the name of a table ends."""

BELOW = "**/*.[CTct][Ss][Vv]"
"""What such names look like in a folder and below it."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "institution": ("institution",), "instansi": ("institution",), "namainstansi": ("institution",),
    "nama": ("institution",), "type": ("type",), "jenis": ("type",), "province": ("province",),
    "provinsi": ("province",), "year": ("year",), "tahun": ("year",), "stage": ("stage",),
    "tahap": ("stage",), "instrument": ("instrument",), "instrumen": ("instrument",),
    "index": ("published", "index"), "indeks": ("published", "index"),
    "indeksspbe": ("published", "index"), "kategori": ("published", "category"),
    "category": ("published", "category"), "predikat": ("published", "category"),
    "note": ("published", "source", "note"), "catatan": ("published", "source", "note"),
}  # fmt: skip
"""Columns by their plain name, and the key of an assessment that each fills."""

NEEDED = ("institution", "year", "index")
"""Without these a table is no list of results."""

STAGES: Mapping[str, str] = {
    "mandiri": "self", "penilaianmandiri": "self", "dokumen": "document",
    "penilaiandokumen": "document", "interviu": "interview", "penilaianinterviu": "interview",
    "wawancara": "interview", "visitasi": "visit", "kunjungan": "visit", "akhir": "final",
    "hasilakhir": "final",
}  # fmt: skip
"""Stages by their plain Indonesian names, as cells may have them."""

_GROUP = re.compile(r"(domain|aspect|aspek)0*([1-9]\d*)")
WORDS: Mapping[str, tuple[str, ...]] = {"domains": ("domain",), "aspects": ("aspect", "aspek")}
"""How columns of domains and aspects begin; the id follows."""

Columns = Mapping[tuple[str, ...], int]
"""Which column fills which key of an assessment."""

Locate = Callable[[Finding], Problem]
"""Finds where a finding is written."""

_COMMA = re.compile(r"-?\d+,\d+")


class ResultsTable:
    """The results that stand in one table.

    Iterating gives the rows as read, each labelled `file:line`. `problems` are those of the table
    itself, `unread` columns with names that mean nothing in any row; both are complete when its
    last row was taken. Rows that are known to hold need not be `judged`.
    """

    def __init__(
        self, spot: files.Spot, text: str, library: Library, *, judged: bool = True
    ) -> None:
        self._library = library
        self._judged = judged
        self._spot = spot
        self._source = TableSource(spot.label, text)
        self._instruments = [_usable(library, name, spot) for name in library.bundled]
        head = self._source.head.cells
        self._columns: dict[tuple[str, ...], int] = {}
        self._others = {n: name for n, name in enumerate(head) if not self._takes(n, name)}
        self._of_rows: set[int] = set()
        filled = {path[-1] for path in self._columns}
        missing = [name for name in NEEDED if name not in filled]
        self._is_table = not missing
        if not self._source.problems and not self._is_table:
            self._source.problems.append(self._refused(missing))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the table as a whole."""
        return tuple(self._source.problems)

    @property
    def unread(self) -> tuple[str, ...]:
        """The columns that mean nothing here, in order."""
        return tuple(name for n, name in self._others.items() if n not in self._of_rows)

    def __iter__(self) -> Iterator[Loaded]:
        """Read the rows in order."""
        return (loaded for loaded, _ in self.located())

    def located(self) -> Iterator[tuple[Loaded, Locate]]:
        """Read the rows in order, each with what finds the cells of more findings."""
        if not self._is_table:
            return
        row = None
        for row in self._source.rows:
            columns = self._columns_of(row)
            yield self._row(row, columns), partial(self._locate, row, columns[0])
        if row is None and not self._source.problems:
            finding = Finding(Code.EMPTY_FILE, (), {}, "rows")
            self._source.problems.append(self._source.locate(self._source.head, None, finding))

    def _takes(self, column: int, name: str) -> bool:
        """Tell whether a column is one that is read, and keep which key it fills."""
        path = self._meaning(name)
        if path is None:
            return not name
        if path not in self._columns:
            self._columns[path] = column
            return True
        first = self._source.head.cells[self._columns[path]]
        values = {"first": first, "found": name, "key": ".".join(path)}
        finding = Finding(Code.DUPLICATE_KEY, (), values, "column")
        self._source.problems.append(self._source.locate(self._source.head, column, finding))
        return True

    def _refused(self, missing: Sequence[str]) -> Problem:
        """Say why a text is no table of results."""
        head = self._source.head
        finding = Finding(Code.NOT_AN_ASSESSMENT, (), {"missing": ", ".join(missing)}, "table")
        if not head.cells:
            finding = Finding(Code.EMPTY_FILE, (), {}, "table")
        return self._source.locate(head, None, finding)

    def _meaning(self, name: str) -> tuple[str, ...] | None:
        """Tell which key of an assessment a column fills; None for one that is not ours."""
        written = plain(name)
        group = _GROUP.fullmatch(written)
        if group:
            layer = "domains" if group[1] == "domain" else "aspects"
            return ("published", layer, group[2])
        for instrument in filter(None, self._instruments):
            for layer, one in _groups(instrument):
                if one.field is not None and plain(one.field) == written:
                    return ("published", layer, one.id)
        return NAMES.get(written)

    def _under(self, instrument: Instrument | None) -> Columns:
        """Give the columns with those that only the instrument of a row gives a meaning to."""
        if not self._others or instrument is None:
            return self._columns
        named: dict[str, tuple[str, ...]] = {}
        for layer, one in _groups(instrument):
            words = (f"{word}{one.id}" for word in WORDS[layer])
            named |= {
                plain(word): ("published", layer, one.id) for word in (*words, one.field or "")
            }
        columns = dict(self._columns)
        for column, name in self._others.items():
            path = named.get(plain(name))
            if path is not None and columns.setdefault(path, column) == column:
                self._of_rows.add(column)
        return columns

    def _columns_of(self, row: Row) -> tuple[Columns, str | None, Found | None]:
        """Give the columns as a row has them, how its instrument is named, and that instrument."""
        data = self._data(row, self._columns)
        given = data.get("instrument") or self._in_use(data.get("year"))
        under = self._library.find(given, self._spot) if given else None
        return self._under(under.value if under is not None else None), given, under

    def _locate(self, row: Row, columns: Columns, finding: Finding) -> Problem:
        """Find the cell of a finding; what has none of its own stands at the row."""
        return self._source.locate(row, columns.get((*map(str, finding.path),)), finding)

    def _row(self, row: Row, known: tuple[Columns, str | None, Found | None]) -> Loaded:
        label = f"{self._spot.label}:{row.line}"
        surplus = self._surplus(row)
        if surplus is not None:
            return Loaded(label, Kind.ASSESSMENT, (surplus,), broken=frozenset({()}))
        columns, given, under = known
        data = self._data(row, columns)
        checked = check(Assessment, data | {"instrument": given or "?"})
        assessment, broken = checked.value, checked.broken
        case, problems, findings = None, list[Problem](), list(checked.findings)
        decides = "instrument" if "instrument" in data else "year"
        if assessment is not None and (decides,) not in broken:
            if under is not None and under.value is not None:
                case = Case(assessment, under.value, broken)
                findings += judge(case) if self._judged else ()
            else:
                findings.append(self._without_instrument(assessment, under, data))
                problems += under.problems if under is not None else ()
        problems += (self._locate(row, columns, one) for one in findings)
        return Loaded(label, Kind.ASSESSMENT, in_order(problems), assessment, broken, case)

    def _surplus(self, row: Row) -> Problem | None:
        """Say that a row has more cells than the head: then none of them is where it should be."""
        width = len(self._source.head.cells)
        if not any(row.cells[width:]):
            return None
        values = {"found": str(len(row.cells)), "expected": str(width)}
        return self._source.locate(row, width, Finding(Code.SYNTAX, (), values, "cells"))

    def _data(self, row: Row, columns: Columns) -> dict[str, Any]:
        """Put the cells of a row where a file would have them; empty ones are left out."""
        data: dict[str, Any] = {"stage": Stage.FINAL.value, "published": {}}
        for path, column in columns.items():
            cell = row.cell(column)
            if cell:
                place = data
                for step in path[:-1]:
                    place = place.setdefault(step, {})
                place[path[-1]] = _value(path, cell)
        return data

    def _in_use(self, year: object) -> str | None:
        """Give the bundled instrument that a year is assessed by."""
        if not isinstance(year, int):
            return None
        usable = filter(None, self._instruments)
        return next((one.id for one in usable if one.years.cover(year)), None)

    def _without_instrument(
        self, assessment: Assessment, found: Found | None, data: Mapping[str, Any]
    ) -> Finding:
        if "instrument" not in data:
            return Finding(Code.NO_INSTRUMENT, ("year",), {"found": str(assessment.year)}, "year")
        if found is not None:
            values = {"found": assessment.instrument}
            return Finding(Code.NO_INSTRUMENT, ("instrument",), values, "refused")
        return self._library.unknown(assessment.instrument)


def _usable(library: Library, reference: str, spot: files.Spot) -> Instrument | None:
    found = library.find(reference, spot)
    return found.value if found is not None else None


def _groups(instrument: Instrument) -> Iterator[tuple[str, Group]]:
    """Give the domains and aspects of an instrument, each with its key in `published`."""
    yield from (("domains", one) for one in instrument.domains)
    yield from (("aspects", one) for one in instrument.aspects)


def _value(path: tuple[str, ...], cell: str) -> object:
    """Read a cell as a file would have it: numbers, with a comma too, words of a closed set."""
    if path == ("stage",):
        return STAGES.get(plain(cell), cell.casefold())
    if path == ("type",):
        return cell.casefold()
    if path != ("year",) and path[1:2] not in {("index",), ("domains",), ("aspects",)}:
        return cell
    written = cell.replace(",", ".") if _COMMA.fullmatch(cell) else cell
    found = parse_decimal(written)
    return written if found is None else found  # 03,50 has a wrong zero, not a wrong comma


class Results:
    """Reads the files and tables of one run; what ends like a table and is named is read as one.

    Afterwards `unread` has the columns of each table that mean nothing here, `skipped` how many
    files of a folder are no assessments.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._loader = Loader(library, assessments_only=True)
        self.unread: dict[str, tuple[str, ...]] = {}

    @property
    def skipped(self) -> int:
        """How many files of a folder are no assessments."""
        return self._loader.skipped

    def load_all(self, spots: Iterable[files.Spot]) -> Iterator[Loaded]:
        """Read files and tables in order; a table that is not whole has a last row that says so."""
        for spot in spots:
            if spot.path.suffix.lower() in ENDINGS:
                yield from self._table(spot)
            elif _is_misnamed(spot):
                finding = Finding(Code.NOT_AN_ASSESSMENT, (), {}, "table-name")
                problem = TableSource(spot.label, "").locate(Row(1, 0, ()), None, finding)
                yield Loaded(spot.label, Kind.UNREADABLE, (problem,))
            else:
                yield from self._loader.load_all([spot])

    def _table(self, spot: files.Spot) -> Iterator[Loaded]:
        text = files.read_text(spot)
        if isinstance(text, Problem):
            yield Loaded(spot.label, Kind.UNREADABLE, (text,))
            return
        table = ResultsTable(spot, text, self._library)
        yield from table
        if table.unread:
            self.unread[spot.label] = table.unread
        if table.problems:
            yield Loaded(spot.label, Kind.UNREADABLE, in_order(table.problems))


def passed_over(paths: Iterable[str], spots: Iterable[files.Spot]) -> int:
    """Count the tables in folders that were named, without those named by themselves."""
    folders = (Path(path) for path in paths if path != files.STDIN)
    found = {each for folder in folders for each in files.matching(folder, BELOW)}
    return len(found - {spot.path for spot in spots})


def _is_misnamed(spot: files.Spot) -> bool:
    """Tell whether a file the caller named is a table of results with another ending."""
    if not spot.named or spot.path.suffix.lower() in files.YAML_ENDINGS:
        return False
    text = files.read_text(spot)
    if isinstance(text, Problem):
        return False
    head = TableSource(spot.label, text).head.cells
    filled = {path[-1] for path in (NAMES.get(plain(name)) for name in head) if path is not None}
    return filled.issuperset(NEEDED)
