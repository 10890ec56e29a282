"""What is said of a comparison in words and figures, the same in every format for readers."""

from collections.abc import Iterator, Sequence

from spbe_cli.agreement import Agreement
from spbe_cli.comparison import Comparison, Reason, Step
from spbe_cli.crosswalk import Portion, Trust
from spbe_cli.exact import round_change, round_half_up
from spbe_cli.instrument import Instrument
from spbe_cli.render import wording
from spbe_cli.render.look import Look
from spbe_cli.result import Result

RAMP, PLAIN_RAMP = "▁▂▃▄▅▆▇█", "_.-=+*%#"
"""From the lowest index to the highest."""


def sparkline(columns: Sequence[Result], look: Look) -> str:
    """Draw the indices from the lowest to the highest; empty for fewer than two."""
    values = [column.index for column in columns if column.index is not None]
    if len(values) < 2:
        return ""
    ramp = look.glyph(RAMP, PLAIN_RAMP)
    low, high = min(values), max(values)
    if low == high:
        return ramp[len(ramp) // 2] * len(values)
    return "".join(ramp[int((value - low) / (high - low) * (len(ramp) - 1))] for value in values)


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


def reasons(step: Step, look: Look) -> str:
    """Name the reasons against comparing, in a word each."""
    return ", ".join(look.texts(f"compare.reason.{reason.value}") for reason in step.reasons)


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


def label(result: Result, others: Sequence[Result], look: Look) -> str:
    """Name a column as briefly as others allow: year and stage, else with its institution."""
    year, stage = result.known("year"), result.known("stage")
    if year is None or stage is None:
        return result.file
    told = f"{year} {look.texts(f'stage.{stage}')}"
    alike = [one for one in others if (one.known("year"), one.known("stage")) == (year, stage)]
    if len(alike) < 2:
        return told
    institution = str(result.known("institution") or "")
    if len({one.known("institution") for one in alike}) == len(alike):
        return f"{institution} {told}"
    return f"{told} ({result.file})"


def version(result: Result, look: Look) -> str:
    """Name a file in full, with what it holds where it says so."""
    year, stage = result.known("year"), result.known("stage")
    parts = [result.known("institution"), year, look.texts(f"stage.{stage}") if stage else None]
    return " ".join(str(part) for part in (*parts, f"({result.file})") if part is not None)


def heading(step: Step, comparison: Comparison, look: Look) -> str:
    """Say from where to where a step leads; of a file and its earlier version, which file."""
    if comparison.changes is not None:
        return version(comparison.columns[step.after], look)
    ends = (comparison.columns[step.before], comparison.columns[step.after])
    arrow = look.glyph("→", "->")
    return f" {arrow} ".join(label(end, comparison.columns, look) for end in ends)


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
    text = wording.full(step.change, look)
    text = f"+{text}" if step.change > 0 and "/" not in text else text
    return text if step.comparable else f"({text})"


def like_for_like(step: Step, look: Look) -> Iterator[str]:
    """Say what both indices are over what has a counterpart, and how much that covers."""
    alike = step.like_for_like
    if alike is None:
        yield look.texts("compare.alike.none")
        return
    before, after = (_portion(portion, look) for portion in (alike.before, alike.after))
    yield look.texts("compare.alike", before=before[0], after=after[0])
    counts = {"ours": alike.indicators[0], "theirs": alike.indicators[1]}
    yield look.texts("compare.alike.covers", before=before[1], after=after[1], **counts)
    if step.matching is not None:
        trusted = [match.pair.confidence for match in step.matching.matches]
        official = trusted.count(Trust.OFFICIAL)
        yield look.texts("compare.alike.ours", pairs=len(trusted), official=official)


def _portion(portion: Portion, look: Look) -> tuple[str, str]:
    return wording.full(portion.value, look), wording.percent(portion.weight, look)


def agreement(agreed: Agreement, look: Look) -> Iterator[str]:
    """Say how two stages agree."""
    texts = look.texts
    if agreed.bias is None or agreed.exact is None or agreed.within_one is None:
        yield texts("compare.agreement.none")
        return
    key = "over" if agreed.bias > 0 else "under" if agreed.bias < 0 else "even"
    bias = look.figure(round_half_up(abs(agreed.bias), 2))
    yield texts(f"compare.agreement.bias.{key}", bias=bias, count=len(agreed.pairs))
    yield texts(
        "compare.agreement.exact",
        exact=wording.share(agreed.exact, look),
        within=wording.share(agreed.within_one, look),
    )
    kappas = {"quadratic": agreed.quadratic, "linear": agreed.linear}
    if agreed.quadratic is None or agreed.linear is None:
        yield texts("compare.agreement.kappa.none")
        return
    written = {k: look.figure(round_change(v, 2)) for k, v in kappas.items() if v is not None}
    yield texts("compare.agreement.kappa", **written)
