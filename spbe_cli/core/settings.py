"""What a team settles for its files: which problems are reported, how much they weigh, limits.

Settings decide what `spbe validate` says and fails on; no figure depends on them.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import Field

from spbe_cli.core.assessment import Shape
from spbe_cli.core.exact import Number, exact_text, number
from spbe_cli.core.problems import Code, Finding, KeyPath, Problem, Severity
from spbe_cli.core.rules.across import Limits
from spbe_cli.core.scalars import (
    NoneAsDict,
    NoneAsList,
    Reads,
    described,
    one_of,
    read_number,
    refuse,
    wrong_type,
)
from spbe_cli.core.suggest import suggested_code

MOST = 200
"""Entries of one list or table of settings."""


def codes_named(beginning: str) -> frozenset[Code]:
    """Give the codes that begin so: `SPBE301` is one, `SPBE3` all on evidence; none for none."""
    start = beginning.strip().upper()
    return frozenset(code for code in Code if start and code.value.startswith(start))


def _beginning(value: object) -> str:
    """Read a code or the beginning of several."""
    if not isinstance(value, str):
        raise wrong_type(value, "code")
    if not codes_named(value):
        values = {"found": described(value)} | suggested_code(value)
        raise refuse(Code.UNKNOWN_CHOICE, "code", **values)
    return value.strip().upper()


Beginning = Annotated[str, Reads(_beginning, {"type": "string"})]


def _limit(value: object) -> Number:
    """Read a limit: what is not above 0 would find everything."""
    found = number(read_number(value))
    if found <= 0:
        raise refuse(Code.NUMBER_RANGE, "positive", found=exact_text(found))
    return found


Limit = Annotated[Number, Reads(_limit, {"type": "number"})]
Weighing = Annotated[Severity, one_of(Severity, "severity")]


class SettingsFile(Shape):
    """Settings as their file is shaped: `spbe.toml`, or `[tool.spbe]` in `pyproject.toml`."""

    select: Annotated[list[Beginning] | None, NoneAsList] = None
    ignore: Annotated[list[Beginning], NoneAsList] = Field(default_factory=list)
    severity: Annotated[dict[Beginning, Weighing], NoneAsDict] = Field(default_factory=dict)
    rise: Annotated[Limit | None, Field(alias="max-rise")] = None
    gap: Annotated[Limit | None, Field(alias="max-gap")] = None


class Settings(NamedTuple):
    """What holds for a file. `severities` has only the codes that weigh otherwise than usual."""

    reported: frozenset[Code] = frozenset(Code)
    severities: Mapping[Code, Severity] = {}
    limits: Limits = Limits()

    def judged(self, problem: Problem) -> Problem | None:
        """Give a problem with the severity it has here; None where it is not to be reported."""
        code = problem.finding.code
        if code not in self.reported:
            return None
        if code not in self.severities:
            return problem
        finding = problem.finding._replace(override=self.severities[code])
        return problem._replace(finding=finding)


class Override(NamedTuple):
    """What a call settles in place of the files' settings.

    What it selects stands in place of what files select and ignore; what it ignores is left out
    in any case.
    """

    select: frozenset[Code] | None = None
    ignore: frozenset[Code] = frozenset()
    rise: Fraction | None = None
    gap: Fraction | None = None

    def over(self, settings: Settings) -> Settings:
        """Give the settings that hold under this call."""
        selected = settings.reported if self.select is None else self.select
        limits = _limits(settings.limits, self.rise, self.gap)
        return Settings(selected - self.ignore, settings.severities, limits)


def bounded(data: object) -> tuple[object, list[Finding]]:
    """Leave out keys with more entries than anybody would write, which would take long to judge."""
    if not isinstance(data, dict):
        return data, []
    if len(data) > MOST:
        return {}, [Finding(Code.BUDGET, (), {"limit": str(MOST)}, "entries")]
    kept = {
        key: value
        for key, value in data.items()
        if not isinstance(value, list | dict) or len(value) <= MOST
    }
    limit = {"limit": str(MOST)}
    return kept, [Finding(Code.BUDGET, (key,), limit, "entries") for key in data if key not in kept]


def build(shape: SettingsFile, broken: Collection[KeyPath] = ()) -> Settings:
    """Build the settings of a file; of two beginnings of one code the longer one weighs.

    A selection of which something is broken selects nothing, or it would silence all the rest.
    """
    torn = any(path[:1] == ("select",) for path in broken)
    selected = frozenset(Code) if shape.select is None or torn else _all(shape.select)
    severities = {
        code: shape.severity[start]
        for start in sorted(shape.severity, key=len)
        for code in codes_named(start)
    }
    limits = _limits(Limits(), shape.rise, shape.gap)
    return Settings(selected - _all(shape.ignore), severities, limits)


def _limits(usual: Limits, rise: Number | None, gap: Number | None) -> Limits:
    return Limits(
        usual.rise if rise is None else Fraction(rise), usual.gap if gap is None else Fraction(gap)
    )


def _all(beginnings: list[str]) -> frozenset[Code]:
    return frozenset(code for start in beginnings for code in codes_named(start))
