"""What people and programs see, kept beside the tests.

After a wanted change: `SPBE_UPDATE_SNAPSHOTS=1 python -m pytest tests/test_snapshots.py`, then read
the difference.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

SNAPSHOTS = Path(__file__).parent / "snapshots"
KEMENKO = "examples/kemenko-perekonomian/2021.yaml"
SELF_2024 = "examples/kabupaten-contoh/2024/self.yaml"
SELF_2023 = "examples/kabupaten-contoh/2023/self.yaml"
FINAL_2023 = "examples/kabupaten-contoh/2023/final.yaml"
FINAL_2024 = "examples/kabupaten-contoh/2024/final.yaml"
EFFORT = "examples/kabupaten-contoh/2024/effort.yaml"
BLITAR = ("2018", "2019", "2020", "2021", "2023", "2024")
OLD = "tests/snapshots/kemenko-2020.yaml"
DRAFT = "tests/snapshots/draft.yaml"

SEEN = {
    "score": ("score", KEMENKO),
    "score-by-aspect": ("score", "--by", "aspect", KEMENKO),
    "score-by-indicator": ("score", "--by", "indicator", KEMENKO),
    "score-by-indicator-opds": ("score", "--by", "indicator", SELF_2024),
    "score-by-opd": ("score", "--by", "opd", SELF_2024),
    "score-2026": ("score", "--by", "indicator", "tests/snapshots/pemdi.yaml"),
    "score-draft": ("score", DRAFT),
    "score-what-if": ("score", "--set", "21-31=3", KEMENKO),
    "score-scenarios": ("score", "--set", "@examples/kabupaten-contoh/2024/scenarios.yaml", DRAFT),
    "score-scenarios-several": ("score", "--set", "@tests/snapshots/scenarios.yaml", DRAFT, OLD),
    "score-published": ("score", "examples/blitar/2023.yaml"),
    "score-several": ("score", "examples"),
    "score-error": ("score", "tests/data/invalid/104-levels.yaml"),
    "validate": (
        "validate",
        "tests/data/invalid/104-levels.yaml",
        "tests/data/invalid/101-unknown-keys.yaml",
    ),
    "compare-blitar": ("compare", *(f"examples/blitar/{year}.yaml" for year in BLITAR)),
    "compare-stages": ("compare", SELF_2023, FINAL_2023),
    "compare-years": ("compare", FINAL_2023, FINAL_2024),
    "compare-instruments": ("compare", "--like-for-like", OLD, KEMENKO),
    "predict": ("predict", SELF_2024, "--past", SELF_2023, FINAL_2023),
    "predict-doubtful": ("predict", DRAFT, "--past", SELF_2024, FINAL_2024),
    "sensitivity": ("sensitivity", SELF_2024, "--down", "0.2", "--up", "0.05"),
    "sensitivity-draft": ("sensitivity", DRAFT),
    "sensitivity-2026": ("sensitivity", "tests/snapshots/pemdi.yaml", "--down", "0.2"),
    "plan": ("plan", FINAL_2024, "--target", "3"),
    "plan-years": (
        *("plan", FINAL_2024, "--target", "3.4", "--effort", EFFORT, "--prerequisites"),
        *("--year", "2025", "--years", "2"),
    ),
    "plan-opd": ("plan", SELF_2024, "--budget", "6", "--opd", "kominfo", "--effort", EFFORT),
    "plan-out-of-reach": ("plan", DRAFT, "--target", "baik", "--budget", "30"),
    "plan-frontier": ("plan", FINAL_2024, "--target", "3.4", "--frontier", "--budget", "60"),
    "plan-2026": ("plan", "tests/snapshots/pemdi.yaml", "--target", "sangat baik"),
    "audit": ("audit", "examples/blitar/2023.yaml"),
    "audit-edge": ("audit", "tests/snapshots/edge.csv"),
    "audit-several": ("audit", "--all", "tests/snapshots/announced.csv"),
    "audit-nation": ("audit", "indicators/permenpanrb-59-2020.results.csv"),
    "rank": (
        "rank",
        SELF_2024,
        FINAL_2024,
        "examples/blitar/2024.yaml",
        "tests/data/invalid/104-levels.yaml",
    ),
    "rank-by-type": ("rank", "--among", "2024::Bali", "--by", "type"),
    "rank-among": ("rank", "examples/blitar/2024.yaml", FINAL_2024, "--among", "2024:kabupaten"),
    "rank-official": ("rank", "--among", "2024:kota:Jawa Timur"),
    "instrument-list": ("instrument", "list"),
    "instrument-show-2018": ("instrument", "show", "permenpanrb-5-2018"),
    "instrument-show-2020": ("instrument", "show", "permenpanrb-59-2020"),
    "instrument-show-2026": ("instrument", "show", "permenpanrb-8-2026"),
    "instrument-show-indicator": ("instrument", "show", "permenpanrb-59-2020", "3"),
}


def compare(name: str, text: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get("SPBE_UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [80, 160, None])
def test_what_people_see(
    name: str,
    language: str,
    width: int | None,
    spbe: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    if width is not None:
        monkeypatch.setenv("COLUMNS", str(width))
    run = spbe(*SEEN[name], "--lang", language)
    assert run.code in {0, 1}
    compare(f"{name}.{language}.{width or 'pipe'}.txt", f"{run.out}--- stderr\n{run.err}")


@pytest.mark.parametrize("name", SEEN)
def test_what_programs_see(
    name: str, spbe: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    run = spbe(*SEEN[name], "--format", "json")
    compare(f"{name}.json", run.out)


@pytest.mark.parametrize("format_", ["csv", "markdown"])
@pytest.mark.parametrize(
    "name",
    [
        name
        for name in SEEN
        if name.startswith(("score", "compare", "predict", "plan", "sensitivity", "audit", "rank"))
    ],
)
def test_what_goes_elsewhere(
    name: str, format_: str, spbe: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    run = spbe(*SEEN[name], "--format", format_)
    compare(f"{name}.{format_}", run.out)


@pytest.mark.parametrize(
    "name",
    [
        *("score", "score-draft", "score-by-opd", "validate", "compare-years", "predict"),
        *("plan-frontier", "rank"),
    ],
)
def test_what_is_seen_in_colour(
    name: str, spbe: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    run = spbe(*SEEN[name], "--color", "always")
    assert not re.search(r" (\x1b\[[0-9;]*m)*$", run.out, re.MULTILINE) or name == "validate"
    compare(f"{name}.colour.txt", run.out)
