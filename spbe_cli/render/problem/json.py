"""Problems as `spbe.problems/1`."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.problems import Problem
from spbe_cli.render import machine
from spbe_cli.render.look import Look

SCHEMA = "spbe.problems/1"


def render(problems: Sequence[Problem], checked: Sequence[str], look: Look) -> Iterator[str]:
    """Write all problems with a summary."""
    items = (machine.dump(machine.problem(problem, look.texts), look) for problem in problems)
    return machine.stream(
        SCHEMA, "problems", items, look, summary=machine.summary(len(checked), problems)
    )
