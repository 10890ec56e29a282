"""How what is new is laid out: in one line where it is short enough, like its neighbours."""

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from spbe_cli.core.notation import Value, as_key, flow, quoted
from spbe_cli.core.problems import KeyPath
from spbe_cli.editing.tree import Scalar
from spbe_cli.editing.wanted import is_answer

WIDTH = 100
"""Columns up to which an answer, or what it holds, stands in one line."""


def in_line(value: Value, path: KeyPath, *, as_json: bool = False) -> str:
    """Write a value in one line; an answer that is its level alone as that."""
    is_level = isinstance(value, dict) and [*value] == ["level"] and is_answer(path)
    short = value["level"] if isinstance(value, dict) and is_level else value
    return flow(short, as_json=as_json)


def laid_out(
    value: Value, path: KeyPath, indent: int, step: int, used: int
) -> tuple[str, list[str]]:
    """Write a value as what follows a colon, which has `used` so many columns, and lines below.

    `indent` is that of the key, `step` by how much more what is in it is indented. What answers
    stand in is never written in one line.
    """
    line, inner = f" {in_line(value, path)}", indent + step
    is_part = isinstance(value, list) or "answers" in path[:-1]
    is_long = used + len(line) > WIDTH
    if not isinstance(value, (dict, list)) or not value or (is_part and not is_long):
        return line, []
    if isinstance(value, list):
        return "", [f"{' ' * inner}- {flow(item)}" for item in value]
    return "", lines({as_key(name): (name, one) for name, one in value.items()}, path, inner, step)


def lines(
    entries: Mapping[str, tuple[str, Value]], path: KeyPath, indent: int, step: int
) -> list[str]:
    """Write keys, as written, with their names and values, as lines of a mapping at a path."""
    found: list[str] = []
    for key, (name, value) in entries.items():
        head = f"{' ' * indent}{key}:"
        line, more = laid_out(value, (*path, name), indent, step, len(head))
        found += (f"{head}{line}", *more)
    return found


def like(key: Scalar, name: str) -> str:
    """Write a key in the quotes of another."""
    if key.style == "'" and re.fullmatch(r"[\w-]+", name):
        return f"'{name}'"
    return quoted(name) if key.style else as_key(name)


def placed(
    names: Sequence[str], fresh: Iterable[str], ranks: Mapping[str, int]
) -> list[tuple[int, str]]:
    """Say before which of the names that are there each new one stands: else after all.

    New ids stand by their ranks where those that are there do.
    """
    last = len(ranks)
    known = [ranks.get(name, last) for name in names]
    rises = all(one < other for one, other in pairwise([*known, last]))
    places = (
        (bisect(known, ranks[name]) if rises and name in ranks else len(names), name)
        for name in fresh
    )
    return sorted(places, key=lambda one: (one[0], ranks.get(one[1], last)))
