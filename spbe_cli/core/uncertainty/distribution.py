"""The exact distribution of an index whose levels are uncertain and independent of each other.

Every sum of levels has its probability, none is drawn at random. The index moves in equal steps,
so a distribution is a polynomial: the coefficient of x^n counts the ways to stand n steps above
the lowest sum. A polynomial is kept in one whole number, a fixed room of bits for each coefficient
(Kronecker substitution), and adding an indicator is a handful of shifts and additions of it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import accumulate, pairwise
from math import gcd, lcm
from typing import NamedTuple

from spbe_cli.core.exact import Number, common_step
from spbe_cli.core.instrument import WHOLE, Category, Instrument

MOST_BYTES = 10_000_000_000
"""What may be moved in memory at most to count out a distribution: some two seconds.

Whole levels need a hundredth of it. It is the length of the whole number in bytes times the
number of shifts, and grows with fine weights and steps, and with probabilities of many digits.
"""

LOW, MIDDLE, HIGH = Fraction(1, 20), Fraction(1, 2), Fraction(19, 20)
"""The shares at which quantiles are taken: the outer two bound an interval of 90 %."""

Outcomes = Mapping[Fraction, Number]
"""What one indicator may come to: level -> weight, in proportion to its probability."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Every index that can come out, with its probability.

    An index is `base` + n x `step` for n in `places`, which rise; `counts` are the probabilities
    up to each of them, as whole numbers of which the last is the whole. Iterated over, it gives
    each index with its own probability, lowest first; these sum to 1.
    """

    instrument: Instrument
    base: Fraction
    step: Fraction
    places: tuple[int, ...]
    counts: tuple[int, ...]
    mean: Fraction
    variance: Fraction

    def __iter__(self) -> Iterator[tuple[Fraction, Fraction]]:
        for place, (below, upto) in zip(self.places, pairwise((0, *self.counts)), strict=True):
            yield self.base + place * self.step, Fraction(upto - below, self.counts[-1])

    def quantile(self, share: Fraction) -> Fraction:
        """Give the lowest index that is not exceeded with at least this probability (0 to 1)."""
        needed = share * self.counts[-1]
        return self.base + self.places[bisect_left(self.counts, needed)] * self.step

    def categories(self, year: int) -> tuple[tuple[Category, Fraction], ...]:
        """Give the probability of each category by the instrument's rule for a year, best first."""
        found, whole = [], self.counts[-1]
        above = 0
        for category in self.instrument.categories[:-1]:
            reached = whole - self._below(self.instrument.threshold(category, year))
            found.append((category, Fraction(reached - above, whole)))
            above = reached
        return (*found, (self.instrument.categories[-1], Fraction(whole - above, whole)))

    def _below(self, index: Fraction) -> int:
        """Count what lies below an index."""
        first = bisect_left(self.places, (index - self.base) / self.step)
        return self.counts[first - 1] if first else 0


class _Part(NamedTuple):
    """One uncertain indicator: by how many steps it can rise above its lowest level, how often."""

    ways: tuple[tuple[int, int], ...]

    @property
    def height(self) -> int:
        """The highest rise."""
        return self.ways[-1][0]

    @property
    def whole(self) -> int:
        """How often anything happens."""
        return sum(often for _, often in self.ways)


def distribution(instrument: Instrument, outcomes: Sequence[Outcomes]) -> Distribution | None:
    """Give the distribution of the index, one set of outcomes for each indicator in order.

    None where weights, steps or probabilities are so fine that it is not counted out: the work
    would pass `MOST_BYTES`.
    """
    levels = [_chances(one) for one in outcomes]
    shares = [indicator.share for indicator in instrument.indicators]
    lowest = [min(one) for one in levels]
    rises = [
        [(share * (level - low), often) for level, often in sorted(one.items())]
        for share, low, one in zip(shares, lowest, levels, strict=True)
    ]
    step = reduce(common_step, (rise for one in rises for rise, _ in one), Fraction(0)) or 1
    uncertain = [
        _Part(tuple((int(rise / step), often) for rise, often in one))
        for one in rises
        if len(one) > 1
    ]
    counted = _counted(sorted(uncertain, key=lambda part: part.height))
    if counted is None:
        return None
    unit = instrument.unit * WHOLE
    base = sum((share * low for share, low in zip(shares, lowest, strict=True)), Fraction(0))
    places, counts = counted
    mean, variance = _moments(levels, [Fraction(share, unit) for share in shares])
    return Distribution(
        instrument, base / unit, Fraction(step) / unit, places, counts, mean, variance
    )


def _chances(outcomes: Outcomes) -> dict[Fraction, int]:
    """Turn weights into the smallest whole numbers in the same proportion; none of 0."""
    scale = lcm(*(Fraction(weight).denominator for weight in outcomes.values()))
    whole = {level: int(weight * scale) for level, weight in outcomes.items() if weight}
    common = gcd(*whole.values())
    return {level: weight // common for level, weight in whole.items()}


def _counted(parts: Sequence[_Part]) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Give the sums that occur and how often a sum up to each does; None beyond the bound."""
    highest = sum(part.height for part in parts)
    whole = reduce(lambda product, part: product * part.whole, parts, 1)
    room = whole.bit_length() // 8 + 1
    if (highest + 1) * room * sum(len(part.ways) for part in parts) > MOST_BYTES:
        return None
    packed = 1
    for part in parts:
        packed = sum((packed * often) << (8 * room * rise) for rise, often in part.ways)
    written = packed.to_bytes((highest + 1) * room, "little")
    each = [
        int.from_bytes(written[start : start + room], "little")
        for start in range(0, len(written), room)
    ]
    places = tuple(place for place, often in enumerate(each) if often)
    return places, tuple(accumulate(each[place] for place in places))


def _moments(
    levels: Sequence[Mapping[Fraction, int]], weights: Sequence[Fraction]
) -> tuple[Fraction, Fraction]:
    """Give the mean and the variance of a weighted sum of independent levels."""
    mean = variance = Fraction(0)
    for one, weight in zip(levels, weights, strict=True):
        whole = sum(one.values())
        middle = sum((level * often for level, often in one.items()), Fraction(0)) / whole
        spread = sum(((level - middle) ** 2 * often for level, often in one.items()), Fraction(0))
        mean += weight * middle
        variance += weight**2 * spread / whole
    return mean, variance
