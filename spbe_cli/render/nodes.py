"""The tree of a result as flat rows, the same for every format: a node, how deep, its figures."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Aspect, Domain, Group, Instrument, Names
from spbe_cli.core.published import layers
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Line, Scorecard
from spbe_cli.render.look import Depth


class Node(NamedTuple):
    """One domain, aspect or indicator.

    `value` is its exact index or level, `contribution` what it adds to the index. Of announced
    figures only `announced` is known. `line` stands for an indicator.
    """

    layer: Depth
    indent: int
    id: str
    name: Names
    weight: Fraction
    value: Number | None
    contribution: Fraction | None = None
    announced: Decimal | None = None
    line: Line | None = None


def nodes(result: Result, depth: Depth) -> Iterator[Node]:
    """Give the nodes down to a layer, each group before what is in it."""
    if result.card is not None:
        yield from _scored(result.card, depth)
    elif result.announced is not None and result.case is not None:
        yield from _announced(result, result.case.instrument, depth)


def at_layer(result: Result, depth: Depth) -> Iterator[Node]:
    """Give only the nodes of one layer."""
    return (node for node in nodes(result, depth) if node.layer is depth)


def _scored(card: Scorecard, depth: Depth) -> Iterator[Node]:
    values = {id(score.group): score.index for score in (*card.domains, *card.aspects)}
    lines = {line.indicator.id: line for line in card.lines}
    for group, indent in _groups(card.instrument, depth):
        value = values[id(group)]
        share = value * group.weight / 100
        yield Node(_layer(group), indent, group.id, group.name, group.weight, value, share)
        if depth is Depth.INDICATOR and isinstance(group, Aspect):
            for one in group.indicators:
                yield _indicator(lines[one.id], indent + 1)


def _indicator(line: Line, indent: int) -> Node:
    one, share = line.indicator, line.contribution
    return Node(Depth.INDICATOR, indent, one.id, one.name, one.weight, line.level, share, line=line)


def _announced(result: Result, instrument: Instrument, depth: Depth) -> Iterator[Node]:
    published = result.assessment.published if result.assessment else None
    if published is None:
        return
    figures: Mapping[tuple[str, str], Decimal] = {
        (layer, group_id): figure
        for layer, _, known in layers(instrument, published)
        for group_id, figure in known.items()
    }
    for group, indent in _groups(instrument, depth if published.aspects else Depth.DOMAIN):
        layer = _layer(group)
        figure = figures.get((f"{layer.value}s", group.id))
        if figure is not None:
            value = Fraction(figure)
            yield Node(layer, indent, group.id, group.name, group.weight, value, announced=figure)


def _groups(instrument: Instrument, depth: Depth) -> Iterator[tuple[Group, int]]:
    """Give the groups to show with how far they are indented."""
    for group in instrument.groups:
        yield group, 0
        if isinstance(group, Domain) and depth is not Depth.DOMAIN:
            yield from ((aspect, 1) for aspect in group.aspects)


def _layer(group: Group) -> Depth:
    return Depth.DOMAIN if isinstance(group, Domain) else Depth.ASPECT
