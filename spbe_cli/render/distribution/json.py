"""A distribution of the index as JSON, the same in every schema that has one."""

from collections.abc import Iterable
from fractions import Fraction

from spbe_cli.core.exact import exact_text, round_half_up
from spbe_cli.core.instrument import Category
from spbe_cli.core.uncertainty.distribution import HIGH, LOW, MIDDLE, Distribution
from spbe_cli.render.machine import Json, exact, figure


def distribution_json(found: Distribution, categories: Iterable[tuple[Category, Fraction]]) -> Json:
    """Give mean, quantiles, and the probability of each category."""
    rounded = found.instrument.rounded
    quantiles = {exact_text(share): found.quantile(share) for share in (LOW, MIDDLE, HIGH)}
    return {
        "mean": figure(rounded(found.mean)),
        "mean_exact": exact(found.mean),
        "variance_exact": exact(found.variance),
        "quantiles": {share: figure(rounded(index)) for share, index in quantiles.items()},
        "quantiles_exact": {share: exact(index) for share, index in quantiles.items()},
        "categories": {
            category.name.id: str(round_half_up(probability, 4))
            for category, probability in categories
        },
    }
