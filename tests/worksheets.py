"""Workbooks for tests: as small as can be, and ours changed as people change them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from spbe_cli.core.exchange.worksheet import FORMAT, INPUTS, Column, Part

COLUMNS = (Column.ID, *INPUTS)


def sheet(target: Path, about: Mapping[str, str], answers: Mapping[str, Mapping[str, Any]]) -> Path:
    """Write a workbook of one sheet; `about` is what it says of itself, nothing if not ours."""
    workbook = Workbook()
    page: Any = workbook.active
    page.title = "LKE"
    if about:
        page.append([FORMAT, Part.ANSWERS.value])
        for pair in about.items():
            page.append(pair)
    page.append([column.value for column in COLUMNS])
    for indicator, answer in answers.items():
        page.append([indicator, *(answer.get(column.value) for column in INPUTS)])
    target.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(target)
    return target


def change(path: Path, edit: Callable[[Any], None]) -> Path:
    """Change a workbook in place."""
    workbook = load_workbook(path)
    edit(workbook)
    workbook.save(path)
    return path


def cell(workbook: Any, name: str, indicator: str, column: Column) -> Any:
    """Find the cell of an indicator in a sheet."""
    page = next(one for one in workbook if one.title.endswith(name))
    [keys] = [row for row in page.iter_rows() if Column.LEVEL.value in [one.value for one in row]]
    places = {one.value: one.column for one in keys}
    number = next(
        row[places["id"] - 1].row
        for row in page.iter_rows(min_row=keys[0].row + 1)
        if str(row[places["id"] - 1].value) == indicator
    )
    return page.cell(number, places[column.value])
