"""Audits as Markdown, for a merge request or a wiki."""

from collections.abc import Iterable, Iterator

from spbe_cli.core.audits.audited import Audited, Summary
from spbe_cli.render import markdown
from spbe_cli.render.audit import page
from spbe_cli.render.audit.page import Row
from spbe_cli.render.look import Look

row = page.row


def several(rows: Iterable[Row], summary: Summary, look: Look, *, every: bool) -> Iterator[str]:
    """Write a summary and what is to be said of several results."""
    yield from markdown.page(page.several(rows, summary, look, every=every), look)


def alone(one: Audited, summary: Summary, look: Look) -> Iterator[str]:
    """Write one result in full."""
    del summary
    yield from markdown.page(page.alone(one, look), look)
