"""Scenario files, as `--set @FILE` names them: read, and their places still known."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import CallError, ContentError, Problem, in_order
from spbe_cli.core.scenario import (
    Scenario,
    ScenarioFile,
    levels_under,
    misfits,
    scenarios_of,
    shape_faults,
)
from spbe_cli.reading import files
from spbe_cli.reading.kinds import read_as
from spbe_cli.reading.shape import check
from spbe_cli.reading.source import Source


class Listed(NamedTuple):
    """A scenario and the text it stands in; other processes can be given both."""

    scenario: Scenario
    source: Source

    def misfits(self, instrument: Instrument) -> tuple[Problem, ...]:
        """Say where it names what an instrument does not have."""
        return in_order(map(self.source.locate, misfits(self.scenario, instrument)))

    def levels(self, instrument: Instrument) -> Mapping[str, Number]:
        """Give its levels under an instrument that it fits."""
        return levels_under(self.scenario, instrument)


def spots_of(references: Iterable[str]) -> list[files.Spot]:
    """Find scenario files, one for each reference; raises `CallError` for what is none."""
    return [_spot(reference) for reference in references]


def read_scenarios(spots: Iterable[files.Spot]) -> tuple[Listed, ...]:
    """Read the scenarios of files, in order.

    Raises `ContentError` with what is wrong in any of them, `CallError` for a name given twice.
    """
    found: dict[str, Listed] = {}
    problems: list[Problem] = []
    for spot in spots:
        try:
            scenarios = list(_read(spot))
        except ContentError as error:
            problems += error.problems
            continue
        for one in scenarios:
            name = one.scenario.name
            if name in found:
                values = {"first": found[name].source.file, "second": spot.label}
                raise CallError("call.scenario-twice", name=name, **values)
            found[name] = one
    if problems:
        raise ContentError(in_order(problems))
    return tuple(found.values())


def _spot(reference: str) -> files.Spot:
    found = files.spots([reference])
    if len(found) != 1 or not found[0].named:
        raise CallError("call.scenario-folder", path=reference)
    return found[0]


def _read(spot: files.Spot) -> Iterator[Listed]:
    """Read one file; raises `ContentError` where it does not hold."""
    source = read_as(spot, "scenario")
    checked = check(ScenarioFile, source.data)
    findings = checked.findings
    if checked.value is not None:
        findings = findings or tuple(shape_faults(checked.value))
    problems = [*source.problems, *map(source.locate, findings)]
    if problems or checked.value is None:
        raise ContentError(in_order(problems))
    name = spot.path.stem.strip() or spot.label
    return (Listed(one, source) for one in scenarios_of(checked.value, name))
