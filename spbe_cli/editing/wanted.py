"""What edits want a document to say, held against what it says."""

from collections.abc import Iterable
from typing import Any, NamedTuple, assert_never

from spbe_cli.core.notation import Value, read_plain, same
from spbe_cli.core.problems import KeyPath
from spbe_cli.editing.tree import Alias, Mapping, Node, Scalar, Sequence


class Edit(NamedTuple):
    """What is to stand at a path of keys; None takes the key away."""

    path: KeyPath
    value: Value | None


class Within(dict[str, "Want"]):
    """What is to stand at some keys of a mapping; the others stay. A plain dict is all of one."""


Want = Value | Within | None

Outcome = Node | Value | dict[str, "Outcome"]
"""What a document is to say: nodes where it says the same as before."""


def merged(edits: Iterable[Edit]) -> Within:
    """Put edits together; of two for one path the last counts.

    Raises ValueError where one lies within what another puts in place as a whole.
    """
    everything = Within()
    for path, value in edits:
        *above, last = map(str, path)
        place = everything
        for step in above:
            following = place.setdefault(step, Within())
            if not isinstance(following, Within):
                raise ValueError(path)
            place = following
        if isinstance(place.get(last), Within):
            raise ValueError(path)
        place[last] = value
    return everything


def is_answer(path: KeyPath) -> bool:
    """Tell whether an answer stands at a path, which may be written as its level alone."""
    return path[-2:-1] == ("answers",)


def held(node: Node, path: KeyPath) -> dict[str, Node] | None:
    """Give what a node holds, by its keys; None where it is no mapping.

    Where nothing is written, nothing is held; an answer of a single value holds a level.
    """
    if isinstance(node, Mapping):
        return {name: entry.value for name, entry in node.entries.items()}
    if isinstance(node, Scalar) and node.is_empty:
        return {}
    return {"level": node} if isinstance(node, Scalar) and is_answer(path) else None


def within(want: dict[str, Value] | Within, there: Iterable[str]) -> Within:
    """Say of every key what is wanted: what a whole mapping does not hold is to go."""
    return want if isinstance(want, Within) else Within({**dict.fromkeys(there), **want})


def filled(want: Want) -> Value | None:
    """Give what is to be written where nothing is; None where that is nothing."""
    if not isinstance(want, Within):
        return want
    inner = {name: value for name, one in want.items() if (value := filled(one)) is not None}
    return inner or None


def agrees(node: Node | None, want: Want, path: KeyPath) -> bool:
    """Tell whether a document says already what is wanted."""
    if node is None:
        return filled(want) is None
    if isinstance(node, Alias):
        return agrees(node.of, want, path)
    if isinstance(want, dict):
        there = held(node, path)
        return there is not None and all(
            agrees(there.get(name), one, (*path, name)) for name, one in within(want, there).items()
        )
    if isinstance(want, list):
        return isinstance(node, Sequence) and _agree(node.items, want, path)
    return want is not None and isinstance(node, Scalar) and same(node.text, node.style, want)


def _agree(items: list[Node], wants: list[Value], path: KeyPath) -> bool:
    return len(items) == len(wants) and all(
        agrees(item, want, (*path, index))
        for index, (item, want) in enumerate(zip(items, wants, strict=True))
    )


def outcome(node: Node | None, want: Want, path: KeyPath = ()) -> Outcome | None:
    """Give what a document is to say once what is wanted stands there; None for nothing."""
    if agrees(node, want, path):
        return node
    if not isinstance(want, dict):
        return want
    there = {} if node is None else held(node, path) or {}
    inner: dict[str, Outcome] = {**there}
    for name, one in within(want, there).items():
        said = outcome(there.get(name), one, (*path, name))
        if said is None:
            inner.pop(name, None)
        else:
            inner[name] = said
    return inner


def said(node: Node) -> Any:
    """Give what a node says as values, None where that is nothing."""
    match node:
        case Scalar():
            return node.text if node.style else read_plain(node.text)
        case Mapping():
            return {name: said(entry.value) for name, entry in node.entries.items()}
        case Sequence():
            return [said(item) for item in node.items]
        case Alias():
            return said(node.of)
        case _:
            assert_never(node)


def says(node: Node, expected: Outcome, path: KeyPath = ()) -> bool:
    """Tell whether a document says what it is to say, and nothing else."""
    if isinstance(expected, (Scalar, Mapping, Sequence, Alias)):
        return alike(node, expected)
    if isinstance(expected, dict):
        there = held(node, path)
        return (
            there is not None
            and there.keys() == expected.keys()
            and all(says(there[name], one, (*path, name)) for name, one in expected.items())
        )
    if isinstance(expected, list):
        return (
            isinstance(node, Sequence)
            and len(node.items) == len(expected)
            and all(says(*pair, (*path, 0)) for pair in zip(node.items, expected, strict=True))
        )
    return isinstance(node, Scalar) and same(node.text, node.style, expected)


def alike(node: Node, before: Node) -> bool:
    """Tell whether two nodes are written alike, wherever they stand."""
    match node, before:
        case Scalar(), Scalar():
            return node[2:] == before[2:]
        case Mapping(), Mapping():
            return [*node.entries] == [*before.entries] and all(
                alike(entry.key, before.entries[name].key)
                and alike(entry.value, before.entries[name].value)
                for name, entry in node.entries.items()
            )
        case Sequence(), Sequence():
            pairs = zip(node.items, before.items, strict=False)
            return len(node.items) == len(before.items) and all(alike(*pair) for pair in pairs)
        case Alias(), Alias():
            return alike(node.of, before.of)
        case _:
            return False
