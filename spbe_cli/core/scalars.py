"""How single values are read: exact numbers, text, dates, addresses, choices.

A value that cannot stand where it is written is refused with a code and what was found, never
converted in silence.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import (
    no_info_before_validator_function,
    no_info_plain_validator_function,
)

from spbe_cli.core.exact import Number, number, parse_decimal, parse_ratio
from spbe_cli.core.inert import LONGEST
from spbe_cli.core.problems import Code, Term
from spbe_cli.core.suggest import suggested

Choice = TypeVar("Choice", bound=StrEnum)
JsonSchema = dict[str, Any]

FIRST_YEAR, LAST_YEAR = 1900, 2999

_NOTATIONS = (
    ("comma", r"-?\d+,\d+"),
    ("leading-zero", r"-?0\d+(\.\d+)?"),
    ("separator", r"-?\d+([_ ':]\d+)+(\.\d+)?"),
    ("word", r"yes|no|on|off|y|n"),
    ("notation", r"[+-]?(\.\d+|\d+\.|\d[\d.]*e[+-]?\d+|0[xob][0-9a-f]+|\.inf|\.nan)|\+\d+(\.\d+)?"),
    ("words-after", r"\d\s*[-:.(]\s*\D.*"),
)
"""Ways numbers are written that are not ours: each gets its own hint."""


class Reads:
    """Annotation: a function reads the value, all by itself; `schema` says in JSON Schema of what.

    The same as pydantic's `PlainValidator`, without its inspection of function and type, which
    every start would pay for.
    """

    __slots__ = ("_read", "_schema")

    def __init__(self, read: Callable[[Any], Any], schema: JsonSchema) -> None:
        self._read = read
        self._schema = schema

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        """Give the schema that pydantic builds its validator from."""
        del source, handler
        return no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: Callable[[CoreSchema], JsonSchema]
    ) -> JsonSchema:
        """Give what an editor or another validator may know of the value."""
        del schema, handler
        return dict(self._schema)


class Widens(Reads):
    """Annotation: a function first turns another way to write a value into the usual one.

    `schema` is that other way.
    """

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        """Give the schema that pydantic builds its validator from."""
        return no_info_before_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: Callable[[CoreSchema], JsonSchema]
    ) -> JsonSchema:
        """Allow both ways."""
        return {"anyOf": [dict(self._schema), handler(schema)]}


def refuse(code: Code, variant: str = "", **values: str) -> PydanticCustomError:
    """Build the error that refuses a value with a code."""
    return PydanticCustomError(code.value, "{variant}", {"variant": variant, "values": values})


def described(value: object) -> str:
    """Name a value as found in a file, so that a message can show it."""
    if value is None:
        return Term("word.nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return Term("word.list")
    if isinstance(value, dict):
        return Term("word.mapping")
    if not isinstance(value, str):
        return str(value)
    cut = value if len(value) <= LONGEST - 2 else f"{value[: LONGEST - 5]}..."
    return f'"{cut}"'


def wrong_type(value: object, expected: str) -> PydanticCustomError:
    """Refuse a value of another type; `expected` is a word of the texts."""
    if value is None:
        return refuse(Code.MISSING_KEY, "empty", expected=Term(f"word.{expected}"))
    return refuse(Code.WRONG_TYPE, found=described(value), expected=Term(f"word.{expected}"))


def read_number(value: object) -> int | Decimal:
    """Take a number as the YAML reader gives it; name what else was written."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    if isinstance(value, bool):
        raise refuse(Code.AMBIGUOUS_NUMBER, "word", found=described(value))
    if isinstance(value, str):
        if parse_decimal(value) is not None:
            raise refuse(Code.AMBIGUOUS_NUMBER, "quoted", found=described(value), number=value)
        for variant, pattern in _NOTATIONS if len(value) <= LONGEST else ():
            if re.fullmatch(pattern, value.strip(), re.IGNORECASE):
                dotted = value.strip().replace(",", ".")
                raise refuse(Code.AMBIGUOUS_NUMBER, variant, found=value, number=dotted)
    raise wrong_type(value, "number")


def _exact(value: object) -> Number:
    return number(read_number(value))


def _figure(value: object) -> Decimal:
    return Decimal(read_number(value))


def _weight(value: object) -> Fraction:
    ratio = parse_ratio(value) if isinstance(value, str) else None
    return Fraction(read_number(value)) if ratio is None else ratio


def _level_key(value: str) -> Number:
    level = parse_decimal(value)
    if level is None:
        raise refuse(Code.WRONG_TYPE, found=described(value), expected=Term("word.number"))
    return number(level)


def _year_key(value: str) -> int:
    return _year(parse_decimal(value) if parse_decimal(value) is not None else value)


def _whole(value: object) -> int:
    found = read_number(value)
    if not isinstance(found, int):
        raise refuse(Code.WRONG_TYPE, found=str(found), expected=Term("word.whole"))
    return found


def _year(value: object) -> int:
    year = _whole(value)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        values = {"lowest": str(FIRST_YEAR), "highest": str(LAST_YEAR)}
        raise refuse(Code.NUMBER_RANGE, found=str(year), **values)
    return year


def _text(value: object) -> str:
    """Take text; a plain number (`name: 17`) is the text it is written as."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise wrong_type(value, "text")
    if not value.strip():
        raise wrong_type(None, "text")
    return value


def _day(value: object) -> date:
    text = value if isinstance(value, str) else ""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise refuse(Code.BAD_DATE, found=described(value)) from None


def is_address(text: str) -> bool:
    """Tell whether a text claims to be an address (`scheme://`) rather than a file."""
    return (
        re.match(r"[A-Za-z][A-Za-z0-9+.-]*://|(javascript|data|mailto|vbscript):", text) is not None
    )


def _address(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"https?://[^\s/?#]+\.?[^\s]*", text, re.IGNORECASE):
        raise refuse(Code.BAD_URL, found=text)
    return text


def one_of(kind: type[StrEnum], words: str) -> Reads:
    """Build the annotation of a closed set; `words` is the term for it in the texts."""
    return Reads(choice(kind, words), {"enum": [member.value for member in kind]})


def choice(kind: type[Choice], words: str) -> Callable[[object], Choice]:
    """Build the reader of a closed set; `words` is the term for it in the texts."""

    def read(value: object) -> Choice:
        if value is None:
            raise wrong_type(None, words)
        if not isinstance(value, str):
            raise wrong_type(value, words)
        found = value
        allowed = [member.value for member in kind]
        if found in allowed:
            return kind(found)
        values = {"found": described(value), "what": Term(f"word.{words}")}
        values |= suggested(found, allowed)
        raise refuse(Code.UNKNOWN_CHOICE, allowed=", ".join(allowed), **values)

    return read


def empty_as(container: type[list[Any]] | type[dict[str, Any]]) -> Callable[[object], object]:
    """Read a key with nothing after it as an empty container."""
    return lambda value: container() if value is None else value


_NUMBER: JsonSchema = {"type": "number"}
_WEIGHT: JsonSchema = {"anyOf": [_NUMBER, {"type": "string", "pattern": r"^\d+/\d+$"}]}
_LEVEL_KEY: JsonSchema = {"type": "string", "pattern": r"^-?(0|[1-9]\d*)(\.\d+)?$"}
_YEAR: JsonSchema = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
_TEXT: JsonSchema = {"type": ["string", "number"], "pattern": r"\S"}
_DAY: JsonSchema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ADDRESS: JsonSchema = {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*$"}
_NOTHING: JsonSchema = {"type": "null"}

Exact = Annotated[Number, Reads(_exact, _NUMBER)]
"""An exact number: a level, a target, a share of probability."""
Figure = Annotated[Decimal, Reads(_figure, _NUMBER)]
"""A published figure; keeps the decimals it was announced with."""
Weight = Annotated[Fraction, Reads(_weight, _WEIGHT)]
"""A weight in per cent of the index; may be written `p/q`."""
LevelKey = Annotated[Number, Reads(_level_key, _LEVEL_KEY)]
"""A level as a key."""
YearKey = Annotated[int, Reads(_year_key, {"type": "string", "pattern": r"^\d{4}$"})]
"""A year as a key."""
Whole = Annotated[int, Reads(_whole, {"type": "integer"})]
Year = Annotated[int, Reads(_year, _YEAR)]
Text = Annotated[str, Reads(_text, _TEXT)]
Day = Annotated[date, Reads(_day, _DAY)]
Address = Annotated[str, Reads(_address, _ADDRESS)]
NoneAsList = Widens(empty_as(list), _NOTHING)
NoneAsDict = Widens(empty_as(dict), _NOTHING)
