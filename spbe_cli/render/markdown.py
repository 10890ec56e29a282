"""Text and tables as Markdown for GitHub and GitLab; text from files cannot become markup."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from spbe_cli.core.inert import safe
from spbe_cli.render.look import Look
from spbe_cli.render.page import Page, Points, Said, Title
from spbe_cli.render.sheet import Sheet

_MARKUP = re.compile(
    r"[\\`*_\[\]<>#!|~$&@]"  # emphasis, links, references, HTML, cells, mentions
    r"|^[-+=]|:(?=//|\w+:)"  # lists and lines; addresses that link themselves, :smile:
    r"|(?<=\bwww)\.|%(?=[\w\"])|(?<=\bGH)-(?=\d)"
)
"""What a forge could take for more than text."""

_ORDINAL = re.compile(r"^(\d+)(?=[.)](?:\s|$))")
"""What could begin a numbered list."""


def escaped(text: str) -> str:
    """Write one line of text so that it is shown as it is, mentions and references included."""
    written = _MARKUP.sub(r"\\\g<0>", safe(text).lstrip()).replace("\\@", "&#64;")
    return _ORDINAL.sub(r"\1\\", written)


def page(blocks: Page, look: Look) -> Iterator[str]:
    """Write a page, block by block; a table's title stands below the last one."""
    del look
    below = 3
    for block in blocks:
        match block:
            case Title(text, layer):
                below = layer + 2
                yield f"{'#' * (layer + 1)} {escaped(text)}\n\n"
            case Said(text, warns, _, loud):
                strong = "**" if loud else ""
                yield f"{'> ' if warns else ''}{strong}{escaped(text)}{strong}\n\n"
            case Points(lines, _, is_open):
                bullet = "- [ ] " if is_open else "- "
                yield "".join(f"{bullet}{escaped(line)}\n" for line in lines) + "\n"
            case Sheet():
                yield from table(block, below)
            case _:
                assert_never(block)


def table(sheet: Sheet, layer: int = 3) -> Iterator[str]:
    """Write a table, its title as a heading; pictures are left out."""
    shown = [not column.picture for column in sheet.columns]
    columns = [column for column, keep in zip(sheet.columns, shown, strict=True) if keep]
    if sheet.title:
        yield f"{'#' * layer} {escaped(sheet.title)}\n\n"
    yield _row(escaped(column.title) for column in columns)
    yield _row("--:" if column.right else "---" for column in columns)
    for row in sheet.rows:
        cells = (cell for cell, keep in zip(row, shown, strict=True) if keep)
        yield _row("&emsp;" * cell.indent + escaped(cell.text) for cell in cells)
    yield "\n"
    yield from (f"{escaped(line)}\n\n" for line in sheet.note.splitlines())


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
