"""The GitHub action and the GitLab snippet: fit their published schemas, and do what they say."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from spbe_cli.core.instrument import Instrument
from tests.conftest import ROOT, all_at, assessment

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: Mapping[str, Mapping[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}

needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="the action runs in bash")


def ran(step: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step as a runner does, with the inputs it hands on as environment."""
    given = {name: value["default"] for name, value in ACTION["inputs"].items()} | inputs
    handed = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], value)
        for key, value in STEPS[step]["env"].items()
    }
    runner = {"RUNNER_TEMP": str(folder), "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[step]["run"]],
        env={**os.environ, **handed, **runner, "PATH": path},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_fits_the_published_schema(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    subprocess.run([*command, "vendor.github-actions", str(ROOT / "action.yml")], check=True)
    broken = tmp_path / "action.yml"
    broken.write_text("name: x\nruns: {using: composite}\n", encoding="utf-8")
    run = subprocess.run(
        [*command, "vendor.github-actions", str(broken)], capture_output=True, check=False
    )
    assert run.returncode == 1


def test_the_gitlab_snippet_fits_the_published_schema(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [snippet] = re.findall(r"```yaml\n(# \.gitlab-ci\.yml\n.*?)```", readme, re.DOTALL)
    file = tmp_path / "ci.yml"
    file.write_text(snippet, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    subprocess.run([*command, str(file)], check=True)


def test_no_input_is_put_into_a_script() -> None:
    assert all("${{" not in step["run"] for step in STEPS.values())


@needs_bash
def test_validate_annotates_and_fails_as_asked(tmp_path: Path) -> None:
    (tmp_path / "a b.yaml").write_text(assessment({"1": 3}, draft="true"), encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(assessment({"1": 9}, draft="true"), encoding="utf-8")
    run = ran("Validate", tmp_path, paths="a b.yaml\n", lang="en")
    assert run.returncode == 0
    assert run.stdout.startswith("::warning file=a b.yaml,")
    assert ran("Validate", tmp_path, paths="a b.yaml", strict="true").returncode == 1
    strict = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert re.match(r"    a b\.yaml:\d+:\d+: warning SPBE201 ", strict)
    both = ran("Validate", tmp_path, paths="  a b.yaml \r\nwrong.yaml\t\n")
    assert both.returncode == 1
    assert "::error file=wrong.yaml," in both.stdout
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert re.search(r"^    wrong\.yaml:7:6: error SPBE104 ", summary, re.MULTILINE)
    hostile = ran("Validate", tmp_path, paths="$(touch pwned)\n`touch pwned`")
    assert hostile.returncode == 2
    assert not (tmp_path / "pwned").exists()


@needs_bash
def test_score_writes_the_summary_with_what_fails(tmp_path: Path, i2020: Instrument) -> None:
    name = "::error::x.yaml"
    text = assessment(all_at(3, i2020), institution='"::error::a ##[error]b"')
    (tmp_path / name).write_text(text, encoding="utf-8")
    inputs = {"paths": name, "min-category": "memuaskan", "lang": "en"}
    run = ran("Score", tmp_path, **inputs)
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert run.returncode == 1
    assert "**SPBE index 3.00 Baik (Good)**" in summary
    assert re.search(r"^    .*Memuaskan", summary, re.MULTILINE)
    assert not re.search(r"^\s*::|##\[", run.stdout + run.stderr, re.MULTILINE)
    assert ran("Score", tmp_path, paths=name).returncode == 0
