"""YAML text in layouts of any kind: data written as chance has it, each comment with a number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

TEXTS = (
    *("SK belum", "kata: ya # itu", "it's", '"x"', "é 𝄞", "yes", "3 - x"),
    *("a\nb\n", "a\n\n b\nc", "a\n\n"),
)
_STARTS = ("", "", "# awal{}", "---{}", "{}", "%YAML 1.1{}---{}")
_ENDS = ("", "{}", "{}", "{}{}{}", "{}...{}", "{}# akhir", "{}# akhir{}{}")


@dataclass(slots=True)
class Layout:
    """Writes one file; `ending` is that of its lines.

    `as_json` while it keeps to JSON, `after_block` where what follows would add to a literal.
    """

    chance: Random
    ending: str
    remarks: int = 0
    as_json: bool = False
    after_block: bool = False

    def document(self, data: Mapping[str, Any]) -> str:
        """Write a whole file, with or without a mark of its encoding and a last line end."""
        if self._is(0.1):
            self.as_json = self._is(0.5)
            text = self._flow(data, 0)
        else:
            text = self._mapping(data, 0).removeprefix(self.ending)
        end = self._pick(*("{}", "{}# akhir") if self.after_block else _ENDS)
        start, end = (one.replace("{}", self.ending) for one in (self._pick(*_STARTS), end))
        return f"{self._pick('', '', chr(0xFEFF))}{start}{text}{end}"

    def _is(self, share: float) -> bool:
        return self.chance.random() < share

    def _pick(self, *options: str) -> str:
        return self.chance.choice(options)

    def _remark(self) -> str:
        """Write blanks, or a comment that ends its line."""
        if self.as_json or self._is(0.7):
            return "" if self.as_json else self._pick("", "", " ", "\t")
        return f"{self._pick(' ', '  ', chr(9))}{self._comment()}"

    def _comment(self) -> str:
        self.remarks += 1
        return f"# c{self.remarks}: {{[ é 𝄞 '\""

    def _line(self, indent: int) -> str:
        """Begin a line, perhaps after comments and blanks in lines of their own."""
        found = ""
        if self.after_block and self._is(0.3):
            found = f"{self.ending}{' ' * self.chance.choice((indent, 0))}{self._comment()}"
        while not self.after_block and self._is(0.15):
            found += self.ending + self._pick("", "", "  ")
        while not self.after_block and self._is(0.15):
            depth = self.chance.choice((indent, indent, indent + 3, 0))
            found += f"{self.ending}{' ' * depth}{self._comment()}"
        self.after_block = False
        return f"{found}{self.ending}{' ' * indent}"

    def _mapping(self, data: Mapping[str, Any], indent: int, *, goes_on: bool = False) -> str:
        """Write entries on lines of their own, but for the first one that goes on after a dash."""
        found = ""
        for key, value in data.items():
            found += "" if goes_on else self._line(indent)
            goes_on = False
            found += f"{self._key(key)}{self._pick('', '', ' ')}:{self._value(value, indent)}"
        return found

    def _value(self, value: Any, indent: int) -> str:
        """Write what follows a colon, to the end of its last line."""
        inner = indent + self.chance.choice((1, 2, 2, 4))
        if value is None:
            return self._pick("", " ~", " null") + self._remark()
        if isinstance(value, dict) and value and self._is(0.5):
            return self._remark() + self._mapping(value, inner)
        if isinstance(value, list) and value and self._is(0.5):
            return self._remark() + self._sequence(value, self.chance.choice((indent, inner)))
        if isinstance(value, str) and self._is(0.5) and (block := self._block(value, indent)):
            return block
        begin = f"{self._remark()}{self._line(inner)}" if self._is(0.1) else self._pick(" ", "\t  ")
        return f"{begin}{self._flow(value, inner)}{self._remark()}"

    def _sequence(self, data: Sequence[Any], indent: int) -> str:
        found = ""
        for value in data:
            found += f"{self._line(indent)}-{self._pick(' ', '   ')}"
            if isinstance(value, dict) and value and self._is(0.5):
                width = len(found) - found.rfind("\n") - 1
                found += self._mapping(value, width, goes_on=True)
            else:
                found += self._flow(value, indent + 1) + self._remark()
        return found

    def _block(self, text: str, indent: int) -> str:
        """Write text as a literal; nothing where its lines do not allow that."""
        body = text.rstrip("\n")
        lines, ends = body.split("\n"), len(text) - len(body)
        if not lines[0].strip() or lines[0].startswith(" "):
            return ""
        chomp = ("-", self._pick("", "+"), "+")[min(ends, 2)]
        lines += [""] * (self.chance.choice((0, 0, 1, 2)) if chomp == "-" else ends - 1)
        pad = " " * (indent + self.chance.choice((1, 2)))
        head = f" |{chomp}{self._remark()}"
        self.after_block = True
        return head + "".join(f"{self.ending}{pad if line else ''}{line}" for line in lines)

    def _flow(self, value: Any, indent: int) -> str:
        if isinstance(value, list):
            return self._brackets("[]", [self._flow(one, indent + 1) for one in value], indent)
        if not isinstance(value, dict):
            return self._scalar(value)
        gap = self._pick("", "", " ") if self.as_json else ""
        items = [f"{self._key(key)}{gap}:{self._inner(v, indent)}" for key, v in value.items()]
        return self._brackets("{}", items, indent)

    def _inner(self, value: Any, indent: int) -> str:
        """Write what follows a colon within braces."""
        if value is None:
            return " null" if self.as_json else self._pick(" ", " ~", " null")
        return f" {self._flow(value, indent + 1)}"

    def _brackets(self, marks: str, items: Sequence[str], indent: int) -> str:
        """Write items in a line or in several, with or without a comma after the last."""
        goes_down, always = self._is(0.3), self._is(0.5)
        start = self.ending + " " * (indent + self.chance.choice((2, 3)))
        found = marks[0]
        for number, item in enumerate(items):
            comma = number < len(items) - 1 or (not self.as_json and self._is(0.3))
            if goes_down and (always or self._is(0.5)):
                found += self._remark() + start
            else:
                found += " " if number else self._pick("", " ")
            found += item + (self._pick(",", " ,") if comma else "")
        if goes_down and self._is(0.5):
            return f"{found}{self._remark()}{self.ending}{' ' * (indent + 1)}{marks[1]}"
        return f"{found}{self._pick('', ' ')}{marks[1]}"

    def _key(self, key: str) -> str:
        return f'"{key}"' if self.as_json else self._pick(key, key, key, f'"{key}"', f"'{key}'")

    def _scalar(self, value: Any) -> str:
        if not isinstance(value, str):
            return "null" if value is None else str(value).lower()
        ways = [yaml.dump(value, default_style='"', width=10**9, allow_unicode=True).strip()]
        if not self.as_json:
            ways += [] if "\n" in value else ["'" + value.replace("'", "''") + "'"]
            plain = [value] if re.fullmatch(r"[A-Za-z][\w ]*", value) else []
            ways += (*plain, *(f"&a{self.chance.randrange(10**9)} {one}" for one in plain))
        return self._pick(*ways)
