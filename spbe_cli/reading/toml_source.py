"""TOML text -> plain data and, as near as its lines show it, where each key and value is written.

The counterpart of `source` for settings. It opens no file and knows nothing of what the data means.
"""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from spbe_cli.core.exact import parse_decimal
from spbe_cli.core.problems import Code, Finding, KeyPath, Problem
from spbe_cli.reading.source import Data, Lines

MOST_DOTS = 500
"""Dots of one line; the time that more of them take grows with their square."""

_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_TABLE = re.compile(rf"[ \t]*\[\[?[ \t]*({_DOTTED})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=[ \t]*")
_SAID = re.compile(r" \(at (?:line (\d+), column (\d+)|.*)\)$")


class TomlSource:
    """One table of a TOML text as read.

    `data` is None when the text could not be read, which is then a problem, or lacks the table.
    """

    def __init__(self, file: str, text: str, table: KeyPath) -> None:
        self.file = file
        self.data: Data = None
        self.problems: list[Problem] = []
        self._lines = Lines(text)
        self._table = table
        try:
            if any(line.count(".") > MOST_DOTS for line in text.split("\n")):
                raise RecursionError
            self.data = tomllib.loads(text, parse_float=_number)
        except ValueError as error:
            self._fail(str(error))
        except RecursionError:
            finding = Finding(Code.BUDGET, (), {}, "nested")
            self.problems.append(Problem(file, self._lines.place(0), finding))
        for key in table:
            self.data = self.data.get(key) if isinstance(self.data, dict) else None

    def locate(self, finding: Finding) -> Problem:
        """Give a finding the place of the nearest key above it, or of what was found behind it."""
        path, best, offset = self._table + finding.path, 0, 0
        for written, key, value in self._written:
            if best < len(written) <= len(path) and written == path[: len(written)]:
                best, offset = len(written), key if finding.at == "key" else value
        text = self._lines.text
        for step in path[best:]:  # keys in braces, behind the one that begins the line
            offset = max(offset, text.find(str(step), offset)) if isinstance(step, str) else offset
        found = text.find(finding.values.get("found", ""), offset)
        exact = found >= 0 and finding.at == "value"
        return Problem(self.file, self._lines.place(found if exact else offset), finding)

    @cached_property
    def _written(self) -> tuple[tuple[KeyPath, int, int], ...]:
        """List the keys that begin a line: full path, offset of the key, offset of its value."""
        return tuple(self._keys())

    def _keys(self) -> Iterator[tuple[KeyPath, int, int]]:
        table: KeyPath = ()
        start = 0
        for line in self._lines.text.splitlines(keepends=True):
            if header := _TABLE.match(line):
                table = _names(header[1])
                yield table, start + header.start(1), start + header.start(1)
            elif key := _KEY.match(line):
                yield (*table, *_names(key[1])), start + key.start(1), start + key.end()
            start += len(line)

    def _fail(self, said: str) -> None:
        """Say why the text is no TOML, where the parser says it."""
        position = _SAID.search(said)
        offset = len(self._lines.text.rstrip())
        if position and position[1]:
            offset = self._lines.offset(int(position[1]), int(position[2]))
        finding = Finding(Code.SYNTAX, (), {"said": _SAID.sub("", said)}, "toml")
        self.problems.append(Problem(self.file, self._lines.place(offset), finding))


def _number(written: str) -> Any:
    """Read a number from its text; what is none of ours (`inf`, `1e3`) stays text."""
    number = parse_decimal(written)
    return written if number is None else Decimal(number)


def _names(written: str) -> KeyPath:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, written))
