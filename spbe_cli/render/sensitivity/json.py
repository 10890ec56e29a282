"""How an index depends on its levels, as `spbe.sensitivity/1`."""

from collections.abc import Iterable, Iterator

from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Problem
from spbe_cli.core.uncertainty.moves import Change, Direction
from spbe_cli.core.uncertainty.sensitivity import Margin, Sensitivity, Single
from spbe_cli.render import machine
from spbe_cli.render.distribution.json import distribution_json
from spbe_cli.render.given import identity
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json, exact, figure, level
from spbe_cli.render.sensitivity import sheets

SCHEMA = "spbe.sensitivity/1"

SIGNS = {Direction.DOWN: "minus", Direction.UP: "plus"}
"""How fields name the two ways an indicator moves."""


def refused(file: str, problems: Iterable[Problem], look: Look) -> Iterator[str]:
    """Write what there is to say of a file that is refused."""
    margins = {"down": None, "up": None}
    nothing: Json = {"index": None, "margins": margins, "indicators": [], "distribution": None}
    return machine.refused(SCHEMA, file, nothing, problems, look)


def render(given: Sensitivity, look: Look) -> Iterator[str]:
    """Write margins, what each indicator does, and the distribution."""
    instrument, found = given.case.instrument, given.distribution
    value: Json = {
        "schema": SCHEMA,
        **identity(given.file, given.case),
        "margins": {
            "down": _margin(given.down, given),
            "up": _margin(given.up, given),
        },
        "indicators": [_single(single, instrument) for single in given.singles],
        "model": {"down": exact(given.model.down), "up": exact(given.model.up)},
        "distribution": None if found is None else distribution_json(found, given.categories),
        "assumptions": [
            {"key": one.value, "text": text} for one, text in sheets.premises(given, look)
        ],
    }
    yield f"{machine.dump(value, look, indent=2)}\n"


def _margin(margin: Margin | None, given: Sensitivity) -> Json | None:
    """Give a margin; `steps` and what follows from them are null where no moves are enough."""
    if margin is None:
        return None
    value: Json = {"category": margin.category.name.id, "distance_exact": exact(margin.distance)}
    if margin.changes is None:
        return value | {"steps": None, "set": [], "change_exact": None, "after": None}
    instrument = given.case.instrument
    return value | {
        "steps": margin.steps,
        "set": [_change(one, instrument) for one in margin.changes],
        "change_exact": exact(margin.after - given.case.scorecard.index),
        "after": {
            "index": figure(instrument.rounded(margin.after)),
            "index_exact": exact(margin.after),
            "category": margin.reached.name.id,
        },
    }


def _change(one: Change, instrument: Instrument) -> Json:
    return {
        "indicator": one.line.indicator.id,
        "from": level(one.line.level, instrument),
        "to": level(one.to, instrument),
        "from_exact": exact(one.line.level),
        "to_exact": exact(one.to),
        "steps": one.moves,
        "change_exact": exact(one.change),
    }


def _single(single: Single, instrument: Instrument) -> Json:
    """Give what moving an indicator by itself does; null where there is no room."""
    line = single.line
    value: Json = {
        "id": line.indicator.id,
        "name": line.indicator.name.id,
        "level": level(line.level, instrument),
        "level_exact": exact(line.level),
        "answered": line.answered,
    }
    for direction, sign in reversed(SIGNS.items()):
        effect = single.effect(direction)
        value[f"{sign}_exact"] = None if effect is None else exact(effect.change.change)
        value[f"{sign}_to_exact"] = None if effect is None else exact(effect.change.to)
        category = None if effect is None else effect.category
        value[f"{sign}_category"] = None if category is None else category.name.id
    return value
