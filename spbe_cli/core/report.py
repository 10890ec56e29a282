"""All that one report of an institution holds: its newest result, and what is set beside it.

Pure: knows no file, terminal or clock.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from spbe_cli.core.assessment import Stage, folded
from spbe_cli.core.case import Case
from spbe_cli.core.comparisons.comparing import compare, when
from spbe_cli.core.comparisons.comparison import Comparison, Step
from spbe_cli.core.instrument import Criteria, Instrument
from spbe_cli.core.plans.aims import Aims, aims
from spbe_cli.core.plans.planned import Planned
from spbe_cli.core.problems import Code, Problem, in_order
from spbe_cli.core.ranks.board import Board
from spbe_cli.core.ranks.ranking import refusal
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Line


class Origin(NamedTuple):
    """A file that a report is made from; `digest` is its SHA-256, empty where it has none."""

    label: str
    digest: str


class Chosen(NamedTuple):
    """Which of several results is reported, and which stand beside it.

    `main` is the newest year's latest stage that has an index. `newer` have none, though they may
    be of later. `detail` has the levels that are set out: `main`, or where only its index is known
    the latest stage of its year that has answers. `before` is of the newest earlier year, of the
    same stage where there is one; `claimed` the self-assessment of the same year. `history` are
    the results of each year's latest stage, in order.
    """

    main: Result | None
    newer: tuple[Result, ...]
    detail: Result | None
    before: Result | None
    claimed: Result | None
    history: tuple[Result, ...]


class Beside(NamedTuple):
    """What is added to the results: level criteria, peers, a plan, the files, a date."""

    criteria: Criteria | None = None
    boards: tuple[Board, ...] = ()
    planned: Planned | None = None
    origins: tuple[Origin, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    `since` leads from the earlier year to the main result, `claim` from the self-assessment to it;
    None where there is no such pair. `aims` are the targets written in the files. `problems` are
    those of all files; what nobody answered is told by the result itself.
    """

    chosen: Chosen
    since: Step | None
    claim: Step | None
    history: Comparison
    aims: Aims | None
    problems: tuple[Problem, ...]
    beside: Beside

    @property
    def main(self) -> Result | None:
        """The result that is reported."""
        return self.chosen.main

    @property
    def instrument(self) -> Instrument | None:
        """The instrument of the result that is reported."""
        return self.main.case.instrument if self.main and self.main.case else None

    @property
    def detail(self) -> Case | None:
        """The assessment whose levels are set out."""
        return self.chosen.detail.case if self.chosen.detail else None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The indicators that are set out, none where only announced figures are known."""
        detail = self.chosen.detail
        return detail.card.lines if detail and detail.card else ()

    @property
    def lowest(self) -> tuple[Line, ...]:
        """The indicators at the lowest level or below it."""
        case = self.detail
        floor = case.instrument.levels.lowest if case else 0
        return tuple(line for line in self.lines if line.level <= floor)

    @property
    def gains(self) -> tuple[Line, ...]:
        """The indicators that can still rise, what the index would gain most by first."""
        rising = (line for line in self.lines if line.remaining > 0)
        return tuple(sorted(rising, key=lambda line: -line.remaining))


def choose(results: Sequence[Result]) -> Chosen:
    """Choose what is reported of the results of one institution.

    Raises `CallError` that names them where there are several institutions.
    """
    _refuse_strangers(results)
    ordered = tuple(sorted(results, key=when))
    scored = [place for place, one in enumerate(ordered) if one.index is not None]
    if not scored:
        return Chosen(None, ordered, None, None, None, ())
    main, newer = ordered[scored[-1]], ordered[scored[-1] + 1 :]
    known = [ordered[place] for place in scored]
    latest = {_year(one): one for one in known}
    same_year = [one for one in known if _year(one) == _year(main)]
    detailed = [one for one in same_year if one.card is not None]
    claims = [one for one in same_year if one is not main and _stage(one) is Stage.SELF]
    return Chosen(
        main,
        newer,
        detailed[-1] if detailed else None,
        _before(main, known),
        claims[-1] if claims and _stage(main) is not Stage.SELF else None,
        tuple(latest.values()),
    )


def report(chosen: Chosen, problems: Iterable[Problem], beside: Beside) -> Report:
    """Put together what a report holds; `problems` are those of all files."""
    detail = chosen.detail
    return Report(
        chosen,
        _step(chosen.before, chosen.main),
        _step(chosen.claimed, chosen.main),
        compare(chosen.history, _no_crosswalk),
        aims(detail.case) if detail and detail.case else None,
        tuple(one for one in in_order(problems) if one.finding.code is not Code.UNANSWERED),
        beside,
    )


def _before(main: Result, known: Iterable[Result]) -> Result | None:
    """Find what is of the newest earlier year: of the same stage, else of the latest one."""
    earlier = [one for one in known if _year(one) < _year(main)]
    last = [one for one in earlier if _year(one) == _year(earlier[-1])]
    alike = [one for one in last if _stage(one) is _stage(main)]
    return next(reversed(alike or last), None)


def _step(before: Result | None, after: Result | None) -> Step | None:
    """Take the step between two results that have an index."""
    if before is None or after is None:
        return None
    return compare((before, after), _no_crosswalk).steps[0]


def _refuse_strangers(results: Iterable[Result]) -> None:
    """Raise `CallError` where results are of several institutions."""
    known = [name for one in results if (name := one.known("institution"))]
    names = {folded(name): name for name in reversed(known)}
    if len(names) > 1:
        found = Counter(names[folded(name)] for name in known)
        raise refusal("call.render-institutions", "call.render-institutions.many", found)


def _year(result: Result) -> int:
    year: int = result.known("year")
    return year


def _stage(result: Result) -> Stage:
    stage: Stage = result.known("stage")
    return stage


def _no_crosswalk(before: Instrument, after: Instrument) -> None:
    """Leave subjects of two instruments unmatched: a report sets no levels of these together."""
    del before, after
