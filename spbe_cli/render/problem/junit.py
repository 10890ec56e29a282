"""Problems as a JUnit report: a test case for each file, a failure for each error in it."""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from spbe_cli.core.inert import safe
from spbe_cli.core.problems import Problem, Severity
from spbe_cli.render.look import Look

_NO_XML = re.compile("[\ufffe\uffff]")
"""What is harmless, but no character of XML."""


def render(problems: Sequence[Problem], checked: Sequence[str], look: Look) -> Iterator[str]:
    """Write one suite; warnings are output of their file's case."""
    of: dict[str, list[Problem]] = {file: [] for file in checked}
    for problem in problems:
        of.setdefault(problem.file, []).append(problem)
    failures = sum(problem.severity is Severity.ERROR for problem in problems)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
    yield f'  <testsuite name="spbe" tests="{len(of)}" failures="{failures}" errors="0">\n'
    for file in sorted(of):
        yield f'    <testcase classname="spbe" name={_attribute(file)}>\n'
        warnings = []
        for problem in of[file]:
            line = _line(problem, look)
            if problem.severity is Severity.ERROR:
                message = _attribute(look.texts.message(problem.finding))
                kind = _attribute(problem.finding.code.value)
                yield f"      <failure type={kind} message={message}>{_content(line)}</failure>\n"
            else:
                warnings.append(line)
        if warnings:
            text = "\n".join(map(_content, warnings))
            yield f"      <system-out>{text}</system-out>\n"
        yield "    </testcase>\n"
    yield "  </testsuite>\n</testsuites>\n"


def _attribute(text: str) -> str:
    return quoteattr(_legal(text))


def _content(text: str) -> str:
    return escape(_legal(text))


def _legal(text: str) -> str:
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", safe(text))


def _line(problem: Problem, look: Look) -> str:
    """Write a problem in one line, with its hint."""
    place = f"{problem.place.address}: " if problem.place else ""
    code, hint = problem.finding.code.value, look.texts.hint(problem.finding)
    told = f"{problem.file}:{place}{problem.severity.value} {code}"
    said = f"{told} {look.texts.message(problem.finding)}"
    return f"{said} ({look.texts('hint', hint=hint)})" if hint else said
