"""Finds the crosswalk between two instruments: a file beside one of them."""

from spbe_cli.core.comparisons.crosswalk import Crosswalk, crosswalk_faults
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import ContentError, Problem, in_order
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.shape import check


def crosswalk_between(library: Library, one: Instrument, other: Instrument) -> Crosswalk | None:
    """Find what became of the indicators of one instrument in another, in either direction.

    None where there is none. Raises `ContentError` for a file that does not hold.
    """
    beside = [spot for spot in map(library.spot_of, (one, other)) if spot is not None]
    for spot in beside:
        for path in sorted(spot.folder.glob("*.crosswalk.yaml")):
            found = _read(spot.beside(path), one, other)
            if found is not None:
                return found
    return None


def _read(spot: files.Spot, one: Instrument, other: Instrument) -> Crosswalk | None:
    """Read a crosswalk; None for one that is between others."""
    source = files.read(spot)
    if isinstance(source, Problem):
        raise ContentError([source])
    checked = check(Crosswalk, source.data)
    crosswalk, findings = checked.value, list(checked.findings)
    if crosswalk is not None and not findings:
        ends = {instrument.id: instrument for instrument in (one, other)}
        if {crosswalk.from_, crosswalk.to} != set(ends):
            return None
        findings += crosswalk_faults(crosswalk, ends[crosswalk.from_], ends[crosswalk.to])
    problems = in_order([*source.problems, *map(source.locate, findings)])
    if problems:
        raise ContentError(problems)
    return crosswalk
