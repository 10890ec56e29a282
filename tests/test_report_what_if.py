"""The arithmetic of the page is that of the engine: random cases of all instruments, run in Node.

Where there is no Node, a browser runs them.
"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from spbe_cli.core.combine import Settled, Standing
from spbe_cli.core.exact import Number, exact_text, number, round_change
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.scoring import Scorecard, score
from spbe_cli.render.report.html import asset
from spbe_cli.render.report.what_if import numbers, parts, script
from tests.browser import browser_path, launched, node_path
from tests.test_comparing import I2018, I2020, I2026

CASES = 10_000
YEARS = {
    "permenpanrb-5-2018": (2019,),
    "permenpanrb-59-2020": (2023, 2024),
    "permenpanrb-8-2026": (2026,),
}

RUN = """
const answer = ({rules, cases}) => cases.map(({rule, levels, before}) => {
  const given = rules[rule];
  const now = whatIf.index(given, levels.map(BigInt));
  const was = whatIf.index(given, before.map(BigInt));
  return [
    whatIf.figure(whatIf.rounded(now, given.decimals), given.decimals, "."),
    whatIf.exact(now, "."),
    whatIf.category(given, now),
    whatIf.figure(whatIf.change(now, was, 4), 4, "."),
  ];
});
"""
STDIN = """
let text = "";
process.stdin.on("data", (chunk) => { text += chunk; });
process.stdin.on("end", () => { console.log(JSON.stringify(answer(JSON.parse(text)))); });
"""


def run(work: Mapping[str, Any]) -> Any:
    """Run the page's arithmetic, in Node or in a browser."""
    code = asset("what_if.js") + RUN
    node = node_path()
    if node is not None:
        done = subprocess.run(
            [node, "-e", code + STDIN],
            input=json.dumps(work),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
    if browser_path() is None:
        pytest.skip(
            "THE WHAT-IF OF REPORTS IS NOT HELD AGAINST THE ENGINE: install nodejs or chromium"
        )
    with launched() as browser:
        return browser.new_page().evaluate(f"(work) => {{ {code}; return answer(work); }}", work)


def index_of(instrument: Instrument, levels: Sequence[Number]) -> Fraction:
    """Give the exact index: sum(level x weight) / 100."""
    pairs = zip(instrument.indicators, levels, strict=True)
    return sum((one.weight * level for one, level in pairs), Fraction(0)) / 100


def drawn(instrument: Instrument, random: Random) -> list[Number]:
    """Draw levels; every other time they are moved to where a category begins."""
    allowed = sorted(instrument.levels.all)
    levels = [random.choice(allowed) for _ in instrument.indicators]
    if random.random() < 0.2:  # means of several OPDs
        levels[0] = number(Fraction(random.randint(2, 15), 3))
    if random.random() < 0.5:
        distance = index_of(instrument, levels) - random.choice(instrument.categories).bound
        for _ in range(60):
            if abs(distance) < Fraction(1, 100):
                break
            place = random.randrange(len(levels))
            level = random.choice(allowed)
            move = instrument.indicators[place].weight * (level - levels[place]) / 100
            if abs(distance + move) < abs(distance):
                levels[place] = level
                distance += move
    return levels


def prepared(random: Random) -> tuple[dict[str, Any], list[tuple[Instrument, int, Any, Any]]]:
    """Give the work for the page, and the same for the engine."""
    kinds = [(one, year) for one in (I2018, I2020, I2026) for year in YEARS[one.id]]
    rules = [numbers(one, year, [Fraction(1, 3)]) for one, year in kinds]
    cases, known = [], []
    for place in range(CASES):
        kind = place % len(kinds)
        instrument, year = kinds[kind]
        levels, before = (drawn(instrument, random) for _ in range(2))
        unit = int(rules[kind]["unit"])
        cases.append(
            {
                "rule": kind,
                "levels": [parts(one, unit) for one in levels],
                "before": [parts(one, unit) for one in before],
            }
        )
        known.append((instrument, year, levels, before))
    return {"rules": rules, "cases": cases}, known


def expected(
    instrument: Instrument, year: int, levels: Sequence[Number], before: Sequence[Number]
) -> list[Any]:
    """Ask the engine."""
    now, was = (_scored(instrument, given, year) for given in (levels, before))
    return [
        str(instrument.rounded(now.index)),
        exact_text(now.index),
        instrument.categories.index(now.judgement.category),
        str(round_change(now.index - was.index, 4)),
    ]


def _scored(instrument: Instrument, levels: Sequence[Number], year: int) -> Scorecard:
    pairs = zip(instrument.indicators, levels, strict=True)
    return score(instrument, [Standing(one.id, level, Settled.OWN) for one, level in pairs], year)


def test_the_page_computes_as_the_engine_does() -> None:
    work, known = prepared(Random(2026))
    answers = run(work)
    assert len(answers) == CASES
    ties = otherwise = endless = 0
    for answer, one in zip(answers, known, strict=True):
        assert answer == expected(*one)
        instrument, year, levels, _ = one
        index = index_of(instrument, levels)
        ties += (index * 10**instrument.index_rule.decimals * 2).denominator == 1 and (
            index * 100
        ).denominator != 1
        otherwise += instrument.judge(index, year).otherwise is not None
        endless += "/" in answer[1]
    assert ties > 200  # the cases are hard ones: ties, edges of categories, thirds
    assert otherwise > 100
    assert endless > 500


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3", "300"), ("3.25", "325"), ("3,25", "325"), (" 4.5 ", "450"), ("1", "100"),
        ("5.00", "500"), ("3.255", None), ("0.99", None), ("5.01", None), ("", None), ("x", None),
        ("3.", None), ("-3", None), ("3.250", "325"), ("1e1", None), ("\u0663", None),
    ],
)  # fmt: skip
def test_levels_are_read_exactly_or_not_at_all(text: str, found: str | None) -> None:
    rule = json.dumps({"unit": "100", "range": ["100", "500", "1"]})
    code = f"{asset('what_if.js')}\nconst found = whatIf.level({json.dumps(text)}, {rule});"
    node = node_path()
    if node is None:
        pytest.skip("THE WHAT-IF OF REPORTS IS NOT HELD AGAINST THE ENGINE: install nodejs")
    shown = "console.log(found === null ? null : String(found));"
    done = subprocess.run([node, "-e", code + shown], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(found if found is not None else "null")


def test_nothing_in_the_data_ends_its_script() -> None:
    data = {"x": "</script><!--<script>&\u2028\u202e"}
    text = script(data)
    assert not set(text) & set("<>&\u2028\u202e")
    assert json.loads(text) == data
