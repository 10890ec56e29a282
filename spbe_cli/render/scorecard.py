"""One result in full, for people."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from spbe_cli.exact import Number, round_half_up
from spbe_cli.instrument import Aspect, Domain, Group, Instrument
from spbe_cli.published import layers
from spbe_cli.render.look import Depth, Look, counted, safe
from spbe_cli.render.terminal import bar, grid, indented, large
from spbe_cli.result import Result
from spbe_cli.scoring import Line, Scorecard, margins

BAR = 15
"""Cells of a bar from the lowest to the highest level."""


def render(result: Result, look: Look, depth: Depth) -> Iterator[RenderableType]:
    """Give one result in full: whose it is, index and category, the tree, what to know."""
    if result.assessment is not None:
        yield from _heading(result, look)
    if result.changed is not None:
        yield Text(f"\n{_what_if(result, look)}", style="bold yellow")
    if result.shown is None or result.case is None:
        errors = counted(look.texts, "errors", result.errors)
        yield Text(f"\n{look.texts('score.no-index', errors=errors)}", style="bold red")
        return
    yield Text()
    yield from _headline(result, look)
    yield Text()
    if result.card is not None:
        yield Padding(_tree(result.card, look, depth), (0, 0, 1, 1), expand=False)
        yield from _remarks(result, result.card, look)
    elif result.announced is not None:
        yield from _announced(result, look)


def _heading(result: Result, look: Look) -> Iterator[Text]:
    assessment = result.assessment
    if assessment is None:
        return
    stage = look.texts(f"stage.{assessment.stage}")
    short = result.case.instrument.short if result.case else assessment.instrument
    dot = look.glyph(" · ", " - ")
    yield Text(safe(assessment.institution), style="bold")
    yield Text(safe(dot.join([str(assessment.year), stage, short, result.file])), style="dim")


def _headline(result: Result, look: Look) -> Iterator[RenderableType]:
    """Give index and category, large on a terminal, and how far the neighbours are."""
    texts = look.texts
    if result.shown is None or result.category is None or result.case is None:
        return
    shown, category = look.figure(result.shown), safe(texts.category(result.category.name))
    facts = [Text(fact) for fact in _facts(result, look)]
    title = Text.assemble(
        f"{texts('score.title')} ", (shown, "bold"), " ", (category, "bold green")
    )
    if look.unicode and look.width is not None:
        table = Table.grid(padding=(0, 3))
        table.add_row(large(shown), Text("\n").join([title, *facts]))
        yield Padding(table, (0, 0, 0, 1), expand=False)
    else:
        yield title
        yield from facts
    if result.otherwise is not None and result.basis is not None and result.index is not None:
        yield Text(
            "\n"
            + texts(
                f"score.otherwise.{result.basis.value}",
                shown=shown,
                other=texts.category(result.otherwise.name),
                year=result.case.assessment.year,
                index=look.figure(result.index),
            ),
            style="yellow",
        )


def _facts(result: Result, look: Look) -> Iterator[str]:
    texts = look.texts
    if result.card is None:
        yield texts("score.announced")
        if result.basis is None:
            yield texts("score.announced-category")
        return
    instrument = result.card.instrument
    yield texts("score.exact", index=look.figure(result.card.index))
    distance = margins(result.card)
    if distance.better is None or distance.up is None:
        yield texts("score.up.top")
    else:
        bound = instrument.threshold(distance.better, result.card.year)
        name = texts.category(distance.better.name)
        values = {"distance": look.figure(distance.up), "category": name}
        yield texts("score.up", bound=look.figure(bound), **values)
    if distance.worse is not None and distance.down is not None:
        name = texts.category(distance.worse.name)
        key = "score.down" if distance.down else "score.down.at"
        bound = instrument.threshold(result.card.judgement.category, result.card.year)
        values = {"distance": look.figure(distance.down), "category": name}
        yield texts(key, bound=look.figure(bound), **values)


def _tree(card: Scorecard, look: Look, depth: Depth) -> Table:
    """Build the table domain > aspect > indicator, as deep as asked."""
    texts, instrument = look.texts, card.instrument
    table = grid(look)
    table.add_column(_tree_title(instrument, depth, look), overflow="fold", min_width=24)
    table.add_column(texts("table.weight"), justify="right", no_wrap=True)
    table.add_column(texts("table.index"), justify="right", no_wrap=True)
    table.add_column(texts("table.contribution"), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    scores = {id(score.group): score.index for score in (*card.domains, *card.aspects)}
    lines = {line.indicator.id: line for line in card.lines}
    for group, indent in _groups(instrument, depth):
        table.add_row(*_group_row(group, scores[id(group)], card, look, indent))
        if depth is Depth.INDICATOR and isinstance(group, Aspect):
            for indicator in group.indicators:
                table.add_row(*_line_row(lines[indicator.id], card, look, indent + 1))
    return table


def _tree_title(instrument: Instrument, depth: Depth, look: Look) -> str:
    if not instrument.domains:
        key = "table.aspect-indicator" if depth is Depth.INDICATOR else "table.aspect"
    else:
        keys = {Depth.DOMAIN: "domain", Depth.ASPECT: "domain-aspect", Depth.INDICATOR: "all"}
        key = f"table.{keys[depth]}"
    return look.texts(key)


def _groups(instrument: Instrument, depth: Depth) -> Iterator[tuple[Group, int]]:
    """Give the groups to show with how far they are indented."""
    for group in instrument.groups:
        yield group, 0
        if isinstance(group, Domain) and depth is not Depth.DOMAIN:
            yield from ((aspect, 1) for aspect in group.aspects)


def _group_row(
    group: Group, index: Fraction, card: Scorecard, look: Look, indent: int
) -> Sequence[RenderableType]:
    style = "" if indent else "bold"
    added = sum(card_line.contribution for card_line in _lines_of(group, card))
    return (
        indented(group.id, look.texts.name(group.name), indent, style),
        Text(f"{_percent(group.weight, look)} %"),
        Text(look.figure(card.instrument.rounded(index)), style=style),
        Text(_four(added, look), style="dim"),
        _bar(index, card.instrument, look),
    )


def _line_row(line: Line, card: Scorecard, look: Look, indent: int) -> Sequence[RenderableType]:
    instrument, indicator = card.instrument, line.indicator
    names = instrument.levels.names.get(indicator.scale, {})
    name = names.get(Fraction(line.level))
    words = look.texts.name(name) if name and line.answered else ""
    level = Text(look.figure(_as_shown(line.level, instrument)))
    if not line.answered:
        level = Text(f"({level.plain})", style="yellow")
    return (
        indented(indicator.id, look.texts.name(indicator.name), indent),
        Text(f"{_percent(indicator.weight, look)} %"),
        level,
        Text(_four(line.contribution, look), style="dim"),
        Text(safe(words), style="dim"),
    )


def _as_shown(level: Number, instrument: Instrument) -> Number | Decimal:
    """Give a whole level as it is, any other with the decimals of the index."""
    whole = instrument.levels.step.denominator == 1 and Fraction(level).denominator == 1
    return level if whole else instrument.rounded(level)


def _lines_of(group: Group, card: Scorecard) -> Iterator[Line]:
    wanted = {indicator.id for indicator in group.indicators}
    return (line for line in card.lines if line.indicator.id in wanted)


def _bar(index: Number, instrument: Instrument, look: Look) -> Text:
    levels = instrument.levels
    share = (index - levels.lowest) / (levels.highest - levels.lowest)
    return bar(float(share), BAR, look)


def _percent(weight: Fraction, look: Look) -> str:
    text = look.figure(weight)
    return look.figure(round_half_up(weight, 2)) if "/" in text else text


def _four(value: Number, look: Look) -> str:
    return look.figure(round_half_up(value, 4))


def _remarks(result: Result, card: Scorecard, look: Look) -> Iterator[Text]:
    """Say what a reader must know: what is unanswered, in conflict, or not official."""
    texts, instrument = look.texts, card.instrument
    total = len(card.lines)
    answered = total - len(card.unanswered)
    yield Text(texts("score.answered", answered=answered, total=total))
    if card.unanswered:
        yield Text(
            texts(
                "score.unanswered",
                lowest=look.figure(instrument.levels.lowest),
                indicators=", ".join(
                    instrument.ranges(line.indicator.id for line in card.unanswered)
                ),
                low=look.figure(instrument.rounded(card.low)),
                high=look.figure(instrument.rounded(card.high)),
            ),
            style="yellow",
        )
    unofficial = [line.indicator.id for line in card.lines if line.standing.unofficial]
    if unofficial and result.assessment is not None:
        rule = texts(f"combine.{result.assessment.combine.value}")
        indicators = ", ".join(unofficial)
        yield Text(texts("score.unofficial", rule=rule, indicators=indicators), style="yellow")


def _announced(result: Result, look: Look) -> Iterator[RenderableType]:
    """Give the published figures of the groups, and where they were announced."""
    published = result.assessment.published if result.assessment else None
    if published is None or result.case is None:
        return
    instrument = result.case.instrument
    shown = [
        (group, figures[group.id])
        for _, groups, figures in layers(instrument, published)
        for group in groups
        if group.id in figures
    ]
    if shown:
        table = grid(look)
        for title in ("table.domain" if published.domains else "table.aspect", "table.index"):
            table.add_column(look.texts(title), justify="right" if "index" in title else "left")
        table.add_column("", no_wrap=True)
        for group, figure in shown:
            name = indented(group.id, look.texts.name(group.name), 0)
            meter = _bar(Fraction(figure), instrument, look)
            table.add_row(name, Text(look.figure(figure)), meter)
        yield Padding(table, (0, 0, 1, 1), expand=False)
    source = published.source
    if source is not None:
        told = [source.title, source.date and source.date.isoformat(), source.url, source.note]
        yield Text(". ".join(safe(str(part)).rstrip(".") for part in told if part), style="dim")


def _what_if(result: Result, look: Look) -> str:
    """Name the levels put in and what the answers give without them."""
    texts, before = look.texts, result.before
    changed = result.changed or {}
    if before is None or result.card is None:
        return texts("score.what-if.none")
    moves: dict[str, list[str]] = {}
    for line in before.lines:
        if line.indicator.id in changed:
            level = look.figure(changed[line.indicator.id])
            moves.setdefault(f"{_before(line, look)} -> {level}", []).append(line.indicator.id)
    changes = ", ".join(
        f"{', '.join(before.instrument.ranges(indicators))}: {move}"
        for move, indicators in moves.items()
    )
    shown = look.figure(before.instrument.rounded(before.index))
    category = texts.category(before.judgement.category.name)
    first = texts("score.what-if", changes=changes)
    return f"{first}\n{texts('score.what-if.before', index=shown, category=category)}"


def _before(line: Line, look: Look) -> str:
    return look.figure(line.level) if line.answered else f"({look.figure(line.level)})"
