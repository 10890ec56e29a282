"""A ranking as a page: what is ranked, who stands where, how all lie, what must not be missed."""

from collections.abc import Iterable, Iterator, Mapping

from spbe_cli.board import Board
from spbe_cli.exact import Number
from spbe_cli.instrument import Instrument
from spbe_cli.position import Official
from spbe_cli.problems import Problem
from spbe_cli.ranking import Spread
from spbe_cli.render import rank_sheets as sheets
from spbe_cli.render.look import Look, counted
from spbe_cli.render.page import Block, Said, Title


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
    """Say what is ranked: the year, the regulation, the stages, the part of official results."""
    texts = look.texts
    if board.instrument is None:
        yield Title(texts("rank.title"))
        return
    compared = board.reference is not None
    yield Title(texts("rank.title.among" if compared else "rank.title"))
    stages = [texts(f"stage.{stage}") for stage in board.stages]
    told = [str(board.year or ""), board.instrument.short, " + ".join(stages)]
    if board.official is not None and not compared:
        told += _part(board.official)
    yield Said(_dotted(told, look), aside=True)


def _reference(official: Official, given: Spread, look: Look) -> Iterator[Block]:
    """Say how the official results lie."""
    texts, instrument = look.texts, official.instrument
    yield Title(texts("rank.official"), 2)
    yield Said(_dotted([str(official.year), *_part(official)], look), aside=True)
    yield Said(_lies(given, instrument, look))
    best, value = sheets.extreme(given.best, instrument, look)
    yield Said(texts("rank.best", institution=best, index=value))
    yield sheets.distribution(given, look)


def _notes(board: Board, look: Look) -> Iterator[Block]:
    """Say what must not be missed."""
    texts = look.texts
    warnings = [*_mixed(board, look)]
    if board.unanswered:
        files = counted(texts, "files", board.unanswered)
        warnings.append(texts("rank.unanswered", files=files))
    if board.unofficial:
        files = counted(texts, "files", board.unofficial)
        warnings.append(texts("rank.unofficial", files=files))
    if board.twice and board.reference is None:
        warnings.append(texts("rank.twice", institutions=", ".join(board.twice)))
    if board.open_figures:
        warnings.append(texts("rank.open", count=board.open_figures))
    open_to = [
        f"{one.entry.institution or one.entry.file} ({one.open_to})"
        for one in board.positions
        if one.open_to
    ]
    if open_to:
        warnings.append(texts("rank.open.among", institutions=", ".join(open_to)))
    yield from (Said(text, warns=True) for text in warnings)


def _sources(board: Board, look: Look) -> Iterator[Block]:
    """Say what the columns are, what is not shown, and where official results are from."""
    texts = look.texts
    if board.reference is not None and len(list(board.listed)) > sheets.DETAILED:
        yield Said(texts("rank.detailed"), aside=True)
    if board.instrument is not None and board.reference is None and sheets.is_wide(look):
        groups = board.instrument.groups
        names = ", ".join(f"{sheets.short(group)} {texts.name(group.name)}" for group in groups)
        yield Said(f"{names}.", aside=True)
    if board.official is not None:
        source, caveat = board.official.source, texts.name(board.official.caveat)
        where = f" ({source.where})" if source.where else ""
        yield Said(texts("rank.source", source=f"{source.title}{where}"), aside=True)
        yield Said(texts("rank.caveat", caveat=caveat), aside=True)


def _mixed(board: Board, look: Look) -> Iterator[str]:
    """Say where stages or years stand beside others."""
    texts = look.texts
    if board.reference is None or board.official is None:
        if len(board.stages) > 1:
            yield texts("rank.stages", stages=_stages(board.stages, look))
        return
    if board.year not in {None, board.official.year}:
        yield texts("rank.years", year=board.year, official=board.official.year)
    known = {one.stage for one in board.official.entries}
    others = [stage for stage in board.stages if stage not in known]
    if others:
        yield texts("rank.stages.among", stages=_stages(others, look))


def _stages(stages: Iterable[str], look: Look) -> str:
    return ", ".join(look.texts(f"stage.{stage}") for stage in stages)


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


def _part(official: Official) -> list[str]:
    return [part for part in (official.type, official.province) if part]


def _dotted(told: Iterable[str], look: Look) -> str:
    return look.glyph(" · ", " - ").join(part for part in told if part)
