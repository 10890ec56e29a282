"""Parts that were handed in, put together by the assessment they are of; every value still located.

What is there already stands beside; problems are those of parts that do not go together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from posixpath import dirname
from typing import Any

from spbe_cli.core.assessment import Assessment, OpdFile, folded
from spbe_cli.core.exchange.intake import Clash, Merged, Whose, merged, whose
from spbe_cli.core.exchange.leaves import (
    Leaf,
    Leaves,
    blanks_of,
    leaves_of,
    leaves_of_opd,
    moved,
    value_of,
)
from spbe_cli.core.inert import quoted
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.notation import flow
from spbe_cli.core.problems import Code, Finding, KeyPath, Problem, Severity, dotted
from spbe_cli.reading.deliveries import Delivery, Part
from spbe_cli.reading.library import Found
from spbe_cli.reading.present import Present, There

_BESIDE = {"target": "level"}
"""What a value is judged by that stands beside it: where only that is taken, that is wrong."""

Note = Callable[[Part], str]
"""Says where figures are from that were computed, not announced."""


@dataclass(frozen=True)
class Bundle:
    """All that was handed in of one assessment, and what of it is there.

    `found` is its instrument as a part names it; None where only what is there does.
    """

    head: Assessment
    instrument: Instrument
    found: Found | None
    parts: tuple[Part, ...]
    said: Merged
    there: There | None

    @property
    def broken(self) -> frozenset[KeyPath]:
        """What could not be read of it, by the paths of the whole."""
        return frozenset((*_above(part), *path) for part in self.parts for path in part.broken)

    @property
    def homes(self) -> Mapping[str, str | None]:
        """The files that OPDs had, from the folder of the assessment; those of the first to say."""
        opds = [(part.value.opd, part) for part in self.parts if isinstance(part.value, OpdFile)]
        return {opd_id: part.home for opd_id, part in reversed(opds)}

    @property
    def blanks(self) -> frozenset[KeyPath]:
        """The answers of OPDs that are there and say nothing."""
        values = [part.value for part in self.parts if isinstance(part.value, OpdFile)]
        return frozenset(path for value in values for path in blanks_of(value, value.opd))

    @property
    def kept(self) -> list[KeyPath]:
        """What is there while its cell is empty: that takes nothing away."""
        known = {} if self.there is None else leaves_of(self.there.case.assessment)
        empty = {(*_above(part), *path) for part in self.parts for path in part.empty}
        return [path for path in known if path in empty and path not in self.said.leaves]

    def locate(self, number: int, finding: Finding) -> Problem:
        """Find where a finding on the whole is written in the part with a number."""
        part = self.parts[number]
        above = _above(part)
        inner = finding.path[len(above) :] if finding.path[: len(above)] == above else ("opd",)
        return part.locate(finding._replace(path=inner))

    def source(self, path: KeyPath, taken: Leaves) -> int | None:
        """Give the number of the part that a path, or what is below it, is taken from."""
        sources = self.said.sources
        for length in range(len(path), 0, -1):
            if path[:length] in taken:
                return sources[path[:length]]
        inner = (one for one in taken if one[: len(path)] == path)
        return next((sources[one] for one in inner), None)

    def located(self, finding: Finding, taken: Leaves) -> Problem:
        """Find where a finding on the whole is written: in what is taken, else in what is there."""
        number = self.source(finding.path, taken)
        if number is None and finding.path and finding.path[-1] in _BESIDE:
            beside = (*finding.path[:-1], _BESIDE[str(finding.path[-1])])
            if beside in taken:
                return self.locate(self.said.sources[beside], finding._replace(path=beside))
        if number is None and self.there is not None:
            return self.there.origins.locate(finding)
        if number is None:
            numbers = range(len(self.parts))
            of_opd = (n for n in numbers if _above(self.parts[n]) == finding.path[:2])
            number = next(of_opd, 0)
        return self.locate(number, finding)

    def clash(
        self, clash: Clash, number: int, first: Problem, variant: str, severity: Severity | None
    ) -> Problem:
        """Say at one part that it differs from what stands first elsewhere."""
        values = {
            "key": dotted(clash.path[len(_above(self.parts[number])) :]),
            "found": _shown(clash.found),
            "there": _shown(clash.there),
            "first": _at(first),
        }
        finding = Finding(Code.IMPORT_CONFLICT, clash.path, values, variant, override=severity)
        return self.locate(number, finding)

    def contradictions(self) -> Iterator[Problem]:
        """Say where two parts differ."""
        for number, clash in self.said.clashes:
            asked = Finding(Code.IMPORT_CONFLICT, clash.path)
            first = self.locate(self.said.sources[clash.path], asked)
            yield self.clash(clash, number, first, "parts", None)


def gathered(
    deliveries: Iterable[Delivery], present: Present, note: Note
) -> tuple[list[Bundle], list[Problem]]:
    """Put the parts of each assessment together; what fits none, or several, is a problem."""
    groups: dict[Whose, list[Part]] = {}
    loose: list[tuple[Part, OpdFile, list[Whose]]] = []
    problems: list[Problem] = []
    for delivery in deliveries:
        ours: list[Whose] = []
        for part in delivery.parts:
            if isinstance(part.value, Assessment):
                ours.append(whose(part.value))
                groups.setdefault(ours[-1], []).append(part)
            else:
                loose.append((part, part.value, ours))
    for part, opd, ours in loose:
        known = [*dict.fromkeys(ours or [*groups, *present.all])]
        fitting = [one for one in known if _fits(part, opd, one)]
        head = _head(part, opd)
        if not fitting and head is not None and not ours:
            groups[whose(head)] = [part._replace(value=head, broken=frozenset()), part]
        elif len(fitting) == 1:
            groups.setdefault(fitting[0], []).append(part)
        else:
            variant = "fits-several" if fitting else "fits-none"
            finding = Finding(Code.NOT_AN_ASSESSMENT, ("opd",), {"opd": opd.opd}, variant)
            problems.append(part.locate(finding))
    ordered = {key: sorted(parts, key=_order) for key, parts in groups.items()}
    bundles = (_bundle(key, parts, present, note, problems) for key, parts in ordered.items())
    return [one for one in bundles if one is not None], problems


def _order(part: Part) -> tuple[int, float]:
    """Set OPDs in the order they had: who stands first may be charged, or speak for others."""
    if isinstance(part.value, Assessment):
        return 0, 0
    return 1, inf if part.place is None else part.place


def _fits(part: Part, opd: OpdFile, wanted: Whose) -> bool:
    institution, year, stage = wanted
    is_theirs = opd.institution is None or folded(opd.institution) == institution
    return is_theirs and opd.year in {None, year} and part.stage in {None, stage}


def _head(part: Part, opd: OpdFile) -> Assessment | None:
    """Make the assessment that the sheet of an OPD says it belongs to, if it says all of it."""
    if None in {opd.institution, opd.year, opd.instrument, part.stage}:
        return None
    values: dict[str, Any] = {"year": opd.year, "instrument": opd.instrument, "stage": part.stage}
    return Assessment.model_construct(institution=opd.institution or "", **values)


def _bundle(
    key: Whose, parts: list[Part], present: Present, note: Note, problems: list[Problem]
) -> Bundle | None:
    """Put together what is said of one assessment; None where nothing can be judged of it."""
    there = present.find(key, problems)
    if there is None and key in present.all:
        return None
    heads = [part.value for part in parts if isinstance(part.value, Assessment)]
    if there is not None:
        heads.append(there.case.assessment)
    head = next(iter(heads), None)
    found = next((one.found for one in parts if one.instrument is not None), None)
    instrument = found and found.value if there is None else there.case.instrument
    if head is None or instrument is None:
        return None
    said = merged((_said(part, note, there) for part in parts), instrument)
    bundle = Bundle(head, instrument, found, (*parts,), said, there)
    problems += _other_instruments(bundle)
    problems += bundle.contradictions()
    return bundle


def _said(part: Part, note: Note, there: There | None) -> Leaves:
    """Give all that a part says, its evidence named as what is there would name it."""
    if isinstance(part.value, OpdFile):
        leaves = leaves_of_opd(part.value, part.value.opd)
        folder = None if there is None else there.folder_of(part.value.opd)
        known = part.home is not None and folder is not None
        return moved(leaves, dirname(part.home or ""), folder or "") if known else leaves
    leaves = leaves_of(part.value)
    if there is not None:  # whether it is still a draft is for those who keep the file to say
        leaves.pop(("draft",), None)
    if part.computed is not None:
        leaves["published", "source", "note"] = note(part)
    return leaves


def _other_instruments(bundle: Bundle) -> Iterator[Problem]:
    """Find parts that name another instrument than what is there, or than the others do."""
    for part in bundle.parts:
        if part.instrument is not None and part.instrument is not bundle.instrument:
            values = {"key": "instrument", "found": part.instrument.id}
            values |= {"other": bundle.instrument.id}
            yield part.locate(Finding(Code.OPD_FILE_DISAGREES, ("instrument",), values, "import"))


def _above(part: Part) -> KeyPath:
    return ("opds", part.value.opd) if isinstance(part.value, OpdFile) else ()


def _shown(leaf: Leaf) -> str:
    return quoted(flow(value_of(leaf)))


def _at(problem: Problem) -> str:
    """Name a place in a sentence: the file with its line, or its cell."""
    place = problem.place
    return problem.file if place is None else f"{problem.file}:{place.cell or place.line}"
