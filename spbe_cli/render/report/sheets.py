"""The tables of a report: the sum, the groups, the years, contrasts, stages, steps, files."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from spbe_cli.core.comparisons.comparison import Comparison
from spbe_cli.core.exact import Number, round_change
from spbe_cli.core.instrument import Domain, Instrument
from spbe_cli.core.plans.aims import Aims
from spbe_cli.core.plans.planning import Step
from spbe_cli.core.problems import Problem, Severity
from spbe_cli.core.profile import Contrast, Part, Values, contrasts, layer_of, parts
from spbe_cli.core.report import Report
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Line, Scorecard
from spbe_cli.render import wording
from spbe_cli.render.compare import wording as compare_wording
from spbe_cli.render.compare.sheets import headed
from spbe_cli.render.look import Look
from spbe_cli.render.report import wording as says
from spbe_cli.render.sheet import Cell, Column, Sheet

MOST_GAINS = 10
"""Indicators that the list of what can be gained names."""

MOST_CONTRASTS = 3
"""Groups that strengths and weaknesses name of each."""


def total(card: Scorecard, look: Look) -> Sheet:
    """Set out the sum: what each top group weighs, is, and adds; and what that comes to."""
    texts, instrument = look.texts, card.instrument
    scores = card.domains or card.aspects
    rows = [
        (
            Cell(f"{one.group.id} {texts.name(one.group.name)}"),
            Cell(wording.percent(one.group.weight, look)),
            Cell(wording.full(one.index, look)),
            Cell(wording.full(one.index * one.group.weight / 100, look)),
        )
        for one in scores
    ]
    whole = sum((one.group.weight for one in scores), Fraction(0))
    sums = (
        Cell(texts("table.together"), style="bold"),
        Cell(wording.percent(whole, look), style="bold"),
        Cell(""),
        Cell(wording.full(card.index, look), style="bold"),
    )
    key = "table.domain" if instrument.domains else "table.aspect"
    columns = (
        Column(texts(key), folds=True),
        Column(texts("table.weight"), right=True),
        Column(texts("report.exact"), right=True, folds=True),  # a fraction goes below its decimals
        Column(texts("table.contribution"), right=True),
    )
    return Sheet(columns, [*rows, sums], texts("report.sum"))


def groups(report: Report, look: Look) -> Sheet | None:
    """Set out domains and aspects, beside the earlier year and what they are held against."""
    profiled, texts = says.profiled(report), look.texts
    found = parts(profiled) if profiled else ()
    instrument = report.instrument
    if not found or instrument is None or profiled is None:
        return None
    before, goal = says.values_before(report), says.goal_of(report, look)
    known = before and report.chosen.before
    columns = [
        Column(texts("table.domain-aspect" if instrument.domains else "table.aspect"), folds=True),
        Column(texts("table.weight"), right=True),
        Column(str(profiled.known("year")), right=True),
        *([Column(str(known.known("year")), right=True)] if known else []),
        *([Column(texts("compare.change"), right=True)] if known else []),
        *([Column(goal.name, right=True)] if goal and goal.card else []),
    ]
    aimed = goal.values if goal and goal.card else None
    rows = [tuple(_group(one, instrument, before, aimed, look)) for one in found]
    title = "report.groups" if instrument.domains else "report.groups.aspects"
    return Sheet(tuple(columns), rows, texts(title))


def _group(
    one: Part, instrument: Instrument, before: Values, aimed: Values | None, look: Look
) -> Iterator[Cell]:
    name = _named(one, instrument, look)
    yield name
    yield Cell(wording.percent(one.group.weight, look))
    yield Cell(look.figure(one.shown(instrument)), style=name.style)
    if before:
        was = before.get(layer_of(one.group))
        yield Cell("-" if was is None else look.figure(instrument.rounded(was)))
        yield Cell("-" if was is None else _change(one.value - was, instrument, look))
    if aimed is not None:
        value = aimed.get(layer_of(one.group))
        yield Cell("-" if value is None else look.figure(instrument.rounded(value)))


def _named(one: Part, instrument: Instrument, look: Look) -> Cell:
    """Name a group: a top one boldly, what is in it inset."""
    is_top = isinstance(one.group, Domain) or not instrument.domains
    return Cell(says.group(one, look), 0 if is_top else 1, "bold" if is_top else "")


def _change(value: Fraction, instrument: Instrument, look: Look) -> str:
    return wording.signed(round_change(value, instrument.index_rule.decimals), look)


def years(history: Comparison, look: Look) -> Sheet:
    """Set out one result a year; a change that says little stands in brackets."""
    texts = look.texts
    steps = {step.after: step for step in history.steps}
    rows = [
        (
            Cell(says.when(one, look)),
            Cell(one.case.instrument.short if one.case else ""),
            Cell(says.shown(one, look), style="bold"),
            Cell(one.category.name.id if one.category else ""),
            Cell(compare_wording.change(steps[place], look) if place in steps else ""),
        )
        for place, one in enumerate(history.columns)
    ]
    columns = (
        Column(texts("table.year"), folds=True),
        Column(texts("compare.instrument"), folds=True),
        Column(texts("table.index"), right=True),
        Column(texts("table.category"), folds=True),
        Column(texts("compare.change"), right=True),
    )
    return Sheet(columns, rows, texts("report.years"))


def strengths(result: Result, look: Look) -> Iterator[Sheet]:
    """Set out the groups furthest above the index, and those furthest below it."""
    found = contrasts(result)
    above = [one for one in found if one.distance > 0][:MOST_CONTRASTS]
    below = [one for one in reversed(found) if one.distance < 0][:MOST_CONTRASTS]
    for key, listed in (("report.strengths", above), ("report.weaknesses", below)):
        if listed and result.case is not None:
            rows = [_contrast(one, result.case.instrument, look) for one in listed]
            is_domain = isinstance(listed[0].part.group, Domain)
            key_of_group = "table.domain" if is_domain else "table.aspect"
            keys = (key_of_group, "table.index", "report.distance")
            yield Sheet(headed(keys, look), rows, look.texts(key))


def _contrast(one: Contrast, instrument: Instrument, look: Look) -> tuple[Cell, ...]:
    style = "green" if one.distance > 0 else "red"
    return (
        Cell(says.group(one.part, look)),
        Cell(look.figure(one.part.shown(instrument))),
        Cell(_change(one.distance, instrument, look), style=style),
    )


def lowest(report: Report, look: Look) -> Sheet | None:
    """Set out the indicators at the lowest level, what nobody answered in brackets."""
    case = report.detail
    if case is None or not report.lowest:
        return None
    texts, has_owners = look.texts, any(case.owners.values())
    rows = [
        (
            _indicator(line, look),
            Cell(wording.answered(line, case.instrument, look)),
            *([Cell(", ".join(case.owners[line.indicator.id]))] if has_owners else []),
        )
        for line in report.lowest
    ]
    note = texts("compare.open") if any(not line.answered for line in report.lowest) else ""
    columns = headed(("table.indicator", "table.level"), look)
    if has_owners:
        columns = (*columns, Column(texts("table.opd"), folds=True))
    return Sheet(columns, rows, texts("report.lowest"), note)


def gains(report: Report, look: Look) -> Sheet | None:
    """Set out by which indicators the index can rise most."""
    case = report.detail
    if case is None or not report.gains:
        return None
    instrument = case.instrument
    rows = [
        (
            _indicator(line, look),
            Cell(wording.answered(line, instrument, look)),
            Cell(wording.added(line.indicator.weight / 100, look)),
            Cell(wording.added(line.remaining, look)),
        )
        for line in report.gains[:MOST_GAINS]
    ]
    keys = ("table.indicator", "table.level", "report.one-level", "report.all-levels")
    return Sheet(headed(keys, look), rows, look.texts("report.gains"))


def _indicator(line: Line, look: Look) -> Cell:
    return Cell(f"{line.indicator.id} {look.texts.name(line.indicator.name)}")


def stages(report: Report, look: Look) -> Sheet | None:
    """Set the groups of the self-assessment beside those of the main result."""
    claimed, main = report.chosen.claimed, report.main
    if claimed is None or main is None or report.instrument is None:
        return None
    instrument = report.instrument
    theirs = {layer_of(one.group): one for one in parts(claimed)}
    rows = [
        _stages(_named(one, instrument, look), (was.value, one.value), instrument, look)
        for one in parts(main)
        if (was := theirs.get(layer_of(one.group))) is not None
    ]
    whole = (claimed.index or Fraction(0), main.index or Fraction(0))
    first = _stages(Cell(look.texts("table.index"), style="bold"), whole, instrument, look)
    columns = (
        Column("", folds=True),
        Column(says.stage(claimed, look), right=True),
        Column(says.stage(main, look), right=True),
        Column(look.texts("compare.change"), right=True),
    )
    return Sheet(columns, [first, *rows], look.texts("report.stages"))


def _stages(
    name: Cell, ends: tuple[Fraction, Fraction], instrument: Instrument, look: Look
) -> tuple[Cell, ...]:
    was, became = ends
    shown = (Cell(look.figure(instrument.rounded(one))) for one in ends)
    return (name, *shown, Cell(_change(became - was, instrument, look)))


def steps(found: Aims, look: Look) -> Sheet:
    """Set out the rises that targets ask for, with the index after each."""
    texts, instrument = look.texts, found.card.instrument
    rows = [_step(place, step, instrument, look) for place, step in enumerate(found.steps, 1)]
    columns = (
        Column(texts("plan.number"), right=True),
        Column(texts("table.indicator"), folds=True),
        Column(texts("plan.rise")),
        Column(texts("table.opd"), folds=True),
        Column(texts("plan.gain"), right=True),
        Column(texts("table.index"), right=True),
        Column(texts("plan.exact"), right=True),
    )
    return Sheet(columns, rows, texts("report.aims.steps"))


def _step(place: int, step: Step, instrument: Instrument, look: Look) -> tuple[Cell, ...]:
    return (
        Cell(str(place)),
        Cell(f"{step.indicator.id} {look.texts.name(step.indicator.name)}"),
        Cell(rise((step.start, step.level), instrument, look), style="bold"),
        Cell(", ".join(step.opds)),
        Cell(wording.added(step.gain, look)),
        Cell(look.figure(instrument.rounded(step.index)), style="bold"),
        Cell(wording.full(step.index, look)),
    )


def rise(ends: tuple[Number, Number], instrument: Instrument, look: Look) -> str:
    """Write from which level to which."""
    return look.glyph(" → ", " -> ").join(wording.level(one, instrument, look) for one in ends)


def problems(listed: Iterable[Problem], look: Look) -> Sheet:
    """Set out problems with their places."""
    texts = look.texts
    rows = [
        (
            Cell(texts(f"report.severity.{one.severity.value}"), style=_style(one)),
            Cell(one.finding.code.value),
            Cell(place(one)),
            Cell(said(one, look)),
        )
        for one in listed
    ]
    keys = ("report.severity", "report.code", "report.place", "report.message")
    return Sheet(tuple(Column(texts(key), folds=True) for key in keys), rows)


def _style(one: Problem) -> str:
    return "red" if one.severity is Severity.ERROR else "yellow"


def place(one: Problem) -> str:
    """Write where a problem is: file, line and column, or the cell of a workbook."""
    return one.file if one.place is None else f"{one.file}:{one.place.address}"


def said(one: Problem, look: Look) -> str:
    """Say what is wrong and what to do about it."""
    message, hint = look.texts.message(one.finding), look.texts.hint(one.finding)
    return f"{message} ({look.texts('hint', hint=hint)})" if hint else message


def files(report: Report, look: Look) -> Sheet:
    """Set out the files a report is made from, with their SHA-256."""
    rows = [
        (Cell(one.label), Cell(one.digest or look.texts("report.no-digest"), style="code"))
        for one in report.beside.origins
    ]
    columns = (Column(look.texts("table.file"), folds=True), Column("SHA-256", folds=True))
    return Sheet(columns, rows, look.texts("report.files"))
