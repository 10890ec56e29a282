"""Where everything of a chart lies: exact values as points of a drawing, one unit a pixel.

Numbers only; words and colours come from elsewhere. Floats are good enough to draw with.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import cos, pi, sin
from typing import NamedTuple

from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Category, Instrument

WIDTH = 440
"""How wide every chart is: so that its letters can be read on a telephone too."""

HUES = 5
"""How many colours there are for categories and levels, from the lowest to the highest."""


class Span(NamedTuple):
    """A line from the lowest level to the highest, drawn from `start` on, `size` long."""

    lowest: Fraction
    highest: Fraction
    start: float
    size: float

    def at(self, value: Number) -> float:
        """Give the place of a value; what lies outside is drawn at the end."""
        share = (value - self.lowest) / (self.highest - self.lowest)
        return self.start + float(min(max(share, Fraction(0)), Fraction(1))) * self.size


def grade(value: Number, instrument: Instrument) -> int:
    """Give the fifth of the range of levels that a value lies in, 1 to 5."""
    levels = instrument.levels
    share = Fraction(value - levels.lowest) / (levels.highest - levels.lowest)
    return 1 + min(max(int(share * HUES), 0), HUES - 1)


def hue(category: Category, instrument: Instrument) -> int:
    """Give the colour of a category, 1 for the lowest to 5 for the best."""
    last = len(instrument.categories) - 1
    above = last - instrument.categories.index(category)
    return 1 + round(above * (HUES - 1) / last) if last else HUES


class Band(NamedTuple):
    """A category on a line: from where to where, its colour, its name and where that stands."""

    start: str
    size: str
    hue: int
    words: tuple[str, ...]
    middle: str


class Tick(NamedTuple):
    """A figure beside a line."""

    at: str
    text: str


class Scale(NamedTuple):
    """The line of categories with what stands on it; places are None for what there is not."""

    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    now: str
    before: str | None
    target: str | None


def scale(
    instrument: Instrument,
    bounds: Sequence[tuple[Category, Fraction]],
    marks: tuple[Number, Number | None, Number | None],
    names: Sequence[str],
    figures: Sequence[str],
) -> Scale:
    """Lay out the categories from the lowest level to the highest.

    `bounds` are the categories, lowest first, with the lowest value of each; `marks` are the
    index, that of the earlier year, the target; `names` and `figures` are words and bounds.
    """
    line = _line(instrument, 14, WIDTH - 28)
    starts = [line.at(bound) for _, bound in bounds]
    edges = [*starts, line.at(instrument.levels.highest)]
    bands = tuple(
        Band(
            _n(start),
            _n(end - start),
            hue(one, instrument),
            tuple(name.split()),
            _n((start + end) / 2),
        )
        for (one, _), (start, end), name in zip(bounds, pairwise(edges), names, strict=True)
        if end > start
    )
    ticks = tuple(Tick(_n(at), text) for at, text in zip(edges, figures, strict=True))
    now, before, target = (None if one is None else _n(line.at(one)) for one in marks)
    return Scale(bands, ticks, now or "", before, target)


class Spoke(NamedTuple):
    """One axis of a radar: its end, its label and where that stands."""

    x: str
    y: str
    label_x: str
    label_y: str
    anchor: str
    id: str
    text: str


class Radar(NamedTuple):
    """Values around a centre, as points of polygons; empty for what there is not."""

    rings: tuple[str, ...]
    ring_labels: tuple[tuple[str, str, str], ...]
    spokes: tuple[Spoke, ...]
    now: str
    dots: tuple[tuple[str, str], ...]
    before: str
    target: str


LEAST_SPOKES = 3
"""Axes from which a radar has an inside."""

_CENTRE, _RADIUS = (WIDTH / 2, 172.0), 126.0


def radar(
    instrument: Instrument,
    axes: Sequence[tuple[str, str]],
    around: tuple[Sequence[Number], Sequence[Number], Sequence[Number]],
    ring_names: Sequence[tuple[Number, str]],
) -> Radar:
    """Lay out one axis for each id and figure.

    `around` are the values now, before and aimed at; the last two may be empty.
    """
    count, (now, before, target) = len(axes), around
    span = _line(instrument, 0, _RADIUS)
    spokes = []
    for place, (key, figure) in enumerate(axes):
        (x, y), (label_x, label_y) = (
            _around(place, count, distance) for distance in (_RADIUS, _RADIUS + 20)
        )
        aside = label_x - _CENTRE[0]
        anchor = "middle" if abs(aside) < 12 else "start" if aside > 0 else "end"
        spokes.append(Spoke(_n(x), _n(y), _n(label_x), _n(label_y), anchor, key, figure))
    dots = tuple(_around(place, count, span.at(value)) for place, value in enumerate(now))
    return Radar(
        tuple(_polygon([span.at(value)] * count) for value, _ in ring_names),
        tuple(
            (_n(_CENTRE[0] + 4), _n(_CENTRE[1] - span.at(value) - 3), name)
            for value, name in ring_names
        ),
        tuple(spokes),
        _polygon([span.at(value) for value in now]),
        tuple((_n(x), _n(y)) for x, y in dots),
        _polygon([span.at(value) for value in before]),
        _polygon([span.at(value) for value in target]),
    )


class Bar(NamedTuple):
    """One bar with its name above it and its figure at the end."""

    y: str
    name: str
    figure: str
    size: str
    hue: int
    before: str | None
    target: str | None


class Bars(NamedTuple):
    """Bars below one another over a common line; `ticks` are its levels."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: int
    bottom: str


BAR_STEP = 50
_BAR_START = 2.0


def bars(
    instrument: Instrument,
    rows: Iterable[tuple[str, str, Number, Number | None, Number | None]],
    ticks: Iterable[tuple[Number, str]],
) -> Bars:
    """Lay out a bar for each row of name, figure, value, value before, target."""
    span = _line(instrument, _BAR_START, WIDTH - 2 * _BAR_START)
    drawn = []
    for place, (name, figure, value, before, target) in enumerate(rows):
        beside = [None if one is None else _n(span.at(one)) for one in (before, target)]
        size = _n(span.at(value) - span.start)
        y = _n(place * BAR_STEP)
        drawn.append(Bar(y, name, figure, size, grade(value, instrument), beside[0], beside[1]))
    height = len(drawn) * BAR_STEP + 22
    marks = tuple(Tick(_n(span.at(value)), text) for value, text in ticks)
    return Bars(tuple(drawn), marks, height, _n(height - 18))


class Era(NamedTuple):
    """The years of one instrument: where they lie, its name, the bands of its categories."""

    start: str
    size: str
    name: str
    bands: tuple[Band, ...]


class Dot(NamedTuple):
    """One year: where it lies, the index in words; what is not official is hollow."""

    x: str
    y: str
    text: str
    is_official: bool
    label_y: str


class Link(NamedTuple):
    """A line between two years that may be compared; dashed where years lie between."""

    x1: str
    y1: str
    x2: str
    y2: str
    is_gap: bool


class Trend(NamedTuple):
    """The index over the years; what must not be compared is not linked."""

    eras: tuple[Era, ...]
    dots: tuple[Dot, ...]
    links: tuple[Link, ...]
    years: tuple[Tick, ...]
    ticks: tuple[Tick, ...]


class Year(NamedTuple):
    """One point of a trend."""

    year: int
    value: Fraction
    text: str
    is_official: bool
    instrument: Instrument
    is_linked: bool


TREND_TOP, TREND_HEIGHT = 30.0, 196.0
_TREND_LEFT = 30.0


def trend(years: Sequence[Year], ticks: Iterable[tuple[Number, str]]) -> Trend:
    """Lay out one point a year; `ticks` are levels with their figures."""
    lowest = min(one.instrument.levels.lowest for one in years)
    highest = max(one.instrument.levels.highest for one in years)
    up = Span(lowest, highest, TREND_TOP + TREND_HEIGHT, -TREND_HEIGHT)
    first, last = years[0].year, years[-1].year
    step = (WIDTH - _TREND_LEFT) / (last - first + 1)
    places = {one.year: _TREND_LEFT + (one.year - first + 0.5) * step for one in years}
    dots = tuple(_dot(one, places[one.year], up.at(one.value)) for one in years)
    pairs = zip(years, years[1:], dots, dots[1:], strict=False)
    return Trend(
        tuple(_eras(years, up, step)),
        dots,
        tuple(
            Link(a.x, a.y, b.x, b.y, is_gap=after.year - before.year > 1)
            for before, after, a, b in pairs
            if after.is_linked
        ),
        tuple(
            Tick(_n(_TREND_LEFT + (year - first + 0.5) * step), str(year))
            for year in range(first, last + 1)
        ),
        tuple(Tick(_n(up.at(value)), text) for value, text in ticks),
    )


def _dot(one: Year, x: float, y: float) -> Dot:
    is_high = y < TREND_TOP + 20
    return Dot(_n(x), _n(y), one.text, one.is_official, _n(y + 20 if is_high else y - 10))


def _eras(years: Sequence[Year], up: Span, step: float) -> Iterator[Era]:
    """Put neighbouring years of one instrument together; the change lies in the middle."""
    first = years[0].year
    begin, start = years[0], _TREND_LEFT
    for before, one in zip(years, (*years[1:], None), strict=True):
        if one is not None and one.instrument.id == before.instrument.id:
            continue
        end = float(WIDTH)
        if one is not None:
            end = _TREND_LEFT + ((before.year + one.year) / 2 - first + 0.5) * step
        bands = tuple(_bands(begin.instrument, up))
        yield Era(_n(start), _n(end - start), begin.instrument.short, bands)
        if one is not None:
            begin, start = one, end


def _bands(instrument: Instrument, up: Span) -> Iterator[Band]:
    top = up.at(instrument.levels.highest)
    for one in instrument.categories:
        bottom = up.at(one.bound)
        if bottom > top:
            yield Band(_n(top), _n(bottom - top), hue(one, instrument), (), "")
        top = min(bottom, up.start)


class Column(NamedTuple):
    """How many lie in one part of the line; `is_ours` where the one that is reported does."""

    x: str
    y: str
    width: str
    height: str
    is_ours: bool


class Histogram(NamedTuple):
    """How many lie where, where the median is, and where the one that is reported."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    median: str
    ours: str


_COLUMNS, _COLUMN_HEIGHT, _COLUMN_TOP = 40, 96.0, 26.0


def histogram(
    instrument: Instrument,
    values: Iterable[Fraction],
    ours: Fraction,
    median: Number,
    ticks: Iterable[tuple[Number, str]],
) -> Histogram:
    """Count values in parts of equal width, and lay these out."""
    span = _line(instrument, 14, WIDTH - 28)
    counts = [0] * _COLUMNS
    for value in values:
        counts[_column(value, span)] += 1
    width, most, own = span.size / _COLUMNS, max(counts), _column(ours, span)
    columns = tuple(
        Column(
            _n(span.start + place * width + 0.5),
            _n(_COLUMN_TOP + _COLUMN_HEIGHT * (1 - count / most)),
            _n(width - 1),
            _n(_COLUMN_HEIGHT * count / most),
            is_ours=place == own,
        )
        for place, count in enumerate(counts)
        if count
    )
    marks = tuple(Tick(_n(span.at(value)), text) for value, text in ticks)
    return Histogram(columns, marks, _n(span.at(median)), _n(span.at(ours)))


def _column(value: Number, span: Span) -> int:
    share = (value - span.lowest) / (span.highest - span.lowest)
    return min(max(int(share * _COLUMNS), 0), _COLUMNS - 1)


def _line(instrument: Instrument, start: float, size: float) -> Span:
    return Span(instrument.levels.lowest, instrument.levels.highest, start, size)


def _around(place: int, count: int, distance: float) -> tuple[float, float]:
    """Give a point on an axis, the first of which leads straight up."""
    angle = 2 * pi * place / count - pi / 2
    return _CENTRE[0] + distance * cos(angle), _CENTRE[1] + distance * sin(angle)


def _polygon(distances: Sequence[float]) -> str:
    around = (_around(n, len(distances), distance) for n, distance in enumerate(distances))
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in around)


def _n(value: float) -> str:
    """Write a coordinate with one decimal, the same on every machine."""
    return f"{value + 0.0:.1f}"
