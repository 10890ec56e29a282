"""Comparing: what holds for every pair of results, and a few worked out by hand."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.case import Case
from spbe_cli.core.comparisons.comparing import compare
from spbe_cli.core.comparisons.comparison import Comparison, Reason, Step
from spbe_cli.core.comparisons.crosswalk import Crosswalk
from spbe_cli.core.comparisons.drops import Layer, judge
from spbe_cli.core.comparisons.versions import compare_pairs, paired
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Code, Finding, Place, Problem
from spbe_cli.core.result import Result, figures
from spbe_cli.reading.crosswalks import crosswalk_between
from tests.scoring import case_of
from tests.test_properties import ALL, LIBRARY, answered, levels_of, shared

I2018, I2020, I2026 = ALL.values()


def none_of(one: Instrument, other: Instrument) -> Crosswalk | None:
    del one, other
    return None


def bundled(one: Instrument, other: Instrument) -> Crosswalk | None:
    return crosswalk_between(LIBRARY, one, other)


def result_of(case: Case, file: str = "a.yaml", problems: tuple[Problem, ...] = ()) -> Result:
    return figures(Result(file, case.assessment, case.broken, case, problems))


def level(value: object, instrument: Instrument = I2020) -> dict[str, object]:
    return {indicator.id: value for indicator in instrument.indicators}


def step_of(before: Case, after: Case) -> Step:
    [step] = compare([result_of(before), result_of(after, "b.yaml")], bundled).steps
    return step


@st.composite
def pairs(draw: st.DrawFn, *, partly: bool) -> tuple[Case, Case]:
    instrument, before = draw(answered(partly=partly))
    one = levels_of(instrument)
    value = st.one_of(st.none(), one) if partly else one
    after = {indicator.id: draw(value) for indicator in instrument.indicators}
    return case_of(instrument, before), case_of(instrument, after, 2025)


def sums(step: Step) -> list[Fraction]:
    split = step.split
    assert split is not None
    parts: list[Any] = [split.indicators, split.aspects, split.opds]
    parts += [split.domains] if step.instrument.domains else []
    return [sum((part.contribution for part in each), Fraction(0)) for each in parts]


@given(pairs(partly=False))
def test_every_split_sums_to_the_change_exactly(pair: tuple[Case, Case]) -> None:
    step = step_of(*pair)
    assert step.change == pair[1].scorecard.index - pair[0].scorecard.index
    assert sums(step) == [step.change] * len(sums(step))
    assert step.comparable


@given(pairs(partly=True))
def test_the_split_of_partial_answers_sums_too(pair: tuple[Case, Case]) -> None:
    step = step_of(*pair)
    if pair[0].assessment.has_answers or pair[1].assessment.has_answers:
        assert sums(step) == [step.change] * len(sums(step))
    is_open = any(case.scorecard.unanswered for case in pair)
    assert (Reason.INCOMPLETE in step.reasons) == is_open


@given(shared(), st.data())
def test_the_split_by_opd_sums_whoever_owns_what(
    drawn: tuple[Instrument, dict[str, Any]], data: st.DataObject
) -> None:
    instrument, settings = drawn
    levels = levels_of(instrument)
    ids = st.sampled_from([indicator.id for indicator in instrument.indicators])
    own = data.draw(st.dictionaries(ids, levels, max_size=20))
    before = case_of(instrument, settings.get("answers", {}), **{**settings, "answers": own})
    after = case_of(instrument, {}, **settings)
    step = step_of(before, after)
    assert sums(step) == [step.change] * len(sums(step))


@given(answered(partly=True))
def test_a_result_beside_itself_shows_nothing(given_: tuple[Instrument, dict[str, Any]]) -> None:
    case = case_of(*given_)
    step = step_of(case, case)
    assert step.change == 0
    assert step.split is not None
    assert step.split == ((), (), (), (), len(case.instrument.indicators))


@given(answered())
def test_like_for_like_under_one_instrument_is_the_index(
    given_: tuple[Instrument, dict[str, Any]],
) -> None:
    case = case_of(*given_)
    alike = step_of(case, case_of(given_[0], level(next(iter(given_[1].values())), given_[0])))
    assert alike.like_for_like is not None
    assert alike.like_for_like.before.value == case.scorecard.index
    assert alike.like_for_like.before.weight == alike.like_for_like.after.weight == 100


def test_the_order_in_which_files_are_named_does_not_matter() -> None:
    results = [
        result_of(case_of(I2020, level(n), year, stage=stage), f"{year}-{stage}.yaml")
        for n, (year, stage) in enumerate(
            [(2022, "self"), (2022, "document"), (2022, "final"), (2023, "self")], 1
        )
    ]
    wanted = compare(results, none_of)
    assert [one.file for one in wanted.columns] == [one.file for one in results]
    for order in permutations(results):
        assert compare(order, none_of) == wanted


def test_ties_keep_the_order_of_the_arguments() -> None:
    one, other = (result_of(case_of(I2020, level(n)), name) for n, name in ((2, "z"), (3, "a")))
    assert [c.file for c in compare([one, other], none_of).columns] == ["z", "a"]
    assert [c.file for c in compare([other, one], none_of).columns] == ["a", "z"]


def test_a_step_worked_by_hand() -> None:
    """11: 2 -> 4 adds 2 x 2.5 / 100 = 0.05; 47: 3 -> 2 takes 3 / 100 = 0.03; together 0.02."""
    before = case_of(I2020, level(3) | {"11": 2}, 2023)
    after = case_of(I2020, level(3) | {"11": 4, "47": 2}, 2024)
    step = step_of(before, after)
    assert step.change == Fraction("0.02")
    assert step.split is not None
    moves = [(move.indicator.id, move.contribution) for move in step.split.indicators]
    assert moves == [("11", Fraction("0.05")), ("47", Fraction("-0.03"))]
    domains = [(shift.group.id, shift.contribution) for shift in step.split.domains]
    assert domains == [("2", Fraction("0.05")), ("4", Fraction("-0.03"))]
    aspects = [(s.group.id, s.before, s.after) for s in step.split.aspects]
    assert aspects == [("2", Fraction("2.75"), Fraction("3.25")), ("8", 3, Fraction("17/6"))]
    assert step.split.untouched == 45


def test_opds_are_those_of_the_later_result_else_of_the_earlier() -> None:
    opds: dict[str, Any] = {
        "kominfo": {"answers": {"11": 2, "12": 2}},
        "bappeda": {"name": "Bappeda", "owns": ["12"], "answers": {}},
    }
    rest = {key: value for key, value in level(3).items() if key not in {"11", "12"}}
    before = case_of(I2020, rest, opds=opds, stage="self")
    after = case_of(I2020, level(3))
    split = step_of(before, after).split
    assert split is not None
    assert [(opd.id, opd.name, opd.contribution) for opd in split.opds] == [
        ("kominfo", None, Fraction("0.0375")),
        ("bappeda", "Bappeda", Fraction("0.0125")),
    ]
    later = case_of(I2020, level(3), opds={"ppid": {"owns": ["11"]}})
    split = step_of(before, later).split
    assert split is not None
    assert {opd.id: opd.contribution for opd in split.opds} == dict.fromkeys(
        ("ppid", None), Fraction("0.025")
    )


def reasons(before: Case, after: Case) -> list[str]:
    return [reason.value for reason in step_of(before, after).reasons]


def test_every_reason_against_comparing() -> None:
    plain = case_of(I2020, level(3))
    assert reasons(plain, plain) == []
    assert reasons(plain, case_of(I2020, level(3), 2025, stage="self")) == ["stage"]
    assert reasons(plain, case_of(I2020, level(3), institution="Kota Uji")) == ["institution"]
    assert reasons(plain, case_of(I2020, level(3), institution=" uji ")) == []
    assert reasons(case_of(I2018, level(3, I2018), 2020), plain) == ["instrument"]
    assert reasons(plain, case_of(I2020, {"1": 3})) == ["incomplete"]
    opds = {"kominfo": {"answers": level(3)}}
    combined = case_of(I2020, {}, opds=opds, combine="mean")
    assert reasons(case_of(I2020, {}, opds=opds), combined) == ["combine"]
    assert reasons(plain, case_of(I2020, level(3), combine="mean")) == []


def test_another_version_of_ones_own_instrument_is_another_instrument() -> None:
    changed = I2020._replace(indicators=I2020.indicators[::-1])
    assert not I2020.scores_as(changed)
    assert I2020.scores_as(I2020._replace(short="same"))
    assert reasons(case_of(I2020, level(3)), case_of(changed, level(3))) == ["instrument"]


def published(index: str, year: int, **figures_: Any) -> Case:
    given_ = {"index": Decimal(index)} | figures_
    return case_of(I2020, {}, year, published=given_)


def test_announced_figures_stand_beside_one_another_without_a_split() -> None:
    domains = {"1": Decimal("3.20"), "2": Decimal("3.60")}
    before = published("3.63", 2023, domains=domains, aspects={"1": Decimal("3.2")})
    after = published("3.77", 2024, domains={"2": Decimal("3.00")})
    step = step_of(before, after)
    assert (step.change, step.split, step.comparable) == (Fraction("0.14"), None, True)
    assert [(s.group.id, s.before, s.after) for s in step.announced] == [
        ("2", Decimal("3.60"), Decimal("3.00"))
    ]
    assert step.like_for_like is None
    alone = step_of(before, case_of(I2020, level(3)))
    assert (alone.split, alone.announced, alone.agreement) == (None, (), None)


def test_across_instruments_subjects_are_matched_and_numbers_are_not_split() -> None:
    before = case_of(I2018, level(2, I2018) | {"3": 5}, 2020)
    after = case_of(I2020, level(3) | {"1": 4}, 2021)
    step = step_of(before, after)
    assert step.split is None
    assert step.matching is not None
    third = next(m for m in step.matching.matches if m.before[0].id == "3")
    assert [one.id for one in third.after] == ["1", "2"]
    assert "7" in {one.id for one in step.matching.gone}
    assert {"3", "17", "43"} <= {one.id for one in step.matching.new}
    alike = step.like_for_like
    assert alike is not None
    ours = {m.before[0].id for m in step.matching.matches}
    weight = sum((i.weight for i in I2018.indicators if i.id in ours), Fraction(0))
    assert alike.before.weight == weight
    assert alike.before.value == (2 * weight + 3 * I2018.indicator("3").weight) / weight
    assert alike.indicators == (
        len(ours),
        len({i.id for m in step.matching.matches for i in m.after}),
    )


def test_a_crosswalk_is_read_in_both_directions() -> None:
    before = case_of(I2020, level(3), 2019)
    after = case_of(I2018, level(2, I2018), 2020)
    step = step_of(before, after)
    assert step.matching is not None
    [policy] = [m for m in step.matching.matches if m.after[0].id == "3"]
    assert [one.id for one in policy.before] == ["1", "2"]
    assert "3" in {one.id for one in step.matching.gone}


def test_without_a_crosswalk_nothing_is_matched() -> None:
    step = step_of(case_of(I2020, level(3)), case_of(I2026, level(3, I2026), 2026))
    assert (step.matching, step.like_for_like, step.split) == (None, None, None)


def test_a_crosswalk_that_matches_nothing_covers_nothing() -> None:
    whole = bundled(I2018, I2020)
    assert whole is not None
    empty = whole.model_copy(update={"pairs": []})
    results = [
        result_of(case_of(I2018, level(2, I2018), 2020)),
        result_of(case_of(I2020, level(3), 2021)),
    ]
    [step] = compare(results, lambda _one, _other: empty).steps
    assert step.matching is not None
    assert step.matching.matches == ()
    assert step.like_for_like is None


def test_a_result_is_set_beside_the_last_of_its_stage_too() -> None:
    stages = [(2023, "final"), (2024, "self"), (2024, "final")]
    results = [result_of(case_of(I2020, level(3), y, stage=s), f"{y}{s}") for y, s in stages]
    found = compare(results, none_of)
    assert [(s.before, s.after) for s in found.steps] == [(0, 1), (1, 2)]
    assert [(s.before, s.after) for s in found.returns] == [(0, 2)]
    assert found.returns[0].comparable
    assert found.steps[1].agreement is not None
    assert found.steps[0].agreement is None


def broken_result(file: str = "broken.yaml") -> Result:
    problem = Problem(file, Place(1, 1, "", 1), Finding(Code.SYNTAX))
    return Result(file, None, frozenset({()}), None, (problem,))


def test_a_result_without_an_index_keeps_its_column_and_takes_no_step() -> None:
    good = [
        result_of(case_of(I2020, level(n), year), str(year)) for n, year in ((2, 2023), (3, 2024))
    ]
    found = compare([good[1], broken_result(), good[0]], none_of)
    assert [column.file for column in found.columns] == ["2023", "2024", "broken.yaml"]
    assert [(s.before, s.after) for s in found.steps] == [(0, 1)]


def files(pairs_: list[tuple[Result | None, Result | None]]) -> list[tuple[str | None, str | None]]:
    return [(a.file if a else None, b.file if b else None) for a, b in pairs_]


def test_an_earlier_version_is_the_same_file_else_the_same_assessment() -> None:
    def at(file: str, institution: str, year: int = 2024) -> Result:
        return result_of(case_of(I2020, level(3), year, institution=institution), file)

    before = [
        at("old:a", "Uji"),
        at("old:b", "Contoh"),
        at("old:c", "Lama"),
        broken_result("old:x"),
    ]
    after = [at("a", "Uji"), at("moved/b", "CONTOH"), at("d", "Baru"), broken_result("x")]
    found = paired(before, after, {"a": "old:a", "x": "old:x"})
    assert files(found) == [
        ("old:a", "a"),
        ("old:b", "moved/b"),
        (None, "d"),
        ("old:x", "x"),
        ("old:c", None),
    ]


def test_changes_know_what_is_new_gone_and_newly_wrong() -> None:
    mended = Problem("a", Place(3, 1, "", 1), Finding(Code.TARGET_BELOW_LEVEL, ("answers", "1")))
    old = Problem("a", Place(9, 1, "", 1), Finding(Code.SYNTAX))
    before = broken_result()
    after = result_of(case_of(I2020, level(3)), "a", (old, mended))
    whole = compare_pairs([(before, after), (None, after), (after, None)], none_of)
    assert whole.changes is not None
    assert [(c.before, c.after, c.step) for c in whole.changes] == [
        (0, 1, None),
        (None, 2, None),
        (3, None, None),
    ]
    assert [c.arisen for c in whole.changes] == [(mended,), (old, mended), ()]


def drops_of(comparison: Comparison, layer: Layer) -> tuple[int, list[str | None]]:
    judged = judge(comparison, layer)
    return len(judged.steps), [fall.what.id if fall.what else None for fall in judged.falls]


def of(*cases: Case) -> Comparison:
    return compare([result_of(case, str(n)) for n, case in enumerate(cases)], none_of)


@pytest.mark.parametrize(
    ("layer", "wanted"),
    [
        (Layer.INDICATOR, ["21"]),
        (Layer.ASPECT, ["5"]),
        (Layer.DOMAIN, ["3"]),
        (Layer.INDEX, []),
        (Layer.CATEGORY, []),
    ],
)
def test_what_fell_although_the_index_rose(layer: Layer, wanted: list[str]) -> None:
    rose = of(
        case_of(I2020, level(3), 2023),
        case_of(I2020, level(3) | {"21": 2, "22": 3, "11": 4}, 2024),
    )
    assert drops_of(rose, layer) == (1, wanted)


def test_index_and_category_fall() -> None:
    fell = of(case_of(I2020, level(3), 2023), case_of(I2020, level(2), 2024))
    assert drops_of(fell, Layer.INDEX) == (1, [None])
    assert drops_of(fell, Layer.CATEGORY) == (1, [None])
    [fall] = judge(fell, Layer.INDEX).falls
    assert (fall.before, fall.after) == (Fraction(3), Fraction(2))
    slipped = of(case_of(I2020, level(3), 2023), case_of(I2020, level(3) | {"1": 2}, 2024))
    assert drops_of(slipped, Layer.INDEX) == (1, [None])
    assert drops_of(slipped, Layer.CATEGORY) == (1, [])


def test_announced_figures_are_judged_as_far_as_they_go() -> None:
    domains = ({"1": Decimal("3.2"), "2": Decimal("3.6")}, {"1": Decimal("4.6"), "2": Decimal(3)})
    both = of(
        published("3.63", 2023, domains=domains[0]), published("3.77", 2024, domains=domains[1])
    )
    assert drops_of(both, Layer.DOMAIN) == (1, ["2"])
    assert drops_of(both, Layer.ASPECT) == (0, [])
    assert drops_of(both, Layer.INDICATOR) == (0, [])
    assert drops_of(both, Layer.INDEX) == (1, [])


def test_steps_that_are_not_comparable_are_not_judged() -> None:
    apart = of(case_of(I2020, level(3), 2023), case_of(I2020, level(2), 2024, stage="self"))
    assert [drops_of(apart, layer) for layer in Layer] == [(0, [])] * len(Layer)


def test_an_instrument_without_domains_says_nothing_of_domains() -> None:
    flat = of(case_of(I2026, level(3, I2026), 2026), case_of(I2026, level(2, I2026), 2027))
    assert drops_of(flat, Layer.DOMAIN) == (0, [])
    assert drops_of(flat, Layer.ASPECT)[0] == 1


def test_announced_figures_fall_only_where_nothing_behind_them_can_have_stayed() -> None:
    """2.95 stands for 2.945 up to 2.955, and 3.8 for 3.745 up to 3.85, rounded twice."""

    def fell(before: Case, after: Case, layer: Layer = Layer.INDEX) -> bool:
        return bool(judge(of(before, after), layer).falls)

    levels = case_of(I2020, level(3) | {"11": 2, "12": 1}, 2024)
    assert levels.scorecard.index == Fraction("2.925")
    assert not fell(published("2.93", 2023), levels)
    assert fell(published("2.94", 2023), levels)
    assert not fell(published("2.9", 2023), published("2.88", 2024))
    assert fell(published("2.95", 2023), published("2.94", 2024))
    assert not fell(published("3.8", 2023), published("3.77", 2024))
    assert fell(levels, published("2.91", 2025))
    assert not fell(levels, published("2.93", 2025))
    before, after = ({"1": Decimal(one)} for one in ("3.2", "3.19"))
    both = (published("3", 2023, domains=before), published("3", 2024, domains=after))
    assert not fell(*both, Layer.DOMAIN)


def test_returns_are_judged_too() -> None:
    stages = ((2023, "final", 3), (2024, "self", 4), (2024, "final", 2))
    whole = of(*(case_of(I2020, level(n), year, stage=stage) for year, stage, n in stages))
    assert drops_of(whole, Layer.INDEX) == (1, [None])
    [fall] = judge(whole, Layer.INDEX).falls
    assert (fall.step.before, fall.step.after) == (0, 2)


def test_the_last_of_a_stage_is_found_whatever_the_name_is_written_like() -> None:
    stages = ((2023, "final", "Kab. Uji"), (2024, "self", "Lain"), (2024, "final", "Kabupaten UJI"))
    whole = of(*(case_of(I2020, level(3), y, stage=s, institution=i) for y, s, i in stages))
    assert [(s.before, s.after) for s in whole.returns] == [(0, 2)]


def test_a_result_is_set_beside_what_was_claimed_whatever_lies_between() -> None:
    stages = ("self", "document", "final")
    whole = of(*(case_of(I2020, level(3), 2024, stage=stage) for stage in stages))
    assert [(s.before, s.after, s.agreement is not None) for s in whole.returns] == [(0, 2, True)]
    apart = of(
        case_of(I2020, level(3), 2023, stage="self"),
        case_of(I2020, level(3), 2024, stage="document"),
        case_of(I2020, level(3), 2024, stage="final"),
    )
    assert apart.returns == ()


def test_what_opds_added_is_sorted_by_size() -> None:
    opds: dict[str, Any] = {"a": {"owns": ["1"]}, "b": {"owns": ["11"]}, "c": {"owns": ["42"]}}
    split = step_of(
        case_of(I2020, level(3), opds=opds),
        case_of(I2020, level(3) | {"1": 4, "11": 2, "42": 5}, 2025, opds=opds),
    ).split
    assert split is not None
    assert [opd.id for opd in split.opds] == ["c", "b", "a"]


def test_the_same_file_stays_the_earlier_version_whatever_else_is_alike() -> None:
    def at(file: str, institution: str) -> Result:
        return result_of(case_of(I2020, level(3), institution=institution), file)

    before = [at("old:a", "Uji"), at("old:b", "Contoh")]
    after = [at("a", "Contoh"), at("b", "Uji")]
    assert files(paired(before, after, {"a": "old:a", "b": "old:b"})) == [
        ("old:a", "a"),
        ("old:b", "b"),
    ]
    elsewhere = [at("old:other/c", "Baru"), at("old:other/d", "Lain")]
    assert files(paired([], [at("c", "Baru")], {}, elsewhere)) == [("old:other/c", "c")]


def test_files_that_cannot_be_read_are_not_one_another() -> None:
    before, after = broken_result("old:x"), broken_result("y")
    assert files(paired([before], [after], {})) == [(None, "y"), ("old:x", None)]


def test_the_same_problem_in_other_words_is_not_new() -> None:
    def said(indicator: str, **values: str) -> Problem:
        finding = Finding(Code.OPDS_IN_CONFLICT, ("opds",), {"indicator": indicator, **values})
        return Problem("a", Place(1, 1, "", 1), finding)

    case = case_of(I2020, level(3))
    before = result_of(case, "old:a", (said("1", rule="lowest"),))
    after = result_of(case, "a", (said("1", rule="highest"), said("2", rule="highest")))
    [change] = compare_pairs([(before, after)], none_of).changes or ()
    assert [problem.finding.values["indicator"] for problem in change.arisen] == ["2"]


def test_what_differs_since_an_earlier_version() -> None:
    plain = case_of(I2020, level(3))

    def differs(before: Case | None, after: Case | None) -> bool:
        ends = (result_of(one, "x") if one is not None else None for one in (before, after))
        whole = compare_pairs([(next(ends), next(ends))], none_of)
        [change] = whole.changes or ()
        return whole.differs(change)

    assert not differs(plain, plain)
    assert differs(None, plain)
    assert differs(plain, None)
    assert differs(plain, case_of(I2020, level(3) | {"1": 4}))
    assert differs(plain, case_of(I2020, level(3) | {"1": 4, "2": 2}))  # the index stays
    assert differs(plain, case_of(I2020, level(3), 2025))
    assert differs(plain, case_of(I2020, level(3), stage="self"))
    draft = case_of(I2020, {"1": 3}, draft=True)
    assert not differs(draft, draft)
    opds = {"kominfo": {"answers": level(3)}}
    combined = [case_of(I2020, {}, opds=opds, combine=rule) for rule in ("lowest", "mean")]
    assert differs(*combined)
    before = compare_pairs([(broken_result(), broken_result())], none_of)
    [change] = before.changes or ()
    assert not before.differs(change)
