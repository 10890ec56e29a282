"""`spbe audit` as a user sees it; the national results, each row found independently."""

import csv
import io
import json
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.render.look import Format
from tests.conftest import Run, all_at, assessment, process
from tests.oracle import shown
from tests.test_official_results import RESULTS, results

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
HEAD = "instansi;tahun;indeks;predikat;D2001;D2002;D2003;D2004\n"
GOOD = "Kab Baik;2024;2,76;Baik;;;;\n"
BAD = "Kab Salah;2024;2,76;Cukup;3,55;;;\n"


@pytest.fixture(autouse=True)
def _at_root(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(request.config.rootpath)


def listed(run: Run) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    found = json.loads(run.out)
    assert list(found) == ["schema", "results", "summary"]
    assert found["schema"] == "spbe.audit/1"
    return found["results"], found["summary"]


def national() -> dict[str, Any]:
    row = next(row for row in results() if "Boven" in row["institution"] and row["year"] == "2023")
    return dict(row)


BOUNDS = (("4.2", "Memuaskan"), ("3.5", "Sangat Baik"), ("2.6", "Baik"), ("1.8", "Cukup"))


def category(index: Fraction) -> str:
    return next((name for bound, name in BOUNDS if index >= Fraction(bound)), "Kurang")


@cache
def by_figure() -> list[dict[Fraction, list[Fraction]]]:
    """Give the exact values of each domain of 59/2020 by what they are shown as.

    Domains 1 and 2 have ten equal indicators, domain 3 eleven, domain 4 ten of 2.75 % and six of
    3 %; levels go from 0, which one official result has.
    """
    domains = [{Fraction(k, count) for k in range(5 * count + 1)} for count in (10, 10, 11)]
    domains.append(
        {(Fraction("2.75") * a + 3 * b) / Fraction("45.5") for a in range(51) for b in range(31)}
    )
    found: list[dict[Fraction, list[Fraction]]] = []
    for values in domains:
        figures: dict[Fraction, list[Fraction]] = {}
        for value in values:
            figures.setdefault(Fraction(shown(value)), []).append(value)
        found.append(figures)
    return found


def behind(row: dict[str, str]) -> set[Fraction]:
    """Give the exact indices behind a published row, by the weights of the domains alone."""
    first, second, third, fourth = (
        figures[Fraction(row[f"domain_{n}"])] for n, figures in enumerate(by_figure(), start=1)
    )
    found = {
        (13 * a + 25 * b + Fraction("16.5") * c + Fraction("45.5") * d) / 100
        for a in first
        for b in second
        for c in third
        for d in fourth
    }
    return {index for index in found if shown(index) == row["index"]}


def depending() -> dict[tuple[str, str], tuple[set[Fraction], str | None]]:
    """Give the rows whose category depends on the rule: what remains, which rule it shows."""
    found = {}
    for row in results():
        announced, shown_category = row["category"], category(Fraction(row["index"]))
        left = {index for index in behind(row) if announced in {category(index), shown_category}}
        if any(category(index) != shown_category for index in left):
            exact = any(category(index) == announced for index in left)
            rounded = shown_category == announced
            shows = None if exact and rounded else "exact" if exact else "rounded"
            found[row["year"], row["institution"]] = (left, shows)
    return found


def test_the_national_results_in_one_call(spbe: Spbe) -> None:
    run = spbe("audit", "--format", "json", RESULTS)
    assert (run.code, run.err) == (0, "")
    found, summary = listed(run)
    expected = depending()
    assert {
        (str(one["year"]), one["institution"]): (
            {Fraction(value) for value in one["remaining"]["values_exact"]},
            one["shows"],
        )
        for one in found
    } == expected
    by_name = {(year, name.split()[-1]): shows for (year, name), (_, shows) in expected.items()}
    assert by_name == {  # the first four are those the facts of this project name
        ("2023", "Digoel"): "rounded",
        ("2024", "Pacitan"): "exact",
        ("2024", "Luwu"): "exact",
        ("2024", "Barat"): "exact",
        ("2023", "Barat"): "rounded",
        ("2023", "Serang"): None,
        ("2024", "Negara"): None,
        ("2024", "Wonogiri"): None,
    }
    assert expected["2023", "Pemerintah Kabupaten Boven Digoel"][0] == {Fraction("1.7995")}
    assert expected["2024", "Pemerintah Kabupaten Pacitan"][0] == {Fraction("3.4985")}
    assert expected["2024", "Pemerintah Kabupaten Nias Barat"][0] == {Fraction("1.7975")}
    assert (summary["results"], summary["agrees"], summary["contradicts"]) == (1236, 1236, 0)
    assert (summary["depends_on_rule"], summary["certain"]) == (8, 5)
    assert [(y["year"], y["results"], y["depends_on_rule"]) for y in summary["years"]] == [
        (2023, 621, 3),
        (2024, 615, 5),
    ]


def test_all_lists_every_row_with_what_is_behind_it(spbe: Spbe) -> None:
    found, _ = listed(spbe("audit", "--all", "--format", "json", RESULTS))
    assert [one["institution"] for one in found] == [row["institution"] for row in results()]
    for one, row in list(zip(found, results(), strict=True))[::40]:
        assert {Fraction(value) for value in one["possible"]["values_exact"]} == behind(row)
        assert {group["verdict"] for group in one["groups"]} == {"agrees"}
        assert one["follows"]["verdict"] == "agrees"


def test_one_row_is_shown_in_full(spbe: Spbe, write: Write) -> None:
    row = national()
    cells = [row[key] for key in ("institution", "year", "index", "category")]
    cells += [row[f"domain_{n}"] for n in range(1, 5)]
    path = write("t.csv", HEAD + ";".join(cells) + "\n")
    run = spbe("audit", path)
    assert run.code == 0
    for said in (
        "Nothing contradicts the published figures.",
        "The category depends on the rule",
        "taken on the rounded index, as in 2023: Cukup",
        "stands for 1.795 to below 1.805; levels can give it",
        "1.7995: Kurang by the exact index, Cukup by the rounded one.",
        "Announced is Cukup: only the rounded index gives it.",
    ):
        assert said in run.out


def test_what_contradicts_fails_and_says_why(spbe: Spbe, write: Write) -> None:
    path = write("t.csv", HEAD + GOOD + BAD + "Kab Lain;2024;3,05;Baik;3,2;1,9;1,00;3,39\n")
    run = spbe("audit", path)
    assert run.code == 1
    assert "3 results: 1 agree, 2 contradict, 0 undecided, 0 not audited." in run.out
    assert "Category Cukup: taken on the exact index, as in 2024: Baik." in run.out
    assert (
        "1 Internal SPBE policy 3.55: no set of levels gives it; nearest: 3.5 and 3.6." in run.out
    )
    assert "levels leave 2.5985." in run.out
    assert "Kab Baik" not in run.out
    assert "Kab Baik" in spbe("audit", "--all", path).out
    for format_ in Format:
        assert spbe("audit", "--format", format_.value, path).code == 1


def test_a_rule_that_the_announced_category_breaks_is_a_contradiction(
    spbe: Spbe, write: Write
) -> None:
    row = national()
    cells = [row["institution"], "2024", row["index"], row["category"]]
    cells += [row[f"domain_{n}"] for n in range(1, 5)]
    run = spbe("audit", "--format", "json", write("t.csv", HEAD + ";".join(cells) + "\n"))
    assert run.code == 1
    [found], _ = listed(run)
    assert found["category"] == {
        "announced": "Cukup",
        "verdict": "contradicts",
        "basis": "exact",
        "by_rule": ["Kurang"],
    }
    assert (found["depends_on_rule"], found["shows"]) == (True, "rounded")


def test_what_cannot_be_read_stays_a_row_beside_its_problem(spbe: Spbe, write: Write) -> None:
    path = write("t.csv", HEAD + GOOD + "Kab X;2024;dua;Baik;;;;\n")
    run = spbe("audit", path)
    assert run.code == 1
    assert "Kab X" in run.out
    assert "1 error" in run.out
    assert f"{path}:3:12: error SPBE103" in run.err
    found, summary = listed(spbe("audit", "--format", "json", path))
    assert [one["verdict"] for one in found] == ["error"]
    assert (found[0]["index"], found[0]["parts"]) == (None, [])
    assert found[0]["problems"][0]["line"] == 3
    assert (summary["error"], summary["agrees"]) == (1, 1)
    torn = write("torn.csv", HEAD + GOOD + '"Kab X;2024\n')
    run = spbe("audit", torn)
    assert run.code == 1
    assert "SPBE003" in run.err


def test_columns_that_are_not_read_are_said(spbe: Spbe, write: Write) -> None:
    path = write("t.csv", "instansi;tahun;indeks;urut;nilai\nA;2024;2,76;1;2\n")
    assert f"{path}: columns that are not read: urut, nilai." in spbe("audit", path).err
    assert spbe("audit", "--quiet", path).err == ""


def test_files_folders_and_tables_together(spbe: Spbe, write: Write) -> None:
    path = write("t.csv", HEAD + BAD)
    run = spbe("audit", "--format", "json", "--all", "examples", path)
    assert run.code == 1
    found, summary = listed(run)
    assert summary["results"] == len(found) == 12
    assert summary["nothing"] == 4
    ministry = next(one for one in found if "kemenko" in one["file"])
    assert ministry["possible"]["values_exact"] == ["2.9475"]
    assert ministry["index"]["against"] == "answers"
    assert found[-1]["file"] == f"{path}:2"


def test_nothing_published_anywhere_is_a_wrong_call(
    spbe: Spbe, write: Write, i2020: Any, tmp_path: Path
) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020)))
    for paths in ([path], [path, write("b.yaml", assessment(all_at(2, i2020)))]):
        run = spbe("audit", *paths)
        assert (run.code, run.out) == (2, "")
        assert "no published figures in" in run.err
    bad = write("c.yaml", assessment(all_at(9, i2020)))
    run = spbe("audit", path, bad)
    assert run.code == 1
    assert "nothing published" in run.out
    (tmp_path / "empty").mkdir()
    run = spbe("audit", tmp_path / "empty")
    assert (run.code, run.out) == (2, "")
    assert "no assessment in" in run.err


def test_unanswered_indicators_hinder_no_audit(spbe: Spbe, write: Write, i2020: Any) -> None:
    levels = {**all_at(3, i2020), "1": ""}
    path = write("a.yaml", assessment(levels, published="{index: 2.99, category: Baik}"))
    run = spbe("audit", path)
    assert run.code == 0
    assert "SPBE201" not in run.err
    assert "the answers so far allow 2.974; 2.987; 3; 3.013; 3.026" in run.out


def test_csv_has_one_row_for_each_listed(spbe: Spbe, write: Write) -> None:
    path = write("t.csv", HEAD + GOOD + BAD + "=cmd();2024;2,60;Cukup;;;;\n")
    run = spbe("audit", "--format", "csv", "--all", path)
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [row["verdict"] for row in rows] == ["agrees", "contradicts", "agrees"]
    assert rows[0]["possible_count"] == "20"
    assert (rows[0]["possible_low_exact"], rows[0]["depends_on_rule"]) == ("2.755", "false")
    assert (rows[1]["possible_count"], rows[1]["errors"]) == ("0", "2")
    assert rows[2]["institution"] == "'=cmd()"
    assert (rows[2]["shows"], rows[2]["certain"]) == ("exact", "true")
    assert (rows[2]["category_exact"], rows[2]["category_rounded"]) == ("Cukup", "Baik")


@pytest.mark.parametrize("format_", list(Format))
def test_hostile_text_is_shown_and_not_obeyed(spbe: Spbe, write: Write, format_: Format) -> None:
    name = "\x1b[31m[red]x[/red] <b> | `a` ::error::x \u202e"
    path = write("t.csv", HEAD + f"{name};2024;2,60;Cukup;;;;\n{name};2024;2,76;Kurang;;;;\n")
    run = spbe("audit", "--format", format_.value, path)
    assert run.code == 1
    assert "\x1b" not in run.out + run.err
    assert "\u202e" not in run.out + run.err
    if format_ is Format.TABLE:
        assert "[red]x[/red]" in run.out
    if format_ is Format.MARKDOWN:
        assert "<b>" not in run.out


def test_indonesian_has_its_own_words_and_commas(spbe: Spbe, write: Write) -> None:
    path = write("t.csv", HEAD + GOOD + "Kab X;2024;2,60;Cukup;;;;\n")
    run = spbe("audit", "--lang", "id", path)
    assert "10 nilai eksak dari 2,595 sampai 2,5995: Cukup menurut indeks eksak" in run.out
    assert "Diumumkan Cukup: hanya mungkin dari indeks eksak." in run.out
    one, other = (
        listed(spbe("audit", "--format", "json", "--lang", language, path))[0]
        for language in ("en", "id")
    )
    assert [{**each, "why": ""} for each in one] == [{**each, "why": ""} for each in other]


def test_the_result_goes_to_a_file_and_never_over_its_source(
    spbe: Spbe, write: Write, tmp_path: Path
) -> None:
    path = write("t.csv", HEAD + GOOD)
    run = spbe("audit", "-o", tmp_path / "out.txt", path)
    assert (run.code, run.out) == (0, "")
    assert "2.76" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert spbe("audit", "-o", path, path).code == 2
    assert path.read_text(encoding="utf-8") == HEAD + GOOD


def test_a_table_may_come_in_many_kinds_of_years(spbe: Spbe, write: Write) -> None:
    rows = "A;2019;2,9;Baik;;;;\nB;2026;4,00;Memuaskan;;;;\nC;x;1;Baik;;;;\n"
    run = spbe("audit", "--all", write("t.csv", HEAD + rows))
    assert run.code == 1
    assert "The category depends on the rule in 1 of them (2026: 1)." in run.out
    lines = [line.split()[:2] for line in run.out.splitlines() if line.strip()]
    assert ["2019", "1"] in lines
    assert ["-", "1"] in lines


FINE = "step: 0.0001\n"


@pytest.mark.parametrize("format_", list(Format))
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_kind_of_finding_has_words(
    spbe: Spbe, write: Write, format_: Format, language: str, i2020: Any
) -> None:
    own = Path("tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    fine = own.replace("step: 1\n", FINE).replace("weight: 30}", "weight: 30.001}")
    write("fine.yaml", fine.replace("weight: 20}", "weight: 19.999}"))
    head = {"stage": "final"}
    under = head | {"instrument": "./fine.yaml"}
    published: tuple[tuple[dict[str, str], dict[str, Any], str, int], ...] = (
        (under, {}, "{index: 3.20, category: Tinggi, aspects: {1: 3.10, 2: 3.30}}", 0),
        (under, {}, "{index: 9.00, aspects: {1: 9.10}}", 1),
        (head, {}, "{index: 2.60}", 0),
        (head, {}, "{index: 2.60, domains: {2: 3.60}, aspects: {2: 3.00, 3: 3.25, 4: 3.00}}", 1),
        (head, all_at(3, i2020), "{domains: {1: 3.00}}", 0),
        (head, all_at(3, i2020), "{index: 2.99, category: Baik, domains: {1: 3.10}}", 1),
        (head, {"1": 5}, "{index: 4.99, category: Baik}", 1),
        ({"stage": "self"}, {"1": 5}, "{index: 1.00, category: Kurang}", 1),
        (head, {"1": 5}, "{index: 1.00, category: Kurang}", 0),
        (head, {"1": 5}, "{index: 1.00, domains: {1: 1.10, 2: 1.00}}", 0),
        (head, {**all_at(3, i2020), "46": ""}, "{index: 3.01, domains: {4: 3.05}}", 1),
        (head, {"1": 5}, "{index: 3.5700000000000003, domains: {1: 3.1000000000000001}}", 1),
        (under, {"1": 3}, "{index: 3.20, aspects: {1: 3.10}}", 0),
        (under, {"1": 3}, "{index: 4.99, aspects: {1: 4.90}}", 1),
    )
    for settings, levels, figures, code in published:
        path = write("a.yaml", assessment(levels, published=figures, **settings))
        run = spbe("audit", "--format", format_.value, "--lang", language, path)
        assert run.code == code, (figures, run.out, run.err)
        assert "Traceback" not in run.err
        assert run.out


def test_what_cannot_be_counted_out_is_said(spbe: Spbe, write: Write) -> None:
    own = Path("tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    fine = own.replace("step: 1\n", FINE).replace("weight: 30}", "weight: 30.001}")
    write("fine.yaml", fine.replace("weight: 20}", "weight: 19.999}"))
    figures = "{index: 3.20, category: Tinggi, aspects: {1: 3.10}}"
    path = write("a.yaml", assessment({}, instrument="./fine.yaml", published=figures))
    run = spbe("audit", path)
    assert run.code == 0
    assert "too many levels to count out" in run.out
    assert "Range of exact indices that remains, not counted out" in run.out
    assert "3.195 to below 3.2: Sedang by the exact index, Tinggi by the rounded one." in run.out


def test_what_is_no_table_here_is_told_what_to_do(spbe: Spbe, write: Write) -> None:
    for name, text, said in (
        ("x.txt", HEAD + GOOD, "save it with a name ending in .csv"),
        ("head.csv", HEAD, "this table has no rows below its head"),
        ("empty.csv", "", "the table is empty"),
    ):
        run = spbe("audit", write(name, text))
        assert run.code == 1
        assert said in run.err
    piped = process("audit", "--lang", "en", "-", stdin=(HEAD + GOOD).encode())
    assert piped.returncode == 1
    assert b"-:1:1: error SPBE111 this is a table" in piped.stderr
    assert b"save it with a name ending in .csv" in piped.stderr
    prose = spbe("audit", write("prose.txt", "institution\n"))
    assert prose.code == 1
    assert "this is a table" not in prose.err


def test_tables_in_folders_are_counted_and_not_read(
    spbe: Spbe, write: Write, tmp_path: Path
) -> None:
    path = write("a.csv", HEAD + BAD)
    (tmp_path / "below").mkdir()
    write("below/b.TSV", HEAD + BAD)
    run = spbe("audit", tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "2 tables in folders passed over; tables are read only when named." in run.err
    run = spbe("audit", tmp_path, path)
    assert "1 table in folders passed over" in run.err
    assert run.code == 1
    assert "passed over" not in spbe("audit", path).err
    assert "passed over" not in spbe("audit", "--quiet", tmp_path, path).err


def test_quiet_hides_warnings_beside_results_and_no_error(spbe: Spbe, write: Write) -> None:
    opds = "opds: {a: {answers: {1: 2}}, b: {answers: {1: 3}}}"
    text = assessment({}, published="{index: 2.60}") + opds + "\n"
    warned, wrong = write("a.yaml", text), write("t.csv", HEAD + "Kab X;2024;dua;Baik;;;;\n")
    loud, quiet = (spbe("audit", *options, warned, wrong).err for options in ((), ("--quiet",)))
    assert "SPBE202" in loud
    assert "SPBE202" not in quiet
    assert "SPBE103" in loud
    assert "SPBE103" in quiet


def test_the_rule_is_named_only_where_it_leaves_fewer(spbe: Spbe, write: Write) -> None:
    """What the rule of the year leaves is said where that is not all that remains."""
    said = "By the rule of 2024, the exact index, there remain:"
    fewer = spbe("audit", write("a.csv", HEAD + "A;2024;1,80;Cukup;;;;\n")).out
    assert said in fewer
    rounded = "By the rule of 2023, the rounded index, there remain:"
    all_of_them = spbe("audit", write("b.csv", HEAD + "A;2023;1,80;Cukup;;;;\n")).out
    assert "both can give it" in all_of_them
    assert rounded not in all_of_them


def test_at_least_one_index_gets_another_category(spbe: Spbe, write: Write) -> None:
    path = write("a.csv", HEAD + "A;2024;3,5;Baik;;;;\n")
    run = spbe("audit", path)
    assert "at least one index that remains possible gets another category" in run.out
    assert "10 exact values from 3.495 to 3.4995" in run.out
    assert "paling sedikit satu indeks" in spbe("audit", "--lang", "id", path).out


def test_answers_that_leave_no_index_are_said(spbe: Spbe, write: Write, i2020: Any) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020), published="{index: 3.10}"))
    run = spbe("audit", path)
    assert run.code == 1
    assert "the published figures contradict the answers, or one another." in run.out
    assert "Exact indices that remain possible" not in run.out
    [found], _ = listed(spbe("audit", "--format", "json", path))
    assert (found["possible"]["count"], found["parts"]) == (0, [])
