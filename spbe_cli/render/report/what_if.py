"""What the page needs to compute an index by itself: whole numbers only, as the engine has them."""

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

from spbe_cli.core.exact import Number, number
from spbe_cli.core.instrument import WHOLE, CategoryBasis, Indicator, Instrument
from spbe_cli.core.report import Report
from spbe_cli.core.scoring import Scorecard
from spbe_cli.render import wording
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json
from spbe_cli.render.report.charts import hue

MOST_OPTIONS = 12
"""Levels up to which a list is offered; more are typed as a number."""


def data(report: Report, look: Look) -> Json | None:
    """Give the numbers and words of the what-if; None where no levels are known."""
    detail = report.chosen.detail
    if detail is None or detail.card is None:
        return None
    card = detail.card
    instrument, levels = card.instrument, [line.level for line in card.lines]
    rule = numbers(instrument, card.year, levels)
    unit = int(rule["unit"])
    return {
        **rule,
        "point": look.figure(Fraction(1, 2))[1],
        "names": [look.texts.category(one.name) for one in instrument.categories],
        "hues": [hue(one, instrument) for one in instrument.categories],
        "levels": _levels(card, unit, look),
        "options": _options(instrument, unit, look),
        "range": [parts(one, unit) for one in _range(instrument)],
    }


def numbers(instrument: Instrument, year: int, levels: Sequence[Number]) -> Json:
    """Give an instrument as whole numbers, written out: a browser's numbers are floats.

    `unit` is the number of parts a level is counted in; shares x parts, divided by `whole`, are the
    index. `bounds` are the categories' as numerator and denominator, best first.
    """
    steps = (*levels, instrument.levels.lowest, instrument.levels.step)
    unit = lcm(*(Fraction(one).denominator for one in steps))
    return {
        "shares": [str(one.share) for one in instrument.indicators],
        "unit": str(unit),
        "whole": str(instrument.unit * WHOLE * unit),
        "decimals": instrument.index_rule.decimals,
        "exact": instrument.category_rule.basis_in(year) is CategoryBasis.EXACT,
        "bounds": [
            [str(one.bound.numerator), str(one.bound.denominator)] for one in instrument.categories
        ],
    }


def parts(level: Number, unit: int) -> str:
    """Write a level as the number of its parts."""
    return str(number(Fraction(level) * unit))


def _levels(card: Scorecard, unit: int, look: Look) -> list[Json]:
    """Give each indicator with its present level, in the instrument's order."""
    return [
        {
            "id": line.indicator.id,
            "scale": line.indicator.scale,
            "parts": parts(line.level, unit),
            "text": wording.level(line.level, card.instrument, look),
            "label": look.texts("report.what-if.level", indicator=_named(line.indicator, look)),
        }
        for line in card.lines
    ]


def _named(one: Indicator, look: Look) -> str:
    return f"{one.id} {look.texts.name(one.name)}"


def _options(instrument: Instrument, unit: int, look: Look) -> Json:
    """Give the levels to choose from by scale; none where there are too many to list."""
    if len(instrument.levels.all) > MOST_OPTIONS:
        return {}
    scales = dict.fromkeys(one.scale for one in instrument.indicators)
    return {scale: list(_scale(instrument, scale, unit, look)) for scale in scales}


def _scale(instrument: Instrument, scale: str, unit: int, look: Look) -> Iterator[list[str]]:
    names = instrument.levels.names.get(scale, {})
    for level in sorted(instrument.levels.all):
        name = names.get(Fraction(level))
        text = f"{look.figure(level)} {look.texts.name(name) if name else ''}"
        yield [parts(level, unit), text.rstrip()]


def _range(instrument: Instrument) -> tuple[Fraction, Fraction, Fraction]:
    levels = instrument.levels
    return levels.lowest, levels.highest, levels.step


def script(value: Json) -> str:
    """Write data so that nothing in it can end the script it stands in, or mean anything."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
