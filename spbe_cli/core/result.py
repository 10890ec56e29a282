"""What scoring one file gives: a scorecard, an announced index, or neither and the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from spbe_cli.core.assessment import Assessment
from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Category, CategoryBasis
from spbe_cli.core.problems import KeyPath, Problem, Severity
from spbe_cli.core.published import Announced, announced
from spbe_cli.core.scoring import Scorecard
from spbe_cli.core.what_if import with_levels


class GateKind(StrEnum):
    """What a gate compares; the values are the names of the options."""

    MIN_INDEX = "min-index"
    MIN_CATEGORY = "min-category"


class Verdict(NamedTuple):
    """Whether a result meets a gate; `wanted` is the number or the category it must reach."""

    kind: GateKind
    wanted: Fraction | Category
    passed: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one file.

    `assessment` is what could be read of it, `broken` what could not. `card` stands where there
    are answers, `announced` where only published figures are; both are None where the file has an
    error. `before` is the scorecard without what a what-if changed. `scenario` is the name of the
    one that changed it; `now` the index without any, where that stands beside it.
    """

    file: str
    assessment: Assessment | None
    broken: frozenset[KeyPath]
    case: Case | None
    problems: tuple[Problem, ...]
    card: Scorecard | None = None
    announced: Announced | None = None
    before: Scorecard | None = None
    changed: Mapping[str, Number] | None = None
    verdicts: tuple[Verdict, ...] = ()
    scenario: str | None = None
    now: Fraction | None = None

    def known(self, key: str) -> Any:
        """Give a top-level value of the assessment; None where it could not be read."""
        return None if (key,) in self.broken else getattr(self.assessment, key, None)

    @property
    def errors(self) -> int:
        """How many of its problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def passes(self) -> bool:
        """Whether it has no error and meets every gate."""
        return not self.errors and all(verdict.passed for verdict in self.verdicts)

    @property
    def index(self) -> Fraction | None:
        """The exact index, of the answers or as announced."""
        if self.card is not None:
            return self.card.index
        return None if self.announced is None else self.announced.exact

    @property
    def change(self) -> Fraction | None:
        """How far a scenario moves the index from what it is now; None where nothing can move."""
        if self.before is None or self.index is None or self.now is None:
            return None
        return self.index - self.now

    @property
    def shown(self) -> Decimal | None:
        """The index as it is shown: rounded once, or with the decimals it was announced with."""
        if self.card is not None:
            return self.card.instrument.rounded(self.card.index)
        return None if self.announced is None else self.announced.index

    @property
    def category(self) -> Category | None:
        """The category that holds."""
        if self.card is not None:
            return self.card.judgement.category
        return None if self.announced is None else self.announced.category

    @property
    def basis(self) -> CategoryBasis | None:
        """Which index the category was taken on; None where it was announced."""
        if self.card is not None:
            return self.card.judgement.basis
        return None if self.announced is None else self.announced.basis

    @property
    def otherwise(self) -> Category | None:
        """The category on the other index, exact or rounded, where the two differ."""
        if self.card is not None:
            return self.card.judgement.otherwise
        return None if self.announced is None else self.announced.otherwise


def figures(plain: Result) -> Result:
    """Score one file; one with an error has no figures."""
    case = plain.case
    if case is None or plain.errors:
        return plain
    published, year = case.assessment.published, case.assessment.year
    if case.assessment.is_published_only and published is not None and published.index is not None:
        known = announced(case.instrument, published.index, published.category, year)
        return replace(plain, announced=known)
    return replace(plain, card=case.scorecard)


def with_changes(given: Result, levels: Mapping[str, Number]) -> Result:
    """Put other levels in place of the answers; an index that stands alone cannot change."""
    if given.index is None or given.case is None or not levels:
        return given
    if given.card is None:
        return replace(given, changed=levels)
    case = replace(given.case, assessment=with_levels(given.case.assessment, levels))
    return replace(given, case=case, card=case.scorecard, before=given.card, changed=levels)
