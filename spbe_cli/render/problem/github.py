"""Problems as annotations of GitHub Actions, errors first: only the first few are shown there."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.inert import safe
from spbe_cli.core.problems import Problem, Severity
from spbe_cli.render.look import Look


def render(problems: Sequence[Problem], checked: Sequence[str], look: Look) -> Iterator[str]:
    """Write one workflow command for each problem."""
    del checked
    for problem in sorted(problems, key=lambda one: one.severity is not Severity.ERROR):
        place = problem.place
        where = f",line={place.line},col={place.column}" if place else ""
        hint = look.texts.hint(problem.finding)
        said = look.texts.message(problem.finding)
        if place and place.cell:  # a workbook has no lines
            where, said = "", f"{safe(place.cell)}: {said}"
        if hint:
            said += f"\n{look.texts('hint', hint=hint)}"
        title = f",title={_property(problem.finding.code.value)}"
        file = _property(safe(problem.file))
        yield f"::{problem.severity.value} file={file}{where}{title}::{_data(said)}\n"


def _data(text: str) -> str:
    """Write text so that it cannot begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
