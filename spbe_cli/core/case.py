"""One assessment as read: what rules judge and what is scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from spbe_cli.core.assessment import Assessment, Stage, folded
from spbe_cli.core.combine import Standing, combine, owners
from spbe_cli.core.exact import Number
from spbe_cli.core.exhibit import Exhibit
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import KeyPath, as_written
from spbe_cli.core.scoring import Scorecard, score


class Identity(NamedTuple):
    """Whose result of what: two files with the same one are the same assessment twice."""

    institution: str
    year: int
    stage: Stage


@dataclass(frozen=True)
class Case:
    """An assessment with its OPD files taken in, under its instrument.

    `broken` are the paths that could not be read and are left out of the assessment; a rule that
    speaks of something missing must not blame what a broken path explains. `exhibits` are the
    files named as evidence, by the path they are named at, where they were looked at.
    """

    assessment: Assessment
    instrument: Instrument
    broken: frozenset[KeyPath] = frozenset()
    exhibits: Mapping[KeyPath, Exhibit] = field(default_factory=dict)

    def is_broken(self, path: KeyPath) -> bool:
        """Tell whether what stands at a path, or something below it, could not be read."""
        written = as_written(path, self.broken)
        return any(broken[: len(written)] == written for broken in self.broken)

    def allows(self, level: Number) -> bool:
        """Tell whether a level can be answered: in the range, or seen at this stage."""
        levels = self.instrument.levels
        return levels.allows(level) or levels.exception(level, self.assessment.stage) is not None

    @property
    def whose(self) -> Identity | None:
        """Whose result this is, the institution as it is compared; None where it is not known."""
        if {("institution",), ("year",), ("stage",)} & self.broken:
            return None
        one = self.assessment
        return Identity(folded(one.institution), one.year, one.stage)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Which answer counts for each indicator, in the instrument's order."""
        return combine(self.assessment, self.instrument)

    @cached_property
    def owners(self) -> Mapping[str, tuple[str, ...]]:
        """The OPDs responsible for each indicator."""
        return owners(self.assessment, self.instrument)

    @cached_property
    def scorecard(self) -> Scorecard:
        """All figures that follow from the standings."""
        return score(self.instrument, self.standings, self.assessment.year)


class Filed(NamedTuple):
    """An assessment under its instrument, and the file it stands in."""

    file: str
    case: Case
