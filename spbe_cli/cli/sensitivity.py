"""`spbe sensitivity`: how far the next categories are, what each level does, how sure it all is."""

from fractions import Fraction
from typing import Annotated, Any

import typer

from spbe_cli.cli.app import verb
from spbe_cli.cli.assessments import opened
from spbe_cli.cli.options import FormatOption, Output, exact_number
from spbe_cli.cli.refusing import refused
from spbe_cli.cli.session import Session
from spbe_cli.core.problems import CallError, ExitCode
from spbe_cli.core.uncertainty.certainty import Model
from spbe_cli.core.uncertainty.sensitivity import sensitivity
from spbe_cli.reading import files
from spbe_cli.reading.library import shared
from spbe_cli.render.look import Format
from spbe_cli.render.written import written

Chance = Annotated[str | None, typer.Option(metavar="PROBABILITY", show_default=False)]
"""A probability from 0 to 1."""


def command() -> Any:
    """Build the command."""
    return verb("sensitivity", measured)


def measured(
    session: Session,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    *,
    down: Chance = None,
    up: Chance = None,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
) -> ExitCode:
    """Measure how the index of one assessment depends on its levels."""
    files.refuse_to_overwrite(output, files.spots([file]))
    model = Model(_chance("--down", down), _chance("--up", up))
    if sum(model) > 1:
        raise CallError("call.sensitivity-sum", down=str(down), up=str(up))
    with refused(session, "sensitivity", format_, file, output):
        case, spot = opened(file, shared())
    found = sensitivity(spot.label, case, model)
    session.write(written("sensitivity", format_, found, session.look(output)), output)
    return ExitCode.OK


def _chance(option: str, given: str | None) -> Fraction:
    """Read a probability of an option, 0 where it is not given; raises `CallError` for no such."""
    found = Fraction(0) if given is None else exact_number(option, given)
    if not 0 <= found <= 1:
        raise CallError("call.sensitivity-chance", option=option, found=str(given))
    return found
