"""The parts of a report in their order, each with its title; what is not known is left out."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spbe_cli import __version__
from spbe_cli.core.comparisons.comparison import Step
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.report import Report
from spbe_cli.core.result import Result
from spbe_cli.render import wording
from spbe_cli.render.compare import sheets as compare_sheets
from spbe_cli.render.instrument import sheets as instrument_sheets
from spbe_cli.render.look import Depth, Look, counted
from spbe_cli.render.page import Points, Said
from spbe_cli.render.plan import sheets as plan_sheets
from spbe_cli.render.plan import wording as plan_wording
from spbe_cli.render.rank import sheets as rank_sheets
from spbe_cli.render.rank import wording as rank_wording
from spbe_cli.render.report import figures
from spbe_cli.render.report import sheets as report_sheets
from spbe_cli.render.report import tree as report_tree
from spbe_cli.render.report import wording as says
from spbe_cli.render.report.blocks import Abreast, Block, Chart, Fold, Section
from spbe_cli.render.score import sheets as score_sheets
from spbe_cli.render.sheet import Cell, Column, Sheet

MOST_OPEN = 12
"""Problems that are seen at once; more are folded away."""


class Part(NamedTuple):
    """One part before its blocks are made."""

    key: str
    blocks: Iterable[Block]


def sections(report: Report, look: Look) -> Iterator[Section]:
    """Give the parts that have anything in them."""
    for part in _parts(report, look):
        blocks = tuple(part.blocks)
        if blocks:
            key = part.key
            if key == "profile" and report.instrument and not report.instrument.domains:
                key = "profile.aspects"
            yield Section(part.key, look.texts(f"report.section.{key}"), blocks)


def _parts(report: Report, look: Look) -> Iterator[Part]:
    yield Part("computed", _computed(report, look))
    yield Part("profile", _profile(report, look))
    yield Part("years", _years(report, look))
    yield Part("opds", _opds(report, look))
    yield Part("indicators", _indicators(report, look))
    yield Part("evidence", _evidence(report, look))
    yield Part("contrasts", _contrasts(report, look))
    yield Part("stages", _stages(report, look))
    yield Part("plan", _plan(report, look))
    yield Part("peers", _peers(report, look))
    yield Part("problems", _problems(report, look))
    yield Part("origin", _origin(report, look))


def _computed(report: Report, look: Look) -> Iterator[Block]:
    """Say how the index comes about, in a sentence and as a sum."""
    main = report.main
    if main is None:
        return
    for place, line in enumerate(says.computed(main, look)):
        yield Said(line, loud=place == 1 and main.card is not None)
    if main.card is not None:
        yield report_sheets.total(main.card, look)
    detail = report.chosen.detail
    if detail is not None:
        remarks = wording.remarks(detail, Depth.OPD, look)  # disputes stand with the OPDs
        yield from (Said(line, warns=bool(place)) for place, line in enumerate(remarks))


def _profile(report: Report, look: Look) -> Iterator[Block]:
    """Draw aspects and domains, and set them out."""
    drawn = (figures.radar(report, look), figures.bars(report, look))
    yield from _abreast(drawn)
    sheet = report_sheets.groups(report, look)
    if sheet is not None:
        yield sheet


def _abreast(found: Iterable[Chart | Sheet | None]) -> Iterator[Block]:
    there = tuple(one for one in found if one is not None)
    if there:
        yield Abreast(there)


def _years(report: Report, look: Look) -> Iterator[Block]:
    """Draw the years, say what must not be compared, and what moved since the last one."""
    if len(report.history.columns) < 2:
        return
    years = report_sheets.years(report.history, look)
    yield from _abreast([figures.trend(report, look), years])
    if any(not step.comparable for step in report.history.steps):
        yield Said(look.texts("compare.brackets"), aside=True)
        reasons = tuple(says.reasons(report.history, look))
        yield Fold(look.texts("report.why-not"), (Points(reasons),))
    ends = (report.chosen.before, report.main)
    if report.since is not None and ends[0] is not None and ends[1] is not None:
        yield from _moved(report.since, (ends[0], ends[1]), look)


def _moved(step: Step, ends: tuple[Result, Result], look: Look) -> Iterator[Block]:
    split, instrument = step.split, step.instrument
    if split is None or not split.indicators:
        return
    title = look.texts("report.moved", when=says.when(ends[0], look))
    sheets = tuple(compare_sheets.moves(split, instrument, look, is_claim=False))
    opds = compare_sheets.opds(split, look)
    yield Fold(title, (Said(says.moved(step, ends, look)), *sheets, *([opds] if opds else [])))


def _opds(report: Report, look: Look) -> Iterator[Block]:
    """Set out what each OPD has, is waited for and disagrees on, and the heat map."""
    detail = report.chosen.detail
    if detail is None or detail.case is None or not detail.case.assessment.opds:
        return
    parts, *rest, heat = score_sheets.opds(detail, look)
    yield heat
    yield parts
    yield from (Fold(sheet.title, (sheet._replace(title=""),)) for sheet in rest)


def _indicators(report: Report, look: Look) -> Iterator[Block]:
    tree = report_tree.tree(report, look)
    if tree is not None:
        yield tree
        criteria = report.beside.criteria
        note = criteria.basis.note if criteria else None
        if note is not None:
            said = look.texts("report.criteria", note=look.texts.name(note))
            yield Said(said, aside=True)


def _evidence(report: Report, look: Look) -> Iterator[Block]:
    found = report_tree.evidence(report, look)
    if found is not None:
        indicators = len({one.indicator for one in found.pieces})
        pieces = counted(look.texts, "pieces", len(found.pieces))
        said = look.texts("report.evidence", pieces=pieces, indicators=indicators)
        yield Fold(said, (found,))


def _contrasts(report: Report, look: Look) -> Iterator[Block]:
    """Set out what stands out, what is lowest, and what gains most."""
    profiled = says.profiled(report)
    if profiled is not None:
        yield from _abreast(report_sheets.strengths(profiled, look))
    lowest = report_sheets.lowest(report, look)
    if lowest is not None:
        yield lowest
    gains = report_sheets.gains(report, look)
    if gains is not None:
        yield gains


def _stages(report: Report, look: Look) -> Iterator[Block]:
    """Set the self-assessment beside the result of its year."""
    claimed, main, step = report.chosen.claimed, report.main, report.claim
    sheet = report_sheets.stages(report, look)
    if claimed is None or main is None or step is None or sheet is None:
        return
    ends = (claimed, main)
    yield from (Said(line) for line in says.agreed(step, ends, look))
    yield sheet
    if step.split is not None and step.split.indicators:
        moves = compare_sheets.moves(step.split, step.instrument, look, is_claim=True)
        yield Fold(look.texts("report.claims"), tuple(moves))
    by_opd = compare_sheets.agreement(step.agreement, look) if step.agreement else None
    if by_opd is not None:
        yield by_opd


def _plan(report: Report, look: Look) -> Iterator[Block]:
    """Set out the targets that are written in the files, and a plan that was asked for."""
    if report.aims is not None:
        yield Said(says.aims(report, look))
        yield report_sheets.steps(report.aims, look)
    given = report.beside.planned
    if given is None or given.plan is None:
        return
    yield from (Said(line) for line in says.planned(report, look))
    if not given.feasible:
        yield Said(look.texts("plan.out-of-reach"), warns=True)
        title, lead = plan_wording.why(given.plan, look)
        told = [title, lead, *(text for _, text in plan_wording.reasons(given, look))]
        yield Points(tuple(filter(None, told)), warns=True)
    notes = tuple(text for _, text in plan_wording.notes(given, look))
    if notes:
        yield Points(notes, warns=True)
    yield from plan_sheets.steps(given, look)
    premises = tuple(text for _, text in plan_wording.premises(given, look))
    yield Fold(look.texts("plan.premises"), (Points(premises),))


def _peers(report: Report, look: Look) -> Iterator[Block]:
    """Draw where the institution stands among official results, and set that out."""
    boards = report.beside.boards
    drawn = (figures.peers(board, place, look) for place, board in enumerate(boards))
    yield from _abreast(drawn)
    cautions: dict[str, None] = {}
    for board in boards:
        cautions |= dict.fromkeys(rank_wording.cautions(board, look))
    yield from (Said(text, warns=True) for text in cautions)
    for board in boards:
        if board.official is not None and board.positions:
            among = says.among(board, look)
            yield rank_sheets.places(board, board.official, look)._replace(title=among)
    for board in boards[:1]:
        if board.official is not None:
            yield Said(look.texts("rank.signs"), aside=True)
            source = instrument_sheets.citation(board.official.source, look)
            yield Said(look.texts("rank.source", source=source), aside=True)
            caveat = look.texts.name(board.official.caveat)
            yield Said(look.texts("rank.caveat", caveat=caveat), aside=True)


def _problems(report: Report, look: Look) -> Iterator[Block]:
    """List problems, errors first; many are folded away."""
    found = sorted(report.problems, key=lambda one: one.severity)  # error before warning
    if not found:
        yield Said(look.texts("report.no-problems"))
        return
    sheet = report_sheets.problems(found, look)
    if len(found) <= MOST_OPEN:
        yield sheet
    else:
        yield Fold(look.texts("report.problems", count=len(found)), (sheet,))


def _origin(report: Report, look: Look) -> Iterator[Block]:
    """Say of what the report is made: files, version, instrument and its sources."""
    texts, instrument = look.texts, report.instrument
    yield Said(texts("report.made-by", version=__version__))
    if report.beside.origins:
        count = counted(texts, "files", len(report.beside.origins))
        summary = texts("report.files.summary", files=count)
        yield Fold(summary, (report_sheets.files(report, look),))
    if instrument is not None:
        facts = _facts(instrument, look)
        sources = Points(tuple(instrument_sheets.sources(instrument.sources, look)))
        yield Said(f"{instrument.regulation}: {texts.name(instrument.title)}")
        yield Fold(texts("report.instrument"), (facts, sources))


def _facts(instrument: Instrument, look: Look) -> Sheet:
    keys = ("report.rule-of", "report.value", "report.source")
    columns = tuple(Column(look.texts(key), folds=True) for key in keys)
    rows = [
        (Cell(one.label), Cell(one.value), Cell(one.basis))
        for one in instrument_sheets.facts(instrument, look)
    ]
    return Sheet(columns, rows, look.texts("report.rules"))
