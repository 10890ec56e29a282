"""A comparison as `spbe.compare/1`."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.core.comparisons.comparison import (
    AnnouncedShift,
    Change,
    Comparison,
    Move,
    Shift,
    Step,
)
from spbe_cli.core.comparisons.crosswalk import LikeForLike, Matching, Portion
from spbe_cli.core.exact import number, round_change
from spbe_cli.core.instrument import Domain, Indicator, Instrument
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Line
from spbe_cli.render import machine
from spbe_cli.render.agreement_json import agreement_json
from spbe_cli.render.compare import wording as said
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json, exact, figure

SCHEMA = "spbe.compare/1"


def render(comparison: Comparison, look: Look, *, alike: bool) -> Iterator[str]:
    """Write a comparison; the like-for-like index only where it is asked for."""
    whole: Json = {
        "schema": SCHEMA,
        "columns": [_column(column, look) for column in comparison.columns],
        "steps": [_step(step, comparison, alike=alike) for step in comparison.steps],
        "returns": [_step(step, comparison, alike=alike) for step in comparison.returns],
    }
    if comparison.changes is not None:
        whole["changes"] = [_change(change, look) for change in comparison.changes]
    yield machine.dump(whole, look, indent=2) + "\n"


def _column(result: Result, look: Look) -> Json:
    keys = ("institution", "year", "stage", "instrument")
    whose = {key: result.known(key) for key in keys}
    if result.case is not None:
        whose["instrument"] = result.case.instrument.id
    announced = "published" if result.announced is not None else None
    return {
        "file": result.file,
        **whose,
        "index": figure(result.shown),
        "index_exact": exact(result.index),
        "category": result.category.name.id if result.category else None,
        "source": announced or ("answers" if result.card is not None else None),
        "problems": [machine.problem(problem, look.texts) for problem in result.problems],
    }


def _step(step: Step, comparison: Comparison, *, alike: bool) -> Json:
    instrument, split = step.instrument, step.split
    ends = (comparison.columns[step.before], comparison.columns[step.after])
    whole: Json = {
        "from": step.before,
        "to": step.after,
        "change": figure(round_change(step.change, instrument.index_rule.decimals)),
        "change_exact": exact(step.change),
        "comparable": step.comparable,
        "reasons": [reason.value for reason in step.reasons],
        "domains": [],
        "aspects": [],
        "indicators": [],
        "opds": [],
        "untouched": split.untouched if split is not None else None,
        "matched": _matched(step.matching, ends),
        "gone": _ids(step.matching.gone) if step.matching is not None else [],
        "new": _ids(step.matching.new) if step.matching is not None else [],
        "announced": [_announced(one) for one in step.announced],
        "agreement": agreement_json(step.agreement) if step.agreement is not None else None,
    }
    if split is not None:
        whole |= {
            "domains": [_shift(shift, instrument) for shift in split.domains],
            "aspects": [_shift(shift, instrument) for shift in split.aspects],
            "indicators": [_move(move, instrument) for move in split.indicators],
            "opds": [
                {"id": opd.id, "name": opd.name, "contribution_exact": exact(opd.contribution)}
                for opd in split.opds
            ],
        }
    if alike:
        found = step.like_for_like
        whole["like_for_like"] = _like_for_like(found) if found is not None else None
    return whole


def _ids(indicators: tuple[Indicator, ...]) -> list[str]:
    return [indicator.id for indicator in indicators]


def _shift(shift: Shift, instrument: Instrument) -> Json:
    return {
        "id": shift.group.id,
        "name": shift.group.name.id,
        "from": figure(instrument.rounded(shift.before)),
        "to": figure(instrument.rounded(shift.after)),
        "from_exact": exact(shift.before),
        "to_exact": exact(shift.after),
        "contribution_exact": exact(shift.contribution),
    }


def _move(move: Move, instrument: Instrument) -> Json:
    return {
        "id": move.indicator.id,
        "name": move.indicator.name.id,
        "aspect": move.indicator.aspect,
        "from": _level(move.before, instrument),
        "to": _level(move.after, instrument),
        "from_exact": exact(move.before.level),
        "to_exact": exact(move.after.level),
        "from_answered": move.before.answered,
        "to_answered": move.after.answered,
        "contribution_exact": exact(move.contribution),
    }


def _level(line: Line, instrument: Instrument) -> float | int | None:
    level = number(Fraction(line.level))
    return level if isinstance(level, int) else figure(instrument.rounded(level))


def _announced(one: AnnouncedShift) -> Json:
    return {
        "layer": "domain" if isinstance(one.group, Domain) else "aspect",
        "id": one.group.id,
        "name": one.group.name.id,
        "from": figure(one.before),
        "to": figure(one.after),
        "change": figure(one.after - one.before),
    }


def _matched(matched: Matching | None, ends: tuple[Result, Result]) -> list[Json]:
    if matched is None:
        return []
    return [
        {
            "from": _side(match.before, ends[0]),
            "to": _side(match.after, ends[1]),
            "confidence": match.pair.confidence.value,
            "source": matched.crosswalk.sources[match.pair.source].title.id,
            "why": match.pair.why.id,
        }
        for match in matched.matches
    ]


def _side(indicators: tuple[Indicator, ...], result: Result) -> list[Json]:
    """Give indicators with the levels they counted with; null where only an index is known."""
    lines = {line.indicator.id: line for line in result.card.lines} if result.card else {}
    instrument = said.instrument_of(result)
    return [
        {
            "id": one.id,
            "name": one.name.id,
            "level": _level(lines[one.id], instrument) if one.id in lines and instrument else None,
            "answered": lines[one.id].answered if one.id in lines else None,
        }
        for one in indicators
    ]


def _like_for_like(alike: LikeForLike) -> Json:
    before, after = alike.indicators
    return {
        "official": False,
        "from": _portion(alike.before) | {"indicators": before},
        "to": _portion(alike.after) | {"indicators": after},
    }


def _portion(portion: Portion) -> Json:
    return {
        "index_exact": exact(portion.value),
        "weight_exact": exact(portion.weight),
    }


def _change(change: Change, look: Look) -> Json:
    return {
        "from": change.before,
        "to": change.after,
        "problems": [machine.problem(problem, look.texts) for problem in change.arisen],
    }
