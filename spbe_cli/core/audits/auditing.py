"""What published figures hold against the rule, one another and what levels can give at all.

Exact values are counted out where an instrument allows it, else bounded by intervals. Pure: knows
no file, terminal or clock.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.assessment import Combine, Published
from spbe_cli.core.audits.possible import (
    NO_FIGURES,
    NO_LEVELS,
    Possible,
    answered,
    bounds,
    countable,
    group_values,
    indices,
)
from spbe_cli.core.audits.remaining import Exact, Part, described, overlap, point, split
from spbe_cli.core.audits.verdicts import (
    BY_ANSWERS,
    Audit,
    CategoryFinding,
    Cause,
    GroupFinding,
    IndexFinding,
    RangeFinding,
    Verdict,
)
from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import WHOLE, Domain, Group, Indicator
from spbe_cli.core.published import Span, intended, layers, span


def audit(case: Case) -> Audit | None:
    """Hold the published figures of an assessment against all there is; None without any."""
    published = case.assessment.published
    if published is None or not _figures(published):
        return None
    answers = _Answers.of(case)
    groups = tuple(_groups(case, published, answers))
    counted = _counted(case, published, answers)
    follows = _follows(case, published, groups, answers, counted)
    index = None if published.index is None else _index(case, published.index, answers)
    left = _left(case, published, answers, counted)
    if any(one.verdict is Verdict.CONTRADICTS for one in (*groups, *([index] if index else ()))):
        left = NOTHING if isinstance(left, Possible) else NO_SPAN
    parts = tuple(split(case.instrument, left))
    judged = parts or tuple(split(case.instrument, _alone(index, answers)))
    category = _category(case, published, judged)
    return Audit(case, index, follows, groups, category, parts, isinstance(left, Possible))


def _figures(published: Published) -> bool:
    parts = (published.category, published.domains, published.aspects)
    return published.index is not None or any(parts)


class _Answers(NamedTuple):
    """The levels answered, by indicator, and what they allow: from `low` to `high`.

    `countable` says that sets of levels can be counted out: those still open are whole levels.
    """

    levels: Mapping[str, Number]
    low: Fraction
    high: Fraction
    countable: bool

    @classmethod
    def of(cls, case: Case) -> "_Answers":
        """Take the answers of a case; nothing is settled for one that has none."""
        instrument, assessment = case.instrument, case.assessment
        levels = answered(case.standings) if assessment.has_answers else NO_LEVELS
        mixed = bool(assessment.opds) and assessment.combine in {Combine.MEAN, Combine.MEDIAN}
        whole = not levels or (not mixed and all(map(case.allows, levels.values())))
        ends = bounds(instrument, instrument.indicators, assessment.stage, levels)
        return cls(levels, *ends, whole and countable(instrument))

    @property
    def complete(self) -> bool:
        """Whether every indicator is answered."""
        return self.low == self.high

    def cause(self, indicators: Sequence[Indicator]) -> Cause:
        """Tell what a figure of some indicators is held against."""
        known = sum(one.id in self.levels for one in indicators)
        if known == len(indicators):
            return Cause.ANSWERS
        return Cause.SOME_ANSWERS if known else Cause.LEVELS


NO_SPAN = Span(Fraction(0), Fraction(0))
NOTHING = Possible(0, Fraction(0), Fraction(1))
"""No exact value at all: not counted out, and counted."""


def _index(case: Case, figure: Decimal, answers: _Answers) -> IndexFinding:
    instrument, stage = case.instrument, case.assessment.stage
    places = instrument.index_rule.decimals
    values, meant = span(figure, places), intended(figure, places)
    cause = answers.cause(instrument.indicators)
    if cause is Cause.ANSWERS or not answers.countable:
        verdict, given = _bounded(values, answers.low, answers.high)
        return IndexFinding(figure, values, cause, verdict, given, intended=meant)
    possible = indices(instrument, NO_FIGURES, stage, levels=answers.levels)
    verdict = _verdict(bool(possible.within(values).bits))
    beside = (None, None) if verdict is Verdict.AGREES else possible.beside(values)
    ends = Exact(*possible.ends, possible.number)
    return IndexFinding(figure, values, cause, verdict, described(possible) or ends, *beside, meant)


def _bounded(values: Span, low: Fraction, high: Fraction) -> tuple[Verdict, Exact]:
    """Hold a span against all from `low` to `high`, or the one value that both are."""
    if low == high:
        return _verdict(low in values), Exact(low, low, 1, (low,))
    verdict = Verdict.UNKNOWN if values.meets(low, high) else Verdict.CONTRADICTS
    return verdict, Exact(low, high, None)


def _verdict(met: bool) -> Verdict:
    return Verdict.AGREES if met else Verdict.CONTRADICTS


class _Told(NamedTuple):
    """The value announced for a domain or aspect, and the exact ones it stands for."""

    layer: str
    group: Group
    figure: Decimal
    values: Span


def _groups(case: Case, published: Published, answers: _Answers) -> Iterator[GroupFinding]:
    places = case.instrument.index_rule.decimals
    for layer, groups, figures in layers(case.instrument, published):
        for group in (group for group in groups if group.id in figures):
            figure = figures[group.id]
            told = _Told(layer, group, figure, span(figure, places))
            if answers.cause(group.indicators) is Cause.ANSWERS or not answers.countable:
                found = _bounded_group(case, told, answers)
            else:
                found = _counted_group(case, told, published.aspects, answers)
            yield replace(found, intended=intended(figure, places))


def _counted_group(
    case: Case, told: _Told, aspects: Mapping[str, Decimal], answers: _Answers
) -> GroupFinding:
    """Count out the values of a group by levels and answers, then by what its aspects leave."""
    instrument, stage, group = case.instrument, case.assessment.stage, told.group
    cause = answers.cause(group.indicators)
    known = answers.levels if cause is Cause.SOME_ANSWERS else NO_LEVELS
    found = group_values(instrument, group, told.figure, stage, levels=known)
    if not found.bits:
        every = group_values(instrument, group, None, stage, levels=known)
        left = described(every) if known else None
        return GroupFinding(*told, cause, Verdict.CONTRADICTS, left, *every.beside(told.values))
    inner = group.aspects if isinstance(group, Domain) else ()
    if any(one.id in aspects for one in inner):
        allowed = group_values(instrument, group, None, stage, aspects, levels=known)
        if allowed.bits:  # an aspect that cannot be says nothing of its domain
            left = described(allowed.within(told.values))
            beside = (None, None) if left else allowed.beside(told.values)
            return GroupFinding(*told, Cause.ASPECTS, _verdict(left is not None), left, *beside)
    return GroupFinding(*told, cause, Verdict.AGREES, described(found))


def _bounded_group(case: Case, told: _Told, answers: _Answers) -> GroupFinding:
    """Hold the value of a group against its answers, or a range, where nothing is counted out."""
    indicators, cause = told.group.indicators, answers.cause(told.group.indicators)
    ends = bounds(case.instrument, indicators, case.assessment.stage, answers.levels)
    verdict, given = _bounded(told.values, *ends)
    return GroupFinding(*told, cause, verdict, given if cause in BY_ANSWERS else None)


def _counted(case: Case, published: Published, answers: _Answers) -> Possible | None:
    """Give the exact indices that levels, answers and groups leave; None if too many."""
    if answers.complete:
        return point(answers.low)
    if not answers.countable:
        return None
    figures, narrowing = _known(case, published)
    stage = case.assessment.stage
    return indices(case.instrument, figures, stage, narrowing, levels=answers.levels)


def _follows(
    case: Case,
    published: Published,
    groups: Sequence[GroupFinding],
    answers: _Answers,
    counted: Possible | None,
) -> RangeFinding | None:
    """Hold the index against the groups it is made of."""
    if not groups:
        return None
    if answers.complete or not all(one.verdict is Verdict.AGREES for one in groups):
        counted = None  # nothing is left to count, or what cannot be is among it
    instrument, figure = case.instrument, published.index
    allowed, verdict = _allowed(case, published, NO_LEVELS), Verdict.UNKNOWN
    if figure is not None and intended(figure, instrument.index_rule.decimals) is None:
        values = span(figure, instrument.index_rule.decimals)
        rest = overlap(allowed, values) if counted is None else counted.within(values)
        verdict = _verdict(described(rest) is not None)
    layer = "domains" if instrument.domains else "aspects"
    left = None if counted is None else described(counted)
    cause = answers.cause(instrument.indicators)
    return RangeFinding(layer, figure, allowed, left, cause, verdict)


def _known(case: Case, published: Published) -> tuple[Mapping[str, Decimal], Mapping[str, Decimal]]:
    """Give the figures of the top groups, and those that narrow them."""
    if case.instrument.domains:
        return published.domains, published.aspects
    return published.aspects, NO_FIGURES


def _left(
    case: Case, published: Published, answers: _Answers, counted: Possible | None
) -> Possible | Span:
    """Give the exact indices that everything but the category leaves."""
    figure = published.index
    if figure is None:
        values = Span(answers.low, answers.high + 1)
    else:
        values = span(figure, case.instrument.index_rule.decimals)
    if counted is not None:
        return counted.within(values)
    return overlap(_allowed(case, published, answers.levels), values)


def _alone(index: IndexFinding | None, answers: _Answers) -> Possible | Span:
    """Give the exact indices to judge a category by where figures rule one another out."""
    if answers.complete and (index is None or answers.low in index.stands_for):
        return point(answers.low)
    return Span(answers.low, answers.high) if index is None else index.stands_for


def _allowed(case: Case, published: Published, levels: Mapping[str, Number]) -> Span:
    """Give the indices between the lowest and the highest values that the groups stand for."""
    instrument = case.instrument
    figures, narrowing = _known(case, published)
    weighed = [
        (group.weight, _stands_for(case, group, figures, narrowing, levels))
        for group in instrument.groups
    ]
    return _mean(weighed, WHOLE)


def _stands_for(
    case: Case,
    group: Group,
    figures: Mapping[str, Decimal],
    narrowing: Mapping[str, Decimal],
    levels: Mapping[str, Number],
) -> Span:
    """Give what a group can be: as announced, as its aspects were, else as levels go."""
    range_ = Span(*bounds(case.instrument, group.indicators, case.assessment.stage, levels))
    figure = figures.get(group.id)
    if figure is not None:
        values = span(figure, case.instrument.index_rule.decimals)
        return overlap(range_, values) if values.meets(range_.low, range_.high) else values
    if not isinstance(group, Domain) or not narrowing:
        return range_
    inner = [
        (one.weight, _stands_for(case, one, narrowing, NO_FIGURES, levels)) for one in group.aspects
    ]
    return _mean(inner, group.weight)


def _mean(weighed: Iterable[tuple[Fraction, Span]], whole: Number) -> Span:
    """Give the weighted mean of spans."""
    found = list(weighed)
    low = sum((weight * values.low for weight, values in found), Fraction(0)) / whole
    high = sum((weight * values.high for weight, values in found), Fraction(0)) / whole
    return Span(low, high)


def _category(case: Case, published: Published, parts: Iterable[Part]) -> CategoryFinding:
    """Hold the announced category against those the rule gives."""
    instrument = case.instrument
    basis = instrument.category_rule.basis_in(case.assessment.year)
    given = {part.on(basis).name for part in parts}
    by_rule = tuple(one for one in instrument.categories if one.name in given)
    announced = instrument.category_named(published.category or "")
    if announced is None or (announced in by_rule and len(by_rule) > 1):
        verdict = Verdict.UNKNOWN
    else:
        verdict = _verdict(announced in by_rule)
    return CategoryFinding(announced, basis, by_rule, verdict)
