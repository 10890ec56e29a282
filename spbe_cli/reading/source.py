"""YAML text -> plain data and, beside it, where each key and value is written.

Drives the event stream of libyaml (or PyYAML's own) directly: strict, bounded, every problem
located. It opens no file and knows nothing of what the data means.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from spbe_cli.core.exact import parse_decimal
from spbe_cli.core.notation import read_plain
from spbe_cli.core.problems import At, Code, Finding, KeyPath, Place, Problem
from spbe_cli.reading.events import MAX_DEPTH, Trouble, event_stream, syntax

MAX_BYTES = 16 * 1024 * 1024
MAX_ALIASES = 100
MAX_NODES = 200_000
MOST_TROUBLES = 200

QUOTE_WIDTH = 400
"""Characters of a source line that a place keeps; a longer line is cut around the column."""

Marks = int | tuple[int, Mapping[str, tuple[int, "Marks"]]] | tuple[int, list["Marks"]]
"""Offsets in the text, shaped as the data: a scalar's; a mapping's with each key's and value's;
a sequence's with each item's."""

_Children = tuple[Sequence[str | int], list[int], Sequence[Marks]]

Data = Any
"""Plain data: None, bool, int, Decimal, str, list, dict with text keys."""

_BOM = "\ufeff"
_REFUSED_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)"
)


def place_in(text: str, line: int, offset: int) -> Place:
    """Give the place of an offset in a text, where it is known which line it is in."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", start)
    quote = text[start : end if end >= 0 else len(text)].rstrip("\r")
    column = min(offset - start, len(quote))
    cut = max(0, column - QUOTE_WIDTH // 2) if len(quote) > QUOTE_WIDTH else 0
    return Place(line, column + 1, quote[cut : cut + QUOTE_WIDTH], column - cut + 1)


class Lines:
    """A text and where its lines begin, as editors count them: after a line feed."""

    def __init__(self, text: str) -> None:
        self.text = text

    def offset(self, line: int, column: int) -> int:
        """Turn line and column, both from 1, into an offset in the text."""
        start = 0
        for _ in range(line - 1):
            start = self.text.find("\n", start) + 1
        return start + column - 1

    def place(self, offset: int) -> Place:
        """Turn an offset in the text into line and column.

        Lines are counted anew each time: places are few, and a list of lines takes memory.
        """
        return place_in(self.text, self.text.count("\n", 0, offset) + 1, offset)


class Source:
    """One text as read: its data, where everything in it is written, and what is wrong with it.

    `data` is None when the text could not be read to its end. Nothing raises here.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.data: Data = None
        self.problems: list[Problem] = []
        self._lines = Lines(text)
        self._marks: Marks = 0
        self._listed: dict[int, _Children] = {}
        refused = _REFUSED_CHARACTER.search(text)
        if refused:
            character = f"U+{ord(refused[0]):04X}"
            self._fail(Code.CONTROL_CHARACTER, refused.start(), "", {"character": character})
            return
        builder = _Builder(text)
        try:
            self.data, self._marks = builder.document()
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            builder.troubles.append(syntax(error, text))
        except _StopError as stop:
            builder.troubles.append(stop.trouble)
        for trouble in builder.troubles:
            self._fail(*trouble)

    def locate(self, finding: Finding) -> Problem:
        """Give a finding its place.

        At its key or value; what is missing, at the key of what it is missing from. A value that
        is written shorter (`12: 3` for `12: {level: 3}`) shortens the path to what is written.
        """
        offset, known = self._offset(finding.path, finding.at)
        if known < len(finding.path) and finding.at == "missing":
            offset, _ = self._offset(finding.path[:known], "key")
        elif known < len(finding.path):
            finding = finding._replace(path=finding.path[:known])
            offset, _ = self._offset(finding.path, finding.at)
        return Problem(self.file, self.place(offset), finding)

    @property
    def text(self) -> str:
        """The text as read."""
        return self._lines.text

    def place(self, offset: int) -> Place:
        """Turn an offset in the text into line and column."""
        return self._lines.place(offset)

    @property
    def lost(self) -> frozenset[KeyPath]:
        """The mappings in which something written could not be taken into the data."""
        losing = {Code.NO_COLON, Code.REFUSED_YAML, Code.DUPLICATE_KEY}
        paths = (one.finding.path for one in self.problems if one.finding.code in losing)
        return frozenset(path[:-1] or path for path in paths)

    def has(self, path: KeyPath) -> bool:
        """Tell whether a path is written in the text."""
        return self._offset(path, "value")[1] == len(path)

    def _fail(self, code: Code, offset: int, variant: str, values: dict[str, str]) -> None:
        if "first" in values:
            values["first"] = str(self.place(int(values["first"])).line)
        finding = Finding(code, self.path_at(offset), values, variant)
        self.problems.append(Problem(self.file, self.place(offset), finding))

    def _offset(self, path: KeyPath, at: At) -> tuple[int, int]:
        """Find where a path is written, and how many of its keys are written at all."""
        marks = self._marks
        offset = _start(marks)
        for known, key in enumerate(path):
            children = marks[1] if isinstance(marks, tuple) else None
            if isinstance(children, list) and isinstance(key, int) and key < len(children):
                marks = children[key]
                offset = _start(marks)
            elif isinstance(children, Mapping) and (name := _written(key, children)) is not None:
                key_offset, marks = children[name]
                last = known == len(path) - 1
                offset = key_offset if last and at == "key" else _start(marks)
            else:
                return offset, known
        return offset, len(path)

    def path_at(self, offset: int) -> KeyPath:
        """Give the path of the innermost key or item that is written at or before an offset."""
        path: list[str | int] = []
        marks = self._marks
        while isinstance(marks, tuple):
            keys, offsets, inner = self._children(marks)
            place = bisect_right(offsets, offset) - 1
            if place < 0:
                break
            path.append(keys[place])
            marks = inner[place]
        return tuple(path)

    def _children(self, marks: tuple[int, Any]) -> _Children:
        """List keys, offsets and marks of what a mapping or sequence holds, each only once."""
        known = self._listed.get(id(marks))
        if known is None:
            children = marks[1]
            if isinstance(children, list):
                known = ([*range(len(children))], [_start(child) for child in children], children)
            else:
                offsets = [offset for offset, _ in children.values()]
                known = ([*children], offsets, [child for _, child in children.values()])
            self._listed[id(marks)] = known
        return known


def _written(key: str | int, keys: Mapping[str, object]) -> str | None:
    """Find a key as it is written: `9.5` may stand as `9.50`."""
    if isinstance(key, int) or key in keys:
        return None if isinstance(key, int) else key
    value = parse_decimal(key)
    return next((one for one in keys if value is not None and parse_decimal(one) == value), None)


def decode(file: str, content: bytes, limit: int = MAX_BYTES) -> str | Problem:
    """Decode a file's bytes as UTF-8, with or without BOM, or say where that fails."""
    if len(content) > limit:
        values = {"limit": f"{limit // 1024 // 1024} MiB"}
        return Problem(file, Place(1, 1, "", 1), Finding(Code.BUDGET, (), values, "size"))
    if b"\0\0" in (content[0:4:2], content[1:4:2]):
        finding = Finding(Code.NOT_UTF8, (), {}, "utf16")
        return Problem(file, Place(1, 1, "", 1), finding)
    try:
        return content.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix(_BOM)
        after = content[error.start : error.start + QUOTE_WIDTH].decode("utf-8", "replace")
        variant = "utf16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""
        finding = Finding(Code.NOT_UTF8, (), {"byte": f"0x{content[error.start]:02X}"}, variant)
        return Problem(file, Lines(before + after).place(len(before)), finding)


class _StopError(Exception):
    """Reading cannot go on."""

    def __init__(self, code: Code, offset: int, variant: str = "", **values: str) -> None:
        self.trouble: Trouble = (code, offset, variant, values)


class _Builder:
    """Builds data and marks from events; collects what is refused on the way."""

    def __init__(self, text: str) -> None:
        self.troubles: list[Trouble] = []
        self._text = text
        self._next: Callable[[], Any] = event_stream(text).get_event
        self._anchors: dict[str, tuple[Data, Marks, int] | None] = {}
        self._aliases = 0
        self._nodes = 0

    def document(self) -> tuple[Data, Marks]:
        """Read the only document of the stream; an empty stream is None at offset 0."""
        self._next()
        event: Any = self._next()
        if event.__class__ is StreamEndEvent:
            return None, 0
        built = self._node(self._next(), 1)
        while event.__class__ is not DocumentEndEvent:
            event = self._next()
        event = self._next()
        start: int = event.start_mark.index
        if event.__class__ is DocumentStartEvent:
            raise _StopError(Code.SEVERAL_DOCUMENTS, start)
        return built

    def _node(self, event: Any, depth: int) -> tuple[Data, Marks]:
        kind = event.__class__
        offset: int = event.start_mark.index
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _StopError(Code.BUDGET, offset, "nodes", limit=str(MAX_NODES))
        if kind is AliasEvent:
            return self._alias(event, offset)
        if event.tag is not None:
            self._refuse(offset, "tag", event.tag)
        if kind is ScalarEvent:
            built: tuple[Data, Marks] = (_scalar(event), offset)
            if event.anchor is not None:
                self._anchors[event.anchor] = (*built, 1)
            return built
        if depth > MAX_DEPTH:
            raise _StopError(Code.BUDGET, offset, "depth", limit=str(MAX_DEPTH))
        if event.anchor is None:
            return (self._mapping if kind is MappingStartEvent else self._sequence)(event, depth)
        self._anchors[event.anchor] = None
        before = self._nodes
        built = (self._mapping if kind is MappingStartEvent else self._sequence)(event, depth)
        self._anchors[event.anchor] = (*built, self._nodes - before + 1)
        return built

    def _mapping(self, start: Any, depth: int) -> tuple[Data, Marks]:
        data: dict[str, Data] = {}
        marks: dict[str, tuple[int, Marks]] = {}
        flow = start.flow_style
        following = self._next
        while True:
            key = following()
            if key.__class__ is MappingEndEvent:
                return data, (start.start_mark.index, marks)
            offset = key.start_mark.index
            if key.__class__ is not ScalarEvent:
                self._skip_complex_key(key, offset, depth)
                continue
            if key.tag is not None:
                self._refuse(offset, "tag", key.tag)
            if key.anchor is not None:
                self._anchors[key.anchor] = (key.value, offset, 1)
            name = key.value
            value = following()
            if flow and value.__class__ is ScalarEvent and not self._has_colon(key, value):
                continue
            built, mark = self._node(value, depth + 1)
            if name == "<<" and key.implicit[0]:
                self._refuse(offset, "merge", "<<")
            elif name in data:
                values = {"key": name, "first": str(marks[name][0])}
                self._note((Code.DUPLICATE_KEY, offset, "", values))
            else:
                data[name] = built
                marks[name] = (offset, mark)

    def _sequence(self, start: Any, depth: int) -> tuple[Data, Marks]:
        data: list[Data] = []
        marks: list[Marks] = []
        while True:
            event = self._next()
            if event.__class__ is SequenceEndEvent:
                return data, (start.start_mark.index, marks)
            built, mark = self._node(event, depth + 1)
            data.append(built)
            marks.append(mark)

    def _alias(self, event: Any, offset: int) -> tuple[Data, Marks]:
        """Give what an alias stands for; it counts with all its nodes, so no bomb gets through."""
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            raise _StopError(Code.BUDGET, offset, "aliases", limit=str(MAX_ALIASES))
        anchored = self._anchors.get(event.anchor)
        if anchored is None:
            raise _StopError(Code.SYNTAX, offset, "alias", found=event.anchor)
        data, marks, nodes = anchored
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise _StopError(Code.BUDGET, offset, "nodes", limit=str(MAX_NODES))
        return data, marks

    def _has_colon(self, key: Any, value: Any) -> bool:
        """Refuse `{1: 2,5}`, which YAML reads as answers 2 and an empty 5."""
        if value.value or ":" in self._text[key.end_mark.index : value.start_mark.index]:
            return True
        variant = "space" if re.fullmatch(r"[^:]+:[^:]+", key.value) else ""
        self._note((Code.NO_COLON, key.start_mark.index, variant, {"found": key.value}))
        return False

    def _skip_complex_key(self, key: Any, offset: int, depth: int) -> None:
        self._refuse(offset, "complex-key", "?")
        self._node(key, depth + 1)
        self._node(self._next(), depth + 1)

    def _note(self, trouble: Trouble) -> None:
        """Keep what is refused; a file with more than a limit of that is not read any further."""
        self.troubles.append(trouble)
        if len(self.troubles) > MOST_TROUBLES:
            raise _StopError(Code.BUDGET, trouble[1], "problems", limit=str(MOST_TROUBLES))

    def _refuse(self, offset: int, variant: str, found: str) -> None:
        self._note((Code.REFUSED_YAML, offset, variant, {"found": found}))


def _scalar(event: Any) -> Data:
    """Resolve a scalar: a plain number, true, false or nothing; everything else is text."""
    value: str = event.value
    return value if event.style else read_plain(value)


def _start(marks: Marks) -> int:
    return marks if isinstance(marks, int) else marks[0]
