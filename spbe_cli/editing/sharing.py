"""What is written once for several places, `&` and `*`: set apart, so that one of them changes."""

from collections.abc import Iterator

from spbe_cli.core.notation import flow
from spbe_cli.editing.lines import Splice
from spbe_cli.editing.tree import Alias, Node, Tree
from spbe_cli.editing.wanted import said


class SharedError(Exception):
    """Something is to change that is written once for several places."""

    def __init__(self, node: Node) -> None:
        super().__init__(node)
        self.node = node


def apart(text: str, tree: Tree, node: Node) -> Iterator[Splice]:
    """Write out an alias; in place of what has an anchor, the first that refers to it."""
    written = flow(said(node))
    if isinstance(node, Alias):
        yield Splice(node.start, node.end, written)
        return
    first, *others = [alias for alias in tree.aliases if alias.of.start == node.start]
    yield Splice(first.start, first.end, f"&{node.anchor} {written}" if others else written)
    end = node.start + len(f"&{node.anchor}")
    end += len(text[end:]) - len(text[end:].lstrip(" \t"))
    ends_line = text[end : end + 1] in {"", "\r", "\n"}
    yield Splice(len(text[: node.start].rstrip(" \t")) if ends_line else node.start, end, "")
