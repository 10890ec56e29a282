"""Rows as CSV: commas, dots, UTF-8; a spreadsheet never runs what stands in a cell."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from spbe_cli.exact import Number, exact_text
from spbe_cli.inert import safe

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def text(value: object) -> str:
    """Make text from a file harmless: what a spreadsheet would run gets an apostrophe."""
    written = "" if value is None else str(value)
    runs = written.lstrip(" ").startswith(_FORMULA)
    return f"'{safe(written)}" if runs else safe(written)


def exact(value: Number | None) -> str:
    """Write an exact value in full; empty for none."""
    return "" if value is None else exact_text(value)


def lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write rows, one line each."""
    for row in rows:
        stream = StringIO()
        csv.writer(stream, lineterminator="\n").writerow(row)
        yield stream.getvalue()
