"""`spbe schema`: the shape of a file as JSON Schema, for editors and other validators."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from spbe_cli.cli import instruments
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import Output
from spbe_cli.cli.session import Session
from spbe_cli.core.assessment import Assessment, OpdFile, Shape
from spbe_cli.core.instrument_file import InstrumentFile
from spbe_cli.core.plans.effort import EffortFile
from spbe_cli.core.problems import CallError, ExitCode
from spbe_cli.core.scenario import ScenarioFile
from spbe_cli.reading.library import Library
from spbe_cli.render.schema import json as schema_json


class Kind(StrEnum):
    """What kind of file the schema is for."""

    ASSESSMENT = "assessment"
    OPD = "opd"
    INSTRUMENT = "instrument"
    SCENARIOS = "scenarios"
    EFFORT = "effort"


MODELS: dict[Kind, type[Shape]] = {
    Kind.ASSESSMENT: Assessment,
    Kind.OPD: OpdFile,
    Kind.INSTRUMENT: InstrumentFile,
    Kind.SCENARIOS: ScenarioFile,
    Kind.EFFORT: EffortFile,
}

OF_ITSELF = frozenset({Kind.INSTRUMENT, Kind.SCENARIOS, Kind.EFFORT})
"""Kinds whose shape does not depend on an instrument."""


def command() -> Any:
    """Build the command."""
    return verb("schema", schema)


def schema(
    session: Session,
    kind: Annotated[Kind, typer.Argument(metavar="KIND")] = Kind.ASSESSMENT,
    *,
    instrument: instruments.Named = None,
    output: Output = None,
) -> ExitCode:
    """Print the schema of a kind of file, for one instrument or all bundled ones."""
    look = session.look(output)
    if kind in OF_ITSELF:
        if instrument is not None:
            raise CallError("call.schema-instrument")
        session.write(schema_json.render(MODELS[kind], (), look), output)
        return ExitCode.OK
    library = Library()
    found = instruments.bundled(library)
    if instrument is not None:
        found = [instruments.named(library, instrument)[0]]
    known = [instruments.with_criteria(library, one) for one in found]
    chunks = schema_json.render(MODELS[kind], known, look, alone=instrument is not None)
    session.write(chunks, output)
    return ExitCode.OK
