"""A comparison as a page: the results, what changed between them, what moved it, what is not so."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.assessment import Stage
from spbe_cli.core.comparisons.comparison import Comparison, Reason, Split, Step
from spbe_cli.core.comparisons.crosswalk import Matching
from spbe_cli.core.problems import Problem, in_order
from spbe_cli.render import wording
from spbe_cli.render.compare import sheets
from spbe_cli.render.compare import wording as said
from spbe_cli.render.look import Look, counted
from spbe_cli.render.page import Block, Points, Said, Title


def blocks(
    comparison: Comparison,
    look: Look,
    *,
    alike: bool,
    gate: Sequence[str] = (),
    most: int | None = None,
) -> Iterator[Block]:
    """Give the blocks of a page: the like-for-like index where asked for, what a gate says.

    Of very many steps no more than `most` are set out in full; how many are not is said.
    """
    if comparison.changes is None:
        yield from _years(comparison, look)
        steps = comparison.all_steps
    else:
        yield from _since(comparison, look)
        changes = filter(comparison.differs, comparison.changes)
        steps = tuple(change.step for change in changes if change.step is not None)
    if gate:
        yield Points(tuple(gate), warns=True)
    names = said.labels(comparison, look)
    yield from _notes(comparison, names, look)
    for step in steps[:most]:
        yield from _step(step, comparison, names, look, alike=alike)
    if len(steps[:most]) < len(steps):
        yield Said(look.texts("compare.since.more", steps=len(steps) - len(steps[:most])))


def _years(comparison: Comparison, look: Look) -> Iterator[Block]:
    """Set out the columns with the line of their indices."""
    texts = look.texts
    names = {str(one.known("institution") or "") for one in comparison.columns}
    yield Title(names.pop() if len(names) == 1 else texts("compare.title"))
    spark = said.sparkline(comparison, look)
    ends = [said.shown(one, look) for one in comparison.columns if one.index is not None]
    is_apart = any(not step.comparable for step in comparison.steps)
    if spark:
        key = "apart" if is_apart else "together"
        yield Said(texts(f"compare.spark.{key}", spark=spark, first=ends[0], last=ends[-1]))
    yield sheets.columns(comparison, look)
    if is_apart:
        yield Said(texts("compare.brackets"), aside=True)


def _notes(comparison: Comparison, names: Sequence[str], look: Look) -> Iterator[Block]:
    """Say of single columns what must not be missed: no official values, another category."""
    for result, name in zip(comparison.columns, names, strict=True):
        yield from (Said(f"{name}: {note}", warns=True) for note in wording.notes(result, look))


def _since(comparison: Comparison, look: Look) -> Iterator[Block]:
    """Set out what changed since the earlier versions, and which problems are new."""
    texts = look.texts
    yield Title(texts("compare.since.title"))
    sheet = sheets.changes(comparison, look)
    changes = comparison.changes or ()
    same = sum(not comparison.differs(change) for change in changes)
    if sheet is not None:
        yield sheet
    if same:
        yield Said(texts("compare.since.same", files=counted(texts, "files", same)))
    arisen = in_order(problem for change in changes for problem in change.arisen)
    if arisen:
        yield Said(texts("compare.since.arisen", problems=counted(texts, "excused", len(arisen))))
        yield Points(tuple(_problem(one, look) for one in arisen))


def _problem(problem: Problem, look: Look) -> str:
    place = f":{problem.place.line}" if problem.place else ""
    code = problem.finding.code.value
    return f"{problem.file}{place} {code}: {look.texts.message(problem.finding)}"


def _step(
    step: Step, comparison: Comparison, names: Sequence[str], look: Look, *, alike: bool
) -> Iterator[Block]:
    """Say what became of the index from one column to another, and what moved it."""
    texts = look.texts
    yield Title(said.heading(step, names, look), 2)
    yield Said(said.headline(step, comparison, look))
    for line in said.explained(step, comparison, look):
        yield Said(line, warns=True)
    if alike:
        yield from (Said(line) for line in said.like_for_like(step, comparison, look))
    if _is_aside(step, comparison):
        return
    if step.matching is not None:
        yield from _matched(step.matching, comparison, step, look)
    elif step.split is not None:
        yield from _split(step, step.split, comparison, look)
    else:
        key = "crosswalk" if Reason.INSTRUMENT in step.reasons else "split"
        yield Said(texts(f"compare.no-{key}"))
        announced = sheets.announced(step, look)
        if announced is not None:
            yield announced


def _is_aside(step: Step, comparison: Comparison) -> bool:
    """Tell whether a step only leads from one kind of result to another, among others that do not.

    From the final result of a year to the self-assessment of the next, nothing is to be learnt.
    """
    apart = {Reason.STAGE, Reason.INSTITUTION} & set(step.reasons)
    return bool(apart) and step.agreement is None and len(comparison.all_steps) > 1


def _split(step: Step, split: Split, comparison: Comparison, look: Look) -> Iterator[Block]:
    """Set out what rose and fell, by indicator, group and OPD."""
    texts, instrument, agreed = look.texts, step.instrument, step.agreement
    lines = tuple(said.agreement(step, comparison, look))
    if lines:
        yield Points(lines)
    if not split.indicators:
        yield Said(texts("compare.nothing-moved"))
        return
    is_claim = agreed is not None and comparison.columns[step.before].known("stage") is Stage.SELF
    yield from sheets.moves(split, instrument, look, is_claim=is_claim)
    yield Said(texts("compare.untouched", untouched=split.untouched))
    yield sheets.groups(split, instrument, look)
    for sheet in (sheets.opds(split, look), agreed and sheets.agreement(agreed, look)):
        if sheet is not None:
            yield sheet


def _matched(matched: Matching, comparison: Comparison, step: Step, look: Look) -> Iterator[Block]:
    """Set out which indicators became which, what is new and what is gone."""
    texts = look.texts
    ends = (comparison.columns[step.before], comparison.columns[step.after])
    if any(end.card is None for end in ends):
        yield Said(texts("compare.no-levels", pairs=len(matched.matches)))
        return
    yield sheets.matches(matched, ends, look)
    for key, indicators, end in (
        ("compare.gone-indicators", matched.gone, ends[0]),
        ("compare.new-indicators", matched.new, ends[1]),
    ):
        instrument = said.instrument_of(end)
        if indicators and instrument is not None:
            ids = ", ".join(instrument.ranges(one.id for one in indicators))
            yield Said(texts(key, indicators=ids, instrument=instrument.short))
