"""Arguments and options that several verbs share, declared once."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.core.exact import parse_decimal
from spbe_cli.core.problems import CallError
from spbe_cli.core.scalars import FIRST_YEAR, LAST_YEAR
from spbe_cli.render.look import Format

Paths = Annotated[list[str], typer.Argument(metavar="PATH", show_default=False)]
"""Files, folders or `-`."""

Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)]
"""Where to write instead of standard output."""

FormatOption = Annotated[Format, typer.Option("--format")]
"""How the result is written."""

Jobs = Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, show_default=False)]
"""How many cores to use; all that are there, where that pays."""


def limit(option: str, given: str | None) -> Fraction | None:
    """Read an exact number above 0 of an option; raises `CallError` for anything else."""
    found = None if given is None else exact_number(option, given)
    if found is not None and found <= 0:
        raise CallError("call.positive", option=option, found=str(given))
    return found


def exact_number(option: str, given: str) -> Fraction:
    """Read an exact number of an option; raises `CallError` for anything else."""
    found = parse_decimal(given.strip())
    if found is None:
        raise CallError("call.number", option=option, found=given)
    return Fraction(found)


def possible_year(given: int | None) -> int | None:
    """Take the year of an option; raises `CallError` for one that no assessment can be of."""
    if given is not None and not FIRST_YEAR <= given <= LAST_YEAR:
        raise CallError("call.year", first=str(FIRST_YEAR), last=str(LAST_YEAR), found=str(given))
    return given
