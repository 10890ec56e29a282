"""What `spbe validate` does with some files, in a form that other processes can be given."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from spbe_cli.core.problems import Code, Family, Problem
from spbe_cli.core.rules.across import (
    CODES_ACROSS,
    LimitsOf,
    Trace,
    by_institution,
    judge_across,
    trace,
)
from spbe_cli.reading import files
from spbe_cli.reading.excuses import Excuses
from spbe_cli.reading.library import shared
from spbe_cli.reading.loading import Loaded, Loader


class Made(NamedTuple):
    """What comes of some files: how many they were, what is wrong, what is still to be looked at.

    `checked` are the files by name and `judged` those of which everything was, `alone` the OPD
    files that none of these took in, `traces` what other assessments are compared with.
    """

    files: int
    problems: tuple[Problem, ...]
    checked: frozenset[str]
    judged: frozenset[str]
    excuses: Excuses
    taken: frozenset[Path]
    alone: tuple[files.Spot, ...]
    traces: tuple[Trace, ...]
    skipped: int


def work(spots: Sequence[files.Spot], *, evidence: bool) -> Made:
    """Check some files; OPD files are left until it is known who includes them."""
    loader = Loader(shared(), with_evidence=evidence)
    return _made(loader, loader.load_assessments(spots), len(spots))


def rest(parts: Sequence[Made], *, evidence: bool) -> Made:
    """Check the OPD files that no assessment took in, or that were named."""
    loader = Loader(shared(), with_evidence=evidence)
    loader.taken = {path for part in parts for path in part.taken}
    alone = [spot for part in parts for spot in part.alone]
    return _made(loader, loader.load_alone(alone), 0)


def across(
    spots: Sequence[files.Spot], traces: Iterable[Trace], limits: LimitsOf
) -> Iterator[Problem]:
    """Judge assessments against one another, and read those again that something is wrong with."""
    by_file = {spot.label: spot for spot in spots}
    loader = Loader(shared())
    for file, finding in judge_across(traces, limits):
        yield from loader.locate(by_file[file], [finding])


def looked_for(parts: Sequence[Made], *, evidence: bool) -> Callable[[str, Code], bool]:
    """Tell which codes were looked for in which files.

    An excuse must not be called unused for a check that was not made.
    """
    judged = frozenset[str]().union(*(part.judged for part in parts))
    groups = by_institution(trace for part in parts for trace in part.traces)
    compared = {trace.file for ours in groups if len(ours) > 1 for trace in ours}

    def is_judged(file: str, code: Code) -> bool:
        if code.family in {Family.FILE, Family.SHAPE}:
            return True
        if code in CODES_ACROSS:
            return file in compared
        return file in judged and (evidence or code.family is not Family.EVIDENCE)

    return is_judged


def _made(loader: Loader, loaded: Iterable[Loaded], count: int) -> Made:
    problems: list[Problem] = []
    checked: set[str] = set()
    traces: list[Trace] = []
    for one in loaded:
        checked.add(one.file)
        problems += one.problems
        kept = trace(one.file, one.case) if one.case is not None else None
        traces += [kept] if kept is not None else []
    checked |= loader.labels
    excuses = {file: found for file, found in loader.excuses.items() if file in checked}
    return Made(
        count,
        tuple(problems),
        frozenset(checked),
        frozenset(loader.judged),
        excuses,
        frozenset(loader.taken),
        tuple(loader.alone),
        tuple(traces),
        loader.skipped,
    )
