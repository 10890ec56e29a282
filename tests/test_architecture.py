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


def test_the_map_in_contributing_names_every_module() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    patterns = re.findall(r"`([a-z]+_\*\.py)`", told)
    for path in (ROOT / "spbe_cli").rglob("*.py"):
        name = f"{path.parent.name}/" if path.name == "__init__.py" else path.name
        is_one_of_many = any(fnmatch(name, pattern) for pattern in patterns)
        assert name in told or is_one_of_many, f"{path} is not on the map"
    modules = [path.name for path in (ROOT / "spbe_cli").rglob("*.py")]
    for pattern in patterns:
        assert any(fnmatch(name, pattern) for name in modules), f"nothing is called {pattern}"


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
