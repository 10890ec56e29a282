"""Who has not answered, and who disagrees."""

from collections.abc import Iterator
from itertools import islice

from spbe_cli.core.case import Case
from spbe_cli.core.combine import Settled, Standing
from spbe_cli.core.exact import exact_text
from spbe_cli.core.problems import Code, Finding, Severity, Term
from spbe_cli.core.rules.answers import answer_path, answers
from spbe_cli.core.suggest import nearest, suggested

MOST_EXPLAINED = 200
"""Unknown ids that are looked at for what they were meant to be."""


def unanswered(case: Case) -> Iterator[Finding]:
    """An indicator nobody answered; scoring counts it at the lowest level, never leaves it out."""
    if _cannot_tell(case) or (case.assessment.published and not case.assessment.has_answers):
        return
    severity = Severity.WARNING if case.assessment.draft else None
    explained = _explained(case)
    if not explained and all(line.settled is Settled.NOBODY for line in case.standings):
        values = {"count": str(len(case.standings)), "lowest": _lowest(case)}
        yield Finding(
            Code.UNANSWERED, ("answers",), values, "nothing", at="missing", override=severity
        )
        return
    empty = {indicator_id: path for path, indicator_id, _ in reversed([*answers(case)])}
    for standing in case.standings:
        if standing.settled is not Settled.NOBODY or standing.indicator in explained:
            continue
        responsible = _responsible(case, standing.indicator)
        path = empty.get(standing.indicator)
        yield Finding(
            Code.UNANSWERED,
            path or answer_path(next(iter(responsible), None), standing.indicator),
            {
                "indicator": standing.indicator,
                "name": case.instrument.indicator(standing.indicator).name.id,
                "lowest": _lowest(case),
                "owners": ", ".join(responsible),
            },
            "owned" if responsible else "",
            at="key" if path else "missing",
            override=severity,
        )


def lead_without_answer(case: Case) -> Iterator[Finding]:
    """A lead that is no OPD of this assessment, or has not answered where others have."""
    opds = case.assessment.opds
    by_id = {standing.indicator: standing for standing in case.standings}
    for indicator_id, lead in case.assessment.lead.items():
        standing = by_id.get(indicator_id)
        values = {"lead": lead, "indicator": indicator_id}
        if lead not in opds:
            if not _opds_unread(case):
                values |= suggested(lead, opds)
                values["allowed"] = ", ".join(opds) or Term("word.nothing")
                yield Finding(Code.LEAD_WITHOUT_ANSWER, ("lead", indicator_id), values, "unknown")
        elif (
            standing is not None
            and standing.settled is Settled.OPDS
            and (answer_path(lead, indicator_id) not in _broken_answers(case))
        ):
            severity = Severity.WARNING if case.assessment.draft else None
            path = ("lead", indicator_id)
            yield Finding(Code.LEAD_WITHOUT_ANSWER, path, values, override=severity)


def opds_in_conflict(case: Case) -> Iterator[Finding]:
    """OPDs that answered different levels for one indicator, with nothing to settle it."""
    if case.is_broken(("combine",)):
        return
    for standing in case.standings:
        if standing.indicator in case.assessment.lead:  # whose lead is wrong, which is told
            continue
        sound = all(case.allows(level) for _, level in standing.said)
        if standing.in_conflict and standing.level is not None and sound:
            opd_id = standing.said[0][0]
            values = {
                "indicator": standing.indicator,
                "said": said(standing),
                "rule": case.assessment.combine.value,
                "level": exact_text(standing.level),
            }
            yield Finding(
                Code.OPDS_IN_CONFLICT, answer_path(opd_id, standing.indicator), values, at="key"
            )


def owner_without_answer(case: Case) -> Iterator[Finding]:
    """An OPD that owns a shared indicator and left it to the others; a lead has its own rule."""
    opds, broken = case.assessment.opds, _broken_answers(case)
    for standing in case.standings:
        if standing.settled not in {Settled.OPDS, Settled.LEAD}:
            continue
        answered = {opd_id for opd_id, _ in standing.said}
        for opd_id in case.owners[standing.indicator]:
            path = answer_path(opd_id, standing.indicator)
            leads = case.assessment.lead.get(standing.indicator) == opd_id
            if opd_id not in answered and not leads and path not in broken:
                values = {
                    "opd": opds[opd_id].name or opd_id,
                    "indicator": standing.indicator,
                    "said": said(standing),
                }
                yield Finding(Code.OWNER_WITHOUT_ANSWER, path, values, at="missing")


def said(standing: Standing) -> str:
    """Write who said what: `kominfo 3, bappeda 2`."""
    return ", ".join(f"{opd_id} {exact_text(level)}" for opd_id, level in standing.said)


def _lowest(case: Case) -> str:
    return exact_text(case.instrument.levels.lowest)


def _responsible(case: Case, indicator_id: str) -> tuple[str, ...]:
    """Give who should answer: the lead, else the owners."""
    lead = case.assessment.lead.get(indicator_id)
    return (lead,) if lead in case.assessment.opds and lead else case.owners[indicator_id]


def _broken_answers(case: Case) -> set[tuple[str | int, ...]]:
    """Give the paths of the answers that something broken stands in."""
    depths = {"answers": 2, "opds": 4}
    return {path[: depths[str(path[0])]] for path in case.broken if path and path[0] in depths}


def _cannot_tell(case: Case) -> bool:
    """Whether so much is broken that what is missing cannot be told: a whole key, an OPD file."""
    return any(
        not path
        or path[0] == "include"
        or (len(path) == 1 and path[0] not in {"institution", "type", "province", "year", "stage"})
        or (path[0] == "opds" and len(path) < 4 and path[2:3] != ("name",))
        for path in case.broken
    )


def _opds_unread(case: Case) -> bool:
    return any(not path or path[0] in {"include", "opds"} for path in case.broken)


def _explained(case: Case) -> set[str]:
    """Give the indicators whose answer is there, but broken or under an unknown id."""
    known = case.instrument.positions
    broken = {str(path[-1]) for path in _broken_answers(case)}
    unknown = islice((i for _, i, _ in answers(case) if i not in known), MOST_EXPLAINED)
    meant = {nearest(indicator_id, known) for indicator_id in unknown}
    return broken | {indicator_id for indicator_id in meant if indicator_id}
