"""What is installed works from anywhere: wheel, sdist, types and instruments."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import INSTRUMENTS, ROOT

REPORT = ROOT / "spbe_cli/render/report/assets"
"""The templates, style and scripts of the page."""

DATA = {
    *(f"indicators/{name}.yaml" for name in INSTRUMENTS),
    "indicators/permenpanrb-59-2020.criteria.yaml",
    "indicators/permenpanrb-59-2020.crosswalk.yaml",
    "indicators/permenpanrb-59-2020.requires.yaml",
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build wheel and sdist from a copy, so that the checkout stays clean."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return folder


def test_the_wheel_holds_code_types_and_instruments(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert names >= {path.relative_to(ROOT).as_posix() for path in REPORT.iterdir()}
    assert names >= DATA | {"spbe_cli/py.typed", "spbe_cli/locale/id/__init__.py"}
    assert not any(name.startswith(("tests", "examples")) for name in names)


def test_the_sdist_holds_everything(built: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= DATA | {"README.md", "LICENSE", "CHANGELOG.md", "tests/conftest.py"}
    assert "examples/kemenko-perekonomian/2021.yaml" in names


def test_an_installed_wheel_works_from_any_folder(built: Path, tmp_path: Path) -> None:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        "import spbe_cli\n"
        f"assert spbe_cli.__file__.startswith({str(tmp_path)!r}), spbe_cli.__file__\n"
        "from spbe_cli.cli import main\n"
        f"sys.exit(main(['score', {str(ROOT / 'examples/kemenko-perekonomian/2021.yaml')!r}]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "2.95 Baik" in run.stdout
    code = code.replace("'score'", "'render'")
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("<!DOCTYPE html>")
