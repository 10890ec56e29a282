"""Values as JSON: field names and figures as SPEC settles them, whatever the language."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from spbe_cli.core.exact import Number, exact_text, number
from spbe_cli.core.inert import safe
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Problem, Severity
from spbe_cli.locale import Texts
from spbe_cli.render.look import Look

Json = dict[str, Any]


def dump(value: Json, look: Look, indent: int | None = None) -> str:
    """Write one JSON object; what a terminal would obey is escaped."""
    text = json.dumps(value, ensure_ascii=not look.unicode, allow_nan=False, indent=indent)
    return "\n".join(map(safe, text.split("\n")))


def stream(schema: str, name: str, items: Iterable[str], look: Look, **rest: Any) -> Iterator[str]:
    """Write an object with one list that may be long, its items rendered already."""
    yield f'{{"schema": "{schema}", "{name}": ['
    for position, item in enumerate(items):
        yield f"{',' if position else ''}\n  {item}"
    yield "]" + "".join(f", {json.dumps(key)}: {dump(value, look)}" for key, value in rest.items())
    yield "}\n"


def exact(value: Number | None) -> str | None:
    """Write an exact value as a string."""
    return None if value is None else exact_text(value)


def figure(value: Decimal | None) -> float | int | None:
    """Give a rounded figure as a number with its decimals: 2.95."""
    return None if value is None else float(value)


def level(value: Number | None, instrument: Instrument) -> float | int | None:
    """Give a whole level as it is, any other with the decimals of the index."""
    whole = None if value is None else number(value)
    if whole is None or isinstance(whole, int):
        return whole
    return figure(instrument.rounded(whole))


def problem(given: Problem, texts: Texts) -> Json:
    """Give a problem as SPEC's `problems` list it; one in a workbook names its cell."""
    place = given.place
    return {
        "file": given.file,
        "line": place.line if place else None,
        "column": place.column if place else None,
        **({"cell": place.cell} if place and place.cell else {}),
        "code": given.finding.code.value,
        "severity": given.severity.value,
        "path": given.path,
        "message": texts.message(given.finding),
        "hint": texts.hint(given.finding),
    }


def refused(
    schema: str, file: str, nothing: Json, problems: Iterable[Problem], look: Look
) -> Iterator[str]:
    """Write an object of which a refused file gives nothing, with the problems."""
    found = [problem(one, look.texts) for one in problems]
    value = {"schema": schema, "file": file, **nothing, "problems": found}
    yield f"{dump(value, look, indent=2)}\n"


def summary(files: int, problems: Iterable[Problem]) -> Json:
    """Count files, errors and warnings."""
    severities = [given.severity for given in problems]
    return {
        "files": files,
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
    }
