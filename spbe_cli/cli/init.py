"""`spbe init`: a new assessment to fill in, with one file for each OPD that owns something."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from spbe_cli.cli import instruments
from spbe_cli.cli.app import verb
from spbe_cli.cli.assessments import opened
from spbe_cli.cli.init_sources import Chosen, chosen, owners
from spbe_cli.cli.session import Session
from spbe_cli.core.assessment import Assessment, InstitutionType, OpdFile
from spbe_cli.core.case import Case
from spbe_cli.core.drafting import blank, next_after, renamed
from spbe_cli.core.exchange.naming import file_name, unused
from spbe_cli.core.inert import safe
from spbe_cli.core.problems import CallError, ExitCode
from spbe_cli.output import write_all
from spbe_cli.reading.files import yaml_files
from spbe_cli.reading.library import shared
from spbe_cli.render.init import yaml as draft_yaml
from spbe_cli.render.init.yaml import Drafted
from spbe_cli.render.look import Look
from spbe_cli.render.schema import json as schema_json

OPDS, SCHEMAS = "opd", "schema"
"""The folders of a draft: one file for each OPD, and what an editor reads."""


def command() -> Any:
    """Build the command."""
    return verb("init", init)


def init(
    session: Session,
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)],
    *,
    instrument: instruments.Named = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="FILE")] = None,
    opd_map: Annotated[str | None, typer.Option("--opd-map", metavar="FILE")] = None,
    institution: Annotated[str | None, typer.Option("--institution", metavar="NAME")] = None,
    type_: Annotated[InstitutionType | None, typer.Option("--type", show_default=False)] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YYYY", min=1)] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> ExitCode:
    """Write a draft; nothing that is there is overwritten unless that is asked for."""
    library = shared()
    if institution is not None and not (institution.strip() and institution.isprintable()):
        raise CallError("call.institution")
    last = None if from_ is None else opened(from_, library)
    choice = chosen(library, last, instrument, year)
    before = None if last is None else last.case
    opds = {} if opd_map is None else owners(opd_map, choice.instrument)
    named = (choice.instrument, choice.reference(folder))
    if before is None:
        name = institution or session.texts("init.institution")
        case = blank(name, type_, choice.year, named, opds)
    else:
        case = renamed(next_after(before, choice.year, named, opds), institution, type_)
    known = instruments.with_criteria(library, choice.found)
    drafted = Drafted(case, before, known, OPDS if case.assessment.opds else "")
    written = {folder / name: text for name, text in _texts(drafted, session.look(folder))}
    stale = sorted({spot.path for spot in yaml_files(folder / OPDS)} - {*written})
    if stale:
        raise CallError("call.stale", path=stale[0].as_posix())
    write_all(written, overwrite=force)
    session.write(f"{safe(path.as_posix())}\n" for path in written)
    session.tell(*_told(choice, before, folder, session.error_look))
    return ExitCode.OK


def _texts(drafted: Drafted, look: Look) -> Iterator[tuple[str, str]]:
    """Give the files of a draft, by their place in its folder."""
    year = drafted.case.assessment.year
    schema = f"{SCHEMAS}/{{}}.json"
    main = draft_yaml.assessment(drafted, schema.format("assessment"), look)
    yield f"{year}.yaml", "".join(main)
    taken: set[str] = set()
    for opd_id in drafted.case.assessment.opds:
        name = unused(file_name(opd_id, OPDS), taken.__contains__)
        taken.add(name)
        text = draft_yaml.opd(drafted, opd_id, f"../{schema.format('opd')}", look)
        yield f"{OPDS}/{name}.yaml", "".join(text)
    models = {"assessment": Assessment} | ({"opd": OpdFile} if drafted.folder else {})
    for kind, model in models.items():
        chunks = schema_json.render(model, [drafted.known], look, alone=True)
        yield schema.format(kind), "".join(chunks)


def _told(choice: Chosen, before: Case | None, folder: Path, look: Look) -> Iterator[str]:
    """Say what has changed since, and what to do next."""
    texts = look.texts
    if choice.replaced:
        newest = choice.replaced[-1]
        old = before.instrument if before is not None else choice.instrument
        yield texts("init.replaced", old=old.short, new=newest.id, year=newest.years.first)
    if before is not None and before.instrument.id != choice.instrument.id:
        yield texts("init.other-instrument", old=before.instrument.short)
    yield texts("init.next", path=folder.as_posix())
