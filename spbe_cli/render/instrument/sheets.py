"""The tables of instruments: the list, the rules of one, its tree, the levels of an indicator."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.instrument import (
    Basis,
    Citation,
    Criteria,
    Domain,
    Indicator,
    Instrument,
    LevelText,
    level_texts,
)
from spbe_cli.locale import Texts
from spbe_cli.render.look import Look
from spbe_cli.render.sheet import Cell, Column, Sheet


class Fact(NamedTuple):
    """One thing to know of an instrument, and where it is from."""

    label: str
    value: str
    basis: str = ""


def listing(instruments: Iterable[Instrument], look: Look) -> Sheet:
    """Set instruments below one another."""
    keys = ("id", "regulation", "short-years", "size")
    columns = tuple(Column(look.texts(f"instrument.{key}"), folds=True) for key in keys)
    return Sheet(
        columns,
        (
            (Cell(one.id), Cell(one.regulation), Cell(years(one, look)), Cell(size(one, look)))
            for one in instruments
        ),
    )


def facts(instrument: Instrument, look: Look) -> Iterator[Fact]:
    """Give the rules of an instrument with their sources."""
    texts, levels, rule = look.texts, instrument.levels, instrument.category_rule
    yield Fact(
        texts("instrument.years.label"),
        years(instrument, look),
        _basis(instrument.years.basis, look),
    )
    span = {key: look.figure(getattr(levels, key)) for key in ("lowest", "highest", "step")}
    text = texts("instrument.levels", **span)
    yield Fact(texts("instrument.levels.label"), text, _basis(levels.basis, look))
    for exception in levels.exceptional:
        stage = texts(f"stage.{exception.stage}")
        level = look.figure(exception.level)
        text = texts("instrument.exceptional", level=level, stage=stage)
        yield Fact("", text, _basis(exception.basis, look))
    text = texts("instrument.rounding.value", decimals=instrument.index_rule.decimals)
    yield Fact(texts("instrument.rounding"), text, _basis(instrument.index_rule.basis, look))
    taken = _taken_on(instrument, look)
    yield Fact(texts("instrument.categories"), taken, _basis(rule.basis, look))
    for category in instrument.categories:
        bound = texts("instrument.from", bound=look.figure(category.bound))
        text = f"{texts.category(category.name)} {bound}"
        yield Fact("", text, _basis(category.basis, look))
    yield Fact(texts("instrument.weights"), "", _basis(instrument.weights_basis, look))
    for key, other in (("replaces", instrument.replaces), ("successor", instrument.successor)):
        if other:
            yield Fact(texts(f"instrument.{key}"), other)


def tree(instrument: Instrument, look: Look) -> Sheet:
    """Set out the tree with its weights; a source stands where it is not that of the whole."""
    title = look.texts("table.all" if instrument.domains else "table.aspect-indicator")
    columns = (
        Column(title, folds=True),
        Column(look.texts("table.weight"), right=True),
        Column("", folds=True, style="dim"),
    )
    return Sheet(columns, _tree_rows(instrument, look))


def levels(instrument: Instrument, one: Indicator, criteria: Criteria | None, look: Look) -> Sheet:
    """Set out the levels of an indicator with what each asks for, where that is known."""
    texts = look.texts
    columns = (
        Column(texts("table.level"), right=True),
        Column(texts("table.name")),
        Column(texts("table.criteria"), folds=True),
    )
    return Sheet(
        columns,
        (
            (
                Cell(look.figure(known.level), style="bold"),
                Cell(texts.name(known.name) if known.name else "", style="bold"),
                Cell("; ".join(asked(known, criteria, texts))),
            )
            for known in level_texts(instrument, one, criteria)
        ),
    )


def asked(known: LevelText, criteria: Criteria | None, texts: Texts) -> Iterator[str]:
    """Say what a level asks for, and what a later source made of that."""
    if known.asked:
        yield texts.name(known.asked)
    if known.changed and criteria and criteria.changed_by:
        source = texts.name(criteria.sources[criteria.changed_by].title)
        yield texts("instrument.changed", source=source, text=texts.name(known.changed))


def remarks(one: Indicator, criteria: Criteria | None, look: Look) -> Iterator[str]:
    """Say what goes with an indicator: other names, a value from outside, how criteria are read."""
    texts = look.texts
    if one.also_named:
        yield texts("instrument.also-named", names=", ".join(one.also_named))
    if one.external:
        yield texts("instrument.external", name=texts.name(one.external))
    own = criteria.indicators.get(one.id) if criteria else None
    if criteria is None or own is None:
        yield texts("instrument.no-criteria")
        return
    if own.note:
        yield texts.name(own.note)
    if criteria.cumulative:
        yield texts("instrument.cumulative")
    yield _basis(criteria.basis, look)


def sources(given: Mapping[str, Citation], look: Look) -> Iterator[str]:
    """List the documents that figures are from."""
    for key, source in given.items():
        yield f"[{key}] {citation(source, look)}"


def citation(source: Citation, look: Look) -> str:
    """Name a document, and where it can be found."""
    where = f" ({source.where})" if source.where else ""
    return f"{look.texts.name(source.title)}{where}"


def place(instrument: Instrument, one: Indicator, look: Look) -> str:
    """Say where in the tree an indicator stands, and what it weighs."""
    aspect = next(aspect for aspect in instrument.aspects if one in aspect.indicators)
    key = "instrument.weight-of" if aspect.domain is None else "instrument.weight-in-domain"
    weight, domain = look.figure(one.weight), aspect.domain or ""
    told = look.texts(key, weight=weight, aspect=aspect.id, domain=domain)
    return f"{instrument.short}: {told}"


def years(instrument: Instrument, look: Look) -> str:
    """Say when an instrument is used."""
    key = "instrument.years-open" if instrument.years.last is None else "instrument.years"
    return look.texts(key, first=instrument.years.first, last=instrument.years.last)


def size(instrument: Instrument, look: Look) -> str:
    """Say how many domains, aspects and indicators there are."""
    return look.texts(
        f"instrument.shape.{'domains' if instrument.domains else 'aspects'}",
        domains=len(instrument.domains),
        aspects=len(instrument.aspects),
        indicators=len(instrument.indicators),
    )


def _tree_rows(instrument: Instrument, look: Look) -> Iterator[tuple[Cell, ...]]:
    texts = look.texts
    for group in instrument.groups:
        aspects = group.aspects if isinstance(group, Domain) else (group,)
        if isinstance(group, Domain):
            yield _node(group.id, texts.name(group.name), group.weight, look, leads=True)
        for aspect in aspects:
            depth, name = int(aspect is not group), texts.name(aspect.name)
            yield _node(aspect.id, name, aspect.weight, look, depth=depth, leads=True)
            for one in aspect.indicators:
                apart = one.basis != instrument.weights_basis
                source = _marked(one.basis, look) if apart else ""
                name = texts.name(one.name)
                yield _node(one.id, name, one.weight, look, depth=depth + 1, source=source)


def _node(
    identity: str,
    name: str,
    weight: Fraction,
    look: Look,
    *,
    depth: int = 0,
    leads: bool = False,
    source: str = "",
) -> tuple[Cell, ...]:
    style = "bold" if leads else ""
    return (
        Cell(f"{identity} {name}", depth, style),
        Cell(f"{look.figure(weight)} %", style=style),
        Cell(source),
    )


def _taken_on(instrument: Instrument, look: Look) -> str:
    texts, rule = look.texts, instrument.category_rule
    parts = [texts(f"instrument.categories.{rule.taken_on.value}")]
    for year, basis in rule.by_year.items():
        name = texts(f"instrument.basis.{basis.value}")
        parts.append(texts("instrument.categories.by-year", year=year, basis=name))
    return ", ".join(parts)


def _basis(basis: Basis, look: Look) -> str:
    """Write source and confidence, and the note where there is one."""
    said = _marked(basis, look)
    return f"{said} {look.texts.name(basis.note)}" if basis.note else said


def _marked(basis: Basis, look: Look) -> str:
    """Write the key of a source, which stands in the list of sources, and how sure it is."""
    return f"[{basis.source}: {look.texts(f'confidence.{basis.confidence.value}')}]"
