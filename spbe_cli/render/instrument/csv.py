"""Instruments as CSV: names in both languages, weights exact."""

from collections.abc import Iterable, Iterator, Sequence

from spbe_cli.core.instrument import (
    Basis,
    Criteria,
    Domain,
    Indicator,
    Instrument,
    Names,
    level_texts,
)
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Look

LIST = ("id", "regulation", "first_year", "last_year", "domains", "aspects", "indicators")
TREE = ("layer", "id", "domain", "aspect", "name", "name_en", "weight", "source", "confidence")
LEVELS = (
    *("indicator", "level", "name", "name_en", "criteria", "criteria_en"),
    *("changed", "changed_en"),
)


def listing(instruments: Iterable[Instrument], look: Look) -> Iterator[str]:
    """Write the instruments, one row each."""
    del look
    yield from lines([LIST])
    for one in instruments:
        sizes = (len(one.domains), len(one.aspects), len(one.indicators))
        years = (str(one.years.first), text(one.years.last))
        yield from lines([(text(one.id), text(one.regulation), *years, *map(str, sizes))])


def tree(instrument: Instrument, look: Look) -> Iterator[str]:
    """Write every domain, aspect and indicator, one row each."""
    del look
    return lines([TREE, *_tree(instrument)])


def indicator(
    instrument: Instrument, one: Indicator, criteria: Criteria | None, look: Look
) -> Iterator[str]:
    """Write the levels of an indicator, one row each."""
    del look
    yield from lines([LEVELS])
    for known in level_texts(instrument, one, criteria):
        words = [word for names in known[1:] for word in names or Names("", "")]
        yield from lines([(text(one.id), exact(known.level), *map(text, words))])


def _tree(instrument: Instrument) -> Iterator[Sequence[str]]:
    for group in instrument.groups:
        basis = _basis(instrument.weights_basis)
        if isinstance(group, Domain):
            names = map(text, group.name)
            yield ("domain", text(group.id), "", "", *names, exact(group.weight), *basis)
        for aspect in group.aspects if isinstance(group, Domain) else (group,):
            place = (text(aspect.id), text(aspect.domain), "")
            yield ("aspect", *place, *map(text, aspect.name), exact(aspect.weight), *basis)
            for one in aspect.indicators:
                place = (text(one.id), text(aspect.domain), text(aspect.id))
                names = map(text, one.name)
                yield ("indicator", *place, *names, exact(one.weight), *_basis(one.basis))


def _basis(basis: Basis) -> tuple[str, str]:
    return text(basis.source), basis.confidence.value
