"""Cells of our sheets that people wrote where nothing is to be filled in, and so are not read."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from spbe_cli.core.exchange import ours
from spbe_cli.core.exchange.worksheet import Column
from spbe_cli.reading.worksheets.parts import Cell
from spbe_cli.reading.worksheets.values import text_of


class Ours(NamedTuple):
    """What is ours in a sheet: the digests it holds, and the cells that it is read by.

    Without digests nobody knows: they came with later workbooks, or their row is gone.
    """

    digests: frozenset[str]
    read: frozenset[tuple[int, int]]

    def strangers(self, row: int, cells: Mapping[int, Cell]) -> Iterator[int]:
        """Give the columns of what others wrote in a row that is none of an indicator."""
        texts = {column: text for column, cell in cells.items() if (text := _told(cell))}
        for column, digest in ours.of_line(texts).items():
            is_read = (row, column) in self.read or texts[column].startswith(ours.START)
            if self.digests and not is_read and digest not in self.digests:
                yield column

    def is_stranger(self, cell: Cell, column: Column, indicator: str) -> bool:
        """Tell whether others wrote a cell beside an indicator."""
        text = _told(cell)
        digest = ours.of_answer(text, column, indicator)
        return bool(self.digests and text) and digest not in self.digests


def _told(cell: Cell) -> str:
    return ours.FORMULA if cell.is_formula else text_of(cell)
