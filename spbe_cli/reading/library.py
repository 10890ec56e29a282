"""Finds instruments: bundled ones by id, a user's by path; each is read and checked once.

Level criteria lie in a file beside the instrument and are read only when asked for.
"""

from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from spbe_cli.core.instrument import Criteria, Instrument
from spbe_cli.core.instrument_file import CriteriaFile, InstrumentFile, build, build_criteria
from spbe_cli.core.problems import Code, Finding, Place, Problem, in_order
from spbe_cli.core.rules.instrument import criteria_faults, faults
from spbe_cli.core.suggest import suggested
from spbe_cli.reading import files
from spbe_cli.reading.kinds import looks_like_instrument
from spbe_cli.reading.shape import check


class Found(NamedTuple):
    """An instrument as found; `value` is None when its file does not hold, and problems say why."""

    value: Instrument | None
    problems: tuple[Problem, ...]
    spot: files.Spot

    def reference(self, folder: Path) -> str:
        """Say how a file in a folder names it: by id, or by the way to its file."""
        path = self.spot.path
        if self.value is not None and path.parent == files.BUNDLED:
            return self.value.id
        way = files.way(path, folder)
        return way if Path(way).is_absolute() else f"./{way}"


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
        if not files.is_file(path):
            return None
        return self._read(base.beside(path) if base else files.Spot(path, path.as_posix()))

    def unknown(self, reference: str) -> Finding:
        """Say that there is no such instrument, at the key that names it."""
        values = {"found": reference, "allowed": ", ".join(self.bundled)}
        values |= suggested(reference, self.bundled)
        return Finding(Code.UNKNOWN_INSTRUMENT, ("instrument",), values)

    def criteria(self, instrument: Found) -> tuple[Criteria | None, tuple[Problem, ...]]:
        """Read the level criteria beside an instrument; None when it has none."""
        path = instrument.spot.path.with_suffix(".criteria.yaml")
        if not files.is_file(path):
            return None, ()
        source = files.read(instrument.spot.beside(path))
        if isinstance(source, Problem):
            return None, (source,)
        if source.data is None and source.problems:
            return None, in_order(source.problems)
        checked = check(CriteriaFile, source.data)
        findings = list(checked.findings)
        if checked.value is not None and instrument.value is not None and not findings:
            findings += criteria_faults(checked.value, instrument.value)
        problems = [*source.problems, *map(source.locate, findings)]
        return (build_criteria(checked.value) if checked.value else None), in_order(problems)

    def spot_of(self, instrument: Instrument) -> files.Spot | None:
        """Give the file that an instrument of this run was read from."""
        return next((one.spot for one in self._found.values() if one.value is instrument), None)

    def _read(self, spot: files.Spot) -> Found:
        key = spot.path.resolve()
        if key not in self._found:
            self._found[key] = self._checked(read_instrument(spot))
        return self._found[key]

    def _checked(self, found: Found) -> Found:
        """Refuse a user's instrument that goes by the id of a bundled one."""
        value = found.value
        if value is None or value.id not in self.bundled or found.spot.path.parent == files.BUNDLED:
            return found
        finding = Finding(Code.REPEATED_ID, ("id",), {"found": value.id}, "bundled")
        source = files.read(found.spot)
        problem = source if isinstance(source, Problem) else source.locate(finding)
        return Found(None, (problem,), found.spot)


def read_instrument(spot: files.Spot) -> Found:
    """Read an instrument file; it is refused as a whole when anything in it is wrong."""
    source = files.read(spot)
    if isinstance(source, Problem):
        return Found(None, (source,), spot)
    problems = list(source.problems)
    if not looks_like_instrument(source):
        return Found(None, (*problems[:1],) or (_no_instrument(spot),), spot)
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


def _no_instrument(spot: files.Spot) -> Problem:
    """Say that a file is no instrument; nothing of it is quoted, whatever it is."""
    finding = Finding(Code.NOT_AN_ASSESSMENT, (), {}, "no-instrument")
    return Problem(spot.label, Place(1, 1, "", 1), finding)


def is_path(reference: str) -> bool:
    """Tell whether a reference to an instrument is a path rather than an id."""
    return Path(reference).suffix.lower() in files.YAML_ENDINGS
