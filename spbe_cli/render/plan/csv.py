"""A plan as CSV, one row for each step, to be handed out in a spreadsheet; or its curve."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.exact import round_change
from spbe_cli.core.plans.planned import Mark, Planned, Task
from spbe_cli.locale import Language, texts
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Look
from spbe_cli.render.plan import wording

STEPS = (
    *("order", "year", "indicator", "name", "from", "to", "opds", "effort"),
    *("gain", "gain_exact", "index", "index_exact", "criteria"),
)
CURVE = ("effort", "index", "index_exact", "category", "first_of_category", "first_at_target")


def render(given: Planned, look: Look) -> Iterator[str]:
    """Write the steps; where the curve is asked for, its points."""
    if given.curve is not None:
        return lines([CURVE, *(_point(mark, given) for mark in given.marks)])
    named = look._replace(texts=texts(Language.ID))  # as all names in tables for programs are
    return lines([STEPS, *(_step(task, given, named) for task in given.tasks)])


def _step(task: Task, given: Planned, look: Look) -> Sequence[str]:
    step, start = task.step, exact(task.step.start)
    return (
        str(task.place),
        str(step.year),
        text(step.indicator.id),
        text(step.indicator.name.id),
        start if "/" not in start else str(given.case.instrument.rounded(step.start)),
        exact(step.level),
        text(" ".join(step.opds)),
        exact(step.effort),
        str(round_change(step.gain, 4)),
        exact(step.gain),
        str(given.case.instrument.rounded(step.index)),
        exact(step.index),
        text(" | ".join(wording.levels(task, given, look))),
    )


def _point(mark: Mark, given: Planned) -> Sequence[str]:
    point = mark.point
    return (
        exact(point.effort),
        str(given.case.instrument.rounded(point.index)),
        exact(point.index),
        text(point.category.name.id),
        str(mark.first_of is not None).lower(),
        str(mark.at_target).lower(),
    )
