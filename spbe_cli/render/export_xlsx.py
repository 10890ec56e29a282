"""A workbook of worksheets to fill in: guide, summary, answers, and the sheet that counts."""

from spbe_cli.core.problems import CallError
from spbe_cli.core.tallying import counting
from spbe_cli.core.worksheet import Book, Form, Scope, sheet_name
from spbe_cli.locale import Texts
from spbe_cli.render.look import Look


def workbook(book: Book, look: Look) -> bytes:
    """Make a workbook; raises `CallError` where the package for it is not installed."""
    try:
        import openpyxl  # noqa: PLC0415 - optional, and slow to load
    except ImportError as error:
        raise CallError("call.extra", extra="excel", package="openpyxl") from error
    from openpyxl.workbook.defined_name import DefinedName  # noqa: PLC0415

    from spbe_cli.render import (  # noqa: PLC0415 - these need the package
        export_answers,
        export_calculation,
        export_formulas,
        export_guide,
        export_looks,
        export_summary,
    )
    from spbe_cli.render.export_canvas import Canvas, packed  # noqa: PLC0415

    texts, taken = look.texts, set[str]()
    guide, summary = (sheet_name(texts(f"sheet.{one}.name"), taken) for one in ("guide", "summary"))
    sheets = [sheet_name(_name(form, book, texts), taken) for form in book.forms]
    calculation = sheet_name(texts("sheet.calculation.name"), taken)
    made = openpyxl.Workbook()
    made.remove(made.active)
    export_looks.define(made)
    names = [guide, summary, *sheets, calculation]
    canvases = {one: Canvas(made.create_sheet(one)) for one in names}
    counted = export_calculation.count(book, calculation)
    places = [
        export_answers.placed(book, form, sheet)
        for form, sheet in zip(book.forms, sheets, strict=True)
    ]
    numbers = counting(book.case)
    for place, sheet in enumerate(sheets):
        export_answers.Answers(canvases[sheet], book, place, look).fill(numbers, counted.level)
    export_calculation.fill(canvases[calculation], book, counted, places, look)
    export_summary.Summary(canvases[summary], book, counted, look).fill()
    export_guide.Guide(canvases[guide], book, sheets, look).fill()
    for name, (row, column) in export_summary.names(counted).items():
        cell = export_formulas.at(summary, row, column)
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
