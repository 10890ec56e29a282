"""Versions of files from git history; reads through `git`, never writes into a repository.

What a version needs is written into a temporary folder, so that includes and instruments of one's
own resolve as they did then: the YAML below its folder, and what that names outside of it.
"""

import errno
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import NamedTuple, Self

from spbe_cli.core.problems import CallError
from spbe_cli.core.suggest import suggested
from spbe_cli.reading import files
from spbe_cli.reading.files import Spot
from spbe_cli.reading.git import Git
from spbe_cli.reading.source import MAX_BYTES

SHORT = 10
"""Digits of a hash that a label keeps."""

MOST_NAMES = 2000
"""Names among which one near to a wrong one is looked for."""

IMPOSSIBLE = frozenset(
    {errno.EEXIST, errno.EILSEQ, errno.EINVAL, errno.EISDIR, errno.ENAMETOOLONG, errno.ENOTDIR}
)
"""Errors that say that a file system cannot hold a name a repository has."""


OUTWARD = re.compile(
    rb"""(?<![^\s"':,\[{])(?=([^\s"':,\[{]{0,255}?\.\.[/\\][^\n\0]{1,255}?\.ya?ml(?![\w./\\])))""",
    re.IGNORECASE,
)
"""How a text names YAML that may lie outside its folder, as an instrument of one's own does."""

MOST_OUTWARD = 100
"""Files outside a folder that are looked for at most."""


class Version(NamedTuple):
    """The files of one revision: where they are written, and which content each path has.

    Only of the folders in `outside` are they known, with what their files name outside of them.
    """

    git: Git
    commit: str
    folder: Path
    blobs: dict[str, str]
    outside: dict[str, tuple[str, ...]]


class History:
    """Versions of files, in a temporary folder that goes when the `with` block ends."""

    def __init__(self) -> None:
        self._gits: dict[Path, Git] = {}
        self._versions: dict[tuple[str, str], Version] = {}
        self._written: dict[str, Path] = {}
        self._outward: dict[str, tuple[str, ...]] = {}
        self._folder: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove what was written."""
        for git in self._gits.values():
            git.close()
        if self._folder is not None:
            self._folder.cleanup()

    def spots(self, arguments: Iterable[str]) -> list[Spot]:
        """Turn arguments into files to read as `files.spots` does; `REV:path` is a version.

        A file or folder that has such a name wins. The path, of a file or a folder, is looked for
        from the working folder, then from the root of the repository. Raises `CallError` for what
        is not there.
        """
        return files.spots(arguments, self._named)

    def merge_base(self, ref: str, near: Path) -> str:
        """Give the full hash of the merge base of a ref and HEAD, in the repository of a path.

        Raises `CallError` where there is none.
        """
        git = self.git(near)
        found = git.merge_base(known(git, ref), known(git, "HEAD"))
        if found is None:
            cut = "call.no-merge-base.shallow"
            raise CallError(cut if git.is_shallow else "call.no-merge-base", revision=ref)
        return found

    def at(self, commit: str, spot: Spot) -> Spot | None:
        """Give the same file at a commit, by its path in the repository; None if not there then."""
        if spot.is_stdin:
            return None
        return self.find(*self.place(spot), commit)

    def all_at(self, commit: str, near: Spot | Path) -> list[Spot]:
        """Give all YAML files of a commit below a folder, or below that of a file."""
        path = near.path if isinstance(near, Spot) else near
        git, place = self.place(Spot(path if path.is_dir() else path.parent, ""))
        version = self._version(git, commit)
        self._fill(version, place)
        return _below(version, place, commit[:SHORT], place)

    def find(self, git: Git, path: str, commit: str) -> Spot | None:
        """Give a file of a commit by its path in the repository; None where it is not there."""
        return self._file(self._version(git, commit), path, commit[:SHORT])

    def outside(self, git: Git, folder: str, commit: str) -> tuple[str, ...]:
        """Give the paths that the YAML below a folder names outside of it, there or not."""
        return self._fill(self._version(git, commit), folder)

    def git(self, near: Path) -> Git:
        """Give the repository that a path lies in, its links followed."""
        real = near.resolve()
        folder = next(step for step in (real, *real.parents) if step.is_dir())
        if folder not in self._gits:
            self._gits[folder] = Git(folder)
        return self._gits[folder]

    def place(self, spot: Spot) -> tuple[Git, str]:
        """Give the repository of a file or folder, and its path in it."""
        for version in self._versions.values():
            if spot.path.is_relative_to(version.folder):
                return version.git, spot.path.relative_to(version.folder).as_posix()
        real = spot.path.resolve()
        git = self.git(real)
        name = "" if real.is_dir() else real.name
        return git, _tidy(git.prefix + name)

    def _named(self, argument: str) -> list[Spot]:
        """Give what `REV:path` names."""
        revision, colon, path = argument.partition(":")
        if not colon:
            return self._no_path(argument)
        if not _could_be(revision, path):
            return files.no_such_path(argument)
        try:
            git = self.git(Path())
        except CallError:
            if "/" in revision:
                return files.no_such_path(argument)
            raise
        version = self._version(git, revision)
        written = path.replace(os.sep, "/")
        for place in dict.fromkeys((_tidy(git.prefix + written), _tidy(written))):
            kind = git.kind(f"{version.commit}:{place}") if _fits(place) else ""
            if kind == "tree":
                self._fill(version, place)
                return _below(version, place, revision, _tidy(written))
            spot = self._file(version, place, revision) if kind else None
            if spot is not None:
                return [spot._replace(label=argument, named=True)]
        near = _near(written, [one.path for one in git.entries(version.commit)])
        suggestion = {key: f"{revision}:{found}" for key, found in near.items()}
        raise CallError("call.not-in-revision", path=path, revision=revision, **suggestion)

    def _no_path(self, argument: str) -> list[Spot]:
        """Raise `CallError` for a path that is not there; a revision alone may be what is meant."""
        is_revision = False
        with suppress(CallError):
            is_revision = self.git(Path()).commit(argument) is not None
        if is_revision:
            raise CallError("call.revision-alone", revision=argument)
        return files.no_such_path(argument)

    def _file(self, version: Version, path: str, name: str) -> Spot | None:
        """Give one file of a version; what is not YAML is written only now."""
        self._fill(version, posixpath.dirname(path))
        if path not in version.blobs:
            return None
        self._write(version, path)
        place = version.folder / path
        return Spot(place, f"{name}:{path}", version=name) if place.is_file() else None

    def _version(self, git: Git, revision: str) -> Version:
        """Give the version of a revision, empty at first."""
        key = (git.home, revision)
        if key not in self._versions:
            commit = known(git, revision)
            self._versions[key] = Version(git, commit, self._new_folder(), {}, {})
        return self._versions[key]

    def _fill(self, version: Version, below: str) -> tuple[str, ...]:
        """Write the YAML files of a version below a folder, once, and what they name outside it."""
        if below not in version.outside:
            git, commit = version.git, version.commit
            entries = [one for one in git.entries(commit, below) if _fits(one.path)]
            version.blobs.update((entry.path, entry.blob) for entry in entries)
            named: dict[str, None] = {}
            for path in (entry.path for entry in entries if _is_yaml(entry.path)):
                self._write(version, path)
                named |= dict.fromkeys(self._named_by(version, path, below))
            version.outside[below] = tuple(named)[:MOST_OUTWARD]
            for entry in git.files(commit, version.outside[below]):
                version.blobs[entry.path] = entry.blob
                self._write(version, entry.path)
        return version.outside[below]

    def _named_by(self, version: Version, path: str, below: str) -> Iterator[str]:
        """Give the paths outside a folder that a file of a version names."""
        for name in self._outward.get(version.blobs[path], ()):
            place = _tidy(posixpath.join(posixpath.dirname(path), name))
            if _fits(place) and below and not place.startswith(f"{below}/"):
                yield place

    def _new_folder(self) -> Path:
        """Make a folder that looks like the root of a repository: nothing is looked for above."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="spbe-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name).resolve() / str(len(self._versions))
        (folder / ".git").mkdir(parents=True)
        return folder

    def _write(self, version: Version, path: str) -> None:
        """Write one file, or link it to the same content of another version."""
        target, blob = version.folder / path, version.blobs[path]
        try:
            if target.exists():
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            if blob in self._written:
                with suppress(OSError):
                    target.hardlink_to(self._written[blob])
                    return
            content = version.git.content(blob, MAX_BYTES + 1)
            if content is not None:
                target.write_bytes(content)
                self._written[blob], self._outward[blob] = target, _outward(content)
        except OSError as error:
            if error.errno not in IMPOSSIBLE:
                path, reason = target.as_posix(), str(error.strerror)
                raise CallError("call.unwritable", path=path, reason=reason) from error


def known(git: Git, revision: str) -> str:
    """Give the full hash of a revision; raises `CallError` for one that is not known."""
    found = git.commit(revision)
    if found is None:
        near = suggested(revision, git.names()[:MOST_NAMES])
        cut = "call.unknown-revision.shallow"
        key = cut if git.is_shallow else "call.unknown-revision"
        raise CallError(key, revision=revision, **near)
    return found


def _outward(content: bytes) -> tuple[str, ...]:
    """Give the ways up and on to a YAML file that a text may name."""
    if b"../" not in content and b"..\\" not in content:
        return ()
    found = (os.fsdecode(one[1]).replace("\\", "/") for one in OUTWARD.finditer(content))
    return tuple(dict.fromkeys(found))


def _could_be(revision: str, path: str) -> bool:
    """Tell whether `revision:path` can name a version; a drive's path and an address are none."""
    if not revision or revision.startswith("-") or "\0" in revision + path or "\\" in revision:
        return False
    is_drive = len(revision) == 1 and path[:1] in {"/", "\\"}
    return not (is_drive or _is_yaml(revision) or path.startswith("//"))


def _tidy(path: str) -> str:
    """Write a path in a repository in one way; the root is empty."""
    tidy = posixpath.normpath(path)
    return "" if tidy == "." else tidy


def _fits(path: str) -> bool:
    """Tell whether a path of a repository stays inside whatever folder it is put in."""
    parts = PureWindowsPath(path).parts if os.sep == "\\" else PurePosixPath(path).parts
    hidden = {".", "..", ".git"}
    return not files.leaves_folder(path) and all(part.lower() not in hidden for part in parts)


def _is_yaml(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in files.YAML_ENDINGS


def _below(version: Version, place: str, revision: str, shown: str) -> list[Spot]:
    """Give the YAML files of a version below a folder, which is shown by a name of its own."""
    folder = version.folder / place
    if not folder.is_dir():
        return []
    base = PurePosixPath(shown)
    found = []
    for spot in files.walk(folder):
        label = (base / spot.path.relative_to(folder).as_posix()).as_posix()
        below = f"{revision}:{shown}"
        found.append(Spot(spot.path, f"{revision}:{label}", below=below, version=revision))
    return found


def _near(path: str, paths: Iterable[str]) -> dict[str, str]:
    """Suggest a file of a version: of the same name in another folder, else one named so."""
    names = [name for name in paths if _is_yaml(name) and _fits(name)][:MOST_NAMES]
    same = [name for name in names if posixpath.basename(name) == posixpath.basename(path)]
    near = suggested(path, same or names)
    return near or ({"suggestion": same[0]} if same else {})
