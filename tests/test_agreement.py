"""How two stages agree: figures worked out by hand, and the definition of kappa tried at random."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.comparisons.agreement import Agreement, agreement
from spbe_cli.reading.library import Library
from tests.conftest import bundled
from tests.scoring import case_of

I2020 = bundled(Library(), "permenpanrb-59-2020")


def compared(
    before: Mapping[str, object], after: Mapping[str, object], **settings: Any
) -> Agreement:
    first = case_of(I2020, before, 2024, stage="self", **settings)
    return agreement(first, case_of(I2020, after))


def test_figures_worked_out_by_hand() -> None:
    """Four indicators: 1 -> 1, 2 -> 1, 3 -> 3, 3 -> 2.

    Bias: (0 + 1 + 0 + 1) / 4 = 1/2. The same: 2 of 4. Within one: 4 of 4.
    Shares before: 1/4, 1/4, 1/2 of the levels 1, 2, 3; after: 1/2, 1/4, 1/4.

    Linear. Observed: (0 + 1 + 0 + 1) / 4 = 1/2.
    Expected: 1/4 (0/2 + 1/4 + 2/4) + 1/4 (1/2 + 0/4 + 1/4) + 1/2 (2/2 + 1/4 + 0/4)
    = 3/16 + 3/16 + 10/16 = 1. Kappa: 1 - (1/2) / 1 = 1/2.

    Quadratic. Observed: 1/2. Expected: 1/4 (0/2 + 1/4 + 4/4) + 1/4 (1/2 + 0/4 + 1/4)
    + 1/2 (4/2 + 1/4 + 0/4) = 5/16 + 3/16 + 18/16 = 13/8. Kappa: 1 - (1/2) / (13/8) = 9/13.
    """
    found = compared({"1": 1, "2": 2, "3": 3, "4": 3}, {"1": 1, "2": 1, "3": 3, "4": 2})
    assert found.bias == Fraction(1, 2)
    assert found.exact == Fraction(1, 2)
    assert found.within_one == 1
    assert found.linear == Fraction(1, 2)
    assert found.quadratic == Fraction(9, 13)


def test_levels_between_the_steps_count_as_what_they_are() -> None:
    """Three indicators: 5/2 -> 2, 2 -> 2, 3 -> 3. 5/2 is what two OPDs give with `combine: mean`.

    Linear. Observed: (1/2 + 0 + 0) / 3 = 1/6. Expected: (1/2 + 1/2 + 1/2 from 5/2,
    0 + 0 + 1 from 2, 1 + 1 + 0 from 3) / 9 = (9/2) / 9 = 1/2. Kappa: 1 - (1/6) / (1/2) = 2/3.

    Quadratic. Observed: (1/4) / 3 = 1/12. Expected: (3/4 + 1 + 2) / 9 = 5/12.
    Kappa: 1 - (1/12) / (5/12) = 4/5.
    """
    opds = {"a": {"answers": {"1": 2}}, "b": {"answers": {"1": 3}}}
    answers = {"2": 2, "3": 3}
    found = compared(answers, {"1": 2, "2": 2, "3": 3}, opds=opds, combine="mean")
    assert [pair.before for pair in found.pairs] == [Fraction(5, 2), 2, 3]
    assert found.linear == Fraction(2, 3)
    assert found.quadratic == Fraction(4, 5)
    assert found.exact == Fraction(2, 3)
    assert found.within_one == 1


def test_worse_than_chance_is_below_0() -> None:
    """1 -> 2 and 2 -> 1: observed 1; expected (1 + 0 + 0 + 1) / 4 = 1/2; kappa 1 - 2 = -1."""
    found = compared({"1": 1, "2": 2}, {"1": 2, "2": 1})
    assert found.linear == -1
    assert found.quadratic == -1
    assert found.bias == 0


def test_perfect_agreement_is_1() -> None:
    found = compared({"1": 1, "2": 4, "3": 2}, {"1": 1, "2": 4, "3": 2})
    assert found.linear == 1
    assert found.quadratic == 1
    assert found.exact == 1
    assert found.bias == 0
    assert found.over == found.under == ()


def test_kappa_is_undefined_where_no_disagreement_is_expected() -> None:
    same = compared({"1": 3, "2": 3}, {"1": 3, "2": 3})
    assert same.linear is None
    assert same.quadratic is None
    assert same.exact == 1
    assert same.bias == 0


def test_nothing_in_common_has_no_figures() -> None:
    found = compared({"1": 3}, {"2": 3})
    assert found == Agreement((), None, None, None, None, None, (), (), ())


def test_only_what_is_answered_in_both_counts() -> None:
    found = compared({"1": 5, "2": 4, "4": 3}, {"1": 2, "3": 4, "4": 3})
    assert [(p.indicator.id, p.before, p.after) for p in found.pairs] == [("1", 5, 2), ("4", 3, 3)]
    assert (found.exact, found.within_one) == (Fraction(1, 2), Fraction(1, 2))
    assert found.bias == Fraction(3, 2)


def test_what_is_most_over_and_under_claimed_comes_first() -> None:
    """By difference, then weight (1.3 of 1 and 2, 2.5 of 11, 3 of 42 and 43), then order."""
    before = {"1": 3, "2": 3, "11": 3, "42": 5, "43": 2, "44": 1, "45": 2, "46": 3}
    after = {"1": 2, "2": 2, "11": 2, "42": 3, "43": 3, "44": 3, "45": 3, "46": 3}
    found = compared(before, after)
    assert [pair.indicator.id for pair in found.over] == ["42", "11", "1", "2"]
    assert [pair.indicator.id for pair in found.under] == ["44", "43", "45"]
    assert [pair.difference for pair in found.under] == [-2, -1, -1]


def test_opds_are_those_of_the_earlier_stage_and_share_what_they_share() -> None:
    opds = {
        "a": {"name": "Dinas A", "owns": ["1", "2"], "answers": {"1": 3, "2": 4}},
        "b": {"owns": ["2", "3"], "answers": {"3": 2}},
        "idle": {"owns": ["9"], "answers": {}},
    }
    found = compared({"4": 4}, {"1": 3, "2": 2, "3": 3, "4": 3}, opds=opds)
    assert found.opds == (
        ("a", "Dinas A", 2, Fraction(0 + 2, 2), Fraction(1, 2)),
        ("b", None, 2, Fraction(2 - 1, 2), Fraction(0)),
        (None, None, 1, Fraction(1), Fraction(0)),
    )


def by_definition(pairs: list[tuple[int, int]], power: int) -> Fraction | None:
    """Give weighted kappa from the table of shares, as Cohen writes it down."""
    total, levels = len(pairs), sorted({level for pair in pairs for level in pair})
    observed, rows, columns = (
        Counter(pairs), Counter(one for one, _ in pairs), Counter(other for _, other in pairs),
    )  # fmt: skip
    seen = expected = Fraction(0)
    for i in levels:
        for j in levels:
            weight = abs(i - j) ** power
            seen += weight * Fraction(observed[i, j], total)
            expected += weight * Fraction(rows[i], total) * Fraction(columns[j], total)
    return 1 - seen / expected if expected else None


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=47))
def test_kappa_is_its_definition(pairs: list[tuple[int, int]]) -> None:
    ids = [one.id for one in I2020.indicators[: len(pairs)]]
    before, after = ({i: pair[n] for i, pair in zip(ids, pairs, strict=True)} for n in (0, 1))
    found = compared(before, after)
    assert found.linear == by_definition(pairs, 1)
    assert found.quadratic == by_definition(pairs, 2)
    assert found.bias == Fraction(sum(one - other for one, other in pairs), len(pairs))


@pytest.mark.parametrize("level", ["1.5", "2.49"])
def test_within_one_means_one_whole_level_whatever_the_step(library: Library, level: str) -> None:
    pemdi = bundled(library, "permenpanrb-8-2026")
    first = pemdi.indicators[0].id
    before = case_of(pemdi, {first: Decimal(level)}, year=2026, stage="self")
    after = case_of(pemdi, {first: Decimal("1.49")}, year=2026)
    found = agreement(before, after)
    assert found.within_one == 1
    assert found.exact == 0
