"""A sheet to write on: text stays text, formulas come with their values, looks have names.

In the end each sheet is signed: what it is for, and which of its cells are ours.

The only place that knows how openpyxl holds cells. A workbook is packed the same for the same
content: no clock is in it, and programs that do not count show the values that were put in.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.writer.excel import ExcelWriter, WorksheetWriter

from spbe_cli.core.exact import Number
from spbe_cli.core.exchange import ours
from spbe_cli.core.exchange.entries import shown
from spbe_cli.core.exchange.worksheet import FORMAT, Column, Part, letters
from spbe_cli.render.export.looks import name

CORE = "docProps/core.xml"
"""The part that says when a workbook was made."""

_TIME = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)

HIGHEST = 409
"""Points that a row can be high."""

_RUN = "=+-@"
"""How text begins that a spreadsheet would run as a formula once somebody edits it."""

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Text that the format would take for an escape of its own."""

_ROW = re.compile(rb'(<row r="(\d+)" ht="[\d.]+") customHeight="1"')
_FORMULA = re.compile(
    rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)><f>(.*?)</f><v ?/?>(?:</v>)?</c>', re.DOTALL
)


class Formula(NamedTuple):
    """A formula, and what it gives as things stand."""

    text: str
    value: Number | Decimal | str


class Run(NamedTuple):
    """A piece of text within a cell."""

    text: str
    bold: bool = False


class Runs(NamedTuple):
    """A text of several pieces."""

    all: tuple[Run, ...]


Content = str | Number | Decimal | Formula | Runs | None
"""What a cell can be given."""


class Answered(NamedTuple):
    """Which cells are of the table of answers: the indicator of a row, the kind of a column."""

    rows: Mapping[int, str] = {}
    columns: Mapping[int, Column] = {}


NO_TABLE = Answered()


class Canvas:
    """One sheet."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.name: str = sheet.title
        self.values: dict[str, Formula] = {}
        self.growing: set[int] = set()
        self._texts: dict[int, dict[int, str]] = {}

    def put(self, row: int, column: int, content: Content, look: str = "spbe plain") -> None:
        """Write a cell in one of the looks of the workbook."""
        cell = self.sheet.cell(row, column)
        cell.style = look
        told = _told(content)
        if told:
            self._texts.setdefault(row, {})[column] = told
        if isinstance(content, Formula):
            cell.value = f"={content.text}"
            self.values[cell.coordinate] = content
        elif isinstance(content, str):
            cell.value = kept(content)
            cell.data_type = "s"
            cell.quotePrefix = content.startswith(tuple(_RUN))
        elif isinstance(content, Runs):
            cell.value = CellRichText(*(_piece(run, cell.font) for run in content.all))
        elif content is not None:
            cell.value = figure(content)

    def band(self, row: int, columns: int, look: str) -> None:
        """Give a row of cells one look."""
        for column in range(1, columns + 1):
            self.sheet.cell(row, column).style = look

    def widths(self, widths: Mapping[int, float]) -> None:
        """Set the widths of columns, in characters."""
        for column, width in widths.items():
            self.sheet.column_dimensions[letters(column)].width = width

    def fit(self, row: int, least: float = 15) -> None:
        """Make a row as high as its longest text needs; it still grows when more is written.

        Only a spreadsheet knows the widths of letters: this is on the safe side.
        """
        height = least
        for cell in self.sheet[row]:
            if cell.value is not None and cell.data_type != "f" and cell.alignment.wrap_text:
                width = self.sheet.column_dimensions[cell.column_letter].width
                line = max(1, int(width * (10.3 if cell.font.b else 11.2) / cell.font.sz))
                folded = (1 + max(0, len(part) - 1) // line for part in str(cell.value).split("\n"))
                height = max(height, sum(folded) * cell.font.sz * 1.3 + 4)
        self.sheet.row_dimensions[row].height = min(height, HIGHEST)
        self.growing.add(row)

    def hide(self, rows: range) -> None:
        """Hide rows, which stay there for programs."""
        for row in rows:
            self.sheet.row_dimensions[row].hidden = True

    def sign(self, row: int, column: int, part: Part, table: Answered = NO_TABLE) -> None:
        """Say in a hidden row what the sheet is for and, after all else, which cells are ours."""
        self.put(row, 1, FORMAT, name("key"))
        self.put(row, column, part.value, name("key"))
        for n, text in enumerate(ours.cells(self._digests(table)), start=column + 1):
            self.put(row, n, text, name("key"))
        self.hide(range(row, row + 1))

    def _digests(self, table: Answered) -> Iterator[str]:
        for row, line in self._texts.items():
            if row not in table.rows:
                yield from ours.of_line(line).values()
                continue
            for column, text in line.items():
                yield ours.of_answer(text, table.columns[column], table.rows[row])


def _told(content: Content) -> str:
    """Give what will be read of a cell; of a number the digits that spreadsheets keep."""
    if isinstance(content, Formula):
        return ours.FORMULA
    if isinstance(content, Runs):
        return shown("".join(run.text for run in content.all))
    if content is None or isinstance(content, str):
        return shown(content or "")
    return f"{Decimal(f'{float(content):.15g}'):f}"


def _piece(run: Run, font: Any) -> TextBlock | str:
    if not run.bold:
        return kept(run.text)
    return TextBlock(
        InlineFont(rFont=font.name, sz=font.sz, color=font.color, b=True), kept(run.text)
    )


def kept(text: str) -> str:
    """Write text so that a spreadsheet gives it back: harmless, and never taken for an escape."""
    return _ESCAPED.sub("_x005F_", shown(text))


def figure(value: Number | Decimal) -> int | float | Decimal:
    """Give a number as a cell holds it; one that never ends is rounded by the cell."""
    if isinstance(value, Fraction):
        return float(value)
    return value


class _Writer(ExcelWriter):  # type: ignore[misc] # openpyxl has no types
    """Writes sheets in memory, where openpyxl goes by way of a file that a disk may not take."""

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet and what is drawn on it, as openpyxl does but for the file."""
        drawn, written = SpreadsheetDrawing(), BytesIO()
        writer = WorksheetWriter(ws, written)
        writer.write()
        drawn.charts = ws._charts  # noqa: SLF001 - what its own method gives and takes
        ws._drawing, ws._rels = drawn, writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], written.getvalue())
        self.manifest.append(ws)


def packed(workbook: Workbook, canvases: list[Canvas]) -> bytes:
    """Pack a workbook: values put beside formulas, nothing of the time it is made at."""
    raw, target = BytesIO(), BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        _Writer(workbook, archive).save()
    parts = {f"xl/worksheets/sheet{n}.xml": one for n, one in enumerate(canvases, start=1)}
    with ZipFile(raw) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name in parts:
                content = _growing(_with_values(content, parts[name].values), parts[name].growing)
            elif name == CORE:
                content = _TIME.sub(b"", content)
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(info, content)
    return target.getvalue()


def _with_values(content: bytes, values: Mapping[str, Formula]) -> bytes:
    """Put the value of each formula beside it."""

    def valued(found: re.Match[bytes]) -> bytes:
        place, look, formula = found.groups()
        value = values[place.decode()].value
        kind = b' t="str"' if isinstance(value, str) else b""
        told = escape(kept(value)) if isinstance(value, str) else repr_of(value)
        head = b'<c r="' + place + b'"' + look + kind
        return head + b"><f>" + formula + b"</f><v>" + told.encode() + b"</v></c>"

    return _FORMULA.sub(valued, content)


def _growing(content: bytes, rows: set[int]) -> bytes:
    """Take back that the height of some rows is for good."""

    def freed(found: re.Match[bytes]) -> bytes:
        return found[1] if int(found[2]) in rows else found[0]

    return _ROW.sub(freed, content)


def repr_of(value: Number | Decimal) -> str:
    """Write a number as the format does."""
    return repr(float(value)) if isinstance(value, Fraction) else str(value)
