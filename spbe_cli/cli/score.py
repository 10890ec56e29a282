"""`spbe score`: the index and category of each file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import Annotated, Any

import typer

from spbe_cli import files, what_if
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import Output, Paths
from spbe_cli.cli.session import Session
from spbe_cli.exact import parse_decimal
from spbe_cli.gate import Gates
from spbe_cli.library import Library
from spbe_cli.loading import Loaded, Loader
from spbe_cli.problems import CallError, Code, ExitCode, Problem, Severity, in_order
from spbe_cli.render import gate_text
from spbe_cli.render.look import Depth, Look, counted
from spbe_cli.result import Result, figures, with_changes


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"


class Missing(StrEnum):
    """What an unanswered indicator is: counted at the lowest level, or an error."""

    LOWEST = "lowest"
    ERROR = "error"


def command() -> Any:
    """Build the command."""
    return verb("score", score)


def score(
    session: Session,
    paths: Paths,
    *,
    format_: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    by: Annotated[Depth, typer.Option("--by")] = Depth.DOMAIN,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="INDICATOR=LEVEL")] = None,
    missing: Annotated[Missing, typer.Option("--missing")] = Missing.LOWEST,
    min_index: Annotated[str | None, typer.Option("--min-index", metavar="NUMBER")] = None,
    min_category: Annotated[str | None, typer.Option("--min-category", metavar="NAME")] = None,
    output: Output = None,
) -> ExitCode:
    """Score files; fail where one has an error or does not meet a gate."""
    gates = Gates(_number(min_index), min_category)
    loader = Loader(Library(), assessments_only=True)
    results = (
        gates.judge(_result(loaded, set_ or [], missing))
        for loaded in loader.load_all(files.spots(paths))
    )
    tally = _Tally()
    watched = tally.watch(results)
    first = next(watched, None)
    if first is None:
        raise CallError("call.no-assessments", paths=", ".join(paths))
    look = session.look(output)
    session.write(_render(format_, chain([first], watched), look, by), output)
    if format_ is Format.TABLE:
        _tell_problems(session, tally.problems)
    _tell_summary(session, tally, loader.skipped)
    return ExitCode.CONTENT if tally.failing else ExitCode.OK


@dataclass(slots=True)
class _Tally:
    """What is still to be said when the results are written."""

    files: int = 0
    scored: int = 0
    failing: int = 0
    problems: list[Problem] = field(default_factory=list)
    gated: list[Result] = field(default_factory=list)

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """Count results as they pass by."""
        for result in results:
            self.files += 1
            self.scored += result.index is not None
            self.failing += not result.passes
            self.problems += result.problems
            if result.verdicts:
                self.gated.append(replace(result, problems=()))
            yield result


def _result(loaded: Loaded, settings: list[str], missing: Missing) -> Result:
    """Turn a file as read into its figures, unanswered indicators treated as asked."""
    levels = what_if.changes(settings, loaded.case.instrument) if loaded.case else {}
    severity = Severity.ERROR if missing is Missing.ERROR else Severity.WARNING
    problems = loaded.weighing_unanswered(severity, but_for=levels)
    plain = Result(loaded.file, loaded.assessment, loaded.broken, loaded.case, problems)
    return with_changes(figures(plain), levels)


def _render(format_: Format, results: Iterable[Result], look: Look, by: Depth) -> Iterator[str]:
    if format_ is Format.JSON:
        from spbe_cli.render import score_json  # noqa: PLC0415 - rich is not needed here

        return score_json.render(results, look)
    from spbe_cli.render import score_table  # noqa: PLC0415 - imports rich

    return score_table.render(results, look, by)


def _number(text: str | None) -> Fraction | None:
    if text is None:
        return None
    number = parse_decimal(text.strip())
    if number is None:
        raise CallError("call.min-index", found=text)
    return Fraction(number)


def _tell_problems(session: Session, problems: list[Problem]) -> None:
    """List problems beside the table, which itself says what is unanswered."""
    from spbe_cli.render import problem_text  # noqa: PLC0415 - imports rich

    listed = [
        problem
        for problem in in_order(problems)
        if problem.severity is Severity.ERROR or problem.finding.code is not Code.UNANSWERED
    ]
    if session.quiet:
        listed = [problem for problem in listed if problem.severity is Severity.ERROR]
    session.fail(*problem_text.full(listed, session.error_look))


def _tell_summary(session: Session, tally: _Tally, skipped: int) -> None:
    texts = session.texts
    if tally.files > 1:
        count = counted(texts, "files", tally.files)
        failed = tally.files - tally.scored
        session.tell(texts("score.summary", files=count, scored=tally.scored, failed=failed))
    if skipped:
        session.tell(texts("skipped", skipped=counted(texts, "skipped", skipped)))
    for result in tally.gated:
        for verdict in result.verdicts:
            say = session.tell if verdict.passed else session.fail
            say(gate_text.line(result, verdict, texts))
