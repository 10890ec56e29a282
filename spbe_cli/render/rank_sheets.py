"""The tables of a ranking: who stands where, groups, positions among official results."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.board import Board
from spbe_cli.exact import round_half_up
from spbe_cli.instrument import Domain, Group, Instrument
from spbe_cli.position import Official, Place, Position
from spbe_cli.ranking import Entry, Figure, Ranked, Section, Spread
from spbe_cli.render.look import Look, counted
from spbe_cli.render.sheet import Cell, Column, Sheet

WIDE = 110
"""Columns from which domains and percentiles stand in the table too."""

DETAILED = 100
"""Institutions up to which the place in each domain is set out too; CSV and JSON always have it."""

WIDEST = 150
"""Columns from which the file, or the province, has a column too."""


def ranking(board: Board, look: Look) -> Sheet:
    """Set everybody in order, those without an index last."""
    rows = [_row(one, board, look) for one in board.shown(board.ranked)]
    rows += [_failed(one, board, look) for one in board.unranked]
    return Sheet(_columns(board, look), rows)


def groups(board: Board, instrument: Instrument, look: Look) -> Sheet:
    """Set out how each group lies, who is best and who is lowest."""
    texts = look.texts
    by = "" if board.by is None else texts(f"rank.by.{board.by.value}")
    ends = ("best", "lowest")
    columns = (
        Column(by, folds=True),
        *(
            Column(texts(f"rank.column.{key}"), right=True)
            for key in ("number", "lower", "median", "upper")
        ),
        *(Column(texts(f"rank.column.{key}"), folds=True) for key in ends),
    )
    rows = [_section(one, instrument, look) for one in board.sections]
    return Sheet(columns, rows, texts("rank.groups"))


def parts(board: Board, look: Look) -> Iterator[Sheet]:
    """Set each group in order by itself, those without an index last."""
    for one in board.sections:
        rows = [_row(each, board, look) for each in board.shown(one.ranked)]
        yield Sheet(_columns(board, look), rows, one.key or look.texts("rank.unknown"))
    if board.unranked:
        failed = [_failed(one, board, look) for one in board.unranked]
        yield Sheet(_columns(board, look), failed, look.texts("rank.unranked"))


def places(board: Board, official: Official, look: Look) -> Sheet:
    """Set out where each institution stands among official results, and in each domain."""
    texts = look.texts
    keys = ("place", "percentile", "from-median", "from-best")
    columns = (
        Column(texts("table.institution"), folds=True, least=18),
        Column(texts("table.index"), right=True),
        *(Column(texts(f"rank.column.{key}"), right=True) for key in keys),
        *((Column(texts("table.category")),) if is_wide(look) else ()),
    )
    shown = [one.position for one in board.listed if one.position is not None]
    is_detailed, is_mixed = len(shown) <= DETAILED, len(board.stages) > 1
    rows = [
        row
        for one in shown
        for row in _position(one, official, look, is_mixed=is_mixed, is_detailed=is_detailed)
    ]
    rows += [
        (_name(one), *(Cell("-") for _ in range(5)), *_category(one, look))
        for one in board.unranked
    ]
    return Sheet(columns, rows)


def distribution(given: Spread, look: Look) -> Sheet:
    """Count the institutions of each category, with a bar."""
    columns = (
        Column(look.texts("table.category")),
        Column(look.texts("rank.column.number"), right=True),
        Column(look.texts("rank.column.share"), right=True),
        Column("", picture=True),
    )
    rows = []
    for name, count in given.categories.items():
        share = Fraction(count, given.number)
        cells = (Cell(name), Cell(str(count)), Cell(f"{_percent(share, look)} %"))
        rows.append((*cells, Cell("", share=float(share))))
    return Sheet(columns, rows)


def _columns(board: Board, look: Look) -> tuple[Column, ...]:
    texts = look.texts
    columns = [
        Column(texts("rank.column.rank"), right=True),
        Column(texts("table.institution"), folds=True),
        Column(texts("table.index"), right=True),
        Column(texts("table.category")),
    ]
    if len(board.stages) > 1:
        columns.append(Column(texts("table.stage")))
    if is_wide(look):
        groups = board.instrument.groups if board.instrument else ()
        columns += [Column(short(group), right=True) for group in groups]
        columns.append(Column(texts("rank.column.percentile"), right=True))
    if _has_last(board, look):
        key = "table.file" if board.official is None else "rank.by.province"
        columns.append(Column(texts(key), folds=True, style="dim"))
    return tuple(columns)


def _row(one: Ranked, board: Board, look: Look) -> tuple[Cell, ...]:
    entry = one.entry
    cells = [Cell(str(one.rank), style="bold"), _name(entry), _shown(entry.index, look, "bold")]
    cells += [Cell(entry.category or ""), *_stage(entry, board, look)]
    if is_wide(look):
        cells += [_shown(figure, look) for figure in entry.groups]
        cells.append(Cell("-" if one.percentile is None else _percent(one.percentile, look)))
    return (*cells, *_last(entry, board, look))


def _failed(entry: Entry, board: Board, look: Look) -> tuple[Cell, ...]:
    cells = [Cell("-"), _name(entry), Cell("-")]
    cells.append(Cell(counted(look.texts, "errors", entry.errors), style="red"))
    cells += _stage(entry, board, look)
    if is_wide(look):
        groups = board.instrument.groups if board.instrument else ()
        cells += [Cell("-") for _ in (*groups, None)]
    return (*cells, *_last(entry, board, look))


def _stage(entry: Entry, board: Board, look: Look) -> Iterator[Cell]:
    """Give the stage where several stand side by side."""
    if len(board.stages) > 1:
        yield Cell(look.texts(f"stage.{entry.stage}") if entry.stage else "")


def _last(entry: Entry, board: Board, look: Look) -> Iterator[Cell]:
    if _has_last(board, look):
        yield Cell(entry.file if board.official is None else entry.province or "")


def _section(one: Section, instrument: Instrument, look: Look) -> tuple[Cell, ...]:
    given = one.spread
    figures = (instrument.rounded(value) for value in (given.lower, given.median, given.upper))
    ends = (extreme(ones, instrument, look) for ones in (given.best, given.lowest))
    return (
        Cell(one.key or look.texts("rank.unknown")),
        Cell(str(given.number)),
        *(Cell(look.figure(figure)) for figure in figures),
        *(Cell(f"{figure} {name}") for name, figure in ends),
    )


def extreme(equal: tuple[Entry, ...], instrument: Instrument, look: Look) -> tuple[str, str]:
    """Name the best or the lowest, the first of those that are equal, and the index."""
    first = equal[0]
    name = first.institution or first.file
    if len(equal) > 1:
        name = look.texts("rank.and-others", institution=name, count=len(equal) - 1)
    return name, look.figure(instrument.rounded(first.exact))


def _position(
    one: Position, official: Official, look: Look, *, is_mixed: bool, is_detailed: bool
) -> Iterator[tuple[Cell, ...]]:
    entry, texts, instrument = one.entry, look.texts, official.instrument
    yield (
        _name(entry, "bold", texts(f"stage.{entry.stage}") if is_mixed else ""),
        _shown(entry.index, look, "bold"),
        *_place(one.whole, instrument, look),
        *_category(entry, look),
    )
    pairs = zip(instrument.groups, entry.groups, one.groups, strict=True)
    for group, figure, place in pairs if is_detailed else ():
        if figure is not None:
            name = Cell(f"{group.id} {texts.name(group.name)}", 1)
            rest = _category(Entry(""), look)
            yield (name, _shown(figure, look), *_place(place, instrument, look), *rest)
    if one.official is not None:
        own = one.official
        number = len(official.entries)
        yield (
            Cell(texts("rank.own", year=official.year), 1, "dim"),
            _shown(own.entry.index, look, "dim"),
            Cell(f"{own.rank}/{number}", style="dim"),
            *(Cell("") for _ in range(3)),
            *_category(own.entry, look),
        )


def _place(place: Place | None, instrument: Instrument, look: Look) -> Iterator[Cell]:
    if place is None:
        yield from (Cell("-") for _ in range(4))
        return
    yield Cell(f"{place.rank}/{place.out_of}")
    yield Cell(_percent(place.percentile, look))
    for distance in (place.from_median, place.from_best):
        figure = instrument.rounded(distance)
        yield Cell(f"{'+' if figure > 0 else ''}{look.figure(figure)}")


def _category(entry: Entry, look: Look) -> Iterator[Cell]:
    """Give the category where there is room for it."""
    if is_wide(look):
        errors = counted(look.texts, "errors", entry.errors) if entry.errors else ""
        yield Cell(entry.category or errors, style="red" if errors else "")


def _name(entry: Entry, style: str = "", stage: str = "") -> Cell:
    """Name the institution, with its stage where that must be told; if not known, the file."""
    name = entry.institution or entry.file
    written = f"{name} ({stage})" if stage else name
    return Cell(written, style=style if entry.institution else "dim")


def _shown(figure: Figure | None, look: Look, style: str = "") -> Cell:
    return Cell("-" if figure is None else look.figure(figure.shown), style=style)


def _percent(share: Fraction, look: Look) -> str:
    return look.figure(round_half_up(share * 100, 1))


def short(group: Group) -> str:
    """Name a group by its layer and id: `D1`, `A8`."""
    return f"{'D' if isinstance(group, Domain) else 'A'}{group.id}"


def is_wide(look: Look) -> bool:
    """Tell whether there is room for domains and percentiles."""
    return look.width is None or look.width >= WIDE


def _has_last(board: Board, look: Look) -> bool:
    """Tell whether there is a last column: the file, of official results the province."""
    is_widest = look.width is None or look.width >= WIDEST
    return is_widest and (board.official is None or board.official.province is None)
