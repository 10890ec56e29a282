"""The guide: how to fill in, what levels mean, and what the workbook says of itself."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from spbe_cli.core.case import Case
from spbe_cli.core.exchange.worksheet import Book, Part, Scope, exceptional, head, listed
from spbe_cli.core.instrument import Names
from spbe_cli.render.export import looks
from spbe_cli.render.export.canvas import Canvas, Run, Runs
from spbe_cli.render.export.looks import name
from spbe_cli.render.look import Look

TITLE, SUBTITLE, MARK, STEPS = 1, 2, 3, 5
KEYS, LABELS, VALUES = 1, 2, 3
"""The columns: keys for programs, which are hidden; labels; values."""


def levels_told(case: Case, look: Look) -> dict[str, str]:
    """Say which levels can be answered at the stage of an assessment, and where they begin."""
    levels, others = case.instrument.levels, exceptional(case)
    keys = ("lowest", "highest", "step")
    told = {key: look.figure(getattr(levels, key)) for key in keys}
    key = "sheet.levels.exceptional" if others else "sheet.levels"
    return told | {"levels": look.texts(key, **told, others=", ".join(map(look.figure, others)))}


class Guide:
    """The guide of one workbook on its way."""

    def __init__(self, canvas: Canvas, book: Book, sheets: Sequence[str], look: Look) -> None:
        self._canvas = canvas
        self._book = book
        self._sheets = sheets
        self._look = look
        self._row = STEPS

    def fill(self) -> None:
        """Write the sheet."""
        canvas, texts = self._canvas, self._look.texts
        value = self._book.case.assessment
        canvas.put(TITLE, LABELS, texts("sheet.guide.title", year=value.year), name("title"))
        canvas.put(SUBTITLE, LABELS, value.institution, name("subtitle"))
        self._canvas.widths({KEYS: 4, LABELS: 24, VALUES: 100})
        self._write_steps()
        self._write_about()
        self._write_levels()
        canvas.sign(MARK, VALUES, Part.GUIDE)
        self._set_up()

    def _write_steps(self) -> None:
        """Say how to fill in, step by step."""
        self._section("sheet.guide.how")
        told = levels_told(self._book.case, self._look)
        for step in self._steps():
            title = self._look.texts(f"sheet.step.{step}.title")
            words = self._look.texts(f"sheet.step.{step}", sheet=self._sheets[0], **told)
            self._canvas.put(self._row, LABELS, title, name("step"))
            self._canvas.put(self._row, VALUES, words, name("words"))
            self._canvas.fit(self._row, 18)
            self._row += 1
        self._row += 1

    def _steps(self) -> Iterator[str]:
        yield "cells"
        if self._book.combines:
            yield "opds"
        yield "list" if listed(self._book.case) else "decimals"
        yield from ("open", "evidence", "dated", "target", "confidence", "locked", "return")

    def _write_about(self) -> None:
        """Say whose workbook it is; each value beside its key, for programs."""
        self._section("sheet.guide.about")
        form = self._book.forms[0]
        told = head(self._book) | (head(self._book, form) if self._book.scope is Scope.OPD else {})
        for key, text in told.items():
            self._canvas.put(self._row, KEYS, key, name("key"))
            self._canvas.put(
                self._row, LABELS, self._look.texts(f"sheet.about.{key}"), name("label")
            )
            self._canvas.put(self._row, VALUES, text, name("value"))
            self._canvas.fit(self._row)
            self._row += 1
        self._row += 1

    def _write_levels(self) -> None:
        """Say what the levels are called, scale by scale, and for which indicators."""
        self._section("sheet.guide.levels")
        instrument, look = self._book.case.instrument, self._look
        for scale, levels in instrument.levels.names.items():
            ids = [one.id for one in instrument.indicators if one.scale == scale]
            if ids:
                where = ", ".join(instrument.ranges(ids))
                told = Runs(tuple(self._named(levels)))
                self._canvas.put(
                    self._row, LABELS, look.texts("sheet.guide.scale", ids=where), name("label")
                )
                self._canvas.put(self._row, VALUES, told, name("value"))
                self._row += 1

    def _named(self, levels: Mapping[Fraction, Names]) -> Iterator[Run]:
        look = self._look
        for n, (level, named) in enumerate(sorted(levels.items())):
            yield Run(f"{'   ' if n else ''}{look.figure(level)} ", bold=True)
            yield Run(look.texts.name(named))

    def _section(self, key: str) -> None:
        self._canvas.put(self._row, LABELS, self._look.texts(key), name("section"))
        self._canvas.sheet.row_dimensions[self._row].height = 22
        self._row += 1

    def _set_up(self) -> None:
        sheet = self._canvas.sheet
        sheet.column_dimensions["A"].hidden = True
        for row, height in ((TITLE, 28), (SUBTITLE, 20)):
            sheet.row_dimensions[row].height = height
        sheet.sheet_view.showGridLines = False
        sheet.print_area = f"B1:C{self._row}"
        institution = self._book.case.assessment.institution
        looks.printed(sheet, institution, self._look.texts("sheet.page"), pages=1)
        looks.guarded(sheet)
