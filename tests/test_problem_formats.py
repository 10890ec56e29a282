"""The forms in which problems reach CI and editors: complete, escaped, with one exit code."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from spbe_cli.core.instrument import Instrument
from tests.conftest import ROOT, Run, all_at, assessment

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit")
WRONG = ROOT / "tests/data/invalid/104-levels.yaml"
WARNED = ROOT / "tests/data/invalid/202-conflict.yaml"
GOOD = ROOT / "examples/kemenko-perekonomian/2021.yaml"


@pytest.mark.parametrize("format_", FORMATS)
def test_the_exit_code_never_depends_on_the_format(spbe: Spbe, format_: str) -> None:
    call = ("validate", "--format", format_)
    assert [spbe(*call, path).code for path in (GOOD, WARNED, WRONG)] == [0, 0, 1]
    assert spbe(*call, "--strict", WARNED).code == 1
    assert spbe(*call, "--exit-zero", "--strict", WRONG).code == 0


@pytest.mark.parametrize("format_", FORMATS)
def test_no_problem_is_lost_in_any_format(spbe: Spbe, format_: str) -> None:
    out = spbe("validate", "--format", format_, WRONG, WARNED).out
    assert out.count("is outside the levels 1 to 5") >= 6
    assert "lies between two levels" in out
    assert "OPDs disagree on indicator 42" in out


def test_sarif_has_rules_places_and_fingerprints(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    report = json.loads(
        spbe("validate", "--format", "sarif", "tests/data/invalid/104-levels.yaml", WARNED).out
    )
    assert report["version"] == "2.1.0"
    [run] = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["SPBE104", "SPBE202"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        assert result["message"]["text"]
    [first, *_] = [r for r in run["results"] if r["ruleId"] == "SPBE104"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": "tests/data/invalid/104-levels.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert place["region"] == {"startLine": 6, "startColumn": 6}
    marks = [result["partialFingerprints"]["spbe/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


def test_a_fingerprint_stays_when_lines_move(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020) | {"11": 9}))
    marks = []
    for text in (
        path.read_text(encoding="utf-8"),
        "# moved\n\n" + path.read_text(encoding="utf-8"),
    ):
        path.write_text(text, encoding="utf-8")
        [issue] = json.loads(spbe("validate", "--format", "gitlab", path).out)
        marks.append((issue["fingerprint"], issue["location"]["lines"]["begin"]))
    assert marks[0][0] == marks[1][0]
    assert marks[1][1] == marks[0][1] + 2


def test_gitlab_has_what_a_code_quality_report_needs(spbe: Spbe) -> None:
    issues = json.loads(spbe("validate", "--format", "gitlab", WRONG, WARNED).out)
    assert {issue["severity"] for issue in issues} == {"major", "minor"}
    for issue in issues:
        assert {"description", "check_name", "fingerprint", "location"} <= set(issue)
        assert issue["location"]["path"]
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert json.loads(spbe("validate", "--format", "gitlab", GOOD).out) == []


def test_junit_has_a_case_for_each_file_and_a_failure_for_each_error(spbe: Spbe) -> None:
    out = spbe("validate", "--format", "junit", WRONG, WARNED, GOOD).out
    suite = ET.fromstring(out).find("testsuite")
    assert suite is not None
    cases = {Path(case.get("name", "")).name: case for case in suite.findall("testcase")}
    assert set(cases) == {"104-levels.yaml", "202-conflict.yaml", "2021.yaml"}
    assert len(cases["104-levels.yaml"].findall("failure")) == 7
    assert suite.get("failures") == "7"
    assert suite.get("tests") == "3"
    assert cases["2021.yaml"].find("failure") is None
    assert "SPBE202" in (cases["202-conflict.yaml"].findtext("system-out") or "")


def test_junit_is_xml_whatever_a_file_holds(spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", assessment({"1": 3}, stage='"\\uFFFE\\uFFFF\\a"', draft="true"))
    failure = ET.fromstring(spbe("validate", "--format", "junit", path).out).find(".//failure")
    assert failure is not None
    assert r'unknown stage "\ufffe\uffff\u0007"' in failure.get("message", "")


def test_github_puts_errors_first_and_is_the_default_in_actions(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lines = spbe("validate", WARNED, WRONG).out.splitlines()
    kinds = [line.split(" ")[0] for line in lines]
    assert kinds == ["::error"] * 7 + ["::warning"]
    assert ",line=6,col=6,title=SPBE104::0 is outside" in lines[0]
    assert spbe("validate", "--format", "text", WRONG).out.startswith(WRONG.as_posix())


def test_annotations_xml_and_json_cannot_be_broken_out_of(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    hostile = r'"]]><x a=\"1\">\n::error::boo %0A, : {\"a\": 1} \u202e\e[31m"'
    levels = all_at(3, i2020) | {"1": hostile}
    path = write("a,b%: ]]><y>.yaml", assessment(levels, institution=hostile, stage=hostile))
    for format_ in FORMATS:
        out = spbe("validate", "--format", format_, path).out
        assert not re.search("[\x1b\u202e]", out)
        if format_ == "junit":
            assert ET.fromstring(out).find(".//x") is None
        elif format_ in {"json", "sarif", "gitlab"}:
            json.loads(out)
        elif format_ == "github":
            assert len(out.splitlines()) == 2
            assert all(line.startswith("::error file=") for line in out.splitlines())
            assert all(line.count(",line=") == 1 for line in out.splitlines())


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), {"SPBE101"}),
        (("--ignore", "SPBE101"), set()),
        (("--ignore", "spbe1"), set()),
        (("--select", "SPBE2"), set()),
        (("--select", "SPBE101,SPBE2"), {"SPBE101"}),
        (("--select", "SPBE1", "--ignore", "SPBE101"), set()),
    ],
)
def test_codes_are_selected_and_ignored(
    spbe: Spbe, options: tuple[str, ...], codes: set[str]
) -> None:
    path = ROOT / "tests/data/invalid/101-answers-not-indented.yaml"
    run = spbe("validate", "--format", "json", *options, path)
    assert {problem["code"] for problem in json.loads(run.out)["problems"]} == codes
    assert run.code == (1 if codes else 0)


def test_an_unknown_code_is_a_wrong_call(spbe: Spbe) -> None:
    run = spbe("validate", "--select", "SPB104", GOOD)
    assert run.code == 2
    assert 'did you mean "SPBE104"?' in run.err
    assert spbe("validate", "--max-rise", "zwei", GOOD).code == 2
