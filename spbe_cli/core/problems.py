"""What can be wrong: the codes, and a problem before and after it has a place in a file.

Knows no file, no YAML and no language; the texts of a code stand in `spbe_cli.locale`.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, IntEnum, StrEnum
from typing import Literal, NamedTuple

KeyPath = tuple[str | int, ...]
"""Keys that lead to a value, by identity: `("answers", "12", "level")`."""


At = Literal["key", "value", "missing"]
"""What is wrong at a path: the value, the key, or that the last key is missing."""


class Term(str):
    """A word of the tool's own in a finding's values: a key of the texts, put into words later."""

    __slots__ = ()


class Whole(str):
    """Text that is harmless already and stands in a sentence as it is, however long."""

    __slots__ = ()


class Bilingual(str):
    """Text of a finding's values that data has in both languages; as a plain text, Indonesian."""

    en: str

    def __new__(cls, indonesian: str, english: str) -> "Bilingual":
        """Hold both."""
        text = super().__new__(cls, indonesian)
        text.en = english
        return text

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process with both."""
        return Bilingual, (str(self), self.en)


class Severity(StrEnum):
    """How much a problem weighs: an error leaves the file without an index."""

    ERROR = "error"
    WARNING = "warning"


class Family(StrEnum):
    """What a code is about: the first digit of its number."""

    FILE = "0"
    SHAPE = "1"
    MEANING = "2"
    EVIDENCE = "3"
    PLAUSIBILITY = "4"


class Code(Enum):
    """Every code there is, with its severity where that is not an error.

    A number is never reused and never given to something else.
    """

    severity: Severity

    def __new__(cls, number: str, severity: Severity = Severity.ERROR) -> "Code":
        """Give a code its number as its value, and its severity."""
        code = object.__new__(cls)
        code._value_ = number
        code.severity = severity
        return code

    @property
    def family(self) -> Family:
        """What it is about."""
        return Family(self.value.removeprefix("SPBE")[0])

    UNREADABLE = "SPBE001"
    NOT_UTF8 = "SPBE002"
    SYNTAX = "SPBE003"
    TAB = "SPBE004"
    SEVERAL_DOCUMENTS = "SPBE005"
    DUPLICATE_KEY = "SPBE006"
    BUDGET = "SPBE007"
    REFUSED_YAML = "SPBE008"
    NO_COLON = "SPBE009"
    CONTROL_CHARACTER = "SPBE010"
    EMPTY_FILE = "SPBE011"
    AMBIGUOUS_NUMBER = "SPBE012"
    UNREADABLE_WORKBOOK = "SPBE013"

    UNKNOWN_KEY = "SPBE101"
    MISSING_KEY = "SPBE102"
    WRONG_TYPE = "SPBE103"
    LEVEL_RANGE = "SPBE104"
    UNKNOWN_INDICATOR = "SPBE105"
    UNKNOWN_INSTRUMENT = "SPBE106"
    UNKNOWN_CHOICE = "SPBE107"
    BAD_DATE = "SPBE108"
    BAD_URL = "SPBE109"
    NUMBER_RANGE = "SPBE110"
    NOT_AN_ASSESSMENT = "SPBE111"
    UNKNOWN_GROUP = "SPBE112"
    FAULTY_EXCUSE = "SPBE113"
    UNKNOWN_OPD = "SPBE114"
    CIRCULAR_REQUIREMENT = "SPBE115"
    WEIGHT_SUM = "SPBE120"
    REPEATED_ID = "SPBE121"
    CATEGORY_BOUNDS = "SPBE122"
    TREE_SHAPE = "SPBE123"
    LEVEL_STEP = "SPBE124"
    UNKNOWN_SOURCE = "SPBE125"

    UNANSWERED = "SPBE201"
    OPDS_IN_CONFLICT = "SPBE202", Severity.WARNING
    LEAD_WITHOUT_ANSWER = "SPBE203"
    INCLUDE_MATCHES_NOTHING = "SPBE204"
    INCLUDE_LEAVES_FOLDER = "SPBE205"
    SAME_OPD_TWICE = "SPBE206"
    OPD_FILE_DISAGREES = "SPBE207"
    YEAR_OUTSIDE = "SPBE208", Severity.WARNING
    OWNER_WITHOUT_ANSWER = "SPBE209", Severity.WARNING
    PUBLISHED_INDEX = "SPBE210"
    PUBLISHED_CATEGORY = "SPBE211"
    PUBLISHED_GROUP = "SPBE212"
    EXCEPTIONAL_LEVEL = "SPBE213", Severity.WARNING
    NO_INSTRUMENT = "SPBE214"
    CONFIDENCE_SUM = "SPBE215"
    TARGET_BELOW_LEVEL = "SPBE216"
    PUBLISHED_DOMAINS = "SPBE217"
    UNREACHABLE_VALUE = "SPBE218"
    SAME_ASSESSMENT_TWICE = "SPBE219"
    UNUSED_EXCUSE = "SPBE220", Severity.WARNING
    IMPORT_CONFLICT = "SPBE221"

    EVIDENCE_MISSING = "SPBE301", Severity.WARNING
    EVIDENCE_EMPTY = "SPBE302", Severity.WARNING
    EVIDENCE_POINTER = "SPBE303", Severity.WARNING
    EVIDENCE_OUTSIDE = "SPBE304", Severity.WARNING
    EVIDENCE_REUSED = "SPBE305", Severity.WARNING
    LEVEL_WITHOUT_EVIDENCE = "SPBE306", Severity.WARNING
    REVIEW_TOO_OLD = "SPBE307", Severity.WARNING
    EVIDENCE_TOO_LATE = "SPBE308", Severity.WARNING

    STEEP_RISE = "SPBE401", Severity.WARNING
    SELF_ABOVE_FINAL = "SPBE402", Severity.WARNING


NO_VALUES: Mapping[str, str] = {}


class Finding(NamedTuple):
    """Something wrong at a key path, not yet located in a file.

    `variant` picks a more exact wording of the same code; `values` fill it. `at` says what is
    wrong: the value, the key, or that the last key of the path is missing. `override` is another
    severity than the code's own.
    """

    code: Code
    path: KeyPath = ()
    values: Mapping[str, str] = NO_VALUES
    variant: str = ""
    at: At = "value"
    override: Severity | None = None

    @property
    def severity(self) -> Severity:
        """The severity that holds for this finding."""
        if self.override is not None:
            return self.override
        return self.code.severity


class Place(NamedTuple):
    """Where a value is written: line and column from 1, in characters, as editors count.

    `quote` is the line (a part of it when it is very long), `caret` the column within the quote.
    In a workbook `cell` is the address (`LKE!D14`), line and column its row and column, and the
    quote what the cell holds.
    """

    line: int
    column: int
    quote: str
    caret: int
    cell: str = ""

    @property
    def address(self) -> str:
        """The place as it is named behind the file: `14:4`, in a workbook `LKE!D14`."""
        return self.cell or f"{self.line}:{self.column}"

    @property
    def sheet(self) -> str:
        """The sheet of a workbook; empty in any other file."""
        return self.cell.rpartition("!")[0]


class Problem(NamedTuple):
    """A finding with its place; `place` is None only for a file that cannot be read."""

    file: str
    place: Place | None
    finding: Finding

    @property
    def severity(self) -> Severity:
        """Error or warning."""
        return self.finding.severity

    @property
    def path(self) -> str:
        """The key path with dots, as in `answers.12.level`."""
        return dotted(self.finding.path)

    @property
    def said(self) -> tuple[object, ...]:
        """What a reader is told: two problems of which this is the same are one."""
        values = tuple(sorted(self.finding.values.items()))
        return (self.file, self.place, self.finding.code, self.finding.variant, values)

    @property
    def order(self) -> tuple[str, str, int, int, str, tuple[tuple[int, str], ...]]:
        """Where the problem stands in a report: by file, place, code, path (2 before 10)."""
        line, column = (self.place.line, self.place.column) if self.place else (0, 0)
        sheet = self.place.sheet if self.place else ""
        path = tuple((len(str(key)), str(key)) for key in self.finding.path)
        return (self.file, sheet, line, column, self.finding.code.value, path)


class ExitCode(IntEnum):
    """What the process ends with."""

    OK = 0
    CONTENT = 1
    CALL = 2
    BUG = 3
    INTERRUPTED = 130


class CallError(Exception):
    """The call itself cannot be carried out; `key` names the text that says why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        return _call_error, (self.key, self.values)


class ContentError(Exception):
    """What the call is made with does not hold; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def _call_error(key: str, values: dict[str, str]) -> CallError:
    """Rebuild an error that comes from another process."""
    return CallError(key, **values)


def as_written(path: KeyPath, cut: Iterable[KeyPath]) -> KeyPath:
    """Turn a path in data that items were cut from into the path where it is written."""
    written: list[str | int] = []
    for step in path:
        place = step
        if isinstance(step, int):
            depth = len(written)
            gaps = {p[depth] for p in cut if len(p) == depth + 1 and p[:depth] == (*written,)}
            for gap in sorted(gap for gap in gaps if isinstance(gap, int)):
                place = int(place) + (gap <= int(place))
        written.append(place)
    return tuple(written)


def dotted(path: KeyPath) -> str:
    """Write a key path with dots."""
    return ".".join(str(key) for key in path)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by file and place and drop those that say the same twice."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    return tuple(problem for file in sorted(by_file) for problem in _once(by_file[file]))


def _once(problems: list[Problem]) -> Iterable[Problem]:
    return {one.said: one for one in sorted(problems, key=lambda one: one.order)}.values()
