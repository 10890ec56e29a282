"""The one assessment that a call is about, as the command line names it."""

from typing import NamedTuple

from spbe_cli.core.case import Case
from spbe_cli.core.problems import CallError, ContentError, Severity
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader


class Opened(NamedTuple):
    """An assessment that holds, and where it stands."""

    case: Case
    spot: files.Spot


def opened(reference: str, library: Library) -> Opened:
    """Read the one assessment a call names; raises `ContentError` where it does not hold.

    What it leaves unanswered is no obstacle. Raises `CallError` for a folder that holds several.
    """
    found = [
        (loaded, spot)
        for spot in files.spots([reference])
        for loaded in Loader(library, assessments_only=True).load_all([spot])
    ]
    if len(found) != 1:
        raise CallError("call.one-assessment" if found else "call.no-assessments", paths=reference)
    [(loaded, spot)] = found
    problems = loaded.grading_unanswered(Severity.WARNING)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if loaded.case is None or errors:
        raise ContentError(errors or problems)
    return Opened(loaded.case, spot)
