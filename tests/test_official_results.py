"""Published results that the calculator must reproduce."""

import csv
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from spbe_cli.core.assessment import Assessment
from spbe_cli.core.case import Case
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.result import Result, figures
from spbe_cli.core.rules import judge
from tests.conftest import DATA, ROOT
from tests.scoring import card_of, case_of, indices

RESULTS = ROOT / "indicators" / "permenpanrb-59-2020.results.csv"


@cache
def golden() -> Any:
    return yaml.safe_load((DATA / "golden.yaml").read_text(encoding="utf-8"))


def rows(name: str | Path) -> list[dict[str, str]]:
    with Path(DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def levels_2023() -> list[dict[str, str]]:
    return rows("national-levels-2023.csv")


@cache
def results() -> list[dict[str, str]]:
    return rows(RESULTS)


def test_kemenko_perekonomian_2021_is_reproduced_whole(i2020: Instrument) -> None:
    official = golden()["results"][0]
    levels = {str(int(key[1:])): level for key, level in official["levels"].items()}
    card = card_of(i2020, levels, year=official["year"])
    assert card.index == Fraction("2.9475")
    assert str(i2020.rounded(card.index)) == official["index"] == "2.95"
    assert card.judgement.category.name.id == official["category"] == "Baik"
    published = official["domains"] | official["aspects"]
    shown = {key: str(i2020.rounded(index)) for key, index in indices(card).items()}
    assert shown == published


def test_the_regulations_worked_examples(i2020: Instrument) -> None:
    """Aspect 2 of 3, 4, 3, 2 is 3.00; the domain and index examples weigh given values."""
    example = dict.fromkeys((str(n) for n in range(1, 48)), 1)
    example |= {"11": 3, "12": 4, "13": 3, "14": 2}
    assert indices(card_of(i2020, example))["A2"] == Fraction(3)

    aspects = {"2": Fraction(3), "3": Fraction(4), "4": Fraction(3)}
    domain = next(domain for domain in i2020.domains if domain.id == "2")
    weighed = sum((aspects[a.id] * a.weight for a in domain.aspects), Fraction(0)) / domain.weight
    assert i2020.rounded(weighed) == Decimal("3.40")

    values = [Fraction(v) for v in ("3.70", "3.40", "3.00", "3.20")]
    pairs = zip(values, i2020.domains, strict=True)
    index = sum((value * domain.weight for value, domain in pairs), Fraction(0)) / 100
    assert i2020.rounded(index) == Decimal("3.28")


@pytest.mark.parametrize("edge", golden()["category_edge_cases"], ids=lambda e: e["agency"])
def test_category_edges(i2020: Instrument, edge: dict[str, Any]) -> None:
    unrounded = edge["unrounded"]
    for text in [unrounded] if isinstance(unrounded, str) else unrounded:
        judged = i2020.judge(Fraction(text), edge["year"])
        assert judged.category.name.id == edge["category"]
        assert judged.otherwise is not None
        assert str(i2020.rounded(Fraction(text))) == edge["index_published"]


def test_there_are_as_many_rows_as_published() -> None:
    assert len(levels_2023()) == 621
    assert len(results()) == 1236


@pytest.mark.parametrize("number", range(621))
def test_levels_of_2023_give_the_published_index_and_category(
    i2020: Instrument, number: int
) -> None:
    row = levels_2023()[number]
    levels = {str(n): int(digit) for n, digit in enumerate(row["levels"], start=1)}
    case = case_of(i2020, levels, year=2023)
    findings = [finding.code.value for finding in judge(case)]
    assert set(findings) <= ({"SPBE213"} if "0" in row["levels"] else set())
    assert i2020.rounded(case.scorecard.index) == Decimal(row["index"])
    assert case.scorecard.judgement.category.name.id == row["category"]


def test_level_0_is_accepted_for_banyuasin_only_with_a_warning(i2020: Instrument) -> None:
    with_zero = [row for row in levels_2023() if "0" in row["levels"]]
    assert [row["institution"] for row in with_zero] == ["Pemerintah Kabupaten Banyuasin"]
    levels = {str(n): int(digit) for n, digit in enumerate(with_zero[0]["levels"], start=1)}
    case = case_of(i2020, levels, year=2023)
    codes = {finding.code.value for finding in judge(case)}
    assert codes == {"SPBE213"}
    result = figures(Result("x", case.assessment, frozenset(), case, ()))
    assert str(result.shown) == "1.05"
    own = Assessment.model_validate(case.assessment.model_dump() | {"stage": "self"})
    assert "SPBE104" in {finding.code.value for finding in judge(Case(own, i2020))}


@pytest.mark.parametrize("number", range(1236))
def test_published_rows_are_consistent(i2020: Instrument, number: int) -> None:
    """Every domain value is reachable, the index possible, the category follows from it."""
    row = results()[number]
    domains = {str(n): Decimal(row[f"domain_{n}"]) for n in range(1, 5)}
    published = {"index": Decimal(row["index"]), "category": row["category"], "domains": domains}
    case = case_of(i2020, {}, year=int(row["year"]), published=published)
    assert [(f.code.value, dict(f.values)) for f in judge(case)] == []


def test_an_inconsistent_row_would_be_found(i2020: Instrument) -> None:
    row = results()[0]
    domains = {str(n): Decimal(row[f"domain_{n}"]) for n in range(1, 5)}
    good = {"index": Decimal(row["index"]), "category": row["category"], "domains": domains}
    bad = {
        "SPBE218": {**good, "domains": domains | {"1": Decimal("3.55")}},
        "SPBE217": {**good, "index": Decimal("3.05")},
        "SPBE211": {**good, "category": "Cukup"},
    }
    for code, published in bad.items():
        found = judge(case_of(i2020, {}, year=int(row["year"]), published=published))
        assert code in {finding.code.value for finding in found}
