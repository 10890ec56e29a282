"""Scenarios: named levels to put in place of the answers, several of them side by side.

The shape of a scenario file, and what it means under an instrument. A file is one scenario,
`{11: 4, 21-28: 2}`, or several by name: `scenarios: {hemat: {11: 4}, penuh: {11-20: 5}}`.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Annotated, NamedTuple

from pydantic import ConfigDict, Field
from pydantic_core import CoreSchema

from spbe_cli.core.assessment import Shape
from spbe_cli.core.exact import Number, number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Code, Finding, KeyPath
from spbe_cli.core.rules.values import outside_range, unknown
from spbe_cli.core.scalars import (
    Exact,
    JsonSchema,
    Reads,
    Text,
    Widens,
    described,
    read_number,
    refuse,
    wrong_type,
)

MOST_SCENARIOS = 100
"""Scenarios of one file: more than anybody reads side by side."""

MOST_MISFITS = 200
"""Findings of one kind that are told apart."""

_NAMING = {"": "scenario", "step": "scenario-step"}
"""The wordings that name the instrument: files of several may be scored in one call."""


def _filled(value: object) -> object:
    """Refuse a mapping with nothing in it."""
    if value is None or value == {}:
        raise wrong_type(None, "mapping")
    return value


def _level(value: object) -> Number:
    """Read a level; keys with values here are scenarios that are not below `scenarios`."""
    if isinstance(value, dict):
        raise refuse(Code.WRONG_TYPE, "scenario", found=described(value))
    return number(read_number(value))


class _Filled(Widens):
    """Annotation: a mapping that holds something."""

    __slots__ = ()

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: Callable[[CoreSchema], JsonSchema]
    ) -> JsonSchema:
        """Ask for one key or more."""
        return {**handler(schema), **self._schema}


Filled = _Filled(_filled, {"minProperties": 1})


class ScenarioFile(Shape):
    """A file with one scenario, its indicators and ranges at the top, or with several by name."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Annotated[Number, Reads(_level, {"type": "number"})]] = Field(
        init=False
    )
    scenarios: Annotated[dict[Text, Annotated[dict[str, Exact], Filled]], Filled] = Field(
        default_factory=dict
    )


class Scenario(NamedTuple):
    """Levels by indicator or range as written, the later counting, and where they stand."""

    name: str
    levels: Mapping[str, Number]
    path: KeyPath = ()


def scenarios_of(shape: ScenarioFile, name: str) -> tuple[Scenario, ...]:
    """Give the scenarios of a file; `name` is that of the only one."""
    if not shape.scenarios:
        return (Scenario(name, shape.__pydantic_extra__),)
    return tuple(
        Scenario(each, levels, ("scenarios", each)) for each, levels in shape.scenarios.items()
    )


def shape_faults(shape: ScenarioFile) -> Iterator[Finding]:
    """Find what makes a file neither one scenario nor several."""
    if not shape.scenarios and not shape.__pydantic_extra__:
        yield Finding(Code.EMPTY_FILE, (), {}, "scenario")
    beside = shape.__pydantic_extra__ if shape.scenarios else {}
    for key in islice(beside, MOST_MISFITS):
        values = {"key": key, "allowed": "scenarios"}
        yield Finding(Code.UNKNOWN_KEY, (key,), values, "scenario", at="key")
    for name in islice(shape.scenarios, MOST_SCENARIOS, MOST_SCENARIOS + 1):
        limit = {"limit": str(MOST_SCENARIOS)}
        yield Finding(Code.BUDGET, ("scenarios", name), limit, "scenarios", at="key")


def misfits(scenario: Scenario, instrument: Instrument) -> Iterator[Finding]:
    """Find indicators and levels that an instrument does not have."""
    found = _misfits(scenario, instrument)
    yield from islice(found, MOST_MISFITS)
    if next(found, None) is not None:
        yield Finding(Code.BUDGET, scenario.path, {"limit": str(MOST_MISFITS)}, "problems")


def _misfits(scenario: Scenario, instrument: Instrument) -> Iterator[Finding]:
    for key, level in scenario.levels.items():
        path = (*scenario.path, key)
        if not instrument.select(key):
            yield unknown(instrument, path, key, at="key")
        for finding in outside_range(instrument.levels, level, path):
            values = {**finding.values, "instrument": instrument.short}
            yield finding._replace(values=values, variant=_NAMING[finding.variant])


def levels_under(scenario: Scenario, instrument: Instrument) -> Mapping[str, Number]:
    """Give the levels of a scenario that fits, by the ids of an instrument."""
    levels: dict[str, Number] = {}
    for key, level in scenario.levels.items():
        levels |= dict.fromkeys(instrument.select(key), level)
    return levels
