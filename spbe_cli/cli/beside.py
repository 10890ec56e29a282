"""Which problems are listed beside a result."""

from collections.abc import Iterable

from spbe_cli.core.problems import Code, Problem, Severity


def beside(problems: Iterable[Problem], *, quiet: bool) -> tuple[Problem, ...]:
    """Keep errors, and warnings unless they are hushed or the result itself says as much."""
    return tuple(
        problem
        for problem in problems
        if problem.severity is Severity.ERROR
        or (problem.finding.code is not Code.UNANSWERED and not quiet)
    )
