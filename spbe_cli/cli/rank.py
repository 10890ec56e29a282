"""`spbe rank`: institutions in order, by group, and where they stand among official results."""

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any

import typer

from spbe_cli.cli import instruments, parallel
from spbe_cli.cli.app import verb
from spbe_cli.cli.beside import beside
from spbe_cli.cli.options import FormatOption, Jobs, Output
from spbe_cli.cli.progress import watched
from spbe_cli.cli.rank_work import Gathered, Problems, work
from spbe_cli.cli.session import Session
from spbe_cli.cli.unread import tell_unread
from spbe_cli.core.assessment import Stage
from spbe_cli.core.problems import CallError, ExitCode, in_order
from spbe_cli.core.ranks.board import Board, Wanted, board, board_among, choose
from spbe_cli.core.ranks.ranking import By
from spbe_cli.reading import files
from spbe_cli.reading.library import shared
from spbe_cli.reading.official import completed, official, tables
from spbe_cli.render.look import Format, counted
from spbe_cli.render.written import written


def command() -> Any:
    """Build the command."""
    return verb("rank", rank)


def rank(
    session: Session,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", show_default=False)] = None,
    *,
    format_: FormatOption = Format.TABLE,
    by: Annotated[By | None, typer.Option("--by")] = None,
    among: Annotated[
        str | None,
        typer.Option("--among", metavar="YEAR[:TYPE[:PROVINCE]]", autocompletion=completed),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1)] = None,
    instrument: instruments.Named = None,
    stage: Annotated[Stage | None, typer.Option("--stage")] = None,
    top: Annotated[int | None, typer.Option("--top", metavar="N", min=1)] = None,
    jobs: Jobs = None,
    output: Output = None,
) -> ExitCode:
    """Rank files, or the official results themselves; fail where one has an error."""
    if not paths and among is None:
        raise CallError("call.rank-nothing")
    if paths and among is not None and by is not None:
        raise CallError("call.rank-by-among")
    chosen = None if among is None else official(among)
    spots = files.spots(paths or ())
    files.refuse_to_overwrite(output, chain(spots, tables() if chosen is not None else ()))
    if not paths and chosen is not None:
        gathered = Gathered(
            [*chosen.entries], instruments={chosen.instrument.id: chosen.instrument}
        )
    else:
        gathered = _gathered(session, spots, paths or (), jobs)
    named = _id_of(instrument, gathered)
    entries, left_out = choose(gathered.entries, Wanted(year, named, stage and stage.value))
    under = gathered.instrument(entries)
    if chosen is None or not paths:
        made = board(entries, under, by, chosen, top)
    else:
        made = board_among(entries, under, chosen, top)
    _write(session, made, gathered.problems_of(entries), format_, output)
    if left_out:
        files_ = counted(session.texts, "files", left_out)
        session.tell(session.texts("rank.left-out", files=files_))
    tell_unread(session, gathered.unread, gathered.skipped, paths or (), spots)
    return ExitCode.CONTENT if any(one.errors for one in entries) else ExitCode.OK


def _gathered(
    session: Session, spots: Sequence[files.Spot], paths: Iterable[str], jobs: int | None
) -> Gathered:
    """Read and score files on all cores; raises `CallError` where there are none."""
    gathered = Gathered()
    parts = parallel.ordered(work, spots, attrgetter("group"), jobs)
    gathered.take(watched(parts, len(spots), session))
    if not gathered.entries:
        raise CallError("call.no-assessments", paths=", ".join(paths))
    return gathered


def _id_of(instrument: str | None, gathered: Gathered) -> str | None:
    """Give the id of the instrument that an option names by id or path.

    An id may be that of an instrument of one's own that files name. Raises `CallError` for none.
    """
    if instrument is None or instrument in gathered.instruments:
        return instrument
    return instruments.named(shared(), instrument)[1].id


def _write(
    session: Session, made: Board, problems: Problems, format_: Format, output: Path | None
) -> None:
    """Write the ranking, and beside it what is wrong; JSON has that in itself."""
    look = session.look(output)
    session.write(written("rank", format_, made, look, problems=problems), output)
    if format_ is not Format.JSON:
        listed = chain.from_iterable(problems.values())
        session.fail_problems(in_order(beside(listed, quiet=session.quiet)))
