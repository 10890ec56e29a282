"""What a sheet of ours says of itself: which format, what it is for, keys of a file with values."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from spbe_cli.core.exact import parse_decimal
from spbe_cli.core.exchange import entries
from spbe_cli.core.exchange.worksheet import FORMAT
from spbe_cli.reading.worksheets.source import Grid
from spbe_cli.reading.worksheets.table import SEARCHED, At
from spbe_cli.reading.worksheets.values import text_of


class Itself(NamedTuple):
    """What a sheet of ours says of itself: where it says its format, what it is for, its values."""

    at: At
    role: str
    values: Mapping[str, At]


def said_of_itself(grid: Grid) -> Itself | None:
    """Read what a sheet of ours says of itself; None for any other sheet."""
    start = FORMAT.rpartition("/")[0] + "/"
    for row in islice(sorted(grid.rows), SEARCHED):
        cells = sorted(grid.rows[row].items())
        for column, cell in cells:
            if text_of(cell).startswith(start):
                role = text_of(cells[-1][1])
                return Itself(At(row, column, cell), role, _values(grid, row, column))
    return None


def _values(grid: Grid, begin: int, column: int) -> dict[str, At]:
    """Read keys and values below a row; the value of a key is the last thing in its row."""
    found: dict[str, At] = {}
    for row in sorted(row for row in grid.rows if row > begin):
        cells = grid.rows[row]
        key = text_of(cells[column]) if column in cells else ""
        last = max(cells)
        if key and last > column:
            found.setdefault(key, At(row, last, cells[last]))
    return found


def data_of(told: Mapping[str, str], *, is_opd: bool) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Read what is said of an assessment or an OPD, by the path it has in a file."""
    for key, read in (_OPD if is_opd else _ASSESSMENT).items():
        if key in told:
            yield tuple(key.split(".")), read(told[key])


def _number(text: str) -> Any:
    found = parse_decimal(text)
    return text if found is None else found


def _truth(text: str) -> Any:
    return {"true": True, "false": False}.get(text.casefold(), text)


def _figures(text: str) -> Any:
    pairs = entries.pairs_data(text)
    return text if isinstance(pairs, str) else {key: _number(one) for key, one in pairs.items()}


_BOTH: Mapping[str, Callable[[str], Any]] = {
    "institution": entries.value_data,
    "year": _number,
    "instrument": entries.value_data,
}
_OPD = {**_BOTH, "opd": entries.value_data, "name": entries.value_data, "owns": entries.items_data}
"""The keys of an OPD file that a sheet says of itself, and how each is read."""

_ASSESSMENT: Mapping[str, Callable[[str], Any]] = {
    **_BOTH,
    "stage": str,
    "type": str,
    "province": entries.value_data,
    "draft": _truth,
    "combine": str,
    "lead": entries.pairs_data,
    "include": entries.items_data,
    "published.index": _number,
    "published.category": entries.value_data,
    "published.domains": _figures,
    "published.aspects": _figures,
    **{f"published.source.{key}": entries.value_data for key in ("title", "url", "date", "note")},
}
"""The same of an assessment."""

OF_ALL = tuple(key for key in _ASSESSMENT if key not in _BOTH and key != "stage")
"""The keys that the guide alone says, for all sheets."""
