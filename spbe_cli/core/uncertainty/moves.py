"""Single-level moves of indicators, and the fewest of them that change an index by enough.

A move takes one indicator one level down or up, or by what the regular range leaves of a level. The
largest moves show how few are needed. Of all sets of so many, the one that changes the index least
is found by what each takes from the most there is: such sums are few, so all of them are kept.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import IntEnum
from fractions import Fraction
from functools import reduce
from itertools import accumulate, pairwise
from math import ceil, floor
from typing import NamedTuple

from spbe_cli.core.exact import Number, common_step, number
from spbe_cli.core.instrument import WHOLE, Levels
from spbe_cli.core.problems import CallError
from spbe_cli.core.scoring import Line, Scorecard

MOST_SUMS = 200_000
"""Sums that a search may keep: some 20 MB. Bundled instruments have some thousands."""

MOST_MOVES = 5_000
"""Moves there may be from the lowest levels to the highest; bundled instruments have 188."""

Sums = dict[int, set[int]]
"""By the number of moves, all that sets of so many can lose."""


class Direction(IntEnum):
    """Which way a level moves."""

    DOWN = -1
    UP = 1


class Change(NamedTuple):
    """An indicator that is moved to another level, and in how many single-level moves."""

    line: Line
    to: Number
    moves: int

    @property
    def change(self) -> Fraction:
        """What it does to the index."""
        return self.line.indicator.weight * Fraction(self.to - self.line.level) / WHOLE


def moved(level: Number, levels: Levels, direction: Direction) -> Number | None:
    """Move a level by one, or by what the range leaves; None where it leaves nothing.

    An exceptional level beyond the range moves into it, and never farther away.
    """
    to = min(max(level + direction, levels.lowest), levels.highest)
    return number(to) if (to - level) * direction > 0 else None


def fewest(card: Scorecard, need: Fraction, direction: Direction) -> tuple[Change, ...] | None:
    """Find the fewest single-level moves that raise an index by `need`, or lower it by more.

    Of all sets of so many moves it is one that changes the index least; where several do, the one
    in which the first indicator of the instrument moves most, of these the one in which the second
    does, and so on. Moves of one indicator are taken together, in the instrument's order. None
    where even all moves are not enough. Raises `CallError` where weights or levels are too fine.
    """
    ladders = [_ladder(line.level, card, direction) for line in card.lines]
    rises = [
        [line.indicator.share * abs(Fraction(after - before)) for before, after in pairwise(ladder)]
        for line, ladder in zip(card.lines, ladders, strict=True)
    ]
    step = reduce(common_step, (rise for one in rises for rise in one), Fraction(0)) or Fraction(1)
    units = need * card.instrument.unit * WHOLE / step
    wanted = ceil(units) if direction is Direction.UP else floor(units) + 1
    counts = _counts([[int(rise / step) for rise in one] for one in rises], wanted, card)
    if counts is None:
        return None
    chosen = zip(card.lines, ladders, counts, strict=True)
    return tuple(Change(line, ladder[moves], moves) for line, ladder, moves in chosen if moves)


def _ladder(level: Number, card: Scorecard, direction: Direction) -> list[Number]:
    """Give a level after no move, one, two and so on, as far as the range goes."""
    levels = card.instrument.levels
    if len(card.lines) * (levels.highest - levels.lowest) > MOST_MOVES:
        raise _too_fine(card)
    ladder = [level]
    while (after := moved(ladder[-1], levels, direction)) is not None:
        ladder.append(after)
    return ladder


def _counts(sizes: Sequence[Sequence[int]], wanted: int, card: Scorecard) -> tuple[int, ...] | None:
    """Say how often each indicator moves, given the sizes of its moves, none larger than earlier.

    None where all moves together do not come to what is wanted.
    """
    largest = sorted((size for one in sizes for size in one), reverse=True)
    reached = list(accumulate(largest))
    count = bisect_left(reached, wanted) + 1
    if count > len(reached):
        return None
    losses = [_losses(one, largest[count - 1]) for one in sizes]
    tables = _tables(losses, count, reached[count - 1] - wanted)
    if tables is None:
        raise _too_fine(card)
    return tuple(_chosen(losses, count, tables))


def _losses(sizes: Sequence[int], middle: int) -> list[int]:
    """Say what 0, 1, 2, ... moves of one indicator take from the most that a set can come to.

    `middle` is the smallest move in a set of the largest. A larger one that is left out takes what
    it has above the middle, a smaller one that is made what it lacks: summed over all indicators,
    that is how much less any set of so many moves comes to than a set of the largest.
    """
    above = sum(max(0, size - middle) for size in sizes)
    return list(accumulate((middle - size for size in sizes), initial=above))


def _tables(losses: Sequence[Sequence[int]], count: int, spare: int) -> list[Sums] | None:
    """Give, for the indicators from each one on, all that sets of so many moves can lose.

    Only what `spare` allows is kept, and only up to `count` moves; None beyond `MOST_SUMS`.
    """
    tables: list[Sums] = [{0: {0}}]
    kept = 0
    for one in reversed(losses):
        table: Sums = {}
        for moves, sums in tables[-1].items():
            for more, loss in enumerate(one[: count - moves + 1]):
                fitting = (lost + loss for lost in sums if lost + loss <= spare)
                table.setdefault(moves + more, set()).update(fitting)
        kept += sum(map(len, table.values()))
        if kept > MOST_SUMS:
            return None
        tables.append(table)
    return tables[::-1]


def _chosen(losses: Sequence[Sequence[int]], count: int, tables: Sequence[Sums]) -> Iterator[int]:
    """Say how often each indicator moves to lose as much as can be, early ones more than late."""
    left = max(tables[0][count])
    for one, later in zip(losses, tables[1:], strict=True):
        moves = max(
            moves
            for moves, loss in enumerate(one[: count + 1])
            if left - loss in later.get(count - moves, ())
        )
        yield moves
        count -= moves
        left -= one[moves]


def _too_fine(card: Scorecard) -> CallError:
    return CallError("call.sensitivity-fine", instrument=card.instrument.short)
