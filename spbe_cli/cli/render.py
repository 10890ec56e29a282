"""`spbe render`: what a regent reads of an assessment, as one page, a table, a badge."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from spbe_cli.cli.app import verb
from spbe_cli.cli.beside import beside
from spbe_cli.cli.options import Output
from spbe_cli.cli.render_work import Read, put_together, read
from spbe_cli.cli.session import Session
from spbe_cli.core.problems import CallError, ExitCode, in_order
from spbe_cli.core.report import Report
from spbe_cli.reading import files
from spbe_cli.render.report.formats import Kind, kind_of
from spbe_cli.render.report.written import written


def command() -> Any:
    """Build the command."""
    return verb("render", render)


def render(
    session: Session,
    paths: Annotated[list[str], typer.Argument(metavar="FILE", show_default=False)],
    *,
    format_: Annotated[Kind | None, typer.Option("--format", show_default=False)] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="CATEGORY|INDEX", show_default=False)
    ] = None,
    dated: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", show_default=False)
    ] = None,
    output: Output = None,
) -> ExitCode:
    """Write a report of one institution; fail where one of its files has an error."""
    day = None if dated is None else _day(dated)
    found = read(files.spots(paths))
    if not found.results:
        raise CallError("call.no-assessments", paths=", ".join(paths))
    files.refuse_to_overwrite(output, found.inputs)
    kind = format_ or kind_of("" if output is None else output.suffix)
    made = put_together(found, target, day, with_peers=kind in {Kind.HTML, Kind.MARKDOWN})
    if kind is not Kind.XLSX:
        session.write(written(kind, made, session.look(output)), output)
    elif made.detail is not None or not found.has_errors:
        _write_workbook(session, made, found, output)
    session.fail_problems(in_order(beside(found.problems, quiet=session.quiet)))
    session.fail(*_left_out(session, made, kind, target))
    session.tell_skipped(found.skipped)
    return ExitCode.CONTENT if found.has_errors else ExitCode.OK


def _left_out(session: Session, given: Report, kind: Kind, target: str | None) -> Iterator[str]:
    """Say what files with errors, and no levels beside them, cannot give."""
    if given.detail is None and kind is Kind.XLSX:
        yield session.texts("render.no-workbook")
    elif given.detail is None and target is not None:
        yield session.texts("render.no-plan")


def _write_workbook(session: Session, given: Report, found: Read, output: Path | None) -> None:
    """Write the levels that are set out as a worksheet, last year's beside them.

    Raises `CallError` without a file to write to, and where only announced figures are known.
    """
    from spbe_cli.cli import export_work  # noqa: PLC0415 - seldom asked
    from spbe_cli.core.exchange import worksheet  # noqa: PLC0415
    from spbe_cli.output import write_all  # noqa: PLC0415
    from spbe_cli.render.export.losses import lines  # noqa: PLC0415
    from spbe_cli.render.export.xlsx import workbook  # noqa: PLC0415

    detail, before = given.chosen.detail, given.chosen.before
    if output is None or output == Path("-"):
        raise CallError("call.render-binary")
    if detail is None:
        raise CallError("call.render-levels")
    past = found.path_of(before) if before is not None and before.card is not None else None
    filed = export_work.read(found.path_of(detail), past)
    book = worksheet.whole(filed.given)
    losses = (*filed.losses, *worksheet.losses(book))
    session.tell(*lines(losses, session.error_look))
    write_all({output: workbook(book, session.look(output))}, overwrite=True)


def _day(given: str) -> date:
    """Read the day of an option; raises `CallError` for what is none."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        with suppress(ValueError):
            return date.fromisoformat(given)
    raise CallError("call.render-date", found=given)
