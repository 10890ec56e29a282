"""The Indonesian guide is true: what it shows is what happens, what it teaches is so."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from spbe_cli.cli.app import VERBS
from spbe_cli.core.problems import ExitCode
from tests import documents
from tests.conftest import ROOT, Run

TEXT = documents.GUIDE.read_text(encoding="utf-8")
HEAD = "institution: A\nyear: 2025\ninstrument: permenpanrb-59-2020\nstage: self\ndraft: true\n"
RULES = re.findall(r"^\| [^|`]+(?:`#`)? \| `(11:[^|]*)` \| `(11:[^|]*)` \|$", TEXT, re.MULTILINE)

Check = Callable[[str], Run]


@pytest.fixture
def check(spbe: Callable[..., Run], tmp_path: Path) -> Check:
    """Validate a draft with these answers."""

    def run(answers: str) -> Run:
        (tmp_path / "a.yaml").write_text(f"{HEAD}answers:\n{answers}\n", encoding="utf-8")
        return spbe("validate", "--ignore", "SPBE201", tmp_path / "a.yaml")

    return run


def test_who_follows_the_guide_sees_what_it_shows(tmp_path: Path) -> None:
    seen = documents.guide_reader(tmp_path).follow(TEXT)
    assert seen.splitlines() == TEXT.splitlines()  # else: python -m tests.documents


def test_a_reader_fails_where_a_guide_is_wrong(tmp_path: Path) -> None:
    def followed(*steps: str) -> str:
        return documents.Reader(tmp_path).follow("".join(steps))

    file = "<!-- file: a.yaml -->\n```yaml\na: 1\n```\n"
    command = "<!-- run in: . ; exit: {} -->\n```console\n$ spbe --version\n{}```\n"
    shown = followed(command.format(0, "spbe 0\n"))
    assert re.search(r"\$ spbe --version\nspbe \d+\.\d+\.\d+\n```\n$", shown)
    assert followed(file, shown) == file + shown
    for wrong in (
        command.format(1, ""),
        "<!-- part of: a.yaml -->\n```yaml\nb: 1\n```\n",
        "<!-- change: a.yaml ; a: 2 -> a: 3 -->\n",
    ):
        with pytest.raises(AssertionError):
            followed(file, wrong)


def test_lines_that_are_left_out_are_marked() -> None:
    assert documents._cut("a\nb\n\nc\nd\n\n", "1, 4") == "a\n...\nc\n...\n"
    assert documents._cut("a\n\nb\n\n", "1, 3") == "a\nb\n"
    assert documents._cut("a\nb\n", "") == "a\nb\n"
    with pytest.raises(AssertionError):
        documents._cut("a\nb\n", "2-3")


@pytest.mark.parametrize(("right", "wrong"), RULES)
def test_the_rules_of_yaml_are_as_the_guide_says(check: Check, right: str, wrong: str) -> None:
    assert check(f"  {right}").code == ExitCode.OK
    assert check(f"  {wrong}").code == ExitCode.CONTENT


def test_there_are_rules_and_a_tab_is_wrong(check: Check) -> None:
    assert len(RULES) == 9
    assert "SPBE004" in check("\t11: 3").out


def test_a_full_answer_is_one(check: Check) -> None:
    [block] = re.findall(r"```yaml\n(12:\n.*?)```", TEXT, re.DOTALL)
    run = check("".join(f"  {line}" for line in block.splitlines(keepends=True)))
    assert run.code == ExitCode.OK, run.out


def test_the_guide_names_every_verb_exit_code_and_extra() -> None:
    for verb in VERBS:
        assert f"spbe {verb}" in TEXT, verb
    for code in ExitCode:
        assert f"\n| {code.value} | " in TEXT, code
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].keys() - {"test", "bench", "lint"}
    assert extras == {"excel", "report", "plan"}
    for extra in extras:
        assert f"\n| `[{extra}]` | " in TEXT, extra
    assert "'.[excel,report,plan]'" in TEXT
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 " in TEXT


def test_the_guide_ships_with_the_source() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    assert {"/README.id.md", "/docs"} <= {*build["build"]["targets"]["sdist"]["include"]}


def test_the_action_and_the_hook_of_the_guide_exist() -> None:
    [steps] = re.findall(r"<!-- action -->\n```yaml\n(.*?)```", TEXT, re.DOTALL)
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    [mine] = [step for step in yaml.safe_load(steps) if "spbe" in step["uses"]]
    assert mine["with"].keys() <= action["inputs"].keys()
    [config] = re.findall(r"<!-- hook -->\n```yaml\n(.*?)```", TEXT, re.DOTALL)
    [repository] = yaml.safe_load(config)["repos"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in repository["hooks"]} <= {hook["id"] for hook in hooks}
    assert repository["rev"] == mine["uses"].partition("@")[2]


@pytest.mark.parametrize("name", ["README.id.md", "docs/istilah.md"])
def test_links_lead_to_files_and_headings(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", text)
    assert links
    for link in links:
        path, _, heading = link.partition("#")
        there = ((ROOT / name).parent / path) if path else ROOT / name
        assert there.exists(), link
        headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
        slugs = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
        assert not heading or heading in slugs, link
