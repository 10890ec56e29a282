"""What the targets written in an assessment come to: its steps, and the index once all are met.

Pure: knows no file, terminal or clock.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from spbe_cli.core.assessment import Answer, Opd
from spbe_cli.core.case import Case
from spbe_cli.core.combine import combine
from spbe_cli.core.exact import Number, number
from spbe_cli.core.instrument import WHOLE, Judgement
from spbe_cli.core.plans.planning import Step
from spbe_cli.core.scoring import Line, Scorecard
from spbe_cli.core.what_if import with_levels


@dataclass(frozen=True, slots=True)
class Aims:
    """The rises that written targets ask for, what gains most first, and where they lead."""

    steps: tuple[Step, ...]
    card: Scorecard

    @property
    def judgement(self) -> Judgement:
        """The category once all are met, by the rule of the year of the assessment."""
        return self.card.judgement


def aims(case: Case) -> Aims | None:
    """Read the targets of an assessment without errors; None where none is above its level."""
    wanted = aimed_at(case)
    rising = [line for line in case.scorecard.lines if _rise(line, wanted) > 0]
    if not rising:
        return None
    rising.sort(key=lambda line: -_rise(line, wanted) * line.indicator.weight)
    steps = tuple(_steps(case, rising, wanted))
    return Aims(steps, reached(case, steps))


def aimed_at(case: Case) -> Mapping[str, Number]:
    """Give the target that counts for each indicator that has one, in the instrument's order.

    As with levels: the institution's own, else the lead's, else what the OPDs' come to together.
    An OPD without a target of its own stays where it is.
    """
    given = case.assessment
    own = {key: _there(one) for key, one in given.answers.items() if one.target is not None}
    opds = {key: _opd_there(opd) for key, opd in given.opds.items()}
    everything = (given.answers, *(opd.answers for opd in given.opds.values()))
    named = {key for said in everything for key, one in said.items() if one.target is not None}
    met = given.model_copy(update={"answers": own, "opds": opds})
    return {
        standing.indicator: standing.level
        for standing in combine(met, case.instrument)
        if standing.indicator in named and standing.level is not None
    }


def reached(case: Case, steps: Iterable[Step]) -> Scorecard:
    """Score an assessment once steps are taken."""
    levels = {step.indicator.id: step.level for step in steps}
    return replace(case, assessment=with_levels(case.assessment, levels)).scorecard


def _there(answer: Answer) -> Answer:
    """Put an answer where it is to be; without a target it stays."""
    return answer if answer.target is None else answer.model_copy(update={"level": answer.target})


def _opd_there(opd: Opd) -> Opd:
    answers = {key: _there(answer) for key, answer in opd.answers.items()}
    return opd.model_copy(update={"answers": answers})


def _rise(line: Line, wanted: Mapping[str, Number]) -> Fraction:
    return Fraction(wanted.get(line.indicator.id, line.level)) - line.level


def _steps(case: Case, rising: Iterable[Line], wanted: Mapping[str, Number]) -> Iterator[Step]:
    """Set out the rises one after the other; their effort is how far they lead."""
    index = case.scorecard.index
    for line in rising:
        indicator, rise = line.indicator, _rise(line, wanted)
        gain = rise * indicator.weight / WHOLE
        index += gain
        level, year = wanted[indicator.id], case.assessment.year
        opds = in_charge(case, indicator.id)
        yield Step(indicator, line.level, level, year, opds, number(rise), gain, index)


def in_charge(case: Case, indicator_id: str) -> tuple[str, ...]:
    """Give the owners of an indicator, the lead first."""
    owners = case.owners[indicator_id]
    lead = case.assessment.lead.get(indicator_id)
    return tuple(sorted(owners, key=lambda opd_id: opd_id != lead))
