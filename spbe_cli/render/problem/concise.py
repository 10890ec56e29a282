"""Problems as one line each."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.problems import Problem
from spbe_cli.render.look import Look
from spbe_cli.render.problem.text import head
from spbe_cli.render.terminal import lines_of


def render(problems: Sequence[Problem], checked: Sequence[str], look: Look) -> Iterator[str]:
    """Write each problem in one line."""
    del checked
    return (lines_of(head(problem, look), look) for problem in problems)
