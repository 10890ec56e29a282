"""The full table of a report, and its evidence: every indicator with all that is known of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from spbe_cli.core.assessment import Answer, EvidenceKind
from spbe_cli.core.case import Case
from spbe_cli.core.comparisons.comparison import Reason
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Aspect, Domain, Indicator, LevelText, level_texts
from spbe_cli.core.plans.aims import aimed_at
from spbe_cli.core.profile import groups_of, layer_of, values
from spbe_cli.core.report import Report
from spbe_cli.core.result import Result
from spbe_cli.core.rules.answers import answers
from spbe_cli.core.scoring import Line
from spbe_cli.render import wording
from spbe_cli.render.instrument import sheets as instrument_sheets
from spbe_cli.render.look import Depth, Look
from spbe_cli.render.report import wording as says
from spbe_cli.render.report.blocks import Asked, Branch, Evidence, Piece, Row, Tree
from spbe_cli.render.report.charts import grade
from spbe_cli.render.score import sheets as score_sheets
from spbe_cli.render.sheet import Cell, Column, Sheet

Said = Mapping[str, list[tuple[str, Answer]]]
"""By indicator, who answered what: the name of an OPD, empty for the institution itself."""


class Known(NamedTuple):
    """What rows are made from: levels of the earlier year, of the self-assessment, targets."""

    report: Report
    result: Result
    case: Case
    said: Said
    before: Mapping[str, Number]
    claimed: Mapping[str, Number]
    targets: Mapping[str, Number]


def tree(report: Report, look: Look) -> Tree | None:
    """Set out domains, aspects and indicators; None where no levels are known."""
    detail = report.chosen.detail
    if detail is None or detail.case is None or detail.card is None:
        return None
    plain = score_sheets.tree(detail, Depth.INDICATOR, look)
    if plain is None:
        return None
    texts, known = look.texts, _known(report, detail, detail.case, look)
    when_before = ""
    if known.before and report.chosen.before:
        when_before = str(report.chosen.before.known("year"))
    return Tree(
        texts("report.tree"),
        tuple(texts(f"table.{key}") for key in ("indicator", "weight", "level", "contribution")),
        tuple(_branches(known, look)),
        when_before,
        bool(known.targets),
        plain,
    )


def _known(report: Report, detail: Result, case: Case, look: Look) -> Known:
    before, since = report.chosen.before, report.since
    is_alike = since is not None and Reason.INSTRUMENT not in since.reasons
    return Known(
        report,
        detail,
        case,
        _said(case, look),
        _levels(before) if is_alike else {},
        _levels(report.chosen.claimed) if report.chosen.claimed is not detail else {},
        aimed_at(case),
    )


def _levels(result: Result | None) -> Mapping[str, Number]:
    """Give the levels of a result, answered ones only."""
    if result is None or result.card is None:
        return {}
    return {line.indicator.id: line.level for line in result.card.lines if line.answered}


def _said(case: Case, look: Look) -> Said:
    said: dict[str, list[tuple[str, Answer]]] = {}
    for path, indicator_id, answer in answers(case):
        opd_id = str(path[1]) if path[0] == "opds" else None
        name = _opd(opd_id, case, look) if opd_id is not None else ""
        said.setdefault(indicator_id, []).append((name, answer))
    return said


def _opd(opd_id: str, case: Case, look: Look) -> str:
    """Name an OPD in full where it has a name."""
    return case.assessment.opds[opd_id].name or wording.opd(opd_id, None, look)


def _branches(known: Known, look: Look) -> Iterator[Branch]:
    card = known.result.card
    if card is None:
        return
    found, lines = values(card), {line.indicator.id: line for line in card.lines}
    instrument = known.case.instrument
    for group in groups_of(instrument):
        value = found[layer_of(group)]
        rows: tuple[Row, ...] = ()
        if isinstance(group, Aspect):
            rows = tuple(_row(lines[one.id], known, look) for one in group.indicators)
        yield Branch(
            group.id,
            look.texts.name(group.name),
            wording.percent(group.weight, look),
            look.figure(instrument.rounded(value)),
            wording.four(value * group.weight / 100, look),
            isinstance(group, Domain),
            rows,
        )


def _row(line: Line, known: Known, look: Look) -> Row:
    instrument, one = known.case.instrument, line.indicator
    criteria = known.report.beside.criteria
    texts = level_texts(instrument, one, criteria)
    reached = [text for text in texts if text.level <= line.level]
    levels = {
        key: wording.level(found, instrument, look)
        for key, by in (("before", known.before), ("target", known.targets))
        if (found := by.get(one.id)) is not None
    }
    name = reached[-1].name if reached else None
    return Row(
        one.id,
        look.texts.name(one.name),
        wording.percent(one.weight, look),
        wording.answered(line, instrument, look),
        look.texts.name(name) if name else "",
        grade(line.level, instrument),
        one.scale,
        levels.get("before", ""),
        levels.get("target", ""),
        wording.four(line.contribution, look),
        tuple(_facts(line, known, look)),
        tuple(_asked(line, texts, known, look)),
        tuple(_notes(one.id, known)),
    )


def _facts(line: Line, known: Known, look: Look) -> Iterator[str]:
    """Say what an indicator adds and why, what it was, what it is to be, who is in charge."""
    texts, instrument, one = look.texts, known.case.instrument, line.indicator
    yield texts(
        "report.fact.sum",
        weight=wording.percent(one.weight, look),
        level=look.figure(line.level),
        added=wording.full(line.contribution, look),
    )
    if not line.answered:
        yield texts("report.fact.unanswered")
    for key, levels in (
        ("before", known.before),
        ("claimed", known.claimed),
        ("target", known.targets),
    ):
        level = levels.get(one.id)
        if level is not None:
            values_ = {"level": wording.level(level, instrument, look)}
            if key == "before" and known.report.chosen.before is not None:
                values_["when"] = says.when(known.report.chosen.before, look)
            yield texts(f"report.fact.{key}", **values_)
    owners = [_opd(opd_id, known.case, look) for opd_id in known.case.owners[one.id]]
    if owners:
        yield texts("report.fact.opds", opds=", ".join(owners))
    settled = says.settled(line.standing, known.result, look)
    if settled:
        yield texts("report.fact.settled", settled=settled)


def _asked(line: Line, texts: tuple[LevelText, ...], known: Known, look: Look) -> Iterator[Asked]:
    """Say what the present level asks for, and the next one; nothing where that is not known."""
    criteria = known.report.beside.criteria
    present = [text for text in texts if text.level <= line.level][-1:]
    following = [text for text in texts if text.level > line.level][:1]
    for key, found in (("present", present), ("next", following)):
        for one in found:
            told = tuple(instrument_sheets.asked(one, criteria, look.texts))
            if told:
                name = look.texts.name(one.name) if one.name else ""
                level = f"{look.figure(one.level)} {name}".rstrip()
                yield Asked(look.texts(f"report.asked.{key}"), level, told)


def _notes(indicator_id: str, known: Known) -> Iterator[str]:
    """Give what was noted, by whom."""
    for name, answer in known.said.get(indicator_id, ()):
        if answer.note:
            note = " ".join(answer.note.split())  # of several lines one is made
            yield f"{name}: {note}" if name else note


def evidence(report: Report, look: Look) -> Evidence | None:
    """List the evidence, by indicator; None where there is none."""
    case = report.detail
    if case is None:
        return None
    said = _said(case, look)
    pieces = tuple(
        piece
        for one in case.instrument.indicators
        for piece in _pieces(one, said.get(one.id, ()), look)
    )
    return Evidence(pieces, _plain(pieces, look)) if pieces else None


def _pieces(one: Indicator, said: Iterable[tuple[str, Answer]], look: Look) -> Iterator[Piece]:
    """Give the evidence of one indicator."""
    given = [(name, piece) for name, answer in said for piece in answer.evidence]
    for place, (name, piece) in enumerate(given):
        is_review = piece.kind is EvidenceKind.REVIEW
        yield Piece(
            f"{one.id} {look.texts.name(one.name)}",
            piece.url or piece.file or "",
            piece.url or "",
            name,
            piece.date.isoformat() if piece.date else "",
            look.texts("report.review") if is_review else "",
            0 if place else len(given),
        )


def _plain(pieces: tuple[Piece, ...], look: Look) -> Sheet:
    keys = ("table.indicator", "report.piece", "report.given-by", "report.date")
    rows = [
        (Cell(one.indicator), Cell(one.text), Cell(one.given_by), Cell(_dated(one)))
        for one in pieces
    ]
    return Sheet(tuple(Column(look.texts(key), folds=True) for key in keys), rows)


def _dated(one: Piece) -> str:
    return f"{one.dated} {one.kind}".strip()
