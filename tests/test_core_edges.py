"""Rare turns of the core, each with what must come of it."""

import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_cli.core.audits.possible import countable, indices, reachable
from spbe_cli.core.gate import Gates
from spbe_cli.core.inert import LONGEST, quoted
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Bilingual, CallError, Code, Finding, as_written
from spbe_cli.core.published import Span, possible_categories, span
from spbe_cli.core.result import Result, figures, with_changes
from spbe_cli.core.rules import judge
from spbe_cli.core.scalars import described
from spbe_cli.core.suggest import nearest
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.library import Library, read_instrument
from tests.conftest import Run, bundled
from tests.scoring import card_of, case_of

Write = Callable[[str, str], Path]
TWO_LAYERS = Path(__file__).parent / "instruments" / "two-layers.yaml"


def test_an_opd_that_leaves_an_indicator_empty_has_not_answered_it(i2020: Instrument) -> None:
    opds = {"a": {"answers": {"42": None}}, "b": {"answers": {"42": 4}}}
    standing = case_of(i2020, {}, opds=opds).standings[41]
    assert (standing.said, standing.level) == ((("b", 4),), 4)


def test_an_index_below_every_bound_has_the_lowest_category(library: Library) -> None:
    pemdi = bundled(library, "permenpanrb-8-2026")
    assert pemdi.category_at(Fraction(1, 2)).name.id == "Kurang"


@pytest.mark.parametrize(
    ("figure", "possible"), [("0.10", False), ("5.01", False), ("3.55", False), ("3.50", True)]
)
def test_what_a_domain_of_ten_equal_weights_can_be(
    i2020: Instrument, figure: str, possible: bool
) -> None:
    assert reachable(i2020, i2020.domains[0], Decimal(figure), "self") is possible


def test_level_0_widens_what_is_possible_at_the_final_stage_only(i2020: Instrument) -> None:
    services = i2020.domains[3]
    assert reachable(i2020, services, Decimal("0.30"), "final")
    assert not reachable(i2020, services, Decimal("0.30"), "self")


def test_a_group_that_was_not_announced_may_have_any_value(i2020: Instrument) -> None:
    known = {"1": Decimal("5.00"), "2": Decimal("5.00"), "3": Decimal("5.00")}
    possible = indices(i2020, known, "self")
    assert possible.ends == (Fraction("3.18"), Fraction(5))


def test_an_announced_figure_stands_for_a_span_and_fewer_decimals_for_a_wider_one() -> None:
    assert span(Decimal("2.95"), 2) == Span(Fraction("2.945"), Fraction("2.955"))
    assert Fraction("2.9475") in span(Decimal("3.0"), 2)
    assert Fraction("2.944") not in span(Decimal("3.0"), 2)


def test_a_figure_near_a_bound_leaves_two_categories_possible(i2020: Instrument) -> None:
    names = [c.name.id for c in possible_categories(i2020, span(Decimal("3.50"), 2), 2024)]
    assert names == ["Sangat Baik", "Baik"]
    names = [c.name.id for c in possible_categories(i2020, span(Decimal("3.50"), 2), 2023)]
    assert names == ["Sangat Baik"]


def test_sums_beyond_the_limit_are_not_counted_out(write: Write) -> None:
    text = TWO_LAYERS.read_text(encoding="utf-8")
    text = text.replace("weight: 30", "weight: 29.9999999").replace(
        "weight: 20", "weight: 20.0000001"
    )
    path = write("mine.yaml", text)
    instrument = read_instrument(files.Spot(path, "mine.yaml")).value
    assert instrument is not None
    assert not countable(instrument)
    figures_ = {"index": Decimal("3.99"), "aspects": {"1": Decimal("0.01"), "2": Decimal("0.01")}}
    assert [*judge(case_of(instrument, {}, published=figures_))] == []


def test_a_year_outside_an_instrument_without_neighbours(write: Write) -> None:
    path = write("mine.yaml", TWO_LAYERS.read_text(encoding="utf-8"))
    instrument = read_instrument(files.Spot(path, "mine.yaml")).value
    assert instrument is not None
    [finding] = judge(case_of(instrument, {"1": 1, "2": 1, "3": 1}, year=2031))
    assert (finding.code.value, finding.variant) == ("SPBE208", "")


def test_a_wrong_call_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(CallError("call.set", found="x")))
    assert (error.key, error.values) == ("call.set", {"found": "x"})


def test_text_in_both_languages_travels_with_both() -> None:
    text = pickle.loads(pickle.dumps(Bilingual("dua", "two")))
    finding = Finding(Code.EXCEPTIONAL_LEVEL, (), {"found": "0", "source": text, "stage": "final"})
    assert "(two)" in texts(Language.EN).message(finding)
    assert "(dua)" in texts(Language.ID).message(finding)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "nothing"),
        (True, "true"),
        ([], "a list"),
        ({}, "keys with values"),
        ("x", '"x"'),
        (3, "3"),
    ],
)
def test_what_was_found_is_named(value: object, shown: str) -> None:
    finding = Finding(Code.WRONG_TYPE, (), {"found": described(value), "expected": "y"})
    assert texts(Language.EN).message(finding) == f"found {shown}; expected y"


def test_paths_behind_items_that_were_cut() -> None:
    cut = {("a", 0), ("a", 2), ("b", 0)}
    assert as_written(("a", 0), cut) == ("a", 1)
    assert as_written(("a", 1, "x", 0), cut) == ("a", 3, "x", 0)
    assert as_written(("c", 1), cut) == ("c", 1)


def test_very_long_values_and_controls_are_harmless() -> None:
    assert quoted("\x1b[31m\u202e") == "\\u001b[31m\\u202e"
    assert len(quoted("x" * 10_000)) == LONGEST + 3


CRITERIA = """instrument: two-layers
cumulative: true
sources: {own: {title: Made up}}
basis: {source: own, confidence: assumed}
indicators:
  1: {levels: {0: {id: Belum, en: Not yet}, 4: {id: Sudah, en: Done}}}
"""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("", "", None),
        ("instrument: two-layers", "instrument: other", "SPBE106"),
        ("source: own", "source: nobody", "SPBE125"),
        ("cumulative: true", "cumulative: true\nchanged_by: nobody", "SPBE125"),
        ("  1: {", "  9: {", "SPBE105"),
        ("4: {id: Sudah", "7: {id: Sudah", "SPBE104"),
        ("cumulative: true", "cumulative: ya", "SPBE103"),
        ("instrument:", "instrument: [", "SPBE003"),
        ("cumulative", "cumulatif", "SPBE101"),
    ],
)
def test_criteria_must_fit_the_instrument_they_lie_beside(
    write: Write, spbe: Callable[..., Run], old: str, new: str, code: str | None
) -> None:
    mine = write("mine.yaml", TWO_LAYERS.read_text(encoding="utf-8"))
    write("mine.criteria.yaml", CRITERIA.replace(old, new, 1))
    run = spbe("instrument", "show", mine, "1")
    assert run.code == (0 if code is None else 1)
    assert (code or "") in run.err
    if code is None:
        assert "Not yet" in run.out
        assert run.err == ""


def test_nearest_knows_how_ids_are_miswritten() -> None:
    ids = ["1", "7", "35-1", "35-2"]
    assert nearest("I07", ids) == "7"
    assert nearest("35", ids) == "35-1"
    assert nearest("Bangunan", ids) is None


def test_gates_pass_over_a_result_without_an_index(i2020: Instrument) -> None:
    case = case_of(i2020, {})
    bare = Result("x", case.assessment, frozenset(), None, ())
    gates = Gates(Fraction(3), "baik")
    assert gates.judge(bare).verdicts == ()
    scored = gates.judge(figures(Result("x", case.assessment, frozenset(), case, ())))
    assert [verdict.passed for verdict in scored.verdicts] == [False, False]


def test_an_announced_index_is_judged_by_gates_too(i2020: Instrument) -> None:
    case = case_of(i2020, {}, published={"index": Decimal("2.76")})
    result = Gates(Fraction("2.76"), "Good").judge(
        figures(Result("x", case.assessment, frozenset(), case, ()))
    )
    assert [verdict.passed for verdict in result.verdicts] == [True, True]
    assert result.index == Fraction("2.76")
    assert result.shown == Decimal("2.76")
    assert with_changes(result, {"1": 5}).index == result.index


def test_a_result_without_figures_stays_without(i2020: Instrument) -> None:
    bare = Result("x", None, frozenset(), None, ())
    assert (bare.index, bare.shown, bare.category, bare.basis, bare.otherwise) == (None,) * 5
    assert with_changes(bare, {"1": 5}) is bare


def test_all_answers_gone_leaves_the_lowest_index(i2020: Instrument) -> None:
    card = card_of(i2020, {})
    assert card.index == card.low == 1
    assert card.high == 5
    assert len(card.unanswered) == 47
