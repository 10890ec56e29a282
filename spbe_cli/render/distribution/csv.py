"""A distribution of the index as rows of CSV: figure, of what, value, exact."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from spbe_cli.core.exact import exact_text, round_half_up
from spbe_cli.core.instrument import Category
from spbe_cli.core.uncertainty.distribution import HIGH, LOW, MIDDLE, Distribution
from spbe_cli.render.delimited import exact, text


def rows(
    found: Distribution, categories: Iterable[tuple[Category, Fraction]]
) -> Iterator[Sequence[str]]:
    """Give mean, quantiles, and the probability of each category."""
    rounded = found.instrument.rounded
    yield "mean", "", str(rounded(found.mean)), exact(found.mean)
    for share in (LOW, MIDDLE, HIGH):
        index = found.quantile(share)
        yield "quantile", exact_text(share), str(rounded(index)), exact(index)
    for category, probability in categories:
        yield "probability", text(category.name.id), str(round_half_up(probability, 4)), ""
