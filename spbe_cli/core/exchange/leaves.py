"""An assessment as single values by their paths, and an assessment put together from them.

Paths are those of the whole: what an OPD answered stands at `opds`, its id, `answers`, in
whatever file it is written. Institution, year, instrument and stage say which assessment it is
and are no values of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from posixpath import join, normpath
from typing import Any

from spbe_cli.core.assessment import (
    Announcement,
    Answer,
    Assessment,
    Evidence,
    EvidenceKind,
    Opd,
    Published,
)
from spbe_cli.core.exact import Number, exact_text
from spbe_cli.core.notation import Value
from spbe_cli.core.problems import KeyPath
from spbe_cli.core.scalars import is_address

Leaf = (
    Number | Decimal | str | bool | date
    | tuple[str, ...] | tuple[Evidence, ...] | Mapping[Number, Number]
)  # fmt: skip
"""A value that is compared as a whole; evidence piece by piece."""

Leaves = dict[KeyPath, Leaf]


def leaves_of(value: Assessment) -> Leaves:
    """Give all that is said in an assessment, nothing that is only assumed."""
    found: Leaves = {}
    for key, one in (("type", value.type), ("province", value.province)):
        if one is not None:
            found[key,] = one
    if "draft" in value.model_fields_set:
        found["draft",] = value.draft
    if "combine" in value.model_fields_set:
        found["combine",] = value.combine
    found |= {("lead", indicator): opd_id for indicator, opd_id in value.lead.items()}
    found |= _of_answers(value.answers, ())
    for opd_id, opd in value.opds.items():
        found |= leaves_of_opd(opd, opd_id)
    if value.published is not None:
        found |= _of_published(value.published)
    return found


def leaves_of_opd(value: Opd, opd_id: str) -> Leaves:
    """Give all that is said in an OPD file; that there is such an OPD too."""
    found: Leaves = {("opds", opd_id, "opd"): opd_id}
    if value.name is not None:
        found["opds", opd_id, "name"] = value.name
    if value.owns is not None:
        found["opds", opd_id, "owns"] = tuple(value.owns)
    return found | dict(_of_answers(value.answers, ("opds", opd_id)))


def _of_answers(answers: Mapping[str, Answer], above: KeyPath) -> Iterator[tuple[KeyPath, Leaf]]:
    for indicator, answer in answers.items():
        path = (*above, "answers", indicator)
        for key, one in (
            ("level", answer.level),
            ("target", answer.target),
            ("note", answer.note),
            ("confidence", answer.confidence or None),
            ("evidence", tuple(answer.evidence) or None),
        ):
            if one is not None:
                yield (*path, key), one


def _of_published(value: Published) -> Iterator[tuple[KeyPath, Leaf]]:
    if value.index is not None:
        yield ("published", "index"), value.index
    if value.category is not None:
        yield ("published", "category"), value.category
    for layer, figures in (("domains", value.domains), ("aspects", value.aspects)):
        yield from ((("published", layer, key), figure) for key, figure in figures.items())
    if value.source is not None:
        for key in Announcement.model_fields:
            one = getattr(value.source, key)
            if one is not None:
                yield ("published", "source", key), one


def blanks_of(value: Opd, opd_id: str) -> Iterator[KeyPath]:
    """Give the places of answers that say nothing but are there: they may be all that is owned."""
    for indicator, answer in value.answers.items():
        if not any(True for _ in _of_answers({indicator: answer}, ())):
            yield ("opds", opd_id, "answers", indicator)


def assembled(head: Assessment, leaves: Leaves, blanks: Iterable[KeyPath] = ()) -> Assessment:
    """Put an assessment together again; `head` says which one it is, `blanks` have no answer."""
    tree = _nested(leaves, blanks)
    single = ("type", "province", "draft", "combine")
    update: dict[str, Any] = {key: tree[key] for key in single if key in tree}
    update["lead"] = tree.get("lead", {})
    update["answers"] = _answers(tree)
    update["opds"] = {
        opd_id: Opd.model_construct(
            name=one.get("name"),
            owns=list(one["owns"]) if "owns" in one else None,
            answers=_answers(one),
        )
        for opd_id, one in tree.get("opds", {}).items()
    }
    update["published"] = _published(tree["published"]) if "published" in tree else None
    return head.model_copy(update=update)


def _nested(leaves: Leaves, blanks: Iterable[KeyPath]) -> dict[str, Any]:
    """Put values into mappings within one another, by the steps of their paths."""
    tree: dict[str, Any] = {}
    for (*above, last), leaf in leaves.items():
        _place(tree, above)[str(last)] = leaf
    for path in blanks:
        _place(tree, path)
    return tree


def _place(tree: dict[str, Any], path: Iterable[str | int]) -> dict[str, Any]:
    place = tree
    for step in path:
        place = place.setdefault(str(step), {})
    return place


def _answers(tree: Mapping[str, Any]) -> dict[str, Answer]:
    return {
        indicator: Answer.model_construct(**{**one, "evidence": list(one.get("evidence", ()))})
        for indicator, one in tree.get("answers", {}).items()
    }


def _published(tree: dict[str, Any]) -> Published:
    source = tree.get("source")
    announced = Announcement.model_construct(**source) if source else None
    return Published.model_construct(**{**tree, "source": announced})


def moved(leaves: Leaves, start: str, end: str) -> Leaves:
    """Name files of evidence from another folder: `start` and `end` are both from one place."""
    if start == end:
        return leaves
    return {
        path: tuple(_moved(one, start, end) for one in leaf)
        if path[-1] == "evidence" and isinstance(leaf, tuple)
        else leaf
        for path, leaf in leaves.items()
    }


def _moved(piece: Any, start: str, end: str) -> Any:
    if not isinstance(piece, Evidence) or piece.file is None:
        return piece
    return piece.model_copy(update={"file": seen_from(piece.file, start, end)})


def seen_from(name: str, start: str, end: str) -> str:
    """Give the way to a file from one folder, where its name is the way from another.

    One that does not begin in a folder stays: `/srv/sk.pdf`, `C:/sk.pdf`.
    """
    if name.startswith(("/", "\\")) or name[1:2] == ":":
        return name
    steps = normpath(join(start, name)).split("/")
    base = [step for step in normpath(end).split("/") if step != "."]
    while base and steps and base[0] == steps[0]:
        del base[0], steps[0]
    return name if ".." in base else "/".join([".."] * len(base) + steps)


def value_of(leaf: Leaf) -> Value:
    """Give a leaf as it is written in a file."""
    if isinstance(leaf, StrEnum):
        return leaf.value
    if isinstance(leaf, Mapping):
        return {exact_text(level): share for level, share in leaf.items()}
    if not isinstance(leaf, tuple):
        return leaf
    return [value_of_piece(one) if isinstance(one, Evidence) else _item(one) for one in leaf]


def value_of_piece(piece: Evidence) -> Value:
    """Give a piece of evidence as it is written: in short where that says as much."""
    said: dict[str, Value] = {}
    if piece.file is not None:
        said["file"] = piece.file
    if piece.url is not None:
        said["url"] = piece.url
    if len(said) == 1 and piece.date is None and piece.kind is EvidenceKind.DOCUMENT:
        short = piece.file or piece.url
        if short is not None and is_address(short) == (piece.file is None):
            return short
    if piece.date is not None:
        said["date"] = piece.date
    if piece.kind is not EvidenceKind.DOCUMENT:
        said["kind"] = piece.kind.value
    return said


def _item(text: str) -> Value:
    """Give what is owned: an id that is a number as one, as people write it."""
    is_number = text.isascii() and text.isdecimal() and not text.startswith("0")
    return int(text) if is_number else text
