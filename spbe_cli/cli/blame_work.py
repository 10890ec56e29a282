"""What `spbe blame` needs: a file as it is, its earlier versions read once each, the report."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial

from spbe_cli.cli import instruments
from spbe_cli.core.case import Case
from spbe_cli.core.comparisons.blaming import Ancestry, Report, answer_that_counts, report
from spbe_cli.core.problems import CallError, Code, ContentError, Finding, Severity
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Scorecard
from spbe_cli.reading.files import Spot
from spbe_cli.reading.history import History
from spbe_cli.reading.library import shared
from spbe_cli.reading.lineage import Lineage, Node
from spbe_cli.reading.loading import Loader


def blamed(argument: str, spots: Sequence[Spot], indicator: str | None) -> Report:
    """Say where the levels of the one assessment among some files come from.

    Raises `CallError` where there is not one, or no history; `ContentError` where it has errors.
    """
    loader = Loader(shared(), assessments_only=True)
    spot, case, result, now = _current(loader, argument, spots)
    wanted = None if indicator is None else instruments.indicator(case.instrument, indicator)
    with History() as history:
        lineage = Lineage(history, spot)
        earlier = cache(partial(_earlier, loader))

        def card(node: Node) -> Scorecard | None:
            return now if node == lineage.start else earlier(lineage.spot(node))

        return report(
            Ancestry(lineage.parents, card),
            lineage.start,
            result,
            now,
            indicator=wanted,
            commit=lineage.commit,
            rank=lineage.rank,
            places=_places(loader, spot, case),
        )


def _current(
    loader: Loader, argument: str, spots: Sequence[Spot]
) -> tuple[Spot, Case, Result, Scorecard]:
    """Read the file as it is now; there must be one, with answers and without errors."""
    found = list(loader.load_all(spots))
    if len(found) != 1:
        raise CallError("call.one-assessment" if found else "call.no-assessments", paths=argument)
    result = found[0].result()
    if result.case is None or result.errors:
        raise ContentError(one for one in result.problems if one.severity is Severity.ERROR)
    if result.card is None:
        raise CallError("call.blame-published", path=result.file)
    spot = next(spot for spot in spots if spot.label == result.file)
    if spot.is_stdin:
        raise CallError("call.untracked", path=result.file)
    return spot, result.case, result, result.card


def _earlier(loader: Loader, spot: Spot | None) -> Scorecard | None:
    """Score an earlier version; None where it is not there, has an error or no answers."""
    loaded = None if spot is None else next(loader.load_all([spot._replace(named=True)]), None)
    return None if loaded is None else loaded.result().card


def _places(loader: Loader, spot: Spot, case: Case) -> Mapping[str, tuple[str, int]]:
    """Find where the answers that count are written."""
    ids = [indicator.id for indicator in case.instrument.indicators]
    paths = {one: path for one in ids if (path := answer_that_counts(case, one)) is not None}
    findings: Iterable[Finding] = (Finding(Code.UNANSWERED, path) for path in paths.values())
    located = zip(paths, loader.locate(spot, findings), strict=True)
    return {one: (where.file, where.place.line if where.place else 1) for one, where in located}
