"""The structure holds: imports point one way, every module has its layer, no regulation in code."""

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from tests.conftest import ROOT

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"


def test_imports_point_one_way() -> None:
    run = subprocess.run(
        [LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    assert "0 broken" in run.stdout


def test_the_map_in_contributing_names_every_module_in_the_row_of_its_folder() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [line.split(" | ", 1) for line in told.splitlines() if line.startswith("| `")]
    package = ROOT / "spbe_cli"
    here = dict[str, set[str]]()
    for path in package.rglob("*.py"):
        here.setdefault(_folder(path.parent, package), set()).add(path.name)
    for folder, names in here.items():
        row = " ".join(what for where, what in rows if f"`{folder}`" in where)
        assert row, f"{folder} is not on the map"
        patterns = re.findall(r"`([\w*]+\.py)`", row)
        for name in names - {"__init__.py"}:
            assert any(fnmatch(name, pattern) for pattern in patterns), f"{folder}{name}: no place"
    for where, what in rows:
        folders = [one for one in re.findall(r"`([\w./]+/)`", where) if one in here]
        names = set().union(*(here[one] for one in folders))
        for pattern in re.findall(r"`([\w*]+\.py)`", what) if folders else ():
            assert any(fnmatch(name, pattern) for name in names), f"{where}: no {pattern}"


def _folder(path: Path, package: Path) -> str:
    """Name a folder as the map does; the languages share the row of their texts."""
    shown = f"{path.relative_to(package).as_posix()}/"
    return "locale/" if shown.startswith("locale/") else shown


def test_code_holds_no_cut_off_weight_or_year_of_a_regulation() -> None:
    for path in (ROOT / "spbe_cli").rglob("*.py"):
        if "locale" in path.parts:
            continue
        text = re.sub(
            r'"""[\s\S]*?"""|#[^\n]*|"https:[^"\n]*"', "", path.read_text(encoding="utf-8")
        )
        assert not re.search(r"\b(4\.2|2\.6|1\.8|16\.5|45\.5|2\.75|20[12]\d)\b", text), path
        assert "permenpanrb" not in text, path


def test_importing_the_command_loads_nothing_slow() -> None:
    code = (
        "import sys; from spbe_cli.cli import main; main(['--version']); "
        "slow = ('yaml', 'pydantic', 'rich.table', 'spbe_cli.reading.source'); "
        "print([name for name in slow if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
