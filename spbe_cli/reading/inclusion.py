"""An assessment and the OPD files it includes: put together, every part's place still known."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spbe_cli.core.assessment import Assessment, Opd, OpdFile, folded
from spbe_cli.core.problems import Code, Finding, KeyPath, Problem, Severity, as_written
from spbe_cli.reading import files
from spbe_cli.reading.kinds import Kind, kind_of
from spbe_cli.reading.library import Found, Library
from spbe_cli.reading.shape import check
from spbe_cli.reading.source import Source

MOST_PATTERNS = 200
"""Patterns of one assessment; each is looked for on the disk."""


@dataclass(slots=True)
class Origins:
    """Where the parts of an assessment are written: its own file and those of its OPDs."""

    main: Source
    folder: Path = Path()
    cut: frozenset[KeyPath] = frozenset()
    opds: dict[str, list["Origins"]] = field(default_factory=dict)

    def locate(self, finding: Finding) -> Problem:
        """Find the file a finding belongs to, and its place there."""
        if finding.path[:1] == ("opds",) and len(finding.path) > 1 and not self._is_inline(finding):
            files = self.opds.get(str(finding.path[1]), ())
            inner = finding._replace(path=finding.path[2:] or ("opd",))
            for file in files:
                if file.main.has(as_written(inner.path, file.cut)):
                    return file.locate(inner)
            if files:
                return files[0].locate(inner)
        return self.main.locate(finding._replace(path=as_written(finding.path, self.cut)))

    def home(self, path: KeyPath) -> Path:
        """Give the folder that a file named at a path is looked for from."""
        if path[:1] == ("opds",) and not self.main.has(as_written(path, self.cut)):
            for part in self.opds.get(str(path[1]), ()):
                if part.main.has(as_written(path[2:], part.cut)):
                    return part.folder
        return self.folder

    def _is_inline(self, finding: Finding) -> bool:
        wanted = finding.path if str(finding.path[1]) in self.opds else finding.path[:2]
        return self.main.has(wanted)


class Inclusion:
    """An assessment with its OPD files taken in, and what was wrong on the way."""

    def __init__(
        self,
        spot: files.Spot,
        assessment: Assessment,
        origins: Origins,
        *,
        instrument: Found | None,
        library: Library,
        read: Callable[[files.Spot], Source | Problem],
    ) -> None:
        self.problems: list[Problem] = []
        self.broken: frozenset[KeyPath] = frozenset()
        self.paths: set[Path] = set()
        self.labels: set[str] = set()
        self._library = library
        self._read = read
        self._spot = spot
        self._includer = assessment
        self._instrument = instrument
        self._origins = origins
        self._opds = dict(assessment.opds)
        for path in self._paths():
            self._take(spot.beside(path))
        self.assessment = (
            assessment.model_copy(update={"opds": self._opds}) if origins.opds else assessment
        )

    def _paths(self) -> Iterator[Path]:
        """Give the files that the include patterns match, each once."""
        folder = self._spot.folder
        for index, pattern in enumerate(self._includer.include):
            values, path = {"found": pattern}, ("include", index)
            if index == MOST_PATTERNS:
                limit = {"limit": str(MOST_PATTERNS)}
                self._say(Finding(Code.BUDGET, path, limit, "entries"))
                return
            if files.leaves_folder(pattern):
                self._say(Finding(Code.INCLUDE_LEAVES_FOLDER, path, values))
                continue
            count = 0
            for match in files.matching(folder, pattern):
                if not files.stays_inside(folder, match):
                    values = {"found": self._spot.beside(match).label}
                    self._say(Finding(Code.INCLUDE_LEAVES_FOLDER, path, values, "link"))
                    count += 1
                elif match.resolve() != self._spot.path.resolve():
                    count += 1
                    if match.resolve() not in self.paths:
                        self.paths.add(match.resolve())
                        yield match
            if not count:
                self._say(Finding(Code.INCLUDE_MATCHES_NOTHING, path, values))

    def _take(self, spot: files.Spot) -> None:
        self.labels.add(spot.label)
        source = self._read(spot)
        if isinstance(source, Problem):
            self._lose(source)
            return
        kind = kind_of(source, named=True)
        if kind is Kind.UNREADABLE:
            self._lose(*source.problems)
            return
        if kind is not Kind.OPD:
            values = {"found": spot.label}
            self._say(Finding(Code.NOT_AN_ASSESSMENT, ("include",), values, "no-opd-file"))
            return
        checked = check(OpdFile, source.data)
        problems = [*source.problems, *map(source.locate, checked.findings)]
        if checked.value is None or ("opd",) in checked.broken:
            self._lose(*problems)
            return
        opd = checked.value
        self.problems += problems
        self.broken |= {("opds", opd.opd, *path) for path in checked.broken | source.lost}
        found = self._library.find(opd.instrument, spot) if opd.instrument else None
        differences = disagreements(self._includer, self._instrument, opd, found)
        self.problems += map(source.locate, differences)
        self._add(opd, Origins(source, spot.folder, checked.broken))

    def _add(self, opd: OpdFile, written: Origins) -> None:
        """Take an OPD in; one that is there already must not be said to differ."""
        first = self._opds.get(opd.opd)
        if first is None:
            self._origins.opds.setdefault(opd.opd, []).append(written)
            self._opds[opd.opd] = opd
            return
        for finding in _twice(first, opd):
            other = self._origins.locate(finding._replace(path=("opds", opd.opd, *finding.path)))
            line = other.place.line if other.place else 1
            values = {**finding.values, "first": f"{other.file}:{line}"}
            self.problems.append(written.locate(finding._replace(values=values)))
        self._origins.opds.setdefault(opd.opd, []).append(written)
        self._opds[opd.opd] = Opd.model_construct(
            name=first.name or opd.name,
            owns=opd.owns if first.owns is None else first.owns,
            answers=opd.answers | first.answers,
        )

    def _say(self, finding: Finding) -> None:
        self.broken |= {("include",)}
        self.problems.append(self._origins.locate(finding))

    def _lose(self, *problems: Problem) -> None:
        self.broken |= {("include",)}
        self.problems += problems


def _twice(first: Opd, second: OpdFile) -> Iterator[Finding]:
    """Say what two places say differently about one OPD; that it is split is worth a warning."""
    values = {"opd": second.opd}
    both = [indicator for indicator in second.answers if indicator in first.answers]
    for indicator in both:
        path = ("answers", indicator)
        yield Finding(Code.SAME_OPD_TWICE, path, {**values, "indicator": indicator}, at="key")
    differing = [
        key
        for key, one, other in (
            ("name", first.name, second.name),
            ("owns", first.owns, second.owns),
        )
        if one is not None and other is not None and one != other
    ]
    for key in differing:
        yield Finding(Code.SAME_OPD_TWICE, (key,), {**values, "key": key}, "differs")
    if first.answers and second.answers and not both and not differing:
        severity = Severity.WARNING
        yield Finding(Code.SAME_OPD_TWICE, ("opd",), values, "split", override=severity)


def disagreements(
    includer: Assessment, theirs: Found | None, opd: OpdFile, ours: Found | None
) -> Iterator[Finding]:
    """Say where an OPD file names another institution, year or instrument than its includer."""
    if opd.institution and folded(opd.institution) != folded(includer.institution):
        values = {"key": "institution", "found": opd.institution, "other": includer.institution}
        yield Finding(Code.OPD_FILE_DISAGREES, ("institution",), values)
    if opd.year is not None and opd.year != includer.year:
        values = {"key": "year", "found": str(opd.year), "other": str(includer.year)}
        yield Finding(Code.OPD_FILE_DISAGREES, ("year",), values)
    if (
        opd.instrument
        and theirs is not None
        and (ours is None or ours.spot.path != theirs.spot.path)
    ):
        values = {"key": "instrument", "found": opd.instrument, "other": includer.instrument}
        yield Finding(Code.OPD_FILE_DISAGREES, ("instrument",), values)
