"""What raising a level takes: costs, what stays as it is, what an OPD can do, what comes first.

The shape of an effort file, what can be wrong in one, and the value a plan works with. Efforts are
numbers of the author's own unit: days, million rupiah, points.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, NamedTuple, TypeVar

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

Value = TypeVar("Value")

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
    """What must stand before indicators can rise to a level, or beyond it; by id or range."""

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


_Sound = dict[tuple[str, Number], dict[str, Number]]
"""What must stand before an indicator can rise to a level: requirements that lead in no circle."""


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
    costs = {
        name: {_level(key): cost for key, cost in own.items()}
        for name, own in shape.indicators.items()
    }
    return Effort(
        shape.default,
        _by_indicator(costs, instrument),
        frozenset(one for item in shape.locked for one in instrument.select(item)),
        _by_indicator(shape.max_level, instrument),
        shape.max_rise,
        shape.capacity,
        requirements(shape.requires, instrument),
    )


def requirements(
    shapes: Iterable[RequirementShape], instrument: Instrument
) -> tuple[Requirement, ...]:
    """Give requirements as values, one for each indicator that needs something."""
    return tuple(
        Requirement(indicator_id, one.level, needs)
        for one in shapes
        for needs in (_by_indicator(one.needs, instrument),)
        for indicator_id in instrument.select(one.indicator)
    )


def effort_faults(shape: EffortFile, case: Case) -> Iterator[Finding]:
    """Find what an effort file says that the instrument or the assessment does not have."""
    levels = case.instrument.levels
    for name, costs in shape.indicators.items():
        yield from _unknown(case.instrument, ("indicators", name), name, at="key")
        for key in costs:
            level = _level(key)
            if level is not None and level not in rungs(levels):
                yield _no_rung(levels, level, ("indicators", name, key))
    for index, item in enumerate(shape.locked):
        yield from _unknown(case.instrument, ("locked", index), item)
    for name, level in shape.max_level.items():
        yield from _unknown(case.instrument, ("max_level", name), name, at="key")
        yield from outside_range(levels, level, ("max_level", name))
    for opd_id in shape.capacity:
        if opd_id not in case.assessment.opds:
            yield _unknown_opd(case, opd_id)
    yield from requirement_faults(shape.requires, case.instrument)


def requirement_faults(
    requires: Iterable[RequirementShape], instrument: Instrument
) -> Iterator[Finding]:
    """Find unknown indicators and levels in requirements, and those that lead in a circle."""
    levels = instrument.levels
    sound: _Sound = {}
    for index, one in enumerate(requires):
        path: KeyPath = ("requires", index)
        yield from _unknown(instrument, (*path, "indicator"), one.indicator)
        yield from outside_range(levels, one.level, (*path, "level"))
        for needs, level in one.needs.items():
            yield from _unknown(instrument, (*path, "needs", needs), needs, at="key")
            yield from outside_range(levels, level, (*path, "needs", needs))
        circle = _circle(requirements([one], instrument), sound, levels)
        if circle is not None:
            values = {"indicator": circle.indicator, "level": exact_text(circle.level)}
            yield Finding(Code.CIRCULAR_REQUIREMENT, (*path, "needs"), values)


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


def _by_indicator(written: Mapping[str, Value], instrument: Instrument) -> Mapping[str, Value]:
    """Give by indicator what is written by id or range; a later line counts over an earlier one."""
    found: dict[str, Value] = {}
    for name, value in written.items():
        found |= dict.fromkeys(instrument.select(name), value)
    return found


def _circle(added: Iterable[Requirement], sound: _Sound, levels: Levels) -> Requirement | None:
    """Add requirements to sound ones; give the first that leads back to itself, which is not."""
    circles = []
    for one in added:
        known = sound.get((one.indicator, one.level), {})
        needs = {
            needed: max(level, known.get(needed, level)) for needed, level in one.needs.items()
        }
        if known | needs == known:
            continue
        if _in_the_end(needs, sound).get(one.indicator, levels.lowest - 1) >= one.level:
            circles.append(one)
        else:
            sound[one.indicator, one.level] = {**known, **needs}
    return next(iter(circles), None)


def _in_the_end(needs: Mapping[str, Number], sound: _Sound) -> Mapping[str, Number]:
    """Give the levels that must stand, with what those need in turn."""
    found, waiting = dict(needs), set(sound)
    while due := {key for key in waiting if key[0] in found and found[key[0]] >= key[1]}:
        waiting -= due
        for key in due:
            for needed, level in sound[key].items():
                found[needed] = max(level, found.get(needed, level))
    return found


def _unknown(
    instrument: Instrument, path: KeyPath, found: str, *, at: At = "value"
) -> Iterator[Finding]:
    if not instrument.select(found):
        yield unknown(instrument, path, found, at=at)


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
