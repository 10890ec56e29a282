"""What a draft is made from: an instrument and a year, an earlier assessment, a map of owners."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from spbe_cli.cli import instruments
from spbe_cli.cli.assessments import Opened
from spbe_cli.cli.options import possible_year
from spbe_cli.core.assessment import Opd
from spbe_cli.core.case import Case
from spbe_cli.core.drafting import OwnerMap, blank, opds_of, replacing
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import (
    CallError,
    Code,
    ContentError,
    Finding,
    Problem,
    in_order,
)
from spbe_cli.core.rules.values import unknown, unknown_indicator
from spbe_cli.core.scalars import FIRST_YEAR
from spbe_cli.reading import files
from spbe_cli.reading.library import Found, Library
from spbe_cli.reading.shape import check
from spbe_cli.reading.source import Source


class Chosen(NamedTuple):
    """The instrument of a draft and its year; `replaced` are those that came after an older one."""

    found: Found
    instrument: Instrument
    year: int
    replaced: tuple[Instrument, ...]

    def reference(self, folder: Path) -> str:
        """Say how a file in a folder names the instrument: by id, or by the way to its file."""
        return self.found.reference(folder)


def chosen(
    library: Library, before: Opened | None, reference: str | None, year: int | None
) -> Chosen:
    """Choose the instrument and the year.

    Those asked for, else those that follow from an earlier assessment: the year after, and where
    another regulation has replaced its own by then, that one.
    """
    if reference is None and before is None:
        raise CallError("call.init-instrument")
    possible_year(year)
    if reference is None and before is not None:
        named = before.case.assessment.instrument
        found, instrument = instruments.named(library, named, before.spot)
    else:
        found, instrument = instruments.named(library, reference or "")
    if year is None and before is not None:
        year = before.case.assessment.year + 1
    elif year is None:
        year = instrument.years.last or instrument.years.first
    bundled = {one.value.id: one for one in instruments.bundled(library) if one.value is not None}
    values = {key: one.value for key, one in bundled.items() if one.value is not None}
    later = tuple(replacing(instrument, values)) if not instrument.years.cover(year) else ()
    if reference is None:
        fitting = next((one for one in later if one.years.cover(year)), None)
        if fitting is not None:
            return Chosen(bundled[fitting.id], fitting, year, later)
    return Chosen(found, instrument, year, later)


def owners(reference: str, instrument: Instrument) -> Mapping[str, Opd]:
    """Read a map of owners; raises `ContentError` where it does not hold."""
    spot = files.Spot(Path(reference), reference, named=True)
    source = files.read(spot)
    if isinstance(source, Problem):
        raise ContentError([source])
    if source.data is None:
        empty = source.locate(Finding(Code.EMPTY_FILE, variant="owners"))
        raise ContentError(source.problems or [empty])
    wrapped = isinstance(source.data, dict) and "opds" in source.data
    checked = check(OwnerMap, source.data if wrapped else {"opds": source.data})
    findings = list(checked.findings)
    opds: dict[str, Opd] = {}
    if checked.value is not None:
        opds = opds_of(checked.value, instrument)
        case = blank("?", None, FIRST_YEAR, (instrument, instrument.id), opds)
        findings += unknown_indicator(case)
        findings += _unknown_keys(checked.value, case)
    problems = [*source.problems, *(_located(one, source, wrapped=wrapped) for one in findings)]
    if problems:
        raise ContentError(in_order(problems))
    return opds


def _unknown_keys(owners: OwnerMap, case: Case) -> Iterator[Finding]:
    """Find keys that look like an indicator and are none."""
    for key in owners.opds:
        if re.fullmatch(r"[\d-]+", key) and not case.instrument.select(key):
            yield unknown(case.instrument, ("opds", key), key, at="key")


def _located(finding: Finding, source: Source, *, wrapped: bool) -> Problem:
    """Find a place in a map, which may lack `opds` at its top, and `owns` before a short list."""
    path = finding.path if wrapped else finding.path[1:]
    short = tuple(step for step in path if step != "owns")
    return source.locate(finding._replace(path=short if source.has(short) else path))
