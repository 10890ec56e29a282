"""A prediction as a page: what is expected, how sure it is, and all that it rests on."""

from collections.abc import Iterator

from spbe_cli.core.uncertainty.predicting import Prediction
from spbe_cli.render import wording
from spbe_cli.render.distribution import sheets as distribution_sheets
from spbe_cli.render.given import scored
from spbe_cli.render.look import Look
from spbe_cli.render.page import Block, Points, Said, Title
from spbe_cli.render.predict import sheets


def blocks(given: Prediction, look: Look) -> Iterator[Block]:
    """Give the blocks of a page."""
    result, texts = scored(*given.given), look.texts
    institution, place = wording.heading(result, look)
    yield Title(institution)
    yield Said(place, aside=True)
    as_given, expected, interval = sheets.headline(given, look)
    yield Said(as_given)
    note = wording.otherwise(result, look)
    if note:
        yield Said(note, warns=True)
    yield Said(expected, loud=True)
    yield Said(interval)
    yield distribution_sheets.categories(given.categories, look)
    yield sheets.differences(given, look)
    yield sheets.pasts(given, look)
    doubts = tuple(text for _, text in sheets.doubted(given, look))
    if doubts:
        yield Title(texts("predict.doubts"), 2)
        yield Points(doubts, warns=True)
    yield Title(texts("predict.assumptions"), 2)
    yield Points(tuple(text for _, text in sheets.assumed(given, look)))
