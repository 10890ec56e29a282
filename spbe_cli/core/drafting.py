"""What a new assessment begins with: who it is of, and which OPD owns what.

A draft is a case without answers; last year's case says what goes on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from spbe_cli.core.assessment import Assessment, Combine, InstitutionType, Opd, Shape, Stage
from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.scalars import JsonSchema, NoneAsDict, NoneAsList, Text, Widens

_SHORT: JsonSchema = {"type": ["array", "string", "number"]}


def _long_entry(value: object) -> object:
    """Read `[1-12, 15]` or `1-12` as what is owned."""
    if isinstance(value, dict):
        return value
    return {"owns": value if isinstance(value, list) or value is None else [value]}


class Entry(Shape):
    """What one OPD owns; or, under an indicator, which OPDs own it."""

    name: Text | None = None
    owns: Annotated[list[Text], NoneAsList] = Field(default_factory=list)


class OwnerMap(Shape):
    """A map of owners: OPDs with what they own, or indicators with the OPDs that own them."""

    opds: Annotated[dict[Text, Annotated[Entry, Widens(_long_entry, _SHORT)]], NoneAsDict]


def opds_of(owners: OwnerMap, instrument: Instrument) -> dict[str, Opd]:
    """Give the OPDs of a map, in the order they are named in; an indicator's id is never an OPD."""
    owns: dict[str, list[str]] = {}
    for key, entry in owners.opds.items():
        if instrument.select(key) or not key.strip("0123456789-"):
            for opd_id in entry.owns:
                owns.setdefault(opd_id, []).append(key)
        else:
            owns.setdefault(key, []).extend(entry.owns)
    names = {key: entry.name for key, entry in owners.opds.items()}
    return {
        opd_id: Opd.model_construct(name=names.get(opd_id), owns=items, answers={})
        for opd_id, items in owns.items()
    }


def blank(
    institution: str,
    type_: InstitutionType | None,
    year: int,
    instrument: tuple[Instrument, str],
    opds: Mapping[str, Opd],
) -> Case:
    """Begin an assessment from nothing; `instrument` comes with how the file is to name it."""
    value, reference = instrument
    assessment = Assessment.model_construct(
        institution=institution,
        type=type_,
        year=year,
        instrument=reference,
        stage=Stage.SELF,
        draft=True,
        combine=Combine.LOWEST,
        opds=dict(opds),
    )
    return Case(assessment, value)


def next_after(
    before: Case, year: int, instrument: tuple[Instrument, str], opds: Mapping[str, Opd]
) -> Case:
    """Begin an assessment from an earlier one: the institution stays.

    Under the same instrument what OPDs own and lead stays too, unless a map says otherwise.
    """
    value, reference = instrument
    assessment, is_same = before.assessment, value.id == before.instrument.id
    kept = opds or {
        opd_id: Opd.model_construct(
            name=opd.name, owns=list(_owned(before, opd_id)) if is_same else [], answers={}
        )
        for opd_id, opd in assessment.opds.items()
    }
    leads = {key: opd for key, opd in assessment.lead.items() if is_same and opd in kept}
    update = {
        "year": year,
        "instrument": reference,
        "stage": Stage.SELF,
        "draft": True,
        "lead": leads,
        "answers": {},
        "opds": dict(kept),
        "include": [],
        "published": None,
    }
    return Case(assessment.model_copy(update=update), value)


def renamed(case: Case, institution: str | None, type_: InstitutionType | None) -> Case:
    """Give a case another institution where one is asked for."""
    given = {"institution": institution, "type": type_}
    update = {key: value for key, value in given.items() if value is not None}
    return replace(case, assessment=case.assessment.model_copy(update=update))


def _owned(case: Case, opd_id: str) -> Sequence[str]:
    mine = [indicator for indicator, opds in case.owners.items() if opd_id in opds]
    return case.instrument.ranges(mine)


def answered_before(before: Case | None, instrument: Instrument, opd_id: str) -> dict[str, Number]:
    """Give the levels of an earlier year: an OPD's own, else those that counted.

    Nothing under another instrument, whose indicators are others.
    """
    if before is None or before.instrument.id != instrument.id:
        return {}
    levels = {one.indicator: one.level for one in before.standings if one.level is not None}
    opd = before.assessment.opds.get(opd_id)
    own = opd.answers.items() if opd else ()
    return levels | {key: answer.level for key, answer in own if answer.level is not None}


def replacing(instrument: Instrument, all_: Mapping[str, Instrument]) -> Iterator[Instrument]:
    """Give the instruments that came after one, each the successor of the one before."""
    seen = {instrument.id}
    following = all_.get(instrument.successor or "")
    while following is not None and following.id not in seen:
        seen.add(following.id)
        yield following
        following = all_.get(following.successor or "")
