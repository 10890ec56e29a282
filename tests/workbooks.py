"""Workbooks for tests: ours, filled in as people do, counted again by LibreOffice, and broken."""

import re
import shutil
import subprocess
import warnings
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from spbe_cli.core.case import Case
from spbe_cli.core.exchange.worksheet import Given, whole
from spbe_cli.core.problems import Problem
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.worksheets.book import Workbook, read_workbook
from spbe_cli.reading.worksheets.source import grids
from spbe_cli.render.export.answers import HEAD
from spbe_cli.render.export.xlsx import workbook
from spbe_cli.render.look import Look

SOFFICE = shutil.which("soffice")
ENGLISH = Look(texts(Language.EN), None, color=False, unicode=True)
INDONESIAN = Look(texts(Language.ID), None, color=False, unicode=True)

Book = Any
"""A workbook of openpyxl, which has no types."""


def made(case: Case, look: Look = ENGLISH) -> bytes:
    """Make the workbook of a whole assessment."""
    return workbook(whole(Given(case)), look)


def opened(content: bytes, *, values: bool = False) -> Book:
    """Open a workbook: its formulas, or the values that are stored with them."""
    with warnings.catch_warnings(action="ignore"):  # openpyxl tells what it does not keep
        return openpyxl.load_workbook(BytesIO(content), data_only=values)


def saved(book: Book) -> bytes:
    """Save a workbook; no value is stored with a formula then."""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def changed(content: bytes, change: Callable[[Book], None]) -> bytes:
    """Change a workbook as its users do, by hand."""
    book = opened(content)
    change(book)
    return saved(book)


def rows(sheet: Any) -> dict[str, int]:
    """Give the row of each indicator on a sheet of answers."""
    found = {}
    for row in range(HEAD + 1, sheet.max_row + 1):
        value = sheet.cell(row, 1).value
        if value is not None and sheet.cell(row, 2).value is not None:
            found[str(value)] = row
    return found


def column(sheet: Any, key: str) -> int:
    """Give the column of a key."""
    keys = [cell.value for cell in sheet[HEAD - 1]]
    return keys.index(key) + 1


def fill(book: Book, sheet_name: str, levels: Mapping[str, object], key: str = "level") -> None:
    """Write values into a column of a sheet of answers."""
    sheet = book[sheet_name]
    places, at = rows(sheet), column(sheet, key)
    for indicator, level in levels.items():
        value = float(level) if isinstance(level, Fraction) else level
        sheet.cell(places[indicator], at).value = value


Values = Mapping[str, Mapping[tuple[int, int], object]]
"""What cells hold, by sheet, row and column."""


def values(content: bytes) -> Values:
    """Give what every cell holds, a formula what is stored with it."""
    found = grids("x", content)
    assert not isinstance(found, Problem)
    return {
        grid.name: {
            (row, n): one.value for row, line in grid.rows.items() for n, one in line.items()
        }
        for grid in found
    }


def without_values(content: bytes) -> bytes:
    """Take away what is stored with formulas, so that they must be counted."""
    stored = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?)(?: t="str")?(><f>.*?</f>)<v>.*?</v>')

    def strip(name: str, part: bytes) -> bytes:
        return stored.sub(rb"\1\2", part) if name.startswith("xl/worksheets/") else part

    return repacked(content, strip)


def recalculated(contents: Sequence[bytes], folder: Path) -> list[Values]:
    """Let LibreOffice count workbooks that store no values, and give what it found."""
    return [values(content) for content in saved_again(contents, folder)]


def saved_again(contents: Sequence[bytes], folder: Path) -> list[bytes]:
    """Let LibreOffice open workbooks, count them and save them."""
    assert SOFFICE is not None
    given, counted = folder / "given", folder / "counted"
    given.mkdir()
    paths: list[Path] = []
    for number, content in enumerate(contents):
        paths.append(given / f"{number:03}.xlsx")
        paths[-1].write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(counted)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
    return [(counted / path.name).read_bytes() for path in paths]


def read(content: bytes, library: Library, folder: Path, name: str = "lke.xlsx") -> Workbook:
    """Read a workbook as `spbe import` does."""
    path = folder / name
    path.write_bytes(content)
    return read_workbook(files.Spot(path, name, named=True), library)


Table = Sequence[Sequence[object]]
"""The rows of a sheet."""


def foreign(table: Table, title: str = "Sheet") -> bytes:
    """Make a workbook of one sheet that is none of ours."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in table:
        book.active.append(list(row))
    return saved(book)


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Change the parts of a workbook; None leaves one out."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                archive.writestr(name, part)
    return target.getvalue()
