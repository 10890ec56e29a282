"""The manners of the command: exit codes, streams, languages, help, hostile surroundings."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from spbe_cli import __version__
from spbe_cli.cli import session
from spbe_cli.cli.app import VERBS
from spbe_cli.core.instrument import Instrument
from spbe_cli.locale import Language, texts
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from tests.conftest import ROOT, Run, all_at, assessment, bundled, process

KEMENKO = ROOT / "examples/kemenko-perekonomian/2021.yaml"
Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]


def test_version(spbe: Spbe) -> None:
    assert spbe("--version") == Run(0, f"spbe {__version__}\n", "")


def test_alone_it_shows_help(spbe: Spbe) -> None:
    run = spbe()
    assert run.code == 0
    assert "spbe score 2024.yaml" in run.out


@pytest.mark.parametrize("command", [(), *((verb,) for verb in VERBS), ("instrument", "show")])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_has_an_example_in_both_languages(
    spbe: Spbe, command: tuple[str, ...], language: str, option: str
) -> None:
    run = spbe(*command, option, "--lang", language)
    assert (run.code, run.err) == (0, "")
    assert f"$ spbe {command[0] if command else 'score'}" in run.out
    assert {"id": "Pemakaian:", "en": "Usage:"}[language] in run.out
    assert "--quiet" in run.out


COMMANDS = [(), *((verb,) for verb in VERBS), ("instrument", "list"), ("instrument", "show")]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_to_be_filled_in_is_said_in_the_language(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    words = {
        key.removeprefix("metavar."): text
        for key, text in texts(Language.ID).catalogue.items()
        if key.startswith("metavar.")
    }
    english, indonesian = (spbe(*command, "-h", "--lang", code).out for code in ("en", "id"))
    usage = english.partition("Usage:")[2].partition("\n")[0]
    assert set(re.findall("[A-Z]{2,}", usage)) <= set(words)
    assert "[OPSI]" in indonesian
    assert not set(re.findall(r"\b[A-Z]{2,}\b", indonesian)) & (set(words) - set(words.values()))


def test_a_missing_argument_is_named_in_the_language(spbe: Spbe) -> None:
    assert "FILE is missing" in spbe("plan", "--target", "baik").err
    assert "BERKAS belum diisi" in spbe("plan", "--target", "baik", "--lang", "id").err


def test_help_shows_brackets_as_they_are(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert "spbe.toml or [tool.spbe] of pyproject.toml" in spbe("validate", "-h").out
    assert "kominfo: [1-12, 15], or 13: [bappeda, bpkad]" in spbe("init", "-h").out


def test_no_option_is_without_help(spbe: Spbe) -> None:
    for verb in ("score", "validate", "explain", "schema", "init"):
        for line in spbe(verb, "-h").out.splitlines():
            if re.match(r"│ \*?\s*--", line):
                assert re.search(r"[a-z]{2,} [a-z]+", line.split("  ", 1)[1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("scor", "x"), 'unknown command "scor"; did you mean "score"?'),
        (("instrument", "lst"), 'unknown command "lst"; did you mean "list"?'),
        (("score", "--formt", "json", "x"), 'unknown option "--formt"; did you mean "--format"?'),
        (
            ("score", "--format", "jsn", "x"),
            'markdown; did you mean "json"?',
        ),
        (("score",), "PATH is missing"),
        (("score", "--format"), "--format needs a value"),
        (("score", "absent.yaml"), "absent.yaml: no such file or folder"),
        (
            ("score", "--min-index", "2,6", str(KEMENKO)),
            'a number with a dot, as in 2.6; found "2,6"',
        ),
        (("score", "--min-category", "bagus", str(KEMENKO)), 'unknown category "bagus"; there are'),
        (("score", "--set", "11", str(KEMENKO)), "--set takes INDICATOR=LEVEL"),
        (("score", "--set", "48=3", str(KEMENKO)), 'unknown indicator "48"'),
        (("score", "--set", "11=6", str(KEMENKO)), "levels are 1 to 5"),
        (("score", "--set", "11=2.5", str(KEMENKO)), "levels are 1 to 5"),
        (("instrument", "show", "permenpanrb-59-2021"), 'did you mean "permenpanrb-59-2020"?'),
        (("instrument", "show", "permenpanrb-59-2020", "I07"), 'did you mean "7"?'),
        (("validate", "--lang", "fr", str(KEMENKO)), "--lang"),
        (("validate", "--quiet=1", str(KEMENKO)), "--quiet takes no value"),
        (("validate", ""), "an empty path"),
        (("instrument", "list", "extra"), 'unexpected: "extra"'),
        (("score", "-o", "/nowhere/x.txt", str(KEMENKO)), "cannot be written"),
    ],
)
def test_a_call_that_is_wrong_exits_2_and_says_why(
    spbe: Spbe, arguments: tuple[str, ...], said: str
) -> None:
    run = spbe(*arguments)
    assert run.code == 2
    assert said in run.err
    assert run.out == ""
    assert "Traceback" not in run.err


def test_nothing_is_printed_before_all_is_known(spbe: Spbe, write: Write, library: Library) -> None:
    """A what-if that one of two regulations does not have must not leave half an object."""
    old = bundled(library, "permenpanrb-5-2018")
    text = assessment(all_at(1, old), year=2018, instrument="permenpanrb-5-2018")
    path = write("b.yaml", text)
    for jobs in ("1", "2"):
        call = ("score", "--format", "json", "--set", "47=4", "--jobs", jobs)
        run = spbe(*call, KEMENKO, path)
        assert (run.code, run.out) == (2, "")


def test_the_result_never_takes_the_place_of_what_it_is_made_from(spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", "institution: X\n")
    for call in (("score",), ("validate",)):
        run = spbe(*call, path, "-o", path)
        assert run.code == 2
        assert "is one of the files this is made from" in run.err
    assert path.read_text() == "institution: X\n"


def test_a_dash_is_standard_output(spbe: Spbe) -> None:
    assert spbe("score", KEMENKO, "-o", "-").out == spbe("score", KEMENKO).out


@pytest.mark.skipif(os.name == "nt", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("-h >/dev/full", 2),
        ("score examples/kemenko-perekonomian/2021.yaml >&-", 2),
        ("validate examples/kemenko-perekonomian/2021.yaml >&-", 0),
        ("validate - <&-", 2),
        ("score examples/kemenko-perekonomian/2021.yaml 2>&-", 0),
    ],
)
def test_streams_that_are_closed_or_full_are_no_bug(command: str, code: int) -> None:
    line = f"{sys.executable} -m spbe_cli {command}"
    run = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == code
    assert b"bug" not in run.stderr


@pytest.mark.parametrize("columns", ["9" * 5000, "99999", "0", "x", "-1"])
def test_any_width_is_survived(columns: str) -> None:
    run = process("score", KEMENKO, env={"COLUMNS": columns})
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"2.9475" in run.stdout
    assert len(run.stdout) < 10_000


def test_the_hook_passes_over_other_yaml(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    assert hook["entry"] == "spbe validate"
    assert hook["pass_filenames"] is False
    folder = write("2024.yaml", assessment(all_at(3, i2020))).parent
    write(".pre-commit-config.yaml", "repos: []\n")
    write(".github/workflows/ci.yml", "on: [push]\n")
    write("mkdocs.yml", "site_name: x\n")
    assert spbe("validate", *[folder if arg == "." else arg for arg in hook["args"]]).code == 0


def test_names_of_instruments_and_options_are_never_obeyed(spbe: Spbe, write: Write) -> None:
    text = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    text = text.replace("id: Tinggi, en: High", r'id: "Ti\e[31m", en: "Hi\e[31m"')
    text = text.replace("id: Aspek 1,", r'id: "As\e[31m",')
    mine = write("mine.yaml", text)
    path = write("a.yaml", assessment({"1": 3, "2": 3, "3": 3}, instrument="./mine.yaml"))
    for call in (
        ("score", path),
        ("score", path, "--set", "1=4"),
        ("score", path, "--min-category", "sedang"),
        ("score", path, "--format", "markdown"),
        ("instrument", "show", mine),
        ("score", path, "--\x1b[31m"),
        ("score", path, "--set", "\x1b[31m"),
    ):
        run = spbe(*call, "--lang", "id")
        assert "\x1b" not in run.out + run.err


def test_a_long_value_is_cut_in_a_message(spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", assessment({"1": "x" * 1_000_000}))
    assert len(spbe("validate", "--format", "concise", path).out.splitlines()[0]) < 500


def test_usage_errors_are_in_indonesian_too(spbe: Spbe) -> None:
    run = spbe("score", "--formt", "x", "--lang", "id")
    assert run.err.startswith('Galat: opsi "--formt" tidak dikenal; maksudnya "--format"?')


def test_a_folder_without_assessments_is_a_wrong_call(spbe: Spbe, tmp_path: Path) -> None:
    for verb in ("score", "validate"):
        run = spbe(verb, tmp_path)
        assert run.code == 2
        assert "no assessment in" in run.err


def test_global_options_hold_before_and_after_the_verb(spbe: Spbe) -> None:
    before = spbe("--lang", "id", "--quiet", "score", KEMENKO)
    after = spbe("score", KEMENKO, "--lang", "id", "--quiet")
    assert before == after
    assert "Indeks SPBE 2,95" in before.out


@pytest.mark.parametrize(
    ("setting", "value", "title"),
    [
        ("SPBE_LANG", "id", "Indeks"),
        ("LC_ALL", "id_ID.UTF-8", "Indeks"),
        ("LANG", "id_ID.UTF-8", "Indeks"),
        ("LANG", "C", "SPBE index"),
        ("LANG", "de_DE.UTF-8", "SPBE index"),
        ("SPBE_LANG", "tidak-ada", "SPBE index"),
    ],
)
def test_the_language_comes_from_the_surroundings(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, title: str
) -> None:
    monkeypatch.setenv(setting, value)
    assert title in spbe("score", KEMENKO).out
    assert "SPBE index" in spbe("score", KEMENKO, "--lang=en").out


def test_standard_input_is_read(i2020: Instrument) -> None:
    text = assessment(all_at(3, i2020)).encode()
    run = process("score", "-", "--format", "json", stdin=text)
    assert run.returncode == 0
    [result] = json.loads(run.stdout)["results"]
    assert (result["file"], result["index"]) == ("-", 3.0)
    bad = process("validate", "-", "--format", "concise", stdin=b"institution: [\n")
    assert bad.returncode == 1
    assert bad.stdout.startswith(b"-:1:15: error SPBE003")


def test_output_goes_to_a_file_whole(spbe: Spbe, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("before")
    run = spbe("score", KEMENKO, "--format", "json", "-o", target)
    assert (run.code, run.out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["results"][0]["index"] == 2.95
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_failed_write_leaves_what_was_there(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.json"
    target.write_text("before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    run = spbe("score", KEMENKO, "--format", "json", "-o", target)
    assert run.code == 2
    assert "No space left on device" in run.err
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_full_disk_is_said_without_a_traceback() -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "spbe_cli", "score", KEMENKO],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == 2
    assert b"No space left on device" in run.stderr
    assert b"Traceback" not in run.stderr


def test_a_reader_that_stops_is_no_error() -> None:
    command = [sys.executable, "-m", "spbe_cli", "score", str(KEMENKO), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 0


def test_an_interrupt_ends_with_130(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Loader, "load_assessments", interrupted)
    run = spbe("validate", KEMENKO)
    assert (run.code, run.err) == (130, "Interrupted.\n")


def test_an_interrupt_while_modules_are_loading_ends_so_too() -> None:
    code = (
        "import sys, spbe_cli.__main__ as entry\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'spbe_cli.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "entry.run()"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"")


def test_a_bug_is_owned_up_to(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(Loader, "load_assessments", broken)
    run = spbe("validate", KEMENKO)
    assert run.code == 3
    assert "this is a bug in spbe: ZeroDivisionError: oh" in run.err
    assert "Traceback" not in run.err
    assert "Traceback" in spbe("validate", KEMENKO, "--debug").err


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize("arguments", [("score",), ("score", "--by", "indicator"), ("validate",)])
def test_every_console_gets_text_it_can_show(
    encoding: str, arguments: tuple[str, ...], write: Write, i2020: Instrument
) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020), institution='"Kabupatén Uji → 𝄞"'))
    run = process(*arguments, path, env={"PYTHONIOENCODING": encoding})
    assert run.returncode == 0
    text = run.stdout.decode(encoding)
    if encoding == "ascii":
        assert not re.search(r"[^\x00-\x7f]", text)
    if arguments[0] == "score":
        assert "SPBE index 3.00 Baik" in text
        assert ("█" in text) == (encoding == "utf-8")


def test_json_survives_a_narrow_console(write: Write, i2020: Instrument) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020), institution='"Kabupatén 𝄞"'))
    run = process("score", path, "--format", "json", env={"PYTHONIOENCODING": "cp1252"})
    [result] = json.loads(run.stdout.decode("ascii"))["results"]
    assert result["institution"] == "Kabupatén 𝄞"


def test_off_a_terminal_output_is_utf_8_and_whole(write: Write, i2020: Instrument) -> None:
    name = "Kabupaten " + "Panjang " * 40
    path = write("a.yaml", assessment(all_at(3, i2020), institution=f'"{name}é"'))
    run = process("score", path, path, "examples/blitar", env={"LC_ALL": "C"})
    assert f"{name}é" in run.stdout.decode("utf-8")


def test_text_from_files_is_shown_and_never_obeyed(write: Write, i2020: Instrument) -> None:
    hostile = r'"\e[31m[bold]x[/] [/etc] \u202e \u009b2J"'
    levels = all_at(3, i2020) | {"1": f"{{level: 3, note: {hostile}, lvl: 2}}", "2": hostile}
    path = write("a.yaml", assessment(levels, institution=hostile))
    for arguments in (("validate",), ("score",), ("score", "--format", "json")):
        run = process(*arguments, path)
        text = run.stdout.decode("utf-8") + run.stderr.decode("utf-8")
        assert run.returncode == 1
        assert not re.search("[\x1b\x80-\x9f\u202e]", text.replace("\\u202e", ""))
        assert "[bold]x[/] [/etc]" in text


def test_colours_only_where_asked_or_on_a_terminal(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in spbe("score", KEMENKO).out
    assert "\x1b[" in spbe("score", KEMENKO, "--color", "always").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert session.start([]).look().color
    monkeypatch.setenv("NO_COLOR", "1")
    assert not session.start([]).look().color
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not session.start([]).look().color


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_is_wider_than_the_terminal(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(ROOT)
    for arguments in (
        ("score", "examples"),
        ("score", "--by", "indicator", "examples/kemenko-perekonomian/2021.yaml"),
        ("instrument", "show", "permenpanrb-59-2020"),
        ("instrument", "list"),
    ):
        run = spbe(*arguments, "--lang", language)
        assert run.code == 0
        assert max(map(len, run.out.splitlines())) <= width
        assert "…" not in run.out


def test_the_same_input_gives_the_same_bytes() -> None:
    runs = [
        process("score", "examples", "--format", format_, env={"PYTHONHASHSEED": seed})
        for format_ in ("table", "json")
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[2].stdout == runs[3].stdout


def test_completion_knows_verbs_and_instruments() -> None:
    def complete(words: str) -> str:
        env = {"_SPBE_COMPLETE": "complete_bash", "COMP_WORDS": words}
        env["COMP_CWORD"] = str(len(words.split(" ")) - 1)
        return process(env=env).stdout.decode()

    assert "score" in complete("spbe sc")
    assert "permenpanrb-59-2020" in complete("spbe instrument show permenpanrb-59")
    assert "--min-index" in complete("spbe score --min")


def test_validate_counts_and_fails_on_warnings_only_when_strict(spbe: Spbe) -> None:
    folder = ROOT / "examples/kabupaten-contoh/2024"
    run = spbe("validate", folder)
    assert run.code == 0
    assert "0 errors, 2 warnings in 14 files." in run.err
    assert spbe("validate", folder, "--strict").code == 1
    assert spbe("validate", KEMENKO).err == "No problems in 1 file.\n"
    assert spbe("validate", KEMENKO, "--quiet").err == ""


def test_validate_json(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020) | {"12": "yes"}))
    run = spbe("validate", "--format", "json", path)
    assert run.code == 1
    found = json.loads(run.out)
    assert found["schema"] == "spbe.problems/1"
    assert found["summary"] == {"files": 1, "errors": 1, "warnings": 0}
    assert found["problems"] == [
        {
            "file": path.as_posix(),
            "line": 17,
            "column": 7,
            "code": "SPBE012",
            "severity": "error",
            "path": "answers.12",
            "message": "yes is a yes-or-no word; a number is expected",
            "hint": "write the level as a number",
        }
    ]


def test_a_problem_is_quoted_with_a_caret(spbe: Spbe, write: Write, i2020: Instrument) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020) | {"12": "2,5"}))
    assert spbe("validate", path).out == (
        f"{path.as_posix()}:17:7: error SPBE012 2,5 has a decimal comma\n"
        "  17 |   12: 2,5\n"
        "     |       ^\n"
        "  hint: use a dot: 2.5\n\n"
    )


def test_an_unreadable_file_in_a_folder_is_a_problem_and_hides_none(
    spbe: Spbe, write: Write, i2020: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = write("a.yaml", assessment(all_at(3, i2020)))
    locked = write("b.yaml", "x")
    opened = os.open

    def guarded(path: Path, *arguments: int) -> int:
        if Path(path).name == "b.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", guarded)
    run = spbe("validate", "--format", "json", good.parent)
    assert run.code == 1
    [problem] = json.loads(run.out)["problems"]
    assert (problem["code"], problem["line"]) == ("SPBE001", None)
    named = spbe("validate", locked)
    assert named.code == 2
    assert "cannot be read: Permission denied" in named.err
