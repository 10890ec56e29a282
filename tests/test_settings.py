"""Settings found upward from each file, and excuses on single lines."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from spbe_cli.core.instrument import Instrument
from spbe_cli.reading.excuses import MOST_EXCUSES
from tests.conftest import ROOT, Run, all_at, assessment, process

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
Found = list[tuple[str, int, str, str]]

TARGET = "{level: 3, target: 2}"
"""An answer that is an error of meaning, SPBE216."""


@pytest.fixture
def problems(spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Found]:
    """Validate and give file, line, code and severity of each problem."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def run(*arguments: str | Path) -> Found:
        out = spbe("validate", "--format", "json", *arguments).out
        listed = json.loads(out)["problems"]
        return [(p["file"], p["line"], p["code"], p["severity"]) for p in listed]

    return run


@pytest.fixture
def wrong(write: Write, i2020: Instrument) -> Path:
    """Write an assessment with one wrong target."""
    return write("a.yaml", assessment(all_at(3, i2020) | {"1": TARGET}))


@pytest.mark.parametrize(
    ("name", "head"), [("spbe.toml", ""), ("pyproject.toml", "[tool.spbe]\n"), ("spbe.toml", "\n")]
)
def test_settings_are_read_from_both_files(
    problems: Callable[..., Found], wrong: Path, write: Write, name: str, head: str
) -> None:
    assert problems("a.yaml") == [("a.yaml", 6, "SPBE216", "error")]
    write(name, f'{head}ignore = ["SPBE216"]\n')
    assert problems("a.yaml") == []
    write(name, f'{head}severity = {{SPBE2 = "error", SPBE216 = "warning"}}\n')
    assert problems("a.yaml") == [("a.yaml", 6, "SPBE216", "warning")]
    write(name, f'{head}select = ["spbe1"]\n')
    assert problems("a.yaml") == []


def test_settings_decide_whether_a_run_fails_and_never_the_index(
    spbe: Spbe, wrong: Path, write: Write
) -> None:
    before = spbe("score", "--format", "json", wrong)
    assert spbe("validate", wrong).code == 1
    write("spbe.toml", 'severity = {SPBE216 = "warning"}\n')
    assert spbe("validate", wrong).code == 0
    assert spbe("validate", "--strict", wrong).code == 1
    assert spbe("score", "--format", "json", wrong) == before


def test_the_nearest_settings_hold_for_each_file(
    problems: Callable[..., Found], write: Write, i2020: Instrument
) -> None:
    answers = all_at(3, i2020) | {"1": TARGET}
    for name, institution in (("a.yaml", "A"), ("x/y/b.yaml", "B"), ("z/c.yaml", "C")):
        write(name, assessment(answers, institution=institution))
    write("spbe.toml", 'ignore = ["SPBE216"]\n')
    write("x/pyproject.toml", '[tool.other]\nname = "spbe"\n')
    write("x/y/pyproject.toml", '[tool.spbe.severity]\nSPBE216 = "warning"\n')
    write("x/y/z/spbe.toml", "")
    write("z/spbe.toml", "")
    write("z/pyproject.toml", '[tool.spbe]\nignore = ["SPBE216"]\n')
    assert problems(".") == [
        ("x/y/b.yaml", 6, "SPBE216", "warning"),
        ("z/c.yaml", 6, "SPBE216", "error"),
    ]


def test_settings_above_the_repository_do_not_hold(
    problems: Callable[..., Found], write: Write, i2020: Instrument
) -> None:
    write("spbe.toml", 'ignore = ["SPBE216"]\n')
    path = write("repo/a.yaml", assessment(all_at(3, i2020) | {"1": TARGET}))
    assert problems(path) == []
    (path.parent / ".git").mkdir()
    assert [code for _, _, code, _ in problems(path)] == ["SPBE216"]


def test_standard_input_takes_the_settings_of_the_working_folder(
    wrong: Path, write: Write, tmp_path: Path
) -> None:
    write("spbe.toml", 'ignore = ["SPBE216"]\n')
    run = process("validate", "-", stdin=wrong.read_bytes(), cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, b"")


def test_places_of_values_in_braces_are_told_apart(
    problems: Callable[..., Found], wrong: Path, write: Write, spbe: Spbe
) -> None:
    write("spbe.toml", 'severity = {SPBE208 = "fatal", SPBE216 = "fatal"}\n')
    out = json.loads(spbe("validate", "--format", "json", "a.yaml").out)["problems"]
    assert [p["column"] for p in out if p["file"] == "spbe.toml"] == [23, 42]


def test_a_torn_selection_silences_nothing(
    problems: Callable[..., Found], wrong: Path, write: Write
) -> None:
    write("spbe.toml", 'select = ["SPBX1"]\n')
    assert {code for _, _, code, _ in problems("a.yaml")} == {"SPBE216", "SPBE107"}


def test_settings_are_judged_though_nothing_else_is_wrong(
    problems: Callable[..., Found], write: Write, i2020: Instrument
) -> None:
    write("a.yaml", assessment(all_at(3, i2020)))
    write("spbe.toml", "max-rise = 0\n")
    assert problems("a.yaml") == [("spbe.toml", 1, "SPBE110", "error")]
    write("spbe.toml", "max-rise = 1\n")
    assert problems("--max-rise", "3", "a.yaml") == []


def test_limits_are_above_0(spbe: Spbe, wrong: Path) -> None:
    for option in ("--max-rise", "--max-gap"):
        for value in ("0", "-1", "x"):
            assert spbe("validate", option, value, wrong).code == 2


def test_the_longer_beginning_of_a_code_weighs_in_any_order(
    problems: Callable[..., Found], wrong: Path, write: Write
) -> None:
    write("spbe.toml", 'severity = {" spbe216 " = "warning", SPBE2 = "error"}\n')
    assert problems("a.yaml") == [("a.yaml", 6, "SPBE216", "warning")]


def test_a_foreign_file_that_is_torn_is_none_of_ours(
    problems: Callable[..., Found], wrong: Path, write: Write
) -> None:
    write("pyproject.toml", "[project\n")
    assert problems("a.yaml") == [("a.yaml", 6, "SPBE216", "error")]


def test_a_call_selects_in_place_of_settings_and_ignores_in_addition(
    problems: Callable[..., Found], wrong: Path, write: Write
) -> None:
    write("spbe.toml", 'ignore = ["SPBE216"]\n')
    assert [code for _, _, code, _ in problems("--select", "SPBE2", "a.yaml")] == ["SPBE216"]
    write("spbe.toml", 'select = ["SPBE2"]\n')
    assert problems("--ignore", "SPBE216", "a.yaml") == []


def test_limits_of_plausibility_are_settings_of_the_later_file(
    problems: Callable[..., Found], write: Write, i2020: Instrument
) -> None:
    write("2023/a.yaml", assessment(all_at(3, i2020), year=2023))
    write("2024/a.yaml", assessment(all_at(3, i2020) | {"1": 4}, year=2024))
    write("2024/b.yaml", assessment(all_at(3, i2020), year=2024, stage="final"))
    assert problems(".") == []
    write("2024/spbe.toml", "max-rise = 1\nmax-gap = 0.01\n")
    assert [code for _, _, code, _ in problems(".")] == ["SPBE402", "SPBE401"]
    assert problems("--max-rise", "2", "--max-gap", "1", ".") == []


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "hint"),
    [
        ('[tool.spbe]\nselct = ["SPBE1"]\n', 2, 1, "SPBE101", 'did you mean "select"?'),
        ('[tool.spbe]\nignore = ["SPBE2", "SPB301"]\n', 2, 20, "SPBE107", "SPBE301"),
        ('[tool.spbe]\nignore = [\n  "SPBE2",\n  "SPBE999",\n]\n', 4, 3, "SPBE107", "explain"),
        ('tool.spbe.ignore = "SPBE2"\n', 1, 20, "SPBE103", "brackets"),
        ("[tool.spbe]\nignore = [301]\n", 2, 11, "SPBE103", None),
        ("[tool.spbe]\nmax-rise = 1e3\n", 2, 12, "SPBE012", "digits"),
        ("[tool.spbe]\nmax-gap = inf\n", 2, 11, "SPBE103", None),
        ("[tool.spbe]\nmax-gap = 2024-05-01\n", 2, 11, "SPBE103", None),
        ('[tool.spbe.severity]\nSPBE2 = "fatal"\n', 2, 9, "SPBE107", None),
        ("[tool]\nspbe = 3\n", 2, 8, "SPBE103", None),
        ("[tool.spbe]\nselect = [\n", 2, 11, "SPBE003", None),
        ("[tool.spbe]\nselect = ]\n", 2, 10, "SPBE003", None),
        ('[tool.spbe]\nseverity = {"SPBE2" = "error", X = "error"}\n', 2, 32, "SPBE107", "explain"),
    ],
)
def test_what_is_wrong_in_settings_is_a_located_problem_of_their_file(
    spbe: Spbe, wrong: Path, write: Write, text: str, line: int, column: int, code: str, hint: str
) -> None:
    settings = write("pyproject.toml", text)
    run = spbe("validate", "--format", "json", wrong)
    found = [p for p in json.loads(run.out)["problems"] if p["file"] != wrong.as_posix()]
    [problem] = found
    assert Path(problem["file"]).resolve() == settings.resolve()
    assert (problem["line"], problem["column"], problem["code"]) == (line, column, code)
    assert hint is None or hint in problem["hint"]
    assert run.code == 1


def test_settings_that_cannot_be_read_are_problems_and_no_traceback(
    problems: Callable[..., Found], wrong: Path, write: Write
) -> None:
    path = write("spbe.toml", "ignore = " + "[" * 20_000)
    [_, (_, line, code, _)] = problems("a.yaml")
    assert (line, code) in {(1, "SPBE007"), (1, "SPBE003")}
    path.write_bytes(b"ignore = \xff\n")
    assert ("spbe.toml", 1, "SPBE002", "error") in problems("a.yaml")
    path.unlink()
    os.mkfifo(path)
    assert problems("a.yaml") == [("a.yaml", 6, "SPBE216", "error")]


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("# spbe: ignore[SPBE216] merger of two OPDs", []),
        ("# spbe: ignore[spbe216, SPBE301]: merger of two OPDs", []),
        ("# as agreed # spbe:ignore [SPBE216] merger", []),
        ("# spbe: ignore[SPBE216]", ["SPBE113", "SPBE216"]),
        ("# spbe: ignore[SPBE216] -", ["SPBE113", "SPBE216"]),
        ("# spbe: ignore SPBE216 merger", ["SPBE113", "SPBE216"]),
        ("# spbe: ignore[] merger", ["SPBE113", "SPBE216"]),
        ("# spbe: ignore[SPB216] merger", ["SPBE113", "SPBE216"]),
        ("# spbe: allow[SPBE216] merger", ["SPBE113", "SPBE216"]),
        ("# spbe: ignore[SPBE104] merger", ["SPBE216", "SPBE220"]),
        ("# spbe: ignore[SPBE216]\r", ["SPBE113", "SPBE216"]),
        ("# spbe: ignore[SPBE104] a # spbe: ignore[SPBE216] b", ["SPBE220"]),
        ("# spbe: ignore[SPBE216] a # spbe: ignore[SPBE104]", ["SPBE113"]),
        ("# spbe: ask Dinas Kominfo [2023]", ["SPBE216"]),
        ("# SPBE: see the decree", ["SPBE216"]),
    ],
)
def test_an_excuse_needs_its_code_and_a_reason(
    problems: Callable[..., Found],
    write: Write,
    i2020: Instrument,
    comment: str,
    codes: list[str],
) -> None:
    write("a.yaml", assessment(all_at(3, i2020) | {"1": f"{TARGET}  {comment}"}))
    found = problems("a.yaml")
    assert sorted(code for _, _, code, _ in found) == codes
    assert all(line == 6 for _, line, _, _ in found)


def test_an_excuse_is_a_comment_and_nothing_that_looks_like_one(
    problems: Callable[..., Found], write: Write, i2020: Instrument
) -> None:
    excuse = "# spbe: ignore[SPBE216] merger"
    notes = {
        "1": f'{{level: 3, target: 2, note: "x {excuse}"}}',
        "2": f"\n    level: 3\n    target: 2\n    note: |\n      x {excuse}",
        "3": f"\n    note: >-  # remark {excuse}\n      x\n    level: 3\n    target: 2",
        "4": "\n    level: 3\n    target: 2\n    note: x#spbe:ignore[SPBE216] y",
    }
    write("a.yaml", assessment(all_at(3, i2020) | notes))
    found = [(line, code) for _, line, code, _ in problems("a.yaml")]
    assert [code for _, code in found] == ["SPBE216", "SPBE216", "SPBE220", "SPBE216", "SPBE216"]


def test_what_is_excused_is_counted_and_has_no_index_all_the_same(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    excused = f"{TARGET}  # spbe: ignore[SPBE216] merger"
    path = write("a.yaml", assessment(all_at(3, i2020) | {"1": excused, "2": excused}))
    run = spbe("validate", path)
    assert (run.code, run.out) == (0, "")
    assert "2 problems excused" in run.err
    assert spbe("score", path).code == 1


def test_an_excuse_is_unused_only_where_its_check_was_made(
    problems: Callable[..., Found], write: Write, i2020: Instrument
) -> None:
    late = "# spbe: ignore[SPBE301,SPBE401,SPBE202] on paper"
    head = assessment(all_at(3, i2020)).replace("answers:", f"answers:  {late}")
    write("2024.yaml", head)
    assert [code for _, _, code, _ in problems("2024.yaml")] == ["SPBE220"]
    write("2023.yaml", assessment(all_at(3, i2020), year=2023))
    assert [code for _, _, code, _ in problems(".")] == ["SPBE220"] * 2
    unused = [one for one in problems("--evidence", ".") if one[2] == "SPBE220"]
    assert len(unused) == 3
    write("opd/x.yaml", f"opd: x  {late}\ninstrument: permenpanrb-59-2020\nanswers: {{1: 3}}\n")
    assert problems("opd/x.yaml") == []


def test_an_excuse_is_unused_only_where_its_institution_was_compared(
    problems: Callable[..., Found], write: Write, i2020: Instrument
) -> None:
    excuse = "# spbe: ignore[SPBE401] moved"
    for name, year in (("A", 2022), ("A", 2023), ("B", 2023)):
        text = assessment(all_at(3, i2020), year=year, institution=name)
        write(f"{name}{year}.yaml", text.replace("answers:", f"answers:  {excuse}"))
    unused = [(file, code) for file, _, code, _ in problems(".")]
    assert unused == [("A2022.yaml", "SPBE220"), ("A2023.yaml", "SPBE220")]


def test_excuses_of_files_outside_the_run_are_not_judged(
    problems: Callable[..., Found], write: Write, i2020: Instrument
) -> None:
    text = assessment(all_at(3, i2020), include="[opd/*.yaml]")
    write("2024.yaml", text.replace("answers:", "answers:  # spbe: ignore[SPBE104]"))
    write("opd/x.yaml", "opd: x\nowns: [1]\n")
    assert problems("opd/x.yaml") == []


def test_excuses_hold_in_opd_files_and_for_what_several_files_show(
    problems: Callable[..., Found], write: Write, i2020: Instrument
) -> None:
    excuse = "# spbe: ignore[SPBE401] counted otherwise before"
    write("2023.yaml", assessment(all_at(1, i2020), year=2023))
    rest = {key: 1 for key in all_at(1, i2020) if key != "1"}
    write("2024.yaml", assessment(rest, include="[opd/*.yaml]"))
    write("opd/x.yaml", "opd: x\nanswers: {1: 4}\n")
    assert [(file, code) for file, _, code, _ in problems(".")] == [("opd/x.yaml", "SPBE401")]
    write("opd/x.yaml", f"opd: x\nanswers: {{1: 4}}  {excuse}\n")
    assert problems(".") == []


def test_excuses_are_bounded(problems: Callable[..., Found], wrong: Path) -> None:
    line = "# spbe: ignore[SPBE301] x\n"
    text = wrong.read_text(encoding="utf-8")
    wrong.write_text(text + line * MOST_EXCUSES, encoding="utf-8")
    assert len(problems("--evidence", "a.yaml")) > MOST_EXCUSES
    wrong.write_text(text + line * (MOST_EXCUSES + 1), encoding="utf-8")
    assert [code for _, _, code, _ in problems("a.yaml")] == ["SPBE216", "SPBE007"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_file_that_cannot_be_read_has_no_excuses(spbe: Spbe, write: Write, language: str) -> None:
    path = write("a.yaml", "answers: {  # spbe: ignore[SPBE003] torn\n")
    assert "SPBE003" in spbe("validate", "--lang", language, path).out


def test_settings_of_this_project_are_none() -> None:
    assert "[tool.spbe]" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
