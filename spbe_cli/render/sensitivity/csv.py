"""How an index depends on its levels as CSV: one row for each figure, move and remark."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.exact import round_change
from spbe_cli.core.instrument import Category
from spbe_cli.core.uncertainty.moves import Change
from spbe_cli.core.uncertainty.sensitivity import Margin, Sensitivity
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.distribution import csv as distribution_csv
from spbe_cli.render.given import rows
from spbe_cli.render.look import Look
from spbe_cli.render.sensitivity import sheets

HEAD = ("figure", "of", "value", "exact", "from", "to", "category")


def render(given: Sensitivity, look: Look) -> Iterator[str]:
    """Write margins with their moves, what each indicator does, the distribution, assumptions."""
    yield from lines([HEAD, *map(_wide, rows(given.file, given.case))])
    for way, margin in (("down", given.down), ("up", given.up)):
        if margin is not None:
            yield from lines(_margin(way, margin, given))
    for single in given.singles:
        for sign, effect in (("minus", single.down), ("plus", single.up)):
            if effect is not None:
                yield from lines([_move(sign, effect.change, effect.category)])
    if given.distribution is not None:
        yield from lines(map(_wide, distribution_csv.rows(given.distribution, given.categories)))
    for one, said in sheets.premises(given, look):
        yield from lines([_wide(("assumption", one.value, text(said), ""))])


def _margin(way: str, margin: Margin, given: Sensitivity) -> Iterator[Sequence[str]]:
    """Give how far a category is, the fewest moves to it, and where they lead."""
    of, rounded = text(margin.category.name.id), given.case.instrument.rounded
    shown = str(round_change(margin.distance, 4))
    yield _wide((f"{way}_distance", of, shown, exact(margin.distance)))
    if margin.changes is None:
        return
    yield _wide((f"{way}_steps", of, str(margin.steps), ""))
    for one in margin.changes:
        yield _move(f"{way}_set", one, None)
    after = (f"{way}_index", of, str(rounded(margin.after)), exact(margin.after))
    yield (*after, "", "", text(margin.reached.name.id))


def _move(figure: str, one: Change, category: Category | None) -> Sequence[str]:
    """Give one indicator that moves, and the category where that is another one then."""
    change = one.change
    named = "" if category is None else text(category.name.id)
    values = (str(round_change(change, 4)), exact(change), exact(one.line.level), exact(one.to))
    return (figure, text(one.line.indicator.id), *values, named)


def _wide(row: Sequence[str]) -> Sequence[str]:
    """Leave empty what only moves have."""
    return (*row, *[""] * (len(HEAD) - len(row)))
