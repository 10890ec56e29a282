"""A workbook of worksheets to fill in: guide, summary, answers, and the sheet that counts.

Only where openpyxl is installed; `xlsx` asks for it.
"""

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from spbe_cli.core.exchange.tallying import counting
from spbe_cli.core.exchange.worksheet import Book, Form, Scope, sheet_name
from spbe_cli.locale import Texts
from spbe_cli.render.export import calculation as calculating
from spbe_cli.render.export import formulas, looks
from spbe_cli.render.export.answers import Answers, placed
from spbe_cli.render.export.canvas import Canvas, packed
from spbe_cli.render.export.guide import Guide
from spbe_cli.render.export.summary import Summary
from spbe_cli.render.export.summary import names as defined
from spbe_cli.render.look import Look


def packed_book(book: Book, look: Look) -> bytes:
    """Make a workbook, a sheet for each form."""
    texts, taken = look.texts, set[str]()
    guide, summary = (sheet_name(texts(f"sheet.{one}.name"), taken) for one in ("guide", "summary"))
    sheets = [sheet_name(_name(form, book, texts), taken) for form in book.forms]
    calculation = sheet_name(texts("sheet.calculation.name"), taken)
    made = Workbook()
    made.remove(made.active)
    looks.define(made)
    names = [guide, summary, *sheets, calculation]
    canvases = {one: Canvas(made.create_sheet(one)) for one in names}
    counted = calculating.count(book, calculation)
    places = [placed(book, form, sheet) for form, sheet in zip(book.forms, sheets, strict=True)]
    numbers = counting(book.case)
    for place, sheet in enumerate(sheets):
        Answers(canvases[sheet], book, place, look).fill(numbers, counted.level)
    calculating.fill(canvases[calculation], book, counted, places, look)
    Summary(canvases[summary], book, counted, look).fill()
    Guide(canvases[guide], book, sheets, look).fill()
    for name, (row, column) in defined(counted).items():
        cell = formulas.at(summary, row, column)
        made.defined_names[name] = DefinedName(name, attr_text=cell)
    made.properties.creator = "spbe"
    made.active = names.index(sheets[0])
    made.calculation.fullCalcOnLoad = True
    return packed(made, list(canvases.values()))


def _name(form: Form, book: Book, texts: Texts) -> str:
    """Name the sheet of a form."""
    if form.opd is not None:
        return f"OPD {form.opd}"
    return texts("sheet.rest.name" if book.scope is Scope.REST else "sheet.answers.name")
