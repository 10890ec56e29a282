"""What a gate says of something that fell."""

from spbe_cli.comparison import Comparison
from spbe_cli.drops import Drop, Fall
from spbe_cli.inert import safe
from spbe_cli.render import compare_wording as said
from spbe_cli.render import wording
from spbe_cli.render.look import Look


def line(fall: Fall, layer: Drop, comparison: Comparison, look: Look) -> str:
    """Say what fell, from what to what, in which step."""
    ends = (comparison.columns[fall.step.before], comparison.columns[fall.step.after])
    if layer is Drop.CATEGORY:
        before, after = (said.category(end, look) for end in ends)
    else:
        before, after = (wording.full(value, look) for value in (fall.before, fall.after))
    name = f" {fall.what.id} {look.texts.name(fall.what.name)}" if fall.what is not None else ""
    return look.texts(
        "compare.gate.failed",
        what=f"{look.texts(f'compare.layer.{layer.value}')}{name}",
        before=before,
        after=after,
        step=safe(said.heading(fall.step, comparison, look)),
    )
