"""A ranking as CSV: one row for each institution, with its position where there is one."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from spbe_cli.core.problems import Problem
from spbe_cli.core.ranks.board import Board, Listed
from spbe_cli.core.ranks.position import Official, Place, Position
from spbe_cli.core.ranks.ranking import Entry, Figure
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Look
from spbe_cli.render.rank import wording as words

WHOSE = ("file", "institution", "type", "province", "year", "stage", "instrument")
INDEX = (
    "index",
    "index_exact",
    "category",
    "announced",
    "announced_index",
    "unanswered",
    "unofficial",
    "errors",
)
GROUP = ("group", "rank_in_group", "percentile_in_group")
PART = ("year", "type", "province")
PLACE = ("rank", "out_of", "percentile", "from_median_exact", "from_best_exact")


def render(
    board: Board, look: Look, *, problems: Mapping[str, tuple[Problem, ...]]
) -> Iterator[str]:
    """Write the head and the rows, those without an index last."""
    del problems, look
    head = _head(board)
    yield from lines([head])
    for one in board.listed:
        yield from lines([_row(one, board)])
    for entry in board.unranked:
        row = [*_start(None, board), "", "", *_identity(entry), *_index(entry)]
        yield from lines([[*row, *[""] * (len(head) - len(row))]])


def _head(board: Board) -> Sequence[str]:
    groups = board.instrument.groups if board.instrument is not None else ()
    layer = "domain" if board.instrument is not None and board.instrument.domains else "aspect"
    names = [f"{layer}_{group.id}" for group in groups]
    head = [*GROUP] if board.by is not None else []
    head += ["rank", "percentile", *WHOSE, *INDEX]
    head += [column for name in names for column in (name, f"{name}_exact")]
    if board.reference is not None:
        head += ["official_index", "official_category", "official_rank", "official_nearest"]
        head += ["open_to", "differs", *(f"among_{column}" for column in PART)]
        head += [f"among_{column}" for column in PLACE]
        head += [f"{name}_among_{column}" for name in names for column in PLACE]
    return head


def _start(one: Listed | None, board: Board) -> Iterator[str]:
    """Give the group, and rank and percentile in it, where entries are split."""
    if board.by is not None:
        inside = None if one is None else one.inside
        yield text(None if one is None else one.group)
        yield from ("", "") if inside is None else (str(inside.rank), _percent(inside.percentile))


def _row(one: Listed, board: Board) -> Sequence[str]:
    entry, share = one.ranked.entry, one.ranked.percentile
    row = [*_start(one, board), str(one.ranked.rank), _percent(share)]
    row += [*_identity(entry), *_index(entry)]
    for figure in entry.groups:
        row += [_figure(figure), exact(None if figure is None else figure.exact)]
    if one.position is not None and board.official is not None:
        row += _position(one.position, board.official)
    return row


def _position(one: Position, official: Official) -> Iterator[str]:
    own = one.official
    yield _figure(None if own is None else own.entry.index)
    yield text(None if own is None else own.entry.category)
    yield "" if own is None else str(own.rank)
    yield text(None if one.nearest is None else one.nearest.institution)
    yield str(one.open_to)
    yield " ".join(one.differs)
    yield from (text(getattr(official, column)) for column in PART)
    for place in (one.whole, *one.groups):
        yield from _place(place)


def _identity(entry: Entry) -> Iterator[str]:
    yield from (text(getattr(entry, column)) for column in WHOSE)


def _index(entry: Entry) -> Sequence[str]:
    return (
        _figure(entry.index),
        exact(None if entry.index is None else entry.index.exact),
        text(entry.category),
        str(entry.announced).lower() if entry.index is not None else "",
        "" if entry.beside is None else str(entry.beside),
        str(entry.unanswered) if entry.index is not None else "",
        str(entry.unofficial) if entry.index is not None else "",
        str(entry.errors),
    )


def _place(place: Place | None) -> Sequence[str]:
    if place is None:
        return [""] * len(PLACE)
    distances = (exact(place.from_median), exact(place.from_best))
    return [str(place.rank), str(place.out_of), _percent(place.percentile), *distances]


def _percent(share: Fraction | None) -> str:
    return "" if share is None else str(words.percentile(share))


def _figure(figure: Figure | None) -> str:
    return "" if figure is None else str(figure.shown)
