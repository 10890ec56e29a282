"""What is said of where levels come from: the answers, the commits, what could not be compared."""

from collections.abc import Iterable, Iterator

from spbe_cli.core.comparisons.blaming import Blamed, Commit, CommitEffect, Report
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.scoring import Scorecard
from spbe_cli.render import wording
from spbe_cli.render.look import Look
from spbe_cli.render.page import Block, Said, Title
from spbe_cli.render.sheet import Cell, Column, Sheet

SHORT = 8
"""Digits of a hash that a table shows."""

MAYBE = "?"
"""Marks a commit that may have less to do with it than one passed over just before it."""


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
        places = (_place(blamed) for blamed in report.blamed)
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
    if any(_is_other(effect) for effect in report.effects):
        yield Said(texts("blame.instrument", mark=_other(look)), warns=True)
    doubtful = [_after(effect, look) for effect in report.effects if effect.passed]
    if doubtful:
        yield Said(texts("blame.maybe", mark=MAYBE, commits=", ".join(doubtful)), warns=True)
    if report.passed:
        yield Said(texts("blame.passed", commits=_hashes(report.passed)), warns=True)
    if any(effect.before is None for effect in report.effects):
        yield Said(texts("blame.first"), aside=True)


def _place(blamed: Blamed) -> str:
    """Give file and line of an answer; empty for none."""
    return "" if blamed.place is None else "{}:{}".format(*blamed.place)


def _is_other(effect: CommitEffect) -> bool:
    """Tell whether there is something before it that it cannot be compared with."""
    return effect.before is not None and not effect.is_comparable


def _answers(report: Report, look: Look) -> Sheet:
    """Set out one row for each indicator, or for each change of the one asked for."""
    texts, wide, single = look.texts, look.is_wide, report.indicator is not None
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
            _hash(blamed, look),
            Cell(blamed.commit.author),
            Cell(_place(blamed)),
        )
        rows.append(tuple(cell for cell, keep in zip(cells, kept, strict=True) if keep))
    shown = tuple(column for column, keep in zip(columns, kept, strict=True) if keep)
    return Sheet(shown, rows, texts("blame.answers.one" if single else "blame.answers"))


def _commits(report: Report, look: Look) -> Sheet:
    """Set out what each commit did to the index, the newest first."""
    texts, wide = look.texts, look.is_wide
    columns = [
        Column(texts("blame.commit")),
        Column(texts("blame.date")),
        Column(texts("table.index"), right=True),
        Column(texts("blame.exact"), right=True, style="dim"),
        Column(texts("blame.change"), right=True),
        Column(texts("blame.subject"), folds=True),
    ]
    rows = []
    for effect in report.effects:
        cells = (
            _hash(effect, look),
            Cell(effect.commit.date),
            Cell(_move(effect, look, exact=False)),
            Cell(_move(effect, look, exact=True)),
            Cell(_other(look)) if _is_other(effect) else _adds(effect.change, look),
            Cell(effect.commit.subject),
        )
        rows.append(tuple(cell for n, cell in enumerate(cells) if wide or n != 3))
    shown = tuple(column for n, column in enumerate(columns) if wide or n != 3)
    return Sheet(shown, rows, texts("blame.commits"))


def _level(blamed: Blamed, instrument: Instrument, look: Look) -> Cell:
    before, after = blamed.change.before, blamed.change.after
    now = wording.answered(after, instrument, look)
    then = "" if before is None else wording.answered(before, instrument, look) + _arrow(look)
    return Cell(then + now, style="" if after.answered else "yellow")


def _adds(value: Number | None, look: Look) -> Cell:
    if value is None:
        return Cell("-", style="dim")
    style = "green" if value > 0 else "red" if value < 0 else "dim"
    return Cell(wording.added(value, look), style=style)


def _mark(look: Look) -> str:
    return look.glyph("≤", "<=")


def _other(look: Look) -> str:
    return look.glyph("≠", "!=")


def _arrow(look: Look) -> str:
    return look.glyph(" → ", " -> ")


def _short(commit: Commit, look: Look) -> str:
    return commit.hash[:SHORT] or look.texts("blame.uncommitted")


def _hashes(commits: Iterable[Commit]) -> str:
    return ", ".join(commit.hash[:SHORT] for commit in commits)


def _after(effect: CommitEffect, look: Look) -> str:
    """Name a commit with those passed over just before it."""
    passed = _hashes(effect.passed)
    return look.texts("blame.after", commit=_short(effect.commit, look), passed=passed)


def _hash(told: Blamed | CommitEffect, look: Look) -> Cell:
    """Name a commit, marked where it may not be the one."""
    commit = told.commit
    marks = [_mark(look)] * commit.is_cut + [MAYBE] * bool(told.passed)
    text = " ".join([*marks, _short(commit, look)])
    return Cell(text, style="" if commit.hash else "bold yellow")


def _move(effect: CommitEffect, look: Look, *, exact: bool) -> str:
    """Write the index before and after."""
    cards = [card for card in (effect.before, effect.after) if card is not None]
    return _arrow(look).join(_index(card, look, exact=exact) for card in cards)


def _index(card: Scorecard, look: Look, *, exact: bool) -> str:
    return look.figure(card.index if exact else card.instrument.rounded(card.index))
