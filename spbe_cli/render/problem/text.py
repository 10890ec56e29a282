"""Problems as text: `file:line:column: error SPBE103 message`, the quoted line, a hint."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from spbe_cli.core.inert import safe
from spbe_cli.core.problems import Problem, Severity
from spbe_cli.render.look import Look
from spbe_cli.render.terminal import lines_of

SHOWN = 120
"""Characters of a source line that are shown; a longer one is cut around the caret."""

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def full(problems: Iterable[Problem], look: Look) -> Iterator[str]:
    """Write each problem with its source line, a caret and a hint."""
    for problem in problems:
        lines = [head(problem, look), *_quote(problem), *_hint(problem, look)]
        yield lines_of(Text("\n").join(lines), look) + "\n"


def render(problems: Sequence[Problem], checked: Sequence[str], look: Look) -> Iterator[str]:
    """Write all problems in full."""
    del checked
    return full(problems, look)


def head(problem: Problem, look: Look) -> Text:
    """Write a problem in one line."""
    place = "" if problem.place is None else f"{safe(problem.place.address)}:"
    return Text.assemble(
        (f"{safe(problem.file)}:{place} ", "bold"),
        (f"{problem.severity.value} {problem.finding.code.value}", STYLES[problem.severity]),
        f" {safe(look.texts.message(problem.finding))}",
    )


def _quote(problem: Problem) -> Iterator[Text]:
    if problem.place is None or not problem.place.quote.strip():
        return
    quote, caret = problem.place.quote.replace("\t", " "), problem.place.caret - 1
    start = max(0, min(caret - SHOWN // 2, len(quote) - SHOWN))
    shown, before = safe(quote[start : start + SHOWN]), safe(quote[start:caret])
    number = problem.place.cell.rpartition("!")[2] or str(problem.place.line)
    yield Text.assemble((f"  {number} | ", "dim"), shown)
    margin = " " * len(number)
    yield Text.assemble((f"  {margin} | ", "dim"), " " * cell_len(before), ("^", "bold"))


def _hint(problem: Problem, look: Look) -> Iterator[Text]:
    hint = look.texts.hint(problem.finding)
    if hint:
        yield Text(f"  {look.texts('hint', hint=safe(hint))}", style="italic")
