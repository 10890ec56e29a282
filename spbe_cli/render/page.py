"""A page before it has a format: titles, lines and tables, written by the terminal or Markdown."""

from collections.abc import Iterable
from typing import NamedTuple

from spbe_cli.render.sheet import Sheet


class Title(NamedTuple):
    """A title; the first layer is that of the page."""

    text: str
    layer: int = 1


class Said(NamedTuple):
    """A line of text; what `warns` must not be missed, an `aside` may be, `loud` is the result."""

    text: str
    warns: bool = False
    aside: bool = False
    loud: bool = False


class Points(NamedTuple):
    """Lines that belong together, one below the other; what `warns` must not be missed.

    What is `open` is still to be done: a box to tick stands before each line.
    """

    lines: tuple[str, ...]
    warns: bool = False
    open: bool = False


Block = Title | Said | Points | Sheet
Page = Iterable[Block]
