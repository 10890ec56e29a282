"""Finds instruments: bundled ones by id, a user's by path; each is read and checked once.

Level criteria lie in a file beside the instrument and are read only when asked for.
"""

from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from spbe_cli import files
from spbe_cli.instrument import Criteria, Instrument
from spbe_cli.instrument_file import CriteriaFile, InstrumentFile, build, build_criteria
from spbe_cli.problems import Problem, in_order
from spbe_cli.rules.instrument import faults
from spbe_cli.shape import check
from spbe_cli.suggest import nearest


class Found(NamedTuple):
    """An instrument as found; `value` is None when its file does not hold, and problems say why."""

    value: Instrument | None
    problems: tuple[Problem, ...]
    spot: files.Spot


class Library:
    """All instruments of one run."""

    def __init__(self) -> None:
        self._found: dict[Path, Found] = {}

    @cached_property
    def bundled(self) -> tuple[str, ...]:
        """The ids of the bundled instruments, sorted."""
        names = (path.name.removesuffix(".yaml") for path in files.BUNDLED.glob("*.yaml"))
        return tuple(sorted(name for name in names if "." not in name))

    def find(self, reference: str, base: files.Spot | None = None) -> Found | None:
        """Find an instrument by id, or by path from a base file; None when there is none."""
        if reference in self.bundled:
            path = files.BUNDLED / f"{reference}.yaml"
            return self._read(files.Spot(path, path.name))
        if not is_path(reference):
            return None
        path = Path(reference) if base is None else base.folder / reference
        if not path.is_file():
            return None
        return self._read(base.beside(path) if base else files.Spot(path, path.as_posix()))

    def suggestion(self, reference: str) -> str | None:
        """Give the bundled id nearest to one that does not exist."""
        return nearest(reference, self.bundled)

    def criteria(self, instrument: Found) -> tuple[Criteria | None, tuple[Problem, ...]]:
        """Read the level criteria beside an instrument; None when it has none."""
        path = instrument.spot.path.with_suffix(".criteria.yaml")
        if not path.is_file():
            return None, ()
        source = files.read(instrument.spot.beside(path))
        if isinstance(source, Problem):
            return None, (source,)
        checked = check(CriteriaFile, source.data)
        problems = [*source.problems, *(source.locate(finding) for finding in checked.findings)]
        return (build_criteria(checked.value) if checked.value else None), in_order(problems)

    def _read(self, spot: files.Spot) -> Found:
        key = spot.path.resolve()
        if key not in self._found:
            self._found[key] = read_instrument(spot)
        return self._found[key]


def read_instrument(spot: files.Spot) -> Found:
    """Read an instrument file; it is refused as a whole when anything in it is wrong."""
    source = files.read(spot)
    if isinstance(source, Problem):
        return Found(None, (source,), spot)
    problems = list(source.problems)
    if not problems or source.data is not None:
        checked = check(InstrumentFile, source.data)
        findings = list(checked.findings)
        if checked.value is not None and not findings:
            findings += faults(checked.value)
        problems += [source.locate(finding) for finding in findings]
        if checked.value is not None and not problems:
            return Found(build(checked.value), (), spot)
    return Found(None, in_order(problems), spot)


@cache
def shared() -> Library:
    """Give the instruments of this process, each read once whatever the work is split into."""
    return Library()


def is_path(reference: str) -> bool:
    """Tell whether a reference to an instrument is a path rather than an id."""
    path = Path(reference)
    return path.suffix.lower() in files.YAML_ENDINGS or "/" in reference or "\\" in reference
