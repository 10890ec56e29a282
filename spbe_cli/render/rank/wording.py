"""What is said of a ranking in words and figures, the same in every format for readers."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from spbe_cli.core.exact import round_half_up
from spbe_cli.core.inert import quoted
from spbe_cli.core.problems import Whole
from spbe_cli.core.ranks.board import Board
from spbe_cli.core.ranks.position import Official, Position
from spbe_cli.core.ranks.ranking import CENTRAL, Entry
from spbe_cli.render.look import Look

MARK = "*"
"""What stands after an index that does not count like the others; a note says why."""

MOST_NAMED = 5
"""Institutions that a note names; it counts those beyond."""

LEAST_PERCENT, MOST_PERCENT = Decimal("0.1"), Decimal("99.9")
"""What is shown of a percentile that is more than none and less than all, however near to it."""


def percentile(share: Fraction) -> Decimal:
    """Give a share in per cent with one decimal; only none is shown as 0.0, only all as 100.0."""
    shown = round_half_up(share * 100, 1)
    return shown if share in {0, 1} else min(max(shown, LEAST_PERCENT), MOST_PERCENT)


def named(entry: Entry, board: Board, look: Look) -> str:
    """Name an institution, with its stage where several stand side by side; else the file."""
    name = entry.institution or entry.file
    if len(board.stages) > 1 and entry.stage:
        return f"{name} ({look.texts(f'stage.{entry.stage}')})"
    return name


def some(names: Sequence[str], look: Look) -> Whole:
    """List names; of many only the first, and how many more there are."""
    listed = Whole(", ".join(map(quoted, names[:MOST_NAMED])))
    more = len(names) - MOST_NAMED
    if more <= 0:
        return listed
    return Whole(look.texts("rank.and-others", institution=listed, count=more))


def group(key: str | None, look: Look) -> str:
    """Name a group: what is in no province, or not known, in words."""
    if key is None:
        return look.texts("rank.unknown")
    return look.texts("rank.central") if key == CENTRAL else key


def cautions(board: Board, look: Look) -> Iterator[str]:
    """Say what the whole ranking is to be read with: other years, stages, peers, own rows."""
    texts, official = look.texts, board.official
    if board.reference is None or official is None:
        if len(board.stages) > 1:
            yield texts("rank.stages", stages=stages(board.stages, look))
        return
    if board.year not in {None, official.year}:
        yield texts("rank.years", year=board.year, official=official.year)
    others = [stage for stage in board.stages if stage not in official_stages(official)]
    if others:
        yield texts("rank.stages.among", stages=stages(others, look))
    differ = [_stranger(one, board, look) for one in board.positions if one.differs]
    if differ:
        yield texts("rank.strangers", asked=part(official, ", "), institutions=some(differ, look))
    lost = [_lost(one, board, look) for one in board.positions if one.nearest is not None]
    if lost:
        yield texts("rank.lost", institutions=some(lost, look))


def notes(board: Board, look: Look) -> Iterator[str]:
    """Say of which figures what must not be missed."""
    texts = look.texts
    if board.unanswered:
        listed = [_in_file(one, look) for one in board.unanswered]
        yield texts("rank.unanswered", mark=MARK, institutions=some(listed, look))
    if board.unofficial:
        listed = [_in_file(one, look) for one in board.unofficial]
        yield texts("rank.unofficial", mark=MARK, institutions=some(listed, look))
    if board.twice and board.reference is None:
        yield texts("rank.twice", institutions=some(board.twice, look))
    if board.open_figures and board.reference is None:
        yield texts("rank.open", count=board.open_figures)
    open_to = [
        texts("rank.open.to", institution=named(one.entry, board, look), count=one.open_to)
        for one in board.positions
        if one.open_to
    ]
    if open_to:
        yield texts("rank.open.among", institutions=some(open_to, look))


def stages(given: Iterable[str], look: Look, between: str = ", ") -> str:
    """Name stages."""
    return between.join(look.texts(f"stage.{stage}") for stage in given)


def official_stages(official: Official) -> tuple[str, ...]:
    """Give the stages that official results are of."""
    return tuple(sorted({one.stage for one in official.entries if one.stage is not None}))


def part(official: Official, between: str) -> str:
    """Name the type and the province that official results are narrowed to."""
    return between.join(one for one in (official.type, official.province) if one)


def _stranger(one: Position, board: Board, look: Look) -> str:
    told = ", ".join(getattr(one.entry, key) for key in one.differs)
    return f"{named(one.entry, board, look)}: {told}"


def _lost(one: Position, board: Board, look: Look) -> str:
    nearest = "" if one.nearest is None else one.nearest.institution
    return look.texts("rank.lost.one", institution=named(one.entry, board, look), nearest=nearest)


def _in_file(one: Entry, look: Look) -> str:
    """Name an institution with its file and, where the index was announced too, with that."""
    file = one.file
    if one.beside is not None:
        file = look.texts("rank.beside", file=file, index=look.figure(one.beside))
    return f"{one.institution or one.file} ({file})"
