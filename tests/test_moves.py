"""The fewest moves are those that trying every set of moves finds, whatever the instrument."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.combine import Settled, Standing
from spbe_cli.core.exact import Number, number
from spbe_cli.core.instrument import WHOLE, CategoryBasis, ExceptionalLevel, Instrument
from spbe_cli.core.problems import CallError
from spbe_cli.core.scoring import Scorecard, margins, score
from spbe_cli.core.uncertainty.moves import Change, Direction, fewest, moved
from spbe_cli.reading import files
from spbe_cli.reading.library import Library, read_instrument
from tests.conftest import INSTRUMENTS, bundled

MADE_UP = Path(__file__).parent / "instruments"
NAMES = ("two-layers", "three-layers", "odd-weights")
LIBRARY = Library()
BETWEEN = (Fraction(7, 3), Fraction(5, 2), Fraction(13, 7))
"""Levels that the mean of some answers may give."""


def read(path: Path) -> Instrument:
    value = read_instrument(files.Spot(path, path.name)).value
    assert value is not None
    return value


SMALL = [read(MADE_UP / f"{name}.yaml") for name in NAMES]


def card_of(instrument: Instrument, levels: Iterable[Number], year: int = 2024) -> Scorecard:
    """Score exact levels of all indicators, in order, whatever an answer can be written as."""
    named = zip(instrument.indicators, levels, strict=True)
    standings = [Standing(one.id, number(Fraction(level)), Settled.OWN) for one, level in named]
    return score(instrument, standings, year)


def walk(level: Number, instrument: Instrument, direction: Direction) -> list[Fraction]:
    """Walk from a level to the end of the range, one level at a time, the last step shorter."""
    low, high = instrument.levels.lowest, instrument.levels.highest
    walked = [Fraction(level)]
    if direction is Direction.UP:
        while walked[-1] < high:
            walked.append(min(walked[-1] + 1, high))
    else:
        while walked[-1] > low:
            walked.append(max(walked[-1] - 1, low))
    return walked


def tried(card: Scorecard, direction: Direction) -> list[int] | None:
    """Try every set of moves: the fewest, then the smallest change, then the first indicators."""
    instrument = card.instrument
    place = instrument.categories.index
    present = place(card.judgement.category)
    walks = [walk(line.level, instrument, direction) for line in card.lines]
    found = []
    for counts in product(*(range(len(one)) for one in walks)):
        reached = zip(instrument.indicators, walks, counts, strict=True)
        index = sum((one.weight * to[n] for one, to, n in reached), Fraction(0)) / WHOLE
        now = place(instrument.judge(index, card.year).category)
        if (present - now) * direction > 0:
            found.append((sum(counts), abs(index - card.index), [-n for n in counts]))
    return [-n for n in min(found)[2]] if found else None


def searched(card: Scorecard, direction: Direction) -> tuple[Change, ...] | None:
    distance = margins(card)
    need = distance.up if direction is Direction.UP else distance.down
    assert need is not None
    return fewest(card, need, direction)


def counts_of(card: Scorecard, changes: Sequence[Change]) -> list[int]:
    by_id = {one.line.indicator.id: one.moves for one in changes}
    assert list(by_id) == [one.line.indicator.id for one in changes]  # each once
    assert [one.line.indicator.id for one in changes] == [
        line.indicator.id for line in card.lines if line.indicator.id in by_id
    ]
    return [by_id.get(line.indicator.id, 0) for line in card.lines]


def on(instrument: Instrument, basis: CategoryBasis) -> Instrument:
    """Take the categories on the exact or on the rounded index."""
    rule = instrument.category_rule._replace(taken_on=basis)
    return instrument._replace(category_rule=rule)


@st.composite
def scored(draw: st.DrawFn) -> Scorecard:
    instrument = on(draw(st.sampled_from(SMALL)), draw(st.sampled_from(list(CategoryBasis))))
    regular = sorted(map(Fraction, instrument.levels.all))
    levels = st.one_of(st.sampled_from(regular), st.sampled_from(BETWEEN))
    return card_of(instrument, [draw(levels) for _ in instrument.indicators])


@given(scored(), st.sampled_from(list(Direction)))
@settings(max_examples=120)
def test_they_are_what_trying_every_set_gives(card: Scorecard, direction: Direction) -> None:
    distance = margins(card)
    if (distance.better if direction is Direction.UP else distance.worse) is None:
        assert tried(card, direction) is None
        return
    changes, expected = searched(card, direction), tried(card, direction)
    assert (changes is None) == (expected is None)
    if changes is not None and expected is not None:
        assert counts_of(card, changes) == expected
        for one in changes:
            assert one.to == walk(one.line.level, card.instrument, direction)[one.moves]
            assert one.change == one.line.indicator.weight * (one.to - one.line.level) / WHOLE


def sets_of(card: Scorecard, direction: Direction, most: int) -> Mapping[int, set[Fraction]]:
    """Give what every set of up to so many moves does to the index, each sum kept once."""
    sums: dict[int, set[Fraction]] = {0: {Fraction(0)}} | {n: set() for n in range(1, most + 1)}
    for line in card.lines:
        walked = walk(line.level, card.instrument, direction)
        rises = [line.indicator.weight * abs(to - line.level) / WHOLE for to in walked]
        sums = {
            n: {before + rise for k, rise in enumerate(rises[: n + 1]) for before in sums[n - k]}
            for n in range(most + 1)
        }
    return sums


@pytest.mark.parametrize("name", INSTRUMENTS)
@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("need", ["0.1", "0.15", "0.21234", "0.3"])
def test_no_set_of_a_bundled_instrument_is_smaller_or_changes_less(
    name: str, direction: Direction, need: str
) -> None:
    """All sets of so many moves are listed, each sum once; 8/2026 stands between its levels."""
    instrument = bundled(LIBRARY, name)
    fine = Fraction(37, 100) if instrument.levels.step < 1 else 0
    places = range(len(instrument.indicators))
    card = card_of(instrument, [3 + (n % 5 == 0) - (n % 7 == 3) + fine for n in places])
    changes, wanted = fewest(card, Fraction(need), direction), Fraction(need)
    assert changes is not None
    count = sum(one.moves for one in changes)
    assert 0 < count < 12
    enough = {
        n: {s for s in sums if (s >= wanted if direction is Direction.UP else s > wanted)}
        for n, sums in sets_of(card, direction, count).items()
    }
    assert not any(enough[n] for n in range(count))
    assert abs(sum(one.change for one in changes)) == min(enough[count])


def test_a_loss_needs_to_fall_below_the_bound_and_a_gain_only_to_reach_it() -> None:
    """Under two-layers 1.6 is Middle: from exactly there, the least move is enough."""
    instrument = SMALL[0]
    at_bound = card_of(instrument, [2, 0, 2])
    assert at_bound.index == Fraction("1.6")
    down = searched(at_bound, Direction.DOWN)
    assert down is not None
    assert [(one.line.indicator.id, one.moves) for one in down] == [("1", 1)]
    below = card_of(instrument, [1, 0, 2])
    up = searched(below, Direction.UP)
    assert up is not None
    assert [(one.line.indicator.id, one.to) for one in up] == [("1", 2)]
    assert below.index + sum(one.change for one in up) == Fraction("1.6")


def test_earlier_indicators_are_preferred_and_move_most() -> None:
    """c-1, c-2 and c-3 weigh 20 each, the others less: of six sets c-1 takes both moves."""
    changes = fewest(card_of(SMALL[1], [1, 1, 1, 3, 3, 3]), Fraction("0.4"), Direction.UP)
    assert changes is not None
    assert [(one.line.indicator.id, one.line.level, one.to) for one in changes] == [("c-1", 3, 5)]
    assert [one.moves for one in changes] == [2]


@pytest.mark.parametrize(
    ("level", "down", "up"),
    [(1, None, 2), (3, 2, 4), (5, 4, None), (0, None, 1), (-3, None, 1), (8, 5, None),
     (Fraction(7, 3), Fraction(4, 3), Fraction(10, 3)), (Fraction("4.6"), Fraction("3.6"), 5),
     (Fraction("1.25"), 1, Fraction("2.25"))],
)  # fmt: skip
def test_a_move_is_a_level_or_what_the_range_leaves(
    i2020: Instrument, level: Number, down: Number | None, up: Number | None
) -> None:
    assert moved(level, i2020.levels, Direction.DOWN) == down
    assert moved(level, i2020.levels, Direction.UP) == up


def test_an_exceptional_level_can_rise_and_not_fall(i2020: Instrument) -> None:
    """All at 0 is an index of 0; Cukup needs 1.8, two levels of most, never through a drop."""
    assert isinstance(i2020.levels.exceptional[0], ExceptionalLevel)
    card = card_of(i2020, [0] * 47)
    changes = searched(card, Direction.UP)
    assert changes is not None
    count = sum(one.moves for one in changes)
    weights = sorted((line.indicator.weight for line in card.lines for _ in range(5)), reverse=True)
    assert sum(weights[: count - 1]) < 180 <= sum(weights[:count])
    assert fewest(card, Fraction(0), Direction.DOWN) is None


def test_what_all_moves_do_not_reach_has_no_set(i2020: Instrument) -> None:
    card = card_of(i2020, [3] * 47)
    assert fewest(card, Fraction(2), Direction.UP) is not None
    assert fewest(card, Fraction(2) + Fraction(1, 10**9), Direction.UP) is None
    assert fewest(card, Fraction(2), Direction.DOWN) is None  # it must fall by more
    down = fewest(card, Fraction(2) - Fraction(1, 10**9), Direction.DOWN)
    assert down is not None
    assert [(one.to, one.moves) for one in down] == [(1, 2)] * 47


def test_weights_too_fine_are_refused(i2020: Instrument) -> None:
    """Each weight is another one with 14 digits: no two sets change the index by the same."""
    chance = random.Random(7)
    shares = [chance.randrange(10**13, 10**14) for _ in i2020.indicators]
    weighed = zip(i2020.indicators, shares, strict=True)
    fine = i2020._replace(
        unit=sum(shares) // WHOLE,
        indicators=tuple(one._replace(share=share) for one, share in weighed),
    )
    with pytest.raises(CallError) as caught:
        fewest(card_of(fine, [1 + n % 4 for n in range(47)]), Fraction("0.9"), Direction.UP)
    assert caught.value.key == "call.sensitivity-fine"
    assert caught.value.values == {"instrument": "PermenPANRB 59/2020"}


def test_levels_too_many_to_walk_are_refused(write: Callable[[str, str], Path]) -> None:
    text = (MADE_UP / "two-layers.yaml").read_text(encoding="utf-8")
    wide = text.replace("highest: 4", "highest: 5000").replace("4: {id: Akhir", "5000: {id: Akhir")
    instrument = read(write("mine.yaml", wide))
    with pytest.raises(CallError) as caught:
        fewest(card_of(instrument, [1, 1, 1]), Fraction("0.6"), Direction.UP)
    assert caught.value.key == "call.sensitivity-fine"


def test_means_of_many_opds_are_fine_enough(i2020: Instrument) -> None:
    """Means of 2 to 25 answers: all indices are multiples of a fraction of a billionth."""
    levels = [3 + Fraction(n % 5 - 2, 2 + n % 24) for n in range(47)]
    card = card_of(i2020, levels)
    for direction in Direction:
        changes = searched(card, direction)
        assert changes is not None
        after = card.index + sum(one.change for one in changes)
        assert i2020.category_at(after) != card.judgement.category
