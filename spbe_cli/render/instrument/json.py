"""Instruments as `spbe.instruments/1` and `spbe.instrument/1`."""

from collections.abc import Iterable, Iterator, Mapping

from spbe_cli.core.exact import exact_text
from spbe_cli.core.instrument import (
    Aspect,
    Basis,
    Citation,
    Criteria,
    Indicator,
    Instrument,
    LevelText,
    Names,
    level_texts,
)
from spbe_cli.render import machine
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json


def listing(instruments: Iterable[Instrument], look: Look) -> Iterator[str]:
    """Write the instruments, one object each."""
    items = (machine.dump(_head(instrument), look) for instrument in instruments)
    return machine.stream("spbe.instruments/1", "instruments", items, look)


def tree(instrument: Instrument, look: Look) -> Iterator[str]:
    """Write an instrument with its tree; no domain layer: `domains` is empty."""
    value = {"schema": "spbe.instrument/1", **_head(instrument), **_rules(instrument)}
    value["domains"] = [
        {"id": d.id, "name": _names(d.name), "weight": exact_text(d.weight), "field": d.field}
        for d in instrument.domains
    ]
    value["aspects"] = [_aspect(aspect) for aspect in instrument.aspects]
    value["indicators"] = [_indicator(one) for one in instrument.indicators]
    yield machine.dump(value, look) + "\n"


def indicator(
    instrument: Instrument, one: Indicator, criteria: Criteria | None, look: Look
) -> Iterator[str]:
    """Write an indicator with its levels; `criteria` is null where none are known."""
    value: Json = {"schema": "spbe.indicator/1", "instrument": instrument.id, **_indicator(one)}
    own = criteria.indicators.get(one.id) if criteria else None
    value["levels"] = [level_json(known) for known in level_texts(instrument, one, criteria)]
    value["note"] = _names(own.note) if own and own.note else None
    if criteria is not None:
        value["cumulative"] = criteria.cumulative
        value["changed_by"] = criteria.changed_by
        value["criteria_basis"] = _basis(criteria.basis)
        value["sources"] = _sources(criteria.sources)
    yield machine.dump(value, look) + "\n"


def level_json(known: LevelText) -> Json:
    """Give one level of an indicator with its name, what it asks for, what became of that."""
    return {
        "level": exact_text(known.level),
        "name": _names(known.name) if known.name else None,
        "criteria": _names(known.asked) if known.asked else None,
        "changed": _names(known.changed) if known.changed else None,
    }


def _head(instrument: Instrument) -> Json:
    years = instrument.years
    return {
        "id": instrument.id,
        "regulation": instrument.regulation,
        "short": instrument.short,
        "title": _names(instrument.title),
        "years": {"first": years.first, "last": years.last, "basis": _basis(years.basis)},
        "replaces": instrument.replaces,
        "successor": instrument.successor,
        "total": len(instrument.indicators),
    }


def _rules(instrument: Instrument) -> Json:
    levels, index, rule = instrument.levels, instrument.index_rule, instrument.category_rule
    evidence = instrument.evidence
    return {
        "levels": {
            "lowest": exact_text(levels.lowest),
            "highest": exact_text(levels.highest),
            "step": exact_text(levels.step),
            "basis": _basis(levels.basis),
            "exceptional": [
                {"level": exact_text(e.level), "stage": e.stage, "basis": _basis(e.basis)}
                for e in levels.exceptional
            ],
        },
        "index_rule": {
            "decimals": index.decimals,
            "field": index.field,
            "basis": _basis(index.basis),
        },
        "categories": [
            {"name": _names(c.name), "from": exact_text(c.bound), "basis": _basis(c.basis)}
            for c in rule.categories
        ],
        "category_rule": {
            "taken_on": rule.taken_on.value,
            "by_year": {str(year): basis.value for year, basis in rule.by_year.items()},
            "basis": _basis(rule.basis),
        },
        "evidence": {
            "expected_from": exact_text(evidence.expected_from),
            "basis": _basis(evidence.basis),
            "review_from": exact_text(evidence.review_from) if evidence.review_from else None,
            "review_years": evidence.review_years,
            "review_basis": _basis(evidence.review_basis) if evidence.review_basis else None,
        },
        "weights_basis": _basis(instrument.weights_basis),
        "sources": _sources(instrument.sources),
    }


def _aspect(aspect: Aspect) -> Json:
    return {
        "id": aspect.id,
        "domain": aspect.domain,
        "name": _names(aspect.name),
        "weight": exact_text(aspect.weight),
        "field": aspect.field,
    }


def _indicator(one: Indicator) -> Json:
    return {
        "id": one.id,
        "aspect": one.aspect,
        "name": _names(one.name),
        "weight": exact_text(one.weight),
        "scale": one.scale,
        "basis": _basis(one.basis),
        "also_named": list(one.also_named),
        "external": _names(one.external) if one.external else None,
    }


def _names(names: Names) -> Json:
    return {"id": names.id, "en": names.en}


def _basis(basis: Basis) -> Json:
    note = _names(basis.note) if basis.note else None
    return {"source": basis.source, "confidence": basis.confidence.value, "note": note}


def _sources(sources: Mapping[str, Citation]) -> Json:
    return {
        key: {"title": source.title.id, "where": source.where} for key, source in sources.items()
    }
