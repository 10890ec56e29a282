"""The hook as `pre-commit` runs it: in an environment of its own, in a repository of its own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from spbe_cli.core.instrument import Instrument
from tests.conftest import ROOT, UNSETTLED, all_at, assessment

PRE_COMMIT = (sys.executable, "-m", "pre_commit")
HOOK = "spbe-validate"
CONFIG = ".pre-commit-config.yaml"
DROPPED = {*UNSETTLED, "PYTHONPATH", "SKIP"}
PERSON = {
    f"GIT_{role}_{what}": "uji@example.org"
    for role in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}


@dataclass(frozen=True)
class Repository:
    """A git repository, and what programs in it see of the machine."""

    folder: Path
    env: Mapping[str, str]

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program here, what it says in one stream."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    def git(self, *arguments: str) -> str:
        """Run git, which must do what it is asked."""
        run = self.run("git", *arguments)
        assert run.returncode == 0, run.stdout
        return run.stdout.strip()

    def stage(self, name: str, text: str) -> None:
        """Write a file and stage it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", name)

    def commit(self) -> None:
        """Commit what is staged, whatever hooks say."""
        self.git("commit", "--quiet", "--no-verify", "--message", "x")

    def hook(self, *arguments: str | Path) -> tuple[bool, str]:
        """Tell whether the hook passes, and what is said; skip where it cannot be installed."""
        run = self.run(*PRE_COMMIT, *arguments)
        if run.returncode not in {0, 1} and not self._can_install():
            pytest.skip("THE HOOK IS NOT TESTED: pip reaches no index to install the project from")
        assert run.returncode in {0, 1}, run.stdout
        return run.returncode == 0, run.stdout

    def _can_install(self) -> bool:
        """Look whether pip reaches what the project is built with."""
        pip = (sys.executable, "-m", "pip", "download", "--no-deps", "--dest", "found")
        return self.run(*pip, "hatchling").returncode == 0


def created(folder: Path) -> Repository:
    """Make an empty repository that no setting of the machine reaches, but those of pip."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in DROPPED and not name.startswith(("GIT_", "PRE_COMMIT"))
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    home = {"PRE_COMMIT_HOME": str(folder.with_name("pre-commit"))}
    folder.mkdir()
    repository = Repository(folder, kept | alone | PERSON | home)
    repository.git("init", "--quiet")
    return repository


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Commit the checkout, as it is now, where the hook can be installed from."""
    copy = created(tmp_path_factory.mktemp("project") / "spbe")
    checkout = Repository(ROOT, copy.env)
    for name in checkout.git("ls-files", "-z", "-co", "--exclude-standard").split("\0"):
        if name and (ROOT / name).is_file():
            (copy.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy.folder / name)
    copy.git("add", "--all")
    copy.commit()
    return copy


@pytest.fixture
def team(tmp_path: Path, i2020: Instrument) -> Repository:
    """Give a repository with two assessments that hold."""
    repository = created(tmp_path / "team")
    for year in (2023, 2024):
        repository.stage(f"assessments/{year}.yaml", assessment(all_at(3, i2020), year=year))
    repository.commit()
    return repository


def use(team: Repository, project: Repository, *arguments: str) -> None:
    """Let a repository use the hook as the README says, with other arguments if there are any."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [snippet] = re.findall(rf"```yaml\n# {re.escape(CONFIG)}\n(.*?)```", readme, re.DOTALL)
    config = yaml.safe_load(snippet)
    [source] = config["repos"]
    [hook] = source["hooks"]
    assert hook["id"] == HOOK
    source |= {"repo": str(project.folder), "rev": project.git("rev-parse", "HEAD")}
    if arguments:
        hook["args"] = list(arguments)
    team.stage(CONFIG, yaml.safe_dump(config))
    team.commit()


def test_the_manifest_is_as_pre_commit_wants_it(tmp_path: Path) -> None:
    run = created(tmp_path / "x").run(
        *PRE_COMMIT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"
    )
    assert run.returncode == 0, run.stdout


def test_try_repo_shows_the_line_of_a_file_that_did_not_change(
    project: Repository, team: Repository
) -> None:
    team.stage("assessments/2024.yaml", assessment({"1": 3, "2": 9}))
    team.commit()
    passes, said = team.hook("try-repo", project.folder, HOOK, "--files", "assessments/2023.yaml")
    assert not passes
    assert "assessments/2024.yaml:7:6: error SPBE104 9 is outside the levels 1 to 5" in said
    assert "  7 |   2: 9\n" in said


def test_the_hook_of_the_readme_judges_what_is_staged_with_all_the_rest(
    project: Repository, team: Repository, i2020: Instrument
) -> None:
    use(team, project)
    team.stage("assessments/2022.yaml", assessment(all_at(3, i2020), year=2022))
    passes, said = team.hook("run", HOOK)
    assert passes, said
    assert "No problems" not in said, "what passes is quiet"

    team.stage("assessments/copy.yaml", assessment(all_at(3, i2020), year=2024))
    passes, said = team.hook("run", HOOK, "--files", "assessments/copy.yaml")
    assert not passes
    assert "SPBE219" in said
    assert "assessments/2024.yaml" in said
    team.git("rm", "--force", "--quiet", "assessments/copy.yaml")

    team.stage("charts/foreign.yaml", "{{ if .Values.enabled }}\nkind: x\n{{ end }}\n")
    passes, said = team.hook("run", HOOK)
    assert passes, said

    team.stage("assessments/2022.yaml", assessment({"1": 3}, year=2022, draft="true"))
    passes, said = team.hook("run", HOOK)
    assert passes, said
    team.commit()
    use(team, project, "--strict", "assessments")
    passes, said = team.hook("run", HOOK, "--all-files")
    assert not passes
    assert "warning SPBE201" in said
    assert "foreign" not in said

    team.stage("notes.md", "Nothing that is checked.\n")
    team.stage(".github/workflows/ci.yml", "on: push\n")
    passes, said = team.hook("run", HOOK)
    assert passes, said
    assert "Skipped" in said
