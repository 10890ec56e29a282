"""A result in the format asked for: a page for people, or what programs read."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from spbe_cli.render.look import Format, Look

DRAWN_BY = {Format.TABLE: "terminal", Format.MARKDOWN: "markdown"}
"""Who draws a page."""


def written(verb: str, format_: Format, value: object, look: Look, **asked: Any) -> Iterator[str]:
    """Write the result of a verb; only the modules of its format are loaded."""
    drawn_by = DRAWN_BY.get(format_)
    module = import_module(f"spbe_cli.render.{verb}.{'page' if drawn_by else format_.value}")
    if drawn_by is None:
        chunks: Iterator[str] = module.render(value, look, **asked)
    else:
        draw = import_module(f"spbe_cli.render.{drawn_by}")
        chunks = draw.page(module.blocks(value, look, **asked), look)
    return chunks
