"""The only place that reads files: paths, folders, standard input, bundled data.

Says nothing about what a file means; what cannot be read becomes a problem, not an exception.
"""

import errno
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple
from weakref import WeakKeyDictionary

from spbe_cli.core.exhibit import Exhibit
from spbe_cli.core.problems import CallError, Code, Finding, Problem
from spbe_cli.reading.source import MAX_BYTES, Source, decode

STDIN = "-"
YAML_ENDINGS = frozenset({".yaml", ".yml"})

SHORT = 256 * 1024
"""Bytes up to which a file that was read may be kept for those who read it again."""

HUGE, SAMPLE = 64 * 1024 * 1024, 1024 * 1024
"""Bytes from which evidence is told apart by samples, and how long each is."""

POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that stands for one that was not fetched."""

BUNDLED = Path(__file__).parents[2] / "indicators"
"""Where the bundled instruments lie: beside the package, in a wheel as in a checkout."""


class Spot(NamedTuple):
    """A file to read: where it is, how it is called in reports, whether the caller named it.

    `below` is the folder the caller named instead. `version` is the revision of a file that is
    from git history; its label begins with it and a colon.
    """

    path: Path
    label: str
    named: bool = False
    below: str = ""
    version: str = ""

    @property
    def is_stdin(self) -> bool:
        """Whether this stands for standard input."""
        return self.named and self.label == STDIN

    def beside(self, path: Path) -> "Spot":
        """Give another file, labelled in the same way as this one."""
        start = f"{self.version}:" if self.version else ""
        base = Path() if self.is_stdin else Path(self.label.removeprefix(start)).parent
        with suppress(ValueError):
            label = f"{start}{(base / path.relative_to(self.folder)).as_posix()}"
            return Spot(path, label, version=self.version)
        return nearby(path)

    @property
    def group(self) -> str:
        """What is likely to belong together: the first step below the folder the caller named."""
        return self.label[len(self.below) :].lstrip("/").partition("/")[0]

    @property
    def folder(self) -> Path:
        """The folder its relative paths start from."""
        return self.path.parent


def no_such_path(argument: str) -> list[Spot]:
    """Raise `CallError` for a path that is not there."""
    raise CallError("call.no-such-path", path=argument)


def spots(
    arguments: Iterable[str], elsewhere: Callable[[str], list[Spot]] = no_such_path
) -> list[Spot]:
    """Turn the command line's files, folders and `-` into files to read, each once, in order.

    `elsewhere` finds what is no path here. Raises `CallError` for what is not there either.
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
        if is_folder:
            several = [spot._replace(below=path.as_posix()) for spot in walk(path)]
        elif is_there:
            several = [Spot(path, path.as_posix(), named=True)]
        else:
            several = elsewhere(argument)
        for spot in several:
            place = os.path.abspath(spot.path)  # noqa: PTH100 - links stay
            if place not in found or spot.named:
                found[place] = spot
    return list(found.values())


def walk(folder: Path) -> Iterator[Spot]:
    """Give the YAML files below a folder, sorted; hidden ones and links are left alone."""
    todo = [(folder, True)]
    while todo:
        path, is_folder = todo.pop()
        if not is_folder:
            yield Spot(path, path.as_posix())
            continue
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield Spot(path, path.as_posix())
            continue
        for entry in entries:
            if not entry.is_symlink() and not entry.name.startswith("."):
                if entry.is_dir():
                    todo.append((path / entry.name, True))
                elif Path(entry.name).suffix.lower() in YAML_ENDINGS and entry.is_file():
                    todo.append((path / entry.name, False))


def yaml_files(folder: Path) -> Iterator[Spot]:
    """Give the YAML files of one folder, sorted, without those below it."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in YAML_ENDINGS and is_file(path):
                yield nearby(path)


def upward(folder: Path) -> Iterator[Path]:
    """Give a folder and those above it, up to that of the git repository, else to the root."""
    for step in (folder, *folder.parents):
        yield step
        if (step / ".git").exists():
            return


def nearby(path: Path) -> Spot:
    """Give a file that the caller did not name, labelled from the working folder."""
    return Spot(path, way(path))


def read(spot: Spot) -> Source | Problem:
    """Read one file as YAML; a file that cannot be read or is no UTF-8 gives a problem."""
    text = read_text(spot)
    return text if isinstance(text, Problem) else Source(spot.label, text)


def read_text(spot: Spot, limit: int = MAX_BYTES) -> str | Problem:
    """Read the text of one file; a file that cannot be read or is no UTF-8 gives a problem."""
    content = read_bytes(spot, limit)
    return content if isinstance(content, Problem) else decode(spot.label, content, limit)


def read_bytes(spot: Spot, limit: int) -> bytes | Problem:
    """Read what a file holds, one byte more than the limit at most; or say why that fails."""
    try:
        return _bytes(spot, limit)
    except OSError as error:
        if spot.named:
            raise CallError(
                "call.unreadable", path=spot.label, reason=str(error.strerror)
            ) from error
        return Problem(
            spot.label, None, Finding(Code.UNREADABLE, (), {"reason": str(error.strerror)})
        )


def look_at(path: Path, root: Path) -> Exhibit:
    """Gather what rules need to know of a file named as evidence; nothing of it is kept."""
    try:
        is_inside = path.resolve().is_relative_to(root.resolve())
        if not is_inside or not path.is_file():
            return Exhibit(is_inside=is_inside)
        with path.open("rb") as stream:
            head = stream.read(len(POINTER))
            size = stream.seek(0, os.SEEK_END)
    except (OSError, RuntimeError, ValueError):
        return Exhibit()
    return Exhibit(exists=True, size=size, is_pointer=head == POINTER)


def digest(path: Path) -> str:
    """Tell files apart by content; of a huge one three samples and its size are taken."""
    try:
        with path.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            if size <= HUGE:
                return hashlib.file_digest(stream, "sha256").hexdigest()
            found = hashlib.sha256(str(size).encode())
            for offset in (0, size // 2, size - SAMPLE):
                stream.seek(offset)
                found.update(stream.read(SAMPLE))
            return found.hexdigest()
    except OSError:
        return ""


def leaves_folder(pattern: str) -> bool:
    """Tell whether an include pattern could reach outside the folder it starts from."""
    posix, windows = PurePosixPath(pattern), PureWindowsPath(pattern)
    return bool(posix.is_absolute() or windows.anchor) or ".." in windows.parts


def steps_of(pattern: str) -> list[str]:
    """Give the steps of a pattern from its folder: the names of folders, and of files."""
    return [part for part in pattern.replace(os.sep, "/").split("/") if part not in {"", "."}]


def matching(folder: Path, pattern: str) -> Iterator[Path]:
    """Give the files below a folder that match a pattern, sorted; hidden ones do not match.

    No wildcard leads through a link to a folder. Links to files are given like files: whether
    they may be used is for the caller to judge.
    """
    parts = steps_of(pattern)
    seen: set[tuple[Path, int]] = set()
    todo = [(folder, 0)]
    while todo:
        step = todo.pop()
        if step not in seen:  # no place is looked at twice
            seen.add(step)
            todo += _matching_next(*step, parts)
    yield from sorted(path for path, done in seen if done == len(parts) and is_file(path))


def _matching_next(path: Path, done: int, parts: Sequence[str]) -> Iterator[tuple[Path, int]]:
    """Give what the part at `done` matches below a path, and how many parts are done then."""
    if done == len(parts):
        return
    part, is_last = parts[done], done == len(parts) - 1
    if not is_wild(part):
        yield path / part, done + 1
        return
    if part == "**":
        yield path, done + 1
    for entry in _entries(path):
        is_folder = entry.is_dir(follow_symlinks=False)
        if part == "**":
            if is_folder or is_last:
                yield path / entry.name, done + (not is_folder)
        elif fnmatch(entry.name, part) and (is_last or is_folder):
            yield path / entry.name, done + 1


def is_wild(part: str) -> bool:
    """Tell whether a step of a pattern can mean several names."""
    return any(character in part for character in "*?[")


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Give what a folder holds, without what is hidden; nothing where there is none."""
    with suppress(OSError, ValueError), os.scandir(folder) as entries:
        yield from (entry for entry in entries if not entry.name.startswith("."))


def is_file(path: Path) -> bool:
    """Tell whether a path is a file that can be read to an end, its links followed."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long, a loop, no path at all
        return False


def is_short(spot: Spot) -> bool:
    """Tell whether a file is short enough to be kept while a run goes on."""
    try:
        return not spot.is_stdin and spot.path.stat().st_size <= SHORT
    except (OSError, ValueError):
        return False


def included(folder: Path, patterns: Iterable[str]) -> frozenset[Path]:
    """Give all files that include patterns match, their links followed."""
    inside = (pattern for pattern in patterns if not leaves_folder(pattern))
    return frozenset(path.resolve() for each in inside for path in matching(folder, each))


def stays_inside(folder: Path, path: Path) -> bool:
    """Tell whether a path, its links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def refuse_to_overwrite(target: Path | None, spots: Iterable[Spot]) -> None:
    """Raise `CallError` where a result would take the place of a file it is made from.

    No result is YAML, so one is never put where YAML is: it may be an OPD file that is included.
    """
    refuse_input(target, spots)
    if target is not None and target.suffix.lower() in YAML_ENDINGS and target.exists():
        raise CallError("call.overwrites-yaml", path=target.as_posix())


def refuse_input(target: Path | None, spots: Iterable[Spot]) -> None:
    """Raise `CallError` where what is written would take the place of one of some files."""
    if target is not None and target.exists():
        place = target.resolve()
        if any(spot.path.resolve() == place for spot in spots):
            raise CallError("call.overwrites", path=target.as_posix())


def is_lasting(spot: Spot) -> bool:
    """Tell whether a file can be read again: no pipe, no standard input."""
    return not spot.is_stdin and is_file(spot.path)


_read_once: WeakKeyDictionary[object, dict[Path, bytes]] = WeakKeyDictionary()
"""What came through pipes and standard input, which say nothing a second time.

Kept as long as the standard input of the run that read it is there.
"""


def _bytes(spot: Spot, limit: int) -> bytes:
    """Read a file; what can be read only once is kept."""
    if is_lasting(spot):
        return _content(spot, limit)
    if sys.stdin is None:
        return _content(spot, limit)
    kept = _read_once.setdefault(sys.stdin, {})
    if spot.path not in kept:
        kept[spot.path] = _content(spot, limit)
    return kept[spot.path]


def _content(spot: Spot, limit: int) -> bytes:
    """Read at most one byte more than is allowed, so that no size can fill the memory."""
    if spot.is_stdin:
        if sys.stdin is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return sys.stdin.buffer.read(limit + 1)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(spot.path, flags), "rb") as stream:  # noqa: PTH123 - a pipe must not hang
        first = _first_of_pipe(stream.fileno()) if spot.path.is_fifo() else b""
        content = stream.read(limit + 1)
        if content is None:  # nothing to read yet
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return first + content


def _first_of_pipe(handle: int) -> bytes:
    """Wait for a pipe, unless nobody writes into it."""
    try:
        first = os.read(handle, 1)
        if not first:
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
    except BlockingIOError:
        first = b""
    os.set_blocking(handle, True)
    return first


def byte_order_mark(path: Path) -> str:
    """Give what a file has before its text: a mark, or nothing, as where there is no file."""
    with suppress(OSError), path.open("rb") as stream:
        return "\ufeff" if stream.read(3) == b"\xef\xbb\xbf" else ""
    return ""


def way(path: Path, start: Path = Path()) -> str:
    """Say how to get to a path from a folder; the path itself where there is no way."""
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:
        return path.as_posix()
