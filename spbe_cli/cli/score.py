"""`spbe score`: the index and category of each file."""

from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from typing import Annotated, Any

import typer

from spbe_cli.cli import parallel
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import FormatOption, Jobs, Output, Paths, exact_number
from spbe_cli.cli.progress import watched
from spbe_cli.cli.score_work import Call, Made, Missing, Tally, work
from spbe_cli.cli.session import Session
from spbe_cli.core.exact import exact_text, median, number
from spbe_cli.core.gate import Gates
from spbe_cli.core.problems import CallError, ExitCode, in_order
from spbe_cli.reading import files
from spbe_cli.reading.library import shared
from spbe_cli.reading.loading import Loader
from spbe_cli.render.look import Depth, Format, Look, counted


def command() -> Any:
    """Build the command."""
    return verb("score", score)


def score(
    session: Session,
    paths: Paths,
    *,
    format_: FormatOption = Format.TABLE,
    by: Annotated[Depth | None, typer.Option("--by")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="INDICATOR=LEVEL")] = None,
    missing: Annotated[Missing, typer.Option("--missing")] = Missing.LOWEST,
    min_index: Annotated[str | None, typer.Option("--min-index", metavar="NUMBER")] = None,
    min_category: Annotated[str | None, typer.Option("--min-category", metavar="NAME")] = None,
    jobs: Jobs = None,
    output: Output = None,
) -> ExitCode:
    """Score files; fail where one has an error or does not meet a gate."""
    lowest = None if min_index is None else exact_number("--min-index", min_index)
    gates = Gates(lowest, min_category)
    call = Call(format_, session.look(output), by, tuple(set_ or ()), missing, gates, session.quiet)
    tally, spots = Tally(), files.spots(paths)
    files.refuse_to_overwrite(output, spots)
    chunks = _chunks(call, spots, tally, session, jobs)
    first = next(chunks, None)
    if first is None:
        raise CallError("call.no-assessments", paths=", ".join(paths))
    session.write(chain([first], chunks), output)
    if tally.problems:
        session.fail_problems(in_order(tally.problems))
    if by is not None and tally.files > 1 and format_ in {Format.TABLE, Format.MARKDOWN}:
        session.tell(session.texts("score.by.several", by=by.value))
    _tell_summary(session, tally)
    return ExitCode.CONTENT if tally.failing else ExitCode.OK


def _chunks(
    call: Call, spots: list[files.Spot], tally: Tally, session: Session, jobs: int | None
) -> Iterator[str]:
    """Write one result in full, several as rows with the cores there are; nothing for none."""
    pending = iter(spots)
    loader = Loader(shared(), assessments_only=True)
    first = [call.result(loaded) for loaded in islice(loader.load_all(pending), 2)]
    rest = list(pending)
    head = Made(len(spots) - len(rest), tuple(map(call.seen, first)), loader.skipped)
    if len(first) < 2:
        tally.see(head)
        yield from (text for one in first for text in call.renderer.alone(one, call.look, call.by))
        return
    made = chain([head], parallel.ordered(partial(work, call), rest, attrgetter("group"), jobs))
    passing = watched(made, len(spots), session)
    rows = (seen.row for part in passing for seen in tally.see(part))
    yield from call.renderer.several(rows, call.look, call.by)


def _tell_summary(session: Session, tally: Tally) -> None:
    if tally.files > 1:
        session.tell(*_distribution(tally, session.error_look))
    session.tell_skipped(tally.skipped)
    for line, passed in tally.gates:
        (session.tell if passed else session.fail)(line)


def _distribution(tally: Tally, look: Look) -> Iterator[str]:
    """Say how many files have an index, which categories, and the median of each regulation."""
    texts, failed = look.texts, tally.files - tally.scored
    count = counted(texts, "files", tally.files)
    yield texts("score.summary", files=count, scored=tally.scored, failed=failed)
    if tally.categories:
        most_first = sorted(tally.categories.items(), key=lambda one: (-one[1], one[0]))
        categories = ", ".join(f"{name} {count}" for name, count in most_first)
        yield texts("score.distribution", categories=categories)
    for instrument, indices in sorted(tally.indices.items()):
        middle = exact_text(number(median(indices)))
        yield texts("score.median", instrument=instrument, median=middle, count=len(indices))
