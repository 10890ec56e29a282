"""What was handed in, held against what is there and judged as a whole. Nothing is written here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spbe_cli.core.assessment import Assessment
from spbe_cli.core.case import Case
from spbe_cli.core.exchange.intake import ASSUMED, Intake, Side, compare, whose
from spbe_cli.core.exchange.leaves import assembled, blanks_of, leaves_of
from spbe_cli.core.problems import Code, Finding, KeyPath, Problem, Severity
from spbe_cli.core.rules import judge
from spbe_cli.reading.bundles import Bundle
from spbe_cli.reading.present import FILLED, Present


@dataclass(frozen=True)
class Prepared:
    """One assessment as it will be, what is taken for it, and what is wrong or to be known."""

    bundle: Bundle
    intake: Intake
    case: Case
    problems: tuple[Problem, ...]

    @property
    def blanks(self) -> frozenset[KeyPath]:
        """The answers that say nothing: of OPDs that are there, and of new ones."""
        there = self.bundle.there
        known = {} if there is None else there.case.assessment.opds
        kept = (path for opd_id, opd in known.items() for path in blanks_of(opd, opd_id))
        return frozenset([*kept, *(one for one in self.bundle.blanks if one[1] not in known)])


def prepared(bundle: Bundle, side: Side | None) -> Prepared:
    """Hold what was handed in against what is there, and judge what comes of it."""
    there = bundle.there
    known = {} if there is None else leaves_of(there.case.assessment)
    assumed = {} if there is None else ASSUMED
    intake = compare(assumed | known, bundle.said.leaves, bundle.instrument, side)
    head = bundle.head if there is None else there.case.assessment
    given = Prepared(bundle, intake, Case(head, bundle.instrument, bundle.broken), ())
    whole = assembled(head, known | intake.taken, given.blanks)
    case = replace(given.case, assessment=whole)
    problems = (*_clashes(bundle, intake, side), *_judged(bundle, intake, case))
    return replace(given, case=case, problems=problems)


def _clashes(bundle: Bundle, intake: Intake, side: Side | None) -> Iterator[Problem]:
    """Say what differs from what is there: an error, or which of the two is kept."""
    if bundle.there is None:
        return
    severity = None if side is None else Severity.WARNING
    for clash in intake.clashes:
        number = bundle.said.sources[clash.path]
        first = bundle.there.origins.locate(Finding(Code.IMPORT_CONFLICT, clash.path))
        yield bundle.clash(clash, number, first, "" if side is None else side.value, severity)


def _judged(bundle: Bundle, intake: Intake, case: Case) -> Iterator[Problem]:
    """Judge the whole; what somebody has yet to answer is no error."""
    for finding in judge(case):
        given = finding
        if finding.code in FILLED:
            given = finding._replace(override=Severity.WARNING)
        is_ours = bundle.source(finding.path, intake.taken) is not None
        if given.severity is Severity.ERROR or is_ours or bundle.there is None:
            yield bundle.located(given, intake.taken)


def other_assessment(bundle: Bundle, present: Present) -> Iterator[Problem]:
    """Say that the one file there is holds another assessment than what was handed in."""
    if not present.is_file or bundle.there is not None:
        return
    for spot, value in present.assessments:
        values = {"found": _named(bundle.head), "there": _named(value), "first": spot.label}
        yield bundle.locate(0, Finding(Code.IMPORT_CONFLICT, ("institution",), values, "other"))


def _named(value: Assessment) -> str:
    return f"{value.institution} {value.year} {value.stage.value}"


def read_back(every: Iterable[Prepared], present: Present) -> None:
    """Read what was written; that anything of it is not there would be a bug."""
    for given in every:
        there = present.find(whose(given.case.assessment), [])
        known = {} if there is None else leaves_of(there.case.assessment)
        wanted = leaves_of(given.case.assessment)
        left = compare(ASSUMED | known, wanted, given.bundle.instrument)
        if left.taken or left.clashes:
            raise AssertionError([*left.taken, *left.clashes])
