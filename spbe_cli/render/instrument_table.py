"""Instruments for people: the list, one tree with its weights, one indicator with its criteria."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from spbe_cli.instrument import Basis, Citation, Criteria, Domain, Indicator, Instrument
from spbe_cli.render.look import Look, safe
from spbe_cli.render.terminal import grid, indented, text_of


def listing(instruments: Iterable[Instrument], look: Look) -> Iterator[str]:
    """Write the instruments, one row each."""
    table = grid(look)
    for key in ("id", "regulation", "short-years", "size"):
        table.add_column(look.texts(f"instrument.{key}"), overflow="fold")
    for instrument in instruments:
        cells = (
            instrument.id,
            instrument.regulation,
            _years(instrument, look),
            _size(instrument, look),
        )
        table.add_row(*(Text(safe(cell)) for cell in cells))
    yield text_of(table, look)


def tree(instrument: Instrument, look: Look) -> Iterator[str]:
    """Write an instrument: what it is, its tree with weights, and where the figures are from."""
    parts = Lines(
        *_head(instrument, look),
        Text(),
        Padding(_tree(instrument, look), (0, 0, 1, 0), expand=False),
        *_sources(instrument.sources, look),
    )
    yield text_of(parts, look)


def indicator(
    instrument: Instrument, one: Indicator, criteria: Criteria | None, look: Look
) -> Iterator[str]:
    """Write an indicator with what each of its levels asks for."""
    texts = look.texts
    lines: list[RenderableType] = [
        Text(f"{safe(one.id)} {safe(texts.name(one.name))}", style="bold"),
        Text(safe(_where(instrument, one, look)), style="dim"),
    ]
    if one.also_named:
        names = ", ".join(map(safe, one.also_named))
        lines.append(Text(texts("instrument.also-named", names=names)))
    if one.external:
        lines.append(Text(texts("instrument.external", name=safe(texts.name(one.external)))))
    if criteria is None or one.id not in criteria.indicators:
        lines.append(Text(texts("instrument.no-criteria"), style="dim"))
        lines += [Text(), _levels(instrument, one, {}, look)]
        yield text_of(Lines(*lines), look)
        return
    own = criteria.indicators[one.id]
    asked = {level: [texts.name(text)] for level, text in own.levels.items()}
    for level, change in own.changed.items():
        source = criteria.changed_by or ""
        text = texts("instrument.changed", source=source, text=change)
        asked.setdefault(level, []).append(f"({text})")
    lines += [Text(), _levels(instrument, one, asked, look), Text()]
    notes = [own.note or "", texts("instrument.cumulative") if criteria.cumulative else ""]
    notes += [_basis(criteria.basis, look)]
    lines += [Text(safe(note), style="dim") for note in notes if note]
    lines += _sources(criteria.sources, look)
    yield text_of(Lines(*lines), look)


def _head(instrument: Instrument, look: Look) -> Iterator[RenderableType]:
    texts, levels = look.texts, instrument.levels
    yield Text(safe(instrument.regulation), style="bold")
    yield Text(safe(texts.name(instrument.title)))
    yield Text(_size(instrument, look))
    yield Text()
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    rule = instrument.index_rule
    rows = [
        ("instrument.years.label", _years(instrument, look), instrument.years.basis),
        (
            "instrument.levels.label",
            texts(
                "instrument.levels",
                lowest=look.figure(levels.lowest),
                highest=look.figure(levels.highest),
                step=look.figure(levels.step),
            ),
            levels.basis,
        ),
        *(
            (
                "",
                texts(
                    "instrument.exceptional",
                    level=look.figure(exception.level),
                    stage=texts(f"stage.{exception.stage}"),
                ),
                exception.basis,
            )
            for exception in levels.exceptional
        ),
        (
            "instrument.rounding",
            texts("instrument.rounding.value", decimals=rule.decimals),
            rule.basis,
        ),
        (
            "instrument.categories",
            _categories(instrument, look),
            instrument.category_rule.basis,
        ),
        *(
            ("", f"{texts.category(category.name)} {_from(category.bound, look)}", category.basis)
            for category in instrument.categories
        ),
        ("instrument.weights", "", instrument.weights_basis),
    ]
    for key, value, basis in rows:
        told = Text.assemble(safe(value), "  " * bool(value), (safe(_basis(basis, look)), "dim"))
        table.add_row(texts(key) if key else "", told)
    for key, other in (("replaces", instrument.replaces), ("successor", instrument.successor)):
        if other:
            table.add_row(texts(f"instrument.{key}"), Text(safe(other)))
    yield table


def _tree(instrument: Instrument, look: Look) -> Table:
    texts = look.texts
    table = grid(look)
    table.add_column(
        texts("table.all" if instrument.domains else "table.aspect-indicator"), overflow="fold"
    )
    table.add_column(texts("table.weight"), justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for group in instrument.groups:
        aspects = group.aspects if isinstance(group, Domain) else (group,)
        if isinstance(group, Domain):
            _add(table, look, group.id, texts.name(group.name), group.weight, indent=0, leads=True)
        for aspect in aspects:
            indent = int(aspect is not group)
            _add(
                table,
                look,
                aspect.id,
                texts.name(aspect.name),
                aspect.weight,
                indent=indent,
                leads=True,
            )
            for one in aspect.indicators:
                name, inner = texts.name(one.name), indent + 1
                other = None if one.basis == instrument.weights_basis else one.basis
                _add(table, look, one.id, name, one.weight, indent=inner, basis=other)
    return table


def _add(
    table: Table,
    look: Look,
    identity: str,
    name: str,
    weight: Fraction,
    *,
    indent: int,
    leads: bool = False,
    basis: Basis | None = None,
) -> None:
    style = "bold" if leads else ""
    table.add_row(
        indented(identity, name, indent, style),
        Text(f"{look.figure(weight)} %", style=style),
        Text(safe(f"{basis.source}, {basis.confidence}") if basis else "", style="dim"),
    )


def _levels(
    instrument: Instrument, one: Indicator, asked: Mapping[Fraction, list[str]], look: Look
) -> Table:
    names = instrument.levels.names.get(one.scale, {})
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bold", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for level in sorted({*names, *asked}):
        name = look.texts.name(names[level]) if level in names else ""
        criteria = "\n".join(safe(text) for text in asked.get(level, ()))
        table.add_row(look.figure(level), Text(safe(name), style="bold"), Text(criteria))
    return table


def _where(instrument: Instrument, one: Indicator, look: Look) -> str:
    aspect = next(aspect for aspect in instrument.aspects if one in aspect.indicators)
    key = "instrument.weight-of" if aspect.domain is None else "instrument.weight-in-domain"
    place = look.texts(
        key, weight=look.figure(one.weight), aspect=aspect.id, domain=aspect.domain or ""
    )
    return f"{instrument.short}: {place}"


def _years(instrument: Instrument, look: Look) -> str:
    years = instrument.years
    key = "instrument.years-open" if years.last is None else "instrument.years"
    return look.texts(key, first=years.first, last=years.last)


def _size(instrument: Instrument, look: Look) -> str:
    return look.texts(
        f"instrument.shape.{'domains' if instrument.domains else 'aspects'}",
        domains=len(instrument.domains),
        aspects=len(instrument.aspects),
        indicators=len(instrument.indicators),
    )


def _categories(instrument: Instrument, look: Look) -> str:
    texts, rule = look.texts, instrument.category_rule
    parts = [texts(f"instrument.categories.{rule.taken_on.value}")]
    parts += [
        texts(
            "instrument.categories.by-year",
            year=year,
            basis=texts(f"instrument.basis.{basis.value}"),
        )
        for year, basis in rule.by_year.items()
    ]
    return ", ".join(parts)


def _from(bound: Fraction, look: Look) -> str:
    return look.texts("instrument.from", bound=look.figure(bound))


def _basis(basis: Basis, look: Look) -> str:
    """Write source and confidence, and the note where there is one."""
    said = f"[{basis.source}: {look.texts(f'confidence.{basis.confidence.value}')}]"
    return f"{said} {basis.note}" if basis.note else said


def _sources(sources: Mapping[str, Citation], look: Look) -> Iterator[RenderableType]:
    yield Text(look.texts("instrument.sources"), style="bold")
    for key, source in sources.items():
        where = f" ({source.where})" if source.where else ""
        yield Text(safe(f"  [{key}] {source.title}{where}"))
