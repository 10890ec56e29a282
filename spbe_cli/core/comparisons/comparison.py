"""What a comparison is: results as columns, steps between them, and what a change consists of.

Values only; `comparing` makes them. Pure: knows no file, terminal or clock.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.comparisons.agreement import Agreement
from spbe_cli.core.comparisons.crosswalk import LikeForLike, Matching
from spbe_cli.core.instrument import WHOLE, Group, Indicator, Instrument
from spbe_cli.core.problems import Problem
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Line


class Reason(StrEnum):
    """Why two results must not be compared as if they were of one kind."""

    INSTRUMENT = "instrument"
    STAGE = "stage"
    INSTITUTION = "institution"
    INCOMPLETE = "incomplete"
    COMBINE = "combine"

    @property
    def is_between(self) -> bool:
        """Whether it says that the two differ; one alone can be incomplete."""
        return self is not Reason.INCOMPLETE


class Move(NamedTuple):
    """An indicator whose level changed, counted levels on both sides."""

    before: Line
    after: Line

    @property
    def indicator(self) -> Indicator:
        """The indicator that moved."""
        return self.after.indicator

    @property
    def contribution(self) -> Fraction:
        """What it added to the index, or took from it."""
        return self.after.contribution - self.before.contribution


class Shift(NamedTuple):
    """A domain or aspect in which something moved: its value before and after."""

    group: Group
    before: Fraction
    after: Fraction

    @property
    def contribution(self) -> Fraction:
        """What it added to the index, or took from it."""
        return (self.after - self.before) * self.group.weight / WHOLE


class AnnouncedShift(NamedTuple):
    """A domain or aspect announced on both sides, with the decimals it was announced with."""

    group: Group
    before: Decimal
    after: Decimal


class OpdShift(NamedTuple):
    """What the indicators of one OPD added; `id` is None for what nobody owns."""

    id: str | None
    name: str | None
    contribution: Fraction


class Split(NamedTuple):
    """The change of an index in parts; the parts of each kind sum to it exactly.

    Only what moved is listed, the largest first; `untouched` counts the other indicators.
    """

    indicators: tuple[Move, ...]
    domains: tuple[Shift, ...]
    aspects: tuple[Shift, ...]
    opds: tuple[OpdShift, ...]
    untouched: int


@dataclass(frozen=True, slots=True)
class Step:
    """From one column to a later one, by their places; `was` and `became` are exact indices.

    `instrument` is that of the later one. `split` stands where both have answers under one
    instrument, whatever the `reasons` against comparing them; `announced` are groups announced on
    both sides. `matching` is what a crosswalk says of two instruments, None where there is none.
    """

    before: int
    after: int
    was: Fraction
    became: Fraction
    instrument: Instrument
    reasons: tuple[Reason, ...]
    split: Split | None = None
    announced: tuple[AnnouncedShift, ...] = ()
    matching: Matching | None = None
    like_for_like: LikeForLike | None = None
    agreement: Agreement | None = None

    @property
    def change(self) -> Fraction:
        """How far the index rose; below 0 where it fell."""
        return self.became - self.was

    @property
    def comparable(self) -> bool:
        """Whether nothing speaks against comparing."""
        return not self.reasons


class Change(NamedTuple):
    """A result beside its earlier version, by the places of their columns.

    `before` is None for a new one, `after` for one that is gone; `step` needs an index on both
    sides. `arisen` are the problems that the earlier version did not have.
    """

    before: int | None
    after: int | None
    step: Step | None
    arisen: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Results as columns, and the steps between neighbours among those that have an index.

    `returns` lead over what lies between: from the last result of the same institution and stage,
    and from the self-assessment of a year to its final result.
    `changes` stand where each result was set beside its own earlier version.
    """

    columns: tuple[Result, ...]
    steps: tuple[Step, ...]
    returns: tuple[Step, ...] = ()
    changes: tuple[Change, ...] | None = None

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """Steps and returns."""
        return (*self.steps, *self.returns)

    def differs(self, change: Change) -> bool:
        """Tell whether a result is another than before: new, gone, moved, or with new problems.

        Whose it is and of when count too, and what speaks against comparing.
        """
        if change.before is None or change.after is None or change.arisen:
            return True
        before, after = self.columns[change.before], self.columns[change.after]
        if _told(before) != _told(after) or (before.index is None) != (after.index is None):
            return True
        step = change.step
        if step is None:
            return False
        moved = step.split is not None and bool(step.split.indicators)
        return moved or step.change != 0 or any(one.is_between for one in step.reasons)


def _told(result: Result) -> tuple[object, ...]:
    """Give what a result says of itself, but for its levels."""
    keys = ("institution", "year", "stage", "instrument")
    category = result.category.name.id if result.category is not None else None
    return (*(result.known(key) for key in keys), category)
