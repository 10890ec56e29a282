"""The cheapest way to a gain, exactly: a dynamic programme over sets of choices.

A block is a few choices of which one is made: how far an indicator rises, or several that hang
together. What blocks made together can give is a front: the sets of choices that no other one
beats by giving as much at less cost (Nemhauser and Ullmann 1969). A set is one whole number in
which cost, number, gain and the choices themselves have their own bits; two sets are joined by one
addition and compared by one comparison, and the last number holds the answer.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spbe_cli.core.problems import CallError

MOST_STATES = 1_000_000
"""Sets that may be looked at for one front at most: some half a second of work."""


class Option(NamedTuple):
    """One choice of a block, or several together: what it costs, how many it raises, what it gains.

    `code` has a digit for each indicator: how many rungs it rises. Of two sets of equal cost,
    number and gain the one of the higher code is wanted: it raises the earlier indicator, or
    raises it further.
    """

    cost: int
    raised: int
    gain: int
    code: int


Block = Sequence[Option]


def together(options: Iterable[Option]) -> Option:
    """Join choices of different blocks."""
    return Option(*map(sum, zip(*options, strict=True)))


class Point(NamedTuple):
    """A point of the curve: the most gain that an effort can give, at no more than this cost."""

    cost: int
    gain: int


class _Packing(NamedTuple):
    """Where the parts stand in a number: (cost x `counts` + raised) x 2^(`low` + `high`) - value.

    The value is gain x 2^`low` + code. It is taken away, so that numbers sorted upward have the
    cheapest set first and, of equally cheap ones, the best.
    """

    counts: int
    low: int
    high: int

    @classmethod
    def of(cls, blocks: Sequence[Block], *, whole: bool) -> "_Packing":
        """Make room for all that the blocks can come to; only cost and gain unless `whole`."""
        most = [max(one.gain for one in block) for block in blocks]
        code = sum(max(one.code for one in block) for block in blocks)
        raised = sum(max(one.raised for one in block) for block in blocks)
        low = code.bit_length() if whole else 0
        return cls(raised + 1 if whole else 1, low, sum(most).bit_length())

    def pack(self, option: Option) -> int:
        """Put a choice into a number."""
        value, place = option.gain, option.cost
        if self.low:
            value, place = value << self.low | option.code, place * self.counts + option.raised
        return (place << (self.low + self.high)) - value

    def unpack(self, state: int) -> Option:
        """Take a number apart again."""
        size = self.low + self.high
        value = -state & ((1 << size) - 1)
        cost, raised = divmod((state + value) >> size, self.counts)
        return Option(cost, raised, value >> self.low, value & ((1 << self.low) - 1))

    def parts(self, states: Sequence[int]) -> tuple[list[int], list[int]]:
        """Give the costs and the gains of sets."""
        size, counts, low = self.low + self.high, self.counts, self.low
        mask = (1 << size) - 1
        values = [-state & mask for state in states]
        placed = zip(states, values, strict=True)
        return [(state + value >> size) // counts for state, value in placed], [
            value >> low for value in values
        ]

    def joined(self, states: Sequence[int], block: Sequence[int], most: int | None) -> list[int]:
        """Join each set with each choice, up to a cost; keep what no other set beats."""
        low, mask = self.low, (1 << (self.low + self.high)) - 1
        if len(states) * len(block) > MOST_STATES:
            raise CallError("call.plan-fine")
        sums = [state + choice for choice in block for state in states]
        sums.sort()
        if most is not None:
            del sums[bisect_right(sums, ((most + 1) * self.counts - 1) << (self.low + self.high)) :]
        kept, reached = [], -1
        for state in sums:
            gain = (-state & mask) >> low
            if gain > reached:
                kept.append(state)
                reached = gain
        return kept


class _Rest(NamedTuple):
    """What the blocks still to come can give: the most gain at no more than each cost."""

    costs: Sequence[int]
    gains: Sequence[int]

    def most(self, room: int) -> int:
        """Give the most gain that costs no more than the room there is; 0 or more room."""
        return self.gains[bisect_right(self.costs, room) - 1]


def curve(blocks: Sequence[Block]) -> tuple[Point, ...]:
    """Give the whole curve of blocks, cheapest point first; gain rises from each to the next.

    Raises `CallError` where sets are too many.
    """
    return tuple(map(Point, *_rests(blocks)[0]))


def cheapest(blocks: Sequence[Block], need: int, most: int | None = None) -> Option | None:
    """Give the cheapest set of choices that gains at least what is needed; None where none does.

    Of equally cheap ones the one with the fewest indicators, then with the most gain, then with
    the highest code. `most` is what it may cost. Raises `CallError` where sets are too many.
    """
    rests = _rests(blocks)
    first = bisect_left(rests[0].gains, need)
    if first == len(rests[0].gains) or (most is not None and rests[0].costs[first] > most):
        return None
    cost = rests[0].costs[first]
    packing = _Packing.of(blocks, whole=True)
    states = [0]
    for block, rest in zip(blocks, rests[1:], strict=True):
        joined = packing.joined(states, [*map(packing.pack, block)], cost)
        states = [
            state
            for state, spent, gain in zip(joined, *packing.parts(joined), strict=True)
            if gain + rest.most(cost - spent) >= need
        ]
    return packing.unpack(states[0])


def within(blocks: Sequence[Block], most: int) -> Block:
    """Make one block of several that together may cost no more than `most`."""
    packing = _Packing.of(blocks, whole=True)
    states = [0]
    for one in blocks:
        states = packing.joined(states, [*map(packing.pack, one)], most)
    return [packing.unpack(state) for state in states]


def _rests(blocks: Sequence[Block]) -> list[_Rest]:
    """Give, for each place in a row of blocks, what those from there on can give."""
    packing = _Packing.of(blocks, whole=False)
    states, rests = [0], [_Rest((0,), (0,))]
    for block in reversed(blocks):
        states = packing.joined(states, [*map(packing.pack, block)], None)
        rests.append(_Rest(*packing.parts(states)))
    return rests[::-1]
