"""What is there already where something is imported to: assessments by whose they are."""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.core.case import Case
from spbe_cli.core.exchange.intake import Whose, whose
from spbe_cli.core.problems import CallError, Code, Finding, KeyPath, Problem, Severity
from spbe_cli.reading import files
from spbe_cli.reading.files import way
from spbe_cli.reading.inclusion import Origins
from spbe_cli.reading.kinds import Kind
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loaded, Loader
from spbe_cli.reading.source import Source

if TYPE_CHECKING:
    from spbe_cli.core.assessment import Assessment

FILLED = frozenset({Code.UNANSWERED, Code.LEAD_WITHOUT_ANSWER, Code.INCLUDE_MATCHES_NOTHING})
"""What is wrong with a file only until somebody answers."""

_WHOSE = frozenset({("institution",), ("year",), ("stage",)})


class Written(NamedTuple):
    """A file that says something of an assessment; paths of an OPD's begin at `opd`."""

    path: Path
    source: Source
    opd: str | None = None

    def inner(self, path: KeyPath) -> KeyPath:
        """Turn a path of the whole assessment into one of this file."""
        return path if self.opd is None else path[2:]

    def at(self, path: KeyPath) -> Any:
        """Give what is written at a path of this file; None for nothing."""
        found: Any = self.source.data
        for step in path:
            found = found.get(step) if isinstance(found, dict) else None
        return found


class There(NamedTuple):
    """An assessment that is there without an error, under its instrument."""

    spot: files.Spot
    case: Case
    origins: Origins

    @property
    def main(self) -> Written:
        """The file of the assessment itself."""
        return Written(self.spot.path, self.origins.main)

    def opd_files(self, opd_id: str) -> list[Written]:
        """Give the files of an OPD, in the order they are included in."""
        return [_of_opd(one, opd_id) for one in self.origins.opds.get(opd_id, ())]

    def folder_of(self, opd_id: str) -> str | None:
        """Give the folder of an OPD's file from that of the assessment; None for a new OPD."""
        home = self.home(("opds", opd_id, "answers"))
        if home is None:
            return None
        folder = way(home.path.parent, self.spot.folder)
        return "" if folder == "." else folder

    def folder_for(self, name: str) -> Path | None:
        """Say where the file of a new OPD goes: beside others, else where one is looked for."""
        for several in self.origins.opds.values():
            return several[0].folder
        for pattern in self.case.assessment.include:
            *steps, last = files.steps_of(pattern) or [""]
            if fnmatch(name, last) and not any(map(files.is_wild, steps)):
                return self.spot.folder.joinpath(*steps)
        return None

    def home(self, path: KeyPath) -> Written | None:
        """Find the file that a value stands in, or most of what it is in; None for a new OPD."""
        if path[:1] != ("opds",):
            return self.main
        places = [*self.opd_files(str(path[1]))]
        if self.main.source.has(path[:2]):
            places.insert(0, self.main)
        return max(places, key=lambda one: _known(one, path), default=None)


def _of_opd(origins: Origins, opd_id: str) -> Written:
    return Written(origins.folder / Path(origins.main.file).name, origins.main, opd_id)


def _known(written: Written, path: KeyPath) -> int:
    """Count the steps of a path below its OPD that are written in a file."""
    inner = written.inner(path)
    above = 2 if written.opd is None else 0
    lengths = range(len(inner), above, -1)
    return next((n - above for n in lengths if written.source.has(inner[:n])), 0)


class Present:
    """The assessments in a folder, or in one file; nothing is there where neither exists."""

    def __init__(self, library: Library, target: Path) -> None:
        self._loader = Loader(library, assessments_only=True)
        self._spots: dict[Whose, list[files.Spot]] = {}
        self.unclear: list[Problem] = []
        self.assessments: list[tuple[files.Spot, Assessment]] = []
        spots = files.spots([target.as_posix()]) if target.exists() else []
        self.is_file = target.is_file()
        for loaded, spot in self._loaded(spots):
            self._take(loaded, spot)

    @property
    def all(self) -> Iterable[Whose]:
        """Whose assessments are there."""
        return self._spots

    @property
    def only(self) -> "Assessment | None":
        """The one assessment that is there; None where there are none, or several."""
        return self.assessments[0][1] if len(self.assessments) == 1 else None

    def takes_in(self, path: Path) -> bool:
        """Tell whether an assessment that is there would include a file; in doubt it would."""
        for spot, value in self.assessments:
            if path.is_relative_to(spot.folder):
                name = path.relative_to(spot.folder).as_posix()
                if any(fnmatch(name, _widened(pattern)) for pattern in value.include):
                    return True
        return False

    def find(self, wanted: Whose, problems: list[Problem]) -> There | None:
        """Open an assessment; with an error, or in two files, it is a problem instead."""
        spots = self._spots.get(wanted, [])
        if len(spots) > 1:
            problems += self._twice(spots)
        opened = self._loader.opened(spots[0]) if len(spots) == 1 else None
        if opened is None:
            return None
        loaded, origins = opened
        errors = [one for one in loaded.problems if _is_in_the_way(one)]
        problems += errors
        if loaded.case is None or errors:
            return None
        return There(spots[0], loaded.case, origins)

    def _loaded(self, spots: Sequence[files.Spot]) -> Iterator[tuple[Loaded, files.Spot]]:
        by_label = {spot.label: spot for spot in spots}
        for loaded in self._loader.load_assessments(spots):
            yield loaded, by_label[loaded.file]

    def _take(self, loaded: Loaded, spot: files.Spot) -> None:
        """Note whose assessment a file is; one that may be anybody's is in the way."""
        value = loaded.assessment
        if self.is_file and loaded.kind is Kind.OPD:
            raise CallError("call.import-opd", path=spot.label)
        if value is None or loaded.broken & _WHOSE:
            self.unclear += loaded.problems
            return
        self.assessments.append((spot, value))
        self._spots.setdefault(whose(value), []).append(spot)

    def _twice(self, spots: Sequence[files.Spot]) -> Iterator[Problem]:
        first, *others = spots
        finding = Finding(Code.SAME_ASSESSMENT_TWICE, ("institution",), {"first": first.label})
        for spot in others:
            yield from self._loader.locate(spot, [finding])


def _widened(pattern: str) -> str:
    """Give a pattern that matches at least as much and lets `*` pass over folders."""
    return "/".join(files.steps_of(pattern)).replace("**/", "*")


def _is_in_the_way(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and problem.finding.code not in FILLED
