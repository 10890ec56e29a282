"""`spbe rank` as a user sees it: who stands where, by group, and among the official results."""

import csv
import io
import json
import statistics
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.core.instrument import Instrument
from tests.conftest import ROOT, Run, all_at, assessment, process
from tests.test_injection import HOSTILE

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]

TABLE = ROOT / "indicators" / "permenpanrb-59-2020.results.csv"
JATIM = "2024:kabupaten:Jawa Timur"


@pytest.fixture(autouse=True)
def _at_root(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(request.config.rootpath)


def official(**wanted: str) -> list[dict[str, str]]:
    """Read the shipped table with nothing of ours."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


def ranking(run: Run) -> Any:
    found = json.loads(run.out)
    assert found["schema"] == "spbe.rank/1"
    return found


def published(index: str, **settings: object) -> str:
    head: dict[str, object] = {
        "institution": "Kabupaten Uji",
        "year": 2024,
        "instrument": "permenpanrb-59-2020",
        "stage": "final",
        "published": f"{{index: {index}}}",
    }
    return "".join(f"{key}: {value}\n" for key, value in (head | settings).items())


def test_files_are_ranked_by_their_exact_index(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    """All three are shown as 3.00; ties share a rank and the next one counts them."""
    exact = {"a": {}, "b": {"32": 4, "33": 2}, "c": {"1": 2, "21": 4}, "d": {"1": 2}}
    for name, changes in exact.items():
        text = assessment(all_at(3, i2020) | changes, institution=f"Kab. {name.upper()}")
        write(f"{name}.yaml", text)
    found = ranking(spbe("rank", "--format", "json", write("x.txt", "").parent))
    listed = [(one["rank"], one["institution"], one["index_exact"]) for one in found["results"]]
    assert listed == [
        (1, "Kab. C", "3.002"),
        (2, "Kab. A", "3"),
        (2, "Kab. B", "3"),
        (4, "Kab. D", "2.987"),
    ]
    assert [one["index"] for one in found["results"]] == [3.0, 3.0, 3.0, 2.99]
    assert [one["percentile"] for one in found["results"]] == [100.0, 50.0, 50.0, 0.0]
    assert found["summary"]["median_exact"] == "3"
    assert found["summary"]["best"] == ["Kab. C"]
    assert list(found["summary"]["categories"].items())[2] == ("Baik", 4)


@pytest.mark.parametrize(("year", "index"), [("2023", "3.63"), ("2024", "3.77")])
@pytest.mark.parametrize("part", [{"type": "kabupaten"}, {"province": "Jawa Timur"}, {}])
def test_blitar_stands_where_the_official_table_says(
    spbe: Spbe, year: str, index: str, part: dict[str, str]
) -> None:
    """Rank, percentile and distances counted again from the table, Blitar's own row left out."""
    rows = official(year=year, **part)
    [own] = [row for row in rows if row["institution"] == "Pemerintah Kabupaten Blitar"]
    assert own["index"] == index
    wanted = ":".join((year, part.get("type", ""), part.get("province", "")))
    run = spbe("rank", f"examples/blitar/{year}.yaml", "--among", wanted, "--format", "json")
    assert run.code == 0
    [one] = ranking(run)["results"]
    pairs = [("index", one["position"])]
    pairs += [(f"domain_{place['id']}", place) for place in one["position"]["domains"]]
    assert len(pairs) == 5
    for column, place in pairs:
        value = Fraction(own[column])
        others = [Fraction(row[column]) for row in rows if row is not own]
        assert place["rank"] == 1 + sum(other > value for other in others)
        assert place["out_of"] == len(rows)
        below = sum(other < value for other in others) + Fraction(others.count(value), 2)
        assert Fraction(place["percentile_exact"]) == 100 * below / len(others)
        assert Fraction(place["from_median_exact"]) == value - statistics.median(others)
        assert Fraction(place["from_best_exact"]) == value - max(others)
        assert Fraction(place["median_exact"]) == statistics.median(others)
    assert one["position"]["official"] == {
        "institution": "Pemerintah Kabupaten Blitar",
        "index": float(index),
        "index_exact": index,
        "category": "Sangat Baik",
        "rank": 1 + sum(Fraction(row["index"]) > Fraction(index) for row in rows),
    }


def test_blitar_in_words(spbe: Spbe) -> None:
    """31st of 398 in 2023, 57th of 392 in 2024, counted by hand in a spreadsheet."""
    for year, place in (("2023", "31/398"), ("2024", "57/392")):
        path = f"examples/blitar/{year}.yaml"
        out = spbe("rank", path, "--among", f"{year}:kabupaten").out
        assert place in out
        assert f"official result of {year}" in out
        assert f"{year} · kabupaten" in out
        assert "OCR" in out
        indonesian = spbe("rank", path, "--among", f"{year}:kabupaten", "--lang", "id").out
        assert place in indonesian
        assert f"hasil resmi {year}" in indonesian


def test_the_official_results_alone_are_listed(spbe: Spbe) -> None:
    rows = official(year="2024", type="kabupaten", province="Jawa Timur")
    found = ranking(spbe("rank", "--among", JATIM, "--format", "json"))
    assert len(found["results"]) == len(rows) == 29
    best_first = sorted((row["index"] for row in rows), reverse=True)
    assert [one["index_exact"] for one in found["results"]] == [
        index.rstrip("0").rstrip(".") for index in best_first
    ]
    for one in found["results"]:
        assert one["rank"] == 1 + sum(
            Fraction(i) > Fraction(one["index_exact"]) for i in best_first
        )
    assert found["official"]["source"]["title"].startswith("Laporan Pelaksanaan Evaluasi SPBE 2024")
    assert found["official"]["caveat"]
    assert found["official"]["summary"] is None
    assert "position" not in found["results"][0]


def test_all_official_rows_are_there(spbe: Spbe) -> None:
    numbers = {"2023": 621, "2024": 615}
    for year, number in numbers.items():
        rows = list(
            csv.DictReader(io.StringIO(spbe("rank", "--among", year, "--format", "csv").out))
        )
        assert len(rows) == number == len(official(year=year))
        assert {row["announced"] for row in rows} == {"true"}


@pytest.mark.parametrize(
    "wanted",
    ["2024:KABUPATEN:jawa timur", " 2024 : kab. : Prov. Jatim ", "2024:kabupaten:JAWA-TIMUR"],
)
def test_the_part_is_named_in_any_case_and_spelling(spbe: Spbe, wanted: str) -> None:
    assert spbe("rank", "--among", wanted).out == spbe("rank", "--among", JATIM).out


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("2022", 'no official results of "2022"; there are 2023, 2024'),
        ("", 'no official results of ""'),
        ("2024:kbupaten", 'no institutions of the type "kbupaten"; there are kementerian, lpnk'),
        ("2024:kbupaten", 'did you mean "kabupaten"?'),
        ("2024:kota:jawa timr", 'no province "jawa timr" here; there are 32, such as Aceh, Bali'),
        ("2024:kota:jawa timr", "Bengkulu, D.I Yogyakarta; spbe rank --among 2024 --by province"),
        ("2024:kota:jawa timr", 'did you mean "Jawa Timur"?'),
        ("2024:kementerian:Bali", "type kementerian are central and in no province; leave it out"),
        ("2024:kota:dki jakarta", "in DKI Jakarta there is no institution of the type kota, only"),
        ("2024:kota:dki jakarta", "only provinsi\n"),
        ("2024:jatim", 'no institutions of the type "jatim"'),
        ("2024:jatim", 'did you mean "2024::Jawa Timur"?'),
    ],
)
def test_a_part_that_is_not_there_is_a_wrong_call(spbe: Spbe, wanted: str, said: str) -> None:
    run = spbe("rank", "--among", wanted)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_the_own_row_is_found_by_its_name_in_any_spelling(spbe: Spbe, write: Write) -> None:
    places = {}
    for name in ("Kab. Blitar", "PEMKAB BLITAR", "Kabupaten Blitar", "Pemkot Blitar", "Blitar"):
        path = write("a.yaml", published("3.00", institution=name))
        [one] = ranking(spbe("rank", path, "--among", "2024", "--format", "json"))["results"]
        own = one["position"]["official"]
        places[name] = (own and own["institution"], one["position"]["out_of"])
    assert places == {
        "Kab. Blitar": ("Pemerintah Kabupaten Blitar", 615),
        "PEMKAB BLITAR": ("Pemerintah Kabupaten Blitar", 615),
        "Kabupaten Blitar": ("Pemerintah Kabupaten Blitar", 615),
        "Pemkot Blitar": ("Pemerintah Kota Blitar", 615),
        "Blitar": (None, 616),
    }


def test_a_mix_of_years_or_instruments_is_refused(spbe: Spbe) -> None:
    run = spbe("rank", "examples/blitar")
    assert (run.code, run.out) == (2, "")
    assert "permenpanrb-5-2018 2018 (1), permenpanrb-5-2018 2019 (1)" in run.err
    assert "--year or --instrument" in run.err
    still = spbe("rank", "--instrument", "permenpanrb-59-2020", "examples/blitar")
    assert still.code == 2
    assert "5-2018" not in still.err
    run = spbe("rank", "--year", "2023", "examples/blitar")
    assert run.code == 0
    assert "Left out by --year, --instrument or --stage: 5 files." in run.err
    assert spbe("rank", "--year", "2023", "--quiet", "examples/blitar").err == ""
    path = "indicators/permenpanrb-5-2018.yaml"
    by_path = spbe("rank", "--instrument", path, "--year", "2019", "examples/blitar")
    assert (by_path.code, "2019 · PermenPANRB 5/2018" in by_path.out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name files or folders to rank, or official results with --among"),
        (("examples/blitar/2018.yaml", "--among", "2024"), "they have no common order"),
        (("examples/blitar", "--among", "2024"), "have no common order"),
        (("examples/blitar/2024.yaml", "--among", "2024", "--by", "type"), "--by splits a ranking"),
        (("examples/blitar/2024.yaml", "--year", "1999"), "nothing is left to rank"),
        (("examples/blitar/2024.yaml", "--stage", "self"), "permenpanrb-59-2020 2024 final (1)"),
        (("examples/blitar/2024.yaml", "--instrument", "x"), 'unknown instrument "x"'),
        (("tests/data/invalid/104-levels.yaml", "--instrument", "x"), 'unknown instrument "x"'),
        (("--among", "2024", "--instrument", "x"), 'unknown instrument "x"'),
        (
            ("--among", "2024", "--instrument", "permenpanrb-8-2026"),
            "permenpanrb-59-2020 2024 final (615)",
        ),
        (
            ("examples/blitar/2024.yaml", "--among", "2024:kota:Bali"),
            "of it: kabupaten, Jawa Timur (1); ask for --among 2024:kabupaten:Jawa Timur",
        ),
        (("examples/blitar/2024.yaml", "--instrument", "x.yaml"), 'unknown instrument "x.yaml"'),
        (("examples/blitar/2024.yaml", "--by", "tpye"), 'did you mean "type"?'),
        (("--among", "2024", "--top", "0"), "--top takes a whole number from 1"),
        (("--among", "2024", "--stage", "self"), "permenpanrb-59-2020 2024 final (615)"),
        (("--among", "2024", "-o", str(TABLE)), "one of the files this is made from"),
        (("nowhere.yaml",), "no such file or folder"),
        (("tests/data/valid/opd-alone.yaml", "indicators"), "an OPD file by itself has no index"),
    ],
)
def test_wrong_calls(spbe: Spbe, arguments: tuple[str, ...], said: str) -> None:
    run = spbe("rank", *arguments)
    assert said in run.err
    assert run.code == (1 if "opd-alone" in " ".join(arguments) else 2)
    assert "Traceback" not in run.err


def test_a_folder_without_assessments_is_a_wrong_call(spbe: Spbe) -> None:
    run = spbe("rank", "indicators")
    assert (run.code, run.out) == (2, "")
    assert "no assessment in indicators" in run.err


def test_two_instruments_with_one_id_are_refused(spbe: Spbe, write: Write) -> None:
    text = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    assert "decimals: 2" in text
    write("a/mine.yaml", text)
    path = write("b/mine.yaml", text.replace("decimals: 2", "decimals: 1"))
    for folder in ("a", "b"):
        write(f"{folder}/2024.yaml", published("3.0", instrument="./mine.yaml"))
    run = spbe("rank", path.parent.parent)
    assert run.code == 2
    assert "different instruments have the same id" in run.err
    assert spbe("rank", path.parent).code == 0


def test_a_file_with_an_error_keeps_its_row(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    good = write("good.yaml", published("2.50"))
    bad = write("bad.yaml", assessment(all_at(3, i2020) | {"5": 50}, institution="Kota Salah"))
    worse = write("worse.yaml", "institution: [\n")
    for options in ((), ("--among", "2024"), ("--by", "type"), ("--format", "markdown")):
        run = spbe("rank", bad, good, worse, *options)
        assert run.code == 1
        assert "Kota Salah" in run.out
        assert "worse.yaml" in run.out
        assert "bad.yaml:10:6: error SPBE104" in run.err
    for options in ((), ("--among", "2024"), ("--by", "type")):
        run = spbe("rank", bad, good, worse, "--format", "json", *options)
        assert (run.code, run.err) == (1, "")
        results = ranking(run)["results"]
        assert [one["rank"] for one in results] == [1, None, None]
        assert [one["index"] for one in results] == [2.5, None, None]
        assert [one["percentile"] for one in results] == [None, None, None]
        assert [len(one["problems"]) for one in results] == [0, 1, 1]
        assert results[1].get("position") is None
        rows = list(
            csv.DictReader(
                io.StringIO(spbe("rank", bad, good, worse, "--format", "csv", *options).out)
            )
        )
        assert [row["rank"] for row in rows] == ["1", "", ""]
        assert [row["errors"] for row in rows] == ["0", "1", "1"]


def test_errors_alone_have_no_ranking_and_no_traceback(spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", "institution: [\n")
    for options in ((), ("--among", "2024"), ("--by", "type"), ("--top", "1")):
        for format_ in ("table", "json", "csv", "markdown"):
            run = spbe("rank", path, "--format", format_, *options)
            assert run.code == 1
            assert "a.yaml" in run.out
            assert "None" not in run.out


def test_stages_side_by_side_are_noted_and_can_be_chosen(spbe: Spbe) -> None:
    folder = "examples/kabupaten-contoh/2024"
    run = spbe("rank", folder)
    assert run.code == 0
    assert "no fair order: self-assessment, final result. --stage chooses one." in run.out
    assert "Ranked more than once: Kabupaten Contoh." in run.out
    final = spbe("rank", folder, "--stage", "final")
    assert "fair order" not in final.out
    assert "Left out by --year, --instrument or --stage: 1 file." in final.err
    among = spbe("rank", folder, "--among", JATIM, "--stage", "self").out
    assert "Official results are final ones; the files have other stages: self-assessment." in among
    found = ranking(spbe("rank", folder, "--format", "json"))
    assert found["stages"] == ["self", "final"]
    assert found["repeated"] == ["Kabupaten Contoh"]


def test_another_year_of_the_same_instrument_is_noted(spbe: Spbe) -> None:
    out = spbe("rank", "examples/blitar/2023.yaml", "--among", "2024:kabupaten").out
    head = out.splitlines()[:3]
    assert head[1] == (
        "Files: 2023 · PermenPANRB 59/2020 · final result. "
        "Official results: 2024 · kabupaten · final result."
    )
    assert head[2].startswith("The files are of 2023, the official results of 2024: another year")
    same = spbe("rank", "examples/blitar/2024.yaml", "--among", "2024:kabupaten").out
    assert same.splitlines()[1] == "2024 · PermenPANRB 59/2020 · final result"
    assert "The files are of" not in same
    path = "examples/kabupaten-contoh/2024/self.yaml"
    stage = spbe("rank", path, "--among", JATIM).out.splitlines()
    assert stage[1] == (
        "Files: 2024 · PermenPANRB 59/2020 · self-assessment. "
        "Official results: 2024 · kabupaten · Jawa Timur · final result."
    )
    assert stage[2].startswith("Official results are final ones; the files have other stages")
    table = spbe("rank", path, "--among", JATIM, "--format", "csv").out
    [row] = csv.DictReader(io.StringIO(table))
    keys = ("year", "stage", "among_year", "among_type", "among_province")
    assert [row[key] for key in keys] == ["2024", "self", "2024", "kabupaten", "Jawa Timur"]


def test_an_error_of_another_instrument_gives_the_page_no_instrument(
    spbe: Spbe, write: Write
) -> None:
    path = write("a.yaml", published("9.9", year=2018, instrument="permenpanrb-5-2018"))
    run = spbe("rank", path, "--among", "2024:kota")
    assert run.code == 1
    assert run.out.startswith("Position among the official results\n\n")
    assert "PermenPANRB" not in run.out
    assert ranking(spbe("rank", path, "--among", "2024", "--format", "json"))["instrument"] is None


def test_who_is_compared_with_others_than_their_like_is_said(spbe: Spbe, write: Write) -> None:
    text = "institution,year,index,type\nKota Blitar,2024,3.00,kota\nKabupaten Uji,2024,2.00,\n"
    path = write("a.csv", text)
    call = ("rank", path, "--among", "2024:kabupaten")
    said = "Compared with others than their like (kabupaten): Kota Blitar: kota."
    assert spbe(*call).out.splitlines()[2] == said
    results = ranking(spbe(*call, "--format", "json"))["results"]
    assert [one["position"]["differs"] for one in results] == [["type"], []]
    table = spbe(*call, "--format", "csv").out
    assert [row["differs"] for row in csv.DictReader(io.StringIO(table))] == ["type", ""]
    assert "than their like" not in spbe("rank", path, "--among", "2024").out


def test_an_own_row_that_is_not_found_is_said_with_the_nearest_name(
    spbe: Spbe, write: Write
) -> None:
    path = write("a.yaml", published("3.77", institution="Kab. Blitarr", stage="final"))
    out = spbe("rank", path, "--among", "2024").out
    nearest = "Pemerintah Kabupaten Blitar"
    assert "Own official row not found" in out.splitlines()[2]
    assert f": Kab. Blitarr (nearest name: {nearest})." in out
    assert "no official row" in out
    [one] = ranking(spbe("rank", path, "--among", "2024", "--format", "json"))["results"]
    assert (one["position"]["official"], one["position"]["nearest"]) == (None, nearest)
    table = spbe("rank", path, "--among", "2024", "--format", "csv").out
    [row] = csv.DictReader(io.StringIO(table))
    assert (row["official_nearest"], row["official_index"]) == (nearest, "")
    path = write("a.yaml", published("3.77", institution="Kab. Blitar"))
    found = spbe("rank", path, "--among", "2024").out
    assert "not found" not in found
    assert "no official row" not in found


def test_who_is_alone_in_a_part_has_no_place(spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", published("4.46", institution="Pemprov DKI Jakarta"))
    run = spbe("rank", path, "--among", "2024::DKI Jakarta")
    [line] = [one for one in run.out.splitlines() if "Pemprov" in one]
    assert (run.code, line.split()[3:7]) == (0, ["4.46", "-", "-", "-"])
    [one] = ranking(spbe("rank", path, "--among", "2024::DKI Jakarta", "--format", "json"))[
        "results"
    ]
    assert (one["position"]["rank"], one["position"]["median"]) == (None, None)
    assert one["position"]["official"]["rank"] == 1


def test_the_official_row_stands_among_all_of_the_part(spbe: Spbe) -> None:
    """The own row has its place among all 392; what is compared with the 391 others too."""
    out = spbe("rank", "examples/blitar/2024.yaml", "--among", "2024:kabupaten").out
    [own] = [line for line in out.splitlines() if "official result of 2024" in line]
    assert own.split()[4:6] == ["3.77", "57/392"]


def test_an_order_that_rounding_leaves_open_is_noted(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    """3.9595 is shown as 3.96, and Sidoarjo was announced with 3.96: nobody knows who is ahead."""
    levels = all_at(4, i2020) | {"1": 3, "32": 3}
    path = write("a.yaml", assessment(levels, institution="Kabupaten Uji"))
    [one] = ranking(spbe("rank", path, "--among", JATIM, "--format", "json"))["results"]
    names = [
        row["institution"]
        for row in official(year="2024", type="kabupaten", province="Jawa Timur")
        if row["index"] == "3.96"
    ]
    assert names == ["Pemerintah Kabupaten Sidoarjo"]
    assert (one["index"], one["index_exact"], one["position"]["open_to"]) == (3.96, "3.9595", 1)
    assert (
        "official results is open: Kabupaten Uji with 1 of them."
        in spbe("rank", path, "--among", JATIM).out
    )
    both = spbe("rank", path, write("b.yaml", published(str(one["index"])))).out
    assert "for 1 of them the order with equal or close ones is open" in both


def test_two_stages_of_one_institution_are_told_apart(spbe: Spbe) -> None:
    out = spbe("rank", "examples/kabupaten-contoh/2024", "--among", "2024:kabupaten").out
    for stage in ("self-assessment", "final result"):
        assert f"Kabupaten Contoh ({stage}) with " in out
    assert "Ranked more than once" not in out


def test_what_is_unanswered_is_told(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    levels = all_at(3, i2020)
    del levels["11"]
    path = write("a.yaml", assessment(levels))
    run = spbe("rank", path)
    noted = "* With unanswered indicators, which count at the lowest level: "
    assert f"{noted}Kabupaten Uji ({path.as_posix()})." in run.out
    assert " 2.95* " in run.out
    assert run.err == ""
    beside = write("b.yaml", assessment(levels) + "published: {index: 3.03}\n")
    both = spbe("rank", path, beside)
    assert f"Kabupaten Uji ({beside.as_posix()}; announced: 3.03)" in both.out
    assert both.out.count(" 2.95* ") == 2
    assert " 2.95* " in spbe("rank", beside, "--among", "2024").out
    [found] = ranking(spbe("rank", beside, "--format", "json"))["results"]
    assert (found["index"], found["announced_index"]) == (2.95, 3.03)
    [row] = csv.DictReader(io.StringIO(spbe("rank", beside, "--format", "csv").out))
    assert (row["index"], row["announced_index"]) == ("2.95", "3.03")
    whole = spbe("rank", write("c.yaml", assessment(all_at(3, i2020)))).out
    assert "*" not in whole
    [one] = ranking(spbe("rank", path, "--format", "json"))["results"]
    assert (one["unanswered"], one["source"], one["index_exact"]) == (1, "answers", "2.95")


def test_means_of_different_answers_are_told(spbe: Spbe) -> None:
    run = spbe("rank", "tests/data/valid/combine-mean.yaml", "examples/blitar/2024.yaml")
    noted = "* With means or medians of different answers, which are no official values: "
    assert f"{noted}Kabupaten Uji (tests/data/valid/combine-mean.yaml)." in run.out
    path = "tests/data/valid/combine-mean.yaml"
    found = ranking(spbe("rank", path, "--format", "json"))
    assert (found["results"][0]["unofficial"], found["unofficial"]) == (1, 1)


def test_groups_have_their_own_ranks_quartiles_and_ends(spbe: Spbe) -> None:
    found = ranking(spbe("rank", "--among", "2023", "--by", "type", "--format", "json"))
    groups = {group["group"]: group for group in found["groups"]}
    assert list(groups) == ["kementerian", "lpnk", "lembaga", "provinsi", "kabupaten", "kota"]
    for kind, group in groups.items():
        rows = official(year="2023", type=kind)
        indices = sorted(Fraction(row["index"]) for row in rows)
        half = len(indices) // 2
        assert group["count"] == len(rows)
        assert Fraction(group["median_exact"]) == statistics.median(indices)
        assert Fraction(group["lower_quartile_exact"]) == statistics.median(indices[:half])
        assert Fraction(group["upper_quartile_exact"]) == statistics.median(indices[-half:])
        ends = {"best": indices[-1], "lowest": indices[0]}
        for end, value in ends.items():
            named = {row["institution"] for row in rows if Fraction(row["index"]) == value}
            assert set(group[end]) == named
        for category, count in group["categories"].items():
            assert count == sum(row["category"] == category for row in rows)
    for one in found["results"][:50]:
        rows = official(year="2023", type=one["type"])
        above = sum(Fraction(row["index"]) > Fraction(one["index_exact"]) for row in rows)
        assert (one["group"], one["rank_in_group"]) == (one["type"], above + 1)


@pytest.mark.parametrize("by", ["type", "province", "category"])
def test_each_group_is_a_block(spbe: Spbe, by: str) -> None:
    found = ranking(spbe("rank", "--among", "2024:kota", "--by", by, "--format", "json"))
    out = spbe("rank", "--among", "2024:kota", "--by", by).out
    for group in found["groups"]:
        name = group["group"]
        assert f"\n{name}\n" in out
    rows = csv.DictReader(
        io.StringIO(spbe("rank", "--among", "2024:kota", "--by", by, "--format", "csv").out)
    )
    assert [row["group"] for row in rows] == [one["group"] for one in found["results"]]


def test_a_percentile_is_of_all_and_of_the_group(spbe: Spbe) -> None:
    call = ("rank", "--among", "2024::Bali", "--by", "type", "--format")
    rows = list(csv.DictReader(io.StringIO(spbe(*call, "csv").out)))
    results = ranking(spbe(*call, "json"))["results"]
    indices = {one["institution"]: Fraction(one["index_exact"]) for one in results}
    keys = ("percentile", "percentile_in_group")
    for one, row in zip(results, rows, strict=True):
        own = indices[one["institution"]]
        groups = (results, [each for each in results if each["group"] == one["group"]])
        for key, group in zip(keys, groups, strict=True):
            others = [indices[each["institution"]] for each in group if each is not one]
            if others:
                below = sum(i < own for i in others) + Fraction(others.count(own), 2)
                assert Fraction(one[f"{key}_exact"]) == 100 * below / len(others)
                assert row[key] == f"{one[key]:.1f}"
            else:
                assert (one[key], row[key]) == (None, "")
    assert [row["percentile"] for row in rows][:2] == ["100.0", "88.9"]
    wide = spbe(*call, "table").out
    assert "Percentile in group" in wide


def test_a_percentile_near_an_end_is_not_shown_as_the_end(spbe: Spbe, write: Write) -> None:
    rows = "".join(f"Kota {n},2024,3.{n % 90:02}\n" for n in range(2499))
    path = write("a.csv", f"institution,year,index\nKota X,2024,4.99\nKota Y,2024,4.98\n{rows}")
    text = path.read_text(encoding="utf-8") + "Kota V,2024,1.01\nKota W,2024,1.00\n"
    path.write_text(text, encoding="utf-8")
    found = csv.DictReader(io.StringIO(spbe("rank", path, "--format", "csv").out))
    shares = [row["percentile"] for row in found]
    assert shares[:2] == ["100.0", "99.9"]
    assert shares[-2:] == ["0.1", "0.0"]


def test_institutions_in_no_province_are_central_ones(spbe: Spbe) -> None:
    for language, name in (("en", "central"), ("id", "pusat")):
        out = spbe("rank", "--among", "2024", "--by", "province", "--lang", language).out
        assert f"\n{name}\n" in out
        assert "(not given)" not in out
        assert "(tidak disebut)" not in out
    found = ranking(spbe("rank", "--among", "2024", "--by", "province", "--format", "json"))
    rows = official(year="2024", province="")
    assert found["groups"][-1]["group"] == "pusat"
    assert found["groups"][-1]["count"] == len(rows)


def test_quartiles_are_named_and_names_are_whole_in_narrow_tables(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, said in (
        ("en", "Q1 and Q3: the lower and the upper quartile."),
        ("id", "K1 dan K3: kuartil bawah dan kuartil atas."),
    ):
        assert said in spbe("rank", "--among", "2024", "--by", "type", "--lang", language).out
    for width in (60, 72, 80):
        monkeypatch.setenv("COLUMNS", str(width))
        out = spbe("rank", "--among", "2024", "--by", "province", "--top", "1").out
        words = out[: out.index("\nAceh\n")].replace("\n", " ").split()
        known = set(TABLE.read_text(encoding="utf-8").replace(",", " ").replace('"', " ").split())
        names = [word for word in words[words.index("Aceh") :] if word.isalpha()]
        rest = {"central", "and", "more", "the", "lower", "upper"}
        assert set(names) <= known | rest


def test_files_that_are_no_assessments_are_counted(spbe: Spbe, write: Write) -> None:
    write("a.yaml", published("3.00"))
    folder = write("other.yaml", "some: thing\n").parent
    run = spbe("rank", folder)
    assert run.code == 0
    assert run.err == "1 other YAML file skipped.\n"


def test_top_leaves_out_ranks_and_no_figures(spbe: Spbe) -> None:
    whole = ranking(spbe("rank", "--among", "2024:kota", "--format", "json"))
    top = ranking(spbe("rank", "--among", "2024:kota", "--top", "3", "--format", "json"))
    assert top["results"] == [one for one in whole["results"] if one["rank"] <= 3]
    assert top["summary"] == whole["summary"]
    table = spbe("rank", "--among", "2024:kota", "--top", "1").out
    assert table.count("Pemerintah Kota") == 1
    assert "93 institutions" in table


def test_a_table_of_results_is_ranked(spbe: Spbe, write: Write) -> None:
    text = (
        "Instansi;Tahun;Indeks;Predikat;Domain 1;Jenis;Warna\n"
        "Kab. Blitar;2024;3,77;Sangat Baik;4,6;kabupaten;x\n"
        "Kota A;2024;3,5;;;kota;\n"
        "Kota B;2024;9,9;;;kota;\n"
    )
    path = write("a.csv", text)
    run = spbe("rank", path)
    assert run.code == 1
    assert "a.csv:4:13: error SPBE218" in run.err
    assert "columns that are not read: Warna" in run.err
    found = ranking(spbe("rank", path, "--format", "json"))
    listed = [(one["rank"], one["institution"], one["index_exact"]) for one in found["results"]]
    assert listed == [(1, "Kab. Blitar", "3.77"), (2, "Kota A", "3.5"), (None, "Kota B", None)]
    assert found["results"][0]["domains"][0]["index_exact"] == "4.6"
    assert found["results"][0]["file"].endswith("a.csv:2")
    together = spbe("rank", path, "examples/blitar/2024.yaml")
    assert "Ranked more than once: Kab. Blitar." in together.out


def test_a_table_that_is_none_is_an_error(spbe: Spbe, write: Write) -> None:
    for text in ("", "a,b\n1,2\n", 'institution,year,index\n"x,2024,3\n', "\xff\n"):
        path = write("a.csv", text)
        run = spbe("rank", path)
        assert run.code == 1
        assert "a.csv" in run.out
        assert "error SPBE" in run.err
    path.write_bytes(b"institution,year,index\n\xff\xfe,2024,3\n")
    run = spbe("rank", path)
    assert (run.code, "SPBE002" in run.err) == (1, True)


def test_the_shipped_table_ranks_like_the_official_list(spbe: Spbe) -> None:
    path = str(TABLE.relative_to(ROOT))
    mine = ranking(spbe("rank", path, "--year", "2024", "--format", "json"))
    theirs = ranking(spbe("rank", "--among", "2024", "--format", "json"))
    keys = ("rank", "institution", "index_exact", "category", "percentile_exact")
    assert [[one[key] for key in keys] for one in mine["results"]] == [
        [one[key] for key in keys] for one in theirs["results"]
    ]
    assert mine["summary"] == theirs["summary"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_names_from_files_stay_text(spbe: Spbe, write: Write, name: str, format_: str) -> None:
    text = json.dumps(HOSTILE[name])
    one = write("a.yaml", published("3.00", institution=text, province=text))
    two = write("b.yaml", published("2.00", province=text))
    for options in (("--by", "province"), ("--among", "2024"), ()):
        run = spbe("rank", one, two, "--format", format_, *options)
        assert run.code in {0, 1}
        shown = run.out + run.err
        assert not any(c in shown for c in "\x1b\x07\x08\x00\x9b\u202e\u2028\u2066\r")
        assert "\n::error" not in shown
        if format_ == "json":
            ranking(run)


def test_the_same_bytes_with_any_number_of_cores_and_in_any_order(
    tmp_path: Path, i2020: Instrument
) -> None:
    for n in range(120):
        levels = {str(i): (n + i) % 5 + 1 for i in range(1, 48)}
        if n % 17 == 0:
            levels["3"] = 9
        text = assessment(levels, institution=f"Kabupaten {n:03}")
        (tmp_path / f"{n:03}.yaml").write_text(text, encoding="utf-8")
    for format_ in ("table", "json", "csv", "markdown"):
        runs = [
            process("rank", tmp_path, "--format", format_, "--jobs", jobs) for jobs in ("1", "2")
        ]
        assert runs[0].stdout == runs[1].stdout
        assert runs[0].stderr == runs[1].stderr
        assert runs[0].returncode == runs[1].returncode == 1
    paths = sorted(tmp_path.glob("*.yaml"))
    ahead, back = (process("rank", *some, "--format", "csv") for some in (paths, paths[::-1]))
    ranks = [dict(_rows(run.stdout)) for run in (ahead, back)]
    assert ranks[0] == ranks[1]
    assert len(ranks[0]) == 120


def _rows(out: bytes) -> list[tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(out.decode("utf-8")))
    return [(row["institution"], row["rank"]) for row in rows]


def test_a_long_list_among_official_results_leaves_domains_to_programs(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    for n in range(101):
        write(f"{n}.yaml", assessment(all_at(3, i2020), institution=f"Kota {n}"))
    folder = write("x.txt", "").parent
    out = spbe("rank", folder, "--among", "2024:kota").out
    assert "SPBE governance" not in out
    assert "The place in each domain is in CSV and JSON." in out
    few = spbe("rank", folder, "--among", "2024:kota", "--top", "1").out
    assert "SPBE governance" not in few  # all share the first rank


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [60, 72, 80, 110, 160])
def test_no_figure_of_a_position_is_cut(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    call = ("examples/kabupaten-contoh/2024/final.yaml", "--among", "2024:kabupaten")
    out = spbe("rank", *call, "--lang", language).out.replace(",", ".")
    [line] = [one for one in out.splitlines() if "221/393" in one]
    assert line.split()[-4 if width < 110 else -5 :][:4] == ["221/393", "43.9", "-0.09", "-1.97"]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [72, 80, 110, 160])
def test_tables_keep_to_the_width(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    calls = (
        ("--among", "2023", "--by", "type"),
        ("--among", "2023"),
        ("examples/blitar/2023.yaml", "--among", "2023"),
        ("examples/kabupaten-contoh/2024", "--among", "2024:kabupaten"),
        ("examples/kabupaten-contoh/2024", "--by", "category"),
    )
    for call in calls:
        out = spbe("rank", *call, "--lang", language, "--quiet").out
        assert max(map(len, out.splitlines())) <= width
        assert "3,6" in out or "2,8" in out if language == "id" else "3.6" in out or "2.8" in out


def test_the_shell_completes_parts_of_official_results() -> None:
    from spbe_cli.reading.official import completed  # noqa: PLC0415 - only here

    assert completed("") == ["2023", "2024"]
    assert completed("2024") == ["2024"]
    assert completed("2024:k") == ["2024:kementerian", "2024:kabupaten", "2024:kota"]
    assert completed("1999:k") == []


def test_tables_in_a_folder_are_counted_and_not_read(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    folder = write("a.yaml", assessment(all_at(3, i2020))).parent
    write("b.csv", "institution,year,index\nX,2024,3\n")
    run = spbe("rank", "--lang", "en", folder)
    assert run.code == 0
    assert "1 table in folders passed over; tables are read only when named." in run.err
