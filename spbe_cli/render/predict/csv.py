"""A prediction as CSV: one row for each figure, rounded and exact beside, and for each remark."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.exact import round_change
from spbe_cli.core.uncertainty.predicting import Past, Prediction
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.distribution import csv as distribution_csv
from spbe_cli.render.given import rows
from spbe_cli.render.look import Look
from spbe_cli.render.predict import sheets

HEAD = ("figure", "of", "value", "exact")


def render(given: Prediction, look: Look) -> Iterator[str]:
    """Write a prediction, how past pairs agree, what it assumes and what makes it doubtful."""
    yield from lines([HEAD, *_rows(given)])
    for past in given.pasts:
        yield from lines(_agreement(past))
    for one, said in sheets.assumed(given, look):
        yield from lines([("assumption", one.value, text(said), "")])
    for doubt, said in sheets.doubted(given, look):
        yield from lines([("doubt", doubt.kind.value, text(said), "")])


def _rows(given: Prediction) -> Iterator[Sequence[str]]:
    yield from rows(*given.given)
    yield from distribution_csv.rows(given.distribution, given.categories)
    for difference, often in given.differences.items():
        yield "difference", exact(difference), str(often), ""


def _agreement(past: Past) -> Iterator[Sequence[str]]:
    """Give how a past pair agrees, named by its two files; the mean is of result - self."""
    found = past.agreement
    of = text(f"{past.before.file} -> {past.after.file}")
    mean = -found.bias if found.bias is not None else None
    yield "indicators", of, str(len(found.pairs)), ""
    for figure, value in (
        ("mean_difference", mean),
        ("same_level", found.exact),
        ("within_one", found.within_one),
        ("kappa_linear", found.linear),
        ("kappa_quadratic", found.quadratic),
    ):
        yield figure, of, "" if value is None else str(round_change(value, 4)), exact(value)
