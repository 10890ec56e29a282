"""Each mistake is named once, in its line; the table says of `spbe` what the command gives."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.peers import (
    CHECK_JSONSCHEMA,
    MISTAKES,
    NO_ANSWER,
    NOTHING,
    ROUNDS,
    SPBE,
    TOOLS,
    YAMALE,
    YAMLLINT,
    Mistake,
    Said,
    Tool,
    Verdict,
    Where,
    judged,
    summed,
    valid,
)

[TABLES] = re.findall(
    r"<!-- made by: python -m tests\.peers -->\n(.*?)<!-- end -->",
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
    re.DOTALL,
)
ROWS = {
    name: dict(zip(TOOLS, cells.split(" | "), strict=True))
    for name, cells in re.findall(r"^\| (.*?) \| (.*) \|$", TABLES, re.MULTILINE)
}

JSONSCHEMA_PATHS = """\
Schema validation errors were encountered.
  x/2024.yaml::$: Additional properties are not allowed ('provinec' was unexpected)
  x/2024.yaml::$: 'year' is a required property
  x/2024.yaml::$.answers: '48' does not match any of the regexes: '^(1|2|3)$'
  x/2024.yaml::$.answers['4']: {'level': 6, 'target': 5} is not valid under any of the given schemas
  Underlying errors caused this.

  Best Match:
    $.answers['4']: {'level': 6, 'target': 5} is not of type 'null'
  Best Deep Match:
    $.answers['4'].evidence[1].date: '1-5-2024' does not match '^\\\\d{4}-\\\\d{2}-\\\\d{2}$'

  15 other errors were produced. Use '--verbose' to see all errors.
"""
JSONSCHEMA_LINES = """\
Several files failed to parse.
  Failed to parse x/2024.yaml
    DuplicateKeyError: while constructing a mapping
      in "<byte string>", line 11, column 3:
          1:
          ^ (line: 11)
    found duplicate key "11" with value "{}" (original value: "{}")
      in "<byte string>", line 110, column 3:
          11:
          ^ (line: 110)
"""
YAMALE_PATHS = """\
Validating x/2024.yaml...
Validation failed!
Error validating data 'x/2024.yaml' with schema 'schema.yamale'
\tanswers.4.levle: Unexpected element
\tanswers.3 : 'sudah ada' is not a map
"""
YAMALE_TRACEBACK = """\
Validating x/2024.yaml...
Traceback (most recent call last):
  File "bin/yamale", line 8, in <module>
    sys.exit(main())
yaml.scanner.ScannerError: while scanning for the next token
found character that cannot start any token
  in "x/2024.yaml", line 39, column 1
"""
YAMALE_NO_PLACE = """\
Validating x/2024.yaml...
Validation failed!
day is out of range for month
"""
YAMLLINT_LINES = """\
x/2024.yaml:39:4: [error] syntax error: expected ',' or '}', but got ':' (syntax)
x/2024.yaml:40:12: [warning] truthy value should be one of [false, true] (truthy)
"""
YAMLLINT_TRACEBACK = """\
Traceback (most recent call last):
  File "yamllint/decoder.py", line 71, in auto_decode
UnicodeDecodeError: 'utf-8' codec can't decode byte 0xa7 in position 1473: invalid start byte
"""
SPBE_LINES = """\
x/2024.yaml:39:12: error SPBE104 6 is outside the levels 1 to 5
1 error, 0 warnings in 1 file.
"""
SAMPLES = (
    (SPBE, SPBE_LINES, Said(1, frozenset({39}))),
    (YAMLLINT, YAMLLINT_LINES, Said(2, frozenset({39, 40}))),
    (YAMLLINT, YAMLLINT_TRACEBACK, Said(0)),
    (CHECK_JSONSCHEMA, "ok -- validation done\n", Said(0)),
    (CHECK_JSONSCHEMA, JSONSCHEMA_LINES, Said(1, frozenset({11, 110}))),
    (
        CHECK_JSONSCHEMA,
        JSONSCHEMA_PATHS,
        Said(
            4,
            keys=frozenset(
                {
                    ("provinec",),
                    ("year",),
                    ("answers", "48"),
                    ("answers", "4"),
                    ("answers", "4", "evidence", "1", "date"),
                }
            ),
        ),
    ),
    (YAMALE, "Validating x/2024.yaml...\nValidation success! 👍\n", Said(0)),
    (
        YAMALE,
        YAMALE_PATHS,
        Said(2, keys=frozenset({("answers", "4", "levle"), ("answers", "3")})),
    ),
    (YAMALE, YAMALE_TRACEBACK, Said(1, frozenset({39}))),
    (YAMALE, YAMALE_NO_PLACE, Said(1)),
)


@pytest.fixture
def verdict(
    spbe: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Mistake], Verdict]:
    """Let spbe look at a mistake."""

    def judge(mistake: Mistake) -> Verdict:
        folder = tmp_path / mistake.name
        folder.mkdir()
        monkeypatch.chdir(folder)
        run = spbe(*SPBE.call[1:], *mistake.options, *mistake.write(folder))
        return judged(SPBE, run.code, run.out, mistake.where)

    return judge


def test_the_valid_file_has_no_problem(verdict: Callable[[Mistake], Verdict]) -> None:
    assert str(verdict(NOTHING)) == "nothing, exit 0"
    assert str(verdict(NOTHING._replace(name="evidence", options=("--evidence",)))) == (
        "nothing, exit 0"
    )


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_named_once_in_its_line(
    mistake: Mistake, verdict: Callable[[Mistake], Verdict]
) -> None:
    assert str(verdict(mistake)) == "line, 1 problem, exit 1"


def test_the_table_says_of_spbe_what_the_command_gives(
    verdict: Callable[[Mistake], Verdict],
) -> None:
    given = [verdict(mistake) for mistake in (NOTHING, *MISTAKES)]
    expected = {
        mistake.name: str(one) for mistake, one in zip((NOTHING, *MISTAKES), given, strict=True)
    }
    assert {name: ROWS[name][SPBE] for name in expected} == expected
    assert ROWS[f"**{len(MISTAKES)} mistakes**"][SPBE] == summed(given[1:])


def test_the_tables_are_whole() -> None:
    assert len(MISTAKES) >= 14
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)
    times = [str(count) for count in ROUNDS]
    sums = f"**{len(MISTAKES)} mistakes**"
    names = [NOTHING.name, *(mistake.name for mistake in MISTAKES), sums]
    assert list(ROWS) == ["mistake", *names, "valid files", *times]
    assert [*ROWS["mistake"].values()] == [tool.name for tool in TOOLS]
    for name in ("Python", *(tool.package for tool in TOOLS)):
        assert re.search(rf"\b{name} \d+\.\d+", TABLES), name


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_the_line_of_a_mistake_is_where_its_key_stands(mistake: Mistake) -> None:
    line, keys = mistake.where
    lines = mistake.change(valid()).split("\n")
    assert 1 <= line <= len(lines)
    if not mistake.about:
        names = {key[-1] for key in keys if key}
        assert all(name in lines[line - 1] or name.isdecimal() for name in names)


@pytest.mark.parametrize(("tool", "text", "said"), SAMPLES)
def test_what_a_tool_writes_is_read(tool: Tool, text: str, said: Said) -> None:
    assert tool.read(text) == said


@pytest.mark.parametrize(
    ("tool", "code", "text", "where", "cell"),
    [
        (SPBE, 1, SPBE_LINES, Where(39, frozenset({()})), "line, 1 problem, exit 1"),
        (SPBE, 1, SPBE_LINES, Where(38, frozenset({()})), "wrong line, 1 problem, exit 1"),
        (YAMLLINT, 0, "", Where(1, frozenset({()})), "nothing, exit 0"),
        (YAMLLINT, 1, YAMLLINT_TRACEBACK, Where(1, frozenset()), "no place, traceback, exit 1"),
        (YAMALE, 1, YAMALE_TRACEBACK, Where(39, frozenset()), "line, traceback, exit 1"),
        (YAMALE, 1, "MemoryError", Where(39, frozenset()), "no answer"),
        (
            YAMALE,
            1,
            YAMALE_PATHS,
            Where(1, frozenset({("answers", "3")})),
            "path, 2 problems, exit 1",
        ),
        (
            YAMALE,
            1,
            YAMALE_PATHS,
            Where(1, frozenset({("answers", "3", "level")})),
            "path above, 2 problems, exit 1",
        ),
        (YAMALE, 1, YAMALE_PATHS, Where(1, frozenset({()})), "wrong path, 2 problems, exit 1"),
    ],
)
def test_a_cell_says_no_more_than_the_tool(
    tool: Tool, code: int, text: str, where: Where, cell: str
) -> None:
    assert str(judged(tool, code, text, where)) == cell


def test_the_sum_counts_what_failed_and_what_was_named() -> None:
    verdicts = [
        Verdict(1, "line", 1),
        Verdict(2, "path", 1),
        Verdict(1, "line", 3),
        Verdict(1, "line", 1, traceback=True),
        Verdict(0, "line", 1),
        NO_ANSWER,
    ]
    assert summed(verdicts) == "4 found, 3 by line, 2 by line or path as one problem"
