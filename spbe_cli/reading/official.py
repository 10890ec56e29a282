"""The official results that ship with the package, by year: as read, with where they are from."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import Field

from spbe_cli.core.assessment import Shape, province_name
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.instrument_file import CitationShape, NamesShape
from spbe_cli.core.problems import CallError, ContentError, Problem
from spbe_cli.core.ranks.position import Official
from spbe_cli.core.ranks.ranking import Entry, entry_of
from spbe_cli.core.scalars import Text, YearKey
from spbe_cli.core.suggest import suggested
from spbe_cli.reading import files
from spbe_cli.reading.library import shared
from spbe_cli.reading.results_table import ResultsTable
from spbe_cli.reading.shape import check

MOST_NAMED = 6
"""What a message names of what there is: all years and types, the first provinces."""

ENDING = ".results.yaml"
"""How a file beside an instrument is called that says where its official results are from."""


class ResultsFile(Shape):
    """Where official results are from, by year, and what to know about them."""

    table: Text
    sources: dict[YearKey, CitationShape] = Field(min_length=1)
    caveat: NamesShape


class _Table(NamedTuple):
    """One table of official results, not yet read."""

    instrument: str
    spot: files.Spot
    shape: ResultsFile


def official(wanted: str) -> Official:
    """Give what `YEAR[:TYPE[:PROVINCE]]` names, a type left empty being all of them.

    Case and blanks do not matter. Raises `CallError` for what there is not.
    """
    year, _, rest = wanted.partition(":")
    kind, _, where = rest.partition(":")
    tables = {str(one): (one, table) for table in _tables() for one in table.shape.sources}
    number, table = tables[_known("year", year, tables)]
    instrument, entries = _read(table)
    entries = tuple(one for one in entries if one.year == number)
    found_type = found_province = None
    if kind.strip():
        found_type = _type(kind, number, entries)
    if where.strip():
        found_province = _province(where, number, found_type, entries)
    entries = tuple(
        one
        for one in entries
        if found_type in {None, one.type} and found_province in {None, one.province}
    )
    source, caveat = table.shape.sources[number], table.shape.caveat.build()
    return Official(number, found_type, found_province, instrument, entries, source.build(), caveat)


def tables() -> Iterator[files.Spot]:
    """Give the tables that official results are read from."""
    yield from (table.spot for table in _tables())


def completed(begun: str) -> list[str]:
    """Give the parts of the official results whose names begin so, for the shell."""
    year, colon, _ = begun.partition(":")
    years = [str(one) for table in _tables() for one in table.shape.sources]
    if not colon or year not in years:
        return [one for one in years if one.startswith(begun)]
    entries = official(year).entries
    kinds = [f"{year}:{kind}" for kind in _types(entries)]
    return [one for one in kinds if one.startswith(begun)]


def _tables() -> tuple[_Table, ...]:
    """Find the tables beside the bundled instruments."""
    found = []
    for path in sorted(files.BUNDLED.glob(f"*{ENDING}")):
        source = files.read(files.Spot(path, path.name))
        if isinstance(source, Problem):
            raise ContentError([source])
        checked = check(ResultsFile, source.data)
        problems = [*source.problems, *map(source.locate, checked.findings)]
        if checked.value is None or problems:
            raise ContentError(problems)
        beside = path.with_name(checked.value.table)
        name = path.name.removesuffix(ENDING)
        found.append(_Table(name, files.Spot(beside, beside.name), checked.value))
    return tuple(found)


def _read(table: _Table) -> tuple[Instrument, tuple[Entry, ...]]:
    """Read a table; its rows are known to hold, so they are not judged again."""
    text = files.read_text(table.spot)
    if isinstance(text, Problem):
        raise ContentError([text])
    read = ResultsTable(table.spot, text, shared(), judged=False)
    results = [one.result() for one in read]
    problems = [*read.problems, *(problem for one in results for problem in one.problems)]
    found = shared().find(table.instrument)
    if found is None or found.value is None or problems:
        raise ContentError(problems)
    return found.value, tuple(map(entry_of, results))


def _types(entries: Iterable[Entry]) -> Iterator[str]:
    """Give the types there are, each once, in the order of the table."""
    yield from {one.type: None for one in entries if one.type is not None}


def _provinces(entries: Iterable[Entry]) -> Iterator[str]:
    yield from sorted({one.province for one in entries if one.province is not None})


def _type(given: str, year: int, entries: Iterable[Entry]) -> str:
    """Find the type that is meant; one that is a province is said to be one."""
    listed = tuple(entries)
    try:
        return _known("type", given, _types(listed))
    except CallError as error:
        province = _named(given, _provinces(listed))
        if province is not None:
            error.values["suggestion"] = f"{year}::{province}"
        raise


def _province(given: str, year: int, kind: str | None, entries: Iterable[Entry]) -> str:
    """Find the province that is meant, among those that have institutions of a type."""
    listed = tuple(entries)
    of_type = tuple(one for one in listed if kind in {None, one.type})
    there = tuple(_provinces(of_type))
    if not there:
        raise CallError("call.among.central", type=kind or "")
    elsewhere = _named(given, _provinces(listed))
    if elsewhere is not None and elsewhere not in there:
        others = _types(one for one in listed if one.province == elsewhere)
        values = {"found": elsewhere, "type": kind or "", "allowed": ", ".join(others)}
        raise CallError("call.among.no-such-type", **values)
    return _known("province", given, there, year=str(year))


def _named(given: str, known: Iterable[str]) -> str | None:
    """Find what is meant among what is known, in any spelling; None for none of it."""
    names = {province_name(one): one for one in known}
    return names.get(province_name(given.strip()))


def _known(what: str, given: str, known: Iterable[str], **values: str) -> str:
    """Find what is meant among what is known; raises `CallError` that says what there is."""
    names = tuple(known)
    found = _named(given, names)
    if found is None:
        values |= {"found": given.strip(), "allowed": ", ".join(names[:MOST_NAMED])}
        values |= {"count": str(len(names)), **suggested(given, names)}
        raise CallError(f"call.among.{what}", **values)
    return found
