"""Which answer counts for each indicator: the institution's own, the lead's, or a combination.

The regulation knows one value per indicator and institution and no averaging over OPDs; criteria
such as "all units" make the level that holds everywhere the lowest one. Mean and median are what
surveys do; their results are marked as not official.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from spbe_cli.core.assessment import Assessment, Combine
from spbe_cli.core.exact import Number, mean, median
from spbe_cli.core.instrument import Instrument


class Settled(StrEnum):
    """What settled which answer counts."""

    OWN = "own"
    LEAD = "lead"
    OPDS = "opds"
    NOBODY = "nobody"


class Standing(NamedTuple):
    """The level that counts for one indicator, and how it came to count.

    `level` is None for an unanswered indicator. `said` are the levels the OPDs answered, sorted
    by their ids, so that no order of files changes a report. `unofficial` marks the mean or
    median of different answers.
    """

    indicator: str
    level: Number | None
    settled: Settled
    said: tuple[tuple[str, Number], ...] = ()
    unofficial: bool = False

    @property
    def in_conflict(self) -> bool:
        """Whether OPDs gave different levels and neither own answer nor lead settles it."""
        return self.settled is Settled.OPDS and len({level for _, level in self.said}) > 1


def combine(assessment: Assessment, instrument: Instrument) -> tuple[Standing, ...]:
    """Settle every indicator of an instrument, in its order."""
    said: dict[str, list[tuple[str, Number]]] = {}
    for opd_id, opd in assessment.opds.items():
        for indicator_id, answer in opd.answers.items():
            if answer.level is not None:
                said.setdefault(indicator_id, []).append((opd_id, answer.level))
    return tuple(
        _settle(indicator.id, assessment, tuple(sorted(said.get(indicator.id, ()))))
        for indicator in instrument.indicators
    )


def owners(assessment: Assessment, instrument: Instrument) -> Mapping[str, tuple[str, ...]]:
    """Give the OPDs responsible for each indicator, in the order of the OPDs.

    An OPD owns what its `owns` says; without one, what it answers; and what it leads.
    """
    owned: dict[str, list[str]] = {indicator.id: [] for indicator in instrument.indicators}
    for opd_id, opd in assessment.opds.items():
        items = opd.answers if opd.owns is None else opd.owns
        mine = {indicator_id for item in items for indicator_id in instrument.select(item)}
        for indicator_id in mine:
            owned[indicator_id].append(opd_id)
    for indicator_id, lead in assessment.lead.items():
        responsible = owned.get(indicator_id)
        if lead in assessment.opds and responsible is not None and lead not in responsible:
            responsible.append(lead)
    return {indicator_id: tuple(opds) for indicator_id, opds in owned.items()}


def _settle(
    indicator_id: str, assessment: Assessment, said: tuple[tuple[str, Number], ...]
) -> Standing:
    own = assessment.answers.get(indicator_id)
    if own is not None and own.level is not None:
        return Standing(indicator_id, own.level, Settled.OWN, said)
    if not said:
        return Standing(indicator_id, None, Settled.NOBODY)
    lead = assessment.lead.get(indicator_id)
    for opd_id, level in said:
        if opd_id == lead:
            return Standing(indicator_id, level, Settled.LEAD, said)
    levels = [level for _, level in said]
    averaged = assessment.combine in {Combine.MEAN, Combine.MEDIAN} and len(set(levels)) > 1
    level = _RULES[assessment.combine](levels)
    return Standing(indicator_id, level, Settled.OPDS, said, unofficial=averaged)


_RULES: Mapping[Combine, Callable[[list[Number]], Number]] = {
    Combine.LOWEST: min,
    Combine.HIGHEST: max,
    Combine.MEAN: mean,
    Combine.MEDIAN: median,
}
