"""Valid files and folders with the warnings they may give beside them; a new case needs no Python.

`x.yaml`, or a folder `x`, is checked as a user would; `x.warnings.txt` holds the expected lines,
and is empty for most.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from spbe_cli.core.problems import Severity
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.kinds import Kind
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from spbe_cli.render.look import Look
from spbe_cli.render.problem import concise as problem_concise
from tests.conftest import DATA, Run
from tests.test_invalid import found_by_the_api

CASES = DATA / "valid"
NAMES = sorted(
    path.name for path in CASES.iterdir() if path.is_dir() or path.suffix in {".yaml", ".yml"}
)
PLAIN = Look(texts(Language.EN), None, color=False, unicode=True)


@pytest.fixture(autouse=True)
def _in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)


def expected(name: str) -> str:
    """Give the lines that a case must give."""
    return (CASES / f"{Path(name).stem}.warnings.txt").read_text(encoding="utf-8")


def test_there_are_cases_enough_and_each_has_its_expectation() -> None:
    stems = {Path(name).stem for name in NAMES}
    assert len(NAMES) >= 25
    assert {path.name.removesuffix(".warnings.txt") for path in CASES.glob("*.txt")} == stems


@pytest.mark.parametrize("name", NAMES)
def test_the_command_finds_no_error(name: str, spbe: Callable[..., Run]) -> None:
    run = spbe("validate", "--format", "concise", name)
    assert (run.code, run.out) == (0, expected(name))
    strict = spbe("validate", "--strict", name)
    assert strict.code == (1 if expected(name) else 0)


@pytest.mark.parametrize("name", NAMES)
def test_the_api_finds_the_same(name: str) -> None:
    problems = found_by_the_api(name)
    assert "".join(problem_concise.render(problems, (), PLAIN)) == expected(name)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    for loaded in Loader(Library()).load_all(files.spots([name])):
        assert loaded.is_sound == (loaded.kind is Kind.ASSESSMENT)


@pytest.mark.parametrize("name", NAMES)
def test_every_assessment_has_an_index(name: str, spbe: Callable[..., Run]) -> None:
    loaded = list(Loader(Library()).load_all(files.spots([name])))
    assessments = [one.file for one in loaded if one.kind is Kind.ASSESSMENT]
    run = spbe("score", "--format", "json", name)
    results = json.loads(run.out)["results"]
    assert [result["file"] for result in results if result["index"] is not None] == assessments
    assert run.code == (0 if assessments else 1)
