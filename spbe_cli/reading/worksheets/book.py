"""Workbooks -> what was filled in, shaped as files have it, every value's cell still known.

Our own worksheets, however people have changed them, and any other sheet with a head that names
indicators and their levels. What was taken for something else, or not taken at all, is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from spbe_cli.core.exchange.intake import How
from spbe_cli.core.exchange.worksheet import FORMAT, Part, address
from spbe_cli.core.problems import Code, Finding, Problem, Term
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.worksheets.about import OF_ALL, WHOSE, Itself, said_of_itself
from spbe_cli.reading.worksheets.filled import (
    FilledSheet,
    Filling,
    Known,
    Unread,
    capped,
    problem_at,
)
from spbe_cli.reading.worksheets.source import MAX_BYTES, Grid, grids
from spbe_cli.reading.worksheets.strangers import Ours
from spbe_cli.reading.worksheets.table import At, find_head
from spbe_cli.reading.worksheets.values import names_of, names_of_any, text_of

_COUNTED = frozenset({Part.GUIDE, Part.SUMMARY, Part.CALCULATION})
"""The sheets of ours that hold no answers."""


class Workbook(NamedTuple):
    """What a workbook holds; `problems` are the one that it is not read for, or those of cells."""

    problems: tuple[Problem, ...]
    sheets: tuple[FilledSheet, ...]


def read_workbook(spot: files.Spot, library: Library) -> Workbook:
    """Read all answers of a workbook; what is wrong in it is a problem.

    Raises `CallError` only where the file that the caller named cannot be opened.
    """
    content = files.read_bytes(spot, MAX_BYTES)
    found = content if isinstance(content, Problem) else grids(spot.label, content)
    if isinstance(found, Problem):
        return Workbook((found,), ())
    return _Reading(spot, library, found).workbook()


class _Reading:
    """One workbook on its way to filled sheets."""

    def __init__(self, spot: files.Spot, library: Library, found: tuple[Grid, ...]) -> None:
        self._spot = spot
        self._library = library
        self._sheets = [(grid, said_of_itself(grid)) for grid in found]
        self._ours = [(grid, itself) for grid, itself in self._sheets if itself is not None]
        guides = (one for one in self._ours if one[1].role == Part.GUIDE)
        self._guide = next(guides, None)
        self._problems: list[Problem] = []

    def workbook(self) -> Workbook:
        """Read every sheet of ours; in a workbook without any, every one that has a head."""
        newer = self._of_another_version()
        if newer is not None:
            return Workbook((newer,), ())
        is_ours = any(itself.role not in _COUNTED for _, itself in self._ours)
        sheets, others = list[FilledSheet](), list[Unread]()
        for grid, itself in self._sheets:
            if itself is None and is_ours:
                others += [Unread(grid.name, grid.name)] if grid.rows else []
            elif itself is not None and itself.role in _COUNTED:
                others += capped(_elsewhere(grid, itself.ours), grid.name)
            else:
                sheet = self._sheet(grid, itself)
                sheets += () if sheet is None else (sheet,)
        self._problems += self._contradictions()
        if not sheets and not self._problems:
            finding = Finding(Code.NOT_AN_ASSESSMENT, (), {}, "workbook")
            return Workbook((Problem(self._spot.label, None, finding),), ())
        if sheets:
            others += self._unsaid(sheets)
            sheets[0] = replace(sheets[0], unread=(*sheets[0].unread, *others))
        return Workbook(tuple(self._problems), tuple(sheets))

    def _unsaid(self, sheets: Sequence[FilledSheet]) -> Iterator[Unread]:
        """Tell what the guide says for all where no sheet takes it, or cannot say as it is gone."""
        takes_it = any(sheet.opd is None and "stage" in sheet.about for sheet in sheets)
        if self._guide is None and takes_it:
            keys = dict.fromkeys(key.partition(".")[0] for key in OF_ALL)
            yield Unread("", ", ".join(keys), How.UNSAID)
        elif self._guide is not None and not takes_it:
            page, guide = self._guide
            for key, at in guide.values.items():
                if key in OF_ALL:
                    yield Unread(at.on(page.name), text_of(at.cell))

    def _contradictions(self) -> Iterator[Problem]:
        """Say where the guide, which people see, and a sheet name another assessment, or OPD.

        The guide of one OPD says nothing of the sheets of others that were put beside.
        """
        if self._guide is None:
            return
        page, guide = self._guide
        sheets = [(grid, one) for grid, one in self._ours if one.role not in _COUNTED]
        opds = {one.said("opd") for _, one in sheets}
        for key, at in guide.values.items():
            differing = (
                (grid, one)
                for grid, one in sheets
                if one.said(key) not in {"", guide.said(key)}
                and (key in WHOSE or guide.said("opd") not in opds - {one.said("opd")})
            )
            for grid, one in islice(differing, 1):
                values = {"key": Term(f"sheet.about.{key}"), "found": guide.said(key)}
                values |= {"there": one.said(key), "first": one.values[key].on(grid.name)}
                finding = Finding(Code.IMPORT_CONFLICT, (key,), values, "guide")
                yield problem_at(self._spot.label, page.name, at, finding)

    def _of_another_version(self) -> Problem | None:
        """Refuse worksheets of a format that is not known yet."""
        for grid, itself in self._ours:
            if text_of(itself.at.cell) != FORMAT:
                values = {"found": text_of(itself.at.cell)}
                finding = Finding(Code.UNREADABLE_WORKBOOK, (), values, "version")
                return problem_at(self._spot.label, grid.name, itself.at, finding)
        return None

    def _sheet(self, grid: Grid, itself: Itself | None) -> FilledSheet | None:
        """Read one sheet; None where it has no table of answers."""
        head = find_head(grid, None if itself is None else itself.at.row)
        about: dict[str, At] = {}
        if itself is not None:
            guide = {} if self._guide is None else self._guide[1].values
            about = {**guide, **itself.values}
        ours = Ours(frozenset(), frozenset()) if itself is None else itself.ours
        filling = Filling(self._spot, grid, self._known(about), about, ours)
        filling.unread += capped(_pinned(grid), grid.name)
        if head is not None:
            filling.fill(head)
        elif itself is not None:
            finding = Finding(Code.NOT_AN_ASSESSMENT, (), {"found": grid.name}, "sheet")
            self._problems.append(problem_at(self._spot.label, grid.name, itself.at, finding))
            return None
        if not filling.seen and itself is None:
            return None
        self._problems += filling.problems
        return filling.sheet()

    def _known(self, about: Mapping[str, At]) -> Known:
        """Say which indicators and names of levels there can be."""
        given = text_of(about["instrument"].cell) if "instrument" in about else None
        found = None if given is None else self._library.find(given, self._spot)
        if found is not None and found.value is not None:
            return Known(found.value.positions, names_of(found.value))
        all_ = (self._library.find(name) for name in self._library.bundled)
        values = [one.value for one in all_ if one is not None and one.value is not None]
        return Known({key for one in values for key in one.positions}, names_of_any(values))


def _elsewhere(grid: Grid, ours: Ours) -> Iterator[Unread]:
    """Tell what people wrote into a sheet that has nothing to fill in."""
    yield from _pinned(grid)
    for row, cells in sorted(grid.rows.items()):
        for column in ours.strangers(row, cells):
            yield Unread(address(grid.name, row, column), text_of(cells[column]))


def _pinned(grid: Grid) -> Iterator[Unread]:
    """Tell the comments on cells: they are words to a person, and no file of ours keeps them."""
    for (row, column), text in sorted(grid.comments.items()):
        yield Unread(address(grid.name, row, column), text)
