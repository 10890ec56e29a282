"""An index by OPD: what each owns, has answered, adds, can still gain; who has not answered yet.

An OPD is measured by its own indicators, those it owns or leads, never by all of them.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.case import Case
from spbe_cli.core.combine import Settled, Standing
from spbe_cli.core.scoring import Line


class OpdScore(NamedTuple):
    """One OPD's part: what it owns, its mean where it answered, what it adds, what is left.

    A shared indicator counts for its lead, else in equal parts for its owners. `id` is None for
    what nobody owns; all parts together are the index. `mean` is None without any answer.
    """

    id: str | None
    name: str | None
    owns: tuple[str, ...]
    answered: int
    mean: Fraction | None
    contribution: Fraction
    remaining: Fraction


class Waiting(NamedTuple):
    """Who is still to answer: `open` nobody answered, `covered` stands on the answers of others.

    `id` is None for what nobody owns and nobody answered.
    """

    id: str | None
    name: str | None
    open: tuple[str, ...]
    covered: tuple[str, ...]


class Warmth(NamedTuple):
    """A mean level, and whether anything in it was answered rather than taken as lowest."""

    level: Fraction
    answered: bool


def by_opd(case: Case) -> tuple[OpdScore, ...]:
    """Split the index over the OPDs, in their order; the parts sum to it exactly."""
    parts: dict[str | None, dict[str, Fraction]] = {opd_id: {} for opd_id in case.assessment.opds}
    for indicator_id, responsible in shares(case).items():
        for opd_id, share in responsible.items():
            parts.setdefault(opd_id, {})[indicator_id] = share
    lines = {line.indicator.id: line for line in case.scorecard.lines}
    return tuple(_opd_score(opd_id, case, lines, share) for opd_id, share in parts.items())


def shares(case: Case) -> Mapping[str, Mapping[str | None, Fraction]]:
    """Give, for each indicator, which part of it counts for which OPD.

    All of it for its lead, else equal parts for its owners, else all of it for nobody: None.
    """
    opds = case.assessment.opds
    parts: dict[str, Mapping[str | None, Fraction]] = {}
    for indicator_id, responsible in case.owners.items():
        leading = case.assessment.lead.get(indicator_id)
        in_charge: list[str | None] = [leading] if leading in opds else [*responsible]
        part = Fraction(1, len(in_charge) or 1)
        parts[indicator_id] = dict.fromkeys(in_charge or [None], part)
    return parts


def waiting(case: Case) -> tuple[Waiting, ...]:
    """List who has not answered what it owns; what the institution answered itself is settled."""
    standings = {standing.indicator: standing for standing in case.standings}
    asked: dict[str | None, tuple[list[str], list[str]]] = {
        opd_id: ([], []) for opd_id in (*case.assessment.opds, None)
    }
    for indicator_id, responsible in case.owners.items():
        standing = standings[indicator_id]
        said = {opd_id for opd_id, _ in standing.said}
        if standing.settled is Settled.NOBODY:
            for opd_id in responsible or (None,):
                asked[opd_id][0].append(indicator_id)
        elif standing.settled is not Settled.OWN:
            for opd_id in responsible:
                if opd_id not in said:
                    asked[opd_id][1].append(indicator_id)
    opds = case.assessment.opds
    return tuple(
        Waiting(opd_id, opds[opd_id].name if opd_id else None, tuple(nobody), tuple(others))
        for opd_id, (nobody, others) in asked.items()
        if nobody or others
    )


def disputed(case: Case) -> tuple[Standing, ...]:
    """Give the indicators on which not everybody said the level that counts."""
    return tuple(
        standing
        for standing in case.standings
        if any(level != standing.level for _, level in standing.said)
    )


def heat(case: Case) -> Mapping[tuple[str, str], Warmth]:
    """Give the weighted mean of the levels that count, by OPD and aspect, over what it owns."""
    sums: dict[tuple[str, str], tuple[Fraction, Fraction, bool]] = {}
    for line in case.scorecard.lines:
        indicator = line.indicator
        for opd_id in case.owners[indicator.id]:
            key = (opd_id, indicator.aspect)
            total, weight, answered = sums.get(key, (Fraction(0), Fraction(0), False))
            total += indicator.weight * line.level
            sums[key] = (total, weight + indicator.weight, answered or line.answered)
    return {
        key: Warmth(total / weight, answered) for key, (total, weight, answered) in sums.items()
    }


def _opd_score(
    opd_id: str | None, case: Case, lines: Mapping[str, Line], share: Mapping[str, Fraction]
) -> OpdScore:
    if opd_id is None:
        name, owns = None, tuple(share)
        said = {i: line.level for i, line in lines.items() if i in share and line.answered}
    else:
        opd = case.assessment.opds[opd_id]
        name, owns = opd.name, tuple(i for i in lines if opd_id in case.owners[i])
        answers = opd.answers.items()
        said = {i: a.level for i, a in answers if a.level is not None and i in owns}
    weights = {i: lines[i].indicator.weight for i in lines}
    answered_weight = sum((weights[i] for i in said), Fraction(0))
    total = sum((weights[i] * level for i, level in said.items()), Fraction(0))
    parts = share.items()
    return OpdScore(
        opd_id,
        name,
        owns,
        answered=sum(i in said for i in owns),
        mean=total / answered_weight if answered_weight else None,
        contribution=sum((part * lines[i].contribution for i, part in parts), Fraction(0)),
        remaining=sum((part * lines[i].remaining for i, part in parts), Fraction(0)),
    )
