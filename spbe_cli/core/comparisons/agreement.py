"""How two stages of one year agree, indicator by indicator: a self-assessment against its result.

Pure: knows no file, terminal or clock. Every figure is exact.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Indicator


class Pair(NamedTuple):
    """One indicator answered at both stages, with its level at each."""

    indicator: Indicator
    before: Number
    after: Number

    @property
    def difference(self) -> Fraction:
        """How far the earlier stage lies above the later one; below 0 where it lies under it."""
        return Fraction(self.before) - Fraction(self.after)


class OpdAgreement(NamedTuple):
    """How the indicators of one OPD agree; `id` is None for what nobody owns.

    A shared indicator counts for each of its owners. `bias` is a mean difference in levels,
    `exact` a share from 0 to 1.
    """

    id: str | None
    name: str | None
    number: int
    bias: Fraction
    exact: Fraction


class Agreement(NamedTuple):
    """How two stages agree over the indicators answered at both, in the instrument's order.

    `bias` is the mean of before - after in levels: above 0 where the earlier stage claimed more.
    `exact` and `within_one` are shares from 0 to 1: the same level, at most one whole level apart.
    These are None without a pair. `linear` and `quadratic` are weighted kappas, None where that
    is undefined. `over` and `under` are what was claimed too high and too low: the largest
    difference first, then the largest weight, then the instrument's order.
    """

    pairs: tuple[Pair, ...]
    bias: Fraction | None
    exact: Fraction | None
    within_one: Fraction | None
    linear: Fraction | None
    quadratic: Fraction | None
    over: tuple[Pair, ...]
    under: tuple[Pair, ...]
    opds: tuple[OpdAgreement, ...]


def agreement(before: Case, after: Case) -> Agreement:
    """Compare two stages of one year under one instrument; OPDs are those of the earlier stage."""
    pairs = _pairs(before, after)
    known = bool(pairs)
    return Agreement(
        pairs,
        bias=_bias(pairs) if known else None,
        exact=_within(pairs, 0) if known else None,
        within_one=_within(pairs, 1) if known else None,
        linear=kappa(pairs, abs),
        quadratic=kappa(pairs, lambda distance: distance * distance),
        over=_furthest(pair for pair in pairs if pair.difference > 0),
        under=_furthest(pair for pair in pairs if pair.difference < 0),
        opds=_by_opd(before, pairs),
    )


def kappa(pairs: Sequence[Pair], weight: Callable[[Fraction], Fraction]) -> Fraction | None:
    """Give Cohen's weighted kappa: 1 - observed / expected disagreement.

    Disagreement is a mean weight of the distance between two levels: observed over the pairs,
    expected over every level of one stage with every level of the other, as if they had nothing to
    do with each other (Cohen 1968, Weighted kappa, Psychological Bulletin 70(4), 213-220). The
    distance is that of the levels themselves, so levels that nobody gave change nothing, and
    means between the steps count as what they are. None where no disagreement is expected: no
    pair, or one and the same level throughout.
    """
    observed = sum((weight(pair.difference) for pair in pairs), Fraction(0))
    expected = sum(
        (weight(Fraction(one.before) - other.after) for one in pairs for other in pairs),
        Fraction(0),
    )
    return 1 - observed * len(pairs) / expected if expected else None


def _pairs(before: Case, after: Case) -> tuple[Pair, ...]:
    """Give the indicators answered at both stages."""
    later = {line.indicator.id: line for line in after.scorecard.lines if line.answered}
    return tuple(
        Pair(line.indicator, line.level, later[line.indicator.id].level)
        for line in before.scorecard.lines
        if line.answered and line.indicator.id in later
    )


def _bias(pairs: Sequence[Pair]) -> Fraction:
    return sum((pair.difference for pair in pairs), Fraction(0)) / len(pairs)


def _within(pairs: Sequence[Pair], distance: int) -> Fraction:
    """Give the share of indicators that are at most so many levels apart."""
    return Fraction(sum(abs(pair.difference) <= distance for pair in pairs), len(pairs))


def _furthest(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Sort by distance, then weight; what is equal keeps the instrument's order."""
    return tuple(sorted(pairs, key=lambda one: (-abs(one.difference), -one.indicator.weight)))


def _by_opd(case: Case, pairs: Sequence[Pair]) -> tuple[OpdAgreement, ...]:
    """Take the OPDs in their order, what nobody owns last; one without a pair is left out."""
    opds = case.assessment.opds
    owned: dict[str | None, list[Pair]] = {opd_id: [] for opd_id in (*opds, None)}
    for pair in pairs:
        for opd_id in case.owners[pair.indicator.id] or (None,):
            owned[opd_id].append(pair)
    return tuple(
        OpdAgreement(
            opd_id,
            None if opd_id is None else opds[opd_id].name,
            len(ours),
            _bias(ours),
            _within(ours, 0),
        )
        for opd_id, ours in owned.items()
        if ours
    )
