"""Edits to YAML text that keep all the rest: comments, blanks, quotes, line ends, order.

Nothing is written anew: a few places of the text change, and what comes of that is read again
and held against what was wanted before it is given out.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from contextlib import suppress

import yaml

from spbe_cli.core.problems import CallError, KeyPath, dotted
from spbe_cli.editing.sharing import SharedError, apart
from spbe_cli.editing.splices import Place, Splices, applied
from spbe_cli.editing.tree import Mapping, tree
from spbe_cli.editing.wanted import Edit, merged, outcome, said, says

__all__ = ["Edit", "edited"]

_BOM = "\ufeff"


def edited(text: str, edits: Sequence[Edit], *, file: str, order: Iterable[str] = ()) -> str:
    """Give a text in which values stand at paths of keys, every other character as it was.

    The text is one the strict reader takes without an error. A key that is not there is added at
    the end of its mapping, or in the `order` of ids where those that are there follow it; what it
    stands in is made. An answer that is its level alone becomes `{level: 3, target: 4}`. A value
    that is equal already is not touched. What is taken away takes the comment beside it along.

    What is shared through an alias is written out where one of its places changes.

    Raises `CallError`, which names the `file`, where a value is laid out so that the change cannot
    be proven; ValueError for edits within one another.
    """
    body = text.removeprefix(_BOM)
    ids = tuple(order)
    new = _proven(body, edits, file, ids)
    if new is None:
        counts = range(1, len(edits))
        wrong = bisect_left(
            counts, True, key=lambda count: _proven(body, edits[:count], file, ids) is None
        )
        path = edits[wrong].path
        line = _line(body, path)
        raise CallError("call.edit-layout", file=file, line=str(line), path=dotted(path))
    return text[: len(text) - len(body)] + new


def _proven(text: str, edits: Sequence[Edit], file: str, order: Sequence[str]) -> str | None:
    """Give a text that was read again and says what it should; None where none does."""
    wants = merged(edits)
    try:
        before = tree(text)
        splices = Splices(text, before, file, order)
        splices.change(before.root, wants, Place((), 0, 0, in_flow=False, as_json=False))
        new = applied(text, splices.found)
        expected = outcome(before.root, wants)
        is_sound = new is not None and expected is not None and says(tree(new).root, expected)
    except SharedError as shared:
        own = applied(text, apart(text, before, shared.node))
        is_same = own is not None and said(tree(own).root) == said(before.root)
        return _proven(own, edits, file, order) if own is not None and is_same else None
    except yaml.YAMLError:
        return None
    return new if is_sound else None


def _line(text: str, path: KeyPath) -> int:
    """Give the line of the innermost key of a path that is written."""
    offset = 0
    with suppress(yaml.YAMLError):
        node = tree(text).root
        for step in map(str, path):
            if not isinstance(node, Mapping) or step not in node.entries:
                break
            key, node = node.entries[step]
            offset = key.start
    return text.count("\n", 0, offset) + 1
