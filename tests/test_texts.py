"""The catalogues: the same keys in both languages, every text used, none missing."""

import re
import string
from pathlib import Path

import pytest

from spbe_cli.core.assessment import Combine, Stage
from spbe_cli.core.instrument import CategoryBasis, Confidence
from spbe_cli.core.problems import Code, Finding, Term
from spbe_cli.locale import Language, language_of, texts
from tests.conftest import ROOT

ENGLISH, INDONESIAN = texts(Language.EN).catalogue, texts(Language.ID).catalogue
PACKAGE = "".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "spbe_cli").rglob("*.py")
    if "locale" not in path.parts or path.parent.name == "locale"
)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(ENGLISH) == set(INDONESIAN)


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    assert fields(ENGLISH[key]) == fields(INDONESIAN[key])


def test_texts_differ_between_the_languages_unless_they_are_the_same_words() -> None:
    same = {key for key in ENGLISH if ENGLISH[key] == INDONESIAN[key] and " " in ENGLISH[key]}
    assert same == {"SPBE303.hint"}  # a command


def _is_used(key: str) -> bool:
    if f'"{key}"' in PACKAGE or f"'{key}'" in PACKAGE:
        return True
    start, _, last = key.rpartition(".")
    return re.search(rf"""f["']{re.escape(start)}\.\{{""", PACKAGE) is not None and bool(last)


PREFIXES = (
    "SPBE",
    "blame.",
    "option.",
    "rank.",
    "report.",
    "render.",
    "predict.",
    "plan.",
    "root.",
    "score.",
    "sensitivity.",
    "validate.",
    "instrument.",
    "gate.",
    "count.",
    "explain.",
    "export.",
    "sheet.",
    "schema.",
    "init.",
    "import.",
    "audit.",
    "compare.",
)
"""Keys put together from parts: by code, by command and option, by gate, by number."""


@pytest.mark.parametrize("key", sorted(k for k in ENGLISH if not k.startswith(PREFIXES)))
def test_every_text_is_used(key: str) -> None:
    assert _is_used(key) or key.startswith(("word.", "stage.", "confidence.", "help.", "combine."))


def test_every_word_to_fill_in_has_a_text() -> None:
    told = " ".join(re.findall(r'metavar="([^"]+)"', PACKAGE))
    assert {f"metavar.{word}" for word in re.findall("[A-Z]{2,}", told)} - set(ENGLISH) == {
        "metavar.ID"  # the same in both
    }


def test_every_code_has_a_text_and_every_text_a_code() -> None:
    known = {code.value for code in Code}
    assert known == {key.split(".")[0] for key in ENGLISH if key.startswith("SPBE")} | {"SPBE214"}


def test_every_variant_with_a_text_is_said_somewhere() -> None:
    for key in ENGLISH:
        code, _, variant = key.removesuffix(".hint").partition(".")
        if code.startswith("SPBE") and variant not in {"", "title", "why"}:
            assert f'"{variant}"' in PACKAGE, f"{key} is never said"


@pytest.mark.parametrize("language", list(Language))
def test_closed_sets_have_words(language: Language) -> None:
    say = texts(language)
    for stage in Stage:
        assert say(f"stage.{stage.value}")
    for confidence in Confidence:
        assert say(f"confidence.{confidence.value}")
    for basis in CategoryBasis:
        assert say(f"instrument.basis.{basis.value}")
        assert say(f"score.otherwise.{basis.value}", shown=1, index=1, other=1, year=1)
    for rule in (Combine.MEAN, Combine.MEDIAN):
        assert say(f"combine.{rule.value}")


def test_terms_are_words_of_the_language() -> None:
    finding = Finding(Code.WRONG_TYPE, (), {"found": Term("word.list"), "expected": "x"})
    assert texts(Language.EN).message(finding) == "found a list; expected x"
    assert texts(Language.ID).message(finding) == "ditemukan daftar; seharusnya x"


def test_values_are_never_taken_for_templates() -> None:
    finding = Finding(Code.WRONG_TYPE, (), {"found": "{found} {0}", "expected": "{expected}"})
    assert texts(Language.EN).message(finding) == "found {found} {0}; expected {expected}"


@pytest.mark.parametrize(
    ("setting", "language"),
    [
        ("id", Language.ID),
        ("id_ID.UTF-8", Language.ID),
        ("Indonesian_Indonesia.1252", Language.ID),
        ("en_GB", Language.EN),
        ("English_United States.1252", Language.EN),
        ("de", None),
        ("", None),
    ],
)
def test_languages_are_told_from_settings(setting: str, language: Language | None) -> None:
    assert language_of(setting) is language


def test_no_sentence_stands_in_logic() -> None:
    """Texts people read are in the catalogues; elsewhere no literal has three words and more."""
    for path in sorted((ROOT / "spbe_cli").rglob("*.py")):
        if "locale" in path.parts:
            continue
        assert _sentences(path) == [], path


def _sentences(path: Path) -> list[str]:
    import ast  # noqa: PLC0415 - only here

    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[index].value)
        for node in ast.walk(tree)
        if hasattr(node, "body") and isinstance(node.body, list)
        for index in range(len(node.body))
        if isinstance(node.body[index], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docs
        and re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", node.value)
        and path.name != "events.py"
    ]
