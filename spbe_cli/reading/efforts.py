"""Effort files, and the prerequisites that ship in a file beside an instrument."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from spbe_cli.core.case import Case
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.plans.effort import (
    Effort,
    EffortFile,
    PrerequisitesFile,
    build,
    effort_faults,
    prerequisite_faults,
    requirement_faults,
    requirements,
)
from spbe_cli.core.problems import Code, ContentError, Finding, as_written, in_order
from spbe_cli.reading import files
from spbe_cli.reading.kinds import read_as
from spbe_cli.reading.library import Library
from spbe_cli.reading.shape import MOST_FINDINGS, Model, check


def read_effort(spot: files.Spot, case: Case, shipped: PrerequisitesFile | None = None) -> Effort:
    """Read an effort file that is to hold together with prerequisites.

    Raises `ContentError` where it does not hold, `CallError` where it cannot be read.
    """

    def faults(shape: EffortFile) -> Iterable[Finding]:
        return [*effort_faults(shape, case)] or _circles(shape, shipped, case.instrument)

    return build(_read(spot, EffortFile, faults, "effort"), case.instrument)


def with_prerequisites(
    effort: Effort, shipped: PrerequisitesFile | None, instrument: Instrument
) -> Effort:
    """Add prerequisites to those of an effort."""
    added = () if shipped is None else requirements(shipped.requires, instrument)
    return effort._replace(requires=(*effort.requires, *added))


def prerequisites_beside(library: Library, instrument: Instrument) -> PrerequisitesFile | None:
    """Read the prerequisites beside an instrument; None where it has none.

    Raises `ContentError` where they do not hold.
    """
    beside = library.spot_of(instrument)
    path = beside and beside.path.with_suffix(".requires.yaml")
    if beside is None or path is None or not files.is_file(path):
        return None
    return _read(
        beside.beside(path), PrerequisitesFile, lambda shape: prerequisite_faults(shape, instrument)
    )


def _read(
    spot: files.Spot,
    model: type[Model],
    faults: Callable[[Model], Iterable[Finding]],
    wanted: str = "",
) -> Model:
    """Read a file; everything that is wrong in it is said at once."""
    source = read_as(spot, wanted)
    checked = check(model, source.data)
    findings = list(checked.findings)
    if checked.value is not None:
        found = list(islice(faults(checked.value), MOST_FINDINGS))
        findings += (
            finding._replace(path=as_written(finding.path, checked.broken)) for finding in found
        )
        if len(found) == MOST_FINDINGS:
            limit = {"limit": str(MOST_FINDINGS)}
            findings.append(Finding(Code.BUDGET, (), limit, "problems"))
    problems = [*source.problems, *map(source.locate, findings)]
    if problems or checked.value is None:
        raise ContentError(in_order(problems))
    return checked.value


def _circles(
    own: EffortFile, shipped: PrerequisitesFile | None, instrument: Instrument
) -> Iterator[Finding]:
    """Find requirements of a file that lead in a circle with those that ship."""
    first = [] if shipped is None else shipped.requires
    for finding in requirement_faults([*first, *own.requires], instrument):
        head, index, *rest = finding.path
        yield finding._replace(path=(head, int(index) - len(first), *rest))
