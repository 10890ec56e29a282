"""The formats of a report, and which of them the name of a file asks for."""

from enum import StrEnum

from spbe_cli.core.problems import CallError


class Kind(StrEnum):
    """How a report is written."""

    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    XLSX = "xlsx"
    SVG = "svg"


ENDINGS = {
    ".html": Kind.HTML, ".htm": Kind.HTML, ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN,
    ".csv": Kind.CSV, ".xlsx": Kind.XLSX, ".svg": Kind.SVG,
}  # fmt: skip
"""What the end of a file's name says of its format."""


def kind_of(ending: str) -> Kind:
    """Give the format of an ending such as `.md`; a page where there is none, or a number.

    Raises `CallError` for an ending of another format: what opens such a file could not read it.
    """
    if not ending.strip(".0123456789"):
        return Kind.HTML
    kind = ENDINGS.get(ending.lower())
    if kind is None:
        raise CallError("call.render-ending", found=ending, known=", ".join(ENDINGS))
    return kind
