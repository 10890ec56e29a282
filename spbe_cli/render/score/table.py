"""Results of scoring in the terminal: one file in full, several as one row each."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from spbe_cli.core.inert import safe
from spbe_cli.core.result import Result
from spbe_cli.render import wording
from spbe_cli.render.look import Depth, Look, counted
from spbe_cli.render.score import sheets
from spbe_cli.render.score.sheets import Row
from spbe_cli.render.terminal import drawn, large, pages_of, text_of


def row(result: Result, look: Look, by: Depth | None, scenarios: int) -> Row:
    """Write one of several files as a row."""
    del by
    return sheets.row(result, look, scenarios)


def several(rows: Iterable[Row], look: Look, by: Depth | None, scenarios: int) -> Iterator[str]:
    """Write several files as a table."""
    del by, scenarios
    yield from pages_of(sheets.several(rows, look), look)


def alone(result: Result, look: Look, by: Depth | None) -> Iterator[str]:
    """Write one file in full."""
    yield text_of(Group(*_parts(result, look, by or Depth.DOMAIN)), look)


def _parts(result: Result, look: Look, depth: Depth) -> Iterator[RenderableType]:
    institution, place = wording.heading(result, look)
    if institution:
        yield Text(safe(institution), style="bold")
    yield Text(safe(place), style="dim")
    if result.changed is not None:
        yield Text("\n" + "\n".join(wording.what_if(result, look)), style="bold yellow")
    if result.shown is None:
        errors = counted(look.texts, "errors", result.errors)
        yield Text(f"\n{look.texts('score.no-index', errors=errors)}", style="bold red")
        return
    yield Text()
    yield _headline(result, look)
    note = wording.otherwise(result, look)
    if note:
        yield Text(f"\n{note}", style="yellow")
    yield Text()
    tree = sheets.tree(result, depth, look)
    if depth is Depth.OPD:
        yield from (drawn(sheet, look) for sheet in sheets.opds(result, look))
    elif tree is not None:
        yield drawn(tree, look)
    for position, remark in enumerate(wording.remarks(result, depth, look)):
        yield Text(safe(remark), style="yellow" if position else "")
    if result.announced is not None:
        yield Text(safe(wording.source(result)), style="dim")


def _headline(result: Result, look: Look) -> RenderableType:
    """Give index and category, large on a terminal, and how far the neighbours are."""
    shown = "" if result.shown is None else look.figure(result.shown)
    category = look.texts.category(result.category.name) if result.category else ""
    title = Text.assemble(
        f"{look.texts('score.title')} ", (shown, "bold"), " ", (safe(category), "bold green")
    )
    lines = [title, *(Text(fact) for fact in wording.facts(result, look))]
    if not look.unicode or look.width is None:
        return Group(*lines)
    table = Table.grid(padding=(0, 3))
    table.add_row(large(shown), Text("\n").join(lines))
    return Padding(table, (0, 0, 0, 1))
