"""Scenarios: levels from files in place of answers, one or several side by side."""

import csv
import io
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.cli import main
from spbe_cli.core import scenario
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import CallError, Code, ContentError
from spbe_cli.core.scenario import Scenario, levels_under, misfits
from spbe_cli.reading.library import Library
from spbe_cli.reading.scenarios import Listed, read_scenarios, spots_of
from tests import oracle
from tests.conftest import INSTRUMENTS, ROOT, Run, all_at, assessment, bundled, process

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]

KEMENKO = ROOT / "examples/kemenko-perekonomian/2021.yaml"
BLITAR = ROOT / "examples/blitar/2021.yaml"
TWO = "scenarios:\n  hemat: {11: 4}\n  penuh: {11-20: 5, 12: 3}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file into the current folder, and give its name."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str) -> Path:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
        return Path(name)

    return write


def results(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run.out)["results"]
    return found


def codes(run: Run) -> list[str]:
    return re.findall(r"^(\S+:\d+:\d+: error SPBE\d+)", run.err, re.MULTILINE)


def read(*paths: Path) -> tuple[Listed, ...]:
    return read_scenarios(spots_of(map(str, paths)))


# What a scenario does


def by_hand(levels: Mapping[str, str], order: list[str]) -> dict[str, Fraction]:
    """Read ids and ranges again, without the code that is tested."""
    found: dict[str, Fraction] = {}
    for key, level in levels.items():
        cuts = [(key[:n], key[n + 1 :]) for n, letter in enumerate(key) if letter == "-"]
        [(first, last)] = (
            [(key, key)]
            if key in order
            else [cut for cut in cuts if cut[0] in order and cut[1] in order][:1]
        )
        for one in order[order.index(first) : order.index(last) + 1]:
            found[one] = Fraction(level)
    return found


@pytest.mark.parametrize("name", INSTRUMENTS)
@given(data=st.data())
def test_a_scenario_gives_what_the_formula_gives_with_its_levels(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, library: Library
) -> None:
    """Under each regulation, with ranges that overlap, against the formula written out again."""
    instrument = bundled(library, name)
    order = [one.id for one in instrument.indicators]
    lowest, highest = int(instrument.levels.lowest), int(instrument.levels.highest)
    level = st.integers(lowest, highest).map(str)
    where = st.tuples(st.sampled_from(order), st.sampled_from(order)).map(
        lambda ends: "-".join(sorted(set(ends), key=order.index))
    )
    answers = data.draw(st.lists(level, min_size=len(order), max_size=len(order)))
    drawn = data.draw(st.dictionaries(where, level, min_size=1, max_size=6))
    folder = tmp_path_factory.mktemp("scenario")
    path = folder / "a.yaml"
    path.write_text("".join(f"{key}: {value}\n" for key, value in drawn.items()))
    [filed] = read(path)
    assert filed.misfits(instrument) == ()
    expected = by_hand(drawn, order)
    assert dict(filed.levels(instrument)) == expected

    written = folder / "b.yaml"
    year = instrument.years.first
    base = dict(zip(order, answers, strict=True))
    written.write_text(assessment(base, instrument=name, year=year, stage="self"))
    call = ("score", "--quiet", "--set", f"@{path}", "--format", "json", "-o")
    assert main([*call, str(folder / "a.json"), str(written)]) == 0
    [result] = json.loads((folder / "a.json").read_text())["results"]
    yaml = oracle.read(ROOT / f"indicators/{name}.yaml")
    levels = {key: Fraction(value) for key, value in base.items()} | expected
    index, _ = oracle.expected(yaml, levels)
    assert Fraction(result["index_exact"]) == index


def test_a_file_with_one_scenario_works_like_the_same_settings(spbe: Spbe, place: Write) -> None:
    place("hemat.yaml", "21-31: 3\n25: 2\n11: 4\n")
    plain = ("--set", "21-31=3", "--set", "25=2", "--set", "11=4", KEMENKO)
    filed = ("--set", "@hemat.yaml", KEMENKO)
    for options in ((), ("--by", "indicator"), ("--by", "opd"), ("--format", "markdown")):
        theirs, ours = spbe("score", *options, *plain), spbe("score", *options, *filed)
        assert 'WHAT IF "hemat", not the assessment: 11: 2 -> 4' in ours.out.replace("\\", "")
        assert ours.out.replace('IF "hemat",', "IF,") == theirs.out
    assert spbe("score", *plain, KEMENKO, BLITAR).out == spbe("score", *filed, BLITAR).out
    [same], [one] = (results(spbe("score", "--format", "json", *call)) for call in (plain, filed))
    assert one.pop("scenario") == "hemat"
    assert one == same
    assert one["what_if"]["25"] == "2"


def test_without_scenarios_nothing_is_added(spbe: Spbe) -> None:
    for options in ((), ("--set", "1=5")):
        [result] = results(spbe("score", "--format", "json", *options, KEMENKO))
        assert "scenario" not in result
        assert "scenario" not in spbe("score", "--format", "csv", *options, KEMENKO).out


def test_scenarios_stand_side_by_side_after_what_is_now(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    place("audit.yaml", "29-31: 3\n")
    call = ("score", "--set", "@two.yaml", "--set", "@audit.yaml")
    now, hemat, penuh, audit = results(spbe(*call, "--format", "json", KEMENKO))
    found = [one["scenario"] for one in (now, hemat, penuh, audit)]
    assert found == [None, "hemat", "penuh", "audit"]
    [alone] = results(spbe("score", "--format", "json", KEMENKO))
    assert {key: value for key, value in now.items() if key != "scenario"} == alone
    assert hemat["what_if"] == {"11": "4"}
    assert penuh["what_if"]["12"] == "3"
    assert len(penuh["what_if"]) == 10
    for one, settings in ((hemat, ["11=4"]), (penuh, ["11-20=5", "12=3"]), (audit, ["29-31=3"])):
        options = [part for setting in settings for part in ("--set", setting)]
        [same] = results(spbe("score", *options, "--format", "json", KEMENKO))
        assert {key: value for key, value in one.items() if key != "scenario"} == same


def test_a_common_setting_holds_in_every_scenario_but_for_its_own(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    call = ("score", "--set", "@two.yaml", "--set", "11=1", "--set", "1=5", "--format", "json")
    now, hemat, penuh = results(spbe(*call, KEMENKO))
    assert now["what_if"] == {}
    assert now["index_exact"] == "2.9475"
    assert hemat["what_if"] == {"11": "4", "1": "5"}
    assert penuh["what_if"]["11"] == "5"
    assert penuh["what_if"]["1"] == "5"


def test_a_csv_has_a_column_of_scenarios(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    for by in (None, "domain", "indicator", "opd"):
        options = ("--by", by) if by else ()
        run = spbe("score", "--set", "@two.yaml", "--format", "csv", *options, KEMENKO, BLITAR)
        rows = list(csv.DictReader(io.StringIO(run.out)))
        found = list(dict.fromkeys((row["file"], row["scenario"]) for row in rows))
        assert found == [
            (path.as_posix(), name) for path in (KEMENKO, BLITAR) for name in ("", "hemat", "penuh")
        ]
    one = place("one.yaml", "11: 4\n")
    run = spbe("score", "--set", f"@{one}", "--format", "csv", KEMENKO)
    [row] = csv.DictReader(io.StringIO(run.out))
    assert (row["scenario"], row["index_exact"]) == ("one", "2.9975")


# The page of one file


def page(run: Run) -> tuple[list[str], list[str]]:
    """Cut a page into the lines of its first table and those below it."""
    assert run.code == 0, run.err
    above, _, below = run.out.partition("\nLevels that differ\n")
    return above.splitlines(), below.splitlines()


def test_the_page_says_what_each_scenario_makes_of_the_index(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    above, below = page(spbe("score", "--set", "@two.yaml", KEMENKO))
    assert above[2] == "WHAT IF, not the assessment: 2 scenarios side by side"
    rows = [line.split() for line in above[6:]]
    assert rows[0] == ["as", "it", "is", "now", "2.95", "Baik", "2.9475"]
    assert rows[1] == ["hemat", "3.00", "Baik", "2.9975", "+0.0500"]
    assert rows[2] == ["penuh", "3.40", "Baik", "3.3975", "+0.4500"]
    assert below[0].split() == ["Indicator", "Now", "hemat", "penuh"]
    assert [line.split()[0] for line in below[2:11]] == [
        *("11", "12", "14", "15", "16", "17", "18", "19", "20")
    ]
    assert below[2].split()[-3:] == ["2", "4", "5"]
    assert below[3].split()[-2:] == ["2", "3"]
    assert "Empty: as it is now." in below[11]


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 12, 30, 60])
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("length", [1, 5, 17, 60])
def test_any_number_of_scenarios_reads_at_80_columns(
    count: int,
    language: str,
    length: int,
    spbe: Spbe,
    place: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every name and every level is there, whole, in a column that its head leads to."""
    monkeypatch.setenv("COLUMNS", "80")
    names = [
        f"{chr(97 + n // 10)}{n % 10}".ljust(length, "x")[: max(length, 2)] for n in range(count)
    ]
    text = "".join(f"  {name}: {{{n % 46 + 1}: 5, 47: 1}}\n" for n, name in enumerate(names))
    place("many.yaml", f"scenarios:\n{text}")
    place("a.yaml", assessment({str(n): 2 for n in range(1, 48)}))
    run = spbe("score", "--set", "@many.yaml", "--lang", language, "a.yaml")
    assert max(map(len, run.out.splitlines())) <= 80
    assert all(name[:17] in run.out for name in names)
    assert "..." not in run.out
    title = {"en": "Levels that differ", "id": "Tingkat yang berbeda"}[language]
    tables = [part for part in run.out.split(title)[1].split("\n\n") if "─" in part]
    found: dict[str, set[tuple[str, str]]] = {}
    for table in tables:
        head, _, *lines = [line for line in table.splitlines() if line]
        for head_ in re.finditer(r"\S+", head):
            for line in lines:
                cell = line[: head_.end()].split(" ")[-1] if len(line) >= head_.end() else ""
                if cell.isdecimal() and re.match(r" \d+ ", line):
                    found.setdefault(head_[0], set()).add((line.split()[0], cell))
    sides = list(found.items())[1:]  # the first is what is now
    assert len(sides) == count
    is_lettered = names[0] not in found
    for place_, (name, levels) in enumerate(sides):
        if is_lettered:
            assert re.search(rf"^ {name} +{names[place_][:10]}", run.out, re.MULTILINE)
        else:
            assert name == names[place_]
        assert levels == {(str(place_ % 46 + 1), "5"), ("47", "1")}


def test_names_head_the_columns_where_nothing_limits_the_width(spbe: Spbe, place: Write) -> None:
    names = [f"a-scenario-with-the-number-{n:02}" for n in range(30)]
    text = "".join(f"  {name}: {{{n + 1}: 5}}\n" for n, name in enumerate(names))
    place("many.yaml", f"scenarios:\n{text}")
    place("a.yaml", assessment({str(n): 2 for n in range(1, 48)}))
    for format_ in ("table", "markdown"):
        run = spbe("score", "--set", "@many.yaml", "--format", format_, "a.yaml")
        assert len(re.findall("Indicator", run.out)) == 1
        assert all(run.out.replace("\\", "").count(name) == 2 for name in names)


def test_markdown_is_the_same_on_any_screen(
    spbe: Spbe, place: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    place("two.yaml", TWO.replace("hemat", "hemat-dan-cermat-selama-setahun-penuh"))
    call = ("score", "--set", "@two.yaml", "--format", "markdown", KEMENKO)
    wide = spbe(*call).out
    monkeypatch.setenv("COLUMNS", "80")
    assert spbe(*call).out == wide
    assert "| 11 SPBE architecture | 2 | 4 | 5 |" in wide


def test_what_is_unanswered_now_is_in_brackets(spbe: Spbe, place: Write) -> None:
    levels: dict[str, object] = {str(n): 3 for n in range(1, 47)}
    place("a.yaml", assessment(levels, draft="true"))
    place("b.yaml", "scenarios: {satu: {47: 1}, dua: {47: 4}}")
    _, below = page(spbe("score", "--set", "@b.yaml", "a.yaml"))
    assert below[2].split()[-3:] == ["(1)", "1", "4"]
    assert "46 of 47 indicators answered." in below
    assert any(line.startswith("Unanswered, counted at level 1: 47.") for line in below)


def test_a_scenario_may_answer_what_is_an_error_now(spbe: Spbe, place: Write) -> None:
    levels: dict[str, object] = {str(n): 3 for n in range(1, 47)}
    path = place("a.yaml", assessment(levels, draft="true"))
    place("b.yaml", "scenarios: {satu: {46: 4}, dua: {47: 3}}")
    call = ("score", "--missing", "error", "--set", "@b.yaml")
    run = spbe(*call, path)
    assert run.code == 1
    rows = [line.split() for line in run.out.splitlines()[6:9]]
    assert rows == [
        ["as", "it", "is", "now", "-", "1", "error"],
        ["satu", "-", "1", "error"],
        ["dua", "3.00", "Baik", "3"],  # no change: there is no index it could have changed
    ]
    assert "satu" not in run.out.partition("Levels that differ")[2]
    several = spbe(*call, path, KEMENKO)
    assert re.search(r"dua +3\.00\* +Baik", several.out)


def test_announced_figures_do_not_change(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    run = spbe("score", "--set", "@two.yaml", BLITAR)
    assert run.code == 0
    assert "no answers to change: what-if left it as it is" in run.out
    assert run.out.count("2.76") == 6
    assert "+0" not in run.out
    assert "Levels that differ" not in run.out


def test_scenarios_that_change_nothing_say_so(spbe: Spbe, place: Write) -> None:
    place("a.yaml", assessment({str(n): 3 for n in range(1, 48)}))
    place("b.yaml", "scenarios: {satu: {1: 3}, dua: {2-3: 3}}")
    run = spbe("score", "--set", "@b.yaml", "a.yaml")
    assert run.out.count("0.0000") == 2
    assert "Levels that differ" not in run.out


def test_the_two_sides_of_a_bound_are_told_of_each_scenario(spbe: Spbe, place: Write) -> None:
    """A scenario that is shown at a bound but lies below it says so by its name."""
    levels = {str(n): 3 for n in range(1, 48)} | {str(n): 4 for n in range(32, 48)}
    levels |= dict.fromkeys(("1", "2", "21", "22"), 4)
    path = place("a.yaml", assessment(levels))
    place("b.yaml", "scenarios: {turun: {3: 2}, naik: {3: 4}}")
    for paths in ((path,), (path, KEMENKO)):
        out = " ".join(spbe("score", "--set", "@b.yaml", *paths).out.split())
        assert re.search(r"turun: Note: taken on the rounded index 3\.50 it would be", out)
        assert not re.search(r"naik: Note", out)


def test_an_instrument_with_endless_decimals_and_one_with_fine_levels(
    spbe: Spbe, place: Write, library: Library
) -> None:
    old, new = (bundled(library, name) for name in (INSTRUMENTS[0], INSTRUMENTS[2]))
    place("old.yaml", assessment(all_at(1, old), year=2018, instrument=INSTRUMENTS[0]))
    place("new.yaml", assessment(all_at("2.50", new), year=2026, instrument=INSTRUMENTS[2]))
    place("a.yaml", "scenarios: {nol: {35-1: 0}, lima: {34-35-2: 5}}")
    out = spbe("score", "--set", "@a.yaml", "old.yaml").out
    assert re.search(r"nol +0\.97 +Kurang +≈ 0\.9667 \(29/30\) +-0\.0333", out)
    assert re.search(r"lima +1\.40 +Kurang +1\.4 +\+0\.4000", out)
    place("b.yaml", "scenarios: {sedikit: {1: 2.51}, banyak: {1-2: 4.25}}")
    out = spbe("score", "--set", "@b.yaml", "--lang", "id", "new.yaml").out
    first = new.indicators[0].weight
    change = f"{float(first / 100 / 100):+.4f}".replace(".", ",")
    assert re.search(rf"sedikit +2,50 +Baik +2,50\d+ +{re.escape(change)}", out)
    assert re.search(r"1 \S.* 2,50 +2,51 +4,25", out)


def test_colours_add_nothing(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    call = ("score", "--set", "@two.yaml", KEMENKO)
    plain, coloured = spbe(*call).out, spbe(*call, "--color", "always").out
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()


def test_a_terminal_without_unicode_can_show_it(place: Write) -> None:
    place("two.yaml", TWO)
    run = process(
        *("score", "--set", "@two.yaml", KEMENKO),
        env={"PYTHONIOENCODING": "ascii"},
        cwd=Path.cwd(),
    )
    assert run.returncode == 0
    assert b"penuh" in run.stdout.decode("ascii").encode()


# Several files


def test_rows_are_files_times_scenarios(
    spbe: Spbe, place: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    place("two.yaml", TWO)
    place("draft.yaml", assessment({"1": 3}, draft="true"))
    run = spbe("score", "--set", "@two.yaml", KEMENKO, "draft.yaml", BLITAR)
    assert run.code == 0
    head, _, *rows = run.out.splitlines()
    assert head.split() == [
        *("Institution", "Year", "Stage", "Scenario", "Index", "Change", "Category", "File")
    ]
    assert [re.split(r" {2,}", row.strip()) for row in rows[1:3]] == [
        ["hemat", "3.00*", "+0.0500", "Baik"],
        ["penuh", "3.40*", "+0.4500", "Baik"],
    ]
    assert sum(row.count("as it is now") for row in rows) == 3
    assert "* What if, not the assessment" in run.out
    assert "3 files: 3 with an index, 0 without." in run.err
    assert (
        "\nas it is now: Categories: Baik 2, Kurang 1. Median of PermenPANRB 59/2020: 2.76 (3)."
        in run.err
    )
    assert "\nhemat: Categories: Baik 2, Kurang 1. Median" in run.err
    monkeypatch.setenv("COLUMNS", "80")
    narrow = spbe("score", "--set", "@two.yaml", "--lang", "id", KEMENKO, "draft.yaml", BLITAR)
    assert max(map(len, narrow.out.splitlines())) <= 80
    assert narrow.out.count("sekarang") == 3


def test_one_scenario_of_several_files_is_marked_as_settings_are(spbe: Spbe, place: Write) -> None:
    place("one.yaml", "11: 4\n")
    run = spbe("score", "--set", "@one.yaml", KEMENKO, BLITAR)
    same = spbe("score", "--set", "11=4", KEMENKO, BLITAR)
    assert (run.out, run.err) == (same.out, same.err)
    assert "3.00*" in run.out


def said(stderr: bytes) -> list[bytes]:
    """Give what the command says; where coverage is measured, its processes speak as well."""
    lines = stderr.splitlines()
    return [line for line in lines if b"CoverageWarning" not in line and b"warn(" not in line]


def test_many_files_on_two_cores_give_the_same(tmp_path: Path, place: Write) -> None:
    place("two.yaml", TWO)
    for n in range(70):
        levels = {str(k): 1 + (n + k) % 5 for k in range(1, 48)}
        place(f"many/{n}.yaml", assessment(levels, institution=f"Kabupaten {n}"))
    place("many/old.yaml", assessment({"1": 0}, year=2018, instrument=INSTRUMENTS[0], draft="true"))
    for format_ in ("table", "json", "csv", "markdown"):
        call = ("score", "--set", "@two.yaml", "--set", "1=5", "--set", "@three.yaml", "many")
        place("three.yaml", "tiga: 3\n" if format_ == "csv" else "47: 4\n")
        options = ("--format", format_, "--min-index", "3", "--jobs")
        one, two = (process(*call, *options, jobs, cwd=tmp_path) for jobs in ("1", "2"))
        assert (one.returncode, one.stdout, said(one.stderr)) == (1, two.stdout, said(two.stderr))
        assert said(one.stderr)
    found = process(*call, "--format", "json", "--jobs", "2", cwd=tmp_path)
    assert len(json.loads(found.stdout)["results"]) == 71 * 4


def test_what_travels_to_other_processes_is_whole(place: Write, i2020: Instrument) -> None:
    filed = read(place("two.yaml", "scenarios:\n  a: {11: 4}\n  b: {99: 4}\n"))
    for one in pickle.loads(pickle.dumps(filed)):
        [mine] = [same for same in filed if same.scenario == one.scenario]
        assert one.misfits(i2020) == mine.misfits(i2020)
    assert pickle.loads(pickle.dumps(filed))[1].misfits(i2020)[0].place.line == 3


# Gates, depth, output


def test_gates_judge_every_scenario_and_name_it(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    run = spbe("score", "--set", "@two.yaml", "--min-index", "2.99", "--lang", "en", KEMENKO)
    assert run.code == 1
    path = KEMENKO.as_posix()
    assert run.err.splitlines() == [
        f"Gate failed: {path}: index 2.9475 (shown as 2.95) is below 2.99.",
        f"Gate met: {path}, scenario hemat: index 2.9975 (shown as 3.00) is at least 2.99.",
        f"Gate met: {path}, scenario penuh: index 3.3975 (shown as 3.40) is at least 2.99.",
    ]
    assert spbe("score", "--set", "@two.yaml", "--min-category", "baik", KEMENKO).code == 0
    call = ("score", "--set", "@two.yaml", "--min-index", "2.99", "--format", "json")
    found = results(spbe(*call, KEMENKO))
    assert [one["gates"][0]["passed"] for one in found] == [False, True, True]
    place("one.yaml", "11: 4\n")
    run = spbe("score", "--set", "@one.yaml", "--min-index", "2.99", "--lang", "id", KEMENKO)
    assert run.code == 0
    assert f"{path}, skenario one: indeks 2,9975" in run.err


def test_depth_is_for_one_scenario_at_a_time(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    for format_ in ("table", "markdown"):
        call = ("score", "--set", "@two.yaml", "--format", format_, KEMENKO)
        plain, deep = spbe(*call), spbe(*call, "--by", "indicator")
        assert deep.out == plain.out
        assert "--by indicator is for one scenario at a time" in deep.err
        several = spbe(*call, BLITAR, "--by", "indicator")
        assert "--by indicator is for one file at a time" in several.err
    run = spbe("score", "--set", "@two.yaml", "--format", "csv", "--by", "indicator", KEMENKO)
    assert run.err == ""
    assert len(run.out.splitlines()) == 1 + 3 * 47


def test_the_result_never_takes_the_place_of_a_scenario(spbe: Spbe, place: Write) -> None:
    path = place("two.yaml", TWO)
    run = spbe("score", "--set", "@two.yaml", "-o", "two.yaml", KEMENKO)
    assert run.code == 2
    assert "is a YAML file, and what is written there is none" in run.err
    assert path.read_text() == TWO


# What is wrong with a file


WRONG: Mapping[str, tuple[str, list[str]]] = {
    "empty": ("", ["1:1 SPBE011"]),
    "comment": ("# nothing yet\n", ["1:1 SPBE011"]),
    "braces": ("{}", ["1:1 SPBE011"]),
    "no-scenarios": ("scenarios:\n", ["1:11 SPBE102"]),
    "none-in-braces": ("scenarios: {}\n", ["1:12 SPBE102"]),
    "empty-scenario": ("scenarios:\n  a: {1: 2}\n  b:\n", ["3:5 SPBE102"]),
    "empty-braces": ("scenarios: {a: {}}\n", ["1:16 SPBE102"]),
    "nameless": ("scenarios: {'': {1: 2}, ' ': {1: 2}}\n", ["1:13 SPBE102", "1:25 SPBE102"]),
    "both": ("scenarios: {a: {1: 2}}\n11: 3\n12: 3\n", ["2:1 SPBE101", "3:1 SPBE101"]),
    "not-below": ("hemat: {11: 4}\n", ["1:8 SPBE103"]),
    "misspelt": ("scenario: {a: {11: 4}}\n", ["1:11 SPBE103"]),
    "list": ("- 11\n", ["1:1 SPBE103"]),
    "text": ("eleven\n", ["1:1 SPBE103"]),
    "list-of-scenarios": ("scenarios: [{11: 4}]\n", ["1:12 SPBE103"]),
    "too-deep": ("scenarios: {a: {11: {level: 4}}}\n", ["1:21 SPBE103"]),
    "levels": (
        "1: '4'\n2: yes\n3: 2,5\n4: 010\n5:\n6: [3]\n7: three\n8: true\n",
        [
            *("1:4 SPBE012", "2:4 SPBE012", "3:4 SPBE012", "4:4 SPBE012", "5:3 SPBE102"),
            *("6:4 SPBE103", "7:4 SPBE103", "8:4 SPBE012"),
        ],
    ),
    "flow": ("{1: 2,5}\n", ["1:7 SPBE009"]),
    "twice": ("11: 3\n11: 4\n", ["2:1 SPBE006"]),
    "name-twice": ("scenarios:\n  a: {1: 2}\n  a: {1: 3}\n", ["3:3 SPBE006"]),
    "tab": ("scenarios:\n\ta: {1: 2}\n", ["2:1 SPBE004"]),
    "tag": ("1: !!int 3\n", ["1:4 SPBE008"]),
    "two-documents": ("1: 3\n---\n2: 3\n", ["2:1 SPBE005"]),
    "control": ("1: 3\n2: \x07\n", ["2:4 SPBE010"]),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("language", ["en", "id"])
def test_nothing_is_scored_with_a_file_that_cannot_be_read_as_scenarios(
    text: str, expected: list[str], language: str, spbe: Spbe, place: Write
) -> None:
    place("x.yaml", text)
    for options in ((), ("--format", "json"), ("--quiet", "--set", "1=3")):
        run = spbe("score", "--set", "@x.yaml", "--lang", language, *options, KEMENKO, BLITAR)
        assert (run.code, run.out) == (1, "")
        found = [one.split(" error ") for one in codes(run)]
        assert [f"{where[7:-1]} {code}" for where, code in found] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (assessment({"1": 2}), "an assessment"),
        ("opd: kominfo\nanswers: {1: 2}\n", "an OPD file"),
        ((ROOT / "tests/instruments/two-layers.yaml").read_text("utf-8"), "an instrument"),
    ],
)
def test_a_file_of_another_kind_is_told_once(
    text: str, kind: str, spbe: Spbe, place: Write
) -> None:
    place("x.yaml", text)
    run = spbe("score", "--set", "@x.yaml", KEMENKO)
    assert (run.code, run.out, len(codes(run))) == (1, "", 1)
    assert f"error SPBE111 this is {kind}, not a scenario file" in run.err
    indonesian = spbe("score", "--set", "@x.yaml", "--lang", "id", KEMENKO)
    assert "bukan berkas skenario" in indonesian.err


def test_bytes_that_are_no_text_are_a_problem(spbe: Spbe, place: Write) -> None:
    path = place("x.yaml", "")
    path.write_bytes(b"11: 3 # caf\xe9\n")
    run = spbe("score", "--set", "@x.yaml", KEMENKO)
    assert (run.code, run.out) == (1, "")
    assert codes(run) == ["x.yaml:1:12: error SPBE002"]


def test_what_is_wrong_in_several_files_is_said_at_once(spbe: Spbe, place: Write) -> None:
    place("a.yaml", "11: '4'\n")
    place("b.yaml", "11: 4\n")
    place("c.yaml", "scenarios:\n")
    run = spbe("score", *(o for n in "abc" for o in ("--set", f"@{n}.yaml")), KEMENKO)
    assert codes(run) == ["a.yaml:1:5: error SPBE012", "c.yaml:1:11: error SPBE102"]


def test_hints_say_how_several_scenarios_are_written(spbe: Spbe, place: Write) -> None:
    place("x.yaml", "hemat: {11: 4}\n")
    assert "below the key `scenarios`" in spbe("score", "--set", "@x.yaml", KEMENKO).err
    place("x.yaml", "scenarios: {a: {1: 2}}\n11: 3\n")
    run = spbe("score", "--set", "@x.yaml", KEMENKO)
    assert 'error SPBE101 "11" stands beside "scenarios"' in run.err
    assert "answers" not in run.err


def test_a_file_holds_so_many_scenarios_and_no_more(
    spbe: Spbe, place: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"  s{n}: {{1: 3}}\n" for n in range(scenario.MOST_SCENARIOS + 1)]
    place("x.yaml", "scenarios:\n" + "".join(names[:-1]))
    run = spbe("score", "--set", "@x.yaml", "--format", "csv", KEMENKO)
    assert len(run.out.splitlines()) == scenario.MOST_SCENARIOS + 2
    place("x.yaml", "scenarios:\n" + "".join(names))
    run = spbe("score", "--set", "@x.yaml", KEMENKO)
    assert codes(run) == ["x.yaml:102:3: error SPBE007"]
    assert "more than 100 scenarios" in run.err


# What does not fit an instrument


def test_what_an_instrument_does_not_have_leaves_no_index(spbe: Spbe, place: Write) -> None:
    place("x.yaml", "11: 6\n99: 3\n12: 2.5\n21-99: 3\nI07: 2\n13: 4\n")
    run = spbe("score", "--set", "@x.yaml", KEMENKO)
    assert run.code == 1
    assert "no index: 5 errors" in run.out
    assert "3.0" not in run.out
    assert codes(run) == [
        "x.yaml:1:5: error SPBE104",
        "x.yaml:2:1: error SPBE105",
        "x.yaml:3:5: error SPBE104",
        "x.yaml:4:1: error SPBE105",
        "x.yaml:5:1: error SPBE105",
    ]
    assert "6 is outside the levels 1 to 5 of PermenPANRB 59/2020" in run.err
    assert "those of PermenPANRB 59/2020 go in steps of 1" in run.err
    assert 'did you mean "7"?' in run.err
    [result] = results(spbe("score", "--set", "@x.yaml", "--format", "json", KEMENKO))
    assert (result["index"], result["scenario"], result["what_if"]) == (None, "x", {})
    assert [one["file"] for one in result["problems"]] == ["x.yaml"] * 5
    assert result["problems"][0]["path"] == "11"


def test_other_scenarios_and_assessments_go_on(spbe: Spbe, place: Write, library: Library) -> None:
    old = bundled(library, INSTRUMENTS[0])
    place("old.yaml", assessment(all_at(1, old), year=2018, instrument=INSTRUMENTS[0]))
    place("x.yaml", "scenarios:\n  nol: {1: 0}\n  akhir: {47: 4}\n  sama: {2: 4}\n")
    run = spbe("score", "--set", "@x.yaml", "--format", "json", "old.yaml", KEMENKO)
    assert run.code == 1
    found = {(one["file"], one["scenario"]): one for one in results(run)}
    names = (None, "nol", "akhir", "sama")
    assert [found["old.yaml", name]["index"] is None for name in names] == [
        *(False, False, True, False)
    ]
    ministry = KEMENKO.as_posix()
    assert [found[ministry, name]["index"] is None for name in names] == [
        *(False, True, False, False)
    ]
    [problem] = found["old.yaml", "akhir"]["problems"]
    assert (problem["code"], problem["line"], problem["column"]) == ("SPBE105", 3, 11)
    assert "PermenPANRB 5/2018" in problem["message"]
    assert problem["path"] == "scenarios.akhir.47"
    [problem] = [one for one in found[ministry, "nol"]["problems"] if one["file"] == "x.yaml"]
    assert problem["code"] == "SPBE104"
    assert "PermenPANRB 59/2020" in problem["message"]
    table = spbe("score", "--set", "@x.yaml", "old.yaml", KEMENKO)
    assert table.code == 1
    assert len(codes(table)) == 2
    assert "2 files: 2 with an index, 0 without." in table.err


def test_a_file_with_errors_has_no_index_in_any_scenario(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    place("a.yaml", assessment({"1": 9, "11": 3}))
    place("b.yaml", "institution: X\nyear: 2024\ninstrument: nowhere\nstage: self\n")
    for name in ("a.yaml", "b.yaml"):
        run = spbe("score", "--set", "@two.yaml", "--format", "json", name)
        assert run.code == 1
        assert [(one["scenario"], one["index"]) for one in results(run)] == [
            *((None, None), ("hemat", None), ("penuh", None))
        ]
        assert spbe("score", "--set", "@two.yaml", name).out.count("error") == 3


def test_endless_misfits_are_cut(place: Write, i2020: Instrument) -> None:
    many = Scenario("x", {f"x{n}": 1 for n in range(scenario.MOST_MISFITS + 5)})
    found = list(misfits(many, i2020))
    assert len(found) == scenario.MOST_MISFITS + 1
    assert found[-1].code is Code.BUDGET
    whole = Scenario("x", dict(list(many.levels.items())[: scenario.MOST_MISFITS]))
    assert len(list(misfits(whole, i2020))) == scenario.MOST_MISFITS
    assert levels_under(Scenario("x", {"46-47": 2, "47": 3}), i2020) == {"46": 2, "47": 3}


# Calls


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (["nope.yaml"], "nope.yaml: no such file or folder"),
        ([""], "an empty path"),
        (["folder"], "folder is a folder; --set @FILE takes a file of scenarios"),
        (["."], ". is a folder"),
        (["two.yaml", "two.yaml"], 'two scenarios are called "hemat": in two.yaml and in two.yaml'),
        (["two.yaml", "hemat.yaml"], 'two scenarios are called "hemat"'),
    ],
)
def test_a_wrong_call_says_why(
    named: list[str], said: str, spbe: Spbe, place: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    place("two.yaml", TWO)
    place("hemat.yaml", "1: 2\n")
    place("folder/a.yaml", "1: 2\n")
    run = spbe("score", *(o for name in named for o in ("--set", f"@{name}")), KEMENKO)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_a_wrong_call_comes_before_a_wrong_file(spbe: Spbe, place: Write) -> None:
    place("x.yaml", "scenarios:\n")
    run = spbe("score", "--set", "@x.yaml", "nowhere.yaml")
    assert run.code == 2
    run = spbe("score", "--set", "@x.yaml", "--set", "@nope.yaml", KEMENKO)
    assert run.code == 2


def test_a_wrong_setting_beside_a_scenario_is_a_wrong_call(spbe: Spbe, place: Write) -> None:
    place("two.yaml", TWO)
    run = spbe("score", "--set", "@two.yaml", "--set", "48=3", KEMENKO)
    assert (run.code, run.out) == (2, "")
    assert 'unknown indicator "48"' in run.err


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_file_that_cannot_be_read_is_a_wrong_call(place: Write) -> None:
    path = place("x.yaml", "1: 2\n")
    path.chmod(0)
    try:
        path.read_bytes()
    except OSError:
        with pytest.raises(CallError):
            read(path)
    place("nothing", "")
    missing = Path("nothing/x.yaml")
    with pytest.raises(CallError):
        read(missing)


def test_scenarios_come_through_standard_input(place: Write) -> None:
    run = process("score", "--set", "@-", "--format", "json", KEMENKO, stdin=b"11: 4\n")
    [result] = json.loads(run.stdout)["results"]
    assert (result["scenario"], result["what_if"]) == ("-", {"11": "4"})
    run = process("score", "--set", "@-", KEMENKO, stdin=b"11: x\n")
    assert run.returncode == 1
    assert run.stderr.startswith(b"-:1:5: error SPBE103")


def test_a_scenario_is_named_after_its_file(place: Write) -> None:
    for name, called in (("a.b.yaml", "a.b"), ("c", "c"), ("d/e.yml", "e"), (" .yaml", " .yaml")):
        [filed] = read(place(name, "1: 2\n"))
        assert filed.scenario.name == called
    with pytest.raises(ContentError):
        read(place("empty.yaml", ""))


def test_help_shows_the_forms(spbe: Spbe) -> None:
    for language in ("en", "id"):
        said = " ".join(
            re.sub(r"[│╭╮╰╯─]", " ", spbe("score", "-h", "--lang", language).out).split()
        )
        form = {"en": "INDICATOR=LEVEL|@FILE", "id": "INDIKATOR=TINGKAT|@BERKAS"}
        assert form[language] in said
        assert "11=4" in said
        assert "21-28=2" in said
        assert "--set @s" in said


def test_a_plain_score_loads_none_of_it() -> None:
    code = (
        "import sys; from spbe_cli.cli import main; main(['score', '--set', '1=5', sys.argv[1]]); "
        "print([name for name in sys.modules if 'scenario' in name])"
    )
    command = [sys.executable, "-c", code, str(KEMENKO)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.splitlines()[-1] == "[]"


# The schema


def test_the_schema_takes_what_is_read_and_refuses_what_is_not(spbe: Spbe) -> None:
    run = spbe("schema", "scenarios")
    assert (run.code, run.err) == (0, "")
    schema = json.loads(run.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for right in ({"11": 4, "21-28": 2}, {"scenarios": {"hemat": {"11": 4}}}, {"1": 2.5}):
        assert validator.is_valid(right)
    refused: list[object] = [
        {"11": "4"},
        {"hemat": {"11": 4}},
        {"scenarios": {}},
        {"scenarios": {"a": {}}},
        {"scenarios": {" ": {"1": 2}}},
        {"scenarios": {"a": {"1": None}}},
        [11],
    ]
    assert [one for one in refused if validator.is_valid(one)] == []
    indonesian = json.loads(spbe("schema", "scenarios", "--lang", "id").out)
    assert indonesian["title"] != schema["title"]
    assert spbe("schema", "scenarios", "--instrument", INSTRUMENTS[1]).code == 2
