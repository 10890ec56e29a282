"""`spbe audit`: published figures against the rule, one another and what levels can give."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain, islice
from typing import Annotated, Any

import typer

from spbe_cli.cli.app import verb
from spbe_cli.cli.options import FormatOption, Output, Paths
from spbe_cli.cli.session import Session
from spbe_cli.cli.unread import tell_unread
from spbe_cli.core.audits.audited import SAID, Audited, Status, Summary, audited
from spbe_cli.core.problems import CallError, Code, ExitCode, Problem, Severity, in_order
from spbe_cli.reading import files
from spbe_cli.reading.library import shared
from spbe_cli.reading.results_table import Results
from spbe_cli.render.look import Format

NOT_LISTED = SAID | {Code.UNANSWERED}
"""What an audit says itself, and what changes nothing in it."""


def command() -> Any:
    """Build the command."""
    return verb("audit", audit)


def audit(
    session: Session,
    paths: Paths,
    *,
    format_: FormatOption = Format.TABLE,
    all_: Annotated[bool, typer.Option("--all")] = False,
    output: Output = None,
) -> ExitCode:
    """Audit files and tables; fail where something contradicts or has an error."""
    spots = files.spots(paths)
    files.refuse_to_overwrite(output, spots)
    results, summary = Results(shared()), Summary()
    seen = (summary.see(audited(one.result())) for one in results.load_all(spots))
    first = list(islice(seen, 2))
    if not first:
        tell_unread(session, results.unread, results.skipped, paths, spots)
        raise CallError("call.no-assessments", paths=", ".join(paths))
    renderer, look = import_module(f"spbe_cli.render.audit.{format_.value}"), session.look(output)
    problems: list[Problem] = []
    passing = _listing(chain(first, seen), problems)
    if len(first) == 1:
        chunks = renderer.alone(next(passing), summary, look)
    else:
        rows = (renderer.row(one, look) for one in passing if all_ or one.is_notable)
        chunks = renderer.several(rows, summary, look, every=all_)
    session.write(_unless_nothing(chunks, summary, paths), output)
    if format_ is not Format.JSON:  # has them in itself
        shown = in_order(problems)
        session.fail_problems(filter(_is_error, shown) if session.quiet else shown)
    tell_unread(session, results.unread, results.skipped, paths, spots)
    return ExitCode.OK if summary.passes else ExitCode.CONTENT


def _listing(several: Iterable[Audited], problems: list[Problem]) -> Iterator[Audited]:
    """Keep the problems that are listed: errors, and beside an audit what it does not say."""
    for one in several:
        problems += (
            each
            for each in one.result.problems
            if (each.finding.code not in NOT_LISTED if one.audit else _is_error(each))
        )
        yield one


def _unless_nothing(chunks: Iterable[str], summary: Summary, paths: Paths) -> Iterator[str]:
    """Raise `CallError` at the end where no file at all has published figures."""
    yield from chunks
    if summary.count(Status.NOTHING) == summary.count():
        raise CallError("call.audit-nothing", paths=", ".join(paths))


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR
