"""What `spbe export` reads: an assessment, the files it is written in, an earlier one."""

from collections.abc import Iterator
from typing import NamedTuple

from spbe_cli.cli import instruments
from spbe_cli.cli.assessments import Opened, opened
from spbe_cli.core.assessment import Assessment
from spbe_cli.core.exchange.worksheet import Given, Loss, LossKind
from spbe_cli.core.problems import CallError, Problem
from spbe_cli.reading import files
from spbe_cli.reading.excuses import remarks_in
from spbe_cli.reading.library import shared
from spbe_cli.reading.source import Source


class Read(NamedTuple):
    """What worksheets are made from, every file it stands in, and what no cell is for."""

    given: Given
    inputs: tuple[files.Spot, ...]
    losses: tuple[Loss, ...]


def read(reference: str, past: str | None) -> Read:
    """Read an assessment; raises `ContentError` where it does not hold, or the earlier one.

    Raises `CallError` for one that has announced figures only.
    """
    library = shared()
    found = opened(reference, library)
    assessment = found.case.assessment
    if assessment.is_published_only:
        raise CallError("call.export-published", path=found.spot.label)
    before = None if past is None else opened(past, library)
    known, _ = instruments.named(library, assessment.instrument, found.spot)
    criteria = instruments.with_criteria(library, known).criteria
    sources = dict(_sources(found))
    homes = dict(_homes(assessment, sources, found.spot))
    given = Given(found.case, criteria, before.case if before else None, homes)
    remarks = [count for count in map(remarks_in, sources.values()) if count]
    lost = Loss(LossKind.REMARKS, number=sum(remarks), files=len(remarks))
    inputs = [*sources, *([before.spot] if before else [])]
    return Read(given, tuple(inputs), (lost,) if remarks else ())


def _sources(found: Opened) -> Iterator[tuple[files.Spot, Source]]:
    """Give the files an assessment is written in: its own, and those it includes."""
    spot, patterns = found.spot, found.case.assessment.include
    included = (
        spot.beside(path)
        for pattern in patterns
        if not files.leaves_folder(pattern)
        for path in files.matching(spot.folder, pattern)
    )
    for one in dict.fromkeys((spot, *included)):
        source = files.read(one)
        if not isinstance(source, Problem):
            yield one, source


def _homes(
    assessment: Assessment, sources: dict[files.Spot, Source], main: files.Spot
) -> Iterator[tuple[str, str]]:
    """Give the file of each OPD that has one, from the folder of the assessment; the first one."""
    seen: set[str] = set()
    for spot, source in sources.items():
        opd = source.data.get("opd") if isinstance(source.data, dict) else None
        if opd is not None and str(opd) in assessment.opds and str(opd) not in seen:
            seen.add(str(opd))
            yield str(opd), spot.path.relative_to(main.folder).as_posix()
