"""The distribution of an index is that of trying every set of levels, whatever the instrument."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import accumulate, product
from operator import mul
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.instrument import WHOLE, Category, Instrument
from spbe_cli.core.uncertainty.distribution import Distribution, Outcomes, distribution
from spbe_cli.reading import files
from spbe_cli.reading.library import Library, read_instrument
from tests.conftest import bundled
from tests.scoring import card_of

MADE_UP = Path(__file__).parent / "instruments"
NAMES = ("two-layers", "three-layers", "odd-weights")
LIBRARY = Library()


def made_up(name: str) -> Instrument:
    value = read_instrument(files.Spot(MADE_UP / f"{name}.yaml", name)).value
    assert value is not None
    return value


INSTRUMENTS = {name: made_up(name) for name in NAMES}
NEAR_EDGES = bundled(LIBRARY, "permenpanrb-59-2020")


def found(instrument: Instrument, outcomes: Sequence[Outcomes]) -> Distribution:
    value = distribution(instrument, outcomes)
    assert value is not None
    return value


def product_of(values: Iterable[Fraction]) -> Fraction:
    return reduce(mul, values, Fraction(1))


def tried(instrument: Instrument, outcomes: Sequence[Outcomes]) -> Mapping[Fraction, Fraction]:
    """Try every set of levels, one by one."""
    indices: dict[Fraction, Fraction] = {}
    whole = product_of(sum(map(Fraction, one.values()), Fraction(0)) for one in outcomes)
    for levels in product(*(one.items() for one in outcomes)):
        weighed = zip(instrument.indicators, levels, strict=True)
        index = sum((one.weight * level for one, (level, _) in weighed), Fraction(0)) / WHOLE
        chance = product_of(Fraction(weight) for _, weight in levels) / whole
        indices[index] = indices.get(index, Fraction(0)) + chance
    return {index: chance for index, chance in sorted(indices.items()) if chance}


@st.composite
def uncertain(draw: st.DrawFn) -> tuple[Instrument, list[Outcomes]]:
    """Draw a made-up instrument with up to three levels for each of its indicators."""
    instrument = INSTRUMENTS[draw(st.sampled_from(NAMES))]
    levels = st.sampled_from([*sorted(map(Fraction, instrument.levels.all)), Fraction(7, 3)])
    weights = st.one_of(st.integers(1, 60), st.fractions(Fraction(1, 99), 1, max_denominator=99))
    one = st.dictionaries(levels, weights, min_size=1, max_size=3)
    return instrument, [draw(one) for _ in instrument.indicators]


@given(uncertain())
@settings(max_examples=60)
def test_it_is_what_trying_every_set_of_levels_gives(
    drawn: tuple[Instrument, list[Outcomes]],
) -> None:
    instrument, outcomes = drawn
    value, expected = found(instrument, outcomes), tried(instrument, outcomes)
    assert dict(value) == expected
    assert [index for index, _ in value] == list(expected)
    assert sum(chance for _, chance in value) == 1
    mean = sum(index * chance for index, chance in expected.items())
    assert value.mean == mean
    assert value.variance == sum((i - mean) ** 2 * chance for i, chance in expected.items())


@given(uncertain(), st.fractions(0, 1, max_denominator=1000))
@settings(max_examples=60)
def test_a_quantile_is_the_lowest_index_whose_cumulative_probability_reaches_it(
    drawn: tuple[Instrument, list[Outcomes]], share: Fraction
) -> None:
    instrument, outcomes = drawn
    expected = tried(instrument, outcomes)
    upto = accumulate(expected.values())
    first = next(index for index, reached in zip(expected, upto, strict=True) if reached >= share)
    assert found(instrument, outcomes).quantile(share) == first


@given(uncertain(), st.integers(2020, 2030))
@settings(max_examples=60)
def test_a_category_has_the_probability_of_the_indices_judged_to_be_in_it(
    drawn: tuple[Instrument, list[Outcomes]], year: int
) -> None:
    instrument, outcomes = drawn
    assert found(instrument, outcomes).categories(year) == judged(instrument, outcomes, year)


def judged(
    instrument: Instrument, outcomes: Sequence[Outcomes], year: int
) -> tuple[tuple[Category, Fraction], ...]:
    """Judge every index there can be, one by one."""
    chances = [Fraction(0)] * len(instrument.categories)
    for index, chance in tried(instrument, outcomes).items():
        chances[instrument.categories.index(instrument.judge(index, year).category)] += chance
    return tuple(zip(instrument.categories, chances, strict=True))


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_rule_of_the_year_decides_at_the_edges(year: int) -> None:
    """3 for 11-20 and 32-41, 2 else, is 2.525; with 3 for 1, 42 and 43 it is 2.598.

    That was Baik by the rounded index of 2023 and is Cukup by the exact one of 2024.
    """
    instrument = NEAR_EDGES
    raised, open_ = {*instrument.select("11-20"), *instrument.select("32-41")}, {"1", "42", "43"}
    outcomes: list[Outcomes] = [
        {Fraction(2): 1, Fraction(3): 2}
        if one.id in open_
        else {Fraction(3 if one.id in raised else 2): 1}
        for one in instrument.indicators
    ]
    value = found(instrument, outcomes)
    assert value.categories(year) == judged(instrument, outcomes, year)
    chances = {category.name.id: chance for category, chance in value.categories(year)}
    assert chances["Baik"] == (Fraction(8, 27) if year == 2023 else 0)
    assert value.quantile(Fraction(1)) == Fraction("2.598")


def test_certain_levels_give_the_index(instrument: Instrument) -> None:
    ids = [one.id for one in instrument.indicators]
    levels = {one: 1 + position % 4 for position, one in enumerate(ids)}
    value = found(instrument, [{Fraction(levels[one]): 1} for one in ids])
    index = card_of(instrument, levels).index
    assert list(value) == [(index, Fraction(1))]
    assert value.mean == index
    assert value.variance == 0
    assert value.quantile(Fraction(0)) == value.quantile(Fraction(1)) == index


def test_weights_count_in_proportion_and_those_of_0_not_at_all() -> None:
    instrument = INSTRUMENTS["two-layers"]
    chances: Outcomes = {Fraction(2): Fraction(1, 5), Fraction(3): Fraction(4, 5)}
    weights: Outcomes = {Fraction(2): 2, Fraction(3): 8, Fraction(4): 0}
    assert found(instrument, [chances] * 3) == found(instrument, [weights] * 3)


FINE = (("weight: 30", "weight: 29.999999999"), ("weight: 20", "weight: 20.000000001"))


def test_what_is_too_fine_is_not_counted_out_unless_little_is_uncertain(
    write: Callable[[str, str], Path],
) -> None:
    text = (MADE_UP / "two-layers.yaml").read_text(encoding="utf-8")
    for old, new in FINE:
        text = text.replace(old, new)
    path = write("mine.yaml", text)
    instrument = read_instrument(files.Spot(path, "mine.yaml")).value
    assert instrument is not None
    even: Outcomes = {Fraction(level): 1 for level in range(5)}
    assert distribution(instrument, [even, even, even]) is None
    lone = found(instrument, [even, {Fraction(1): 1}, {Fraction(1): 1}])
    assert dict(lone) == tried(instrument, [even, {Fraction(1): 1}, {Fraction(1): 1}])


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("permenpanrb-59-2020", [1, 2, 3, 4, 5]),
        ("permenpanrb-5-2018", [0, 1, 2, 3, 4, 5]),
        ("permenpanrb-8-2026", ["1", "1.01", "2.37", "3", "3.99", "4.5", "4.98", "5"]),
    ],
)
def test_all_indicators_uncertain_take_less_than_half_a_second(
    name: str, levels: list[int | str]
) -> None:
    instrument = bundled(LIBRARY, name)
    one: Outcomes = {Fraction(level): 7 + 3 * n for n, level in enumerate(levels)}
    begun = time.process_time()
    value = found(instrument, [one] * len(instrument.indicators))
    value.quantile(Fraction(1, 20))
    value.categories(2024)
    assert time.process_time() - begun < 0.5
    assert value.counts[-1] == sum(one.values()) ** len(instrument.indicators)


def test_a_quantile_is_reached_where_a_share_is_met_exactly() -> None:
    """The median of 2 or 3, each as likely, is the lower one: half lies at or below it."""
    outcomes: list[Outcomes] = [{Fraction(2): 1} for _ in NEAR_EDGES.indicators]
    outcomes[0] = {Fraction(2): 1, Fraction(3): 1}
    value = found(NEAR_EDGES, outcomes)
    low, high = Fraction(2), 2 + NEAR_EDGES.indicators[0].weight / WHOLE
    assert (value.quantile(Fraction(1, 2)), value.quantile(Fraction(51, 100))) == (low, high)
