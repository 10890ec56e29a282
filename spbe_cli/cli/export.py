"""`spbe export`: an assessment as worksheets to fill in, whole or one for each OPD."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from spbe_cli.cli.app import verb
from spbe_cli.cli.export_work import read
from spbe_cli.cli.options import Output
from spbe_cli.cli.progress import watched
from spbe_cli.cli.session import Session
from spbe_cli.core.exchange import worksheet
from spbe_cli.core.exchange.naming import file_name, unused
from spbe_cli.core.exchange.worksheet import Book, Given
from spbe_cli.core.inert import safe
from spbe_cli.core.problems import CallError, ExitCode
from spbe_cli.output import refuse_existing, write_all
from spbe_cli.reading import files
from spbe_cli.render.export import losses as export_losses
from spbe_cli.render.export.xlsx import workbook

ENDING = ".xlsx"
"""How the name of a workbook ends."""

START, REST, OPD = "lke-", "lke", "opd"
"""How the workbooks of a folder are called: that of an OPD begins so, that of the rest is this."""


class Made(NamedTuple):
    """One workbook, for the count of how far the work is."""

    path: Path
    content: bytes
    files: int = 1


def command() -> Any:
    """Build the command."""
    return verb("export", export)


def export(
    session: Session,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    *,
    opd: Annotated[str | None, typer.Option("--opd", metavar="ID", show_default=False)] = None,
    per_opd: Annotated[
        Path | None, typer.Option("--per-opd", metavar="DIR", show_default=False)
    ] = None,
    past: Annotated[str | None, typer.Option("--past", metavar="FILE", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    output: Output = None,
) -> ExitCode:
    """Write worksheets; nothing that is there is overwritten unless that is asked for."""
    _refuse_senseless(opd, per_opd, output)
    found = read(file, past)
    books = _books(found.given, opd, per_opd, output)
    for path in books:
        files.refuse_to_overwrite(path, found.inputs)
    if not force:
        refuse_existing(books)
    before = found.given.before
    if before is not None and before.instrument.id != found.given.case.instrument.id:
        session.tell(session.texts("export.other-instrument", old=before.instrument.short))
    losses = [*found.losses, *(one for book in books.values() for one in worksheet.losses(book))]
    if per_opd is not None:
        losses += worksheet.unsaid(found.given.case, books.values())
    look = session.look(next(iter(books)))
    made = (Made(path, workbook(book, look)) for path, book in books.items())
    written = {one.path: one.content for one in watched(made, len(books), session)}
    session.tell(*export_losses.lines(losses, session.error_look))
    write_all(written, overwrite=True)
    session.write(f"{safe(path.as_posix())}\n" for path in written)
    return ExitCode.OK


def _refuse_senseless(opd: str | None, per_opd: Path | None, output: Path | None) -> None:
    """Raise `CallError` for options that do not go together, and for a name that misleads."""
    if per_opd is not None and (opd is not None or output is not None):
        raise CallError("call.export-apart", option="--opd" if opd is not None else "-o")
    if output is not None and output.suffix.lower() != ENDING:
        raise CallError("call.export-name", path=output.as_posix())


def _books(
    given: Given, opd: str | None, folder: Path | None, output: Path | None
) -> dict[Path, Book]:
    """Give the workbooks that are asked for, by the place of each."""
    if folder is not None:
        return dict(_apart(given, folder))
    if output is None:
        raise CallError("call.export-target")
    return {output: worksheet.whole(given) if opd is None else worksheet.of_opd(given, opd)}


def _apart(given: Given, folder: Path) -> Iterator[tuple[Path, Book]]:
    """Give a workbook for each OPD, and one for what nobody owns."""
    taken: set[str] = set()
    if not given.case.assessment.opds:
        raise CallError("call.export-no-opds")
    for opd_id in given.case.assessment.opds:
        name = unused(file_name(opd_id, OPD), taken.__contains__)
        taken.add(name)
        yield folder / f"{START}{name}{ENDING}", worksheet.of_opd(given, opd_id)
    rest = worksheet.of_rest(given)
    if rest is not None:
        yield folder / f"{REST}{ENDING}", rest
