"""The tables of scoring: files as rows, the tree of one result, its parts by OPD."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.exact import Number
from spbe_cli.core.inert import safe
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.opds import by_opd, disputed, heat, waiting
from spbe_cli.core.result import Result
from spbe_cli.render import wording
from spbe_cli.render.look import Depth, Look, counted
from spbe_cli.render.nodes import Node, nodes
from spbe_cli.render.sheet import Cell, Column, Sheet


class Row(NamedTuple):
    """One file as a row: texts only, so that it can come from another process.

    Where scenarios stand side by side, each has a row of its own `below` that of the file as it is.
    """

    institution: str
    year: str
    stage: str
    file: str
    shown: str = "-"
    category: str = ""
    answered: str = "-"
    is_sound: bool = False
    is_complete: bool = False
    notes: tuple[str, ...] = ()
    scenario: str = ""
    change: str = ""
    below: bool = False

    @property
    def label(self) -> str:
        """What a note is about."""
        return safe(f"{self.file}, {self.scenario}" if self.below else self.file)


def row(result: Result, look: Look, scenarios: int = 0) -> Row:
    """Write one file as a row; figures are missing where it has an error."""
    institution, year = (str(result.known(key) or "") for key in ("institution", "year"))
    stage = result.known("stage")
    short = look.texts(f"stage.{stage}.short") if stage else ""
    bare = Row(institution, year, short, file=result.file)
    if scenarios > 1:
        bare = _beside(bare, result, look)
    if result.shown is None or result.category is None:
        return bare._replace(category=counted(look.texts, "errors", result.errors))
    mark = "*" if result.before is not None else ""
    figures = bare._replace(
        shown=look.figure(result.shown) + mark,
        category=result.category.name.id,
        is_sound=True,
        notes=tuple(wording.notes(result, look)),
    )
    if result.card is None:
        return figures._replace(answered=look.texts("table.announced"), is_complete=True)
    total, done = len(result.card.lines), result.card.answered
    return figures._replace(answered=f"{done}/{total}", is_complete=done == total)


def _beside(bare: Row, result: Result, look: Look) -> Row:
    """Name the scenario in the row of a file; whose it is stands in the first of its rows."""
    named = bare._replace(
        scenario=wording.scenario(result, look), change=wording.moved(result, look)
    )
    if result.scenario is None:
        return named
    return named._replace(institution="", year="", stage="", below=True)


def several(rows: Iterable[Row], look: Look) -> Sheet:
    """Set several files below one another, what goes with some of them below that."""
    texts, listed = look.texts, list(rows)
    notes = list(_notes(listed))
    if any(one.shown.endswith("*") for one in listed):
        notes.insert(0, texts("score.what-if.several"))
    apart, beside = look.is_wide, any(one.scenario for one in listed)
    columns = [
        Column(texts("table.institution"), folds=True),
        Column(texts("table.year")),
        Column(texts("table.stage")),
        *([Column(texts("scenarios.scenario"), folds=True)] if beside else []),
        Column(texts("table.index"), right=True),
        *([Column(texts("scenarios.change"), right=True)] if beside else []),
        Column(texts("table.category")),
        *([] if beside else [Column(texts("table.answered"), right=True)]),
        *([Column(texts("table.file"), folds=True, style="dim")] if apart else []),
    ]
    cells = (tuple(_cells(one, apart=apart, beside=beside)) for one in listed)
    return Sheet(tuple(columns), cells, note="\n".join(notes))


def _notes(rows: Iterable[Row]) -> Iterator[str]:
    """Give what goes with rows; a scenario does not repeat what is said of its file."""
    said = set[tuple[str, str]]()
    for one in rows:
        for note in one.notes:
            if (one.file, note) not in said:
                yield f"{one.label}: {note}"
            if not one.below:
                said.add((one.file, note))


def _cells(one: Row, *, apart: bool, beside: bool) -> Iterator[Cell]:
    if one.institution or apart or one.below:
        yield Cell(one.institution)
    else:
        yield Cell(one.file, style="dim")
    yield Cell(one.year)
    yield Cell(one.stage)
    if beside:
        yield Cell(one.scenario)
    yield Cell(one.shown, style="bold")
    if beside:
        yield Cell(one.change)
    yield Cell(one.category, style="" if one.is_sound else "red")
    if not beside:
        yield Cell(one.answered, style="" if one.is_complete or not one.is_sound else "yellow")
    if apart:
        yield Cell("" if one.below else one.file)


def tree(result: Result, depth: Depth, look: Look) -> Sheet | None:
    """Set out domains, aspects and indicators as deep as asked; None without any figure."""
    texts = look.texts
    found = list(nodes(result, depth))
    if result.case is None or not found:
        return None
    instrument = result.case.instrument
    by_indicator = depth is Depth.INDICATOR
    title = Column(_title(instrument, depth, look), folds=True, least=1 if by_indicator else 24)
    weight = Column(texts("table.weight"), right=True)
    index = Column(texts("table.index"), right=True)
    picture = Column("", picture=not by_indicator, folds=by_indicator)
    if result.card is None:
        rows = (
            (_name(node, look), _index(node, instrument, look), _share(node, instrument))
            for node in found
        )
        return Sheet((title, index, Column("", picture=True)), rows)
    added = Column(texts("table.contribution"), right=True, style="dim")
    return Sheet(
        (title, weight, index, added, picture),
        (
            (
                _name(node, look),
                Cell(wording.percent(node.weight, look)),
                _index(node, instrument, look),
                Cell(wording.four(node.contribution or 0, look)),
                _share(node, instrument) if node.line is None else _words(node, result, look),
            )
            for node in found
        ),
    )


def opds(result: Result, look: Look) -> Iterator[Sheet]:
    """Set out what each OPD owns, adds and can gain; who is waited for; who disagrees; the heat."""
    if result.case is None or result.card is None:
        return
    yield _parts(result, look)
    for sheet in (_waiting(result, look), _disputes(result, look), _heat(result, look)):
        if sheet is not None:
            yield sheet


def _parts(result: Result, look: Look) -> Sheet:
    texts, case = look.texts, result.case
    keys = ("opd", "owns", "answered", "mean", "contribution", "remaining")
    columns = tuple(
        Column(texts(f"table.{key}"), right=key != "opd", folds=key == "opd") for key in keys
    )
    if case is None:
        return Sheet(columns, ())
    rows = []
    for part in by_opd(case):
        mean = "-" if part.mean is None else look.figure(case.instrument.rounded(part.mean))
        complete = part.answered == len(part.owns)
        rows.append(
            (
                Cell(wording.opd(part.id, part.name, look)),
                Cell(str(len(part.owns))),
                Cell(f"{part.answered}/{len(part.owns)}", style="" if complete else "yellow"),
                Cell(mean),
                Cell(wording.four(part.contribution, look)),
                Cell(wording.four(part.remaining, look)),
            )
        )
    whole = case.scorecard
    gain = case.instrument.levels.highest - whole.index
    answered = f"{whole.answered}/{len(whole.lines)}"
    sums = (
        Cell(texts("table.together"), style="bold"),
        Cell(str(len(whole.lines))),
        Cell(answered),
        Cell(look.figure(case.instrument.rounded(whole.index)), style="bold"),
        Cell(wording.four(whole.index, look), style="bold"),
        Cell(wording.four(gain, look), style="bold"),
    )
    return Sheet(columns, [*rows, sums], texts("opds.parts"))


def _waiting(result: Result, look: Look) -> Sheet | None:
    texts, case = look.texts, result.case
    if case is None:
        return None
    ranges = case.instrument.ranges
    rows = [
        (
            Cell(wording.opd(one.id, one.name, look)),
            Cell(", ".join(ranges(one.open)), style="yellow"),
            Cell(", ".join(ranges(one.covered))),
        )
        for one in waiting(case)
    ]
    columns = (
        Column(texts("table.opd"), folds=True),
        Column(texts("table.open"), folds=True),
        Column(texts("table.covered"), folds=True),
    )
    return Sheet(columns, rows, texts("opds.waiting")) if rows else None


def _disputes(result: Result, look: Look) -> Sheet | None:
    texts, case = look.texts, result.case
    if case is None:
        return None
    rows = [
        (
            Cell(f"{one.indicator} {texts.name(case.instrument.indicator(one.indicator).name)}"),
            Cell(wording.said(one, look)),
            Cell("" if one.level is None else look.figure(one.level), style="bold"),
            Cell(
                wording.settled(one, result, look), style="yellow" if one.in_conflict else "green"
            ),
        )
        for one in disputed(case)
    ]
    columns = (
        Column(texts("table.indicator"), folds=True),
        Column(texts("table.said"), folds=True),
        Column(texts("table.counts"), right=True),
        Column(texts("table.settled"), folds=True),
    )
    return Sheet(columns, rows, texts("opds.disputes")) if rows else None


def _heat(result: Result, look: Look) -> Sheet | None:
    texts, case = look.texts, result.case
    if case is None or not case.assessment.opds:
        return None
    instrument, warmth = case.instrument, heat(case)
    columns = [Column(texts("table.opd"), folds=True)]
    columns += [Column(aspect.id, right=True) for aspect in instrument.aspects]
    rows = []
    for opd_id, opd in case.assessment.opds.items():
        cells = [Cell(wording.opd(opd_id, opd.name, look))]
        for aspect in instrument.aspects:
            warm = warmth.get((opd_id, aspect.id))
            if warm is None:
                cells.append(Cell(""))
                continue
            text = look.figure(instrument.rounded(warm.level))
            written = text if warm.answered else f"({text})"
            cells.append(Cell(written, share=_within(warm.level, instrument)))
        rows.append(tuple(cells))
    note = [texts("opds.heat.note")] if any(not warm.answered for warm in warmth.values()) else []
    names = ", ".join(f"{aspect.id} {texts.name(aspect.name)}" for aspect in instrument.aspects)
    return Sheet(tuple(columns), rows, texts("opds.heat"), "\n".join([names, *note]))


def _title(instrument: Instrument, depth: Depth, look: Look) -> str:
    if not instrument.domains:
        key = "table.aspect-indicator" if depth is Depth.INDICATOR else "table.aspect"
    else:
        keys = {Depth.ASPECT: "domain-aspect", Depth.INDICATOR: "all"}
        key = f"table.{keys.get(depth, 'domain')}"
    return look.texts(key)


def _name(node: Node, look: Look) -> Cell:
    style = "bold" if not node.indent else ""
    return Cell(f"{node.id} {look.texts.name(node.name)}", node.indent, style)


def _index(node: Node, instrument: Instrument, look: Look) -> Cell:
    style = "bold" if not node.indent else ""
    if node.announced is not None:
        return Cell(look.figure(node.announced), style=style)
    value = node.value or 0
    if node.line is None:
        return Cell(look.figure(instrument.rounded(value)), style=style)
    written = wording.level(value, instrument, look)
    return Cell(written) if node.line.answered else Cell(f"({written})", style="yellow")


def _share(node: Node, instrument: Instrument) -> Cell:
    return Cell("", share=_within(node.value or 0, instrument))


def _words(node: Node, result: Result, look: Look) -> Cell:
    """Name the level of an indicator, and how it was settled where OPDs answered differently."""
    if node.line is None or result.case is None or not node.line.answered:
        return Cell("")
    names = result.case.instrument.levels.names.get(node.line.indicator.scale, {})
    name = names.get(Fraction(node.line.level))
    parts = [look.texts.name(name)] if name else []
    standing = node.line.standing
    if len({level for _, level in standing.said} | {standing.level}) > 1:
        parts.append(f"({wording.said(standing, look)}: {wording.settled(standing, result, look)})")
    return Cell(" ".join(parts), style="dim")


def _within(value: Number, instrument: Instrument) -> float:
    levels = instrument.levels
    return float((value - levels.lowest) / (levels.highest - levels.lowest))
