"""What is said of a prediction: its sentences and tables, the same in every format."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import floor

from spbe_cli.core.exact import Number, round_change, round_half_up
from spbe_cli.core.uncertainty.predicting import Assumption, Doubt, Past, Prediction
from spbe_cli.render import wording
from spbe_cli.render.distribution import sheets as distribution_sheets
from spbe_cli.render.look import Look, counted
from spbe_cli.render.sheet import Cell, Column, Sheet

MOST_ROWS = 15
"""Differences that are shown each by itself at most."""


def headline(given: Prediction, look: Look) -> tuple[str, str, str]:
    """Say what the assessment itself gives, what is expected, and between which bounds."""
    texts, card, found = look.texts, given.given.case.scorecard, given.distribution
    middle = look.figure(card.instrument.rounded(found.mean))
    shown = look.figure(card.instrument.rounded(card.index))
    category = texts.category(card.judgement.category.name)
    return (
        texts("predict.given", index=shown, category=category),
        texts("predict.expected", index=middle),
        distribution_sheets.interval(found, look),
    )


def differences(given: Prediction, look: Look) -> Sheet:
    """Set out what became of past levels: how often each difference was seen.

    Very many are put together by whole levels, half up.
    """
    texts, total = look.texts, sum(given.differences.values())
    many = len(given.differences) > MOST_ROWS
    shown: Counter[Number] = Counter()
    for difference, often in given.differences.items():
        shown[floor(difference + Fraction(1, 2)) if many else difference] += often
    columns = (
        Column(texts("predict.difference"), right=True),
        Column(texts("predict.indicators"), right=True),
        Column("", picture=True),
    )
    rows = [
        (Cell(wording.signed(difference, look)), Cell(str(often)), Cell("", share=often / total))
        for difference, often in shown.items()
    ]
    note = texts("predict.differences.rounded") if many else ""
    return Sheet(columns, rows, texts("predict.differences"), note)


def pasts(given: Prediction, look: Look) -> Sheet:
    """Set out how each past pair agrees, its files below."""
    texts = look.texts
    keys = ("indicators", "difference", "exact", "within", "kappa")
    columns = (
        Column(texts("table.year")),
        *(Column(texts(f"predict.{key}"), right=True) for key in keys),
    )
    named = [_pair(past, given, look) for past in given.pasts]
    note = "\n".join([*named, texts("predict.pasts.note")])
    return Sheet(
        columns, [tuple(_cells(past, look)) for past in given.pasts], texts("predict.pasts"), note
    )


def assumed(given: Prediction, look: Look) -> Iterator[tuple[Assumption, str]]:
    """Say what a prediction takes for granted."""
    texts, case = look.texts, given.given.case
    levels = case.instrument.levels
    ids = (line.indicator.id for line in case.scorecard.unanswered)
    values = {
        "differences": counted(texts, "differences", sum(given.differences.values())),
        "pairs": counted(texts, "pairs", len(given.pasts)),
        "lowest": look.figure(levels.lowest),
        "highest": look.figure(levels.highest),
        "indicators": ", ".join(case.instrument.ranges(ids)),
    }
    for one in given.assumptions:
        yield one, texts(f"predict.assumption.{one.value}", **values)


def doubted(given: Prediction, look: Look) -> Iterator[tuple[Doubt, str]]:
    """Say what makes a prediction doubtful."""
    for one in given.doubts:
        yield one, look.texts(f"predict.doubt.{one.kind.value}", **one.values)


def _cells(past: Past, look: Look) -> Iterator[Cell]:
    found = past.agreement
    yield Cell(str(past.before.case.assessment.year))
    yield Cell(str(len(found.pairs)))
    yield Cell(wording.signed(round_change(-(found.bias or 0), 2), look))
    yield Cell(wording.share(found.exact or 0, look))
    yield Cell(wording.share(found.within_one or 0, look))
    yield Cell("-" if found.quadratic is None else look.figure(round_half_up(found.quadratic, 2)))


def _pair(past: Past, given: Prediction, look: Look) -> str:
    """Name the files of a past pair, and whose they are where that is another institution."""
    theirs, ours = past.before.case.assessment, given.given.case.assessment
    key = "predict.pair" if theirs.institution == ours.institution else "predict.pair.other"
    values = {"institution": theirs.institution, "year": theirs.year}
    return look.texts(key, **values, **past.files)
