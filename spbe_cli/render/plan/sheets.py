"""The tables of a plan: its steps, what each OPD does, the curve of the best index."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.plans.planned import Mark, Planned, Share, Task
from spbe_cli.render import wording
from spbe_cli.render.look import Look
from spbe_cli.render.page import Title
from spbe_cli.render.plan import wording as plan_wording
from spbe_cli.render.sheet import Cell, Column, Sheet


def steps(given: Planned, look: Look) -> Iterator[Title | Sheet]:
    """Set out the steps in the order they should be taken, a title and a table for each year."""
    tasks, order, texts = given.tasks, given.order, look.texts
    several = any(len(task.step.opds) > 1 for task in tasks)
    years = sorted({task.step.year for task in tasks})
    for year in years:
        own = [task for task in tasks if task.step.year == year]
        title = texts("plan.steps")
        if order.years > 1:
            title = texts("plan.steps.year", year=year)
        note = texts("plan.steps.first") if several and year == years[-1] else ""
        yield Title(title, 2)
        yield Sheet(_heads(tasks, look), [_step(task, given, look) for task in own], note=note)


def _heads(tasks: Sequence[Task], look: Look) -> tuple[Column, ...]:
    texts = look.texts
    return (
        Column(texts("plan.number"), right=True),
        Column(texts("table.indicator"), folds=True),
        Column(texts("plan.rise")),
        *([Column(texts("table.opd"), folds=True)] if any(one.step.opds for one in tasks) else []),
        Column(texts("plan.cost"), right=True),
        Column(texts("plan.gain"), right=True),
        Column(texts("table.index"), right=True),
        *([Column(texts("plan.exact"), right=True)] if look.is_wide else []),
    )


def _step(task: Task, given: Planned, look: Look) -> tuple[Cell, ...]:
    step, texts = task.step, look.texts
    opds = [Cell(", ".join(step.opds))] if any(one.step.opds for one in given.tasks) else []
    return (
        Cell(str(task.place)),
        Cell(f"{step.indicator.id} {texts.name(step.indicator.name)}"),
        Cell(plan_wording.rise(step, given, look), style="bold"),
        *opds,
        Cell(look.amount(step.effort)),
        Cell(wording.added(step.gain, look)),
        Cell(look.figure(given.case.instrument.rounded(step.index)), style="bold"),
        *([Cell(wording.full(step.index, look))] if look.is_wide else []),
    )


def opds(given: Planned, look: Look) -> Sheet:
    """Set out what each OPD does, by year where there are several."""
    texts, shares = look.texts, given.shares
    years = given.order.years > 1
    limited = any(share.capacity is not None for share in shares)
    columns = (
        Column(texts("table.opd"), folds=True),
        *([Column(texts("table.year"))] if years else []),
        Column(texts("plan.count"), right=True),
        Column(texts("plan.cost"), right=True),
        *([Column(texts("plan.capacity"), right=True)] if limited else []),
    )
    rows = [tuple(_share(one, given, look, years=years, limited=limited)) for one in shares]
    return Sheet(columns, rows, texts("plan.opds"))


def _share(
    share: Share, given: Planned, look: Look, *, years: bool, limited: bool
) -> Iterator[Cell]:
    opd = given.case.assessment.opds.get(share.opd or "")
    yield Cell(wording.opd(share.opd, opd.name if opd else None, look))
    if years:
        yield Cell(str(share.year))
    yield Cell(str(share.steps))
    yield Cell(look.amount(share.effort))
    if limited:
        yield Cell("" if share.capacity is None else look.amount(share.capacity))


def curve(given: Planned, look: Look) -> Sheet:
    """Set out the curve; where a category begins, or a target is reached, stands in words."""
    texts = look.texts
    columns = (
        Column(texts("plan.cost"), right=True),
        Column(texts("table.index"), right=True),
        Column(texts("plan.exact"), right=True),
        Column("", picture=True),
        Column(texts("table.category"), folds=True),
    )
    return Sheet(columns, [_point(mark, given, look) for mark in given.marks])


def _point(mark: Mark, given: Planned, look: Look) -> tuple[Cell, ...]:
    point, instrument = mark.point, given.case.instrument
    lowest, highest = instrument.levels.lowest, instrument.levels.highest
    style = "bold" if mark.first_of or mark.at_target else ""
    said = look.texts.category(point.category.name)
    if mark.first_of:
        said = look.texts("plan.first", category=said)
    if mark.at_target:
        said = look.texts("plan.enough", category=said)
    return (
        Cell(look.amount(point.effort), style=style),
        Cell(look.figure(instrument.rounded(point.index)), style=style),
        Cell(wording.full(point.index, look), style=style),
        Cell("", share=float((point.index - lowest) / (highest - lowest))),
        Cell(said, style=style),
    )
