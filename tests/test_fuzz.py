"""Broken files at random, in short; `python -m tests.fuzz` is the long form."""

from collections.abc import Iterator

import pytest

from spbe_cli.loading import Loader
from spbe_cli.render import problem_text
from tests import fuzz

FEW = range(600)


def test_every_answer_to_a_broken_file_is_sound() -> None:
    assert fuzz.run(FEW, seed=2) == []


def test_inputs_differ_and_can_be_made_again() -> None:
    originals = fuzz.seeds()
    assert len(originals) > 60
    made = [fuzz.broken(number, 2, originals) for number in FEW]
    assert len(set(made)) > len(FEW) * 0.95
    assert made == [fuzz.broken(number, 2, originals) for number in FEW]


def test_the_check_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def ringing(*_: object) -> Iterator[str]:
        yield "\a"

    monkeypatch.setattr(problem_text, "full", ringing)
    assert any("shown as it is" in line for line in fuzz.run(range(3), seed=2))

    def failing(*_: object) -> Iterator[object]:
        raise RecursionError

    monkeypatch.setattr(Loader, "load_all", failing)
    assert fuzz.run(range(3), seed=2) == [f"{n}/2: RecursionError()" for n in range(3)]


def test_the_check_compares_places_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Loader.load_all

    def shifted(self: Loader, spots: object) -> Iterator[object]:
        for loaded in real(self, spots):  # type: ignore[arg-type]
            moved = tuple(
                one._replace(place=one.place and one.place._replace(line=one.place.line + 1))
                for one in loaded.problems
            )
            yield loaded._replace(problems=moved)

    monkeypatch.setattr(Loader, "load_all", shifted)
    assert any("is not" in line or " of " in line for line in fuzz.run(range(20), seed=2))
