"""A workbook of worksheets, where the package that makes it is installed."""

from spbe_cli.core.exchange.worksheet import Book
from spbe_cli.core.problems import CallError
from spbe_cli.render.look import Look


def workbook(book: Book, look: Look) -> bytes:
    """Make a workbook; raises `CallError` where the package for it is not installed."""
    try:
        import openpyxl  # noqa: F401, PLC0415 - optional, and slow to load
    except ImportError as error:
        raise CallError("call.extra", extra="excel", package="openpyxl") from error
    from spbe_cli.render.export.book import packed_book  # noqa: PLC0415 - needs the package

    return packed_book(book, look)
