"""`spbe predict`: what the official index may become, from the institution's own past."""

from collections.abc import Iterable
from typing import Annotated, Any, cast

import typer

from spbe_cli.cli.app import verb
from spbe_cli.cli.assessments import opened
from spbe_cli.cli.options import FormatOption, Output
from spbe_cli.cli.session import Session
from spbe_cli.core.case import Filed
from spbe_cli.core.problems import ContentError, ExitCode, Problem, in_order
from spbe_cli.core.uncertainty.predicting import predict
from spbe_cli.reading import files
from spbe_cli.reading.library import shared
from spbe_cli.render.look import Format
from spbe_cli.render.written import written


def command() -> Any:
    """Build the command; `--past` takes two values each time, which typer cannot declare."""
    built = verb("predict", predicted)
    for param in built.params:
        if param.name == "past":
            param.nargs = 2
    return built


def predicted(
    session: Session,
    self_: Annotated[str, typer.Argument(metavar="SELF", show_default=False)],
    *,
    past: Annotated[list[str], typer.Option("--past", metavar="SELF FINAL", show_default=False)],
    format_: FormatOption = Format.TABLE,
    output: Output = None,
) -> ExitCode:
    """Predict the official index of one self-assessment."""
    pairs = cast("list[tuple[str, str]]", past)
    named = [self_, *(path for pair in pairs for path in pair)]
    files.refuse_to_overwrite(output, files.spots(named))
    given, *others = _filed(named)
    prediction = predict(given, zip(others[::2], others[1::2], strict=True))
    session.write(written("predict", format_, prediction, session.look(output)), output)
    return ExitCode.OK


def _filed(references: Iterable[str]) -> list[Filed]:
    """Read one assessment each; raises `ContentError` with what is wrong in any of them."""
    library, found = shared(), list[Filed]()
    problems: list[Problem] = []
    for reference in references:
        try:
            case, spot = opened(reference, library)
            found.append(Filed(spot.label, case))
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(in_order(problems))
    return found
