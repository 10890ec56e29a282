"""How single values stand in a YAML file: what a plain one is read as, how each is written.

What is written here is read back by `spbe_cli.reading.source` as exactly the same value.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from spbe_cli.core.exact import Number, exact_text, parse_decimal

Value = Number | Decimal | str | bool | date | list["Value"] | dict[str, "Value"]
"""What can be written."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w ()/.-]*[\w).])?")
_READ_OTHERWISE: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER_START = frozenset("-0123456789")
_DOUBTFUL = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""What some reader of YAML takes for something else than text."""

_ESCAPES: Mapping[str, str] = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def read_plain(written: str) -> bool | int | Decimal | str | None:
    """Tell what is meant by a value without quotes."""
    if written in _READ_OTHERWISE:
        return _READ_OTHERWISE[written]
    number = parse_decimal(written) if written[0] in _NUMBER_START else None
    return written if number is None else number


def as_key(name: str) -> str:
    """Write an id or a range of ids; one that is a number in the instrument stays as it is."""
    return name if re.fullmatch(r"[1-9]\d*|\d+-\d+", name, re.ASCII) else as_text(name)


def as_text(value: str) -> str:
    """Write text so that YAML reads it as the same text."""
    if _PLAIN.fullmatch(value) and value.casefold() not in _DOUBTFUL:
        return value
    return quoted(value)


def quoted(value: str) -> str:
    """Write text in double quotes, whatever it holds."""
    return '"' + "".join(map(_character, value)) + '"'


def flow(value: Value | None, *, as_json: bool = False) -> str:
    """Write a value in one line; `as_json` puts all text and keys in double quotes."""
    if value is None:
        return "null" if as_json else "~"
    if isinstance(value, dict):
        name = quoted if as_json else as_key
        items = (f"{name(k)}: {flow(inner, as_json=as_json)}" for k, inner in value.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner, as_json=as_json) for inner in value) + "]"
    if isinstance(value, date):
        return quoted(value.isoformat()) if as_json else value.isoformat()
    if isinstance(value, str):
        return quoted(value) if as_json else as_text(value)
    return _figure(value)


def same(written: str, style: str, value: Value) -> bool:
    """Tell whether a value as written, plain or in a style of quotes, is read as a value."""
    found = written if style else read_plain(written)
    if isinstance(value, date):
        return found == value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, Fraction)):
        return type(found) is type(value) and found == value
    is_number = isinstance(found, (int, Decimal)) and not isinstance(found, bool)
    return is_number and Fraction(found) == Fraction(value)  # type: ignore[arg-type] # a number


def _figure(value: bool | Number | Decimal) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else exact_text(value)


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
