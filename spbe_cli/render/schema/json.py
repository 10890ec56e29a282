"""The shapes of files as JSON Schema 2020-12, for editors and other validators.

What an instrument knows comes on top: its ids as the only keys, its levels with their criteria.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from spbe_cli.core.assessment import Shape
from spbe_cli.core.exact import Number, exact_text
from spbe_cli.core.instrument import Indicator, Instrument, Known, LevelText, level_texts
from spbe_cli.render import machine
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MOST_NAMED = 20
"""Levels up to which each stands for itself; more than these are a range."""

_SPECIAL = re.compile(r"[.*+?^${}()|\[\]\\/]")
"""What ECMA-262, which patterns of JSON Schema are written in, lets be escaped."""

_NOTHING: Json = {"type": "null"}


def render(
    model: type[Shape], known: Sequence[Known], look: Look, *, alone: bool = False
) -> Iterator[str]:
    """Write the schema of a shape.

    What each instrument allows holds for files that name it; where one stands `alone`, for all.
    """
    schema = _described(model, look)
    about = "one" if alone else "all"
    names = ", ".join(one.instrument.short for one in known)
    title = look.texts(f"schema.{model.__name__.lower()}:{about}", instrument=names)
    definitions = schema.pop("$defs", {})
    for one in known:
        definitions |= _levels_of(one, look)
    schema = {"$schema": DIALECT, "title": title, **schema}
    if known:
        ids = [one.instrument.id for one in known]
        own = {"type": "string", "pattern": r"\.[Yy][Aa]?[Mm][Ll]$"}
        schema["properties"]["instrument"] |= {"anyOf": [{"enum": ids}, own]}
        parts = [(one.instrument.id, _allowed(model, one)) for one in known]
        schema["allOf"] = [part if alone else _where(name, part) for name, part in parts]
    schema["$defs"] = definitions
    yield machine.dump(schema, look, indent=2) + "\n"


def _described(model: type[Shape], look: Look) -> Json:
    """Take the schema that follows from the models, with texts people can read."""
    from pydantic.json_schema import GenerateJsonSchema  # noqa: PLC0415 - slow, only for this verb

    class Quiet(GenerateJsonSchema):
        """Gives no titles made from names."""

        def field_title_should_be_set(self, schema: Any) -> bool:
            """Leave them out."""
            del schema
            return False

    schema = model.model_json_schema(schema_generator=Quiet)
    shapes = {shape.__name__: shape for shape in _all_shapes(Shape)}
    for name, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        part.pop("title", None)
        part.pop("description", None)
        for key, value in part.get("properties", {}).items():
            value.pop("default", None)
            text = _text(shapes[name], key, look)
            if text is not None:
                part["properties"][key] = {"description": text, **value}
    _close(schema)
    return schema


def _all_shapes(shape: type[Shape]) -> Iterator[type[Shape]]:
    for below in shape.__subclasses__():
        yield below
        yield from _all_shapes(below)


def _text(shape: type[Shape], key: str, look: Look) -> str | None:
    """Find what is said of a key where it is declared first."""
    owners = [owner.__name__.lower() for owner in shape.__mro__]
    return look.texts.find(*(f"schema.{owner}.{key}" for owner in owners))


def _close(part: Any) -> None:
    """Allow no other keys where keys have a pattern."""
    if isinstance(part, list):
        for item in part:
            _close(item)
    elif isinstance(part, dict):
        if "patternProperties" in part:
            part.setdefault("additionalProperties", False)
        for value in part.values():
            _close(value)


def _where(name: str, part: Json) -> Json:
    """Let a part hold only for files that name an instrument."""
    names = {"properties": {"instrument": {"const": name}}, "required": ["instrument"]}
    return {"if": names, "then": part}


def _allowed(model: type[Shape], known: Known) -> Json:
    """Say what an instrument allows in an assessment or an OPD file."""
    instrument = known.instrument
    answers = {"$ref": f"#/$defs/answers-{_reference(instrument)}"}
    groups = {
        key: _only([group.id for group in groups])
        for key, groups in (("domains", instrument.domains), ("aspects", instrument.aspects))
    }
    allowed: Json = {
        "answers": answers,
        "lead": _only(instrument.positions),
        "opds": {"additionalProperties": {"properties": {"answers": answers}}},
        "published": {"properties": groups},
    }
    fields = model.model_fields
    return {"properties": {key: value for key, value in allowed.items() if key in fields}}


def _only(ids: Iterable[str]) -> Json:
    """Allow no other keys than ids.

    As a pattern, since editors are known that find no number among `properties`.
    """
    written = "|".join(_SPECIAL.sub(r"\\\g<0>", one) for one in ids)
    return {"patternProperties": {f"^({written})$": True}, "additionalProperties": False}


def _levels_of(known: Known, look: Look) -> Json:
    """Define the answers of an instrument, and the levels of each indicator."""
    instrument = known.instrument
    name = _reference(instrument)
    levels = {f"level-{name}-{one.id}": _level(one, known, look) for one in instrument.indicators}
    answers = {
        "properties": {
            one.id: _answer(one, f"#/$defs/level-{name}-{one.id}", known, look)
            for one in instrument.indicators
        },
        **_only(instrument.positions),
    }
    return {f"answers-{name}": answers, **levels}


def _answer(one: Indicator, level: str, known: Known, look: Look) -> Json:
    """Say what an answer to one indicator may be, and what each level asks for."""
    reference = {"$ref": level}
    told = [_told(text, look) for text in level_texts(known.instrument, one, known.criteria)]
    lines = [f"- {text['title']}: {text['description']}" for text in told if "description" in text]
    lengthy = {
        "type": "object",
        "properties": {key: {"anyOf": [reference, _NOTHING]} for key in ("level", "target")},
    }
    described = {"description": "\n".join(lines)} if lines else {}
    title = f"{one.id} {look.texts.name(one.name)}"
    return {"title": title, **described, "anyOf": [reference, _NOTHING, lengthy]}


def _level(one: Indicator, known: Known, look: Look) -> Json:
    """Say which levels there are."""
    levels = known.instrument.levels
    if len(levels.all) > MOST_NAMED:
        lowest, highest = (_json(bound) for bound in (levels.lowest, levels.highest))
        return {"type": "number", "minimum": lowest, "maximum": highest}
    texts = {text.level: text for text in level_texts(known.instrument, one, known.criteria)}
    named = [
        {"const": _json(level), **(_told(texts[level], look) if level in texts else {})}
        for level in map(Fraction, sorted(levels.all))
    ]
    for beyond in levels.exceptional:
        stage = look.texts(f"stage.{beyond.stage}")
        level = exact_text(beyond.level)
        title = look.texts("instrument.exceptional", level=level, stage=stage)
        named.append({"const": _json(beyond.level), "title": title})
    return {"oneOf": named}


def _told(text: LevelText, look: Look) -> Json:
    name = look.texts.name(text.name) if text.name else ""
    title = {"title": f"{exact_text(text.level)} {name}".rstrip()}
    return title | ({"description": look.texts.name(text.asked)} if text.asked else {})


def _json(level: Number) -> float | int:
    return int(level) if level == int(level) else float(level)


def _reference(instrument: Instrument) -> str:
    """Write an id as it may stand in the address of a definition."""
    return "".join(c if c.isalnum() and c.isascii() else "-" for c in instrument.id)
