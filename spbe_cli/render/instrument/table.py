"""Instruments in the terminal."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from spbe_cli.core.inert import safe
from spbe_cli.core.instrument import Citation, Criteria, Indicator, Instrument
from spbe_cli.render.instrument import sheets
from spbe_cli.render.look import Look
from spbe_cli.render.terminal import drawn, pages_of, text_of


def listing(instruments: Iterable[Instrument], look: Look) -> Iterator[str]:
    """Write the instruments, one row each."""
    yield from pages_of(sheets.listing(instruments, look), look)


def tree(instrument: Instrument, look: Look) -> Iterator[str]:
    """Write an instrument: what it is, its tree with weights, and where the figures are from."""
    known = Table.grid(padding=(0, 2))
    known.add_column(style="bold", no_wrap=True)
    known.add_column(overflow="fold")
    for fact in sheets.facts(instrument, look):
        gap = "  " if fact.value and fact.basis else ""
        told = Text.assemble(safe(fact.value), gap, (safe(fact.basis), "dim"))
        known.add_row(fact.label, told)
    parts = Group(
        Text(safe(instrument.regulation), style="bold"),
        Text(safe(look.texts.name(instrument.title))),
        Text(sheets.size(instrument, look)),
        Text(),
        known,
        Text(),
        drawn(sheets.tree(instrument, look), look),
        *_sources(instrument.sources, look),
    )
    yield text_of(parts, look)


def indicator(
    instrument: Instrument, one: Indicator, criteria: Criteria | None, look: Look
) -> Iterator[str]:
    """Write an indicator with what each of its levels asks for."""
    remarks = sheets.remarks(one, criteria, look)
    parts: list[RenderableType] = [
        Text(f"{safe(one.id)} {safe(look.texts.name(one.name))}", style="bold"),
        Text(safe(sheets.place(instrument, one, look)), style="dim"),
        Text(),
        drawn(sheets.levels(instrument, one, criteria, look), look),
        *(Text(safe(remark), style="dim") for remark in remarks),
        *(_sources(criteria.sources, look) if criteria else ()),
    ]
    yield text_of(Group(*parts), look)


def _sources(given: Mapping[str, Citation], look: Look) -> Iterator[RenderableType]:
    yield Text(look.texts("instrument.sources"), style="bold")
    for source in sheets.sources(given, look):
        yield Text(f"  {safe(source)}")
