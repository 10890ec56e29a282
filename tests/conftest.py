"""What all tests share: a clean environment, the command in this process and in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from spbe_cli.cli import main
from spbe_cli.core.instrument import Instrument
from spbe_cli.reading.library import Library

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
INSTRUMENTS = ("permenpanrb-5-2018", "permenpanrb-59-2020", "permenpanrb-8-2026")

settings.register_profile("spbe", deadline=None)  # a busy machine is no reason to fail
settings.load_profile("spbe")

UNSETTLED = (
    "CI", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR",
    "PYTHONIOENCODING", "PY_COLORS", "SPBE_LANG", "TERMINAL_WIDTH",
)  # fmt: skip
"""Settings of the machine that must not change what a test sees."""


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in UNSETTLED:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def spbe(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run the command in this process."""

    def run(*arguments: str | Path) -> Run:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


def process(
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    cwd: Path = ROOT,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    settings = {key: value for key, value in os.environ.items() if key not in UNSETTLED}
    return subprocess.run(
        [sys.executable, "-m", "spbe_cli", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**settings, **(env or {})},
        cwd=cwd,
        check=False,
    )


@pytest.fixture(scope="session")
def library() -> Library:
    """Give the bundled instruments."""
    return Library()


def bundled(library: Library, name: str) -> Instrument:
    """Give one bundled instrument."""
    found = library.find(name)
    assert found is not None
    assert found.value is not None
    return found.value


@pytest.fixture(scope="session")
def i2020(library: Library) -> Instrument:
    """Give PermenPANRB 59/2020."""
    return bundled(library, "permenpanrb-59-2020")


@pytest.fixture(scope="session", params=INSTRUMENTS)
def instrument(request: pytest.FixtureRequest, library: Library) -> Instrument:
    """Give each bundled instrument in turn."""
    return bundled(library, request.param)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file below a folder of the test."""

    def place(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return place


def assessment(levels: Mapping[str, object], **settings: object) -> str:
    """Write an assessment as YAML."""
    head: dict[str, object] = {
        "institution": "Kabupaten Uji",
        "year": 2024,
        "instrument": "permenpanrb-59-2020",
        "stage": "self",
    } | settings
    lines = [f"{key}: {value}" for key, value in head.items()]
    lines += ["answers:", *(f"  {key}: {value}" for key, value in levels.items())]
    return "\n".join(lines) + "\n"


def all_at(level: object, instrument: Instrument) -> dict[str, object]:
    """Answer every indicator with one level."""
    return {indicator.id: level for indicator in instrument.indicators}
