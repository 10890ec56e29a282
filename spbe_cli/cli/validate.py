"""`spbe validate`: every problem of every file."""

import os
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from importlib import import_module
from operator import attrgetter
from typing import Annotated, Any

import typer

from spbe_cli.cli import parallel
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import Jobs, Output, Paths, limit
from spbe_cli.cli.progress import watched
from spbe_cli.cli.session import Session
from spbe_cli.cli.validate_work import across, looked_for, rest, work
from spbe_cli.core.problems import CallError, Code, ExitCode, Problem, Severity, in_order
from spbe_cli.core.settings import Override, codes_named
from spbe_cli.core.suggest import suggested_code
from spbe_cli.reading import files
from spbe_cli.reading.configuration import Configuration
from spbe_cli.reading.excuses import settle
from spbe_cli.render.look import Look, counted


class Format(StrEnum):
    """How problems are written."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


def command() -> Any:
    """Build the command."""
    return verb("validate", validate)


def validate(
    session: Session,
    paths: Paths,
    *,
    format_: Annotated[Format | None, typer.Option("--format", show_default=False)] = None,
    evidence: Annotated[bool, typer.Option("--evidence")] = False,
    select: Annotated[list[str] | None, typer.Option("--select", metavar="CODE")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE")] = None,
    max_rise: Annotated[str | None, typer.Option("--max-rise", metavar="LEVELS")] = None,
    max_gap: Annotated[str | None, typer.Option("--max-gap", metavar="INDEX")] = None,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero")] = False,
    jobs: Jobs = None,
    output: Output = None,
) -> ExitCode:
    """List the problems of files and fail where one of them is an error."""
    override = Override(
        _codes("--select", select) if select else None,
        _codes("--ignore", ignore or []),
        limit("--max-rise", max_rise),
        limit("--max-gap", max_gap),
    )
    configuration = Configuration(override)
    spots = files.spots(paths)
    files.refuse_to_overwrite(output, spots)
    if not all(map(files.is_lasting, spots)):
        jobs = 1  # what can be read only once must be read here
    todo = partial(work, evidence=evidence)
    parts = list(
        watched(parallel.ordered(todo, spots, attrgetter("group"), jobs), len(spots), session)
    )
    parts.append(rest(parts, evidence=evidence))
    checked = sorted(frozenset[str]().union(*(part.checked for part in parts)))
    if not checked:
        raise CallError("call.no-assessments", paths=", ".join(paths))
    found = [problem for part in parts for problem in part.problems]
    traces = (one for part in parts for one in part.traces)
    found += across(spots, traces, lambda file: configuration.of(file).limits)
    excuses = {file: several for part in parts for file, several in part.excuses.items()}
    left, excused = settle(found, excuses, looked_for(parts, evidence=evidence))
    problems = in_order(_reported(left, checked, configuration))
    session.write(_render(format_, problems, checked, session.look(output)), output)
    skipped = sum(part.skipped for part in parts)
    session.tell(*_summary(problems, len(checked), excused, session.error_look))
    session.tell_skipped(skipped)
    failing = set(Severity) if strict else {Severity.ERROR}
    failed = any(problem.severity in failing for problem in problems)
    return ExitCode.CONTENT if failed and not exit_zero else ExitCode.OK


def _reported(
    problems: Iterable[Problem], checked: Iterable[str], configuration: Configuration
) -> Iterator[Problem]:
    """Give the problems that are to be reported, and those of the settings themselves."""
    for problem in problems:
        judged = configuration.of(problem.file).judged(problem)
        if judged is not None:
            yield judged
    for file in checked:
        configuration.of(file)
    yield from configuration.problems


def _codes(option: str, given: Sequence[str]) -> frozenset[Code]:
    """Read codes or their beginnings (`SPBE3`), apart by commas or by several options."""
    found: set[Code] = set()
    for part in (part.strip() for text in given for part in text.split(",")):
        meant = codes_named(part)
        if not meant:
            raise CallError("call.code", option=option, found=part, **suggested_code(part))
        found |= meant
    return frozenset(found)


def _render(
    format_: Format | None, problems: Sequence[Problem], checked: Sequence[str], look: Look
) -> Iterator[str]:
    """Write in the format asked for; inside GitHub Actions, as annotations."""
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    chosen = format_ or (Format.GITHUB if in_actions else Format.TEXT)
    renderer = import_module(f"spbe_cli.render.problem.{chosen.value}")
    chunks: Iterator[str] = renderer.render(problems, checked, look)
    return chunks


def _summary(problems: Sequence[Problem], count: int, excused: int, look: Look) -> Iterator[str]:
    texts = look.texts
    counts = {
        f"{severity}s": counted(
            texts, f"{severity}s", sum(problem.severity is severity for problem in problems)
        )
        for severity in Severity
    }
    key = "problems.count" if problems else "problems.none"
    yield texts(key, files=counted(texts, "files", count), **counts)
    if excused:
        yield texts("excused", excused=counted(texts, "excused", excused))
