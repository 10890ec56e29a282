"""The only place that writes files: whole, or not at all."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import TextIO, cast

from spbe_cli.core.problems import CallError

SPOOLED = 4 * 1024 * 1024
"""Characters of a result that are held in memory until it is whole."""


def write_all(texts: Mapping[Path, str], *, overwrite: bool) -> None:
    """Write several files, each whole or not at all, their folders with them.

    Raises `CallError` where one is there already and may not be overwritten, before anything is
    written, and where one cannot be written; those that were made until then are taken back.
    """
    for path in texts:
        if not overwrite and os.path.lexists(path):
            raise CallError("call.exists", path=path.as_posix())
    made: list[Path] = []
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not path.exists()
            write_whole(path, [text])
            made += [path] if is_new else []
        except OSError as error:
            for one in made:  # half a set would be in the way of the next try
                with suppress(OSError):
                    one.unlink()
            reason = str(error.strerror)
            raise CallError("call.unwritable", path=path.as_posix(), reason=reason) from error


def write_whole(target: Path, chunks: Iterable[str]) -> None:
    """Write a file whole or not at all; raises OSError when the place does not take it."""
    import tempfile  # noqa: PLC0415 - only with -o

    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(chunks)
        return
    real = target.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{real.name}.", dir=real.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(real.stat().st_mode if real.exists() else 0o666 & ~_umask())
        Path(name).replace(real)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def spooled(chunks: Iterable[str]) -> Iterator[TextIO]:
    """Make a text to its end before anybody sees its beginning; a long one waits on the disk."""
    stream: TextIO = StringIO(newline="")
    for chunk in chunks:
        stream.write(chunk)
        if isinstance(stream, StringIO) and stream.tell() > SPOOLED:
            stream = _on_disk(stream.getvalue())
    with stream:
        stream.seek(0)
        yield stream


def _on_disk(text: str) -> TextIO:
    from tempfile import TemporaryFile  # noqa: PLC0415 - slow to load, and only for the longest

    stream = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - closed by spooled
    stream.write(text)
    return cast("TextIO", stream)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
