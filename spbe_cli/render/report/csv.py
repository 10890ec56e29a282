"""A report as CSV: the index of each year, then every domain, aspect and indicator with its levels.

One row each, under one head; exact values in full.
"""

from collections.abc import Iterator, Mapping, Sequence

from spbe_cli.core.comparisons.comparison import Reason
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Domain
from spbe_cli.core.plans.aims import aimed_at
from spbe_cli.core.profile import parts
from spbe_cli.core.report import Report
from spbe_cli.core.result import Result
from spbe_cli.core.rules.answers import answers
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Depth, Look
from spbe_cli.render.nodes import Node, nodes
from spbe_cli.render.score.csv import WHOSE, whose_of

OWN = (
    *("layer", "id", "name", "weight", "value", "value_exact", "category", "contribution_exact"),
    *("before_exact", "claimed_exact", "target_exact", "answered", "opds", "evidence", "note"),
)

Key = tuple[Depth, str]


def render(report: Report, look: Look) -> Iterator[str]:
    """Write the head and the rows."""
    del look
    yield from lines([(*WHOSE, *OWN)])
    for one in report.history.columns:
        yield from lines([[*whose_of(one), *_index(one)]])
    shown = report.chosen.detail or report.main
    if shown is not None:
        yield from lines([*whose_of(shown), *row] for row in _rows(report, shown))


def _index(one: Result) -> Sequence[str]:
    """Write the index of a year."""
    figures = ("" if one.shown is None else str(one.shown), exact(one.index))
    category = text(one.category.name.id if one.category else None)
    return ("index", "", "", "100", *figures, category, exact(one.index), *[""] * 7)


def _rows(report: Report, shown: Result) -> Iterator[Sequence[str]]:
    """Write each group and indicator, beside the earlier year, the self-assessment, the target."""
    case, since = shown.case, report.since
    if case is None:
        return
    is_alike = since is not None and Reason.INSTRUMENT not in since.reasons
    before = _values(report.chosen.before if is_alike else None)
    claimed = _values(report.chosen.claimed)
    targets = {(Depth.INDICATOR, key): level for key, level in aimed_at(case).items()}
    notes: dict[str, list[str]] = {}
    pieces: dict[str, int] = {}
    for _, indicator_id, answer in answers(case):
        notes.setdefault(indicator_id, []).extend([answer.note] if answer.note else [])
        pieces[indicator_id] = pieces.get(indicator_id, 0) + len(answer.evidence)
    for node in nodes(shown, Depth.INDICATOR):
        key = (node.layer, node.id)
        figures = (exact(by.get(key)) for by in (before, claimed, targets))
        rest = ["", "", "", ""]
        if node.line is not None:
            owners = text(" ".join(case.owners[node.id]))
            said = text(" ".join(" | ".join(notes.get(node.id, ())).split()))
            rest = [str(node.line.answered).lower(), owners, str(pieces.get(node.id, 0)), said]
        yield (*_node(node, shown), *figures, *rest)


def _node(node: Node, shown: Result) -> Sequence[str]:
    value, case = node.value, shown.case
    figure = "" if node.announced is None else str(node.announced)
    if node.announced is None and value is not None and case is not None:
        figure = str(case.instrument.rounded(value)) if node.line is None else exact(value)
    return (
        node.layer.value,
        text(node.id),
        text(node.name.id),
        exact(node.weight),
        figure,
        exact(value),
        "",
        exact(node.contribution),
    )


def _values(result: Result | None) -> Mapping[Key, Number]:
    """Give the values of all groups and the answered levels of a result."""
    if result is None:
        return {}
    found: dict[Key, Number] = {
        (Depth.DOMAIN if isinstance(one.group, Domain) else Depth.ASPECT, one.group.id): one.value
        for one in parts(result)
    }
    for line in result.card.lines if result.card else ():
        if line.answered:
            found[Depth.INDICATOR, line.indicator.id] = line.level
    return found
