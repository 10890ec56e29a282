"""What raising a level takes: costs, what stays as it is, what an OPD can do, what comes first.

The shape of an effort file, what can be wrong in one, and the value a plan works with. Efforts are
numbers of the author's own unit: days, million rupiah, points.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, NamedTuple

from pydantic import Field

from spbe_cli.core.assessment import Shape
from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number, exact_text, number, parse_decimal
from spbe_cli.core.instrument import Instrument, Levels
from spbe_cli.core.instrument_file import BasisShape, CitationShape
from spbe_cli.core.problems import At, Code, Finding, KeyPath, Term
from spbe_cli.core.rules.values import outside_range, unknown
from spbe_cli.core.scalars import (
    Exact,
    JsonSchema,
    NoneAsDict,
    NoneAsList,
    Reads,
    Text,
    Widens,
    described,
    read_number,
    refuse,
    wrong_type,
)
from spbe_cli.core.suggest import suggested

EACH = "each"
"""Stands for every level for which a file gives no cost of its own."""

_COST: JsonSchema = {"type": "number", "minimum": 0}
_COUNT: JsonSchema = {"type": "integer", "minimum": 1}
_LEVEL: JsonSchema = {"type": "string", "pattern": r"^(each|-?(0|[1-9]\d*)(\.\d+)?)$"}


def _cost(value: object) -> Number:
    cost = number(read_number(value))
    if cost < 0:
        raise refuse(Code.NUMBER_RANGE, "negative", found=exact_text(cost))
    return cost


def _count(value: object) -> int:
    count = number(read_number(value))
    if not isinstance(count, int):
        raise refuse(Code.WRONG_TYPE, found=exact_text(count), expected=Term("word.whole"))
    if count < 1:
        raise refuse(Code.NUMBER_RANGE, "positive", found=str(count))
    return count


def _level_or_each(value: str) -> str:
    if value != EACH and parse_decimal(value) is None:
        raise refuse(Code.WRONG_TYPE, found=described(value), expected=Term("word.number"))
    return value


def _long_costs(value: object) -> object:
    """Read `5` as `{each: 5}`."""
    if value is None:
        raise wrong_type(None, "number")
    return value if isinstance(value, dict) else {EACH: value}


Cost = Annotated[Number, Reads(_cost, _COST)]
"""An effort: 0 for what is under way anyway."""
Costs = Annotated[
    dict[Annotated[str, Reads(_level_or_each, _LEVEL)], Cost], Widens(_long_costs, _COST)
]
"""The cost of reaching each level from the one below, or of every level."""


class RequirementShape(Shape):
    """What must stand before an indicator can rise to a level, or beyond it."""

    indicator: Text
    level: Exact
    needs: dict[str, Exact]


class EffortFile(Shape):
    """An effort file as it is shaped."""

    default: Cost = 1
    indicators: Annotated[dict[str, Costs], NoneAsDict] = Field(default_factory=dict)
    locked: Annotated[list[Text], NoneAsList] = Field(default_factory=list)
    max_level: Annotated[dict[str, Exact], NoneAsDict] = Field(default_factory=dict)
    max_rise: Annotated[int, Reads(_count, _COUNT)] | None = None
    capacity: Annotated[dict[str, Cost], NoneAsDict] = Field(default_factory=dict)
    requires: Annotated[list[RequirementShape], NoneAsList] = Field(default_factory=list)


class PrerequisitesFile(Shape):
    """Prerequisites that ship beside an instrument: ours, and never assumed unasked."""

    instrument: Text
    basis: BasisShape
    sources: dict[str, CitationShape]
    requires: list[RequirementShape]


class Requirement(NamedTuple):
    """What must stand before an indicator can rise to a level, or beyond it."""

    indicator: str
    level: Number
    needs: Mapping[str, Number]


class Effort(NamedTuple):
    """What raising levels takes under one instrument.

    `costs` are by indicator and level reached; under `None` the cost of each level that has none
    of its own. `max_rise` counts the levels an indicator may rise by in a year, a part of one as
    one. `capacity` is what an OPD can do in a year.
    """

    default: Number = 1
    costs: Mapping[str, Mapping[Number | None, Number]] = {}
    locked: frozenset[str] = frozenset()
    max_level: Mapping[str, Number] = {}
    max_rise: int | None = None
    capacity: Mapping[str, Number] = {}
    requires: tuple[Requirement, ...] = ()

    def cost(self, indicator_id: str, level: Number) -> Number:
        """Give the cost of reaching a level from the one below."""
        own = self.costs.get(indicator_id, {})
        return own.get(level, own.get(None, self.default))


def build(shape: EffortFile, instrument: Instrument) -> Effort:
    """Build the effort of a file without faults; a later line counts over an earlier one."""
    costs: dict[str, Mapping[Number | None, Number]] = {}
    for name, own in shape.indicators.items():
        by_level = {_level(key): cost for key, cost in own.items()}
        costs |= dict.fromkeys(instrument.select(name), by_level)
    most: dict[str, Number] = {}
    for name, level in shape.max_level.items():
        most |= dict.fromkeys(instrument.select(name), level)
    return Effort(
        shape.default,
        costs,
        frozenset(one for item in shape.locked for one in instrument.select(item)),
        most,
        shape.max_rise,
        shape.capacity,
        requirements(shape.requires),
    )


def requirements(shapes: Iterable[RequirementShape]) -> tuple[Requirement, ...]:
    """Give requirements as values."""
    return tuple(Requirement(one.indicator, one.level, one.needs) for one in shapes)


def effort_faults(shape: EffortFile, case: Case) -> Iterator[Finding]:
    """Find what an effort file says that the instrument or the assessment does not have."""
    levels = case.instrument.levels
    for name, costs in shape.indicators.items():
        yield from _unknown(case, ("indicators", name), name, at="key")
        for key in costs:
            level = _level(key)
            if level is not None and level not in rungs(levels):
                yield _no_rung(levels, level, ("indicators", name, key))
    for index, item in enumerate(shape.locked):
        yield from _unknown(case, ("locked", index), item)
    for name, level in shape.max_level.items():
        yield from _unknown(case, ("max_level", name), name, at="key")
        yield from outside_range(levels, level, ("max_level", name))
    for opd_id in shape.capacity:
        if opd_id not in case.assessment.opds:
            yield _unknown_opd(case, opd_id)
    yield from requirement_faults(shape.requires, case.instrument)


def requirement_faults(
    requires: Iterable[RequirementShape], instrument: Instrument
) -> Iterator[Finding]:
    """Find unknown indicators and levels in requirements, and those that lead in a circle."""
    levels, known = instrument.levels, instrument.positions
    sound: list[RequirementShape] = []
    for index, one in enumerate(requires):
        path: KeyPath = ("requires", index)
        if one.indicator not in known:
            yield unknown(instrument, (*path, "indicator"), one.indicator)
        yield from outside_range(levels, one.level, (*path, "level"))
        for needs, level in one.needs.items():
            if needs not in known:
                yield unknown(instrument, (*path, "needs", needs), needs, at="key")
            yield from outside_range(levels, level, (*path, "needs", needs))
        if _in_the_end(one, sound).get(one.indicator, levels.lowest - 1) >= one.level:
            values = {"indicator": one.indicator, "level": exact_text(one.level)}
            yield Finding(Code.CIRCULAR_REQUIREMENT, (*path, "needs"), values)
        else:
            sound.append(one)


def prerequisite_faults(shape: PrerequisitesFile, instrument: Instrument) -> Iterator[Finding]:
    """Find where prerequisites do not fit the instrument they lie beside."""
    if shape.instrument != instrument.id:
        values = {"found": shape.instrument, "allowed": instrument.id}
        yield Finding(Code.UNKNOWN_INSTRUMENT, ("instrument",), values)
    if shape.basis.source not in shape.sources:
        values = {"found": shape.basis.source, "allowed": ", ".join(shape.sources)}
        yield Finding(Code.UNKNOWN_SOURCE, ("basis", "source"), values)
    yield from requirement_faults(shape.requires, instrument)


def rungs(levels: Levels) -> tuple[Number, ...]:
    """Give the levels that steps lead to: the whole ones of the range, and the highest of all."""
    highest = number(levels.highest)
    whole = [n for n in range(int(levels.lowest), int(highest) + 1) if levels.allows(n)]
    return (*whole, *([] if highest in whole else [highest]))


def _level(key: str) -> Number | None:
    """Read a level as a key; `each` stands for all the others."""
    level = None if key == EACH else parse_decimal(key)
    return None if level is None else number(level)


def _in_the_end(one: RequirementShape, others: Iterable[RequirementShape]) -> Mapping[str, Number]:
    """Give the levels that must stand before it can rise, with what those need in turn."""
    found: dict[str, Number] = dict(one.needs)
    waiting = list(others)
    while due := [r for r in waiting if r.indicator in found and found[r.indicator] >= r.level]:
        waiting = [requirement for requirement in waiting if requirement not in due]
        for requirement in due:
            for needed, level in requirement.needs.items():
                found[needed] = max(level, found.get(needed, level))
    return found


def _unknown(case: Case, path: KeyPath, found: str, *, at: At = "value") -> Iterator[Finding]:
    if not case.instrument.select(found):
        yield unknown(case.instrument, path, found, at=at)


def _no_rung(levels: Levels, level: Number, path: KeyPath) -> Finding:
    """Say that no step leads to a level."""
    allowed = ", ".join(map(exact_text, rungs(levels)))
    values = {"found": exact_text(level), "allowed": allowed}
    return Finding(Code.LEVEL_RANGE, path, values, "rung", at="key")


def _unknown_opd(case: Case, opd_id: str) -> Finding:
    known = list(case.assessment.opds)
    values = {"found": opd_id, "allowed": ", ".join(known) or Term("word.nothing")}
    values |= suggested(opd_id, known)
    return Finding(Code.UNKNOWN_OPD, ("capacity", opd_id), values, at="key")
