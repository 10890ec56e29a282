"""Tables of announced results: how they are read, and where what is wrong in them stands."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.problems import Code, Finding, Problem
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loaded
from spbe_cli.reading.results_table import Results, ResultsTable
from spbe_cli.reading.table_source import Row, TableSource
from tests.conftest import ROOT

Write = Callable[[str, str], Path]
RESULTS = ROOT / "indicators" / "permenpanrb-59-2020.results.csv"
LIBRARY = Library()
HEAD = "institution,year,index,category,domain_1\n"


def table(text: str, library: Library, *, judged: bool = True) -> ResultsTable:
    return ResultsTable(files.Spot(Path("t.csv"), "t.csv", True), text, library, judged=judged)


def read(text: str, library: Library) -> tuple[list[Loaded], tuple[Problem, ...]]:
    found = table(text, library)
    return list(found), found.problems


def places(problems: tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    found = []
    for problem in problems:
        assert problem.place is not None
        found.append((problem.finding.code.value, problem.place.line, problem.place.column))
    return found


def figures(loaded: Loaded) -> tuple[str, str, dict[str, str], dict[str, str]]:
    assert loaded.assessment is not None
    published = loaded.assessment.published
    assert published is not None
    domains = {key: str(value) for key, value in published.domains.items()}
    aspects = {key: str(value) for key, value in published.aspects.items()}
    return str(published.index), published.category or "", domains, aspects


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Kab Uji,2024,2.76,Baik,3.20\n",
        HEAD + 'Kab Uji,2024,"2,76",Baik,"3,20"\n',
        "\ufeff" + HEAD + "Kab Uji,2024,2.76,Baik,3.20",
        HEAD.replace(",", ";") + "Kab Uji;2024;2,76;Baik;3,20\n",
        "sep=;\r\n" + HEAD.replace(",", ";") + "Kab Uji;2024;2,76;Baik;3,20\n",
        HEAD.replace(",", "\t") + "Kab Uji\t2024\t2,76\tBaik\t3.20\n",
        ("\n \n" + HEAD + ",,,,\n\nKab Uji , 2024 ,2.76,Baik,3.20,,\n").replace("\n", "\r\n"),
        "Instansi;Tahun;Indeks;Predikat;D2001\nKab Uji;2024;2,76;Baik;3,20\n",
        "Nama Instansi;TAHUN;Indeks SPBE;Kategori;Domain 01\nKab Uji;2024;2,76;Baik;3,20\n",
        (
            '"institution","year","index","category","domain_1"\n'
            '"Kab Uji","2024","2.76","Baik","3.20"\n'
        ),
        '"a, b";institution;year;index;category;domain_1\n;Kab Uji;2024;2,76;Baik;3,20\n',
    ],
    ids=lambda text: repr(text[:24]),
)
def test_the_same_row_however_it_is_written(text: str, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8", newline="")
    [loaded] = Results(library).load_all(files.spots([str(path)]))
    assert loaded.problems == ()
    assert figures(loaded) == ("2.76", "Baik", {"1": "3.20"}, {})
    assert loaded.assessment is not None
    assert loaded.assessment.institution == "Kab Uji"
    assert (loaded.assessment.year, loaded.assessment.stage.value) == (2024, "final")
    assert loaded.case is not None
    assert loaded.case.instrument.id == "permenpanrb-59-2020"


def test_every_column_there_is(library: Library) -> None:
    text = (
        "instansi;jenis;provinsi;tahun;tahap;instrumen;indeks;predikat;aspek_1;A2002;catatan\n"
        "Kab Uji;KABUPATEN;Aceh;2024;Self;permenpanrb-59-2020;2,7;baik;3;3,25;dibaca ulang\n"
    )
    [loaded], problems = read(text, library)
    assert (loaded.problems, problems) == ((), ())
    assert figures(loaded) == ("2.7", "baik", {}, {"1": "3", "2": "3.25"})
    one = loaded.assessment
    assert one is not None
    assert one.type is not None
    assert one.published is not None
    assert one.published.source is not None
    assert (one.type.value, one.province, one.stage.value) == ("kabupaten", "Aceh", "self")
    assert one.published.source.note == "dibaca ulang"


def test_the_year_decides_the_instrument_and_a_column_comes_first(
    library: Library, write: Write
) -> None:
    own = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    path = write("own.yaml", own).with_name("t.csv")
    text = "institution,year,index,instrument\nA,2019,2.9,\nB,2026,3.1,\nC,2025,3.2,own.yaml\n"
    path.write_text(text, encoding="utf-8")
    ids = []
    for loaded in Results(library).load_all(files.spots([str(path)])):
        assert loaded.problems == ()
        assert loaded.case is not None
        ids.append(loaded.case.instrument.id)
    assert ids == ["permenpanrb-5-2018", "permenpanrb-8-2026", "two-layers"]


def test_rows_are_labelled_and_quotes_may_run_over_lines(library: Library) -> None:
    text = HEAD + '"Kab ""A"",\nB",2024,2.76,Baik,x\nKab C,2024,z,Baik,\n'
    rows, problems = read(text, library)
    assert [row.file for row in rows] == ["t.csv:2", "t.csv:4"]
    assert rows[0].assessment is not None
    assert rows[0].assessment.institution == 'Kab "A",\nB'
    assert problems == ()
    assert places(rows[0].problems) == [("SPBE103", 3, 19)]
    assert places(rows[1].problems) == [("SPBE103", 4, 12)]


def test_wrong_cells_are_found_where_they_stand(library: Library) -> None:
    text = (
        "institution,type,year,index,category,domain_1\n"
        ",kab,2024,2.76,Baik,3.2\n"
        'Kab 5" B,kota,20x4,2.76,Baik,3.2\n'
        "Kab C,kota,2024,,Baik,3.2\n"
        'Kab D,kota,2024,"1.234,5",Bagus,3.55\n'
        "Kab E,kota\n"
        "Kab F,kota,1999,2,,\n"
        "Kab G,kota,2024,2,76,Baik,3.2\n"
        "Kab H,kota,2024,2.76,Baik,3.55\n"
    )
    rows, problems = read(text, library)
    assert problems == ()
    assert [places(row.problems) for row in rows] == [
        [("SPBE102", 2, 1), ("SPBE107", 2, 2)],
        [("SPBE103", 3, 15)],
        [("SPBE102", 4, 17)],
        [("SPBE103", 5, 17), ("SPBE107", 5, 27)],
        [("SPBE102", 6, 11)],
        [("SPBE214", 7, 12)],
        [("SPBE003", 8, 27)],
        [("SPBE218", 9, 27)],
    ]
    assert rows[6].case is None
    said = texts(Language.EN).message(rows[6].problems[0].finding)
    assert said == "this row has 7 cells, the head 6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("SPBE011", 1, 1)]),
        ("\n , \n", [("SPBE011", 1, 1)]),
        ("institution,index\nA,2\n", [("SPBE111", 1, 1)]),
        ("halo\ndunia\n", [("SPBE111", 1, 1)]),
        (HEAD + 'A,2024,2.76,"Baik,3.2\nB,2024,2,,\n', [("SPBE003", 2, 13)]),
        (HEAD + 'A,2024,2.76,"Baik"x,3.2\n', [("SPBE003", 2, 1)]),
        (HEAD + "A,2024,2.76," + "x" * 140_000 + ",3.2\n", [("SPBE003", 2, 1)]),
        (HEAD.replace("\n", "\r") + "A,2024,2.76,Baik,3.2\r", [("SPBE003", 1, 1)]),
        ("institution,year,index,indeks\nA,2024,2.76,2.77\n", [("SPBE006", 1, 24)]),
    ],
    ids=["empty", "blank", "columns", "prose", "quote", "after-quote", "long", "cr", "twice"],
)
def test_what_is_wrong_with_a_table(
    text: str, expected: list[tuple[str, int, int]], library: Library
) -> None:
    rows, problems = read(text, library)
    assert places(problems) == expected
    assert len(rows) == (1 if expected[0][0] == "SPBE006" else 0)


def test_missing_columns_are_named(library: Library) -> None:
    _, [problem] = read("nama,predikat\nA,Baik\n", library)
    said = texts(Language.EN).message(problem.finding)
    assert said == "this table is no list of results: it needs columns for year, index"


def test_columns_that_mean_nothing_are_kept_by_name(library: Library) -> None:
    found = table("no;instansi;tahun;indeks;;domain_x;peringkat\n1;A;2024;2;;3;4\n", library)
    assert found.unread == ("no", "domain_x", "peringkat")
    assert [row.problems for row in found] == [()]


def test_instruments_that_cannot_be_used(library: Library, write: Write) -> None:
    own = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    path = write("own.yaml", own.replace("weight: 30}", "weight: 31}")).with_name("t.csv")
    text = (
        "institution,year,index,instrument\n"
        "A,2024,2,permenpanrb-59-2021\n"
        "B,2024,2,own.yaml\n"
        "C,x,2,own.yaml\n"
        "D,,2,\n"
    )
    path.write_text(text, encoding="utf-8")
    results = Results(library)
    found = list(results.load_all(files.spots([str(path)])))
    assert results.skipped == 0
    codes = [[problem.finding.code.value for problem in one.problems] for one in found]
    assert codes == [
        ["SPBE106"],
        ["SPBE120", "SPBE214"],
        ["SPBE120", "SPBE103", "SPBE214"],
        ["SPBE102"],
    ]
    assert {one.case for one in found} == {None}
    hint = texts(Language.EN).hint(found[0].problems[0].finding)
    assert hint == 'did you mean "permenpanrb-59-2020"?'


def test_rows_known_to_hold_need_no_judging(library: Library) -> None:
    text = HEAD + "Kab A,2024,2.76,Baik,3.55\n"
    [row] = table(text, library, judged=False)
    assert row.problems == ()
    assert row.case is not None
    [row] = table(text, library)
    assert places(row.problems) == [("SPBE218", 2, 22)]


def test_a_table_that_cannot_be_read_is_one_row(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(HEAD.encode() + b"Kab \xe9,2024,2,,\n")
    [loaded] = Results(library).load_all(files.spots([str(path)]))
    assert places(loaded.problems) == [("SPBE002", 2, 5)]


def test_tables_and_assessments_together(library: Library, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("institution\tyear\tindex\tx\nA\t2024\t2\t1\n", "utf-8")
    (tmp_path / "other.yaml").write_text("a: 1\n", "utf-8")
    (tmp_path / "torn.csv").write_text(HEAD + 'A,2024,2,,\nB,2024,"2\n', "utf-8")
    results = Results(library)
    named = [tmp_path / "t.tsv", tmp_path, ROOT / "examples/blitar/2023.yaml"]
    spots = files.spots([*map(str, named), str(tmp_path / "torn.csv")])
    found = [Path(one.file).name for one in results.load_all(spots)]
    assert found == ["t.tsv:2", "2023.yaml", "torn.csv:2", "torn.csv"]
    assert list(results.unread.values()) == [("x",)]
    assert results.skipped == 1


def test_the_national_table_is_read_whole(library: Library) -> None:
    text = RESULTS.read_text(encoding="utf-8")
    found = ResultsTable(files.Spot(RESULTS, "r.csv", True), text, library)
    rows = list(found)
    assert (len(rows), found.problems, found.unread) == (1236, (), ())
    assert [row for row in rows if row.problems or row.case is None] == []
    assert rows[-1].file == "r.csv:1237"


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)


@given(st.lists(st.lists(cells, min_size=2, max_size=5), max_size=6), st.sampled_from(",;\t"))
def test_what_a_spreadsheet_writes_is_read_back_and_every_cell_found(
    rows: list[list[str]], separator: str
) -> None:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    writer.writerow(["institution", "year", "index"])
    writer.writerows(rows)
    text = stream.getvalue()
    source = TableSource("t.csv", text)
    found = list(source.rows)
    stripped = [[cell.strip() for cell in row] for row in rows]
    assert [list(row.cells) for row in found] == [row for row in stripped if any(row)]
    assert source.problems == []
    for row in found:
        for column in range(len(row.cells)):
            _stands_there(source, text, row, column)


def _stands_there(source: TableSource, text: str, row: Row, column: int) -> None:
    place = source.locate(row, column, Finding(Code.WRONG_TYPE)).place
    assert place is not None
    lines = text.split("\n")
    rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
    cell = row.cells[column]
    written = rest.lstrip().removeprefix('"').lstrip().replace('""', '"')
    assert written.startswith(cell)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = table(HEAD + text, LIBRARY)
    for row in found:
        for problem in row.problems:
            assert problem.place is not None
    for problem in found.problems:
        assert problem.place is not None
        lines = (HEAD + text).split("\n")
        assert 1 <= problem.place.line <= len(lines)


def test_ids_of_the_instrument_of_a_row_name_columns(library: Library, write: Write) -> None:
    own = (ROOT / "tests/instruments/three-layers.yaml").read_text(encoding="utf-8")
    path = write("own.yaml", own).with_name("t.csv")
    text = (
        "institution,year,index,instrument,domain_T,Aspek a,domain_zz,aspect_a,domain_1\n"
        "A,2024,3.00,own.yaml,3.00,3,9,4,\n"
        "B,2024,3.00,own.yaml,3.00,x,9,4,\n"
        "C,2024,2.76,,9,9,9,9,3.5\n"
    )
    path.write_text(text, encoding="utf-8")
    results = Results(library)
    own_row, wrong, bundled_row = results.load_all(files.spots([str(path)]))
    assert own_row.problems == ()
    assert figures(own_row)[2:] == ({"T": "3.00"}, {"a": "3"})
    assert places(wrong.problems) == [("SPBE103", 3, 27)]
    assert bundled_row.problems == ()
    assert figures(bundled_row)[2:] == ({"1": "3.5"}, {})
    assert list(results.unread.values()) == [("domain_zz", "aspect_a")]
    found = table("institution,year,index,domain_T\nA,2024,2.76,3\n", library)
    assert [row.problems for row in found] == [()]
    assert found.unread == ("domain_T",)


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("mandiri", "self"),
        ("Penilaian Mandiri", "self"),
        ("dokumen", "document"),
        ("interviu", "interview"),
        ("Wawancara", "interview"),
        ("visitasi", "visit"),
        ("kunjungan", "visit"),
        ("akhir", "final"),
        ("Hasil akhir", "final"),
        ("FINAL", "final"),
    ],
)
def test_stages_in_indonesian_words(word: str, stage: str, library: Library) -> None:
    [row] = table(f"institution,year,index,tahap\nA,2024,2.76,{word}\n", library)
    assert row.problems == ()
    assert row.assessment is not None
    assert row.assessment.stage == stage


def test_a_leading_zero_is_not_taken_for_a_wrong_comma(library: Library) -> None:
    said = texts(Language.EN)
    for cell in ('"03,50"', "03.50"):
        [row] = table(f"institution,year,index\nA,2024,{cell}\n", library)
        [problem] = row.problems
        assert problem.finding.variant == "leading-zero"
        assert said.hint(problem.finding) == "write the number without the leading zero"


def test_a_table_without_rows_says_so(library: Library) -> None:
    rows, [problem] = read(HEAD, library)
    assert (rows, problem.finding.code.value, problem.finding.variant) == ([], "SPBE011", "rows")
