"""`spbe explain`: what a code or an indicator is about."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from importlib import import_module
from typing import Annotated, Any

import typer

from spbe_cli.cli import instruments
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import Output
from spbe_cli.cli.session import Session
from spbe_cli.core.problems import CallError, Code, ExitCode
from spbe_cli.core.suggest import suggested_code
from spbe_cli.reading.library import Found, Library
from spbe_cli.render.look import Look


class Format(StrEnum):
    """How it is written."""

    TEXT = "text"
    JSON = "json"


def command() -> Any:
    """Build the command."""
    return verb("explain", explain)


def _complete(incomplete: str) -> list[str]:
    return [code.value for code in Code if code.value.startswith(incomplete.upper())]


def explain(
    session: Session,
    what: Annotated[
        str, typer.Argument(metavar="CODE|INDICATOR", autocompletion=_complete, show_default=False)
    ],
    *,
    instrument: instruments.Named = None,
    format_: Annotated[Format, typer.Option("--format")] = Format.TEXT,
    output: Output = None,
) -> ExitCode:
    """Explain a code, or an indicator with its level criteria."""
    code = next((code for code in Code if code.value == what.upper()), None)
    library, look = Library(), session.look(output)
    if code is not None and instrument is None:
        renderer = import_module(f"spbe_cli.render.explain.{format_.value}")
        session.write(renderer.code(code, look), output)
        return ExitCode.OK
    found = instruments.bundled(library)
    if instrument is not None:
        found = [instruments.named(library, instrument)[0]]
    session.write(_indicators(what, found, library, format_, look), output)
    return ExitCode.OK


def _indicators(
    what: str, found: Iterable[Found], library: Library, format_: Format, look: Look
) -> Iterator[str]:
    """Explain an indicator in every one of the instruments that has it."""
    name = "table" if format_ is Format.TEXT else format_.value
    renderer = import_module(f"spbe_cli.render.instrument.{name}")
    having = [one for one in found if one.value is not None and what in one.value.positions]
    if not having:
        raise CallError("call.explain", found=what, **suggested_code(what))
    for position, one in enumerate(having):
        if one.value is not None:
            criteria, _ = library.criteria(one)
            yield "\n" if position and format_ is Format.TEXT else ""
            yield from renderer.indicator(one.value, one.value.indicator(what), criteria, look)
