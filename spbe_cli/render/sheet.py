"""A table before it has a format: columns and cells, drawn by the terminal or as Markdown."""

from collections.abc import Iterable
from typing import NamedTuple


class Cell(NamedTuple):
    """One cell. `share` from 0 to 1 is drawn as a bar or, with a text, as heat."""

    text: str
    indent: int = 0
    style: str = ""
    share: float | None = None


class Column(NamedTuple):
    """One column; one that `folds` may break its text, the others stay whole.

    A `picture` holds bars, which only a terminal draws. A `width` is kept to exactly.
    """

    title: str
    right: bool = False
    folds: bool = False
    style: str = ""
    picture: bool = False
    least: int = 1
    width: int | None = None


class Sheet(NamedTuple):
    """A table with an optional title and a note below; rows may be made as they are drawn."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    title: str = ""
    note: str = ""
