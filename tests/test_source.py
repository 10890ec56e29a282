"""Reading YAML: strict, bounded, every key and value with its place."""

from decimal import Decimal
from typing import Any

import pytest
import yaml

from spbe_cli.core.problems import Code, Finding, Problem
from spbe_cli.reading import source
from spbe_cli.reading.source import Source, decode
from tests.conftest import ROOT

EVERY_FILE = sorted(
    path
    for folder in ("examples", "indicators", "tests/instruments", "tests/data/invalid")
    for path in (ROOT / folder).rglob("*.yaml")
)
EVERY_TEXT = [path for path in EVERY_FILE if isinstance(decode("x", path.read_bytes()), str)]
"""Those that reach the YAML parser: what is not UTF-8, or too large, never does."""


def place_of(read: Source, *path: str | int, at: str = "value") -> tuple[int, int]:
    """Give line and column of what stands at a path."""
    assert at in {"key", "value", "missing"}
    finding = Finding(Code.WRONG_TYPE, path, at=at)  # type: ignore[arg-type] # asserted above
    place = read.locate(finding).place
    assert place is not None
    return place.line, place.column


def codes(text: str) -> list[tuple[str, str]]:
    return [(p.finding.code.value, p.finding.variant) for p in Source("x", text).problems]


def written_marks(data: Any, marks: Any) -> Any:
    """Give the places of all that is written; the parsers differ on where nothing stands."""
    if data is None:
        return None
    if isinstance(data, dict):
        start, inner = marks
        return start, {
            key: (inner[key][0], written_marks(value, inner[key][1])) for key, value in data.items()
        }
    if isinstance(data, list):
        start, inner = marks
        return start, [written_marks(*pair) for pair in zip(data, inner, strict=True)]
    return marks


def test_numbers_are_read_from_their_text() -> None:
    """PyYAML reads these as 1.1, 8, 750, False, True, 10 and a date."""
    text = "a: 1.10\nb: 010\nc: 12:30\nd: no\ne: yes\nf: 1_0\ng: 2024-05-01\nh: 1e3\n"
    data = Source("x", text).data
    assert data["a"] == Decimal("1.10")
    assert str(data["a"]) == "1.10"
    assert [data[key] for key in "bcdefgh"] == [
        "010",
        "12:30",
        "no",
        "yes",
        "1_0",
        "2024-05-01",
        "1e3",
    ]


def test_words_and_quoted_text() -> None:
    data = Source("x", "a: true\nb: ~\nc:\nd: '3'\ne: null\nf: \"\"\ng: FALSE\n").data
    assert data == {"a": True, "b": None, "c": None, "d": "3", "e": None, "f": "", "g": False}


def test_keys_stay_text() -> None:
    assert Source("x", "35-1: 3\n1: 2\ntrue: 1\n").data == {"35-1": 3, "1": 2, "true": 1}


def test_places_are_counted_in_characters_as_editors_do() -> None:
    read = Source("x", "# é 𝄞\nnama: 'Kabupatén 𝄞'\nanswers: {1: 3, é: [2, 𝄞, x]}\n")
    assert place_of(read, "nama") == (2, 7)
    assert place_of(read, "answers", "1", at="key") == (3, 11)
    assert place_of(read, "answers", "é", at="key") == (3, 17)
    assert place_of(read, "answers", "é", 2) == (3, 27)


def test_crlf_and_bom_do_not_move_places() -> None:
    text = decode("x", "\ufeffa: 1\r\nb:\r\n  c: 2\r\n".encode())
    assert isinstance(text, str)
    read = Source("x", text)
    assert read.data == {"a": 1, "b": {"c": 2}}
    assert place_of(read, "b", "c") == (3, 6)
    problem = read.locate(Finding(Code.WRONG_TYPE, ("b",), at="key"))
    assert problem.place is not None
    assert problem.place.quote == "b:"


def test_a_missing_key_is_placed_at_what_it_is_missing_from() -> None:
    read = Source("x", "a: 1\nb:\n  c: {d: 2}\n")
    assert place_of(read, "b", "c", "e", at="missing") == (3, 3)
    assert place_of(read, "z", at="missing") == (1, 1)


def test_a_short_form_shortens_the_path() -> None:
    problem = Source("x", "answers:\n  12: x\n").locate(
        Finding(Code.WRONG_TYPE, ("answers", "12", "level"))
    )
    assert problem.path == "answers.12"
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (2, 7)


def test_a_long_line_is_quoted_around_the_place() -> None:
    read = Source("x", f"a: [{'1, ' * 2000}x]\n")
    place = read.locate(Finding(Code.WRONG_TYPE, ("a", 2000))).place
    assert place is not None
    assert source.QUOTE_WIDTH // 2 <= len(place.quote) <= source.QUOTE_WIDTH
    assert place.quote[place.caret - 1] == "x"
    assert place.column == 6005


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", [("SPBE006", "")]),
        ("a: {b: 1, b: 2}\n", [("SPBE006", "")]),
        ("a: !!str 1\n", [("SPBE008", "tag")]),
        ("<<: {a: 1}\n", [("SPBE008", "merge")]),
        ("? {a: 1}\n: 2\n", [("SPBE008", "complex-key")]),
        ("a: {1: 2,5}\n", [("SPBE009", "")]),
        ("a: 1\n---\nb: 2\n", [("SPBE005", "")]),
        ("a: *b\n", [("SPBE003", "alias")]),
        ("a: &b [*b]\n", [("SPBE003", "alias")]),
        ("\ta: 1\n", [("SPBE004", "")]),
        ("a: 1\x00\n", [("SPBE010", "")]),
        ("a: 1\rb: 2\n", [("SPBE010", "")]),
        ("a: x\u2028y\n", [("SPBE010", "")]),
        ("[" * 65 + "]" * 65, [("SPBE007", "depth")]),
        ("[" * 64 + "]" * 64, []),
    ],
)
def test_what_is_refused(text: str, expected: list[tuple[str, str]]) -> None:
    assert codes(text) == expected


def test_a_flow_key_with_nothing_after_it_is_not_an_empty_answer() -> None:
    assert Source("x", "a: {1: 2,5}\n").data == {"a": {"1": 2}}
    assert codes("a: {1: }\n") == []


def test_aliases_are_read_within_their_budget() -> None:
    assert Source("x", "a: &x [1, 2]\nb: *x\n").data == {"a": [1, 2], "b": [1, 2]}
    many = "a: &x 1\n" + "".join(f"k{n}: *x\n" for n in range(source.MAX_ALIASES))
    assert codes(many) == []
    assert codes(many + "one-more: *x\n") == [("SPBE007", "aliases")]


def test_nodes_are_counted_with_all_that_aliases_stand_for() -> None:
    assert codes(f"[{'1, ' * (source.MAX_NODES - 1)}]") == []
    assert codes(f"[{'1, ' * source.MAX_NODES}]") == [("SPBE007", "nodes")]
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for one, other in zip("abcdef", "bcdefg", strict=True):
        bomb += f"{other}: &{other} [{', '.join([f'*{one}'] * 10)}]\n"
    assert codes(bomb) == [("SPBE007", "nodes")]


def test_size_is_bounded() -> None:
    assert isinstance(decode("x", b" " * source.MAX_BYTES), str)
    problem = decode("x", b" " * (source.MAX_BYTES + 1))
    assert isinstance(problem, Problem)
    assert (problem.finding.code, problem.finding.variant) == (Code.BUDGET, "size")


@pytest.mark.parametrize("content", [b"a: \xe9\n", "a: é\n".encode("utf-16"), b"\xed\xa0\x80"])
def test_other_encodings_are_a_located_problem(content: bytes) -> None:
    problem = decode("x", content)
    assert isinstance(problem, Problem)
    assert problem.finding.code is Code.NOT_UTF8
    assert problem.place is not None


@pytest.mark.parametrize("path", EVERY_TEXT, ids=lambda path: path.name)
def test_without_libyaml_the_same_is_read(path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    content = path.read_bytes()  # type: ignore[attr-defined] # a Path
    text = decode("x", content)
    assert isinstance(text, str)
    fast = Source("x", text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    pure = Source("x", text)
    assert pure.data == fast.data
    assert [p.finding.code for p in pure.problems] == [p.finding.code for p in fast.problems]
    if not fast.problems:
        assert written_marks(pure.data, pure._marks) == written_marks(fast.data, fast._marks)
