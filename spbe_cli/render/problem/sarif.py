"""Problems as SARIF 2.1.0, for code scanning."""

from collections.abc import Iterator, Sequence

from spbe_cli import __version__
from spbe_cli.core.problems import Code, Problem
from spbe_cli.locale import Texts
from spbe_cli.locale.snippets import SNIPPETS
from spbe_cli.render import machine
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json
from spbe_cli.render.markdown import escaped
from spbe_cli.render.problem.fingerprint import fingerprints

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"


def render(problems: Sequence[Problem], checked: Sequence[str], look: Look) -> Iterator[str]:
    """Write one run with the rules that were broken and a result for each problem."""
    del checked
    texts, language = look.texts, look.texts.language.value
    codes = sorted({problem.finding.code for problem in problems}, key=lambda code: code.value)
    index = {code: position for position, code in enumerate(codes)}
    driver = {
        "name": "spbe",
        "version": __version__,
        "language": language,
        "rules": [_rule(code, texts) for code in codes],
    }
    prints = fingerprints(problems)
    results = [
        _result(problem, mark, index[problem.finding.code], texts)
        for problem, mark in zip(problems, prints, strict=True)
    ]
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    yield machine.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, look) + "\n"


def _rule(code: Code, texts: Texts) -> Json:
    """Describe a code as `spbe explain` does."""
    why = texts(f"{code.value}.why")
    names = (texts("explain.bad"), texts("explain.good"))
    snippets = list(zip(names, SNIPPETS[code], strict=True))
    plain = (f"{name}:\n{snippet}" for name, snippet in snippets)
    fenced = (f"**{escaped(name)}**\n\n```yaml\n{snippet}\n```" for name, snippet in snippets)
    return {
        "id": code.value,
        "name": "".join(word.capitalize() for word in code.name.split("_")),
        "shortDescription": {"text": texts(f"{code.value}.title")},
        "fullDescription": {"text": why},
        "help": {
            "text": "\n\n".join((why, *plain)),
            "markdown": "\n\n".join((escaped(why), *fenced)),
        },
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(problem: Problem, mark: str, rule: int, texts: Texts) -> Json:
    message, hint = texts.message(problem.finding), texts.hint(problem.finding)
    text = f"{message}. {texts('hint', hint=hint)}" if hint else message
    place = problem.place
    text = f"{place.cell}: {text}" if place and place.cell else text
    region = {"startLine": place.line, "startColumn": place.column} if place else {"startLine": 1}
    physical = {"artifactLocation": _artifact(problem.file), "region": region}
    return {
        "ruleId": problem.finding.code.value,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": _without_links(text)},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"spbe/v1": mark},
    }


def _without_links(text: str) -> str:
    """Keep what a file holds from becoming a link, which SARIF has even in plain text."""
    return text.replace("](", "\\](")


def _artifact(file: str) -> Json:
    """Give the address of a file: relative to the root of the sources where it is below that."""
    from urllib.parse import quote  # noqa: PLC0415 - only here

    uri = quote(file, safe="/", errors="surrogateescape")
    if file.startswith("/"):
        return {"uri": f"file://{uri}"}
    if file[1:3] == ":/":
        return {"uri": f"file:///{file[0]}:{uri[4:]}"}
    if file == "-" or f"{file}/".startswith("../"):
        return {"uri": uri}
    return {"uri": uri, "uriBaseId": ROOT}
