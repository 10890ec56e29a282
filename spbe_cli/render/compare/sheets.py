"""The tables of a comparison: the columns, the changes since, what moved, what became of what."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from spbe_cli.core.comparisons.agreement import Agreement
from spbe_cli.core.comparisons.comparison import Change, Comparison, Move, Split, Step
from spbe_cli.core.comparisons.crosswalk import Matching
from spbe_cli.core.exact import round_change
from spbe_cli.core.instrument import Aspect, Domain, Indicator, Instrument
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Line
from spbe_cli.render import wording
from spbe_cli.render.compare import wording as said
from spbe_cli.render.look import Look, counted
from spbe_cli.render.sheet import Cell, Column, Sheet

RISE, FALL = "green", "red"


def columns(comparison: Comparison, look: Look) -> Sheet:
    """Set the results below one another, in their order, each with what it is beside the last."""
    texts = look.texts
    names = {one.known("institution") for one in comparison.columns}
    apart, several = look.is_wide, len(names) > 1
    steps = {step.after: step for step in comparison.steps}
    heads = [
        *([Column(texts("table.institution"), folds=True)] if several else []),
        Column(texts("table.year")),
        Column(texts("compare.instrument")),
        Column(texts("table.index"), right=True),
        Column(texts("table.category")),
        Column(texts("compare.change"), right=True),
        Column(texts("compare.not-comparable"), folds=True, style="yellow", least=10),
        *([Column(texts("table.file"), folds=True, style="dim")] if apart else []),
    ]
    rows = []
    for place, result in enumerate(comparison.columns):
        step = steps.get(place)
        institution, year, stage = (result.known(k) for k in ("institution", "year", "stage"))
        when = (year, texts(f"stage.{stage}.short") if stage else None)
        whose = str(institution or result.file)
        cells = [
            *([Cell(whose)] if several else []),
            Cell(" ".join(str(part) for part in when if part) or ("" if several else whose)),
            Cell(_instrument(result)),
            Cell(said.shown(result, look), style="bold"),
            _category(result, look),
            _change(step, look),
            Cell("" if step is None else said.reasons(step, ", " if apart else " ", look)),
            *([Cell(result.file)] if apart else []),
        ]
        rows.append(tuple(cells))
    return Sheet(tuple(heads), rows)


def changes(comparison: Comparison, look: Look) -> Sheet | None:
    """Set what changed since an earlier version below one another; None where nothing did."""
    texts = look.texts
    heads = (
        Column(texts("compare.assessment"), folds=True),
        Column(texts("compare.before"), right=True),
        Column(texts("compare.after"), right=True),
        Column(texts("compare.change"), right=True),
        Column(texts("table.category"), folds=True),
    )
    listed = [one for one in comparison.changes or () if comparison.differs(one)]
    rows = [tuple(_version(one, comparison, look)) for one in listed]
    return Sheet(heads, rows) if rows else None


def _version(change: Change, comparison: Comparison, look: Look) -> Iterator[Cell]:
    texts = look.texts
    before, after = (
        comparison.columns[place] if place is not None else None
        for place in (change.before, change.after)
    )
    one = after if after is not None else before
    if one is None:
        return
    yield Cell(said.version(one, look))
    yield Cell(said.shown(before, look) if before is not None else texts("compare.new"))
    yield Cell(said.shown(after, look) if after is not None else texts("compare.gone"))
    yield _change(change.step, look)
    if after is not None and after.category is None:
        yield _category(after, look)
        return
    names = [said.category(end, look) for end in (before, after) if end is not None]
    arrow = look.glyph(" → ", " -> ")
    yield Cell(arrow.join(dict.fromkeys(name for name in names if name)))


def _instrument(result: Result) -> str:
    instrument = said.instrument_of(result)
    return instrument.short if instrument else str(result.known("instrument") or "")


def _category(result: Result, look: Look) -> Cell:
    if result.category is None:
        return Cell(counted(look.texts, "errors", result.errors), style="red")
    return Cell(result.category.name.id)


def _change(step: Step | None, look: Look) -> Cell:
    if step is None:
        return Cell("")
    style = _colour(step.change) if step.comparable else "dim"
    return Cell(said.change(step, look), style=style)


def _colour(change: Fraction) -> str:
    return RISE if change > 0 else FALL if change < 0 else ""


def announced(step: Step, look: Look) -> Sheet | None:
    """Set out the domains and aspects announced on both sides; None for none."""
    rows = [
        (
            Cell(f"{one.group.id} {look.texts.name(one.group.name)}"),
            Cell(look.figure(one.before)),
            Cell(look.figure(one.after)),
            Cell(
                wording.signed(one.after - one.before, look),
                style=_colour(Fraction(one.after - one.before)),
            ),
        )
        for one in step.announced
    ]
    keys = ("compare.announced", "compare.before", "compare.after", "compare.change")
    return Sheet(headed(keys, look), rows, look.texts("compare.announced.title")) if rows else None


def moves(split: Split, instrument: Instrument, look: Look, *, is_claim: bool) -> Iterator[Sheet]:
    """Set out what rose and what fell, what moved the index most first.

    From a claim to a result, what fell was claimed too high; it is the distance in levels that
    counts there, and it comes first.
    """
    rises = [move for move in split.indicators if move.contribution > 0]
    falls = [move for move in split.indicators if move.contribution < 0]
    parts = [("compare.rises", rises), ("compare.falls", falls)]
    if is_claim:
        over, under = (sorted(part, key=_distance, reverse=True) for part in (falls, rises))
        parts = [("compare.over", over), ("compare.under", under)]
    for key, listed in parts:
        if listed:
            yield _moved(key, listed, instrument, look)


def _distance(move: Move) -> Fraction:
    return abs(Fraction(move.after.level) - move.before.level)


def _moved(key: str, listed: list[Move], instrument: Instrument, look: Look) -> Sheet:
    texts = look.texts
    heads = ("table.indicator", "table.level", "table.contribution")
    rows = [
        (
            Cell(f"{move.indicator.id} {texts.name(move.indicator.name)}"),
            Cell(_levels(move, instrument, look)),
            Cell(wording.added(move.contribution, look), style=_colour(move.contribution)),
        )
        for move in listed
    ]
    total = sum((move.contribution for move in listed), Fraction(0))
    values = {"count": len(listed), "total": wording.added(total, look)}
    is_open = any(not line.answered for move in listed for line in (move.before, move.after))
    note = texts("compare.open") if is_open else ""
    return Sheet(headed(heads, look), rows, texts(key, **values), note)


def _levels(move: Move, instrument: Instrument, look: Look) -> str:
    arrow = look.glyph(" → ", " -> ")
    return arrow.join(
        wording.answered(line, instrument, look) for line in (move.before, move.after)
    )


def groups(split: Split, instrument: Instrument, look: Look) -> Sheet:
    """Set out domains and aspects in which something moved, in the instrument's order."""
    shifts = {id(shift.group): shift for shift in (*split.domains, *split.aspects)}
    rows = []
    for group in _tree(instrument):
        shift = shifts.get(id(group))
        if shift is None:
            continue
        is_top = not instrument.domains or isinstance(group, Domain)
        style = "bold" if is_top else ""
        name = f"{group.id} {look.texts.name(group.name)}"
        rows.append(
            (
                Cell(name, 0 if is_top else 1, style),
                Cell(look.figure(instrument.rounded(shift.before))),
                Cell(look.figure(instrument.rounded(shift.after)), style=style),
                Cell(wording.added(shift.contribution, look), style=_colour(shift.contribution)),
            )
        )
    title = "table.domain-aspect" if instrument.domains else "table.aspect"
    keys = (title, "compare.before", "compare.after", "table.contribution")
    return Sheet(headed(keys, look), rows, look.texts("compare.groups"))


def _tree(instrument: Instrument) -> Iterator[Domain | Aspect]:
    for group in instrument.groups:
        yield group
        if isinstance(group, Domain):
            yield from group.aspects


def opds(split: Split, look: Look) -> Sheet | None:
    """Set out what the OPDs' indicators added; None where no OPD owns anything that moved."""
    if all(shift.id is None for shift in split.opds):
        return None
    rows = [
        (
            Cell(wording.opd(shift.id, shift.name, look)),
            Cell(wording.added(shift.contribution, look), style=_colour(shift.contribution)),
        )
        for shift in split.opds
    ]
    heads = headed(("table.opd", "table.contribution"), look)
    return Sheet(heads, rows, look.texts("opds.parts"))


def matches(matched: Matching, ends: tuple[Result, Result], look: Look) -> Sheet:
    """Set indicators of two instruments side by side, with their levels where there are any."""
    texts = look.texts
    before, after = (_lines(end) for end in ends)
    rows = [
        (
            Cell(_named(match.before, before, look)),
            Cell(_named(match.after, after, look)),
            Cell(texts(f"compare.trust.{match.pair.confidence.value}")),
        )
        for match in matched.matches
    ]
    names = [_instrument(end) for end in ends]
    heads = (*(Column(name, folds=True) for name in names), Column(texts("compare.trust")))
    return Sheet(heads, rows, texts("compare.matches"))


def _lines(result: Result) -> dict[str, Line]:
    return {line.indicator.id: line for line in result.card.lines} if result.card else {}


def _named(indicators: Iterable[Indicator], lines: dict[str, Line], look: Look) -> str:
    """Name indicators with their levels: `3 Name: 2`."""
    named = []
    for one in indicators:
        line = lines.get(one.id)
        level = f": {look.figure(line.level)}" if line is not None and line.answered else ""
        named.append(f"{one.id} {look.texts.name(one.name)}{level}")
    return "; ".join(named)


def agreement(agreed: Agreement, look: Look) -> Sheet | None:
    """Set out how far each OPD is from the result; None where no OPD owns anything."""
    if all(opd.id is None for opd in agreed.opds):
        return None
    rows = [
        (
            Cell(wording.opd(opd.id, opd.name, look)),
            Cell(str(opd.number)),
            Cell(wording.signed(round_change(opd.bias, 2), look)),
            Cell(wording.share(opd.exact, look)),
        )
        for opd in agreed.opds
    ]
    keys = ("table.opd", "compare.indicators", "compare.bias", "compare.exact")
    note = look.texts("compare.agreement.opds.note")
    return Sheet(headed(keys, look), rows, look.texts("compare.agreement.opds"), note)


def headed(keys: Iterable[str], look: Look) -> tuple[Column, ...]:
    """Head a table: the first column folds, figures stand to the right."""
    return tuple(
        Column(look.texts(key), folds=not place, right=bool(place))
        for place, key in enumerate(keys)
    )
