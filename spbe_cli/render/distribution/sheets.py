"""What is said of a distribution of the index: its interval in words, its categories as a table."""

from collections.abc import Iterable
from fractions import Fraction

from spbe_cli.core.instrument import Category
from spbe_cli.core.uncertainty.distribution import HIGH, LOW, Distribution
from spbe_cli.render import wording
from spbe_cli.render.look import Look
from spbe_cli.render.sheet import Cell, Column, Sheet

HUNDREDTH = Fraction(1, 10_000)
"""A hundredth of a per cent: what is shown of a probability at most."""


def interval(found: Distribution, look: Look) -> str:
    """Say between which bounds the index lies with 90 % probability."""
    low, high = (
        look.figure(found.instrument.rounded(found.quantile(share))) for share in (LOW, HIGH)
    )
    return look.texts("predict.interval", low=low, high=high)


def categories(chances: Iterable[tuple[Category, Fraction]], look: Look) -> Sheet:
    """Set out the categories, best first, with their probabilities."""
    texts = look.texts
    columns = (
        Column(texts("table.category"), folds=True),
        Column(texts("predict.probability"), right=True),
        Column("", picture=True),
    )
    rows = [
        (
            Cell(texts.category(category.name)),
            Cell(_chance(probability, look), style="bold"),
            Cell("", share=float(probability)),
        )
        for category, probability in chances
    ]
    return Sheet(columns, rows, texts("predict.categories"))


def _chance(probability: Fraction, look: Look) -> str:
    """Write a probability in per cent; what is nearly sure or impossible is not shown as that."""
    if 0 < probability < HUNDREDTH:
        return f"< {wording.share(HUNDREDTH, look, 2)}"
    if 1 - HUNDREDTH < probability < 1:
        return f"> {wording.share(1 - HUNDREDTH, look, 2)}"
    return wording.share(probability, look, 2)
