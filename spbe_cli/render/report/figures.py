"""The charts of a report: which figures they show, what they are called, what they say in words."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from spbe_cli.core.assessment import Stage
from spbe_cli.core.comparisons.comparison import Comparison
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Domain, Instrument
from spbe_cli.core.profile import Part, Values, finest, layer_of, parts
from spbe_cli.core.ranks.board import Board
from spbe_cli.core.report import Report
from spbe_cli.render.look import Look
from spbe_cli.render.report import charts
from spbe_cli.render.report import wording as says
from spbe_cli.render.report.blocks import Chart, Mark

LONGEST = 58
"""Letters of a name that stand above a bar; the table has all of them."""


def scale(report: Report, look: Look) -> Chart | None:
    """Draw the index on the line of categories."""
    main, instrument = report.main, report.instrument
    if main is None or instrument is None or main.index is None:
        return None
    goal, before = says.goal_of(report, look), report.chosen.before
    is_comparable = before is not None and before.index is not None and bool(_same(report))
    marks = (
        main.index,
        before.index if before is not None and is_comparable else None,
        goal.card.index if goal and goal.card else None,
    )
    bounds = says.bounds(instrument)
    names = [one.name.id for one, _ in bounds]
    figures = [*(look.figure(bound) for _, bound in bounds), look.figure(instrument.levels.highest)]
    named = _legend(report, look, [mark is not None for mark in marks])
    legend = (named[0]._replace(kind="pointer"), *named[1:])
    told = says.headline(main, look)
    shape = charts.scale(instrument, bounds, marks, names, figures)
    return Chart("scale", look.texts("report.chart.scale"), told, shape, legend)


def _same(report: Report) -> bool:
    """Tell whether the earlier year stands on the same instrument."""
    before = report.chosen.before
    return (
        before is not None
        and before.case is not None
        and report.instrument is not None
        and before.case.instrument.scores_as(report.instrument)
    )


def _legend(report: Report, look: Look, shown: Sequence[bool]) -> tuple[Mark, ...]:
    """Name the main result, the earlier one and the goal, as far as each is shown."""
    main, before, goal = report.main, report.chosen.before, says.goal_of(report, look)
    names = (
        says.when(main, look) if main else "",
        says.when(before, look) if before else "",
        goal.name if goal else "",
    )
    kinds = ("now", "before", "target")
    return tuple(
        Mark(kind, name) for kind, name, keep in zip(kinds, names, shown, strict=True) if keep
    )


def radar(report: Report, look: Look) -> Chart | None:
    """Draw the aspects around a centre; None where there are too few for that."""
    profiled, instrument = says.profiled(report), report.instrument
    found = finest(profiled) if profiled else ()
    if instrument is None or len(found) < charts.LEAST_SPOKES:
        return None
    known, goal = says.values_before(report), says.goal_of(report, look)
    before = _all(found, known)
    target = _all(found, goal.values) if goal else []
    figures = list(says.figures_of(found, instrument, look))
    axes = [(one.group.id, figure) for one, figure in zip(found, figures, strict=True)]
    rings = [(level, look.figure(level)) for level in says.whole_levels(instrument)]
    values = [one.value for one in found]
    shape = charts.radar(instrument, axes, (values, before, target), rings)
    legend = _legend(report, look, (True, bool(before), bool(target)))
    key = "domains" if isinstance(found[0].group, Domain) else "aspects"
    title = look.texts(f"report.chart.radar.{key}")
    return Chart("radar", title, _told(found, figures, look), shape, legend)


def _all(found: Sequence[Part], values: Values) -> list[Fraction]:
    """Give the values of all groups; none where one is not known."""
    known = [values.get(layer_of(one.group)) for one in found]
    return [one for one in known if one is not None] if None not in known else []


def _told(found: Sequence[Part], figures: Sequence[str], look: Look) -> str:
    pairs = zip(found, figures, strict=True)
    return "; ".join(f"{says.group(one, look)}: {figure}" for one, figure in pairs) + "."


def bars(report: Report, look: Look) -> Chart | None:
    """Draw the domains as bars; the aspects where there are no domains."""
    profiled, instrument = says.profiled(report), report.instrument
    if profiled is None or instrument is None:
        return None
    tops = {id(group) for group in instrument.groups}
    found = [one for one in parts(profiled) if id(one.group) in tops]
    if not found:
        return None
    known, goal = says.values_before(report), says.goal_of(report, look)
    figures = list(says.figures_of(tuple(found), instrument, look))
    aimed = goal.values if goal else {}
    rows = [
        (
            _short(says.group(one, look)),
            figure,
            one.value,
            known.get(layer_of(one.group)),
            aimed.get(layer_of(one.group)),
        )
        for one, figure in zip(found, figures, strict=True)
    ]
    shape = charts.bars(instrument, rows, _levels(instrument, look))
    shown = (True, bool(known), bool(aimed))
    key = "domains" if instrument.domains else "aspects"
    title = look.texts(f"report.chart.bars.{key}")
    told = _told(found, figures, look)
    return Chart("bars", title, told, shape, _legend(report, look, shown))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _levels(instrument: Instrument, look: Look) -> Iterator[tuple[Number, str]]:
    return ((level, look.figure(level)) for level in says.whole_levels(instrument))


def trend(report: Report, look: Look) -> Chart | None:
    """Draw the index over the years; None for a single one."""
    history = report.history
    years = list(_years(history, look))
    if len(years) < 2:
        return None
    widest = max((one.instrument for one in years), key=lambda one: len(says.whole_levels(one)))
    shape = charts.trend(years, _levels(widest, look))
    texts = look.texts
    legend = [Mark("official", texts("report.legend.official"))]
    if not all(one.is_official for one in years):
        legend.append(Mark("hollow", texts("report.legend.hollow")))
    if any(link.is_gap for link in shape.links):
        legend.append(Mark("gap", texts("report.legend.gap")))
    if len(shape.eras) > 1:
        legend.append(Mark("era", texts("report.legend.era")))
    told = "; ".join(f"{says.when(one, look)}: {says.shown(one, look)}" for one in history.columns)
    return Chart("trend", texts("report.chart.trend"), f"{told}.", shape, tuple(legend))


def _years(history: Comparison, look: Look) -> Iterator[charts.Year]:
    linked = {step.after for step in history.steps if step.comparable}
    for place, one in enumerate(history.columns):
        if one.case is None or one.index is None:
            continue
        is_official = one.known("stage") is Stage.FINAL
        year, text = one.known("year"), says.shown(one, look)
        instrument = one.case.instrument
        yield charts.Year(year, one.index, text, is_official, instrument, place in linked)


def peers(board: Board, place: int, look: Look) -> Chart | None:
    """Draw how many of the peers stand where, and where the institution does."""
    official, spread = board.official, board.reference
    position = next(iter(board.positions), None)
    if official is None or spread is None or position is None or position.whole is None:
        return None
    instrument, whole = official.instrument, position.whole
    values = [one.exact for one in official.entries if one.index is not None]
    ticks = _levels(instrument, look)
    shape = charts.histogram(instrument, values, whole.value, whole.median, ticks)
    texts = look.texts
    title = texts("report.chart.peers", among=says.among(board, look))
    figures = [look.figure(instrument.rounded(one)) for one in (whole.value, whole.median)]
    told = texts(
        "report.chart.peers.told",
        index=figures[0],
        median=figures[1],
        rank=whole.rank,
        others=whole.out_of,
    )
    legend = (
        Mark("pointer", _named(board, figures[0])),
        Mark("median", texts("report.legend.median", median=figures[1])),
    )
    return Chart("histogram", title, told, shape, legend, f"peers-{place}")


def _named(board: Board, figure: str) -> str:
    entry = board.positions[0].entry
    return f"{entry.institution or entry.file} {figure}"
