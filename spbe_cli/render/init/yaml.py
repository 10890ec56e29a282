"""A new assessment and its OPD files as YAML to fill in, what each level asks for beside it."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import NamedTuple

from spbe_cli.core.assessment import Assessment, Combine
from spbe_cli.core.case import Case
from spbe_cli.core.drafting import answered_before
from spbe_cli.core.exact import exact_text
from spbe_cli.core.instrument import Indicator, Instrument, Known, level_texts
from spbe_cli.core.notation import as_key, as_text, flow
from spbe_cli.render.look import Look

_PATTERN = re.compile(r"[A-Za-z][\w-]*[./*][\w./*-]*")
"""What an include pattern needs no quotes for."""

WIDTH = 100
"""Columns that remarks are folded at."""


class Drafted(NamedTuple):
    """What a draft is made from. `folder` is where OPD files lie, empty where there are none."""

    case: Case
    before: Case | None
    known: Known
    folder: str


def assessment(drafted: Drafted, schema: str, look: Look) -> Iterator[str]:
    """Write the file of the institution: what nobody owns is answered here."""
    texts, case = look.texts, drafted.case
    value = case.assessment
    yield _server(schema)
    yield from _remark(texts("init.about.assessment", instrument=case.instrument.short))
    yield from _remark(texts("init.example"))
    yield from head(value, [f"{drafted.folder}/*.yaml"] if drafted.folder else [], look)
    free = [one for one in case.instrument.indicators if not case.owners[one.id]]
    yield "\nanswers:\n"
    if drafted.folder:
        yield from elsewhere(drafted.folder, look)
    yield from _answers(free, "", drafted, look)


def head(value: Assessment, include: Iterable[str], look: Look) -> Iterator[str]:
    """Write which assessment it is, what holds for all of it, and which files it includes."""
    yield f"institution: {as_text(value.institution)}\n"
    if value.type is not None:
        yield f"type: {value.type.value}\n"
    if value.province is not None:
        yield f"province: {as_text(value.province)}\n"
    yield f"year: {value.year}\ninstrument: {as_text(value.instrument)}\n"
    yield f"stage: {value.stage.value}\n"
    if value.draft:
        yield f"draft: true  # {look.texts('init.draft')}\n"
    if value.combine is not Combine.LOWEST:
        yield f"combine: {value.combine.value}\n"
    if value.lead:
        yield f"lead: {flow({**value.lead})}\n"
    patterns = [one if _PATTERN.fullmatch(one) else as_text(one) for one in include]
    if patterns:
        yield f"include: [{', '.join(patterns)}]\n"


def elsewhere(folder: str, look: Look) -> Iterator[str]:
    """Say where the other indicators are answered."""
    return _remark(look.texts("init.elsewhere", folder=folder), indent=2)


def opd(drafted: Drafted, opd_id: str, schema: str, look: Look) -> Iterator[str]:
    """Write the file of an OPD: what it owns."""
    texts, case = look.texts, drafted.case
    value = case.assessment.opds[opd_id]
    mine = [one for one in case.instrument.indicators if opd_id in case.owners[one.id]]
    owns = case.instrument.ranges([one.id for one in mine])
    yield _server(schema)
    yield from _remark(texts("init.about.opd", year=case.assessment.year))
    yield from _remark(texts("init.example"))
    yield from opd_head(opd_id, value.name, owns)
    yield "\nanswers:\n"
    yield from _answers(mine, opd_id, drafted, look)


def opd_head(opd_id: str, name: str | None, owns: Iterable[str] | None) -> Iterator[str]:
    """Write which OPD it is, and what it owns."""
    yield f"opd: {as_text(opd_id)}\n"
    if name is not None:
        yield f"name: {as_text(name)}\n"
    if owns is not None:
        yield f"owns: [{', '.join(map(as_key, owns))}]\n"


def _answers(
    indicators: list[Indicator], opd_id: str, drafted: Drafted, look: Look
) -> Iterator[str]:
    """Write a place for each answer, with what its levels ask for and last year's level."""
    case, before = drafted.case, drafted.before
    levels = answered_before(before, case.instrument, opd_id)
    for one, title in titled(indicators, case.instrument, look):
        yield title
        for text in level_texts(case.instrument, one, drafted.known.criteria):
            level = [exact_text(text.level)] + ([look.texts.name(text.name)] if text.name else [])
            asked = f": {look.texts.name(text.asked)}" if text.asked else ""
            yield from _remark(" ".join(level) + asked, indent=2, inner=2)
        yield f"  {as_key(one.id)}:"
        if before is not None and one.id in levels:
            yield f"  # {before.assessment.year}: {exact_text(levels[one.id])}"
        yield "\n"


def titled(
    indicators: Iterable[Indicator], instrument: Instrument, look: Look
) -> Iterator[tuple[Indicator, str]]:
    """Give indicators with what stands above the place of each answer, aspect by aspect."""
    aspects = {aspect.id: aspect for aspect in instrument.aspects}
    aspect = ""
    for one in indicators:
        lines = []
        if one.aspect != aspect:
            aspect = one.aspect
            lines.append(f"\n  # ---- {aspect} {look.texts.name(aspects[aspect].name)} ----\n")
        weight = f"{look.figure(one.weight)} %"
        lines += ("\n", *_remark(f"{one.id} {look.texts.name(one.name)} ({weight})", indent=2))
        yield one, "".join(lines)


def _server(schema: str) -> str:
    return f"# yaml-language-server: $schema={schema}\n"


def _remark(text: str, indent: int = 0, inner: int = 0) -> Iterator[str]:
    """Write a remark, folded."""
    head = f"{' ' * indent}# {' ' * inner}"
    for line in wrap(
        text,
        WIDTH,
        initial_indent=head,
        subsequent_indent=f"{head}  ",
        break_long_words=False,
        break_on_hyphens=False,
    ):
        yield f"{line}\n"
