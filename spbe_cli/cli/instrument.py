"""`spbe instrument list` and `show`: the regulations as data."""

from importlib import import_module
from types import ModuleType
from typing import Annotated, Any

import typer

from spbe_cli.cli import instruments
from spbe_cli.cli.app import verbs
from spbe_cli.cli.options import FormatOption, Output
from spbe_cli.cli.session import Session
from spbe_cli.core.problems import ExitCode
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.render.look import Format


def command() -> Any:
    """Build the command."""
    return verbs({"list": listing, "show": show})


def listing(
    session: Session, *, format_: FormatOption = Format.TABLE, output: Output = None
) -> ExitCode:
    """List the bundled instruments, newest first."""
    values = [one.value for one in instruments.bundled(Library()) if one.value is not None]
    session.write(_renderer(format_).listing(values, session.look(output)), output)
    return ExitCode.OK


def show(
    session: Session,
    instrument: Annotated[
        str,
        typer.Argument(
            metavar="INSTRUMENT", autocompletion=instruments.complete, show_default=False
        ),
    ],
    indicator: instruments.IndicatorArgument = None,
    *,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
) -> ExitCode:
    """Show the tree of an instrument, or one indicator with the criteria of its levels."""
    library = Library()
    found, value = instruments.named(library, instrument)
    files.refuse_to_overwrite(output, [found.spot])
    renderer, look = _renderer(format_), session.look(output)
    if indicator is None:
        session.write(renderer.tree(value, look), output)
        return ExitCode.OK
    one = instruments.indicator(value, indicator)
    criteria, problems = library.criteria(found)
    session.write(renderer.indicator(value, one, criteria, look), output)
    session.fail_problems(problems)
    return ExitCode.CONTENT if problems else ExitCode.OK


def _renderer(format_: Format) -> ModuleType:
    """Load the renderer of a format, and only that."""
    return import_module(f"spbe_cli.render.instrument.{format_.value}")
