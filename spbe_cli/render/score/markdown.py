"""Results of scoring as Markdown, for a merge request or a wiki."""

from collections.abc import Iterable, Iterator

from spbe_cli.core.result import Result
from spbe_cli.render import markdown, wording
from spbe_cli.render.look import Depth, Look, counted
from spbe_cli.render.markdown import escaped
from spbe_cli.render.score import sheets
from spbe_cli.render.score.sheets import Row


def row(result: Result, look: Look, by: Depth | None, scenarios: int) -> Row:
    """Write one of several files as a row."""
    del by
    return sheets.row(result, look, scenarios)


def several(rows: Iterable[Row], look: Look, by: Depth | None, scenarios: int) -> Iterator[str]:
    """Write several files as a table."""
    del by, scenarios
    yield from markdown.table(sheets.several(rows, look))


def alone(result: Result, look: Look, by: Depth | None) -> Iterator[str]:
    """Write one file in full."""
    depth = by or Depth.DOMAIN
    institution, place = wording.heading(result, look)
    yield f"## {escaped(institution or result.file)}\n\n{escaped(place)}\n\n"
    if result.changed is not None:
        lines = (f"> **{escaped(line)}**\n" for line in wording.what_if(result, look))
        yield ">\n".join(lines) + "\n"
    if result.shown is None or result.category is None:
        errors = counted(look.texts, "errors", result.errors)
        yield f"**{escaped(look.texts('score.no-index', errors=errors))}**\n"
        return
    category = look.texts.category(result.category.name)
    title = f"{look.texts('score.title')} {look.figure(result.shown)} {category}"
    yield f"**{escaped(title)}**\n\n"
    yield from (f"- {escaped(fact)}\n" for fact in wording.facts(result, look))
    note = wording.otherwise(result, look)
    if note:
        yield f"\n> {escaped(note)}\n"
    yield "\n"
    tree = sheets.tree(result, depth, look)
    if depth is Depth.OPD:
        for sheet in sheets.opds(result, look):
            yield from markdown.table(sheet)
    elif tree is not None:
        yield from markdown.table(tree)
    yield from (f"{escaped(remark)}\n\n" for remark in wording.remarks(result, depth, look))
    if result.announced is not None:
        yield f"{escaped(wording.source(result))}\n"
