"""Text from files and file names stays text: in terminals, logs, spreadsheets, forges, parsers."""

import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from spbe_cli.core.inert import safe
from spbe_cli.core.instrument import Instrument
from spbe_cli.reading.files import Spot
from spbe_cli.reading.library import Library
from spbe_cli.reading.worksheets.book import read_workbook
from tests.conftest import Run, all_at, assessment

Spbe = Callable[..., Run]
Place = Callable[[str, str], Path]

HOSTILE: Mapping[str, str] = {
    "colours": "\x1b[31mred\x1b[0m\x1b[2J",
    "osc-link": "\x1b]8;;http://example.org\x1b\\x\x1b]8;;\x1b\\",
    "osc-title": "\x1b]0;x\x07",
    "c1": "\x9b31m\x9d0;x\x9c\x90x\x9c",
    "backspace": "a\x08\x08\x07\x7fb",
    "return": "Kabupaten\rSPBE index 5.00\r\n",
    "newline": "Kabupaten\n::error file=x::boo\nSPBE index 5.00",
    "separators": "a\u2028::error::b\u2029::error::c\x85d\x0be\x0cf",
    "bidi": "\u202egnp.\u2066x\u2069\u200f\u061c\u200e",
    "bom": "\ufeffKabupaten\ufeff",
    "markup": "[bold red]x[/] [link=http://example.org]y[/link] [/] [@click=z] :smile:",
    "annotation": "x ::error file=x,line=1::boo",
    "command": "::error file=x::boo",
    "old-command": "x ##[error]boo ##vso[task.complete]boo",
    "nul": "a\0b",
    "percent": "%0A::error::boo%0D%0A%25%3A",
    "xml": 'x]]><x a="1">&lt;&#27;</failure><failure/>',
    "html": "<script>x</script><img src=x onerror=y><!-- &amp; -->",
    "quotes": '"\',;\\" } ] {x: \\u001b',
    "formula": '=HYPERLINK("http://example.org";"x");=1;-1',
    "formula-behind-a-tab": "\t=1+1",
    "formula-at": "@SUM(1)|+1",
    "markdown": "[x](http://example.org) ![y](z) **b** | `c` | @all #1 ~~d~~",
    "template": "{found} {0} {} %s %(x)s ${HOME} $(id) \\1",
    "long": "\x1b[31m" + "y" * 200 + "\n::error::boo",
}
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""All that a terminal, a log or a reader's eye would obey, but for tabs and line ends."""

COMMAND = re.compile(r"^[^\S\n]*::|##\[|^boo", re.MULTILINE)
"""What a log of GitHub Actions takes for a command, or a line that a text has begun."""

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
"""What `--color always` adds."""

ANNOTATION = re.compile(
    r"::(?:error|warning) file=(?P<file>[^:,]*)(?:,line=\d+,col=\d+)?,title=SPBE\d{3}::(?P<said>.*)"
)
SHOWING = {
    *("SPBE101", "SPBE103", "SPBE105", "SPBE106", "SPBE107", "SPBE108", "SPBE109", "SPBE112"),
    *("SPBE204", "SPBE207", "SPBE301"),
}
"""What the broken files give whose messages show what was found."""

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit")
SCORES = ("table", "json", "csv", "markdown")

DOMAINS = "domains: {1: 3, 2: 3, 3: 3, 4: 3}"
"""Announced, they leave few levels possible, which is quick to judge."""

each_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


def written(text: str) -> str:
    """Write a text as YAML, so that every control in it reaches the data."""
    escaped = {'"': '\\"', "\\": "\\\\"}
    shown = (escaped.get(c, c) if " " <= c <= "~" else f"\\u{ord(c):04x}" for c in text)
    return f'"{"".join(shown)}"'


def named(text: str) -> str:
    """Make the name of a file or folder of a text."""
    return text.replace("/", "_").replace("\0", "_")[:100]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Write a file in the current folder, and give its path from there."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str) -> Path:
        path = Path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except (OSError, UnicodeError):
            pytest.skip("A HOSTILE NAME IS NOT TESTED: this file system does not take it")
        return path

    return write


def broken(text: str, place: Place) -> Path:
    """Write a folder named by a text, with files that have it wherever a message may show it."""
    q, folder = written(text), named(text)
    evidence = f"[{q}, {{file: {q}, date: {q}, kind: {q}}}]"
    place(
        f"{folder}/{folder}.yaml",
        assessment(
            {q: 3, "1": q, "2": f"{{level: 3, note: {q}, evidence: {evidence}}}"},
            institution=q,
            type=q,
            lead=f"{{{q}: {q}}}",
            opds=f"{{{q}: {{name: {q}, owns: [{q}], answers: {{{q}: {q}}}}}}}",
            include=f"[{q}, opd/*.yaml]",
            published=f"{{category: {q}, domains: {{{q}: 1}}, source: {{url: {q}, title: {q}}}}}",
        )
        + f"{q}: {q}\n",
    )
    place(f"{folder}/opd/{folder}.yaml", f"opd: {q}\ninstitution: {written(text + 'x')}\n")
    place(f"{folder}/b.yaml", assessment({}, instrument=q, stage=q, year=q))
    return Path(folder)


def sound(text: str, place: Place, instrument: Instrument) -> Path:
    """Write a file named by a text that has it wherever a result may show it."""
    q = written(text)
    opds = f"{{{q}: {{name: {q}, owns: [1, 2], answers: {{1: 3}}}}, b: {{answers: {{1: 2}}}}}}"
    settings = {
        "institution": q,
        "province": q,
        "lead": f"{{1: {q}}}",
        "opds": opds,
        "published": f"{{index: 3, {DOMAINS}, source: {{title: {q}, note: {q}}}}}",
    }
    answers = all_at(3, instrument) | {"2": f"{{level: 3, note: {q}, evidence: [{q}]}}"}
    del answers["1"]
    return place(f"{named(text)}.yaml", assessment(answers, **settings))


def announced(text: str, place: Place) -> Path:
    """Write a file of which only the result is known."""
    q = written(text)
    source = f"{{title: {q}, url: https://example.org/{named(text).encode().hex()}, note: {q}}}"
    figures = f"{{index: 3, {DOMAINS}, source: {source}}}"
    return place("announced.yaml", assessment({}, institution=q, published=figures))


def harmless(run: Run, *, commands: bool = False) -> str:
    """Give what a run wrote to standard output; nothing in it or beside it may be obeyed."""
    assert run.code in {0, 1, 2}
    for text in (run.out, run.err):
        assert not CONTROLS.search(text)
        assert "Traceback" not in text
    for text in (run.err, "" if commands else run.out):
        assert not COMMAND.search(text)
    return run.out


def shown(text: str) -> str:
    """Give as much of a text as every message has room for, its controls as escapes."""
    return safe(text)[:100]


def bare(text: str) -> list[str]:
    """Give lines without the spaces at their ends."""
    return [line.rstrip() for line in text.splitlines()]


@each_text
def test_problems_for_people_stay_text(text: str, spbe: Spbe, place: Place) -> None:
    folder = broken(text, place)
    call = ("validate", "--evidence", folder, "--format")
    count = len(json.loads(harmless(spbe(*call, "json")))["problems"])
    concise = harmless(spbe(*call, "concise")).splitlines()
    start = f"{safe(folder.as_posix())}/"
    assert len(concise) == count
    assert all(line.startswith(start) for line in concise)
    full = harmless(spbe(*call, "text"))
    assert full.count(shown(text)) > len(SHOWING)
    assert sum(line.startswith(start) for line in full.splitlines()) == count


@each_text
def test_colours_are_all_that_is_added(
    text: str, spbe: Spbe, place: Place, i2020: Instrument
) -> None:
    folder, path = broken(text, place), sound(text, place, i2020)
    for call in (("validate", folder), ("score", path), ("score", "--by", "opd", path, folder)):
        plain, coloured = spbe(*call), spbe("--color", "always", *call)
        assert bare(COLOURS.sub("", coloured.out)) == bare(harmless(plain))
        assert bare(COLOURS.sub("", coloured.err)) == bare(plain.err)


@each_text
def test_problems_for_programs_hold_the_text(text: str, spbe: Spbe, place: Place) -> None:
    folder = broken(text, place)
    call = ("validate", "--evidence", folder, "--format")
    problems = json.loads(harmless(spbe(*call, "json")))["problems"]
    forms = (shown(text), text)  # in quotes, what CI obeys at the start of a line may stand
    assert {p["code"] for p in problems if any(f in p["message"] for f in forms)} >= SHOWING
    assert {Path(p["file"]).parts[0] for p in problems} == {folder.name}
    assert any(p["path"] == text for p in problems)

    issues = json.loads(harmless(spbe(*call, "gitlab")))
    assert [(i["location"]["path"], i["description"]) for i in issues] == [
        (p["file"], p["message"]) for p in problems
    ]
    [run] = json.loads(harmless(spbe(*call, "sarif")))["runs"]
    places = [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in run["results"]]
    assert [unquote(where["uri"]) for where in places] == [p["file"] for p in problems]
    assert all(
        result["message"]["text"].replace("\\](", "](").startswith(problem["message"])
        for result, problem in zip(run["results"], problems, strict=True)
    )


@each_text
def test_an_annotation_stays_one_command(text: str, spbe: Spbe, place: Place) -> None:
    folder = broken(text, place)
    call = ("validate", "--evidence", folder, "--format")
    problems = json.loads(spbe(*call, "json").out)["problems"]
    lines = harmless(spbe(*call, "github"), commands=True).splitlines()
    found = [ANNOTATION.fullmatch(line) for line in lines]
    told = [(unquote(m["file"]), unquote(m["said"]).split("\n")[0]) for m in found if m]
    assert sorted(told) == sorted((safe(p["file"]), p["message"]) for p in problems)
    assert len(lines) == len(problems)


@each_text
def test_junit_stays_xml(text: str, spbe: Spbe, place: Place) -> None:
    folder = broken(text, place)
    call = ("validate", "--evidence", folder, "--format")
    problems = json.loads(spbe(*call, "json").out)["problems"]
    root = ET.fromstring(harmless(spbe(*call, "junit")))
    tags = {element.tag for element in root.iter()}
    assert tags <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    failures = [element.get("message", "") for element in root.iter("failure")]
    assert sorted(failures) == sorted(p["message"] for p in problems if p["severity"] == "error")
    told = "".join(element.text or "" for element in root.iter("system-out"))
    assert all(p["message"] in told for p in problems if p["severity"] == "warning")


@each_text
def test_results_hold_the_text(text: str, spbe: Spbe, place: Place, i2020: Instrument) -> None:
    files = sound(text, place, i2020), announced(text, place)
    for path in files:
        table = harmless(spbe("score", path))
        assert table.splitlines()[0] == safe(text).rstrip()
        [result] = json.loads(harmless(spbe("score", "--format", "json", path)))["results"]
        assert result["institution"] == text
        assert result["file"] == path.as_posix()
    opds = harmless(spbe("score", "--by", "opd", files[0]))
    assert f"{safe(text)}: {safe(text)}" in opds
    assert safe(text) in harmless(spbe("score", *files))


@each_text
@pytest.mark.parametrize("by", [None, "indicator", "opd"])
def test_no_cell_becomes_a_formula_or_a_row(
    by: str | None, text: str, spbe: Spbe, place: Place, i2020: Instrument
) -> None:
    files = sound(text, place, i2020), announced(text, place)
    options = ("--by", by) if by else ()
    out = harmless(spbe("score", "--format", "csv", *options, *files))
    head, *rows = csv.reader(io.StringIO(out), strict=True)
    assert {len(row) for row in rows} == {len(head)}
    assert {row[head.index("institution")].replace("'", "") for row in rows} == {
        safe(text).replace("'", "")
    }
    without_formula(out)


@each_text
def test_markdown_has_no_markup_of_the_text(
    text: str, spbe: Spbe, place: Place, i2020: Instrument
) -> None:
    files, folder = (sound(text, place, i2020), announced(text, place)), broken(text, place)
    for paths in (files[:1], files[1:], files, (folder,)):
        out = harmless(spbe("score", "--format", "markdown", "--by", "opd", *paths))
        without_markup(out)


def without_markup(out: str) -> None:
    """Hold that Markdown has no markup but headings, lists, quotes and tables."""
    plain = re.sub(r"\\.", "", out)
    assert not re.search(r"[<\[\]`]|!\[|://|@|^ {4}|^\t", plain, re.MULTILINE)
    assert not re.search(r"^[^|\n]+\|", plain, re.MULTILINE)


def without_formula(out: str) -> None:
    """Hold that no cell of a CSV is run; a negative number is one."""
    for delimiter in ",;":
        cells = [cell for row in csv.reader(io.StringIO(out), delimiter=delimiter) for cell in row]
        words = [cell for cell in cells if not re.fullmatch(r"-[\d./]+", cell)]
        assert not any(re.match(r"\s*[=+\-@\t\r]", cell) for cell in words)


@each_text
def test_comparisons_hold_the_text(text: str, spbe: Spbe, place: Place, i2020: Instrument) -> None:
    path = sound(text, place, i2020)
    other = place("final.yaml", path.read_text(encoding="utf-8").replace("47: 3", "47: 4"))
    files = (path, other, announced(text, place), broken(text, place))
    table = harmless(spbe("compare", "--lang", "en", path, other))
    assert table.splitlines()[0] == safe(text).rstrip()
    assert safe(text)[:40] in harmless(spbe("compare", "--lang", "en", *files))
    columns = json.loads(harmless(spbe("compare", "--format", "json", *files)))["columns"]
    assert {column["institution"] for column in columns} == {text, "Kabupaten Uji"}
    without_formula(harmless(spbe("compare", "--format", "csv", *files)))
    without_markup(harmless(spbe("compare", "--format", "markdown", *files)))
    run = spbe("compare", "--lang", "en", "--fail-on-drop", "index", other, path)
    assert run.code == 1
    assert "47" in harmless(run)


@each_text
def test_scenarios_hold_the_text(text: str, spbe: Spbe, place: Place, i2020: Instrument) -> None:
    q, path = written(text), sound(text, place, i2020)
    single = place(f"s/{named(text)}.yaml", "1: 5\n")
    several = place("several.yaml", f"scenarios: {{{q}: {{2: 5}}, b: {{3: 5}}}}\n")
    misfit = place("misfit.yaml", f"{q}: 5\n")
    wrong = place("wrong.yaml", f"scenarios: {{{q}: {{1: {q}}}, b: {q}}}\n")
    for paths in ((path,), (path, announced(text, place))):
        for scenarios in ((single,), (several,), (several, misfit)):
            options = [f"--set=@{one}" for one in scenarios]
            call = ("score", *options, "--min-index", "3.1", *paths)
            run = spbe(*call)
            assert safe(text)[:40].strip() in harmless(run) + run.err
            found = json.loads(harmless(spbe(*call, "--format", "json")))["results"]
            assert single in scenarios or {one["scenario"] for one in found} >= {None, text, "b"}
            out = harmless(spbe(*call, "--format", "csv"))
            head, *rows = csv.reader(io.StringIO(out), strict=True)
            assert {len(row) for row in rows} == {len(head)}
            without_formula(out)
            without_markup(harmless(spbe(*call, "--format", "markdown")))
    for scenarios, code in (((misfit,), 1), ((wrong,), 1), ((several, several), 2)):
        run = spbe("score", *(f"--set=@{one}" for one in scenarios), path)
        assert run.code == code
        harmless(run)
        assert safe(text)[:20] in run.err or text[:20] in run.err  # in quotes a command may stand


@each_text
def test_sensitivity_holds_the_text(text: str, spbe: Spbe, place: Place, i2020: Instrument) -> None:
    call = ("sensitivity", sound(text, place, i2020), "--down", "0.2")
    assert harmless(spbe(*call)).splitlines()[0] == safe(text).rstrip()
    assert json.loads(harmless(spbe(*call, "--format", "json")))["institution"] == text
    out = harmless(spbe(*call, "--format", "csv"))
    head, *rows = csv.reader(io.StringIO(out), strict=True)
    assert {len(row) for row in rows} == {len(head)}
    without_formula(out)
    without_markup(harmless(spbe(*call, "--format", "markdown")))


@each_text
def test_plans_hold_the_text(text: str, spbe: Spbe, place: Place, i2020: Instrument) -> None:
    path, q = sound(text, place, i2020), written(text)
    call = ("plan", "--lang", "en", path, "--target", "4.9")
    table = harmless(spbe(*call))
    assert table.splitlines()[0] == safe(text).rstrip()
    assert safe(text)[:10] in harmless(spbe(*call, "--opd", text)).splitlines()[0]
    value = json.loads(harmless(spbe(*call, "--format", "json")))
    assert value["institution"] == text
    assert {one["id"] for one in value["opds"]} == {text, None}
    out = harmless(spbe(*call, "--format", "csv"))
    assert len({len(row) for row in csv.reader(io.StringIO(out), strict=True)}) == 1
    without_formula(out)
    for options in ((), ("--opd", "b"), ("--opd", text)):
        out = harmless(spbe(*call, "--format", "markdown", *options))
        without_markup(re.sub(r"^- \[ \] ", "- ", out, flags=re.MULTILINE))
    efforts = place(
        "effort.yaml",
        f"{q}: 1\ndefault: {q}\nindicators: {{{q}: {q}, 1: {{{q}: 1}}}}\nlocked: [{q}]\n"
        f"capacity: {{{written(text + 'x')}: {q}}}\n"
        f"requires: [{{indicator: {q}, level: {q}, needs: {{{q}: 3}}}}]\n",
    )
    run = spbe(*call, "--effort", efforts)
    assert (run.code, harmless(run)) == (1, "")
    assert run.err.count(": error SPBE") >= 7
    sane = place("sane.yaml", f"capacity: {{{q}: 1}}\n")
    harmless(spbe(*call, "--effort", sane))


@each_text
def test_reports_hold_the_text(text: str, spbe: Spbe, place: Place, i2020: Instrument) -> None:
    path, folder = sound(text, place, i2020), broken(text, place)
    for one in (path, announced(text, place), folder / f"{folder.name}.yaml"):
        assert without_elements(harmless(spbe("render", one))) >= ALONE
        harmless(spbe("render", one, "--format", "svg"))
        without_markup(harmless(spbe("render", one, "--format", "markdown")))
        without_formula(harmless(spbe("render", one, "--format", "csv")))
    page = unescape(harmless(spbe("render", path)))
    assert f"<h1>{safe(text)}</h1>" in page
    assert page.count(safe(text)) > 5
    badge = ET.fromstring(spbe("render", path, "--format", "svg").out)
    assert {element.tag.rpartition("}")[2] for element in badge.iter()} == {
        "svg", "title", "rect", "path", "g", "text",
    }  # fmt: skip


ALONE = {"html", "head", "style", "body", "header", "h1", "nav", "main", "footer"}
"""Elements that a page has once, whatever stands in its files."""


def without_elements(page: str) -> set[str]:
    """Give the elements that a page has once; there is none that a text could have made."""
    tags = re.findall(r"<([a-z0-9]+)", page)
    assert not {"img", "x", "failure", "iframe", "object", "form", "link"} & {*tags}
    assert not re.search(r"<[^>]*\s(?:on\w+|style|src)=", page)
    addresses = re.findall(r'href="([^"#][^"]*)"', page)
    assert all(address.startswith(("http://", "https://")) for address in addresses)
    return {tag for tag in tags if tags.count(tag) == 1}


@each_text
def test_worksheets_hold_the_text_and_run_nothing(
    text: str, spbe: Spbe, place: Place, i2020: Instrument
) -> None:
    path = sound(text, place, i2020)
    harmless(spbe("export", path, "-o", "lke.xlsx"))
    cells = [
        cell
        for sheet in load_workbook("lke.xlsx")
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    bare = [re.sub(r"\"[^\"]*\"|'(?:[^']|'')*'!", "", formula) for formula in formulas]
    assert not any(re.search(r"[^\w=<>()!$:.,&*/+-]|HYPERLINK|:example", one) for one in bare)
    words = [cell for cell in cells if cell.data_type in {"s", "inlineStr"}]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "f", "n"}
    assert all(cell.quotePrefix for cell in words if str(cell.value)[0] in "=+-@")
    assert not any(CONTROLS.search(str(cell.value)) for cell in words)
    book = read_workbook(Spot(Path("lke.xlsx"), "lke.xlsx", named=True), Library())
    own, first, _ = book.sheets
    assert (own.data["institution"], own.data["province"]) == (text, text)
    assert (first.opd, first.data["name"]) == (text, text)
    assert own.data["lead"] == {"1": text}
    evidence = own.data["answers"]["2"]["evidence"]
    assert evidence in ([text], [{"file": text}])


@each_text
def test_a_wrong_call_repeats_nothing_that_is_obeyed(
    text: str, spbe: Spbe, place: Place, i2020: Instrument
) -> None:
    path = sound(text, place, i2020)
    for call in (
        ("validate", f"no/{text}"),
        ("validate", "--select", text, path),
        ("validate", "--max-rise", text, path),
        ("validate", "--format", text, path),
        ("validate", f"--{text}", path),
        ("score", "--set", text, path),
        ("score", "--set", f"1={text}", path),
        ("score", "--set", f"@no/{text}", path),
        ("score", "--min-category", text, path),
        ("score", "-o", f"no/{named(text)}", path),
        ("sensitivity", path, "--down", text),
        ("instrument", "show", text),
        ("instrument", "show", "permenpanrb-59-2020", text),
        ("explain", text),
        ("compare", "--against", text, path),
        ("compare", f"{text}:{path}", path),
        ("compare", "--fail-on-drop", text, path, path),
        ("plan", "--target", text, path),
        ("render", "--target", text, path),
        ("render", "--date", text, path),
        ("render", "-o", f"no/{named(text)}", path),
        ("plan", "--budget", text, path),
        ("import", f"no/{text}.xlsx", "-o", "out"),
        ("import", path, "-o", f"out/{named(text)}"),
        ("plan", "--years", text, path),
        ("plan", "--target", "3", "--opd", f"{text}x", path),
        (text,),
        ("--lang", text, "explain", "SPBE101"),
    ):
        run = spbe(*call)
        assert run.code == 2, call
        harmless(run)


@pytest.mark.parametrize("name", [b"\x9b31m", b"\xff\xfe", b"a\xed\xa0\x80b", b"\xc3"])
def test_names_that_are_no_text_are_shown_as_escapes(
    name: bytes, spbe: Spbe, place: Place, i2020: Instrument
) -> None:
    """Half a character in a file name, as it comes from a system with another encoding."""
    text = os.fsdecode(name)
    path = place(f"{text}/{text}.yaml", assessment(all_at(3, i2020) | {"1": 9}))
    for format_ in FORMATS:
        harmless(spbe("validate", "--format", format_, path), commands=format_ == "github")
    for format_ in SCORES:
        harmless(spbe("score", "--format", format_, path))
    [problem] = json.loads(spbe("validate", "--format", "json", path).out)["problems"]
    assert problem["file"] == path.as_posix()
