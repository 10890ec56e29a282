"""`spbe blame`: which commit last changed each answer, and what that did to the index."""

from typing import Annotated, Any

import typer

from spbe_cli.cli import instruments
from spbe_cli.cli.app import verb
from spbe_cli.cli.blame_work import blamed
from spbe_cli.cli.options import FormatOption, Output
from spbe_cli.cli.session import Session
from spbe_cli.core.problems import ExitCode
from spbe_cli.reading import files
from spbe_cli.render.look import Format
from spbe_cli.render.written import written


def command() -> Any:
    """Build the command."""
    return verb("blame", blame)


def blame(
    session: Session,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    indicator: instruments.IndicatorArgument = None,
    *,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
) -> ExitCode:
    """Blame every answer of a file, or trace one through its history."""
    spots = files.spots([file])
    files.refuse_to_overwrite(output, spots)
    report = blamed(file, spots, indicator)
    session.write(written("blame", format_, report, session.look(output)), output)
    return ExitCode.OK
