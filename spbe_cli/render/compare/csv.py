"""A comparison as CSV: one row for each column, then for each step all that it consists of."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from spbe_cli.core.comparisons.comparison import Comparison, Step
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Domain
from spbe_cli.core.result import Result
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Look

HEAD = (
    *("row", "from_file", "from_year", "from_stage", "to_file", "to_year", "to_stage"),
    *("institution", "instrument", "comparable", "reasons", "id", "name", "from", "to"),
    "contribution_exact",
)


def render(comparison: Comparison, look: Look, *, alike: bool) -> Iterator[str]:
    """Write a comparison; exact values throughout."""
    del look
    yield from lines([HEAD])
    yield from lines(map(_column, comparison.columns))
    for step in comparison.all_steps:
        yield from lines(_rows(step, comparison, alike=alike))


def _column(result: Result) -> Sequence[str]:
    """Write what one column is; no index where the file has an error."""
    name = result.category.name.id if result.category is not None else ""
    value = ("", text(name), "", exact(result.index), "")
    return ("column", *("", "", ""), *_whose(result), *_about(result), "", "", *value)


def _whose(result: Result) -> tuple[str, str, str]:
    return text(result.file), text(result.known("year")), text(result.known("stage"))


def _about(result: Result) -> tuple[str, str]:
    instrument = result.case.instrument.id if result.case is not None else None
    return text(result.known("institution")), text(instrument or result.known("instrument"))


def _rows(step: Step, comparison: Comparison, *, alike: bool) -> Iterator[Sequence[str]]:
    before, after = comparison.columns[step.before], comparison.columns[step.after]
    reasons = " ".join(reason.value for reason in step.reasons)
    head = (*_whose(before), *_whose(after), *_about(after), str(step.comparable).lower(), reasons)
    for kind, *cells in _parts(step, before, after, alike=alike):
        yield (kind, *head, *cells)


def _parts(
    step: Step, before: Result, after: Result, *, alike: bool
) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Give the parts of a step: kind, id, name, from, to, what it added."""
    ends = (exact(before.index), exact(after.index))
    yield "index", "", "", *ends, exact(step.change)
    for one in step.announced:
        layer = "announced-domain" if isinstance(one.group, Domain) else "announced-aspect"
        yield layer, *_named(one.group.id, one.group.name.id), str(one.before), str(one.after), ""
    split = step.split
    if split is not None:
        for layer, shifts in (("domain", split.domains), ("aspect", split.aspects)):
            for shift in shifts:
                names = _named(shift.group.id, shift.group.name.id)
                yield layer, *names, *_values(shift.before, shift.after, shift.contribution)
        for move in split.indicators:
            names = _named(move.indicator.id, move.indicator.name.id)
            levels = (move.before.level, move.after.level)
            yield "indicator", *names, *_values(*levels, move.contribution)
        for opd in split.opds:
            yield "opd", *_named(opd.id, opd.name), "", "", exact(opd.contribution)
    if step.matching is not None:
        for match in step.matching.matches:
            ids = [" ".join(one.id for one in side) for side in (match.before, match.after)]
            yield "matched", match.pair.confidence.value, "", text(ids[0]), text(ids[1]), ""
    if alike and step.like_for_like is not None:
        portions = (step.like_for_like.before.value, step.like_for_like.after.value)
        yield "like-for-like", "", "", *_values(*portions, portions[1] - portions[0])


def _named(id_: str | None, name: str | None) -> tuple[str, str]:
    return text(id_), text(name)


def _values(before: Number, after: Number, contribution: Fraction) -> tuple[str, str, str]:
    return exact(before), exact(after), exact(contribution)
