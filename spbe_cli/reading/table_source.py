"""CSV text -> rows of cells and, beside each, where it is written.

The counterpart of `source` for tables. It opens no file and knows nothing of what the cells mean.
"""

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

from spbe_cli.core.problems import Code, Finding, Place, Problem
from spbe_cli.reading.source import place_in

SEPARATORS = ",;\t"
"""What may stand between cells; the one the head has most of does."""

QUOTE = '"'

_ANNOUNCED = re.compile(rf"sep=([{SEPARATORS}])\r?\n", re.IGNORECASE)
"""A first line by which a spreadsheet says what separates cells."""

_QUOTED = re.compile(rf"{QUOTE}[^{QUOTE}]*{QUOTE}")


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
        announced = _ANNOUNCED.match(text)
        self._taken = announced.end() if announced else 0
        self._separator = announced[1] if announced else _separator(text)
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
        line, start = 1 + self._text.count("\n", 0, self._taken), self._taken
        before = line - 1
        reader = csv.reader(self._lines(), delimiter=self._separator, strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield Row(line, start, tuple(cell.strip() for cell in cells))
                line, start = before + reader.line_num + 1, self._taken
        except csv.Error:
            finding = Finding(Code.SYNTAX, (), {}, "csv")
            self.problems.append(Problem(self.file, self._torn(line, start), finding))

    def _lines(self) -> Iterator[str]:
        """Hand out the text line by line, so that it is known where each row begins."""
        while self._taken < len(self._text):
            start, end = self._taken, self._text.find("\n", self._taken)
            self._taken = len(self._text) if end < 0 else end + 1
            yield self._text[start : self._taken]

    def _characters(self, start: int) -> Iterator[tuple[int, str, bool]]:
        """Give each character from the start of a row with its offset, and whether it is quoted.

        Quotes count as the reader takes them: only those a cell begins with open one.
        """
        text, is_open, can_open = self._text, False, True
        for offset in range(start, len(text)):
            character = text[offset]
            if character == QUOTE and (is_open or can_open):
                is_open, can_open = not is_open, True  # two in a row are one that stands in a cell
                yield offset, character, True
            else:
                yield offset, character, is_open
                can_open = not is_open and character in {self._separator, "\n"}

    def _place(self, row: Row, column: int) -> Place:
        """Find a cell; one that a short row does not have is at the end of the row."""
        offset, line = row.start, row.line
        for offset, character, is_quoted in self._characters(row.start):
            if not column or (character == "\n" and not is_quoted):
                return place_in(self._text, line, offset)
            column -= character == self._separator and not is_quoted
            line += character == "\n"
        return place_in(self._text, line, len(self._text) if column else offset)

    def _torn(self, line: int, start: int) -> Place:
        """Find the last quote that was opened where none closes it; else where the row begins."""
        opened, was_quoted, at = None, False, line
        for offset, character, is_quoted in self._characters(start):
            if is_quoted and not was_quoted:
                opened = (at, offset)
            was_quoted = is_quoted
            at += character == "\n"
        return place_in(self._text, *(opened if opened and was_quoted else (line, start)))


def _separator(text: str) -> str:
    """Tell what separates cells from the first line that holds anything, quotes left out."""
    first = next((line for line in text.split("\n", 100) if line.strip()), "")
    bare = _QUOTED.sub("", first)
    return max(SEPARATORS, key=bare.count)
