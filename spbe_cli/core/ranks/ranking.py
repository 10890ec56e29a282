"""Who stands where: institutions by their exact index, together and by group.

Pure: knows no file, terminal or clock. Nothing is rounded before it is ranked.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from spbe_cli.core.assessment import InstitutionType, folded, province_name
from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number, median
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import CallError
from spbe_cli.core.published import HAIR, Span, span
from spbe_cli.core.result import Result


class By(StrEnum):
    """What institutions are put together by."""

    TYPE = "type"
    PROVINCE = "province"
    CATEGORY = "category"


class Figure(NamedTuple):
    """An index, of the whole or of a group: its exact value, and as it is shown."""

    exact: Fraction
    shown: Decimal


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it is ranked: small, because there may be many.

    What could not be read of it is None; `name` is the institution as it is compared. `groups` are
    the top groups of the instrument in its order, None for one that was not announced. `announced`
    says that the figures are rounded ones; where there are answers these count, and `beside` is the
    index that was announced beside them. `unanswered` indicators counted at the lowest level, and
    `unofficial` ones as a mean or median of different answers.
    """

    file: str
    name: str = ""
    institution: str | None = None
    type: str | None = None
    province: str | None = None
    year: int | None = None
    stage: str | None = None
    instrument: str | None = None
    index: Figure | None = None
    category: str | None = None
    groups: tuple[Figure | None, ...] = ()
    announced: bool = False
    beside: Decimal | None = None
    unanswered: int = 0
    unofficial: int = 0
    errors: int = 0

    @property
    def exact(self) -> Fraction:
        """The exact index of an entry that has one; 0 where it has none."""
        return Fraction(0) if self.index is None else self.index.exact


class Ranked(NamedTuple):
    """An entry with its rank and its percentile as a share from 0 to 1; None where it is alone."""

    rank: int
    percentile: Fraction | None
    entry: Entry


class Spread(NamedTuple):
    """How several indices lie: how many, their quartiles, who is best and lowest, categories.

    Several are best or lowest where they are equal. `categories` are all of the instrument, best
    first, with the number of entries in each.
    """

    number: int
    lower: Number
    median: Number
    upper: Number
    best: tuple[Entry, ...]
    lowest: tuple[Entry, ...]
    categories: Mapping[str, int]


CENTRAL = "pusat"
"""The group of the institutions that are in no province."""

CENTRAL_TYPES = (InstitutionType.KEMENTERIAN, InstitutionType.LPNK, InstitutionType.LEMBAGA)
"""The types of institutions that are in no province."""


class Section(NamedTuple):
    """The entries of one group, ranked among themselves; `key` is None where it is not known."""

    key: str | None
    ranked: tuple[Ranked, ...]
    spread: Spread


def entry_of(result: Result) -> Entry:
    """Keep of a result what is needed to rank it; one with an error has no figures."""
    kind, stage = result.known("type"), result.known("stage")
    institution, case = result.known("institution"), result.case
    bare = Entry(
        result.file,
        folded(institution or ""),
        institution,
        None if kind is None else str(kind),
        result.known("province"),
        result.known("year"),
        None if stage is None else str(stage),
        result.known("instrument") if case is None else case.instrument.id,
        errors=result.errors,
    )
    if case is None or result.index is None or result.shown is None or result.category is None:
        return bare
    lines = result.card.lines if result.card else ()
    published = case.assessment.published
    return replace(
        bare,
        index=Figure(result.index, result.shown),
        category=result.category.name.id,
        groups=_groups(result, case),
        announced=result.announced is not None,
        beside=None if result.card is None or published is None else published.index,
        unanswered=sum(not line.answered for line in lines),
        unofficial=sum(line.standing.unofficial for line in lines),
    )


def _groups(result: Result, case: Case) -> tuple[Figure | None, ...]:
    """Give the figures of the top groups of the instrument."""
    instrument, published = case.instrument, case.assessment.published
    if result.card is not None:
        scores = result.card.domains or result.card.aspects
        return tuple(Figure(one.index, instrument.rounded(one.index)) for one in scores)
    layer = "domains" if instrument.domains else "aspects"
    announced: Mapping[str, Decimal] = getattr(published, layer, {})
    found = (announced.get(group.id) for group in instrument.groups)
    return tuple(None if one is None else Figure(Fraction(one), one) for one in found)


def rank(entries: Iterable[Entry]) -> tuple[Ranked, ...]:
    """Rank entries by their exact index, the best first; those without one are left out.

    Equal ones share a rank, and the next rank counts all before it (1, 2, 2, 4); among themselves
    they stand by name. The percentile is the share of the others that are lower, plus half of the
    share of those that are equal.
    """
    placed = sorted((one for one in entries if one.index is not None), key=lambda one: one.name)
    placed.sort(key=lambda one: one.exact, reverse=True)
    ranked: list[Ranked] = []
    for _, run in groupby(placed, key=lambda one: one.exact):
        equal, before = list(run), len(ranked)
        lower = len(placed) - before - len(equal)
        share = percentile(lower, len(equal) - 1, len(placed) - 1)
        ranked += (Ranked(before + 1, share, one) for one in equal)
    return tuple(ranked)


def percentile(lower: int, equal: int, others: int) -> Fraction | None:
    """Give the share of others that are lower, plus half of the equal; None without others."""
    return Fraction(2 * lower + equal, 2 * others) if others else None


def quartiles(values: Sequence[Number]) -> tuple[Number, Number, Number]:
    """Give the lower quartile, the median and the upper quartile of one value or more, exact.

    A quartile is the median of a half; of an odd number the middle value is in neither half
    (Moore and McCabe). One value alone is all three.
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    if not half:
        return ordered[0], ordered[0], ordered[0]
    return median(ordered[:half]), median(ordered), median(ordered[-half:])


def spread(ranked: Sequence[Ranked], instrument: Instrument) -> Spread:
    """Say how one entry or more lie, ranked as they are."""
    lower, middle, upper = quartiles([one.entry.exact for one in ranked])
    counts = Counter(one.entry.category for one in ranked)
    return Spread(
        len(ranked),
        lower,
        middle,
        upper,
        tuple(one.entry for one in ranked if one.rank == ranked[0].rank),
        tuple(one.entry for one in ranked if one.rank == ranked[-1].rank),
        {one.name.id: counts[one.name.id] for one in instrument.categories},
    )


def sections(entries: Iterable[Entry], by: By, instrument: Instrument) -> tuple[Section, ...]:
    """Rank the entries of each group: types and categories in their order, provinces by name.

    Central institutions, which are in no province, come after these, and last those of which the
    group is not known.
    """
    found: dict[tuple[bool, str], tuple[str | None, list[Entry]]] = {}
    for one in entries:
        if one.index is not None:
            name = _group(one, by)
            compared = province_name(name or "") if by is By.PROVINCE else name or ""
            found.setdefault((name == CENTRAL, compared), (name, []))[1].append(one)
    order = {
        By.TYPE: [(False, kind.value) for kind in InstitutionType],
        By.PROVINCE: sorted(key for key in found if key[1]),
        By.CATEGORY: [(False, one.name.id) for one in instrument.categories],
    }[by]
    groups = [found[key] for key in (*order, (False, "")) if key in found]
    parts = ((name, rank(members)) for name, members in groups)
    return tuple(Section(name, ranked, spread(ranked, instrument)) for name, ranked in parts)


def _group(one: Entry, by: By) -> str | None:
    """Give the group of an entry as it is written; None where it is not known."""
    if by is By.PROVINCE and one.province is None and one.type in CENTRAL_TYPES:
        return CENTRAL
    name: str | None = getattr(one, by.value)
    return name or None


class Spans:
    """What announced indices can stand for, ready to be counted: `count` looks in logarithmic time.

    An exact index stands for itself alone.
    """

    def __init__(self, entries: Iterable[Entry], instrument: Instrument) -> None:
        spans = [stands_for(one, instrument) for one in entries]
        self._lows = sorted(one.low for one in spans)
        self._highs = sorted(one.high for one in spans)

    def count(self, one: Span) -> int:
        """Count those of which it is not known whether they are above or below another, or equal.

        Two exact ones that are equal are counted too, though they are known to be.
        """
        return bisect_left(self._lows, one.high) - bisect_right(self._highs, one.low)


def stands_for(one: Entry, instrument: Instrument) -> Span:
    """Give the exact values that the index of an entry can stand for."""
    if one.announced and one.index is not None:
        return span(one.index.shown, instrument.index_rule.decimals)
    return Span(one.exact, one.exact + HAIR)


def open_figures(ranked: Iterable[Ranked], instrument: Instrument) -> int:
    """Count the announced indices whose order with another is open, because they are rounded.

    Two that were announced alike share a rank, but which one is ahead is not known either.
    """
    entries = [one.entry for one in ranked]
    spans = Spans(entries, instrument)
    announced = (stands_for(one, instrument) for one in entries if one.announced)
    return sum(spans.count(one) > 1 for one in announced)


def equal_to(value: Fraction, values: Sequence[Fraction]) -> int:
    """Count the values, given in order, that are equal to one."""
    return bisect_right(values, value) - bisect_left(values, value)


def kinds(entries: Iterable[Entry]) -> Counter[str]:
    """Count the entries with an index by what only is ranked with its like."""
    ranked = (one for one in entries if one.index is not None)
    return Counter(f"{one.instrument} {one.year}" for one in ranked)


MOST_LISTED = 5
"""What a message lists at most of what there is; it says how many more there are."""


def refusal(all_: str, many: str, found: Mapping[str, int], **values: str) -> CallError:
    """Make the error that lists what was counted, the most first: all of it, or of many the first.

    The keys are those of the two texts; the second says how many `others` there are.
    """
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    listed = ", ".join(f"{what} ({number})" for what, number in ordered[:MOST_LISTED])
    if len(ordered) <= MOST_LISTED:
        return CallError(all_, found=listed, **values)
    values["others"] = str(len(ordered) - MOST_LISTED)
    return CallError(many, found=listed, **values)


def refuse_mix(found: Mapping[str, int]) -> None:
    """Raise `CallError` where entries stand on different instruments or years."""
    if len(found) > 1:
        raise refusal("call.rank-mix", "call.rank-mix.many", found)


def twice(ranked: Iterable[Ranked]) -> tuple[str, ...]:
    """Name the institutions that are ranked more than once."""
    listed = list(ranked)
    numbers = Counter(one.entry.name for one in listed)
    names = {one.entry.name: one.entry.institution or "" for one in reversed(listed)}
    return tuple(names[name] for name, number in numbers.items() if number > 1)
