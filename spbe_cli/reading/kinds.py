"""What a file is, told from its top-level keys."""

from enum import Enum, auto

from spbe_cli.core.assessment import ASSESSMENT_KEYS
from spbe_cli.core.instrument_file import INSTRUMENT_KEYS
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
