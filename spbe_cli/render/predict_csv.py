"""A prediction as CSV: one row for each figure, rounded as it is shown and exact beside."""

from collections.abc import Iterator, Sequence

from spbe_cli.exact import exact_text, round_half_up
from spbe_cli.predicting import HIGH, LOW, MIDDLE, Prediction
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Look

HEAD = ("figure", "of", "value", "exact")


def render(given: Prediction, look: Look) -> Iterator[str]:
    """Write the figures of a prediction."""
    del look
    yield from lines([HEAD, *_rows(given)])


def _rows(given: Prediction) -> Iterator[Sequence[str]]:
    case, found = given.given.case, given.distribution
    card, rounded = case.scorecard, case.instrument.rounded
    yield "index", text(given.given.file), str(rounded(card.index)), exact(card.index)
    yield "category", text(given.given.file), text(card.judgement.category.name.id), ""
    yield "mean", "", str(rounded(found.mean)), exact(found.mean)
    for share in (LOW, MIDDLE, HIGH):
        index = found.quantile(share)
        yield "quantile", exact_text(share), str(rounded(index)), exact(index)
    for category, probability in given.categories:
        yield "probability", text(category.name.id), str(round_half_up(probability, 4)), ""
    for difference, often in given.differences.items():
        yield "difference", exact(difference), str(often), ""
