"""Files and rows with their audits, and how many of each there are.

Pure: knows no file, terminal or clock.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from spbe_cli.core.audits.auditing import audit
from spbe_cli.core.audits.verdicts import Audit
from spbe_cli.core.problems import Code, Severity
from spbe_cli.core.result import Result

SAID = frozenset(
    {
        Code.PUBLISHED_INDEX,
        Code.PUBLISHED_CATEGORY,
        Code.PUBLISHED_GROUP,
        Code.PUBLISHED_DOMAINS,
        Code.UNREACHABLE_VALUE,
    }
)
"""Errors that an audit says itself, with more; any other leaves nothing to rely on."""


class Status(StrEnum):
    """What becomes of one file or row: a verdict, nothing was published, or it has an error."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"
    NOTHING = "nothing"
    ERROR = "error"


class Audited(NamedTuple):
    """One file or row with its audit; None where nothing was published or there is an error."""

    result: Result
    audit: Audit | None

    @property
    def status(self) -> Status:
        """What became of it."""
        if self.audit is not None:
            return Status(self.audit.verdict.value)
        return Status.ERROR if self.result.errors else Status.NOTHING

    @property
    def passes(self) -> bool:
        """Whether nothing contradicts and nothing is wrong."""
        return self.status not in {Status.CONTRADICTS, Status.ERROR}

    @property
    def depends(self) -> bool:
        """Whether its category depends on the rule."""
        return self.audit is not None and self.audit.depends

    @property
    def is_notable(self) -> bool:
        """Whether it is listed among many that say nothing new."""
        return self.depends or self.status not in {Status.AGREES, Status.UNKNOWN}


@dataclass(slots=True)
class Summary:
    """Files and rows counted by year (None: not known) and status, as they pass by."""

    years: dict[int | None, Counter[Status]] = field(default_factory=dict)
    depending: Counter[int | None] = field(default_factory=Counter)
    certain: int = 0

    def see(self, one: Audited) -> Audited:
        """Count one."""
        year = one.result.known("year")
        self.years.setdefault(year, Counter())[one.status] += 1
        self.depending[year] += one.depends
        self.certain += one.audit is not None and one.audit.certain
        return one

    @property
    def in_order(self) -> tuple[int | None, ...]:
        """The years, the earliest first; what has none comes last."""
        return tuple(sorted(self.years, key=lambda year: (year is None, year or 0)))

    def count(self, *statuses: Status) -> int:
        """Count those of some statuses over all years; without any, all of them."""
        return sum(
            number
            for by_status in self.years.values()
            for status, number in by_status.items()
            if status in statuses or not statuses
        )

    @property
    def passes(self) -> bool:
        """Whether nothing contradicts and nothing is wrong."""
        return not self.count(Status.CONTRADICTS, Status.ERROR)


def audited(result: Result) -> Audited:
    """Audit one file or row as read; one with an error of another kind has no audit."""
    errors = (one for one in result.problems if one.severity is Severity.ERROR)
    if result.case is None or any(one.finding.code not in SAID for one in errors):
        return Audited(result, None)
    return Audited(result, audit(result.case))
