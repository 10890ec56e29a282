"""Excuses: `# spbe: ignore[SPBE301] reason` at the end of a line excuses what is wrong there.

A reason is required, and an excuse that excuses nothing is reported, so that none outlives its
cause. Excuses settle what is reported; no figure depends on them.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from yaml.events import ScalarEvent, StreamEndEvent

from spbe_cli.core.problems import Code, Finding, KeyPath, Place, Problem
from spbe_cli.core.suggest import suggested, suggested_code
from spbe_cli.reading.events import event_stream
from spbe_cli.reading.source import Source

_MARK = re.compile(
    r"(?<!\S)#[ \t]*spbe:[ \t]*(?P<word>[\w-]+)[ \t]*"
    r"(?:\[(?P<codes>[^\]\n]*)\])?(?P<reason>(?:(?!\s#[ \t]*spbe:)[^\n])*)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"(?<!\S)#")
_WORD = "ignore"

MOST_EXCUSES = 1000
"""Excuses of one file that are read; a file with more is not one of ours in the making."""


class Excuse(NamedTuple):
    """One excuse: where it stands, which codes it excuses on its line.

    `fault` is what is wrong with it; such a one excuses nothing.
    """

    place: Place
    path: KeyPath
    codes: tuple[Code, ...] = ()
    fault: Finding | None = None


Excuses = Mapping[str, Sequence[Excuse]]
"""The excuses of each file."""


def excuses_in(source: Source) -> tuple[Excuse, ...]:
    """Find the excuses of a file; none where it could not be read to its end."""
    if source.data is None:
        return ()
    meant = (mark for mark in _MARK.finditer(source.text) if _is_meant(mark))
    marks = list(islice(meant, MOST_EXCUSES + 1))
    if len(marks) > MOST_EXCUSES:
        offset = marks[-1].start()
        finding = Finding(Code.BUDGET, (), {"limit": str(MOST_EXCUSES)}, "excuses")
        return (Excuse(source.place(offset), (), fault=finding),)
    spans = list(_spans(source.text)) if marks else []
    return tuple(_excuse(mark, source) for mark in marks if not _inside(mark.start(), spans))


def remarks_in(source: Source) -> int:
    """Count the lines of a file that have a remark; excuses are remarks too."""
    if source.data is None or "#" not in source.text:
        return 0
    spans, lines = list(_spans(source.text)), set[int]()
    for mark in _REMARK.finditer(source.text):
        if not _inside(mark.start(), spans):
            lines.add(source.text.rfind("\n", 0, mark.start()))
    return len(lines)


def settle(
    problems: Iterable[Problem], excuses: Excuses, is_judged: Callable[[str, Code], bool]
) -> tuple[list[Problem], int]:
    """Leave out what is excused, and say how many that are.

    What is wrong with excuses is added, and those that excuse nothing: `is_judged` tells whether
    a code was looked for in a file at all.
    """
    given = {
        (file, excuse.place.line, code): excuse
        for file, several in excuses.items()
        for excuse in several
        for code in excuse.codes
    }
    left = []
    used: dict[tuple[str, int, Code], set[object]] = {}
    for problem in problems:
        line = problem.place.line if problem.place else 0
        key = (problem.file, line, problem.finding.code)
        if key in given:
            used.setdefault(key, set()).add(problem.said)
        else:
            left.append(problem)
    for key, excuse in given.items():
        file, _, code = key
        if key not in used and is_judged(file, code):
            finding = Finding(Code.UNUSED_EXCUSE, excuse.path, {"code": code.value})
            left.append(Problem(file, excuse.place, finding))
    for file, several in excuses.items():
        left += [Problem(file, one.place, one.fault) for one in several if one.fault is not None]
    return left, sum(map(len, used.values()))


def _is_meant(mark: re.Match[str]) -> bool:
    """Tell an excuse, well or badly written, from any other remark that begins with our name."""
    return mark["word"].casefold() == _WORD or "SPBE" in (mark["codes"] or "").upper()


def _excuse(mark: re.Match[str], source: Source) -> Excuse:
    offset = mark.start()
    place, path = source.place(offset), source.path_at(offset)
    named = [part.strip() for part in (mark["codes"] or "").split(",") if part.strip()]
    known = {code.value: code for code in Code}
    unknown = next((name for name in named if name.upper() not in known), None)
    variant, values = "", {"found": mark[0].strip()}
    if mark["word"].casefold() != _WORD:
        variant, values = "word", {"found": mark["word"]} | suggested(mark["word"], [_WORD])
    elif not named:
        variant = "codes"
    elif unknown is not None:
        variant, values = "code", {"found": unknown} | suggested_code(unknown)
    elif not mark["reason"].strip(" \t\r-:"):
        variant = "reason"
    if variant:
        return Excuse(place, path, fault=Finding(Code.FAULTY_EXCUSE, path, values, variant))
    return Excuse(place, path, tuple(dict.fromkeys(known[name.upper()] for name in named)))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where the texts of a file stand: what looks like a comment inside one is none."""
    following: Callable[[], Any] = event_stream(text).get_event
    event = following()
    while (kind := event.__class__) is not StreamEndEvent:
        if kind is ScalarEvent:
            start: int = event.start_mark.index
            if event.style in {"|", ">"}:  # a comment may follow on its first line
                start = text.find("\n", start)
            yield start, event.end_mark.index
        event = following()


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return before >= 0 and offset < spans[before][1]
