"""Instruments as the command line names them."""

from typing import Annotated

import typer

from spbe_cli.core.instrument import Indicator, Instrument, Known
from spbe_cli.core.problems import CallError, ContentError
from spbe_cli.core.suggest import suggested
from spbe_cli.reading.files import Spot
from spbe_cli.reading.library import Found, Library


def complete(incomplete: str) -> list[str]:
    """Give the ids that begin so, for the shell."""
    return [name for name in Library().bundled if name.startswith(incomplete)]


Named = Annotated[
    str | None,
    typer.Option("--instrument", metavar="ID", autocompletion=complete, show_default=False),
]
"""Id of a bundled instrument, or path of one's own."""


IndicatorArgument = Annotated[str | None, typer.Argument(metavar="INDICATOR", show_default=False)]
"""Id of one indicator."""


def bundled(library: Library) -> list[Found]:
    """Give the bundled instruments, newest first."""
    found = [one for name in library.bundled if (one := library.find(name)) is not None]
    return sorted(found, key=lambda one: -(one.value.years.first if one.value else 0))


def named(library: Library, reference: str, base: Spot | None = None) -> tuple[Found, Instrument]:
    """Find the instrument a call names, or a file that it names.

    Raises `CallError` for none such, `ContentError` for one that does not hold.
    """
    found = library.find(reference, base)
    if found is None:
        values = {"found": reference, "allowed": ", ".join(library.bundled)}
        values |= suggested(reference, library.bundled)
        raise CallError("call.unknown-instrument", **values)
    if found.value is None:
        raise ContentError(found.problems)
    return found, found.value


def indicator(instrument: Instrument, wanted: str) -> Indicator:
    """Find the indicator a call names; raises `CallError` for none such."""
    if wanted in instrument.positions:
        return instrument.indicator(wanted)
    values = {"found": wanted, **instrument.extent}
    values |= suggested(wanted, instrument.positions)
    raise CallError("call.unknown-indicator", **values)


def with_criteria(library: Library, found: Found) -> Known:
    """Add its level criteria to an instrument; raises `ContentError` where one does not hold."""
    criteria, problems = library.criteria(found)
    if found.value is None or problems:
        raise ContentError([*found.problems, *problems])
    return Known(found.value, criteria)
