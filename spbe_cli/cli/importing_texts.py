"""The texts of the files that an import changes or makes; nothing is written here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from posixpath import dirname
from typing import NamedTuple

from spbe_cli.cli.importing_places import Places, finds
from spbe_cli.cli.importing_work import Prepared
from spbe_cli.core.assessment import Evidence
from spbe_cli.core.case import Case
from spbe_cli.core.exchange.leaves import (
    Leaf,
    Leaves,
    assembled,
    leaves_of,
    moved,
    value_of,
    value_of_piece,
)
from spbe_cli.core.notation import Value
from spbe_cli.core.problems import KeyPath
from spbe_cli.editing import Edit, edited
from spbe_cli.reading.files import way
from spbe_cli.reading.present import There, Written
from spbe_cli.render.importing import yaml as imported_yaml
from spbe_cli.render.look import Look


class Change(NamedTuple):
    """A file with its text before, None where it is new, and after."""

    path: Path
    before: str | None
    after: str


class Laid(NamedTuple):
    """One assessment as it will be read, and the files that change for it."""

    given: Prepared
    changes: list[Change]


def new_files(given: Prepared, places: Places, look: Look) -> Laid:
    """Write an assessment that is not there yet, each OPD in the file it is to have."""
    place = places.of(given.case.assessment, given.bundle.homes)
    given = _moved(given, given.case.assessment.opds, place.opds)
    case, taken = _named(given, place.main.parent), given.intake.taken
    include = place.include(case.assessment.include) if place.opds else []
    start = "".join(imported_yaml.assessment(case, include, look))
    edits = [*_answers(taken), *_published(taken)]
    if not place.opds:
        edits += _inline(taken, given.bundle.blanks)
    changes = [_filled(place.main, start, edits, case)]
    for opd_id, name in place.opds.items():
        changes.append(_new_opd(place.main.parent / name, opd_id, given, look))
    return Laid(given, changes)


def _named(given: Prepared, folder: Path) -> Case:
    """Give the assessment with its instrument named as a file in a folder does."""
    found = given.bundle.found
    update = {} if found is None else {"instrument": found.reference(folder)}
    return replace(given.case, assessment=given.case.assessment.model_copy(update=update))


def _moved(given: Prepared, opds: Iterable[str], files: Mapping[str, str]) -> Prepared:
    """Name evidence as the files of some OPDs do: from their folders, else that of all."""
    taken = given.intake.taken
    for opd_id in opds:
        start, end = given.bundle.homes.get(opd_id), dirname(files.get(opd_id, ""))
        if start is not None:
            theirs = {path: leaf for path, leaf in taken.items() if path[:2] == ("opds", opd_id)}
            taken = taken | moved(theirs, dirname(start), end)
    leaves = leaves_of(given.case.assessment) | taken
    whole = assembled(given.case.assessment, leaves, given.blanks)
    case = replace(given.case, assessment=whole)
    return replace(given, intake=given.intake._replace(taken=taken), case=case)


def _new_opd(path: Path, opd_id: str, given: Prepared, look: Look) -> Change:
    start = "".join(imported_yaml.opd(given.case, opd_id, look))
    return _filled(path, start, _answers(given.intake.taken, ("opds", opd_id)), given.case)


def _filled(path: Path, start: str, edits: Iterable[Edit], case: Case) -> Change:
    """Put values into the text that a new file starts with."""
    order = case.instrument.positions
    return Change(path, None, edited(start, [*edits], file=path.as_posix(), order=order))


def _answers(taken: Leaves, above: KeyPath = ()) -> Iterator[Edit]:
    """Give the answers below a path, as they stand in the file of that path."""
    depth, start = len(above), (*above, "answers")
    for path, leaf in taken.items():
        if path[: depth + 1] == start:
            yield Edit(path[depth:], value_of(leaf))


def _published(taken: Leaves) -> Iterator[Edit]:
    return (Edit(path, value_of(leaf)) for path, leaf in taken.items() if path[0] == "published")


def _inline(taken: Leaves, blanks: Iterable[KeyPath]) -> list[Edit]:
    """Give OPDs as they stand in the file of the institution, in order; one without a word too."""
    said = {path: leaf for path, leaf in taken.items() if path[0] == "opds" and path[2:] != _OPD}
    opds = dict.fromkeys(path[:2] for path in taken if path[0] == "opds")
    places = {path: place for place, path in enumerate(opds)}
    empty = [path for path in blanks if path[:2] in opds and not _is_within(said, path)]
    edits = [Edit(path, value_of(leaf)) for path, leaf in said.items()]
    edits += (Edit(path, {}) for path in empty)
    edits += (Edit(path, {}) for path in opds if not _is_within([*said, *empty], path))
    return sorted(edits, key=lambda edit: places[edit.path[:2]])


_OPD = ("opd",)
"""What says that there is an OPD."""


def _is_within(paths: Iterable[KeyPath], above: KeyPath) -> bool:
    return any(path[: len(above)] == above for path in paths)


def changed_files(given: Prepared, there: There, places: Places, look: Look) -> Laid:
    """Change what is there, file by file; a new OPD goes where those that are there are."""
    fresh = [one for one in given.case.assessment.opds if there.folder_of(one) is None]
    paths = {one: path for one in fresh if (path := places.within(there, one)) is not None}
    names = {one: way(path, there.spot.folder) for one, path in paths.items()}
    given = _moved(given, fresh, names)
    made = [_new_opd(path, one, given, look) for one, path in paths.items()]
    edits = _edits(given, there, fresh)
    own = edits.setdefault(there.main, [])
    own += _inline(_of((one for one in fresh if one not in paths), given), given.blanks)
    own += _included(names.values(), there)
    changes = [_changed(written, listed, given) for written, listed in edits.items()]
    return Laid(given, [*(one for one in changes if one.after != one.before), *made])


def _of(opds: Iterable[str], given: Prepared) -> Leaves:
    wanted = set(opds)
    taken = given.intake.taken
    return {path: taken[path] for path in taken if path[0] == "opds" and path[1] in wanted}


def _edits(given: Prepared, there: There, fresh: Iterable[str]) -> dict[Written, list[Edit]]:
    """Give what changes in each file that is there."""
    edits: dict[Written, list[Edit]] = {}
    known, new = leaves_of(there.case.assessment), _of(fresh, given)
    for path, leaf in given.intake.taken.items():
        home = there.home(path)
        if home is not None and path not in new:
            value = _value(home, path, leaf, known)
            edits.setdefault(home, []).append(Edit(home.inner(path), value))
    return edits


def _changed(written: Written, edits: list[Edit], given: Prepared) -> Change:
    text = written.source.text
    order = given.case.instrument.positions
    after = edited(text, edits, file=written.source.file, order=order) if edits else text
    return Change(written.path, text, after)


def _included(names: Iterable[str], there: There) -> Iterator[Edit]:
    """Name new files of OPDs that no pattern finds."""
    patterns = there.case.assessment.include
    missing = [name for name in names if not any(finds(one, name) for one in patterns)]
    if missing:
        yield Edit(("include",), [*patterns, *missing])


def _value(home: Written, path: KeyPath, leaf: Leaf, known: Leaves) -> Value:
    """Give a value as it is written; pieces of evidence that stay, as they are written there."""
    if path[-1] != "evidence":
        return value_of(leaf)
    written = home.at(home.inner(path)) or ()
    kept = dict(zip(_pieces(known.get(path, ())), written, strict=False))
    return [kept[one] if one in kept else value_of_piece(one) for one in _pieces(leaf)]


def _pieces(leaf: Leaf) -> list[Evidence]:
    return [one for one in leaf if isinstance(one, Evidence)] if isinstance(leaf, tuple) else []
