"""CSV and Markdown: complete, and inert whatever stands in the files."""

import csv
import io
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_cli.core.instrument import Instrument
from spbe_cli.render import delimited, markdown
from tests.conftest import INSTRUMENTS, ROOT, Run, all_at, assessment

KEMENKO = ROOT / "examples/kemenko-perekonomian/2021.yaml"
Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]


def table(run: Run) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run.out), strict=True))


@pytest.mark.parametrize(
    ("by", "rows", "column"),
    [
        (None, 1, "index_exact"),
        ("domain", 4, "contribution_exact"),
        ("aspect", 8, "contribution_exact"),
        ("indicator", 47, "contribution_exact"),
        ("opd", 1, "contribution_exact"),
    ],
)
def test_csv_has_one_row_for_each_and_the_parts_sum(
    spbe: Spbe, by: str | None, rows: int, column: str
) -> None:
    found = table(spbe("score", "--format", "csv", *(("--by", by) if by else ()), KEMENKO))
    assert len(found) == rows
    assert sum(Fraction(row[column]) for row in found) == Fraction("2.9475")
    assert {row["institution"] for row in found} == {"Kementerian Koordinator Bidang Perekonomian"}


def test_csv_of_many_files_has_errors_beside_figures(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    write("a.yaml", assessment(all_at(3, i2020)))
    write("b.yaml", assessment(all_at(3, i2020) | {"1": 9}))
    folder = write("c.yaml", "institution: [").parent
    run = spbe("score", "--format", "csv", folder)
    assert run.code == 1
    assert [(row["index"], row["category"], row["errors"]) for row in table(run)] == [
        ("3.00", "Baik", "0"),
        ("", "", "1"),
        ("", "", "1"),
    ]
    for by in ("domain", "aspect", "indicator", "opd"):
        deep = spbe("score", "--format", "csv", "--by", by, folder)
        for name in ("b.yaml", "c.yaml"):
            [row] = [row for row in table(deep) if row["file"].endswith(name)]
            assert row["contribution_exact"] == ""


@pytest.mark.parametrize("format_", ["csv", "markdown"])
def test_what_is_wrong_stands_beside_every_format(format_: str, spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", assessment({"1": 9}, draft="true"))
    run = spbe("score", path, "--format", format_)
    assert run.code == 1
    assert f"{path}:" in run.err
    assert "SPBE104" in run.err
    assert "SPBE201" not in run.err


def test_csv_keeps_the_dot_and_indonesian_names_in_both_languages(spbe: Spbe) -> None:
    one = spbe("score", "--format", "csv", "--by", "domain", "--lang", "id", KEMENKO).out
    assert one == spbe("score", "--format", "csv", "--by", "domain", "--lang", "en", KEMENKO).out
    assert ",3.61," in one
    assert "Layanan SPBE" in one


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1", "\r=1"])
def test_no_cell_is_a_formula(bad: str) -> None:
    assert delimited.text(bad).startswith("'")
    assert ";'" in delimited.text(f"Kabupaten;{bad}")
    assert "\"'" in delimited.text(f'Kabupaten"{bad}')
    assert delimited.text("Kabupaten = Uji") == "Kabupaten = Uji"


def test_formulas_in_files_stay_text(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    hostile = '\'=HYPERLINK("http://example.org";"x");=1;-1\''
    opds = f"{{kominfo: {{name: {hostile}, owns: [1]}}}}"
    path = write("=a.yaml", assessment(all_at(3, i2020), institution=hostile, opds=opds))
    for by in (None, "domain", "indicator", "opd"):
        run = spbe("score", "--format", "csv", *(("--by", by) if by else ()), path)
        for delimiter in ",;":
            for row in csv.reader(io.StringIO(run.out), delimiter=delimiter):
                assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize(
    "hostile",
    [
        *("[x](http://example.org)", "![x](y)", "<script>", "a|b", "**x**", "`x`", "@someone"),
        *("#1", "&lt;", "- x", "$x$", "~~x~~", "_x_", "\\|", "2022. x", "1) x", ":smile:"),
        *("http://example.org", "www.example.org", "%1", "GH-12"),
    ],
)
def test_markdown_shows_text_as_it_is(hostile: str) -> None:
    shown = markdown.escaped(hostile)
    bare = re.sub(r"\\(.)", "\\\\", shown).replace("&#64;", "")
    assert not re.search(r"[\[\]<>|*`@#$~_!]", bare)
    assert not re.search(r"^([-+ ]|\d+[.)])|:(//|\w+:)|www\.|%\d|GH-", bare)
    assert re.sub(r"\\(.)", r"\1", shown).replace("&#64;", "@") == hostile


def test_indented_text_becomes_no_list() -> None:
    assert markdown.escaped("    - x") == "\\- x"


def test_markdown_documents_escape_what_files_say(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    source = '{index: 3.00, source: {title: "2022. <b>", note: "![x](y)"}}'
    path = write("a.yaml", assessment(all_at(3, i2020), institution='"**A** <b>"'))
    announced = write("b.yaml", assessment({}, published=source, institution='"<i>"'))
    for run in (
        spbe("score", path, "--format", "markdown", "--set", "1=5", "--set", "2=4"),
        spbe("score", announced, "--format", "markdown"),
        spbe("score", path, announced, "--format", "markdown"),
    ):
        assert run.code == 0
        assert not re.search(r"(?<!\\)(<|\*\*A|!\[)|^2022\.", run.out, re.MULTILINE)
    what_if = spbe("score", path, "--format", "markdown", "--set", "1=5").out
    assert re.search(r"^> \*\*.*\n>\n> \*\*", what_if, re.MULTILINE)


def test_markdown_tables_have_as_many_cells_as_columns(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    opds = '{"a|b": {name: "x | y", owns: [1-47], answers: {1: 2}}}'
    path = write("a.yaml", assessment(all_at(3, i2020), institution='"A | B"', opds=opds))
    layers = ("domain", "aspect", "indicator", "opd")
    calls: list[tuple[str | Path, ...]] = [("score", "--by", by, path) for by in layers]
    calls += [("score", path, KEMENKO)]
    calls += [("instrument", "show", name) for name in INSTRUMENTS]
    for call in calls:
        run = spbe(*call, "--format", "markdown")
        assert run.code == 0
        block: list[int] = []
        for line in [*run.out.splitlines(), ""]:
            if line.startswith("|"):
                block.append(len(re.findall(r"(?<!\\)\|", line)))
            else:
                assert len(set(block)) <= 1, call
                block = []


def test_markdown_says_index_category_and_what_is_unanswered(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    levels = all_at(3, i2020)
    del levels["11"]
    path = write("a.yaml", assessment(levels))
    out = spbe("score", "--format", "markdown", "--lang", "id", path).out
    assert "## Kabupaten Uji" in out
    assert "**Indeks SPBE 2,95 Baik**" in out
    assert "dihitung pada tingkat 1: 11" in out
    assert "| --- | --: | --: | --: |" in out
    assert "WHAT IF" in spbe("score", "--format", "markdown", "--set", "11=3", path).out
    bad = write("b.yaml", assessment(levels | {"1": 9}))
    assert "**no index: 1 error**" in spbe("score", "--format", "markdown", bad).out
    announced = spbe("score", "--format", "markdown", ROOT / "examples/blitar/2023.yaml").out
    assert "**SPBE index 3.63 Sangat Baik (Very good)**" in announced
    assert "Laporan Pelaksanaan Evaluasi" in announced


def test_instruments_as_markdown(spbe: Spbe) -> None:
    assert "| permenpanrb-59-2020 |" in spbe("instrument", "list", "--format", "markdown").out
    run = spbe("instrument", "show", "permenpanrb-59-2020", "23", "--format", "markdown")
    assert run.out.startswith("## 23 ")
    assert "pedoman-3-2024" in run.out
    assert "| --: | --- | --- |" in run.out


def test_where_figures_are_from_is_said_in_the_language(spbe: Spbe) -> None:
    shown = ("instrument", "show", "permenpanrb-5-2018", "--lang")
    assert "PANRB slides on SPBE evaluation" in spbe(*shown, "en").out
    indonesian = spbe(*shown, "id", "--format", "markdown").out
    assert "Paparan Kementerian PANRB tentang evaluasi SPBE" in indonesian
    row = next(line for line in indonesian.splitlines() if "35-3" in line)
    assert "denpasar: disimpulkan dari hasil yang diumumkan" in row


def test_what_changed_criteria_is_named_by_its_title(spbe: Spbe) -> None:
    changed = ("instrument", "show", "permenpanrb-59-2020", "46", "--lang")
    assert "changed by Pedoman Menteri PANRB 3/2024: " in spbe(*changed, "en").out
    assert "diubah oleh Pedoman Menteri PANRB 3/2024: " in spbe(*changed, "id").out


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_instruments_as_csv_are_complete(spbe: Spbe, name: str, library: object) -> None:
    rows = table(spbe("instrument", "show", name, "--format", "csv"))
    leaves = [row for row in rows if row["layer"] == "indicator"]
    assert sum(Fraction(row["weight"]) for row in leaves) == 100
    assert all(row["name"] and row["name_en"] and row["source"] for row in rows)


def test_levels_as_csv_have_criteria_in_both_languages(spbe: Spbe) -> None:
    rows = table(spbe("instrument", "show", "permenpanrb-59-2020", "11", "--format", "csv"))
    assert [row["level"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert all(row["criteria"] and row["criteria_en"] for row in rows)
    assert len(table(spbe("instrument", "list", "--format", "csv"))) == 3
