"""What a code is about, for people."""

from collections.abc import Iterator

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from spbe_cli.core.problems import Code
from spbe_cli.locale.snippets import SNIPPETS
from spbe_cli.render.look import Look
from spbe_cli.render.problem.text import STYLES
from spbe_cli.render.terminal import text_of


def code(code: Code, look: Look) -> Iterator[str]:
    """Write what a code says, why it matters, what is wrong and what is right."""
    texts = look.texts
    bad, good = SNIPPETS[code]
    title = Text.assemble(
        (f"{code.value} ", "bold"),
        (f"{code.severity.value} ", STYLES[code.severity]),
        (texts(f"{code.value}.title"), "bold"),
    )
    parts = (
        title,
        Text(texts(f"{code.value}.why")),
        Text(f"\n{texts('explain.bad')}", style="bold red"),
        Padding(Text(bad), (0, 0, 0, 2)),
        Text(f"\n{texts('explain.good')}", style="bold green"),
        Padding(Text(good), (0, 0, 0, 2)),
    )
    yield text_of(Group(*parts), look)
