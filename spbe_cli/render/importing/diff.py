"""What an import would change, as a unified diff."""

from collections.abc import Iterator
from difflib import unified_diff

from spbe_cli.core.inert import safe
from spbe_cli.render.look import Look

NOTHING = "/dev/null"
"""What a file that is new differs from."""

_COLOURS = {"+": "32", "-": "31", "@": "36"}


def render(path: str, before: str | None, after: str, look: Look) -> Iterator[str]:
    """Write what changes in one file; `before` is None where it is new."""
    start, end = (_lines(text) for text in (before or "", after))
    names = (NOTHING if before is None else path, path)
    for number, line in enumerate(unified_diff(start, end, *names, lineterm="")):
        shown = "\t".join(map(safe, line.split("\t")))
        colour = "1" if number < 2 else _COLOURS.get(line[0])
        is_coloured = look.color and colour is not None
        yield f"\x1b[{colour}m{shown}\x1b[0m\n" if is_coloured else f"{shown}\n"


def _lines(text: str) -> list[str]:
    """Give the lines of a text without their ends; the last one may have none."""
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []
