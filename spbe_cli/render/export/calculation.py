"""The sheet that counts: every indicator in whole numbers, then the sums of every group."""

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.exact import Number, number
from spbe_cli.core.exchange.tallying import Entry, Gathered, Ledger, Sum, gathered, ledger
from spbe_cli.core.exchange.worksheet import Book, Part
from spbe_cli.core.instrument import Aspect
from spbe_cli.render.export import looks
from spbe_cli.render.export.answers import Placed
from spbe_cli.render.export.canvas import Canvas, Content, Formula
from spbe_cli.render.export.formulas import (
    WRONG,
    at,
    cells,
    combined,
    quoted,
    rounded,
    scaled,
    spot,
)
from spbe_cli.render.export.looks import name
from spbe_cli.render.look import Look

TITLE, ABOUT, MARK, COMMON, WRONGS, HEAD = 1, 2, 3, 4, 5, 7
"""Rows above the indicators."""

FIRST = HEAD + 1


class Of(IntEnum):
    """Columns of an indicator; the level that counts is a numerator and a denominator."""

    ID = 1
    SHARE = 2
    OWN = 3
    LEAD = 4
    SAID = 5
    ABOVE = 6
    BELOW = 7
    ANSWERED = 8
    COUNTED = 9
    EARNED = 10
    OPDS = 11


class For(IntEnum):
    """Columns of a group."""

    TITLE = 1
    ROWS = 2
    ANSWERED = 3
    TOTAL = 4
    WHOLE = 5
    UNITS = 6
    INDEX = 7


class Line(NamedTuple):
    """The row of a group, which indicators it sums up, and what they give."""

    row: int
    ids: tuple[str, ...]
    sum: Sum


class Counted(NamedTuple):
    """What other sheets refer to: where things stand, and what they are.

    `groups` are in the order of the tree; `aspects` the rows of the aspects.
    """

    sheet: str
    ledger: Ledger
    rows: Mapping[str, int]
    total: Line
    groups: tuple[tuple[Gathered, Line], ...]
    aspects: tuple[int, ...]

    def cell(self, row: int, column: int) -> str:
        """Name a cell of this sheet for another one."""
        return at(self.sheet, row, column)

    def level(self, indicator_id: str) -> Formula:
        """Show the level that counts for an indicator; nothing while nobody answered it."""
        row, level = self.rows[indicator_id], self.ledger.entries[indicator_id].level
        above, below = self.cell(row, Of.ABOVE), self.cell(row, Of.BELOW)
        scale = self.ledger.numbers.scale
        value = "" if level is None else number(level / scale)
        return Formula(f'IF(ISNUMBER({above}),{above}/({below}*{scale}),"")', value)


def count(book: Book, sheet: str) -> Counted:
    """Count as the sheet will, and say where it will stand: domains before aspects."""
    found = ledger(book)
    rows = {key: row for row, key in enumerate(found.entries, start=FIRST)}
    start = FIRST + len(rows) + 2
    groups = gathered(book)
    ordered = sorted(groups, key=lambda one: isinstance(one.group, Aspect))
    lines = {
        one: Line(row, one.ids, found.sum(one.ids)) for row, one in enumerate(ordered, start + 1)
    }
    return Counted(
        sheet,
        found,
        rows,
        Line(start, tuple(rows), found.sum(rows)),
        tuple((one, lines[one]) for one in groups),
        tuple(lines[one].row for one in groups if isinstance(one.group, Aspect)),
    )


def fill(canvas: Canvas, book: Book, counted: Counted, forms: list[Placed], look: Look) -> None:
    """Write the sheet that counts."""
    _write_head(canvas, forms, look)
    _write_constants(canvas, book, counted, look)
    for key, row in counted.rows.items():
        for column, content in _indicator(book, counted, forms, key).items():
            canvas.put(row, column, content, name("item" if column == Of.ID else "number"))
    _write_groups(canvas, counted, look)
    canvas.sign(MARK, 2, Part.CALCULATION)
    canvas.widths({1: 14, **dict.fromkeys(range(2, Of.OPDS + len(forms) - 1), 11.0)})
    canvas.sheet.freeze_panes = canvas.sheet.cell(FIRST, 2)
    institution = book.case.assessment.institution
    looks.printed(canvas.sheet, institution, look.texts("sheet.page"))
    looks.guarded(canvas.sheet)


def _write_head(canvas: Canvas, forms: list[Placed], look: Look) -> None:
    texts = look.texts
    canvas.put(TITLE, 1, texts("sheet.calculation"), name("title"))
    canvas.put(ABOUT, 1, texts("sheet.calculation.about"), name("subtitle"))
    titles = [texts(f"sheet.calculation.{one.name.lower()}") for one in Of if one is not Of.OPDS]
    for n, title in enumerate([*titles, *(form.sheet for form in forms[1:])], start=1):
        canvas.put(HEAD, n, title, name("head middle"))
    canvas.sheet.row_dimensions[HEAD].height = 46


def _write_constants(canvas: Canvas, book: Book, counted: Counted, look: Look) -> None:
    """Write what holds for all rows: the common denominator, and how many cells are no levels."""
    rows, forms = counted.rows.values(), len(book.forms)
    least: Content = 1
    if book.averages:
        least = Formula(f"LCM({cells(rows, Of.BELOW)})", counted.ledger.common)
    columns = [Of.OWN, *range(Of.OPDS, Of.OPDS + forms - 1)]
    wrongs = "+".join(f"COUNTIF({cells(rows, one)},{quoted(WRONG)})" for one in columns)
    for row, key, content in ((COMMON, "common", least), (WRONGS, "wrong", Formula(wrongs, 0))):
        canvas.put(row, 1, look.texts(f"sheet.calculation.{key}"), name("plain"))
        canvas.put(row, Of.EARNED, content, name("number"))


def _indicator(book: Book, counted: Counted, forms: list[Placed], key: str) -> dict[int, Content]:
    """Give what one indicator has in each column."""
    found, row = counted.ledger, counted.rows[key]
    entry, numbers = found.entries[key], found.numbers
    cell = {one: spot(row, one) for one in Of}
    opds = {form.opd: Of.OPDS + n for n, form in enumerate(book.forms[1:])}
    leading = opds.get(book.case.assessment.lead.get(key))
    open_level = f"IF(ISNUMBER({cell[Of.ABOVE]}),{cell[Of.ABOVE]},{numbers.lowest})"
    factor = "" if found.counts_open else f"*{cell[Of.ANSWERED]}"
    told: dict[int, Content] = {
        Of.ID: key,
        Of.SHARE: entry.share,
        Of.OWN: Formula(scaled(forms[0].level_of(key), numbers), _or_nothing(entry.own)),
        Of.ANSWERED: Formula(f"IF(ISNUMBER({cell[Of.ABOVE]}),1,0)", int(entry.level is not None)),
        Of.COUNTED: Formula(f"{cell[Of.SHARE]}{factor}", found.counted(entry)),
        Of.EARNED: Formula(
            f"{cell[Of.COUNTED]}*{open_level}*({spot(COMMON, Of.EARNED)}/{cell[Of.BELOW]})",
            found.earned(entry),
        ),
    }
    if leading is not None:
        told[Of.LEAD] = Formula(spot(row, leading), _or_nothing(entry.lead))
    for form, column, said in zip(forms[1:], opds.values(), entry.said, strict=True):
        if key in form.rows:
            told[column] = Formula(scaled(form.level_of(key), numbers), _or_nothing(said))
    said_by = f"{spot(row, Of.OPDS)}:{spot(row, Of.OPDS + len(opds) - 1)}" if opds else ""
    return told | _level(book, entry, cell, said_by, reduces=numbers.lowest >= 0)


def _level(
    book: Book, entry: Entry, cell: Mapping[Of, str], said_by: str, *, reduces: bool
) -> dict[int, Content]:
    """Settle which level counts: the own answer, else the lead's, else the OPDs' by the rule."""
    above, below = (1, 1) if entry.level is None else entry.level.as_integer_ratio()
    own, lead, said = cell[Of.OWN], cell[Of.LEAD], cell[Of.SAID]
    by_opds, denominator = '""', "1"
    if said_by:
        numerator, denominator = combined(
            said_by, said, book.case.assessment.combine, reduces=reduces
        )
        by_opds = f'IF(ISNUMBER({lead}),{lead},IF({said}>0,{numerator},""))'
        settled = f"OR(ISNUMBER({own}),ISNUMBER({lead}),{said}=0)"
        denominator = f"IF({settled},1,{denominator})"
    count_ = Formula(f"COUNT({said_by})", sum(one is not None for one in entry.said))
    return {
        Of.SAID: count_ if said_by else 0,
        Of.ABOVE: Formula(
            f"IF(ISNUMBER({own}),{own},{by_opds})", "" if entry.level is None else above
        ),
        Of.BELOW: Formula(denominator, below),
    }


def _write_groups(canvas: Canvas, counted: Counted, look: Look) -> None:
    """Write the sums of all, of the domains and of the aspects."""
    texts = look.texts
    for column in For:
        title = texts(f"sheet.sums.{column.name.lower()}")
        canvas.put(counted.total.row - 1, column, title, name("head middle"))
    _write_sums(canvas, counted, counted.total, texts("table.together"))
    for one, line in counted.groups:
        layer = "aspect" if isinstance(one.group, Aspect) else "domain"
        _write_sums(canvas, counted, line, f"{texts(f'table.{layer}')} {one.group.id}")


def _write_sums(canvas: Canvas, counted: Counted, line: Line, title: str) -> None:
    """Write the sums of some indicators; the mean is rounded half up in whole numbers."""
    power, found = counted.ledger.numbers.power, line.sum
    scale = counted.ledger.numbers.scale
    rows = [counted.rows[key] for key in line.ids]
    total, whole, shown = (spot(line.row, one) for one in (For.TOTAL, For.WHOLE, For.UNITS))
    units = found.rounded(power)
    index: Number | str = "" if units is None else number(Fraction(units, power))
    everything = f"SUM({cells(rows, Of.COUNTED)})*{scale}*{spot(COMMON, Of.EARNED)}"
    told: dict[int, Content] = {
        For.TITLE: title,
        For.ROWS: found.rows,
        For.ANSWERED: Formula(f"SUM({cells(rows, Of.ANSWERED)})", found.answered),
        For.TOTAL: Formula(f"SUM({cells(rows, Of.EARNED)})", found.total),
        For.WHOLE: Formula(everything, found.whole),
        For.UNITS: Formula(
            f'IF({whole}=0,"",{rounded(total, whole, power)})', "" if units is None else units
        ),
        For.INDEX: Formula(f'IF({whole}=0,"",{shown}/{power})', index),
    }
    for column, content in told.items():
        canvas.put(line.row, column, content, name("item" if column == For.TITLE else "number"))


def _or_nothing(value: int | None) -> int | str:
    return "" if value is None else value
