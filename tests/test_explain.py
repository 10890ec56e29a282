"""`spbe explain`: every code in both languages, its snippets taken at their word, indicators."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from spbe_cli.core.problems import Code
from spbe_cli.locale.snippets import SNIPPETS
from tests.conftest import Run

Spbe = Callable[..., Run]
SKELETON = {
    "institution": "institution: Kabupaten Contoh",
    "year": "year: 2024",
    "instrument": "instrument: permenpanrb-59-2020",
    "stage": "stage: self",
    "draft": "draft: true",
}
OTHERWISE = {
    Code.UNREADABLE, Code.NOT_UTF8, Code.EMPTY_FILE, Code.NOT_AN_ASSESSMENT, Code.WEIGHT_SUM,
    Code.REPEATED_ID, Code.CATEGORY_BOUNDS, Code.TREE_SHAPE, Code.LEVEL_STEP, Code.UNKNOWN_SOURCE,
    Code.SAME_OPD_TWICE, Code.OPD_FILE_DISAGREES, Code.PUBLISHED_GROUP, Code.NO_INSTRUMENT,
    Code.SAME_ASSESSMENT_TWICE, Code.STEEP_RISE, Code.SELF_ABOVE_FINAL, Code.EVIDENCE_REUSED,
    Code.UNKNOWN_OPD, Code.CIRCULAR_REQUIREMENT, Code.UNREADABLE_WORKBOOK,
    Code.IMPORT_CONFLICT,
}  # fmt: skip
"""Codes that need another file, several files or other bytes than one draft; tested elsewhere."""


def test_every_code_is_explained_in_both_languages(spbe: Spbe) -> None:
    for code in Code:
        for language in ("en", "id"):
            run = spbe("explain", code.value.lower(), "--lang", language)
            assert (run.code, run.err) == (0, "")
            assert run.out.startswith(f"{code.value} {code.severity.value} ")
            bad, good = SNIPPETS[code]
            assert all(part.strip() in run.out for part in good.split("\n") if "\u2028" not in bad)


@pytest.mark.parametrize("code", [code for code in Code if code not in OTHERWISE], ids=str)
def test_snippets_are_taken_at_their_word(code: Code, spbe: Spbe, tmp_path: Path) -> None:
    (tmp_path / "opd").mkdir()
    (tmp_path / "opd/kominfo.yaml").write_text("opd: kominfo\n", encoding="utf-8")
    (tmp_path / "bukti").mkdir()
    (tmp_path / "bukti/sk.pdf").write_text("sk", encoding="utf-8")
    (tmp_path / "bukti/empty.pdf").write_text("", encoding="utf-8")
    pointer = "version https://git-lfs.github.com/spec/v1\n"
    (tmp_path / "bukti/pointer.pdf").write_text(pointer, encoding="utf-8")
    results = []
    for snippet in SNIPPETS[code]:
        keys = {line.partition(":")[0] for line in snippet.splitlines()}
        head = [text for key, text in SKELETON.items() if key not in keys]
        path = tmp_path / "a.yaml"
        path.write_text("\n".join([*head, snippet]) + "\n", encoding="utf-8")
        run = spbe("validate", "--evidence", "--format", "json", path)
        results.append({problem["code"] for problem in json.loads(run.out)["problems"]})
    bad, good = results
    assert code.value in bad
    if code is not Code.UNANSWERED:  # a draft of few answers always has some
        assert code.value not in good


def test_an_indicator_is_explained_in_every_instrument_newest_first(spbe: Spbe) -> None:
    out = spbe("explain", "11").out
    places = [out.index(f"PermenPANRB {name}") for name in ("8/2026", "59/2020", "5/2018")]
    assert places == sorted(places)
    one = spbe("explain", "11", "--instrument", "permenpanrb-59-2020", "--format", "json")
    assert json.loads(one.out)["levels"][0]["criteria"]["id"]
    assert "35-1" in spbe("explain", "35-1", "--lang", "id").out


def test_what_cannot_be_explained_is_a_wrong_call(spbe: Spbe) -> None:
    run = spbe("explain", "SPB103")
    assert run.code == 2
    assert 'did you mean "SPBE103"?' in run.err
    assert spbe("explain", "99").code == 2
    assert spbe("explain", "11", "--instrument", "tidak-ada").code == 2
    found = json.loads(spbe("explain", "SPBE202", "--format", "json").out)
    assert (found["code"], found["severity"]) == ("SPBE202", "warning")
