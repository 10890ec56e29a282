"""What people write elsewhere in a workbook of ours: all of it is told, and nothing of ours is."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from spbe_cli.core.exchange import ours
from spbe_cli.core.exchange.worksheet import INPUTS, Column, Given, address, of_opd, of_rest, whole
from spbe_cli.core.instrument import Instrument
from spbe_cli.reading.library import Library
from spbe_cli.reading.worksheets.book import Workbook
from spbe_cli.render.export.answers import HEAD, MARK
from spbe_cli.render.export.xlsx import workbook
from tests import workbooks
from tests.conftest import bundled
from tests.scoring import case_of
from tests.test_export import needs_soffice
from tests.workbooks import ENGLISH, INDONESIAN, Book, changed, rows

Read = Callable[[bytes], Workbook]

NOTE = "CATATAN PENTING"
LOOKS = [ENGLISH, INDONESIAN]


@pytest.fixture
def read(library: Library, tmp_path: Path) -> Read:
    return lambda content: workbooks.read(content, library, tmp_path)


@pytest.fixture(scope="session")
def given(i2020: Instrument) -> Given:
    """Give an assessment with OPDs and levels of last year: workbooks of it have every column."""
    opds = {
        "kominfo": {"name": "Dinas Kominfo", "owns": ["1-3", "10"], "answers": {"1": 3, "2": 4}},
        "bkpsdm": {"owns": ["3"], "answers": {"3": {"level": 2, "note": "  dua\n baris "}}},
    }
    answers = {"5": {"level": 3, "target": 4, "evidence": ["a.pdf"]}}
    now = case_of(i2020, answers, opds=opds, stage="self", lead={"3": "kominfo"}, draft=True)
    return Given(now, before=case_of(i2020, {"1": 3, "4": 2, "5": 3}, 2023, opds=opds))


def told(book: Workbook) -> dict[str, str]:
    """Give what was not taken over, by its cell."""
    return {one.cell: one.found for sheet in book.sheets for one in sheet.unread}


def at(sheet: Any, indicator: str, column: Column) -> str:
    return f"{letters_of(sheet, column)}{rows(sheet)[indicator]}"


def letters_of(sheet: Any, column: Column) -> str:
    [found] = [cell.column_letter for cell in sheet[HEAD - 1] if cell.value == column.value]
    return str(found)


PLACES = [
    "Guide!B40", "Guide!C8", "Guide!D8", "Guide!A8", "Guide!B1", "Guide!D18", "Summary!H10",
    "Summary!B60", "Summary!C17", "Summary!D17", "Summary!B6", "Calculation!Z5", "Calculation!C9",
    "LKE!N18", "LKE!N17", "LKE!N16", "LKE!N2", "LKE!F1", "LKE!B2", "LKE!E2", "LKE!B1", "LKE!A2",
    "LKE!B18", "LKE!C18", "LKE!J18", "LKE!B80", "LKE!N20", "'OPD kominfo'!B18",
]  # fmt: skip


@pytest.mark.parametrize("written", [NOTE, 3])
@pytest.mark.parametrize("place", PLACES)
def test_what_is_written_anywhere_is_told_by_its_cell(
    place: str, written: object, given: Given, read: Read
) -> None:
    def write(book: Book) -> None:
        sheet, _, cell = place.rpartition("!")
        book[sheet.strip("'")][cell].value = written

    book = read(changed(workbook(whole(given), ENGLISH), write))
    assert book.problems == ()
    assert told(book) == {place: str(written).upper()}


@pytest.mark.parametrize("written", [NOTE, 3, "=1+2"])
@pytest.mark.parametrize(
    "column", [Column.NAME, Column.CRITERIA, Column.BEFORE, Column.OWNERS, Column.COUNTS]
)
def test_what_takes_the_place_of_ours_beside_an_indicator_is_told(
    column: Column, written: object, given: Given, read: Read
) -> None:
    def write(book: Book) -> None:
        book["LKE"][at(book["LKE"], "4", column)].value = written

    content = changed(workbook(whole(given), ENGLISH), write)
    cell = f"LKE!{at(workbooks.opened(content)['LKE'], '4', column)}"
    is_ours = column is Column.COUNTS and written == "=1+2"  # one formula of ours is as another
    assert [*told(read(content))] == ([] if is_ours else [cell])


@pytest.mark.parametrize("look", LOOKS)
def test_every_empty_cell_that_is_filled_is_told(look: Any, given: Given, read: Read) -> None:
    filled: dict[str, str] = {}

    def write(book: Book) -> None:
        for sheet in book:
            for row, column in _empty(sheet):
                value = f"{NOTE} {sheet.title} {row} {column}"
                sheet.cell(row, column).value = value
                filled[address(sheet.title, row, column)] = value

    book = read(changed(workbook(of_opd(given, "kominfo"), look), write))
    assert book.problems == ()
    assert len(filled) > 400
    of_columns = {cell for cell in filled if cell.startswith("'OPD kominfo'!")}
    titled = {cell for cell in of_columns if cell.endswith(f"{HEAD}")}
    titles = {cell.rpartition("!")[2].removesuffix(f"{HEAD}") for cell in titled}
    below = {  # a column of people is told once, by its title
        cell for cell in of_columns - titled
        if cell.rpartition("!")[2].rstrip("0123456789") in titles
        and int(cell.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOP")) > HEAD
    }  # fmt: skip
    assert told(book) == {cell: text for cell, text in filled.items() if cell not in below}


def _empty(sheet: Any) -> Iterator[tuple[int, int]]:
    """Give the empty cells of a sheet and around it where nothing is to be filled in."""
    places = rows(sheet).values() if sheet.cell(HEAD - 1, 1).value == "id" else ()
    inputs = [*map(str, INPUTS)]
    open_ = {cell.column for cell in sheet[HEAD - 1] if cell.value in inputs} if places else set()
    box = product(range(1, sheet.max_row + 3), range(1, sheet.max_column + 3))
    for row, column in box:
        is_hidden = sheet.row_dimensions[row].hidden
        is_input = column in open_ and row > HEAD  # of no indicator: told already, or an error
        if sheet.cell(row, column).value is None and not is_hidden and not is_input:
            yield row, column


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_of_ours_is_told_however_rows_and_sheets_move(
    look: Any, given: Given, read: Read
) -> None:
    def change(book: Book) -> None:
        for n, sheet in enumerate(book):
            sheet.title = f"Lembar {n}"
            sheet.insert_rows(5)
            sheet.insert_rows(1)
            sheet.insert_cols(2)
        first, last = (row for row in (HEAD + 5, HEAD + 30))  # as when a table is sorted
        sheet = book["Lembar 2"]
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(first, column), sheet.cell(last, column)
            one.value, other.value = other.value, one.value

    book = read(changed(workbook(whole(given), look), change))
    assert (book.problems, told(book)) == ((), {})


@needs_soffice
def test_nothing_of_ours_is_told_once_another_program_saved_it(
    given: Given, library: Library, tmp_path: Path, read: Read
) -> None:
    rest = of_rest(given)
    assert rest is not None
    decimal = case_of(bundled(library, "permenpanrb-8-2026"), {}, 2026)
    books = [whole(given), of_opd(given, "kominfo"), rest, whole(Given(decimal))]
    contents = [workbook(book, look) for book, look in product(books, LOOKS)]

    def write(book: Book) -> None:
        book.worksheets[0]["D8"].value = NOTE
        book.worksheets[2]["N2"].value = 3

    contents += [changed(content, write) for content in contents]
    found = [told(read(one)) for one in workbooks.saved_again(contents, tmp_path)]
    assert found[: len(found) // 2] == [{}] * (len(found) // 2)
    for one in found[len(found) // 2 :]:
        assert sorted(one.values()) == ["3", NOTE]


def test_formulas_of_people_are_told_where_ours_has_none(given: Given, read: Read) -> None:
    def write(book: Book) -> None:
        book["Guide"]["D8"].value = "=1+2"
        book["Summary"]["H10"].value = "=1+2"

    assert [*told(read(changed(workbook(whole(given), ENGLISH), write)))] == ["Guide!D8"]


def test_without_digests_only_what_stands_beside_the_table_is_told(
    given: Given, read: Read
) -> None:
    """Workbooks of before have none, and a row that holds them may be gone."""

    def write(book: Book) -> None:
        for sheet in book:
            for cell in sheet[MARK]:
                if str(cell.value).startswith(ours.START):
                    cell.value = "dicek Budi"
        book["Guide"]["D8"].value = book["LKE"]["B18"].value = NOTE
        book["LKE"]["N20"].value = NOTE

    assert told(read(changed(workbook(whole(given), ENGLISH), write))) == {"LKE!N20": NOTE}


def test_comments_on_any_sheet_are_told(given: Given, read: Read) -> None:
    def write(book: Book) -> None:
        for name in ("Guide", "Summary", "Calculation"):
            book[name]["B2"].comment = Comment(NOTE, "Budi")

    found = told(read(changed(workbook(whole(given), ENGLISH), write)))
    assert found == {f"{name}!B2": NOTE for name in ("Guide", "Summary", "Calculation")}


def test_what_is_read_of_the_guide_is_not_told(given: Given, read: Read) -> None:
    def write(book: Book) -> None:
        [row] = [cell.row for cell in book["Guide"]["A"] if cell.value == "draft"]
        book["Guide"].cell(row, 3).value = "false"
        book["Guide"].cell(row, 4).value = NOTE

    book = read(changed(workbook(whole(given), ENGLISH), write))
    assert book.sheets[0].data["draft"] is False
    assert [*told(book).values()] == [NOTE]


def test_many_digests_take_several_cells() -> None:
    wanted = {ours.of_answer(str(n), Column.NAME, "1") for n in range(9000)}
    cells = [*ours.cells(wanted)]
    assert len(cells) == 3
    assert all(len(cell) < 32_767 for cell in cells)
    assert ours.digests_in(["guide", *cells, "x"]) == wanted


def test_a_workbook_of_ours_holds_what_it_needs_in_a_hidden_row(given: Given) -> None:
    book = workbooks.opened(workbook(whole(given), ENGLISH))
    for sheet in book:
        assert any(str(cell.value).startswith(ours.START) for cell in sheet[MARK])
        assert sheet.row_dimensions[MARK].hidden
