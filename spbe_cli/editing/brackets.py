"""Parts of a flow collection, set apart by commas: what adds to them and takes some away."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from spbe_cli.editing.lines import Splice, is_first, is_last, line_after, line_end, line_start
from spbe_cli.editing.tree import Entry, after_gap

_BLANKS = re.compile(r"[ \t]*")


class Part(NamedTuple):
    """One item, or a key and its value."""

    start: int
    end: int


class Addition(NamedTuple):
    """What is new, and before which part it is to stand, counted from 0."""

    before: int
    text: str


def part(text: str, entry: Entry) -> Part:
    """Give the part of a mapping that a key and its value are."""
    value = entry.value
    end = value.end if value.start < value.end else before_end(text, value.end)
    return Part(entry.key.start, end)


def begun(text: str, opened: int, end: int, new: str) -> Splice:
    """Fill brackets that hold nothing but blanks and comments; `end` is after the closing one."""
    within = text[opened : end - 1]
    if not within.strip():
        return Splice(opened, end - 1, new)
    return Splice(opened, opened, new if within[0].isspace() else f"{new} ")


def changed(
    text: str,
    parts: Sequence[Part],
    gone: Sequence[int],
    additions: Sequence[Addition],
    ending: str,
) -> Iterator[Splice]:
    """Take parts away and add others; what is new takes the place of what is gone, if anything.

    Not all parts may go unless something is added.
    """
    for index, addition in zip(gone, additions, strict=False):
        yield Splice(*parts[index], addition.text)
    yield from _removed(text, parts, gone[len(additions) :])
    for before, group in groupby(additions[len(gone) :], key=lambda addition: addition.before):
        new = [addition.text for addition in group]
        if before < len(parts):
            yield _inserted(text, parts[before], new, ending)
        else:
            yield from _appended(text, parts[-1], new, ending)


def before_end(text: str, offset: int) -> int:
    """Pass over the blanks before a comma or a closing bracket, or over nothing."""
    end = _after_blanks(text, offset)
    return end if text[end : end + 1] in {",", "}", "]"} else offset


def _inserted(text: str, following: Part, new: Sequence[str], ending: str) -> Splice:
    start = following.start
    between = f",{_next_line(text, start, ending)}" if is_first(text, start) else ", "
    return Splice(start, start, "".join(f"{one}{between}" for one in new))


def _appended(text: str, last: Part, new: Sequence[str], ending: str) -> Iterator[Splice]:
    """Add after the last part: in a line of its own, below a comment, where that has its own."""
    blank = " " if text[last.end - 1] == ":" else ""  # a colon and a comma would be text
    if not is_first(text, last.start):
        yield Splice(last.end, last.end, blank + "".join(f", {one}" for one in new))
        return
    comma = _comma(text, last.end)
    start = _next_line(text, last.start, ending)
    if comma is None:
        yield Splice(last.end, last.end, f"{blank},")
    after = last.end if comma is None else comma + 1
    place = line_end(text, after) if is_last(text, after) else after
    added = f",{start}".join(new)
    yield Splice(place, place, f"{start}{added}" + ("" if comma is None else ","))


def _removed(text: str, parts: Sequence[Part], gone: Sequence[int]) -> Iterator[Splice]:
    """Take parts away with their commas; the last that stays keeps none it does not need."""
    if not gone:
        return
    for index in gone:
        yield _extent(text, parts[index])
    last = max(set(range(len(parts))) - {*gone})
    comma = _comma(text, parts[last].end)
    if last < len(parts) - 1 and comma is not None and _comma(text, parts[-1].end) is None:
        yield Splice(comma, _after_blanks(text, comma + 1), "")


def _extent(text: str, part: Part) -> Splice:
    """Give all that goes with a part: its comma and the blanks after that, or its lines."""
    start, end = part
    comma = _comma(text, end)
    after = end if comma is None else comma + 1
    if is_first(text, start) and is_last(text, after) and after < len(text):
        return Splice(line_start(text, start), line_after(text, after), "")
    return Splice(start, end if comma is None else _after_blanks(text, after), "")


def _comma(text: str, end: int) -> int | None:
    comma = after_gap(text, end)
    return comma if text[comma : comma + 1] == "," else None


def _after_blanks(text: str, offset: int) -> int:
    blanks = _BLANKS.match(text, offset)
    return blanks.end() if blanks else offset


def _next_line(text: str, start: int, ending: str) -> str:
    """Give what begins a line that is indented as that of an offset."""
    return ending + text[line_start(text, start) : start]
