"""Results of scoring for people: one file in full, several as one row each."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from rich.console import Group as Lines
from rich.table import Table
from rich.text import Text

from spbe_cli.render import scorecard
from spbe_cli.render.look import Depth, Look, counted, safe
from spbe_cli.render.terminal import grid, text_of
from spbe_cli.result import Result

WIDE = 110
"""Columns from which the file has one too; else it stands where the institution is not known."""


def render(results: Iterable[Result], look: Look, depth: Depth = Depth.DOMAIN) -> Iterator[str]:
    """Write one result in full, several as a table."""
    following = iter(results)
    first = list(islice(following, 2))
    if len(first) == 1:
        yield text_of(Lines(*scorecard.render(first[0], look, depth)), look)
    elif first:
        yield text_of(_several(chain(first, following), look), look)


def _several(results: Iterable[Result], look: Look) -> Table:
    texts = look.texts
    table = grid(look)
    apart = look.width is None or look.width >= WIDE
    table.add_column(texts("table.institution"), overflow="fold")
    table.add_column(texts("table.year"), no_wrap=True)
    table.add_column(texts("table.stage"), no_wrap=True)
    table.add_column(texts("table.index"), justify="right", no_wrap=True)
    table.add_column(texts("table.category"), no_wrap=True)
    table.add_column(texts("table.answered"), justify="right", no_wrap=True)
    if apart:
        table.add_column(texts("table.file"), overflow="fold")
    for result in results:
        table.add_row(*_row(result, look, apart=apart))
    return table


def _row(result: Result, look: Look, *, apart: bool) -> Iterator[Text]:
    texts, assessment = look.texts, result.assessment
    broken = {path[0] for path in result.broken if len(path) == 1}

    def known(key: str) -> str:
        value = "" if key in broken else str(getattr(assessment, key, ""))
        return safe(value)

    file = safe(result.file)
    name = known("institution")
    yield Text(name) if name or apart else Text(file, style="dim")
    yield Text(known("year"))
    yield Text(known("stage"))
    if result.shown is None or result.category is None:
        yield Text("-")
        yield Text(counted(texts, "errors", result.errors), style="red")
        yield Text("-")
    else:
        mark = "*" if result.changed else ""
        yield Text(look.figure(result.shown) + mark, style="bold")
        yield Text(safe(result.category.name.id))
        yield _answered(result, look)
    if apart:
        yield Text(file, style="dim")


def _answered(result: Result, look: Look) -> Text:
    if result.card is None:
        return Text(look.texts("table.announced"), style="dim")
    total = len(result.card.lines)
    answered = total - len(result.card.unanswered)
    return Text(f"{answered}/{total}", style="" if answered == total else "yellow")
