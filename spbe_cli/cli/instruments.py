"""Instruments as the command line names them."""

from typing import Annotated

import typer

from spbe_cli.library import Found, Library
from spbe_cli.problems import CallError
from spbe_cli.suggest import suggested


def complete(incomplete: str) -> list[str]:
    """Give the ids that begin so, for the shell."""
    return [name for name in Library().bundled if name.startswith(incomplete)]


Named = Annotated[
    str | None,
    typer.Option("--instrument", metavar="ID", autocompletion=complete, show_default=False),
]
"""Id of a bundled instrument, or path of one's own."""


def bundled(library: Library) -> list[Found]:
    """Give the bundled instruments, newest first."""
    found = [one for name in library.bundled if (one := library.find(name)) is not None]
    return sorted(found, key=lambda one: -(one.value.years.first if one.value else 0))


def named(library: Library, reference: str) -> Found:
    """Find the instrument a call names; raises `CallError` for none such."""
    found = library.find(reference)
    if found is None:
        values = {"found": reference, "allowed": ", ".join(library.bundled)}
        values |= suggested(reference, library.bundled)
        raise CallError("call.unknown-instrument", **values)
    return found
