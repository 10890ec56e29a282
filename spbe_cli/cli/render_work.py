"""What `spbe render` reads: assessments of one institution, and all that is set beside them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from spbe_cli.cli import instruments
from spbe_cli.cli.assessments import Opened
from spbe_cli.core.assessment import province_name
from spbe_cli.core.instrument import Criteria
from spbe_cli.core.plans.planned import Planned
from spbe_cli.core.problems import CallError, Problem, Severity
from spbe_cli.core.ranks.board import Board, board_among
from spbe_cli.core.ranks.ranking import entry_of
from spbe_cli.core.report import Beside, Origin, Report, choose, report
from spbe_cli.core.result import Result
from spbe_cli.core.rules.across import repeated
from spbe_cli.reading import files
from spbe_cli.reading.library import shared
from spbe_cli.reading.loading import Loaded, Loader
from spbe_cli.reading.official import official


class Read(NamedTuple):
    """Assessments as read: their results, where each stands, every file of them, problems.

    `skipped` counts YAML files that are none of ours.
    """

    results: tuple[Result, ...]
    spots: dict[str, files.Spot]
    inputs: tuple[files.Spot, ...]
    problems: tuple[Problem, ...]
    skipped: int

    @property
    def has_errors(self) -> bool:
        """Whether a file has an error, or two together do."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def path_of(self, result: Result) -> str:
        """Give the path of the file that a result is of."""
        return self.spots[result.file].path.as_posix()


def read(spots: Sequence[files.Spot]) -> Read:
    """Read and score assessments, those of OPDs among them."""
    loader = Loader(shared(), assessments_only=True)
    by_label = {spot.label: spot for spot in spots}
    found = tuple(loader.load_all(spots))
    results = tuple(one.result() for one in found)
    inputs = {spot.path.resolve(): spot for one in found for spot in _inputs(one, by_label)}
    problems = [problem for one in results for problem in one.problems]
    problems += _twice(loader, found, by_label)
    return Read(results, by_label, tuple(inputs.values()), tuple(problems), loader.skipped)


def put_together(given: Read, target: str | None, day: date | None, *, with_peers: bool) -> Report:
    """Make the report of what was read, with its place among official results where asked for.

    Raises `CallError` for several institutions, and for a target that cannot be planned for.
    """
    chosen = choose(given.results)
    main, detail = chosen.main, chosen.detail
    beside = Beside(
        _criteria(detail, given),
        tuple(_boards(main)) if main is not None and with_peers else (),
        None if target is None else _planned(detail, given, target),
        tuple(Origin(spot.label, _digest(spot)) for spot in given.inputs),
        day,
    )
    return report(chosen, given.problems, beside)


def _inputs(loaded: Loaded, by_label: dict[str, files.Spot]) -> Iterator[files.Spot]:
    """Give the files that an assessment is made of: its own, its OPDs', an instrument of one's own.

    A bundled instrument is known by its id and the version of the package.
    """
    spot = by_label[loaded.file]
    yield spot
    for pattern in loaded.assessment.include if loaded.assessment else ():
        if not files.leaves_folder(pattern):
            for path in files.matching(spot.folder, pattern):
                if files.stays_inside(spot.folder, path):
                    yield spot.beside(path)
    instrument = shared().spot_of(loaded.case.instrument) if loaded.case else None
    if instrument is not None and instrument.folder != files.BUNDLED:
        yield instrument


def _digest(spot: files.Spot) -> str:
    """Give the SHA-256 of a file; empty for what was read once and is gone."""
    return files.digest(spot.path) if files.is_lasting(spot) else ""


def _twice(
    loader: Loader, found: Iterable[Loaded], by_label: dict[str, files.Spot]
) -> Iterator[Problem]:
    """Find what stands in two files: which of them counts is nobody's to guess."""
    known = ((one.file, one.case.whose) for one in found if one.case is not None)
    for file, finding in repeated((file, whose) for file, whose in known if whose is not None):
        yield from loader.locate(by_label[file], [finding])


def _criteria(detail: Result | None, given: Read) -> Criteria | None:
    """Read what the levels of an instrument ask for; raises `ContentError` where it is wrong."""
    if detail is None or detail.case is None:
        return None
    spot = given.spots[detail.file]
    found, _ = instruments.named(shared(), detail.case.assessment.instrument, spot)
    return instruments.with_criteria(shared(), found).criteria


def _planned(detail: Result | None, given: Read, target: str) -> Planned | None:
    """Plan how a target is reached; None where files have errors and there are no levels.

    Raises `CallError` where only announced figures are known, and for what is no target.
    """
    from spbe_cli.cli.plan import Wanted, planned_for  # noqa: PLC0415 - seldom asked

    if detail is None or detail.case is None:
        _refuse_senseless(target, given)
        if given.has_errors:
            return None
        raise CallError("call.render-target")
    earlier = Opened(detail.case, given.spots[detail.file])
    wanted = Wanted(target, None, frontier=False, year=None, years=1, opd=None)
    return planned_for(earlier, wanted, None, prerequisites=False)


def _refuse_senseless(target: str, given: Read) -> None:
    """Raise `CallError` for a target that no instrument of the files has; unread, none of ours."""
    from spbe_cli.cli.plan import target_named  # noqa: PLC0415 - seldom asked

    known = [one.case.instrument for one in given.results if one.case is not None]
    bundled = map(shared().find, shared().bundled)
    refused: list[CallError] = []
    for instrument in known or [one.value for one in bundled if one and one.value]:
        try:
            target_named(target, instrument, instrument.years.first)
        except CallError as error:
            refused.append(error)
        else:
            return
    raise refused[0]


def _boards(main: Result) -> Iterator[Board]:
    """Find where a result stands among official ones of its year: in the nation, in its province.

    Nothing where no official results of its like ship.
    """
    entry, instrument = entry_of(main), main.case.instrument if main.case else None
    with suppress(CallError):
        nation = official(f"{entry.year}:{entry.type or ''}")
        yield board_among([entry], instrument, nation, None)
        province = province_name(entry.province or "")
        near = tuple(one for one in nation.entries if province_name(one.province or "") == province)
        if province and near:
            there = nation._replace(province=near[0].province, entries=near)
            yield board_among([entry], instrument, there, None)
