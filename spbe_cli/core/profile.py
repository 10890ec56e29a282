"""A result by its groups: domains, aspects, and which of them stand above the whole.

Answers and announced figures alike. Pure: knows no file, terminal or clock.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.instrument import Domain, Group, Instrument
from spbe_cli.core.published import layers
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Scorecard

Values = Mapping[tuple[str, str], Fraction]
"""Exact values of groups, by layer (`domains`, `aspects`) and id."""


class Part(NamedTuple):
    """A domain or aspect with its value; `announced` keeps the decimals it was announced with."""

    group: Group
    value: Fraction
    announced: Decimal | None = None

    def shown(self, instrument: Instrument) -> Decimal:
        """Give the value as it is shown: rounded once, or as announced."""
        return instrument.rounded(self.value) if self.announced is None else self.announced


def layer_of(group: Group) -> tuple[str, str]:
    """Give the layer and the id of a group, by which values are looked up."""
    return ("domains" if isinstance(group, Domain) else "aspects"), group.id


def groups_of(instrument: Instrument) -> Iterator[Group]:
    """Give the groups in the order of the tree: each domain before its aspects."""
    for group in instrument.groups:
        yield group
        if isinstance(group, Domain):
            yield from group.aspects


def parts(result: Result) -> tuple[Part, ...]:
    """Give all groups of which a result has a value, in the order of the tree."""
    case = result.case
    if case is None or result.index is None:
        return ()
    if result.card is not None:
        known: Values = values(result.card)
        return tuple(Part(one, known[layer_of(one)]) for one in groups_of(case.instrument))
    published = case.assessment.published
    announced = {
        (layer, key): figure
        for layer, _, figures in (layers(case.instrument, published) if published else ())
        for key, figure in figures.items()
    }
    return tuple(
        Part(one, Fraction(figure), figure)
        for one in groups_of(case.instrument)
        if (figure := announced.get(layer_of(one))) is not None
    )


def values(card: Scorecard) -> Values:
    """Give the exact values of all groups of a scorecard."""
    return {layer_of(one.group): one.index for one in (*card.domains, *card.aspects)}


def finest(result: Result) -> tuple[Part, ...]:
    """Give the aspects; where these are not all known, the domains, in so far as these are."""
    found = parts(result)
    instrument = result.case.instrument if result.case else None
    aspects = tuple(one for one in found if not isinstance(one.group, Domain))
    if instrument is None or len(aspects) == len(instrument.aspects):
        return aspects
    return tuple(one for one in found if isinstance(one.group, Domain))


class Contrast(NamedTuple):
    """A group beside the index of the whole: how far above it, below 0 where it is lower."""

    part: Part
    distance: Fraction


def contrasts(result: Result) -> tuple[Contrast, ...]:
    """Set the finest groups that are known beside the index, the highest first."""
    index = result.index
    if index is None:
        return ()
    found = (Contrast(one, one.value - index) for one in finest(result))
    return tuple(sorted(found, key=lambda one: -one.distance))
