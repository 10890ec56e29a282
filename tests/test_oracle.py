"""Ten thousand random cases for each instrument against the formula written out again."""

import random
from fractions import Fraction

import pytest

from spbe_cli.core.combine import Settled, Standing
from spbe_cli.core.exact import number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.scoring import score
from spbe_cli.reading.library import Library
from tests import oracle
from tests.conftest import INSTRUMENTS, ROOT, bundled
from tests.scoring import indices

CASES = 10_000


def _random_levels(dice: random.Random, instrument: Instrument) -> dict[str, Fraction]:
    """Draw levels anywhere in the range; now and then all close to one another."""
    levels = instrument.levels
    steps = int((levels.highest - levels.lowest) / levels.step)
    low = dice.randint(0, steps) if dice.random() < 0.5 else 0
    return {
        indicator.id: levels.lowest + dice.randint(low, steps) * levels.step
        for indicator in instrument.indicators
    }


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_random_cases_agree_with_the_formula_written_out(library: Library, name: str) -> None:
    instrument = bundled(library, name)
    written = oracle.read(ROOT / "indicators" / f"{name}.yaml")
    dice = random.Random(name)
    years = sorted({instrument.years.first, 2023, 2024})
    for _ in range(CASES):
        levels = _random_levels(dice, instrument)
        standings = [Standing(i, number(level), Settled.OWN) for i, level in levels.items()]
        year = dice.choice(years)
        card = score(instrument, standings, year)
        index, groups = oracle.expected(written, levels)
        assert (card.index, indices(card)) == (index, groups)
        assert str(instrument.rounded(card.index)) == oracle.shown(index)
        assert card.judgement.category.name.id == oracle.category(written, index, year)
