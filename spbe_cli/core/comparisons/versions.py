"""Each result beside its own earlier version: which is whose, and what is new. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spbe_cli.core.assessment import folded
from spbe_cli.core.comparisons.comparing import CrosswalkOf, step_between
from spbe_cli.core.comparisons.comparison import Change, Comparison
from spbe_cli.core.problems import Finding, Problem
from spbe_cli.core.result import Result

Pair = tuple[Result | None, Result | None]
"""A result and what it was before; None for one that is gone, or that is new."""


def compare_pairs(pairs: Iterable[Pair], crosswalk_of: CrosswalkOf) -> Comparison:
    """Set each result beside its earlier version; one that has none, or is gone, stands alone."""
    columns: list[Result] = []
    changes: list[Change] = []
    for before, after in pairs:
        first = len(columns)
        columns += [one for one in (before, after) if one is not None]
        change = Change(
            None if before is None else first,
            None if after is None else len(columns) - 1,
            step_between(columns[first:], first, crosswalk_of),
            tuple(_arisen(before, after)),
        )
        changes.append(change)
    steps = [change.step for change in changes if change.step is not None]
    return Comparison(tuple(columns), tuple(steps), changes=tuple(changes))


def _arisen(before: Result | None, after: Result | None) -> Iterator[Problem]:
    """Give the problems that an earlier version did not have, wherever they stand in the file."""
    had = {_said(problem.finding) for problem in before.problems} if before is not None else set()
    for problem in after.problems if after is not None else ():
        if _said(problem.finding) not in had:
            yield problem


def _said(finding: Finding) -> tuple[object, ...]:
    """Tell what is wrong and where; a wording that only changed in its details is not new."""
    return finding.code, finding.path, finding.values.get("indicator")


def paired(
    before: Sequence[Result],
    after: Sequence[Result],
    same_file: Mapping[str, str],
    elsewhere: Iterable[Result] = (),
) -> list[Pair]:
    """Find the earlier version of each result: the same file, else the same assessment.

    `same_file` maps a file to what its earlier version is called. A file that got another name
    is known by its institution, year and stage, also where it was `elsewhere`. What is gone comes
    last.
    """
    left = {result.file: result for result in before}
    found = {one.file: left.pop(same_file.get(one.file, ""), None) for one in after}
    others = {_identity(one): one for one in elsewhere if one.file not in same_file.values()}
    others |= {_identity(one): one for one in left.values()}
    for one in after:
        if found[one.file] is None:
            found[one.file] = others.pop(_identity(one), None)
    taken = {one.file for one in found.values() if one is not None}
    gone = [one for name, one in left.items() if name not in taken]
    return [*((found[one.file], one) for one in after), *((one, None) for one in gone)]


def _identity(result: Result) -> tuple[str, object, object]:
    """Tell whose assessment it is; one that does not say is only like itself."""
    institution, year, stage = (result.known(key) for key in ("institution", "year", "stage"))
    return folded(institution or result.file), year, stage
