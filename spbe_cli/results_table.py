"""Tables of announced results -> cases: each row an assessment with only published figures.

The columns are ours (`institution`, `year`, `index`, `domain_1`), their Indonesian names, or the
ministry's field names (`D2001`, `A2001`, `indeks`). A row is judged as a file would be.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from spbe_cli import files
from spbe_cli.assessment import Assessment, Stage
from spbe_cli.case import Case
from spbe_cli.exact import parse_decimal
from spbe_cli.instrument import Instrument, plain
from spbe_cli.kinds import Kind
from spbe_cli.library import Library
from spbe_cli.loading import Loaded
from spbe_cli.problems import Code, Finding, Problem, in_order
from spbe_cli.rules import judge
from spbe_cli.shape import check
from spbe_cli.suggest import suggested
from spbe_cli.table_source import Row, TableSource

ENDINGS = frozenset({".csv", ".tsv"})
"""How the name of a table ends."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "institution": ("institution",), "instansi": ("institution",), "namainstansi": ("institution",),
    "nama": ("institution",), "type": ("type",), "jenis": ("type",), "province": ("province",),
    "provinsi": ("province",), "year": ("year",), "tahun": ("year",), "stage": ("stage",),
    "tahap": ("stage",), "instrument": ("instrument",), "instrumen": ("instrument",),
    "index": ("published", "index"), "indeks": ("published", "index"),
    "category": ("published", "category"), "predikat": ("published", "category"),
    "note": ("published", "source", "note"), "catatan": ("published", "source", "note"),
}  # fmt: skip
"""Columns by their plain name, and the key of an assessment that each fills."""

NEEDED = ("institution", "year", "index")
"""Without these a table is no list of results."""

_GROUP = re.compile(r"(domain|aspect|aspek)0*([1-9]\d*)")
_COMMA = re.compile(r"-?\d+,\d+")


class ResultsTable:
    """The results that stand in one table.

    Iterating gives the rows as read, each labelled `file:line`. `problems` are those of the table
    itself, complete when its last row was taken; `unread` are columns with other names. Rows that
    are known to hold need not be `judged`.
    """

    def __init__(
        self, spot: files.Spot, text: str, library: Library, *, judged: bool = True
    ) -> None:
        self._library = library
        self._judged = judged
        self._spot = spot
        self._source = TableSource(spot.label, text)
        self._instruments = [_usable(library, name, spot) for name in library.bundled]
        columns = {n: self._meaning(name) for n, name in enumerate(self._source.head.cells)}
        self._columns = {path: n for n, path in reversed(columns.items()) if path is not None}
        head = self._source.head.cells
        self.unread = tuple(head[n] for n, path in columns.items() if path is None and head[n])
        filled = {path[-1] for path in self._columns}
        missing = [name for name in NEEDED if name not in filled]
        if missing:
            finding = Finding(Code.NOT_AN_ASSESSMENT, (), {"missing": ", ".join(missing)}, "table")
            self._source.problems.append(self._source.locate(self._source.head, None, finding))
        self._is_table = not missing

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the table as a whole."""
        return tuple(self._source.problems)

    def __iter__(self) -> Iterator[Loaded]:
        """Read the rows in order."""
        return map(self._row, self._source.rows) if self._is_table else iter(())

    def _meaning(self, name: str) -> tuple[str, ...] | None:
        """Tell which key of an assessment a column fills; None for one that is not ours."""
        written = plain(name)
        group = _GROUP.fullmatch(written)
        if group:
            layer = "domains" if group[1] == "domain" else "aspects"
            return ("published", layer, group[2])
        for instrument in filter(None, self._instruments):
            for layer, groups in (("domains", instrument.domains), ("aspects", instrument.aspects)):
                for one in groups:
                    if one.field is not None and plain(one.field) == written:
                        return ("published", layer, one.id)
        return NAMES.get(written)

    def _row(self, row: Row) -> Loaded:
        data = self._data(row)
        given = data.get("instrument") or self._in_use(data.get("year"))
        checked = check(Assessment, data | {"instrument": given or "?"})
        label, findings = f"{self._spot.label}:{row.line}", list(checked.findings)
        assessment, broken = checked.value, checked.broken
        case = None
        if assessment is not None:
            instrument = _usable(self._library, assessment.instrument, self._spot)
            if instrument is not None:
                case = Case(assessment, instrument, broken)
                findings += judge(case) if self._judged else ()
            elif not {("instrument",), ("year",)} & broken:
                findings.append(self._without_instrument(assessment, named="instrument" in data))
        problems = in_order(
            self._source.locate(row, self._columns.get((*map(str, one.path),)), one)
            for one in findings
        )
        return Loaded(label, Kind.ASSESSMENT, problems, assessment, broken, case)

    def _data(self, row: Row) -> dict[str, Any]:
        """Put the cells of a row where a file would have them; empty ones are left out."""
        data: dict[str, Any] = {"stage": Stage.FINAL.value, "published": {}}
        for path, column in self._columns.items():
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

    def _without_instrument(self, assessment: Assessment, *, named: bool) -> Finding:
        if not named:
            found = {"found": str(assessment.year)}
            return Finding(Code.NO_INSTRUMENT, ("year",), found, "year")
        values = {"found": assessment.instrument, "allowed": ", ".join(self._library.bundled)}
        values |= suggested(assessment.instrument, self._library.bundled)
        return Finding(Code.UNKNOWN_INSTRUMENT, ("instrument",), values)


def _usable(library: Library, reference: str, spot: files.Spot) -> Instrument | None:
    found = library.find(reference, spot)
    return found.value if found is not None else None


def _value(path: tuple[str, ...], cell: str) -> object:
    """Read a cell as a file would have it: numbers, with a comma too, words of a closed set."""
    if path in {("type",), ("stage",)}:
        return cell.casefold()
    if path != ("year",) and path[1:2] not in {("index",), ("domains",), ("aspects",)}:
        return cell
    found = parse_decimal(cell.replace(",", ".") if _COMMA.fullmatch(cell) else cell)
    return cell if found is None else found
