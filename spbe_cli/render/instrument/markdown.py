"""Instruments as Markdown."""

from collections.abc import Iterable, Iterator, Mapping

from spbe_cli.core.instrument import Citation, Criteria, Indicator, Instrument
from spbe_cli.render import markdown
from spbe_cli.render.instrument import sheets
from spbe_cli.render.look import Look
from spbe_cli.render.markdown import escaped


def listing(instruments: Iterable[Instrument], look: Look) -> Iterator[str]:
    """Write the instruments, one row each."""
    yield from markdown.table(sheets.listing(instruments, look))


def tree(instrument: Instrument, look: Look) -> Iterator[str]:
    """Write an instrument: what it is, its tree with weights, and where the figures are from."""
    yield f"## {escaped(instrument.regulation)}\n\n"
    yield f"{escaped(look.texts.name(instrument.title))}\n\n"
    for fact in sheets.facts(instrument, look):
        told = " ".join(escaped(part) for part in (fact.value, fact.basis) if part)
        yield f"- **{escaped(fact.label)}**: {told}\n" if fact.label else f"  - {told}\n"
    yield "\n"
    yield from markdown.table(sheets.tree(instrument, look))
    yield from _sources(instrument.sources, look)


def indicator(
    instrument: Instrument, one: Indicator, criteria: Criteria | None, look: Look
) -> Iterator[str]:
    """Write an indicator with what each of its levels asks for."""
    yield f"## {escaped(one.id)} {escaped(look.texts.name(one.name))}\n\n"
    yield f"{escaped(sheets.place(instrument, one, look))}\n\n"
    yield from markdown.table(sheets.levels(instrument, one, criteria, look))
    yield from (f"{escaped(remark)}\n\n" for remark in sheets.remarks(one, criteria, look))
    if criteria is not None:
        yield from _sources(criteria.sources, look)


def _sources(given: Mapping[str, Citation], look: Look) -> Iterator[str]:
    yield f"### {escaped(look.texts('instrument.sources'))}\n\n"
    yield from (f"- {escaped(source)}\n" for source in sheets.sources(given, look))
