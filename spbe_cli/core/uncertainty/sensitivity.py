"""How much an index depends on single levels: margins, one level at a time, and its certainty.

Everything is exact. The margins are the fewest single-level moves that lose the category or gain
the next one; the distribution is that of all levels that answers or a model call possible.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.assessment import Combine
from spbe_cli.core.case import Case
from spbe_cli.core.instrument import Category
from spbe_cli.core.problems import CallError
from spbe_cli.core.scoring import Line, Scorecard, margins
from spbe_cli.core.uncertainty.certainty import Known, Model, Outlook, outlooks
from spbe_cli.core.uncertainty.distribution import Distribution, distribution
from spbe_cli.core.uncertainty.moves import Change, Direction, fewest, moved


class Effect(NamedTuple):
    """What one single-level move does; `category` is the one it leads to, where that is another."""

    change: Change
    category: Category | None


class Single(NamedTuple):
    """One indicator moved by itself, down and up; None where there is no room."""

    line: Line
    down: Effect | None
    up: Effect | None

    def effect(self, direction: Direction) -> Effect | None:
        """Give what moving it one way does."""
        return self.up if direction is Direction.UP else self.down

    @property
    def swing(self) -> Fraction:
        """How far the index goes between the two."""
        ends = (abs(one.change.change) for one in (self.down, self.up) if one is not None)
        return sum(ends, Fraction(0))


class Margin(NamedTuple):
    """How far the next category down or up is: on the exact index, and in single-level moves.

    `distance` is above 0 where the index must come to the bound of that category, and may be 0
    where it must fall below its own. `changes` are the fewest moves that do, None where none do;
    `after` is the exact index they lead to, `reached` its category, which may lie beyond the next.
    """

    category: Category
    distance: Fraction
    changes: tuple[Change, ...] | None
    after: Fraction
    reached: Category

    @property
    def steps(self) -> int:
        """How many moves it takes."""
        return sum(one.moves for one in self.changes or ())


class Premise(StrEnum):
    """What the figures take for granted."""

    MOVE = "move"
    UNANSWERED = "unanswered"
    CONFIDENCE = "confidence"
    OPDS = "opds"
    MODEL = "model"
    CERTAIN = "certain"
    INDEPENDENT = "independent"
    OURS = "ours"


class Sensitivity(NamedTuple):
    """How an assessment's index depends on its levels, one `Single` and `Outlook` for each.

    `down` and `up` are None where there is no such category. `distribution` is None where every
    indicator is certain to stand at the level it counts with.
    """

    file: str
    case: Case
    down: Margin | None
    up: Margin | None
    singles: tuple[Single, ...]
    model: Model
    outlooks: tuple[Outlook, ...]
    distribution: Distribution | None

    @property
    def categories(self) -> tuple[tuple[Category, Fraction], ...]:
        """The probability of each category by the rule of the year, best first."""
        year = self.case.assessment.year
        return () if self.distribution is None else self.distribution.categories(year)

    @property
    def premises(self) -> tuple[Premise, ...]:
        """What holds for these figures."""
        return tuple(_premises(self))

    def known(self, *sources: Known) -> tuple[str, ...]:
        """Give the indicators whose outcomes come from one of these, as ranges of ids."""
        ids = (one.line.indicator.id for one in self.outlooks if one.known in sources)
        return self.case.instrument.ranges(ids)


def sensitivity(file: str, case: Case, model: Model) -> Sensitivity:
    """Say how the index of an assessment depends on its levels.

    Raises `CallError` for announced figures without levels, and where weights, levels or
    probabilities are too fine to be counted out.
    """
    if case.assessment.is_published_only:
        raise CallError("call.sensitivity-published", path=file)
    card = case.scorecard
    found = outlooks(card, case.assessment, model)
    counted = None
    if not all(one.is_certain for one in found):
        counted = distribution(case.instrument, [one.outcomes for one in found])
        if counted is None:
            raise _too_fine(case, found)
    distances = margins(card)
    down = _margin(card, distances.worse, distances.down, Direction.DOWN)
    up = _margin(card, distances.better, distances.up, Direction.UP)
    return Sensitivity(file, case, down, up, tuple(_singles(card)), model, found, counted)


def _margin(
    card: Scorecard, category: Category | None, distance: Fraction | None, direction: Direction
) -> Margin | None:
    """Measure the way to the next category; None where there is none."""
    if category is None or distance is None:
        return None
    changes = fewest(card, distance, direction)
    after = card.index + sum((one.change for one in changes or ()), Fraction(0))
    reached = card.instrument.judge(after, card.year).category
    return Margin(category, distance, changes, after, reached)


def _singles(card: Scorecard) -> Iterator[Single]:
    """Move each indicator by itself, in the instrument's order."""
    for line in card.lines:
        down, up = (_effect(line, card, direction) for direction in Direction)
        yield Single(line, down, up)


def _effect(line: Line, card: Scorecard, direction: Direction) -> Effect | None:
    to = moved(line.level, card.instrument.levels, direction)
    if to is None:
        return None
    change = Change(line, to, 1)
    category = card.instrument.judge(card.index + change.change, card.year).category
    return Effect(change, None if category is card.judgement.category else category)


def _too_fine(case: Case, found: Iterable[Outlook]) -> CallError:
    """Say why a distribution is not counted out: means of OPDs are often why, and can be helped."""
    is_mean = case.assessment.combine is Combine.MEAN
    if is_mean and any(one.known is Known.OPDS for one in found):
        return CallError("call.sensitivity-mean")
    return CallError("call.sensitivity-fine", instrument=case.instrument.short)


def _premises(given: Sensitivity) -> Iterator[Premise]:
    yield Premise.MOVE
    if given.known(Known.UNANSWERED):
        yield Premise.UNANSWERED
    if given.distribution is None:
        return
    if given.known(Known.ANSWER, Known.OPDS):
        yield Premise.CONFIDENCE
    if given.known(Known.OPDS):
        yield Premise.OPDS
    if given.known(Known.MODEL):
        yield Premise.MODEL if any(given.model) else Premise.CERTAIN
    yield Premise.INDEPENDENT
    yield Premise.OURS
