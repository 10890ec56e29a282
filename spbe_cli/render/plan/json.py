"""A plan as `spbe.plan/1`."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from spbe_cli.core.exact import Number, number
from spbe_cli.core.instrument import Category
from spbe_cli.core.plans.planned import Mark, Planned, Share, Task
from spbe_cli.core.problems import Problem
from spbe_cli.render import machine
from spbe_cli.render.given import identity
from spbe_cli.render.instrument.json import level_json
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json, exact, figure, level
from spbe_cli.render.plan import wording

SCHEMA = "spbe.plan/1"


def refused(file: str, problems: Iterable[Problem], look: Look) -> Iterator[str]:
    """Write what there is to say of a file that is refused."""
    figures = dict.fromkeys(("feasible", "target", "effort", "before", "after"))
    nothing: Json = {**figures, "steps": [], "reasons": []}
    return machine.refused(SCHEMA, file, nothing, problems, look)


def render(given: Planned, look: Look) -> Iterator[str]:
    """Write a plan, its curve where asked for, and all that they rest on."""
    plan, order, case = given.plan, given.order, given.case
    card, target = case.scorecard, order.target
    value: Json = {
        "schema": SCHEMA,
        **identity(given.file, case),
        "years": list(range(order.year, order.last + 1)),
        "feasible": None if plan is None else plan.feasible,
        "target": target and {"index": exact(target.index), "category": target.category.name.id},
        "budget": _amount(order.budget),
        "budget_exact": exact(order.budget),
        "effort": plan and _amount(plan.effort),
        "effort_exact": plan and exact(plan.effort),
        "before": _point(card.index, card.judgement.category, given),
        "after": plan and _point(plan.index, plan.category, given),
        "steps": [_step(task, given) for task in given.tasks],
        "reasons": [one.value for one in plan.obstacles] if plan else [],
        "reasons_alone": plan.alone if plan and plan.obstacles else None,
        "advice": [{"key": one.value, "text": text} for one, text in wording.reasons(given, look)],
        "opd": given.asked.opd,
        "opds": [_share(share, given) for share in given.shares],
        "solved_by": plan and ("solver" if plan.by_solver else "dynamic programme"),
        "unanswered": [line.indicator.id for line in card.unanswered],
        "assumptions": [
            {"key": one.value, "text": text} for one, text in wording.premises(given, look)
        ],
        "notes": [{"key": key, "text": text} for key, text in wording.notes(given, look)],
        "frontier": None if given.curve is None else [_mark(one, given) for one in given.marks],
    }
    yield f"{machine.dump(value, look, indent=2)}\n"


def _step(task: Task, given: Planned) -> Json:
    step = task.step
    return {
        "order": task.place,
        "indicator": step.indicator.id,
        "name": step.indicator.name.id,
        "from": level(step.start, given.case.instrument),
        "to": level(step.level, given.case.instrument),
        "from_exact": exact(step.start),
        "to_exact": exact(step.level),
        "effort": _amount(step.effort),
        "effort_exact": exact(step.effort),
        "gain_exact": exact(step.gain),
        "index": figure(given.case.instrument.rounded(step.index)),
        "index_exact": exact(step.index),
        "opds": list(step.opds),
        "year": step.year,
        "levels": [level_json(one) for one in task.levels],
    }


def _share(share: Share, given: Planned) -> Json:
    opd = given.case.assessment.opds.get(share.opd or "")
    return {
        "id": share.opd,
        "name": opd.name if opd else None,
        "year": share.year,
        "steps": share.steps,
        "effort": _amount(share.effort),
        "effort_exact": exact(share.effort),
        "capacity": _amount(share.capacity),
        "capacity_exact": exact(share.capacity),
    }


def _mark(mark: Mark, given: Planned) -> Json:
    point = mark.point
    return {
        "effort": _amount(point.effort),
        "effort_exact": exact(point.effort),
        **_point(point.index, point.category, given),
        "first_of_category": mark.first_of is not None,
        "first_at_target": mark.at_target,
    }


def _point(index: Fraction, category: Category, given: Planned) -> Json:
    return {
        "index": figure(given.case.instrument.rounded(index)),
        "index_exact": exact(index),
        "category": category.name.id,
    }


def _amount(value: Number | None) -> float | int | None:
    """Give an effort as a number; the exact one stands beside."""
    whole = None if value is None else number(value)
    return float(whole) if isinstance(whole, Fraction) else whole
