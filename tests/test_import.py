"""`spbe import` of tables and JSON: figures and levels as they are; all or nothing is written."""

import csv
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from spbe_cli.core.instrument import Instrument
from tests.conftest import INSTRUMENTS, ROOT, Run, all_at, assessment, bundled, process
from tests.test_injection import CONTROLS, HOSTILE

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
OFFICIAL = ROOT / "indicators/permenpanrb-59-2020.results.csv"

HEAD = "institution,year,index,category,domain_1\n"
ROW = "Kabupaten Blitar,2023,3.60,Sangat Baik,3.20\n"
BLITAR = """\
institution: Kabupaten Blitar
year: 2023
instrument: permenpanrb-59-2020
stage: final

published:
  index: 3.60
  category: Sangat Baik
  domains:
    1: 3.20
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def texts_in(folder: str = "out") -> dict[str, str]:
    """Give all files below a folder, hidden ones too."""
    paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}


def semicolons(text: str) -> str:
    return re.sub(r"(\d)\.(\d)", r"\1,\2", text.replace(",", ";"))


TABLES = {
    "commas": HEAD + ROW,
    "quoted decimal commas": HEAD + 'Kabupaten Blitar,2023,"3,60",Sangat Baik,"3,20"\n',
    "mark": "\ufeff" + HEAD + ROW.rstrip(),
    "semicolons": semicolons(HEAD + ROW),
    "semicolons and mark": "\ufeff" + semicolons(HEAD + ROW),
    "announced": "sep=;\r\n" + semicolons(HEAD + ROW).replace("\n", "\r\n"),
    "tabs": semicolons(HEAD + ROW).replace(";", "\t"),
    "Indonesian": "Instansi;Tahun;Indeks;Predikat;Domain 1\n" + semicolons(ROW),
    "ministry": "nama instansi,tahun,indeks,predikat,D2001\n" + ROW + ",,,,\n",
    "twice": HEAD + ROW + ROW,
    "twice, otherwise": HEAD + ROW + "Pemkab Blitar,2023,3.6,sangat-baik,3.2\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_imported_whatever_separates_its_cells(
    spbe: Spbe, write: Write, name: str
) -> None:
    ending = "TSV" if name == "tabs" else "csv"
    run = spbe("import", write(f"hasil.{ending}", TABLES[name]), "-o", "out")
    assert (run.code, run.out) == (0, "")
    assert texts_in() == {"kabupaten-blitar-2023.yaml": BLITAR}
    assert "new: out/kabupaten-blitar-2023.yaml\n" in run.err
    assert spbe("validate", "out").code == 0


def test_every_field_of_the_ministry_is_taken(spbe: Spbe, write: Write) -> None:
    groups = ["D2001", "D2002", "D2003", "D2004", *(f"A200{n}" for n in range(1, 9))]
    domains = ["3,00", "2,90", "1,27", "3,60"]
    aspects = ["3,00", "3,25", "3,00", "2,50", "1,38", "1,00", "3,90", "3,17"]
    head = ";".join(["instansi", "tahun", "indeks", *groups])
    row = ";".join(["Kota Uji", "2024", "2,97", *domains, *aspects])
    assert spbe("import", write("r.csv", f"{head}\n{row}\n"), "-o", "out").code == 0
    [text] = texts_in().values()
    figures = [*enumerate(domains, 1), *enumerate(aspects, 1)]
    assert re.findall(r"^    (\d): (\S+)$", text, re.MULTILINE) == [
        (str(n), figure.replace(",", ".")) for n, figure in figures
    ]


def test_official_results_are_imported_as_they_are(spbe: Spbe, write: Write) -> None:
    head, *lines = OFFICIAL.read_text(encoding="utf-8").splitlines(keepends=True)
    table = head + "".join(line for line in lines if line.startswith("2024"))
    path = write("r.csv", table)
    assert spbe("import", path, "-o", "out").code == 0
    found = texts_in()
    again = spbe("import", path, "-o", "out")
    assert again.code == 0
    assert "Nothing to change" in again.err
    assert texts_in() == found
    told = spbe("validate", "out")
    assert (told.code, told.out) == (0, "")
    written = [
        (name.strip('"'), index)
        for text in found.values()
        for name in re.findall(r"^institution: (.*)$", text, re.MULTILINE)
        for index in re.findall(r"^  index: (.*)$", text, re.MULTILINE)
    ]
    rows = [(row["institution"], row["index"]) for row in csv.DictReader(table.splitlines())]
    assert len(rows) == 615
    assert sorted(written) == sorted(rows)


def test_every_wrong_cell_is_told_and_nothing_is_written(spbe: Spbe, write: Write) -> None:
    rows = (
        "Kab. A,2023,9.99,Baik,3.20\n"
        "Kab. B,2023,3.60,Bagus,3.20\n"
        "Kab. C,dua,3.60,Sangat Baik,3.20\n"
        "Kab. D,2023,3.60,Sangat Baik,3.25\n"
        "Kab. E,2023,3.60,Sangat Baik,3.20\n"
        "Kab. E,2023,3.61,Sangat Baik,3.20\n"
        ",2023,3.60,Sangat Baik,3.20\n"
    )
    run = spbe("import", write("r.csv", HEAD + rows), "-o", "out")
    assert run.code == 1
    assert not Path("out").exists()
    places = re.findall(r"^\S*r\.csv:(\d+:\d+): error (SPBE\d+)", run.err, re.MULTILINE)
    assert places == [
        ("2:13", "SPBE217"),
        ("2:18", "SPBE211"),
        ("3:18", "SPBE107"),
        ("4:8", "SPBE103"),
        ("5:30", "SPBE218"),
        ("7:13", "SPBE221"),
        ("8:1", "SPBE102"),
    ]
    assert "published.index is 3.61 here, 3.60 in" in run.err
    assert "r.csv:6: both are imported" in run.err


def test_what_a_table_has_beyond_is_told(spbe: Spbe, write: Write) -> None:
    path = write("r.csv", "institution,year,index,peringkat,=1+1\nKab. A,2023,3.60,7,x\n")
    run = spbe("import", path, "-o", "out", "--lang", "id")
    assert run.code == 0
    assert run.err.startswith("Tidak diambil, karena tidak ada tempatnya:\n")
    assert f"  {path}: peringkat\n  {path}: =1+1\n" in run.err
    assert "2 tidak diambil." in run.err
    assert spbe("import", path, "-o", "out", "--quiet").err == ""


def test_files_are_named_safely_and_no_two_alike(spbe: Spbe, write: Write) -> None:
    names = ["../../etc/passwd", "Kab. A/B", "Kab. A B", "東京", "'", "CON"]
    rows = "".join(f'"{name}",2023,3.60,,\n' for name in names)
    rows += "Kab. A B,2024,3.60,,\n"
    assert spbe("import", write("r.csv", HEAD + rows), "-o", "out").code == 0
    assert [*texts_in()] == [
        "etc-passwd-2023.yaml",
        "kab-a-b-2023-final.yaml",
        "kab-a-b-2023.yaml",
        "kab-a-b-2024.yaml",
        "spbe-2023-final-2.yaml",
        "spbe-2023-final.yaml",
        "spbe-2023.yaml",
    ]
    found = {
        json.loads(spbe("score", "--format", "json", path).out)["results"][0]["institution"]
        for path in sorted(Path("out").iterdir())
    }
    assert found == {*names}


def test_a_name_that_is_taken_by_another_gets_a_number(spbe: Spbe, write: Write) -> None:
    for name in ("kabupaten-blitar-2023.yaml", "kabupaten-blitar-2023-final.yaml"):
        write(f"out/{name}", BLITAR.replace("Blitar", name))
    assert spbe("import", write("r.csv", HEAD + ROW), "-o", "out").code == 0
    assert texts_in()["kabupaten-blitar-2023-final-2.yaml"] == BLITAR


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_of_a_table_stays_text(spbe: Spbe, write: Write, text: str) -> None:
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\r(?!\n)", text):
        text = CONTROLS.sub(".", text)
    path = Path("r.csv")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["institution", "year", "index", "note", text.strip() or "x"])
        writer.writerow([text, 2023, "3.60", text, "y"])
    run = spbe("import", path, "-o", "out", "--dry-run")
    assert run.code == 0
    assert not CONTROLS.search(run.out + run.err)
    assert not re.search(r"^[^\S\n]*::|##\[", run.out + run.err, re.MULTILINE)
    assert spbe("import", path, "-o", "out").code == 0
    [written] = Path("out").iterdir()
    [result] = json.loads(spbe("score", "--format", "json", written).out)["results"]
    note = result["published"]["source"]["note"]
    assert (result["institution"].split(), note.split()) == (text.split(), text.split())
    assert spbe("import", path, "-o", "out").err.startswith(("Nothing", "Not taken"))


# JSON


def scored(spbe: Spbe, *paths: Path, name: str = "s.json") -> Path:
    assert spbe("score", "--format", "json", *paths, "-o", name).code == 0
    return Path(name)


def test_announced_figures_come_back_from_json_as_they_were(spbe: Spbe) -> None:
    path = scored(spbe, ROOT / "examples/blitar")
    before = json.loads(path.read_text(encoding="utf-8"))["results"]
    assert spbe("import", path, "-o", "out").code == 0
    assert len(texts_in()) == len(before) == 6
    after = json.loads(spbe("score", "--format", "json", "out").out)["results"]
    for one, other in zip(before, after, strict=True):
        del one["file"], other["file"]
        assert one == other


PUBLISHED = """\
published:
  index: 3.10
  category: Baik
  domains:
    1: 3.00
  source:
    title: "LHE 2023"
    url: "https://example.org/lhe"
    date: 2024-01-31
    note: "from the report"
"""
"""Announced figures that differ from those the answers give."""


@pytest.mark.parametrize("answers", [[], ["--answers"]])
def test_what_was_announced_beside_answers_comes_back_as_it_was(
    spbe: Spbe, write: Write, answers: list[str]
) -> None:
    levels = {"1": 3, "11": 4}
    write("a.yaml", assessment(levels, draft="true", year=2023) + PUBLISHED)
    before = json.loads(scored(spbe, Path("a.yaml")).read_text(encoding="utf-8"))["results"][0]
    assert (before["source"], before["index"]) == ("answers", 1.1)
    text = Path("s.json").read_text(encoding="utf-8")
    Path("s.json").write_text(text.replace('"index": 3.1,', '"index": 3.10,'), encoding="utf-8")
    run = spbe("import", "s.json", "-o", "o.yaml", *answers)
    assert run.code == 0, run.err
    assert "  index: 3.10\n" in Path("o.yaml").read_text(encoding="utf-8")
    after = json.loads(spbe("score", "--format", "json", "o.yaml").out)["results"][0]
    assert after["published"] == before["published"]
    assert after["published"]["source"]["note"] == "from the report"
    assert after["answered"] == (2 if answers else 0)


def test_where_nothing_was_announced_after_all_the_computed_figures_are_taken(
    spbe: Spbe, write: Write
) -> None:
    write("a.yaml", assessment({"1": 3}, draft="true") + "published: {}\n")
    scored(spbe, Path("a.yaml"))
    assert spbe("import", "s.json", "-o", "o.yaml").code == 0
    text = Path("o.yaml").read_text(encoding="utf-8")
    assert "  index: 1.03\n" in text
    assert "Computed by spbe from 1 of 47 indicators (s.json), not announced." in text


@pytest.mark.parametrize("answers", [[], ["--answers"]])
def test_an_announced_result_of_the_examples_is_kept(spbe: Spbe, answers: list[str]) -> None:
    path = scored(spbe, ROOT / "examples/kemenko-perekonomian")
    before = json.loads(path.read_text(encoding="utf-8"))["results"][0]
    run = spbe("import", path, "-o", "o.yaml", *answers)
    assert run.code == 0, run.err
    assert "0 not taken over" in run.err
    after = json.loads(spbe("score", "--format", "json", "o.yaml").out)["results"][0]
    assert after["published"] == before["published"]
    assert after["published"]["source"]["title"].startswith("LHE SPBE")
    assert after["source"] == ("answers" if answers else "published")
    assert after["index"] == before["index"]
    if answers:
        assert after["indicators"] == before["indicators"]


def test_opds_of_a_result_are_told_because_they_are_not_taken(spbe: Spbe, write: Write) -> None:
    opds = "{kominfo: {name: Dinas, answers: {1: 3}}, bappeda: {owns: [2]}}"
    write("a.yaml", assessment({"3": 2}, draft="true", opds=opds))
    scored(spbe, Path("a.yaml"))
    run = spbe("import", "s.json", "-o", "o.yaml", "--answers")
    assert run.code == 0, run.err
    head = "Not taken over, because there is no place for it:\n"
    told = re.fullmatch(rf"{head}  (.*)\n  (.*)\n(?!  )[\s\S]*", run.err)
    assert told is not None, run.err
    assert {*told.groups()} == {"s.json:2: opds.bappeda", "s.json:2: opds.kominfo"}
    assert "2 not taken over." in run.err


def test_computed_figures_are_written_with_where_they_are_from(spbe: Spbe, write: Write) -> None:
    write("a.yaml", assessment({"1": 3, "11": 4}, draft="true", type="kota"))
    path = scored(spbe, Path("a.yaml"))
    result = json.loads(path.read_text(encoding="utf-8"))["results"][0]
    assert spbe("import", path, "-o", "out", "--lang", "id").code == 0
    [text] = texts_in().values()
    assert f"  index: {result['index']}\n  category: {result['category']}\n" in text
    assert 'note: "Dihitung spbe dari 2 dari 47 indikator (s.json), bukan diumumkan."' in text
    assert "type: kota\n" in text
    assert "answers" not in text
    again = json.loads(spbe("score", "--format", "json", "out").out)["results"][0]
    assert (again["index"], again["category"]) == (result["index"], result["category"])
    for layer in ("domains", "aspects"):
        assert [(one["id"], one["index"]) for one in again[layer]] == [
            (one["id"], one["index"]) for one in result[layer]
        ]


@pytest.mark.parametrize("kept", ["s.json", "elsewhere/s.json"])
def test_an_instrument_of_ones_own_comes_back_by_its_path(
    spbe: Spbe, write: Write, kept: str
) -> None:
    rules = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    write("rules/own.yaml", rules)
    write("2024/a.yaml", assessment({"1": 3}, instrument="../rules/own.yaml", draft="true"))
    write("elsewhere/x.txt", "")
    before = json.loads(scored(spbe, Path("2024/a.yaml"), name=kept).read_text(encoding="utf-8"))[
        "results"
    ][0]
    assert (before["instrument"], before["instrument_file"]) == ("two-layers", "rules/own.yaml")
    run = spbe("import", kept, "-o", "out", "--answers")
    assert run.code == 0, run.err
    after = json.loads(spbe("score", "--format", "json", "out").out)["results"][0]
    for key in ("instrument", "instrument_file", "index_exact", "indicators"):
        assert after[key] == before[key]


def test_a_bundled_instrument_has_no_file(spbe: Spbe) -> None:
    result = json.loads(spbe("score", "--format", "json", ROOT / "examples/blitar").out)
    assert {one["instrument_file"] for one in result["results"]} == {None}


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_levels_are_taken_exactly(spbe: Spbe, write: Write, name: str) -> None:
    instrument = bundled_instrument(name)
    steps = list(instrument.levels.all) if instrument.levels.step == 1 else [1, "2.37"]
    levels = {one.id: steps[n % len(steps)] for n, one in enumerate(instrument.indicators) if n % 7}
    year = instrument.years.first
    write("a.yaml", assessment(levels, instrument=name, year=year, draft="true"))
    before = json.loads(scored(spbe, Path("a.yaml")).read_text(encoding="utf-8"))["results"][0]
    run = spbe("import", "s.json", "-o", "out", "--answers")
    assert run.code == 0
    answered, total = before["answered"], before["total"]
    assert f"{answered} of {total} indicators are answered." in run.err
    after = json.loads(spbe("score", "--format", "json", "out").out)["results"][0]
    for key in ("index_exact", "category", "answered", "domains", "aspects", "bounds"):
        assert before[key] == after[key]
    kept = ("id", "level_exact", "answered", "contribution_exact")
    assert [[one[key] for key in kept] for one in before["indicators"]] == [
        [one[key] for key in kept] for one in after["indicators"]
    ]


def bundled_instrument(name: str) -> Instrument:
    from spbe_cli.reading.library import Library  # noqa: PLC0415 - only here

    return bundled(Library(), name)


def test_answers_are_not_invented_where_only_figures_are(spbe: Spbe) -> None:
    path = scored(spbe, ROOT / "examples/blitar/2023.yaml")
    assert spbe("import", path, "-o", "out", "--answers").code == 0
    [text] = texts_in().values()
    assert "answers" not in text
    assert "  index: 3.63\n" in text


def test_a_level_that_is_no_decimal_is_refused(spbe: Spbe, write: Write) -> None:
    opds = {f"o{n}": f"{{answers: {{1: {level}}}}}" for n, level in enumerate((1, 1, 2))}
    body = ", ".join(f"{key}: {value}" for key, value in opds.items())
    write("a.yaml", assessment({}, draft="true", combine="mean", opds=f"{{{body}}}"))
    scored(spbe, Path("a.yaml"))
    run = spbe("import", "s.json", "-o", "out", "--answers")
    assert run.code == 1
    assert re.search(r'^s\.json:2:\d+: error SPBE103 found "4/3"', run.err, re.MULTILINE)


def test_a_what_if_or_a_result_without_index_is_no_assessment(
    spbe: Spbe, write: Write, i2020: Instrument
) -> None:
    write("a.yaml", assessment(all_at(3, i2020)))
    write("b.yaml", assessment({"1": 9}, year=2023, draft="true"))
    write("s.yaml", "scenarios: {one: {1: 4}, two: {2: 4}}\n")
    spbe("score", "a.yaml", "--set", "1=4", "--format", "json", "-o", "w.json")
    spbe("score", "a.yaml", "--set", "@s.yaml", "--format", "json", "-o", "x.json")
    spbe("score", "a.yaml", "b.yaml", "--format", "json", "-o", "y.json")
    for name, line, said in (
        ("w.json", 2, "what-if"),
        ("x.json", 3, "what-if"),
        ("y.json", 3, "no index"),
    ):
        run = spbe("import", name, "-o", "out")
        assert run.code == 1
        assert re.search(rf"^{name}:{line}:3: error SPBE111 .*{said}", run.err, re.MULTILINE)
    assert not Path("out").exists()


GOOD = {
    "institution": "Kab. A", "year": 2023, "stage": "final", "instrument": "permenpanrb-59-2020",
    "index": 3.6, "category": "Sangat Baik", "source": "answers",
    "domains": [{"id": "1", "index": 3.2}],
}  # fmt: skip


def in_json(text: str) -> str:
    return '{"schema": "spbe.score/1", "results": [' + text + "]}"


def with_good(**changes: object) -> str:
    return in_json(json.dumps(GOOD | changes))


BROKEN = {
    "empty": ("", "SPBE111 this is nothing"),
    "no object": ("[1, 2]", "SPBE111 this is nothing"),
    "another schema": ('{"schema": "spbe.compare/1", "columns": []}', "SPBE111"),
    "no text": ('{"schema": 1, "results": []}', "SPBE111 this is 1"),
    "results missing": ('{"schema": "spbe.score/1"}', "SPBE111"),
    "no list": ('{"schema": "spbe.score/1", "results": {}}', "SPBE111"),
    "no results": (in_json(""), "SPBE011"),
    "cut off": (in_json(json.dumps(GOOD))[:-4], "SPBE003"),
    "a number": (in_json("7"), "SPBE103 found 7"),
    "nothing": (in_json("null"), "SPBE103 found nothing"),
    "key twice": (in_json('{"index": 3, "index": 4}'), "SPBE006"),
    "id twice": (
        in_json(json.dumps(GOOD | {"domains": [{"id": "1", "index": 3}, {"id": "1", "index": 4}]})),
        'SPBE006 the key "1" stands twice',
    ),
    "nan": (with_good(index=float("nan")), 'SPBE103 found "NaN"'),
    "infinity": (with_good(index=float("inf")), 'SPBE103 found "Infinity"'),
    "exponent": (in_json(json.dumps(GOOD | {"index": 3}).replace("3,", "3e0,", 1)), "SPBE0"),
    "text for a figure": (with_good(index="3.6"), "SPBE012"),
    "truth for a year": (with_good(year=True), "SPBE012"),
    "list for a name": (with_good(institution=[]), "SPBE103 found a list"),
    "no name": (with_good(institution=None), "SPBE102"),
    "unknown stage": (with_good(stage="akhir"), "SPBE107"),
    "unknown instrument": (with_good(instrument="x"), "SPBE106"),
    "groups no list": (with_good(domains={"1": 3}), "SPBE103"),
    "group no object": (with_good(domains=[3]), "SPBE103 found 3"),
    "group without id": (with_good(aspects=[{"index": 3}]), "SPBE103"),
    "group without index": (with_good(aspects=[{"id": "1"}]), "SPBE102"),
    "unknown group": (with_good(domains=[{"id": "9", "index": 3}]), "SPBE112"),
    "impossible": (with_good(index=7), "SPBE2"),
    "announced no object": (with_good(source="published", published=3), ""),
    "announced groups": (
        in_json(json.dumps(GOOD | {"source": "published", "published": {"domains": [1]}})),
        "SPBE103 found a list",
    ),
    "deep": (in_json("[" * 5000 + "]" * 5000), "SPBE007 nested deeper"),
    "many": (in_json(",".join(["{}"] * 200_001)), "SPBE007 more than"),
    "half a character": (in_json('{"institution": "\\ud83d"}'), "SPBE003"),
    "control": (in_json('{"institution": "\x01"}'), "SPBE010"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_json_is_told_with_its_place(spbe: Spbe, write: Write, name: str) -> None:
    text, said = BROKEN[name]
    run = spbe("import", write("x.json", text), "-o", "out")
    if not said:
        assert run.code == 0
        return
    assert run.code == 1
    assert re.search(rf"x\.json:\d+:\d+: error {re.escape(said)}", run.err), run.err
    assert not Path("out").exists()
    levels = '"indicators": [{"id": "1"}, {"id": "x", "level_exact": "3"}], "index": 3'
    write("x.json", text.replace('"index": 3', levels))
    assert spbe("import", "x.json", "-o", "out", "--answers").code == 1


def test_json_that_is_too_long_or_no_text_is_refused(spbe: Spbe) -> None:
    Path("long.json").write_bytes(b" " * (16 * 1024 * 1024 + 1))
    Path("wide.json").write_bytes(in_json("{}").encode("utf-16"))
    for name, code in (("long.json", "SPBE007"), ("wide.json", "SPBE002")):
        run = spbe("import", name, "-o", "out")
        assert run.code == 1
        assert f"error {code}" in run.err


def test_characters_of_two_halves_are_one(spbe: Spbe, write: Write) -> None:
    name = 'Kab. 🏛 \\ud83d "x" é'
    text = in_json(json.dumps(GOOD | {"institution": name}))
    assert "\\ud83c" in text
    assert spbe("import", write("x.json", "\ufeff" + text), "-o", "out").code == 0
    [result] = json.loads(spbe("score", "--format", "json", "out").out)["results"]
    assert result["institution"] == name


def test_json_may_have_fields_that_are_not_known_yet(spbe: Spbe, write: Write) -> None:
    later = GOOD | {"new": {"deep": [1]}, "domains": [{"id": "1", "index": 3.2, "more": None}]}
    text = json.dumps({"schema": "spbe.score/1", "by": "x", "results": [later]}, indent=2)
    assert spbe("import", write("x.json", text), "-o", "out").code == 0


def test_one_source_may_come_through_a_pipe(tmp_path: Path) -> None:
    text = in_json(json.dumps(GOOD))
    for number, given in enumerate((HEAD + ROW, text)):
        run = process("import", "-", "-o", f"o{number}", stdin=given.encode(), cwd=tmp_path)
        assert (run.returncode, run.stdout) == (0, b"")
        assert len([*(tmp_path / f"o{number}").iterdir()]) == 1
    run = process("import", "-", "-o", "o3", stdin=b"\x00\x01\xff", cwd=tmp_path)
    assert run.returncode == 1
    assert b"-: error SPBE" in run.stderr


# Into files that are there

KEPT = """\
# Ours, with remarks
institution: Kabupaten Blitar  # the regency
year: 2023

stage: final
instrument: permenpanrb-59-2020
published:
    # as announced
    category: 'Sangat Baik'
    index: 3.60   # two decimals
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_comments_order_and_line_ends_stay(
    spbe: Spbe, write: Write, ending: str, mark: str
) -> None:
    before = mark + KEPT.replace("\n", ending)
    write("out/deep/any name.yaml", before)
    write("r.csv", HEAD + ROW.replace("3.60", "3.6"))
    run = spbe("import", "r.csv", "-o", "out")
    assert run.code == 0
    added = f"    domains:{ending}        1: 3.20{ending}"
    assert texts_in() == {"deep/any name.yaml": before + added}
    assert "changed: out/deep/any name.yaml\n" in run.err
    again = spbe("import", "r.csv", "-o", "out")
    assert "Nothing to change" in again.err
    assert texts_in() == {"deep/any name.yaml": before + added}


def test_what_differs_is_refused_unless_a_side_is_taken(spbe: Spbe, write: Write) -> None:
    write("out/a.yaml", KEPT)
    write("r.csv", HEAD + ROW.replace("3.60", "3.61"))
    run = spbe("import", "r.csv", "-o", "out")
    assert run.code == 1
    assert texts_in() == {"a.yaml": KEPT}
    assert run.err == (
        "r.csv:2:23: error SPBE221 published.index is 3.61 here, 3.60 in out/a.yaml:10\n"
        "  2 | Kabupaten Blitar,2023,3.61,Sangat Baik,3.20\n"
        "    |                       ^\n"
        "  hint: --theirs takes what is imported, --ours keeps what is there\n\n"
        "Nothing written: 1 error.\n"
    )
    assert spbe("import", "r.csv", "-o", "out", "--lang", "id").err.endswith(
        "\n\nTidak ada yang ditulis: 1 galat.\n"
    )
    ours = spbe("import", "r.csv", "-o", "out", "--ours", "--lang", "id")
    assert ours.code == 0
    assert "tetapi 3.60 di out/a.yaml:10; yang di sana dipertahankan" in ours.err
    kept = KEPT + "    domains:\n        1: 3.20\n"
    assert texts_in() == {"a.yaml": kept}
    assert "Nothing to change" in spbe("import", "r.csv", "-o", "out", "--ours").err
    theirs = spbe("import", "r.csv", "-o", "out", "--theirs")
    assert theirs.code == 0
    assert "takes the place of 3.60 in out/a.yaml:10" in theirs.err
    assert texts_in() == {"a.yaml": kept.replace("3.60", "3.61")}
    assert spbe("import", "r.csv", "-o", "out").code == 0


def test_a_dry_run_shows_what_would_change_and_writes_nothing(spbe: Spbe, write: Write) -> None:
    write("out/a.yaml", KEPT)
    write("r.csv", HEAD + ROW + "Kota Blitar,2023,2.90,Baik,\n")
    run = spbe("import", "r.csv", "-o", "out", "--dry-run")
    assert run.code == 0
    assert run.out == (
        "--- out/a.yaml\n"
        "+++ out/a.yaml\n"
        "@@ -8,3 +8,5 @@\n"
        "     # as announced\n"
        "     category: 'Sangat Baik'\n"
        "     index: 3.60   # two decimals\n"
        "+    domains:\n"
        "+        1: 3.20\n"
        "--- /dev/null\n"
        "+++ out/kota-blitar-2023.yaml\n"
        "@@ -0,0 +1,8 @@\n"
        "+institution: Kota Blitar\n"
        "+year: 2023\n"
        "+instrument: permenpanrb-59-2020\n"
        "+stage: final\n"
        "+\n"
        "+published:\n"
        "+  index: 2.90\n"
        "+  category: Baik\n"
    )
    assert "would be changed: out/a.yaml\nwould be new: out/kota-blitar-2023.yaml\n" in run.err
    assert texts_in() == {"a.yaml": KEPT}
    colored = spbe("import", "r.csv", "-o", "out", "--dry-run", "--color", "always")
    assert "\x1b[32m+    domains:\x1b[0m\n" in colored.out
    assert re.sub(r"\x1b\[\d+m", "", colored.out) == run.out


def test_a_diff_is_one_that_patch_takes(spbe: Spbe, write: Write) -> None:
    write("out/a.yaml", KEPT)
    write("r.csv", HEAD + ROW + "Kota Blitar,2023,2.90,Baik,\n")
    shown = spbe("import", "r.csv", "-o", "out", "--dry-run").out
    assert spbe("import", "r.csv", "-o", "out").code == 0
    wanted = texts_in()
    lines = [line[1:] for line in shown.splitlines() if re.match(r"[+ ](?!\+\+)", line)]
    for line in lines:
        assert any(line in text.split("\n") for text in wanted.values())


def test_files_with_errors_are_left_alone(spbe: Spbe, write: Write) -> None:
    write("r.csv", HEAD + ROW)
    for broken, code in (
        (KEPT + "    indx: 3\n", "SPBE101"),
        (KEPT + "\tx: 3\n", "SPBE004"),
        (KEPT.replace("year: 2023", "year: dua"), "SPBE103"),
        (KEPT.replace("Sangat Baik", "Kurang"), "SPBE211"),
    ):
        write("out/a.yaml", broken)
        run = spbe("import", "r.csv", "-o", "out", "--theirs")
        assert run.code == 1
        assert re.search(rf"^out/a\.yaml:\d+:\d+: error {code}", run.err, re.MULTILINE), run.err
        assert texts_in() == {"a.yaml": broken}


def test_other_files_of_the_folder_do_not_matter(spbe: Spbe, write: Write) -> None:
    write("r.csv", HEAD + ROW)
    others = {
        "b.yaml": KEPT.replace("2023", "2024").replace("3.60", "9"),
        "opd/x.yaml": "opd: x\nanswers: {1: 99}\n",
        "notes.yaml": "hello: world\n",
    }
    for name, text in others.items():
        write(f"out/{name}", text)
    assert spbe("import", "r.csv", "-o", "out").code == 0
    assert texts_in() == others | {"kabupaten-blitar-2023.yaml": BLITAR}


def test_two_files_of_one_assessment_are_for_people_to_settle(spbe: Spbe, write: Write) -> None:
    write("r.csv", HEAD + ROW)
    write("out/a.yaml", KEPT)
    write("out/b.yaml", KEPT)
    run = spbe("import", "r.csv", "-o", "out")
    assert run.code == 1
    assert run.err.startswith("out/b.yaml:2:14: error SPBE219 ")


def test_one_file_takes_one_assessment(spbe: Spbe, write: Write) -> None:
    write("r.csv", HEAD + ROW)
    assert spbe("import", "r.csv", "-o", "new/deep/a.yaml").code == 0
    assert texts_in("new") == {"deep/a.yaml": BLITAR}
    assert "Nothing" in spbe("import", "r.csv", "-o", "new/deep/a.yaml").err
    write("two.csv", HEAD + ROW + "Kota Blitar,2023,2.90,Baik,\n")
    two = spbe("import", "two.csv", "-o", "b.yml")
    assert two.code == 2
    assert "2 assessments do not fit in one file" in two.err
    assert not Path("b.yml").exists()
    write("c.yaml", KEPT.replace("2023", "2022"))
    other = spbe("import", "r.csv", "-o", "c.yaml")
    assert other.code == 1
    assert "SPBE221 this is Kabupaten Blitar 2023 final; c.yaml is another" in other.err
    assert "Kabupaten Blitar 2022 final" in other.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["r.csv"], "--output is missing"),
        (["-o", "out"], "SOURCE is missing"),
        (["r.csv", "-o", "out", "--ours", "--theirs"], "--ours and --theirs exclude"),
        (["r.csv", "-o", "-"], "-o takes a folder"),
        (["r.csv", "-o", "out.csv"], "-o takes a folder"),
        (["r.csv", "-o", "n.txt"], "-o takes a folder"),
        (["r.csv", "-o", "deep/n.MP3"], "-o takes a folder"),
        (["r.csv", "-o", "r.csv"], "-o takes a folder"),
        (["r.csv", "-o", "opd.yaml"], "opd.yaml is the file of an OPD"),
        (["no.csv", "-o", "out"], "no.csv: no such file"),
        (["a.txt", "-o", "out"], "a.txt: only .xlsx"),
        (["opd.yaml", "-o", "out"], "opd.yaml: only .xlsx"),
        (["empty", "-o", "out"], "no workbook (.xlsx) in empty"),
        (["", "-o", "out"], "an empty path"),
        (["r.csv", "-o", "a.txt/deep"], "a.txt/deep"),
    ],
)  # fmt: skip
def test_wrong_calls_say_what_is_wrong(
    spbe: Spbe, write: Write, arguments: list[str], said: str
) -> None:
    write("r.csv", HEAD + ROW)
    write("a.txt", "x")
    write("opd.yaml", "opd: x\ninstrument: permenpanrb-59-2020\n")
    Path("empty").mkdir()
    run = spbe("import", *arguments)
    assert run.code == 2
    assert said in run.err
    assert not any(Path(name).exists() for name in ("out", "n.txt", "deep"))


@pytest.mark.parametrize("name", ["2024.1", "v1.0", "kab.blitar", "there.txt"])
def test_a_folder_may_have_a_dot_in_its_name(spbe: Spbe, write: Write, name: str) -> None:
    Path("there.txt").mkdir()
    assert spbe("import", write("r.csv", HEAD + ROW), "-o", name).code == 0
    assert texts_in(name) == {"kabupaten-blitar-2023.yaml": BLITAR}


def test_a_file_that_is_no_assessment_is_never_overwritten(spbe: Spbe, write: Write) -> None:
    write("r.csv", HEAD + ROW)
    for text in ("hello: world\n", "", "- 1\n", "id: x\nregulation: y\nlevels: {}\n"):
        write("a.yaml", text)
        run = spbe("import", "r.csv", "-o", "a.yaml", "--theirs")
        assert run.code == 1
        assert "a.yaml:1:1: error SPBE" in run.err
        assert Path("a.yaml").read_text(encoding="utf-8") == text


def test_help_is_there_in_both_languages(spbe: Spbe) -> None:
    assert "spbe import lke/ -o 2025 --dry-run" in spbe("import", "-h").out
    assert "Bila berbeda, ambil yang diimpor." in spbe("import", "-h", "--lang", "id").out
    assert "import" in spbe().out


def test_figures_keep_the_decimals_of_the_table(spbe: Spbe, write: Write) -> None:
    write("r.csv", "institution;year;index\nKab. A;2023;2,90\nKab. B;2023;2,9\nKab. C;2023;3\n")
    assert spbe("import", "r.csv", "-o", "out").code == 0
    found = re.findall(r"index: (\S+)", "".join(texts_in().values()))
    assert found == ["2.90", "2.9", "3"]
    assert [Decimal(one) for one in found] == [Decimal("2.9"), Decimal("2.9"), 3]
