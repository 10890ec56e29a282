"""The README is true: its commands give what it shows; the examples are what they say."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from spbe_cli import __version__
from tests.conftest import ROOT, Run, process

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(
    r"<!-- run in: (\S+) ?; exit: (\d) -->\n```console\n\$ spbe ([^\n]+)\n(.*?)```",
    README,
    re.DOTALL,
)
CONTOH = ROOT / "examples/kabupaten-contoh"


@pytest.mark.parametrize(("folder", "code", "command", "shown"), CONSOLE, ids=lambda v: v[:30])
def test_a_command_of_the_readme_gives_what_it_shows(
    folder: str, code: str, command: str, shown: str
) -> None:
    run = process(*command.split(), cwd=ROOT / folder)
    assert run.returncode == int(code)
    assert run.stdout.decode("utf-8") == shown


def test_what_to_try_with_the_examples_works(
    spbe: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "examples")
    text = (ROOT / "examples/README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^spbe .*", text, re.MULTILINE)
    commands = [shlex.split(line, comments=True) for line in lines]
    assert len(commands) == 9
    for _, *arguments in commands:
        run = spbe(*arguments)
        assert run.code == 0, run.err
        assert run.out


def test_the_first_command_shows_the_ministry() -> None:
    [shown] = re.findall(r"2021\.yaml\n```\n\n```text\n(.*?)```", README, re.DOTALL)
    run = process("score", "examples/kemenko-perekonomian/2021.yaml")
    assert run.stdout.decode("utf-8") == shown
    assert "2.95 Baik" in shown


def test_every_yaml_of_the_readme_is_read(
    spbe: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = re.findall(r"```yaml\n(institution.*?)```", README, re.DOTALL)
    assert len(blocks) == 2
    monkeypatch.chdir(tmp_path)
    (tmp_path / "opd").mkdir()
    (tmp_path / "opd/bkpsdm.yaml").write_text("opd: bkpsdm\nanswers: {25: 2}\n", encoding="utf-8")
    for block in blocks:
        (tmp_path / "a.yaml").write_text(block, encoding="utf-8")
        run = spbe("validate", "a.yaml")
        assert run.code == 0, run.out


def test_the_settings_of_the_readme_are_read(spbe: Callable[..., Run], tmp_path: Path) -> None:
    [block] = re.findall(r"```toml\n(# spbe\.toml.*?)```", README, re.DOTALL)
    (tmp_path / "spbe.toml").write_text(block, encoding="utf-8")
    text = (ROOT / "tests/data/invalid/202-conflict.yaml").read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    run = spbe("validate", "--format", "concise", tmp_path)
    assert run.code == 1
    assert "spbe.toml" not in run.out
    assert ": error SPBE202 " in run.out


def test_the_readme_names_every_verb_and_exit_code(spbe: Callable[..., Run]) -> None:
    for word in ("spbe score", "spbe validate", "spbe instrument", "--install-completion"):
        assert word in README
    for code in (0, 1, 2, 3, 130):
        assert f"| {code} |" in README
    for option in re.findall(r"--[a-z-]+", spbe("score", "-h").out):
        assert option in README, f"{option} is not in the README"


def test_links_lead_to_files() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "examples/README.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (ROOT / name).parent.joinpath(link).exists(), f"{name}: {link}"


def test_the_changelog_knows_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("year", "index", "category"),
    [
        (2018, "2.14", "Cukup"),
        (2019, "2.9", "Baik"),
        (2020, "3.7", None),
        (2021, "2.76", "Baik"),
        (2023, "3.63", "Sangat Baik"),
        (2024, "3.77", "Sangat Baik"),
    ],
)
def test_the_story_of_blitar_is_told_with_its_sources(
    year: int, index: str, category: str | None
) -> None:
    told = yaml.safe_load((ROOT / f"examples/blitar/{year}.yaml").read_text(encoding="utf-8"))
    assert told["institution"] == "Kabupaten Blitar"
    assert str(told["published"]["index"]) == index
    assert told["published"].get("category") == category
    assert told["stage"] == ("self" if year == 2020 else "final")
    source = told["published"]["source"]
    assert source["title"]
    assert source["url"].startswith("https://")


def test_all_examples_validate_and_score(spbe: Callable[..., Run]) -> None:
    assert spbe("validate", ROOT / "examples").code == 0
    assert spbe("score", ROOT / "examples").code == 0


def test_the_invented_regency_says_so_in_every_file() -> None:
    files = [path for path in CONTOH.rglob("*") if path.is_file()]
    assert len(files) > 100
    for path in files:
        text = path.read_text(encoding="utf-8").casefold()
        assert re.search("invented|rekaan|contoh rekaan|fiktif", text), path


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_invented_regency_has_owners_evidence_and_two_stages(year: int) -> None:
    opds = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (CONTOH / str(year) / "opd").glob("*.yaml")
    ]
    assert {"kominfo", "bappeda", "bpkad", "bkpsdm", "inspektorat"} <= {opd["opd"] for opd in opds}
    stages = {
        yaml.safe_load((CONTOH / str(year) / f"{stage}.yaml").read_text(encoding="utf-8"))["stage"]
        for stage in ("self", "final")
    }
    assert stages == {"self", "final"}
    for path in (CONTOH / str(year) / "opd").glob("*.yaml"):
        for name in re.findall(r"bukti/[\w.-]+\.txt", path.read_text(encoding="utf-8")):
            assert (path.parent / name).is_file(), f"{path}: {name}"
