"""How cells of our workbooks look: named styles, so that one place changes a whole workbook."""

from typing import Any, NamedTuple

from openpyxl.styles import (
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)

from spbe_cli.core.exchange.entries import shown

FONT = "Calibri"
INK, MUTED, LINE = "1B2A41", "5B6B7F", "CBD5E0"
DEEP, BAND, HEAD, PAPER = "1F3A5F", "DCE6F1", "2C5282", "F7FAFC"
INPUT, INPUT_LINE = "FFFBE6", "D6C170"
OPEN, WRONG, GOOD = "FCE8D5", "F8B4B4", "D9F2E3"

WHITE = "FFFFFF"

LONGEST_FOOT = 100
"""Characters of what a page says at its foot; 255 is all that both ends may have together."""


class _Look(NamedTuple):
    """What a named style is made of; colours as RGB, empty for none."""

    size: float = 10
    bold: bool = False
    color: str = INK
    fill: str = ""
    line: str = ""
    across: str = "left"
    down: str = "top"
    wraps: bool = True
    format: str = "General"
    is_input: bool = False
    italic: bool = False
    indent: int = 0


_LOOKS = {
    "plain": _Look(wraps=False),
    "words": _Look(),
    "title": _Look(size=16, bold=True, wraps=False, down="center"),
    "subtitle": _Look(color=MUTED, wraps=False, down="center"),
    "section": _Look(size=12, bold=True, color=DEEP, wraps=False, down="center"),
    "small": _Look(size=9, color=MUTED, across="center", down="center", wraps=False),
    "progress": _Look(size=12, bold=True, color=DEEP, across="center", down="center", wraps=False),
    "key": _Look(size=8, color=MUTED, wraps=False),
    "head": _Look(bold=True, color=WHITE, fill=HEAD, line=HEAD, down="center"),
    "head middle": _Look(
        bold=True, color=WHITE, fill=HEAD, line=HEAD, across="center", down="center"
    ),
    "domain": _Look(
        size=11, bold=True, color=WHITE, fill=DEEP, line=DEEP, wraps=False, down="center"
    ),
    "aspect": _Look(bold=True, color=DEEP, fill=BAND, line=BAND, wraps=False, down="center"),
    "id": _Look(bold=True, line=LINE, across="center"),
    "name": _Look(bold=True, line=LINE),
    "text": _Look(size=9, line=LINE),
    "aside": _Look(size=9, color=MUTED, line=LINE, across="center"),
    "counts": _Look(size=12, bold=True, color=DEEP, line=LINE, across="center", down="center"),
    "level": _Look(
        down="center",
        size=14,
        bold=True,
        fill=INPUT,
        line=INPUT_LINE,
        across="center",
        is_input=True,
        wraps=False,
    ),
    "target": _Look(
        down="center",
        size=12,
        fill=INPUT,
        line=INPUT_LINE,
        across="center",
        is_input=True,
        wraps=False,
    ),
    "input": _Look(fill=INPUT, line=INPUT_LINE, is_input=True, format="@"),
    "label": _Look(bold=True, color=MUTED, line=LINE, fill=PAPER),
    "value": _Look(line=LINE),
    "group": _Look(bold=True, line=LINE, fill=PAPER, down="center"),
    "item": _Look(line=LINE, down="center", indent=1),
    "number": _Look(line=LINE, across="right", down="center", wraps=False, indent=1),
    "number group": _Look(
        bold=True, line=LINE, fill=PAPER, across="right", down="center", wraps=False, indent=1
    ),
    "big": _Look(size=40, bold=True, color=DEEP, wraps=False, down="center"),
    "big words": _Look(size=20, bold=True, color=DEEP, wraps=False, down="center"),
    "exact": _Look(bold=True, wraps=False),
    "step": _Look(bold=True, color=DEEP),
    "remark": _Look(color=MUTED, wraps=False),
    "warning": _Look(bold=True, color="9B2C2C", wraps=False),
}


def name(look: str) -> str:
    """Give the name that a style goes by in the workbook."""
    return f"spbe {look}"


def define(workbook: Any) -> None:
    """Define every look in a workbook."""
    for look, made in _LOOKS.items():
        workbook.add_named_style(_style(name(look), made))


def _style(title: str, look: _Look) -> NamedStyle:
    side = Side(style="thin", color=look.line) if look.line else Side()
    style = NamedStyle(name=title)
    style.font = Font(
        name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=look.color
    )
    if look.fill:
        style.fill = PatternFill("solid", fgColor=look.fill)
    style.border = Border(left=side, right=side, top=side, bottom=side)
    style.alignment = Alignment(
        horizontal=look.across, vertical=look.down, wrap_text=look.wraps, indent=look.indent
    )
    style.number_format = look.format
    style.protection = Protection(locked=not look.is_input)
    return style


def marked(color: str) -> PatternFill:
    """Give the fill that a rule marks cells with."""
    return PatternFill("solid", bgColor=color)


def printed(sheet: Any, left: str, right: str, *, pages: int = 0) -> None:
    """Set up pages: A4 across, as wide as the sheet, with a foot; 0 for as many as it takes."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, pages
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    told = " ".join(shown(left).split())[:LONGEST_FOOT]
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = told.replace("&", "&&"), right
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8
    sheet.print_options.horizontalCentered = True


def guarded(sheet: Any) -> None:
    """Lock what is no input, without a password; columns, rows and looks may still be changed."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
