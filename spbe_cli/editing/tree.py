"""YAML text -> a tree of what is written, each node with the offsets where it begins and ends."""

import re
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from spbe_cli.core.notation import read_plain


class Scalar(NamedTuple):
    """A single value: its text, and the style it is written in, empty where it is plain."""

    start: int
    end: int
    text: str
    style: str = ""
    anchor: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it stands for nothing: `~`, or not a letter."""
        return not self.style and read_plain(self.text) is None


class Entry(NamedTuple):
    """A key of a mapping and what stands there."""

    key: Scalar
    value: "Node"


class Mapping(NamedTuple):
    """Entries by their keys. In flow, `opened` is after the brace: 0 where an item has none."""

    start: int
    end: int
    entries: dict[str, Entry]
    is_flow: bool
    opened: int = 0
    anchor: str | None = None


class Sequence(NamedTuple):
    """Items. In flow, `opened` is after the bracket."""

    start: int
    end: int
    items: list["Node"]
    is_flow: bool
    opened: int = 0
    anchor: str | None = None


class Alias(NamedTuple):
    """A place where something else is meant again."""

    start: int
    end: int
    of: "Node"


Node = Scalar | Mapping | Sequence | Alias
"""What is written: `end` is after its last character, line ends and comments left out.

That of a block `|+` takes in the blank lines that belong to it, but for the last line end.
"""


class Tree(NamedTuple):
    """The only document of a text, and all places in it where something else is meant again."""

    root: Node
    aliases: tuple[Alias, ...]

    @property
    def shared(self) -> frozenset[int]:
        """Where what these places mean begins."""
        return frozenset(alias.of.start for alias in self.aliases)


def tree(text: str) -> Tree:
    """Read a text; raises `yaml.YAMLError` for one that the strict reader does not take."""
    builder = _Builder(text)
    try:
        root = builder.document()
    except (ValueError, OverflowError) as error:  # an escape beyond all characters
        raise yaml.YAMLError from error
    return Tree(root, tuple(builder.aliases))


class _Builder:
    def __init__(self, text: str) -> None:
        loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
        self.aliases: list[Alias] = []
        self._text = text
        self._events: Any = iter(yaml.parse(text, Loader=loader))
        self._anchors: dict[str, Node] = {}

    def document(self) -> Node:
        """Read stream start, document start, the root, document end, stream end."""
        kinds = [type(next(self._events, None)) for _ in range(2)]
        if kinds != [yaml.StreamStartEvent, yaml.DocumentStartEvent]:
            raise yaml.YAMLError
        root = self._node(next(self._events))
        kinds = [type(event) for event in self._events]
        if kinds != [yaml.DocumentEndEvent, yaml.StreamEndEvent]:
            raise yaml.YAMLError
        return root

    def _node(self, event: Event) -> Node:
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if getattr(event, "tag", None) is not None:
            raise yaml.YAMLError
        node: Node
        if isinstance(event, ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, MappingStartEvent):
            node = self._mapping(event)
        else:
            node = self._sequence(event)
        if node.anchor is not None:
            self._anchors[node.anchor] = node
        return node

    def _alias(self, event: Any) -> Alias:
        if event.anchor not in self._anchors:
            raise yaml.YAMLError
        self.aliases.append(Alias(*_span(event), self._anchors[event.anchor]))
        return self.aliases[-1]

    def _scalar(self, event: Any) -> Scalar:
        start, end = _span(event)
        style = event.style or ""
        if style in {"|", ">"}:
            end = self._end_of_block(start, end)
        return Scalar(start, end, event.value, style, event.anchor)

    def _end_of_block(self, start: int, end: int) -> int:
        """Leave out the last line end and, where they do not count, the empty lines before it."""
        written = self._text[start:end]
        header = written.partition("\n")[0].partition("#")[0]
        kept = written.removesuffix("\n").removesuffix("\r")
        return start + len(kept if "+" in header else written.rstrip("\r\n"))

    def _mapping(self, start: Any) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event)
            if not isinstance(key, Scalar) or key.text in entries or key[2:4] == ("<<", ""):
                raise yaml.YAMLError
            value = self._node(next(self._events))
            if isinstance(value, Scalar) and value[2:] == ("", "", None):
                colon = after_colon(self._text, key.end)  # the parsers differ on where nothing is
                value = value._replace(start=colon, end=colon)
            entries[key.text] = Entry(key, value)
        values = [entry.value for entry in entries.values()]
        begin, end = self._extent(start, event, values)
        return Mapping(begin, end, entries, bool(start.flow_style), _opened(start), start.anchor)

    def _sequence(self, start: Any) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event))
        begin, end = self._extent(start, event, items)
        return Sequence(begin, end, items, bool(start.flow_style), _opened(start), start.anchor)

    def _extent(self, start: Any, end: Any, inner: list[Node]) -> tuple[int, int]:
        """Give where a collection begins and ends; without brackets, with the last it holds."""
        is_bracketed = end.start_mark.index < end.end_mark.index
        last = end.end_mark.index if is_bracketed or not inner else inner[-1].end
        return start.start_mark.index, last


_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")


def after_gap(text: str, offset: int) -> int:
    """Pass over blanks, line ends and comments."""
    gap = _GAP.match(text, offset)
    return gap.end() if gap else offset


def after_colon(text: str, key_end: int) -> int:
    """Give the offset after the colon of a key; raises `yaml.YAMLError` where it has none."""
    colon = after_gap(text, key_end)
    if text[colon : colon + 1] != ":":
        raise yaml.YAMLError
    return colon + 1


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _opened(start: Any) -> int:
    """Give the offset after the bracket a collection begins with, or 0."""
    begun, opened = _span(start)
    return opened if start.flow_style and begun < opened else 0
