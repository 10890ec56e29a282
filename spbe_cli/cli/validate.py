"""`spbe validate`: every problem of every file."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from spbe_cli import cores, files
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import Jobs, Output, Paths
from spbe_cli.cli.progress import watched
from spbe_cli.cli.session import Session
from spbe_cli.library import shared
from spbe_cli.loading import Loaded, Loader
from spbe_cli.problems import CallError, ExitCode, Problem, Severity, in_order
from spbe_cli.render.look import Look, counted


class Format(StrEnum):
    """How problems are written."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"


class Made(NamedTuple):
    """What comes of some files: how many they were, what is wrong, what is still to be looked at.

    `read` are the files that count as checked, `alone` the OPD files that none of these took in.
    """

    files: int
    problems: tuple[Problem, ...]
    read: frozenset[Path]
    taken: frozenset[Path]
    alone: tuple[files.Spot, ...]
    skipped: int


def command() -> Any:
    """Build the command."""
    return verb("validate", validate)


def validate(
    session: Session,
    paths: Paths,
    *,
    format_: Annotated[Format, typer.Option("--format")] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    jobs: Jobs = None,
    output: Output = None,
) -> ExitCode:
    """List the problems of files and fail where one of them is an error."""
    spots = files.spots(paths)
    files.refuse_to_overwrite(output, spots)
    parts = list(watched(cores.ordered(_work, spots, _group, jobs), len(spots), session))
    parts.append(_rest(parts))
    count = len(frozenset[Path]().union(*(part.read for part in parts)))
    if not count:
        raise CallError("call.no-assessments", paths=", ".join(paths))
    problems = in_order(problem for part in parts for problem in part.problems)
    look = session.look(output)
    session.write(_render(format_, problems, count, look), output)
    skipped = sum(part.skipped for part in parts)
    session.tell(*_summary(problems, count, skipped, session.error_look))
    failing = set(Severity) if strict else {Severity.ERROR}
    failed = any(problem.severity in failing for problem in problems)
    return ExitCode.CONTENT if failed else ExitCode.OK


def _work(spots: Sequence[files.Spot]) -> Made:
    """Check some files; OPD files are left until it is known who includes them."""
    loader = Loader(shared())
    return _made(loader, loader.load_assessments(spots), spots)


def _rest(parts: Sequence[Made]) -> Made:
    """Check the OPD files that no assessment took in, or that were named."""
    loader = Loader(shared())
    loader.taken = {path for part in parts for path in part.taken}
    alone = [spot for part in parts for spot in part.alone]
    return _made(loader, loader.load_alone(alone), ())


def _made(loader: Loader, loaded: Iterable[Loaded], spots: Sequence[files.Spot]) -> Made:
    found = [(one.file, one.problems) for one in loaded]
    return Made(
        len(spots),
        tuple(problem for _, problems in found for problem in problems),
        frozenset({*(Path(file).resolve() for file, _ in found), *loader.taken}),
        frozenset(loader.taken),
        tuple(loader.alone),
        loader.skipped,
    )


def _group(spot: files.Spot) -> str:
    return spot.group


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
