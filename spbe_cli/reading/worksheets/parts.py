"""What the XML parts of a workbook say, element by element: its sheets, texts, formats, cells.

It unpacks nothing and bounds nothing: who reads a part (`source`) counts what it gives.
"""

import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from posixpath import join, normpath
from typing import NamedTuple

Count = Callable[[int], None]
"""Counts a text, or a cell that holds something, by its characters; raises when it is too much."""

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a sheet have no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
"""The day that is 0, in either calendar of spreadsheets."""

_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The formats of numbers that come with the format of workbooks and show days or times."""

_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_DAY_CODE = re.compile(r"[dmyhs]", re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class Fault(str):
    """What a cell shows in place of a value: `#REF!`."""

    __slots__ = ()


Value = bool | int | Decimal | str | Fault | datetime | None
"""What a cell holds; None only for a formula that nothing was stored for."""


class Cell(NamedTuple):
    """One cell that holds something, and whether a formula gave it."""

    value: Value
    is_formula: bool = False


class Area(NamedTuple):
    """Cells that are merged into one: rows and columns, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Reader:
    """Takes the elements of one part as they come; names are those without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take a piece of text."""


class Relations(Reader):
    """What a part refers to: by key, and by what it is."""

    def __init__(self, part: str) -> None:
        self.by_key: dict[str, tuple[str, str]] = {}
        self._folder, _, name = part.rpartition("/")
        self.part = join(self._folder, "_rels", f"{name}.rels")
        """The part in which they are written."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = normpath(join("/", self._folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.by_key[attributes.get("Id", "")] = (kind, path)

    def of(self, kind: str) -> str | None:
        """Give the part of a kind."""
        return next((path for found, path in self.by_key.values() if found == kind), None)


class Outline(Reader):
    """The sheets of a workbook and what its days are counted from."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.epoch = EPOCH

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            keys = {_local(key): value for key, value in attributes.items() if ":" in key}
            self.sheets.append((attributes.get("name", ""), keys.get("id", "")))
        elif _local(name) == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.epoch = EPOCH_1904


class Styles(Reader):
    """The formats of numbers that cells are shown in."""

    def __init__(self) -> None:
        self.used: list[int] = []
        self._codes: dict[int, str] = {}
        self._is_cell = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        if kind == "numFmt":
            self._codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif kind == "cellXfs":
            self._is_cell = True
        elif kind == "xf" and self._is_cell:
            self.used.append(_whole(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        self._is_cell = self._is_cell and _local(name) != "cellXfs"

    def shows_days(self, code: int) -> bool:
        """Tell whether a format shows a number as a day or a time."""
        if code in self._codes:
            written = self._codes[code]
            bare = _NO_CODE.sub("", written)
            return written.casefold() != "general" and _DAY_CODE.search(bare) is not None
        return code in _DATES


class _Runs(Reader):
    """Collects text that may be written in runs; how it sounds is left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._is_open = False
        self._sounds = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        kind = _local(name)
        if kind == "rPh":
            self._sounds = True
        elif kind in {"t", "v"}:
            self._is_open = not self._sounds

    def end(self, name: str) -> None:
        kind = _local(name)
        if kind == "rPh":
            self._sounds = False
        elif kind in {"t", "v"}:
            self._is_open = False

    def text(self, data: str) -> None:
        if self._is_open:
            self._pieces.append(data)

    def taken(self) -> str:
        """Give what was collected, and begin anew."""
        found = "".join(self._pieces)
        self._pieces.clear()
        return found


class Strings(_Runs):
    """The texts that cells refer to by number."""

    def __init__(self, count: Count) -> None:
        super().__init__()
        self.found: list[str] = []
        self._count = count

    def end(self, name: str) -> None:
        super().end(name)
        if _local(name) == "si":
            self.found.append(_unescaped(self.taken()))
            self._count(len(self.found[-1]))


class Comments(_Runs):
    """What is pinned to the cells of one sheet."""

    def __init__(self, count: Count) -> None:
        super().__init__()
        self.found: dict[tuple[int, int], str] = {}
        self._count = count
        self._at: tuple[int, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if _local(name) == "comment":
            self._at = _place(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        super().end(name)
        if _local(name) == "comment":
            text = self.taken()
            if self._at is not None:
                self.found[self._at] = text
                self._count(len(text))


class Sheet(_Runs):
    """The cells of one sheet that hold something."""

    def __init__(
        self,
        texts: list[str],
        dates: frozenset[int],
        epoch: datetime,
        count: Count,
    ) -> None:
        super().__init__()
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[Area] = []
        self._texts, self._dates, self._epoch, self._count = texts, dates, epoch, count
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._is_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        if kind == "c":
            self._column += 1
            self._cell, self._is_formula = attributes, False
        elif kind == "row":
            row = _whole(attributes.get("r"))
            self._row, self._column = row if row > 0 else self._row + 1, 0
        elif kind == "f":
            self._is_formula = True
        elif kind == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        kind = _local(name)
        if kind != "c":
            super().end(name)
        elif self._pieces or self._is_formula:
            self._finish(self.taken())
        elif "r" in self._cell:
            self._column = (_place(self._cell["r"]) or (0, self._column))[1]

    def _finish(self, written: str) -> None:
        """Keep a cell that holds something; where it does not say its place, it is the next one.

        A formula may give an empty text, which is something else than no value at all.
        """
        place = _place(self._cell.get("r", ""))
        self._row, self._column = place or (max(1, self._row), self._column)
        has_value = written or self._cell.get("t") == "str"
        cell = Cell(self._value(written) if has_value else None, self._is_formula)
        if cell.value != "":
            self.rows.setdefault(self._row, {})[self._column] = cell
            self._count(len(written))

    def _value(self, written: str) -> Value:
        kind = self._cell.get("t", "n")
        if kind == "s":
            place = _whole(written.strip())
            return self._texts[place] if 0 <= place < len(self._texts) else Fault(written)
        if kind == "b":
            return written.strip() == "1"
        if kind == "e":
            return Fault(written)
        if kind == "d":
            return _day(written)
        if kind in {"str", "inlineStr"}:
            return _unescaped(written)
        return self._number(written)

    def _number(self, written: str) -> Value:
        """Read a number with the fifteen digits that spreadsheets show, or as the day it shows."""
        try:
            value = float(written)
        except ValueError:
            return Fault(written)
        if not math.isfinite(value):
            return Fault(written)
        if _whole(self._cell.get("s", "0")) in self._dates:
            try:
                days = value + (value < 60 and self._epoch == EPOCH)  # 1900 had no leap day
                return self._epoch + timedelta(days=days)
            except OverflowError:
                return Fault(written)
        exact = Decimal(f"{value:.15g}")
        return int(exact) if exact == exact.to_integral_value() else Decimal(f"{exact:f}")

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _place(first), _place(last)
        if start and end:
            self.merged.append(Area(*start, *end))
            self._count(0)


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _whole(written: str | None) -> int:
    """Read a whole number of the format; -1 for anything else."""
    is_whole = written is not None and written.isascii() and written.isdecimal()
    return int(written) if written is not None and is_whole and len(written) < 10 else -1


def _place(reference: str) -> tuple[int, int] | None:
    """Read `D14` as row and column."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _unescaped(text: str) -> str:
    """Undo the escapes that the format has for characters XML cannot hold."""
    if "_x" not in text:
        return text
    units = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _day(written: str) -> Value:
    try:
        return datetime.fromisoformat(written.strip()).replace(tzinfo=None)
    except ValueError:
        return Fault(written)
