"""Instruments are data: bundled ones hold, other regulations are added as files."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_cli.core.instrument import Instrument
from spbe_cli.reading import files
from spbe_cli.reading.library import Found, Library, read_instrument
from tests import oracle
from tests.conftest import INSTRUMENTS, ROOT, Run, all_at, assessment
from tests.scoring import card_of, indices

OWN = Path(__file__).parent / "instruments"


def own(name: str) -> Instrument:
    """Read one of the test instruments."""
    path = OWN / f"{name}.yaml"
    found = read_instrument(files.Spot(path, path.name))
    assert found.problems == ()
    assert found.value is not None
    return found.value


def test_the_three_regulations_are_bundled(library: Library) -> None:
    assert library.bundled == tuple(sorted(INSTRUMENTS))


@pytest.mark.parametrize(
    ("name", "domains", "aspects", "rows"),
    [
        ("permenpanrb-5-2018", 3, 7, 37),
        ("permenpanrb-59-2020", 4, 8, 47),
        ("permenpanrb-8-2026", 0, 7, 20),
    ],
)
def test_their_shape(library: Library, name: str, domains: int, aspects: int, rows: int) -> None:
    found = library.find(name)
    assert found is not None
    assert found.value is not None
    value = found.value
    assert (len(value.domains), len(value.aspects), len(value.indicators)) == (
        domains,
        aspects,
        rows,
    )


def test_indicator_35_of_2018_is_three_rows_of_ten_thirds(library: Library) -> None:
    found = library.find("permenpanrb-5-2018")
    assert found is not None
    assert found.value is not None
    last = found.value.aspects[-1]
    assert [i.id for i in last.indicators] == ["32", "33", "34", "35-1", "35-2", "35-3"]
    assert {i.weight for i in last.indicators} == {Fraction(10, 3)}
    card = card_of(found.value, {i.id: 1 for i in last.indicators}, year=2018)
    assert card.index == Fraction(1, 5)


def test_every_figure_has_a_source_that_is_listed(instrument: Instrument) -> None:
    bases = [
        instrument.years.basis,
        instrument.levels.basis,
        instrument.index_rule.basis,
        instrument.category_rule.basis,
        instrument.weights_basis,
        instrument.evidence.basis,
        *(category.basis for category in instrument.categories),
        *(indicator.basis for indicator in instrument.indicators),
        *(exception.basis for exception in instrument.levels.exceptional),
    ]
    assert all(basis.source in instrument.sources for basis in bases)


def test_every_name_is_there_in_both_languages(instrument: Instrument) -> None:
    names = [
        *(domain.name for domain in instrument.domains),
        *(aspect.name for aspect in instrument.aspects),
        *(indicator.name for indicator in instrument.indicators),
        *(category.name for category in instrument.categories),
    ]
    assert all(name.id.strip() and name.en.strip() for name in names)


def test_weights_and_bounds_are_those_of_the_regulations(instrument: Instrument) -> None:
    expected = {
        "permenpanrb-5-2018": ("17 28 55", "4.2 3.5 2.6 1.8 0"),
        "permenpanrb-59-2020": ("13 25 16.5 45.5", "4.2 3.5 2.6 1.8 0"),
        "permenpanrb-8-2026": ("10 10 15 15 10 15 25", "4 3.5 2.5 1.5 1"),
    }[instrument.id]
    weights = [group.weight for group in instrument.groups]
    assert weights == [Fraction(weight) for weight in expected[0].split()]
    assert [c.bound for c in instrument.categories] == [Fraction(b) for b in expected[1].split()]


def test_the_criteria_of_59_2020_cover_every_indicator_and_level(
    library: Library, i2020: Instrument
) -> None:
    found = library.find("permenpanrb-59-2020")
    assert found is not None
    criteria, problems = library.criteria(found)
    assert problems == ()
    assert criteria is not None
    assert set(criteria.indicators) == set(i2020.positions)
    for one in criteria.indicators.values():
        assert sorted(one.levels) == [1, 2, 3, 4, 5]
        assert all(text.id.strip() and text.en.strip() for text in one.levels.values())


def test_the_crosswalk_names_only_indicators_that_exist(library: Library) -> None:
    walk = oracle.read(ROOT / "indicators" / "permenpanrb-59-2020.crosswalk.yaml")
    one, other = library.find(walk["from"]), library.find(walk["to"])
    assert one is not None
    assert one.value is not None
    assert other is not None
    assert other.value is not None
    sources = set(walk["sources"])
    for pair in walk["pairs"]:
        assert pair["from"] in one.value.positions
        assert set(pair["to"]) <= set(other.value.positions)
        assert pair["source"] in sources
        assert pair["confidence"]
    walked = [pair["from"] for pair in walk["pairs"]]
    assert sorted(walked) == sorted(one.value.positions)


def test_categories_change_with_the_regulation(library: Library) -> None:
    """The same number has another name in 2026 than in 2025."""
    names = []
    for name in ("permenpanrb-59-2020", "permenpanrb-8-2026"):
        found = library.find(name)
        assert found is not None
        assert found.value is not None
        names.append(found.value.judge(Fraction(4), 2025).category.name.id)
    assert names == ["Sangat Baik", "Memuaskan"]


@pytest.mark.parametrize("name", ["three-layers", "two-layers", "odd-weights"])
def test_another_regulation_is_another_file(name: str) -> None:
    instrument = own(name)
    written = oracle.read(OWN / f"{name}.yaml")
    for level in (instrument.levels.lowest, instrument.levels.highest):
        card = card_of(instrument, {i.id: int(level) for i in instrument.indicators})
        expected = oracle.expected(written, {i.id: level for i in instrument.indicators})
        assert (card.index, indices(card)) == expected
        assert card.index == level


def test_odd_weights_stay_exact() -> None:
    instrument = own("odd-weights")
    levels = dict(zip(instrument.positions, (1, 2, 3, 1), strict=True))
    written = oracle.read(OWN / "odd-weights.yaml")
    expected = oracle.expected(written, {key: Fraction(v) for key, v in levels.items()})
    card = card_of(instrument, levels)
    assert (card.index, indices(card)) == expected
    assert card.index.denominator > 100
    assert str(instrument.rounded(card.index)) == "1.192"


def test_a_users_instrument_works_by_path(
    spbe: Callable[..., Run], write: Callable[[str, str], Path]
) -> None:
    for name, top in (("three-layers", "5.00"), ("two-layers", "4.00"), ("odd-weights", "3.000")):
        mine = write(f"rules/{name}.yaml", (OWN / f"{name}.yaml").read_text(encoding="utf-8"))
        instrument = own(name)
        best = all_at(instrument.levels.highest, instrument)
        text = assessment(best, instrument=f"../rules/{name}.yaml")
        path = write("year/2024.yaml", text)
        scored = spbe("score", path)
        assert (scored.code, scored.err) == (0, "")
        assert f"SPBE index {top} Tinggi (High)" in scored.out
        assert spbe("validate", path, mine).code == 0
        assert spbe("instrument", "show", mine).code == 0
        assert spbe("instrument", "show", mine, instrument.indicators[0].id).code == 0


def test_an_instrument_that_does_not_hold_is_refused_with_group_and_difference(
    spbe: Callable[..., Run], write: Callable[[str, str], Path]
) -> None:
    text = (OWN / "two-layers.yaml").read_text(encoding="utf-8").replace("weight: 30", "weight: 33")
    mine = write("mine.yaml", text)
    shown = spbe("instrument", "show", mine)
    assert shown.code == 1
    assert "mine.yaml:30:13: error SPBE120 the indicators of aspect 1 add up to 53" in shown.err
    assert "3 off" in shown.err
    path = write("2024.yaml", assessment({"1": 1, "2": 1, "3": 1}, instrument="./mine.yaml"))
    scored = spbe("score", path)
    assert scored.code == 1
    assert "mine.yaml:30:13: error SPBE120" in scored.err
    assert "2024.yaml:3:13: error SPBE214" in scored.err


def test_an_instrument_is_read_once_in_a_run(library: Library) -> None:
    one, other = library.find("permenpanrb-59-2020"), library.find("permenpanrb-59-2020")
    assert isinstance(one, Found)
    assert one is other
