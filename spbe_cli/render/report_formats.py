"""The formats of a report, and which of them the name of a file asks for."""

from enum import StrEnum


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
    """Give the format of an ending such as `.md`; a page where it says nothing."""
    return ENDINGS.get(ending.lower(), Kind.HTML)
