"""The page of an audit: one result in full, several as a summary and what is to be said of them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spbe_cli.core.audits.audited import Audited, Status, Summary
from spbe_cli.core.audits.verdicts import Audit, Verdict
from spbe_cli.render import wording
from spbe_cli.render.audit import wording as words
from spbe_cli.render.look import Look, counted
from spbe_cli.render.page import Block, Said, Title
from spbe_cli.render.sheet import Cell, Column, Sheet

STYLES = {
    Status.AGREES: "green",
    Status.CONTRADICTS: "red",
    Status.UNKNOWN: "yellow",
    Status.NOTHING: "dim",
    Status.ERROR: "red",
}
"""Colours of what becomes of a file; the word beside says the same."""


class Row(NamedTuple):
    """One of several results: texts only, because there may be many."""

    institution: str
    year: str
    file: str
    shown: str
    category: str
    exact: str
    status: Status
    told: str
    contradicts: str = ""
    depends: str = ""


def row(one: Audited, look: Look) -> Row:
    """Write one of several results."""
    result, audit = one.result, one.audit
    institution, year = (str(result.known(key) or "") for key in ("institution", "year"))
    told = look.texts(f"audit.verdict.{one.status.value}")
    if audit is None:
        if one.status is Status.ERROR:
            told = counted(look.texts, "errors", result.errors)
        return Row(institution, year, result.file, "-", "", "", one.status, told)
    announced, possible = audit.category.announced, audit.possible
    return Row(
        institution,
        year,
        result.file,
        "-" if audit.index is None else look.figure(audit.index.figure),
        "" if announced is None else announced.name.id,
        "-" if possible is None else words.exact(possible, look),
        one.status,
        told,
        contradicts=" ".join(words.contradictions(audit, look)),
        depends=" ".join(words.dependence(audit, look)),
    )


def alone(one: Audited, look: Look) -> Iterator[Block]:
    """Set out one result in full."""
    institution, place = wording.heading(one.result, look)
    yield Title(institution or one.result.file)
    yield Said(place, aside=True)
    good = one.status in {Status.AGREES, Status.UNKNOWN}
    for position, line in enumerate(words.headline(one, look)):
        yield Said(line, warns=not good or position > 0)
    if one.audit is not None:
        yield _findings(one.audit, look)
        yield from _remaining(one.audit, look)
        yield from (Said(line) for line in words.dependence(one.audit, look))
        source = wording.source(one.result)
        if source:
            yield Said(source, aside=True)


def several(rows: Iterable[Row], summary: Summary, look: Look, *, every: bool) -> Iterator[Block]:
    """Set out how many results there are of each kind, and those of which something is said."""
    listed, texts = list(rows), look.texts  # from here on the summary is complete
    yield Title(texts("audit.title"))
    yield from (Said(line) for line in summed(summary, look))
    if len(summary.years) > 1:
        yield _years(summary, look)
    chosen = (
        ("audit.contradicting", [(one, one.contradicts) for one in listed if one.contradicts]),
        ("audit.depending", [(one, one.depends) for one in listed if one.depends]),
        ("audit.left", [(one, one.told) for one in listed if one.status in LEFT]),
    )
    for key, found in chosen:
        if found:
            yield _told(texts(key), found, look)
    if every:
        yield _every(listed, look)


LEFT = (Status.NOTHING, Status.ERROR)
"""What becomes of a file that has no audit."""


def summed(summary: Summary, look: Look) -> Iterator[str]:
    """Say how many results there are of each kind."""
    texts = look.texts
    yield texts(
        "audit.summary",
        results=counted(texts, "results", summary.count()),
        agrees=summary.count(Status.AGREES),
        contradicts=summary.count(Status.CONTRADICTS),
        unknown=summary.count(Status.UNKNOWN),
        left=summary.count(*LEFT),
    )
    depends = summary.depending.total()
    if not depends:
        yield texts("audit.summary.independent")
        return
    by_year = ((year, summary.depending[year]) for year in summary.in_order)
    listed = words.years((year, number) for year, number in by_year if number)
    yield texts("audit.summary.depends", depends=depends, years=listed)
    certain = summary.certain
    yield texts("audit.summary.certain", certain=certain, perhaps=depends - certain)


def _findings(audit: Audit, look: Look) -> Sheet:
    texts = look.texts
    columns = (
        Column(texts("table.audit.what"), folds=True),
        Column(texts("table.audit.figure")),
        Column(texts("table.audit.verdict")),
        Column(texts("table.audit.because"), folds=True),
    )
    rows = [
        (
            Cell(words.what(found, look), indent=words.indent(found)),
            Cell(words.figure(found, look), style="bold"),
            _verdict(found.verdict, look),
            Cell(words.because(found, audit, look)),
        )
        for found in audit.findings
    ]
    return Sheet(columns, rows, texts("audit.findings"))


def _verdict(verdict: Verdict, look: Look) -> Cell:
    style = STYLES[Status(verdict.value)]
    return Cell(look.texts(f"audit.verdict.{verdict.value}"), style=style)


def _remaining(audit: Audit, look: Look) -> Iterator[Block]:
    """Set out the exact indices by category."""
    texts, announced = look.texts, audit.category.announced
    if not audit.parts:
        answered = ".answers" if audit.case.assessment.has_answers else ""
        yield Said(texts(f"audit.remains.none{answered}"), warns=True)
        return
    columns = [
        Column(texts("table.audit.exact"), folds=True),
        Column(texts("table.audit.on-exact")),
        Column(texts("table.audit.on-rounded")),
    ]
    if announced is not None:
        columns.append(Column(texts("table.audit.fits"), folds=True))
    rows = []
    for part in audit.parts:
        style = "yellow" if part.differs else ""
        cells = [
            Cell(words.exact(part.values, look), style="bold"),
            Cell(words.category(part.exact), style=style),
            Cell(words.category(part.rounded), style=style),
        ]
        if announced is not None:
            cells.append(Cell(words.fits(part, announced, look)))
        rows.append(tuple(cells))
    title = texts("audit.remains" if audit.counted else "audit.remains.bounded")
    yield Sheet(tuple(columns), rows, title)


def _years(summary: Summary, look: Look) -> Sheet:
    texts = look.texts
    keys = ("results", "agrees", "contradicts", "unknown", "left", "depends")
    columns = [Column(texts("table.year"))]
    columns += [Column(texts(f"table.audit.{key}"), right=True) for key in keys]
    rows = []
    for year in summary.in_order:
        by_status = summary.years[year]
        numbers = (
            by_status.total(),
            by_status[Status.AGREES],
            by_status[Status.CONTRADICTS],
            by_status[Status.UNKNOWN],
            sum(by_status[status] for status in LEFT),
            summary.depending[year],
        )
        rows.append((Cell(str(year or "-")), *(Cell(str(number)) for number in numbers)))
    return Sheet(tuple(columns), rows)


def _told(title: str, found: Iterable[tuple[Row, str]], look: Look) -> Sheet:
    """List results with what is said of each."""
    texts, apart = look.texts, look.is_wide
    columns = [*_whose(look), Column(texts("table.audit.because"), folds=True)]
    if apart:
        columns.append(Column(texts("table.file"), folds=True, style="dim"))
    rows = [
        (*_cells(one, apart=apart), Cell(said), *([Cell(one.file)] if apart else []))
        for one, said in found
    ]
    return Sheet(tuple(columns), rows, title)


def _every(listed: Iterable[Row], look: Look) -> Sheet:
    texts, apart = look.texts, look.is_wide
    columns = [
        *_whose(look),
        Column(texts("table.audit.exact"), folds=True),
        Column(texts("table.audit.verdict")),
    ]
    if apart:
        columns.append(Column(texts("table.file"), folds=True, style="dim"))
    rows = [
        (
            *_cells(one, apart=apart),
            Cell(one.exact),
            Cell(one.told, style=STYLES[one.status]),
            *([Cell(one.file)] if apart else []),
        )
        for one in listed
    ]
    return Sheet(tuple(columns), rows, texts("audit.every"))


def _whose(look: Look) -> tuple[Column, ...]:
    texts = look.texts
    return (
        Column(texts("table.institution"), folds=True),
        Column(texts("table.year")),
        Column(texts("table.index"), right=True),
        Column(texts("table.category")),
    )


def _cells(one: Row, *, apart: bool) -> tuple[Cell, ...]:
    whose = Cell(one.institution) if one.institution or apart else Cell(one.file, style="dim")
    return whose, Cell(one.year), Cell(one.shown, style="bold"), Cell(one.category)
