"""What is said of one result in words and figures, the same in the terminal and in Markdown."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from spbe_cli.core.combine import Standing
from spbe_cli.core.exact import Number, round_change, round_half_up
from spbe_cli.core.inert import safe
from spbe_cli.core.instrument import Category, CategoryBasis, Instrument
from spbe_cli.core.opds import disputed
from spbe_cli.core.problems import Whole
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Line, margins
from spbe_cli.render.look import Depth, Look


def heading(result: Result, look: Look) -> tuple[str, str]:
    """Say whose result it is, and of when, which stage, which regulation, which file."""
    year, stage = result.known("year"), result.known("stage")
    told = [
        str(year or ""),
        look.texts(f"stage.{stage}") if stage else "",
        result.case.instrument.short if result.case else result.known("instrument") or "",
        result.file,
    ]
    place = look.glyph(" · ", " - ").join(part for part in told if part)
    return result.known("institution") or "", place


def facts(result: Result, look: Look) -> Iterator[str]:
    """Give the exact index and how far the neighbouring categories are."""
    texts, card = look.texts, result.card
    if card is None:
        yield texts("score.announced")
        if result.basis is None:
            yield texts("score.announced-category")
        return
    instrument = card.instrument
    yield texts("score.exact", index=full(card.index, look))
    distance = margins(card)
    if distance.better is None or distance.up is None:
        yield texts("score.up.top")
    else:
        bound = instrument.threshold(distance.better, card.year)
        name = texts.category(distance.better.name)
        values = {"distance": full(distance.up, look), "category": name}
        yield texts("score.up", bound=look.figure(bound), **values)
    if distance.worse is not None and distance.down is not None:
        name = texts.category(distance.worse.name)
        key = "score.down" if distance.down else "score.down.at"
        bound = instrument.threshold(card.judgement.category, card.year)
        values = {"distance": full(distance.down, look), "category": name}
        yield texts(key, bound=look.figure(bound), **values)


def otherwise(result: Result, look: Look) -> str:
    """Say when the exact and the rounded index give different categories; empty if they agree."""
    if result.otherwise is None or result.basis is None or result.index is None:
        return ""
    year = str(result.assessment.year) if result.assessment else ""
    indices = (result.index, result.shown or Decimal(0))
    return _otherwise(result.basis, result.otherwise, indices, year, look)


def otherwise_in(year: int, index: Fraction, instrument: Instrument, look: Look) -> str:
    """Say the same of an index that levels give in a year."""
    judged = instrument.judge(index, year)
    if judged.otherwise is None:
        return ""
    indices = (index, instrument.rounded(index))
    return _otherwise(judged.basis, judged.otherwise, indices, str(year), look)


def _otherwise(
    basis: CategoryBasis, other: Category, indices: tuple[Fraction, Decimal], year: str, look: Look
) -> str:
    exact, shown = indices
    return look.texts(
        f"score.otherwise.{basis.value}",
        shown=look.figure(shown),
        other=look.texts.category(other.name),
        year=year,
        index=full(exact, look),
    )


def notes(result: Result, look: Look) -> Iterator[str]:
    """Say what must not be missed even where the result is one row of many."""
    note = otherwise(result, look)
    if note:
        yield note
    yield from _unofficial(result, look)


def remarks(result: Result, depth: Depth, look: Look) -> Iterator[str]:
    """Say what a reader must know: what is unanswered, and what is no official value."""
    texts, card = look.texts, result.card
    if card is None or result.assessment is None:
        return
    instrument, total = card.instrument, len(card.lines)
    yield texts("score.answered", answered=card.answered, total=total)
    if card.unanswered:
        ids = instrument.ranges(line.indicator.id for line in card.unanswered)
        yield texts(
            "score.unanswered",
            lowest=look.figure(instrument.levels.lowest),
            indicators=", ".join(ids),
            low=look.figure(instrument.rounded(card.low)),
            high=look.figure(instrument.rounded(card.high)),
        )
    yield from _unofficial(result, look)
    if result.case is not None and result.changed is None:
        open_ = [one.indicator for one in disputed(result.case) if one.in_conflict]
        if open_ and depth is not Depth.OPD:  # there it stands in full
            yield texts("score.disputed", indicators=", ".join(instrument.ranges(open_)))


def _unofficial(result: Result, look: Look) -> Iterator[str]:
    if result.card is None or result.assessment is None:
        return
    lines = result.card.lines
    unofficial = [line.indicator.id for line in lines if line.standing.unofficial]
    if unofficial:
        rule = look.texts(f"combine.{result.assessment.combine.value}")
        ids = ", ".join(result.card.instrument.ranges(unofficial))
        yield look.texts("score.unofficial", rule=rule, indicators=ids)


def what_if(result: Result, look: Look) -> tuple[str, ...]:
    """Name the levels put in, and what the answers give without them."""
    texts, before = look.texts, result.before
    changed = result.changed or {}
    if before is None:
        return (texts("score.what-if.none"),)
    moves: dict[str, list[str]] = {}
    for line in before.lines:
        if line.indicator.id in changed:
            was = answered(line, before.instrument, look)
            move = f"{was} -> {look.figure(changed[line.indicator.id])}"
            moves.setdefault(move, []).append(line.indicator.id)
    ranges = before.instrument.ranges
    changes = "; ".join(f"{', '.join(ranges(ids))}: {move}" for move, ids in moves.items())
    shown = look.figure(before.instrument.rounded(before.index))
    category = texts.category(before.judgement.category.name)
    whole = Whole(safe(changes))
    said = texts("score.what-if", changes=whole)
    if result.scenario is not None:
        said = texts("scenarios.what-if", scenario=result.scenario, changes=whole)
    return (said, texts("score.what-if.before", index=shown, category=category))


def scenario(result: Result, look: Look) -> str:
    """Name what a result stands for among scenarios."""
    return look.texts("scenarios.now") if result.scenario is None else result.scenario


def moved(result: Result, look: Look) -> str:
    """Write how far a scenario moves the index; empty where nothing can move."""
    return "" if result.change is None else added(result.change, look)


def source(result: Result) -> str:
    """Say where announced figures were announced; empty if they do not say."""
    published = result.assessment.published if result.assessment else None
    if published is None or published.source is None:
        return ""
    given = published.source
    told = [given.title, given.date and given.date.isoformat(), given.url, given.note]
    return ". ".join(str(part).rstrip(".") for part in told if part)


def settled(standing: Standing, result: Result, look: Look) -> str:
    """Say how the answer that counts was settled where several were given; else empty."""
    if not standing.said or result.assessment is None:
        return ""
    return look.texts(
        f"settled.{standing.settled.value}",
        lead=result.assessment.lead.get(standing.indicator, ""),
        rule=look.texts(f"combine.{result.assessment.combine.value}").casefold(),
    )


def said(standing: Standing, look: Look) -> str:
    """List who said which level."""
    return ", ".join(f"{opd_id} {look.figure(level)}" for opd_id, level in standing.said)


def opd(opd_id: str | None, name: str | None, look: Look) -> str:
    """Name an OPD, or what nobody owns."""
    if opd_id is None:
        return look.texts("opds.nobody")
    return f"{opd_id}: {name}" if name else opd_id


def percent(weight: Fraction, look: Look) -> str:
    """Write a weight; one that never ends as a decimal with two of them."""
    text = look.figure(weight)
    return f"{look.figure(round_half_up(weight, 2)) if '/' in text else text} %"


def signed(value: Decimal | Number, look: Look) -> str:
    """Write a change with its sign; nothing changed has none."""
    text = look.figure(value)
    return f"+{text}" if value > 0 else text


def added(value: Number, look: Look) -> str:
    """Write what was added to an index, or taken from it, with four decimals."""
    return signed(round_change(value, 4), look)


def share(value: Number, look: Look, places: int = 0) -> str:
    """Write a share from 0 to 1 in per cent."""
    return f"{look.figure(round_half_up(100 * value, places))} %"


def four(value: Number, look: Look) -> str:
    """Write a part of the index with four decimals."""
    return look.figure(round_half_up(value, 4))


def full(value: Number, look: Look) -> str:
    """Write an exact value; one that never ends as a decimal is shown near, and exact beside."""
    text = look.figure(value)
    near = look.glyph("≈ ", "~ ")
    return f"{near}{four(value, look)} ({text})" if "/" in text else text


def signed_full(value: Number, look: Look) -> str:
    """Write an exact change with its sign; one that never ends is shown near, and exact beside."""
    text = look.figure(value)
    near = look.glyph("≈ ", "~ ")
    return f"{near}{added(value, look)} ({text})" if "/" in text else signed(value, look)


def level(value: Number, instrument: Instrument, look: Look) -> str:
    """Write a whole level as it is, any other with the decimals of the index."""
    whole = instrument.levels.step.denominator == 1 and Fraction(value).denominator == 1
    return look.figure(value if whole else instrument.rounded(value))


def answered(line: Line, instrument: Instrument, look: Look) -> str:
    """Write a level; in brackets the lowest, which an unanswered indicator counts with."""
    text = level(line.level, instrument, look)
    return text if line.answered else f"({text})"
