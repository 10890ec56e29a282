"""The tables of a ranking: who stands where, groups, positions among official results."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.core.instrument import Domain, Group, Instrument
from spbe_cli.core.ranks.board import Board
from spbe_cli.core.ranks.position import Official, Place, Position
from spbe_cli.core.ranks.ranking import Entry, Figure, Ranked, Section, Spread
from spbe_cli.render.look import Look, counted
from spbe_cli.render.rank import wording as words
from spbe_cli.render.sheet import Cell, Column, Sheet
from spbe_cli.render.wording import share, signed

DETAILED = 100
"""Institutions up to which the place in each domain is set out too; CSV and JSON always have it."""

LEAST_NAME = 12
"""Columns that a name keeps at least, so that no word breaks."""

NARROW = 80
"""Columns below which the ends of a group have no room for their names."""

WIDEST = 150
"""Columns from which the file, or the province, has a column too."""


def ranking(board: Board, look: Look) -> Sheet:
    """Set everybody in order, those without an index last."""
    rows = [_row(one, board, look) for one in board.within_top(board.ranked)]
    rows += [_failed(one, board, look) for one in board.unranked]
    return Sheet(_columns(board, look), rows)


def groups(board: Board, instrument: Instrument, look: Look) -> Sheet:
    """Set out how each group lies, who is best and who is lowest."""
    texts = look.texts
    by = "" if board.by is None else texts(f"rank.by.{board.by.value}")
    ends = ("best", "lowest")
    least = LEAST_NAME if _names_ends(look) else 1
    columns = (
        Column(by, folds=True, least=LEAST_NAME),
        *(
            Column(texts(f"rank.column.{key}"), right=True)
            for key in ("number", "lower", "median", "upper")
        ),
        *(Column(texts(f"rank.column.{key}"), folds=True, least=least) for key in ends),
    )
    rows = [_section(one, instrument, look) for one in board.sections]
    return Sheet(columns, rows, texts("rank.groups"), texts("rank.quartiles"))


def parts(board: Board, look: Look) -> Iterator[Sheet]:
    """Set each group in order by itself, those without an index last."""
    for one in board.sections:
        rows = [_row(each, board, look) for each in board.within_top(one.ranked)]
        yield Sheet(_columns(board, look), rows, words.group(one.key, look))
    if board.unranked:
        failed = [_failed(one, board, look) for one in board.unranked]
        yield Sheet(_columns(board, look), failed, look.texts("rank.unranked"))


def places(board: Board, official: Official, look: Look) -> Sheet:
    """Set out where each institution stands among official results, and in each domain."""
    texts = look.texts
    distances = [texts(f"rank.column.{key}") for key in ("from-median", "from-best")]
    columns = (
        Column(texts("table.institution"), folds=True, least=LEAST_NAME),
        Column(texts("table.index"), right=True),
        Column(texts("rank.column.place"), right=True),
        Column(texts("rank.column.percentile"), right=True),
        *(
            Column(title, right=True, folds=True, least=max(map(len, title.split())))
            for title in distances
        ),
        *((Column(texts("table.category")),) if look.is_wide else ()),
    )
    listed = [one.position for one in board.listed if one.position is not None]
    is_detailed = len(listed) <= DETAILED
    rows = [
        row
        for one in listed
        for row in _position(one, board, official, look, is_detailed=is_detailed)
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
        part = Fraction(count, given.number)
        cells = (Cell(name), Cell(str(count)), Cell(share(part, look, 1)))
        rows.append((*cells, Cell("", share=float(part))))
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
    if look.is_wide:
        groups = board.instrument.groups if board.instrument else ()
        columns += [Column(short(group), right=True) for group in groups]
        key = "percentile" if board.by is None else "percentile-in-group"
        columns.append(Column(texts(f"rank.column.{key}"), right=True))
    if _has_last(board, look):
        key = "table.file" if board.official is None else "rank.by.province"
        columns.append(Column(texts(key), folds=True, style="dim"))
    return tuple(columns)


def _row(one: Ranked, board: Board, look: Look) -> tuple[Cell, ...]:
    entry = one.entry
    cells = [Cell(str(one.rank), style="bold"), _name(entry), _index(entry, look)]
    cells += [Cell(entry.category or ""), *_stage(entry, board, look)]
    if look.is_wide:
        cells += [_figure(figure, look) for figure in entry.groups]
        cells.append(Cell("-" if one.percentile is None else _percentile(one.percentile, look)))
    return (*cells, *_last(entry, board, look))


def _failed(entry: Entry, board: Board, look: Look) -> tuple[Cell, ...]:
    cells = [Cell("-"), _name(entry), Cell("-")]
    cells.append(Cell(counted(look.texts, "errors", entry.errors), style="red"))
    cells += _stage(entry, board, look)
    if look.is_wide:
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
        Cell(words.group(one.key, look)),
        Cell(str(given.number)),
        *(Cell(look.figure(figure)) for figure in figures),
        *(Cell(f"{figure} {name}" if _names_ends(look) else figure) for name, figure in ends),
    )


def extreme(equal: tuple[Entry, ...], instrument: Instrument, look: Look) -> tuple[str, str]:
    """Name the best or the lowest, the first of those that are equal, and the index."""
    first = equal[0]
    name = first.institution or first.file
    if len(equal) > 1:
        name = look.texts("rank.and-others", institution=name, count=len(equal) - 1)
    return name, look.figure(instrument.rounded(first.exact))


def _position(
    one: Position, board: Board, official: Official, look: Look, *, is_detailed: bool
) -> Iterator[tuple[Cell, ...]]:
    entry, texts, instrument = one.entry, look.texts, official.instrument
    yield (
        Cell(words.named(entry, board, look), style="bold" if entry.institution else "dim"),
        _index(entry, look),
        *_place(one.whole, instrument, look),
        *_category(entry, look),
    )
    pairs = zip(instrument.groups, entry.groups, one.groups, strict=True)
    for group, figure, place in pairs if is_detailed else ():
        if figure is not None:
            name = Cell(f"{group.id} {texts.name(group.name)}", 1)
            rest = _category(Entry(""), look)
            yield (name, _figure(figure, look), *_place(place, instrument, look), *rest)
    yield from _own(one, official, look)


def _own(one: Position, official: Official, look: Look) -> Iterator[tuple[Cell, ...]]:
    """Give the official row of an institution, or say that there is none."""
    texts, own, rest = look.texts, one.official, [Cell("") for _ in range(3)]
    if own is None:
        name = Cell(texts("rank.no-own"), 1, "yellow" if one.nearest else "dim")
        yield (name, Cell("-"), Cell("-"), *rest, *_category(Entry(""), look))
    else:
        name = Cell(texts("rank.own", year=official.year), 1, "dim")
        place = Cell(f"{own.rank}/{len(official.entries)}", style="dim")
        yield (name, _figure(own.entry.index, look), place, *rest, *_category(own.entry, look))


def _place(place: Place | None, instrument: Instrument, look: Look) -> Iterator[Cell]:
    if place is None:
        yield from (Cell("-") for _ in range(4))
        return
    yield Cell(f"{place.rank}/{place.out_of}")
    yield Cell(_percentile(place.percentile, look))
    for distance in (place.from_median, place.from_best):
        yield Cell(signed(instrument.rounded(distance), look))


def _category(entry: Entry, look: Look) -> Iterator[Cell]:
    """Give the category where there is room for it."""
    if look.is_wide:
        errors = counted(look.texts, "errors", entry.errors) if entry.errors else ""
        yield Cell(entry.category or errors, style="red" if errors else "")


def _name(entry: Entry) -> Cell:
    """Name the institution; if not known, the file."""
    return Cell(entry.institution or entry.file, style="" if entry.institution else "dim")


def _index(entry: Entry, look: Look) -> Cell:
    """Write the index, marked where indicators count that nobody answered or all differently."""
    mark = words.MARK if entry.unanswered or entry.unofficial else ""
    return Cell(f"{_figure(entry.index, look).text}{mark}", style="bold")


def _figure(figure: Figure | None, look: Look) -> Cell:
    return Cell("-" if figure is None else look.figure(figure.shown))


def _percentile(share_: Fraction, look: Look) -> str:
    return look.figure(words.percentile(share_))


def _names_ends(look: Look) -> bool:
    return look.width is None or look.width >= NARROW


def short(group: Group) -> str:
    """Name a group by its layer and id: `D1`, `A8`."""
    return f"{'D' if isinstance(group, Domain) else 'A'}{group.id}"


def _has_last(board: Board, look: Look) -> bool:
    """Tell whether there is a last column: the file, of official results the province."""
    is_widest = look.width is None or look.width >= WIDEST
    return is_widest and (board.official is None or board.official.province is None)
