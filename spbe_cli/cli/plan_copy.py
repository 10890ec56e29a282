"""A plan stored in a copy of the assessment: its levels as `target:` values, all else as it was."""

import errno
import os
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from spbe_cli.cli.assessments import Opened
from spbe_cli.cli.session import Session
from spbe_cli.core.exact import Number
from spbe_cli.core.plans.aims import aimed_at
from spbe_cli.core.plans.planned import Planned
from spbe_cli.core.plans.targets import targets
from spbe_cli.core.problems import CallError, ContentError, Problem
from spbe_cli.output import refuse_existing, write_all
from spbe_cli.reading import files
from spbe_cli.render.look import counted


def refuse_copy(copy: Path, given: Opened, inputs: Sequence[files.Spot], *, force: bool) -> None:
    """Raise `CallError` where a copy would be in the way of something.

    That is a file it is made from, any other file unless `force`, or a place where the assessment
    would include it; its folder must be there.
    """
    files.refuse_input(copy, inputs)
    if not force:
        refuse_existing([copy])
    if not copy.parent.is_dir():
        raise CallError("call.unwritable", path=copy.as_posix(), reason=os.strerror(errno.ENOENT))
    way = files.way(copy.resolve(), given.spot.folder.resolve())
    for pattern in given.case.assessment.include:
        if fnmatchcase(way, pattern):
            raise CallError("call.plan-included", path=copy.as_posix(), pattern=pattern)


def write_copy(session: Session, given: Planned, spot: files.Spot, copy: Path) -> None:
    """Write the copy, and say so; nothing where the target is out of reach.

    Raises `CallError` where it cannot be written, or the file cannot be changed with certainty.
    """
    texts = session.texts
    if not given.feasible:
        session.fail(texts("plan.not-written", path=copy.as_posix()))
        return
    text, count = _with_targets(given, spot)
    write_all({copy: text}, overwrite=True)
    told = counted(texts, "targets", count)
    session.tell(texts("plan.written", path=copy.as_posix(), targets=told))
    kept = given.case.instrument.ranges(aimed_at(given.case).keys() - _levels(given).keys())
    if kept:
        session.tell(texts("plan.kept", indicators=", ".join(kept)))
    if copy.parent.resolve() != spot.folder.resolve() and not spot.is_stdin:
        session.tell(texts("plan.moved"))


def _with_targets(given: Planned, spot: files.Spot) -> tuple[str, int]:
    """Give the text of a file with the levels that a plan ends at, and how many they are."""
    from spbe_cli.editing import Edit, edited  # noqa: PLC0415 - seldom asked

    source = files.read(spot)
    if isinstance(source, Problem):
        raise ContentError([source])
    placed = targets(given.case, _levels(given), source.has)
    edits = [Edit(path, level) for path, level in placed]
    order = given.case.instrument.positions
    text = edited(source.text, edits, file=spot.label, order=order) if edits else source.text
    return files.byte_order_mark(spot.path) + text, len(edits)


def _levels(given: Planned) -> Mapping[str, Number]:
    """Give the level that each indicator of a plan ends at."""
    return {step.indicator.id: step.level for step in given.plan.steps} if given.plan else {}
