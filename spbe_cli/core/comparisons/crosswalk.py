"""Which indicators of one instrument became which of the next: a mapping of subjects, not scores.

The shape of a crosswalk file, and what it makes of two scorecards. Level criteria and weights
differ on its two sides, so what is computed here is ours and never official.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import Field

from spbe_cli.core.assessment import Shape
from spbe_cli.core.instrument import Indicator, Instrument
from spbe_cli.core.instrument_file import CitationShape, NamesShape
from spbe_cli.core.problems import Code, Finding, KeyPath
from spbe_cli.core.scalars import NoneAsList, Text, one_of
from spbe_cli.core.scoring import Line, Scorecard


class Trust(StrEnum):
    """How sure a pair is: the ministry's own, or ours with some confidence."""

    OFFICIAL = "official"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PairShape(Shape):
    """One indicator and what became of it; `to` is empty for one without a successor."""

    from_: Annotated[Text, Field(alias="from")]
    to: Annotated[list[Text], NoneAsList]
    source: Text
    confidence: Annotated[Trust, one_of(Trust, "confidence")]
    why: NamesShape


class Crosswalk(Shape):
    """The pairs between two instruments, named by their ids; what is in no pair is new or gone."""

    from_: Annotated[Text, Field(alias="from")]
    to: Text
    sources: dict[str, CitationShape]
    pairs: list[PairShape]


class Match(NamedTuple):
    """Indicators of the earlier column and those of the later one that are about the same."""

    before: tuple[Indicator, ...]
    after: tuple[Indicator, ...]
    pair: PairShape


class Matching(NamedTuple):
    """What a crosswalk says of two instruments: what goes on, what is gone, what is new."""

    crosswalk: Crosswalk
    matches: tuple[Match, ...]
    gone: tuple[Indicator, ...]
    new: tuple[Indicator, ...]


class Portion(NamedTuple):
    """The part of one scorecard that has a counterpart: its weighted mean level and weight.

    `weight` is in per cent of the index, `value` on the scale of levels.
    """

    value: Fraction
    weight: Fraction


class LikeForLike(NamedTuple):
    """The matched part of two scorecards; ours, not official."""

    before: Portion
    after: Portion
    indicators: tuple[int, int]


def matching(crosswalk: Crosswalk, before: Instrument, after: Instrument) -> Matching:
    """Read a crosswalk between two instruments, in the direction they are compared."""
    is_forward = crosswalk.from_ == before.id
    old, new = (before, after) if is_forward else (after, before)
    matches = []
    for pair in crosswalk.pairs:
        if pair.to:
            was, became = (old.indicator(pair.from_),), tuple(map(new.indicator, pair.to))
            ours, theirs = (was, became) if is_forward else (became, was)
            matches.append(Match(ours, theirs, pair))
    on_before = {one.id for match in matches for one in match.before}
    on_after = {one.id for match in matches for one in match.after}
    return Matching(
        crosswalk,
        tuple(matches),
        gone=tuple(one for one in before.indicators if one.id not in on_before),
        new=tuple(one for one in after.indicators if one.id not in on_after),
    )


def like_for_like(
    before: Scorecard, after: Scorecard, matched: Matching | None
) -> LikeForLike | None:
    """Take both indices over what has a counterpart; over everything under one instrument.

    Each indicator counts once, with its own weight, however many pairs name it. None where
    nothing has a counterpart.
    """
    if matched is None:
        portions = _portion(before.lines), _portion(after.lines)
        return LikeForLike(*portions, (len(before.lines), len(after.lines)))
    ours = {one.id for match in matched.matches for one in match.before}
    theirs = {one.id for match in matched.matches for one in match.after}
    if not ours:
        return None
    return LikeForLike(
        _portion([line for line in before.lines if line.indicator.id in ours]),
        _portion([line for line in after.lines if line.indicator.id in theirs]),
        (len(ours), len(theirs)),
    )


def crosswalk_faults(crosswalk: Crosswalk, old: Instrument, new: Instrument) -> Iterator[Finding]:
    """Yield where a crosswalk does not fit the two instruments it is between."""
    named: list[tuple[Instrument, str, KeyPath]] = []
    for place, pair in enumerate(crosswalk.pairs):
        named.append((old, pair.from_, ("pairs", place, "from")))
        named += [(new, one, ("pairs", place, "to", n)) for n, one in enumerate(pair.to)]
        if pair.source not in crosswalk.sources:
            values = {"found": pair.source, "allowed": ", ".join(crosswalk.sources)}
            yield Finding(Code.UNKNOWN_SOURCE, ("pairs", place, "source"), values)
    for instrument, indicator_id, path in named:
        if indicator_id not in instrument.positions:
            first, *_, last = instrument.positions
            values = {"found": indicator_id, "instrument": instrument.short}
            yield Finding(Code.UNKNOWN_INDICATOR, path, values | {"first": first, "last": last})


def _portion(lines: Sequence[Line]) -> Portion:
    weight = sum((line.indicator.weight for line in lines), Fraction(0))
    earned = sum((line.indicator.weight * line.level for line in lines), Fraction(0))
    return Portion(earned / weight, weight)
