"""Whether anything fell from one result to a comparable later one: a gate for CI."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, assert_never

from spbe_cli.core.comparisons.comparison import Change, Comparison, Step
from spbe_cli.core.instrument import Domain, Group, Indicator
from spbe_cli.core.published import span
from spbe_cli.core.result import Result


class Layer(StrEnum):
    """What must not fall."""

    INDICATOR = "indicator"
    ASPECT = "aspect"
    DOMAIN = "domain"
    INDEX = "index"
    CATEGORY = "category"


class Fall(NamedTuple):
    """Something that fell, from which value to which; `what` is None for the whole.

    For a category the values are those of the index it belongs to.
    """

    step: Step
    what: Indicator | Group | None
    before: Fraction
    after: Fraction


class Judged(NamedTuple):
    """What came of the gate on a layer: the steps that could be judged, and what fell in them.

    `unjudged` are changes since an earlier version that could not be. `is_void` says that nothing
    could be judged although there was something to judge.
    """

    layer: Layer
    steps: tuple[Step, ...]
    falls: tuple[Fall, ...]
    unjudged: tuple[Change, ...]
    is_void: bool


Part = tuple[Indicator | Group | None, Fraction, Fraction, bool]
"""Something that may have fallen: what, its value before and after, and whether it did."""


def judge(comparison: Comparison, layer: Layer) -> Judged:
    """Look for falls of one layer in every comparable step that says anything of it.

    Of changes since an earlier version only those count that change anything; a new file has
    nothing to fall from. Announced figures are rounded: one fell only where no exact value behind
    it could have stayed.
    """
    changes = [
        change
        for change in comparison.changes or ()
        if change.before is not None and comparison.differs(change)
    ]
    steps = comparison.all_steps
    if comparison.changes is not None:
        steps = tuple(change.step for change in changes if change.step is not None)
    judged = {
        id(step): parts
        for step in steps
        if step.comparable and (parts := _parts(comparison, step, layer)) is not None
    }
    return Judged(
        layer,
        tuple(step for step in steps if id(step) in judged),
        tuple(
            Fall(step, what, before, after)
            for step in steps
            for what, before, after, fell in judged.get(id(step), ())
            if fell
        ),
        tuple(change for change in changes if id(change.step) not in judged),
        is_void=not judged and (comparison.changes is None or bool(changes)),
    )


def _parts(comparison: Comparison, step: Step, layer: Layer) -> Sequence[Part] | None:
    """Give the parts of a layer that moved; None where a step says nothing of the layer."""
    split = step.split
    match layer:
        case Layer.INDEX | Layer.CATEGORY:
            return [_whole(comparison, step, layer)]
        case Layer.INDICATOR:
            if split is None:
                return None
            moves = split.indicators
            return [_part(m.indicator, m.before.level, m.after.level) for m in moves]
        case Layer.ASPECT | Layer.DOMAIN:
            if split is None:
                return list(_announced(step, layer)) or None
            if layer is Layer.DOMAIN and not step.instrument.domains:
                return None
            shifts = split.domains if layer is Layer.DOMAIN else split.aspects
            return [_part(shift.group, shift.before, shift.after) for shift in shifts]
        case _:
            assert_never(layer)


def _part(what: Indicator | Group, before: Fraction | int, after: Fraction | int) -> Part:
    return what, Fraction(before), Fraction(after), after < before


def _whole(comparison: Comparison, step: Step, layer: Layer) -> Part:
    """Judge the index, or its category: the lower its bound, the lower it is."""
    before, after = comparison.columns[step.before], comparison.columns[step.after]
    if layer is Layer.INDEX:
        fell = _fell(before, after, step)
    else:
        bounds = [one.category.bound for one in (before, after) if one.category is not None]
        fell = bounds[-1] < bounds[0]
    return None, step.was, step.became, fell


def _fell(before: Result, after: Result, step: Step) -> bool:
    """Tell whether an index fell for certain, whatever announced figures stand for."""
    places = step.instrument.index_rule.decimals
    lowest, highest = step.was, step.became
    if before.announced is not None:
        lowest = span(before.announced.index, places).low
    if after.announced is not None:
        return span(after.announced.index, places).high <= lowest
    return highest < lowest


def _announced(step: Step, layer: Layer) -> Iterator[Part]:
    """Give the domains, or the aspects, announced on both sides."""
    places = step.instrument.index_rule.decimals

    def fell(before: Decimal, after: Decimal) -> bool:
        return span(after, places).high <= span(before, places).low

    for one in step.announced:
        if (Layer.DOMAIN if isinstance(one.group, Domain) else Layer.ASPECT) is layer:
            values = Fraction(one.before), Fraction(one.after)
            yield one.group, *values, fell(one.before, one.after)
