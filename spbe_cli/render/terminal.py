"""Rich renderables -> text, at the width and with the colours and glyphs of a look."""

from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from spbe_cli.render.look import Look, safe

UNLIMITED = 100_000
"""Columns where nothing limits the width: off a terminal nothing is cut or folded."""

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
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def lines_of(text: Text, look: Look) -> str:
    """Write text whose lines stay as long as they are."""
    if not look.color:
        return text.plain + "\n"
    return text_of(text, look._replace(width=None))


def grid(look: Look) -> Table:
    """Make an empty table with a line under its head."""
    return Table(
        box=box.SIMPLE_HEAD if look.unicode else box.ASCII2,
        show_edge=False,
        pad_edge=False,
        header_style="bold",
    )


def large(figure: str) -> Text:
    """Write a figure three lines high."""
    rows = zip(*(DIGITS[character] for character in figure), strict=True)
    return Text("\n".join(" ".join(row) for row in rows), style="bold", no_wrap=True)


def indented(identity: str, name: str, depth: int, style: str = "") -> Padding:
    """Write a node of a tree so that a name that folds stays below its own beginning."""
    return Padding(Text(f"{safe(identity)} {safe(name)}", style=style), (0, 0, 0, 2 * depth))


def bar(share: float, cells: int, look: Look) -> Text:
    """Draw a share from 0 to 1 as a bar of so many cells."""
    filled = round(max(0.0, min(1.0, share)) * cells)
    return Text.assemble(
        (look.glyph("█", "#") * filled, "cyan"), (look.glyph("░", ".") * (cells - filled), "dim")
    )
