"""Results of scoring as CSV: one row for each file, or for each domain, aspect, indicator, OPD."""

from collections.abc import Iterable, Iterator, Sequence

from spbe_cli.core.opds import by_opd
from spbe_cli.core.problems import Severity
from spbe_cli.core.result import Result
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Depth, Look
from spbe_cli.render.nodes import Node, at_layer

WHOSE = ("file", "institution", "type", "province", "year", "stage", "instrument")
FILE = (
    *("index", "index_exact", "category", "category_basis", "source", "answered", "total"),
    *("low", "high", "errors", "warnings"),
)
GROUP = ("layer", "id", "name", "weight", "index", "index_exact", "contribution_exact")
INDICATOR = (
    *("id", "aspect", "name", "weight", "level", "level_exact", "answered", "settled", "opds"),
    "contribution_exact",
)
OPD = (
    *("opd", "opd_name", "owns", "answered", "owned", "mean_exact", "contribution_exact"),
    "remaining_exact",
)
HEADS = {None: FILE, Depth.INDICATOR: INDICATOR, Depth.OPD: OPD}


def row(result: Result, look: Look, by: Depth | None, scenarios: int) -> str:
    """Write the rows of one file; one without figures keeps a row, empty after whose it is."""
    del look
    whose, head = whose_of(result), HEADS.get(by, GROUP)
    named = [text(result.scenario)] if scenarios else []
    rows = list(_rows(result, by)) or [[""] * len(head)]
    return "".join(lines([*whose, *named, *rest] for rest in rows))


def several(rows: Iterable[str], look: Look, by: Depth | None, scenarios: int) -> Iterator[str]:
    """Write the head and the rows of all files."""
    del look
    named = ["scenario"] if scenarios else []
    yield from lines([(*WHOSE, *named, *HEADS.get(by, GROUP))])
    yield from rows


def whose_of(result: Result) -> list[str]:
    """Say whose file it is, in the columns of `WHOSE`."""
    values = {key: result.known(key) for key in WHOSE[1:]}
    if result.case is not None:
        values["instrument"] = result.case.instrument.id
    return [text(result.file), *map(text, values.values())]


def _rows(result: Result, by: Depth | None) -> Iterator[Sequence[str]]:
    if by is None:
        yield _file(result)
    elif by is Depth.OPD:
        yield from _opds(result)
    elif by is Depth.INDICATOR:
        yield from (_indicator(node, result) for node in at_layer(result, by))
    else:
        yield from (_group(node, result) for node in at_layer(result, by))


def _file(result: Result) -> Sequence[str]:
    card = result.card
    severities = [problem.severity for problem in result.problems]
    source = "answers" if card is not None else "published" if result.announced else ""
    basis = result.basis.value if result.basis else source if result.announced else ""
    answered = total = low = high = ""
    if card is not None:
        total, answered = str(len(card.lines)), str(card.answered)
        low, high = (str(card.instrument.rounded(bound)) for bound in (card.low, card.high))
    return (
        "" if result.shown is None else str(result.shown),
        exact(result.index),
        text(result.category.name.id if result.category else None),
        basis,
        source,
        answered,
        total,
        low,
        high,
        str(severities.count(Severity.ERROR)),
        str(severities.count(Severity.WARNING)),
    )


def _group(node: Node, result: Result) -> Sequence[str]:
    shown = node.announced
    if shown is None and result.card is not None and node.value is not None:
        shown = result.card.instrument.rounded(node.value)
    return (
        node.layer.value,
        text(node.id),
        text(node.name.id),
        exact(node.weight),
        "" if shown is None else str(shown),
        exact(node.value),
        exact(node.contribution),
    )


def _indicator(node: Node, result: Result) -> Sequence[str]:
    line, case = node.line, result.case
    if line is None or case is None:
        return ()
    level = exact(line.level)
    return (
        text(node.id),
        text(line.indicator.aspect),
        text(node.name.id),
        exact(node.weight),
        level if "/" not in level else str(case.instrument.rounded(line.level)),
        level,
        str(line.answered).lower(),
        line.standing.settled.value,
        text(" ".join(case.owners[node.id])),
        exact(line.contribution),
    )


def _opds(result: Result) -> Iterator[Sequence[str]]:
    if result.case is None or result.card is None:
        return
    for part in by_opd(result.case):
        yield (
            text(part.id),
            text(part.name),
            text(" ".join(part.owns)),
            str(part.answered),
            str(len(part.owns)),
            exact(part.mean),
            exact(part.contribution),
            exact(part.remaining),
        )
