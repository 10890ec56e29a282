"""A new assessment and its OPD files as YAML to fill in, what each level asks for beside it."""

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import NamedTuple

from spbe_cli.core.assessment import Combine
from spbe_cli.core.case import Case
from spbe_cli.core.drafting import answered_before
from spbe_cli.core.exact import exact_text
from spbe_cli.core.instrument import Indicator, Known, level_texts
from spbe_cli.render.look import Look

WIDTH = 100
"""Columns that remarks are folded at."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w ()/.-]*[\w).])?")
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


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
    yield f"institution: {_text(value.institution)}\n"
    if value.type is not None:
        yield f"type: {value.type.value}\n"
    if value.province is not None:
        yield f"province: {_text(value.province)}\n"
    yield f"year: {value.year}\ninstrument: {_text(value.instrument)}\nstage: {value.stage.value}\n"
    yield f"draft: true  # {texts('init.draft')}\n"
    if value.combine is not Combine.LOWEST:
        yield f"combine: {value.combine.value}\n"
    if value.lead:
        leads = ", ".join(f"{_key(key)}: {_text(opd)}" for key, opd in value.lead.items())
        yield f"lead: {{{leads}}}\n"
    if drafted.folder:
        yield f"include: [{drafted.folder}/*.yaml]\n"
    free = [one for one in case.instrument.indicators if not case.owners[one.id]]
    yield "\nanswers:\n"
    if drafted.folder:
        yield from _remark(texts("init.elsewhere", folder=drafted.folder), indent=2)
    yield from _answers(free, "", drafted, look)


def opd(drafted: Drafted, opd_id: str, schema: str, look: Look) -> Iterator[str]:
    """Write the file of an OPD: what it owns."""
    texts, case = look.texts, drafted.case
    value = case.assessment.opds[opd_id]
    mine = [one for one in case.instrument.indicators if opd_id in case.owners[one.id]]
    owns = case.instrument.ranges([one.id for one in mine])
    yield _server(schema)
    yield from _remark(texts("init.about.opd", year=case.assessment.year))
    yield from _remark(texts("init.example"))
    yield f"opd: {_text(opd_id)}\n"
    if value.name is not None:
        yield f"name: {_text(value.name)}\n"
    yield f"owns: [{', '.join(map(_key, owns))}]\n\nanswers:\n"
    yield from _answers(mine, opd_id, drafted, look)


def _answers(
    indicators: list[Indicator], opd_id: str, drafted: Drafted, look: Look
) -> Iterator[str]:
    """Write a place for each answer, with what its levels ask for and last year's level."""
    case, before = drafted.case, drafted.before
    levels = answered_before(before, case.instrument, opd_id)
    aspects = {aspect.id: aspect for aspect in case.instrument.aspects}
    aspect = ""
    for one in indicators:
        if one.aspect != aspect:
            aspect = one.aspect
            name = look.texts.name(aspects[aspect].name)
            yield f"\n  # ---- {aspect} {name} ----\n"
        yield "\n"
        weight = f"{look.figure(one.weight)} %"
        yield from _remark(f"{one.id} {look.texts.name(one.name)} ({weight})", indent=2)
        for text in level_texts(case.instrument, one, drafted.known.criteria):
            title = [exact_text(text.level)] + ([look.texts.name(text.name)] if text.name else [])
            asked = f": {look.texts.name(text.asked)}" if text.asked else ""
            yield from _remark(" ".join(title) + asked, indent=2, inner=2)
        yield f"  {_key(one.id)}:"
        if before is not None and one.id in levels:
            yield f"  # {before.assessment.year}: {exact_text(levels[one.id])}"
        yield "\n"


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


def _key(text: str) -> str:
    """Write an id or a range of ids; one that is a number in the instrument stays as it is."""
    return text if re.fullmatch(r"[1-9]\d*|\d+-\d+", text) else _text(text)


def _text(text: str) -> str:
    """Write text so that YAML reads it as the same text."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08X}"
