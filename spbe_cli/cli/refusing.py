"""What programs are given where a file is refused: its name, no figures, and the problems."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from spbe_cli.cli.session import Session
from spbe_cli.core.problems import ContentError
from spbe_cli.render.look import Format


@contextmanager
def refused(
    session: Session, verb: str, format_: Format, file: str, output: Path | None
) -> Iterator[None]:
    """Write an object of a verb's own shape as JSON where what is within ends in `ContentError`.

    The error goes on; people are told by it, in every format.
    """
    try:
        yield
    except ContentError as error:
        if format_ is Format.JSON:
            shape = import_module(f"spbe_cli.render.{verb}.json")
            session.write(shape.refused(file, error.problems, session.look(output)), output)
        raise
