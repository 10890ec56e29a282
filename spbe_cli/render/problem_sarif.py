"""Problems as SARIF 2.1.0, for code scanning."""

from collections.abc import Iterator, Sequence

from spbe_cli import __version__
from spbe_cli.locale import Texts
from spbe_cli.problems import Code, Problem
from spbe_cli.render import machine
from spbe_cli.render.fingerprint import fingerprints
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"


def render(problems: Sequence[Problem], checked: Sequence[str], look: Look) -> Iterator[str]:
    """Write one run with the rules that were broken and a result for each problem."""
    del checked
    codes = sorted({problem.finding.code for problem in problems}, key=lambda code: code.value)
    index = {code: position for position, code in enumerate(codes)}
    driver = {
        "name": "spbe",
        "version": __version__,
        "rules": [_rule(code, look.texts) for code in codes],
    }
    prints = fingerprints(problems)
    results = [
        _result(problem, mark, index[problem.finding.code], look.texts)
        for problem, mark in zip(problems, prints, strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield machine.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, look) + "\n"


def _rule(code: Code, texts: Texts) -> Json:
    title = texts(f"{code.value}.title")
    return {
        "id": code.value,
        "shortDescription": {"text": title},
        "help": {"text": texts(f"{code.value}.why")},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(problem: Problem, mark: str, rule: int, texts: Texts) -> Json:
    message, hint = texts.message(problem.finding), texts.hint(problem.finding)
    place = problem.place
    physical: Json = {"artifactLocation": _artifact(problem.file)}
    if place is not None:
        physical["region"] = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": problem.finding.code.value,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": f"{message}. {texts('hint', hint=hint)}" if hint else message},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"spbe/v1": mark},
    }


def _artifact(file: str) -> Json:
    """Give the address of a file: relative to the root of the sources where it is."""
    from urllib.parse import quote  # noqa: PLC0415 - only here

    uri = quote(file, safe="/")
    outside = file.startswith(("/", "../")) or file[1:2] == ":"
    return {"uri": uri} if outside else {"uri": uri, "uriBaseId": ROOT}
