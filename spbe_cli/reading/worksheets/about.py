"""What a sheet of ours says of itself: which format, what it is for, keys of a file with values."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from spbe_cli.core.exact import parse_decimal
from spbe_cli.core.exchange import entries, ours
from spbe_cli.core.exchange.worksheet import FORMAT, Part
from spbe_cli.reading.worksheets.source import Grid
from spbe_cli.reading.worksheets.strangers import Ours
from spbe_cli.reading.worksheets.table import SEARCHED, At
from spbe_cli.reading.worksheets.values import text_of


class Itself(NamedTuple):
    """What a sheet of ours says of itself: where it says its format, what it is for, its values.

    `ours` says which of its cells we wrote.
    """

    at: At
    role: str
    values: Mapping[str, At]
    ours: Ours

    def said(self, key: str) -> str:
        """Give the text of a value; empty for nothing."""
        return text_of(self.values[key].cell) if key in self.values else ""


def said_of_itself(grid: Grid) -> Itself | None:
    """Read what a sheet of ours says of itself; None for any other sheet."""
    start = FORMAT.rpartition("/")[0] + "/"
    for row in islice(sorted(grid.rows), SEARCHED):
        texts = {column: text_of(cell) for column, cell in sorted(grid.rows[row].items())}
        for column, text in texts.items():
            if text.startswith(start):
                at = At(row, column, grid.rows[row][column])
                place = next((n for n, one in texts.items() if one in _PARTS), max(texts))
                values = _values(grid, at, place)
                read = frozenset((one.row, one.column) for one in values.values())
                known = Ours(ours.digests_in(texts.values()), read)
                return Itself(at, texts[place], values, known)
    return None


def _values(grid: Grid, begin: At, place: int) -> dict[str, At]:
    """Read keys below the format, and values below what the sheet is for."""
    found: dict[str, At] = {}
    for row in sorted(row for row in grid.rows if row > begin.row):
        cells = grid.rows[row]
        key = text_of(cells[begin.column]) if begin.column in cells else ""
        if key in KEYS and place in cells:
            found.setdefault(key, At(row, place, cells[place]))
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

_PARTS = frozenset(Part)
KEYS = frozenset({*_OPD, *_ASSESSMENT, "place", "file"})
"""All that sheets say of themselves."""

WHOSE = frozenset({*_BOTH, "stage"})
"""The keys that say which assessment a sheet is of."""

OF_ALL = tuple(key for key in _ASSESSMENT if key not in WHOSE)
"""The keys that the guide alone says, for all sheets."""
