"""Ranking: what holds whatever is ranked, and positions among official results."""

import csv
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.assessment import Assessment, folded, province_name
from spbe_cli.core.case import Case
from spbe_cli.core.instrument import Citation, Instrument, Names
from spbe_cli.core.problems import CallError, Code, Finding, Problem
from spbe_cli.core.published import span
from spbe_cli.core.ranks.board import Wanted, board, board_among, choose
from spbe_cli.core.ranks.position import Official, Place, Reference, place
from spbe_cli.core.ranks.ranking import (
    By,
    Entry,
    Figure,
    entry_of,
    kinds,
    open_figures,
    quartiles,
    rank,
    refusal,
    sections,
    spread,
    twice,
)
from spbe_cli.core.result import Result, figures
from spbe_cli.reading.library import Library
from tests.conftest import ROOT, all_at, bundled

I2020 = bundled(Library(), "permenpanrb-59-2020")
CATEGORIES = [category.name.id for category in I2020.categories]


def entry(value: object, name: str = "Kabupaten A", **known: Any) -> Entry:
    """Make an entry with an exact index, announced where it is a text; None is an error."""
    bare = Entry("a.yaml", folded(name), name, year=2024, instrument=I2020.id, stage="final")
    if value is None:
        return replace(bare, errors=1, **known)
    exact = Fraction(str(value))
    shown = Decimal(value) if isinstance(value, str) else I2020.rounded(exact)
    settled: dict[str, Any] = {
        "index": Figure(exact, shown),
        "category": I2020.judge(exact, 2024).category.name.id,
        "groups": (None,) * 4,
        "announced": isinstance(value, str),
    }
    return replace(bare, **(settled | known))


exact_indices = st.integers(2000, 10000).map(lambda n: Fraction(n, 2000))
announced_indices = st.builds(
    lambda whole, part, places: str(whole) + (f".{part:0{places}}" if places else ""),
    st.integers(1, 4),
    st.integers(0, 9),
    st.integers(0, 3),
)
names = st.sampled_from([f"Kabupaten {letter}" for letter in "ABCDEFGH"])
entries = st.lists(
    st.builds(entry, st.one_of(exact_indices, announced_indices), names), min_size=1, max_size=12
)


def values(listed: Sequence[Entry]) -> list[Fraction]:
    return [one.exact for one in listed]


@given(entries)
def test_a_rank_counts_those_above_and_a_percentile_those_below(listed: list[Entry]) -> None:
    for one in rank(listed):
        own, others = one.entry.exact, values(listed)
        others.remove(own)
        assert one.rank == 1 + sum(other > own for other in others)
        if not others:
            assert one.percentile is None
            continue
        below = sum(other < own for other in others) + Fraction(others.count(own), 2)
        assert one.percentile == below / len(others)
        assert 0 <= one.percentile <= 1


@given(entries, st.randoms())
def test_ranks_do_not_depend_on_the_order_of_files(listed: list[Entry], random: object) -> None:
    numbered = [replace(one, file=str(n)) for n, one in enumerate(listed)]
    shuffled = [*numbered]
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random
    one, other = rank(numbered), rank(shuffled)
    assert {r.entry.file: r[:2] for r in one} == {r.entry.file: r[:2] for r in other}
    assert [(r.rank, r.entry.name) for r in one] == [(r.rank, r.entry.name) for r in other]
    assert [r.entry.exact for r in one] == sorted(values(listed), reverse=True)


def test_equal_ones_share_a_rank_and_the_next_counts_all_before_it() -> None:
    listed = [entry(v, n) for v, n in ((3, "B"), (4, "X"), (2, "Y"), (3, "A"), (None, "Z"))]
    found = rank(listed)
    assert [(one.rank, one.entry.institution) for one in found] == [
        (1, "X"), (2, "A"), (2, "B"), (4, "Y"),
    ]  # fmt: skip
    half = Fraction(1, 2)
    assert [one.percentile for one in found] == [1, half, half, 0]


def test_nothing_is_rounded_before_it_is_ranked() -> None:
    """2.9475 and 2.9455 are both shown as 2.95; a float would also tie 2.9475 with 2.95."""
    listed = [entry(Fraction("2.9455"), "A"), entry(Fraction("2.9475"), "B")]
    assert {str(one.index.shown) for one in listed if one.index} == {"2.95"}
    assert [(one.rank, one.entry.institution) for one in rank(listed)] == [(1, "B"), (2, "A")]
    third = [entry(Fraction(44, 15), "A"), entry(Fraction(44, 15) + Fraction(1, 10**30), "B")]
    assert [one.entry.institution for one in rank(third)] == ["B", "A"]


@given(st.lists(exact_indices, min_size=1, max_size=15))
def test_quartiles_are_medians_of_the_halves(given_values: list[Fraction]) -> None:
    ordered = sorted(given_values)
    half = len(ordered) // 2
    lower = statistics.median(ordered[:half] or ordered)
    upper = statistics.median(ordered[len(ordered) - half :] or ordered)
    assert quartiles(given_values) == (lower, statistics.median(ordered), upper)


@given(entries)
def test_a_spread_counts_every_entry_once(listed: list[Entry]) -> None:
    found = spread(rank(listed), I2020)
    assert list(found.categories) == CATEGORIES
    assert sum(found.categories.values()) == found.number == len(listed)
    assert {one.exact for one in found.best} == {max(values(listed))}
    assert {one.exact for one in found.lowest} == {min(values(listed))}
    assert len(found.best) == values(listed).count(max(values(listed)))


def test_groups_are_ranked_by_themselves_in_a_known_order() -> None:
    listed = [
        entry(3, "A", type="kota", province="Jawa Timur"),
        entry(4, "B", type="kabupaten", province="Prov. Jatim"),
        entry(2, "C", type="kota", province="Bali"),
        entry(1, "D"),
        entry(None, "E", type="kota"),
    ]
    by_type = sections(listed, By.TYPE, I2020)
    assert [(one.key, [r.entry.institution for r in one.ranked]) for one in by_type] == [
        ("kabupaten", ["B"]), ("kota", ["A", "C"]), (None, ["D"]),
    ]  # fmt: skip
    assert [r.rank for r in by_type[1].ranked] == [1, 2]
    by_province = sections(listed, By.PROVINCE, I2020)
    assert [(one.key, one.spread.number) for one in by_province] == [
        ("Bali", 1), ("Jawa Timur", 2), (None, 1),
    ]  # fmt: skip
    by_category = sections(listed, By.CATEGORY, I2020)
    assert [one.key for one in by_category] == ["Sangat Baik", "Baik", "Cukup", "Kurang"]
    assert not sections([entry(None)], By.TYPE, I2020)
    central = [
        entry(3, "A", type="kementerian"),
        entry(3, "B", type="lpnk", province="DKI Jakarta"),
        entry(3, "C", type="lembaga"),
        entry(3, "D", type="kota"),
        entry(3, "E", province="Sulawesi Utara"),
        entry(3, "F", province="Pusat"),
        entry(3, "G", province=""),
    ]
    found = sections(central, By.PROVINCE, I2020)
    assert [(one.key, [r.entry.institution for r in one.ranked]) for one in found] == [
        ("DKI Jakarta", ["B"]),
        ("Pusat", ["F"]),
        ("Sulawesi Utara", ["E"]),
        ("pusat", ["A", "C"]),
        (None, ["D", "G"]),
    ]


def test_an_entry_keeps_what_is_ranked() -> None:
    case = Case(_assessment(answers=all_at(3, I2020) | {"1": None}), I2020)
    found = entry_of(figures(Result("a.yaml", case.assessment, frozenset(), case, ())))
    assert (found.name, found.exact, found.unanswered) == ("kabupatena", Fraction("2.974"), 1)
    assert not found.announced
    assert [one.exact if one else None for one in found.groups] == [Fraction("2.8"), 3, 3, 3]
    assert (found.type, found.province, found.stage) == ("kota", "Bali", "final")
    assert found.beside is None


def test_what_was_announced_beside_answers_is_kept() -> None:
    published = {"index": Decimal("3.03")}
    case = Case(_assessment(answers=all_at(3, I2020), published=published), I2020)
    found = entry_of(figures(Result("a.yaml", case.assessment, frozenset(), case, ())))
    assert (found.exact, found.beside) == (Fraction(3), Decimal("3.03"))
    assert not found.announced


def test_an_announced_entry_keeps_its_decimals_and_the_groups_that_were_announced() -> None:
    published = {"index": Decimal("2.9"), "domains": {"3": Decimal("2.80")}}
    case = Case(_assessment(published=published), I2020)
    found = entry_of(figures(Result("a.yaml", case.assessment, frozenset(), case, ())))
    assert found.index == Figure(Fraction(29, 10), Decimal("2.9"))
    assert str(found.index.shown) == "2.9"
    assert found.groups == (None, None, Figure(Fraction("2.8"), Decimal("2.80")), None)
    assert found.announced
    assert found.beside is None


def test_an_instrument_without_domains_is_ranked_with_its_aspects() -> None:
    i2026 = bundled(Library(), "permenpanrb-8-2026")
    for known in ({"answers": all_at(3, i2026)}, {"published": {"index": Decimal(3)}}):
        case = Case(_assessment(instrument=i2026.id, **known), i2026)
        found = entry_of(figures(Result("a.yaml", case.assessment, frozenset(), case, ())))
        assert len(found.groups) == len(i2026.aspects) == 7


def test_an_entry_with_an_error_has_no_figures() -> None:
    case = Case(_assessment(answers=all_at(3, I2020)), I2020)
    problem = Problem("a.yaml", None, Finding(Code.UNREADABLE))
    broken = frozenset([("type",), ("stage",)])
    found = entry_of(figures(Result("a.yaml", case.assessment, broken, case, (problem,))))
    assert (found.index, found.category, found.groups, found.errors) == (None, None, (), 1)
    assert (found.institution, found.type, found.stage) == ("Kabupaten A", None, None)
    nothing = entry_of(Result("b.yaml", None, frozenset(), None, (problem,)))
    assert nothing == Entry("b.yaml", errors=1)


def _assessment(**known: object) -> Assessment:
    data = {
        "institution": "Kabupaten A",
        "type": "kota",
        "province": "Bali",
        "year": 2024,
        "instrument": I2020.id,
        "stage": "final",
    }
    return Assessment.model_validate(data | known)


def _is_open(one: Entry, other: Entry) -> bool:
    """Say anew whether it is open which of two is ahead; of two exact ones it never is."""
    assert one.index is not None
    assert other.index is not None
    spans = [span(each.index.shown, 2) for each in (one, other) if each.index and each.announced]
    if len(spans) == 2:
        return spans[0].low < spans[1].high and spans[1].low < spans[0].high
    exact = one.exact if other.announced else other.exact
    return bool(spans) and exact in spans[0]


@given(entries)
def test_announced_figures_near_others_are_counted(listed: list[Entry]) -> None:
    expected = sum(
        one.announced and any(_is_open(one, other) for at, other in enumerate(listed) if at != n)
        for n, one in enumerate(listed)
    )
    assert open_figures(rank(listed), I2020) == expected


def test_equal_announced_figures_are_no_proven_tie_and_equal_exact_ones_are() -> None:
    """3.00 is announced for 2.9951 as for 3.0049; 3.0 for all from 2.945 (SPEC: rounded twice)."""
    exact, announced = entry(3, "A"), entry("3.00", "B")
    assert open_figures(rank([announced, entry("3.00", "C")]), I2020) == 2
    assert open_figures(rank([announced, exact]), I2020) == 1
    assert open_figures(rank([announced, entry("3.01", "C"), entry("2.99", "D")]), I2020) == 0
    assert open_figures(rank([entry("3.0", "C"), entry("3.05", "D")]), I2020) == 2
    assert open_figures(rank([entry("3.0", "C"), entry("3.06", "D")]), I2020) == 0
    assert open_figures(rank([exact, entry(3, "D")]), I2020) == 0
    reference = Reference(rank([announced, entry("3.00", "C")]), _official())
    assert reference.position(exact).open_to == 2
    assert reference.position(entry("3.00", "B")).open_to == 1


@given(exact_indices, st.lists(exact_indices, max_size=9))
def test_a_place_says_how_many_are_above_and_below(value: Fraction, others: list[Fraction]) -> None:
    found = place(value, sorted(others))
    if not others:
        assert found is None
        return
    assert found is not None
    assert found.rank == 1 + sum(other > value for other in others)
    assert found.out_of == len(others) + 1
    equal = Fraction(others.count(value), 2)
    assert found.percentile == (sum(other < value for other in others) + equal) / len(others)
    assert found.from_median == value - statistics.median(others)
    assert found.from_best == value - max(others)


official_entries = st.lists(
    st.builds(entry, announced_indices, names), min_size=1, max_size=8, unique_by=lambda e: e.name
)


@given(official_entries, st.builds(entry, st.one_of(exact_indices, announced_indices), names))
def test_a_position_leaves_out_the_own_official_row(official: list[Entry], one: Entry) -> None:
    others = [each for each in official if each.name != one.name]
    found = Reference(rank(official), _official()).position(one)
    assert found.whole == place(one.exact, sorted(values(others)))
    assert (found.official is None) == (len(others) == len(official))
    if found.official is not None:
        above = sum(each.exact > found.official.entry.exact for each in official)
        assert (found.official.entry.name, found.official.rank) == (one.name, above + 1)
    assert found.open_to == sum(_is_open(one, other) for other in others)


def test_a_position_has_a_place_in_each_group() -> None:
    def grouped(value: str, name: str, *groups: str | None) -> Entry:
        parts = [None if part is None else Figure(Fraction(part), Decimal(part)) for part in groups]
        return entry(value, name, groups=tuple(parts))

    official = [
        grouped("3.00", "A", "3.0", "1.0", "2.00", None),
        grouped("2.00", "B", "2.0", "4.0", "2.00", None),
        grouped("4.00", "C", "5.0", "5.0", "2.00", None),
    ]
    given_entry = grouped("3.50", "C", "2.5", None, "2.00", "3.00")
    found = Reference(rank(official), _official()).position(given_entry)
    assert found.official is not None
    assert (found.official.entry.institution, found.official.rank) == ("C", 1)
    half = Fraction(1, 2)
    assert found.whole == Place(Fraction("3.5"), 1, 3, Fraction(1), Fraction("2.5"), Fraction(3))
    assert found.groups == (
        Place(Fraction("2.5"), 2, 3, half, Fraction("2.5"), Fraction(3)),
        None,
        Place(Fraction(2), 1, 3, half, 2, Fraction(2)),
        None,
    )


@pytest.mark.parametrize(
    ("known", "theirs", "is_own"),
    [
        ({}, {"type": "kota", "province": "Bali"}, True),
        ({"type": "kota", "province": "Prov. Bali"}, {"type": "kota", "province": "Bali"}, True),
        ({"type": "kota"}, {"type": "kabupaten"}, False),
        ({"province": "Bali"}, {"province": "Banten"}, False),
        ({"type": "kabupaten", "province": "Bali"}, {"type": "kota", "province": "Bali"}, False),
        ({"type": "kota", "province": "Bali"}, {}, True),
    ],
)
def test_a_name_alone_is_no_identity_where_more_is_known(
    known: dict[str, Any], theirs: dict[str, Any], is_own: bool
) -> None:
    reference = Reference(rank([entry("3.00", **theirs), entry("4.00", "Kota B")]), _official())
    found = reference.position(entry("3.50", **known))
    assert (found.official is not None) == is_own
    nearest = None if found.nearest is None else found.nearest.institution
    assert nearest == (None if is_own else "Kabupaten A")
    assert found.whole is not None
    assert found.whole.out_of == (2 if is_own else 3)


MARVES = "Kementerian Koordinator Bidang Kemaritiman dan Investasi"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Kab. Blitarr", "Pemerintah Kabupaten Blitar"),
        ("Kabupaten Bliter", "Pemerintah Kabupaten Blitar"),
        ("Kabupaten Biltar", "Pemerintah Kabupaten Blitar"),
        ("Blitar", "Pemerintah Kabupaten Blitar"),
        ("Kota Blitar", None),
        ("Kementerian Koordinator Bidang Kemaritiman", MARVES),
        (f"{MARVES} dan Laut", MARVES),
        ("Kementerian Pertanian", None),
        ("Kab. Nias", "Pemerintah Kabupaten Nias Barat"),
        ("Kab", None),
        ("X", None),
    ],
)
def test_the_nearest_official_name_is_found_where_the_own_one_is_not(
    name: str, nearest: str | None
) -> None:
    rows = [
        entry("3.00", "Pemerintah Kabupaten Blitar", type="kabupaten"),
        entry("3.10", MARVES),
        entry("3.20", "Pemerintah Kabupaten Nias Barat"),
    ]
    reference = Reference(rank(rows), _official())
    found = reference.position(entry(3, name)).nearest
    assert (None if found is None else found.institution) == nearest
    assert reference.position(entry(3, "Blitar", type="kota")).nearest is None
    assert reference.position(entry(3, "Kab. Blitar")).nearest is None


@pytest.mark.parametrize(
    ("part", "files", "differs"),
    [
        ((None, None), [("kota", "Bali")], [()]),
        (("kota", None), [(None, None), ("kota", "Bali")], [(), ()]),
        (("kota", None), [("kabupaten", "Bali"), ("kota", None)], [("type",), ()]),
        (
            ("kota", "Bali"),
            [("kabupaten", "Aceh"), (None, "Prov. Bali")],
            [("type", "province"), ()],
        ),
    ],
)
def test_some_among_others_than_their_like_are_named(
    part: tuple[str | None, str | None],
    files: list[tuple[str | None, str | None]],
    differs: list[tuple[str, ...]],
) -> None:
    official = _official(entry("3.00", "Kota B"))._replace(type=part[0], province=part[1])
    entries = [entry(3, type=kind, province=province) for kind, province in files]
    found = board_among(entries, I2020, official, None)
    assert [one.differs for one in found.positions] == differs


@pytest.mark.parametrize(
    ("part", "files", "instead"),
    [
        (("kota", None), [("kabupaten", "Bali")], "2024:kabupaten"),
        (("kota", "Bali"), [("kabupaten", "Bali")], "2024:kabupaten:Bali"),
        (("kota", "Bali"), [("kota", "Aceh"), ("kota", "Riau")], "2024:kota"),
        ((None, "Bali"), [("kota", "Aceh"), ("kabupaten", "Aceh")], "2024::Aceh"),
        (("kota", None), [("kabupaten", "Aceh"), ("provinsi", "Aceh")], "2024"),
        ((None, "Bali"), [(None, "Aceh")], "2024::Aceh"),
    ],
)
def test_all_among_others_than_their_like_are_refused(
    part: tuple[str | None, str | None], files: list[tuple[str, str]], instead: str
) -> None:
    official = _official(entry("3.00", "Kota B"))._replace(type=part[0], province=part[1])
    entries = [entry(3, type=kind, province=province) for kind, province in files]
    with pytest.raises(CallError) as refused:
        board_among(entries, I2020, official, None)
    assert refused.value.key == "call.rank-among-strangers"
    assert refused.value.values["instead"] == instead
    assert refused.value.values["asked"] == ", ".join(filter(None, part))


def test_what_is_refused_is_listed_whole_or_with_how_many_others() -> None:
    few, many = ({f"kind {n}": 9 - n for n in range(number)} for number in (5, 7))
    assert refusal("call.a", "call.b", few).values["found"].endswith("kind 4 (5)")
    found = refusal("call.a", "call.b", many, asked="x")
    assert (found.key, found.values["others"], found.values["asked"]) == ("call.b", "2", "x")
    assert found.values["found"] == "kind 0 (9), kind 1 (8), kind 2 (7), kind 3 (6), kind 4 (5)"


def test_a_mix_is_refused_and_what_there_is_is_listed() -> None:
    listed = [entry(3), entry(2), entry(4, year=2023), entry(None, year=2022)]
    assert kinds(listed) == {f"{I2020.id} 2024": 2, f"{I2020.id} 2023": 1}
    with pytest.raises(CallError) as refused:
        choose(listed, Wanted())
    assert refused.value.key == "call.rank-mix"
    assert refused.value.values["found"] == f"{I2020.id} 2024 (2), {I2020.id} 2023 (1)"
    other = [entry(3), entry(3, instrument="mine")]
    with pytest.raises(CallError, match="rank-mix"):
        choose(other, Wanted())
    kept, left_out = choose(listed, Wanted(year=2024))
    assert (kept, left_out) == ((listed[0], listed[1]), 2)
    assert choose(other, Wanted(instrument="mine")) == ((other[1],), 1)


def test_what_is_not_known_of_a_file_leaves_it_in() -> None:
    listed = [entry(3), entry(None, year=None, instrument=None, stage=None)]
    assert choose(listed, Wanted(2024, I2020.id, "final")) == (tuple(listed), 0)
    assert choose(listed, Wanted(stage="self")) == ((listed[1],), 1)
    with pytest.raises(CallError) as refused:
        choose(listed[:1], Wanted(stage="self"))
    assert refused.value.values["found"] == f"{I2020.id} 2024 final (1)"
    assert choose([], Wanted(year=1)) == ((), 0)


def test_a_board_holds_everybody() -> None:
    listed = [
        entry(3, "Kab. A", stage="self"),
        entry(4, "Kota B", unanswered=2),
        entry(None, "Kota C", stage="interview"),
        entry("3.5", "Kabupaten A"),
        entry(Fraction("3.4975"), "Kota D"),
    ]
    found = board(listed, I2020, By.TYPE, top=2)
    assert [one.entry.institution for one in found.ranked] == [
        "Kota B", "Kabupaten A", "Kota D", "Kab. A",
    ]  # fmt: skip
    assert [one.institution for one in found.unranked] == ["Kota C"]
    assert (found.instrument, found.year, found.stages) == (I2020, 2024, ("self", "final"))
    assert [one.institution for one in found.unanswered] == ["Kota B"]
    assert (found.unofficial, found.open_figures) == ((), 1)
    assert found.twice == ("Kabupaten A",)
    inside = [(one.ranked.rank, one.group, one.inside) for one in found.listed]
    assert inside == [(1, None, found.ranked[0]), (2, None, found.ranked[1])]
    assert twice(found.ranked[:2]) == ()


def test_a_board_of_errors_only_has_no_figures() -> None:
    found = board([entry(None)], None, By.TYPE)
    assert (found.spread, found.instrument, found.year, found.sections) == (None, None, None, ())
    assert len(found.unranked) == 1
    assert not list(found.listed)


def _official(*rows: Entry, instrument: Instrument = I2020) -> Official:
    caveat = Names("x", "y")
    return Official(2024, None, None, instrument, rows, Citation(caveat), caveat)


def test_a_board_among_official_results_has_positions() -> None:
    official = _official(entry("3.00", "Kota A"), entry("4.00", "Kota B"))
    found = board_among([entry(3, "Kota C"), entry(None), entry(4, "Kota D")], I2020, official, 1)
    assert [one.entry.institution for one in found.positions] == ["Kota D", "Kota C"]
    assert found.reference is not None
    assert (found.reference.number, found.reference.median) == (2, Fraction(7, 2))
    [shown] = found.listed
    assert shown.position is found.positions[0]
    assert (shown.group, shown.inside) == (None, None)
    broken = board_among([entry(None)], None, official, None)
    assert (broken.positions, broken.reference, broken.instrument) == ((), found.reference, None)


def test_official_results_of_another_instrument_are_refused() -> None:
    other = bundled(Library(), "permenpanrb-8-2026")
    with pytest.raises(CallError) as refused:
        board_among([entry(3)], I2020, _official(entry("3.00"), instrument=other), None)
    assert refused.value.key == "call.rank-among-instrument"
    assert refused.value.values == {"found": I2020.id, "among": other.id, "year": "2024"}


SAME = [
    ("Pemerintah Kabupaten Blitar", "Kab. Blitar", "KAB.BLITAR", "Pemkab  Blitar",
     "kabupaten blitar", "Pemerintah Daerah Kabupaten Blitar", "Kabupaten. Blitar"),
    ("Kota Blitar", "Pemkot Blitar", "Pemerintah Kota Blitar"),
    ("Pemerintah Provinsi Jawa Timur", "Prov. Jawa Timur", "Pemprov Jatim", "Propinsi Jawa-Timur"),
    ("Pemerintah D.I. Yogyakarta", "Daerah Istimewa Yogyakarta", "Pemda DIY", "D.I Yogyakarta",
     "Pemerintah Daerah Daerah Istimewa Yogyakarta"),
    ("Pemerintah Aceh", "Provinsi Aceh"),
    ("Pemerintah Provinsi DKI Jakarta", "Pemprov DKI", "Daerah Khusus Ibukota Jakarta"),
    ("Pemerintah Provinsi Kep. Bangka Belitung", "Provinsi Bangka Belitung", "Pemprov Babel"),
    ("Pemerintah Kabupaten Ogan Komering Ulu Sel.", "Kabupaten Ogan Komering Ulu Selatan"),
    ("Pemerintah Kabupaten Labuhanbatu", "Kab. Labuhan Batu"),
    ("Sekretariat Jenderal Ombudsman", "Ombudsman Republik Indonesia"),
    ("Kabupaten 1-2",), ("Kabupaten 12",), ("Kabupaten 1 2",), ("...",), ("?",), ("Pemerintah",),
]  # fmt: skip


def test_spellings_of_one_name_are_one_and_others_are_not() -> None:
    for group in SAME:
        assert len({folded(name) for name in group}) == 1, group
    assert len({folded(group[0]) for group in SAME}) == len(SAME)
    assert all(folded(group[0]) for group in SAME)


def test_provinces_are_compared_without_the_word() -> None:
    assert province_name("Prov. NTB") == province_name("Nusa Tenggara Barat") != ""
    assert province_name("DIY") == province_name("D.I Yogyakarta")
    assert province_name("Riau") != province_name("Kepulauan Riau")
    assert province_name("") == ""


def test_the_names_of_two_years_of_official_results_are_told_apart_and_matched() -> None:
    path = ROOT / "indicators" / "permenpanrb-59-2020.results.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    years = {
        year: Counter(folded(row["institution"]) for row in rows if row["year"] == year)
        for year in ("2023", "2024")
    }
    assert [max(found.values()) for found in years.values()] == [1, 1]
    written = [{row["institution"] for row in rows if row["year"] == year} for year in years]
    assert len(written[0] & written[1]) == 585
    assert len(years["2023"].keys() & years["2024"].keys()) == 604
