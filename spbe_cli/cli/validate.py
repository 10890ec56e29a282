"""`spbe validate`: every problem of every file."""

import os
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from spbe_cli import cores, files
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import Jobs, Output, Paths, exact_number
from spbe_cli.cli.progress import watched
from spbe_cli.cli.session import Session
from spbe_cli.library import shared
from spbe_cli.loading import Loaded, Loader
from spbe_cli.problems import CallError, Code, ExitCode, Problem, Severity, in_order
from spbe_cli.render.look import Look, counted
from spbe_cli.rules.across import Limits, Trace, judge_across, trace
from spbe_cli.suggest import suggested


class Format(StrEnum):
    """How problems are written."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


class Made(NamedTuple):
    """What comes of some files: how many they were, what is wrong, what is still to be looked at.

    `checked` are the files by name, `alone` the OPD files that none of these took in, `traces`
    what other assessments are compared with.
    """

    files: int
    problems: tuple[Problem, ...]
    checked: frozenset[str]
    taken: frozenset[Path]
    alone: tuple[files.Spot, ...]
    traces: tuple[Trace, ...]
    skipped: int


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
    limits = Limits()
    if max_rise is not None:
        limits = limits._replace(rise=exact_number("--max-rise", max_rise))
    if max_gap is not None:
        limits = limits._replace(gap=exact_number("--max-gap", max_gap))
    wanted = _wanted(select or [], ignore or [])
    spots = files.spots(paths)
    files.refuse_to_overwrite(output, spots)
    work = partial(_work, evidence=evidence)
    parts = list(
        watched(cores.ordered(work, spots, attrgetter("group"), jobs), len(spots), session)
    )
    parts.append(_rest(parts))
    checked = sorted(frozenset[str]().union(*(part.checked for part in parts)))
    if not checked:
        raise CallError("call.no-assessments", paths=", ".join(paths))
    found = [problem for part in parts for problem in part.problems]
    found += _across(spots, [one for part in parts for one in part.traces], limits)
    problems = in_order(problem for problem in found if problem.finding.code in wanted)
    session.write(_render(format_, problems, checked, session.look(output)), output)
    skipped = sum(part.skipped for part in parts)
    session.tell(*_summary(problems, len(checked), skipped, session.error_look))
    failing = set(Severity) if strict else {Severity.ERROR}
    failed = any(problem.severity in failing for problem in problems)
    return ExitCode.CONTENT if failed and not exit_zero else ExitCode.OK


def _work(spots: Sequence[files.Spot], *, evidence: bool) -> Made:
    """Check some files; OPD files are left until it is known who includes them."""
    loader = Loader(shared(), with_evidence=evidence)
    return _made(loader, loader.load_assessments(spots), spots)


def _rest(parts: Sequence[Made]) -> Made:
    """Check the OPD files that no assessment took in, or that were named."""
    loader = Loader(shared())
    loader.taken = {path for part in parts for path in part.taken}
    alone = [spot for part in parts for spot in part.alone]
    return _made(loader, loader.load_alone(alone), ())


def _made(loader: Loader, loaded: Iterable[Loaded], spots: Sequence[files.Spot]) -> Made:
    problems: list[Problem] = []
    checked: set[str] = set()
    traces: list[Trace] = []
    for one in loaded:
        checked.add(one.file)
        problems += one.problems
        kept = trace(one.file, one.case) if one.case is not None else None
        traces += [kept] if kept is not None else []
    return Made(
        len(spots),
        tuple(problems),
        frozenset(checked | loader.labels),
        frozenset(loader.taken),
        tuple(loader.alone),
        tuple(traces),
        loader.skipped,
    )


def _across(
    spots: Sequence[files.Spot], traces: Sequence[Trace], limits: Limits
) -> Iterator[Problem]:
    """Judge assessments against one another, and read those again that something is wrong with."""
    by_file = {spot.label: spot for spot in spots}
    loader = Loader(shared())
    for file, finding in judge_across(traces, limits):
        spot = by_file[file]
        if not spot.is_stdin:
            yield from loader.locate(spot, [finding])


def _wanted(select: Sequence[str], ignore: Sequence[str]) -> frozenset[Code]:
    """Read which codes are asked for: all, or those selected, without those ignored."""
    chosen = _codes("--select", select) if select else frozenset(Code)
    return chosen - _codes("--ignore", ignore)


def _codes(option: str, given: Sequence[str]) -> frozenset[Code]:
    """Read codes or their beginnings (`SPBE3`), apart by commas or by several options."""
    found: set[Code] = set()
    for part in (part.strip().upper() for text in given for part in text.split(",")):
        meant = {code for code in Code if part and code.value.startswith(part)}
        if not meant:
            values = suggested(part, [code.value for code in Code])
            raise CallError("call.code", option=option, found=part, **values)
        found |= meant
    return frozenset(found)


def _render(
    format_: Format | None, problems: Sequence[Problem], checked: Sequence[str], look: Look
) -> Iterator[str]:
    """Write in the format asked for; inside GitHub Actions, as annotations."""
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    chosen = format_ or (Format.GITHUB if in_actions else Format.TEXT)
    renderer = import_module(f"spbe_cli.render.problem_{chosen.value}")
    chunks: Iterator[str] = renderer.render(problems, checked, look)
    return chunks


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
