"""`spbe compare`: what changed between years, stages and versions, and what moved it."""

from typing import Annotated, Any

import typer

from spbe_cli.cli.app import verb
from spbe_cli.cli.beside import beside
from spbe_cli.cli.compare_work import side_by_side, since
from spbe_cli.cli.options import FormatOption, Output
from spbe_cli.cli.session import Session
from spbe_cli.core.comparisons import drops
from spbe_cli.core.comparisons.comparison import Comparison
from spbe_cli.core.comparisons.drops import Judged, Layer
from spbe_cli.core.problems import CallError, ExitCode, Severity, in_order
from spbe_cli.render.compare.drops import failures, met
from spbe_cli.render.look import Format
from spbe_cli.render.written import written

MOST_IN_A_COMMENT = 25
"""Changes that a comment on a merge request sets out in full: forges take some 65,000 characters.

All of them stand in its first table.
"""


def command() -> Any:
    """Build the command."""
    return verb("compare", compare)


def compare(
    session: Session,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH|REV:PATH", show_default=False)
    ] = None,
    *,
    against: Annotated[str | None, typer.Option("--against", metavar="REF")] = None,
    fail_on_drop: Annotated[Layer | None, typer.Option("--fail-on-drop")] = None,
    like_for_like: Annotated[bool, typer.Option("--like-for-like")] = False,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
) -> ExitCode:
    """Compare files; fail where one has an error, or something falls that must not."""
    if against is not None:
        found = since(against, paths or ["."], output)
    elif paths:
        found = side_by_side(paths, output)
    else:
        raise CallError("call.compare-none")
    look = session.look(output)
    judged = None if fail_on_drop is None else drops.judge(found.comparison, fail_on_drop)
    asked: dict[str, Any] = {"alike": like_for_like}
    if format_ is Format.MARKDOWN and judged is not None:
        asked["gate"] = tuple(failures(judged, found.comparison, look))
    if format_ is Format.MARKDOWN and against is not None:
        asked["most"] = MOST_IN_A_COMMENT
    session.write(written("compare", format_, found.comparison, look, **asked), output)
    if format_ is not Format.JSON:
        session.fail_problems(in_order(beside(found.problems, quiet=session.quiet)))
    session.tell_skipped(found.skipped)
    failed = any(problem.severity is Severity.ERROR for problem in found.problems)
    if judged is not None:
        _tell(session, judged, found.comparison)
        if judged.is_void and not failed:
            raise CallError("call.nothing-comparable", layer=judged.layer.value)
        failed = failed or bool(judged.falls)
    return ExitCode.CONTENT if failed else ExitCode.OK


def _tell(session: Session, judged: Judged, comparison: Comparison) -> None:
    """Say what fell and what could not be judged, or that nothing fell."""
    look = session.error_look
    session.fail(*failures(judged, comparison, look))
    if not judged.falls and not judged.is_void:
        session.tell(met(judged, look))
