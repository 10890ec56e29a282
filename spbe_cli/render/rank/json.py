"""A ranking as `spbe.rank/1`."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain

from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Problem
from spbe_cli.core.ranks.board import Board, Listed
from spbe_cli.core.ranks.position import Official, Place, Position
from spbe_cli.core.ranks.ranking import Entry, Figure, Ranked, Section, Spread
from spbe_cli.locale import Texts
from spbe_cli.render import machine
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json, exact, figure
from spbe_cli.render.rank import wording as words

SCHEMA = "spbe.rank/1"
WHOSE = ("file", "institution", "type", "province", "year", "stage")


def render(
    board: Board, look: Look, *, problems: Mapping[str, tuple[Problem, ...]]
) -> Iterator[str]:
    """Write a ranking as one object: results in order, those without an index last."""
    instrument = board.instrument
    rest: Json = {
        "instrument": None if instrument is None else instrument.id,
        "year": board.year,
        "stages": list(board.stages),
        "summary": None if instrument is None else _summary(board.spread, instrument),
        "by": None if board.by is None else board.by.value,
        "groups": [_section(one, instrument) for one in board.sections if instrument is not None],
        "unanswered": len(board.unanswered),
        "unofficial": len(board.unofficial),
        "open_figures": board.open_figures,
        "repeated": list(board.twice),
        "official": None if board.official is None else _official(board.official, board),
    }
    rows = chain(
        ((one.ranked.entry, one) for one in board.listed), ((one, None) for one in board.unranked)
    )
    results = (
        machine.dump(_result(entry, one, board) | _problems(entry, problems, look.texts), look)
        for entry, one in rows
    )
    yield from machine.stream(SCHEMA, "results", results, look, **rest)


def _result(entry: Entry, one: Listed | None, board: Board) -> Json:
    row = _identity(entry, None if one is None else one.ranked) | _figures(entry, board)
    if board.by is not None:
        inside = None if one is None else one.inside
        row["group"] = None if one is None else one.group
        row["rank_in_group"] = None if inside is None else inside.rank
        row |= _percentile(None if inside is None else inside.percentile, "_in_group")
    if board.reference is not None:
        position = None if one is None else one.position
        row["position"] = None
        if position is not None and board.official is not None:
            row["position"] = _position(position, board.official.instrument)
    return row


def _identity(entry: Entry, one: Ranked | None) -> Json:
    head: Json = {"rank": None, "percentile": None, "percentile_exact": None}
    if one is not None:
        head |= {"rank": one.rank, **_percentile(one.percentile)}
    return head | {key: getattr(entry, key) for key in WHOSE} | {"instrument": entry.instrument}


def _figures(entry: Entry, board: Board) -> Json:
    groups = board.instrument.groups if board.instrument is not None else ()
    layer = "domains" if board.instrument is None or board.instrument.domains else "aspects"
    pairs = zip(groups, entry.groups, strict=False)
    parts = [{"id": group.id, "name": group.name.id, **_index(one)} for group, one in pairs]
    return {
        **_index(entry.index),
        "category": entry.category,
        "source": None if entry.index is None else "published" if entry.announced else "answers",
        "announced_index": figure(entry.beside),
        "unanswered": None if entry.index is None else entry.unanswered,
        "unofficial": None if entry.index is None else entry.unofficial,
        "domains": parts if layer == "domains" else [],
        "aspects": parts if layer == "aspects" else [],
    }


def _index(one: Figure | None) -> Json:
    shown, value = (None, None) if one is None else (one.shown, one.exact)
    return {"index": figure(shown), "index_exact": exact(value)}


def _problems(entry: Entry, problems: Mapping[str, tuple[Problem, ...]], texts: Texts) -> Json:
    return {"problems": [machine.problem(one, texts) for one in problems.get(entry.file, ())]}


def _percentile(share: Fraction | None, of: str = "") -> Json:
    """Give a percentile in per cent, of all or of something narrower."""
    shown = None if share is None else words.percentile(share)
    percent = None if share is None else share * 100
    return {f"percentile{of}": figure(shown), f"percentile{of}_exact": exact(percent)}


def _summary(given: Spread | None, instrument: Instrument) -> Json | None:
    if given is None:
        return None

    def both(name: str, value: Number) -> Json:
        return {name: figure(instrument.rounded(value)), f"{name}_exact": exact(value)}

    return {
        "count": given.number,
        **both("lower_quartile", given.lower),
        **both("median", given.median),
        **both("upper_quartile", given.upper),
        "best": [one.institution for one in given.best],
        **both("best_index", given.best[0].exact),
        "lowest": [one.institution for one in given.lowest],
        **both("lowest_index", given.lowest[0].exact),
        "categories": dict(given.categories),
    }


def _section(one: Section, instrument: Instrument) -> Json:
    return {"group": one.key, **(_summary(one.spread, instrument) or {})}


def _official(given: Official, board: Board) -> Json:
    """Say which official results they are and where from; how they lie, where compared with."""
    return {
        "year": given.year,
        "type": given.type,
        "province": given.province,
        "instrument": given.instrument.id,
        "source": {"title": given.source.title.id, "where": given.source.where},
        "caveat": given.caveat.id,
        "summary": _summary(board.reference, given.instrument),
    }


def _position(one: Position, instrument: Instrument) -> Json:
    own = one.official
    groups = zip(instrument.groups, one.groups, strict=True)
    parts = [{"id": group.id, **_place(place, instrument)} for group, place in groups]
    found: Json = {**_place(one.whole, instrument), "open_to": one.open_to}
    found |= {"differs": list(one.differs), "official": None, "nearest": None}
    if one.nearest is not None:
        found["nearest"] = one.nearest.institution
    if own is not None:
        name, category = own.entry.institution, own.entry.category
        row = {"institution": name, **_index(own.entry.index), "category": category}
        found["official"] = {**row, "rank": own.rank}
    found["domains"] = parts if instrument.domains else []
    found["aspects"] = [] if instrument.domains else parts
    return found


def _place(place: Place | None, instrument: Instrument) -> Json:
    """Give a place, all of it null where there is nobody to compare with."""
    rank, out_of, share = (None,) * 3 if place is None else place[1:4]
    found: Json = {"rank": rank, "out_of": out_of, **_percentile(share)}
    for name in ("median", "from_median", "best", "from_best"):
        value = None if place is None else getattr(place, name)
        found[name] = None if value is None else figure(instrument.rounded(value))
        found[f"{name}_exact"] = exact(value)
    return found
