"""Files -> cases: which files are assessments, what they include, every problem located.

Joins disk, reader, shapes and rules. Nothing that is wrong in a file raises; it becomes a problem
beside whatever could still be read.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.assessment import ASSESSMENT_KEYS, Assessment, OpdFile, Stage
from spbe_cli.core.case import Case
from spbe_cli.core.problems import Code, Finding, KeyPath, Problem, Severity, in_order
from spbe_cli.core.result import Result, figures
from spbe_cli.core.rules import judge, judge_evidence, judge_values
from spbe_cli.core.rules.answers import evidence, first_written
from spbe_cli.core.rules.evidence import MANY
from spbe_cli.reading import files
from spbe_cli.reading.inclusion import Inclusion, Origins, disagreements
from spbe_cli.reading.kinds import Kind, kind_of
from spbe_cli.reading.library import Found, Library, read_instrument
from spbe_cli.reading.shape import Checked, check
from spbe_cli.reading.source import Source

if TYPE_CHECKING:
    from spbe_cli.reading.excuses import Excuse

ANSWERABLE = frozenset({Code.UNANSWERED, Code.OPDS_IN_CONFLICT, Code.OWNER_WITHOUT_ANSWER})
"""What an answer of the institution itself settles."""

CACHED_FILES = 64
"""OPD files and includers kept while a run goes on; a bound, so that memory stays flat."""


class Loaded(NamedTuple):
    """One file as read. `case` is None where no instrument applies; the problems say why."""

    file: str
    kind: Kind
    problems: tuple[Problem, ...]
    assessment: Assessment | None = None
    broken: frozenset[KeyPath] = frozenset()
    case: Case | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it is an assessment without a problem of level error."""
        return self.case is not None and all(
            problem.severity is not Severity.ERROR for problem in self.problems
        )

    def grading_unanswered(
        self, severity: Severity, but_for: Collection[str] = ()
    ) -> tuple[Problem, ...]:
        """Give the problems with another severity for what is unanswered.

        `but_for` are indicators that a what-if answers: what was wrong with them is settled.
        """
        return tuple(
            _graded(problem, severity)
            for problem in self.problems
            if not self._settles(problem.finding, but_for)
        )

    def result(
        self, unanswered: Severity = Severity.WARNING, but_for: Collection[str] = ()
    ) -> Result:
        """Give its figures, what is `unanswered` being no more than a warning unless asked."""
        problems = self.grading_unanswered(unanswered, but_for)
        return figures(Result(self.file, self.assessment, self.broken, self.case, problems))

    def _settles(self, finding: Finding, answered: Collection[str]) -> bool:
        if finding.code not in ANSWERABLE or not answered:
            return False
        named = finding.values.get("indicator")
        if named is None and self.case is not None:  # nothing at all is answered
            return set(self.case.instrument.positions) <= set(answered)
        return named in answered


class Loader:
    """Reads the files of one run.

    Only assessments, or OPD files by themselves and named instruments too. On the way it keeps
    what a verb may want to know afterwards: files `skipped`; OPD files left `alone` and those
    `taken` in; by label, the `labels` of those taken in, the files fully `judged`, the `excuses`.
    """

    def __init__(
        self, library: Library, *, assessments_only: bool = False, with_evidence: bool = False
    ) -> None:
        self.library = library
        self.assessments_only = assessments_only
        self.with_evidence = with_evidence
        self.skipped = 0
        self.alone: list[files.Spot] = []
        self.taken: set[Path] = set()
        self.labels: set[str] = set()
        self.judged: set[str] = set()
        self.excuses: dict[str, tuple[Excuse, ...]] = {}
        self._kept = lru_cache(CACHED_FILES)(self._reading)
        self._includers = lru_cache(CACHED_FILES)(self._including)

    def load_all(self, spots: Iterable[files.Spot]) -> Iterator[Loaded]:
        """Read files in order; OPD files that no assessment of this run takes in come last.

        Files of a folder that are not ours are counted in `skipped`.
        """
        for spot in spots:
            loaded = self._load(spot)
            if loaded is not None:
                yield loaded
        yield from self.load_alone(self.alone)

    def load_assessments(self, spots: Iterable[files.Spot]) -> Iterator[Loaded]:
        """Read all but OPD files, which stay in `alone`; what was included is in `taken`."""
        return (loaded for loaded in map(self._load, spots) if loaded is not None)

    def load_alone(self, spots: Iterable[files.Spot]) -> Iterator[Loaded]:
        """Read OPD files that no assessment has taken in, or that the caller named."""
        for spot in spots:
            if spot.named or spot.path.resolve() not in self.taken:
                source = self._read(spot)
                if isinstance(source, Problem):
                    yield Loaded(spot.label, Kind.UNREADABLE, (source,))
                else:
                    yield self._opd_alone(spot, source)

    def _read(self, spot: files.Spot) -> Source | Problem:
        """Read a file, or give it as read before, where it is short enough to be kept."""
        return self._kept(spot) if files.is_short(spot) else self._reading(spot)

    def _reading(self, spot: files.Spot) -> Source | Problem:
        """Read a file and keep the excuses that stand in it."""
        source = files.read(spot)
        if isinstance(source, Source) and "spbe:" in source.text.lower():
            from spbe_cli.reading.excuses import excuses_in  # noqa: PLC0415 - few files have any

            self.excuses[source.file] = excuses_in(source)
        return source

    def _load(self, spot: files.Spot) -> Loaded | None:
        if not spot.named and spot.path.resolve() in self.taken:
            return None
        source = self._read(spot)
        if isinstance(source, Problem):
            return Loaded(spot.label, Kind.UNREADABLE, (source,))
        kind = kind_of(source, named=spot.named)
        if kind is Kind.UNREADABLE:
            return Loaded(spot.label, kind, in_order(source.problems))
        if kind is Kind.ASSESSMENT:
            return self._assessment(spot, source)
        if kind is Kind.OPD and not self.assessments_only:
            return self._set_aside(spot, source)
        return self._something_else(spot, source, kind)

    def _set_aside(self, spot: files.Spot, source: Source) -> Loaded | None:
        """Leave an OPD file for later, when it is known who includes it; stdin is read once."""
        if spot.is_stdin:
            return self._opd_alone(spot, source)
        self.alone.append(spot)
        return None

    def _something_else(self, spot: files.Spot, source: Source, kind: Kind) -> Loaded | None:
        """Judge a file the caller named that is not what is read here; pass over others."""
        if not spot.named:
            self.skipped += kind is not Kind.OPD
            return None
        if kind is Kind.INSTRUMENT and not self.assessments_only:
            return Loaded(spot.label, kind, read_instrument(spot).problems)
        code = Code.EMPTY_FILE if source.data is None else Code.NOT_AN_ASSESSMENT
        variant = {Kind.OPD: "opd", Kind.INSTRUMENT: "instrument"}.get(kind, "")
        finding = Finding(code, (), {"allowed": ", ".join(ASSESSMENT_KEYS)}, variant)
        return Loaded(spot.label, kind, in_order([*source.problems, source.locate(finding)]))

    def _assessment(self, spot: files.Spot, source: Source) -> Loaded:
        return self._opened(spot, source)[0]

    def locate(self, spot: files.Spot, findings: Iterable[Finding]) -> Iterator[Problem]:
        """Find the places of findings that several assessments together gave for one of them."""
        opened = self.opened(spot)
        if opened is None:
            return
        loaded, origins = opened
        written = {} if loaded.case is None else first_written(loaded.case)
        for finding in findings:
            path = finding.path
            if path[:1] == ("answers",):
                path = written.get(str(path[1]), path)
            yield origins.locate(finding._replace(path=path))

    def opened(self, spot: files.Spot) -> tuple[Loaded, Origins] | None:
        """Read an assessment together with where everything in it is written."""
        source = self._read(spot)
        return None if isinstance(source, Problem) else self._opened(spot, source)

    def _opened(self, spot: files.Spot, source: Source) -> tuple[Loaded, Origins]:
        checked = check(Assessment, source.data)
        origins = Origins(source, spot.folder, checked.broken)
        problems = [*source.problems, *map(source.locate, checked.findings)]
        if checked.value is None:
            broken = checked.broken
            return Loaded(spot.label, Kind.ASSESSMENT, in_order(problems), broken=broken), origins
        found = self._instrument(spot, checked, problems, origins)
        inclusion = Inclusion(
            spot,
            checked.value,
            origins,
            instrument=found,
            library=self.library,
            read=self._read,
        )
        assessment, broken = inclusion.assessment, checked.broken | source.lost | inclusion.broken
        problems += inclusion.problems
        self.taken |= inclusion.paths
        self.labels |= inclusion.labels
        case = None
        if found is not None and found.value is not None:
            case = Case(assessment, found.value, broken)
            self.judged |= {spot.label, *inclusion.labels}
            problems += map(origins.locate, judge(case))
            if self.with_evidence:
                problems += map(origins.locate, judge_evidence(_exhibited(case, spot, origins)))
        listed = in_order(problems)
        loaded = Loaded(spot.label, Kind.ASSESSMENT, listed, assessment, broken, case)
        return loaded, origins

    def _instrument(
        self,
        spot: files.Spot,
        checked: Checked[Assessment] | Checked[OpdFile],
        problems: list[Problem],
        origins: Origins,
    ) -> Found | None:
        """Find the instrument a file names, or say why there is none."""
        value = checked.value
        if value is None or value.instrument is None or ("instrument",) in checked.broken:
            return None
        reference = value.instrument
        found = self.library.find(reference, spot)
        if found is None:
            problems.append(origins.locate(self.library.unknown(reference)))
        elif found.value is None:
            problems += found.problems
            finding = Finding(Code.NO_INSTRUMENT, ("instrument",), {"found": reference}, "refused")
            problems.append(origins.locate(finding))
        return found

    def _opd_alone(self, spot: files.Spot, source: Source) -> Loaded:
        """Check an OPD file by itself; the nearest assessment that includes it says for what."""
        checked = check(OpdFile, source.data)
        origins = Origins(source)
        problems = [*source.problems, *map(source.locate, checked.findings)]
        found = self._instrument(spot, checked, problems, origins)
        includer, by = self._includer(spot)
        if checked.value is not None:
            if includer is not None and by is not None:
                theirs = self.library.find(includer.instrument, by)
                problems += map(
                    source.locate, disagreements(includer, theirs, checked.value, found)
                )
                found = found or theirs
            if found is None and checked.value.instrument is None:
                finding = Finding(Code.NO_INSTRUMENT, ("instrument",), {}, "opd", at="missing")
                problems.append(source.locate(finding))
            if found is not None and found.value is not None:
                case = Case(_alone(checked.value, includer), found.value)
                parts = {checked.value.opd: [Origins(source, spot.folder, checked.broken)]}
                origins = Origins(source, opds=parts)
                problems += map(origins.locate, judge_values(case))
                if self.with_evidence:
                    shown = _exhibited(case, by or spot, origins)
                    problems += map(origins.locate, judge_evidence(shown))
        return Loaded(spot.label, Kind.OPD, in_order(problems))

    def _includer(self, spot: files.Spot) -> tuple[Assessment | None, files.Spot | None]:
        """Find the nearest assessment in a folder above that includes an OPD file.

        Folders are climbed up to that of the git repository, else to the root.
        """
        target = spot.path.resolve()
        for folder in files.upward(target.parent):
            for assessment, includer, included in self._includers(folder):
                if target in included:
                    return assessment, includer
        return None, None

    def _including(
        self, folder: Path
    ) -> tuple[tuple[Assessment, files.Spot, frozenset[Path]], ...]:
        """Give the assessments of one folder that include anything, with what they include."""
        found = []
        for spot in files.yaml_files(folder):
            source = self._read(spot)
            if isinstance(source, Source) and kind_of(source, named=False) is Kind.ASSESSMENT:
                checked = check(Assessment, source.data)
                if checked.value is not None and checked.value.include:
                    patterns = checked.value.include
                    found.append((checked.value, spot, files.included(folder, patterns)))
        return tuple(found)


def _exhibited(case: Case, spot: files.Spot, origins: Origins) -> Case:
    """Look at the files that a case names as evidence."""
    paths = {
        place: origins.home(place) / piece.file
        for place, _, piece, _ in evidence(case)
        if piece.file is not None
    }
    exhibits = {place: files.look_at(path, spot.folder) for place, path in paths.items()}
    sizes = Counter(exhibit.size for exhibit in exhibits.values() if exhibit.exists)
    digests = {  # only what is as long as others can be the same
        paths[place]: files.digest(paths[place])
        for place, exhibit in exhibits.items()
        if sizes[exhibit.size] >= MANY
    }
    known = {
        place: exhibit._replace(digest=digests.get(paths[place], ""))
        for place, exhibit in exhibits.items()
    }
    return replace(case, exhibits=known)


def _alone(opd: OpdFile, includer: Assessment | None) -> Assessment:
    """Make the assessment that one OPD file alone amounts to."""
    stand_ins = Assessment.STAND_INS
    return Assessment.model_construct(
        institution=opd.institution or stand_ins["institution"],
        year=opd.year or (includer.year if includer else stand_ins["year"]),
        instrument=opd.instrument or stand_ins["instrument"],
        stage=includer.stage if includer else Stage(stand_ins["stage"]),
        opds={opd.opd: opd},
    )


def _graded(problem: Problem, severity: Severity) -> Problem:
    if problem.finding.code is not Code.UNANSWERED:
        return problem
    return problem._replace(finding=problem.finding._replace(override=severity))
