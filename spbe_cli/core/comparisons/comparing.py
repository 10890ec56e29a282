"""Sets results beside one another: what changed, what moved it, what speaks against comparing.

Between two scorecards under one instrument the change of the index is a sum over indicators,
exactly; so are its parts by aspect, domain and OPD. Pure: knows no file, terminal or clock.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, TypeVar

from spbe_cli.core.assessment import Stage, folded
from spbe_cli.core.case import Case
from spbe_cli.core.combine import Settled
from spbe_cli.core.comparisons.agreement import Agreement, agreement
from spbe_cli.core.comparisons.comparison import (
    AnnouncedShift,
    Comparison,
    Move,
    OpdShift,
    Reason,
    Shift,
    Split,
    Step,
)
from spbe_cli.core.comparisons.crosswalk import (
    Crosswalk,
    LikeForLike,
    Matching,
    like_for_like,
    matching,
)
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.opds import shares
from spbe_cli.core.published import layers
from spbe_cli.core.result import Result
from spbe_cli.core.scalars import LAST_YEAR
from spbe_cli.core.scoring import Score, Scorecard

CrosswalkOf = Callable[[Instrument, Instrument], Crosswalk | None]
"""Finds the crosswalk between two instruments, in either direction."""


class _Column(NamedTuple):
    """A column that has an index, and which one it is."""

    place: int
    result: Result
    case: Case
    exact: Fraction


def compare(results: Iterable[Result], crosswalk_of: CrosswalkOf) -> Comparison:
    """Set results in the order of years and stages (ties as given) and take the steps between."""
    columns = tuple(sorted(results, key=when))
    scored = _scored(columns)
    neighbours = set(pairwise(column.place for column in scored))
    return Comparison(
        columns,
        steps=tuple(_step(*pair, crosswalk_of) for pair in pairwise(scored)),
        returns=tuple(
            _step(one, other, crosswalk_of)
            for one, other in _returning(scored)
            if (one.place, other.place) not in neighbours
        ),
    )


def when(result: Result) -> tuple[int, int]:
    """Order by year and stage; what cannot be read comes last."""
    year, stage = result.known("year"), result.known("stage")
    order = list(Stage)
    return (
        year if isinstance(year, int) else LAST_YEAR + 1,
        order.index(stage) if stage in order else len(order),
    )


def step_between(results: Sequence[Result], first: int, crosswalk_of: CrosswalkOf) -> Step | None:
    """Take the step between two indices, in columns from `first`; None unless both have one."""
    pairs = pairwise(_scored(results, first))
    return next((_step(one, other, crosswalk_of) for one, other in pairs), None)


def _scored(results: Iterable[Result], first: int = 0) -> list[_Column]:
    return [
        _Column(place, result, result.case, result.index)
        for place, result in enumerate(results, first)
        if result.case is not None and result.index is not None
    ]


def _returning(columns: Iterable[_Column]) -> Iterator[tuple[_Column, _Column]]:
    """Give each column with the last of its kind, a final result with what was claimed."""
    last: dict[tuple[str, Stage], _Column] = {}
    for column in columns:
        assessment = column.case.assessment
        whose = folded(assessment.institution)
        claimed = last.get((whose, Stage.SELF))
        if (whose, assessment.stage) in last:
            yield last[whose, assessment.stage], column
        is_final = assessment.stage is Stage.FINAL
        if is_final and claimed and claimed.case.assessment.year == assessment.year:
            yield claimed, column
        last[whose, assessment.stage] = column


def _step(one: _Column, other: _Column, crosswalk_of: CrosswalkOf) -> Step:
    before, after = one.case.instrument, other.case.instrument
    cards = (one.result.card, other.result.card)
    reasons = tuple(_reasons(one, other))
    bare = Step(one.place, other.place, one.exact, other.exact, after, reasons)
    if Reason.INSTRUMENT in reasons:
        crosswalk = crosswalk_of(before, after)
        matched = matching(crosswalk, before, after) if crosswalk is not None else None
        alike = _alike(cards, matched) if matched is not None else None
        return replace(bare, matching=matched, like_for_like=alike)
    return replace(
        bare,
        split=_split(one, other),
        announced=tuple(_announced(one.case, other.case)),
        like_for_like=_alike(cards, None),
        agreement=_agreement(one, other),
    )


def _reasons(one: _Column, other: _Column) -> Iterator[Reason]:
    """Say what speaks against comparing two columns."""
    before, after = one.case.assessment, other.case.assessment
    if not one.case.instrument.scores_as(other.case.instrument):
        yield Reason.INSTRUMENT
    if before.stage is not after.stage:
        yield Reason.STAGE
    if folded(before.institution) != folded(after.institution):
        yield Reason.INSTITUTION
    cards = [card for card in (one.result.card, other.result.card) if card is not None]
    if any(card.unanswered for card in cards):
        yield Reason.INCOMPLETE
    lines = (line for card in cards for line in card.lines)
    combined = any(line.standing.settled is Settled.OPDS for line in lines)
    if before.combine is not after.combine and combined:
        yield Reason.COMBINE


def _split(one: _Column, other: _Column) -> Split | None:
    """Split the change of the index; None where a column has no answers."""
    before, after = one.result.card, other.result.card
    if before is None or after is None:
        return None
    pairs = zip(before.lines, after.lines, strict=True)
    moves = [Move(*pair) for pair in pairs if pair[0].level != pair[1].level]
    moved = {move.indicator.id for move in moves}
    return Split(
        _largest_first(moves),
        _shifts(before.domains, after.domains, moved),
        _shifts(before.aspects, after.aspects, moved),
        _by_opd(one.case, other.case, moves),
        untouched=len(before.lines) - len(moves),
    )


Part = TypeVar("Part", Move, Shift, OpdShift)


def _largest_first(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Sort by the size of the contribution; what is equal keeps its order."""
    return tuple(sorted(parts, key=lambda part: -abs(part.contribution)))


def _shifts(
    before: Iterable[Score], after: Iterable[Score], moved: Collection[str]
) -> tuple[Shift, ...]:
    """Give the groups in which an indicator moved."""
    return _largest_first(
        Shift(theirs.group, ours.index, theirs.index)
        for ours, theirs in zip(before, after, strict=True)
        if any(indicator.id in moved for indicator in theirs.group.indicators)
    )


def _by_opd(before: Case, after: Case, moves: Iterable[Move]) -> tuple[OpdShift, ...]:
    """Give each moved indicator to the OPDs responsible for it, as of the later column.

    Where that knows no OPDs, as a final result does not, as of the earlier one. So a change of
    ownership alone moves nothing.
    """
    case = after if after.assessment.opds else before
    parts: dict[str | None, Fraction] = {}
    responsible = shares(case)
    for move in moves:
        for opd_id, share in responsible[move.indicator.id].items():
            parts[opd_id] = parts.get(opd_id, Fraction(0)) + share * move.contribution
    opds = case.assessment.opds
    return _largest_first(
        OpdShift(opd_id, opds[opd_id].name if opd_id is not None else None, part)
        for opd_id, part in parts.items()
    )


def _announced(before: Case, after: Case) -> Iterator[AnnouncedShift]:
    """Give the groups announced on both sides, in the instrument's order."""
    ours, theirs = before.assessment.published, after.assessment.published
    if ours is None or theirs is None:
        return
    earlier = {layer: figures for layer, _, figures in layers(before.instrument, ours)}
    for layer, groups, figures in layers(after.instrument, theirs):
        for group in groups:
            if group.id in figures and group.id in earlier[layer]:
                yield AnnouncedShift(group, earlier[layer][group.id], figures[group.id])


def _alike(
    cards: tuple[Scorecard | None, Scorecard | None], matched: Matching | None
) -> LikeForLike | None:
    before, after = cards
    return None if before is None or after is None else like_for_like(before, after, matched)


def _agreement(one: _Column, other: _Column) -> Agreement | None:
    """Measure how two stages of one year agree; None for anything else."""
    before, after = one.case.assessment, other.case.assessment
    is_one_year = before.year == after.year and before.stage is not after.stage
    is_one = is_one_year and folded(before.institution) == folded(after.institution)
    if not is_one or one.result.card is None or other.result.card is None:
        return None
    return agreement(one.case, other.case)
