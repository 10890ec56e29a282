"""What is said of where levels come from: the answers, the commits, what could not be compared."""

from collections.abc import Iterator

from spbe_cli.blaming import Blamed, Commit, Report, Step
from spbe_cli.exact import Number
from spbe_cli.instrument import Instrument
from spbe_cli.render import wording
from spbe_cli.render.look import Look
from spbe_cli.render.page import Block, Said, Title
from spbe_cli.render.sheet import Cell, Column, Sheet
from spbe_cli.scoring import Scorecard

WIDE = 110
"""Columns from which there is room for names, files and exact figures too."""

SHORT = 8
"""Digits of a hash that a table shows."""


def blocks(report: Report, look: Look) -> Iterator[Block]:
    """Set out the answers with their commits, then what each commit did to the index."""
    texts, one = look.texts, report.indicator
    institution, place = wording.heading(report.result, look)
    yield Title(institution)
    yield Said(place, aside=True)
    shown = look.figure(report.card.instrument.rounded(report.card.index))
    category = texts.category(report.card.judgement.category.name)
    yield Said(f"{texts('score.title')} {shown} {category}")
    if one is not None:
        yield Title(f"{one.id} {texts.name(one.name)}")
        places = (_place(blamed, report) for blamed in report.blamed)
        yield from (Said(texts("blame.place", place=place)) for place in places if place)
    if report.blamed:
        yield _answers(report, look)
        yield _commits(report, look)
    yield from remarks(report, look)


def remarks(report: Report, look: Look) -> Iterator[Said]:
    """Say what the tables cannot: what is unanswered, unknown or could not be compared."""
    texts = look.texts
    if report.unanswered:
        ids = ", ".join(report.card.instrument.ranges(report.unanswered))
        lowest = look.figure(report.card.instrument.levels.lowest)
        yield Said(texts("blame.unanswered", indicators=ids, lowest=lowest), warns=True)
    if any(blamed.commit.is_cut for blamed in report.blamed):
        yield Said(texts("blame.cut", mark=_mark(look)), warns=True)
    if any(step.before is not None and not step.is_comparable for step in report.steps):
        yield Said(texts("blame.instrument"), warns=True)
    if report.passed:
        hashes = ", ".join(commit.hash[:SHORT] for commit in report.passed)
        yield Said(texts("blame.passed", commits=hashes), warns=True)
    if any(blamed.change.before is None for blamed in report.blamed):
        yield Said(texts("blame.first"), aside=True)


def _is_wide(look: Look) -> bool:
    return look.width is None or look.width >= WIDE


def _place(blamed: Blamed, report: Report) -> str:
    """Give file and line of an answer, from the folder of the assessment; empty for none."""
    if blamed.place is None:
        return ""
    file, line = blamed.place
    folder, slash, _ = report.result.file.rpartition("/")
    return f"{file.removeprefix(folder + slash)}:{line}"


def _answers(report: Report, look: Look) -> Sheet:
    """Set out one row for each indicator, or for each change of the one asked for."""
    texts, wide, single = look.texts, _is_wide(look), report.indicator is not None
    columns = [
        Column(texts("table.indicator"), folds=wide),
        Column(texts("table.level"), right=True),
        Column(texts("table.contribution"), right=True),
        Column(texts("blame.date")),
        Column(texts("blame.commit")),
        Column(texts("blame.author"), folds=True),
        Column(texts("blame.place.title"), folds=True, style="dim"),
    ]
    kept = [not single, True, True, True, True, True, wide and not single]
    rows = []
    for blamed in report.blamed:
        one = blamed.change.indicator
        cells = (
            Cell(f"{one.id} {texts.name(one.name)}" if wide else one.id),
            _level(blamed, report.card.instrument, look),
            _adds(blamed.change.adds, look),
            Cell(blamed.commit.date),
            _hash(blamed.commit, look),
            Cell(blamed.commit.author),
            Cell(_place(blamed, report)),
        )
        rows.append(tuple(cell for cell, keep in zip(cells, kept, strict=True) if keep))
    shown = tuple(column for column, keep in zip(columns, kept, strict=True) if keep)
    return Sheet(shown, rows, texts("blame.answers.one" if single else "blame.answers"))


def _commits(report: Report, look: Look) -> Sheet:
    """Set out what each commit did to the index, the newest first."""
    texts, wide = look.texts, _is_wide(look)
    columns = [
        Column(texts("blame.commit")),
        Column(texts("blame.date")),
        Column(texts("table.index"), right=True),
        Column(texts("blame.exact"), right=True, style="dim"),
        Column(texts("blame.change"), right=True),
        Column(texts("blame.subject"), folds=True),
    ]
    rows = []
    for step in report.steps:
        cells = (
            _hash(step.commit, look),
            Cell(step.commit.date),
            Cell(_move(step, look, exact=False)),
            Cell(_move(step, look, exact=True)),
            _adds(step.change, look),
            Cell(step.commit.subject),
        )
        rows.append(tuple(cell for n, cell in enumerate(cells) if wide or n != 3))
    shown = tuple(column for n, column in enumerate(columns) if wide or n != 3)
    return Sheet(shown, rows, texts("blame.commits"))


def _level(blamed: Blamed, instrument: Instrument, look: Look) -> Cell:
    before, after = blamed.change.before, blamed.change.after
    now = wording.answered(after, instrument, look)
    text = now if before is None else f"{wording.answered(before, instrument, look)} -> {now}"
    return Cell(text, style="" if after.answered else "yellow")


def _adds(value: Number | None, look: Look) -> Cell:
    if value is None:
        return Cell("-", style="dim")
    style = "green" if value > 0 else "red" if value < 0 else "dim"
    return Cell(wording.added(value, look), style=style)


def _mark(look: Look) -> str:
    return look.glyph("≤", "<=")


def _hash(commit: Commit, look: Look) -> Cell:
    if not commit.hash:
        return Cell(look.texts("blame.uncommitted"), style="bold yellow")
    mark = f"{_mark(look)} " if commit.is_cut else ""
    return Cell(f"{mark}{commit.hash[:SHORT]}")


def _move(step: Step, look: Look, *, exact: bool) -> str:
    """Write the index before and after."""
    cards = [card for card in (step.before, step.after) if card is not None]
    return " -> ".join(_index(card, look, exact=exact) for card in cards)


def _index(card: Scorecard, look: Look, *, exact: bool) -> str:
    return look.figure(card.index if exact else card.instrument.rounded(card.index))
