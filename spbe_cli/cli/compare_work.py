"""What `spbe compare` reads: files and their versions, or each file and what it was before."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from spbe_cli.core.comparisons.comparing import compare
from spbe_cli.core.comparisons.comparison import Comparison
from spbe_cli.core.comparisons.versions import compare_pairs, paired
from spbe_cli.core.problems import CallError, Problem
from spbe_cli.core.result import Result
from spbe_cli.reading import files
from spbe_cli.reading.crosswalks import crosswalk_between
from spbe_cli.reading.files import Spot
from spbe_cli.reading.history import History
from spbe_cli.reading.library import shared
from spbe_cli.reading.loading import Loader


class Work(NamedTuple):
    """A comparison, the problems that may fail the call, how many other YAML files there were.

    What is wrong in the versions before a change fails nothing: the change may mend it.
    """

    comparison: Comparison
    problems: tuple[Problem, ...]
    skipped: int


def side_by_side(paths: Sequence[str], output: Path | None) -> Work:
    """Compare files, folders and versions; raises `CallError` for fewer than two assessments."""
    with History() as history:
        results, skipped = _results(_spots(paths, history, output))
    if len(results) < 2:
        raise CallError("call.compare-two", paths=", ".join(paths))
    comparison = compare(results, partial(crosswalk_between, shared()))
    return Work(comparison, _problems(results), skipped)


def since(ref: str, paths: Sequence[str], output: Path | None) -> Work:
    """Compare the working tree with the merge base of a ref and HEAD, file by file.

    A file is looked for under its path; one that was not there by institution, year and stage in
    the whole repository. What is gone is listed for folders, not for files.
    """
    with History() as history:
        spots = files.spots(paths)
        files.refuse_to_overwrite(output, spots)
        base = history.merge_base(ref, Path(paths[0]))
        results, skipped = _results(spots)
        if not results:
            raise CallError("call.no-assessments", paths=", ".join(paths))
        there = {spot.label: history.at(base, spot) for spot in spots}
        same = {label: spot.label for label, spot in there.items() if spot is not None}
        folders = [path for path in map(Path, paths) if path.is_dir()]
        below = (spot for folder in folders for spot in history.all_at(base, folder))
        earlier = {spot.path: spot for spot in (*filter(None, there.values()), *below)}
        before, _ = _results(earlier.values())
        pairs = paired(before, results, same)
        if any(was is None for was, _ in pairs):
            *_, root = files.upward(Path(paths[0]).resolve())
            others = (spot for spot in history.all_at(base, root) if spot.path not in earlier)
            pairs = paired(before, results, same, _results(others)[0])
    comparison = compare_pairs(pairs, partial(crosswalk_between, shared()))
    return Work(comparison, _problems(results), skipped)


def _spots(paths: Sequence[str], history: History, output: Path | None) -> list[Spot]:
    """Find what is named; only what is named twice is read twice."""
    found = [spot for path in paths for spot in history.spots([path])]
    files.refuse_to_overwrite(output, found)
    seen = {spot.path.resolve() for spot in found if spot.named}
    spots = []
    for spot in found:
        real = spot.path.resolve()
        if spot.named or real not in seen:
            spots.append(spot)
        seen.add(real)
    return spots


def _results(spots: Iterable[Spot]) -> tuple[list[Result], int]:
    loader = Loader(shared(), assessments_only=True)
    return [loaded.result() for loaded in loader.load_all(spots)], loader.skipped


def _problems(results: Iterable[Result]) -> tuple[Problem, ...]:
    return tuple(problem for result in results for problem in result.problems)
