"""How an index depends on its levels, as a page: margins first, then each level, then certainty."""

from collections.abc import Iterator

from spbe_cli.core.uncertainty.moves import Direction
from spbe_cli.core.uncertainty.sensitivity import Margin, Sensitivity
from spbe_cli.render import wording
from spbe_cli.render.distribution import sheets as distribution_sheets
from spbe_cli.render.given import scored
from spbe_cli.render.look import Look
from spbe_cli.render.page import Block, Points, Said, Title
from spbe_cli.render.sensitivity import sheets


def blocks(given: Sensitivity, look: Look) -> Iterator[Block]:
    """Give the blocks of a page."""
    result, texts = scored(given.file, given.case), look.texts
    institution, place = wording.heading(result, look)
    yield Title(institution)
    yield Said(place, aside=True)
    yield Said(sheets.headline(given, look), loud=True)
    yield from (Said(fact) for fact in wording.facts(result, look))
    yield from (Said(note, warns=True) for note in wording.notes(result, look))
    yield from _margin(given, given.down, Direction.DOWN, look)
    yield from _margin(given, given.up, Direction.UP, look)
    yield Title(texts("sensitivity.alone"), 2)
    yield from (Said(line) for line in sheets.alone(given, look))
    yield sheets.tornado(given, look)
    yield Title(texts("sensitivity.certainty"), 2)
    yield from _certainty(given, look)
    yield Title(texts("predict.assumptions"), 2)
    yield Points(tuple(text for _, text in sheets.premises(given, look)))


def _margin(
    given: Sensitivity, margin: Margin | None, direction: Direction, look: Look
) -> Iterator[Block]:
    """Say how far a category is, with the indicators to look after or to raise."""
    if margin is None:
        yield Said(sheets.no_margin(given, direction, look))
        return
    yield Title(sheets.aim(given, margin, direction, look), 2)
    yield Said(sheets.distance(given, margin, direction, look))
    if margin.changes is not None:
        yield sheets.moves(given, margin, look)


def _certainty(given: Sensitivity, look: Look) -> Iterator[Block]:
    """Say what the index may turn out to be."""
    texts, found = look.texts, given.distribution
    if found is None:
        yield Said(texts("sensitivity.certain"))
        return
    middle = look.figure(found.instrument.rounded(found.mean))
    yield Said(texts("sensitivity.expected", index=middle), loud=True)
    yield Said(distribution_sheets.interval(found, look))
    yield distribution_sheets.categories(given.categories, look)
