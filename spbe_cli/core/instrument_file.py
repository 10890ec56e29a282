"""An instrument as its file is shaped, and the instrument built from it.

Shapes only: whether the weights add up is judged by `spbe_cli.core.rules.instrument`.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from spbe_cli.core.assessment import Shape, Stage
from spbe_cli.core.exact import number
from spbe_cli.core.instrument import (
    Aspect,
    Basis,
    Category,
    CategoryBasis,
    CategoryRule,
    Citation,
    Confidence,
    Criteria,
    Domain,
    EvidenceRule,
    ExceptionalLevel,
    IndexRule,
    Indicator,
    IndicatorCriteria,
    Instrument,
    Levels,
    Names,
    Years,
    share_unit,
)
from spbe_cli.core.problems import KeyPath
from spbe_cli.core.scalars import (
    Exact,
    LevelKey,
    NoneAsDict,
    NoneAsList,
    Text,
    Weight,
    Whole,
    Widens,
    Year,
    YearKey,
    one_of,
)


class NamesShape(Shape):
    """A name in both languages."""

    id: Text
    en: Text

    def build(self) -> Names:
        """Give the pure value."""
        return Names(self.id, self.en)


def _both_languages(value: object) -> object:
    """Read one text as the same in both languages."""
    return {"id": value, "en": value} if isinstance(value, str) else value


Note = Annotated[NamesShape, Widens(_both_languages, {"type": "string"})]


class BasisShape(Shape):
    """Source and confidence of a figure."""

    source: Text
    confidence: Annotated[Confidence, one_of(Confidence, "confidence")]
    note: Note | None = None

    def build(self) -> Basis:
        """Give the pure value."""
        return Basis(self.source, self.confidence, self.note.build() if self.note else None)


class CitationShape(Shape):
    """A document; its title may be one for both languages."""

    title: Note
    where: Text | None = None

    def build(self) -> Citation:
        """Give the pure value."""
        return Citation(self.title.build(), self.where)


class YearsShape(Shape):
    """Years of use."""

    first: Year
    last: Year | None = None
    basis: BasisShape


class ExceptionalShape(Shape):
    """A level outside the range."""

    level: Exact
    stage: Annotated[Stage, one_of(Stage, "stage")]
    basis: BasisShape


class LevelsShape(Shape):
    """Range, step and names of levels."""

    lowest: Exact
    highest: Exact
    step: Exact
    basis: BasisShape
    exceptional: Annotated[list[ExceptionalShape], NoneAsList] = Field(default_factory=list)
    names: Annotated[dict[str, dict[LevelKey, NamesShape]], NoneAsDict]


class Rounding(StrEnum):
    """How an index is rounded; the only way seen in 1,236 published results."""

    HALF_UP = "half-up"


class IndexShape(Shape):
    """How the index is published."""

    decimals: Whole
    rounding: Annotated[Rounding, one_of(Rounding, "rounding")]
    field: Text | None = None
    basis: BasisShape


class BoundShape(Shape):
    """A category and the lowest index that has it."""

    name: NamesShape
    bound: Annotated[Exact, Field(alias="from")]
    basis: BasisShape


TakenOn = Annotated[CategoryBasis, one_of(CategoryBasis, "category-basis")]


class CategoriesShape(Shape):
    """The categories, best first."""

    taken_on: TakenOn
    by_year: Annotated[dict[YearKey, TakenOn], NoneAsDict] = Field(default_factory=dict)
    basis: BasisShape
    bounds: list[BoundShape]


class ReviewShape(Shape):
    """From which level a review is expected and how old it may be."""

    level: Annotated[Exact, Field(alias="from")]
    years: Whole
    basis: BasisShape


class EvidenceShape(Shape):
    """From which level evidence is expected."""

    expected_from: Exact
    basis: BasisShape
    review: ReviewShape | None = None


class WeightsShape(Shape):
    """Where the weights are from, where a group or an indicator does not say otherwise."""

    basis: BasisShape


class IndicatorShape(Shape):
    """One scored row."""

    id: Text
    name: NamesShape
    weight: Weight
    also_named: list[Text] = Field(default_factory=list)
    external: NamesShape | None = None
    basis: BasisShape | None = None


class AspectShape(Shape):
    """A group of indicators."""

    id: Text
    name: NamesShape
    weight: Weight
    scale: Text
    field: Text | None = None
    basis: BasisShape | None = None
    indicators: list[IndicatorShape]


class DomainShape(Shape):
    """A group of aspects."""

    id: Text
    name: NamesShape
    weight: Weight
    field: Text | None = None
    aspects: list[AspectShape]


class InstrumentFile(Shape):
    """One regulation: either domains > aspects > indicators, or aspects > indicators."""

    id: Text
    regulation: Text
    short: Text
    title: NamesShape
    replaces: Text | None = None
    successor: Text | None = None
    sources: dict[str, CitationShape]
    years: YearsShape
    levels: LevelsShape
    index: IndexShape
    categories: CategoriesShape
    evidence: EvidenceShape
    weights: WeightsShape
    domains: list[DomainShape] | None = None
    aspects: list[AspectShape] | None = None

    def all_aspects(self) -> Iterator[tuple[KeyPath, str | None, AspectShape]]:
        """Give every aspect with its path and the id of its domain."""
        for index, aspect in enumerate(self.aspects or ()):
            yield ("aspects", index), None, aspect
        for outer, domain in enumerate(self.domains or ()):
            for index, aspect in enumerate(domain.aspects):
                yield ("domains", outer, "aspects", index), domain.id, aspect


INSTRUMENT_KEYS = ("regulation", "levels", "categories", "domains", "aspects", "weights")
"""A mapping with at least two of these at its top level is an instrument."""


class CriteriaShape(Shape):
    """The level criteria of one indicator."""

    levels: dict[LevelKey, NamesShape]
    changed: dict[LevelKey, Note] = Field(default_factory=dict)
    note: Note | None = None


class CriteriaFile(Shape):
    """The level criteria of an instrument; cumulative when a level requires those below it."""

    instrument: Text
    cumulative: bool
    changed_by: Text | None = None
    sources: dict[str, CitationShape]
    basis: BasisShape
    indicators: dict[str, CriteriaShape]


def build(shape: InstrumentFile) -> Instrument:
    """Build the instrument of a file without faults."""
    aspects = [aspect for _, _, aspect in shape.all_aspects()]
    unit = share_unit([i.weight for aspect in aspects for i in aspect.indicators])
    domains = tuple(
        Domain(
            domain.id,
            domain.name.build(),
            domain.weight,
            tuple(_aspect(aspect, domain.id, shape, unit) for aspect in domain.aspects),
            domain.field,
        )
        for domain in shape.domains or ()
    )
    flat = tuple(aspect for domain in domains for aspect in domain.aspects)
    flat = flat or tuple(_aspect(aspect, None, shape, unit) for aspect in aspects)
    indicators = tuple(indicator for aspect in flat for indicator in aspect.indicators)
    return Instrument(
        id=shape.id,
        regulation=shape.regulation,
        short=shape.short,
        title=shape.title.build(),
        years=Years(shape.years.first, shape.years.last, shape.years.basis.build()),
        replaces=shape.replaces,
        successor=shape.successor,
        sources=_citations(shape.sources),
        levels=_built_levels(shape.levels),
        index_rule=IndexRule(shape.index.decimals, shape.index.field, shape.index.basis.build()),
        category_rule=_category_rule(shape.categories),
        evidence=_evidence_rule(shape.evidence),
        weights_basis=shape.weights.basis.build(),
        domains=domains,
        aspects=flat,
        indicators=indicators,
        unit=unit,
        positions={indicator.id: position for position, indicator in enumerate(indicators)},
    )


def build_criteria(shape: CriteriaFile) -> Criteria:
    """Build the level criteria of a file without faults."""
    return Criteria(
        shape.cumulative,
        shape.changed_by,
        shape.basis.build(),
        _citations(shape.sources),
        {
            indicator_id: IndicatorCriteria(
                {Fraction(level): text.build() for level, text in criteria.levels.items()},
                {Fraction(level): text.build() for level, text in criteria.changed.items()},
                criteria.note.build() if criteria.note else None,
            )
            for indicator_id, criteria in shape.indicators.items()
        },
    )


def _citations(shapes: Mapping[str, CitationShape]) -> dict[str, Citation]:
    return {key: source.build() for key, source in shapes.items()}


def _aspect(shape: AspectShape, domain: str | None, file: InstrumentFile, unit: int) -> Aspect:
    fallback = shape.basis or file.weights.basis
    indicators = tuple(
        Indicator(
            indicator.id,
            indicator.name.build(),
            indicator.weight,
            int(indicator.weight * unit),
            shape.id,
            shape.scale,
            (indicator.basis or fallback).build(),
            tuple(indicator.also_named),
            indicator.external.build() if indicator.external else None,
        )
        for indicator in shape.indicators
    )
    return Aspect(shape.id, shape.name.build(), shape.weight, domain, indicators, shape.field)


def _built_levels(shape: LevelsShape) -> Levels:
    lowest, highest, step = (Fraction(v) for v in (shape.lowest, shape.highest, shape.step))
    count = int((highest - lowest) / step)
    return Levels(
        lowest,
        highest,
        step,
        {
            scale: {Fraction(level): name.build() for level, name in names.items()}
            for scale, names in shape.names.items()
        },
        tuple(
            ExceptionalLevel(Fraction(item.level), item.stage, item.basis.build())
            for item in shape.exceptional
        ),
        shape.basis.build(),
        frozenset(number(lowest + step * n) for n in range(count + 1)),
    )


def _category_rule(shape: CategoriesShape) -> CategoryRule:
    return CategoryRule(
        tuple(
            Category(bound.name.build(), Fraction(bound.bound), bound.basis.build())
            for bound in shape.bounds
        ),
        shape.taken_on,
        shape.by_year,
        shape.basis.build(),
    )


def _evidence_rule(shape: EvidenceShape) -> EvidenceRule:
    review = shape.review
    return EvidenceRule(
        Fraction(shape.expected_from),
        Fraction(review.level) if review else None,
        review.years if review else None,
        shape.basis.build(),
        review.basis.build() if review else None,
    )
