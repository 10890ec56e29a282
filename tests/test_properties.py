"""What holds for every assessment."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.exact import exact_text, number, parse_decimal, round_change, round_half_up
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.opds import by_opd
from spbe_cli.core.scoring import margins
from spbe_cli.reading.library import Library
from tests.conftest import INSTRUMENTS, bundled
from tests.scoring import card_of, case_of

LIBRARY = Library()
ALL = {name: bundled(LIBRARY, name) for name in INSTRUMENTS}
OPDS = ("bappeda", "inspektorat", "kominfo")


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    return ALL[draw(st.sampled_from(INSTRUMENTS))]


def levels_of(instrument: Instrument) -> st.SearchStrategy[Any]:
    return st.sampled_from(sorted(instrument.levels.all)).map(_plain)


def _plain(level: object) -> Any:
    """Give a level as the YAML reader does."""
    return parse_decimal(exact_text(level))  # type: ignore[arg-type] # levels are exact


@st.composite
def answered(draw: st.DrawFn, *, partly: bool = False) -> tuple[Instrument, dict[str, Any]]:
    instrument = draw(instruments())
    level = levels_of(instrument)
    value = st.one_of(st.none(), level) if partly else level
    return instrument, {i.id: draw(value) for i in instrument.indicators}


@st.composite
def shared(draw: st.DrawFn) -> tuple[Instrument, dict[str, Any]]:
    """Draw an assessment whose indicators are owned and answered by several OPDs, or by nobody."""
    instrument = draw(instruments())
    level = levels_of(instrument)
    ids = [indicator.id for indicator in instrument.indicators]
    answers = st.dictionaries(st.sampled_from(ids), level, max_size=12)
    owns = st.one_of(st.none(), st.lists(st.sampled_from(ids), max_size=12, unique=True))
    opds = {
        name: {"answers": draw(answers)} | ({"owns": owned} if (owned := draw(owns)) else {})
        for name in OPDS
    }
    lead = draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(OPDS), max_size=6))
    rule = draw(st.sampled_from(["lowest", "highest", "mean", "median"]))
    own = draw(st.dictionaries(st.sampled_from(ids), level, max_size=6))
    return instrument, {"answers": own, "opds": opds, "lead": lead, "combine": rule}


def shuffled(items: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.permutations(list(items.items())).map(dict)


@given(answered())
def test_the_index_lies_within_the_levels(given_: tuple[Instrument, dict[str, Any]]) -> None:
    instrument, levels = given_
    values = [number(level) for level in levels.values()]
    assert min(values) <= card_of(instrument, levels).index <= max(values)


@given(st.data())
def test_all_at_one_level_gives_that_level(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    level = data.draw(levels_of(instrument))
    card = card_of(instrument, {i.id: level for i in instrument.indicators})
    assert card.index == number(level)
    assert {score.index for score in (*card.domains, *card.aspects)} == {number(level)}


@given(answered(), st.data())
def test_raising_a_level_never_lowers_the_index(
    given_: tuple[Instrument, dict[str, Any]], data: st.DataObject
) -> None:
    instrument, levels = given_
    raised = data.draw(st.sampled_from(list(levels)))
    higher = levels | {raised: data.draw(levels_of(instrument))}
    before, after = card_of(instrument, levels), card_of(instrument, higher)
    change = number(higher[raised]) - number(levels[raised])
    assert after.index - before.index == instrument.indicator(raised).weight * change / 100


@given(answered(partly=True), st.data())
def test_bounds_hold_whatever_the_unanswered_turn_out_to_be(
    given_: tuple[Instrument, dict[str, Any]], data: st.DataObject
) -> None:
    instrument, levels = given_
    card = card_of(instrument, levels)
    filled = {k: data.draw(levels_of(instrument)) if v is None else v for k, v in levels.items()}
    assert card.low <= card_of(instrument, filled).index <= card.high
    lowest, highest = _plain(instrument.levels.lowest), _plain(instrument.levels.highest)
    at = {k: lowest if v is None else v for k, v in levels.items()}
    assert card.low == card.index == card_of(instrument, at).index
    at = {k: highest if v is None else v for k, v in levels.items()}
    assert card.high == card_of(instrument, at).index


@given(answered(partly=True), st.data())
def test_the_order_of_answers_does_not_matter(
    given_: tuple[Instrument, dict[str, Any]], data: st.DataObject
) -> None:
    instrument, levels = given_
    assert card_of(instrument, levels) == card_of(instrument, data.draw(shuffled(levels)))


@given(shared(), st.data())
def test_the_order_of_opds_does_not_matter(
    given_: tuple[Instrument, dict[str, Any]], data: st.DataObject
) -> None:
    instrument, settings = given_
    moved = settings | {"opds": data.draw(shuffled(settings["opds"]))}
    one, other = (_case(instrument, s).scorecard for s in (settings, moved))
    assert one == other


@given(shared())
def test_the_parts_of_the_opds_sum_exactly_to_the_index(
    given_: tuple[Instrument, dict[str, Any]],
) -> None:
    instrument, settings = given_
    case = _case(instrument, settings)
    parts = by_opd(case)
    assert sum((part.contribution for part in parts), Fraction(0)) == case.scorecard.index
    highest = instrument.levels.highest - case.scorecard.index
    assert sum((part.remaining for part in parts), Fraction(0)) == highest


@given(shared())
def test_answers_come_before_lead_before_combination(
    given_: tuple[Instrument, dict[str, Any]],
) -> None:
    instrument, settings = given_
    for standing in _case(instrument, settings).standings:
        own = settings["answers"].get(standing.indicator)
        said = {
            opd: number(values["answers"][standing.indicator])
            for opd, values in settings["opds"].items()
            if standing.indicator in values["answers"]
        }
        lead = settings["lead"].get(standing.indicator)
        if own is not None:
            assert standing.level == number(own)
        elif lead in said:
            assert standing.level == said[lead]
        elif said and settings["combine"] == "lowest":
            assert standing.level == min(said.values())
        elif said and settings["combine"] == "highest":
            assert standing.level == max(said.values())
        elif said:
            assert standing.level is not None
            assert min(said.values()) <= standing.level <= max(said.values())
            assert standing.unofficial == (len(set(said.values())) > 1)
        else:
            assert standing.level is None


@given(answered())
def test_the_margins_lead_to_the_neighbouring_categories(
    given_: tuple[Instrument, dict[str, Any]],
) -> None:
    instrument, levels = given_
    for year in (2023, 2024):
        card = card_of(instrument, levels, year)
        distance = margins(card)
        hair = Fraction(1, 10**9)
        if distance.up is not None:
            assert instrument.judge(card.index + distance.up, year).category is distance.better
            below = instrument.judge(card.index + distance.up - hair, year).category
            assert below is card.judgement.category
        if distance.down is not None:
            at_bound = instrument.judge(card.index - distance.down, year).category
            assert at_bound is card.judgement.category
            below = instrument.judge(card.index - distance.down - hair, year).category
            assert below is distance.worse


@given(st.data())
def test_ranges_are_what_select_reads(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    ids = data.draw(st.lists(st.sampled_from(list(instrument.positions)), unique=True))
    read = [one for written in instrument.ranges(ids) for one in instrument.select(written)]
    assert read == sorted(ids, key=instrument.positions.__getitem__)


@given(st.fractions(min_value=-10, max_value=10), st.integers(0, 5))
def test_rounding_is_half_up_and_never_far(value: Fraction, places: int) -> None:
    rounded = Fraction(round_half_up(value, places))
    half = Fraction(1, 2 * 10**places)
    assert -half < rounded - value <= half


@given(st.fractions(min_value=-10, max_value=10), st.integers(0, 5))
def test_a_change_rounds_the_same_up_as_down(value: Fraction, places: int) -> None:
    rounded = round_change(value, places)
    assert round_change(-value, places) == -rounded
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**places)
    assert not str(rounded).startswith("-0.") or value < 0 != rounded


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=9))
def test_exact_text_is_read_back(value: Any) -> None:
    written = exact_text(number(value))
    read = parse_decimal(written)
    assert read is not None
    assert number(read) == number(value)
    assert not written.endswith("0") or "." not in written


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction("2.9475"), "2.9475"), (Fraction(10, 3), "10/3"), (Fraction(3), "3"), (-1, "-1")],
)
def test_exact_text(value: Fraction, text: str) -> None:
    assert exact_text(value) == text


def _case(instrument: Instrument, settings: dict[str, Any]) -> Any:
    return case_of(instrument, settings["answers"], 2024, **_rest(settings))


def _rest(settings: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in settings.items() if key != "answers"}
