"""What is said of how an index depends on its levels: sentences and tables for every format."""

from collections.abc import Iterable, Iterator

from spbe_cli.core.inert import quoted
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Whole
from spbe_cli.core.scoring import Line
from spbe_cli.core.uncertainty.certainty import Known
from spbe_cli.core.uncertainty.moves import Change, Direction
from spbe_cli.core.uncertainty.sensitivity import Effect, Margin, Premise, Sensitivity
from spbe_cli.render import wording
from spbe_cli.render.look import Look, counted
from spbe_cli.render.sheet import Cell, Column, Sheet


def headline(given: Sensitivity, look: Look) -> str:
    """Give the index as it stands, and its category."""
    texts, card = look.texts, given.case.scorecard
    shown = look.figure(card.instrument.rounded(card.index))
    return f"{texts('score.title')} {shown} {texts.category(card.judgement.category.name)}"


def aim(given: Sensitivity, margin: Margin, direction: Direction, look: Look) -> str:
    """Name what moves are counted for: the category that is lost, or the one that is gained."""
    named = _at_stake(given, margin, direction, look)
    return look.texts(f"sensitivity.{_way(direction)}", category=named)


def distance(given: Sensitivity, margin: Margin, direction: Direction, look: Look) -> str:
    """Say how many single-level moves lose a category or gain one, or that none do."""
    texts, way = look.texts, _way(direction)
    named = _at_stake(given, margin, direction, look)
    if margin.changes is None:
        return texts(f"sensitivity.{way}.never", category=named)
    if margin.steps == 1:
        return texts(f"sensitivity.{way}.one", category=named)
    moves, fewer = (counted(texts, f"moves.{way}", n) for n in (margin.steps, margin.steps - 1))
    return texts(f"sensitivity.{way}.several", moves=moves, fewer=fewer, category=named)


def no_margin(given: Sensitivity, direction: Direction, look: Look) -> str:
    """Say that there is no category below, or above."""
    category = given.case.scorecard.judgement.category
    key = f"sensitivity.{_way(direction)}.none"
    return look.texts(key, category=look.texts.category(category.name))


def moves(given: Sensitivity, margin: Margin, look: Look) -> Sheet:
    """Set out a set of fewest moves, what they do together, and where that leads."""
    texts, instrument = look.texts, given.case.instrument
    columns = (
        Column(texts("table.indicator"), folds=True),
        Column(texts("table.level"), right=True),
        Column(texts("sensitivity.change"), right=True),
    )
    changes = margin.changes or ()
    rows = [
        (
            Cell(_named(one.line, look)),
            Cell(_move(one, instrument, look)),
            Cell(wording.added(one.change, look)),
        )
        for one in changes
    ]
    if len(rows) > 1:
        total = wording.added(margin.after - given.case.scorecard.index, look)
        rows.append((Cell(texts("table.together")), Cell(""), Cell(total, style="bold")))
    note = texts(
        "sensitivity.after",
        index=wording.full(margin.after, look),
        shown=look.figure(instrument.rounded(margin.after)),
        category=texts.category(margin.reached.name),
    )
    return Sheet(columns, rows, note=note)


def alone(given: Sensitivity, look: Look) -> Iterator[str]:
    """Say which indicators decide the category by themselves, or that none does."""
    texts, instrument, told = look.texts, given.case.instrument, False
    for direction in Direction:
        for category in instrument.categories:
            ids = [
                single.line.indicator.id
                for single in given.singles
                if (effect := single.effect(direction)) is not None and effect.category == category
            ]
            if ids:
                told = True
                named = texts.category(category.name)
                key = f"sensitivity.alone.{_way(direction)}"
                yield texts(key, category=named, indicators=_listed(instrument.ranges(ids)))
    if not told:
        present = given.case.scorecard.judgement.category
        yield texts("sensitivity.alone.none", category=texts.category(present.name))


def tornado(given: Sensitivity, look: Look) -> Sheet:
    """Set out what one level of each indicator does, the largest swing first."""
    texts = look.texts
    columns = (
        Column(texts("table.indicator"), folds=True),
        Column(texts("table.level"), right=True),
        Column(texts("sensitivity.minus"), right=True),
        Column(texts("sensitivity.plus"), right=True),
        Column("", picture=True),
    )
    ordered = sorted(given.singles, key=lambda single: -single.swing)
    widest = ordered[0].swing or 1
    rows = [
        (
            Cell(_named(single.line, look)),
            Cell(wording.answered(single.line, given.case.instrument, look)),
            *(_effect(single.effect(direction), look) for direction in Direction),
            Cell("", share=float(single.swing / widest)),
        )
        for single in ordered
    ]
    return Sheet(columns, rows, texts("sensitivity.tornado"))


def premises(given: Sensitivity, look: Look) -> Iterator[tuple[Premise, str]]:
    """Say what the figures take for granted."""
    texts, levels = look.texts, given.case.instrument.levels
    rule = texts(f"combine.{given.case.assessment.combine.value}").casefold()
    sources = {
        Premise.UNANSWERED: (Known.UNANSWERED,),
        Premise.CONFIDENCE: (Known.ANSWER, Known.OPDS),
        Premise.OPDS: (Known.OPDS,),
        Premise.MODEL: (Known.MODEL,),
        Premise.CERTAIN: (Known.MODEL,),
    }
    values = {
        "lowest": look.figure(levels.lowest),
        "highest": look.figure(levels.highest),
        "down": look.figure(given.model.down),
        "up": look.figure(given.model.up),
        "rule": rule,
    }
    for one in given.premises:
        indicators = _listed(given.known(*sources.get(one, ())))
        yield one, texts(f"sensitivity.premise.{one.value}", indicators=indicators, **values)


def _way(direction: Direction) -> str:
    """Give the word that names texts about losing a category or gaining one."""
    return "gain" if direction is Direction.UP else "lose"


def _at_stake(given: Sensitivity, margin: Margin, direction: Direction, look: Look) -> str:
    """Name the category that is lost, or the one that is gained."""
    present = given.case.scorecard.judgement.category
    category = margin.category if direction is Direction.UP else present
    return look.texts.category(category.name)


def _named(line: Line, look: Look) -> str:
    return f"{line.indicator.id} {look.texts.name(line.indicator.name)}"


def _listed(ids: Iterable[str]) -> Whole:
    """List all of some indicators, however many; ids of one's own instrument made harmless."""
    return Whole(", ".join(map(quoted, ids)))


def _move(one: Change, instrument: Instrument, look: Look) -> str:
    """Write the level before and after; in brackets the lowest, of an unanswered indicator."""
    before = wording.answered(one.line, instrument, look)
    return f"{before}{look.glyph(' → ', ' -> ')}{wording.level(one.to, instrument, look)}"


def _effect(effect: Effect | None, look: Look) -> Cell:
    """Write what a move does; bold where it changes the category."""
    if effect is None:
        return Cell("-", style="dim")
    return Cell(wording.added(effect.change.change, look), style="bold" if effect.category else "")
