"""`spbe schema`: the shape of a file as JSON Schema, for editors and other validators."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from spbe_cli.assessment import Assessment, OpdFile, Shape
from spbe_cli.cli import instruments
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import Output
from spbe_cli.cli.session import Session
from spbe_cli.instrument_file import InstrumentFile
from spbe_cli.library import Found, Library
from spbe_cli.problems import CallError, ExitCode, Problem
from spbe_cli.render import schema_json
from spbe_cli.render.schema_json import Known


class Kind(StrEnum):
    """What kind of file the schema is for."""

    ASSESSMENT = "assessment"
    OPD = "opd"
    INSTRUMENT = "instrument"


MODELS: dict[Kind, type[Shape]] = {
    Kind.ASSESSMENT: Assessment,
    Kind.OPD: OpdFile,
    Kind.INSTRUMENT: InstrumentFile,
}


def command() -> Any:
    """Build the command."""
    return verb("schema", schema)


def schema(
    session: Session,
    kind: Annotated[Kind, typer.Argument(metavar="[assessment|opd|instrument]")] = Kind.ASSESSMENT,
    *,
    instrument: instruments.Named = None,
    output: Output = None,
) -> ExitCode:
    """Print the schema of a kind of file, for one instrument or all bundled ones."""
    look = session.look(output)
    if kind is Kind.INSTRUMENT:
        if instrument is not None:
            raise CallError("call.schema-instrument")
        session.write(schema_json.render(MODELS[kind], (), look), output)
        return ExitCode.OK
    library = Library()
    found = instruments.bundled(library)
    if instrument is not None:
        found = [instruments.named(library, instrument)]
    known, problems = with_criteria(library, found)
    if problems:
        session.fail_problems(problems)
        return ExitCode.CONTENT
    chunks = schema_json.render(MODELS[kind], known, look, alone=instrument is not None)
    session.write(chunks, output)
    return ExitCode.OK


def with_criteria(library: Library, found: list[Found]) -> tuple[list[Known], list[Problem]]:
    """Add the level criteria to instruments; problems are what keeps one from being used."""
    known: list[Known] = []
    problems: list[Problem] = []
    for one in found:
        criteria, wrong = library.criteria(one)
        problems += [*one.problems, *wrong]
        if one.value is not None:
            known.append(Known(one.value, criteria))
    return known, problems
