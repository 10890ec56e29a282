"""Broken files at random, in short; `python -m tests.fuzz` is the long form."""

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from spbe_cli import cli
from spbe_cli.core import rules
from spbe_cli.core.case import Case
from spbe_cli.core.problems import Code, ExitCode, Finding, Severity
from spbe_cli.core.rules import values
from spbe_cli.reading.loading import Loader
from spbe_cli.render.problem import text as problem_text
from tests import breaking, fuzz
from tests.breaking import Expected, Input

FEW = range(300)


def test_every_answer_to_a_broken_file_is_sound() -> None:
    assert fuzz.run(FEW, seed=2) == []


def test_every_answer_to_a_built_assessment_is_sound() -> None:
    kinds, report = fuzz.built(0, seed=2, count=len(FEW))
    assert report == ""
    assert kinds.total() == len(FEW)
    assert all(kinds[kind] > len(FEW) / 20 for kind in Expected)


def test_inputs_differ_and_can_be_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    originals = fuzz.seeds()
    assert len(originals) > 60
    made = [fuzz.broken(number, 2, originals) for number in FEW]
    assert len(set(made)) > len(FEW) * 0.95
    assert made == [fuzz.broken(number, 2, originals) for number in FEW]

    tried: list[Input] = []
    monkeypatch.setattr(fuzz, "tried", lambda one, *_: tried.append(one))
    fuzz.built(0, seed=2, count=100)
    first, tried[:] = [*tried], []
    fuzz.built(0, seed=2, count=100)
    assert first == tried
    assert len({str(one) for one in tried}) > 80
    fuzz.built(1, seed=2, count=100)
    assert first != tried[len(first) :]


def test_the_check_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def ringing(*_: object) -> Iterator[str]:
        yield "\a"

    monkeypatch.setattr(problem_text, "full", ringing)
    assert any("shown as it is" in line for line in fuzz.run(range(3), seed=2))

    def failing(*_: object) -> Iterator[object]:
        raise RecursionError

    monkeypatch.setattr(Loader, "load_all", failing)
    assert fuzz.run(range(10), seed=2) == [
        "range(0, 8) of seed 2: RecursionError()",
        "range(8, 10) of seed 2: RecursionError()",
    ]
    assert "RecursionError()" in fuzz.built(0, seed=2, count=3).report


def test_the_check_compares_places_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Loader.load_all

    def shifted(self: Loader, spots: Any) -> Iterator[object]:
        for loaded in real(self, spots):
            moved = tuple(
                one._replace(place=one.place and one.place._replace(line=one.place.line + 1))
                for one in loaded.problems
            )
            yield loaded._replace(problems=moved)

    monkeypatch.setattr(Loader, "load_all", shifted)
    assert any("is not" in line or " of " in line for line in fuzz.run(range(20), seed=2))


@pytest.mark.parametrize(
    ("code", "out", "said"),
    [
        (ExitCode.BUG, "", "exit 3, not"),
        (ExitCode.CALL, "", "exit 2, not"),
        (ExitCode.OK, "  ::add-mask::x\n", "taken for a command: '::add-mask::x'"),
        (ExitCode.OK, "\x9b", "shown as it is: '\\x9b'"),
    ],
)
def test_the_check_looks_at_what_the_command_does(
    code: ExitCode, out: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saying(_: object) -> int:
        sys.stdout.write(out)
        return code

    monkeypatch.setattr(cli, "main", saying)
    assert said in fuzz.built(0, seed=2, count=3).report


@pytest.mark.parametrize("format_", fuzz.READERS)
def test_the_check_reads_what_is_for_programs(format_: str) -> None:
    answer = fuzz.Answer(0, "=1+1\n", "")
    [said] = fuzz.unfit(["validate", "--format", format_], answer, fails=False)
    assert said.startswith(f"no {format_}: ")


def test_a_break_that_goes_unnoticed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    blind = tuple(rule for rule in rules.RULES if rule is not values.level_range)
    monkeypatch.setattr(rules, "RULES", blind)
    ways = tuple(way for way in breaking.BREAKS if way.name in {"level", "anything"})
    monkeypatch.setattr(breaking, "BREAKS", ways)
    monkeypatch.setattr(fuzz, "unfit", lambda *_, **__: ())
    report = fuzz.built(0, seed=2).report
    assert "no error was found" in report
    assert re.search(r"faulty tree: level .* \('.*', range", report)


def test_an_error_that_is_none_is_told_with_the_least_that_shows_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def strict(case: Case) -> Iterator[Finding]:
        if "combine" in case.assessment.model_fields_set:
            yield Finding(Code.YEAR_OUTSIDE, ("combine",), override=Severity.ERROR)

    monkeypatch.setattr(rules, "RULES", (*rules.RULES, strict))
    monkeypatch.setattr(fuzz, "unfit", lambda *_, **__: ())
    [least] = re.findall(
        r"combine: .*|note: .*|opds: .*", fuzz.built(0, seed=2, minimal=True).report
    )
    assert least.startswith("combine: lowest")
