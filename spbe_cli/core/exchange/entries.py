"""How what an answer holds stands in one cell of a worksheet, and how such a cell is read.

What is written here is read back as exactly the same, in the shape that a file would have it; what
cannot be is cut or shown as an escape, which `spbe_cli.core.exchange.worksheet.losses` finds.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from spbe_cli.core.assessment import Evidence, EvidenceKind
from spbe_cli.core.exact import Number, exact_text, parse_decimal
from spbe_cli.core.inert import safe
from spbe_cli.core.scalars import is_address

LONGEST_CELL = 32_767
"""Characters that a cell can hold."""

NOTHING = "-"
"""How an empty list is written, which is not the same as none."""

KINDS: Mapping[str, EvidenceKind] = {
    "document": EvidenceKind.DOCUMENT,
    "dokumen": EvidenceKind.DOCUMENT,
    "review": EvidenceKind.REVIEW,
    "reviu": EvidenceKind.REVIEW,
}
"""Kinds of evidence as people write them."""

_NO_XML = re.compile("[\ufffe\uffff]")
"""What is harmless, but no character of XML, which workbooks are made of."""

_FILE = "file:"
_QUOTED = r'(?:file:)?"(?:[^"\\]|\\.)*"'
_TOKEN = re.compile(rf"\s*({_QUOTED})\s*(?:\||$)|([^|]+)")
_BULLET = re.compile(r"^[-•*]\s+")
_BETWEEN = re.compile(r"[;\n]|,(?=[^,;:=\n]+[:=])")
_CHANCE = re.compile(r"(\d+(?:[.,]\d+)?)\s*[:=]\s*(\d+(?:[.,]\d+)?)")
_SIMPLE = re.compile(r"[\w./()-](?:[\w ./()-]*[\w./()-])?")


def shown(text: str) -> str:
    """Make text fit for a cell: lines and tabs stay, other controls are shown, the rest is cut."""
    lines = ("\t".join(map(safe, line.split("\t"))) for line in text.split("\n"))
    written = "\n".join(lines)[:LONGEST_CELL]
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", written)[:LONGEST_CELL]


def tidy(text: str) -> str:
    """Read text of a cell: without blanks around it, and with blanks that break for others."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def value_text(text: str) -> str:
    """Write a text that must come back to the letter; in quotes where it would not else."""
    return json.dumps(text) if text.startswith('"') or shown(tidy(text)) != text else text


def value_data(text: str) -> str:
    """Undo `value_text`; what only looks as if it was in quotes stays as it is."""
    if text[:1] == text[-1:] == '"':
        found = _loaded(text)
        return found if isinstance(found, str) else text
    return text


def evidence_text(pieces: Iterable[Evidence]) -> str:
    """Write evidence, one piece a line: `bukti/reviu.pdf | 2024-05-01 | review`."""
    return "\n".join(" | ".join(_tokens(piece)) for piece in pieces)


def evidence_data(text: str) -> list[Any]:
    """Read the lines of a cell as pieces of evidence, the simplest of them as plain text."""
    lines = (_BULLET.sub("", line.strip(), count=1) for line in text.split("\n"))
    return [_piece(line) for line in lines if line]


def confidence_text(chances: Mapping[Number, Number]) -> str:
    """Write how likely each level is: `2: 0.2, 3: 0.8`."""
    return ", ".join(f"{exact_text(k)}: {exact_text(v)}" for k, v in chances.items())


def confidence_data(text: str) -> dict[str, Any] | str:
    """Read how likely each level is, decimal commas too; the text itself where it is not that."""
    found: dict[str, Any] = {}
    for item in filter(None, map(str.strip, _BETWEEN.split(text))):
        pair = _CHANCE.fullmatch(item)
        if pair is None:
            return text
        level, chance = (part.replace(",", ".") for part in pair.groups())
        if level in found:
            return text
        number = parse_decimal(chance)
        found[level] = chance if number is None else number
    return found


def items_text(items: Sequence[str]) -> str:
    """Write a list of ids or ranges: `1-12, 15`."""
    if not items:
        return NOTHING
    written = ", ".join(items)
    return written if items_data(written) == [*items] else json.dumps([*items])


def items_data(text: str) -> list[str]:
    """Read a list of ids or ranges."""
    if text == NOTHING:
        return []
    found = _loaded(text) if text.startswith("[") else None
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return found
    return [one for one in map(str.strip, re.split(r"[,;\n]", text)) if one]


def pairs_text(pairs: Mapping[str, str]) -> str:
    """Write keys with values in one line: `11: kominfo, 14: organisasi`."""
    written = ", ".join(f"{key}: {value}" for key, value in pairs.items())
    is_simple = all(_SIMPLE.fullmatch(part) for pair in pairs.items() for part in pair)
    return written if is_simple and pairs_data(written) == pairs else json.dumps(pairs)


def pairs_data(text: str) -> dict[str, str] | str:
    """Read keys with values; the text itself where it is not that."""
    found = _loaded(text) if text.startswith("{") else None
    if isinstance(found, dict) and all(isinstance(one, str) for one in found.values()):
        return found
    pairs = [item.partition(":") for item in _BETWEEN.split(text) if item.strip()]
    return {key.strip(): value.strip() for key, colon, value in pairs if colon} or text


def _tokens(piece: Evidence) -> Iterator[str]:
    if piece.file is not None:
        yield _name(piece.file)
    if piece.url is not None:
        yield _quoted_where_needed(piece.url)
    if piece.date is not None:
        yield piece.date.isoformat()
    if "kind" in piece.model_fields_set or piece.kind is not EvidenceKind.DOCUMENT:
        yield piece.kind.value


def _name(file: str) -> str:
    """Write the name of a file, which may look like an address or like anything."""
    return _FILE + json.dumps(file) if is_address(file) else _quoted_where_needed(file)


def _quoted_where_needed(text: str) -> str:
    odd = "|" in text or "\n" in text or text.startswith(_FILE) or _BULLET.match(text)
    return json.dumps(text) if odd else value_text(text)


def _piece(line: str) -> Any:
    """Read one piece: what it is, then in any order an address, a day, a kind."""
    piece: dict[str, str] = {}
    for found in _TOKEN.finditer(line):
        written = (found[1] or found[2]).strip()
        is_file = written.startswith(f'{_FILE}"')
        text = value_data(written.removeprefix(_FILE) if is_file else written)
        key = "file" if is_file else _key(text, is_first=not piece)
        text = KINDS[text.casefold()].value if key == "kind" and text.casefold() in KINDS else text
        piece[key] = f"{piece[key]} | {text}" if key in piece else text
    [(key, text), *rest] = piece.items() or [("file", line)]
    is_plain = not rest and (key == "url") == is_address(text)
    return text if is_plain else piece


def _key(text: str, *, is_first: bool) -> str:
    """Tell what a part of a piece of evidence says."""
    if is_address(text):
        return "url"
    if is_first:
        return "file"
    return "date" if text[:1].isdigit() else "kind"


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
