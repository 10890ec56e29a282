"""Problems as a code quality report of GitLab."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.problems import Problem, Severity
from spbe_cli.render import machine
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json
from spbe_cli.render.problem.fingerprint import fingerprints

GRAVE = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(problems: Sequence[Problem], checked: Sequence[str], look: Look) -> Iterator[str]:
    """Write one list with an issue for each problem."""
    del checked
    marks = fingerprints(problems)
    yield "["
    for position, (problem, mark) in enumerate(zip(problems, marks, strict=True)):
        yield ("," if position else "") + f"\n  {machine.dump(_issue(problem, mark, look), look)}"
    yield "]\n"


def _issue(problem: Problem, mark: str, look: Look) -> Json:
    cell = f"{problem.place.cell}: " if problem.place and problem.place.cell else ""
    return {
        "description": cell + look.texts.message(problem.finding),
        "check_name": problem.finding.code.value,
        "fingerprint": mark,
        "severity": GRAVE[problem.severity],
        "location": {
            "path": problem.file,
            "lines": {"begin": problem.place.line if problem.place else 1},
        },
    }
