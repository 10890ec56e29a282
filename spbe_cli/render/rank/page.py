"""A ranking as a page: what is ranked, who stands where, how all lie, what must not be missed."""

from collections.abc import Iterable, Iterator, Mapping

from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Problem
from spbe_cli.core.ranks.board import Board
from spbe_cli.core.ranks.position import Official
from spbe_cli.core.ranks.ranking import Spread
from spbe_cli.render.instrument.sheets import citation
from spbe_cli.render.look import Look, counted
from spbe_cli.render.page import Block, Said, Title
from spbe_cli.render.rank import sheets
from spbe_cli.render.rank import wording as words


def blocks(
    board: Board, look: Look, *, problems: Mapping[str, tuple[Problem, ...]]
) -> Iterator[Block]:
    """Give the blocks of a page; problems are listed beside it."""
    del problems
    yield from _heading(board, look)
    if board.official is not None and board.reference is not None:
        yield sheets.places(board, board.official, look)
        yield from _reference(board.official, board.reference, look)
    elif board.sections and board.instrument is not None:
        yield sheets.groups(board, board.instrument, look)
        yield from sheets.parts(board, look)
    else:
        yield sheets.ranking(board, look)
    if board.spread is not None and board.instrument is not None and board.reference is None:
        yield Said(_lies(board.spread, board.instrument, look))
        yield sheets.distribution(board.spread, look)
    yield from _notes(board, look)
    yield from _sources(board, look)


def _heading(board: Board, look: Look) -> Iterator[Block]:
    """Say what is ranked, and among what: year, regulation, stages, part; then what is amiss."""
    texts, official = look.texts, board.official
    among = official if board.reference is not None else None
    yield Title(texts("rank.title" if among is None else "rank.title.among"))
    stages = words.stages(board.stages, look, " + ")
    year = str(board.year or "")
    told = [year, board.instrument.short if board.instrument else "", stages]
    if among is None and official is not None:
        told.append(words.part(official, _dot(look)))
    ranked = _dotted(told, look)
    if among is not None and board.ranked:
        theirs = words.stages(words.official_stages(among), look, " + ")
        if (year, stages) != (str(among.year), theirs):
            compared = _dotted([str(among.year), words.part(among, _dot(look)), theirs], look)
            ranked = texts("rank.heading", files=ranked, official=compared)
    if ranked:
        yield Said(ranked, aside=True)
    if among is not None:
        yield from (Said(text, warns=True) for text in words.cautions(board, look))


def _reference(official: Official, given: Spread, look: Look) -> Iterator[Block]:
    """Say how the official results lie."""
    texts, instrument = look.texts, official.instrument
    yield Title(texts("rank.official"), 2)
    yield Said(_dotted([str(official.year), words.part(official, _dot(look))], look), aside=True)
    yield Said(_lies(given, instrument, look))
    best, value = sheets.extreme(given.best, instrument, look)
    yield Said(texts("rank.best", institution=best, index=value))
    yield sheets.distribution(given, look)


def _notes(board: Board, look: Look) -> Iterator[Block]:
    """Say what must not be missed; a comparison says at its top what all of it is read with."""
    if board.reference is None:
        yield from (Said(text, warns=True) for text in words.cautions(board, look))
    yield from (Said(text, warns=True) for text in words.notes(board, look))


def _sources(board: Board, look: Look) -> Iterator[Block]:
    """Say what the columns are, what is not shown, and where official results are from."""
    texts = look.texts
    if board.reference is not None and len(list(board.listed)) > sheets.DETAILED:
        yield Said(texts("rank.detailed"), aside=True)
    if board.positions:
        yield Said(texts("rank.signs"), aside=True)
    if board.instrument is not None and board.reference is None and look.is_wide:
        groups = board.instrument.groups
        names = ", ".join(f"{sheets.short(group)} {texts.name(group.name)}" for group in groups)
        yield Said(f"{names}.", aside=True)
    if board.official is not None:
        source, caveat = board.official.source, texts.name(board.official.caveat)
        yield Said(texts("rank.source", source=citation(source, look)), aside=True)
        yield Said(texts("rank.caveat", caveat=caveat), aside=True)


def _lies(given: Spread, instrument: Instrument, look: Look) -> str:
    def figure(value: Number) -> str:
        return look.figure(instrument.rounded(value))

    return look.texts(
        "rank.lies",
        institutions=counted(look.texts, "institutions", given.number),
        median=figure(given.median),
        lower=figure(given.lower),
        upper=figure(given.upper),
    )


def _dotted(told: Iterable[str], look: Look) -> str:
    return _dot(look).join(part for part in told if part)


def _dot(look: Look) -> str:
    return look.glyph(" · ", " - ")
