"""What a report says in sentences, the same in every format."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from typing import NamedTuple

from spbe_cli.core.assessment import folded
from spbe_cli.core.combine import Standing
from spbe_cli.core.comparisons.comparison import Comparison, Reason, Step
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Category, Instrument
from spbe_cli.core.plans.aims import reached
from spbe_cli.core.profile import Part, Values, groups_of, layer_of, parts, values
from spbe_cli.core.ranks.board import Board
from spbe_cli.core.report import Report
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Scorecard
from spbe_cli.render import wording
from spbe_cli.render.compare import wording as compare_wording
from spbe_cli.render.look import Look, counted
from spbe_cli.render.plan import wording as plan_wording
from spbe_cli.render.rank import wording as rank_wording

MOST_MARKS = 6
"""Parts that a line is marked off into at most."""


class Tile(NamedTuple):
    """One figure to see at a glance, with what it is and what to know of it."""

    label: str
    figure: str
    note: str


class Goal(NamedTuple):
    """What the groups are held against: what it is called, and the value of each group.

    `card` is what levels would give; None where it is one and the same bound for all.
    """

    name: str
    values: Values
    card: Scorecard | None


def title(report: Report, look: Look) -> str:
    """Name the report: what it is, of whom, of when."""
    main = report.main
    said = look.texts("report.title")
    if main is None:
        return said
    return f"{said}: {main.known('institution')} {main.known('year')}"


def when(result: Result, look: Look) -> str:
    """Say of which year and stage a result is."""
    return f"{result.known('year')} {stage(result, look)}"


def eyebrow(report: Report, look: Look) -> str:
    """Say what this is: a report, of which year and stage, under which regulation, made when."""
    main, day = report.main, report.beside.day
    told = [look.texts("report.title")]
    if main is not None and report.instrument is not None:
        told += [str(main.known("year")), look.texts(f"stage.{main.known('stage')}")]
        told.append(report.instrument.short)
    if day is not None:
        told.append(look.texts("report.dated", date=day.isoformat()))
    return look.glyph(" · ", " - ").join(told)


def whereabouts(report: Report, look: Look) -> str:
    """Say in which province an institution is, and of which kind where its name does not."""
    main = report.main
    if main is None:
        return ""
    kind, province = main.known("type"), main.known("province")
    is_named = kind is None or folded(str(main.known("institution"))).startswith(kind.value)
    told = "" if is_named else look.texts(f"report.type.{kind.value}")
    where = look.texts("report.province", province=province) if province else ""
    return ", ".join(filter(None, (told, where)))


def warnings(report: Report, look: Look) -> Iterator[str]:
    """Say what must be seen before any figure: files left out, levels of another stage, doubts."""
    texts, main = look.texts, report.main
    for one in report.chosen.newer:
        errors = counted(texts, "errors", one.errors)
        key = "report.without" if main else "report.broken"
        values_ = {"shown": when(main, look)} if main else {}
        yield texts(key, file=one.file, errors=errors, **values_)
    if main is None:
        return
    detail = report.chosen.detail
    if detail is not None and detail is not main:
        yield texts("report.detail-of", stage=stage(detail, look), main=stage(main, look))
    if main.assessment is not None and main.assessment.draft:
        yield texts("report.draft")
    note = wording.otherwise(main, look)
    if note:
        yield note


def stage(result: Result, look: Look) -> str:
    """Name the stage of a result."""
    return look.texts(f"stage.{result.known('stage')}")


def tiles(report: Report, look: Look) -> Iterator[Tile]:
    """Give what is to be seen at a glance."""
    if report.main is None:
        return
    if report.since is not None and report.chosen.before is not None:
        yield _since(report.since, report.chosen.before, report.main, look)
    if report.claim is not None and report.chosen.claimed is not None:
        yield _claim(report.claim, report.chosen.claimed, look)
    goal = goal_of(report, look)
    if goal is not None and goal.card is not None:
        yield _goal(goal, report, look)
    for board in report.beside.boards:
        yield from _place(board, look)
    yield from _answered(report, look)


def _since(step: Step, before: Result, main: Result, look: Look) -> Tile:
    texts = look.texts
    label = texts("report.tile.since", when=when(before, look))
    arrow = look.glyph(" → ", " -> ")
    note = f"{shown(before, look)}{arrow}{shown(main, look)}"
    if not step.comparable:
        reasons = compare_wording.reasons(step, ", ", look)
        note = texts("report.tile.not-comparable", figures=note, reasons=reasons)
    return Tile(label, compare_wording.change(step, look), note)


def _claim(step: Step, claimed: Result, look: Look) -> Tile:
    instrument = step.instrument
    key = "above" if step.change < 0 else "below" if step.change > 0 else "even"
    distance = look.figure(instrument.rounded(abs(step.change)))
    note = look.texts(f"report.tile.claim.{key}", distance=distance)
    return Tile(look.texts("report.tile.claim"), shown(claimed, look), note)


def _goal(goal: Goal, report: Report, look: Look) -> Tile:
    texts, card = look.texts, goal.card
    steps = steps_to(report)
    if card is None:
        return Tile(goal.name, "", "")
    figure = look.figure(card.instrument.rounded(card.index))
    category = texts.category(card.judgement.category.name)
    note = texts("report.tile.goal", category=category, steps=counted(texts, "steps", steps))
    return Tile(goal.name, figure, note)


def steps_to(report: Report) -> int:
    """Count the steps of what the report holds the groups against."""
    if report.aims is not None:
        return len(report.aims.steps)
    plan = report.beside.planned.plan if report.beside.planned else None
    return len(plan.steps) if plan else 0


def _place(board: Board, look: Look) -> Iterator[Tile]:
    texts = look.texts
    for position in board.positions:
        place, official = position.whole, board.official
        if place is None or official is None:
            continue
        figure = texts("report.tile.place.figure", rank=place.rank, others=place.out_of)
        middle = look.figure(official.instrument.rounded(place.median))
        note = texts("report.tile.place", median=middle)
        yield Tile(among(board, look), figure, note)


def among(board: Board, look: Look) -> str:
    """Say among whom: a type, a province, a year."""
    if board.official is None:
        return ""
    part = rank_wording.part(board.official, ", ")
    if not part:
        return look.texts("report.among.all", year=board.official.year)
    return look.texts("report.among", part=part, year=board.official.year)


def _answered(report: Report, look: Look) -> Iterator[Tile]:
    if report.lines:
        texts, total = look.texts, len(report.lines)
        answered = sum(line.answered for line in report.lines)
        low = look.texts("report.tile.answered", count=len(report.lowest))
        yield Tile(texts("table.answered"), f"{answered}/{total}", low)


def shown(result: Result, look: Look) -> str:
    """Write an index as it is shown."""
    return compare_wording.shown(result, look)


def headline(result: Result, look: Look) -> str:
    """Give index and category."""
    return f"{look.texts('score.title')} {shown(result, look)} {category(result, look)}"


def category(result: Result, look: Look) -> str:
    """Name the category of a result."""
    return compare_wording.category(result, look)


def computed(result: Result, look: Look) -> Iterator[str]:
    """Say how the index comes about: the rule, the sum, the rounding, the category."""
    texts, card, instrument = look.texts, result.card, None
    if card is None:
        yield texts("report.announced")
        source = wording.source(result)
        if source:
            yield texts("report.announced-by", source=source)
        return
    instrument = card.instrument
    yield texts("report.rule", count=len(card.lines))
    yield sum_of(card, look)
    bound = instrument.threshold(card.judgement.category, card.year)
    lowest = Fraction(instrument.levels.lowest)  # the scale begins there, not the worst category
    yield texts(
        "report.rounded",
        index=wording.full(card.index, look),
        shown=look.figure(instrument.rounded(card.index)),
        decimals=instrument.index_rule.decimals,
        year=card.year,
        basis=texts(f"instrument.basis.{card.judgement.basis.value}"),
        category=texts.category(card.judgement.category.name),
        bound=look.figure(max(bound, lowest)),
    )


def sum_of(card: Scorecard, look: Look) -> str:
    """Write the sum of what the top groups add to the index."""
    scores = card.domains or card.aspects
    terms = (wording.full(one.index * one.group.weight / 100, look) for one in scores)
    return f"{' + '.join(terms)} = {wording.full(card.index, look)}"


def goal_of(report: Report, look: Look) -> Goal | None:
    """Give what the groups are held against: targets, else a plan, else the next category."""
    texts, case = look.texts, report.detail
    if report.aims is not None:
        card = report.aims.card
        return Goal(texts("report.goal.targets"), values(card), card)
    plan = report.beside.planned.plan if report.beside.planned else None
    if plan is not None and plan.steps and case is not None:
        card = reached(case, plan.steps)
        return Goal(texts("report.goal.plan"), values(card), card)
    return _next_category(report, look)


def _next_category(report: Report, look: Look) -> Goal | None:
    main, instrument = report.main, report.instrument
    if main is None or main.category is None or instrument is None:
        return None
    better = instrument.better(main.category)
    if better is None:
        return None
    name = look.texts.category(better.name)
    said = look.texts("report.goal.next", category=name, bound=look.figure(better.bound))
    known = {layer_of(one): better.bound for one in groups_of(instrument)}
    return Goal(said, known, None)


def profiled(report: Report) -> Result | None:
    """Give the result whose groups are shown: the main one, else the one with levels."""
    main = report.main
    return main if main is not None and parts(main) else report.chosen.detail


def values_before(report: Report) -> Values:
    """Give the groups of the earlier year; nothing where another instrument was in use then."""
    before, since = report.chosen.before, report.since
    if before is None or since is None or Reason.INSTRUMENT in since.reasons:
        return {}
    return {layer_of(one.group): one.value for one in parts(before)}


def figures_of(found: tuple[Part, ...], instrument: Instrument, look: Look) -> Iterator[str]:
    """Write the values of groups."""
    return (look.figure(one.shown(instrument)) for one in found)


def group(part: Part, look: Look) -> str:
    """Name a group by its id and name."""
    return f"{part.group.id} {look.texts.name(part.group.name)}"


def reasons(history: Comparison, look: Look) -> Iterator[str]:
    """Say what must not be compared over the years, each reason once."""
    told: dict[str, None] = {}
    for step in history.steps:
        told |= dict.fromkeys(compare_wording.explained(step, history, look))
    return iter(told)


def moved(step: Step, ends: tuple[Result, Result], look: Look) -> str:
    """Say what the index and the category became between two results."""
    pair = Comparison(ends, (step,))
    return compare_wording.headline(step, pair, look)


def agreed(step: Step, ends: tuple[Result, Result], look: Look) -> Iterator[str]:
    """Say how two stages agree."""
    return compare_wording.agreement(step, Comparison(ends, (step,)), look)


def settled(standing: Standing, result: Result, look: Look) -> str:
    """Say who answered what, and what settled it, where not all said the same."""
    if len({level for _, level in standing.said} | {standing.level}) < 2:
        return ""
    return f"{wording.said(standing, look)}: {wording.settled(standing, result, look)}"


def aims(report: Report, look: Look) -> str:
    """Say where the targets written in the files lead, and how many steps that is."""
    found, detail = report.aims, report.chosen.detail
    if found is None or detail is None or detail.card is None:
        return ""
    texts, card = look.texts, found.card
    return texts(
        "report.aims",
        before=shown(detail, look),
        index=look.figure(card.instrument.rounded(card.index)),
        category=texts.category(card.judgement.category.name),
        steps=counted(texts, "steps", len(found.steps)),
        exact=wording.full(card.index, look),
    )


def planned(report: Report, look: Look) -> Iterator[str]:
    """Say what a computed plan is for and what it comes to."""
    given = report.beside.planned
    if given is None or given.plan is None:
        return
    yield plan_wording.aim(given, look)
    yield plan_wording.headline(given.plan, given, look)


def bounds(instrument: Instrument) -> list[tuple[Category, Fraction]]:
    """Give the categories, lowest first, each with the lowest value that has it on the scale."""
    lowest = instrument.levels.lowest
    return [(one, max(one.bound, lowest)) for one in reversed(instrument.categories)]


def whole_levels(instrument: Instrument) -> tuple[Number, ...]:
    """Give the whole levels by which a line is marked; of many only every second, fifth, tenth."""
    levels = instrument.levels
    first, last = int(-(-levels.lowest // 1)), int(levels.highest // 1)
    steps = (step * 10**power for power in count() for step in (1, 2, 5))
    step = next(one for one in steps if last - first <= MOST_MARKS * one)
    return tuple(range(first, last + 1, step))


def institution(report: Report, look: Look) -> str:
    """Name the institution; where no file says whose it is, the report alone."""
    results = (report.main, *report.chosen.newer)
    names = (one.known("institution") for one in results if one is not None)
    return next((name for name in names if name), look.texts("report.title"))


def summary(report: Report, look: Look) -> str:
    """Give index and category, or say that there is none."""
    return look.texts("report.no-index") if report.main is None else headline(report.main, look)
