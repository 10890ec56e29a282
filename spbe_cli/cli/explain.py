"""`spbe explain`: what a code or an indicator is about."""

from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from typing import Annotated, Any

import typer

from spbe_cli.cli.app import verb
from spbe_cli.cli.options import Output
from spbe_cli.cli.session import Session
from spbe_cli.library import Found, Library
from spbe_cli.problems import CallError, Code, ExitCode
from spbe_cli.render.look import Look
from spbe_cli.suggest import suggested_code


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
    instrument: Annotated[str | None, typer.Option("--instrument", metavar="ID")] = None,
    format_: Annotated[Format, typer.Option("--format")] = Format.TEXT,
    output: Output = None,
) -> ExitCode:
    """Explain a code, or an indicator with its level criteria."""
    look = session.look(output)
    code = next((code for code in Code if code.value == what.upper()), None)
    if code is not None and instrument is None:
        renderer = import_module(f"spbe_cli.render.explain_{format_.value}")
        session.write(renderer.code(code, look), output)
    else:
        session.write(_indicators(what, instrument, format_, look), output)
    return ExitCode.OK


def _indicators(what: str, instrument: str | None, format_: Format, look: Look) -> Iterator[str]:
    """Explain an indicator in one instrument, or in every bundled one that has it, newest first."""
    library = Library()
    name = "table" if format_ is Format.TEXT else format_.value
    renderer = import_module(f"spbe_cli.render.instrument_{name}")
    found = [one for one in _instruments(library, instrument) if _has(one, what)]
    if not found:
        raise CallError("call.explain", found=what, **suggested_code(what))
    for position, one in enumerate(found):
        if one.value is not None:
            criteria, _ = library.criteria(one)
            yield "\n" if position and format_ is Format.TEXT else ""
            yield from renderer.indicator(one.value, one.value.indicator(what), criteria, look)


def _instruments(library: Library, reference: str | None) -> list[Found]:
    if reference is not None:
        found = library.find(reference)
        if found is None or found.value is None:
            allowed = ", ".join(library.bundled)
            raise CallError("call.unknown-instrument", found=reference, allowed=allowed)
        return [found]
    bundled = [found for name in library.bundled if (found := library.find(name)) is not None]
    return sorted(bundled, key=lambda one: -(one.value.years.first if one.value else 0))


def _has(found: Found, indicator: str) -> bool:
    return found.value is not None and indicator in found.value.positions
