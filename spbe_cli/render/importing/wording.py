"""What is said of an import: what could not be taken over, what became of the rest."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spbe_cli.core.case import Case
from spbe_cli.core.exchange.intake import How, Told
from spbe_cli.core.inert import quoted
from spbe_cli.core.problems import KeyPath, dotted
from spbe_cli.locale import Texts
from spbe_cli.render.look import Look, counted

MERGED = frozenset({How.MERGED, How.MERGED_LEVEL})
"""How something is read of which is said for which indicators, in place of what it is."""

MOST_KEPT = 5
"""Values that are named, of those that stay while their cells are empty."""


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
    for key, chosen in (
        ("import.untaken", [one for one in every if one.read_as is None]),
        ("import.read-as", [one for one in every if one.read_as is not None]),
    ):
        if chosen:
            yield look.texts(key)
            yield from (_line(one, look.texts) for one in chosen)


def _line(one: Told, texts: Texts) -> str:
    """Say what was found and, where that is something else, what it was taken for, and how."""
    line, taken = f"  {quoted(one.place)}: {quoted(one.found)}", quoted(one.read_as or "")
    if one.read_as not in {None, one.found} and one.how not in MERGED:
        line += f" -> {taken}"
    return line if one.how is None else f"{line} ({texts(f'import.how.{one.how}', ids=taken)})"


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


def kept(paths: Sequence[KeyPath], look: Look) -> str:
    """Say what stays while its cell is empty; empty itself where nothing does."""
    shown, more = [dotted(path) for path in paths[:MOST_KEPT]], len(paths) - MOST_KEPT
    if not shown:
        return ""
    key = "import.kept.more" if more > 0 else "import.kept"
    return look.texts(key, paths=quoted(", ".join(shown)), more=more)


def unanswered(case: Case, look: Look) -> str:
    """Say how much is answered where not everything is; empty for figures, or when all is."""
    card, value = case.scorecard, case.assessment
    total = len(card.lines)
    if value.is_published_only or card.answered == total:
        return ""
    values = {"institution": value.institution, "year": value.year}
    return look.texts("import.unanswered", answered=card.answered, total=total, **values)
