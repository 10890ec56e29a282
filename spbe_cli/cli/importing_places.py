"""Which files an assessment that is not there yet goes to; nothing is written here."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from posixpath import dirname
from typing import NamedTuple

from spbe_cli.core.assessment import Assessment
from spbe_cli.core.exchange.naming import file_name, unused
from spbe_cli.core.problems import CallError
from spbe_cli.reading.files import leaves_folder, steps_of, yaml_files
from spbe_cli.reading.inclusion import MOST_PATTERNS
from spbe_cli.reading.present import Present, There

OPDS = "opd"
"""The folder of OPD files, and what one is called whose id gives no name."""

ASSESSMENT = "spbe"
"""What a file is called where the name of the institution gives none."""

_PLAIN = re.compile(r"(?:\w[\w .()-]*/)*\w[\w .()-]*\.ya?ml")
"""A file that an OPD may go back to."""


class Target(NamedTuple):
    """Where to: one file, or a folder; OPDs in the file of the institution or in their own."""

    path: Path
    is_file: bool
    merge: bool


class Place(NamedTuple):
    """The file of an assessment; the files of its OPDs from there, none where it holds them all."""

    main: Path
    opds: Mapping[str, str]

    @property
    def files(self) -> list[Path]:
        """All of them."""
        return [self.main, *(self.main.parent / name for name in self.opds.values())]

    def include(self, wanted: Sequence[str]) -> list[str]:
        """Give patterns that find the files of all OPDs in their order: those wanted, if they do.

        Files that stand before others which a pattern finds first are named ahead of it; raises
        `CallError` where these are more than an assessment may name.
        """
        names = [*self.opds.values()]
        if _found(wanted, names) == names and all(_found([one], names) for one in wanted):
            return [*wanted]
        folders = dict.fromkeys(dirname(name) for name in names)
        patterns = [f"{folder}/*.yaml" if folder else "*.yaml" for folder in folders]
        places = {name: place for place, name in enumerate(_found(patterns, names))}
        first = len(names) - 1
        while first > 0 and places[names[first - 1]] < places[names[first]]:
            first -= 1
        if first + len(patterns) > MOST_PATTERNS:
            raise CallError("call.import-order", limit=str(MOST_PATTERNS))
        return [*names[:first], *patterns]


def _found(patterns: Iterable[str], names: Iterable[str]) -> list[str]:
    """Give the files that patterns find, each once, in the order they are included in."""
    ordered = sorted(names, key=Path)
    return [*dict.fromkeys(name for one in patterns for name in ordered if finds(one, name))]


def finds(pattern: str, name: str) -> bool:
    """Tell whether an include pattern finds a file, step by step."""
    steps, parts = steps_of(pattern), name.split("/")
    return len(steps) == len(parts) and all(map(fnmatch, parts, steps))


class Places:
    """Gives each new assessment a place of its own, where it takes in nothing of others."""

    def __init__(self, target: Target, present: Present, *, alone: bool) -> None:
        self._target = target
        self._present = present
        self._alone = alone
        self._taken: set[Path] = set()

    def of(self, value: Assessment, homes: Mapping[str, str | None]) -> Place:
        """Choose a place: by the year where there is only one, else by institution and year.

        An OPD that had a file, `homes`, has it again. Raises `CallError` where an assessment that
        is there would include the new files.
        """
        folder, is_file, merge = self._target
        if is_file:
            return Place(folder, {})
        opds = {} if merge else _files(value.opds, homes)
        place = Place(folder / f"{value.year}.yaml", opds)
        if not self._alone or value.is_published_only or not self._is_free(place):
            name = self._name(folder, value)
            self._taken.add(folder / name)
            inner = folder / name / f"{value.year}.yaml" if opds else folder / f"{name}.yaml"
            place = Place(inner, opds)
            if not self._is_free(place):
                raise CallError("call.import-place", path=place.main.as_posix())
        self._taken |= {*place.files}
        return place

    def within(self, there: There, opd_id: str) -> Path | None:
        """Choose the file of a new OPD of an assessment; None where its OPDs have none."""
        name = file_name(opd_id, OPDS)
        folder = None if self._target.merge else there.folder_for(f"{name}.yaml")
        if folder is None:
            return None
        path = folder / f"{self._unused(folder, name)}.yaml"
        self._taken.add(path)
        return path

    def _name(self, folder: Path, value: Assessment) -> str:
        name = f"{file_name(value.institution, ASSESSMENT)}-{value.year}"
        if self._is_used(folder, name):
            name = f"{name}-{value.stage.value}"
        return self._unused(folder, name)

    def _unused(self, folder: Path, name: str) -> str:
        return unused(name, lambda one: self._is_used(folder, one))

    def _is_used(self, folder: Path, name: str) -> bool:
        paths = (folder / name, folder / f"{name}.yaml")
        return any(path in self._taken or os.path.lexists(path) for path in paths)

    def _is_free(self, place: Place) -> bool:
        """Tell whether an assessment can lie here without taking in, or being taken in."""
        folders = {path.parent for path in place.files[1:]}
        is_crowded = any(True for folder in folders for _ in yaml_files(folder))
        is_used = any(path in self._taken or os.path.lexists(path) for path in place.files)
        return not (is_crowded or is_used or any(map(self._present.takes_in, place.files)))


def _files(opds: Iterable[str], homes: Mapping[str, str | None]) -> dict[str, str]:
    """Give each OPD a file, from the folder of the assessment: its own again, where that can be."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for opd_id in opds:
        home = homes.get(opd_id) or ""
        fits = _PLAIN.fullmatch(home) and dirname(home) and not leaves_folder(home)
        name = home.rpartition(".")[0] if fits else f"{OPDS}/{file_name(opd_id, OPDS)}"
        name = unused(name, lambda one: one.casefold() in used)
        used.add(name.casefold())
        names[opd_id] = f"{name}.yaml"
    return names
