"""The page of Indonesian terms names everything that files hold, and nothing that is not there."""

import json
import re
from collections.abc import Iterator
from enum import StrEnum

import pytest

from spbe_cli.cli.app import VERBS
from spbe_cli.core.assessment import (
    Announcement,
    Answer,
    Assessment,
    Combine,
    Evidence,
    EvidenceKind,
    InstitutionType,
    Opd,
    OpdFile,
    Published,
    Shape,
    Stage,
)
from spbe_cli.core.plans.effort import EACH, EffortFile, RequirementShape
from spbe_cli.core.problems import Severity
from spbe_cli.core.scenario import ScenarioFile
from spbe_cli.core.settings import SettingsFile
from spbe_cli.reading.results_table import NAMES, STAGES
from tests.conftest import ROOT

PAGE = (ROOT / "docs/istilah.md").read_text(encoding="utf-8")
SECTIONS = dict(part.split("\n", 1) for part in PAGE.split("\n## ")[1:])

SHAPES: tuple[type[Shape], ...] = (
    Assessment, Opd, OpdFile, Answer, Evidence, Published, Announcement, EffortFile,
    RequirementShape, ScenarioFile, SettingsFile,
)  # fmt: skip
CHOICES: tuple[type[StrEnum], ...] = (Stage, Combine, InstitutionType, EvidenceKind, Severity)


def keys(shape: type[Shape]) -> set[str]:
    """Give the keys of a shape as they stand in files."""
    return {field.alias or name for name, field in shape.model_fields.items()}


def named(section: str) -> list[tuple[str, list[str], str]]:
    """Give the rows of the table of a section: term, identifiers, meaning."""
    rows = re.findall(r"^\| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", SECTIONS[section], re.MULTILINE)
    return [(row[0], re.findall(r"`([^`]+)`", row[1]), row[2]) for row in rows[1:]]


def identifiers(*sections: str) -> set[str]:
    """Give the identifiers of the tables of some sections."""
    return {name for section in sections for _, names, _ in named(section) for name in names}


def of_outputs() -> Iterator[str]:
    """Give every key of every output for programs that is kept beside the tests."""
    found = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/snapshots").glob("*.json")]
    assert len(found) > 20
    rest = [json.loads(text) for text in found]
    while rest:
        value = rest.pop()
        if isinstance(value, dict):
            yield from value
        rest += (
            value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        )


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_key_of_a_file_has_its_term(shape: type[Shape]) -> None:
    assert keys(shape) - identifiers(*SECTIONS) == set()


@pytest.mark.parametrize(
    ("section", "shapes"),
    [
        ("Jawaban", (Answer, Evidence)),
        ("OPD", (Opd,)),
        ("Hasil yang diumumkan", (Published, Announcement)),
        ("Rencana dan upaya", (EffortFile, RequirementShape)),
        ("Setelan", (SettingsFile,)),
    ],
)
def test_the_keys_of_a_part_stand_together(section: str, shapes: tuple[type[Shape], ...]) -> None:
    shared = {"answers"} if section == "OPD" else set()  # in the table of answers
    assert set().union(*map(keys, shapes)) - shared <= identifiers(section)


@pytest.mark.parametrize("choices", CHOICES, ids=lambda choices: choices.__name__)
def test_every_choice_has_its_term(choices: type[StrEnum]) -> None:
    assert {choice.value for choice in choices} <= identifiers(*SECTIONS)


def test_the_stages_stand_in_their_order() -> None:
    assert [names for _, names, _ in named("Tahap")] == [[stage.value] for stage in Stage]


def test_every_verb_has_its_term() -> None:
    assert identifiers("Perintah") == set(VERBS)


def test_every_identifier_exists() -> None:
    known = {EACH, *VERBS, *of_outputs()}
    known |= set().union(*map(keys, SHAPES))
    known |= {choice.value for choices in CHOICES for choice in choices}
    assert identifiers(*SECTIONS) - known == set()


def test_columns_and_cells_of_tables_are_as_they_are_read() -> None:
    [columns, cells] = re.findall(
        r"bernama Indonesia: (.*?); atau .*?kolom `tahap` boleh (.*?)\.$",
        SECTIONS["Hasil yang diumumkan"],
        re.MULTILINE | re.DOTALL,
    )[0]
    names = set(re.findall(r"`(\w+)`", columns))
    groups = {name for name in names if re.fullmatch(r"(domain|aspek)_\d", name)}
    assert groups == {"domain_1", "aspek_1"}
    assert names - groups <= set(NAMES)
    assert {STAGES[cell] for cell in re.findall(r"`(\w+)`", cells)} == {*Stage}


def test_every_row_says_something() -> None:
    for section in SECTIONS:
        for term, _, meaning in named(section):
            assert term
            assert meaning, f"{section}: {term}"
