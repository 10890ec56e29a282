"""What one call for a plan gives: the plan, its curve, and what must be known beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from spbe_cli.core.case import Case, Filed
from spbe_cli.core.drafting import replacing
from spbe_cli.core.exact import Number, number
from spbe_cli.core.instrument import (
    Basis,
    Category,
    Criteria,
    Instrument,
    Judgement,
    LevelText,
    level_texts,
)
from spbe_cli.core.plans.climbing import Told, unheard
from spbe_cli.core.plans.planning import (
    CurvePoint,
    Obstacle,
    Order,
    Plan,
    Step,
    frontier,
    least_effort,
    plan,
)
from spbe_cli.core.problems import CallError
from spbe_cli.core.suggest import suggested


class Asked(NamedTuple):
    """What a call asks for beside its order: the curve, one OPD; and what its effort is from.

    `effort_file` is the name of the effort file, `prerequisites` what is said of those that ship
    beside the instrument; None where neither is used.
    """

    curve: bool = False
    opd: str | None = None
    effort_file: str | None = None
    prerequisites: Basis | None = None


class Task(NamedTuple):
    """One step to hand out: its place in the whole plan, and what the levels to reach ask for."""

    place: int
    step: Step
    levels: tuple[LevelText, ...]


class Share(NamedTuple):
    """What one OPD does in a year: the steps it bears, what they take, what it could do.

    `opd` is None for what nobody owns; `capacity` is None where there is no limit.
    """

    opd: str | None
    year: int
    steps: int
    effort: Number
    capacity: Number | None


class Mark(NamedTuple):
    """A point of the curve: the category it is the first to have, whether it first is enough."""

    point: CurvePoint
    first_of: Category | None
    at_target: bool


class Outside(NamedTuple):
    """Years of a plan in which its instrument is not used, and which one is, where that is known.

    `late` says that they come after its own; `other` is the short name of what is used then.
    """

    years: tuple[int, ...]
    late: bool
    other: str | None


class Premise(StrEnum):
    """What a plan takes for granted, and what it is the best of."""

    CHEAPEST = "cheapest"
    MOST = "most"
    SOLVER = "solver"
    CURVE = "curve"
    EFFORT = "effort"
    UNANSWERED = "unanswered"
    PREREQUISITES = "prerequisites"
    CRITERIA = "criteria"


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, the whole curve, or both, of the assessment of a file.

    `needed` is the effort with which a target that the budget keeps out of reach could be reached.
    """

    file: str
    case: Case
    order: Order
    asked: Asked
    plan: Plan | None
    curve: tuple[CurvePoint, ...] | None
    needed: Number | None
    criteria: Criteria | None
    outside: Outside | None

    @property
    def feasible(self) -> bool:
        """Whether a target is reached, where there is one."""
        return self.plan is None or self.plan.feasible

    @property
    def before(self) -> Judgement:
        """The category of the present levels by the rule of the last year of the plan."""
        return self.case.instrument.judge(self.case.scorecard.index, self.order.last)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The steps with what they ask for; of one OPD, where one is asked for."""
        return tuple(self._tasks())

    def _tasks(self) -> Iterator[Task]:
        steps = () if self.plan is None else self.plan.steps
        for place, step in enumerate(steps, 1):
            if self.asked.opd is None or self.asked.opd in step.opds:
                known = level_texts(self.case.instrument, step.indicator, self.criteria)
                levels = (text for text in known if step.start < text.level <= step.level)
                yield Task(place, step, tuple(levels))

    @property
    def shares(self) -> tuple[Share, ...]:
        """What each OPD does in each year, in the order of the assessment, nobody's part last."""
        return tuple(self._shares())

    def _shares(self) -> Iterator[Share]:
        borne: dict[tuple[str | None, int], list[Step]] = {}
        for step in () if self.plan is None else self.plan.steps:
            borne.setdefault((next(iter(step.opds), None), step.year), []).append(step)
        capacity = self.order.effort.capacity
        for opd in (*self.case.assessment.opds, None):
            for year in range(self.order.year, self.order.last + 1):
                steps = borne.get((opd, year), [])
                if steps:
                    effort = number(sum(step.effort for step in steps))
                    most = None if opd is None else capacity.get(opd)
                    yield Share(opd, year, len(steps), effort, most)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The points of the curve with what is to be seen at each."""
        return tuple(self._marks())

    def _marks(self) -> Iterator[Mark]:
        category = self.before.category
        target = self.order.target
        for point in self.curve or ():
            first_of = None if point.category is category else point.category
            at_target = target is not None and point.index >= target.index
            yield Mark(point, first_of, at_target)
            category, target = point.category, None if at_target else target

    @property
    def premises(self) -> tuple[Premise, ...]:
        """What holds for its figures."""
        return tuple(self._premises())

    def _premises(self) -> Iterator[Premise]:
        steps = self.plan is not None and self.plan.steps
        if self.plan is not None:
            reaches = self.plan.feasible and self.order.target is not None
            if steps or not reaches:
                yield Premise.CHEAPEST if reaches else Premise.MOST
            if self.plan.by_solver:
                yield Premise.SOLVER
        if self.curve is not None:
            yield Premise.CURVE
        yield Premise.EFFORT
        if self.case.scorecard.unanswered:
            yield Premise.UNANSWERED
        if self.asked.prerequisites is not None:
            yield Premise.PREREQUISITES
        if self.criteria is not None and steps:
            yield Premise.CRITERIA


def planned(
    given: Filed,
    order: Order,
    asked: Asked,
    criteria: Criteria | None,
    outside: Outside | None,
    *,
    told: Told = unheard,
) -> Planned:
    """Make what a call asks for; long work is told as far as it is.

    Raises `CallError` for an OPD that the assessment does not have, and where a plan or a curve
    cannot be counted out.
    """
    case = given.case
    known = case.assessment.opds
    if asked.opd is not None and asked.opd not in known:
        values = {"found": asked.opd, "allowed": ", ".join(known) or "-"}
        raise CallError("call.plan-opd", **values, **suggested(asked.opd, known))
    has_steps = order.target is not None or order.budget is not None
    made = plan(case, order, told) if has_steps else None
    curve = frontier(case, order, told) if asked.curve else None
    needed = _needed(case, order, made)
    return Planned(*given, order, asked, made, curve, needed, criteria, outside)


def outside_of(
    order: Order, instrument: Instrument, instruments: Mapping[str, Instrument]
) -> Outside | None:
    """Find the years of a plan that its instrument is not used in; None where it always is.

    `instruments` are those that may be used then, by id.
    """
    years = [year for year in range(order.year, order.last + 1) if not instrument.years.cover(year)]
    if not years:
        return None
    if years[-1] < instrument.years.first:
        before = instruments.get(instrument.replaces or "")
        was = before is not None and all(before.years.cover(year) for year in years)
        return Outside(tuple(years), late=False, other=before.short if before and was else None)
    later = list(replacing(instrument, instruments))
    fitting = [one for one in later if one.years.cover(years[-1])] or later
    other = fitting[-1].short if fitting else instrument.successor
    after = tuple(year for year in years if year > instrument.years.first)
    return Outside(after, late=True, other=other)


def _needed(case: Case, order: Order, made: Plan | None) -> Number | None:
    """Give the effort that reaches a target which only the budget keeps out of reach."""
    if made is None or Obstacle.BUDGET not in made.obstacles or not made.alone:
        return None
    return least_effort(case, order._replace(budget=None))
