"""`spbe validate`: every problem of every file."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from spbe_cli import files
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import Output, Paths
from spbe_cli.cli.session import Session
from spbe_cli.library import Library
from spbe_cli.loading import Loader
from spbe_cli.problems import CallError, ExitCode, Problem, Severity, in_order
from spbe_cli.render.look import Look, counted


class Format(StrEnum):
    """How problems are written."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"


def command() -> Any:
    """Build the command."""
    return verb("validate", validate)


def validate(
    session: Session,
    paths: Paths,
    *,
    format_: Annotated[Format, typer.Option("--format")] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    output: Output = None,
) -> ExitCode:
    """List the problems of files and fail where one of them is an error."""
    loader = Loader(Library())
    found: list[Problem] = []
    count = 0
    for loaded in loader.load_all(files.spots(paths)):
        count += 1
        found += loaded.problems
    if not count:
        raise CallError("call.no-assessments", paths=", ".join(paths))
    problems = in_order(found)
    session.write(_render(format_, problems, count, session.look(output)), output)
    session.tell(*_summary(problems, count, loader.skipped, session.look(output)))
    failing = set(Severity) if strict else {Severity.ERROR}
    failed = any(problem.severity in failing for problem in problems)
    return ExitCode.CONTENT if failed else ExitCode.OK


def _render(format_: Format, problems: Sequence[Problem], count: int, look: Look) -> Iterator[str]:
    if format_ is Format.JSON:
        from spbe_cli.render import problem_json  # noqa: PLC0415 - rich is not needed here

        return problem_json.render(problems, count, look)
    from spbe_cli.render import problem_text  # noqa: PLC0415 - imports rich

    return (problem_text.full if format_ is Format.TEXT else problem_text.concise)(problems, look)


def _summary(problems: Sequence[Problem], count: int, skipped: int, look: Look) -> Iterator[str]:
    texts = look.texts
    counts = {
        f"{severity}s": counted(
            texts, f"{severity}s", sum(problem.severity is severity for problem in problems)
        )
        for severity in Severity
    }
    key = "problems.count" if problems else "problems.none"
    yield texts(key, files=counted(texts, "files", count), **counts)
    if skipped:
        yield texts("skipped", skipped=counted(texts, "skipped", skipped))
