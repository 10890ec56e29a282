"""`spbe plan`: what it says and writes, how efforts are read, what it refuses."""

import csv
import json
import re
import shutil
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from spbe_cli.core.case import Case, Filed
from spbe_cli.core.instrument import Criteria, Instrument
from spbe_cli.core.plans.effort import Effort
from spbe_cli.core.plans.planned import Asked, Outside, Planned, Premise, outside_of, planned
from spbe_cli.core.plans.planning import Order, target_of
from spbe_cli.core.problems import CallError
from spbe_cli.locale import Language, texts
from spbe_cli.reading.efforts import prerequisites_beside
from spbe_cli.reading.library import Library
from spbe_cli.render import terminal
from spbe_cli.render.look import Look
from spbe_cli.render.page import Block, Points
from spbe_cli.render.sheet import Cell, Column, Sheet
from tests.conftest import ROOT, Run, all_at, assessment, bundled, process
from tests.scoring import case_of

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]

CONTOH = ROOT / "examples/kabupaten-contoh"
FINAL = CONTOH / "2024/final.yaml"
EFFORT = CONTOH / "2024/effort.yaml"
REQUIRES = ROOT / "indicators/permenpanrb-59-2020.requires.yaml"
OWN = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")


def told(run: Run) -> str:
    """Give what a run wrote, its lines and spaces put together."""
    return " ".join(run.out.split())


def found(spbe: Spbe, *arguments: str | Path, code: int = 0) -> dict[str, Any]:
    run = spbe("plan", *arguments, "--format", "json")
    assert run.code == code, run.err
    value: dict[str, Any] = json.loads(run.out)
    return value


@pytest.fixture
def small(write: Write) -> Callable[..., Path]:
    """Write an assessment of three indicators with weights 30, 20, 50 and levels 0 to 4."""

    def place(levels: Mapping[str, object], name: str = "a.yaml", **settings: object) -> Path:
        write("rules/own.yaml", OWN)
        named: dict[str, object] = {"instrument": "rules/own.yaml", "year": 2024}
        return write(name, assessment(levels, **(named | settings)))

    return place


# The result


def test_json_holds_a_plan_that_adds_up(spbe: Spbe) -> None:
    value = found(spbe, FINAL, "--target", "3.5")
    assert next(iter(value)) == "schema"
    assert value["schema"] == "spbe.plan/1"
    assert (value["institution"], value["stage"]) == ("Kabupaten Contoh", "final")
    assert (value["feasible"], value["reasons"], value["reasons_alone"]) == (True, [], None)
    assert value["target"] == {"index": "3.5", "category": "Sangat Baik"}
    assert value["before"] == {"index": 2.8, "index_exact": "2.801", "category": "Baik"}
    assert value["after"] == {"index": 3.5, "index_exact": "3.501", "category": "Sangat Baik"}
    assert (value["effort"], value["effort_exact"], value["solved_by"]) == (
        25, "25", "dynamic programme",
    )  # fmt: skip
    [scored] = json.loads(spbe("score", FINAL, "--format", "json").out)["results"]
    before = {one["id"]: one for one in scored["indicators"]}
    index = Fraction(scored["index_exact"])
    for place, step in enumerate(value["steps"], 1):
        one = before[step["indicator"]]
        assert (step["order"], step["from"], step["year"]) == (place, one["level"], 2024)
        assert (step["opds"], step["name"]) == (one["opds"], one["name"])
        gain = Fraction(one["weight"]) * (step["to"] - step["from"]) / 100
        index += gain
        assert (Fraction(step["gain_exact"]), Fraction(step["index_exact"])) == (gain, index)
        assert step["effort"] == step["to"] - step["from"]
        assert [one["level"] for one in step["levels"]] == [
            str(level) for level in range(step["from"] + 1, step["to"] + 1)
        ]
        assert all(one["criteria"]["id"] and one["criteria"]["en"] for one in step["levels"])
    assert str(value["after"]["index_exact"]) == "3.501"
    assert index == Fraction("3.501")
    assert sum(step["effort"] for step in value["steps"]) == 25
    shares = Counter({one["id"]: one["effort"] for one in value["opds"]})
    assert shares == sum((Counter({s["opds"][0]: s["effort"]}) for s in value["steps"]), Counter())
    assert (value["unanswered"], value["notes"], value["frontier"]) == ([], [], None)
    assert [one["key"] for one in value["assumptions"]] == ["cheapest", "effort", "criteria"]


@pytest.mark.parametrize(
    ("target", "index", "category"),
    [
        ("baik", "2.6", "Baik"),
        ("Very Good", "3.5", "Sangat Baik"),
        ("sangat-baik", "3.5", "Sangat Baik"),
        ("3.0", "3", "Baik"),
        (" 3 ", "3", "Baik"),
    ],
)
def test_a_target_is_a_category_in_either_language_or_a_number(
    spbe: Spbe, target: str, index: str, category: str
) -> None:
    value = found(spbe, FINAL, "--target", target)
    assert value["target"] == {"index": index, "category": category}


def test_a_category_follows_the_rule_of_the_last_year(spbe: Spbe) -> None:
    """In 2023 the rounded index counts, so that 2.595 is enough."""
    value = found(spbe, FINAL, "--target", "baik", "--year", "2022", "--years", "2")
    assert (value["target"]["index"], value["years"]) == ("2.595", [2022, 2023])
    assert found(spbe, FINAL, "--target", "baik", "--year", "2024")["target"]["index"] == "2.6"


def test_off_a_terminal_a_page_takes_no_more_than_its_text() -> None:
    """Where nothing limits the width, no line is filled up to it: that made pages of megabytes."""
    look = Look(texts(Language.EN), None, color=False, unicode=True)
    table = Sheet((Column("a"),), [(Cell("1"),)], note="of the table")
    page: list[Block] = [Points(("one", "two")), table]
    "".join(terminal.page(page, look))
    tracemalloc.start()
    text = "".join(terminal.page(page, look))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "of the table" in text
    assert peak < 300_000


def test_the_table_can_be_acted_on(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run = spbe("plan", FINAL, "--target", "3")
    assert (run.code, run.err) == (0, "")
    assert max(map(len, run.out.splitlines())) <= 80
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert "Aim in 2024: an index of at least 3, Baik (Good)" in lines
    assert "From 2.80 Baik (Good) to 3.01 Baik (Good): 3 steps for 3 OPDs, effort 7." in lines
    assert "Exact index 2.801 now, 3.011 then." in lines
    assert "1 43 Open-data service 3 → 5 kominfo 2 +0.0600 2.86" in lines
    assert "disnaker: Dinas Tenaga Kerja 1 3" in lines
    assert "3. 46 Public service, sector 2: 2 → 5 (disnaker)" in lines
    start = lines.index("3. 46 Public service, sector 2: 2 → 5 (disnaker)")
    assert [line[:17] for line in lines[start + 1 :] if line.startswith("☐")] == [
        "☐ 3 Transaction: ", "☐ 4 Collaboration", "☐ 5 Optimum: Impr",
    ]  # fmt: skip
    assert "changed by Pedoman Menteri PANRB 3/2024: 'workflow automation' dropped" in told(run)
    assert "Proven: no cheaper set of steps reaches the target." in told(run)
    assert "Exact " not in run.out.split("Steps\n")[1].splitlines()[0]


def test_the_table_speaks_indonesian(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run = spbe("plan", FINAL, "--target", "3", "--lang", "id")
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert "Sasaran 2024: indeks minimal 3 (Baik)" in lines
    assert "Dari 2,80 Baik menjadi 3,01 Baik: 3 langkah untuk 3 OPD, upaya 7." in lines
    assert "1 43 Layanan Data Terbuka 3 → 5 kominfo 2 +0,0600 2,86" in lines
    assert any(line.startswith("☐ 4 Kolaborasi: ") for line in lines)
    assert "Terbukti: tidak ada susunan langkah lain" in told(run)


def test_a_wide_table_has_the_exact_index(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    lines = [
        " ".join(line.split()) for line in spbe("plan", FINAL, "--target", "3").out.split("\n")
    ]
    assert "1 43 Open-data service 3 → 5 kominfo 2 +0.0600 2.86 2.861" in lines


def test_ascii_has_boxes_to_tick_and_arrows_too() -> None:
    run = process("plan", FINAL, "--target", "3", env={"PYTHONIOENCODING": "ascii"})
    text = run.stdout.decode("ascii")
    assert " [ ] 4 Collaboration: " in text
    assert "3 -> 5" in text


def test_csv_has_a_row_for_each_step(spbe: Spbe) -> None:
    run = spbe("plan", FINAL, "--target", "3", "--format", "csv", "--lang", "id")
    head, *rows = csv.reader(StringIO(run.out))
    assert head == [
        *("order", "year", "indicator", "name", "from", "to", "opds", "effort"),
        *("gain", "gain_exact", "index", "index_exact", "criteria"),
    ]
    assert rows[0][:-1] == [
        *("1", "2024", "43", "Layanan Data Terbuka", "3", "5", "kominfo", "2"),
        *("0.0600", "0.06", "2.86", "2.861"),
    ]
    assert rows[2][-1].count(" | ") == 2
    assert rows[0][-1].startswith("4 Kolaborasi: Terhubung dengan layanan lain")
    assert len(rows) == 3


def test_one_opd_gets_its_task_list(spbe: Spbe) -> None:
    """Numbers and running index stay those of the whole plan."""
    whole = found(spbe, FINAL, "--target", "3.5")
    value = found(spbe, FINAL, "--target", "3.5", "--opd", "kominfo")
    own = [step for step in whole["steps"] if "kominfo" in step["opds"]]
    assert (value["opd"], value["steps"], value["effort"]) == ("kominfo", own, 25)
    assert [step["order"] for step in own] == [1, 10, 11]
    out = spbe("plan", FINAL, "--target", "3.5", "--opd", "kominfo", "--format", "markdown").out
    assert out.startswith("## kominfo: Dinas Komunikasi dan Informatika\n\nKabupaten Contoh\n")
    assert "**3 steps of 11 in the whole plan.**" in out
    assert "#### 10\\. 12 SPBE roadmap: 2 → 5 (kominfo)\n\n- [ ] 3 Defined: Document has" in out
    assert out.count("- [ ] ") == 2 + 3 + 3
    assert "By OPD" not in out
    assert "Open-data" in out
    assert "Finance service" not in out


def test_who_shares_a_step_has_it_too_and_the_first_bears_it(spbe: Spbe) -> None:
    """Indicator 42 is the Inspektorat's and Kominfo's."""
    value = found(spbe, FINAL, "--budget", "6", "--opd", "kominfo")
    assert [(one["indicator"], one["opds"]) for one in value["steps"]] == [
        ("42", ["inspektorat", "kominfo"]), ("43", ["kominfo"]),
    ]  # fmt: skip
    shares = {one["id"]: one["effort"] for one in value["opds"]}
    assert (shares["inspektorat"], shares["kominfo"]) == (1, 2)
    out = spbe("plan", FINAL, "--budget", "6", "--opd", "kominfo").out
    assert "Of several OPDs the first one bears the effort." in out
    assert "3 steps for 3 OPDs, effort 6." in out


def test_an_opd_without_a_step_is_told_so(spbe: Spbe) -> None:
    run = spbe("plan", FINAL, "--target", "3", "--opd", "bappeda")
    assert run.code == 0
    assert "No step of this plan is for bappeda." in run.out
    assert "What to do" not in run.out
    assert found(spbe, FINAL, "--target", "3", "--opd", "bappeda")["steps"] == []


def test_what_is_reached_already_takes_nothing(spbe: Spbe) -> None:
    run = spbe("plan", FINAL, "--target", "cukup")
    assert run.code == 0
    assert "Reached already with 2.80 Baik (Good): nothing needs to be raised." in run.out
    assert "Proven" not in run.out
    value = found(spbe, FINAL, "--target", "2.801")
    assert (value["effort"], value["steps"], value["after"]["index_exact"]) == (0, [], "2.801")
    assert found(spbe, FINAL, "--target", "2.8011")["effort"] == 1
    assert found(spbe, FINAL, "--target", "-1")["effort"] == 0
    assert "By OPD" not in spbe("plan", FINAL, "--target", "cukup", "--opd", "kominfo").out


def test_a_budget_gives_the_most_index(spbe: Spbe) -> None:
    value = found(spbe, FINAL, "--budget", "6")
    assert (value["target"], value["budget"], value["feasible"]) == (None, 6, True)
    assert (value["effort"], value["after"]["index_exact"]) == (6, "2.981")
    run = spbe("plan", FINAL, "--budget", "6")
    assert "Aim in 2024: the highest index for an effort of at most 6" in run.out
    assert "no other set of steps within these limits comes higher" in told(run)
    run = spbe("plan", FINAL, "--budget", "0.5", "--lang", "id")
    assert run.code == 0
    assert "indeks tertinggi dengan upaya paling banyak 0,5" in run.out
    assert "Tidak ada yang dapat dinaikkan: tetap 2,80 Baik." in run.out


def test_target_and_budget_together_are_the_cheapest_way(spbe: Spbe) -> None:
    value = found(spbe, FINAL, "--target", "3", "--budget", "30")
    assert (value["effort"], value["budget"]) == (7, 30)
    out = spbe("plan", FINAL, "--target", "3", "--budget", "30").out
    assert "at least 3, Baik (Good), for an effort of at most 30" in out


def test_efforts_are_exact_numbers(spbe: Spbe, small: Callable[..., Path], write: Write) -> None:
    path = small({"1": 1, "2": 1, "3": 1})
    costs = write("effort.yaml", "default: 0.1\nindicators: {1: 0.3, 3: {2: 1.05, each: 0}}\n")
    value = found(spbe, path, "--target", "4", "--effort", costs)
    assert (value["effort"], value["effort_exact"]) == (2.25, "2.25")
    assert {one["indicator"]: one["effort"] for one in value["steps"]} == {
        "1": 0.9, "2": 0.3, "3": 1.05,
    }  # fmt: skip
    rows = list(csv.reader(StringIO(
        spbe("plan", path, "--target", "4", "--effort", costs, "--format", "csv").out
    )))  # fmt: skip
    assert sorted(row[7] for row in rows[1:]) == ["0.3", "0.9", "1.05"]
    assert "effort 2,25" not in spbe("plan", path, "--target", "4", "--effort", costs).out
    assert (
        "upaya 2,25." in spbe("plan", path, "--target", "4", "--effort", costs, "--lang", "id").out
    )


def test_without_owners_nobody_is_named(spbe: Spbe, small: Callable[..., Path]) -> None:
    path = small({"1": 1, "2": 1, "3": 1})
    run = spbe("plan", path, "--target", "1.5")
    assert "From 1.00 Rendah (Low) to 1.50 Rendah (Low): 1 step, effort 1." in run.out
    assert "OPD" not in run.out
    value = found(spbe, path, "--target", "1.5")
    assert [(one["id"], one["name"], one["effort"]) for one in value["opds"]] == [(None, None, 1)]
    assert value["steps"][0]["opds"] == []


def test_what_nobody_owns_stands_last(spbe: Spbe, small: Callable[..., Path]) -> None:
    path = small({}, opds="{b: {name: Dinas B, answers: {1: 1}}, a: {answers: {2: 1}}}")
    path.write_text(path.read_text(encoding="utf-8") + "draft: true\n", encoding="utf-8")
    value = found(spbe, path, "--target", "4")
    assert [(one["id"], one["name"]) for one in value["opds"]] == [
        ("b", "Dinas B"), ("a", None), (None, None),
    ]  # fmt: skip
    assert "(nobody owns it)" in spbe("plan", path, "--target", "4").out


def test_a_level_that_never_ends_as_a_decimal_is_no_date_in_a_spreadsheet(
    spbe: Spbe, small: Callable[..., Path]
) -> None:
    """A mean of 1, 2 and 2 rises to the next whole level first."""
    opds = "{a: {answers: {1: 1}}, b: {answers: {1: 2}}, c: {answers: {1: 2}}}"
    path = small({"2": 4, "3": 4}, opds=opds, combine="mean")
    value = found(spbe, path, "--budget", "1")
    [step] = value["steps"]
    assert (step["from"], step["from_exact"], step["to"]) == (1.67, "5/3", 2)
    assert step["gain_exact"] == "0.1"
    out = spbe("plan", path, "--budget", "1", "--format", "csv").out
    assert [row[4:6] for row in csv.reader(StringIO(out))][1] == ["1.67", "2"]
    assert "1.67 → 2" in spbe("plan", path, "--budget", "1").out


def test_unanswered_indicators_start_at_the_lowest_level(spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", assessment({"1": 3, "2": 3, "40": 3}, draft="true"))
    value = found(spbe, path, "--budget", "3")
    assert value["unanswered"][:2] == ["3", "4"]
    assert (len(value["unanswered"]), value["answered"]) == (44, 3)
    assert {one["from"] for one in value["steps"]} == {1}
    said = "Unanswered, planned upward from level 1: 3-39, 41-47."
    assert said in spbe("plan", path, "--budget", "3").out
    assert {"key": "unanswered", "text": said} in value["assumptions"]


def test_an_instrument_without_criteria_says_so_once(spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", assessment(
        {str(n): "2.37" for n in range(1, 21)}, instrument="permenpanrb-8-2026", year=2026
    ))  # fmt: skip
    run = spbe("plan", path, "--target", "3")
    assert run.out.count("No level criteria are bundled for this instrument.") == 1
    assert "What to do" not in run.out
    assert "2.37 → 5.00" in run.out
    value = found(spbe, path, "--target", "3")
    steps = {one["indicator"]: one for one in value["steps"]}
    assert {(one["from"], one["from_exact"], one["to_exact"]) for one in steps.values()} >= {
        (2.37, "2.37", "5")
    }
    assert all(one["to"] in {3, 4, 5} for one in steps.values())
    assert "criteria" not in {one["key"] for one in value["assumptions"]}


# The copy


def test_a_plan_is_stored_as_targets_in_a_copy(spbe: Spbe, tmp_path: Path) -> None:
    """Only the levels change; comments, blanks and order stay, and the copy validates."""
    folder = tmp_path / "2024"
    shutil.copytree(CONTOH / "2024", folder)
    given, copy = folder / "final.yaml", folder / "plan.yaml"
    before = given.read_bytes()
    call = ("plan", given, "--target", "3")
    run = spbe(*call, "--write", copy)
    assert (run.code, run.out) == (0, spbe(*call).out)
    assert run.err == (
        f"Written: {copy.as_posix()}, with 3 targets.\n"
        "Targets that were there and are no part of this plan stay: "
        "1, 3-4, 6-9, 11, 13-15, 17-18, 21, 23-32, 35, 37-42, 47.\n"
    )
    assert given.read_bytes() == before
    lines = before.decode("utf-8").splitlines()
    changed = dict(zip(lines, copy.read_text(encoding="utf-8").splitlines(), strict=True))
    assert {old: new for old, new in changed.items() if old != new} == {
        f"  {one}: {level}  # {name}": f"  {one}: {{level: {level}, target: 5}}  # {name}"
        for one, level, name in (
            (43, 3, "Layanan Data Terbuka"),
            (44, 3, "Layanan Jaringan Dokumentasi dan Informasi Hukum (JDIH)"),
            (46, 2, "Layanan Publik Sektor 2"),
        )
    }
    assert spbe("validate", copy).code == 0
    [result] = json.loads(spbe("score", copy, "--format", "json").out)["results"]
    assert result["index_exact"] == "2.801"


def test_a_copy_holds_the_levels_of_the_last_year_and_of_all_opds(
    spbe: Spbe, tmp_path: Path
) -> None:
    folder = tmp_path / "2024"
    shutil.copytree(CONTOH / "2024", folder)
    copy = folder / "plan.yaml"
    options = ("--target", "3.5", "--effort", EFFORT, "--years", "2", "--year", "2024")
    call = (folder / "self.yaml", *options, "--opd", "kominfo", "--write", copy)
    assert spbe("plan", *call).code == 0
    ends = {
        one["indicator"]: one["to"] for one in found(spbe, folder / "self.yaml", *options)["steps"]
    }
    assert spbe("validate", copy).code == 0
    written = yaml.safe_load(copy.read_text(encoding="utf-8"))["answers"]
    targets = {
        str(key): one["target"]
        for key, one in written.items()
        if isinstance(one, dict) and "target" in one and str(key) in ends
    }
    assert targets == ends


def test_a_copy_keeps_line_ends_and_a_byte_order_mark(spbe: Spbe, tmp_path: Path) -> None:
    folder = tmp_path / "2024"
    shutil.copytree(CONTOH / "2024", folder)
    given, copy = folder / "final.yaml", folder / "plan.yaml"
    given.write_bytes(b"\xef\xbb\xbf" + given.read_bytes().replace(b"\n", b"\r\n"))
    assert spbe("plan", given, "--target", "3.0", "--write", copy).code == 0
    old, new = given.read_bytes().split(b"\r\n"), copy.read_bytes().split(b"\r\n")
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert changed
    assert all(b"target: " in after for _, after in changed)
    assert b"\n" not in b"".join(new)


@pytest.mark.parametrize(("target", "kept"), [("2.5", "40, 45-47"), ("5", None)])
def test_targets_that_are_no_part_of_the_plan_stay_and_are_named(
    spbe: Spbe, write: Callable[..., Path], i2020: Instrument, target: str, kept: str | None
) -> None:
    levels: dict[str, object] = dict.fromkeys(all_at(2, i2020), 2)
    levels |= dict.fromkeys(("40", "45", "46", "47"), "{level: 2, target: 3}")
    path = write("a.yaml", assessment(levels))
    copy = path.parent / "plan.yaml"
    locked = write("e.yaml", "locked: [40, 45-47]\n")
    options = ("--effort", locked) if kept else ()
    run = spbe("plan", path, "--target", target, "--write", copy, *options)
    assert run.code == 0
    said = f"Targets that were there and are no part of this plan stay: {kept}.\n"
    assert (said in run.err) is (kept is not None)
    assert copy.read_text(encoding="utf-8").count("{level: 2, target: 3}") >= (4 if kept else 0)


def test_a_copy_takes_the_place_of_nothing_it_is_made_from(
    spbe: Spbe, tmp_path: Path, small: Callable[..., Path]
) -> None:
    folder = tmp_path / "2024"
    shutil.copytree(CONTOH / "2024", folder)
    inputs = ("self.yaml", "effort.yaml", "opd/kominfo.yaml")
    for option in ("--write", "-o"):
        for name in inputs:
            before = (folder / name).read_bytes()
            call = (folder / "self.yaml", "--target", "3", "--effort", folder / "effort.yaml")
            run = spbe("plan", *call, option, folder / name)
            assert (run.code, run.out) == (2, "")
            assert "is one of the files this is made from; name another" in run.err
            assert (folder / name).read_bytes() == before
    path = small({"1": 1, "2": 1, "3": 1})
    run = spbe("plan", path, "--target", "2", "--write", path.parent / "rules/own.yaml")
    assert run.code == 2
    assert "is one of the files this is made from; name another" in run.err


def test_where_a_copy_cannot_be_it_is_said(spbe: Spbe, tmp_path: Path) -> None:
    copy = tmp_path / "x.yaml"
    run = spbe("plan", FINAL, "--target", "6", "--write", copy)
    assert (run.code, copy.exists()) == (1, False)
    assert f"Not written, since the target is out of reach: {copy.as_posix()}" in run.err
    for write, output in ((copy, copy), ("-", "-"), ("-", copy)):
        run = spbe("plan", FINAL, "--target", "3", "--write", write, "-o", output)
        assert (run.code, run.out, copy.exists()) == (2, "", False)
        assert "is to be the result and the copy at once; name two files" in run.err
    for place, said in (
        (tmp_path, "exists already; nothing is written without --force"),
        (tmp_path / "no/such/x.yaml", "cannot be written: No such file or directory"),
    ):
        run = spbe("plan", FINAL, "--target", "3", "--write", place)
        assert (run.code, run.out) == (2, "")
        assert said in run.err
    assert not (tmp_path / "no").exists()


def test_a_copy_takes_the_place_of_another_file_only_when_forced(
    spbe: Spbe, tmp_path: Path
) -> None:
    folder = tmp_path / "2024"
    shutil.copytree(CONTOH / "2024", folder)
    call = ("plan", folder / "final.yaml", "--target", "3", "--write", folder / "self.yaml")
    before = (folder / "self.yaml").read_bytes()
    assert spbe(*call).code == 2
    assert (folder / "self.yaml").read_bytes() == before
    assert spbe(*call, "--force").code == 0
    assert (folder / "self.yaml").read_bytes() != before


def test_a_copy_is_not_put_where_the_assessment_would_include_it(
    spbe: Spbe, tmp_path: Path
) -> None:
    folder = tmp_path / "2024"
    shutil.copytree(CONTOH / "2024", folder)
    copy = folder / "opd/new.yaml"
    run = spbe("plan", folder / "final.yaml", "--target", "3", "--write", copy, "--force")
    assert (run.code, run.out, copy.exists()) == (2, "", False)
    assert "would be included by the assessment itself (opd/*.yaml)" in run.err


def test_a_result_that_cannot_be_written_leaves_no_copy(spbe: Spbe, tmp_path: Path) -> None:
    copy = tmp_path / "x.yaml"
    run = spbe("plan", FINAL, "--target", "3", "--write", copy, "-o", tmp_path / "no/x.txt")
    assert (run.code, copy.exists()) == (2, False)


def test_a_copy_elsewhere_is_told_where_its_paths_start(spbe: Spbe, tmp_path: Path) -> None:
    copy = tmp_path / "x.yaml"
    run = spbe("plan", FINAL, "--target", "cukup", "--write", copy, "--lang", "id")
    assert copy.read_bytes() == FINAL.read_bytes()
    assert run.err == (
        f"Ditulis: {copy.as_posix()}, dengan 0 target.\n"
        "Target yang sudah ada dan bukan bagian rencana ini tetap: "
        "1, 3-4, 6-9, 11, 13-15, 17-18, 21, 23-32, 35, 37-44, 46-47.\n"
        "Salinannya di folder lain: letak include, bukti, dan instrumen dihitung dari sana.\n"
    )
    run = spbe("plan", FINAL, "--target", "2.82", "--write", copy, "--force", "-q")
    assert (run.code, run.err) == (0, "")
    assert yaml.safe_load(copy.read_text(encoding="utf-8"))["answers"][42]["target"] == 5


def test_a_copy_of_standard_input_can_be_made(tmp_path: Path) -> None:
    copy = tmp_path / "x.yaml"
    text = assessment(dict.fromkeys(map(str, range(1, 48)), 3)).encode()
    run = process("plan", "-", "--target", "3.1", "--write", copy, stdin=text)
    assert run.returncode == 0, run.stderr
    written = yaml.safe_load(copy.read_text(encoding="utf-8"))["answers"]
    assert [one for one, level in written.items() if level != 3] == [42, 43]


# The curve


def test_the_curve_is_the_best_index_for_every_effort(spbe: Spbe) -> None:
    out = spbe("plan", FINAL, "--frontier").out
    assert "\nThe best index for every effort\n" in out
    assert "Aim" not in out
    value = found(spbe, FINAL, "--frontier")
    curve = value["frontier"]
    assert (value["feasible"], value["effort"], value["after"], value["solved_by"]) == (None,) * 4
    assert value["steps"] == []
    assert [one["effort"] for one in curve] == list(range(110))
    assert (curve[0]["index_exact"], curve[-1]["index_exact"]) == ("2.801", "5")
    for effort in (0, 1, 24, 25, 53, 109):
        best = found(spbe, FINAL, "--budget", str(effort))["after"]
        assert {key: curve[effort][key] for key in best} == best
    firsts = {one["category"]: one["effort"] for one in curve if one["first_of_category"]}
    assert firsts == {"Sangat Baik": 25, "Memuaskan": 53}
    assert found(spbe, FINAL, "--target", "sangat baik")["effort"] == 25
    assert not any(one["first_at_target"] for one in curve)


def test_the_curve_follows_the_plan_and_shows_where_its_target_is(spbe: Spbe) -> None:
    run = spbe("plan", FINAL, "--target", "3.4", "--frontier")
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert lines.index("What to do") < lines.index("The best index for every effort")
    assert "• Sangat Baik (Very good) from an effort of 25" in lines
    marked = [re.sub("[█░]+ ", "", line) for line in lines if "█" in line and ";" in line]
    assert marked == ["21 3.41 3.4085 Baik (Good); enough for the target"]
    [first] = [line for line in lines if line.endswith("Sangat Baik (Very good), from here")]
    assert first.startswith("25 3.52 3.5185 ")
    both = spbe("plan", FINAL, "--target", "sangat baik", "--frontier").out
    assert "Sangat Baik (Very good), from here; enough for the target" in both
    value = found(spbe, FINAL, "--target", "3.4", "--frontier")
    assert [one["effort"] for one in value["frontier"] if one["first_at_target"]] == [21]
    assert [one["key"] for one in value["assumptions"]] == [
        "cheapest", "curve", "effort", "criteria",
    ]  # fmt: skip


def test_the_curve_ends_with_the_budget(spbe: Spbe) -> None:
    run = spbe("plan", FINAL, "--budget", "3.9", "--frontier", "--format", "csv")
    assert list(csv.reader(StringIO(run.out))) == [
        ["effort", "index", "index_exact", "category", "first_of_category", "first_at_target"],
        ["0", "2.80", "2.801", "Baik", "false", "false"],
        ["1", "2.83", "2.831", "Baik", "false", "false"],
        ["2", "2.86", "2.861", "Baik", "false", "false"],
        ["3", "2.89", "2.891", "Baik", "false", "false"],
    ]
    assert "from an effort of" not in spbe("plan", FINAL, "--frontier", "--budget", "3").out


def test_a_curve_over_years_is_worked_out_by_the_solver(spbe: Spbe) -> None:
    call = ("--effort", EFFORT, "--years", "2", "--year", "2024")
    curve = found(spbe, FINAL, "--frontier", "--budget", "9", *call)["frontier"]
    best = [found(spbe, FINAL, "--budget", str(one["effort"]), *call) for one in curve]
    assert [one["index_exact"] for one in curve] == [one["after"]["index_exact"] for one in best]
    assert [one["effort"] for one in curve] == [one["effort"] for one in best]


def test_a_curve_as_csv_is_of_no_single_opd(spbe: Spbe) -> None:
    call = ("plan", FINAL, "--frontier", "--target", "3", "--opd", "kominfo", "--format", "csv")
    run = spbe(*call)
    assert (run.code, run.out) == (2, "")
    assert "CSV holds the curve alone" in run.err


def test_nothing_but_the_result_is_printed(tmp_path: Path) -> None:
    """A line that the solver prints for this very call would spoil the JSON."""
    call = ("--years", "2", "--effort", EFFORT, "--prerequisites", "--format", "json")
    run = process("plan", FINAL, "--target", "memuaskan", *call)
    assert json.loads(run.stdout)["solved_by"] == "solver"


def test_one_standard_input_is_one_file(spbe: Spbe) -> None:
    for call in (("plan", "-", "--target", "3", "--effort", "-"), ("score", "-", "--set", "@-")):
        run = spbe(*call)
        assert (run.code, run.out) == (2, "")
        assert "standard input (-) can be read as one file only" in run.err


# Out of reach


def reasons(spbe: Spbe, path: Path, costs: Path, *options: str) -> tuple[list[str], bool, str]:
    """Give the reasons, whether each alone is one, and what is advised."""
    call: tuple[str | Path, ...] = (path, "--target", "4", "--effort", costs, *options)
    value = found(spbe, *call, code=1)
    run = spbe("plan", *call)
    assert run.code == 1
    assert "The target is out of reach; this is the furthest there is." in run.out
    assert [one["key"] for one in value["advice"]] == value["reasons"]
    assert value["feasible"] is False
    for one in value["advice"]:
        assert one["text"] in told(run)
    return value["reasons"], value["reasons_alone"], told(run)


@pytest.mark.parametrize(
    ("effort", "options", "key", "said"),
    [
        ("locked: [2-3]", (), "locked", "Free what is locked (locked: 2-3)."),
        ("max_level: {1: 3, 3: 2}", (), "max_level", "higher levels (max_level: 1, 3)."),
        ("max_rise: 1", ("--years", "2"), "max_rise", "rise by more than 1 in a year"),
        ("capacity: {a: 1}", (), "capacity", "more capacity (capacity: a)"),
        (
            "max_level: {1: 2}\nrequires: [{indicator: 3, level: 4, needs: {1: 3}}]",
            (), "max_level", "(max_level: 1)",
        ),
        ("default: 2", ("--budget", "17"), "budget", "Spend 18 instead of 17 (--budget)."),
    ],
)  # fmt: skip
def test_what_keeps_a_target_out_of_reach_is_said_with_what_would_help(
    spbe: Spbe, small: Callable[..., Path], write: Write,
    effort: str, options: tuple[str, ...], key: str, said: str,
) -> None:  # fmt: skip
    path = small({"1": 1, "2": 1, "3": 1}, opds="{a: {owns: [1-3]}}")
    keys, alone, out = reasons(spbe, path, write("e.yaml", effort + "\n"), *options)
    assert (keys, alone) == ([key], True)
    assert said in out
    assert "This would be enough:" in out


def test_several_reasons_that_only_count_together(
    spbe: Spbe, small: Callable[..., Path], write: Write
) -> None:
    path = small({"1": 1, "2": 1, "3": 1})
    costs = write("e.yaml", "locked: [1]\nmax_level: {2: 3}\n")
    keys, alone, out = reasons(spbe, path, costs)
    assert (keys, alone) == (["locked", "max_level"], False)
    assert "No single one of these is enough; all of them together are:" in out
    keys, alone, out = reasons(spbe, path, costs, "--budget", "2")
    assert (keys, alone) == (["locked", "max_level", "budget"], False)
    assert "Spend more than 2 (--budget)." in out


def test_several_reasons_each_of_which_is_enough(
    spbe: Spbe, small: Callable[..., Path], write: Write
) -> None:
    """Indicator 3 waits for 1, which is locked: to free it or to need it no more is enough."""
    path = small({"1": 1, "2": 1, "3": 1})
    costs = write("e.yaml", "locked: [1]\nrequires: [{indicator: 3, level: 2, needs: {1: 2}}]\n")
    value = found(spbe, path, "--target", "2.5", "--effort", costs, code=1)
    assert (value["reasons"], value["reasons_alone"]) == (["locked", "requires"], True)
    out = spbe("plan", path, "--target", "2.5", "--effort", costs).out
    assert "Each of these would be enough by itself:" in out
    assert "Do without the prerequisites (requires, --prerequisites)." in out
    assert value["after"]["index_exact"] == "1.6"


def test_a_number_above_all_levels_is_out_of_reach(spbe: Spbe) -> None:
    run = spbe("plan", FINAL, "--target", "5.0001")
    assert run.code == 1
    assert "Aim in 2024: an index of at least 5.0001\n" in run.out
    assert "Even with every indicator at the highest level the index is 5.00." in run.out
    assert "enough" not in run.out
    path = FINAL.as_posix()
    assert run.err == (f"Target not reached: {path}: the index comes to 5 at best, below 5.0001.\n")
    assert found(spbe, FINAL, "--target", "6", code=1)["reasons"] == ["range"]


# Years


def test_steps_are_spread_over_years_within_capacity(spbe: Spbe) -> None:
    """Each year holds what OPDs can do and what an indicator may rise by."""
    call = (FINAL, "--target", "3.5", "--effort", EFFORT, "--year", "2024", "--years", "2")
    value = found(spbe, *call)
    costs = yaml.safe_load(EFFORT.read_text(encoding="utf-8"))
    assert value["years"] == [2024, 2025]
    assert {one["year"] for one in value["steps"]} == {2024, 2025}
    assert value["solved_by"] == "solver"
    for one in value["opds"]:
        assert one["capacity"] == costs["capacity"].get(one["id"])
        assert one["capacity"] is None or one["effort"] <= one["capacity"]
    assert all(one["to"] - one["from"] <= 2 for one in value["steps"])
    spent = sum(one["effort"] for one in value["opds"])
    assert spent == value["effort"] == sum(one["effort"] for one in value["steps"])
    assert len({(one["id"], one["year"]) for one in value["opds"]}) == len(value["opds"])
    out = told(spbe("plan", *call))
    assert out.index("Steps in 2024 No") < out.index("Steps in 2025 No")
    assert "OPD Year Steps Effort Capacity" in out
    assert "kominfo: Dinas Komunikasi dan Informatika 2025 " in out
    assert "Worked out by the solver HiGHS and checked again in whole numbers." in out


def test_without_the_solver_the_call_says_what_to_install(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    call = ("plan", FINAL, "--target", "3.5", "--effort", EFFORT, "--years", "2")
    for language, said in (("en", "this needs the"), ("id", "ini memerlukan paket")):
        run = spbe(*call, "--lang", language)
        assert (run.code, run.out) == (2, "")
        assert said in run.err
        assert "scipy" in run.err
        assert "pip install 'spbe[plan]'" in run.err
    assert spbe("plan", FINAL, "--target", "3.5").code == 0


def test_a_year_outside_names_the_regulation_that_replaced_it(spbe: Spbe) -> None:
    value = found(spbe, FINAL, "--target", "3", "--year", "2025", "--years", "3")
    [note] = value["notes"]
    assert note["key"] == "outside"
    assert note["text"].startswith(
        "PermenPANRB 59/2020 (2021 to 2025) is not in use in 2026, 2027: "
        "PermenPANRB 8/2026 has replaced it"
    )
    run = spbe("plan", FINAL, "--target", "3", "--year", "2026", "--lang", "id")
    assert "sudah digantikan PermenPANRB 8/2026" in told(run)
    assert "Rencana ini tetap menurut PermenPANRB 59/2020." in told(run)
    assert found(spbe, FINAL, "--target", "3", "--year", "2025")["notes"] == []
    early = spbe("plan", FINAL, "--target", "3", "--year", "2020")
    assert "is not in use in 2020: then it was still PermenPANRB 5/2018." in early.out
    before = spbe("plan", FINAL, "--target", "3", "--year", "2017").out
    assert "is not in use in 2017. The plan" in before


@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_a_plan_that_begins_before_its_own_levels_says_so(spbe: Spbe, format_: str) -> None:
    call = ("plan", FINAL, "--target", "3", "--format", format_)
    run = spbe(*call, "--year", "2023")
    said = "The plan begins in 2023, but starts from the levels of 2024"
    assert (run.code, run.err.startswith(said)) == (0, True)
    assert (said in told(run)) == (format_ != "csv")
    indonesian = spbe(*call, "--year", "2023", "--lang", "id")
    assert "mulai tahun 2023, padahal titik awalnya tingkat tahun 2024" in indonesian.err
    assert spbe(*call, "--year", "2023", "--quiet").err == ""
    for later in ("2024", "2025"):
        same = spbe(*call, "--year", later)
        assert (same.err, "The plan begins" in told(same)) == ("", False)


def test_a_regulation_of_ones_own_may_have_no_other(spbe: Spbe, small: Callable[..., Path]) -> None:
    path = small({"1": 1, "2": 1, "3": 1})
    run = spbe("plan", path, "--target", "2", "--year", "2031")
    assert "Uji two-layers (2020 to 2030) is not in use in 2031. The plan" in run.out


def test_every_year_outside_is_told_apart(library: Library, i2020: Instrument) -> None:
    i2018, i2026 = (bundled(library, f"permenpanrb-{name}") for name in ("5-2018", "8-2026"))
    known = {one.id: one for one in (i2018, i2020, i2026)}
    assert outside_of(Order(2024, 2), i2020, known) is None
    assert outside_of(Order(2025, 2), i2020, known) == Outside(
        (2026,), late=True, other=i2026.short
    )
    before = Outside((2019, 2020), late=False, other=i2018.short)
    assert outside_of(Order(2019, 3), i2020, known) == before
    both = Outside((2026,), late=True, other=i2026.short)
    assert outside_of(Order(2019, 8), i2020, known) == both
    assert outside_of(Order(2020), i2020, {}) == Outside((2020,), late=False, other=None)
    assert outside_of(Order(2026), i2020, {}) == Outside((2026,), late=True, other=i2026.id)
    assert outside_of(Order(2024), i2018, known) == Outside((2024,), late=True, other=i2020.short)
    assert outside_of(Order(2030), i2018, known) == Outside((2030,), late=True, other=i2026.short)


def test_what_the_exact_and_the_rounded_index_say_apart_is_said(spbe: Spbe, write: Write) -> None:
    """2.598 is shown as 2.60: Baik in 2023, where the rounded index counts, Cukup in 2024."""
    levels = {str(n): 3 if 11 <= n <= 20 or 32 <= n <= 43 or n == 1 else 2 for n in range(1, 48)}
    path = write("a.yaml", assessment(levels, year=2023))
    value = found(spbe, path, "--target", "2.5", "--year", "2024")
    assert value["before"] == {"index": 2.6, "index_exact": "2.598", "category": "Baik"}
    notes = {one["key"]: one["text"] for one in value["notes"]}
    assert "By the rule of 2024 the present index would be Cukup (Fair)" in notes["rule"]
    assert "on the exact index" in notes["rule"]
    assert "on the rounded index 2.60 it would be Baik (Good)" in notes["otherwise"]
    still = found(spbe, path, "--target", "2.5")
    assert [one["key"] for one in still["notes"]] == ["otherwise"]
    curve = found(spbe, path, "--frontier", "--budget", "1", "--year", "2024")["frontier"]
    assert [(one["category"], one["first_of_category"]) for one in curve] == [
        ("Cukup", False), ("Baik", True),
    ]  # fmt: skip


# Effort files


def test_large_efforts_are_grouped_for_people_only(
    spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = write("rp.yaml", "default: 1250000.5\nindicators: {1-40: 12000000}\n")
    call = ("plan", FINAL, "--target", "3", "--effort", costs)
    for language, grouped in (("en", "8,750,003.5"), ("id", "8.750.003,5")):
        for format_ in ("table", "markdown"):
            run = spbe(*call, "--lang", language, "--format", format_)
            assert grouped in run.out.replace("\\", ""), run.out
    for format_ in ("json", "csv"):
        run = spbe(*call, "--format", format_)
        assert "2500001" in run.out
        assert "2,500,001" not in run.out.partition("assumptions")[0]
    run = spbe("plan", FINAL, "--budget", "3000000", "--effort", costs, "--frontier")
    assert "an effort of at most 3,000,000" in run.out
    assert "2,500,001" in run.out


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (FINAL, "an assessment"),
        (CONTOH / "2024/opd/kominfo.yaml", "an OPD file"),
        (ROOT / "indicators/permenpanrb-59-2020.yaml", "an instrument"),
    ],
)
def test_a_file_of_another_kind_is_told_once(spbe: Spbe, path: Path, kind: str) -> None:
    call = ("plan", FINAL, "--target", "3", "--effort", path)
    run = spbe(*call)
    assert (run.code, run.out, run.err.count(" error ")) == (1, "", 1)
    assert f"error SPBE111 this is {kind}, not an effort file" in run.err
    assert "bukan berkas upaya" in spbe(*call, "--lang", "id").err
    refused = spbe(*call, "--format", "json")
    [problem] = json.loads(refused.out)["problems"]
    assert (refused.code, problem["code"], problem["line"] > 0) == (1, "SPBE111", True)


def test_ranges_of_prerequisites_hold_for_each_of_their_indicators(
    spbe: Spbe, write: Write
) -> None:
    one_by_one = write(
        "a.yaml",
        "requires:\n"
        + "".join(
            f"  - {{indicator: {n}, level: 3, needs: {{40: 4, 41: 4, 42: 3}}}}\n"
            for n in range(43, 48)
        ),
    )
    by_range = write("b.yaml", "requires: [{indicator: 43-47, level: 3, needs: {40-42: 4, 42: 3}}]")
    first, second = (
        found(spbe, FINAL, "--target", "3.5", "--effort", path) for path in (one_by_one, by_range)
    )
    assert first["steps"] == second["steps"] != found(spbe, FINAL, "--target", "3.5")["steps"]
    assert {"40", "41"} <= {one["indicator"] for one in first["steps"]}  # 42 stands at 3 already


def test_the_effort_file_of_the_example_holds_what_the_plan_keeps_to(spbe: Spbe) -> None:
    value = found(spbe, FINAL, "--target", "3.4", "--effort", EFFORT)
    steps = {one["indicator"]: one for one in value["steps"]}
    assert not {"9", "29", "30", "31"} & set(steps)
    assert all(one["to"] - one["from"] <= 2 for one in steps.values())
    assert steps["43"]["effort"] == {4: 1, 5: 5}[steps["43"]["to"]]
    assert next(one["capacity"] for one in value["opds"] if one["id"] == "kominfo") == 16
    out = told(spbe("plan", FINAL, "--target", "3.4", "--effort", EFFORT))
    assert f"Efforts are those of {EFFORT.as_posix()}; a level it does not name takes 2." in out


WRONG = """\
default: -1
indicator: {1: 2}
indicators: {99: 2, 1-3: {6: 1, x: 2, 2: "3"}, 5: }
locked: [50, 1-4, x]
max_level: {1: 7, 2: 2.5}
max_rise: 0
capacity: {kominf: 3, kominfo: -2}
requires:
  - {indicator: 1, level: 3}
  - {indicator: 1, level: 3, needs: {2: 3}}
  - {indicator: 2, level: 9, needs: {77: 3, 1: 2}}
"""


def test_everything_wrong_in_an_effort_file_is_said_with_its_place(
    spbe: Spbe, write: Write
) -> None:
    path = write("effort.yaml", WRONG)
    run = spbe("plan", FINAL, "--target", "3", "--effort", path)
    assert (run.code, run.out) == (1, "")
    places = re.findall(
        rf"^{re.escape(path.as_posix())}:(\d+):(\d+): error (\w+) ", run.err, re.MULTILINE
    )
    assert [(int(line), int(column), code) for line, column, code in places] == [
        (1, 10, "SPBE110"),
        (2, 1, "SPBE101"),
        (3, 14, "SPBE105"),
        (3, 27, "SPBE104"),
        (3, 33, "SPBE103"),
        (3, 42, "SPBE012"),
        (3, 51, "SPBE102"),
        (4, 10, "SPBE105"),
        (4, 19, "SPBE105"),
        (5, 16, "SPBE104"),
        (5, 22, "SPBE104"),
        (6, 11, "SPBE110"),
        (7, 12, "SPBE114"),
        (7, 32, "SPBE110"),
        (9, 5, "SPBE102"),
        (11, 27, "SPBE104"),
        (11, 38, "SPBE105"),
    ]
    assert 'unknown OPD "kominf"; this assessment has bapenda, ' in run.err
    assert "no step leads to 6; steps lead to 1, 2, 3, 4, 5" in run.err
    assert 'did you mean "indicators"?' in run.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# nothing yet\n", "1:1: error SPBE011 there is no effort in this file"),
        ("default: [\n", "1:11: error SPBE003"),
        ("- 1\n", "1:1: error SPBE103 found a list; expected keys with values"),
        ("default: 1\ndefault: 2\n", "2:1: error SPBE006"),
        ("default: 1,5\n", "1:10: error SPBE012"),
        ("max_rise: 1.5\n", "1:11: error SPBE103 found 1.5; expected a whole number"),
    ],
)
def test_an_effort_file_is_read_as_strictly_as_every_other(
    spbe: Spbe, write: Write, text: str, said: str
) -> None:
    path = write("effort.yaml", text)
    run = spbe("plan", FINAL, "--target", "3", "--effort", path)
    assert (run.code, run.out) == (1, "")
    assert f"{path.as_posix()}:{said}" in run.err
    indonesian = spbe("plan", FINAL, "--target", "3", "--effort", path, "--lang", "id")
    assert f"{path.as_posix()}:{said[:11]}" in indonesian.err


def test_an_effort_file_that_is_no_utf_8_is_said(spbe: Spbe, tmp_path: Path) -> None:
    path = tmp_path / "effort.yaml"
    path.write_bytes("default: 1 # é\n".encode("latin-1"))
    run = spbe("plan", FINAL, "--target", "3", "--effort", path)
    assert run.code == 1
    assert ": error SPBE002 " in run.err


def test_an_effort_file_may_leave_everything_out(spbe: Spbe, write: Write) -> None:
    path = write("effort.yaml", "locked:\nindicators:\nmax_level:\ncapacity:\nrequires:\n")
    value = found(spbe, FINAL, "--target", "3", "--effort", path)
    assert value["steps"] == found(spbe, FINAL, "--target", "3")["steps"]


def test_standard_input_can_be_the_effort_file_or_the_assessment() -> None:
    call = ("plan", FINAL, "--target", "3", "--effort", "-", "--format", "json")
    run = process(*call, stdin=b"default: 3\n")
    assert json.loads(run.stdout)["effort"] == 21
    text = assessment(dict.fromkeys(map(str, range(1, 48)), 3)).encode()
    run = process("plan", "-", "--target", "3.1", "--format", "json", stdin=text)
    assert (json.loads(run.stdout)["file"], json.loads(run.stdout)["effort"]) == ("-", 4)


# Prerequisites


PAIRS = {
    "1": ["11"], "2": ["12"], "3": ["23"], "4": ["15"], "5": ["16"], "6": ["17"], "7": ["18"],
    "8": ["22"], "9": ["29", "30", "31"], "10": ["19"],
}  # fmt: skip


def test_the_prerequisites_that_ship_are_ours_and_say_so(
    library: Library, i2020: Instrument
) -> None:
    shape = prerequisites_beside(library, i2020)
    assert shape is not None
    basis = shape.basis.build()
    assert (basis.source, basis.confidence.value) == ("own", "assumed")
    assert basis.note is not None
    assert "bukan ketentuan peraturan" in basis.note.id
    assert "our own" in basis.note.en
    held = [(one.indicator, one.level, dict(one.needs)) for one in shape.requires]
    assert held == [
        (practice, level, {policy: level - 1})
        for policy, practices in PAIRS.items()
        for practice in practices
        for level in (3, 4)
    ]


def test_prerequisites_hold_only_where_they_are_asked_for(spbe: Spbe, write: Write) -> None:
    """Audits are cheap, but wait for the policy on audits."""
    levels = dict.fromkeys(map(str, range(1, 48)), 2) | {"9": 1}
    path = write("a.yaml", assessment(levels))
    costs = write("e.yaml", "default: 100\nindicators: {29-31: 1}\n")
    call = (path, "--target", "2.1", "--effort", costs)
    without, asked = found(spbe, *call), found(spbe, *call, "--prerequisites")
    assert [one["indicator"] for one in without["steps"]] == ["29", "30", "31"]
    assert without["effort"] == 8
    steps = {one["indicator"]: one["to"] for one in asked["steps"]}
    assert (steps["9"], asked["effort"]) == (3, 200 + 6)
    order = [one["indicator"] for one in asked["steps"]]
    assert order.index("9") < min(order.index(one) for one in order if one in {"29", "30", "31"})
    assert [one["text"] for one in asked["assumptions"] if one["key"] == "prerequisites"] == [
        "Prerequisites: our own, not the regulation's: a policy comes before its practice."
    ]
    assert "prerequisites" not in {one["key"] for one in without["assumptions"]}


def test_requirements_of_both_sources_add_up(spbe: Spbe, write: Write) -> None:
    levels = dict.fromkeys(map(str, range(1, 48)), 2) | {"9": 1}
    path = write("a.yaml", assessment(levels))
    own = "requires: [{indicator: 29, level: 3, needs: {28: 3}}]"
    costs = write("e.yaml", f"default: 100\nindicators: {{29-31: 1}}\n{own}\n")
    value = found(spbe, path, "--target", "2.1", "--effort", costs, "--prerequisites")
    steps = {one["indicator"]: one["to"] for one in value["steps"]}
    assert (steps.get("9"), steps.get("28")) in {(3, 3), (3, None)}
    assert "29" not in steps or steps["28"] >= 3


def test_a_circle_with_the_prerequisites_is_said_in_the_effort_file(
    spbe: Spbe, write: Write
) -> None:
    """By itself the file is sound; its second requirement needs a practice before its policy."""
    path = write(
        "e.yaml",
        "requires:\n  - {indicator: 20, level: 3, needs: {19: 3}}\n"
        "  - {indicator: 1, level: 2, needs: {11: 3}}\n",
    )
    assert spbe("plan", FINAL, "--target", "3", "--effort", path).code == 0
    run = spbe("plan", FINAL, "--target", "3", "--effort", path, "--prerequisites")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"{path.as_posix()}:3:37: error SPBE115 for level 2 indicator 1 must")


def test_prerequisites_lie_beside_a_regulation_of_ones_own_too(
    spbe: Spbe, small: Callable[..., Path], write: Write
) -> None:
    path = small({"1": 1, "2": 1, "3": 1})
    call = ("plan", path, "--target", "2.5", "--prerequisites", "--format", "json")
    run = spbe(*call)
    assert (run.code, run.out) == (2, "")
    assert "no prerequisites ship with Uji two-layers; write them into --effort" in run.err
    text = (
        "instrument: two-layers\nbasis: {source: own, confidence: assumed}\n"
        "sources: {own: {title: Ours}}\n"
        "requires:\n  - {indicator: 3, level: 2, needs: {2: 4}}\n"
    )
    beside = write("rules/own.requires.yaml", text)
    steps = {one["indicator"]: one["to"] for one in json.loads(spbe(*call).out)["steps"]}
    assert steps["2"] == 4
    wrong = text.replace("two-layers", "x").replace("source: own", "source: y")
    beside.write_text(wrong.replace("2: 4", "7: 9"), encoding="utf-8")
    run = spbe(*call)
    assert run.code == 1
    assert json.loads(run.out)["steps"] == []
    assert re.findall(r"own\.requires\.yaml:(\d+):(\d+): error (SPBE\d+)", run.err) == [
        ("1", "13", "SPBE106"), ("2", "17", "SPBE125"), ("5", "38", "SPBE105"),
        ("5", "41", "SPBE104"),
    ]  # fmt: skip
    beside.write_text("", encoding="utf-8")
    run = spbe(*call)
    assert run.code == 1
    assert "own.requires.yaml:1:1: error SPBE011 " in run.err
    beside.write_text("requires: [", encoding="utf-8")
    assert "own.requires.yaml:1:11: error SPBE003" in spbe(*call).err


# What is refused


def test_a_file_with_errors_is_refused_with_them(spbe: Spbe) -> None:
    run = spbe("plan", ROOT / "tests/data/invalid/104-levels.yaml", "--target", "3")
    assert (run.code, run.out) == (1, "")
    assert run.err.count(": error SPBE104 ") == 7


def test_what_is_unanswered_is_no_obstacle(spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", assessment({"1": 3}))
    assert spbe("validate", path).code == 1
    assert found(spbe, path, "--budget", "1")["answered"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((FINAL,), "nothing to plan; name a target, as in --target baik"),
        ((FINAL, "--opd", "kominfo"), "--opd is about the steps of a plan"),
        ((FINAL, "--frontier", "--opd", "kominfo"), "--opd is about the steps of a plan"),
        ((FINAL, "--frontier", "--write", "x.yaml"), "--write is about the steps of a plan"),
        ((FINAL, "--target", "3", "--opd", "komifo"), 'did you mean "kominfo"?'),
        ((FINAL, "--target", "biak"), "there are Memuaskan, Sangat Baik, Baik, Cukup, Kurang"),
        ((FINAL, "--target", "biak"), 'did you mean "Baik"?'),
        ((FINAL, "--target", "outstandin"), 'did you mean "Outstanding"?'),
        ((FINAL, "--target", ""), 'unknown category ""'),
        ((FINAL, "--target", "3,5"), '--target takes a number with a dot, as in 2.6; found "3,5"'),
        ((FINAL, "--target", "1e3"), '--target takes a number with a dot, as in 2.6; found "1e3"'),
        ((FINAL, "--budget", "x"), '--budget takes a number with a dot, as in 2.6; found "x"'),
        ((FINAL, "--budget", "-0.1"), '--budget takes a number of 0 or more; found "-0.1"'),
        ((FINAL, "--target", "3", "--years", "0"), "--years takes a whole number from 1"),
        ((FINAL, "--target", "3", "--years", "11"), "--years takes a whole number from 1 to 10"),
        ((FINAL, "--target", "3", "--years", "1.5"), "--years takes a whole number from 1"),
        ((FINAL, "--target", "3", "--year", "20"), "--year takes a year from 1900 to 2999"),
        ((FINAL, "--target", "3", "--effort", "no.yaml"), "no.yaml: cannot be read: "),
        ((FINAL, "--target", "3", "--effort", CONTOH), "kabupaten-contoh: cannot be read: "),
        ((ROOT / "examples/blitar/2023.yaml", "--target", "4"), "only announced figures"),
        ((CONTOH / "2024", "--target", "4"), "several assessments in"),
        (("nowhere.yaml", "--target", "4"), "nowhere.yaml: no such file or folder"),
        (("--target", "4"), "FILE is missing"),
        ((FINAL, "--target"), "--target needs a value"),
        ((FINAL, FINAL, "--target", "3"), "unexpected: "),
    ],
)
def test_a_wrong_call_says_what_to_do(
    spbe: Spbe, arguments: tuple[str | Path, ...], said: str
) -> None:
    run = spbe("plan", *arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Error: ")
    assert said in run.err
    assert spbe("plan", *arguments, "--lang", "id").code == 2


def test_costs_too_fine_to_be_counted_out_are_refused(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spbe_cli.core.plans.fronts.MOST_STATES", 100)
    for language, said in (
        ("en", "write the costs of the effort file with fewer decimals"),
        ("id", "dengan lebih sedikit desimal"),
    ):
        run = spbe("plan", FINAL, "--target", "4.5", "--lang", language)
        assert (run.code, run.out) == (2, "")
        assert said in run.err


def test_an_answer_of_the_solver_that_does_not_stand_the_check_is_no_plan(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spbe_cli.core.plans.program.Condition.holds", lambda *_: False)
    run = spbe("plan", FINAL, "--target", "3.4", "--effort", EFFORT, "--years", "2")
    assert (run.code, run.out) == (2, "")
    assert "did not stand the check in whole numbers, so there is no plan" in run.err


def test_no_input_is_overwritten_and_output_is_written_whole(spbe: Spbe, tmp_path: Path) -> None:
    for path in (FINAL, EFFORT):
        before = path.read_bytes()
        run = spbe("plan", FINAL, "--target", "3", "--effort", EFFORT, "-o", path)
        assert run.code == 2
        assert "is one of the files this is made from" in run.err
        assert path.read_bytes() == before
    out = tmp_path / "plan.md"
    run = spbe("plan", FINAL, "--target", "6", "--format", "markdown", "-o", out)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("Target not reached: ")
    assert out.read_text(encoding="utf-8").startswith("## Kabupaten Contoh\n")


def test_the_same_call_writes_the_same_bytes(spbe: Spbe) -> None:
    call = ("plan", FINAL, "--target", "3.4", "--effort", EFFORT, "--years", "2")
    for format_ in ("table", "json", "csv", "markdown"):
        assert spbe(*call, "--format", format_) == spbe(*call, "--format", format_)


def test_an_effort_file_in_a_folder_is_passed_over(spbe: Spbe) -> None:
    run = spbe("score", CONTOH / "2024", "--format", "json")
    assert run.code == 0
    assert {Path(one["file"]).name for one in json.loads(run.out)["results"]} == {
        "self.yaml", "final.yaml",
    }  # fmt: skip
    assert "other YAML files skipped." in run.err


def test_the_schema_of_effort_files_fits_what_is_read(spbe: Spbe) -> None:
    import jsonschema  # noqa: PLC0415 - slow, only here

    schema = json.loads(spbe("schema", "effort").out)
    good = yaml.safe_load(EFFORT.read_text(encoding="utf-8"))
    good = json.loads(json.dumps(good))
    jsonschema.validate(good, schema)
    assert set(good) == set(schema["properties"])
    assert all("description" in one for one in schema["properties"].values())
    for wrong in ({"x": 1}, {"default": -1}, {"requires": [{"indicator": "1", "level": 3}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
    assert spbe("schema", "effort", "--instrument", "permenpanrb-59-2020").code == 2


# What a call gives, before it is text


def made(case: Case, order: Order, criteria: Criteria | None = None, **asked: Any) -> Planned:
    return planned(Filed("a.yaml", case), order, Asked(**asked), criteria, None)


def owned(instrument: Instrument) -> Case:
    opds = {"a": {"owns": ["1-20"]}, "b": {"owns": ["20-40"]}}
    return case_of(instrument, all_at(3, instrument), opds=opds)


def test_shares_add_up_to_the_plan(i2020: Instrument) -> None:
    case = owned(i2020)
    given = made(case, Order(2024, target=target_of(i2020, Fraction(5), 2024)))
    assert given.plan is not None
    shares = {one.opd: (one.steps, one.effort, one.capacity) for one in given.shares}
    assert shares == {"a": (20, 40, None), "b": (20, 40, None), None: (7, 14, None)}
    assert [one.opd for one in given.shares] == ["a", "b", None]
    assert [task.place for task in given.tasks] == list(range(1, 48))
    own = made(case, given.order, opd="b")
    assert {task.step.indicator.id for task in own.tasks} == set(map(str, range(20, 41)))
    assert own.shares == given.shares


def test_premises_are_those_that_matter(i2020: Instrument) -> None:
    case = owned(i2020)
    reached = made(case, Order(2024, target=target_of(i2020, Fraction(3), 2024)))
    assert reached.premises == (Premise.EFFORT,)
    assert reached.feasible
    most = made(case, Order(2024, budget=Fraction(0)))
    assert most.premises == (Premise.MOST, Premise.EFFORT)
    curve = made(case_of(i2020, {}), Order(2024), curve=True)
    assert curve.premises == (Premise.CURVE, Premise.EFFORT, Premise.UNANSWERED)
    assert (curve.plan, curve.tasks, curve.shares, curve.feasible) == (None, (), (), True)
    far = made(case, Order(2024, target=target_of(i2020, Fraction(6), 2024)))
    assert far.premises[0] is Premise.MOST
    assert not far.feasible


def test_what_a_budget_keeps_out_of_reach_has_a_price(i2020: Instrument) -> None:
    case, target = owned(i2020), target_of(i2020, Fraction(4), 2024)
    price = made(case, Order(2024, target=target)).plan
    assert price is not None
    poor = made(case, Order(2024, target=target, budget=Fraction(3)))
    assert (poor.needed, poor.feasible) == (price.effort, False)
    locked = Effort(locked=frozenset(str(n) for n in range(1, 48)))
    stuck = made(case, Order(2024, target=target, budget=Fraction(3), effort=locked))
    assert stuck.needed is None
    fine = made(case, Order(2024, target=target, budget=Fraction(99)))
    assert fine.needed is None


def test_an_opd_that_is_not_there_is_refused(i2020: Instrument) -> None:
    nobody = case_of(i2020, all_at(3, i2020))
    for case, allowed in ((owned(i2020), "a, b"), (nobody, "-")):
        with pytest.raises(CallError) as caught:
            made(case, Order(2024, budget=Fraction(1)), opd="x")
        assert (caught.value.key, caught.value.values["allowed"]) == ("call.plan-opd", allowed)


def steps_of(given: Planned) -> Iterator[tuple[str, Decimal]]:
    for mark in given.marks:
        yield mark.point.category.name.id, given.case.instrument.rounded(mark.point.index)


def test_a_curve_begins_above_the_present_where_rises_cost_nothing(i2020: Instrument) -> None:
    """All rises of indicators 1 to 31 are free: the curve begins in a better category."""
    free = Effort(costs={str(n): {None: 0} for n in range(1, 32)})
    given = made(case_of(i2020, all_at(3, i2020)), Order(2024, effort=free), curve=True)
    first = given.marks[0]
    assert (first.point.effort, first.point.index) == (0, Fraction("4.09"))
    assert first.first_of is first.point.category
    assert next(steps_of(given)) == ("Sangat Baik", Decimal("4.09"))
    assert given.before.category.name.id == "Baik"
