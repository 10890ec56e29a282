"""The bytes of a workbook (.xlsx, .xlsm) -> its sheets as cells; macros and looks are passed by.

The counterpart of `source` for spreadsheets. Only what holds cells is unpacked, piece by piece, and
never more than a bound. It opens no file and knows nothing of what the cells mean.
"""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple, TypeVar
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from spbe_cli.core.problems import Code, Finding, Problem, Term
from spbe_cli.reading.worksheets.parts import (
    Area,
    Cell,
    Comments,
    Outline,
    Reader,
    Relations,
    Sheet,
    Strings,
    Styles,
)

AnyReader = TypeVar("AnyReader", bound=Reader)

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

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the format begin that Excel used before 2007, and encrypted ones of today."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))


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
        related = self._relations(book)
        outline = Outline()
        self._read(book, outline)
        if len(outline.sheets) > MOST_SHEETS:
            raise _RefusedError("size", limit=str(MOST_SHEETS))
        texts, dates = self._texts(related), self._dates(related)
        for name, key in outline.sheets:
            kind, target = related.by_key.get(key, ("", ""))
            if kind == "worksheet":
                sheet = Sheet(texts, dates, outline.epoch, self._count)
                self._read(target, sheet)
                yield Grid(name, sheet.rows, tuple(sheet.merged), self._comments(target))

    def _count(self, characters: int) -> None:
        """Count a text, or a cell that holds something."""
        self._cells += 1
        self._characters += characters
        if self._cells > MOST_CELLS:
            raise _RefusedError("cells", limit=str(MOST_CELLS))
        if self._characters > MOST_CHARACTERS:
            raise _RefusedError("bomb", limit=_mebibytes(MOST_CHARACTERS))

    def _has(self, name: str) -> bool:
        """Tell whether there is a part of a name."""
        return name.lower() in self._parts

    def _read(self, name: str, reader: Reader) -> None:
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
        if self._has("mimetype") or self._has("content.xml"):
            raise _RefusedError("other", found=Term("sheet.kind.ods"))
        if not self._has("_rels/.rels"):
            raise _RefusedError("")
        found = self._relations("").of("officeDocument")
        if found is None or not found.startswith("xl/"):
            raise _RefusedError("")
        if found.endswith(".bin"):
            raise _RefusedError("other", found=Term("sheet.kind.xlsb"))
        return found

    def _relations(self, part: str) -> Relations:
        """Find what a part refers to; "" is the workbook as a whole."""
        related = Relations(part)
        return self._read_if(related.part, related)

    def _texts(self, related: Relations) -> list[str]:
        return self._read_if(related.of("sharedStrings"), Strings(self._count)).found

    def _comments(self, sheet: str) -> Mapping[tuple[int, int], str]:
        return self._read_if(self._relations(sheet).of("comments"), Comments(self._count)).found

    def _dates(self, related: Relations) -> frozenset[int]:
        styles = self._read_if(related.of("styles"), Styles())
        return frozenset(n for n, code in enumerate(styles.used) if styles.shows_days(code))

    def _read_if(self, name: str | None, reader: AnyReader) -> AnyReader:
        """Read a part that a workbook may do without."""
        if name is not None and self._has(name):
            self._read(name, reader)
        return reader


def _refuse_doctype(*_: Any) -> None:
    raise _RefusedError("doctype")


def _mebibytes(size: int) -> str:
    return f"{size // 1024 // 1024} MiB"
