"""The `git` command, asked about one repository; nothing is ever written into that.

No shell, no pager, no prompt, no network; what git says is bytes, and names in it are untrusted.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple, cast

from spbe_cli.core.problems import CallError

SETTINGS = {
    "LC_ALL": "C",
    "LANGUAGE": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
}

LOCAL = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"),
        *("GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS"),
        *("GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
    }
)
"""What a hook sets for its own repository, and what changes how paths are read."""

CHUNK = 1024 * 1024
"""Bytes that are skipped at a time."""


class Entry(NamedTuple):
    """A regular file of a commit: the name of its content, and its path from the root."""

    blob: str
    path: str


class Git:
    """One repository, asked from one of its folders. Close it when done.

    `home` is git's own folder, `prefix` the path of the folder in the repository, with a slash at
    its end unless it is the root. Raises `CallError` where there is no git or no repository.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        options = ("--is-shallow-repository", "--absolute-git-dir", "--show-prefix")
        shallow, self.home, prefix = self.say("rev-parse", *options).split("\n", 2)
        self.is_shallow = shallow == "true"
        self.prefix = prefix.removesuffix("\n")

    def close(self) -> None:
        """End the processes that stay."""
        while self._processes:
            self._processes.popitem()[1].communicate()

    def commit(self, revision: str) -> str | None:
        """Give the full hash of the commit that a revision names; None for none."""
        if not revision or revision.startswith("-") or "\0" in revision:
            return None
        found = self._run("rev-parse", "--quiet", "--verify", f"{revision}^{{commit}}")
        return None if found.returncode else os.fsdecode(found.stdout).strip()

    def merge_base(self, one: str, other: str) -> str | None:
        """Give the best common ancestor of two commits; None where they have none."""
        found = self._run("merge-base", one, other)
        return None if found.returncode else os.fsdecode(found.stdout).split("\n")[0]

    def names(self) -> list[str]:
        """Give the short names of branches and tags."""
        return self.say("for-each-ref", "--format=%(refname:short)").split()

    def entries(self, commit: str, below: str = "") -> list[Entry]:
        """List the regular files of a commit below a folder; links and submodules are left out."""
        tree, start = (self.named(f"{commit}:{below}"), f"{below}/") if below else (commit, "")
        listed = self.say("ls-tree", "-r", "-z", "--full-tree", tree) if tree else ""
        return [one._replace(path=start + one.path) for one in _regular(listed)]

    def files(self, commit: str, paths: Sequence[str]) -> list[Entry]:
        """Give those regular files of a commit among some paths that are there."""
        options = ("ls-tree", "-z", "--full-tree", commit, "--")
        return _regular(self.say(*options, *paths)) if paths else []

    def named(self, name: str) -> str | None:
        """Give the hash of what a name such as `REV:folder` stands for; None for nothing."""
        if "\n" in name:  # would be two names
            found = self._run("rev-parse", "--quiet", "--verify", name)
            return None if found.returncode else os.fsdecode(found.stdout).strip()
        answer, _ = self._asked("--batch-check", name)
        return answer[0] if len(answer) == 3 else None

    def kind(self, name: str) -> str:
        """Say what a name such as `REV:path` stands for: `blob`, `tree`; empty for nothing."""
        if "\n" in name:  # would be two names
            found = self._run("cat-file", "-t", name)
            return "" if found.returncode else os.fsdecode(found.stdout).strip()
        answer, _ = self._asked("--batch-check", name)
        return answer[1] if len(answer) == 3 else ""

    def content(self, name: str, limit: int) -> bytes | None:
        """Give the first `limit` bytes of an object; None where the repository lacks it."""
        answer, told = self._asked("--batch", name)
        if len(answer) != 3:
            return None
        size = int(answer[2])
        kept = told.read(min(size, limit))
        left = size - len(kept) + 1  # a line feed ends it
        while left > 0:
            left -= len(told.read(min(left, CHUNK))) or left
        return kept

    def _asked(self, how: str, name: str) -> tuple[list[str], IO[bytes]]:
        """Ask for one object a process that stays: hash, kind and size, where it is there."""
        if how not in self._processes:
            self._processes[how] = self._start("cat-file", how, stdin=subprocess.PIPE)
        process = self._processes[how]
        asked, told = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        answer = ""
        with suppress(BrokenPipeError):
            asked.write(os.fsencode(f"{name}\n"))
            asked.flush()
            answer = os.fsdecode(told.readline())
        if not answer:  # an object so damaged that git gave up
            with suppress(BrokenPipeError):
                self._processes.pop(how).communicate()
        return ([] if answer.endswith(" missing\n") else answer.split()), told

    def say(self, *arguments: str) -> str:
        """Give what git prints; raises `CallError` where it cannot."""
        found = self._run(*arguments)
        if found.returncode:
            raise _refused(os.fsdecode(found.stderr), self._folder)
        return os.fsdecode(found.stdout)

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        with self._start(*arguments) as process:
            out, error = process.communicate()
        return subprocess.CompletedProcess(arguments, process.returncode, out, error)

    def _start(self, *arguments: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        command = ["git", "-C", str(self._folder), "-c", "diff.relative=false", *arguments]
        error = subprocess.DEVNULL if stdin == subprocess.PIPE else subprocess.PIPE
        try:
            return subprocess.Popen(
                command, stdin=stdin, stdout=subprocess.PIPE, stderr=error, env=_environment()
            )
        except OSError as reason:
            raise CallError("call.no-git") from reason


def _regular(listed: str) -> list[Entry]:
    """Read what `ls-tree` lists; links and submodules are left out."""
    found = []
    for line in filter(None, listed.split("\0")):
        head, _, path = line.partition("\t")
        mode, kind, blob = head.split(" ")
        if kind == "blob" and mode.startswith("100"):
            found.append(Entry(blob, path))
    return found


def _environment() -> Mapping[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in LOCAL}
    return {**kept, **SETTINGS}


def _refused(message: str, folder: Path) -> CallError:
    """Turn what git says when it cannot into what the caller can do."""
    path = folder.absolute().as_posix()
    if "dubious ownership" in message:
        return CallError("call.git-owner", path=path)
    if "git repository" in message:
        return CallError("call.no-repository", path=path)
    return CallError("call.git-failed", reason=message.strip().split("\n")[0])
