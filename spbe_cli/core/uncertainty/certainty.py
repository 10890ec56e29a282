"""What each level may turn out to be, and with which probability: as answered, or by one model."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import product
from math import lcm
from typing import NamedTuple, TypeVar, assert_never

from spbe_cli.core.assessment import Assessment, Combine
from spbe_cli.core.combine import Settled
from spbe_cli.core.exact import Number, median
from spbe_cli.core.instrument import Levels
from spbe_cli.core.problems import CallError
from spbe_cli.core.scoring import Line, Scorecard
from spbe_cli.core.uncertainty.distribution import Outcomes

MOST_PAIRS = 20_000
"""Pairs of outcomes that are looked at, for one indicator, to combine what OPDs answered."""

Several = tuple[int, ...]
"""What is kept of levels of several OPDs, in units: the lowest, the highest, the sum, or all."""

Outcome = TypeVar("Outcome", Fraction, Several)


class Known(StrEnum):
    """Where the outcomes of an indicator come from."""

    ANSWER = "answer"
    OPDS = "opds"
    MODEL = "model"
    UNANSWERED = "unanswered"


class Model(NamedTuple):
    """The probability that a level turns out one lower, and that it turns out one higher."""

    down: Fraction
    up: Fraction


class Outlook(NamedTuple):
    """What one indicator may come to, and where that comes from."""

    line: Line
    outcomes: Outcomes
    known: Known

    @property
    def is_certain(self) -> bool:
        """Whether it can only come to the level it counts with."""
        return {level for level, chance in self.outcomes.items() if chance} == {self.line.level}


def outlooks(card: Scorecard, assessment: Assessment, model: Model) -> tuple[Outlook, ...]:
    """Say of each indicator, in the instrument's order, what it may come to.

    The confidence of the answer that counts holds: the institution's own, the lead's, or, where
    answers of OPDs are combined, theirs, independent of each other; an OPD that gives none is
    certain there. An answer without any follows the model, and what nobody answered is certain at
    the lowest level. Raises `CallError` where combining takes too many pairs of outcomes.
    """
    return tuple(_outlook(line, card.instrument.levels, assessment, model) for line in card.lines)


def _outlook(line: Line, levels: Levels, assessment: Assessment, model: Model) -> Outlook:
    given = _given(line, assessment)
    if not given:
        return Outlook(line, {Fraction(line.level): 1}, Known.UNANSWERED)
    if not any(given):
        return Outlook(line, _modelled(line, levels, model), Known.MODEL)
    if len(given) == 1:
        return Outlook(line, given[0], Known.ANSWER)
    said = zip(line.standing.said, given, strict=True)
    parts = [one or {Fraction(level): 1} for (_, level), one in said]
    combined = _combined(parts, assessment.combine)
    if combined is None:
        raise CallError("call.sensitivity-opds", indicator=line.indicator.id)
    return Outlook(line, combined, Known.OPDS)


def _given(line: Line, assessment: Assessment) -> Sequence[Outcomes]:
    """Give the confidence of each answer that counts, empty where it has none."""
    indicator_id, said = line.indicator.id, [opd_id for opd_id, _ in line.standing.said]
    match line.standing.settled:
        case Settled.OWN:
            answers = [assessment.answers[indicator_id]]
        case Settled.LEAD:
            answers = [assessment.opds[assessment.lead[indicator_id]].answers[indicator_id]]
        case Settled.OPDS:
            answers = [assessment.opds[opd_id].answers[indicator_id] for opd_id in said]
        case Settled.NOBODY:
            answers = []
        case _:
            assert_never(line.standing.settled)
    return [
        {Fraction(level): chance for level, chance in answer.confidence.items()}
        for answer in answers
    ]


def _modelled(line: Line, levels: Levels, model: Model) -> Outcomes:
    """Move a level down or up by one; what would leave the range stays where it is."""
    level, stays = Fraction(line.level), 1 - model.down - model.up
    ends = ((level - 1, model.down), (level, stays), (level + 1, model.up))
    return _gathered(
        (to if levels.lowest <= to <= levels.highest else level, chance) for to, chance in ends
    )


def _combined(parts: Sequence[Outcomes], rule: Combine) -> Outcomes | None:
    """Combine what OPDs may answer, each by itself; None beyond `MOST_PAIRS`."""
    unit = lcm(*(Fraction(level).denominator for one in parts for level in one))
    found, *others = (_whole(one, unit) for one in parts)
    pairs, join = 0, _JOINS[rule]
    for other in others:
        pairs += len(found) * len(other)
        if pairs > MOST_PAIRS:
            return None
        found = _gathered(
            (join(one, another), chance * weight)
            for (one, chance), (another, weight) in product(found.items(), other.items())
        )
    unit *= len(parts) if rule is Combine.MEAN else 1
    return _gathered((Fraction(median(one)) / unit, chance) for one, chance in found.items())


def _whole(outcomes: Outcomes, unit: int) -> dict[Several, Number]:
    """Turn levels into units and weights into whole numbers in the same proportion: quicker."""
    scale = lcm(*(Fraction(weight).denominator for weight in outcomes.values()))
    return {(int(level * unit),): int(weight * scale) for level, weight in outcomes.items()}


def _gathered(chances: Iterable[tuple[Outcome, Number]]) -> dict[Outcome, Number]:
    """Add up the probabilities of the same outcome."""
    found: dict[Outcome, Number] = {}
    for outcome, chance in chances:
        found[outcome] = found.get(outcome, 0) + chance
    return found


_JOINS: Mapping[Combine, Callable[[Several, Several], Several]] = {
    Combine.LOWEST: min,
    Combine.HIGHEST: max,
    Combine.MEAN: lambda one, other: (one[0] + other[0],),
    Combine.MEDIAN: lambda one, other: tuple(sorted(one + other)),
}
"""How what some OPDs may answer goes together with what another may, for each rule."""
