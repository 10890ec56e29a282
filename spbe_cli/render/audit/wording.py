"""What an audit says in words, the same in every format."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from spbe_cli.core.audits.audited import Audited, Status
from spbe_cli.core.audits.remaining import FEW, Exact, Part
from spbe_cli.core.audits.verdicts import (
    Audit,
    CategoryFinding,
    Cause,
    GroupFinding,
    IndexFinding,
    RangeFinding,
    Verdict,
)
from spbe_cli.core.instrument import Category, CategoryBasis
from spbe_cli.core.published import Span
from spbe_cli.render import wording
from spbe_cli.render.look import Look, counted

Finding = IndexFinding | RangeFinding | GroupFinding | CategoryFinding


IN_A_SENTENCE = 4
"""Exact values up to which a sentence lists them."""


def headline(one: Audited, look: Look) -> Iterator[str]:
    """Say what an audit comes to."""
    texts = look.texts
    errors = counted(texts, "errors", one.result.errors)
    key = f"audit.headline.{one.status.value}"
    yield texts(key, errors=errors) if one.status is Status.ERROR else texts(key)
    if one.audit is not None and one.audit.depends:
        yield texts(f"audit.depends.{'certain' if one.audit.certain else 'perhaps'}")


def what(found: Finding, look: Look) -> str:
    """Name what a finding is about."""
    texts = look.texts
    match found:
        case CategoryFinding():
            return texts("audit.what.category")
        case IndexFinding():
            return texts("audit.what.index")
        case RangeFinding():
            return texts(f"audit.what.{found.layer}")
        case GroupFinding():
            return f"{found.group.id} {texts.name(found.group.name)}"


def indent(found: Finding) -> int:
    """Tell how deep a finding stands: an aspect below the domains."""
    return int(isinstance(found, GroupFinding) and getattr(found.group, "domain", None) is not None)


def figure(found: Finding, look: Look) -> str:
    """Write what was announced."""
    if isinstance(found, CategoryFinding):
        return category(found.announced) if found.announced else "-"
    return "-" if found.figure is None else look.figure(found.figure)


def because(found: Finding, audit: Audit, look: Look) -> str:
    """Say what a figure was held against."""
    match found:
        case CategoryFinding():
            return _category(found, audit, look)
        case IndexFinding() if _is_trace(found):
            return look.texts("audit.trace", number=found.intended)
        case IndexFinding():
            words = span(found.stands_for, look)
            return look.texts("audit.stands", values=words, because=_index(found, look))
        case RangeFinding():
            return _range(found, look)
        case GroupFinding() if _is_trace(found):
            return look.texts("audit.trace", number=found.intended)
        case GroupFinding():
            return _group(found, audit, look)


def why(audit: Audit, look: Look) -> tuple[str, ...]:
    """Say what contradicts, then why the category depends on the rule."""
    return (*contradictions(audit, look), *dependence(audit, look))


def contradictions(audit: Audit, look: Look) -> Iterator[str]:
    """Say what contradicts and why."""
    for found in audit.findings:
        if found.verdict is Verdict.CONTRADICTS:
            said = because(found, audit, look)
            yield f"{what(found, look)} {figure(found, look)}: {said}."


def dependence(audit: Audit, look: Look) -> Iterator[str]:
    """Say why the category depends on the rule, and which rule the announced one shows."""
    if not audit.depends:
        return
    texts, announced = look.texts, audit.category.announced
    for part in audit.remaining:
        values = exact(part.values, look, most=IN_A_SENTENCE)
        if part.differs:
            names = {"exact": category(part.exact), "rounded": category(part.rounded)}
            yield texts("audit.part.differs", values=values, **names)
        else:
            yield texts("audit.part.same", values=values, category=category(part.exact))
    if announced is None:
        yield texts("audit.shows.unannounced")
        return
    shown = audit.shows.value if audit.shows else "untold"
    yield texts(f"audit.shows.{shown}", category=category(announced))
    left, basis = audit.by_rule, audit.category.basis
    if audit.shows is None and left is not None and left.count != _number(audit.remaining):
        yield texts(
            f"audit.leaves.{basis.value}",
            year=_year(audit),
            values=exact(left, look, most=IN_A_SENTENCE),
        )


def fits(part: Part, announced: Category, look: Look) -> str:
    """Say on which index the announced category fits."""
    fitting = [basis.value for basis in CategoryBasis if part.on(basis) == announced]
    key = {2: "both", 0: "neither"}.get(len(fitting), "".join(fitting[:1]))
    return look.texts(f"audit.fits.{key}")


def category(one: Category) -> str:
    """Name a category where its official name is enough."""
    return one.name.id


def exact(values: Exact, look: Look, most: int = FEW) -> str:
    """Write exact values: each where they are few, else how many there are."""
    if values.few and len(values.few) <= most:
        return "; ".join(wording.full(value, look) for value in values.few)
    ends = {"low": near(values.low, look), "high": near(values.high, look)}
    if values.count is None:
        return look.texts("audit.span", **ends)
    return look.texts("audit.several", count=values.count, **ends)


def span(values: Span, look: Look) -> str:
    """Write a span of exact values."""
    return look.texts("audit.span", low=near(values.low, look), high=near(values.high, look))


def near(value: Fraction, look: Look) -> str:
    """Write a bound; one that never ends as a decimal is shown near."""
    text = look.figure(value)
    return f"{look.glyph('≈ ', '~ ')}{wording.four(value, look)}" if "/" in text else text


def years(counts: Iterable[tuple[int | None, int]]) -> str:
    """Write how many there are in each year."""
    return ", ".join(f"{year or '-'}: {number}" for year, number in counts)


def _number(parts: Iterable[Part]) -> int | None:
    counts = [part.values.count for part in parts]
    return None if None in counts else sum(count or 0 for count in counts)


def _year(audit: Audit) -> int:
    return audit.case.assessment.year


def _category(found: CategoryFinding, audit: Audit, look: Look) -> str:
    texts = look.texts
    names = texts("audit.or").join(category(one) for one in found.by_rule)
    said = texts(f"audit.category.{found.basis.value}", year=_year(audit), categories=names)
    return said if found.announced else texts("audit.category.none", because=said)


def _index(found: IndexFinding, look: Look) -> str:
    values, nearest = _range_of(found.possible, look), _nearest(found, look)
    return look.texts(_key("index", found, nearest), values=values, nearest=nearest)


def _group(found: GroupFinding, audit: Audit, look: Look) -> str:
    levels = audit.case.instrument.levels
    values = _range_of(Exact(levels.lowest, levels.highest, 0), look)
    if found.values is not None:
        values = exact(found.values, look)
    nearest = _nearest(found, look)
    return look.texts(_key("group", found, nearest), values=values, nearest=nearest)


def _key(kind: str, found: IndexFinding | GroupFinding, nearest: str) -> str:
    """Name the text of a finding; where nothing was counted out there is nothing nearest."""
    verdict, counts = found.verdict.value, found.cause in {Cause.LEVELS, Cause.SOME_ANSWERS}
    if counts and found.verdict is Verdict.CONTRADICTS and not nearest:
        verdict = "outside"
    return f"audit.{kind}.{found.cause.value}.{verdict}"


def _is_trace(found: IndexFinding | GroupFinding) -> bool:
    """Tell whether a figure contradicts only because of the last digits of a binary float."""
    return found.intended is not None and found.verdict is Verdict.CONTRADICTS


def _nearest(found: IndexFinding | GroupFinding, look: Look) -> str:
    values = (value for value in (found.below, found.above) if value is not None)
    return look.texts("audit.and").join(wording.full(value, look) for value in values)


def _range(found: RangeFinding, look: Look) -> str:
    allowed = span(found.allowed, look)
    if found.counted is None:
        return look.texts("audit.follows.bounded", allowed=allowed)
    key = "answered" if found.cause is Cause.SOME_ANSWERS else "counted"
    values = exact(found.counted, look)
    return look.texts(f"audit.follows.{key}", allowed=allowed, values=values)


def _range_of(values: Exact, look: Look) -> str:
    """Write from where to where exact values go."""
    if values.few:
        return exact(values, look)
    return look.texts("audit.range", low=near(values.low, look), high=near(values.high, look))
