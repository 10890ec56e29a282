"""The summary: index and category as they follow from the cells, group by group, OPD by OPD."""

from collections.abc import Iterator
from decimal import Decimal

from openpyxl.chart import RadarChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.formatting.rule import DataBarRule

from spbe_cli.core.exact import Number, exact_text, number
from spbe_cli.core.exchange.worksheet import Book, Part
from spbe_cli.core.instrument import Aspect
from spbe_cli.render import wording
from spbe_cli.render.export import looks
from spbe_cli.render.export.answers import places
from spbe_cli.render.export.calculation import COMMON, WRONGS, Counted, For, Line, Of
from spbe_cli.render.export.canvas import Canvas, Content, Formula
from spbe_cli.render.export.formulas import category, cells, exact, quoted, sentence
from spbe_cli.render.export.looks import name
from spbe_cli.render.look import Look

TITLE, SUBTITLE, MARK, CALLED, INDEX, EXACT, BASIS = 1, 2, 3, 5, 6, 7, 8
NOTES = 9
"""The first of the rows for what must be known beside the index."""

TABLE = 14
"""The row of the titles of the table."""

COLUMNS = ("group", "weight", "rows", "answered", "index", "exact")
WIDTHS = (50, 10, 11, 10, 10, 13, 3)
DASH = "\u2013"

SHOWN, EXACTLY, CATEGORY = 1, 2, 2
"""The columns of the index, of its exact value, of the category."""


class Summary:
    """The summary of one workbook on its way."""

    def __init__(self, canvas: Canvas, book: Book, counted: Counted, look: Look) -> None:
        self._canvas = canvas
        self._book = book
        self._counted = counted
        self._look = look
        self._numbers = counted.ledger.numbers
        self._wrong = counted.cell(WRONGS, Of.EARNED)
        decimals = book.case.instrument.index_rule.decimals
        self._format = places(decimals)

    def fill(self) -> None:
        """Write the sheet."""
        canvas, texts, value = self._canvas, self._look.texts, self._book.case.assessment
        canvas.put(TITLE, 1, texts("sheet.summary"), name("title"))
        stage = texts(f"stage.{value.stage.value}")
        told = (value.institution, str(value.year), stage, self._book.case.instrument.short)
        canvas.put(SUBTITLE, 1, " · ".join(told), name("subtitle"))
        self._write_index()
        for row, note in enumerate(self._notes(), start=NOTES):
            canvas.put(row, 1, note, name("warning" if row > NOTES else "remark"))
        last = self._write_groups()
        if self._book.combines:
            last = self._write_opds(last + 2)
        canvas.sign(MARK, 2, Part.SUMMARY)
        self._draw()
        self._set_up(last)

    def _write_index(self) -> None:
        """Write the index in large, the exact one and the category below it."""
        canvas, texts, total = self._canvas, self._look.texts, self._counted.total
        is_index = self._counted.ledger.counts_open
        canvas.put(CALLED, 1, texts("score.title" if is_index else "sheet.mean"), name("section"))
        self._put_index(INDEX, SHOWN, total, "big")
        canvas.put(EXACT, 1, texts("sheet.exact"), name("words"))
        self._put_exact(EXACT, EXACTLY, total, "exact")
        canvas.sheet.row_dimensions[INDEX].height = 54
        if not is_index:
            return
        case = self._book.case
        judgement = case.scorecard.judgement
        shown = texts.category(judgement.category.name)
        taken = self._category(of_rounded=self._numbers.takes_rounded)
        canvas.put(INDEX, CATEGORY, self._unless_wrong(taken, shown), name("big words"))
        told = texts(f"gate.rule.{judgement.basis.value}", year=case.assessment.year)
        canvas.put(BASIS, 1, told, name("remark"))

    def _category(self, *, of_rounded: bool) -> str:
        """Take the category of the whole on one of the two indices."""
        total = self._counted.total
        cell = self._counted.cell(total.row, For.UNITS if of_rounded else For.TOTAL)
        whole = self._counted.cell(total.row, For.WHOLE)
        names = [self._look.texts.category(one.name) for one, _, _ in self._numbers.bounds]
        return category(cell, whole, self._numbers, names, of_rounded=of_rounded)

    def _unless_wrong(self, formula: str, value: Number | Decimal | str) -> Formula:
        """Show nothing as long as some cell holds something that is no level."""
        return Formula(f"IF({self._wrong}>0,{quoted(DASH)},{formula})", value)

    def _put_index(self, row: int, column: int, line: Line, look: str) -> None:
        units = line.sum.rounded(self._numbers.power)
        cell = self._counted.cell(line.row, For.INDEX)
        shown = "" if units is None else self._book.case.instrument.rounded(line.sum.value or 0)
        self._canvas.put(row, column, self._unless_wrong(cell, shown), name(look))
        self._canvas.sheet.cell(row, column).number_format = self._format

    def _put_exact(self, row: int, column: int, line: Line, look: str) -> None:
        total, whole = (self._counted.cell(line.row, one) for one in (For.TOTAL, For.WHOLE))
        value = line.sum.value
        text = "" if value is None else exact_text(value)
        shown = text if "/" in text or value is None else value
        formula = f'IF({whole}=0,"",{exact(total, whole)})'
        self._canvas.put(row, column, self._unless_wrong(formula, shown), name(look))

    def _notes(self) -> Iterator[Content]:
        """Say what must be known beside the index; each is empty while it does not hold."""
        texts, total = self._look.texts, self._counted.total
        open_, rows = total.sum.rows - total.sum.answered, total.sum.rows
        done = self._counted.cell(total.row, For.ANSWERED)
        lowest = self._look.figure(number(self._book.case.instrument.levels.lowest))
        is_index = self._counted.ledger.counts_open
        key = "sheet.open" if is_index else "sheet.open.partly"
        said = sentence(texts, key, {"open": f"({rows}-{done})"}, rows=rows, lowest=lowest)
        none = texts("sheet.open.none", rows=rows)
        yield Formula(
            f"IF({done}={rows},{quoted(none)},{said})",
            texts(key, open=open_, rows=rows, lowest=lowest) if open_ else none,
        )
        wrong = sentence(texts, "sheet.wrong.cells", {"wrong": self._wrong})
        yield Formula(f'IF({self._wrong}>0,{wrong},"")', "")
        if is_index:
            yield self._otherwise()
        if self._book.averages:
            common, most = self._counted.cell(COMMON, Of.EARNED), self._counted.ledger.most_common
            is_fine = f"IFERROR({common}>{most},TRUE)"
            fine = texts("sheet.fine")
            shown = fine if self._counted.ledger.common > most else ""
            yield Formula(f'IF({is_fine},{quoted(fine)},"")', shown)

    def _otherwise(self) -> Formula:
        """Say so where the exact and the rounded index have different categories."""
        exact_one = self._category(of_rounded=False)
        rounded_one = self._category(of_rounded=True)
        takes_rounded = self._numbers.takes_rounded
        other = exact_one if takes_rounded else rounded_one
        key = f"sheet.otherwise.{'rounded' if takes_rounded else 'exact'}"
        judgement, texts = self._book.case.scorecard.judgement, self._look.texts
        value = ""
        if judgement.otherwise is not None:
            value = texts(key, other=texts.category(judgement.otherwise.name))
        told = sentence(texts, key, {"other": other})
        return Formula(f'IF({exact_one}={rounded_one},"",{told})', value)

    def _write_groups(self) -> int:
        """Write the table of domains and aspects; gives its last row."""
        texts = self._look.texts
        for n, column in enumerate(COLUMNS, start=1):
            look = "head" if n == 1 else "head middle"
            self._canvas.put(TABLE, n, texts(f"sheet.summary.{column}"), name(look))
        row = TABLE
        for row, (one, line) in enumerate(self._counted.groups, start=TABLE + 1):
            layer = "aspect" if isinstance(one.group, Aspect) else "domain"
            title = f"{texts(f'table.{layer}')} {one.group.id}  {texts.name(one.group.name)}"
            weight = wording.percent(one.group.weight, self._look)
            self._write_line(row, line, title, weight, is_inner=one.is_inner)
        whole = "100 %" if self._counted.ledger.counts_open else ""
        self._write_line(
            row + 1, self._counted.total, texts("table.together"), whole, is_inner=False
        )
        return row + 1

    def _write_line(self, row: int, line: Line, title: str, weight: str, *, is_inner: bool) -> None:
        figures = "number" if is_inner else "number group"
        self._canvas.put(row, 1, title, name("item" if is_inner else "group"))
        self._canvas.put(row, 2, weight, name(figures))
        self._canvas.put(row, 3, line.sum.rows, name(figures))
        done = Formula(self._counted.cell(line.row, For.ANSWERED), line.sum.answered)
        self._canvas.put(row, 4, done, name(figures))
        self._put_index(row, 5, line, figures)
        self._put_exact(row, 6, line, figures)

    def _write_opds(self, start: int) -> int:
        """Write how far each OPD is; gives the last row."""
        texts, counted = self._look.texts, self._counted
        self._canvas.put(start, 1, texts("opds.parts"), name("section"))
        for n, column in enumerate(("opd", "owner", "rows", "answered", "open"), start=1):
            look = "head" if n == 1 else "head middle"
            self._canvas.put(start + 1, n, texts(f"sheet.summary.{column}"), name(look))
        row = start + 1
        for place, form in enumerate(self._book.forms[1:]):
            row += 1
            rows = [counted.rows[one.indicator.id] for one in form.rows]
            said = sum(one.answer.level is not None for one in form.rows)
            column = cells(rows, Of.OPDS + place, counted.sheet)
            done: Content = Formula(f"COUNT({column})", said) if rows else 0
            left: Content = Formula(f"{len(rows)}-COUNT({column})", len(rows) - said) if rows else 0
            self._canvas.put(row, 1, form.name or form.opd, name("item"))
            self._canvas.put(row, 2, form.opd, name("number"))
            for n, content in enumerate((len(rows), done, left), start=3):
                self._canvas.put(row, n, content, name("number"))
        return row

    def _draw(self) -> None:
        """Draw the aspects as a radar, and bars behind the figures of the table."""
        counted, levels = self._counted, self._book.case.instrument.levels
        if len(counted.aspects) < 3 or not counted.ledger.counts_open:
            return
        chart = RadarChart()
        chart.type, chart.style, chart.legend = "filled", 26, None
        source = self._source
        first, last = min(counted.aspects), max(counted.aspects)
        chart.add_data(Reference(source, min_col=For.INDEX, min_row=first, max_row=last))
        chart.set_categories(Reference(source, min_col=For.TITLE, min_row=first, max_row=last))
        chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, float(levels.highest)
        chart.y_axis.majorUnit = 1
        chart.y_axis.delete = chart.x_axis.delete = False
        chart.series[0].graphicalProperties = GraphicalProperties(solidFill="9DB8D9")
        chart.series[0].graphicalProperties.line.solidFill = looks.DEEP
        chart.width, chart.height = 14, 11.5
        self._canvas.sheet.add_chart(chart, "H5")

    @property
    def _source(self) -> object:
        """The sheet that the chart takes its figures from."""
        return self._canvas.sheet.parent[self._counted.sheet]

    def _set_up(self, last: int) -> None:
        sheet, levels = self._canvas.sheet, self._book.case.instrument.levels
        self._canvas.widths(dict(enumerate(map(float, WIDTHS), start=1)))
        bars = DataBarRule("num", 0, "num", float(levels.highest), color="9DB8D9", showValue=True)
        rows = len(self._counted.groups)
        sheet.conditional_formatting.add(f"E{TABLE + 1}:E{TABLE + 1 + rows}", bars)
        sheet.sheet_view.showGridLines = False
        sheet.print_area = f"A1:O{max(last, TABLE + rows)}"
        page = self._look.texts("sheet.page")
        looks.printed(sheet, self._book.case.assessment.institution, page, pages=1)
        looks.guarded(sheet)
        for row, height in ((TITLE, 26), (SUBTITLE, 20), (TABLE, 30)):
            sheet.row_dimensions[row].height = height


def names(counted: Counted) -> dict[str, tuple[int, int]]:
    """Give the cells of the summary that go by a name, for other sheets and programs."""
    found = {"SPBE_INDEX": (INDEX, SHOWN), "SPBE_INDEX_EXACT": (EXACT, EXACTLY)}
    return found | ({"SPBE_CATEGORY": (INDEX, CATEGORY)} if counted.ledger.counts_open else {})
