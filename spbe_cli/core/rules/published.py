"""Whether announced figures fit the answers, and one another."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from spbe_cli.core.assessment import Published
from spbe_cli.core.audits.possible import answered, bounds, countable, indices, reachable
from spbe_cli.core.case import Case
from spbe_cli.core.exact import exact_text, number, round_half_up
from spbe_cli.core.instrument import Indicator
from spbe_cli.core.problems import Code, Finding, KeyPath
from spbe_cli.core.published import intended, layers, possible_categories, span
from spbe_cli.core.rules.answers import answers
from spbe_cli.core.scoring import Scorecard


def index_against_answers(case: Case) -> Iterator[Finding]:
    """A published index that the answers do not give, whatever is still unanswered."""
    published, card = _both(case)
    if published is None or card is None or published.index is None:
        return
    indicators = case.instrument.indicators
    yield from _against(case, ("published", "index"), published.index, indicators)


def group_against_answers(case: Case) -> Iterator[Finding]:
    """A published domain or aspect value that its answers do not give, whatever is unanswered."""
    published, card = _both(case)
    if published is None or card is None:
        return
    for layer, groups, figures in layers(case.instrument, published):
        for group in (group for group in groups if group.id in figures):
            path = ("published", layer, group.id)
            yield from _against(case, path, figures[group.id], group.indicators)


def _against(
    case: Case, path: KeyPath, figure: Decimal, indicators: Sequence[Indicator]
) -> Iterator[Finding]:
    """Hold a figure against the answers to some indicators, where there are any.

    An indicator still open may stand at any level that occurs at the stage, as in `bounds`.
    """
    code = Code.PUBLISHED_INDEX if path[-1] == "index" else Code.PUBLISHED_GROUP
    levels, places = answered(case.standings), case.instrument.index_rule.decimals
    known = sum(one.id in levels for one in indicators)
    low, high = bounds(case.instrument, indicators, case.assessment.stage, levels)
    if not known or span(figure, places).meets(low, high) or intended(figure, places) is not None:
        return
    values = {"found": str(figure)}
    if known == len(indicators):
        yield Finding(code, path, values | {"index": _written(low)})
    else:
        values |= {"lowest": _written(low), "highest": _written(high)}
        yield Finding(code, path, values, "open")


def _written(value: Fraction) -> str:
    """Write a value in full; one that never ends as a decimal with four, and as a fraction."""
    text = exact_text(number(value))
    return f"{round_half_up(value, 4)} ({text})" if "/" in text else text


def float_trace(case: Case) -> Iterator[Finding]:
    """A published figure that a spreadsheet wrote with the last digits of a binary float."""
    published = _read(case)
    if published is None:
        return
    figures: dict[KeyPath, Decimal] = {}
    if published.index is not None:
        figures["published", "index"] = published.index
    for layer, groups, told in layers(case.instrument, published):
        figures |= {("published", layer, g.id): told[g.id] for g in groups if g.id in told}
    for path, figure in figures.items():
        meant = intended(figure, case.instrument.index_rule.decimals)
        if meant is not None:
            values = {"found": str(figure), "number": str(meant)}
            yield Finding(Code.UNREACHABLE_VALUE, path, values, "float")


def category_against_answers(case: Case) -> Iterator[Finding]:
    """A published category that complete answers do not give."""
    published, card = _both(case)
    if published is None or card is None or published.category is None or card.unanswered:
        return
    category = case.instrument.category_named(published.category)
    if category not in {None, card.judgement.category}:
        values = {
            "found": published.category,
            "category": card.judgement.category.name.id,
            "index": exact_text(card.index),
        }
        yield Finding(Code.PUBLISHED_CATEGORY, ("published", "category"), values)


def category_against_index(case: Case) -> Iterator[Finding]:
    """A published category that no index announced as the published one has."""
    published, card = _read(case), None
    if published is None or published.index is None or published.category is None:
        return
    if not case.assessment.is_published_only:
        card = _both(case)[1]
    if card is not None and not card.unanswered:
        return
    category = case.instrument.category_named(published.category)
    values = span(published.index, case.instrument.index_rule.decimals)
    possible = possible_categories(case.instrument, values, case.assessment.year)
    if category is not None and category not in possible:
        found = {
            "found": published.category,
            "index": str(published.index),
            "category": ", ".join(possibility.name.id for possibility in possible),
        }
        yield Finding(Code.PUBLISHED_CATEGORY, ("published", "category"), found, "index")


def unreachable_value(case: Case) -> Iterator[Finding]:
    """A published domain or aspect value that no set of levels can give."""
    published = _read(case)
    if published is None or not case.assessment.is_published_only or not countable(case.instrument):
        return
    for layer, groups, figures in layers(case.instrument, published):
        for group in groups:
            figure = figures.get(group.id)
            if figure is None or intended(figure, case.instrument.index_rule.decimals) is not None:
                continue
            if not reachable(case.instrument, group, figure, case.assessment.stage):
                values = {"found": str(figure), "name": group.name.id}
                yield Finding(Code.UNREACHABLE_VALUE, ("published", layer, group.id), values)


def index_against_domains(case: Case) -> Iterator[Finding]:
    """A published index that no levels give, or that its own domains or aspects rule out."""
    published = _read(case)
    if published is None or published.index is None or not case.assessment.is_published_only:
        return
    found = (finding for rule in (unreachable_value, float_trace) for finding in rule(case))
    if not countable(case.instrument) or any(True for _ in found):
        return
    figures = published.domains if case.instrument.domains else published.aspects
    known = {group.id for group in case.instrument.groups}
    announced = {group_id: value for group_id, value in figures.items() if group_id in known}
    possible = indices(case.instrument, announced, case.assessment.stage)
    allowed = span(published.index, case.instrument.index_rule.decimals)
    if not possible.within(allowed).bits:
        lowest, highest = (exact_text(number(end)) for end in possible.ends)
        values = {"found": str(published.index), "lowest": lowest, "highest": highest}
        code = Code.PUBLISHED_DOMAINS if announced else Code.UNREACHABLE_VALUE
        variant = "" if announced else "index"
        yield Finding(code, ("published", "index"), values, variant)


def published_without_index(case: Case) -> Iterator[Finding]:
    """Published figures without an index, where nobody answered anything either."""
    published, path = case.assessment.published, ("published", "index")
    explained = any(
        broken == path or broken[:1] in {("answers",), ("opds",), ("include",)}
        for broken in case.broken
    )
    if published is None or published.index is not None or case.assessment.has_answers:
        return
    if not explained:
        yield Finding(Code.MISSING_KEY, path, {"key": "index"}, at="missing")


def _read(case: Case) -> Published | None:
    """Give the published figures where they could be read to the last."""
    return None if ("published",) in case.broken else case.assessment.published


def _both(case: Case) -> tuple[Published | None, Scorecard | None]:
    """Give published figures and scorecard where an assessment has sound answers and both."""
    published = case.assessment.published
    if published is None or case.assessment.is_published_only or case.broken:
        return published, None
    if any(one.level is not None and not case.allows(one.level) for _, _, one in answers(case)):
        return published, None
    return published, case.scorecard
