"""Rich renderables -> text, at the width and with the colours and glyphs of a look."""

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import assert_never

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from spbe_cli.core.inert import safe
from spbe_cli.render.look import Look
from spbe_cli.render.page import Page, Points, Said, Title
from spbe_cli.render.sheet import Cell, Column, Sheet

UNLIMITED = 100_000
"""Columns where nothing limits the width: off a terminal nothing is cut or folded."""

BAR = 15
"""Cells of a bar from the lowest to the highest level."""

HEAT = ("red", "yellow", "green", "cyan", "blue")
"""Backgrounds from the lowest fifth to the highest."""

BLOCK = 500
"""Rows that are drawn together."""

HEAD_LINES = 2
"""Lines of a table before its first row."""

GAP = 3
"""Columns between two cells."""

LEAST_FOLDED = 12
"""Columns that a cell that folds keeps at least."""

_END = re.compile(r"(?: |\x1b\[[0-9;]*m)+$")
"""Spaces at the end of a line, colours among them."""

DIGITS = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": (" ╻ ", " ┃ ", " ╹ "),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
    ".": (" ", " ", "."),
    ",": (" ", " ", ","),
}
"""Digits three lines high."""


def text_of(renderable: RenderableType, look: Look) -> str:
    """Render to text that ends with a line feed and has no spaces at line ends."""
    stream = StringIO()
    console = Console(
        file=stream,
        width=look.width or UNLIMITED,
        force_terminal=look.color,
        color_system="standard" if look.color else None,
        no_color=not look.color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    console.print(renderable)
    return "".join(f"{_END.sub(_colours, line)}\n" for line in stream.getvalue().splitlines())


def lines_of(text: Text, look: Look) -> str:
    """Write text whose lines stay as long as they are."""
    if not look.color:
        return text.plain + "\n"
    return text_of(text, look._replace(width=None))


def drawn(sheet: Sheet, look: Look) -> RenderableType:
    """Draw a table as a part of a page: inset, its title above, its note below."""
    parts: list[RenderableType] = [Text(safe(sheet.title), style="bold")] if sheet.title else []
    table = table_of(sheet, look)
    parts.append(Padding(table, (0, 0, 0 if sheet.note else 1, 1), expand=False))
    if sheet.note:
        parts.append(Padding(Text(noted(sheet), style="dim"), (0, 0, 1, 1), expand=False))
    return Group(*parts)


def page(blocks: Page, look: Look) -> Iterator[str]:
    """Write a page, block by block; one blank line around tables and above titles."""
    is_apart = True
    for block in blocks:
        if isinstance(block, (Title, Sheet)) and not is_apart:
            yield "\n"
        is_apart = isinstance(block, Sheet)
        match block:
            case Title(text, layer):
                style = "bold" if layer == 1 else "bold cyan"
                yield text_of(Text(safe(text), style=style), look)
            case Said(text, warns, aside, loud):
                style = "yellow" if warns else "dim" if aside else "bold green" if loud else ""
                yield text_of(Text(safe(text), style=style), look)
            case Points(lines, warns, is_open):
                bullet = look.glyph("☐", "[ ]") if is_open else look.glyph("•", "-")
                for line in lines:
                    hanging = Table.grid(padding=(0, 1))
                    hanging.add_row(bullet, Text(safe(line), style="yellow" if warns else ""))
                    yield text_of(Padding(hanging, (0, 0, 0, 1), expand=False), look)
            case Sheet():
                yield from _part(block, look)
            case _:
                assert_never(block)


def _part(sheet: Sheet, look: Look) -> Iterator[str]:
    """Draw a table as a part of a page; a very long one in blocks, like a whole page."""
    rows = list(sheet.rows)
    if len(rows) <= BLOCK:
        yield text_of(drawn(sheet._replace(rows=rows), look), look)
        return
    if sheet.title:
        yield text_of(Text(safe(sheet.title), style="bold"), look)
    yield from pages_of(sheet._replace(rows=rows, title=""), look)
    yield "\n"


def pages_of(sheet: Sheet, look: Look) -> Iterator[str]:
    """Draw a table that is the whole output; a very long one in blocks, so that none piles up."""
    rows = list(sheet.rows)
    if len(rows) <= BLOCK:
        yield text_of(page_of(sheet._replace(rows=rows), look), look)
        return
    columns = tuple(
        column._replace(width=width)
        for column, width in zip(sheet.columns, _widths(sheet.columns, rows, look), strict=True)
    )
    for start in range(0, len(rows), BLOCK):
        last = start + BLOCK >= len(rows)
        block = Sheet(columns, rows[start : start + BLOCK], note=sheet.note if last else "")
        text = text_of(page_of(block, look), look)
        yield text if start == 0 else "".join(text.splitlines(keepends=True)[HEAD_LINES:])


def _widths(
    columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], look: Look
) -> Sequence[int]:
    """Give the widths all blocks share: those that fold have what the others leave."""
    widest = [
        max(cell_len(column.title), *(cell_len(row[n].text) for row in rows))
        for n, column in enumerate(columns)
    ]
    folding = [n for n, column in enumerate(columns) if column.folds]
    fixed = sum(width for n, width in enumerate(widest) if n not in folding)
    room = (look.width or UNLIMITED) - fixed - GAP * (len(columns) - 1)
    folding.sort(key=widest.__getitem__)
    for left, n in zip(range(len(folding), 0, -1), folding, strict=True):
        widest[n] = max(LEAST_FOLDED, min(widest[n], room // left))
        room -= widest[n]
    return widest


def page_of(sheet: Sheet, look: Look) -> RenderableType:
    """Draw a table that is the whole page, its note below."""
    table = table_of(sheet, look)
    return Group(table, Text(f"\n{noted(sheet)}", style="yellow")) if sheet.note else table


def noted(sheet: Sheet) -> str:
    """Give the note of a table, line by line harmless."""
    return "\n".join(safe(line) for line in sheet.note.splitlines())


def table_of(sheet: Sheet, look: Look) -> Table:
    """Draw a table with a line under its head."""
    table = Table(
        box=box.SIMPLE_HEAD if look.unicode else box.ASCII2,
        show_edge=False,
        pad_edge=False,
        header_style="bold",
    )
    for column in sheet.columns:
        table.add_column(
            column.title,
            justify="right" if column.right else "left",
            overflow="fold",
            no_wrap=not column.folds,
            style=column.style,
            min_width=column.width or column.least,
            max_width=column.width,
        )
    for row in sheet.rows:
        table.add_row(*(_cell(cell, look) for cell in row))
    return table


def large(figure: str) -> Text:
    """Write a figure three lines high."""
    rows = zip(*(DIGITS[character] for character in figure), strict=True)
    return Text("\n".join(" ".join(row) for row in rows), style="bold", no_wrap=True)


def _colours(end: re.Match[str]) -> str:
    return end[0].replace(" ", "")


def _cell(cell: Cell, look: Look) -> RenderableType:
    if cell.share is not None and not cell.text:
        return _bar(cell.share, look)
    style = cell.style if cell.share is None else f"{cell.style} {_heat(cell.share)}"
    text = Text(safe(cell.text), style=style.strip())
    return Padding(text, (0, 0, 0, 2 * cell.indent)) if cell.indent else text


def _bar(share: float, look: Look) -> Text:
    """Draw a share from 0 to 1 as a bar."""
    filled = round(max(0.0, min(1.0, share)) * BAR)
    return Text.assemble(
        (look.glyph("█", "#") * filled, "cyan"), (look.glyph("░", ".") * (BAR - filled), "dim")
    )


def _heat(share: float) -> str:
    """Choose the colour of a share from 0 to 1: the text beside it says the same."""
    return f"black on {HEAT[min(len(HEAT) - 1, int(share * len(HEAT)))]}"
