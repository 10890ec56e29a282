"""Whether evidence is there and proves what it should; judged on request."""

from collections.abc import Iterator

from spbe_cli.core.assessment import Evidence, EvidenceKind
from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number, exact_text
from spbe_cli.core.exhibit import Exhibit
from spbe_cli.core.problems import Code, Finding, KeyPath
from spbe_cli.core.rules.answers import answer_path, answers, evidence, first_written

MANY = 3
"""Indicators from which one file is the evidence of many."""


def missing(case: Case) -> Iterator[Finding]:
    """A file named as evidence that does not exist."""
    for path, piece, exhibit in _exhibits(case):
        if exhibit.is_inside and not exhibit.exists:
            yield Finding(Code.EVIDENCE_MISSING, path, {"found": piece.file or ""})


def empty(case: Case) -> Iterator[Finding]:
    """A file named as evidence that is empty."""
    for path, piece, exhibit in _exhibits(case):
        if exhibit.exists and not exhibit.size:
            yield Finding(Code.EVIDENCE_EMPTY, path, {"found": piece.file or ""})


def pointer(case: Case) -> Iterator[Finding]:
    """A file named as evidence that git LFS has not fetched."""
    for path, piece, exhibit in _exhibits(case):
        if exhibit.is_pointer:
            yield Finding(Code.EVIDENCE_POINTER, path, {"found": piece.file or ""})


def outside(case: Case) -> Iterator[Finding]:
    """A file named as evidence that lies outside the folder of the assessment."""
    for path, piece, exhibit in _exhibits(case):
        if not exhibit.is_inside:
            yield Finding(Code.EVIDENCE_OUTSIDE, path, {"found": piece.file or ""})


def reused(case: Case) -> Iterator[Finding]:
    """The same file, by content, as the evidence of many indicators; told once, at the last."""
    uses: dict[str, dict[str, KeyPath]] = {}
    for path, indicator_id, _, _ in evidence(case):
        exhibit = case.exhibits.get(path)
        if exhibit is not None and exhibit.size and exhibit.digest and not exhibit.is_pointer:
            uses.setdefault(exhibit.digest, {})[indicator_id] = path
    for places in uses.values():
        if len(places) >= MANY:
            indicators = ", ".join(case.instrument.ranges(i for i in places if _known(case, i)))
            values = {"count": str(len(places)), "indicators": indicators}
            yield Finding(Code.EVIDENCE_REUSED, [*places.values()][-1], values)


def level_without(case: Case) -> Iterator[Finding]:
    """A level from which evidence is expected, for which nobody names any."""
    rule = case.instrument.evidence
    proven = {indicator_id for _, indicator_id, answer in answers(case) if answer.evidence}
    levels = {s.indicator: s.level for s in case.standings if s.level is not None}
    written = first_written(case)
    for indicator_id, level in levels.items():
        path = written.get(indicator_id, answer_path(None, indicator_id))
        expected = level >= rule.expected_from and indicator_id not in proven
        if expected and not case.is_broken(path):
            values = {
                "indicator": indicator_id,
                "level": exact_text(level),
                "threshold": exact_text(rule.expected_from),
            }
            yield Finding(Code.LEVEL_WITHOUT_EVIDENCE, path, values, at="key")


def review_too_old(case: Case) -> Iterator[Finding]:
    """A review older, in calendar years, than the instrument allows for its level."""
    rule, year = case.instrument.evidence, case.assessment.year
    if rule.review_from is None or rule.review_years is None:
        return
    for path, piece, level in _dated(case):
        too_old = piece.date is not None and piece.date.year < year - rule.review_years
        if piece.kind is EvidenceKind.REVIEW and level >= rule.review_from and too_old:
            values = {
                "date": str(piece.date),
                "years": str(rule.review_years),
                "year": str(year),
                "level": exact_text(level),
            }
            yield Finding(Code.REVIEW_TOO_OLD, (*path, "date"), values)


def too_late(case: Case) -> Iterator[Finding]:
    """Evidence dated after the year it is to prove a level in."""
    year = case.assessment.year
    for path, piece, _ in _dated(case):
        if piece.date is not None and piece.date.year > year:
            values = {"date": piece.date.isoformat(), "year": str(year)}
            yield Finding(Code.EVIDENCE_TOO_LATE, (*path, "date"), values)


def _exhibits(case: Case) -> Iterator[tuple[KeyPath, Evidence, Exhibit]]:
    """Give every piece of evidence that was looked at, with its path."""
    for path, _, piece, _ in evidence(case):
        if path in case.exhibits:
            yield path, piece, case.exhibits[path]


def _dated(case: Case) -> Iterator[tuple[KeyPath, Evidence, Number]]:
    """Give every piece of evidence that has a date, with the level it is to prove."""
    year = case.assessment.year
    if case.is_broken(("year",)) or not case.instrument.years.cover(year):
        return
    for path, _, piece, answer in evidence(case):
        if piece.date is not None and answer.level is not None:
            yield path, piece, answer.level


def _known(case: Case, indicator_id: str) -> bool:
    return indicator_id in case.instrument.positions
