"""What the official index may become: past differences put on this year's self-assessment.

The model is ours, not the regulation's. What assessors changed in past years, final - self of every
indicator answered at both stages, is pooled; each answered indicator of this year moves by one of
these differences, independently of the others, and stays within the range of levels. What nobody
answered stands at the lowest level. The distribution that follows is exact; nothing is simulated.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.assessment import Assessment, Stage, folded
from spbe_cli.core.case import Filed
from spbe_cli.core.comparisons.agreement import Agreement, agreement
from spbe_cli.core.instrument import Category, Levels
from spbe_cli.core.problems import CallError, Term
from spbe_cli.core.scoring import Line
from spbe_cli.core.uncertainty.distribution import Distribution, Outcomes, distribution


class Past(NamedTuple):
    """An earlier year: what was claimed, what came of it, and how the two agree."""

    before: Filed
    after: Filed
    agreement: Agreement

    @property
    def files(self) -> dict[str, str]:
        """Its two files, as texts name them."""
        return {"before": self.before.file, "after": self.after.file}


class Assumption(StrEnum):
    """What a prediction takes for granted."""

    POOLED = "pooled"
    INDEPENDENT = "independent"
    CLIPPED = "clipped"
    UNANSWERED = "unanswered"
    OURS = "ours"


class DoubtKind(StrEnum):
    """In which way a prediction is doubtful."""

    INSTITUTION = "institution"
    YEAR = "year"
    START = "start"
    END = "end"
    TWICE = "twice"
    BETWEEN = "between"


class Doubt(NamedTuple):
    """Why a prediction is doubtful, with the values its text needs."""

    kind: DoubtKind
    values: Mapping[str, str]


class Prediction(NamedTuple):
    """The distribution of the official index that past differences give a self-assessment.

    `differences` are final - self in levels with how often each was seen, lowest first.
    """

    given: Filed
    pasts: tuple[Past, ...]
    differences: Mapping[Fraction, int]
    distribution: Distribution
    doubts: tuple[Doubt, ...]

    @property
    def categories(self) -> tuple[tuple[Category, Fraction], ...]:
        """The probability of each category by the rule of this year, best first."""
        return self.distribution.categories(self.given.case.assessment.year)

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What it takes for granted; of unanswered indicators only where there are any."""
        complete = not self.given.case.scorecard.unanswered
        return tuple(one for one in Assumption if one is not Assumption.UNANSWERED or not complete)


def predict(given: Filed, pasts: Iterable[tuple[Filed, Filed]]) -> Prediction:
    """Predict the official index of a year from one past pair or more.

    Raises `CallError` for what makes it meaningless: announced figures without levels, a result
    that is final already, a pair of other years, institutions or instruments or in the wrong
    order, a pair without an indicator in common, weights too fine to be counted out.
    """
    _refuse_without_levels(given)
    if given.case.assessment.stage is Stage.FINAL:
        raise CallError("call.predict-final", path=given.file)
    past = tuple(_past(given, before, after) for before, after in pasts)
    pooled = Counter(-pair.difference for one in past for pair in one.agreement.pairs)
    differences = dict(sorted(pooled.items()))
    instrument, lines = given.case.instrument, given.case.scorecard.lines
    outcomes = [_outcomes(line, differences, instrument.levels) for line in lines]
    found = distribution(instrument, outcomes)
    if found is None:
        raise CallError("call.predict-fine", instrument=instrument.short)
    return Prediction(given, past, differences, found, tuple(_doubts(given, past, outcomes)))


def _outcomes(line: Line, differences: Mapping[Fraction, int], levels: Levels) -> Outcomes:
    """Say what one indicator may come to, and how often."""
    if not line.answered:
        return {Fraction(line.level): 1}
    moved: Counter[Fraction] = Counter()
    for difference, often in differences.items():
        level = min(max(line.level + difference, levels.lowest), levels.highest)
        moved[level] += often
    return moved


def _refuse_without_levels(one: Filed) -> None:
    if one.case.assessment.is_published_only:
        raise CallError("call.predict-published", path=one.file)


def _past(given: Filed, before: Filed, after: Filed) -> Past:
    """Compare a past pair; raises `CallError` for one that tells nothing of this year."""
    for one in (before, after):
        _refuse_without_levels(one)
    found = Past(before, after, agreement(before.case, after.case))
    first, second = before.case.assessment, after.case.assessment
    ours = given.case.instrument
    for theirs in (before.case.instrument, after.case.instrument):
        if not theirs.scores_as(ours):
            names = {"found": theirs.short, "wanted": ours.short, "path": given.file}
            same = "call.predict-instrument.version"
            key = same if theirs.id == ours.id else "call.predict-instrument"
            raise CallError(key, **found.files, **names)
    if first.year != second.year:
        years = {"first": str(first.year), "second": str(second.year)}
        raise CallError("call.predict-years", **found.files, **years)
    if folded(first.institution) != folded(second.institution):
        names = {"first": first.institution, "second": second.institution}
        raise CallError("call.predict-institutions", **found.files, **names)
    order = list(Stage)
    if order.index(first.stage) >= order.index(second.stage):
        stages = {"first": _stage(first.stage), "second": _stage(second.stage)}
        raise CallError("call.predict-stages", **found.files, **stages)
    if not found.agreement.pairs:
        raise CallError("call.predict-nothing", **found.files)
    return found


def _doubts(given: Filed, pasts: Sequence[Past], outcomes: Iterable[Outcomes]) -> Iterator[Doubt]:
    """Yield what makes a prediction doubtful, though not meaningless."""
    seen: dict[tuple[str, int, Stage, Stage], Past] = {}
    for past in pasts:
        yield from _doubts_of(past, given.case.assessment)
        first, last = past.before.case.assessment, past.after.case.assessment
        whose = (folded(first.institution), first.year, first.stage, last.stage)
        if whose in seen:
            yield Doubt(DoubtKind.TWICE, past.files | {"first": seen[whose].before.file})
        seen.setdefault(whose, past)
    levels = given.case.instrument.levels
    if not all(levels.allows(level) for one in outcomes for level in one):
        yield Doubt(DoubtKind.BETWEEN, {})


def _doubts_of(past: Past, ours: Assessment) -> Iterator[Doubt]:
    """Yield where a past pair is not the same thing a year or more before."""
    theirs, end = past.before.case.assessment, past.after.case.assessment.stage
    if folded(theirs.institution) != folded(ours.institution):
        names = {"found": theirs.institution, "wanted": ours.institution}
        yield Doubt(DoubtKind.INSTITUTION, past.files | names)
    if theirs.year >= ours.year:
        years = {"found": str(theirs.year), "year": str(ours.year)}
        yield Doubt(DoubtKind.YEAR, past.files | years)
    if theirs.stage is not ours.stage:
        stages = {"found": _stage(theirs.stage), "wanted": _stage(ours.stage)}
        yield Doubt(DoubtKind.START, past.files | stages)
    if end is not Stage.FINAL:
        yield Doubt(DoubtKind.END, past.files | {"found": _stage(end)})


def _stage(stage: Stage) -> Term:
    return Term(f"stage.{stage.value}")
