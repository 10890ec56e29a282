"""Audits of published figures: against every set of levels tried one by one, and by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.audits.audited import SAID, Status, Summary, audited
from spbe_cli.core.audits.auditing import audit
from spbe_cli.core.audits.remaining import FEW, Exact
from spbe_cli.core.audits.verdicts import Audit, Cause, GroupFinding, Verdict
from spbe_cli.core.case import Case
from spbe_cli.core.exact import round_half_up
from spbe_cli.core.instrument import CategoryBasis, Instrument
from spbe_cli.core.problems import Code, Finding, Problem
from spbe_cli.core.published import Span, intended
from spbe_cli.core.result import Result
from spbe_cli.core.rules import judge
from spbe_cli.reading import files
from spbe_cli.reading.library import Library, read_instrument
from tests.conftest import ROOT, bundled
from tests.scoring import case_of

Write = Callable[[str, str], Path]
MADE_UP = ("odd-weights", "three-layers", "two-layers")
NATION = Library()


@dataclass(frozen=True)
class Outcome:
    """What one set of levels gives: the exact index, and each group by layer and id."""

    index: Fraction
    groups: dict[tuple[str, str], Fraction]


def _from(path: Path) -> Instrument:
    found = read_instrument(files.Spot(path, path.name)).value
    assert found is not None
    return found


@cache
def made_up(name: str) -> Instrument:
    return _from(ROOT / "tests" / "instruments" / f"{name}.yaml")


@cache
def tried(name: str) -> tuple[tuple[dict[str, Fraction], Outcome], ...]:
    """Try every set of levels, by the formula alone."""
    instrument = made_up(name)
    levels = sorted(map(Fraction, instrument.levels.all))
    found = []
    for chosen in product(levels, repeat=len(instrument.indicators)):
        earned = {
            one.id: one.weight * level
            for one, level in zip(instrument.indicators, chosen, strict=True)
        }
        groups = {
            (layer, group.id): sum((earned[one.id] for one in group.indicators), Fraction(0))
            / group.weight
            for layer, all_ in (("domains", instrument.domains), ("aspects", instrument.aspects))
            for group in all_
        }
        index = sum(earned.values(), Fraction(0)) / 100
        ids = (one.id for one in instrument.indicators)
        found.append((dict(zip(ids, chosen, strict=True)), Outcome(index, groups)))
    return tuple(found)


@cache
def outcomes(name: str) -> tuple[Outcome, ...]:
    """Give all that sets of levels come to, each once."""
    found = {(one.index, *one.groups.values()): one for _, one in tried(name)}
    return tuple(found.values())


def shown_as(value: Fraction, figure: Decimal, places: int) -> bool:
    """Round once, or first as published and then to fewer decimals."""
    given = len(str(figure).partition(".")[2])
    twice = round_half_up(Fraction(round_half_up(value, places)), given)
    return figure in {round_half_up(value, given), twice} and given <= places


class Drawn(NamedTuple):
    """What was published under a made-up instrument in a year."""

    name: str
    year: int
    published: dict[str, Any]
    levels: dict[str, Fraction]


@st.composite
def announcements(draw: st.DrawFn, answered: bool = False) -> Drawn:
    """Draw what was published of a set of levels, some of it changed; some levels or none."""
    name = draw(st.sampled_from(MADE_UP))
    instrument, (levels, true) = made_up(name), draw(st.sampled_from(tried(name)))
    known = draw(st.sets(st.sampled_from(sorted(levels)))) if answered else set()
    places = instrument.index_rule.decimals
    published: dict[str, Any] = {"domains": {}, "aspects": {}}

    def announced(value: Fraction) -> Decimal:
        figure = round_half_up(value, draw(st.sampled_from([places, places, places, places - 1])))
        off = draw(st.sampled_from([0, 0, 0, 0, 0, -1, 1]))
        return max(Decimal(0), figure + off * Decimal(1).scaleb(-places))

    if draw(st.booleans()) or draw(st.booleans()):
        published["index"] = announced(true.index)
    for (layer, group_id), value in true.groups.items():
        if draw(st.booleans()):
            published[layer][group_id] = announced(value)
    if draw(st.booleans()):
        published["category"] = draw(st.sampled_from(instrument.categories)).name.id
    some = {key: levels[key] for key in sorted(known)}
    return Drawn(name, draw(st.sampled_from([2023, 2024])), published, some)


def fitting(
    drawn: Drawn,
    keep: Callable[[str, str], bool] = lambda *_: True,
    among: Sequence[Outcome] | None = None,
) -> list[Outcome]:
    """Give the sets of levels that the published groups (those to keep) leave."""
    places = made_up(drawn.name).index_rule.decimals
    wanted = [
        ((layer, group_id), figure)
        for layer in ("domains", "aspects")
        for group_id, figure in drawn.published[layer].items()
        if keep(layer, group_id)
    ]
    return [
        one
        for one in (outcomes(drawn.name) if among is None else among)
        if all(shown_as(one.groups[key], figure, places) for key, figure in wanted)
    ]


def values(found: Exact | None) -> tuple[int | None, tuple[Fraction, ...]]:
    if found is None:
        return 0, ()
    return found.count, found.few or (found.low, found.high)


def described(expected: set[Fraction]) -> tuple[int, tuple[Fraction, ...]]:
    ordered = sorted(expected)
    return len(ordered), tuple(ordered if len(ordered) <= FEW else [ordered[0], ordered[-1]])


def audit_of(drawn: Drawn) -> Audit | None:
    return audit(case_from(drawn))


def case_from(drawn: Drawn) -> Case:
    levels = {key: Decimal(n.numerator) / n.denominator for key, n in drawn.levels.items()}
    return case_of(made_up(drawn.name), levels, drawn.year, published=drawn.published)


@settings(max_examples=80)
@given(announcements())
def test_what_remains_is_what_every_set_of_levels_leaves(drawn: Drawn) -> None:
    instrument, found = made_up(drawn.name), audit_of(drawn)
    if found is None:
        assert set(drawn.published) == {"domains", "aspects"}
        assert not drawn.published["domains"]
        assert not drawn.published["aspects"]
        return
    places, figure = instrument.index_rule.decimals, drawn.published.get("index")
    left = {
        one.index for one in fitting(drawn) if figure is None or shown_as(one.index, figure, places)
    }
    assert found.counted
    assert values(found.possible) == described(left)
    announced = found.category.announced

    def on(value: Fraction, basis: CategoryBasis) -> Any:
        rounded = Fraction(round_half_up(value, places))
        return instrument.category_at(value if basis is CategoryBasis.EXACT else rounded)

    both = {value: [on(value, basis) for basis in CategoryBasis] for value in left}
    remaining = {v: pair for v, pair in both.items() if announced is None or announced in pair}
    assert values(found.by_rule) == described(
        {
            value
            for value in left
            if announced in {None, on(value, instrument.category_rule.basis_in(drawn.year))}
        }
    )
    differing = [one != other for one, other in remaining.values()]
    assert found.depends == (figure is not None and any(differing))
    assert found.certain == (found.depends and all(differing))
    fits = [
        basis
        for n, basis in enumerate(CategoryBasis)
        if announced is not None and any(pair[n] == announced for pair in both.values())
    ]
    assert found.shows == (fits[0] if len(fits) == 1 else None)
    if not left:
        assert found.verdict is Verdict.CONTRADICTS
    elif announced is not None:
        basis = instrument.category_rule.basis_in(drawn.year)
        given_ = {on(value, basis).name for value in left}
        if announced.name not in given_:
            assert found.verdict is Verdict.CONTRADICTS
        else:
            expected = Verdict.AGREES if len(given_) == 1 else Verdict.UNKNOWN
            assert found.category.verdict is expected
            assert found.verdict in {Verdict.AGREES, Verdict.UNKNOWN}


@settings(max_examples=100)
@given(announcements())
def test_each_group_is_held_against_levels_and_its_aspects(drawn: Drawn) -> None:
    found = audit_of(drawn)
    for one in found.groups if found is not None else ():
        _holds(one, drawn)


def _holds(one: GroupFinding, drawn: Drawn) -> None:
    places = made_up(drawn.name).index_rule.decimals
    key = (one.layer, one.group.id)
    alone = {each.groups[key] for each in outcomes(drawn.name)}
    matching = {value for value in alone if shown_as(value, one.figure, places)}
    if one.cause is Cause.ASPECTS:
        inner = {aspect.id for aspect in one.group.aspects}  # type: ignore[union-attr] # a domain
        allowed = fitting(drawn, lambda layer, id_: layer == "aspects" and id_ in inner)
        alone = {each.groups[key] for each in allowed}
        assert alone
        matching &= alone
    assert values(one.values) == described(matching)
    assert one.verdict is (Verdict.AGREES if matching else Verdict.CONTRADICTS)
    if not matching:
        below = [value for value in alone if value < one.stands_for.low]
        above = [value for value in alone if value >= one.stands_for.high]
        assert one.below == (max(below) if below else None)
        assert one.above == (min(above) if above else None)


@settings(max_examples=60)
@given(announcements())
def test_the_range_holds_every_index_the_groups_leave(drawn: Drawn) -> None:
    found = audit_of(drawn)
    if found is None or found.follows is None:
        return
    left = {one.index for one in fitting(drawn)}
    top = made_up(drawn.name).groups
    for index in left:
        assert found.follows.allowed.low <= index <= found.follows.allowed.high
    if all(one.verdict is Verdict.AGREES for one in found.groups):
        assert values(found.follows.counted) == described(left)
    else:
        assert found.follows.counted is None
    if len(drawn.published[found.follows.layer]) == len(top):  # then it is the sum of the spans
        low = sum(
            (one.group.weight * max(one.stands_for.low, _lowest(drawn)) for one in _top(found)),
            Fraction(0),
        )
        if all(one.stands_for.high > _lowest(drawn) for one in _top(found)):
            assert found.follows.allowed.low == low / 100


def _lowest(drawn: Drawn) -> Fraction:
    return made_up(drawn.name).levels.lowest


def _top(found: Audit) -> list[GroupFinding]:
    assert found.follows is not None
    return [one for one in found.groups if one.layer == found.follows.layer]


@settings(max_examples=100)
@given(announcements(), st.booleans())
def test_what_a_rule_calls_an_error_an_audit_calls_a_contradiction(
    drawn: Drawn, answered: bool
) -> None:
    instrument = made_up(drawn.name)
    top = Decimal(str(instrument.levels.highest))
    levels = {one.id: top for one in instrument.indicators} if answered else {}
    case = case_of(instrument, levels, drawn.year, published=drawn.published)
    codes = {finding.code for finding in judge(case)}
    found = audit(case)
    if codes & SAID:
        assert found is not None
        assert found.verdict is Verdict.CONTRADICTS


@settings(max_examples=150)
@given(announcements(answered=True))
def test_levels_that_are_known_leave_what_the_others_can_do(drawn: Drawn) -> None:
    found, places = audit_of(drawn), made_up(drawn.name).index_rule.decimals
    if found is None:
        return
    agreeing = [
        one
        for levels, one in tried(drawn.name)
        if all(levels[key] == level for key, level in drawn.levels.items())
    ]
    figure = drawn.published.get("index")
    left = {
        one.index
        for one in fitting(drawn, among=agreeing)
        if figure is None or shown_as(one.index, figure, places)
    }
    assert found.counted
    assert values(found.possible) == described(left)
    if not left:
        assert found.verdict is Verdict.CONTRADICTS
        assert (found.depends, found.remaining) == (False, ())
    if found.index is not None and figure is not None:
        given_ = {one.index for one in agreeing}
        met = any(shown_as(index, figure, places) for index in given_)
        assert found.index.verdict is (Verdict.AGREES if met else Verdict.CONTRADICTS)
        assert values(found.index.possible) == described(given_)
    for one in found.groups:
        if one.cause is not Cause.ASPECTS:
            _is_held_against_answers(one, drawn, agreeing)
    if {finding.code for finding in judge(case_from(drawn))} & SAID:
        assert found.verdict is Verdict.CONTRADICTS


def _is_held_against_answers(one: GroupFinding, drawn: Drawn, agreeing: list[Outcome]) -> None:
    answered = sum(indicator.id in drawn.levels for indicator in one.group.indicators)
    cause = Cause.SOME_ANSWERS if answered else Cause.LEVELS
    assert one.cause is (Cause.ANSWERS if answered == len(one.group.indicators) else cause)
    places = made_up(drawn.name).index_rule.decimals
    given_ = {each.groups[one.layer, one.group.id] for each in agreeing}
    met = {value for value in given_ if shown_as(value, one.figure, places)}
    assert one.verdict is (Verdict.AGREES if met else Verdict.CONTRADICTS)
    if met or answered:
        assert values(one.values) == described(met or given_)


def partly(i2020: Instrument, still_open: dict[str, object], **published: object) -> Case:
    """Level 3 everywhere but for some indicators."""
    levels: dict[str, object] = dict.fromkeys((one.id for one in i2020.indicators), 3)
    return case_of(i2020, levels | still_open, published=published)


def test_a_domain_that_is_fully_answered_is_held_against_its_answers(i2020: Instrument) -> None:
    domains = {"1": Decimal("3.2"), "2": Decimal("3.0"), "4": Decimal("3.13")}
    case = partly(i2020, {"47": None}, index=Decimal("3.03"), domains=domains)
    found = audit(case)
    assert found is not None
    causes = [(one.cause, one.verdict) for one in found.groups]
    assert causes == [
        (Cause.ANSWERS, Verdict.CONTRADICTS),
        (Cause.ANSWERS, Verdict.AGREES),
        (Cause.SOME_ANSWERS, Verdict.AGREES),
    ]
    assert (found.verdict, found.parts) == (Verdict.CONTRADICTS, ())
    [wrong] = [one for one in judge(case) if one.code is Code.PUBLISHED_GROUP]
    assert (wrong.path, wrong.variant) == (("published", "domains", "1"), "")
    assert wrong.values == {"found": "3.2", "index": "3"}


def test_a_domain_that_is_partly_answered_has_the_range_of_what_is_open(
    i2020: Instrument,
) -> None:
    low, high = (3 - Fraction(9, 1) / Fraction("45.5") * k for k in (1, Fraction(-2, 3)))
    for figure, is_wrong in (("2.80", False), ("2.79", True), ("3.13", False), ("3.14", True)):
        case = partly(i2020, {"47": None}, index=Decimal("3.03"), domains={"4": Decimal(figure)})
        found = [one for one in judge(case) if one.code is Code.PUBLISHED_GROUP]
        assert bool(found) == is_wrong
        assert [one.variant for one in found] == ["open"] * is_wrong
        if found:
            assert (low, high) == (Fraction(255, 91), Fraction(285, 91))
            ends = {"lowest": "2.8022 (255/91)", "highest": "3.1319 (285/91)"}
            assert found[0].values == {"found": figure, **ends}
            audited_ = audit(case)
            assert audited_ is not None
            assert audited_.groups[0].verdict is Verdict.CONTRADICTS


def test_answers_fix_the_index_but_for_what_is_open(i2020: Instrument) -> None:
    found = audit(partly(i2020, {"47": None}, index=Decimal("3.03"), category="Baik"))
    assert found is not None
    assert found.possible is not None
    assert found.possible.few == (Fraction("3.03"),)
    assert found.depends is False
    edge = partly(i2020, {"1": None}, index=Decimal("3.0"), category="Baik")
    found = audit(edge)
    assert found is not None
    assert found.possible is not None
    assert found.possible.few == tuple(Fraction(3) + Fraction(13 * k, 1000) for k in range(-3, 3))


def test_an_index_the_answers_rule_out_leaves_none(i2020: Instrument) -> None:
    several: list[dict[str, object]] = [{}, {"47": None}]
    for still_open in several:
        found = audit(partly(i2020, still_open, index=Decimal("3.10"), category="Baik"))
        assert found is not None
        assert (found.verdict, found.parts, found.possible) == (Verdict.CONTRADICTS, (), None)
        assert found.category.verdict is Verdict.AGREES  # judged by the index alone


def test_what_is_open_may_stand_at_a_level_seen_at_its_stage(i2020: Instrument) -> None:
    for stage, met in (("final", True), ("self", False)):
        published = {"index": Decimal("0.95"), "category": "Kurang"}
        case = case_of(i2020, {"1": 1, "2": 1}, stage=stage, published=published)
        codes = {finding.code for finding in judge(case)}
        assert (Code.PUBLISHED_INDEX in codes) is not met
        found = audit(case)
        assert found is not None
        assert found.verdict is (Verdict.AGREES if met else Verdict.CONTRADICTS)


def test_a_bound_is_met_where_it_is_included_only() -> None:
    one = Span(Fraction(2), Fraction(3))
    assert [one.meets(low, high) for low, high in ((3, 4), (1, 2), (1, 1), (2, 3))] == [
        False,
        True,
        False,
        True,
    ]


def test_answers_that_means_settle_bound_what_is_open(i2020: Instrument) -> None:
    """Means of several OPDs may lie between levels, so nothing is counted out."""
    ids = [one.id for one in i2020.indicators[1:]]
    opds = {name: {"answers": dict.fromkeys(ids, level)} for name, level in (("a", 3), ("b", 4))}
    found = {}
    for figure in ("3.50", "3.60"):
        published = {"index": Decimal(figure), "category": "Sangat Baik"}
        audit_ = audit(case_of(i2020, {}, opds=opds, combine="mean", published=published))
        assert audit_ is not None
        assert audit_.index is not None
        assert audit_.index.cause is Cause.SOME_ANSWERS
        assert not audit_.counted
        found[figure] = (audit_.index.verdict, audit_.possible is None)
    assert found == {"3.50": (Verdict.UNKNOWN, False), "3.60": (Verdict.CONTRADICTS, True)}
    domains = {"1": Decimal("3.50"), "2": Decimal("3.50")}
    audit_ = audit(case_of(i2020, {}, opds=opds, combine="mean", published={"domains": domains}))
    assert audit_ is not None
    assert [(one.cause, one.verdict) for one in audit_.groups] == [
        (Cause.SOME_ANSWERS, Verdict.UNKNOWN),
        (Cause.ANSWERS, Verdict.AGREES),
    ]


def test_figures_without_an_index_that_rule_one_another_out(i2020: Instrument) -> None:
    published = {"domains": {"1": Decimal("3.55")}, "category": "Baik"}
    found = audit(case_of(i2020, {}, published=published))
    assert found is not None
    assert (found.parts, found.category.verdict) == ((), Verdict.UNKNOWN)
    case = partly(i2020, {}, domains={"1": Decimal("3.55")}, category="Cukup")
    found = audit(case)
    assert found is not None
    assert (found.parts, found.category.verdict) == ((), Verdict.CONTRADICTS)


def test_a_trace_of_a_float_is_told_apart(i2020: Instrument) -> None:
    assert intended(Decimal("3.5700000000000003"), 2) == Decimal("3.57")
    assert intended(Decimal("3.5699999999999998"), 2) == Decimal("3.57")
    for plain in ("3.57", "3.5", "3.5701", "2.9475", "3.57000000000000000"):
        assert intended(Decimal(plain), 2) is None
    traced = Decimal("3.1000000000000001")
    published = {"index": Decimal("3.5700000000000003"), "domains": {"1": traced}}
    for levels in ({}, {"1": 3}):
        case = case_of(i2020, levels, published=published)
        found = [one for one in judge(case) if one.code in SAID]
        assert [(one.path, one.variant, one.values["number"]) for one in found] == [
            (("published", "index"), "float", "3.57"),
            (("published", "domains", "1"), "float", "3.10"),
        ]
        audit_ = audit(case)
        assert audit_ is not None
        assert audit_.index is not None
        assert (audit_.index.verdict, audit_.index.intended) == (
            Verdict.CONTRADICTS,
            Decimal("3.57"),
        )
        assert audit_.groups[0].intended == Decimal("3.10")
        assert audit_.follows is not None
        assert audit_.follows.verdict is Verdict.UNKNOWN


def alone(year: int, index: str, category: str, name: str) -> Audit:
    instrument = bundled(NATION, name)
    published = {"index": Decimal(index), "category": category}
    found = audit(case_of(instrument, {}, year, published=published))
    assert found is not None
    return found


def test_2018_counts_in_three_hundredths() -> None:
    found = alone(2018, "2.14", "Cukup", "permenpanrb-5-2018")
    assert found.possible is not None
    assert found.possible.few == (Fraction(641, 300), Fraction(642, 300), Fraction(643, 300))
    assert (found.verdict, found.depends) == (Verdict.AGREES, False)
    short = alone(2019, "2.9", "Baik", "permenpanrb-5-2018")
    assert short.possible is not None
    assert short.possible.count == 31  # from 2.845 to below 2.95: 854/300 to 884/300
    assert (short.possible.low, short.possible.high) == (Fraction(854, 300), Fraction(884, 300))


def test_six_equal_rows_of_ten_thirds_give_sixths() -> None:
    instrument = bundled(NATION, "permenpanrb-5-2018")
    last = instrument.aspects[-1]
    assert {one.weight for one in last.indicators} == {Fraction(10, 3)}
    for figure, expected in (("2.17", [Fraction(13, 6)]), ("2.20", [])):
        published = {"index": Decimal("2.14"), "aspects": {last.id: Decimal(figure)}}
        found = audit(case_of(instrument, {}, 2018, published=published))
        assert found is not None
        [group] = found.groups
        assert list(group.values.few if group.values else ()) == expected
        assert (group.below, group.above) == (
            (None, None) if expected else (Fraction(13, 6), Fraction(14, 6))
        )


def test_2026_has_decimals_no_domains_and_other_bounds() -> None:
    instrument = bundled(NATION, "permenpanrb-8-2026")
    first = instrument.aspects[0]
    published = {
        "index": Decimal("4.00"),
        "category": "Memuaskan",
        "aspects": {first.id: Decimal("3.25")},
    }
    found = audit(case_of(instrument, {}, 2026, published=published))
    assert found is not None
    assert found.follows is not None
    assert (found.follows.layer, found.verdict) == ("aspects", Verdict.AGREES)
    [group] = found.groups
    assert group.values is not None
    assert group.values.few == (Fraction("3.245"), Fraction("3.25"))
    assert found.possible is not None
    assert found.possible.low == Fraction("3.995")
    assert (found.depends, found.certain, found.shows) == (True, False, None)
    assert found.by_rule is not None
    assert found.by_rule.low == 4


def test_dense_sums_are_added_run_by_run_as_one_by_one() -> None:
    instrument = bundled(NATION, "permenpanrb-8-2026")
    figures = {one.id: Decimal("1.02") for one in instrument.aspects}
    sums = {0}
    for aspect in instrument.aspects:
        weight = sum(one.share for one in aspect.indicators)
        inner = {0}
        for one in aspect.indicators:  # steps of 0.01 above level 1, far enough to reach 1.025
            inner = {n + one.share * step for n in inner for step in range(3 * weight)}
            inner = {n for n in inner if n < 3 * weight}
        inner = {n for n in inner if shown_as(1 + Fraction(n, 100 * weight), Decimal("1.02"), 2)}
        sums = {n + more for n in sums for more in inner}
    found = audit(case_of(instrument, {}, 2026, published={"aspects": figures}))
    assert found is not None
    assert values(found.possible) == described({1 + Fraction(n, 10_000) for n in sums})


def test_a_level_seen_once_is_possible_at_its_stage_only(i2020: Instrument) -> None:
    published = {"index": Decimal("1.05"), "domains": {"4": Decimal("0.30")}}
    verdicts = {}
    for stage in ("final", "self"):
        case = case_of(i2020, {}, 2023, stage=stage, published=published)
        found = audit(case)
        assert found is not None
        verdicts[stage] = found.groups[0].verdict
    assert verdicts == {"final": Verdict.AGREES, "self": Verdict.CONTRADICTS}


def test_complete_answers_say_which_exact_index_it_is(i2020: Instrument) -> None:
    levels = dict.fromkeys((one.id for one in i2020.indicators), 3)
    published = {"index": Decimal("3.00"), "category": "Baik", "domains": {"1": Decimal("3.10")}}
    found = audit(case_of(i2020, levels, published=published))
    assert found is not None
    assert found.index is not None
    assert (found.index.cause, found.index.verdict) == (Cause.ANSWERS, Verdict.AGREES)
    assert found.index.possible.few == (Fraction(3),)
    assert found.possible is None  # the domain contradicts
    [group] = found.groups
    assert (group.cause, group.verdict) == (Cause.ANSWERS, Verdict.CONTRADICTS)
    assert group.values is not None
    assert group.values.few == (Fraction(3),)


def test_answers_that_are_missing_bound_the_index(i2020: Instrument) -> None:
    levels = dict.fromkeys((one.id for one in i2020.indicators[1:]), 3)
    for figure, cause, verdict in (
        ("3.00", Cause.SOME_ANSWERS, Verdict.AGREES),
        ("3.04", Cause.SOME_ANSWERS, Verdict.CONTRADICTS),
    ):
        published = {"index": Decimal(figure), "domains": {"1": Decimal("3.00")}}
        found = audit(case_of(i2020, levels, published=published))
        assert found is not None
        assert found.index is not None
        assert (found.index.cause, found.index.verdict) == (cause, verdict)
        assert found.groups[0].cause is Cause.SOME_ANSWERS


def test_means_of_opds_are_not_taken_for_whole_levels(i2020: Instrument) -> None:
    opds = {
        name: {"answers": {one.id: level for one in i2020.indicators}}
        for name, level in (("a", 3), ("b", 4))
    }
    domains = {"1": Decimal("3.50"), "3": Decimal("3.50")}
    published = {"index": Decimal("3.50"), "domains": domains}
    case = case_of(i2020, {}, opds=opds, combine="mean", published=published)
    found = audit(case)
    assert found is not None
    assert found.verdict is Verdict.AGREES
    assert found.follows is not None
    assert found.follows.counted is None


def test_an_instrument_that_is_too_fine_is_bounded_and_never_counted(write: Write) -> None:
    text = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    text = text.replace("step: 1\n", "step: 0.0001\n")
    text = text.replace("weight: 30}", "weight: 30.001}").replace("weight: 20}", "weight: 19.999}")
    instrument = _from(write("fine.yaml", text))

    def of(published: dict[str, Any]) -> Audit:
        found = audit(case_of(instrument, {}, 2025, published=published))
        assert found is not None
        assert not found.counted
        return found

    figures = {"1": Decimal("3.10"), "2": Decimal("3.30")}
    good = of({"index": Decimal("3.20"), "category": "Tinggi", "aspects": figures})
    assert [one.verdict for one in good.findings] == [
        Verdict.UNKNOWN,
        Verdict.UNKNOWN,
        Verdict.AGREES,
        Verdict.UNKNOWN,
        Verdict.UNKNOWN,
    ]
    assert good.follows is not None
    assert (good.follows.allowed.low, good.follows.allowed.high) == (
        Fraction("3.195"),
        Fraction("3.205"),
    )
    assert [(part.values.low, part.exact.name.id, part.rounded.name.id) for part in good.parts] == [
        (Fraction("3.195"), "Sedang", "Tinggi"),
        (Fraction("3.2"), "Tinggi", "Tinggi"),
    ]
    assert good.possible is not None
    assert good.possible.count is None
    assert (good.depends, good.certain, good.shows) == (True, False, None)
    assert of({"index": Decimal("3.31"), "aspects": figures}).verdict is Verdict.CONTRADICTS
    assert of({"index": Decimal("9.00")}).verdict is Verdict.CONTRADICTS
    bad = of({"index": Decimal("3.20"), "aspects": {"1": Decimal("4.50")}})
    assert bad.groups[0].verdict is Verdict.CONTRADICTS
    narrowed = of({"aspects": {"1": Decimal("3.10")}})
    assert narrowed.possible is not None
    first, lowest = instrument.groups[0].weight, instrument.levels.lowest
    rest = (100 - first) * lowest
    assert narrowed.possible.low == (first * Fraction("3.095") + rest) / 100
    only = of({"index": Decimal("3.20")})
    assert (only.verdict, only.follows) == (Verdict.UNKNOWN, None)


def test_nothing_published_is_nothing_to_audit(i2020: Instrument) -> None:
    assert audit(case_of(i2020, {"1": 3})) is None
    assert audit(case_of(i2020, {"1": 3}, published={"source": {"title": "x"}})) is None


def test_aspects_alone_narrow_what_their_domain_allows(i2020: Instrument) -> None:
    found = audit(case_of(i2020, {}, published={"aspects": {"2": Decimal("3.00")}}))
    assert found is not None
    assert found.follows is not None
    weight = next(one.weight for one in i2020.aspects if one.id == "2")
    low, high = weight * Fraction("2.995") / 100, (weight * Fraction("3.005") + (100 - weight) * 5)
    assert (found.follows.allowed.low, found.follows.allowed.high) == (low, high / 100)


def test_a_category_alone_is_held_against_answers(i2020: Instrument) -> None:
    levels = dict.fromkeys((one.id for one in i2020.indicators), 3)
    verdicts = []
    for category in ("Baik", "Cukup"):
        found = audit(case_of(i2020, levels, published={"category": category}))
        assert found is not None
        assert (found.index, found.follows, found.depends) == (None, None, False)
        verdicts.append(found.verdict)
    assert verdicts == [Verdict.AGREES, Verdict.CONTRADICTS]


def test_what_becomes_of_files_and_how_many_there_are(i2020: Instrument) -> None:
    def result(published: dict[str, Any] | None, *codes: Any, year: int = 2024) -> Result:
        levels = {} if published else {"1": 3}
        case = case_of(i2020, levels, year, published=published)
        problems = tuple(Problem("x", None, Finding(code)) for code in codes)
        return Result("x", case.assessment, frozenset(), case, problems)

    good = {"index": Decimal("2.60"), "category": "Cukup"}
    plain = {"index": Decimal("2.70"), "category": "Baik"}
    unsure = {"category": "Baik", "domains": {}}
    unread = Result("y", None, frozenset(), None, (Problem("y", None, Finding(Code.SYNTAX)),))
    several = [
        (result(good), Status.AGREES, True),
        (result(plain), Status.AGREES, False),
        (result(plain | {"category": "Cukup"}, Code.PUBLISHED_CATEGORY), Status.CONTRADICTS, True),
        (result(good, Code.LEVEL_RANGE), Status.ERROR, True),
        (result(None, year=2023), Status.NOTHING, True),
        (result(plain, Code.YEAR_OUTSIDE, year=2023), Status.AGREES, False),
        (result(unsure, year=2023), Status.UNKNOWN, False),
        (unread, Status.ERROR, True),
    ]
    summary = Summary()
    for given_, status, notable in several:
        one = summary.see(audited(given_))
        assert (one.status, one.is_notable) == (status, notable)
        assert one.passes == (status not in {Status.CONTRADICTS, Status.ERROR})
    assert (summary.count(), summary.count(Status.AGREES, Status.ERROR)) == (8, 5)
    assert summary.in_order == (2023, 2024, None)
    assert summary.years[2024] == {Status.AGREES: 2, Status.CONTRADICTS: 1, Status.ERROR: 1}
    assert (summary.depending[2024], summary.certain) == (1, 1)
    assert not summary.passes


def test_equal_instruments_are_counted_apart_and_each_once(write: Write) -> None:
    """What is kept belongs to one instrument; another with the same id may have other weights."""
    text = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    one = _from(write("a.yaml", text))
    swapped = text.replace("weight: 30}", "weight: 1}").replace("weight: 20}", "weight: 49}")
    other = _from(write("b.yaml", swapped))
    published = {"index": Decimal("2.00"), "aspects": {"1": Decimal("1.60")}}
    found = []
    for instrument in (one, other, one, other):
        audit_ = audit(case_of(instrument, {}, 2025, published=published))
        assert audit_ is not None
        found.append(audit_.groups[0].verdict)
    assert found == [Verdict.AGREES, Verdict.CONTRADICTS] * 2
