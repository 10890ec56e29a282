"""The index by OPD: own denominators, shared indicators, who is waited for, who disagrees."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.instrument import Instrument
from spbe_cli.core.opds import by_opd, disputed, heat, waiting
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from tests.conftest import ROOT, Run, assessment, bundled
from tests.scoring import case_of

SELF_2024 = ROOT / "examples/kabupaten-contoh/2024/self.yaml"
Spbe = Callable[..., Run]


def example() -> Any:
    [loaded] = Loader(Library()).load_all(files.spots([str(SELF_2024)]))
    assert loaded.case is not None
    return loaded.case


def test_a_shared_indicator_counts_for_its_lead_else_in_equal_parts(i2020: Instrument) -> None:
    opds = {
        "a": {"owns": ["42", "43"], "answers": {"42": 3, "43": 4}},
        "b": {"owns": ["42", "43"], "answers": {"42": 3, "43": 4}},
    }
    parts = {p.id: p for p in by_opd(case_of(i2020, {}, opds=opds, lead={"43": "b"}))}
    half, whole = Fraction(3 * 3, 200), Fraction(3 * 4, 100)
    assert parts["a"].contribution == half
    assert parts["b"].contribution == half + whole
    assert parts["a"].owns == parts["b"].owns == ("42", "43")
    assert parts[None].contribution == Fraction(94, 100)


def test_a_mean_is_weighted_and_over_own_answers_only(i2020: Instrument) -> None:
    opds = {"a": {"owns": ["1", "32", "33"], "answers": {"1": 1, "32": 5}}}
    [part, _] = by_opd(case_of(i2020, {}, opds=opds))
    policy, service = Fraction("1.3"), Fraction("2.75")
    assert part.mean == (policy + 5 * service) / (policy + service)
    assert (part.answered, len(part.owns)) == (2, 3)


def test_who_is_waited_for(i2020: Instrument) -> None:
    opds = {
        "a": {"owns": ["40-44"], "answers": {"40": 2, "41": 2}},
        "b": {"owns": ["41", "42"], "answers": {"42": 3}},
        "c": {"owns": ["47"], "answers": {}},
    }
    case = case_of(i2020, {"44": 3, "47": 2}, opds=opds)
    found = {one.id: (one.open, one.covered) for one in waiting(case)}
    assert found["a"] == (("43",), ("42",))
    assert found["b"] == ((), ("41",))
    assert "c" not in found
    assert len(found[None][0]) == 41


def test_who_disagrees_and_why_a_level_counts() -> None:
    case = example()
    assert [(one.indicator, one.settled.value) for one in disputed(case)] == [
        ("10", "own"),
        ("14", "lead"),
        ("42", "opds"),
    ]


def test_heat_is_over_what_an_opd_owns() -> None:
    case = example()
    warmth = heat(case)
    assert warmth["hukum", "8"].level == 3
    assert ("hukum", "1") not in warmth
    lines = {line.indicator.id: line.level for line in case.scorecard.lines}
    expected = Fraction(sum(lines[i] for i in ("29", "30", "31")), 3)
    assert warmth["inspektorat", "6"] == (expected, True)


def test_the_table_by_opd_says_everything(spbe: Spbe) -> None:
    run = spbe("score", "--by", "opd", SELF_2024)
    assert run.code == 0
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert "hukum: Bagian Hukum Sekretariat Daerah 1 1/1 3.00 0.0900 0.0600" in lines
    assert "Together 47 47/47 2.98 2.9770 2.0230" in lines
    assert "inspektorat: Inspektorat Daerah 30" in lines
    assert any("organisasi leads" in line for line in lines)
    assert any("inspektorat 3, kominfo 4 3 lowest" in line for line in lines)
    assert "Level by OPD and aspect" in lines


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", range(72, 170, 7))
def test_no_width_cuts_a_remark(
    language: str, width: int, spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = spbe("score", "--by", "indicator", SELF_2024, "--lang", language).out
    monkeypatch.setenv("COLUMNS", str(width))
    out = spbe("score", "--by", "indicator", SELF_2024, "--lang", language).out
    assert out.count(")") == whole.count(")")
    assert all(len(line) <= width for line in out.splitlines())


def test_the_table_by_indicator_says_where_combining_and_leading_mattered(spbe: Spbe) -> None:
    out = " ".join(spbe("score", "--by", "indicator", SELF_2024).out.split())
    assert "(bappeda 3, kominfo 2, organisasi 3: organisasi leads)" in out
    assert "(inspektorat 3, kominfo 4: lowest)" in out
    assert "(kominfo 3: the institution's own answer)" in out


def test_heat_is_coloured_and_readable_without(spbe: Spbe) -> None:
    plain = spbe("score", "--by", "opd", SELF_2024).out
    coloured = spbe("score", "--by", "opd", SELF_2024, "--color", "always").out
    assert "\x1b[30;42m" in coloured
    assert "1 Internal policy on SPBE governance, 2 SPBE strategic planning" in plain


LIBRARY = Library()
IDS = [str(n) for n in range(1, 48)]


@given(
    st.dictionaries(st.sampled_from(IDS), st.integers(1, 5), min_size=2, max_size=20),
    st.data(),
)
def test_splitting_one_opd_over_two_files_changes_nothing(
    answers: dict[str, int], data: st.DataObject
) -> None:
    import tempfile  # noqa: PLC0415 - a function-scoped tmp_path does not go with many examples

    moved = data.draw(st.lists(st.sampled_from(sorted(answers)), unique=True, min_size=1))
    with tempfile.TemporaryDirectory() as name:
        cases = []
        for run, parts in enumerate(
            (
                [answers],
                [
                    {k: v for k, v in answers.items() if k not in moved},
                    {k: answers[k] for k in moved},
                ],
            )
        ):
            folder = Path(name) / str(run)
            (folder / "opd").mkdir(parents=True)
            head = "institution: X\nyear: 2024\ninstrument: permenpanrb-59-2020\nstage: self\n"
            text = head + "draft: true\ninclude: [opd/*.yaml]\nanswers: {1: 3}\n"
            (folder / "a.yaml").write_text(text, encoding="utf-8")
            for number, part in enumerate(parts):
                lines = "".join(f"\n  {key}: {level}" for key, level in part.items())
                (folder / f"opd/{number}.yaml").write_text(
                    f"opd: kominfo\nname: Kominfo\nowns: [1-47]\nanswers:{lines or ' {}'}\n",
                    encoding="utf-8",
                )
            [loaded] = Loader(LIBRARY).load_all(files.spots([str(folder / "a.yaml")]))
            assert loaded.is_sound
            cases.append(loaded.case)
        one, other = cases
        assert one is not None
        assert other is not None
        assert one.scorecard == other.scorecard
        assert by_opd(one) == by_opd(other)
        assert waiting(one) == waiting(other)


@pytest.mark.parametrize("name", ["permenpanrb-5-2018", "permenpanrb-8-2026"])
def test_parts_sum_with_thirds_and_without_domains(name: str) -> None:
    instrument = bundled(LIBRARY, name)
    ids = list(instrument.positions)
    opds = {
        "a": {"owns": ids[:9], "answers": dict.fromkeys(ids[:9], 2)},
        "b": {"owns": ids[3:12], "answers": dict.fromkeys(ids[3:12], 3)},
        "c": {"owns": ids[-4:], "answers": dict.fromkeys(ids[-4:], 4)},
    }
    case = case_of(instrument, {}, opds=opds)
    parts = by_opd(case)
    assert sum((p.contribution for p in parts), Fraction(0)) == case.scorecard.index
    left = instrument.levels.highest - case.scorecard.index
    assert sum((p.remaining for p in parts), Fraction(0)) == left


def test_a_lead_is_responsible_although_it_owns_nothing(i2020: Instrument) -> None:
    opds = {
        "a": {"owns": ["1"], "answers": {"1": 2}},
        "b": {"owns": [], "answers": {}},
    }
    case = case_of(i2020, {}, opds=opds, lead={"1": "b", "2": "b"})
    a, b, nobody = by_opd(case)
    assert a.owns == ("1",)
    assert a.contribution == 0
    assert (b.owns, b.answered, b.mean) == (("1", "2"), 0, None)
    assert b.contribution == Fraction("1.3") * (2 + 1) / 100
    assert len(nobody.owns) == 45
    assert (waiting(case)[0].id, *waiting(case)[0][2:]) == ("b", ("2",), ("1",))


def test_an_answer_to_what_an_opd_does_not_own_is_not_its_own(i2020: Instrument) -> None:
    opds = {
        "a": {"owns": ["1", "2"], "answers": {"1": 2, "47": 5}},
        "b": {"owns": ["47"], "answers": {}},
    }
    a, b, nobody = by_opd(case_of(i2020, {"3": 4}, opds=opds))
    assert (a.answered, a.mean) == (1, Fraction(2))
    assert (b.answered, b.mean) == (0, None)
    assert (nobody.answered, nobody.mean, len(nobody.owns)) == (1, Fraction(4), 44)


def test_heat_is_weighted_and_says_where_nobody_answered() -> None:
    instrument = bundled(LIBRARY, "permenpanrb-8-2026")
    by_aspect = {
        aspect.id: [one for one in instrument.indicators if one.aspect == aspect.id]
        for aspect in instrument.aspects
    }
    aspect, uneven = next(
        (aspect, found) for aspect, found in by_aspect.items() if len({i.weight for i in found}) > 1
    )
    ids, weights = [one.id for one in uneven], [one.weight for one in uneven]
    levels = {one: 1 + n % 4 for n, one in enumerate(ids)}
    opds = {"a": {"owns": ids, "answers": levels}, "b": {"owns": [instrument.indicators[-1].id]}}
    warmth = heat(case_of(instrument, {}, year=2026, opds=opds))
    total = sum((w * levels[i] for w, i in zip(weights, ids, strict=True)), Fraction(0))
    assert warmth["a", aspect] == (total / sum(weights), True)
    assert warmth["b", instrument.indicators[-1].aspect] == (Fraction(1), False)


def test_a_heat_nobody_answered_stands_in_brackets(spbe: Spbe, tmp_path: Path) -> None:
    text = assessment({}, draft="true", opds="{a: {owns: [1], answers: {}}}")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    run = spbe("score", "--by", "opd", tmp_path / "a.yaml", "--lang", "id")
    assert "(1,00): belum ada yang menjawab" in run.out
    assert "(1,00)" in next(line for line in run.out.splitlines()[::-1] if line.startswith(" a "))
