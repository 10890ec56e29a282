"""What an audit says, as values: each figure with its verdict, and what remains possible."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from spbe_cli.core.audits.remaining import Exact, Part, together
from spbe_cli.core.case import Case
from spbe_cli.core.instrument import Category, CategoryBasis, Group
from spbe_cli.core.published import Span


class Verdict(StrEnum):
    """What a finding comes to."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """What a figure was held against: any levels, aspects, all answers or those there are."""

    LEVELS = "levels"
    ASPECTS = "aspects"
    ANSWERS = "answers"
    SOME_ANSWERS = "some-answers"


BY_ANSWERS = frozenset({Cause.ANSWERS, Cause.SOME_ANSWERS})


@dataclass(frozen=True, slots=True)
class IndexFinding:
    """Whether answers, else any levels at all, give an index announced as `figure`.

    `stands_for` are the exact values it can stand for, `possible` those it was held against;
    `below` and `above` are the nearest of them where none is announced so. `intended` is the
    figure that a binary float with its trace of digits was to be.
    """

    figure: Decimal
    stands_for: Span
    cause: Cause
    verdict: Verdict
    possible: Exact
    below: Fraction | None = None
    above: Fraction | None = None
    intended: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GroupFinding:
    """Whether answers, levels and its own aspects give the value announced for a domain or aspect.

    `values` are the exact ones behind it; those that the answers allow, where these contradict;
    None where there are none, or they cannot be counted. `intended` is as that of an index.
    """

    layer: str
    group: Group
    figure: Decimal
    stands_for: Span
    cause: Cause
    verdict: Verdict
    values: Exact | None
    below: Fraction | None = None
    above: Fraction | None = None
    intended: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RangeFinding:
    """Whether the index is one that rounded domains (aspects, where there are none) allow.

    `allowed` is plain interval arithmetic, `counted` what whole sets of levels leave of it (with
    the answers there are, where `cause` says so); None where they cannot be counted out, or a
    value among them cannot be.
    """

    layer: str
    figure: Decimal | None
    allowed: Span
    counted: Exact | None
    cause: Cause
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CategoryFinding:
    """The announced category against those that the rule of the year gives, best first."""

    announced: Category | None
    basis: CategoryBasis
    by_rule: tuple[Category, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Audit:
    """All that published figures were held against.

    `parts` are the exact indices that index, groups and answers leave together, lowest first,
    split by category; none where these contradict one another. `counted` says that each is one
    that levels give.
    """

    case: Case
    index: IndexFinding | None
    follows: RangeFinding | None
    groups: tuple[GroupFinding, ...]
    category: CategoryFinding
    parts: tuple[Part, ...]
    counted: bool

    @property
    def findings(self) -> tuple[IndexFinding | RangeFinding | GroupFinding | CategoryFinding, ...]:
        """Each finding, the most telling first."""
        found = (self.category, self.index, self.follows, *self.groups)
        return tuple(one for one in found if one is not None)

    @cached_property
    def verdict(self) -> Verdict:
        """Contradicted by one finding, else agreeing where any agrees."""
        verdicts = {one.verdict for one in self.findings}
        order = (Verdict.CONTRADICTS, Verdict.AGREES, Verdict.UNKNOWN)
        return next(one for one in order if one in verdicts)

    @property
    def possible(self) -> Exact | None:
        """The exact indices that index, groups and answers leave."""
        return together(part.values for part in self.parts)

    @cached_property
    def remaining(self) -> tuple[Part, ...]:
        """Those of the parts whose category, exact or rounded, is the announced one."""
        announced = self.category.announced
        return tuple(part for part in self.parts if announced in {None, part.exact, part.rounded})

    @property
    def by_rule(self) -> Exact | None:
        """Those whose category by the rule of the year is the announced one."""
        announced, basis = self.category.announced, self.category.basis
        return together(part.values for part in self.parts if announced in {None, part.on(basis)})

    @property
    def depends(self) -> bool:
        """Whether an index that remains gets another category when it is rounded first."""
        return self.index is not None and any(part.differs for part in self.remaining)

    @property
    def certain(self) -> bool:
        """Whether all that remain do."""
        return self.depends and all(part.differs for part in self.remaining)

    @property
    def shows(self) -> CategoryBasis | None:
        """The only index the announced category can have been taken on; None where both fit."""
        announced = self.category.announced
        fitting = [
            basis for basis in CategoryBasis if any(p.on(basis) == announced for p in self.parts)
        ]
        return fitting[0] if len(fitting) == 1 else None
