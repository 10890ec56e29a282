"""Where the target of an indicator is to stand in the file of an assessment."""

from collections.abc import Callable, Mapping

from spbe_cli.core.case import Case
from spbe_cli.core.combine import Settled, Standing
from spbe_cli.core.exact import Number
from spbe_cli.core.problems import KeyPath
from spbe_cli.core.rules.answers import answer_path

Placed = tuple[KeyPath, Number]
"""The path of a target in the main file, and the level aimed at."""


def targets(
    case: Case, levels: Mapping[str, Number], is_written: Callable[[KeyPath], bool]
) -> tuple[Placed, ...]:
    """Give the place of each level aimed at, in the instrument's order.

    That is the institution's own answer where there is one; else that of the OPD whose answer
    counts, where it stands in the main file too; else a place for an own answer, which holds the
    target alone and changes no level.

    `is_written` tells whether a path stands in the main file, included files left out: `has` of
    its source as read. The case must be without errors.
    """
    return tuple(
        ((*_place(case, standing, is_written), "target"), levels[standing.indicator])
        for standing in case.standings
        if standing.indicator in levels
    )


def _place(case: Case, standing: Standing, is_written: Callable[[KeyPath], bool]) -> KeyPath:
    """Give the path of the answer that a target belongs to."""
    own = answer_path(None, standing.indicator)
    if standing.indicator in case.assessment.answers:
        return own
    theirs = answer_path(_counting(case, standing), standing.indicator)
    return theirs if is_written(theirs) else own


def _counting(case: Case, standing: Standing) -> str | None:
    """Give the OPD whose answer counts: the lead, else the first that gives the level."""
    if standing.settled is Settled.LEAD:
        return case.assessment.lead[standing.indicator]
    return next((opd_id for opd_id, level in standing.said if level == standing.level), None)
