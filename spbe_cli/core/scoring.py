"""The exact index of one assessment: instrument + answers -> scorecard.

aspect = sum(level x weight) / aspect weight; domain = sum(aspect x weight) / domain weight;
index = sum(domain x weight) / 100 (PermenPANRB 59/2020, Lampiran Bab II). Nothing is rounded in
between, so the index is sum(level x weight) / 100. Pure: knows no file, terminal or clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.combine import Standing
from spbe_cli.core.exact import Number, number
from spbe_cli.core.instrument import WHOLE, Category, Group, Indicator, Instrument, Judgement


class Line(NamedTuple):
    """One indicator with the level it counted with; an unanswered one counts at the lowest."""

    indicator: Indicator
    level: Number
    standing: Standing
    highest: Fraction

    @property
    def answered(self) -> bool:
        """Whether anybody answered it."""
        return self.standing.level is not None

    @property
    def contribution(self) -> Fraction:
        """Its part of the index."""
        return self.indicator.weight * self.level / WHOLE

    @property
    def remaining(self) -> Fraction:
        """What the index would gain if it stood at the highest level."""
        return self.indicator.weight * (self.highest - self.level) / WHOLE


@dataclass(frozen=True, slots=True)
class Score:
    """The index of a domain or an aspect."""

    group: Group
    index: Fraction


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All figures of one assessment, exact. `low` and `high` bound what unanswered ones can do."""

    instrument: Instrument
    year: int
    lines: tuple[Line, ...]
    domains: tuple[Score, ...]
    aspects: tuple[Score, ...]
    index: Fraction
    low: Fraction
    high: Fraction

    @property
    def judgement(self) -> Judgement:
        """The category by the instrument's rule for the year."""
        return self.instrument.judge(self.index, self.year)

    @property
    def answered(self) -> int:
        """How many indicators somebody answered."""
        return sum(line.answered for line in self.lines)

    @property
    def unanswered(self) -> tuple[Line, ...]:
        """The indicators nobody answered."""
        return tuple(line for line in self.lines if not line.answered)


class Margins(NamedTuple):
    """How far an index lies from the next category up and above the bound of its own.

    `up` is None in the best category, `down` in the worst.
    """

    better: Category | None
    up: Fraction | None
    worse: Category | None
    down: Fraction | None


def score(instrument: Instrument, standings: Sequence[Standing], year: int) -> Scorecard:
    """Score the standings of all indicators, given in the instrument's order."""
    lowest, highest = instrument.levels.lowest, instrument.levels.highest
    floor = number(lowest)
    lines = tuple(
        Line(indicator, floor if standing.level is None else standing.level, standing, highest)
        for indicator, standing in zip(instrument.indicators, standings, strict=True)
    )
    earned = {line.indicator.id: line.indicator.share * line.level for line in lines}
    whole = instrument.unit * WHOLE
    index = Fraction(sum(earned.values()), 1) / whole
    open_shares = sum(line.indicator.share for line in lines if not line.answered)
    return Scorecard(
        instrument,
        year,
        lines,
        _scores(instrument, instrument.domains, earned),
        _scores(instrument, instrument.aspects, earned),
        index,
        low=index,
        high=index + open_shares * (highest - lowest) / whole,
    )


def margins(card: Scorecard) -> Margins:
    """Measure the distance to the categories above and below, on the exact index."""
    instrument, category = card.instrument, card.judgement.category
    better = instrument.better(category)
    position = instrument.categories.index(category)
    last = position == len(instrument.categories) - 1
    return Margins(
        better,
        None if better is None else instrument.threshold(better, card.year) - card.index,
        None if last else instrument.categories[position + 1],
        None if last else card.index - instrument.threshold(category, card.year),
    )


def _scores(
    instrument: Instrument, groups: Iterable[Group], earned: Mapping[str, Number]
) -> tuple[Score, ...]:
    """Weigh the indicators of each group: the weighted mean of all below it."""
    return tuple(
        Score(
            group,
            Fraction(sum(earned[indicator.id] for indicator in group.indicators))
            / (group.weight * instrument.unit),
        )
        for group in groups
    )
