"""The only place that writes files: whole, or not at all."""

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import TextIO, cast

from spbe_cli.core.problems import CallError

SPOOLED = 4 * 1024 * 1024
"""Characters of a result that are held in memory until it is whole."""


def refuse_existing(paths: Iterable[Path]) -> None:
    """Raise `CallError` where something is there already."""
    for path in paths:
        if os.path.lexists(path):
            raise CallError("call.exists", path=path.as_posix())


def write_all(contents: Mapping[Path, str] | Mapping[Path, bytes], *, overwrite: bool) -> None:
    """Write several files that belong together, and their folders: all of them or none.

    Raises `CallError` where one is there already and may not be overwritten, and where one cannot
    be written.
    """
    if not overwrite:
        refuse_existing(contents)
    fresh = [path for path in contents if not path.exists()]
    try:
        write_set(contents)
    except UnfinishedError as error:
        # half a set would be in the way of the next try
        _take_back([path for path in error.written if path in fresh], ())
        if not isinstance(error.reason, OSError):
            raise error.reason from error
        raise _unwritable(error.missing[0], error.reason) from error


class UnfinishedError(Exception):
    """Some files of a set took their places and others did not; `reason` is what came between."""

    def __init__(
        self, written: Sequence[Path], missing: Sequence[Path], reason: BaseException
    ) -> None:
        super().__init__(missing)
        self.written = written
        self.missing = missing
        self.reason = reason


def write_set(contents: Mapping[Path, str] | Mapping[Path, bytes]) -> None:
    """Write files that belong together: each is whole beside its place before any takes it.

    Raises `CallError` where one cannot be made, and leaves everything as it was then; and
    `UnfinishedError` in the unlikely case that only some could take their places.
    """
    made: list[Path] = []
    staged: dict[Path, Path] = {}
    for path, content in contents.items():
        whole = content if isinstance(content, bytes) else [content]
        try:
            made += _new_folders(path.parent)
            if path.exists() and not path.is_file():
                write_whole(path, whole)
            else:
                staged[path] = _staged(path.resolve(), whole)
        except BaseException as error:
            _take_back(staged.values(), made)
            if not isinstance(error, OSError):
                raise
            raise _unwritable(path, error) from error
    try:
        with _undisturbed():
            for path, ready in staged.items():
                ready.replace(path.resolve())
    except BaseException as error:
        missing = [path for path, ready in staged.items() if ready.exists()]
        written = [path for path in staged if path not in missing]
        _take_back(staged.values(), ())
        raise UnfinishedError(written, missing, error) from error


def _unwritable(path: Path, error: OSError) -> CallError:
    return CallError("call.unwritable", path=path.as_posix(), reason=str(error.strerror))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let nobody interrupt the moment in which files take their places."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _new_folders(folder: Path) -> Iterator[Path]:
    """Make a folder and those above it, and give the ones that are new, outermost first."""
    absent = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(absent):
        one.mkdir()
        yield one


def _take_back(files: Iterable[Path], folders: Sequence[Path]) -> None:
    """Remove files and empty folders that were only made on the way."""
    for file in files:
        with suppress(OSError):
            file.unlink()
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def write_whole(target: Path, chunks: Iterable[str] | bytes) -> None:
    """Write a file whole or not at all; raises OSError when the place does not take it."""
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            stream.writelines(_encoded(chunks))
        return
    real = target.resolve()
    whole = _staged(real, chunks)
    try:
        whole.replace(real)
    except BaseException:
        _take_back([whole], ())
        raise


def _encoded(chunks: Iterable[str] | bytes) -> Iterable[bytes]:
    return [chunks] if isinstance(chunks, bytes) else (chunk.encode("utf-8") for chunk in chunks)


def _staged(real: Path, chunks: Iterable[str] | bytes) -> Path:
    """Write a file to its end beside its place, under another name; or leave nothing of it."""
    import tempfile  # noqa: PLC0415 - only with -o

    handle, name = tempfile.mkstemp(prefix=f".{real.name}.", dir=real.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(_encoded(chunks))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(real.stat().st_mode if real.exists() else 0o666 & ~_umask())
    except BaseException:
        _take_back([Path(name)], ())
        raise
    return Path(name)


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
