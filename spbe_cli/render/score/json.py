"""Results of scoring as `spbe.score/1`."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from posixpath import dirname, join, normpath

from spbe_cli.core.assessment import Announcement, Published
from spbe_cli.core.case import Case
from spbe_cli.core.exact import exact_text, number
from spbe_cli.core.instrument import Aspect, Group, Instrument
from spbe_cli.core.opds import OpdScore, by_opd
from spbe_cli.core.published import layers
from spbe_cli.core.result import Result, Verdict
from spbe_cli.core.scoring import Line, Score, Scorecard
from spbe_cli.locale import Texts
from spbe_cli.render import machine
from spbe_cli.render.look import Depth, Look
from spbe_cli.render.machine import Json, exact, figure

SCHEMA = "spbe.score/1"


def row(result: Result, look: Look, by: Depth | None, scenarios: int) -> str:
    """Write one result; every layer is always there, the scenario where there are any."""
    del by
    named = {"scenario": result.scenario} if scenarios else {}
    return machine.dump({"file": result.file, **named, **_result(result, look.texts)}, look)


def several(rows: Iterable[str], look: Look, by: Depth | None, scenarios: int) -> Iterator[str]:
    """Write all results as one object."""
    del by, scenarios
    return machine.stream(SCHEMA, "results", rows, look)


def _result(result: Result, texts: Texts) -> Json:
    """Give one result; figures are null where the file has an error."""
    return {
        **identity(result),
        "instrument_file": _instrument_file(result),
        **_index(result),
        **_parts(result),
        "published": _published(result.assessment.published if result.assessment else None),
        "what_if": {key: exact(level) for key, level in (result.changed or {}).items()},
        "gates": [_verdict(verdict) for verdict in result.verdicts],
        "problems": [machine.problem(problem, texts) for problem in result.problems],
    }


def identity(result: Result) -> Json:
    """Say whose file it is; what could not be read is null."""
    keys = ("institution", "type", "province", "year", "stage", "instrument")
    values = {key: result.known(key) for key in keys}
    if result.case is not None:
        values["instrument"] = result.case.instrument.id
    return values


def _instrument_file(result: Result) -> str | None:
    """Say where an instrument of one's own lies, as the file does; None for a bundled one."""
    named, case = result.known("instrument"), result.case
    if case is None or named is None or named == case.instrument.id:
        return None
    return normpath(join(dirname(result.file), named))


def _index(result: Result) -> Json:
    basis = result.basis.value if result.basis else None
    announced = "published" if result.announced is not None else None
    return {
        "index": figure(result.shown),
        "index_exact": exact(result.index),
        "category": result.category.name.id if result.category else None,
        "category_basis": basis or announced,
        "category_otherwise": result.otherwise.name.id if result.otherwise else None,
        "source": announced or ("answers" if result.card is not None else None),
    }


def _parts(result: Result) -> Json:
    card, case = result.card, result.case
    if card is not None and case is not None:
        return _scored(card, case)
    total = len(case.instrument.indicators) if case is not None else None
    empty: Json = {"answered": None, "total": total, "bounds": None}
    empty |= {"domains": [], "aspects": [], "indicators": [], "opds": []}
    if result.announced is None or case is None or case.assessment.published is None:
        return empty
    announced = layers(case.instrument, case.assessment.published)
    groups = {layer: _announced_groups(items, figures) for layer, items, figures in announced}
    return empty | {"answered": 0} | groups


def _scored(card: Scorecard, case: Case) -> Json:
    instrument = card.instrument
    bounds = (instrument.rounded(card.low), instrument.rounded(card.high))
    return {
        "answered": card.answered,
        "total": len(card.lines),
        "bounds": {"low": figure(bounds[0]), "high": figure(bounds[1])},
        "domains": [_group(score, instrument) for score in card.domains],
        "aspects": [_group(score, instrument) for score in card.aspects],
        "indicators": [_line(line, case) for line in card.lines],
        "opds": [_opd(part) for part in by_opd(case)],
    }


def _group_head(group: Group) -> Json:
    head: Json = {"id": group.id}
    if isinstance(group, Aspect):
        head["domain"] = group.domain
    return head | {"name": group.name.id, "weight": exact_text(number(group.weight))}


def _group(score: Score, instrument: Instrument) -> Json:
    shown = figure(instrument.rounded(score.index))
    return _group_head(score.group) | {"index": shown, "index_exact": exact(score.index)}


def _announced_groups(groups: Iterable[Group], figures: Mapping[str, Decimal]) -> list[Json]:
    return [
        _group_head(group)
        | {
            "index": figure(figures[group.id]),
            "index_exact": exact(Fraction(figures[group.id])),
        }
        for group in groups
        if group.id in figures
    ]


def _line(line: Line, case: Case) -> Json:
    level = number(Fraction(line.level))
    shown = level if isinstance(level, int) else figure(case.instrument.rounded(level))
    return {
        "id": line.indicator.id,
        "aspect": line.indicator.aspect,
        "name": line.indicator.name.id,
        "weight": exact(line.indicator.weight),
        "level": shown,
        "level_exact": exact(level),
        "answered": line.answered,
        "opds": list(case.owners[line.indicator.id]),
        "contribution_exact": exact(line.contribution),
        "settled": line.standing.settled.value,
        "unofficial": line.standing.unofficial,
        "said": {opd_id: exact(level) for opd_id, level in line.standing.said},
    }


def _opd(part: OpdScore) -> Json:
    return {
        "id": part.id,
        "name": part.name,
        "owns": list(part.owns),
        "answered": part.answered,
        "mean_exact": exact(part.mean),
        "contribution_exact": exact(part.contribution),
        "remaining_exact": exact(part.remaining),
    }


def _published(published: Published | None) -> Json | None:
    if published is None:
        return None
    return {
        "index": figure(published.index),
        "category": published.category,
        "domains": {key: figure(value) for key, value in published.domains.items()},
        "aspects": {key: figure(value) for key, value in published.aspects.items()},
        "source": _source(published.source) if published.source else None,
    }


def _source(source: Announcement) -> Json:
    date = source.date.isoformat() if source.date else None
    return {"title": source.title, "url": source.url, "date": date, "note": source.note}


def _verdict(verdict: Verdict) -> Json:
    wanted = verdict.wanted
    text = exact_text(wanted) if isinstance(wanted, Fraction) else wanted.name.id
    return {"gate": verdict.kind.value, "wanted": text, "passed": verdict.passed}
