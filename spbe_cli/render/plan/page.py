"""A plan as a page: what it comes to, its steps, what they ask for, and all that it rests on."""

from collections.abc import Iterator

from spbe_cli.core.plans.planned import Planned
from spbe_cli.core.plans.planning import Plan
from spbe_cli.render import wording
from spbe_cli.render.given import scored
from spbe_cli.render.look import Look
from spbe_cli.render.page import Block, Points, Said, Title
from spbe_cli.render.plan import sheets
from spbe_cli.render.plan import wording as says


def blocks(given: Planned, look: Look) -> Iterator[Block]:
    """Give the blocks of a page."""
    texts = look.texts
    yield from _head(given, look)
    if given.plan is not None:
        yield from _result(given.plan, given, look)
    notes = tuple(text for _, text in says.notes(given, look))
    if notes:
        yield Title(texts("plan.notes"), 2)
        yield Points(notes, warns=True)
    if given.plan is not None:
        yield from _steps(given, look)
    if given.curve is not None:
        yield from _curve(given, look)
    yield Title(texts("plan.premises"), 2)
    yield Points(tuple(text for _, text in says.premises(given, look)))


def _head(given: Planned, look: Look) -> Iterator[Block]:
    """Say whose plan it is; that of one OPD is headed by it."""
    institution, place = wording.heading(scored(given.file, given.case), look)
    opd = given.case.assessment.opds.get(given.asked.opd or "")
    if given.asked.opd is None or opd is None:
        yield Title(institution)
    else:
        yield Title(wording.opd(given.asked.opd, opd.name, look))
        yield Said(institution)
    yield Said(place, aside=True)


def _result(plan: Plan, given: Planned, look: Look) -> Iterator[Block]:
    yield Said(says.aim(given, look))
    if not plan.feasible:
        yield Said(look.texts("plan.out-of-reach"), warns=True)
    yield Said(says.headline(plan, given, look), loud=plan.feasible)
    if plan.steps:
        yield Said(says.exactly(plan, given, look), aside=True)
    if plan.steps and given.asked.opd is not None:
        yield Said(says.share(plan, given.asked.opd, given, look), loud=True)
    if not plan.feasible:
        title, lead = says.why(plan, look)
        yield Title(title, 2)
        if lead:
            yield Said(lead)
        yield Points(tuple(text for _, text in says.reasons(given, look)), warns=True)


def _steps(given: Planned, look: Look) -> Iterator[Block]:
    """Set out the steps, those of one OPD where one is asked for, and what they ask for."""
    texts, tasks = look.texts, given.tasks
    yield from sheets.steps(given, look)
    if given.asked.opd is None and any(share.opd is not None for share in given.shares):
        yield sheets.opds(given, look)
    if not tasks:
        return
    if given.criteria is None:
        yield Said(texts("instrument.no-criteria"), aside=True)
        return
    yield Title(texts("plan.tasks"), 2)
    for task in tasks:
        yield Title(says.task(task, given, look), 3)
        yield Points(says.levels(task, given, look), open=True)


def _curve(given: Planned, look: Look) -> Iterator[Block]:
    """Say from which effort on each category is reached, then set out the whole curve."""
    texts = look.texts
    begins = tuple(
        texts(
            "plan.curve.from",
            category=texts.category(mark.first_of.name),
            effort=look.amount(mark.point.effort),
        )
        for mark in given.marks
        if mark.first_of is not None
    )
    yield Title(texts("plan.curve"), 2)
    if begins:
        yield Points(begins)
    yield sheets.curve(given, look)
