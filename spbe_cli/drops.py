"""Whether anything fell from one result to a comparable later one: a gate for CI."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.comparison import AnnouncedShift, Comparison, Step
from spbe_cli.instrument import Domain, Group, Indicator


class Drop(StrEnum):
    """What must not fall."""

    INDICATOR = "indicator"
    ASPECT = "aspect"
    DOMAIN = "domain"
    INDEX = "index"
    CATEGORY = "category"


class Fall(NamedTuple):
    """Something that fell, from which exact value to which; `what` is None for the whole.

    For a category the values are those of the index it belongs to.
    """

    step: Step
    what: Indicator | Group | None
    before: Fraction
    after: Fraction


class Judged(NamedTuple):
    """What came of the gate: how many steps could be judged, and what fell in them."""

    steps: int
    falls: tuple[Fall, ...]


def judge(comparison: Comparison, layer: Drop) -> Judged:
    """Look for falls of one layer in every comparable step that says anything of it.

    A step between announced figures only says what was announced on both sides.
    """
    steps = [
        step for step in comparison.all_steps if step.comparable and _says(comparison, step, layer)
    ]
    falls = tuple(fall for step in steps for fall in _falls(comparison, step, layer))
    return Judged(len(steps), falls)


def _says(comparison: Comparison, step: Step, layer: Drop) -> bool:
    """Tell whether a step says anything of a layer."""
    if layer in {Drop.INDEX, Drop.CATEGORY}:
        return True
    if step.split is None:
        return any(True for _ in _announced(step, layer))
    case = comparison.columns[step.after].case
    return layer is not Drop.DOMAIN or (case is not None and bool(case.instrument.domains))


def _falls(comparison: Comparison, step: Step, layer: Drop) -> Iterator[Fall]:
    if layer in {Drop.INDEX, Drop.CATEGORY}:
        yield from _whole(comparison, step, layer)
        return
    for what, before, after in _parts(step, layer):
        if after < before:
            yield Fall(step, what, before, after)


def _whole(comparison: Comparison, step: Step, layer: Drop) -> Iterator[Fall]:
    """Judge the index, or its category: the lower its bound, the lower it is."""
    ends = (comparison.columns[step.before], comparison.columns[step.after])
    bounds = [column.category.bound for column in ends if column.category is not None]
    fell = step.change < 0 if layer is Drop.INDEX else bounds[-1] < bounds[0]
    if fell:
        yield Fall(step, None, step.was, step.became)


def _parts(step: Step, layer: Drop) -> Iterator[tuple[Indicator | Group, Fraction, Fraction]]:
    """Give the parts of a layer that have a value on both sides; those that moved are enough."""
    split = step.split
    if split is None:
        for one in _announced(step, layer):
            yield one.group, Fraction(one.before), Fraction(one.after)
    elif layer is Drop.INDICATOR:
        for move in split.indicators:
            yield move.indicator, Fraction(move.before.level), Fraction(move.after.level)
    else:
        for shift in split.domains if layer is Drop.DOMAIN else split.aspects:
            yield shift.group, shift.before, shift.after


def _announced(step: Step, layer: Drop) -> Iterator[AnnouncedShift]:
    """Give the domains, or the aspects, announced on both sides; nothing for indicators."""
    for one in step.announced:
        kind = Drop.DOMAIN if isinstance(one.group, Domain) else Drop.ASPECT
        if kind is layer:
            yield one
