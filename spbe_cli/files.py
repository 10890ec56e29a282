"""The only place that reads files: paths, folders, standard input, bundled data.

Says nothing about what a file means; what cannot be read becomes a problem, not an exception.
"""

import errno
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from spbe_cli.exhibit import Exhibit
from spbe_cli.problems import CallError, Code, Finding, Problem
from spbe_cli.source import MAX_BYTES, Source, decode

STDIN = "-"
YAML_ENDINGS = frozenset({".yaml", ".yml"})

POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that stands for one that was not fetched."""

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
        return nearby(path)

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
        if not argument:
            raise CallError("call.empty-path")
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
            if place not in found or spot.named:
                found[place] = spot._replace(below=below)
    return list(found.values())


def walk(folder: Path) -> Iterator[Spot]:
    """Give the YAML files below a folder, sorted; hidden ones and links are left alone."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield Spot(folder, folder.as_posix())
        return
    for entry in entries:
        if entry.is_symlink() or entry.name.startswith("."):
            continue
        path = folder / entry.name
        if entry.is_dir():
            yield from walk(path)
        elif path.suffix.lower() in YAML_ENDINGS and entry.is_file():
            yield Spot(path, path.as_posix())


def yaml_files(folder: Path) -> Iterator[Spot]:
    """Give the YAML files of one folder, sorted, without those below it."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in YAML_ENDINGS and path.is_file():
                yield nearby(path)


def nearby(path: Path) -> Spot:
    """Give a file that the caller did not name, labelled from the working folder."""
    return Spot(path, _relative(path))


def read(spot: Spot) -> Source | Problem:
    """Read one file as YAML; a file that cannot be read or is no UTF-8 gives a problem."""
    text = read_text(spot)
    return text if isinstance(text, Problem) else Source(spot.label, text)


def read_text(spot: Spot) -> str | Problem:
    """Read the text of one file; a file that cannot be read or is no UTF-8 gives a problem."""
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
    return decode(spot.label, content)


def look_at(path: Path, root: Path) -> Exhibit:
    """Gather what rules need to know of a file named as evidence; nothing of it is kept."""
    if not stays_inside(root, path):
        return Exhibit(is_inside=False)
    try:
        with path.open("rb") as stream:
            head = stream.read(len(POINTER))
            size = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return Exhibit()
    return Exhibit(exists=True, size=size, is_pointer=head == POINTER, digest=digest)


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


def included(folder: Path, patterns: Iterable[str]) -> frozenset[Path]:
    """Give all files that include patterns match, their links followed."""
    inside = (pattern for pattern in patterns if not leaves_folder(pattern))
    return frozenset(path.resolve() for each in inside for path in matching(folder, each))


def stays_inside(folder: Path, path: Path) -> bool:
    """Tell whether a path, its links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def refuse_to_overwrite(target: Path | None, spots: Iterable[Spot]) -> None:
    """Raise `CallError` where a result would take the place of a file it is made from."""
    if target is not None and target.exists():
        place = target.resolve()
        if any(spot.path.resolve() == place for spot in spots):
            raise CallError("call.overwrites", path=target.as_posix())


def _bytes(spot: Spot) -> bytes:
    """Read at most one byte more than is allowed, so that no size can fill the memory."""
    if spot.is_stdin:
        if sys.stdin is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with spot.path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _relative(path: Path) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:
        return path.as_posix()
