"""Rows as CSV: commas, dots, UTF-8; a spreadsheet never runs what stands in a cell."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from spbe_cli.core.exact import Number, exact_text
from spbe_cli.core.inert import safe

_FORMULA = re.compile(r"""(^|[;"])(?=\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])""")
"""Where a spreadsheet would run what follows: at the start of a cell, also of one that begins after
a semicolon where that, as in Indonesia, separates cells."""


def text(value: object) -> str:
    """Make text from a file harmless: what a spreadsheet would run gets an apostrophe."""
    return safe(_FORMULA.sub(r"\1'", "" if value is None else str(value)))


def exact(value: Number | None) -> str:
    """Write an exact value in full; empty for none."""
    return "" if value is None else exact_text(value)


def lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write rows, one line each."""
    for row in rows:
        stream = StringIO()
        csv.writer(stream, lineterminator="\n").writerow(row)
        yield stream.getvalue()
