"""Where a text is to change so that it says what is wanted, as little of it as can be."""

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, NoReturn

from spbe_cli.core.notation import Value, as_key, flow, quoted
from spbe_cli.core.problems import CallError, KeyPath, dotted
from spbe_cli.editing import brackets
from spbe_cli.editing.brackets import Addition, Part
from spbe_cli.editing.layout import WIDTH, in_line, laid_out, like, lines, placed
from spbe_cli.editing.lines import (
    Splice,
    above,
    below,
    column,
    inserted,
    is_first,
    line_end,
    line_ending,
    line_start,
)
from spbe_cli.editing.sharing import SharedError
from spbe_cli.editing.tree import Alias, Entry, Mapping, Node, Scalar, Sequence, Tree, after_colon
from spbe_cli.editing.wanted import Want, Within, agrees, filled, held, within

_HEADER = re.compile(r"[|>][-+0-9]*")


class Place(NamedTuple):
    """Where a value stands.

    `colon` is after the colon of its key, or where an item begins; `column` that of the key,
    from 0. `as_json`: what is beside it keeps to the notation of JSON.
    """

    path: KeyPath
    colon: int
    column: int
    in_flow: bool
    as_json: bool


class Splices:
    """Collects what is to change in one text."""

    def __init__(self, text: str, tree: Tree, file: str, order: Iterable[str]) -> None:
        self.found: list[Splice] = []
        self._text = text
        self._tree = tree
        self._shared = tree.shared
        self._file = file
        self._ranks = {name: rank for rank, name in enumerate(order)}
        self._ending = line_ending(text)
        self._step = _indentation(text, tree.root)

    def change(self, node: Node, want: Want, place: Place) -> None:
        """Make a value say what is wanted; raises `CallError` where that cannot be."""
        if agrees(node, want, place.path):
            return
        self._part_shared(node, want)
        there, value = held(node, place.path), filled(want)
        if isinstance(node, Scalar) and node.is_empty and value is not None:
            self._fill(node, value, place)
        elif isinstance(want, dict) and there is not None and isinstance(node, Scalar):
            self._widen(node, within(want, there), place)
        elif isinstance(want, dict) and isinstance(node, Mapping) and self._is_open(node, want):
            self._entries(node, within(want, node.entries), place)
        elif isinstance(want, list) and isinstance(node, Sequence) and node.items:
            self._items(node, want, place)
        elif isinstance(want, Within) or want is None:
            self.refuse("call.edit-layout", place.path, node.start)
        else:
            self._replace(node, want, place)

    def refuse(self, key: str, path: KeyPath, offset: int) -> NoReturn:
        """Say that something cannot be changed here."""
        line = str(self._text.count("\n", 0, offset) + 1)
        raise CallError(key, file=self._file, line=line, path=dotted(path))

    def _part_shared(self, node: Node, want: Want) -> None:
        """Stop at what is written once for several places; a level that stays may be shared."""
        is_level = isinstance(node, Scalar) and not node.is_empty
        stays = is_level and isinstance(want, Within) and "level" not in want
        if isinstance(node, Alias) or (node.start in self._shared and not stays):
            raise SharedError(node)

    def _is_open(self, node: Mapping, want: dict[str, Value] | Within) -> bool:
        """Tell whether single keys can change: no `[file: x]`, no first key gone after a dash."""
        if node.is_flow or not node.entries:
            return bool(node.opened)
        first, entry = next(iter(node.entries.items()))
        stays = isinstance(want, Within) or first in want
        return stays or is_first(self._text, entry.key.start)

    def _fill(self, node: Node, value: Value, place: Place) -> None:
        """Write a value where nothing is, or nothing but `~` or `{}`."""
        if place.in_flow:
            line, end = in_line(value, place.path, as_json=place.as_json), node.end
            if node.start == end:
                line, end = f" {line}", brackets.before_end(self._text, end)
            self._cut(node.start, end, line)
            return
        if not self._is_beside(node, place):
            self._cut(node.start, node.end, in_line(value, place.path))
            return
        used = column(self._text, place.colon)
        inline, more = laid_out(value, place.path, place.column, self._step, used)
        self._cut(place.colon, node.end, inline)
        if more:
            self._insert(below(self._text, node.end, place.column), more)

    def _widen(self, node: Scalar, wants: Within, place: Place) -> None:
        """Give an answer that is its level alone more than that; its level stays as written."""
        level, new = self._text[node.start : node.end], filled(wants.get("level"))
        if "level" in wants and not agrees(node, new, place.path):
            level = "" if new is None else flow(new)
        rest = Within(wants)
        rest.pop("level", None)
        others = filled(rest)
        if not isinstance(others, dict):
            self._replace(node, {} if new is None else new, place)
            return
        name = quoted if place.as_json else as_key
        pairs = [f"{name('level')}: {level}"] if level else []
        pairs += (f"{name(k)}: {flow(v, as_json=place.as_json)}" for k, v in others.items())
        line = f"{{{', '.join(pairs)}}}"
        fits = column(self._text, node.start) + len(line) <= WIDTH
        if place.in_flow or fits or not level or not self._is_beside(node, place):
            self._cut(node.start, node.end, line)
            return
        indent = place.column + self._step
        self._cut(place.colon, node.end, f"{self._ending}{' ' * indent}level: {level}")
        more = lines({as_key(k): (k, v) for k, v in others.items()}, place.path, indent, self._step)
        self._insert(below(self._text, node.end, place.column), more)

    def _entries(self, node: Mapping, wants: Within, place: Place) -> None:
        """Change the values of some keys, add some, take some away."""
        entries = node.entries
        for name, entry in entries.items():
            if wants.get(name) is not None:
                self.change(entry.value, wants[name], self._at(node, entry, place.path))
        gone = [n for n, name in enumerate(entries) if name in wants and wants[name] is None]
        news = ((name, filled(want)) for name, want in wants.items() if name not in entries)
        fresh = {name: value for name, value in news if value is not None}
        if not entries:
            self._begin(node, fresh, place)
        elif len(gone) == len(entries) and not fresh:
            self._replace(node, {}, place)
        elif node.is_flow:
            self._in_braces(node, gone, fresh, place.path)
        else:
            self._in_lines(node, gone, fresh, place.path)

    def _begin(self, node: Mapping, fresh: dict[str, Value], place: Place) -> None:
        """Fill `{}`; in block layout it gives way to lines, unless a comment stands in it."""
        if not place.in_flow and not self._text[node.opened : node.end - 1].strip():
            self._fill(node, fresh, place)
            return
        new = flow(fresh, as_json=place.as_json)[1:-1]
        self.found.append(brackets.begun(self._text, node.opened, node.end, new))

    def _in_braces(
        self, node: Mapping, gone: list[int], fresh: dict[str, Value], path: KeyPath
    ) -> None:
        entries = [*node.entries.values()]
        parts = [brackets.part(self._text, entry) for entry in entries]
        key = entries[-1].key
        new: list[Addition] = []
        for before, name in placed([*node.entries], fresh, self._ranks):
            value = in_line(fresh[name], (*path, name), as_json=key.style == '"')
            new.append(Addition(before, f"{like(key, name)}: {value}"))
        self.found += brackets.changed(self._text, parts, gone, new, self._ending)

    def _in_lines(
        self, node: Mapping, gone: list[int], fresh: dict[str, Value], path: KeyPath
    ) -> None:
        text, entries = self._text, [*node.entries.values()]
        first, last = entries[0].key, entries[-1].key
        indent = column(text, first.start)
        for index in gone:
            self._drop(entries[index].key.start, entries[index].value.end, indent)
        new = placed([*node.entries], fresh, self._ranks)
        for before, group in groupby(new, key=itemgetter(0)):
            offset = below(text, entries[before - 1].value.end, indent)
            if before == 0 and is_first(text, first.start):
                offset = above(text, first.start)
            keys = {like(last, name): (name, fresh[name]) for _, name in group}
            self._insert(offset, lines(keys, path, indent, self._step))

    def _items(self, node: Sequence, wants: list[Value], place: Place) -> None:
        """Change what differs between the items that both lists begin and end with."""
        items, path = node.items, place.path
        if not wants:
            self._replace(node, wants, place)
            return
        same, rest = _common(items, wants, path)
        old, new = range(same, len(items) - rest), wants[same : len(wants) - rest]
        for index, want in zip(old, new, strict=False):
            start = items[index].start
            indent = column(self._text, start)
            at = Place((*path, index), start, indent, node.is_flow, place.as_json)
            self.change(items[index], want, at)
        gone, added = [*old][len(new) :], new[len(old) :]
        if node.is_flow:
            parts = [Part(item.start, item.end) for item in items]
            more = [Addition(len(items) - rest, flow(v, as_json=place.as_json)) for v in added]
            self.found += brackets.changed(self._text, parts, gone, more, self._ending)
            return
        for index in gone:
            self._drop(items[index].start, items[index].end, self._dash(items[index], path))
        if added:
            indent = self._dash(items[-1], path)
            offset = below(self._text, items[len(items) - rest - 1].end, indent)
            self._insert(offset, [f"{' ' * indent}- {flow(value)}" for value in added])

    def _replace(self, node: Node, value: Value, place: Place) -> None:
        """Write another value, in one line, where one is; comments beside it stay."""
        text = self._text
        line = in_line(value, place.path, as_json=place.as_json)
        is_block = isinstance(node, (Mapping, Sequence)) and not node.is_flow
        if header := self._header(node):
            self._cut(node.start, header.end(), line)
            self._cut(min(line_end(text, header.end()), node.end), node.end, "")
        elif is_block and "\n" in text[place.colon : node.start]:
            self._cut(place.colon, place.colon, f" {line}")
            self._cut(line_end(text, place.colon), node.end, "")
        else:
            self._cut(node.start, node.end, line)

    def _drop(self, start: int, end: int, indent: int) -> None:
        """Take away the lines of a key or an item."""
        self._cut(line_start(self._text, start), below(self._text, end, indent), "")

    def _at(self, node: Mapping, entry: Entry, path: KeyPath) -> Place:
        """Give the place of a value of a mapping."""
        key, colon = entry.key, after_colon(self._text, entry.key.end)
        as_json = node.is_flow and key.style == '"'
        indent = column(self._text, key.start)
        return Place((*path, key.text), colon, indent, node.is_flow, as_json)

    def _dash(self, item: Node, path: KeyPath) -> int:
        """Count the blanks before the dash of an item."""
        line = self._text[line_start(self._text, item.start) : item.start]
        dash = re.fullmatch(r"( *)-[ \t]*", line)
        return len(dash[1]) if dash else self.refuse("call.edit-layout", path, item.start)

    def _is_beside(self, node: Node, place: Place) -> bool:
        """Tell whether nothing but blanks stands between a colon and the value."""
        return not self._text[place.colon : node.start].strip(" \t")

    def _insert(self, offset: int, new: list[str]) -> None:
        if self._text[offset - 1 : offset] not in {"", "\n"}:
            self._end_last_block()
        self.found.append(inserted(self._text, offset, new, self._ending))

    def _end_last_block(self) -> None:
        """Keep text at the end of a file, which has no line end, from being given one."""
        node = self._tree.root
        while isinstance(node, (Mapping, Sequence)) and not node.is_flow:
            node = _last(node)
        header = self._header(node)
        if header and "-" not in header[0] and node.end == len(self._text):
            start, end = header.span()
            if not any(splice.start <= start < splice.end for splice in self.found):
                self._cut(start, end, f"{header[0].replace('+', '')}-")

    def _header(self, node: Node) -> re.Match[str] | None:
        """Find what a text of several lines begins with: `|` or `>` and how it ends."""
        is_block = isinstance(node, Scalar) and node.style in {"|", ">"}
        return _HEADER.search(self._text, node.start) if is_block else None

    def _cut(self, start: int, end: int, text: str) -> None:
        self.found.append(Splice(start, end, text))


def _last(node: Mapping | Sequence) -> Node:
    if isinstance(node, Sequence):
        return node.items[-1]
    return [*node.entries.values()][-1].value


def _common(items: list[Node], wants: list[Value], path: KeyPath) -> tuple[int, int]:
    """Count the items that two lists begin with alike, and those they end with."""
    agreeing = [agrees(*pair, (*path, 0)) for pair in zip(items, wants, strict=False)]
    same = (*agreeing, False).index(False)
    rest = 0
    while rest < min(len(items), len(wants)) - same and agrees(
        items[-1 - rest], wants[-1 - rest], (*path, 0)
    ):
        rest += 1
    return same, 0 if rest == len(items) else rest  # none to put the new ones after


def _indentation(text: str, root: Node) -> int:
    """Tell by how much the first mapping within another is indented."""
    if isinstance(root, Mapping) and not root.is_flow:
        for key, value in root.entries.values():
            if isinstance(value, Mapping) and not value.is_flow:
                inner = next(iter(value.entries.values())).key.start
                return column(text, inner) - column(text, key.start)
    return 2


def applied(text: str, splices: Iterable[Splice]) -> str | None:
    """Make all changes; None where two are about the same part."""
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        if start < done:
            return None
        pieces += (text[done:start], new)
        done = end
    return "".join([*pieces, text[done:]])
