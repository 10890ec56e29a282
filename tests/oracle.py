"""The regulation's formula written out again, from the YAML, sharing no code with the product.

aspect = sum(level x weight) / aspect weight; domain = sum(aspect x weight) / domain weight;
index = sum(domain x weight) / 100; two decimals, half up; bounds compared one by one.
"""

import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml


def read(path: Path) -> dict[str, Any]:
    """Read an instrument file with every scalar as text, as it is written."""
    value = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # text only
    assert isinstance(value, dict)
    return value


def expected(
    instrument: dict[str, Any], levels: dict[str, Fraction]
) -> tuple[Fraction, dict[str, Fraction]]:
    """Give the index and that of every group, layer by layer."""
    groups: dict[str, Fraction] = {}

    def aspect(node: dict[str, Any]) -> Fraction:
        total = Fraction(0)
        for indicator in node["indicators"]:
            total += levels[indicator["id"]] * Fraction(indicator["weight"])
        groups["A" + node["id"]] = total / Fraction(node["weight"])
        return groups["A" + node["id"]]

    def domain(node: dict[str, Any]) -> Fraction:
        total = Fraction(0)
        for inner in node["aspects"]:
            total += aspect(inner) * Fraction(inner["weight"])
        groups["D" + node["id"]] = total / Fraction(node["weight"])
        return groups["D" + node["id"]]

    if "domains" in instrument:
        parts = [domain(node) * Fraction(node["weight"]) for node in instrument["domains"]]
    else:
        parts = [aspect(node) * Fraction(node["weight"]) for node in instrument["aspects"]]
    return sum(parts, Fraction(0)) / 100, groups


def shown(index: Fraction) -> str:
    """Round half up to two decimals."""
    hundredths = math.floor(index * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def category(instrument: dict[str, Any], index: Fraction, year: int) -> str:
    """Compare with the bounds, best first, on the exact or the rounded index."""
    rules = instrument["categories"]
    if rules.get("by_year", {}).get(str(year), rules["taken_on"]) == "rounded":
        index = Fraction(shown(index))
    for bound in rules["bounds"]:
        if index >= Fraction(bound["from"]):
            name = bound["name"]["id"]
            assert isinstance(name, str)
            return name
    raise AssertionError(index)
