"""Lines of a text in block layout: where they begin and end, and where new ones can stand."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_COMMENT = re.compile(r"( *)#[^\n]*(?:\n|$)")
_BLANK_OR_COMMENT = re.compile(r"[ \t]*(?:#[^\n]*)?\r?")


class Splice(NamedTuple):
    """A part of a text, from `start` to before `end`, and what is put in its place."""

    start: int
    end: int
    text: str


def line_start(text: str, offset: int) -> int:
    """Give where the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Give where the line of an offset ends, before its line end."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if text[offset:end].endswith("\r") else end


def line_after(text: str, offset: int) -> int:
    """Give where the line after that of an offset begins, or the end of the text."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def line_ending(text: str) -> str:
    """Give how the lines of a text end: as the first does."""
    return "\r\n" if text[: line_after(text, 0)].endswith("\r\n") else "\n"


def column(text: str, offset: int) -> int:
    """Count the characters before an offset in its line."""
    return offset - line_start(text, offset)


def is_first(text: str, offset: int) -> bool:
    """Tell whether only blanks stand before an offset in its line."""
    return not text[line_start(text, offset) : offset].strip(" ")


def is_last(text: str, offset: int) -> bool:
    """Tell whether only blanks and a comment follow in the line of an offset."""
    return _BLANK_OR_COMMENT.fullmatch(text, offset, line_end(text, offset)) is not None


def below(text: str, end: int, indent: int) -> int:
    """Give where a line can stand below what ends at an offset.

    That is after the comments that are indented further than it is: they belong to what is above.
    """
    offset = line_after(text, end)
    while (comment := _COMMENT.match(text, offset)) and len(comment[1]) > indent:
        offset = comment.end()
    return offset


def above(text: str, offset: int) -> int:
    """Give where a line can stand above that of an offset and the comments and blanks over it."""
    start = line_start(text, offset)
    while start:
        before = line_start(text, start - 1)
        if not _BLANK_OR_COMMENT.fullmatch(text, before, start - 1):
            break
        start = before
    return start


def inserted(text: str, offset: int, new: Sequence[str], ending: str) -> Splice:
    """Put new lines where a line begins, or at the end of a text whose last line has no end."""
    if offset == 0 or text[offset - 1] == "\n":
        return Splice(offset, offset, "".join(f"{line}{ending}" for line in new))
    return Splice(offset, offset, "".join(f"{ending}{line}" for line in new))
