"""Reading workbooks: our worksheets however people break them, those of others, and no workbooks.

Every broken workbook is made here by code, from one of ours that is sound.
"""

import random
import re
import time
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from spbe_cli.core.assessment import Answer, Assessment, Evidence, OpdFile
from spbe_cli.core.case import Case
from spbe_cli.core.exchange import entries
from spbe_cli.core.exchange.intake import How
from spbe_cli.core.exchange.worksheet import (
    Column,
    Given,
    address,
    letters,
    of_opd,
    sheet_name,
    whole,
)
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Code, Finding, Problem
from spbe_cli.reading.library import Library
from spbe_cli.reading.shape import check
from spbe_cli.reading.worksheets.book import Workbook
from spbe_cli.reading.worksheets.filled import MOST_TOLD, FilledSheet, Remark, Unread
from spbe_cli.reading.worksheets.source import grids
from spbe_cli.reading.worksheets.table import find_head
from spbe_cli.render.export.answers import HEAD
from spbe_cli.render.export.xlsx import workbook
from tests import workbooks
from tests.conftest import bundled
from tests.scoring import case_of
from tests.workbooks import ENGLISH, INDONESIAN, Book, Table, changed, foreign, made, repacked, rows

Read = Callable[[bytes], Workbook]
Change = Callable[[Book], None]

LEVEL, TARGET, NOTE, EVIDENCE = 4, 5, 6, 7
"""The columns of a workbook without OPDs."""


@pytest.fixture
def read(library: Library, tmp_path: Path) -> Read:
    """Read a workbook as `spbe import` does."""
    return lambda content: workbooks.read(content, library, tmp_path)


@pytest.fixture(scope="session")
def case(i2020: Instrument) -> Case:
    """Give a draft with some answers of every kind."""
    answers = {
        "1": 3,
        "2": {
            "level": 2,
            "target": 4,
            "note": "SK belum ditetapkan",
            "confidence": {"1": Decimal("0.2"), "2": Decimal("0.8")},
            "evidence": ["bukti/sk.pdf", {"file": "r.pdf", "date": "2024-05-01", "kind": "review"}],
        },
        "47": 5,
    }
    return case_of(i2020, answers, stage="self", draft=True)


@pytest.fixture(scope="session")
def sound(case: Case) -> bytes:
    """Give the workbook of that draft."""
    return made(case)


def only(book: Workbook) -> FilledSheet:
    """Give the only sheet of a workbook in which nothing is wrong."""
    assert book.problems == ()
    [sheet] = book.sheets
    return sheet


def wrong(book: Workbook) -> list[tuple[str, str, str]]:
    """Say what is wrong, and where: code, variant, cell."""
    return [
        (one.finding.code.value, one.finding.variant, one.place.cell if one.place else "")
        for one in book.problems
    ]


def sheet_of(book: Book) -> Any:
    """Give the sheet of answers."""
    return book["LKE"]


def setting(indicator: str, column: int, value: object) -> Change:
    """Write into one cell."""

    def change(book: Book) -> None:
        sheet = sheet_of(book)
        sheet.cell(rows(sheet)[indicator], column).value = value

    return change


# Sound


def test_all_that_was_filled_in_is_read(sound: bytes, case: Case, read: Read) -> None:
    sheet = only(read(sound))
    assert (sheet.name, sheet.opd, sheet.remarks, sheet.unread) == ("LKE", None, (), ())
    checked = check(Assessment, sheet.data)
    assert checked.findings == ()
    assert checked.value == case.assessment
    assert sheet.about["stage"] == "self"
    assert set(sheet.blank) == {one.id for one in case.instrument.indicators} - {"1", "2", "47"}


def test_a_finding_is_given_the_cell_of_what_it_is_about(sound: bytes, read: Read) -> None:
    sheet = only(read(sound))
    row = rows(workbooks.opened(sound)["LKE"])["2"]
    for path, at, cell in [
        (("answers", "2", "level"), "value", f"LKE!D{row}"),
        (("answers", "2", "target"), "value", f"LKE!E{row}"),
        (("answers", "2", "evidence", 1, "date"), "value", f"LKE!G{row}"),
        (("answers", "2", "confidence", "1"), "key", f"LKE!H{row}"),
        (("answers", "2"), "key", f"LKE!A{row}"),
        (("answers", "2"), "value", f"LKE!D{row}"),
        (("answers", "3", "level"), "value", f"LKE!A{row + 1}"),
        (("answers", "99"), "key", f"LKE!A{HEAD}"),
        (("institution",), "value", "LKE!C4"),
        (("type",), "missing", f"LKE!A{HEAD}"),
    ]:
        problem = sheet.locate(Finding(Code.WRONG_TYPE, path, at=at))  # type: ignore[arg-type] # in a list
        assert problem.place is not None
        assert (problem.place.cell, problem.place.caret) == (cell, 1)
    problem = sheet.locate(Finding(Code.WRONG_TYPE, ("answers", "2", "note")))
    assert problem.place is not None
    assert problem.place.quote == "SK belum ditetapkan"
    assert (problem.place.line, problem.place.column) == (row, NOTE)


def test_every_opd_of_a_book_is_read_with_what_it_owns(
    i2020: Instrument, library: Library, tmp_path: Path
) -> None:
    opds: dict[str, object] = {
        "kominfo": {"name": "Dinas Kominfo", "owns": ["1-3", "15"], "answers": {"1": 3}},
        "tanpa tugas": {"answers": {"5": None, "6": 2}},
        "kosong": {"owns": []},
        '"aneh" = [:]*?/\\, 1': {"owns": ["7"], "answers": {"7": {"level": 1, "note": "=1+1"}}},
    }
    of = case_of(i2020, {"9": 4}, opds=opds, lead={"1": "kominfo"}, combine="mean", stage="final")
    book = workbooks.read(made(of), library, tmp_path)
    assert book.problems == ()
    own, *others = book.sheets
    value = check(Assessment, own.data).value
    assert value is not None
    assert (value.combine, value.lead) == ("mean", {"1": "kominfo"})
    assert [sheet.opd for sheet in others] == list(opds)
    for sheet in others:
        checked = check(OpdFile, sheet.data)
        assert checked.findings == ()
        assert checked.value is not None
        there = of.assessment.opds[str(sheet.opd)]
        assert checked.value.name == there.name
        assert checked.value.owns == there.owns
        assert checked.value.answers == there.answers
        assert (checked.value.year, sheet.about["stage"]) == (2024, "final")


# What people write in a cell


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("3", 3),
        (" 3\u00a0", 3),
        ("3,00", 3),
        ("3 - Terdefinisi", 3),
        ("3 \u2013 Terdefinisi", 3),
        ("3. terdefinisi", 3),
        ("3 (Defined)", 3),
        ("Level 3", 3),
        ("LEVEL 3: Terdefinisi", 3),
        ("tingkat 3", 3),
        ("Terpadu dan Terukur", 4),
        ("optimum", 5),
        (3.0, 3),
        ("=1+2", None),
    ],
)
def test_levels_are_read_however_they_are_written(
    written: object, level: int | None, sound: bytes, read: Read
) -> None:
    book = read(changed(sound, setting("1", LEVEL, written)))
    if level is None:  # a formula that openpyxl stores no value for
        [(code, variant, cell)] = wrong(book)
        assert (code, variant) == ("SPBE013", "no-value")
        assert cell.startswith("LKE!D")
        return
    sheet = only(book)
    assert sheet.data["answers"]["1"] == {"level": level}
    told = [(one.found, one.read_as) for one in sheet.remarks]
    shown = str(written).strip("\u00a0 ").removesuffix(".0")
    assert told == ([] if shown == str(level) else [(shown, str(level))])


@pytest.mark.parametrize(
    ("written", "code", "variant"),
    [
        ("3 - Terkelola", "SPBE012", "level-name"),
        (datetime(2024, 5, 1), "SPBE012", "date"),  # noqa: DTZ001 - as a sheet has it
        ("=#REF!", "SPBE013", "no-value"),
        ("#REF!", "SPBE103", "error-value"),
    ],
)
def test_what_cannot_be_a_level_is_refused_where_it_stands(
    written: object, code: str, variant: str, sound: bytes, read: Read
) -> None:
    book = read(changed(sound, setting("1", LEVEL, written)))
    row = rows(workbooks.opened(sound)["LKE"])["1"]
    assert wrong(book) == [(code, variant, f"LKE!D{row}")]
    assert "1" not in book.sheets[0].data["answers"]


@pytest.mark.parametrize(
    ("written", "code", "variant"),
    [
        ("tiga", "SPBE103", ""),
        ("3 kira-kira", "SPBE103", ""),
        ("03", "SPBE012", "leading-zero"),
        (True, "SPBE012", "word"),
        ("3 - belum lengkap", "SPBE012", "words-after"),
    ],
)
def test_other_words_stay_and_are_judged_as_in_a_file(
    written: object, code: str, variant: str, sound: bytes, read: Read
) -> None:
    sheet = only(read(changed(sound, setting("1", LEVEL, written))))
    [finding] = check(Assessment, sheet.data).findings
    assert (finding.code.value, finding.variant) == (code, variant)
    place = sheet.locate(finding).place
    assert place is not None
    assert place.cell == f"LKE!D{rows(workbooks.opened(sound)['LKE'])['1']}"


def test_decimal_levels_are_exact_with_a_comma_too(library: Library, tmp_path: Path) -> None:
    pemdi = bundled(library, "permenpanrb-8-2026")
    content = made(case_of(pemdi, {"1": Decimal("2.35")}, 2026, stage="self"))

    def change(book: Book) -> None:
        workbooks.fill(book, "LKE", {"2": "2,5", "3": 2.3, "4": 0.1 + 0.2, "5": "Level 2,75"})

    sheet = only(workbooks.read(changed(content, change), library, tmp_path))
    levels = {key: answer["level"] for key, answer in sheet.data["answers"].items()}
    assert levels == {
        "1": Decimal("2.35"), "2": Decimal("2.5"), "3": Decimal("2.3"), "4": Decimal("0.3"),
        "5": Decimal("2.75"),
    }  # fmt: skip
    assert [one.read_as for one in sheet.remarks] == ["2.5", "2.75"]


def test_text_cells_take_what_they_show(sound: bytes, read: Read) -> None:
    def change(book: Book) -> None:
        sheet, at = sheet_of(book), rows(sheet_of(book))
        sheet.cell(at["1"], NOTE).value = 2024
        sheet.cell(at["2"], NOTE).value = datetime(2024, 5, 1)  # noqa: DTZ001
        bold = TextBlock(InlineFont(b=True), "baru")
        sheet.cell(at["3"], NOTE).value = CellRichText("SK ", bold)
        sheet.cell(at["4"], NOTE).value = "  satu \n dua\u00a0 \r\n"
        sheet.cell(
            at["5"], EVIDENCE
        ).value = "- a.pdf\n\u2022 b | 2024-05-01\n\n https://example.go.id/x "
        sheet.cell(at["6"], EVIDENCE).value = "a.pdf | 1 Mei 2024\nb.pdf | surat"
        sheet.cell(at["8"], NOTE).value = "Belum ada."

    sheet = only(read(changed(sound, change)))
    answers = sheet.data["answers"]
    assert answers["1"]["note"] == "2024"
    assert answers["8"]["note"] == "Belum ada."
    assert not [one for one in sheet.remarks if one.found == "Belum ada."]
    assert answers["2"]["note"] == "2024-05-01"
    assert answers["3"] == {"note": "SK baru"}
    assert answers["4"] == {"note": "satu\n dua"}
    assert answers["5"]["evidence"] == [
        "a.pdf", {"file": "b", "date": "2024-05-01"}, "https://example.go.id/x"
    ]  # fmt: skip
    found = check(Assessment, sheet.data).findings
    assert {one.code for one in found} == {Code.BAD_DATE, Code.UNKNOWN_CHOICE}
    assert {sheet.locate(one).place.column for one in found} == {EVIDENCE}  # type: ignore[union-attr] # cells


# What people do to a sheet


def inserted(book: Book) -> None:
    """Insert a row above the first indicator, and columns before and within the table."""
    sheet = sheet_of(book)
    sheet.insert_rows(HEAD + 1, 2)
    sheet.insert_cols(1)
    sheet.insert_cols(4)


def renamed(book: Book) -> None:
    sheet = sheet_of(book)
    for cell in sheet[HEAD]:
        cell.value = f"Kolom {cell.column}"


def without_top(book: Book) -> None:
    """Take away all rows above the head, and call the columns as others do."""
    sheet = sheet_of(book)
    names = ("NO.", "Indikator SPBE", "Kriteria", "Tingkat  Kematangan *", "TARGET 2025",
             "Keterangan", "Bukti Dukung (tautan)", "Keyakinan")  # fmt: skip
    for column, name in enumerate(names, start=1):
        sheet.cell(HEAD, column).value = name
    sheet.delete_rows(1, HEAD - 1)


def moved(book: Book) -> None:
    """Move the columns of level and note behind the others."""
    sheet = sheet_of(book)
    for row in range(1, sheet.max_row + 1):
        for column in (LEVEL, NOTE):
            cell = sheet.cell(row, column)
            sheet.cell(row, column + 10).value, cell.value = cell.value, None


def hidden(book: Book) -> None:
    sheet = sheet_of(book)
    sheet.sheet_state = "hidden"
    for row in range(HEAD, HEAD + 20):
        sheet.row_dimensions[row].hidden = True


def without_titles(book: Book) -> None:
    """Take away the titles and bands above the first indicator."""
    sheet_of(book).delete_rows(HEAD, 3)


def merged_title(book: Book) -> None:
    """Merge the first cells of the head, its number with what is above it, and blank a level."""
    sheet = sheet_of(book)
    sheet.merge_cells(start_row=HEAD - 1, end_row=HEAD + 1, start_column=1, end_column=1)
    sheet.cell(rows(sheet)["3"], LEVEL).value = " \u00a0 "


def swapped(book: Book) -> None:
    """Swap level and target from their titles down; the hidden keys above stay where they are."""
    sheet = sheet_of(book)
    for row in range(HEAD, sheet.max_row + 1):
        one, other = sheet.cell(row, LEVEL), sheet.cell(row, TARGET)
        one.value, other.value = other.value, one.value


def shifted(book: Book) -> None:
    """Insert cells from the titles down, so that all from the level on moves to the right."""
    sheet = sheet_of(book)
    for row in range(HEAD, sheet.max_row + 1):
        for column in range(9, LEVEL, -1):
            sheet.cell(row, column).value = sheet.cell(row, column - 1).value
        sheet.cell(row, LEVEL).value = None
    sheet.cell(HEAD - 1, 9).value = "counts"  # of a column that was there before


def head_again(book: Book) -> None:
    """Repeat the titles above an indicator, as printed forms do on each page."""
    sheet = sheet_of(book)
    place = rows(sheet)["2"]
    sheet.insert_rows(place)
    for column in range(1, 9):
        sheet.cell(place, column).value = sheet.cell(HEAD, column).value


@pytest.mark.parametrize(
    "change",
    [
        inserted, renamed, moved, hidden, without_titles, merged_title, swapped, shifted,
        head_again,
    ],
)  # fmt: skip
def test_a_sheet_may_be_rearranged(change: Change, sound: bytes, case: Case, read: Read) -> None:
    sheet = only(read(changed(sound, change)))
    assert check(Assessment, sheet.data).value == case.assessment
    assert [one for one in sheet.unread if one.found != Column.COUNTS] == []  # no key of this sheet


def test_a_sheet_that_lost_its_top_is_read_by_the_titles_of_its_columns(
    sound: bytes, case: Case, read: Read
) -> None:
    sheet = only(read(changed(sound, without_top)))
    assert {*sheet.data} == {"answers"}
    answers = check(Assessment, Assessment.STAND_INS | sheet.data).value
    assert answers is not None
    assert answers.answers == case.assessment.answers


def test_the_order_of_rows_does_not_matter(sound: bytes, case: Case, read: Read) -> None:
    def change(book: Book) -> None:
        sheet, at = sheet_of(book), rows(sheet_of(book))
        for column in range(1, 9):
            one, other = sheet.cell(at["1"], column), sheet.cell(at["47"], column)
            one.value, other.value = other.value, one.value

    value = check(Assessment, only(read(changed(sound, change))).data).value
    assert value is not None
    assert value.answers == case.assessment.answers


def test_a_level_merged_over_several_indicators_is_that_of_each(sound: bytes, read: Read) -> None:
    def change(book: Book) -> None:
        sheet, at = sheet_of(book), rows(sheet_of(book))
        sheet.merge_cells(start_row=at["3"], end_row=at["5"], start_column=LEVEL, end_column=LEVEL)
        sheet.cell(at["3"], LEVEL).value = 4

    sheet = only(read(changed(sound, change)))
    answers, at = sheet.data["answers"], rows(workbooks.opened(sound)["LKE"])
    assert {key: answers.get(key) for key in ("3", "4", "5", "6")} == {
        "3": {"level": 4}, "4": {"level": 4}, "5": {"level": 4}, "6": None,
    }  # fmt: skip
    merged = f"LKE!D{at['3']}:D{at['5']}"
    assert sheet.remarks == (Remark(merged, "4", "3, 4, 5", How.MERGED_LEVEL),)


def test_what_is_merged_and_read_otherwise_is_told_once_for_each(sound: bytes, read: Read) -> None:
    def change(book: Book) -> None:
        sheet, at = sheet_of(book), rows(sheet_of(book))
        sheet.merge_cells(f"D{at['3']}:E{at['4']}")
        sheet.cell(at["3"], LEVEL).value = "3 - Terdefinisi"
        sheet.merge_cells(f"F{at['5']}:F{at['6']}")
        sheet.cell(at["5"], NOTE).value = "sama"
        sheet.merge_cells(f"G{at['7']}:G{at['8']}")  # nothing in it

    sheet = only(read(changed(sound, change)))
    at = rows(workbooks.opened(sound)["LKE"])
    assert sheet.remarks == (
        Remark(f"LKE!D{at['3']}", "3 - Terdefinisi", "3"),
        Remark(f"LKE!D{at['3']}:E{at['4']}", "3 - Terdefinisi", "3, 4", How.MERGED_LEVEL),
        Remark(f"LKE!F{at['5']}:F{at['6']}", "sama", "5, 6", How.MERGED),
    )
    answers = sheet.data["answers"]
    assert [answers[key] for key in "3456"] == [{"level": 3}] * 2 + [{"note": "sama"}] * 2


def test_what_only_a_guide_says_is_told_once_it_is_gone(sound: bytes, read: Read) -> None:
    def change(book: Book) -> None:
        del book["Guide"]

    [unread] = only(read(changed(sound, change))).unread
    keys = "type, province, draft, combine, lead, include, published"
    assert unread == Unread("", keys, How.UNSAID)


def test_what_a_guide_says_is_told_once_no_sheet_of_the_institution_takes_it(
    i2020: Instrument, library: Library, tmp_path: Path
) -> None:
    opds = {"kominfo": {"owns": ["1"], "answers": {"1": 3}}}
    content = made(case_of(i2020, {}, opds=opds, combine="mean", draft=True, stage="self"))

    def change(book: Book) -> None:
        del book["LKE"]

    sheet = only(workbooks.read(changed(content, change), library, tmp_path))
    assert sheet.opd == "kominfo"
    assert [(one.cell[:7], one.found) for one in sheet.unread] == [
        ("Guide!C", "true"), ("Guide!C", "mean"),
    ]  # fmt: skip
    apart = workbook(
        of_opd(Given(case_of(i2020, {}, opds=opds, combine="mean")), "kominfo"), ENGLISH
    )

    def without_guide(book: Book) -> None:
        del book["Guide"]

    assert only(workbooks.read(changed(apart, without_guide), library, tmp_path)).unread == ()


def test_a_sheet_of_ours_is_read_whatever_stands_beside_what_it_says_of_itself(
    sound: bytes, case: Case, read: Read
) -> None:
    def change(book: Book) -> None:
        sheet_of(book).cell(3, 20).value = "dicek Budi"

    sheet = only(read(changed(sound, change)))
    assert check(Assessment, sheet.data).value == case.assessment


def test_an_indicator_merged_over_several_rows_is_one(library: Library, tmp_path: Path) -> None:
    table: Table = [
        ["No", "Indikator", "Nilai", "Bukti"], [1, "Arsitektur", 3, "a.pdf"],
        [None, None, None, "b.pdf"], [2, "Peta", 2, "c.pdf"],
    ]  # fmt: skip

    def merge(book: Book) -> None:
        for column in "ABC":
            book.active.merge_cells(f"{column}2:{column}3")

    sheet = only(workbooks.read(changed(foreign(table), merge), library, tmp_path))
    assert sheet.data["answers"] == {
        "1": {"level": 3, "evidence": ["a.pdf", "b.pdf"]}, "2": {"level": 2, "evidence": ["c.pdf"]}
    }  # fmt: skip
    assert sheet.unread == ()


def test_what_has_no_home_is_told(sound: bytes, read: Read) -> None:
    def change(book: Book) -> None:
        sheet, at = sheet_of(book), rows(sheet_of(book))
        sheet.cell(HEAD, 12).value = "Verifikator"
        sheet.cell(at["1"], 12).value = "Ani"
        sheet.cell(at["2"], 12).value = "Budi"
        sheet.cell(at["2"], 14).value = "tanpa judul"
        sheet.cell(at["47"] + 2, 2).value = "Catatan: semua bukti ada di lemari"
        sheet.cell(at["47"] + 3, NOTE).value = "tanda tangan"
        book.create_sheet("Coretan")["A1"] = "x"
        book.create_sheet("Kosong")

    sheet = only(read(changed(sound, change)))
    last = rows(workbooks.opened(sound)["LKE"])["47"]
    two = rows(workbooks.opened(sound)["LKE"])["2"]
    assert {(one.cell, one.found) for one in sheet.unread} == {
        (f"LKE!L{HEAD}", "Verifikator"),
        (f"LKE!N{two}", "tanpa judul"),
        (f"LKE!B{last + 2}", "Catatan: semua bukti ada di lemari"),
        (f"LKE!F{last + 3}", "tanda tangan"),
        ("Coretan", "Coretan"),
    }


def test_titles_of_ours_never_contradict_their_keys(instrument: Instrument) -> None:
    opds = {"kominfo": {"answers": {instrument.indicators[0].id: 3}}}
    year = instrument.years.first
    before = case_of(instrument, {instrument.indicators[0].id: 2}, year, opds=opds)
    case = case_of(instrument, {instrument.indicators[1].id: 2}, year, opds=opds)
    for look in (ENGLISH, INDONESIAN):
        found = grids("x", workbook(whole(Given(case, before=before)), look))
        assert not isinstance(found, Problem)
        sheets = [grid for grid in found if grid.name in {"LKE", "OPD kominfo"}]
        assert len(sheets) == 2
        for grid in sheets:
            keys = {Column(str(cell.value)): place for place, cell in grid.rows[HEAD - 1].items()}
            head = find_head(grid, 3)
            assert head is not None
            assert head.columns == keys


def test_a_level_whose_column_others_took_is_not_guessed(sound: bytes, read: Read) -> None:
    def change(book: Book) -> None:
        sheet = sheet_of(book)
        sheet.cell(HEAD, LEVEL).value, sheet.cell(HEAD, TARGET).value = "Target", "x"

    assert [one[:2] for one in wrong(read(changed(sound, change)))] == [("SPBE111", "sheet")]


def test_of_very_much_that_is_not_read_the_rest_is_counted(read: Read) -> None:
    table: Table = [["No", "Level"], [1, 3], *([None, None, "x"] for _ in range(MOST_TOLD + 7))]
    *listed, last = only(read(foreign(table, "Rekap 1"))).unread
    assert len(listed) == MOST_TOLD
    assert listed[0] == Unread("'Rekap 1'!C3", "x")
    assert last == Unread("'Rekap 1'", "7", How.MORE)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (setting("5", 1, 1), [("SPBE006", "cell", "A")]),
        (setting("1", 1, None), [("SPBE105", "row", "D")]),
    ],
)
def test_numbers_of_indicators_that_are_wrong_are_refused(
    change: Change, found: list[tuple[str, str, str]], sound: bytes, read: Read
) -> None:
    filled = changed(sound, setting("5", LEVEL, 2))
    told = [
        (code, variant, cell[4]) for code, variant, cell in wrong(read(changed(filled, change)))
    ]
    assert told == found


def test_an_unknown_indicator_is_left_for_the_rules_and_found_again(
    sound: bytes, read: Read
) -> None:
    sheet = only(read(changed(sound, setting("1", 1, 99))))
    assert sheet.data["answers"]["99"] == {"level": 3}
    place = sheet.locate(Finding(Code.UNKNOWN_INDICATOR, ("answers", "99"), at="key")).place
    assert place is not None
    assert (place.cell[:5], place.quote) == ("LKE!A", "99")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("35\u20131", "35-1"),
        ("35.1", "35-1"),
        (35.1, "35-1"),
        ("I35-1", "35-1"),
        ("I-35-1", "35-1"),
        ("Indikator 35-1", "35-1"),
        (datetime(1935, 1, 1), "35-1"),  # noqa: DTZ001 - what a sheet makes of it
        ("I07", "7"),
        ("07", "7"),
        ("7.", "7"),
        (7.0, "7"),
    ],
)
def test_numbers_of_indicators_are_known_however_they_are_written(
    written: object, meant: str, library: Library, tmp_path: Path
) -> None:
    old = bundled(library, "permenpanrb-5-2018")
    content = made(case_of(old, {meant: 2}, 2019, stage="self"))
    sheet = only(workbooks.read(changed(content, setting(meant, 1, written)), library, tmp_path))
    assert sheet.data["answers"] == {meant: {"level": 2}}
    assert len(sheet.remarks) == (written not in {"7.", 7.0})


def test_what_looks_as_it_was_read_but_was_worked_out_says_how(read: Read) -> None:
    table: Table = [
        ["No", "Indikator", "Level", "Catatan"],
        [1, "x", "3", datetime(2024, 5, 1)],  # noqa: DTZ001 - as a sheet has it
        [2, "y", "=1+2", "=A1"],
    ]

    def counted(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        part = re.sub(rb"<f>1\+2</f><v ?/?>(</v>)?", b"<f>1+2</f><v>3</v>", part)
        return re.sub(rb"><f>A1</f><v ?/?>(</v>)?", b' t="str"><f>A1</f><v>No</v>', part)

    sheet = only(read(repacked(foreign(table), counted)))
    assert sheet.data["answers"] == {
        "1": {"level": 3, "note": "2024-05-01"}, "2": {"level": 3, "note": "No"},
    }  # fmt: skip
    assert sheet.remarks == (
        Remark("Sheet!D2", "2024-05-01", "2024-05-01", How.DATE),
        Remark("Sheet!C3", "3", "3", How.FORMULA),
        Remark("Sheet!D3", "No", "No", How.FORMULA),
    )


def test_a_day_that_can_be_no_indicator_is_refused(sound: bytes, read: Read) -> None:
    book = read(changed(sound, setting("1", 1, datetime(2024, 3, 7))))  # noqa: DTZ001
    assert [(code, variant) for code, variant, _ in wrong(book)] == [("SPBE105", "as-date")]


def test_a_sheet_of_ours_without_its_head_is_refused_not_empty(sound: bytes, read: Read) -> None:
    def change(book: Book) -> None:
        sheet_of(book).delete_rows(HEAD - 1, 2)

    assert [one[:2] for one in wrong(read(changed(sound, change)))] == [("SPBE111", "sheet")]


def test_a_worksheet_of_another_version_is_refused(sound: bytes, read: Read) -> None:
    def change(book: Book) -> None:
        for sheet in book:
            sheet.cell(3, 1).value = "spbe.worksheet/2"

    assert wrong(read(changed(sound, change))) == [("SPBE013", "version", "Guide!A3")]


# Sheets of others


def test_a_sheet_of_others_is_read_where_its_head_names_what_is_needed(read: Read) -> None:
    content = foreign([
        ["LEMBAR KERJA EVALUASI SPBE"],
        ["Kabupaten Contoh", None, 2024],
        [],
        ["No", "Indikator", "OPD", "Capaian", None, "Data Dukung"],
        [None, None, None, "Level", "Target", None],
        ["Domain 1: Kebijakan"],
        [1, "Kebijakan Arsitektur", "Kominfo", 3, 4, "sk.pdf"],
        [2, "Kebijakan Peta Rencana", "Kominfo", "2", None, None],
        [3, "Kebijakan Data", "Kominfo", None, None, None],
        ["Jumlah", None, None, 5],
    ])  # fmt: skip
    sheet = only(read(content))
    assert sheet.data == {
        "answers": {"1": {"level": 3, "target": 4, "evidence": ["sk.pdf"]}, "2": {"level": 2}}
    }
    assert sheet.blank == ("3",)
    assert [one.found for one in sheet.unread] == ["Jumlah", "5"]


@pytest.mark.parametrize(
    "table",
    [
        [["No", "Aspek", "Nilai"], [1, "Kebijakan", 3]],
        [["Nama", "Umur"], ["Ani", 3]],
        [["No", "Indikator"], [1, "Kebijakan"]],
        [["No", "Indikator", "Tingkat"], ["x", "y", 3]],
        [],
    ],
)
def test_what_names_no_indicators_and_levels_is_refused_once(
    table: list[list[object]], read: Read
) -> None:
    book = read(foreign(table))
    assert wrong(book) == [("SPBE111", "workbook", "")]
    assert book.sheets == ()


def test_names_may_hold_the_numbers_of_indicators(read: Read) -> None:
    content = foreign(
        [["Indikator", "Kriteria", "Kriteria", "Skor"], ["Indikator 07", "a", "b", 3]]
    )
    assert only(read(content)).data == {"answers": {"7": {"level": 3}}}


def test_two_columns_of_levels_are_refused(read: Read) -> None:
    table: Table = [["No", "Indikator", "Level", "Nilai"], [1, "x", 3, 4]]
    assert wrong(read(foreign(table, "Rekap 1"))) == [("SPBE006", "column", "'Rekap 1'!D1")]


# How things stand in one cell


@pytest.mark.parametrize(
    "piece",
    [
        {"file": "bukti/sk.pdf"},
        {"file": 'a | b\n"c'},
        {"file": "- x"},
        {"file": "2024-05-01", "kind": "review"},
        {"file": "review", "date": "2024-05-01"},
        {"file": "https://x.go.id", "kind": "document"},
        {"file": 'file:"x"', "url": "https://x.go.id/a|b"},
        {"url": "http://x.go.id/\x1b[0m", "date": "2024-05-01", "kind": "review"},
        {"file": "\u202ex\x07 \ufffe"},
        {"file": "a\u00a0"},
    ],
)
def test_evidence_comes_back_from_a_cell_to_the_letter(piece: dict[str, str]) -> None:
    given = [Evidence.model_validate(piece)]
    text = entries.shown(entries.evidence_text(given))
    assert "\n" not in text
    found = Answer.model_validate({"evidence": entries.evidence_data(entries.tidy(text))}).evidence
    assert found == given
    assert found[0].model_fields_set == given[0].model_fields_set


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2: 0.2, 3: 0.8", {"2": Decimal("0.2"), "3": Decimal("0.8")}),
        ("2: 0,2; 3: 0,8", {"2": Decimal("0.2"), "3": Decimal("0.8")}),
        ("2=0,2, 3=0,8", {"2": Decimal("0.2"), "3": Decimal("0.8")}),
        ("2: 0.2\n3: 00.8", {"2": Decimal("0.2"), "3": "00.8"}),
        ("2: 0.2, 2: 0.8", "2: 0.2, 2: 0.8"),
        ("mungkin 3", "mungkin 3"),
    ],
)
def test_confidence_is_read_as_people_write_it(text: str, read: object) -> None:
    assert entries.confidence_data(text) == read


@pytest.mark.parametrize(
    ("items", "text"),
    [(["1-12", "15"], "1-12, 15"), ([], "-"), (["a, b", "-"], '["a, b", "-"]'), (["-"], '["-"]')],
)
def test_lists_come_back_from_a_cell(items: list[str], text: str) -> None:
    assert entries.items_text(items) == text
    assert entries.items_data(text) == items
    assert entries.items_data("[1, 2]") == ["[1", "2]"]  # no list of ids


def test_pairs_come_back_from_a_cell() -> None:
    for pairs in ({"11": "kominfo", "14": "Bag. Umum"}, {"1": "a, 2: b"}, {"1": ""}):
        assert entries.pairs_data(entries.pairs_text(pairs)) == pairs
    assert entries.pairs_data("kominfo") == "kominfo"
    assert entries.pairs_data('{"1": 2}') == {'{"1"': "2}"}
    assert entries.value_data('"tidak selesai\\"') == '"tidak selesai\\"'


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("OPD kominfo", "OPD kominfo"),
        ("OPD KOMINFO", "OPD KOMINFO 2"),
        ("History", "History 2"),
        ("a[b]:c*d?e/f\\g", "a b  c d e f g"),
        ("''", "-"),
        ("x" * 40, "x" * 31),
        ("X" * 40, "X" * 29 + " 2"),
        ("a\x07\nb", "a u0007 b"),
    ],
)
def test_sheets_have_names_that_spreadsheets_take(wanted: str, name: str) -> None:
    taken = {"opd kominfo", "x" * 31} if wanted[0].isupper() and wanted != "OPD kominfo" else set()
    found = sheet_name(wanted, taken)
    assert found == name
    assert len(found) <= 31


def test_cells_are_named_as_spreadsheets_name_them() -> None:
    assert [letters(n) for n in (1, 26, 27, 702, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    names = ("LKE", "OPD kominfo", "it's", "A1", "R1C1", "true", "Ringkasan_2", "2024")
    assert [address(name, 14, 4) for name in names] == [
        "LKE!D14", "'OPD kominfo'!D14", "'it''s'!D14", "'A1'!D14", "'R1C1'!D14", "'true'!D14",
        "Ringkasan_2!D14", "'2024'!D14",
    ]  # fmt: skip


# No workbooks


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def _bomb(content: bytes) -> bytes:
    return repacked(
        content,
        lambda name, part: (
            part.replace(b"</sheetData>", b"</sheetData>" + b" " * 40_000_000)
            if name.endswith("sheet1.xml")
            else part
        ),
    )


def _with_entities(content: bytes) -> bytes:
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return repacked(
        content, lambda name, part: entities + part if name.endswith("sheet3.xml") else part
    )


def _encoded_oddly(name: str, part: bytes) -> bytes:
    odd = b'<?xml version="1.0" encoding="no-such-thing"?>\xff'
    return odd + part if name == "xl/workbook.xml" else part


def _with_parts(content: bytes, count: int) -> bytes:
    target = BytesIO(content)
    with ZipFile(target, "a") as archive:
        for number in range(count):
            archive.writestr(f"x/{number}", b"")
    return target.getvalue()


def _with_many_sheets(name: str, part: bytes) -> bytes:
    many = b"".join(b'<sheet name="%d" sheetId="%d"/>' % (n, n) for n in range(1100))
    return part.replace(b"</sheets>", many + b"</sheets>") if name == "xl/workbook.xml" else part


def _long_texts() -> bytes:
    draw = random.Random(1)
    text = b"<row><c t='str'><v>%s</v></c></row>"
    return b"".join(text % draw.randbytes(300_000).hex().encode() for _ in range(60))


def _locked(content: bytes) -> bytes:
    """Say of every part that it is encrypted."""
    local, central = b"PK\x03\x04\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x00"
    return content.replace(local, local[:-1] + b"\x01").replace(central, central[:-1] + b"\x01")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("make", "variant"),
    [
        (lambda _: OLE + "Workbook".encode("utf-16-le") + bytes(2), "old"),
        (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (lambda _: OLE + "WordDocument".encode("utf-16-le"), ""),
        (lambda content: content[:-200], "damaged"),
        (lambda content: content[: len(content) // 2], "damaged"),
        (lambda content: content[:2000] + b"x" * 50 + content[2050:], "damaged"),
        (lambda _: b"", "other"),
        (lambda _: b"No;Level\n1;3\n", ""),
        (lambda _: b"<html><table></table></html>", "other"),
        (lambda _: _zipped({"mimetype": b"application/vnd.oasis"}), "other"),
        (lambda _: _zipped({"word/document.xml": b"<x/>"}), ""),
        (lambda content: repacked(content, _binary), "other"),
        (lambda content: repacked(content, lambda n, p: None if "sheet3" in n else p), "damaged"),
        (_bomb, "bomb"),
        (_with_entities, "doctype"),
        (lambda content: repacked(content, _encoded_oddly), "damaged"),
        (lambda _: bytes(65 * 1024 * 1024), "size"),
        (lambda content: _with_parts(content, 20_000), "size"),
        (lambda content: repacked(content, _with_many_sheets), "size"),
        (lambda content: repacked(content, partial(_grown, _long_texts())), "bomb"),
        (_locked, "encrypted"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_gets_one_clear_refusal(
    make: Callable[[bytes], bytes], variant: str, sound: bytes, read: Read
) -> None:
    assert wrong(read(make(sound))) == [("SPBE013", variant, "")]


def _binary(name: str, part: bytes) -> bytes:
    return part.replace(b"workbook.xml", b"workbook.bin") if name == "_rels/.rels" else part


def test_macros_are_passed_by(sound: bytes, case: Case, library: Library, tmp_path: Path) -> None:
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    content = repacked(sound, lambda _, part: part.replace(plain, macro))
    sheet = only(workbooks.read(content, library, tmp_path, "lke.xlsm"))
    assert check(Assessment, sheet.data).value == case.assessment


def test_a_million_formatted_rows_are_passed_by(sound: bytes, case: Case, read: Read) -> None:
    row = b'<row r="%d" s="1"><c r="A%d" s="1"/></row>'
    empty = b"".join(row % (n, n) for n in range(100, 10**6))
    content = repacked(sound, partial(_grown, empty))
    begun = time.perf_counter()
    sheet = only(read(content))
    assert time.perf_counter() - begun < 30
    assert check(Assessment, sheet.data).value == case.assessment
    found = grids("x", content)
    assert not isinstance(found, Problem)
    assert sum(len(line) for grid in found for line in grid.rows.values()) < 3000


def _grown(rows_: bytes, name: str, part: bytes) -> bytes:
    """Put rows behind those of the sheet of answers."""
    is_answers = name.endswith("sheet3.xml")
    return part.replace(b"</sheetData>", rows_ + b"</sheetData>") if is_answers else part


def test_very_many_filled_cells_are_refused(sound: bytes, read: Read) -> None:
    row = b"<row><c><v>%d</v></c><c><v>%d</v></c></row>"
    many = b"".join(row % (n, n * n) for n in range(210_000))
    content = repacked(sound, partial(_grown, many))
    assert wrong(read(content)) == [("SPBE013", "cells", "")]


def test_days_are_told_by_their_format_in_both_calendars(read: Read) -> None:
    table: Table = [["No", "Indikator", "Level", "Catatan"], [1, "x", 3, datetime(1900, 2, 1)]]  # noqa: DTZ001
    assert only(read(foreign(table))).data["answers"]["1"]["note"] == "1900-02-01"
    book = workbooks.opened(foreign(table))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["D2"] = datetime(2024, 5, 1, 13, 30)  # noqa: DTZ001
    sheet = only(read(workbooks.saved(book)))
    assert sheet.data["answers"]["1"]["note"] == "2024-05-01 13:30"


SHEET = (
    '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
    "<x:row><x:c t='inlineStr'><x:is><x:r><x:t>N</x:t></x:r><x:r><x:t>o</x:t></x:r>"
    "<x:rPh><x:t>sound</x:t></x:rPh></x:is></x:c><x:c t='str'><x:v>Indikator</x:v></x:c>"
    "<x:c t='str'><x:v>Level</x:v></x:c><x:c t='str'><x:v>Catatan</x:v></x:c></x:row>"
    "<x:row><x:c r='A2'/><x:c><x:v>x</x:v></x:c></x:row>"
    "<x:row r='4'><x:c><x:v>1</x:v></x:c><x:c/><x:c t='n'><x:f>1+1</x:f><x:v>2.0</x:v></x:c>"
    "<x:c t='str'><x:f>\"\"</x:f><x:v></x:v></x:c></x:row>"
    "<x:row><x:c><x:v>2</x:v></x:c><x:c/><x:c><x:v>1e999</x:v></x:c>"
    "<x:c t='d'><x:v>2024-05-01T00:00:00</x:v></x:c></x:row>"
    "<x:row><x:c><x:v>3</x:v></x:c><x:c/><x:c t='s'><x:v>7</x:v></x:c>"
    "<x:c t='d'><x:v>besok</x:v></x:c></x:row>"
    "<x:row><x:c><x:v>4</x:v></x:c><x:c/><x:c t='s'><x:v>0</x:v></x:c>"
    "<x:c t='str'><x:v>a_x0042__x000D__xD83D__xDE00_c</x:v></x:c></x:row>"
    "</x:sheetData><x:mergeCells><x:mergeCell ref='A1'/></x:mergeCells></x:worksheet>"
)
"""A sheet as hardly any program writes it: prefixes, no places, all kinds of values."""


def test_all_ways_to_write_a_cell_are_read(read: Read) -> None:
    strings = b"<sst><si><t>3</t></si></sst>"
    rels = b'<Relationships><Relationship Id="rId9" Type="x/sharedStrings" Target="s.xml"/>'

    def change(name: str, part: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return part.replace(b"<Relationships ", rels + b"<Relationships ") + b"</Relationships>"
        return SHEET.encode() if name.endswith("sheet1.xml") else part

    content = repacked(foreign([["x"]]), change)
    target = BytesIO(content)
    with ZipFile(target, "a") as archive:
        archive.writestr("xl/s.xml", strings)
    book = read(target.getvalue())
    assert wrong(book) == [
        ("SPBE103", "error-value", "Sheet!C5"),
        ("SPBE103", "error-value", "Sheet!C6"),
        ("SPBE103", "error-value", "Sheet!D6"),
    ]
    [sheet] = book.sheets
    assert sheet.data["answers"] == {
        "1": {"level": 2},
        "2": {"note": "2024-05-01"},
        "4": {"level": 3, "note": "aB\n\U0001f600c"},
    }
    assert [(one.cell, one.read_as, one.how) for one in sheet.remarks] == [
        ("Sheet!C4", "2", How.FORMULA), ("Sheet!D5", "2024-05-01", How.DATE),
    ]  # fmt: skip


def test_chart_sheets_are_passed_by(sound: bytes, case: Case, read: Read) -> None:
    def change(book: Book) -> None:
        book.create_chartsheet("Grafik")

    sheet = only(read(changed(sound, change)))
    assert check(Assessment, sheet.data).value == case.assessment
    assert sheet.unread == ()


def test_a_day_beyond_all_calendars_is_an_error_value(read: Read) -> None:
    book = workbooks.opened(foreign([["No", "Indikator", "Level"], [1, "x", 3e9]]))
    book.active["C2"].number_format = "d mmm yyyy"
    assert wrong(read(workbooks.saved(book))) == [("SPBE103", "error-value", "Sheet!C2")]
    book.active["C2"].number_format = '0.0 "dm"'
    [sheet] = read(workbooks.saved(book)).sheets
    assert sheet.data["answers"]["1"]["level"] == 3 * 10**9


def test_broken_workbooks_are_read_or_refused_and_never_end_in_a_bug(
    sound: bytes, read: Read
) -> None:
    draw = random.Random(7)
    parts = ZipFile(BytesIO(sound)).namelist()
    for _ in range(120):
        victim = draw.choice(parts)

        def damage(name: str, part: bytes, victim: str = victim) -> bytes:
            if name != victim or not part:
                return part
            torn = bytearray(part)
            for _ in range(draw.randrange(1, 4)):
                torn[draw.randrange(len(torn))] = draw.choice(b'<>"/& 0123456789abcAZ=')
            start = draw.randrange(len(torn))
            if draw.random() < 0.3:
                del torn[start : start + draw.randrange(300)]
            return bytes(torn)

        book = read(repacked(sound, damage))
        assert book.sheets or book.problems
        for sheet in book.sheets:
            sheet.locate(Finding(Code.WRONG_TYPE, ("answers", "1", "level")))


def test_fractions_are_no_part_of_what_is_read(sound: bytes, read: Read) -> None:
    """Values are as the YAML reader gives them, so that both are judged alike."""
    for answer in only(read(sound)).data["answers"].values():
        assert not any(isinstance(value, float | Fraction) for value in answer.values())


def test_comments_on_cells_are_told(tmp_path: Path, library: Library) -> None:
    """A clerk who writes "not final yet" beside a level does not do so for nobody."""
    book = openpyxl.load_workbook(BytesIO(foreign([["No", "Level"], [1, 3], [2, 4]])))
    book.active["B2"].comment = Comment("Mohon dicek, ini belum final", "bkpsdm")
    content = BytesIO()
    book.save(content)
    sheet = only(workbooks.read(content.getvalue(), library, tmp_path))
    assert [(one.cell, one.found) for one in sheet.unread] == [
        ("Sheet!B2", "Mohon dicek, ini belum final")
    ]


def test_names_of_levels_are_known_in_a_sheet_that_names_no_instrument(
    tmp_path: Path, library: Library
) -> None:
    written = ["3 - Terdefinisi", "Terdefinisi", "Level 3", "3 (Terdefinisi)"]
    table: list[list[object]] = [["No", "Level"]]
    table += ([n, one] for n, one in enumerate(written, 1))
    sheet = only(workbooks.read(foreign(table), library, tmp_path))
    assert {key: one["level"] for key, one in sheet.data["answers"].items()} == dict.fromkeys(
        "1234", 3
    )
