"""What is handed in: workbooks, tables of results, JSON of ours, each as assessments in parts.

Only shapes are judged here; what values mean is judged when all parts are together.
"""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.assessment import Assessment, OpdFile, Stage
from spbe_cli.core.exact import parse_decimal
from spbe_cli.core.exchange.entries import value_data
from spbe_cli.core.exchange.intake import Told
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import CallError, Code, Finding, KeyPath, Problem
from spbe_cli.reading import files
from spbe_cli.reading.library import Found, Library
from spbe_cli.reading.results_table import ENDINGS, Locate, ResultsTable
from spbe_cli.reading.score_json_source import ScoreJson
from spbe_cli.reading.shape import check

if TYPE_CHECKING:
    from spbe_cli.reading.worksheets.filled import FilledSheet

BELOW = "**/*"
"""What is looked at in a folder: all that is in and below it."""

_HEAD = ("institution", "year", "instrument", "stage")
"""What says which assessment a sheet is of."""

LOCKED = "~$"
"""How the file begins that a spreadsheet keeps beside one that is open."""


class Kind(Enum):
    """What a source is."""

    WORKBOOK = auto()
    TABLE = auto()
    JSON = auto()


KINDS = {
    ".xlsx": Kind.WORKBOOK, ".xlsm": Kind.WORKBOOK, ".xls": Kind.WORKBOOK, ".xlsb": Kind.WORKBOOK,
    ".ods": Kind.WORKBOOK, ".numbers": Kind.WORKBOOK, ".json": Kind.JSON,
    **dict.fromkeys(ENDINGS, Kind.TABLE),
}  # fmt: skip
"""What sources are, by how their names end; what cannot be read as such is refused later."""


class Part(NamedTuple):
    """One sheet, row or result: a whole assessment, or what one OPD answered.

    `found` is its instrument where it names one. Of an OPD `stage` is that of the assessment,
    `place` where it stands among the others, from 1, and `home` the file it had, from the folder
    of the assessment: empty where it had none of its own, None where nobody knows.
    `computed` says how many indicators are behind an index that was computed: how many answered, of
    how many. `empty` are the values whose cells hold nothing.
    """

    value: Assessment | OpdFile
    locate: Locate
    spot: files.Spot
    broken: frozenset[KeyPath] = frozenset()
    found: Found | None = None
    stage: Stage | None = None
    place: int | None = None
    home: str | None = None
    computed: tuple[int, int] | None = None
    empty: frozenset[KeyPath] = frozenset()

    @property
    def instrument(self) -> Instrument | None:
        """Its instrument, where that holds."""
        return None if self.found is None else self.found.value


class Delivery(NamedTuple):
    """What one source holds, and what of it is wrong, taken for something else, or not taken."""

    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    told: tuple[Told, ...] = ()
    files: int = 1


def sources(arguments: Iterable[str]) -> list[files.Spot]:
    """Turn the command line into sources, each once; of a folder all workbooks.

    Raises `CallError` for what is not there, or can be no source.
    """
    found: dict[Path, files.Spot] = {}
    for argument in arguments:
        path = Path(argument)
        if argument != files.STDIN and argument and path.is_dir():
            several = [*_workbooks(path)]
        else:
            several = files.spots([argument])
        if not several:
            raise CallError("call.import-folder", path=argument)
        found |= {spot.path.resolve(): spot for spot in several}
    for spot in found.values():
        if not spot.is_stdin and spot.path.suffix.lower() not in KINDS:
            raise CallError("call.import-source", path=spot.label)
    return list(found.values())


def _workbooks(folder: Path) -> Iterator[files.Spot]:
    """Give all workbooks, also those that cannot be read: the answers in them would be missing."""
    for path in files.matching(folder, BELOW):
        is_workbook = KINDS.get(path.suffix.lower()) is Kind.WORKBOOK
        if is_workbook and not path.name.startswith(LOCKED):
            yield files.Spot(path, path.as_posix())


def read(
    spot: files.Spot, library: Library, *, with_answers: bool, otherwise: Assessment | None
) -> Delivery:
    """Read one source; whatever is wrong in it is a problem.

    A sheet that does not say which assessment it is of is taken for one of `otherwise`.
    """
    kind = KINDS.get(spot.path.suffix.lower(), Kind.WORKBOOK)
    if kind is Kind.WORKBOOK and not spot.is_stdin:
        return _workbook(spot, library, otherwise)
    text = files.read_text(spot)
    if isinstance(text, Problem):
        is_binary = spot.is_stdin and text.finding.code is Code.NOT_UTF8
        return _workbook(spot, library, otherwise) if is_binary else Delivery(problems=(text,))
    if kind is Kind.JSON or (spot.is_stdin and text.lstrip().startswith("{")):
        return _json(spot, text, library, with_answers=with_answers)
    return _table(spot, text, library)


def _table(spot: files.Spot, text: str, library: Library) -> Delivery:
    table = ResultsTable(spot, text, library, judged=False)
    parts, problems = list[Part](), list[Problem]()
    for loaded, locate in table.located():
        problems += loaded.problems
        if loaded.assessment is not None:
            under = loaded.assessment.instrument if loaded.case is not None else None
            found = None if under is None else library.find(under, spot)
            parts.append(Part(loaded.assessment, locate, spot, loaded.broken, found))
    told = (Told(spot.label, name) for name in table.unread)
    return Delivery((*parts,), (*problems, *table.problems), (*told,))


def _json(spot: files.Spot, text: str, library: Library, *, with_answers: bool) -> Delivery:
    results = ScoreJson(spot.label, text, with_answers=with_answers)
    parts, problems, told = list[Part](), list[Problem](), list[Told]()
    for result in results:
        told += result.told
        part = _part(Assessment, result.data, result.locate, (spot, library), problems)
        if part is not None and result.answered is not None and result.total is not None:
            part = part._replace(computed=(result.answered, result.total))
        parts += () if part is None else (part,)
    return Delivery((*parts,), (*results.problems, *problems), (*told,))


def _workbook(spot: files.Spot, library: Library, otherwise: Assessment | None) -> Delivery:
    from spbe_cli.reading.worksheets.book import read_workbook  # noqa: PLC0415 - tables need none of it

    book = read_workbook(spot, library)
    parts, problems, told = list[Part](), list[Problem](), list[Told]()
    for sheet in book.sheets:
        part = _of_sheet(sheet, otherwise, (spot, library), problems)
        parts += () if part is None else (part._replace(empty=sheet.empty),)
        for one in sheet.unread:
            told.append(Told(_at(spot, one.cell), one.found, None, one.how))
        for remark in sheet.remarks:
            told.append(Told(_at(spot, remark.cell), remark.found, remark.read_as, remark.how))
    return Delivery((*parts,), (*book.problems, *problems), (*told,))


def _of_sheet(
    sheet: "FilledSheet",
    otherwise: Assessment | None,
    where: tuple[files.Spot, Library],
    problems: list[Problem],
) -> Part | None:
    """Make a part of one sheet."""
    if sheet.opd is not None:
        part = _part(OpdFile, sheet.data, sheet.locate, where, problems)
        stages = {one.value: one for one in Stage}
        stage, home = stages.get(sheet.about.get("stage", "")), sheet.about.get("file", "")
        number = parse_decimal(sheet.about.get("place", ""))
        place = number if isinstance(number, int) else None
        return part and part._replace(stage=stage, place=place, home=value_data(home))
    if sheet.data.keys() & {*_HEAD}:
        return _part(Assessment, sheet.data, sheet.locate, where, problems)
    if otherwise is None:
        finding = Finding(Code.NOT_AN_ASSESSMENT, (), {"found": sheet.name}, "whose")
        problems.append(sheet.locate(finding))
        return None
    data = {key: getattr(otherwise, key) for key in _HEAD} | sheet.data
    checked = check(Assessment, data)
    problems += map(sheet.locate, checked.findings)
    value = checked.value
    return None if value is None else Part(value, sheet.locate, where[0], checked.broken)


def _at(spot: files.Spot, cell: str) -> str:
    return f"{spot.label}:{cell}" if cell else spot.label


def _part(
    model: type[Assessment] | type[OpdFile],
    data: object,
    locate: Locate,
    where: tuple[files.Spot, Library],
    problems: list[Problem],
) -> Part | None:
    """Check the shape of one part and find its instrument; None where no value can be made."""
    spot, library = where
    checked = check(model, data)
    problems += map(locate, checked.findings)
    value = checked.value
    if value is None:
        return None
    found = None
    if value.instrument is not None and ("instrument",) not in checked.broken:
        found = library.find(value.instrument, spot) or library.find(value.instrument)
        if found is None:
            problems.append(locate(library.unknown(value.instrument)))
        elif found.value is None:
            values = {"found": value.instrument}
            refused = Finding(Code.NO_INSTRUMENT, ("instrument",), values, "refused")
            problems += (*found.problems, locate(refused))
    return Part(value, locate, spot, checked.broken, found)
