"""Does an instrument hold? Every group adds up, ids are unique, bounds leave no gap."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from spbe_cli.core.assessment import Shape
from spbe_cli.core.exact import exact_text
from spbe_cli.core.instrument import WHOLE, Instrument, plain
from spbe_cli.core.instrument_file import (
    AspectShape,
    BasisShape,
    CriteriaFile,
    DomainShape,
    IndicatorShape,
    InstrumentFile,
)
from spbe_cli.core.problems import Code, Finding, KeyPath

MOST_STEPS = 100_000
MOST_DECIMALS = 9


def faults(shape: InstrumentFile) -> Iterator[Finding]:
    """Yield what keeps an instrument from being used although its shape is right."""
    if (shape.domains is None) == (shape.aspects is None):
        yield Finding(Code.TREE_SHAPE)
        return
    for rule in RULES:
        yield from rule(shape)


def criteria_faults(shape: CriteriaFile, instrument: Instrument) -> Iterator[Finding]:
    """Yield where level criteria do not fit the instrument they lie beside."""
    if shape.instrument != instrument.id:
        values = {"found": shape.instrument, "allowed": instrument.id}
        yield Finding(Code.UNKNOWN_INSTRUMENT, ("instrument",), values)
    named: tuple[tuple[str | None, KeyPath], ...] = (
        (shape.basis.source, ("basis", "source")),
        (shape.changed_by, ("changed_by",)),
    )
    for key, path in named:
        if key is not None and key not in shape.sources:
            values = {"found": key, "allowed": ", ".join(shape.sources)}
            yield Finding(Code.UNKNOWN_SOURCE, path, values)
    for indicator_id, criteria in shape.indicators.items():
        place: KeyPath = ("indicators", indicator_id)
        if indicator_id not in instrument.positions:
            first, *_, last = instrument.positions
            values = {"found": indicator_id, "instrument": instrument.short}
            values |= {"first": first, "last": last}
            yield Finding(Code.UNKNOWN_INDICATOR, place, values, at="key")
        for layer, levels in (("levels", criteria.levels), ("changed", criteria.changed)):
            for level in levels:
                if not instrument.levels.allows(level):
                    values = _range(instrument) | {"found": exact_text(level)}
                    where = (*place, layer, exact_text(level))
                    yield Finding(Code.LEVEL_RANGE, where, values, at="key")


def _range(instrument: Instrument) -> dict[str, str]:
    levels = instrument.levels
    return {key: exact_text(getattr(levels, key)) for key in ("lowest", "highest", "step")}


def weight_sum(shape: InstrumentFile) -> Iterator[Finding]:
    """Every group must add up to its own weight, the top to 100."""
    yield from _positive(shape)
    top: Sequence[DomainShape | AspectShape] = shape.domains or shape.aspects or ()
    layer = "domains" if shape.domains is not None else "aspects"
    yield from _sum_of(top, Fraction(WHOLE), (layer,), "", "top")
    for index, domain in enumerate(shape.domains or ()):
        path: KeyPath = ("domains", index, "weight")
        yield from _sum_of(domain.aspects, domain.weight, path, domain.id, "domain")
    for path, _, aspect in shape.all_aspects():
        yield from _sum_of(aspect.indicators, aspect.weight, (*path, "weight"), aspect.id, "aspect")


def _positive(shape: InstrumentFile) -> Iterator[Finding]:
    """Every weight is above 0: a group without any has no index."""
    nodes: list[tuple[KeyPath, DomainShape | AspectShape | IndicatorShape]] = [
        (("domains", index), domain) for index, domain in enumerate(shape.domains or ())
    ]
    for path, _, aspect in shape.all_aspects():
        nodes.append((path, aspect))
        nodes += [((*path, "indicators", n), one) for n, one in enumerate(aspect.indicators)]
    for path, node in nodes:
        if node.weight <= 0:
            values = {"found": exact_text(node.weight), "group": node.id}
            yield Finding(Code.WEIGHT_SUM, (*path, "weight"), values, "positive")


def years_in_order(shape: InstrumentFile) -> Iterator[Finding]:
    """The last year of use is not before the first."""
    first, last = shape.years.first, shape.years.last
    if last is not None and last < first:
        values = {"found": str(last), "lowest": str(first), "highest": "..."}
        yield Finding(Code.NUMBER_RANGE, ("years", "last"), values)


def _sum_of(
    parts: Iterable[DomainShape | AspectShape | IndicatorShape],
    weight: Fraction,
    path: KeyPath,
    group: str,
    variant: str,
) -> Iterator[Finding]:
    total = sum((part.weight for part in parts), Fraction(0))
    if total != weight:
        values = {
            "group": group,
            "found": exact_text(total),
            "weight": exact_text(weight),
            "difference": exact_text(total - weight),
        }
        yield Finding(Code.WEIGHT_SUM, path, values, variant)


def repeated_id(shape: InstrumentFile) -> Iterator[Finding]:
    """Ids are unique within their layer."""
    seen: set[tuple[str, str]] = set()
    places: list[tuple[KeyPath, str, str]] = [
        (("domains", index, "id"), "domain", domain.id)
        for index, domain in enumerate(shape.domains or ())
    ]
    for path, _, aspect in shape.all_aspects():
        places.append(((*path, "id"), "aspect", aspect.id))
        places.extend(
            ((*path, "indicators", index, "id"), "indicator", indicator.id)
            for index, indicator in enumerate(aspect.indicators)
        )
    for path, layer, found in places:
        if (layer, found) in seen:
            yield Finding(Code.REPEATED_ID, path, {"found": found})
        seen.add((layer, found))


def level_step(shape: InstrumentFile) -> Iterator[Finding]:
    """The range is a whole number of steps, the decimals are few, every scale has names."""
    levels = shape.levels
    span = Fraction(levels.highest) - Fraction(levels.lowest)
    if levels.step <= 0 or span <= 0 or span % levels.step or span / levels.step > MOST_STEPS:
        values = {
            "lowest": exact_text(levels.lowest),
            "highest": exact_text(levels.highest),
            "step": exact_text(levels.step),
            "limit": str(MOST_STEPS),
        }
        yield Finding(Code.LEVEL_STEP, ("levels", "step"), values)
    if not 0 <= shape.index.decimals <= MOST_DECIMALS:
        values = {"found": str(shape.index.decimals), "lowest": "0", "highest": str(MOST_DECIMALS)}
        yield Finding(Code.NUMBER_RANGE, ("index", "decimals"), values)
    for path, _, aspect in shape.all_aspects():
        if aspect.scale not in levels.names:
            values = {"found": aspect.scale, "allowed": ", ".join(levels.names)}
            yield Finding(Code.UNKNOWN_SOURCE, (*path, "scale"), values, "scale")


def category_bounds(shape: InstrumentFile) -> Iterator[Finding]:
    """Bounds fall from best to worst, and the lowest leaves no index without a category."""
    bounds = shape.categories.bounds
    if not bounds:
        yield Finding(Code.CATEGORY_BOUNDS, ("categories", "bounds"), {}, "none")
        return
    for index in range(1, len(bounds)):
        upper, lower = bounds[index - 1].bound, bounds[index].bound
        if lower >= upper:
            values = {"found": exact_text(lower), "above": exact_text(upper)}
            path = ("categories", "bounds", index, "from")
            yield Finding(Code.CATEGORY_BOUNDS, path, values, "order")
    yield from _same_names(shape)
    last, lowest = bounds[-1].bound, shape.levels.lowest
    if last > lowest:
        values = {"found": exact_text(last), "lowest": exact_text(lowest)}
        path = ("categories", "bounds", len(bounds) - 1, "from")
        yield Finding(Code.CATEGORY_BOUNDS, path, values, "gap")
    top = shape.levels.highest
    if bounds[0].bound > top:
        values = {"found": exact_text(bounds[0].bound), "highest": exact_text(top)}
        yield Finding(Code.CATEGORY_BOUNDS, ("categories", "bounds", 0, "from"), values, "out")


def _same_names(shape: InstrumentFile) -> Iterator[Finding]:
    """No two categories go by one name, in whichever language an option gives it."""
    seen: dict[str, int] = {}
    for index, bound in enumerate(shape.categories.bounds):
        for name in {plain(bound.name.id), plain(bound.name.en)}:
            if seen.setdefault(name, index) != index:
                path = ("categories", "bounds", index, "name")
                yield Finding(Code.CATEGORY_BOUNDS, path, {"found": bound.name.id}, "name")
                break


def unknown_source(shape: InstrumentFile) -> Iterator[Finding]:
    """Every basis names a source that is listed."""
    for path, basis in _bases(shape, ()):
        if basis.source not in shape.sources:
            values = {"found": basis.source, "allowed": ", ".join(shape.sources)}
            yield Finding(Code.UNKNOWN_SOURCE, (*path, "source"), values)


def _bases(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, BasisShape]]:
    """Walk a shape and give every basis in it."""
    if isinstance(value, BasisShape):
        yield path, value
    elif isinstance(value, Shape):
        for name, field in type(value).model_fields.items():
            yield from _bases(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _bases(item, (*path, index))


RULES: tuple[Callable[[InstrumentFile], Iterator[Finding]], ...] = (
    weight_sum,
    years_in_order,
    repeated_id,
    level_step,
    category_bounds,
    unknown_source,
)
