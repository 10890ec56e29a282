"""The whole numbers that formulas of a spreadsheet count with, and what they give.

A spreadsheet counts in binary doubles, which are exact for whole numbers: weights are shares,
levels are scaled, bounds of categories are multiplied out, and there is one division, at the end.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number, number
from spbe_cli.core.exchange.worksheet import Book, Scope, exceptional
from spbe_cli.core.instrument import WHOLE, Aspect, Category, CategoryBasis, Group

LARGEST = 10**14
"""Whole numbers below this are exact in every spreadsheet program, whatever it does with them."""


class Counting(NamedTuple):
    """The whole numbers of an assessment: levels times `scale`, shares of the whole, bounds.

    `power` is ten to the decimals of the index; `bounds` are those of the categories, best first,
    as numerator and denominator; `takes_rounded` says on which index they are taken.
    """

    scale: int
    lowest: int
    highest: int
    step: int
    exceptional: tuple[int, ...]
    whole: int
    power: int
    bounds: tuple[tuple[Category, int, int], ...]
    takes_rounded: bool

    @property
    def most(self) -> int:
        """The largest number that the index needs while all levels have one denominator."""
        factor = max(2 * self.power, *(below for _, _, below in self.bounds))
        top = max(map(abs, (self.lowest, self.highest, *self.exceptional, self.scale)))
        return 2 * factor * self.whole * max(top, 1)


class Entry(NamedTuple):
    """One indicator: its share, the scaled levels that were answered, the one that counts.

    `said` has the answers of OPDs in the order of their sheets; None stands for no answer.
    """

    share: int
    own: int | None
    lead: int | None
    said: tuple[int | None, ...]
    level: Fraction | None


class Gathered(NamedTuple):
    """A domain or an aspect, and which indicators of it are in a workbook."""

    group: Group
    ids: tuple[str, ...]

    @property
    def is_inner(self) -> bool:
        """Whether it lies in a domain."""
        return isinstance(self.group, Aspect) and self.group.domain is not None


class Sum(NamedTuple):
    """A weighted mean as two whole numbers, and how many of its indicators are answered."""

    total: int
    whole: int
    answered: int
    rows: int

    @property
    def value(self) -> Number | None:
        """The exact mean; None where there is nothing to take it of."""
        return number(Fraction(self.total, self.whole)) if self.whole else None

    def rounded(self, power: int) -> int | None:
        """Give the mean in units of 1/`power`, rounded half up."""
        return (2 * power * self.total + self.whole) // (2 * self.whole) if self.whole else None


class Ledger(NamedTuple):
    """All that the formulas of a workbook count with, and what they give as things stand.

    In a workbook of all answers what is unanswered counts at the lowest level, as in a score; in
    any other it is left out, for the mean is of what was answered there. `common` is the smallest
    number that makes every level whole: means and medians lie between.
    """

    numbers: Counting
    entries: Mapping[str, Entry]
    counts_open: bool
    common: int

    @property
    def most_common(self) -> int:
        """The largest common number with which the index stays exact in a spreadsheet."""
        return (LARGEST - 1) // self.numbers.most

    def level(self, entry: Entry) -> Fraction:
        """Give the scaled level that an indicator counts with."""
        return Fraction(self.numbers.lowest) if entry.level is None else entry.level

    def counted(self, entry: Entry) -> int:
        """Give the share that an indicator counts with: none while it is left out."""
        return entry.share if self.counts_open or entry.level is not None else 0

    def earned(self, entry: Entry) -> int:
        """Give what an indicator adds to the sums."""
        return int(self.counted(entry) * self.level(entry) * self.common)

    def sum(self, ids: Iterable[str]) -> Sum:
        """Sum up indicators."""
        chosen = [self.entries[key] for key in ids]
        return Sum(
            sum(map(self.earned, chosen)),
            sum(map(self.counted, chosen)) * self.numbers.scale * self.common,
            sum(entry.level is not None for entry in chosen),
            len(chosen),
        )


def counting(case: Case) -> Counting:
    """Give the whole numbers of an assessment."""
    instrument, levels = case.instrument, case.instrument.levels
    values = (levels.lowest, levels.highest, levels.step, *exceptional(case))
    scale = lcm(*(value.denominator for value in values))
    lowest, highest, step, *others = (int(value * scale) for value in values)
    rule = instrument.category_rule
    return Counting(
        scale,
        lowest,
        highest,
        step,
        tuple(others),
        instrument.unit * WHOLE,
        10**instrument.index_rule.decimals,
        tuple((one, *one.bound.as_integer_ratio()) for one in rule.categories),
        rule.basis_in(case.assessment.year) is CategoryBasis.ROUNDED,
    )


def ledger(book: Book) -> Ledger:
    """Give the numbers of every indicator in a workbook."""
    case, numbers = book.case, counting(book.case)
    said = [{row.indicator.id: row.answer.level for row in form.rows} for form in book.forms]
    leads = {form.opd: place for place, form in enumerate(book.forms)}
    counts_open = book.scope is Scope.WHOLE
    levels = {one.indicator: one.level for one in case.standings} if counts_open else said[0]

    def scaled(place: int | None, key: str) -> int | None:
        level = None if place is None else said[place].get(key)
        return None if level is None else int(level * numbers.scale)

    entries = {
        key: Entry(
            case.instrument.indicator(key).share,
            scaled(0, key),
            scaled(leads.get(case.assessment.lead.get(key, "")), key),
            tuple(scaled(place, key) for place in range(1, len(said))),
            None if level is None else Fraction(level) * numbers.scale,
        )
        for key, level in levels.items()
    }
    known = (entry.level for entry in entries.values() if entry.level is not None)
    common = lcm(1, *(level.denominator for level in known))
    return Ledger(numbers, entries, counts_open, common)


def gathered(book: Book) -> tuple[Gathered, ...]:
    """Give the domains, each with its aspects behind it, as far as a workbook has their rows."""
    here = {row.indicator.id for row in book.forms[0].rows}
    groups: list[Group] = []
    for top in book.case.instrument.groups:
        groups += [top, *(() if isinstance(top, Aspect) else top.aspects)]
    found = (
        Gathered(group, tuple(one.id for one in group.indicators if one.id in here))
        for group in groups
    )
    return tuple(one for one in found if one.ids)
