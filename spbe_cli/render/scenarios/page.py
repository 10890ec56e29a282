"""Scenarios as a page: a file as it is and under each of them, side by side."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.result import Result
from spbe_cli.render import wording
from spbe_cli.render.look import Depth, Look
from spbe_cli.render.page import Block, Points, Said, Title
from spbe_cli.render.scenarios import sheets


def blocks(results: Sequence[Result], look: Look) -> Iterator[Block]:
    """Give the blocks of a page; `results` are the file as it is, then one for each scenario."""
    now, texts = results[0], look.texts
    institution, place = wording.heading(now, look)
    yield Title(institution or now.file)
    yield Said(place, aside=True)
    yield Said(texts("scenarios.title", count=len(results) - 1), warns=True)
    found = sheets.differing(results, look)
    yield sheets.overview(results, look, lettered=found.lettered)
    if now.announced is not None:
        yield Said(texts("score.what-if.none"), warns=True)
    notes = tuple(_notes(results, look))
    if notes:
        yield Points(notes, warns=True)
    if now.case is not None:
        yield from sheets.levels(found, now.case.instrument, look)
    for position, remark in enumerate(wording.remarks(now, Depth.DOMAIN, look)):
        yield Said(remark, warns=position > 0)


def _notes(results: Sequence[Result], look: Look) -> Iterator[str]:
    """Say where the exact and the rounded index give different categories."""
    for one in results:
        note = wording.otherwise(one, look)
        if note:
            yield f"{wording.scenario(one, look)}: {note}"
