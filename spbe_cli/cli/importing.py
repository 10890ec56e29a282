"""`spbe import`: YAML of what others filled in, without losing anything that is there."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from spbe_cli.cli.app import verb
from spbe_cli.cli.beside import beside
from spbe_cli.cli.importing_places import Places, Target
from spbe_cli.cli.importing_texts import Change, Laid, changed_files, new_files
from spbe_cli.cli.importing_work import Prepared, other_assessment, prepared, read_back
from spbe_cli.cli.progress import watched
from spbe_cli.cli.session import Session
from spbe_cli.core.exchange.intake import Side, Told
from spbe_cli.core.problems import (
    CallError,
    Code,
    ContentError,
    ExitCode,
    Problem,
    Severity,
    in_order,
)
from spbe_cli.output import UnfinishedError, write_set
from spbe_cli.reading import files
from spbe_cli.reading.bundles import gathered
from spbe_cli.reading.deliveries import KINDS, Delivery, Part, read, sources
from spbe_cli.reading.library import shared
from spbe_cli.reading.present import Present
from spbe_cli.render.importing import diff as import_diff
from spbe_cli.render.importing import wording as import_wording
from spbe_cli.render.look import Look, counted

_FILE_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,4}")
"""How the names of files end, and those of folders hardly do."""


def command() -> Any:
    """Build the command."""
    return verb("import", import_)


def import_(
    session: Session,
    paths: Annotated[list[str], typer.Argument(metavar="SOURCE", show_default=False)],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR|FILE", show_default=False)],
    merge: Annotated[bool, typer.Option("--merge")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    ours: Annotated[bool, typer.Option("--ours")] = False,
    theirs: Annotated[bool, typer.Option("--theirs")] = False,
    answers: Annotated[bool, typer.Option("--answers")] = False,
) -> ExitCode:
    """Import all that is handed in, or nothing of it."""
    target, side = _target(output, merge=merge), _side(ours=ours, theirs=theirs)
    library, spots = shared(), sources(paths)
    present = Present(library, target.path)
    only = present.only if target.is_file else None
    reading = (read(spot, library, with_answers=answers, otherwise=only) for spot in spots)
    deliveries = [*watched(reading, len(spots), session)]
    told = [one for delivery in deliveries for one in delivery.told]
    session.tell(*import_wording.losses(told, session.error_look))
    try:
        every = _prepared(session, deliveries, present, side)
    except ContentError as error:
        return _refused(session, error.problems)
    if target.is_file and len(every) > 1:
        raise CallError("call.import-several", count=str(len(every)))
    laid = [*_laid(session, every, target, present)]
    changes = [change for one in laid for change in one.changes]
    if dry_run:
        session.write(_diff(changes, session.look()))
    else:
        _write(session, changes)
        read_back((one.given for one in laid), Present(library, target.path))
    session.tell(*_summary(every, changes, told, session, dry_run=dry_run))
    return ExitCode.OK


def _refused(session: Session, problems: Sequence[Problem]) -> ExitCode:
    """Say what is wrong, and that nothing was written for it."""
    session.fail_problems(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    session.tell(session.texts("import.nothing", errors=counted(session.texts, "errors", errors)))
    return ExitCode.CONTENT


def _side(*, ours: bool, theirs: bool) -> Side | None:
    if ours and theirs:
        raise CallError("call.import-sides")
    if ours:
        return Side.OURS
    return Side.THEIRS if theirs else None


def _target(path: Path, *, merge: bool) -> Target:
    """Tell a folder from a file: by what is there, else by the name."""
    ending = path.suffix.lower()
    is_file = path.is_file() or (not path.is_dir() and ending in files.YAML_ENDINGS)
    is_odd = is_file and ending not in files.YAML_ENDINGS
    is_named_so = ending in KINDS or _FILE_ENDING.fullmatch(ending) is not None
    is_odd = is_odd or (not is_file and not path.exists() and is_named_so)
    if is_odd or path == Path(files.STDIN):
        raise CallError("call.import-target", path=path.as_posix())
    return Target(path, is_file, merge)


def _prepared(
    session: Session, deliveries: Sequence[Delivery], present: Present, side: Side | None
) -> list[Prepared]:
    """Put together what was handed in; raises `ContentError` with all that is wrong with it."""

    def note(part: Part) -> str:
        answered, total = part.computed or (0, 0)
        values = {"file": part.spot.label, "answered": answered, "total": total}
        return session.texts("import.note", **values)

    bundles, problems = gathered(deliveries, present, note)
    every = [prepared(bundle, side) for bundle in bundles]
    problems += (one for delivery in deliveries for one in delivery.problems)
    problems += (one for given in every for one in given.problems)
    problems += (one for bundle in bundles for one in other_assessment(bundle, present))
    found = in_order([*problems, *present.unclear])
    if any(problem.severity is Severity.ERROR for problem in found):
        # which side is taken is no matter where neither is written
        settled = (Code.IMPORT_CONFLICT, Severity.WARNING)
        told = [one for one in found if (one.finding.code, one.severity) != settled]
        raise ContentError(beside(told, quiet=session.quiet))
    session.fail_problems(beside(found, quiet=session.quiet))
    return every


def _laid(
    session: Session, every: Sequence[Prepared], target: Target, present: Present
) -> Iterator[Laid]:
    """Give every assessment with the files that change for it."""
    fresh = [given for given in every if given.bundle.there is None]
    places = Places(target, present, alone=len(fresh) == 1)
    look = session.look(target.path)
    for given in every:
        there = given.bundle.there
        if there is None:
            yield new_files(given, places, look)
        elif given.intake.taken:
            yield changed_files(given, there, places, look)
        else:
            yield Laid(given, [])


def _diff(changes: Sequence[Change], look: Look) -> Iterator[str]:
    for path, before, after in changes:
        yield from import_diff.render(path.as_posix(), before, after, look)


def _write(session: Session, changes: Sequence[Change]) -> None:
    """Write all files; where that ends midway, say which are written and which are not."""
    marks = {one.path: files.byte_order_mark(one.path) for one in changes}
    try:
        write_set({one.path: marks[one.path] + one.after for one in changes})
    except UnfinishedError as error:
        texts = session.texts
        session.fail(*(texts("import.written", path=one.as_posix()) for one in error.written))
        session.fail(*(texts("import.unwritten", path=one.as_posix()) for one in error.missing))
        session.fail(texts("import.again"))
        if not isinstance(error.reason, OSError):
            raise error.reason from error
        reason = str(error.reason.strerror)
        path = error.missing[0].as_posix()
        raise CallError("call.unwritable", path=path, reason=reason) from error


def _summary(
    every: Sequence[Prepared],
    changes: Sequence[Change],
    told: Sequence[Told],
    session: Session,
    *,
    dry_run: bool,
) -> Iterator[str]:
    """Say which files were written, what of it is new, and what is still to answer."""
    texts, look = session.texts, session.error_look
    would = "would-" if dry_run else ""
    for change in changes:
        kind = "new" if change.before is None else "changed"
        yield texts(f"import.{would}{kind}", path=change.path.as_posix())
    if not changes:
        yield texts("import.same")
    tally = import_wording.Tally(
        len(every),
        sum(len(given.intake.taken) for given in every),
        sum(given.intake.same for given in every),
        sum(len(given.intake.clashes) for given in every),
        sum(one.read_as is None for one in told),
    )
    yield import_wording.done(tally, look)
    kept = [path for given in every for path in given.bundle.kept]
    yield from filter(None, [import_wording.kept(kept, look)])
    yield from filter(None, (import_wording.unanswered(given.case, look) for given in every))
