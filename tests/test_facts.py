"""Each bug seen in existing SPBE tools, as a test that would catch it here."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_cli.core.instrument import Instrument
from spbe_cli.core.opds import by_opd
from tests.conftest import ROOT, Run, all_at, assessment
from tests.scoring import card_of, case_of

KEMENKO = ROOT / "examples/kemenko-perekonomian/2021.yaml"


def test_there_is_one_scale_of_categories_and_it_is_the_instruments(instrument: Instrument) -> None:
    names = {category.name.id for category in instrument.categories}
    assert names == {"Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang"}


def test_the_highest_index_has_a_category(instrument: Instrument) -> None:
    """`>= 4.2 && < 5.0` leaves 5.00 without one."""
    best = card_of(
        instrument, {i.id: int(instrument.levels.highest) for i in instrument.indicators}
    )
    assert best.index == 5
    assert best.judgement.category.name.id == "Memuaskan"


def test_every_index_has_exactly_one_category(instrument: Instrument) -> None:
    levels = instrument.levels
    names = [
        instrument.judge(levels.lowest + Fraction(n, 1000), 2024).category.bound
        for n in range(int(levels.highest - levels.lowest) * 1000 + 1)
    ]
    assert names == sorted(names)


def test_weights_have_their_point_in_the_right_place_and_sum_to_100(
    instrument: Instrument,
) -> None:
    """Weight 27.5 instead of 2.75; weights that sum to 99."""
    assert sum(indicator.weight for indicator in instrument.indicators) == 100
    assert sum(group.weight for group in instrument.groups) == 100
    assert max(indicator.weight for indicator in instrument.indicators) <= 15


def test_each_contribution_counts_once(instrument: Instrument) -> None:
    card = card_of(instrument, {i.id: 3 for i in instrument.indicators})
    assert sum(line.contribution for line in card.lines) == card.index == 3


@pytest.mark.parametrize("key", ["I11", "011", "12a", "Indikator 11", "48"])
def test_a_misspelt_indicator_is_an_error_never_0(
    key: str, spbe: Callable[..., Run], write: Callable[[str, str], Path], i2020: Instrument
) -> None:
    levels = all_at(3, i2020)
    del levels["11"]
    path = write("a.yaml", assessment(levels | {key: 4}))
    run = spbe("score", path)
    assert run.code == 1
    assert "SPBE105" in run.err
    assert "no index" in run.out


def test_a_missing_indicator_is_said_and_counts_at_the_lowest_level(
    spbe: Callable[..., Run], write: Callable[[str, str], Path], i2020: Instrument
) -> None:
    levels = all_at(5, i2020)
    del levels["47"]
    [result] = json.loads(spbe("score", "--format", "json", write("a", assessment(levels))).out)[
        "results"
    ]
    assert result["index_exact"] == "4.88"
    assert result["indicators"][46]["level"] == 1


@pytest.mark.parametrize("level", ["50", "0", "6", "-1", "2.5", "4.0001"])
def test_a_level_that_does_not_exist_is_refused(
    level: str, spbe: Callable[..., Run], write: Callable[[str, str], Path], i2020: Instrument
) -> None:
    run = spbe("score", write("a.yaml", assessment(all_at(3, i2020) | {"11": level})))
    assert run.code == 1
    assert "SPBE104" in run.err


def test_3_0_is_3(
    spbe: Callable[..., Run], write: Callable[[str, str], Path], i2020: Instrument
) -> None:
    assert spbe("score", write("a.yaml", assessment(all_at("3.0", i2020)))).code == 0


def test_the_index_is_weighted_and_the_same_everywhere(spbe: Callable[..., Run]) -> None:
    """Three different numbers for the same data in one app; an unweighted mean beside the index."""
    [result] = json.loads(spbe("score", "--format", "json", KEMENKO).out)["results"]
    parts = sum(Fraction(line["contribution_exact"]) for line in result["indicators"])
    domains = sum(
        Fraction(d["index_exact"]) * Fraction(d["weight"]) / 100 for d in result["domains"]
    )
    aspects = sum(
        Fraction(a["index_exact"]) * Fraction(a["weight"]) / 100 for a in result["aspects"]
    )
    assert parts == domains == aspects == Fraction(result["index_exact"]) == Fraction("2.9475")
    plain = Fraction(sum(line["level"] for line in result["indicators"]), 47)
    assert plain != parts
    for depth in ("domain", "aspect", "indicator"):
        assert "2.95 Baik" in spbe("score", "--by", depth, KEMENKO).out


def test_an_opd_is_measured_by_its_own_indicators_only(i2020: Instrument) -> None:
    opds = {
        "arsip": {"owns": ["37"], "answers": {"37": 5}},
        "kominfo": {"owns": ["1-10"], "answers": {str(n): 2 for n in range(1, 11)}},
    }
    case = case_of(i2020, {}, opds=opds)
    arsip, kominfo, nobody = by_opd(case)
    assert (arsip.mean, arsip.answered, arsip.owns) == (Fraction(5), 1, ("37",))
    assert (kominfo.mean, kominfo.answered) == (Fraction(2), 10)
    assert (nobody.id, nobody.mean, len(nobody.owns)) == (None, None, 36)


def test_level_names_belong_to_their_levels(i2020: Instrument) -> None:
    """A level index that is off by one."""
    names = i2020.levels.names
    process = [names["process"][Fraction(n)].id for n in range(1, 6)]
    assert process == ["Rintisan", "Terkelola", "Terdefinisi", "Terpadu dan Terukur", "Optimum"]
    service = [names["service"][Fraction(n)].id for n in range(1, 6)]
    assert service == ["Informasi", "Interaksi", "Transaksi", "Kolaborasi", "Optimum"]
    assert i2020.indicator("31").scale == "process"
    assert i2020.indicator("32").scale == "service"


def test_domains_are_not_rounded_before_the_index(i2020: Instrument) -> None:
    levels = {str(n): 2 for n in range(1, 48)} | {"21": 3}
    card = card_of(i2020, levels)
    rounded_first = sum(
        Fraction(i2020.rounded(score.index)) * score.group.weight / 100 for score in card.domains
    )
    assert card.index == Fraction("2.015")
    assert rounded_first != card.index


def test_ties_round_up_where_a_float_does_not(i2020: Instrument) -> None:
    assert str(i2020.rounded(Fraction("2.9475"))) == "2.95"
    assert str(i2020.rounded(Fraction("2.675"))) == "2.68"
    assert f"{2.675:.2f}" == "2.67"
