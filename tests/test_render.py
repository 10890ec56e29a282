"""`spbe render`: what stands in a report, in each format and language; what it refuses."""

import base64
import csv
import hashlib
import io
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from spbe_cli import __version__
from spbe_cli.core.instrument import Instrument
from spbe_cli.locale import Language, texts
from tests.conftest import ROOT, Run, all_at, assessment, process

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
KEMENKO = "examples/kemenko-perekonomian/2021.yaml"
CONTOH = "examples/kabupaten-contoh"
BLITAR = "examples/blitar"
FORMATS = ("html", "markdown", "csv", "svg")
SECTIONS = (
    "computed", "profile", "years", "opds", "indicators", "evidence", "contrasts", "stages",
    "plan", "peers", "problems", "origin",
)  # fmt: skip
"""In the order in which a reader is told them."""


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


class Words(HTMLParser):
    """The text of a page, without its style and scripts; blocks stand apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.sections: list[str] = []
        self.links: list[str] = []
        self._is_code = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a section or a link, and where a block begins."""
        given = dict(attrs)
        self._is_code = tag in {"style", "script"}
        if tag == "section" and "id" in given:
            self.sections.append(given["id"] or "")
        if tag == "a":
            self.links.append(given["href"] or "")
        self.text += " " if tag in {"b", "i", "tspan"} else "\n"

    def handle_endtag(self, tag: str) -> None:
        """Leave code."""
        self._is_code = self._is_code and tag not in {"style", "script"}

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += "" if self._is_code else data


def page_of(run: Run) -> Words:
    assert run.code == 0, run.err
    words = Words(run.out)
    words.text = re.sub(r"[ \t]*\n\s*", "\n", words.text)
    return words


def test_the_ministry_is_told_as_it_was_published(spbe: Spbe) -> None:
    for language, point, name in (("en", ".", "Baik (Good)"), ("id", ",", "Baik")):
        text = page_of(spbe("render", KEMENKO, "--lang", language)).text
        for figure in ("2.95", "2.9475", "0.39 + 0.75 + 0.165 + 1.6425 = 2.9475", "0.5525", "3.61"):
            assert figure.replace(".", point) in text
        assert f"\n{name}\n" in text
        assert "Kementerian Koordinator Bidang Perekonomian" in text


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_parts_stand_in_their_order(spbe: Spbe, language: str) -> None:
    page = page_of(spbe("render", CONTOH, "--lang", language))
    assert tuple(page.sections) == SECTIONS
    assert [link for link in page.links if link.startswith("#")][1:] == [f"#{s}" for s in SECTIONS]
    say = texts(Language(language))
    titles = [say(f"report.section.{key}") for key in SECTIONS]
    run = spbe("render", CONTOH, "--lang", language, "--format", "markdown")
    assert re.findall(r"^### (.*)$", run.out, re.MULTILINE) == titles


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_indicator_stands_with_its_level_and_what_comes_next(
    spbe: Spbe, language: str, i2020: Instrument
) -> None:
    text = page_of(spbe("render", KEMENKO, "--lang", language)).text
    levels = yaml.safe_load(Path(KEMENKO).read_text(encoding="utf-8"))["answers"]
    path = ROOT / "indicators/permenpanrb-59-2020.criteria.yaml"
    criteria = yaml.safe_load(path.read_text(encoding="utf-8"))["indicators"]
    for one in i2020.indicators:
        asked, level = criteria[int(one.id)]["levels"], int(levels[int(one.id)])
        begin = text.index(f"\n{one.id}\n{getattr(one.name, language)}\n")
        told = text[begin : begin + 1500]
        assert asked[level][language].split('"')[0] in told
        if level < 5:
            assert asked[level + 1][language].split('"')[0] in told


def test_years_stages_targets_and_peers_stand_beside(spbe: Spbe) -> None:
    text = page_of(spbe("render", CONTOH, "--lang", "en")).text
    for told in (
        "Since 2023 final result\n+0.52\n2.28 → 2.80",
        "Self-assessment\n2.98\n0.18 above the result",
        "With all targets met\n3.52\nSangat Baik (Very good) in 32 steps",
        "Among kabupaten, 2024\n221 of 393",
        "What moved since 2023 final result",
        "64 pieces of evidence for 46 indicators",
        "At the lowest level\nIndicator\nLevel\nOPD\n27 Change management in practice",
        "2023 final result: level 2",
        "Target: level 4",
        "In charge: Dinas Komunikasi dan Informatika",
        "Perbup perubahan melengkapi domain data dan keamanan.",
        "Source: Laporan Pelaksanaan Evaluasi SPBE 2024, Kementerian PANRB (https://",
    ):
        assert told in text
    assert "Names(" not in text


def test_index_only_years_and_changes_of_instrument_are_told(spbe: Spbe) -> None:
    page = page_of(spbe("render", BLITAR, "--lang", "en"))
    for told in (
        "3.77\nSangat Baik (Very good)",
        "2018 final result: 2.14; 2019 final result: 2.9; 2020 self-assessment: 3.7; 2021 final",
        "2.76; 2023 final result: 3.63; 2024 final result: 3.77.",
        "another instrument: no line leads across",
        "other stage, not official",
        "PermenPANRB 5/2018 and PermenPANRB 59/2020 are different instruments",
        "The index is as announced; how it comes about is not known here.",
        "Furthest above the index\nDomain\nIndex",
        "57 of 392",
    ):
        assert told in page.text
    assert "indicators" not in page.sections
    assert "what-if" not in "".join(page.sections)
    assert 'id="what-if"' not in spbe("render", BLITAR).out


def test_a_plan_is_made_where_a_target_is_asked_for(spbe: Spbe) -> None:
    plain = page_of(spbe("render", KEMENKO, "--lang", "en"))
    assert "plan" not in plain.sections
    planned = page_of(spbe("render", KEMENKO, "--lang", "en", "--target", "sangat-baik")).text
    steps = spbe("plan", KEMENKO, "--target", "sangat-baik", "--lang", "en").out
    for indicator in re.findall(r"^ +\d+ +(\d+ [A-Z].*?)  ", steps, re.MULTILINE):
        assert indicator in planned
    assert "From 2.95 Baik (Good) to 3.51 Sangat Baik (Very good): 9 steps" in planned
    out = spbe("render", KEMENKO, "--lang", "en", "--target", "5.5")
    assert "The target is out of reach" in page_of(out).text
    assert spbe("render", KEMENKO, "--target", "x").code == 2
    assert spbe("render", BLITAR, "--target", "baik").code == 2


@pytest.mark.parametrize(
    "text", ["answers: [", assessment({"1": 9}), assessment({"1": 3}, instrument="none-1-2000")]
)
def test_a_target_that_is_none_is_refused_whatever_the_file_holds(
    spbe: Spbe, write: Write, text: str
) -> None:
    path = write("a.yaml", text)
    target = path.with_name("never.html")
    for wrong in ("sangat-bak", "3,5", "3.5.1", ""):
        run = spbe("render", path, "--target", wrong, "-o", target)
        assert run.code == 2, wrong
        assert "SPBE" not in run.err
        assert not target.exists()
    for right in ("sangat-baik", "Very good", "3.5"):
        assert spbe("render", path, "--target", right, "-o", path.with_name("x.html")).code == 1


def test_it_says_what_it_rests_on(spbe: Spbe) -> None:
    text = page_of(spbe("render", CONTOH, "--lang", "en")).text
    files = [*Path(CONTOH).glob("*/*.yaml"), *Path(CONTOH).glob("*/opd/*.yaml")]
    others = {"scenarios.yaml", "effort.yaml"}
    assert len(files) > 25
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert (f"{path.as_posix()}\n{digest}" in text) is (path.name not in others)
    assert f"Made by spbe {__version__}" in text
    for told in ("PermenPANRB No. 59 Tahun 2020", "seen in the official text", "[pedoman-3-2024]"):
        assert told in text
    assert "Files and their SHA-256 (28 files)" in text


def test_the_digest_of_a_users_instrument_is_told_too(spbe: Spbe, tmp_path: Path) -> None:
    source = (ROOT / "indicators/permenpanrb-8-2026.yaml").read_text(encoding="utf-8")
    own = tmp_path / "mine.yaml"
    own.write_text(source.replace("id: permenpanrb-8-2026", "id: mine"), encoding="utf-8")
    levels = {str(n): "2.5" for n in range(1, 21)}
    path = tmp_path / "a.yaml"
    path.write_text(assessment(levels, instrument="./mine.yaml", year=2026), encoding="utf-8")
    text = page_of(spbe("render", path)).text
    assert hashlib.sha256(own.read_bytes()).hexdigest() in text


def test_only_a_date_that_is_asked_for_is_told(spbe: Spbe) -> None:
    assert spbe("render", KEMENKO).out.count("2031") == 0
    dated = spbe("render", KEMENKO, "--date", "2031-02-28", "--lang", "en")
    assert "made on 2031-02-28" in page_of(dated).text
    for wrong in ("2031-02-29", "20310228", "today", "2031-2-8", "2031-W01-1"):
        run = spbe("render", KEMENKO, "--date", wrong)
        assert run.code == 2
        assert "2024-12-31" in run.err


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_files_give_the_same_bytes(format_: str) -> None:
    call = ("render", CONTOH, "--format", format_, "--target", "memuaskan")
    runs = {process(*call, env={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "2")}
    assert len(runs) == 1
    assert next(iter(runs))


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_page_lets_nothing_in_but_its_own_style_and_script(spbe: Spbe) -> None:
    page = spbe("render", CONTOH).out
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    policy = policy.replace("&#39;", "'")
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {digest(style)}",
        f"script-src {digest(script)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(r"\ssrc=|@import|url\(|\son\w+=|\sstyle=|<link|<img|<iframe", page)
    evidence = [link for link in page_of(spbe("render", CONTOH)).links if not link.startswith("#")]
    assert evidence
    assert all(link.startswith("https://example.go.id/") for link in evidence)
    assert page.count('rel="noopener noreferrer"') == len(evidence)


def test_the_badge_is_a_picture_with_a_name(spbe: Spbe, tmp_path: Path) -> None:
    run = spbe("render", KEMENKO, "--format", "svg", "--lang", "id")
    root = ET.fromstring(run.out)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    told = [element.text for element in root.iter() if element.text and element.text.strip()]
    assert told == [
        "Kementerian Koordinator Bidang Perekonomian, 2021 hasil akhir: Indeks SPBE 2,95 Baik",
        "SPBE 2021",
        "2,95 Baik",
    ]
    worse = tmp_path / "b.yaml"
    worse.write_text(assessment(all_at(1, _instrument())), encoding="utf-8")
    fills = {
        ET.fromstring(spbe("render", path, "--format", "svg").out)[1].get("fill")
        for path in (KEMENKO, BLITAR, worse)
    }
    assert len(fills) == 3  # a category is seen before it is read


def _instrument() -> Instrument:
    from tests.test_comparing import I2020  # noqa: PLC0415 - one instrument

    return I2020


def test_a_badge_shows_no_older_index_for_a_newer_file_with_errors(
    spbe: Spbe, tmp_path: Path, i2020: Instrument
) -> None:
    (tmp_path / "2023.yaml").write_text(assessment(all_at(3, i2020), year=2023), encoding="utf-8")
    (tmp_path / "2024.yaml").write_text(assessment({"1": 9}, year=2024), encoding="utf-8")
    run = spbe("render", tmp_path, "--format", "svg", "--lang", "en")
    assert run.code == 1
    assert "no index" in run.out
    assert "3.00" not in run.out
    page = spbe("render", tmp_path, "--lang", "en")
    assert page.code == 1
    text = Words(page.out).text
    assert "so this report shows 2023 self-assessment" in text
    assert "SPBE104" in text
    assert "3.00" in text


def test_without_any_index_the_report_says_why(spbe: Spbe) -> None:
    for format_ in FORMATS:
        run = spbe(
            "render", "tests/data/invalid/104-levels.yaml", "--format", format_, "--lang", "en"
        )
        assert run.code == 1
        assert run.out
    page = spbe("render", "tests/data/invalid/104-levels.yaml", "--lang", "en").out
    assert "No index: the files have errors" in page
    assert "SPBE104" in page


def test_the_flat_rows_add_up(spbe: Spbe) -> None:
    run = spbe("render", CONTOH, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.out), strict=True))
    indices = [row for row in rows if row["layer"] == "index"]
    assert [(row["year"], row["value"], row["category"]) for row in indices] == [
        ("2023", "2.28", "Cukup"),
        ("2024", "2.80", "Baik"),
    ]
    for layer, count in (("domain", 4), ("aspect", 8), ("indicator", 47)):
        ours = [row for row in rows if row["layer"] == layer]
        assert len(ours) == count
        parts = (Fraction(row["contribution_exact"]) for row in ours)
        assert sum(parts, Fraction(0)) == Fraction(indices[1]["value_exact"])
    [row] = [row for row in rows if (row["layer"], row["id"]) == ("indicator", "46")]
    assert (row["value"], row["before_exact"], row["claimed_exact"]) == ("2", "2", "2")
    [aimed] = [row for row in rows if (row["layer"], row["id"]) == ("indicator", "1")]
    assert (aimed["target_exact"], aimed["opds"], aimed["evidence"]) == ("4", "kominfo", "1")
    announced = list(csv.DictReader(io.StringIO(spbe("render", BLITAR, "--format", "csv").out)))
    assert [row["layer"] for row in announced] == ["index"] * 6 + ["domain"] * 4


def test_a_workbook_is_made_of_the_levels(spbe: Spbe, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    place = tmp_path / "a.xlsx"
    assert spbe("render", CONTOH, "-o", place).code == 0
    assert "xl/workbook.xml" in zipfile.ZipFile(place).namelist()
    for target in ((), ("-o", "-")):
        run = spbe("render", CONTOH, "--format", "xlsx", *target)
        assert run.code == 2
        assert run.out == ""
    assert spbe("render", BLITAR, "-o", place).code == 2
    assert spbe("render", KEMENKO, "-o", place).code == 0  # no earlier year


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", "<!DOCTYPE html>"), ("a.HTM", "<!DOCTYPE html>"), ("a.md", "## Kementerian"),
        ("a.csv", "file,institution"), ("a.svg", "<svg "), ("a", "<!DOCTYPE html>"),
        ("report-2024.1", "<!DOCTYPE html>"),
    ],
)  # fmt: skip
def test_the_name_of_the_file_says_its_format(
    spbe: Spbe, tmp_path: Path, name: str, begins: str
) -> None:
    path = tmp_path / name
    assert spbe("render", KEMENKO, "-o", path).code == 0
    assert path.read_text(encoding="utf-8").startswith(begins)
    assert spbe("render", KEMENKO, "-o", path, "--format", "csv").code == 0
    assert path.read_text(encoding="utf-8").startswith("file,")


@pytest.mark.parametrize("name", ["a.pdf", "a.PDF", "a.docx", "a.txt", "a.yaml"])
def test_a_name_that_asks_for_another_format_is_refused(
    spbe: Spbe, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    run = spbe("render", KEMENKO, "-o", path, "--lang", "en")
    assert run.code == 2
    assert f'no report ends in "{path.suffix}"' in run.err
    assert ".html, .htm, .md, .markdown, .csv, .xlsx, .svg" in run.err
    assert "print it to PDF" in run.err
    assert not path.exists()


@pytest.mark.parametrize("language", ["en", "id"])
def test_files_with_errors_fail_alike_in_every_format(
    spbe: Spbe, tmp_path: Path, language: str
) -> None:
    wrong, say = "tests/data/invalid/104-levels.yaml", texts(Language(language))
    book, page = tmp_path / "a.xlsx", tmp_path / "a.html"
    for target in ((), ("--target", "3.5")):
        run = spbe("render", wrong, "-o", book, *target, "--lang", language)
        assert run.code == 1
        assert run.err.count("SPBE104") == 7
        assert run.err.endswith(f"\n{say('render.no-workbook')}\n")
        assert not book.exists()
    run = spbe("render", wrong, "-o", page, "--target", "3.5", "--lang", language)
    assert run.code == 1
    assert run.err.endswith(f"\n{say('render.no-plan')}\n")
    assert "SPBE104" in page.read_text(encoding="utf-8")
    assert Words(page.read_text(encoding="utf-8")).sections == ["problems", "origin"]
    for announced in (("-o", book), ("--target", "3.5")):
        run = spbe("render", BLITAR, *announced, "--lang", language)
        assert run.code == 2
        assert say("render.no-plan") not in run.err


def test_the_worst_category_begins_where_the_scale_does(
    spbe: Spbe, tmp_path: Path, i2020: Instrument
) -> None:
    path = tmp_path / "a.yaml"
    for year in (2023, 2024):  # taken on the rounded and on the exact index
        path.write_text(assessment(all_at(1, i2020), year=year), encoding="utf-8")
        text = page_of(spbe("render", path, "--lang", "en")).text
        assert "Kurang (Poor) begins at 1.\n" in text


def test_what_is_read_is_never_written_over(spbe: Spbe, tmp_path: Path, i2020: Instrument) -> None:
    (tmp_path / "opd").mkdir()
    main, opd = tmp_path / "a.yaml", tmp_path / "opd/b.yaml"
    main.write_text(assessment(all_at(3, i2020), include="[opd/*.yaml]"), encoding="utf-8")
    opd.write_text("opd: b\nanswers: {1: 3}\n", encoding="utf-8")
    before = main.read_bytes(), opd.read_bytes()
    for path in (main, opd):
        run = spbe("render", tmp_path, "-o", path)
        assert run.code == 2
        assert "one of the files this is made from" in run.err
    assert (main.read_bytes(), opd.read_bytes()) == before
    assert spbe("render", main, "-o", tmp_path / "no/a.html").code == 2
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        ((KEMENKO, BLITAR), "a report is of one institution"),
        (("examples",), "Kabupaten Blitar (6), Kabupaten Contoh (4)"),
        (("indicators",), "no assessment in indicators"),
        (("nowhere.yaml",), "no such file or folder"),
    ],
)
def test_a_wrong_call_is_refused(spbe: Spbe, paths: tuple[str, ...], told: str) -> None:
    run = spbe("render", "--lang", "en", *paths)
    assert run.code == 2
    assert run.out == ""
    assert told in run.err


def test_two_files_of_one_year_and_stage_are_a_problem(
    spbe: Spbe, tmp_path: Path, i2020: Instrument
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(assessment(all_at(3, i2020)), encoding="utf-8")
    run = spbe("render", tmp_path, "--lang", "en")
    assert run.code == 1
    assert "SPBE219" in run.out
    assert "SPBE219" in run.err


def test_levels_of_the_self_assessment_stand_below_an_announced_result(
    spbe: Spbe, tmp_path: Path, i2020: Instrument
) -> None:
    levels = assessment(all_at(3, i2020), year=2025)
    figures = assessment({}, year=2025, stage="final", published="{index: 2.75, domains: {1: 3}}")
    (tmp_path / "self.yaml").write_text(levels, encoding="utf-8")
    (tmp_path / "final.yaml").write_text(figures.replace("answers:\n", ""), encoding="utf-8")
    text = page_of(spbe("render", tmp_path, "--lang", "en")).text
    assert "Levels, OPDs and evidence are those of the self-assessment." in text
    assert "2.75\nBaik (Good)" in text
    assert "Self-assessment\n3.00\n0.25 above the result" in text


@pytest.mark.parametrize(
    ("format_", "needed"), [("html", True), ("svg", True), ("csv", False), ("markdown", False)]
)
def test_a_missing_package_is_named_with_how_to_install_it(
    spbe: Spbe, format_: str, needed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    run = spbe("render", KEMENKO, "--format", format_, "--lang", "en")
    assert run.code == (2 if needed else 0)
    assert ("pip install 'spbe[report]'" in run.err) is needed
    assert bool(run.out) is not needed


def test_every_text_of_a_report_is_used() -> None:
    package = ROOT / "spbe_cli"
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (*package.rglob("*.py"), *package.glob("render/report/assets/*"))
        if "locale" not in path.parts
    )
    for key in texts(Language.EN).catalogue:
        if key.startswith("report."):
            words = key.split(".")
            starts = (re.escape(".".join(words[:n])) for n in range(2, len(words)))
            put_together = (re.search(rf"f[\"']{start}\.\{{", code) for start in starts)
            assert f'"{key}"' in code or any(put_together), key


def test_draft_and_unanswered_are_said_where_they_are_seen(spbe: Spbe) -> None:
    text = page_of(spbe("render", "tests/snapshots/draft.yaml", "--lang", "en")).text
    assert "This is a draft: it may still change." in text
    assert "Unanswered, counted at level 1: 3-10, 13-20, 22-41, 43-47." in text
    assert "Nobody answered; counts at the lowest level" in text
    assert "Mean of different answers, not official values: 42" in text
