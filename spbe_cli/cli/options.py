"""Arguments and options that several verbs share, declared once."""

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[list[str], typer.Argument(metavar="PATH", show_default=False)]
"""Files, folders or `-`."""

Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)]
"""Where to write instead of standard output."""

Jobs = Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, show_default=False)]
"""How many cores to use; all that are there, where that pays."""
