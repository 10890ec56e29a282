"""Audits as `spbe.audit/1`."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from spbe_cli.core.audits.audited import Audited, Status, Summary
from spbe_cli.core.audits.remaining import Exact, together
from spbe_cli.core.audits.verdicts import Audit, GroupFinding, IndexFinding, RangeFinding
from spbe_cli.core.instrument import Category
from spbe_cli.core.published import Span
from spbe_cli.render import machine
from spbe_cli.render.audit import wording
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json
from spbe_cli.render.machine import exact as exact_json
from spbe_cli.render.machine import figure as figure_json
from spbe_cli.render.score.json import identity

SCHEMA = "spbe.audit/1"


def row(one: Audited, look: Look) -> str:
    """Write one result."""
    return machine.dump(_result(one, look), look)


def several(rows: Iterable[str], summary: Summary, look: Look, *, every: bool) -> Iterator[str]:
    """Write the results as one object, the summary at its end, when it is complete."""
    del every
    counts: Json = {}

    def counting() -> Iterator[str]:
        yield from rows
        counts.update(_summary(summary))

    return machine.stream(SCHEMA, "results", counting(), look, summary=counts)


def alone(one: Audited, summary: Summary, look: Look) -> Iterator[str]:
    """Write one result as several are."""
    return several([row(one, look)], summary, look, every=True)


def _result(one: Audited, look: Look) -> Json:
    audit = one.audit
    return {
        "file": one.result.file,
        **identity(one.result),
        "verdict": one.status.value,
        **(_audit(audit) if audit is not None else NO_AUDIT),
        "why": [] if audit is None else list(wording.why(audit, look)),
        "problems": [machine.problem(problem, look.texts) for problem in one.result.problems],
    }


NO_AUDIT: Json = {
    **dict.fromkeys(("index", "category", "follows")),
    "groups": [],
    **dict.fromkeys(("possible", "remaining", "by_rule")),
    "parts": [],
    **dict.fromkeys(("depends_on_rule", "certain", "shows")),
}
"""What stands in place of an audit where there is none."""


def _audit(audit: Audit) -> Json:
    category = audit.category
    return {
        "index": None if audit.index is None else _index(audit.index),
        "category": {
            "announced": _name(category.announced),
            "verdict": category.verdict.value,
            "basis": category.basis.value,
            "by_rule": [one.name.id for one in category.by_rule],
        },
        "follows": None if audit.follows is None else _follows(audit.follows),
        "groups": [_group(one) for one in audit.groups],
        "possible": _values(audit.possible),
        "remaining": _values(together(part.values for part in audit.remaining)),
        "by_rule": _values(audit.by_rule),
        "parts": [
            {
                **_values(part.values),
                "category_exact": part.exact.name.id,
                "category_rounded": part.rounded.name.id,
            }
            for part in audit.parts
        ],
        "depends_on_rule": audit.depends,
        "certain": audit.certain,
        "shows": audit.shows.value if audit.shows and audit.depends else None,
    }


def _index(found: IndexFinding) -> Json:
    return {
        "announced": figure_json(found.figure),
        "verdict": found.verdict.value,
        **_span(found.stands_for),
        "against": found.cause.value,
        "possible": _values(found.possible),
        "nearest_exact": _nearest(found.below, found.above),
    }


def _follows(found: RangeFinding) -> Json:
    return {
        "layer": found.layer,
        "verdict": found.verdict.value,
        **_span(found.allowed),
        "possible": None if found.counted is None else _values(found.counted),
    }


def _group(found: GroupFinding) -> Json:
    return {
        "layer": found.layer,
        "id": found.group.id,
        "name": found.group.name.id,
        "announced": figure_json(found.figure),
        "verdict": found.verdict.value,
        **_span(found.stands_for),
        "against": found.cause.value,
        "possible": None if found.values is None else _values(found.values),
        "nearest_exact": _nearest(found.below, found.above),
    }


def _span(values: Span) -> Json:
    return {"from_exact": exact_json(values.low), "below_exact": exact_json(values.high)}


def _values(values: Exact | None) -> Json:
    """Give exact values; `count` is null where they were not counted out, 0 for none."""
    if values is None:
        return {"count": 0, "low_exact": None, "high_exact": None, "values_exact": []}
    return {
        "count": values.count,
        "low_exact": exact_json(values.low),
        "high_exact": exact_json(values.high),
        "values_exact": [exact_json(value) for value in values.few],
    }


def _nearest(*values: Fraction | None) -> list[str | None]:
    return [exact_json(value) for value in values if value is not None]


def _name(category: Category | None) -> str | None:
    return None if category is None else category.name.id


def _summary(summary: Summary) -> Json:
    counts: Json = {"results": summary.count()}
    counts |= {status.value: summary.count(status) for status in Status}
    years = [
        {"year": year, "results": summary.years[year].total()}
        | {status.value: summary.years[year][status] for status in Status}
        | {"depends_on_rule": summary.depending[year]}
        for year in summary.in_order
    ]
    depends = {"depends_on_rule": summary.depending.total(), "certain": summary.certain}
    return counts | depends | {"years": years}
