"""What published figures hold against the rule, one another and what levels can give at all.

Exact values are counted out where an instrument allows it, else bounded by intervals. Pure: knows
no file, terminal or clock.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from spbe_cli.assessment import Published
from spbe_cli.case import Case
from spbe_cli.instrument import WHOLE, Category, CategoryBasis, Domain, Group
from spbe_cli.published import (
    NO_FIGURES,
    Possible,
    Span,
    countable,
    extremes,
    group_values,
    indices,
    layers,
    span,
)
from spbe_cli.remaining import Exact, Part, described, overlap, point, split, together
from spbe_cli.scoring import Scorecard


class Verdict(StrEnum):
    """What a finding comes to."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """What a figure was held against."""

    LEVELS = "levels"
    ASPECTS = "aspects"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class IndexFinding:
    """Whether answers, else any levels at all, give an index announced as `figure`.

    `stands_for` are the exact values it can stand for, `possible` those it was held against;
    `below` and `above` are the nearest of them where none is announced so.
    """

    figure: Decimal
    stands_for: Span
    cause: Cause
    verdict: Verdict
    possible: Exact | None
    below: Fraction | None = None
    above: Fraction | None = None


@dataclass(frozen=True, slots=True)
class GroupFinding:
    """Whether answers, levels and its own aspects give the value announced for a domain or aspect.

    `values` are the exact ones behind it; None where there are none, or they cannot be counted.
    """

    layer: str
    group: Group
    figure: Decimal
    stands_for: Span
    cause: Cause
    verdict: Verdict
    values: Exact | None
    below: Fraction | None = None
    above: Fraction | None = None


@dataclass(frozen=True, slots=True)
class RangeFinding:
    """Whether the index is one that rounded domains (aspects, where there are none) allow.

    `allowed` is plain interval arithmetic, `counted` what whole sets of levels leave of it; None
    where they cannot be counted out, or a value among them cannot be.
    """

    layer: str
    figure: Decimal | None
    allowed: Span
    counted: Exact | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CategoryFinding:
    """The announced category against those that the rule of the year gives, best first."""

    announced: Category | None
    basis: CategoryBasis
    by_rule: tuple[Category, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Audit:
    """All that published figures were held against.

    `parts` are the exact indices that index and groups (and complete answers) leave, lowest first,
    split by category. `counted` says that each is one that levels give.
    """

    case: Case
    index: IndexFinding | None
    follows: RangeFinding | None
    groups: tuple[GroupFinding, ...]
    category: CategoryFinding
    parts: tuple[Part, ...]
    counted: bool

    @property
    def findings(self) -> tuple[IndexFinding | RangeFinding | GroupFinding | CategoryFinding, ...]:
        """Each finding, the most telling first."""
        found = (self.category, self.index, self.follows, *self.groups)
        return tuple(one for one in found if one is not None)

    @cached_property
    def verdict(self) -> Verdict:
        """Contradicted by one finding, else agreeing where any agrees."""
        verdicts = {one.verdict for one in self.findings}
        order = (Verdict.CONTRADICTS, Verdict.AGREES, Verdict.UNKNOWN)
        return next(one for one in order if one in verdicts)

    @property
    def possible(self) -> Exact | None:
        """The exact indices that index and groups leave."""
        return together(part.values for part in self.parts)

    @cached_property
    def remaining(self) -> tuple[Part, ...]:
        """Those of the parts whose category, exact or rounded, is the announced one."""
        announced = self.category.announced
        return tuple(part for part in self.parts if announced in {None, part.exact, part.rounded})

    @property
    def by_rule(self) -> Exact | None:
        """Those whose category by the rule of the year is the announced one."""
        announced, basis = self.category.announced, self.category.basis
        return together(part.values for part in self.parts if announced in {None, part.on(basis)})

    @property
    def depends(self) -> bool:
        """Whether an index that remains gets another category when it is rounded first."""
        return self.index is not None and any(part.differs for part in self.remaining)

    @property
    def certain(self) -> bool:
        """Whether all that remain do."""
        return self.depends and all(part.differs for part in self.remaining)

    @property
    def shows(self) -> CategoryBasis | None:
        """The only index the announced category can have been taken on; None where both fit."""
        announced = self.category.announced
        fitting = [
            basis for basis in CategoryBasis if any(p.on(basis) == announced for p in self.parts)
        ]
        return fitting[0] if len(fitting) == 1 else None


def audit(case: Case) -> Audit | None:
    """Hold the published figures of an assessment against all there is; None without any."""
    published = case.assessment.published
    if published is None or not _figures(published):
        return None
    answers = _Answers.of(case)
    groups = tuple(_groups(case, published, answers))
    counted = _counted(case, published)
    follows = _follows(case, published, groups, counted)
    index = None if published.index is None else _index(case, published.index, answers)
    left = _left(case, published, answers, counted)
    parts = tuple(split(case.instrument, left))
    judged = parts
    if not parts and index is not None:  # figures rule one another out: the index alone is judged
        judged = tuple(split(case.instrument, index.stands_for))
    category = _category(case, published, judged)
    return Audit(case, index, follows, groups, category, parts, isinstance(left, Possible))


def _figures(published: Published) -> bool:
    parts = (published.category, published.domains, published.aspects)
    return published.index is not None or any(parts)


class _Answers(NamedTuple):
    """What the answers give; any index from `low` to `high` where some are still missing."""

    card: Scorecard

    @classmethod
    def of(cls, case: Case) -> "_Answers | None":
        """Score the answers of a case that has any."""
        return cls(case.scorecard) if case.assessment.has_answers else None

    @property
    def complete(self) -> bool:
        """Whether every indicator is answered."""
        return not self.card.unanswered

    def score(self, group: Group) -> Fraction | None:
        """Give the exact value of a group; None while answers are missing."""
        if not self.complete:
            return None
        scores = (*self.card.domains, *self.card.aspects)
        return next((one.index for one in scores if one.group is group), None)


def _index(case: Case, figure: Decimal, answers: _Answers | None) -> IndexFinding:
    instrument, stage = case.instrument, case.assessment.stage
    values = span(figure, instrument.index_rule.decimals)
    if answers is not None and (answers.complete or not _meets(values, answers.card)):
        few = (answers.card.index,) if answers.complete else ()
        given = Exact(answers.card.low, answers.card.high, len(few) or None, few)
        met = _meets(values, answers.card)
        return IndexFinding(figure, values, Cause.ANSWERS, _verdict(met), given)
    if not countable(instrument):
        verdict = Verdict.UNKNOWN if _in_range(case, values) else Verdict.CONTRADICTS
        bounds = Exact(*extremes(instrument, stage), None)
        return IndexFinding(figure, values, Cause.LEVELS, verdict, bounds)
    possible = indices(instrument, NO_FIGURES, stage)
    verdict = _verdict(bool(possible.within(values).bits))
    beside = (None, None) if verdict is Verdict.AGREES else possible.beside(values)
    return IndexFinding(figure, values, Cause.LEVELS, verdict, described(possible), *beside)


def _meets(values: Span, card: Scorecard) -> bool:
    """Tell whether answers, whatever is still missing, can give an index in a span."""
    return card.low < values.high and values.low <= card.high


def _verdict(met: bool) -> Verdict:
    return Verdict.AGREES if met else Verdict.CONTRADICTS


class _Told(NamedTuple):
    """The value announced for a domain or aspect, and the exact ones it stands for."""

    layer: str
    group: Group
    figure: Decimal
    values: Span


def _groups(case: Case, published: Published, answers: _Answers | None) -> Iterator[GroupFinding]:
    places = case.instrument.index_rule.decimals
    for layer, groups, figures in layers(case.instrument, published):
        for group in (group for group in groups if group.id in figures):
            figure = figures[group.id]
            told = _Told(layer, group, figure, span(figure, places))
            value = None if answers is None else answers.score(group)
            if value is not None:
                met, exact = value in told.values, described(point(value))
                yield GroupFinding(*told, Cause.ANSWERS, _verdict(met), exact)
            elif countable(case.instrument):
                yield _counted_group(case, told, published.aspects)
            else:
                yield _bounded_group(case, told)


def _counted_group(case: Case, told: _Told, aspects: Mapping[str, Decimal]) -> GroupFinding:
    """Count out the values of a group by levels, then by what its aspects leave."""
    instrument, stage, group = case.instrument, case.assessment.stage, told.group
    found = group_values(instrument, group, told.figure, stage)
    if not found.bits:
        beside = group_values(instrument, group, None, stage).beside(told.values)
        return GroupFinding(*told, Cause.LEVELS, Verdict.CONTRADICTS, None, *beside)
    inner = group.aspects if isinstance(group, Domain) else ()
    if any(one.id in aspects for one in inner):
        allowed = group_values(instrument, group, None, stage, aspects)
        if allowed.bits:  # an aspect that cannot be says nothing of its domain
            left = described(allowed.within(told.values))
            beside = (None, None) if left else allowed.beside(told.values)
            return GroupFinding(*told, Cause.ASPECTS, _verdict(left is not None), left, *beside)
    return GroupFinding(*told, Cause.LEVELS, Verdict.AGREES, described(found))


def _bounded_group(case: Case, told: _Told) -> GroupFinding:
    """Hold the value of a group against the range of levels, where nothing can be counted out."""
    verdict = Verdict.UNKNOWN if _in_range(case, told.values) else Verdict.CONTRADICTS
    return GroupFinding(*told, Cause.LEVELS, verdict, None)


def _in_range(case: Case, values: Span) -> bool:
    """Tell whether any value between the lowest and the highest level lies in a span."""
    low, high = extremes(case.instrument, case.assessment.stage)
    return low < values.high and values.low <= high


def _counted(case: Case, published: Published) -> Possible | None:
    """Give the exact indices that levels leave with the groups announced; None if too many."""
    known = _known(case, published)
    return indices(case.instrument, *known) if countable(case.instrument) else None


def _follows(
    case: Case,
    published: Published,
    groups: Sequence[GroupFinding],
    counted: Possible | None,
) -> RangeFinding | None:
    """Hold the index against the groups it is made of."""
    if not groups:
        return None
    if not all(one.verdict is Verdict.AGREES and one.cause is not Cause.ANSWERS for one in groups):
        counted = None  # what cannot be, or is no whole level, leaves nothing to count
    instrument, figure = case.instrument, published.index
    allowed, verdict = _allowed(case, published), Verdict.UNKNOWN
    if figure is not None:
        values = span(figure, instrument.index_rule.decimals)
        rest = overlap(allowed, values) if counted is None else counted.within(values)
        verdict = _verdict(described(rest) is not None)
    layer = "domains" if instrument.domains else "aspects"
    left = None if counted is None else described(counted)
    return RangeFinding(layer, figure, allowed, left, verdict)


def _known(
    case: Case, published: Published
) -> tuple[Mapping[str, Decimal], str, Mapping[str, Decimal]]:
    """Give the figures of the top groups, the stage, and the figures that narrow them."""
    stage = case.assessment.stage
    if case.instrument.domains:
        return published.domains, stage, published.aspects
    return published.aspects, stage, NO_FIGURES


def _left(
    case: Case, published: Published, answers: _Answers | None, counted: Possible | None
) -> Possible | Span:
    """Give the exact indices that everything but the category leaves."""
    instrument = case.instrument
    low, high = extremes(instrument, case.assessment.stage)
    everything = Span(low, high + 1)
    figure = published.index
    values = everything if figure is None else span(figure, instrument.index_rule.decimals)
    if answers is not None and answers.complete and answers.card.index in values:
        return point(answers.card.index)
    if counted is not None:
        return counted.within(values)
    return overlap(_allowed(case, published), values)


def _allowed(case: Case, published: Published) -> Span:
    """Give the indices between the lowest and the highest values that the groups stand for."""
    instrument = case.instrument
    figures, _, narrowing = _known(case, published)
    weighed = [
        (group.weight, _stands_for(case, group, figures, narrowing)) for group in instrument.groups
    ]
    low, high = (
        sum((weight * getattr(values, end) for weight, values in weighed), Fraction(0)) / WHOLE
        for end in ("low", "high")
    )
    return Span(low, high)


def _stands_for(
    case: Case, group: Group, figures: Mapping[str, Decimal], narrowing: Mapping[str, Decimal]
) -> Span:
    """Give what a group can be: as announced, as its aspects were, else as levels go."""
    range_ = Span(*extremes(case.instrument, case.assessment.stage))
    figure = figures.get(group.id)
    if figure is not None:
        values = span(figure, case.instrument.index_rule.decimals)
        capped = overlap(range_, values)
        return capped if capped.low < capped.high else values
    if not isinstance(group, Domain) or not narrowing:
        return range_
    inner = [(one.weight, _stands_for(case, one, narrowing, NO_FIGURES)) for one in group.aspects]
    return Span(
        sum((weight * values.low for weight, values in inner), Fraction(0)) / group.weight,
        sum((weight * values.high for weight, values in inner), Fraction(0)) / group.weight,
    )


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
