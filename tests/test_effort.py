"""Effort files: every mistake is found at its place, and what they say is what plans go by."""

from fractions import Fraction
from time import process_time

import pytest

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.plans.effort import Effort, EffortFile, Requirement, build, effort_faults
from spbe_cli.core.problems import KeyPath
from spbe_cli.reading.library import Library
from spbe_cli.reading.shape import check
from spbe_cli.reading.source import Source
from tests.conftest import bundled
from tests.scoring import case_of
from tests.test_distribution import INSTRUMENTS

I2020 = bundled(Library(), "permenpanrb-59-2020")
I2026 = bundled(Library(), "permenpanrb-8-2026")


def case(instrument: Instrument = I2020) -> Case:
    return case_of(instrument, {}, opds={"kominfo": {"owns": ["1-12"]}, "bappeda": {}})


def findings(text: str, instrument: Instrument = I2020) -> set[tuple[str, KeyPath]]:
    """Give the codes, with their variants, and the paths of all that is wrong in an effort file."""
    source = Source("effort.yaml", text)
    assert not source.problems
    checked = check(EffortFile, source.data)
    found = list(checked.findings)
    if checked.value is not None:
        found += effort_faults(checked.value, case(instrument))
    return {(".".join(filter(None, (f.code.value, f.variant))), f.path) for f in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("defalt: 1", {("SPBE101", ("defalt",))}),
        ("default: -1", {("SPBE110.negative", ("default",))}),
        ("default: 1,5", {("SPBE012.comma", ("default",))}),
        ('indicators: {1: "5"}', {("SPBE012.quoted", ("indicators", "1", "each"))}),
        ("indicators: {1: {2: x}}", {("SPBE103", ("indicators", "1", "2"))}),
        ("indicators: {1: {x: 2}}", {("SPBE103", ("indicators", "1", "x"))}),
        ("indicators: {1: {6: 2}}", {("SPBE104.rung", ("indicators", "1", "6"))}),
        ("indicators: {1: {2.5: 2}}", {("SPBE104.rung", ("indicators", "1", "2.5"))}),
        ("indicators: {48: 1}", {("SPBE105", ("indicators", "48"))}),
        ("locked: [1, 99]", {("SPBE105", ("locked", 1))}),
        ("locked: 1", {("SPBE103", ("locked",))}),
        ("max_level: {1: 6}", {("SPBE104", ("max_level", "1"))}),
        ("max_level: {I01: 4}", {("SPBE105", ("max_level", "I01"))}),
        ("max_rise: 0", {("SPBE110.positive", ("max_rise",))}),
        ("max_rise: 1.5", {("SPBE103", ("max_rise",))}),
        ("capacity: {komnfo: 6}", {("SPBE114", ("capacity", "komnfo"))}),
        ("capacity: {kominfo: -6}", {("SPBE110.negative", ("capacity", "kominfo"))}),
        ("requires: [{indicator: 11, level: 3}]", {("SPBE102", ("requires", 0, "needs"))}),
        (
            "requires: [{indicator: 99, level: 6, needs: {x: 0}}]",
            {
                ("SPBE105", ("requires", 0, "indicator")),
                ("SPBE104", ("requires", 0, "level")),
                ("SPBE105", ("requires", 0, "needs", "x")),
                ("SPBE104", ("requires", 0, "needs", "x")),
            },
        ),
        (
            "requires: [{indicator: 2, level: 3, needs: {2: 3}}]",
            {("SPBE115", ("requires", 0, "needs"))},
        ),
        ("requires: [{indicator: 2, level: 3, needs: {2: 2}}]", set()),
        (  # each climbs past the other in turn, which is no circle
            """requires:
- {indicator: 11, level: 3, needs: {1: 2}}
- {indicator: 1, level: 5, needs: {11: 4}}""",
            set(),
        ),
        (
            """requires:
- {indicator: 11, level: 3, needs: {1: 5}}
- {indicator: 1, level: 5, needs: {11: 4}}""",
            {("SPBE115", ("requires", 1, "needs"))},
        ),
        (
            """requires:
- {indicator: 1, level: 3, needs: {2: 3}}
- {indicator: 2, level: 3, needs: {3: 5}}
- {indicator: 3, level: 5, needs: {1: 3}}
- {indicator: 4, level: 5, needs: {1: 2, 2: 2, 3: 4}}""",
            {("SPBE115", ("requires", 2, "needs"))},
        ),
        (  # ranges where an id may stand; 12 would need itself, and the rest of both is sound
            """requires:
- {indicator: 11-14, level: 3, needs: {1-10: 3, 12: 2}}
- {indicator: 11-14, level: 2, needs: {12-13: 2}}
- {indicator: 1-2, level: 3, needs: {14: 3}}
- {indicator: 46-48, level: 3, needs: {0-3: 2}}""",
            {
                ("SPBE115", ("requires", 1, "needs")),
                ("SPBE115", ("requires", 2, "needs")),
                ("SPBE105", ("requires", 3, "indicator")),
                ("SPBE105", ("requires", 3, "needs", "0-3")),
            },
        ),
        ("locked:\ncapacity:\nmax_level:\nrequires:\nindicators:", set()),
    ],
)
def test_mistakes_are_found_at_their_places(text: str, expected: set[tuple[str, KeyPath]]) -> None:
    assert findings(text) == expected


def test_opds_are_named_where_there_are_none() -> None:
    checked = check(EffortFile, {"capacity": {"kominfo": 1}})
    assert checked.value is not None
    [found] = effort_faults(checked.value, case_of(I2020, {}))
    assert found.values["allowed"] == "word.nothing"
    [found] = effort_faults(checked.value, case_of(I2020, {}, opds={"kominf": {}}))
    assert found.values["suggestion"] == "kominf"


def test_steps_lead_to_whole_levels_and_to_the_highest() -> None:
    assert findings("indicators: {1: {5: 2}}", I2026) == set()
    assert findings("indicators: {1: {4.5: 2}}", I2026) == {
        ("SPBE104.rung", ("indicators", "1", "4.5"))
    }
    odd = INSTRUMENTS["odd-weights"]
    assert findings("indicators: {p: {3: 2, 2: 1}}", odd) == set()


def effort(text: str) -> Effort:
    checked = check(EffortFile, Source("effort.yaml", text).data)
    assert checked.value is not None
    assert not list(effort_faults(checked.value, case()))
    return build(checked.value, I2020)


def test_what_a_file_says_is_what_plans_go_by() -> None:
    found = effort(
        """
default: 1.5
indicators: {16: 5, 22: {2: 1, 3: 4}, 1-3: 2, 2: {each: 7, 5: 0}}
locked: [1, 41-43]
max_level: {4-5: 3, 5: 4}
max_rise: 2
capacity: {kominfo: 6, bappeda: 0.5}
requires: [{indicator: 11, level: 3, needs: {1: 3, 2: 2}}]
"""
    )

    def costs(one: str) -> list[Number]:
        return [found.cost(one, n) for n in range(2, 6)]

    assert costs("9") == [Fraction(3, 2)] * 4
    assert costs("16") == [5] * 4
    assert costs("22") == [1, 4, Fraction(3, 2), Fraction(3, 2)]
    assert costs("1") == costs("3") == [2] * 4
    assert costs("2") == [7, 7, 7, 0]
    assert found.locked == {"1", "41", "42", "43"}
    assert found.max_level == {"4": 3, "5": 4}
    assert found.max_rise == 2
    assert found.capacity == {"kominfo": 6, "bappeda": Fraction(1, 2)}
    assert found.requires == (Requirement("11", 3, {"1": 3, "2": 2}),)
    assert effort("{}") == Effort()


def test_requirements_take_ranges_as_everything_else_does() -> None:
    """A later line counts over an earlier one; a range holds for each of its indicators."""
    written = "requires: [{indicator: 45-47, level: 4, needs: {1-3: 2, 2: 3}}]"
    needs = {"1": 2, "2": 3, "3": 2}
    assert effort(written).requires == tuple(
        Requirement(one, 4, needs) for one in ("45", "46", "47")
    )


def test_an_id_wins_over_a_range() -> None:
    """Under 5/2018 `35-1` is a row of its own, and `34-35-2` runs over it."""
    text = "requires: [{indicator: 35-1, level: 3, needs: {34-35-2: 2}}]"
    i2018 = bundled(Library(), "permenpanrb-5-2018")
    checked = check(EffortFile, Source("effort.yaml", text).data)
    assert checked.value is not None
    [found] = build(checked.value, i2018).requires
    assert found == ("35-1", 3, {"34": 2, "35-1": 2, "35-2": 2})


def test_a_long_list_of_requirements_is_judged_at_once() -> None:
    """What is said again takes no more than to see that it is."""
    again = "- {indicator: 20-47, level: 3, needs: {1-19: 3}}\n" * 1000
    circle = "- {indicator: 1, level: 3, needs: {47: 3}}\n"
    begun = process_time()
    assert findings(f"requires:\n{again}{circle}") == {("SPBE115", ("requires", 1000, "needs"))}
    assert process_time() - begun < 5
