"""What only several assessments together show: the same one twice, steep rises, far opinions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from spbe_cli.core.assessment import Stage
from spbe_cli.core.case import Case, Identity
from spbe_cli.core.exact import Number, exact_text, number
from spbe_cli.core.problems import Code, Finding


class Trace(NamedTuple):
    """What is kept of one assessment to be compared with others.

    `levels` are those that count, answered indicators only; `exact` is the exact index, None
    where a level cannot be.
    """

    file: str
    whose: Identity
    instrument: str
    exact: Fraction | None
    levels: Mapping[str, Number]


class Limits(NamedTuple):
    """From which rise within a year, and from which gap between self and final, to say so."""

    rise: Fraction = Fraction(2)
    gap: Fraction = Fraction(1, 2)


Located = tuple[str, Finding]
"""A finding and the file it belongs to."""


def trace(file: str, case: Case) -> Trace | None:
    """Keep what other assessments are compared with; None where it cannot be told whose it is."""
    whose = case.whose
    if whose is None:
        return None
    assessment, published = case.assessment, case.assessment.published
    index = case.scorecard.index
    if assessment.is_published_only and published is not None and published.index is not None:
        index = Fraction(published.index)
    answered = {s.indicator: s.level for s in case.standings if s.level is not None}
    levels = {key: level for key, level in answered.items() if case.allows(level)}
    is_sound = len(levels) == len(answered)
    return Trace(file, whose, case.instrument.id, index if is_sound else None, levels)


LimitsOf = Callable[[str], Limits]
"""The limits that hold for a file."""

CODES_ACROSS = frozenset({Code.SAME_ASSESSMENT_TWICE, Code.STEEP_RISE, Code.SELF_ABOVE_FINAL})


def by_institution(traces: Iterable[Trace]) -> Iterator[list[Trace]]:
    """Put together the assessments of each institution, in the order of years."""
    ordered = sorted(traces, key=lambda one: (one.whose.institution, one.whose.year, one.file))
    for _, group in groupby(ordered, key=lambda one: one.whose.institution):
        yield list(group)


def judge_across(traces: Iterable[Trace], limits: LimitsOf) -> Iterator[Located]:
    """Yield what is wrong between assessments of one institution."""
    for ours in by_institution(traces):
        for rule in RULES_ACROSS:
            yield from rule(ours, limits)


def same_twice(ours: Sequence[Trace], limits: LimitsOf) -> Iterator[Located]:
    """The same institution, year and stage in two files."""
    del limits
    yield from repeated((one.file, one.whose) for one in ours)


def repeated(files: Iterable[tuple[str, Identity]]) -> Iterator[Located]:
    """Find the files of what an earlier file is of too: which counts is nobody's to guess."""
    firsts: dict[Identity, str] = {}
    for file, whose in files:
        first = firsts.setdefault(whose, file)
        if first != file:
            finding = Finding(Code.SAME_ASSESSMENT_TWICE, ("institution",), {"first": first})
            yield file, finding


def steep_rise(ours: Sequence[Trace], limits: LimitsOf) -> Iterator[Located]:
    """A level that rises within a year by so much, at one stage under one instrument."""
    before = {(one.whose.year, one.whose.stage, one.instrument): one for one in ours}
    for one in ours:
        earlier = before.get((one.whose.year - 1, one.whose.stage, one.instrument))
        if earlier is None:
            continue
        limit = limits(one.file).rise
        for indicator_id, level in one.levels.items():
            was = earlier.levels.get(indicator_id)
            if was is not None and level - was >= limit:
                values = {
                    "indicator": indicator_id,
                    "before": exact_text(was),
                    "level": exact_text(level),
                    "first": earlier.file,
                }
                yield (
                    one.file,
                    Finding(Code.STEEP_RISE, ("answers", indicator_id), values, at="key"),
                )


def self_above_final(ours: Sequence[Trace], limits: LimitsOf) -> Iterator[Located]:
    """A self-assessment that lies so far above the final result of its year."""
    finals = {(o.whose.year, o.instrument): o for o in ours if o.whose.stage is Stage.FINAL}
    for one in ours:
        final = finals.get((one.whose.year, one.instrument))
        if one.whose.stage is not Stage.SELF or final is None:
            continue
        if one.exact is None or final.exact is None:
            continue
        if one.exact - final.exact >= limits(one.file).gap:
            values = {
                "index": exact_text(number(one.exact)),
                "final": exact_text(number(final.exact)),
                "difference": exact_text(number(one.exact - final.exact)),
                "first": final.file,
            }
            yield one.file, Finding(Code.SELF_ABOVE_FINAL, ("stage",), values)


RULES_ACROSS: tuple[Callable[[Sequence[Trace], LimitsOf], Iterator[Located]], ...] = (
    same_twice,
    steep_rise,
    self_above_final,
)
