"""What is said of a plan in sentences, the same in every format."""

from collections.abc import Iterator

from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Category
from spbe_cli.core.plans.planned import Outside, Planned, Premise, Task
from spbe_cli.core.plans.planning import Obstacle, Plan, Step, Target
from spbe_cli.core.problems import Whole
from spbe_cli.render import wording
from spbe_cli.render.instrument import sheets as instrument_sheets
from spbe_cli.render.look import Look, counted


def aim(given: Planned, look: Look) -> str:
    """Say what is to be reached, in which year, for which effort at most."""
    texts, order = look.texts, given.order
    budget = "" if order.budget is None else look.amount(order.budget)
    values = {"year": order.last, "budget": budget}
    if order.target is None:
        return texts("plan.aim.budget", **values)
    key = "plan.aim.target" if order.budget is None else "plan.aim.both"
    return texts(key, goal=Whole(_goal(order.target, given, look)), **values)


def _goal(target: Target, given: Planned, look: Look) -> str:
    """Name an index and its category; one that no levels give has none."""
    index = look.figure(target.index)
    if target.index > given.case.instrument.levels.highest:
        return look.texts("plan.goal", index=index)
    category = look.texts.category(target.category.name)
    return look.texts("plan.goal.category", index=index, category=category)


def headline(plan: Plan, given: Planned, look: Look) -> str:
    """Say from where to where the steps lead, how many they are and what they take."""
    texts, card = look.texts, given.case.scorecard
    before = _point(card.index, card.judgement.category, given, look)
    if not plan.steps:
        reached = plan.feasible and given.order.target is not None
        return texts("plan.reached" if reached else "plan.nothing", before=before)
    opds = {share.opd for share in given.shares} - {None}
    values = {
        "after": _point(plan.index, plan.category, given, look),
        "steps": counted(texts, "steps", len(plan.steps)),
        "effort": look.amount(plan.effort),
        "opds": counted(texts, "opds", len(opds)),
    }
    return texts("plan.headline.opds" if opds else "plan.headline", before=before, **values)


def exactly(plan: Plan, given: Planned, look: Look) -> str:
    """Give the index before and after in full."""
    before, after = wording.full(given.case.scorecard.index, look), wording.full(plan.index, look)
    return look.texts("plan.exactly", before=before, after=after)


def share(plan: Plan, opd_id: str, given: Planned, look: Look) -> str:
    """Say how many of the steps are for one OPD."""
    steps, all_ = len(given.tasks), len(plan.steps)
    if not steps:
        return look.texts("plan.opd.none", opd=opd_id)
    return look.texts("plan.opd.steps", steps=counted(look.texts, "steps", steps), all=all_)


def failed(given: Planned, look: Look) -> str:
    """Say in one line that a target is out of reach; empty where none is."""
    plan, target = given.plan, given.order.target
    if plan is None or target is None or plan.feasible:
        return ""
    index, wanted = look.figure(plan.index), look.figure(target.index)
    return look.texts("plan.failed", file=given.file, index=index, wanted=wanted)


def why(plan: Plan, look: Look) -> tuple[str, str]:
    """Give the title above the reasons of a target out of reach, and the line below it."""
    texts = look.texts
    if Obstacle.RANGE in plan.obstacles:
        return texts("plan.why.range"), ""
    if not plan.alone:
        return texts("plan.why"), texts("plan.why.together")
    key = "plan.why.one" if len(plan.obstacles) == 1 else "plan.why.any"
    return texts("plan.why"), texts(key)


def reasons(given: Planned, look: Look) -> Iterator[tuple[Obstacle, str]]:
    """Say of each thing that keeps a target out of reach what would change that."""
    order, instrument = given.order, given.case.instrument
    effort = order.effort
    values = {
        Obstacle.RANGE: {"highest": look.figure(instrument.rounded(instrument.levels.highest))},
        Obstacle.LOCKED: {"indicators": ", ".join(instrument.ranges(effort.locked))},
        Obstacle.MAX_LEVEL: {"indicators": ", ".join(instrument.ranges(effort.max_level))},
        Obstacle.MAX_RISE: {"count": str(effort.max_rise)},
        Obstacle.CAPACITY: {"opds": ", ".join(effort.capacity)},
        Obstacle.BUDGET: {"budget": look.amount(order.budget or 0)},
    }
    for one in () if given.plan is None else given.plan.obstacles:
        key, filled = f"plan.reason.{one.value}", dict(values.get(one, {}))
        if one is Obstacle.BUDGET and given.needed is not None:
            key, filled["needed"] = f"{key}.needed", look.amount(given.needed)
        yield one, look.texts(key, **filled)


def rise(step: Step, given: Planned, look: Look) -> str:
    """Write from which level to which a step leads."""
    instrument = given.case.instrument
    ends = (wording.level(level, instrument, look) for level in (step.start, step.level))
    return look.glyph(" → ", " -> ").join(ends)


def task(one: Task, given: Planned, look: Look) -> str:
    """Name a step as a title of what is to be done."""
    step, name = one.step, look.texts.name(one.step.indicator.name)
    opds = f" ({', '.join(step.opds)})" if step.opds else ""
    return f"{one.place}. {step.indicator.id} {name}: {rise(step, given, look)}{opds}"


def levels(one: Task, given: Planned, look: Look) -> tuple[str, ...]:
    """Say what each level that a step leads over asks for."""
    return tuple(_levels(one, given, look))


def _levels(one: Task, given: Planned, look: Look) -> Iterator[str]:
    texts = look.texts
    for level in one.levels:
        parts = [look.figure(level.level), texts.name(level.name) if level.name else ""]
        told = "; ".join(instrument_sheets.asked(level, given.criteria, texts))
        yield f"{' '.join(filter(None, parts))}{': ' if told else ''}{told}"


def notes(given: Planned, look: Look) -> Iterator[tuple[str, str]]:
    """Say what must not be missed, each with its key."""
    order, instrument = given.order, given.case.instrument
    if earlier(given, look):
        yield "earlier", earlier(given, look)
    if given.outside is not None:
        yield "outside", _outside(given.outside, given, look)
    category = given.before.category
    if category is not given.case.scorecard.judgement.category:
        basis = look.texts(f"instrument.basis.{given.before.basis.value}")
        name = look.texts.category(category.name)
        yield "rule", look.texts("plan.note.rule", year=order.last, category=name, basis=basis)
    if given.plan is not None:
        said = wording.otherwise_in(order.last, given.plan.index, instrument, look)
        if said:
            yield "otherwise", said


def earlier(given: Planned, look: Look) -> str:
    """Say that a plan begins before the levels it starts from; empty where it does not."""
    year, own = given.order.year, given.case.assessment.year
    return look.texts("plan.note.earlier", year=year, own=own) if year < own else ""


def _outside(outside: Outside, given: Planned, look: Look) -> str:
    key = "outside"
    if outside.other is not None:
        key = "replaced" if outside.late else "preceded"
    instrument = given.case.instrument
    return look.texts(
        f"plan.note.{key}",
        instrument=instrument.short,
        span=instrument_sheets.years(instrument, look),
        years=", ".join(map(str, outside.years)),
        other=outside.other or "",
    )


def premises(given: Planned, look: Look) -> Iterator[tuple[Premise, str]]:
    """Say what a plan takes for granted, and of what it is the best."""
    texts, case = look.texts, given.case
    ids = [line.indicator.id for line in case.scorecard.unanswered]
    own, shipped = given.asked.effort_file, given.asked.prerequisites
    notes = {
        Premise.PREREQUISITES: shipped and shipped.note,
        Premise.CRITERIA: given.criteria and given.criteria.basis.note,
    }
    for one in given.premises:
        key = "plan.premise.effort.file" if one is Premise.EFFORT and own else ""
        note = notes.get(one)
        yield (
            one,
            texts(
                key or f"plan.premise.{one.value}",
                default=look.amount(given.order.effort.default),
                file=own or "",
                lowest=look.figure(case.instrument.levels.lowest),
                indicators=", ".join(case.instrument.ranges(ids)),
                note=Whole(texts.name(note)) if note else "",
            ),
        )


def _point(index: Number, category: Category, given: Planned, look: Look) -> Whole:
    """Write an index as it is shown, with its category."""
    shown = look.figure(given.case.instrument.rounded(index))
    return Whole(f"{shown} {look.texts.category(category.name)}")
