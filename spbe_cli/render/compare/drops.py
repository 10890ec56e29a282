"""What a gate says: what fell, what could not be judged, or that nothing fell."""

from collections.abc import Iterator

from spbe_cli.core.comparisons.comparison import Change, Comparison
from spbe_cli.core.comparisons.drops import Fall, Judged, Layer
from spbe_cli.core.inert import safe
from spbe_cli.render import wording
from spbe_cli.render.compare import wording as said
from spbe_cli.render.look import Look


def failures(judged: Judged, comparison: Comparison, look: Look) -> Iterator[str]:
    """Say what fell, then what changed and could not be judged."""
    names = said.labels(comparison, look)
    for fall in judged.falls:
        yield _fell(fall, judged.layer, comparison, names, look)
    for change in judged.unjudged:
        yield look.texts(
            "compare.gate.unjudged", what=_named(change, names), why=_why(change, look)
        )


def met(judged: Judged, look: Look) -> str:
    """Say that nothing fell in the steps that could be judged."""
    values = {
        "layer": look.texts(f"compare.layer.{judged.layer.value}"),
        "steps": len(judged.steps),
    }
    key = "passed" if judged.steps else "unchanged"
    return look.texts(f"compare.gate.{key}", **values)


def _fell(
    fall: Fall, layer: Layer, comparison: Comparison, names: tuple[str, ...], look: Look
) -> str:
    ends = (comparison.columns[fall.step.before], comparison.columns[fall.step.after])
    if layer is Layer.CATEGORY:
        before, after = (said.category(end, look) for end in ends)
    else:
        before, after = (wording.full(value, look) for value in (fall.before, fall.after))
    name = f" {fall.what.id} {look.texts.name(fall.what.name)}" if fall.what is not None else ""
    return look.texts(
        "compare.gate.failed",
        what=f"{look.texts(f'compare.layer.{layer.value}')}{name}",
        before=before,
        after=after,
        step=safe(said.heading(fall.step, names, look)),
    )


def _named(change: Change, names: tuple[str, ...]) -> str:
    place = change.before if change.after is None else change.after
    return "" if place is None else names[place]


def _why(change: Change, look: Look) -> str:
    """Say why a change could not be judged."""
    if change.after is None:
        return look.texts("compare.gone")
    if change.step is None:
        return look.texts("compare.no-index")
    return said.reasons(change.step, ", ", look) or look.texts("compare.no-split")
