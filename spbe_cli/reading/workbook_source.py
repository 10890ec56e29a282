"""The bytes of a workbook (.xlsx, .xlsm) -> its sheets as cells; macros and formats are passed by.

The counterpart of `source` for spreadsheets. Only what holds cells is unpacked, piece by piece, and
never more than a bound. It opens no file and knows nothing of what the cells mean.
"""

import math
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from posixpath import join, normpath
from typing import Any, NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from spbe_cli.core.problems import Code, Finding, Problem, Term

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of a workbook; pictures in it count too."""

MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes that all parts with cells may unpack to."""

MOST_RATIO, FROM = 250, 8 * 1024 * 1024
"""How many times its size a part may unpack to, once it unpacks to so many bytes."""

MOST_CELLS = 400_000
"""Cells that hold something."""

MOST_CHARACTERS = 32 * 1024 * 1024
"""Characters of all texts together."""

MOST_SHEETS, MOST_PARTS = 1000, 20_000

CHUNK = 64 * 1024

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a sheet have no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
"""The day that is 0, in either calendar of spreadsheets."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the format begin that Excel used before 2007, and encrypted ones of today."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))

_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Formats of numbers that show days or times, by their numbers."""

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


class Grid(NamedTuple):
    """One sheet: the cells that hold something, by row and column from 1; those that are merged.

    `comments` are what people pinned to cells, by row and column.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...]
    comments: Mapping[tuple[int, int], str] = {}


class _RefusedError(Exception):
    """The workbook is not read; why is a variant of the code."""

    def __init__(self, variant: str, **values: str) -> None:
        super().__init__(variant)
        self.variant = variant
        self.values = values


def grids(file: str, content: bytes) -> tuple[Grid, ...] | Problem:
    """Read all sheets of a workbook, hidden ones too; or say in one problem why that fails."""
    try:
        if len(content) > MAX_BYTES:
            raise _RefusedError("size", limit=_mebibytes(MAX_BYTES))
        with _opened(content) as archive:
            return tuple(_Package(archive).grids())
    except _RefusedError as refused:
        finding = Finding(Code.UNREADABLE_WORKBOOK, (), refused.values, refused.variant)
        return Problem(file, None, finding)


@contextmanager
def _opened(content: bytes) -> Iterator[ZipFile]:
    """Open the archive that a workbook is; raises `_RefusedError` for what is none."""
    _refuse_others(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise _RefusedError("encrypted")
            if len(archive.infolist()) > MOST_PARTS:
                raise _RefusedError("size", limit=str(MOST_PARTS))
            yield archive
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, expat.ExpatError) as e:
        raise _RefusedError("damaged") from e


def _refuse_others(content: bytes) -> None:
    """Name what is no archive at all."""
    if content.startswith(_OLD):
        if _ENCRYPTED in content:
            raise _RefusedError("encrypted")
        raise _RefusedError("old" if any(name in content for name in _OLD_BOOKS) else "")
    if not content.strip():
        raise _RefusedError("other", found=Term("sheet.kind.empty"))
    if not content.startswith(b"PK"):
        start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
            raise _RefusedError("other", found=Term("sheet.kind.html"))
        raise _RefusedError("")


class _Package:
    """The parts of a workbook, each unpacked no further than its bound."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename.lower(): info for info in archive.infolist()}
        self._unpacked = 0
        self._cells = 0
        self._characters = 0

    def grids(self) -> Iterator[Grid]:
        """Read every sheet, in the order of the workbook."""
        book = self._book()
        related = _Relations(self, book)
        outline = _Outline()
        self.read(book, outline)
        if len(outline.sheets) > MOST_SHEETS:
            raise _RefusedError("size", limit=str(MOST_SHEETS))
        texts, dates = self._texts(related), self._dates(related)
        for name, key in outline.sheets:
            kind, target = related.by_key.get(key, ("", ""))
            if kind == "worksheet":
                sheet = _Sheet(texts, dates, outline.epoch, self.count)
                self.read(target, sheet)
                yield Grid(name, sheet.rows, tuple(sheet.merged), self._comments(target))

    def count(self, characters: int) -> None:
        """Count a text, or a cell that holds something."""
        self._cells += 1
        self._characters += characters
        if self._cells > MOST_CELLS:
            raise _RefusedError("cells", limit=str(MOST_CELLS))
        if self._characters > MOST_CHARACTERS:
            raise _RefusedError("bomb", limit=_mebibytes(MOST_CHARACTERS))

    def has(self, name: str) -> bool:
        """Tell whether there is a part of a name."""
        return name.lower() in self._parts

    def read(self, name: str, reader: "_Reader") -> None:
        """Read one part; a declaration of a document type ends it, for nothing good needs one."""
        info = self._parts.get(name.lower())
        if info is None:
            raise _RefusedError("damaged")
        self._bound(info)
        parser = expat.ParserCreate("utf-8")  # whatever a part declares; others would be looked up
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        with self._archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def _bound(self, info: ZipInfo) -> None:
        """Refuse what unpacks to more than any answers take; what is unpacked is counted."""
        self._unpacked += info.file_size
        ratio = info.file_size / max(1, info.compress_size)
        if self._unpacked > MOST_UNPACKED or (info.file_size > FROM and ratio > MOST_RATIO):
            raise _RefusedError("bomb", limit=_mebibytes(MOST_UNPACKED))

    def _book(self) -> str:
        """Find the part that names the sheets; raises `_RefusedError` for other kinds of files."""
        if self.has("mimetype") or self.has("content.xml"):
            raise _RefusedError("other", found=Term("sheet.kind.ods"))
        if not self.has("_rels/.rels"):
            raise _RefusedError("")
        found = _Relations(self, "").of("officeDocument")
        if found is None or not found.startswith("xl/"):
            raise _RefusedError("")
        if found.endswith(".bin"):
            raise _RefusedError("other", found=Term("sheet.kind.xlsb"))
        return found

    def _texts(self, related: "_Relations") -> list[str]:
        strings = _Strings(self.count)
        part = related.of("sharedStrings")
        if part is not None and self.has(part):
            self.read(part, strings)
        return strings.found

    def _comments(self, sheet: str) -> Mapping[tuple[int, int], str]:
        comments = _Comments(self.count)
        part = _Relations(self, sheet).of("comments")
        if part is not None and self.has(part):
            self.read(part, comments)
        return comments.found

    def _dates(self, related: "_Relations") -> frozenset[int]:
        styles = _Styles()
        part = related.of("styles")
        if part is not None and self.has(part):
            self.read(part, styles)
        return frozenset(n for n, code in enumerate(styles.used) if styles.shows_days(code))


class _Reader:
    """Takes the elements of one part as they come; names are those without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take a piece of text."""


class _Relations(_Reader):
    """What a part refers to: by key, and by what it is."""

    def __init__(self, package: _Package, part: str) -> None:
        self.by_key: dict[str, tuple[str, str]] = {}
        self._folder = part.rpartition("/")[0]
        path = join(self._folder, "_rels", f"{part.rpartition('/')[2]}.rels")
        if package.has(path):
            package.read(path, self)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = normpath(join("/", self._folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.by_key[attributes.get("Id", "")] = (kind, path)

    def of(self, kind: str) -> str | None:
        """Give the part of a kind."""
        return next((path for found, path in self.by_key.values() if found == kind), None)


class _Outline(_Reader):
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


class _Styles(_Reader):
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


class _Runs(_Reader):
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


class _Strings(_Runs):
    """The texts that cells refer to by number."""

    def __init__(self, count: Callable[[int], None]) -> None:
        super().__init__()
        self.found: list[str] = []
        self._count = count

    def end(self, name: str) -> None:
        super().end(name)
        if _local(name) == "si":
            self.found.append(_unescaped(self.taken()))
            self._count(len(self.found[-1]))


class _Comments(_Runs):
    """What is pinned to the cells of one sheet."""

    def __init__(self, count: Callable[[int], None]) -> None:
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


class _Sheet(_Runs):
    """The cells of one sheet that hold something."""

    def __init__(
        self,
        texts: list[str],
        dates: frozenset[int],
        epoch: datetime,
        count: Callable[[int], None],
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
        if start and end and len(self.merged) < MOST_CELLS:
            self.merged.append(Area(*start, *end))


def _refuse_doctype(*_: Any) -> None:
    raise _RefusedError("doctype")


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


def _mebibytes(size: int) -> str:
    return f"{size // 1024 // 1024} MiB"
