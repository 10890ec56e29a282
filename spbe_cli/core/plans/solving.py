"""The best set of rises, exactly: by the dynamic programme, or by a solver where that is needed.

Wanted is the cheapest set that gains enough, or the most gain for an effort. Among equals: the
least effort, the fewest indicators, the most gain; over several years the earliest gain; then the
earlier indicator in the instrument's order, raised as far as possible.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from spbe_cli.core.plans.climbing import Climb, Heights, Told, Wish, unheard
from spbe_cli.core.plans.fronts import Block, Option, Point, cheapest, curve, together, within

MOST_JOINT = 5000
"""Ways in which indicators that need one another may rise together, to be listed one by one."""


class Solution(NamedTuple):
    """How high each indicator stands at the end of each year; `solved` by a solver or by us."""

    years: tuple[Heights, ...]
    by_solver: bool


def solve(climb: Climb, wish: Wish, told: Told = unheard) -> Solution | None:
    """Find the best set of rises; None where nothing gains enough.

    What a solver has done is told. Raises `CallError` where costs and gains are so fine that they
    are not counted out, or where a solver is needed and is not there.
    """
    blocks = _blocks(climb)
    if blocks is None:
        from spbe_cli.core.plans.program import solved  # noqa: PLC0415 - only where it is needed

        years = solved(climb, wish, told)
        return None if years is None else Solution(years, by_solver=True)
    gain = wish.gain
    if gain is None:
        gain = max(p.gain for p in curve(blocks) if wish.cost is None or p.cost <= wish.cost)
    found = cheapest(blocks, gain, wish.cost)
    if found is None:
        return None
    return Solution(tuple(_spread(_heights(found.code, climb), climb)), by_solver=False)


def least_cost(climb: Climb, wish: Wish) -> int | None:
    """Find what it costs at least to gain so much; None where nothing gains enough.

    Raises `CallError` as `solve` does.
    """
    blocks = _blocks(climb)
    if blocks is None:
        from spbe_cli.core.plans import program  # noqa: PLC0415 - only where it is needed

        return program.least_cost(climb, wish)
    affordable = (p for p in curve(blocks) if wish.cost is None or p.cost <= wish.cost)
    return next((p.cost for p in affordable if p.gain >= (wish.gain or 0)), None)


def whole_curve(climb: Climb, most: int | None = None, told: Told = unheard) -> tuple[Point, ...]:
    """Give the most gain for every cost, up to the most it may be, the least first.

    Raises `CallError` as `solve` does.
    """
    blocks = _blocks(climb)
    if blocks is None:
        from spbe_cli.core.plans.program import traced  # noqa: PLC0415 - only where it is needed

        return traced(climb, most, told)
    return tuple(p for p in curve(blocks) if most is None or p.cost <= most)


def _spread(heights: Heights, climb: Climb) -> Iterator[Heights]:
    """Spread rises over the years as early as they may be, where nothing else holds them back."""
    for year in range(1, climb.years + 1):
        most = None if climb.max_rise is None else climb.max_rise * year
        yield heights if most is None else tuple(min(n, most) for n in heights)


def _blocks(climb: Climb) -> list[Block] | None:
    """Make blocks of what can be raised; None where years or OPDs cut through one.

    Ladders that need one another rise together; all that one OPD holds back is one block.
    """
    if climb.years > 1 and (climb.capacity or (climb.max_rise and climb.needs)):
        return None
    whole: list[Block] = []
    held: dict[str, list[Block]] = {}
    for places in _components(climb):
        bearers = {_held_by(climb, place) for place in places}
        ways = prod(len(climb.ladders[place].rungs) for place in places)
        if len(bearers) > 1 or (len(places) > 1 and ways > MOST_JOINT):
            return None
        block = list(_options(climb, places))
        opd_id = bearers.pop()
        if opd_id is None:
            whole.append(block)
        else:
            held.setdefault(opd_id, []).append(block)
    return whole + [within(blocks, climb.capacity[opd_id]) for opd_id, blocks in held.items()]


def _held_by(climb: Climb, place: int) -> str | None:
    """Give the OPD whose capacity an indicator takes from; None where nothing holds it back."""
    opd_id = climb.ladders[place].opd
    return opd_id if opd_id in climb.capacity else None


def _components(climb: Climb) -> Iterable[Sequence[int]]:
    """Put ladders together that need one another, directly or through others."""
    groups = {place: [place] for place in range(len(climb.ladders))}
    for need in climb.needs:
        ours, theirs = groups[need.ladder], groups[need.needed]
        if ours is not theirs:
            ours += theirs
            groups |= dict.fromkeys(theirs, ours)
    return {min(group): sorted(group) for group in groups.values()}.values()


def _options(climb: Climb, places: Sequence[int]) -> Iterator[Option]:
    """Give each way in which ladders can rise together."""
    needs = [need for need in climb.needs if need.ladder in places]
    heights, digit = [0] * len(climb.ladders), _digit(climb)
    for way in product(*(range(len(climb.ladders[place].rungs)) for place in places)):
        for place, height in zip(places, way, strict=True):
            heights[place] = height
        if all(need.met(heights) for need in needs):
            yield together(
                _option(climb, place, height, digit)
                for place, height in zip(places, way, strict=True)
            )


def _option(climb: Climb, place: int, height: int, digit: int) -> Option:
    rung = climb.ladders[place].rungs[height]
    code = height << (digit * (len(climb.ladders) - 1 - place))
    return Option(rung.cost, int(height > 0), rung.gain, code)


def _heights(code: int, climb: Climb) -> Heights:
    """Read the heights from a code."""
    bits, last = _digit(climb), len(climb.ladders) - 1
    mask = (1 << bits) - 1
    return tuple(code >> (bits * (last - place)) & mask for place in range(last + 1))


def _digit(climb: Climb) -> int:
    """Give the bits that a height needs."""
    return max(len(one.rungs) for one in climb.ladders).bit_length()
