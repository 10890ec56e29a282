"""Scoring of plain levels, as the tests need it."""

from collections.abc import Mapping
from fractions import Fraction

from spbe_cli.core.assessment import Assessment
from spbe_cli.core.case import Case
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.scoring import Scorecard


def case_of(
    instrument: Instrument, levels: Mapping[str, object], year: int = 2024, **settings: object
) -> Case:
    """Make a case of an institution's own answers."""
    data = {
        "institution": "Uji",
        "year": year,
        "instrument": instrument.id,
        "stage": "final",
        "answers": dict(levels),
        **settings,
    }
    return Case(Assessment.model_validate(data), instrument)


def card_of(instrument: Instrument, levels: Mapping[str, object], year: int = 2024) -> Scorecard:
    """Score an institution's own answers."""
    return case_of(instrument, levels, year).scorecard


def indices(card: Scorecard) -> dict[str, Fraction]:
    """Give the exact index of every group, by layer and id: `D1`, `A8`."""
    domains = {f"D{score.group.id}": score.index for score in card.domains}
    return domains | {f"A{score.group.id}": score.index for score in card.aspects}
