"""Wrong files with the problems they must give beside them; a new case needs no Python.

`x.yaml`, or a folder `x`, is checked as a user would; `x.errors.txt` holds the expected lines.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from spbe_cli.cli.validate_work import across
from spbe_cli.core.problems import Family, Problem, in_order
from spbe_cli.core.rules.across import Limits, trace
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.excuses import settle
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from tests.conftest import DATA, Run

CASES = DATA / "invalid"
NAMES = sorted(
    path.name for path in CASES.iterdir() if path.is_dir() or path.suffix in {".yaml", ".yml"}
)


def found_by_the_api(name: str) -> tuple[Problem, ...]:
    """Give the problems of a file or folder without the command: of each file, and of all."""
    loader, spots = Loader(Library()), files.spots([name])
    loaded = list(loader.load_all(spots))
    problems = [problem for one in loaded for problem in one.problems]
    traces = [trace(one.file, one.case) for one in loaded if one.case is not None]
    problems += across(spots, filter(None, traces), lambda _: Limits())
    left, _ = settle(
        problems,
        loader.excuses,
        lambda file, code: file in loader.judged and code.family is not Family.EVIDENCE,
    )
    return in_order(left)


@pytest.mark.parametrize("name", NAMES)
def test_problems_are_as_expected(
    name: str, spbe: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)
    expected = (CASES / f"{Path(name).stem}.errors.txt").read_text(encoding="utf-8")
    run = spbe("validate", "--format", "concise", name)
    assert run.out == expected
    assert run.out, "an invalid file must give a problem"
    assert run.code == (1 if ": error " in expected else 0)


@pytest.mark.parametrize("name", NAMES)
def test_the_command_reports_what_the_api_finds(
    name: str, spbe: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)
    reported = json.loads(spbe("validate", "--format", "json", name).out)["problems"]
    assert [
        (one["file"], one["line"], one["column"], one["code"], one["severity"]) for one in reported
    ] == [
        (
            problem.file,
            problem.place.line if problem.place else None,
            problem.place.column if problem.place else None,
            problem.finding.code.value,
            problem.severity.value,
        )
        for problem in found_by_the_api(name)
    ]


def test_there_are_cases_enough() -> None:
    assert len(NAMES) >= 60


def test_every_expectation_has_its_file() -> None:
    stems = {Path(name).stem for name in NAMES}
    assert {path.name.removesuffix(".errors.txt") for path in CASES.glob("*.errors.txt")} == stems


@pytest.mark.parametrize("name", NAMES)
def test_indonesian_has_the_same_problems_and_no_traceback(
    name: str, spbe: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)
    places = [line.split(" SPBE")[0] for line in _lines(spbe, name, "en")]
    assert [line.split(" SPBE")[0] for line in _lines(spbe, name, "id")] == places


@pytest.mark.parametrize("name", NAMES)
def test_every_variant_has_a_text_of_its_own(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    for loaded in Loader(Library()).load_all(files.spots([name])):
        for problem in loaded.problems:
            code, variant = problem.finding.code.value, problem.finding.variant
            for language in Language:
                own = f"{code}.{variant}" if variant else code
                assert texts(language).find(own, f"{own}.hint")


def _lines(spbe: Callable[..., Run], name: str, language: str) -> list[str]:
    run = spbe("validate", "--format", "concise", "--lang", language, name)
    assert run.code in {0, 1}
    return run.out.splitlines()
