"""What a code is about, as `spbe.explain/1`."""

from collections.abc import Iterator

from spbe_cli.core.problems import Code
from spbe_cli.locale.snippets import SNIPPETS
from spbe_cli.render import machine
from spbe_cli.render.look import Look


def code(code: Code, look: Look) -> Iterator[str]:
    """Write what a code says, why it matters, what is wrong and what is right."""
    bad, good = SNIPPETS[code]
    value = {
        "schema": "spbe.explain/1",
        "code": code.value,
        "severity": code.severity.value,
        "title": look.texts(f"{code.value}.title"),
        "why": look.texts(f"{code.value}.why"),
        "bad": bad,
        "good": good,
    }
    yield machine.dump(value, look) + "\n"
