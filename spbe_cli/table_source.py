"""CSV text -> rows of cells and, beside each, where it is written.

The counterpart of `spbe_cli.source` for tables. It opens no file and knows nothing of what the
cells mean.
"""

import csv
from collections.abc import Iterator
from typing import NamedTuple

from spbe_cli.problems import Code, Finding, Place, Problem
from spbe_cli.source import place_in

SEPARATORS = ",;\t"
"""What may stand between cells; the one the head has most of does."""


class Row(NamedTuple):
    """One row: the line it begins in, from 1, and its cells without blanks around them."""

    line: int
    start: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Give one cell; a row that is too short has nothing there."""
        return self.cells[column] if column < len(self.cells) else ""


class TableSource:
    """One table as read: its head, its rows, and what is wrong with it as a table.

    `head` is empty where the text holds no table. Rows are read as they are taken; a problem that
    ends them stands in `problems` afterwards.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._text = text
        self._taken = 0
        first = text.lstrip("\r\n").partition("\n")[0]
        self._separator = max(SEPARATORS, key=first.count)
        self._rows = self._read()
        head = next(self._rows, None)
        self.head = head if head is not None else Row(1, 0, ())

    @property
    def rows(self) -> Iterator[Row]:
        """The rows below the head; empty ones are left out."""
        return self._rows

    def locate(self, row: Row, column: int | None, finding: Finding) -> Problem:
        """Give a finding the place of a cell, or of its row."""
        return Problem(self.file, self._place(row, column or 0), finding)

    def _read(self) -> Iterator[Row]:
        reader = csv.reader(self._lines(), delimiter=self._separator, strict=True)
        line, start = 1, 0
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield Row(line, start, tuple(cell.strip() for cell in cells))
                line, start = reader.line_num + 1, self._taken
        except csv.Error:
            finding = Finding(Code.SYNTAX, (), {}, "csv")
            self.problems.append(self.locate(Row(line, start, ()), None, finding))

    def _lines(self) -> Iterator[str]:
        """Hand out the text line by line, so that it is known where each row begins."""
        while self._taken < len(self._text):
            start, end = self._taken, self._text.find("\n", self._taken)
            self._taken = len(self._text) if end < 0 else end + 1
            yield self._text[start : self._taken]

    def _place(self, row: Row, column: int) -> Place:
        """Find a cell: lines and separators inside quotes do not count."""
        text, offset, line, is_quoted = self._text, row.start, row.line, False
        while column and offset < len(text):
            character = text[offset]
            is_quoted ^= character == '"'
            column -= character == self._separator and not is_quoted
            offset += 1
            line += character == "\n"
        return place_in(text, line, offset)
