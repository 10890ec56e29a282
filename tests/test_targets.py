"""Where targets go in a file, and that they change no level and no problem."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number
from spbe_cli.core.plans.targets import Placed, targets
from spbe_cli.editing import Edit, edited
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from spbe_cli.reading.source import Source
from tests.conftest import ROOT, Run, assessment

Spbe = Callable[..., Run]
SAID: Mapping[str, Sequence[str]] = {
    # Who answered what: the place in the main file
    "answers: {11: 3}": ["answers.11.target"],
    "answers: {11: }": ["answers.11.target"],
    "answers: {11: {note: x}}\nopds: {a: {answers: {11: 3}}}": ["answers.11.target"],
    "answers: {12: 3}": ["answers.11.target"],
    "opds: {a: {answers: {11: 3}}}": ["opds.a.answers.11.target"],
    "opds: {a: {answers: {11: }}}": ["answers.11.target"],
    "opds: {b: {answers: {11: 2}}, a: {answers: {11: 3}}}": ["opds.b.answers.11.target"],
    "opds: {b: {answers: {11: 3}}, a: {answers: {11: 3}}}": ["opds.a.answers.11.target"],
    "combine: highest\nopds: {b: {answers: {11: 2}}, a: {answers: {11: 3}}}": [
        "opds.a.answers.11.target"
    ],
    "combine: mean\nopds: {b: {answers: {11: 2}}, a: {answers: {11: 3}}}": ["answers.11.target"],
    "lead: {11: a}\nopds: {b: {answers: {11: 2}}, a: {answers: {11: 3}}}": [
        "opds.a.answers.11.target"
    ],
    "lead: {11: a}\nopds: {b: {answers: {11: 2}}, a: {}}": ["opds.b.answers.11.target"],
    "answers: {11: 3}\nlead: {11: a}\nopds: {a: {answers: {11: 3}}}": ["answers.11.target"],
    # In files of their own, or partly
    "include: [opd/*.yaml]": ["answers.11.target"],
    "include: [opd/*.yaml]\nopds: {c: {name: Dinas C}}": ["answers.11.target"],
    "include: [opd/*.yaml]\nopds: {c: {name: Dinas C, answers: {12: 2}}}": ["answers.11.target"],
    "include: [opd/*.yaml]\nopds: {a: {answers: {11: 1}}}": ["opds.a.answers.11.target"],
    "include: [opd/*.yaml]\nopds: {a: {answers: {11: 3}}}": ["answers.11.target"],
}


def load(path: Path) -> tuple[Case, str]:
    """Read an assessment, and the text of its file."""
    [loaded] = Loader(Library()).load_all(files.spots([str(path)]))
    assert loaded.case is not None
    return loaded.case, path.read_bytes().decode()


def placed(path: Path, levels: Mapping[str, Number]) -> tuple[Placed, ...]:
    case, text = load(path)
    return targets(case, levels, Source("a.yaml", text).has)


def stored(path: Path, level: Number) -> None:
    """Write a target for every indicator into a file."""
    case, text = load(path)
    levels = dict.fromkeys(case.instrument.positions, level)
    edits = [Edit(*one) for one in placed(path, levels)]
    assert len(edits) == len(levels)
    new = edited(text, edits, file="a.yaml", order=case.instrument.positions)
    path.write_bytes(new.encode())


@pytest.mark.parametrize(("said", "expected"), SAID.items())
def test_a_target_stands_where_the_answer_that_counts_does(
    said: str, expected: Sequence[str], write: Callable[[str, str], Path]
) -> None:
    write("opd/c.yaml", "opd: c\nanswers: {11: 2}\n")
    path = write("a.yaml", f"{assessment({}, draft='true').replace('answers:', '')}{said}\n")
    found = placed(path, {"11": 4})
    assert [".".join(map(str, where)) for where, _ in found] == expected


def test_targets_stand_in_the_order_of_the_instrument(write: Callable[[str, str], Path]) -> None:
    path = write("a.yaml", assessment({"2": 1}, draft="true"))
    assert placed(path, {"47": 4, "2": 3}) == (
        (("answers", "2", "target"), 3),
        (("answers", "47", "target"), 4),
    )
    assert placed(path, {}) == ()


def _judged(spbe: Spbe, verb: str, path: Path, *options: str) -> Any:
    found = json.loads(spbe(verb, "--format", "json", *options, path).out)
    for problem in found.get("problems", ()):  # what is written lower down now
        problem["line"] = None
    return found


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_targets_leave_levels_and_problems_as_they_were(
    year: str, spbe: Spbe, tmp_path: Path
) -> None:
    """Most answers of the example stand in files of its OPDs; targets alone stand in its own."""
    shutil.copytree(ROOT / "examples/kabupaten-contoh" / year, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "self.yaml"
    before = [_judged(spbe, verb, path) for verb in ("score", "validate")]
    stored(path, 5)
    assert [_judged(spbe, verb, path) for verb in ("score", "validate")] == before
    assert "11: {target: 5}" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("draft", ["true", "false"])
def test_targets_leave_what_is_unanswered_unanswered(
    draft: str, spbe: Spbe, write: Callable[[str, str], Path]
) -> None:
    path = write("a.yaml", assessment({"1": 3, "2": ""}, draft=draft))
    before = [_judged(spbe, verb, path) for verb in ("score", "validate")]
    stored(path, 5)
    after = [_judged(spbe, verb, path) for verb in ("score", "validate")]
    for one, other in zip(before, after, strict=True):
        told = [  # each now where its answer is, so in another order
            sorted((p["code"], p["severity"], p["message"]) for p in found.get("problems", ()))
            for found in (one, other)
        ]
        assert told[0] == told[1]
    assert before[0]["results"][0]["index_exact"] == after[0]["results"][0]["index_exact"]
    assert before[0]["results"][0]["answered"] == after[0]["results"][0]["answered"] == 1


def test_targets_leave_an_announced_index_alone(
    spbe: Spbe, write: Callable[[str, str], Path]
) -> None:
    text = (ROOT / "examples/blitar/2021.yaml").read_text(encoding="utf-8")
    path = write("a.yaml", text)
    before = _judged(spbe, "score", path)
    stored(path, 5)
    assert _judged(spbe, "score", path) == before


def test_a_target_alone_moves_no_warning_away_from_the_answer(
    spbe: Callable[..., Run], tmp_path: Path
) -> None:
    """SPBE306 stays where the level is, so that an excuse beside it still holds."""
    (tmp_path / "c.yaml").write_text("opd: c\nanswers: {1: 3}\n", encoding="utf-8")
    path = tmp_path / "a.yaml"
    for alone in ("", "answers: {1: {target: 4}}\n"):
        text = assessment({}, draft="true", include="[c.yaml]").replace("answers: {}\n", "")
        path.write_text(text + alone, encoding="utf-8")
        run = spbe("validate", "--evidence", "--select", "SPBE306", "--format", "json", path)
        [problem] = json.loads(run.out)["problems"]
        assert (Path(problem["file"]).name, problem["line"]) == ("c.yaml", 2)
