"""The only place that writes files: whole, or not at all."""

import os
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
    """Write several files, each whole or not at all, their folders with them.

    Raises `CallError` where one is there already and may not be overwritten, before anything is
    written, and where one cannot be written; those that were made until then are taken back.
    """
    if not overwrite:
        refuse_existing(contents)
    made: list[Path] = []
    for path, content in contents.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not path.exists()
            write_whole(path, content if isinstance(content, bytes) else [content])
            made += [path] if is_new else []
        except OSError as error:
            for one in made:  # half a set would be in the way of the next try
                with suppress(OSError):
                    one.unlink()
            reason = str(error.strerror)
            raise CallError("call.unwritable", path=path.as_posix(), reason=reason) from error


class UnfinishedError(Exception):
    """Some files of a set took their places and others did not; `reason` is what came between."""

    def __init__(
        self, written: Sequence[Path], missing: Sequence[Path], reason: BaseException
    ) -> None:
        super().__init__(missing)
        self.written = written
        self.missing = missing
        self.reason = reason


def write_set(texts: Mapping[Path, str]) -> None:
    """Write files that belong together: each is whole beside its place before any takes it.

    Raises `CallError` where one cannot be made, and leaves everything as it was then; and
    `UnfinishedError` in the unlikely case that only some could take their places.
    """
    made: list[Path] = []
    staged: dict[Path, Path] = {}
    for path, text in texts.items():
        try:
            made += _new_folders(path.parent)
            staged[path] = _staged(path.resolve(), [text])
        except BaseException as error:
            _take_back(staged.values(), made)
            if not isinstance(error, OSError):
                raise
            reason = str(error.strerror)
            raise CallError("call.unwritable", path=path.as_posix(), reason=reason) from error
    try:
        for path, whole in staged.items():
            whole.replace(path.resolve())
    except BaseException as error:
        missing = [path for path, whole in staged.items() if whole.exists()]
        written = [path for path in staged if path not in missing]
        _take_back(staged.values(), ())
        raise UnfinishedError(written, missing, error) from error


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
