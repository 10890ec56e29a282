"""Audits as CSV: one row for each result."""

from collections.abc import Iterable, Iterator, Sequence

from spbe_cli.core.audits.audited import Audited, Summary
from spbe_cli.core.audits.verdicts import Audit
from spbe_cli.core.problems import Severity
from spbe_cli.render.audit import wording
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Look
from spbe_cli.render.score.csv import WHOSE, whose_of

AUDIT = (
    *("index", "category", "category_by_rule", "possible_count", "possible_low_exact"),
    *("possible_high_exact", "category_exact", "category_rounded", "depends_on_rule", "certain"),
    *("shows", "why"),
)


def row(one: Audited, look: Look) -> str:
    """Write one result; one without an audit has empty figures."""
    result, audit = one.result, one.audit
    figures = [""] * len(AUDIT) if audit is None else _figures(audit, look)
    severities = [problem.severity for problem in result.problems]
    counts = (str(severities.count(severity)) for severity in Severity)
    return "".join(lines([[*whose_of(result), one.status.value, *figures, *counts]]))


def several(rows: Iterable[str], summary: Summary, look: Look, *, every: bool) -> Iterator[str]:
    """Write the head and the rows."""
    del summary, look, every
    yield from lines([(*WHOSE, "verdict", *AUDIT, "errors", "warnings")])
    yield from rows


def alone(one: Audited, summary: Summary, look: Look) -> Iterator[str]:
    """Write one result as several are."""
    return several([row(one, look)], summary, look, every=True)


def _figures(audit: Audit, look: Look) -> Sequence[str]:
    possible, announced = audit.possible, audit.category.announced
    count = 0 if possible is None else possible.count
    return (
        "" if audit.index is None else str(audit.index.figure),
        text(announced.name.id if announced else None),
        _names(one.name.id for one in audit.category.by_rule),
        "" if count is None else str(count),
        exact(possible.low if possible else None),
        exact(possible.high if possible else None),
        _names(part.exact.name.id for part in audit.remaining),
        _names(part.rounded.name.id for part in audit.remaining),
        str(audit.depends).lower(),
        str(audit.certain).lower(),
        audit.shows.value if audit.shows and audit.depends else "",
        text(" ".join(wording.why(audit, look))),
    )


def _names(names: Iterable[str]) -> str:
    return text(" / ".join(dict.fromkeys(names)))
