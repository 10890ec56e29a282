"""The versions of one file, commit by commit, followed through renames of it or of its folder."""

import posixpath
import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from spbe_cli.core.comparisons.blaming import Commit
from spbe_cli.core.problems import CallError
from spbe_cli.reading.files import Spot
from spbe_cli.reading.history import History

LONGEST = 1024 * 1024
"""Bytes of a commit that are read: who, when, and what its message begins with."""


class Node(NamedTuple):
    """One version: a commit and the path the file has there; no commit is the working tree."""

    commit: str
    path: str


class Lineage:
    """The versions that led to a file of a working tree.

    Only commits that touch YAML below the file's folder, or what that names outside of it, are
    looked at, so that big repositories stay quick. Raises `CallError` where the file is in no
    repository or in no commit.
    """

    def __init__(self, history: History, spot: Spot) -> None:
        self._history = history
        self._git, path = history.place(spot)
        self._graphs: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
        self._ranks: dict[str, int] = {"": 0}
        self._outside: dict[tuple[str, str], tuple[str, ...]] = {}
        self._spots: dict[tuple[str | None, ...], Spot | None] = {}
        self._commits: dict[str, Commit] = {"": Commit()}
        self.start = Node("", path)
        self._head = self._git.commit("HEAD") or ""
        if not self._head or not self._has(Node(self._head, path)):
            raise CallError("call.untracked", path=spot.label)

    def parents(self, node: Node) -> Sequence[Node]:
        """Give the versions a version was made from, the first parent's first."""
        if not node.commit:
            return self._newest(self._head, node.path)
        scope = self._scope(node)
        parents = [Node(parent, node.path) for parent in self._graphs[scope][node.commit]]
        if parents and all(self._has(one) and self._scope(one) == scope for one in parents):
            return parents
        found: dict[Node, None] = {}
        for parent in self._true_parents(node.commit):
            path: str | None = node.path
            if not self._has(Node(parent, node.path)):
                path = self._old_name(parent, node)
            if path is not None:
                found |= dict.fromkeys(self._newest(parent, path))
        return [*found]

    def spot(self, node: Node) -> Spot | None:
        """Give the file of a version; those that have the same files have the same one."""
        folder, *outside = self._scope(node)
        named = (self._git.named(f"{node.commit}:{path}") for path in (folder, *outside))
        key = (node.path, *named)
        if key not in self._spots:
            self._spots[key] = self._history.find(self._git, node.path, node.commit)
        return self._spots[key]

    def commit(self, node: Node) -> Commit:
        """Say who made a version, when, and why."""
        if node.commit not in self._commits:
            raw = self._git.content(node.commit, LONGEST) or b""
            head, _, message = raw.partition(b"\n\n")
            encoding = _header(head, b"encoding").decode("ascii", "replace") or "utf-8"
            author, date = _signature(_decoded(_header(head, b"author"), encoding))
            first = _decoded(message, encoding).strip().split("\n\n")[0]
            is_cut = bool(_header(head, b"parent")) and not self._true_parents(node.commit)
            subject = " ".join(first.split())
            self._commits[node.commit] = Commit(node.commit, date, author, subject, is_cut)
        return self._commits[node.commit]

    def rank(self, node: Node) -> int:
        """Order versions, the newest first."""
        return self._ranks[node.commit]

    def _has(self, node: Node) -> bool:
        return self.spot(node) is not None

    def _scope(self, node: Node) -> tuple[str, ...]:
        """Give the folder of a version, and what is named there outside of it."""
        folder = posixpath.dirname(node.path)
        tree = self._git.named(f"{node.commit}:{folder}")
        if tree is None:
            return (folder,)
        if (tree, folder) not in self._outside:
            found = self._history.outside(self._git, folder, node.commit)
            self._outside[tree, folder] = found
        return (folder, *self._outside[tree, folder])

    def _newest(self, tip: str, path: str) -> list[Node]:
        """Give the last version at or before a commit; what led to it is then known."""
        scope = self._scope(Node(tip, path))
        folder, *outside = scope
        graph = self._graphs.setdefault(scope, {})
        if tip in graph:
            return [Node(tip, path)]
        below = f"{_literal(folder)}/" if folder else ""
        specs = [f":(top,icase,glob){below}**/*.{ending}" for ending in ("yaml", "yml")]
        options = ("rev-list", "--topo-order", "--full-history", "--parents", tip, "--")
        specs += [f":(top,literal){one}" for one in (path, *outside)]
        listed = self._git.say(*options, *specs).split("\n")
        for line in filter(None, listed):
            commit, *parents = line.split(" ")
            graph.setdefault(commit, tuple(parents))
            self._ranks.setdefault(commit, len(self._ranks))
        return [Node(listed[0].split(" ")[0], path)] if listed[0] else []

    def _true_parents(self, commit: str) -> list[str]:
        """Give the parents of a commit, whatever they touch; none at the end of a shallow clone."""
        return self._git.say("rev-list", "--parents", "--no-walk", commit).split()[1:]

    def _old_name(self, parent: str, node: Node) -> str | None:
        """Find the name a file had in a parent; None where it was not there."""
        options = ("diff-tree", "-r", "-M", "-z", "--diff-filter=R")
        told = self._git.say(*options, parent, node.commit).split("\0")
        renames = dict(zip(told[2::3], told[1::3], strict=False))
        return renames.get(node.path)


def _literal(path: str) -> str:
    """Write a path so that nothing in it is taken for a pattern."""
    return re.sub(r"([\\*?\[])", r"\\\1", path)


def _header(head: bytes, name: bytes) -> bytes:
    """Give the first header of a commit that has a name; empty for none."""
    found = re.search(rb"^" + name + rb" (.*)$", head, re.MULTILINE)
    return found[1] if found else b""


def _decoded(text: bytes, encoding: str) -> str:
    try:
        return text.decode(encoding, "replace")
    except (LookupError, ValueError):
        return text.decode("utf-8", "replace")


def _signature(text: str) -> tuple[str, str]:
    """Read the name and the day of `Name <address> 1700000000 +0700`, at the author's place."""
    found = re.fullmatch(r"(.*?) ?<[^>]*> ?(\d+) ([+-])(\d\d)(\d\d)", text)
    if found is None:
        return text.partition("<")[0].strip(), ""
    name, seconds, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        moment = datetime.fromtimestamp(int(seconds), timezone(offset))
    except (ValueError, OverflowError, OSError):
        return name, ""
    return name, moment.date().isoformat()
