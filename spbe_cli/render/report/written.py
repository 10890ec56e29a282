"""A report in the format asked for; only the modules of that are loaded."""

from collections.abc import Iterator
from importlib import import_module

from spbe_cli.core.report import Report
from spbe_cli.render.look import Look
from spbe_cli.render.report.formats import Kind


def written(kind: Kind, report: Report, look: Look) -> Iterator[str]:
    """Write a report as text."""
    module = import_module(f"spbe_cli.render.report.{kind.value}")
    chunks: Iterator[str] = module.render(report, look)
    return chunks
