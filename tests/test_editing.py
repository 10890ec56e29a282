"""Editing YAML text: what is wanted is there, and all the rest is as it was."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli import editing
from spbe_cli.core.notation import Value, as_key, as_text, flow, read_plain, same
from spbe_cli.core.problems import CallError, KeyPath
from spbe_cli.editing import Edit, edited
from spbe_cli.editing.lines import Splice
from spbe_cli.editing.splices import applied
from spbe_cli.locale import Language, texts
from spbe_cli.reading.source import Source, decode
from tests import breaking
from tests.conftest import DATA, ROOT, Run
from tests.layouts import TEXTS, Layout

ORDER = [str(number) for number in range(1, 48)]
FILES = sorted(
    path
    for folder in (ROOT / "examples", DATA / "valid")
    for path in folder.rglob("*.yaml")
    if not path.name.startswith(".")
)
_COMMENT = re.compile(r"^[^'\"\n]*?[ \t]+(#.*)|^#.*", re.MULTILINE)
Change = tuple[KeyPath, Value | None]


def edit(text: str, *changes: Change) -> str:
    """Edit a text, and see that doing so again changes nothing."""
    wanted = [Edit(*change) for change in changes]
    new = edited(text, wanted, file="a.yaml", order=ORDER)
    assert edited(new, wanted, file="a.yaml", order=ORDER) == new
    return new


def target(indicator: object, level: int = 4, *above: str) -> Change:
    return (*above, "answers", str(indicator), "target"), level


def read(text: str) -> Any:
    """Read a text as a user's file is read, without a problem."""
    decoded = decode("a.yaml", text.encode())
    assert isinstance(decoded, str)
    source = Source("a.yaml", decoded)
    assert source.problems == []
    return source.data


def as_read(value: Any) -> Any:
    """Give a value as the reader gives it."""
    if isinstance(value, dict):
        return {key: as_read(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_read(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def long(data: Any, path: KeyPath = ()) -> Any:
    """Write out answers that are a level alone, so that data can be compared."""
    if path[-2:-1] == ("answers",) and not isinstance(data, dict):
        return {} if data is None else {"level": data}
    if isinstance(data, dict):
        return {key: long(value, (*path, key)) for key, value in data.items()}
    return data


def put(data: Any, changes: Sequence[Change]) -> Any:
    """Change data as edits of text should, by other means."""
    data = long(data)
    for path, value in changes:
        place = data
        for step in path[:-1]:
            if place.get(step) is None and value is not None:
                place[step] = {}
            place = place.get(step) or ({} if value is None else place[step])
        if value is None:
            place.pop(path[-1], None)
        else:
            place[path[-1]] = as_read(value)
    return long(data)


def answered(data: Any) -> Iterator[KeyPath]:
    """Give the paths of the answers of an assessment or an OPD file."""
    for path, holder in (((), data), *((("opds", k), v) for k, v in opds_of(data).items())):
        for indicator in (holder or {}).get("answers") or {}:
            yield (*path, "answers", indicator)


def opds_of(data: Any) -> Mapping[str, Any]:
    return data.get("opds") or {} if isinstance(data, dict) else {}


@contextmanager
def without_libyaml() -> Iterator[None]:
    """Read with PyYAML's own parser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        yield


# The files that are there


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_one_target_changes_one_line(path: Path) -> None:
    text = _text(path)
    data = read(text)
    lines = text.split("\n")
    for answer in answered(data):
        change = ((*answer, "target"), 5)
        new = edited(text, [Edit(*change)], file="a.yaml")
        assert long(read(new)) == put(data, [change])
        if new != text:
            after = new.split("\n")
            if len(after) > len(lines):  # in a line of its own, after a comma in JSON
                at = next(
                    n for n, line in enumerate(after) if "target" in line and line != lines[n]
                )
                after.pop(at)
                assert [line.removesuffix(",") for line in after] == [
                    line.removesuffix(",") for line in lines
                ]
            else:
                pairs = zip(lines, after, strict=True)
                changed = [new for old, new in pairs if new != old]
                first, *others = changed
                assert "target" in first
                assert all("&three" in other for other in others)  # where others refer to now
                assert len(others) <= (path.name == "yaml-aliases.yaml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_all_targets_at_once_change_no_comment(path: Path) -> None:
    text = _text(path)
    data = read(text)
    changes: list[Change] = [((*answer, "target"), 4) for answer in answered(data)]
    new = edit(text, *changes)
    assert long(read(new)) == put(data, changes)
    assert _COMMENT.findall(new) == _COMMENT.findall(text)
    assert new.count("\r\n") == (new.count("\n") if "\r\n" in text else 0)


def test_what_is_json_stays_json() -> None:
    text = _text(DATA / "valid" / "yaml-json.yaml")
    new = edit(text, target(1), target(5), (("answers", "5", "note"), 'SK "x"\n'), target("48"))
    assert json.loads(new)["answers"]["1"] == {"level": 3, "target": 4}
    assert json.loads(new)["answers"]["5"]["note"] == 'SK "x"\n'
    assert json.loads(new)["answers"]["48"] == {"target": 4}


def test_a_draft_is_filled_in(spbe: Callable[..., Run], tmp_path: Path) -> None:
    """Every answer of a new file has nothing after its colon, and comments around it."""
    assert spbe("init", tmp_path, "--instrument", "permenpanrb-59-2020").code == 0
    text = _text(next(tmp_path.glob("*.yaml")))
    changes: list[Change] = [((*answer, "level"), 3) for answer in answered(read(text))]
    assert len(changes) == 47
    new = edit(text, *changes, target(47))
    assert re.sub(r":( 3| \{level: 3, target: 4\})$", ":", new, flags=re.MULTILINE) == text


# Layouts, one by one


def part(name: str, value: Value | None, indicator: int = 11) -> Change:
    return ("answers", str(indicator), name), value


def written_cases() -> Iterator[tuple[str, list[Change], str]]:
    """Give the cases of a file: text, `=== path: value` for each edit, the text it becomes."""
    told = (DATA / "edits.txt").read_text(encoding="utf-8")
    for case in re.findall(r"^<<<\n(.*?)^>>>\n", told, re.MULTILINE | re.DOTALL):
        before, _, after = re.split(r"^((?:===.*\n)+)", case, flags=re.MULTILINE)
        changes = [(tuple(k.split(".")), read(f"x:{v}")["x"]) for k, v in _EDIT.findall(case)]
        yield before, changes, after


_EDIT = re.compile(r"^=== ([^:\n]+):(.*)$", re.MULTILINE)
LONG = "x" * 90
CASES: Sequence[tuple[str, Sequence[Change], str]] = [
    *written_cases(),
    (
        "answers:\n  11: 3  # c\n  12: 3\n",
        [part("note", LONG)],
        f"answers:\n  11:\n    level: 3  # c\n    note: {LONG}\n  12: 3\n",
    ),
    (
        "answers:\n  10: 3\n",
        [part("note", LONG), part("evidence", ["bukti/a.pdf", {"date": date(2024, 1, 2)}])],
        (
            f"answers:\n  10: 3\n  11:\n    note: {LONG}\n"
            "    evidence: [bukti/a.pdf, {date: 2024-01-02}]\n"
        ),
    ),
    (
        "answers:\n  10: 3\n",
        [part("evidence", [LONG, {"date": date(2024, 1, 2)}])],
        f"answers:\n  10: 3\n  11:\n    evidence:\n      - {LONG}\n      - {{date: 2024-01-02}}\n",
    ),
    (
        "a: 1\nb:\n    c: 2\n",
        [target(3, 4, "opds", "dinas: x")],
        (
            'a: 1\nb:\n    c: 2\nopds:\n    "dinas: x":\n        answers:\n'
            "            3: {target: 4}\n"
        ),
    ),
    ("a: 1", [target(11)], "a: 1\nanswers:\n  11: {target: 4}"),
    ("# c\n11: 3", [(("10",), 2)], "10: 2\n# c\n11: 3"),
    ("a: 1\n# end", [target(11)], "a: 1\nanswers:\n  11: {target: 4}\n# end"),
    ("a: 1\n\n\n", [target(11)], "a: 1\nanswers:\n  11: {target: 4}\n\n\n"),
    (
        "answers:\n  11:\n    note: |\n      a",
        [target(11), target(12)],
        "answers:\n  11:\n    note: |-\n      a\n    target: 4\n  12: {target: 4}",
    ),
    (
        "answers:\n  11:\n    note: |\n      a",
        [part("note", "z"), target(11)],
        "answers:\n  11:\n    note: z\n    target: 4",
    ),
    (
        "answers:\n  11:\n    level: 3\n    note: |\n      a",
        [part("note", None), target(12)],
        "answers:\n  11:\n    level: 3\n\n  12: {target: 4}",
    ),
    (
        "answers:\n  11:\n    evidence:\n    - |\n      a",
        [target(12)],
        "answers:\n  11:\n    evidence:\n    - |-\n      a\n  12: {target: 4}",
    ),
    (
        "answers:\n  11:\n    note: >+\n      a",
        [target(12)],
        "answers:\n  11:\n    note: >-\n      a\n  12: {target: 4}",
    ),
    (
        "answers:\n  11:\n    note: |\n      a\n    # b\n# c",
        [target(12)],
        "answers:\n  11:\n    note: |\n      a\n    # b\n  12: {target: 4}\n# c",
    ),
    (
        "answers:\r\n  11:\r\n    level: 3\r\n",
        [target(11)],
        "answers:\r\n  11:\r\n    level: 3\r\n    target: 4\r\n",
    ),
    (
        '{"answers": {"11": 3}}',
        [target(11)],
        '{"answers": {"11": {"level": 3, "target": 4}}}',
    ),
]


@pytest.mark.parametrize(("text", "changes", "expected"), CASES)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_layouts_are_kept(text: str, changes: Sequence[Change], expected: str, bom: str) -> None:
    assert edit(f"{bom}{text}", *changes) == f"{bom}{expected}"
    assert long(read(expected)) == put(read(text), changes)
    with without_libyaml():
        assert edit(text, *changes) == expected


def test_there_are_cases_enough() -> None:
    assert len([*written_cases()]) >= 60


# What is refused

LAYOUT = "call.edit-layout"


@pytest.mark.parametrize(
    ("text", "change", "key", "line", "path"),
    [
        ("answers:\n  11: {note: &n y}\nx: *n\n", part("note", None), LAYOUT, 2, "answers.11.note"),
        ("answers: [3]\n", target(11), LAYOUT, 1, "answers"),
        ("answers: x\n", target(11), LAYOUT, 1, "answers"),
        ("a: 1\nanswers:\n  ? 11\n  : 3\n", target(12), LAYOUT, 2, "answers.12.target"),
        ("- a\n", target(11), LAYOUT, 1, ""),
        ("a: !!str 1\n", target(11), LAYOUT, 1, "answers.11.target"),
        ("<<: {a: 1}\n", target(11), LAYOUT, 1, "answers.11.target"),
        ("? {a: 1}\n: 2\n", target(11), LAYOUT, 1, "answers.11.target"),
        ("? a\n", target(11), LAYOUT, 1, "answers.11.target"),
        ("a: 1\na: 2\n", target(11), LAYOUT, 1, "answers.11.target"),
        ("a: 1\n---\nb: 2\n", target(11), LAYOUT, 1, "answers.11.target"),
        ("a: *b\n", target(11), LAYOUT, 1, "answers.11.target"),
        ("a: [\n", target(11), LAYOUT, 1, "answers.11.target"),
        ('a: "\\UFFFFFFFF"\n', target(11), LAYOUT, 1, "answers.11.target"),
        ("# c\n", target(11), LAYOUT, 1, "answers.11.target"),
    ],
)
def test_what_cannot_be_changed_is_refused(
    text: str, change: Change, key: str, line: int, path: str
) -> None:
    for parser in (contextmanager(lambda: iter([None])), without_libyaml):
        with parser(), pytest.raises(CallError) as caught:
            edit(text, change)
        assert caught.value.key == key
        assert caught.value.values == {"file": "a.yaml", "line": str(line), "path": path}
        for language in Language:
            assert f"a.yaml:{line}: " in texts(language)(key, **caught.value.values)


def test_the_edit_that_cannot_be_made_is_named() -> None:
    text = "answers:\n" + "".join(f"  {n}: 3\n" for n in range(1, 9)) + "x:\n  ? 1\n  : 2\n"
    changes: list[Change] = [*map(target, range(1, 9)), (("x", "2"), 3), *map(target, range(9, 20))]
    with pytest.raises(CallError) as caught:
        edit(text, *changes)
    assert caught.value.values["path"] == "x.2"


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.replace("12: 3", "12: 2"),
        lambda text: text.replace("12: 3", '12: "3"'),
        lambda text: text.replace("  12: 3\n", ""),
        lambda text: f"{text}x: 1\n",
        lambda text: text.replace("a: [b, c]", "a: [b]"),
        lambda text: text.replace("a: [b, c]", "a: {b: c}"),
        lambda text: text.replace("target: 4", "target: 5"),
        lambda text: text.replace("target: 4", "target: 4, note: x"),
        lambda text: text.replace("{level: 3, target: 4}", "4"),
        lambda text: f"{text}[",
        lambda _: None,
    ],
)
def test_what_is_not_proven_is_not_given_out(
    spoilt: Callable[[str], str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "a: [b, c]\nanswers:\n  11: 3\n  12: 3\n"
    sound = edit(text, target(11))
    monkeypatch.setattr(editing, "applied", lambda *_: spoilt(sound))
    with pytest.raises(CallError) as caught:
        edited(text, [Edit(*target(11))], file="a.yaml")
    assert caught.value.key == LAYOUT


def test_two_changes_of_one_part_are_none() -> None:
    assert applied("abc", [Splice(0, 2, ""), Splice(1, 3, "")]) is None
    assert applied("abc", [Splice(1, 2, "x"), Splice(1, 1, "y")]) == "ayxc"


def test_edits_within_one_another_make_no_sense() -> None:
    for changes in (
        [part("note", "x"), (("answers", "11"), 3)],
        [(("answers", "11"), 3), target(11)],
    ):
        with pytest.raises(ValueError, match="11"):
            edit("a: 1\n", *changes)


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\r", "\x0b"])
@pytest.mark.parametrize(
    "text", ["a: 1 # x{}answers: {{11: 2}}\n", "a: 1\nanswers: # {}\n  11: 2\n"]
)
def test_odd_line_ends_lead_to_no_wrong_edit(odd: str, text: str) -> None:
    """The reader refuses these characters; here they must do no harm, as line ends or not."""
    before = text.format(odd)
    try:
        new = edit(before, target(11))
    except CallError:
        return
    assert yaml.safe_load(new)["answers"][11]["target"] == 4
    assert [c for c in new if c == odd] == [odd]


# Layouts of any kind

NAMES = ("level", "target", "note", "evidence", "confidence")
ids = st.sampled_from(["1", "2", "9", "11", "12", "13", "35-1", "40", "47", "007"])
levels = st.sampled_from([1, 2, 3, 4, 5, Decimal("2.50"), Decimal("3.5")])


def parts(words: st.SearchStrategy[str]) -> dict[str, st.SearchStrategy[Any]]:
    """Give what an answer may hold, with texts of a kind."""
    dates = st.just(date(2024, 5, 1))
    pieces = st.one_of(
        st.sampled_from(["bukti/sk.pdf", "https://example.go.id/x?a=1,2#b"]),
        st.fixed_dictionaries({"file": words}, optional={"date": dates}),
    )
    shares = st.dictionaries(st.sampled_from("12345"), levels, max_size=3)
    return {
        "level": levels,
        "target": levels,
        "note": words,
        "evidence": st.lists(pieces, max_size=3),
        "confidence": shares,
    }


words = st.sampled_from(TEXTS)
answers = st.one_of(
    st.none(),
    st.dictionaries(
        ids,
        st.one_of(st.none(), levels, st.fixed_dictionaries({}, optional=parts(words))),
        max_size=5,
    ),
)
opds = st.dictionaries(
    st.sampled_from(["kominfo", "bappeda"]),
    st.one_of(st.none(), st.fixed_dictionaries({}, optional={"name": words, "answers": answers})),
    max_size=2,
)
documents = st.fixed_dictionaries(
    {"institution": words},
    optional={
        "answers": answers,
        "opds": st.one_of(st.none(), opds),
        "year": st.just(2024),
        "draft": st.booleans(),
    },
)
wanted = parts(st.one_of(words, breaking.odd))


@st.composite
def some_changes(draw: st.DrawFn, *names: str, gone: bool = True) -> list[Change]:
    """Draw edits of a few answers, none within another."""
    found: dict[KeyPath, Value | None] = {}
    owners = st.sampled_from([(), (), ("opds", "kominfo"), ("opds", "dinas")])
    for owner, indicator in draw(
        st.lists(st.tuples(owners, ids), min_size=1, max_size=5, unique=True)
    ):
        for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)):
            value = draw(st.one_of(wanted[name], st.none()) if gone else wanted[name])
            found[*owner, "answers", indicator, name] = value
    return [*found.items()]


endings = st.sampled_from(["\n", "\r\n"])
chances = st.integers(0, 2**32)


@settings(max_examples=300)
@given(documents, some_changes(*NAMES), chances, endings, st.booleans())
def test_any_layout_takes_any_edit(
    data: Any, changes: list[Change], chance: int, ending: str, pure: bool
) -> None:
    text = Layout(Random(chance), ending).document(data)
    assert long(read(text)) == long(as_read(data))
    if pure and "\t" not in text:  # which libyaml takes for a blank, as YAML says
        with without_libyaml():
            new = edit(text, *changes)
    else:
        new = edit(text, *changes)
    assert long(read(new)) == put(as_read(data), changes)
    assert new.count("\r\n") == (new.count("\n") if ending in text and ending != "\n" else 0)
    assert new.startswith("\ufeff") == text.startswith("\ufeff")


@settings(max_examples=200)
@given(documents, some_changes("level", "target", "note", gone=False), chances, endings)
def test_what_is_not_edited_stays_as_it_is(
    data: Any, changes: list[Change], chance: int, ending: str
) -> None:
    """Comments stand as they did and in their order, and so do lines that nothing was said of."""
    text = Layout(Random(chance), ending).document(data)
    new = edit(text, *changes)
    assert re.findall(r"# c\d+: [^\r\n]*", new) == re.findall(r"# c\d+: [^\r\n]*", text)
    untouched = [line for line in text.splitlines() if re.match(r"\s*#|['\"]?(year|draft)", line)]
    rest = iter(new.splitlines())
    assert all(line in rest for line in untouched)


@settings(max_examples=100)
@given(breaking.assessments(), some_changes(*NAMES), st.integers(0, 2**16))
def test_any_assessment_takes_any_edit(
    files: Mapping[str, Any], changes: list[Change], chance: int
) -> None:
    style = Random(chance)
    for tree in files.values():
        written = breaking.Written(style)
        written.document(tree, flow=style.random() < 0.1)
        text = "\n".join(written.lines) + style.choice(("\n", ""))
        data = read(text)
        try:
            new = edit(text, *changes)
        except CallError:
            assert "*" in text  # an alias
            continue
        assert long(read(new)) == put(data, changes)


# How values are written


texts_of_files = st.one_of(st.just(""), words, breaking.odd, st.text(max_size=30))
single = st.one_of(levels, st.booleans(), st.just(date(2024, 5, 1)), texts_of_files)
nested = st.recursive(
    single,
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(words, inner)),
    max_leaves=8,
)


@given(texts_of_files)
def test_text_is_read_back(text: str) -> None:
    assert read(f"a: {as_text(text)}\n") == {"a": text}
    assert read(f"a: {{b: {as_text(text)}, c: [{as_text(text)}]}}\n") == {
        "a": {"b": text, "c": [text]}
    }
    assert read(f"{as_key(text)}: 1\n") == {text: 1}
    assert same(read(f"a: {as_text(text)}\n")["a"], '"', text)


@given(nested)
def test_values_are_read_back(value: Any) -> None:
    assert read(f"a: {flow(value)}\n") == {"a": as_read(value)}
    assert read(f"a: {flow(value, as_json=True)}\n") == {"a": as_read(value)}


@given(
    st.from_regex(r"[-~+.0-9A-Za-z_:]{0,8}", fullmatch=True).filter(lambda one: ":" not in one[-1:])
)
def test_plain_values_mean_what_the_reader_takes_them_for(written: str) -> None:
    source = Source("a.yaml", f"a: {written}\n")
    if not source.problems:
        assert (read_plain(written), type(read_plain(written))) == (
            source.data["a"],
            type(source.data["a"]),
        )


@pytest.mark.parametrize(
    "name", ["11", "35-1", "007", "0", "1-10", "kominfo", "dinas: x", "true", "2.50", ""]
)
def test_keys_are_read_back(name: str) -> None:
    assert read(f"{as_key(name)}: 1\n") == {name: 1}
    assert edit("a: 1\n", ((name,), 2)) == f"a: 1\n{as_key(name)}: 2\n"


# Long files


@pytest.mark.parametrize(
    "write",
    [
        lambda count: "answers:\n" + "".join(f"  # {n}\n  {n}: 3\n" for n in range(count)),
        lambda count: "answers:\n" + "".join(f"  {n}:\n    level: 3\n" for n in range(count)),
        lambda count: "answers: {" + ", ".join(f"{n}: {{level: 3}}" for n in range(count)) + "}\n",
        lambda _: "a: 1\n",
    ],
)
def test_time_grows_no_faster_than_the_file(write: Callable[[int], str]) -> None:
    def spent(count: int) -> float:
        text, order = write(count), [*map(str, range(2 * count))]
        changes = [Edit(*target(n)) for n in range(count)]
        start = process_time()
        edited(text, changes, file="a.yaml", order=order)
        return process_time() - start

    times = [min(spent(count) for _ in range(3)) for count in (1250, 5000)]
    assert times[1] < 10 * times[0]
