"""The only place that opens files: paths, folders, standard input, bundled data, whole writes.

Says nothing about what a file means; what cannot be read becomes a problem, not an exception.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from spbe_cli.problems import CallError, Code, Finding, Problem
from spbe_cli.source import MAX_BYTES, Source, decode

STDIN = "-"
YAML_ENDINGS = frozenset({".yaml", ".yml"})

BUNDLED = Path(__file__).parent.parent / "indicators"
"""Where the bundled instruments lie: beside the package, in a wheel as in a checkout."""


class Spot(NamedTuple):
    """A file to read: where it is, how it is called in reports, whether the caller named it.

    `below` is the folder the caller named instead.
    """

    path: Path
    label: str
    named: bool = False
    below: str = ""

    @property
    def is_stdin(self) -> bool:
        """Whether this stands for standard input."""
        return self.named and self.label == STDIN

    def beside(self, path: Path) -> "Spot":
        """Give another file, labelled in the same way as this one."""
        base = Path() if self.is_stdin else Path(self.label).parent
        with suppress(ValueError):
            return Spot(path, (base / path.relative_to(self.folder)).as_posix())
        return Spot(path, _relative(path))

    @property
    def group(self) -> str:
        """What is likely to belong together: the first step below the folder the caller named."""
        return self.label[len(self.below) :].lstrip("/").partition("/")[0]

    @property
    def folder(self) -> Path:
        """The folder its relative paths start from."""
        return self.path.parent


def spots(arguments: Iterable[str]) -> list[Spot]:
    """Turn the command line's files, folders and `-` into files to read, each once, in order.

    Raises `CallError` for a path that is not there.
    """
    found: dict[str, Spot] = {}
    for argument in arguments:
        if argument == STDIN:
            found.setdefault(STDIN, Spot(Path("-"), STDIN, named=True))
            continue
        path = Path(argument)
        try:
            is_folder, is_there = path.is_dir(), path.exists()
        except OSError as error:
            raise CallError("call.unreadable", path=argument, reason=str(error.strerror)) from error
        if not is_there:
            raise CallError("call.no-such-path", path=argument)
        several = walk(path) if is_folder else [Spot(path, path.as_posix(), named=True)]
        below = path.as_posix() if is_folder else ""
        for spot in several:
            place = os.path.abspath(spot.path)  # noqa: PTH100 - links stay
            found.setdefault(place, spot._replace(below=below))
    return list(found.values())


def walk(folder: Path) -> Iterator[Spot]:
    """Give the YAML files below a folder, sorted; hidden folders and links are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield Spot(folder, folder.as_posix())
        return
    for entry in entries:
        if entry.is_symlink():
            continue
        path = folder / entry.name
        if entry.is_dir():
            if not entry.name.startswith("."):
                yield from walk(path)
        elif path.suffix.lower() in YAML_ENDINGS and entry.is_file():
            yield Spot(path, path.as_posix())


def yaml_files(folder: Path) -> Iterator[Spot]:
    """Give the YAML files of one folder, sorted, without those below it."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in YAML_ENDINGS and path.is_file():
                yield Spot(path, _relative(path))


def read(spot: Spot) -> Source | Problem:
    """Read one file; a file that cannot be read or is no UTF-8 gives a problem."""
    try:
        content = _bytes(spot)
    except OSError as error:
        if spot.named:
            raise CallError(
                "call.unreadable", path=spot.label, reason=str(error.strerror)
            ) from error
        return Problem(
            spot.label, None, Finding(Code.UNREADABLE, (), {"reason": str(error.strerror)})
        )
    text = decode(spot.label, content)
    return text if isinstance(text, Problem) else Source(spot.label, text)


def leaves_folder(pattern: str) -> bool:
    """Tell whether an include pattern could reach outside the folder it starts from."""
    posix, windows = PurePosixPath(pattern), PureWindowsPath(pattern)
    return bool(posix.is_absolute() or windows.anchor) or ".." in windows.parts


def matching(folder: Path, pattern: str) -> Iterator[Path]:
    """Give the files below a folder that match a pattern, sorted; hidden ones do not match.

    Links are given like files: whether they may be used is for the caller to judge.
    """
    import glob  # noqa: PLC0415 - only assessments with OPD files need it

    names = glob.glob(pattern, root_dir=folder, recursive=True)  # noqa: PTH207 - skips hidden ones
    for name in sorted(names):
        path = folder / name
        if path.is_file():
            yield path


def stays_inside(folder: Path, path: Path) -> bool:
    """Tell whether a path, its links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


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


def _bytes(spot: Spot) -> bytes:
    """Read at most one byte more than is allowed, so that no size can fill the memory."""
    if spot.is_stdin:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with spot.path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _relative(path: Path) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:
        return path.as_posix()
