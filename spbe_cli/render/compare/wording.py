"""What is said of a comparison in words and figures, the same in every format for readers."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from spbe_cli.core.comparisons.comparison import Comparison, Reason, Step
from spbe_cli.core.comparisons.crosswalk import Portion, Trust
from spbe_cli.core.exact import round_change, round_half_up
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.result import Result
from spbe_cli.render import wording
from spbe_cli.render.look import Look

RAMP, PLAIN_RAMP = "▁▂▃▄▅▆▇█", "_.-=+*%#"
"""From the lowest index to the highest."""


def sparkline(comparison: Comparison, look: Look) -> str:
    """Draw the indices from the lowest to the highest, a gap where two are not comparable.

    Empty for fewer than two.
    """
    values = [column.index for column in comparison.columns if column.index is not None]
    if len(values) < 2:
        return ""
    ramp = look.glyph(RAMP, PLAIN_RAMP)
    low, high = min(values), max(values)
    span = high - low
    middle = Fraction(1, 2)
    shares = [(value - low) / span if span else middle for value in values]
    drawn = [ramp[int(one * (len(ramp) - 1))] for one in shares]
    gaps = ["", *("" if step.comparable else " " for step in comparison.steps)]
    return "".join(gap + one for gap, one in zip(gaps, drawn, strict=True))


def shown(result: Result, look: Look) -> str:
    """Write an index as it is shown; a dash for none."""
    return "-" if result.shown is None else look.figure(result.shown)


def category(result: Result, look: Look) -> str:
    """Name a category; empty for none."""
    return look.texts.category(result.category.name) if result.category else ""


def change(step: Step, look: Look) -> str:
    """Write the change of a step as the index is shown; in brackets where it says little."""
    text = wording.signed(round_change(step.change, step.instrument.index_rule.decimals), look)
    return text if step.comparable else f"({text})"


def instrument_of(result: Result) -> Instrument | None:
    """Give the instrument of a column."""
    return result.case.instrument if result.case is not None else None


def reasons(step: Step, between: str, look: Look) -> str:
    """Name the reasons against comparing, in a word each."""
    return between.join(look.texts(f"compare.reason.{reason.value}") for reason in step.reasons)


def explained(step: Step, comparison: Comparison, look: Look) -> Iterator[str]:
    """Say what each reason against comparing means here."""
    before, after = comparison.columns[step.before], comparison.columns[step.after]
    for reason in step.reasons:
        yield look.texts(
            f"compare.why.{reason.value}",
            before=_about(before, reason, look),
            after=_about(after, reason, look),
        )


def _about(result: Result, reason: Reason, look: Look) -> str:
    """Say what a column is with regard to a reason."""
    texts, assessment = look.texts, result.assessment
    if reason is Reason.INCOMPLETE:
        return _open(result, look)
    instrument = instrument_of(result)
    if assessment is None or instrument is None:
        return ""
    return {
        Reason.COMBINE: texts(f"combine.{assessment.combine.value}").casefold(),
        Reason.STAGE: texts(f"stage.{assessment.stage.value}"),
        Reason.INSTITUTION: assessment.institution,
        Reason.INSTRUMENT: instrument.short,
    }[reason]


def _open(result: Result, look: Look) -> str:
    """Name the indicators of a column that nobody answered."""
    card = result.card
    if card is None or not card.unanswered:
        return look.texts("compare.nothing-open")
    return ", ".join(card.instrument.ranges(line.indicator.id for line in card.unanswered))


def labels(comparison: Comparison, look: Look) -> tuple[str, ...]:
    """Name the columns as briefly as the others allow; a file and what it was, by the file."""
    columns = comparison.columns
    if comparison.changes is not None:
        earlier = {change.before for change in comparison.changes}
        return tuple(
            version(column, look, is_earlier=place in earlier)
            for place, column in enumerate(columns)
        )
    alike: dict[tuple[object, object], list[object]] = {}
    for column in columns:
        alike.setdefault(_when(column), []).append(column.known("institution"))
    return tuple(_label(column, alike[_when(column)], look) for column in columns)


def _when(result: Result) -> tuple[object, object]:
    return result.known("year"), result.known("stage")


def _label(result: Result, institutions: Sequence[object], look: Look) -> str:
    """Name a column: year and stage, with its institution or file where others have the same."""
    year, stage = _when(result)
    if year is None or stage is None:
        return result.file
    told = f"{year} {look.texts(f'stage.{stage}')}"
    if len(institutions) < 2:
        return told
    is_apart = len(set(institutions)) == len(institutions)
    return f"{result.known('institution')} {told}" if is_apart else f"{told} ({result.file})"


def version(result: Result, look: Look, *, is_earlier: bool = False) -> str:
    """Name a file in full, with what it holds where it says so; an earlier one as its file."""
    year, stage = result.known("year"), result.known("stage")
    parts = [result.known("institution"), year, look.texts(f"stage.{stage}") if stage else None]
    file = result.file.partition(":")[2] if is_earlier else result.file
    return " ".join(str(part) for part in (*parts, f"({file})") if part)


def heading(step: Step, names: Sequence[str], look: Look) -> str:
    """Say from where to where a step leads; of a file and what it was, which file."""
    ends = (names[step.before], names[step.after])
    return look.glyph(" → ", " -> ").join(dict.fromkeys(ends))


def headline(step: Step, comparison: Comparison, look: Look) -> str:
    """Say what the index and the category became."""
    before, after = comparison.columns[step.before], comparison.columns[step.after]
    names = [category(end, look) for end in (before, after)]
    return look.texts(
        f"compare.headline.{'same' if names[0] == names[1] else 'other'}",
        before=shown(before, look),
        after=shown(after, look),
        change=_exact_change(step, look),
        was=names[0],
        category=names[1],
    )


def _exact_change(step: Step, look: Look) -> str:
    """Write an exact change with its sign; in brackets where it says little."""
    text = wording.signed_full(step.change, look)
    return text if step.comparable else f"({text})"


def like_for_like(step: Step, comparison: Comparison, look: Look) -> Iterator[str]:
    """Say what both indices are over what has a counterpart, and how much that covers."""
    alike = step.like_for_like
    if alike is None:
        has_no_pairs = Reason.INSTRUMENT in step.reasons and step.matching is None
        yield look.texts(f"compare.alike.{'no-pairs' if has_no_pairs else 'none'}")
        return
    before, after = (_portion(portion, look) for portion in (alike.before, alike.after))
    yield look.texts("compare.alike", before=before[0], after=after[0])
    counts = {"ours": alike.indicators[0], "theirs": alike.indicators[1]}
    yield look.texts("compare.alike.covers", before=before[1], after=after[1], **counts)
    if step.matching is not None:
        trusted = [match.pair.confidence for match in step.matching.matches]
        official = trusted.count(Trust.OFFICIAL)
        ranges = [_range(comparison.columns[end], look) for end in (step.before, step.after)]
        yield look.texts("compare.alike.ours", pairs=len(trusted), official=official)
        if ranges[0] != ranges[1]:
            yield look.texts("compare.alike.ranges", before=ranges[0], after=ranges[1])


def _range(result: Result, look: Look) -> str:
    """Write the range of levels of a column."""
    instrument = instrument_of(result)
    if instrument is None:
        return ""
    levels = instrument.levels
    return f"{look.figure(levels.lowest)}-{look.figure(levels.highest)}"


def _portion(portion: Portion, look: Look) -> tuple[str, str]:
    return wording.full(portion.value, look), wording.percent(portion.weight, look)


def agreement(step: Step, comparison: Comparison, look: Look) -> Iterator[str]:
    """Say how two stages of one year agree; nothing where there are none."""
    texts, agreed = look.texts, step.agreement
    if agreed is None:
        return
    if agreed.bias is None or agreed.exact is None or agreed.within_one is None:
        yield texts("compare.agreement.none")
        return
    key = "over" if agreed.bias > 0 else "under" if agreed.bias < 0 else "even"
    ends = (comparison.columns[step.before], comparison.columns[step.after])
    yield texts(
        f"compare.agreement.bias.{key}",
        before=_about(ends[0], Reason.STAGE, look),
        after=_about(ends[1], Reason.STAGE, look),
        bias=look.figure(round_half_up(abs(agreed.bias), 2)),
        count=len(agreed.pairs),
    )
    yield texts(
        "compare.agreement.exact",
        exact=wording.share(agreed.exact, look),
        within=wording.share(agreed.within_one, look),
    )
    if agreed.quadratic is None or agreed.linear is None:
        yield texts("compare.agreement.kappa.none")
        return
    kappas = (look.figure(round_change(one, 2)) for one in (agreed.quadratic, agreed.linear))
    yield texts("compare.agreement.kappa", quadratic=next(kappas), linear=next(kappas))
