"""What is said of an import: what could not be taken over, what became of the rest."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spbe_cli.core.case import Case
from spbe_cli.core.inert import quoted
from spbe_cli.core.intake import Told
from spbe_cli.render.look import Look, counted


class Tally(NamedTuple):
    """How much was handed in, taken, there already, different, and not taken over."""

    assessments: int
    taken: int
    same: int
    clashes: int
    untaken: int


def losses(told: Iterable[Told], look: Look) -> Iterator[str]:
    """List what has no place in our files, then what was taken for something else."""
    every = [*told]
    for key, lines in (
        ("import.untaken", [_line(one) for one in every if one.read_as is None]),
        ("import.read-as", [_line(one) for one in every if one.read_as is not None]),
    ):
        if lines:
            yield look.texts(key)
            yield from lines


def _line(one: Told) -> str:
    found = f"  {quoted(one.place)}: {quoted(one.found)}"
    return found if one.read_as is None else f"{found} -> {quoted(one.read_as)}"


def done(tally: Tally, look: Look) -> str:
    """Sum up."""
    texts = look.texts
    return texts(
        "import.done",
        assessments=counted(texts, "assessments", tally.assessments),
        taken=counted(texts, "values", tally.taken),
        same=tally.same,
        clashes=counted(texts, "clashes", tally.clashes),
        untaken=tally.untaken,
    )


def unanswered(case: Case, look: Look) -> str:
    """Say how much is answered where not everything is; empty for figures, or when all is."""
    card, value = case.scorecard, case.assessment
    total = len(card.lines)
    if value.is_published_only or card.answered == total:
        return ""
    values = {"institution": value.institution, "year": value.year}
    return look.texts("import.unanswered", answered=card.answered, total=total, **values)
