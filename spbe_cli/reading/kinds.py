"""What a file is, told from its top-level keys."""

from enum import Enum, auto

from spbe_cli.core.assessment import ASSESSMENT_KEYS
from spbe_cli.core.instrument_file import INSTRUMENT_KEYS
from spbe_cli.core.problems import Code, ContentError, Finding, Problem, Term
from spbe_cli.reading import files
from spbe_cli.reading.source import Source


class Kind(Enum):
    """What a file is."""

    ASSESSMENT = auto()
    OPD = auto()
    INSTRUMENT = auto()
    OTHER = auto()
    UNREADABLE = auto()


def looks_like_instrument(source: Source) -> bool:
    """Tell whether a file has the top-level keys of an instrument."""
    keys = source.data if isinstance(source.data, dict) else {}
    return sum(key in keys for key in INSTRUMENT_KEYS) > 1


def kind_of(source: Source, *, named: bool) -> Kind:
    """Tell what a file is from its top-level keys; a file the caller named needs only one."""
    if source.data is None and source.problems:
        return Kind.UNREADABLE
    keys = source.data if isinstance(source.data, dict) else {}
    if "opd" in keys:
        return Kind.OPD
    ours = sum(key in keys for key in ASSESSMENT_KEYS)
    if sum(key in keys for key in INSTRUMENT_KEYS) > max(ours, 1):
        return Kind.INSTRUMENT
    return Kind.ASSESSMENT if ours >= (1 if named else 2) else Kind.OTHER


def read_as(spot: files.Spot, wanted: str) -> Source:
    """Read what is named as an `effort` or a `scenario` file, or lies where "" is expected.

    Raises `ContentError` where it cannot be read, is empty, or was named and is of another kind.
    """
    source = files.read(spot)
    if isinstance(source, Problem):
        raise ContentError([source])
    if source.data is None:
        empty = source.locate(Finding(Code.EMPTY_FILE, variant=wanted))
        raise ContentError(source.problems or [empty])
    kind = kind_of(source, named=False)
    if wanted and kind is not Kind.OTHER:
        values = {"found": Term(f"word.file.{kind.name.casefold()}")}
        raise ContentError([source.locate(Finding(Code.NOT_AN_ASSESSMENT, (), values, wanted))])
    return source
