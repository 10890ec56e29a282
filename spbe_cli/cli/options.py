"""Arguments and options that several verbs share, declared once."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.exact import parse_decimal
from spbe_cli.problems import CallError

Paths = Annotated[list[str], typer.Argument(metavar="PATH", show_default=False)]
"""Files, folders or `-`."""

Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)]
"""Where to write instead of standard output."""

Jobs = Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, show_default=False)]
"""How many cores to use; all that are there, where that pays."""


def exact_number(option: str, given: str) -> Fraction:
    """Read an exact number of an option; raises `CallError` for anything else."""
    found = parse_decimal(given.strip())
    if found is None:
        raise CallError("call.number", option=option, found=given)
    return Fraction(found)
