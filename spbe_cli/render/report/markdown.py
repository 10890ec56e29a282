"""A report as Markdown, for a wiki or a merge request: all that is not a picture."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from spbe_cli.core.report import Report
from spbe_cli.render import markdown, wording
from spbe_cli.render.look import Look
from spbe_cli.render.page import Block as Plain
from spbe_cli.render.page import Points, Said, Title
from spbe_cli.render.report import wording as says
from spbe_cli.render.report.blocks import Abreast, Block, Evidence, Fold, Tree
from spbe_cli.render.report.sections import sections
from spbe_cli.render.sheet import Sheet


def render(report: Report, look: Look) -> Iterator[str]:
    """Write the report."""
    wide = look._replace(width=None)  # Markdown has no columns of a screen
    return markdown.page(blocks(report, wide), wide)


def blocks(report: Report, look: Look) -> Iterator[Plain]:
    """Give the blocks of the report, pictures left out."""
    yield Title(says.institution(report, look))
    yield Said(says.eyebrow(report, look), aside=True)
    where = says.whereabouts(report, look)
    if where:
        yield Said(where, aside=True)
    yield from (Said(text, warns=True) for text in says.warnings(report, look))
    yield Said(says.summary(report, look), loud=True)
    tiles = (_tile(one) for one in says.tiles(report, look))
    facts = wording.facts(report.main, look) if report.main else ()
    told = (*facts, *tiles)
    if told:
        yield Points(told)
    for section in sections(report, look):
        yield Title(section.title, 2)
        yield from _plain(section.blocks)


def _tile(one: says.Tile) -> str:
    note = f" ({one.note})" if one.note else ""
    return f"{one.label}: {one.figure}{note}"


def _plain(given: Iterable[Block]) -> Iterator[Plain]:
    """Put everything into text and tables."""
    for block in given:
        match block:
            case Title() | Said() | Points() | Sheet():
                yield block
            case Abreast(parts):
                yield from (part for part in parts if isinstance(part, Sheet))
            case Tree() | Evidence():
                yield block.plain
            case Fold(summary, inner):
                yield Title(summary, 3)
                yield from _plain(inner)
            case _:
                assert_never(block)
