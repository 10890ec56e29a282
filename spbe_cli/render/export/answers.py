"""A sheet of answers: what is asked of each indicator, and cells to fill in beside it."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation

from spbe_cli.core.exact import exact_text, parse_decimal
from spbe_cli.core.exchange.tallying import Counting
from spbe_cli.core.exchange.worksheet import (
    Book,
    Column,
    Form,
    Part,
    Row,
    cell_text,
    head,
    letters,
    listed,
)
from spbe_cli.core.instrument import Aspect, Domain, Indicator, level_texts
from spbe_cli.render.export import looks
from spbe_cli.render.export.canvas import Answered, Canvas, Content, Formula, Run, Runs
from spbe_cli.render.export.formulas import at, cells, is_level, quoted
from spbe_cli.render.export.guide import levels_told
from spbe_cli.render.export.looks import name
from spbe_cli.render.instrument.sheets import asked
from spbe_cli.render.look import Look

WIDTHS: Mapping[Column, float] = {
    Column.ID: 6, Column.NAME: 27, Column.CRITERIA: 58, Column.BEFORE: 8, Column.LEVEL: 10,
    Column.TARGET: 8, Column.NOTE: 27, Column.EVIDENCE: 36, Column.CONFIDENCE: 16,
    Column.OWNERS: 14, Column.COUNTS: 10,
}  # fmt: skip
"""Widths in characters: on a laptop all that is filled in stands beside what is asked."""

LOOKS: Mapping[Column, str] = {
    Column.ID: "id", Column.NAME: "name", Column.CRITERIA: "text", Column.BEFORE: "aside",
    Column.LEVEL: "level", Column.TARGET: "target", Column.NOTE: "input", Column.EVIDENCE: "input",
    Column.CONFIDENCE: "input", Column.OWNERS: "aside", Column.COUNTS: "counts",
}  # fmt: skip

MIDDLE = frozenset({
    Column.ID, Column.BEFORE, Column.LEVEL, Column.TARGET, Column.OWNERS, Column.COUNTS,
})  # fmt: skip
"""The columns whose titles stand in the middle."""

TITLE, SUBTITLE, MARK = 1, 2, 3
"""Rows at the top; below the mark stands what the sheet says of itself, hidden."""

ABOUT = 12
"""Rows for what a sheet says of itself; the keys of the columns stand in the last of them."""

HEAD = MARK + ABOUT + 1
"""The row of the titles of the columns."""


class Placed(NamedTuple):
    """Where the levels stand on a sheet of answers: their column, the row of each indicator."""

    sheet: str
    level: int
    rows: Mapping[str, int]

    def level_of(self, indicator_id: str) -> str:
        """Name the cell of a level."""
        return at(self.sheet, self.rows[indicator_id], self.level)


class Bands(NamedTuple):
    """The rows of a sheet below its head: titles of groups, and indicators."""

    titles: tuple[tuple[int, Domain | Aspect], ...]
    rows: tuple[tuple[int, Row], ...]

    @property
    def last(self) -> int:
        """The last of them."""
        return max((row for row, _ in self.rows), default=HEAD)


def placed(book: Book, form: Form, sheet: str) -> Placed:
    """Say where the cells of a form will stand on a sheet."""
    rows = {row.indicator.id: place for place, row in _bands(book, form).rows}
    return Placed(sheet, book.columns(form).index(Column.LEVEL) + 1, rows)


def _bands(book: Book, form: Form) -> Bands:
    """Lay out the rows: each group of the tree has a title, once it has a row."""
    instrument = book.case.instrument
    aspects = {aspect.id: aspect for aspect in instrument.aspects}
    domains = {domain.id: domain for domain in instrument.domains}
    titles: list[tuple[int, Domain | Aspect]] = []
    rows: list[tuple[int, Row]] = []
    place, domain, aspect = HEAD, None, None
    for row in form.rows:
        of = aspects[row.indicator.aspect]
        if of.domain is not None and of.domain != domain:
            place, domain = place + 1, of.domain
            titles.append((place, domains[of.domain]))
        if of.id != aspect:
            place, aspect = place + 1, of.id
            titles.append((place, of))
        place += 1
        rows.append((place, row))
    return Bands(tuple(titles), tuple(rows))


class Answers:
    """One sheet of answers on its way; `counted` shows the level that counts for an indicator."""

    def __init__(self, canvas: Canvas, book: Book, place: int, look: Look) -> None:
        self._canvas = canvas
        self._book = book
        self._form = book.forms[place]
        self._look = look
        self._columns = book.columns(self._form)
        self._bands = _bands(book, self._form)
        self._place = {column: n for n, column in enumerate(self._columns, start=1)}

    def fill(self, numbers: Counting, counted: Callable[[str], Formula]) -> None:
        """Write the sheet."""
        self._canvas.widths({n: WIDTHS[column] for column, n in self._place.items()})
        self._write_head()
        self._write_progress()
        for place, group in self._bands.titles:
            self._write_title(place, group)
        for place, row in self._bands.rows:
            for n, column in enumerate(self._columns, start=1):
                content = self._content(column, row, counted)
                self._canvas.put(place, n, content, name(LOOKS[column]))
            self._set_formats(place, row)
            self._canvas.fit(place, 26)
        rows = {place: row.indicator.id for place, row in self._bands.rows}
        table = Answered(rows, dict(enumerate(self._columns, start=1)))
        self._canvas.sign(MARK, 3, Part.ANSWERS, table)
        self._set_up()
        if self._form.rows:
            self._check_input(numbers)
            self._mark(numbers)

    def _write_head(self) -> None:
        """Write whose sheet it is, for people and for programs, and the titles of the columns."""
        canvas, book, texts = self._canvas, self._book, self._look.texts
        value = book.case.assessment
        canvas.put(TITLE, 1, self._title, name("title"))
        stage = texts(f"stage.{value.stage.value}")
        told = (value.institution, str(value.year), stage, book.case.instrument.short)
        canvas.put(SUBTITLE, 1, " · ".join(told), name("subtitle"))
        for row, (key, text) in enumerate(head(book, self._form).items(), start=MARK + 1):
            canvas.put(row, 1, key, name("key"))
            canvas.put(row, 3, text, name("key"))
        for column, n in self._place.items():
            canvas.put(HEAD - 1, n, column.value, name("key"))
            look = "head middle" if column in MIDDLE else "head"
            canvas.put(HEAD, n, self._title_of(column), name(look))
        canvas.hide(range(MARK + 1, HEAD))

    @property
    def _title(self) -> str:
        form, texts = self._form, self._look.texts
        if form.opd is not None:
            return texts("sheet.title.opd", opd=form.name or form.opd)
        return texts("sheet.title.own" if self._book.combines else "sheet.title.all")

    def _title_of(self, column: Column) -> str:
        if column is Column.BEFORE:
            return str(self._book.earlier)
        is_own = column is Column.LEVEL and Column.COUNTS in self._place
        return self._look.texts(f"sheet.column.{'own' if is_own else column.value}")

    def _write_progress(self) -> None:
        """Say above the levels how many there are already."""
        rows = [place for place, _ in self._bands.rows]
        column = self._place.get(Column.COUNTS, self._place[Column.LEVEL])
        answered = sum(row.answer.level is not None for row in self._form.rows)
        if Column.COUNTS in self._place:
            answered = sum(one.level is not None for one in self._book.case.standings)
        if rows:
            shown = f'COUNT({cells(rows, column)})&"/{len(rows)}"'
            told = Formula(shown, f"{answered}/{len(rows)}")
            self._canvas.put(TITLE, column, self._look.texts("sheet.progress"), name("small"))
            self._canvas.put(SUBTITLE, column, told, name("progress"))

    def _write_title(self, row: int, group: Domain | Aspect) -> None:
        layer = "aspect" if isinstance(group, Aspect) else "domain"
        self._canvas.band(row, len(self._columns), name(layer))
        texts = self._look.texts
        title = f"{texts(f'table.{layer}')} {group.id}  {texts.name(group.name)}"
        self._canvas.put(row, 1, title, name(layer))
        self._canvas.sheet.row_dimensions[row].height = 20 if layer == "domain" else 17

    def _content(self, column: Column, row: Row, counted: Callable[[str], Formula]) -> Content:
        """Give what stands in a column of an indicator."""
        one, answer = row.indicator, row.answer
        if column is Column.CRITERIA:
            return Runs(tuple(self._criteria(one)))
        if column is Column.COUNTS:
            return counted(one.id)
        if column in {Column.NOTE, Column.EVIDENCE, Column.CONFIDENCE}:
            return cell_text(answer, column) or None
        return {
            Column.ID: int(one.id) if _is_number(one) else one.id,
            Column.NAME: self._look.texts.name(one.name),
            Column.BEFORE: row.before,
            Column.LEVEL: answer.level,
            Column.TARGET: answer.target,
            Column.OWNERS: ", ".join(row.owners),
        }[column]

    def _criteria(self, one: Indicator) -> Iterator[Run]:
        """Set out what each level asks for, a line each; names alone stand in one line."""
        criteria, look = self._book.given.criteria, self._look
        levels = level_texts(self._book.case.instrument, one, criteria)
        between = "\n" if any(level.asked or level.changed for level in levels) else "  ·  "
        for n, level in enumerate(levels):
            called = f" {look.texts.name(level.name)}" if level.name else ""
            yield Run(f"{between if n else ''}{look.figure(level.level)}{called}", bold=True)
            told = "; ".join(asked(level, criteria, look.texts))
            if told:
                yield Run(f": {told}")

    def _set_formats(self, place: int, row: Row) -> None:
        """Show levels with the decimals of their step, and ids that are no numbers as text."""
        sheet, step = self._canvas.sheet, self._book.case.instrument.levels.step
        if not _is_number(row.indicator):
            sheet.cell(place, self._place[Column.ID]).number_format = "@"
        if not listed(self._book.case):
            decimals = len(exact_text(step).partition(".")[2])
            for column in (Column.LEVEL, Column.TARGET):
                sheet.cell(place, self._place[column]).number_format = places(decimals)

    def _set_up(self) -> None:
        """Set widths, what stays in view, what is locked, and the printed page."""
        sheet, form = self._canvas.sheet, self._form
        if not form.has_confidence:
            hidden = letters(self._place[Column.CONFIDENCE])
            sheet.column_dimensions.group(hidden, hidden, hidden=True)
        for row, height in ((TITLE, 26), (SUBTITLE, 20), (HEAD, 32)):
            sheet.row_dimensions[row].height = height
        sheet.freeze_panes = sheet.cell(HEAD + 1, self._place[Column.NAME] + 1)
        sheet.print_title_rows = f"{HEAD}:{HEAD}"
        sheet.print_area = f"A1:{letters(len(self._columns))}{self._bands.last}"
        value = self._book.case.assessment
        told = (value.institution, str(value.year), form.name or form.opd or "")
        page = self._look.texts("sheet.page")
        looks.printed(sheet, " · ".join(filter(None, told)), page)
        looks.guarded(sheet)

    def _check_input(self, numbers: Counting) -> None:
        """Offer the levels as a list where they are few; else check what is typed."""
        texts, told = self._look.texts, levels_told(self._book.case, self._look)
        choices = listed(self._book.case)
        for column in (Column.LEVEL, Column.TARGET):
            place = letters(self._place[column])
            if choices:
                rule = DataValidation("list", formula1=quoted(",".join(map(str, choices))))
            else:
                rule = DataValidation("custom", formula1=is_level(f"{place}{HEAD + 1}", numbers))
            rule.allow_blank = rule.showErrorMessage = rule.showInputMessage = True
            rule.errorTitle, rule.error = texts("sheet.wrong.title"), texts("sheet.wrong", **told)
            rule.promptTitle = texts(f"sheet.column.{column.value}")
            rule.prompt = texts(f"sheet.prompt.{column.value}", **told)
            rule.add(f"{place}{HEAD + 1}:{place}{self._bands.last}")
            self._canvas.sheet.add_data_validation(rule)

    def _mark(self, numbers: Counting) -> None:
        """Mark what is open, what is no level, and targets that lie below their level."""
        row = HEAD + 1
        place = {column: letters(n) for column, n in self._place.items()}
        level, target, called = (place[one] for one in (Column.LEVEL, Column.TARGET, Column.NAME))
        known = place.get(Column.COUNTS, level)
        numeric = f"ISNUMBER(${target}{row}),ISNUMBER(${level}{row})"
        below = f"AND({numeric},${target}{row}<${level}{row})"
        is_open = f"AND(LEN(${called}{row})>0,LEN(TRIM(${known}{row}))=0)"
        for cell in (level, target):
            no_level = f"NOT({is_level(f'{cell}{row}', numbers)})"
            self._mark_where(f"AND(LEN(TRIM({cell}{row}))>0,{no_level})", looks.WRONG, cell, cell)
        self._mark_where(below, looks.WRONG, target, target)
        self._mark_where(is_open, looks.OPEN, place[Column.ID], called)
        self._mark_where(is_open, looks.OPEN, level, level)

    def _mark_where(self, rule: str, color: str, first: str, last: str) -> None:
        made = FormulaRule(formula=[rule], fill=looks.marked(color), stopIfTrue=True)
        where = f"{first}{HEAD + 1}:{last}{self._bands.last}"
        self._canvas.sheet.conditional_formatting.add(where, made)


def places(decimals: int) -> str:
    """Give the format of numbers with so many decimals."""
    return f"0.{'0' * decimals}" if decimals else "0"


def _is_number(one: Indicator) -> bool:
    """Tell whether an id comes back as it is from a cell that holds a number."""
    return isinstance(parse_decimal(one.id), int)
