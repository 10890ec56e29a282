"""Worksheets before they have a format: which sheets, rows and columns, what they cannot carry.

Knows no spreadsheet library and no text for people; how values stand in cells is settled in
`spbe_cli.core.exchange.entries`, the numbers of the formulas in `spbe_cli.core.exchange.tallying`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from spbe_cli.core.assessment import Answer, Combine, Published
from spbe_cli.core.case import Case
from spbe_cli.core.drafting import answered_before
from spbe_cli.core.exact import Number, number
from spbe_cli.core.exchange import entries
from spbe_cli.core.instrument import Criteria, Indicator
from spbe_cli.core.problems import CallError, KeyPath
from spbe_cli.core.suggest import suggested

FORMAT = "spbe.worksheet/1"
"""What a sheet of ours has in its first column, above its head."""

LONGEST_LIST = 20
"""Levels up to which a cell offers a list of them."""

LONGEST_NAME = 31
"""Characters of the name of a sheet."""

RESERVED = "history"
"""A name that no sheet may have."""


class Part(StrEnum):
    """What a sheet of a workbook is for."""

    GUIDE = "guide"
    SUMMARY = "summary"
    ANSWERS = "answers"
    CALCULATION = "calculation"


class Column(StrEnum):
    """A column of a sheet of answers; the values stand above its head, hidden."""

    ID = "id"
    NAME = "name"
    CRITERIA = "criteria"
    BEFORE = "before"
    LEVEL = "level"
    TARGET = "target"
    NOTE = "note"
    EVIDENCE = "evidence"
    CONFIDENCE = "confidence"
    OWNERS = "owners"
    COUNTS = "counts"


INPUTS = (Column.LEVEL, Column.TARGET, Column.NOTE, Column.EVIDENCE, Column.CONFIDENCE)
"""The columns that are filled in."""


class Scope(StrEnum):
    """Whose answers a workbook holds: all, those of one OPD, or what nobody owns."""

    WHOLE = "whole"
    OPD = "opd"
    REST = "rest"


class Given(NamedTuple):
    """What worksheets are made from.

    `before` is an earlier assessment, whose levels stand beside; `homes` the file of each OPD that
    has one of its own, as the assessment would name it.
    """

    case: Case
    criteria: Criteria | None = None
    before: Case | None = None
    homes: Mapping[str, str] = {}


class Row(NamedTuple):
    """One indicator on a sheet: what was answered there, who owns it, the level of before."""

    indicator: Indicator
    answer: Answer
    owners: tuple[str, ...]
    before: Number | None


class Form(NamedTuple):
    """One sheet of answers: the institution's own where `opd` is None."""

    opd: str | None
    name: str | None
    rows: tuple[Row, ...]

    @property
    def has_confidence(self) -> bool:
        """Whether anybody said how likely levels are."""
        return any(row.answer.confidence for row in self.rows)


class Book(NamedTuple):
    """One workbook: the institution's own answers first, if they are in it."""

    given: Given
    scope: Scope
    forms: tuple[Form, ...]

    @property
    def case(self) -> Case:
        """The assessment it is of."""
        return self.given.case

    @property
    def combines(self) -> bool:
        """Whether answers of OPDs stand beside those of the institution."""
        return len(self.forms) > 1

    @property
    def averages(self) -> bool:
        """Whether levels may lie between two that can be answered."""
        rule = self.case.assessment.combine
        return self.combines and rule in {Combine.MEAN, Combine.MEDIAN}

    @property
    def earlier(self) -> int | None:
        """The year of the levels that stand beside; None where there are none."""
        before = self.given.before
        shown = any(row.before is not None for form in self.forms for row in form.rows)
        return before.assessment.year if before is not None and shown else None

    def columns(self, form: Form) -> tuple[Column, ...]:
        """Give the columns of one of its sheets, from the left."""
        own = () if form.opd is None else (form.opd,)
        absent = {
            Column.BEFORE: self.earlier is None,
            Column.OWNERS: all(row.owners == own for row in form.rows),
            Column.COUNTS: not self.combines or form.opd is not None,
        }
        return tuple(column for column in Column if not absent.get(column, False))


class LossKind(StrEnum):
    """Why something is not carried: its characters, its length, it is no value, it has no sheet."""

    CHARACTERS = "characters"
    LENGTH = "length"
    REMARKS = "remarks"
    SETTING = "setting"


class Loss(NamedTuple):
    """What a workbook does not carry: the value at a path, several keys, remarks of some files."""

    kind: LossKind
    path: KeyPath = ()
    number: int = 1
    files: int = 1


def whole(given: Given) -> Book:
    """Make the workbook of all answers: the institution's own, and a sheet for each OPD."""
    ids = tuple(given.case.instrument.positions)
    opds = (_form(given, opd_id, _of_opd(given, opd_id)) for opd_id in given.case.assessment.opds)
    return Book(given, Scope.WHOLE, (_form(given, None, ids), *opds))


def of_opd(given: Given, opd_id: str) -> Book:
    """Make the workbook of one OPD; raises `CallError` where there is none such."""
    known = given.case.assessment.opds
    if opd_id not in known:
        values = {"found": opd_id, "allowed": ", ".join(known) or entries.NOTHING}
        raise CallError("call.export-opd", **values, **suggested(opd_id, known))
    return Book(given, Scope.OPD, (_form(given, opd_id, _of_opd(given, opd_id)),))


def of_rest(given: Given) -> Book | None:
    """Make the workbook of what nobody owns or the institution answers itself; None for nothing."""
    case = given.case
    said = case.assessment.answers
    ids = tuple(key for key, owners in case.owners.items() if not owners or key in said)
    return Book(given, Scope.REST, (_form(given, None, ids),)) if ids else None


def _of_opd(given: Given, opd_id: str) -> tuple[str, ...]:
    """Give what an OPD owns, leads or answers, in the order of the instrument."""
    said = given.case.assessment.opds[opd_id].answers
    return tuple(
        key for key, owners in given.case.owners.items() if opd_id in owners or key in said
    )


def _form(given: Given, opd_id: str | None, ids: tuple[str, ...]) -> Form:
    case = given.case
    opd = None if opd_id is None else case.assessment.opds[opd_id]
    said = case.assessment.answers if opd is None else opd.answers
    levels = answered_before(given.before, case.instrument, opd_id or "")
    indicator = case.instrument.indicator
    rows = (
        Row(indicator(key), said.get(key, Answer()), case.owners[key], levels.get(key))
        for key in ids
    )
    return Form(opd_id, None if opd is None else opd.name, tuple(rows))


def head(book: Book, form: Form | None = None) -> dict[str, str]:
    """Give what a sheet says of itself, by the key of a file, as text that is read back exactly.

    Without a form: what the guide says of the assessment as a whole.
    """
    value = book.case.assessment
    said = {
        "institution": entries.value_text(value.institution),
        "year": str(value.year),
        "stage": value.stage.value,
        "instrument": entries.value_text(value.instrument),
    }
    if form is None:
        return said | ({} if book.scope is Scope.OPD else dict(_rest(book.case)))
    if form.opd is None:
        return said
    opd = value.opds[form.opd]
    said["opd"] = entries.value_text(form.opd)
    if opd.name is not None:
        said["name"] = entries.value_text(opd.name)
    if opd.owns is not None:
        said["owns"] = entries.items_text(opd.owns)
    if form.opd in book.given.homes:
        said["file"] = entries.value_text(book.given.homes[form.opd])
    said["place"] = str([*value.opds].index(form.opd) + 1)
    return said


def _rest(case: Case) -> Iterator[tuple[str, str]]:
    """Give what else is said of an assessment; only what was said in so many words."""
    value = case.assessment
    if value.type is not None:
        yield "type", value.type.value
    if value.province is not None:
        yield "province", entries.value_text(value.province)
    if "draft" in value.model_fields_set:
        yield "draft", str(value.draft).lower()
    if "combine" in value.model_fields_set:
        yield "combine", value.combine.value
    if value.lead:
        yield "lead", entries.pairs_text(value.lead)
    if value.include:
        yield "include", entries.items_text(value.include)
    if value.published is not None:
        yield from _published(value.published)


def _published(value: Published) -> Iterator[tuple[str, str]]:
    if value.index is not None:
        yield "published.index", str(value.index)
    if value.category is not None:
        yield "published.category", entries.value_text(value.category)
    for layer, figures in (("domains", value.domains), ("aspects", value.aspects)):
        if figures:
            pairs = {key: str(figure) for key, figure in figures.items()}
            yield f"published.{layer}", entries.pairs_text(pairs)
    for key in ("title", "url", "date", "note") if value.source else ():
        told = getattr(value.source, key)
        if told is not None:
            yield f"published.source.{key}", entries.value_text(str(told))


def cell_text(answer: Answer, column: Column) -> str:
    """Give what an answer has in a column of words."""
    if column is Column.EVIDENCE:
        return entries.shown(entries.evidence_text(answer.evidence))
    if column is Column.CONFIDENCE:
        return entries.shown(entries.confidence_text(answer.confidence))
    return entries.shown(answer.note or "")


def losses(book: Book) -> tuple[Loss, ...]:
    """Find what the cells of a workbook do not give back as it was: each is written and read."""
    return tuple(
        loss
        for form in book.forms
        for row in form.rows
        for loss in _lost(row.answer, _path(form, row.indicator.id))
    )


def unsaid(case: Case, books: Iterable[Book]) -> tuple[Loss, ...]:
    """Find the keys of a whole assessment, where all workbooks are of one OPD each."""
    keys = tuple(key for key, _ in _rest(case))
    is_elsewhere = any(book.scope is not Scope.OPD for book in books)
    return () if is_elsewhere or not keys else (Loss(LossKind.SETTING, keys),)


def _path(form: Form, indicator_id: str) -> KeyPath:
    start = () if form.opd is None else ("opds", form.opd)
    return (*start, "answers", indicator_id)


def _lost(answer: Answer, path: KeyPath) -> Iterator[Loss]:
    """Hold a note against what is read of it; evidence comes back whole unless it is cut."""
    note = answer.note or ""
    if entries.tidy(entries.shown(note)) != note:
        is_cut = len(note) > entries.LONGEST_CELL
        yield Loss(LossKind.LENGTH if is_cut else LossKind.CHARACTERS, (*path, "note"))
    if len(entries.evidence_text(answer.evidence)) > entries.LONGEST_CELL:
        yield Loss(LossKind.LENGTH, (*path, "evidence"))


def allowed(case: Case) -> tuple[Number, ...]:
    """Give the levels that can be answered at the stage of an assessment, lowest first."""
    return tuple(sorted({*case.instrument.levels.all, *exceptional(case)}))


def exceptional(case: Case) -> tuple[Number, ...]:
    """Give the levels that occur at the stage of an assessment beside those of every stage."""
    levels, stage = case.instrument.levels, case.assessment.stage
    return tuple(number(one.level) for one in levels.exceptional if one.stage == stage)


def listed(case: Case) -> tuple[int, ...]:
    """Give the levels that a cell offers as a list; none where they are many or no whole numbers.

    A list of decimals would be read by the settings of each computer: 1.5 as a day, or as text.
    """
    levels = allowed(case)
    whole_ones = tuple(level for level in levels if isinstance(level, int))
    return whole_ones if len(whole_ones) == len(levels) <= LONGEST_LIST else ()


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Make the name of a sheet of a text; no two are the same, whatever case they are in."""
    bare = re.sub(r"[\[\]:*?/\\\n\t]", " ", entries.shown(wanted)).strip("' ") or "-"
    number, end = 1, ""
    while _cut(bare, end).casefold() in {*taken, RESERVED}:
        number += 1
        end = f" {number}"
    taken.add(_cut(bare, end).casefold())
    return _cut(bare, end)


def _cut(name: str, end: str) -> str:
    return name[: LONGEST_NAME - len(end)].strip("' ") + end


def letters(column: int) -> str:
    """Name a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def quoted_name(sheet: str) -> str:
    """Name a sheet in a reference: in quotes where it could be taken for something else."""
    is_bare = re.fullmatch(r"[A-Za-z_]\w*", sheet, re.ASCII) and not re.fullmatch(
        r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]?\d*|[Cc]\d*|true|false", sheet, re.IGNORECASE
    )
    return sheet if is_bare else "'" + sheet.replace("'", "''") + "'"


def address(sheet: str, row: int, column: int) -> str:
    """Name a cell of a sheet as spreadsheet programs do: `LKE!D14`, `'OPD kominfo'!D14`."""
    return f"{quoted_name(sheet)}!{letters(column)}{row}"
