"""What a renderer knows of the place its text goes to."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from spbe_cli.core.exact import Number, exact_text
from spbe_cli.locale import Texts

WIDE = 110
"""Columns from which a table has room for what narrow ones leave out."""


class Look(NamedTuple):
    """Language, width in columns (None: no limit), colours or not, more than ASCII or not."""

    texts: Texts
    width: int | None
    color: bool
    unicode: bool

    @property
    def is_wide(self) -> bool:
        """Whether there is room for what narrow tables leave out."""
        return self.width is None or self.width >= WIDE

    def figure(self, value: Number | Decimal) -> str:
        """Write an exact value or a rounded figure for readers of this language."""
        return self.texts.figure(str(value) if isinstance(value, Decimal) else exact_text(value))

    def amount(self, value: Number) -> str:
        """Write an effort, of which there may be millions, with its thousands set apart."""
        return self.texts.grouped(exact_text(value))

    def glyph(self, fine: str, plain: str) -> str:
        """Choose between a glyph and its ASCII stand-in."""
        return fine if self.unicode else plain


class Format(StrEnum):
    """How a result is written: for people or for programs."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class Depth(StrEnum):
    """How deep the table of one file goes, or by whom it is split."""

    DOMAIN = "domain"
    ASPECT = "aspect"
    INDICATOR = "indicator"
    OPD = "opd"


def counted(texts: Texts, what: str, number: int) -> str:
    """Write a number of things with the right word: `1 error`, `2 errors`."""
    return texts(f"count.{what}.{'one' if number == 1 else 'many'}", n=number)
