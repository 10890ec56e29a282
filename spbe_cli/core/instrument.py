"""An instrument: the tree of weights, levels, rounding and categories of one regulation.

Pure values (named tuples: there are many, and they are quick to define at every start); every
number in them comes from an instrument file. Terms follow the regulations:
domain > aspect > indicator, level, index, category (predikat).
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from math import lcm
from re import finditer
from typing import NamedTuple

from spbe_cli.core.exact import Number, round_half_up

WHOLE = 100
"""What the weights of an instrument add up to: they are per cent of the index."""


class Confidence(StrEnum):
    """How well a figure is known."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    INFERRED = "inferred"
    GENERAL = "general"
    ASSUMED = "assumed"


class CategoryBasis(StrEnum):
    """Which index a category is taken on."""

    EXACT = "exact"
    ROUNDED = "rounded"


class Names(NamedTuple):
    """A name in Indonesian and in English."""

    id: str
    en: str


class Basis(NamedTuple):
    """Where a figure is from: the key of a source, how sure it is, what to know about it."""

    source: str
    confidence: Confidence
    note: Names | None = None


class Citation(NamedTuple):
    """A document figures are taken from."""

    title: Names
    where: str | None = None


class Indicator(NamedTuple):
    """One scored row. `weight` is per cent of the index, `share` the same in whole units."""

    id: str
    name: Names
    weight: Fraction
    share: int
    aspect: str
    scale: str
    basis: Basis
    also_named: tuple[str, ...] = ()
    external: Names | None = None


class Aspect(NamedTuple):
    """A group of indicators; `domain` is None where the instrument has no domain layer."""

    id: str
    name: Names
    weight: Fraction
    domain: str | None
    indicators: tuple[Indicator, ...]
    field: str | None = None


class Domain(NamedTuple):
    """A group of aspects."""

    id: str
    name: Names
    weight: Fraction
    aspects: tuple[Aspect, ...]
    field: str | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all its aspects, in order."""
        return tuple(indicator for aspect in self.aspects for indicator in aspect.indicators)


Group = Domain | Aspect


class Category(NamedTuple):
    """A category (predikat) and its bound: the lowest index that has it."""

    name: Names
    bound: Fraction
    basis: Basis


class Years(NamedTuple):
    """The years an instrument is used in; `last` is None while it is in force."""

    first: int
    last: int | None
    basis: Basis

    def cover(self, year: int) -> bool:
        """Tell whether the instrument is used in a year."""
        return self.first <= year and (self.last is None or year <= self.last)


class ExceptionalLevel(NamedTuple):
    """A level outside the range that official results of one stage have shown."""

    level: Fraction
    stage: str
    basis: Basis


class Levels(NamedTuple):
    """The range of levels, the step between them, and their names by scale."""

    lowest: Fraction
    highest: Fraction
    step: Fraction
    names: Mapping[str, Mapping[Fraction, Names]]
    exceptional: tuple[ExceptionalLevel, ...]
    basis: Basis
    all: frozenset[Number]

    def allows(self, level: Number) -> bool:
        """Tell whether a level lies in the range and on the step."""
        return level in self.all

    def exception(self, level: Number, stage: str) -> ExceptionalLevel | None:
        """Give the exception that lets a level outside the range stand at this stage."""
        return next((e for e in self.exceptional if (e.level, e.stage) == (level, stage)), None)


class EvidenceRule(NamedTuple):
    """From which level evidence is expected, and how old a review may be from which level."""

    expected_from: Fraction
    review_from: Fraction | None
    review_years: int | None
    basis: Basis
    review_basis: Basis | None


class IndexRule(NamedTuple):
    """How the index is published: decimals, rounded half up once at the end."""

    decimals: int
    field: str | None
    basis: Basis


class CategoryRule(NamedTuple):
    """The categories, best first, and which index each year takes them on."""

    categories: tuple[Category, ...]
    taken_on: CategoryBasis
    by_year: Mapping[int, CategoryBasis]
    basis: Basis

    def basis_in(self, year: int) -> CategoryBasis:
        """Which index the category is taken on in a year."""
        return self.by_year.get(year, self.taken_on)


class Judgement(NamedTuple):
    """The category of an index, the index it was taken on, and the other one where they differ."""

    category: Category
    basis: CategoryBasis
    otherwise: Category | None


class Instrument(NamedTuple):
    """One regulation as data. `unit` is the number of share units in one per cent of weight."""

    id: str
    regulation: str
    short: str
    title: Names
    years: Years
    replaces: str | None
    successor: str | None
    sources: Mapping[str, Citation]
    levels: Levels
    index_rule: IndexRule
    category_rule: CategoryRule
    evidence: EvidenceRule
    weights_basis: Basis
    domains: tuple[Domain, ...]
    aspects: tuple[Aspect, ...]
    indicators: tuple[Indicator, ...]
    unit: int
    positions: Mapping[str, int]

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories, best first."""
        return self.category_rule.categories

    @property
    def groups(self) -> tuple[Group, ...]:
        """The top layer of the tree: domains, or aspects where there are no domains."""
        return self.domains or self.aspects

    @property
    def extent(self) -> dict[str, str]:
        """Its short name, its first and its last indicator, as texts name them."""
        return {
            "instrument": self.short,
            "first": self.indicators[0].id,
            "last": self.indicators[-1].id,
        }

    def scores_as(self, other: "Instrument") -> bool:
        """Tell whether the same answers mean the same under another one: versions may differ."""
        if self is other:
            return True
        ours, theirs = (
            (one.id, one.levels.all, [(i.id, i.aspect, i.weight) for i in one.indicators])
            for one in (self, other)
        )
        return ours == theirs

    def indicator(self, indicator_id: str) -> Indicator:
        """Give the indicator with this id; KeyError when there is none."""
        return self.indicators[self.positions[indicator_id]]

    def category_named(self, text: str) -> Category | None:
        """Find a category by its name in either language; case, space and hyphen do not matter."""
        wanted = plain(text)
        for category in self.categories:
            if wanted in {plain(category.name.id), plain(category.name.en)}:
                return category
        return None

    def select(self, text: str) -> tuple[str, ...]:
        """Give the ids meant by `11` or `21-28`: an existing id wins, else a range in order.

        Empty when neither reading fits.
        """
        if text in self.positions:
            return (text,)
        for dash in finditer("-", text):
            first, last = text[: dash.start()].strip(), text[dash.end() :].strip()
            if first in self.positions and last in self.positions:
                start, end = self.positions[first], self.positions[last]
                return tuple(indicator.id for indicator in self.indicators[start : end + 1])
        return ()

    def ranges(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Write ids in the instrument's order, neighbours as `first-last`; undoes `select`."""
        places = sorted(self.positions[indicator_id] for indicator_id in ids)
        written = []
        for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
            numbers = [place for _, place in run]
            first, last = (self.indicators[n].id for n in (numbers[0], numbers[-1]))
            written += [first] if first == last else [f"{first}-{last}"]
        return tuple(written)

    def category_at(self, index: Number) -> Category:
        """Give the category whose bound an index reaches; the lowest one below all bounds."""
        for category in self.categories:
            if index >= category.bound:
                return category
        return self.categories[-1]

    def rounded(self, index: Number) -> Decimal:
        """Round an index, of the whole or of a group, as it is published."""
        return round_half_up(index, self.index_rule.decimals)

    def judge(self, index: Number, year: int) -> Judgement:
        """Take the category of an exact index by the rule of a year.

        2023 took it on the rounded index, 2024 on the exact one (inferred from Boven Digoel 2023,
        Pacitan and Luwu 2024); where the two differ, `otherwise` is the category not taken.
        """
        exact = self.category_at(index)
        rounded = self.category_at(Fraction(self.rounded(index)))
        basis = self.category_rule.basis_in(year)
        taken, other = (exact, rounded) if basis is CategoryBasis.EXACT else (rounded, exact)
        return Judgement(taken, basis, None if taken is other else other)

    def threshold(self, category: Category, year: int) -> Fraction:
        """Give the lowest exact index that gets a category in a year."""
        return self.threshold_on(category, self.category_rule.basis_in(year))

    def threshold_on(self, category: Category, basis: CategoryBasis) -> Fraction:
        """Give the lowest exact index that gets a category taken on the exact or rounded index."""
        if basis is CategoryBasis.EXACT:
            return category.bound
        units = 10**self.index_rule.decimals
        steps = -(-category.bound * units // 1)
        return Fraction(2 * steps - 1, 2 * units)

    def better(self, category: Category) -> Category | None:
        """Give the next category up; None for the best."""
        position = self.categories.index(category)
        return self.categories[position - 1] if position else None


class IndicatorCriteria(NamedTuple):
    """What each level of an indicator asks for; `changed` is what a later source made of it."""

    levels: Mapping[Fraction, Names]
    changed: Mapping[Fraction, Names]
    note: Names | None


class Criteria(NamedTuple):
    """Level criteria of an instrument, by indicator; a summary, not the official text.

    `changed_by` is the key of the source that changed some of them.
    """

    cumulative: bool
    changed_by: str | None
    basis: Basis
    sources: Mapping[str, Citation]
    indicators: Mapping[str, IndicatorCriteria]


class Known(NamedTuple):
    """An instrument, with its level criteria where there are some."""

    instrument: Instrument
    criteria: Criteria | None


class LevelText(NamedTuple):
    """What is known of one level of an indicator: its name, what it asks for, what that became."""

    level: Fraction
    name: Names | None
    asked: Names | None
    changed: Names | None


def level_texts(
    instrument: Instrument, one: Indicator, criteria: Criteria | None
) -> tuple[LevelText, ...]:
    """Give the levels of an indicator that have a name or criteria, lowest first."""
    names = instrument.levels.names.get(one.scale, {})
    own = criteria.indicators.get(one.id) if criteria else None
    asked, changed = (own.levels, own.changed) if own else ({}, {})
    return tuple(
        LevelText(level, names.get(level), asked.get(level), changed.get(level))
        for level in sorted({*names, *asked, *changed})
    )


def share_unit(weights: list[Fraction]) -> int:
    """Give the smallest number that makes every weight whole when multiplied by it."""
    return lcm(1, *(weight.denominator for weight in weights))


def plain(text: str) -> str:
    """Give a name as it is compared: case, spaces and hyphens do not matter."""
    return "".join(character for character in text.casefold() if character.isalnum())
