"""Valid assessments of every bundled regulation, written in many ways, and ways to break them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import cache
from glob import escape
from itertools import count, cycle
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from spbe_cli.core.problems import KeyPath
from tests import oracle
from tests.conftest import INSTRUMENTS, ROOT

Tree = Any
"""What a file is to say: `Raw`, text, or a list or mapping of these."""


class Raw(str):
    """A key or value written as it stands, never quoted."""

    __slots__ = ()


class Expected(Enum):
    """What is known of an input: no error is in it, one is for certain, or neither."""

    SOUND = auto()
    FAULTY = auto()
    OPEN = auto()


class Input(NamedTuple):
    """Files, the first of them the assessment, and what is known of them.

    `where` is the file and the lines, from 1, that an error must be on; `done` says how it was
    broken.
    """

    files: Mapping[str, bytes]
    expected: Expected
    where: tuple[str, range] | None
    done: str


MAIN = "a.yaml"

ODD = (
    *("SK belum ditetapkan", 'kata "ya": itu #1, kan?', "it's 'so'", "a: b", "a #b", "a\\nb\\q"),
    *("::error::x", "::add-mask::a\n::debug::b", "</failure>]]>&amp;", "${{ x }}", "%0A%25"),
    *("[red]x[/red] [/] {a} *b* &c !d %e @f `g` |h| <i>", "<<", "*a", "&a", "!x", "? x", "- - -"),
    *("\x1b[31mmerah\x1b[0m", "\x1b]0;judul\x07", "a\0b", "\x7f\x80\x85\x9b", "\u202etxt.exe"),
    *("\u2028a\u2029", "\ufeffx\ufffe\uffff", "\u00e9 \u4e2d\u6587 \U0001f1ee\U0001f1e9 e\u0301"),
    *("satu\ndua\n  tiga", "satu\r\ndua", " tepi ", "\ttab\t", "x" * 450, "---", "{{x}}", "~"),
    *("true", "null", "3", "2,5", "12:30", "010", "=1+1", "@SUM(1)", "+1;=2", "-", "17", "C:\\x"),
)
"""Texts that mean something to YAML, to a terminal, to a forge or to a spreadsheet."""

OPDS = ("kominfo", "bappeda", "17", "dinas 1", "[b]x[/b]", "::error::y", "=x", "é\x1b[1m", "null")
OPD_FILES = ("opd/1.yaml", "opd/b c.yml", "opd/[d].yaml", "opd/%25,é.yaml", "opd/e/{f}.yaml")
SPLITS = (("1",), ("0.2", "0.8"), ("0", "1"), ("0.25", "0.25", "0.5"), ("0.1", "0.2", "0.3", "0.4"))
"""Shares of confidence that add up to 1."""

odd = st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=12)).filter(str.strip)
addresses = st.sampled_from(
    ("https://example.go.id/x", "http://a.b/c?d=e&f=[g]#h", "HTTPS://\u00e9.id")
)
days = st.sampled_from(("2024-05-01", "2020-02-29", "1999-12-31")).map(Raw)
documents = odd.map(lambda text: f"bukti/{text}")
some = st.lists(st.integers(0, 1000), max_size=3)
"""Which of several things, counted round and round."""


class Regulation(NamedTuple):
    """What has to be known of a regulation to fill in its form."""

    data: dict[str, Any]
    indicators: tuple[str, ...]
    levels: tuple[str, ...]
    years: range


@cache
def regulation(name: str) -> Regulation:
    """Read a bundled regulation."""
    data = oracle.read(ROOT / "indicators" / f"{name}.yaml")
    top = data.get("domains") or data["aspects"]
    aspects = [aspect for group in top for aspect in group.get("aspects", [group])]
    lowest, highest, step = (Decimal(data["levels"][key]) for key in ("lowest", "highest", "step"))
    levels = (lowest + step * n for n in range(int((highest - lowest) / step) + 1))
    first = int(data["years"]["first"])
    return Regulation(
        data,
        tuple(indicator["id"] for aspect in aspects for indicator in aspect["indicators"]),
        tuple(f"{level.normalize():f}" for level in levels),
        range(first, int(data["years"].get("last", first + 2)) + 1),
    )


# What is valid


_more: dict[str, st.SearchStrategy[Tree]] = {
    "date": days,
    "kind": st.sampled_from(("document", "review")),
}
pieces = st.one_of(
    documents,
    addresses,
    st.fixed_dictionaries({"file": documents}, optional=_more),
    st.fixed_dictionaries({"url": addresses}, optional=_more),
)
sources = st.fixed_dictionaries(
    {}, optional={"title": odd, "url": addresses, "date": days, "note": odd}
)


@cache
def some_levels(levels: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """Give a few levels."""
    return st.lists(st.sampled_from(levels), min_size=1, max_size=5)


@cache
def confidences(levels: Sequence[str]) -> st.SearchStrategy[Tree]:
    """Give shares of levels that add up to 1."""
    five = st.lists(st.sampled_from(levels), min_size=5, max_size=5, unique=True)
    both = st.tuples(five, st.sampled_from(SPLITS))
    return both.map(lambda two: dict(zip(two[0], map(Raw, two[1]), strict=False)))


@cache
def long_answers(levels: Sequence[str], level: str) -> st.SearchStrategy[Tree]:
    """Give a level with all that may go with it."""
    more = {
        "target": st.sampled_from(levels[levels.index(level) :]).map(Raw),
        "note": odd,
        "confidence": confidences(levels),
        "evidence": st.lists(pieces, max_size=3),
    }
    return st.fixed_dictionaries({"level": st.just(Raw(level))}, optional=more)


def answers(draw: st.DrawFn, levels: Sequence[str], indicators: Sequence[str]) -> Tree:
    """Answer indicators, a few of them at length."""
    chosen = draw(some_levels(levels))
    made: Tree = {one: Raw(level) for one, level in zip(indicators, cycle(chosen), strict=False)}
    for n in draw(some) if indicators else ():
        one = indicators[n % len(indicators)]
        if isinstance(made[one], Raw):
            made[one] = draw(long_answers(levels, made[one]))
    return made


def shared(draw: st.DrawFn, rules: Regulation, main: Tree) -> dict[str, Tree]:
    """Let the institution and OPDs answer, in one file or in several; all files, the main first."""
    names = draw(st.lists(st.sampled_from(OPDS), max_size=3, unique=True))
    who = ["", *names, *["?"] * (main.get("draft", "").lower() == "true")]
    first = draw(some) or [0]
    second = draw(some) or first
    said = {
        one: {who[a % len(who)], who[b % len(who)]} - {"?"}
        for one, a, b in zip(rules.indicators, cycle(first), cycle(second), strict=False)
    }
    by = {
        name: answers(draw, rules.levels, [one for one, those in said.items() if name in those])
        for name in ["", *names]
    }
    for n in draw(some):
        one = rules.indicators[n % len(rules.indicators)]
        if not said[one]:
            by[""][one] = Raw(("~", "null", "")[n % 3])
        elif leads := sorted(said[one] - {""}):
            main.setdefault("lead", {})[one] = leads[n % len(leads)]
    if by[""]:
        main["answers"] = by[""]
    files = {MAIN: main}
    for name in names:
        opd = {"answers": by[name]} if by[name] else {}
        _place(draw, files, name, opd | owns(draw, rules))
    if len(files) > 1:
        every = [escape(file) for file in files if file != MAIN]
        main["include"] = draw(st.sampled_from((every, ["opd/**/*.y*ml"], ["**/*.*ml"])))
    return files


def owns(draw: st.DrawFn, rules: Regulation) -> Tree:
    """Say what an OPD is called and what it owns, or not."""
    name, owned = draw(st.none() | odd), draw(st.none() | some)
    more: Tree = {} if name is None else {"name": name}
    if owned is not None:
        count = len(rules.indicators)
        pairs = [sorted((n % count, n // 7 % count)) for n in owned]
        ids = [(rules.indicators[first], rules.indicators[last]) for first, last in pairs]
        more["owns"] = [first if first == last else f"{first}-{last}" for first, last in ids]
    return more


def _place(draw: st.DrawFn, files: dict[str, Tree], name: str, opd: Tree) -> None:
    """Put an OPD into a file of its own that repeats some of the main one, or into that."""
    file = draw(st.sampled_from(["", *OPD_FILES]))
    if file and file not in files:
        repeated = draw(st.sampled_from(((), ("year",), ("instrument", "institution"))))
        files[file] = opd | {"opd": name} | {key: files[MAIN][key] for key in repeated}
    else:
        files[MAIN].setdefault("opds", {})[name] = opd or Raw("")


def announced(draw: st.DrawFn, rules: Regulation, levels: Mapping[str, str], year: int) -> Tree:
    """Announce the figures that levels give."""
    exact = {one: Fraction(level) for one, level in levels.items()}
    index, groups = oracle.expected(rules.data, exact)
    figures = {key: Raw(oracle.shown(value)) for key, value in groups.items()}
    parts: Tree = {
        "category": oracle.category(rules.data, index, year),
        "aspects": {key[1:]: one for key, one in figures.items() if key[0] == "A"},
        "domains": {key[1:]: one for key, one in figures.items() if key[0] == "D"},
        "source": draw(sources),
    }
    kept = draw(st.sets(st.sampled_from(tuple(parts))))
    return {"index": Raw(oracle.shown(index))} | {key: parts[key] for key in sorted(kept)}


_ALONE = (("answers", "published"), ("answers", "published"), ("answers",), ("published",))
"""What of answers and figures an institution without OPDs writes."""


def alone(draw: st.DrawFn, rules: Regulation, main: Tree) -> dict[str, Tree]:
    """Let the institution answer everything and announce the result, or announce it only."""
    given = answers(draw, rules.levels, rules.indicators)
    levels = {one: said["level"] if isinstance(said, dict) else said for one, said in given.items()}
    published = announced(draw, rules, levels, int(main["year"]))
    both = draw(st.sampled_from(_ALONE))
    parts = {"answers": given, "published": published}
    main |= {key: parts[key] for key in both}
    return {MAIN: main}


_optional: dict[str, st.SearchStrategy[Tree]] = {
    "type": st.sampled_from(("kementerian", "lpnk", "lembaga", "provinsi", "kabupaten", "kota")),
    "province": odd,
    "combine": st.sampled_from(("lowest", "highest", "mean", "median")),
    "draft": st.sampled_from(("true", "false", "True", "FALSE")).map(Raw),
}
heads = st.fixed_dictionaries(
    {
        "institution": odd,
        "instrument": st.sampled_from(INSTRUMENTS),
        "stage": st.sampled_from(("self", "document", "interview", "visit", "final")),
    },
    optional=_optional,
)


@st.composite
def assessments(draw: st.DrawFn) -> dict[str, Tree]:
    """Give the files of a valid assessment, the main one first."""
    main: Tree = draw(heads)
    rules = regulation(main["instrument"])
    main["year"] = Raw(rules.years[draw(st.integers(0, 9)) % len(rules.years)])
    answered = draw(st.sampled_from((alone, shared)))
    files: dict[str, Tree] = answered(draw, rules, main)
    if draw(st.booleans()):
        files[MAIN] = dict(reversed(files[MAIN].items()))
    return files


# How it is written

_PRINTED = r"[\t -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_SINGLE = re.compile(rf"{_PRINTED}*")
_WORDS = r"(?!(?:true|null|false)$)[a-z\u00c0-\u024f][\w ./()-]*(?<! )"
_PLAIN = re.compile(rf"{_WORDS}|https?://[\w./]+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:-\d+)*(?:\.\d+)?", re.ASCII)
_LITERAL = re.compile(rf"(?![ \t]){_PRINTED}+(?:\n *(?![ \t]){_PRINTED}+)*")

_REMARKS = (*[[]] * 12, ["# - {x: ["], ["", "#'"])


@dataclass(slots=True)
class Written:
    """A tree as lines, written in the ways that `chance` chooses.

    `spans` are the lines, from 0, of every entry and item; `rows` are the entries that have their
    lines for themselves.
    """

    chance: Random
    lines: list[str] = field(default_factory=list)
    spans: dict[KeyPath, range] = field(default_factory=dict)
    rows: list[KeyPath] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    names: Iterator[int] = field(default_factory=count)

    def document(self, tree: Tree, *, flow: bool) -> None:
        """Write a whole file."""
        self.lines += self._pick(([], ["---"], ["# a: [b"], ["%YAML 1.1", "---"], ["", "--- # x"]))
        if flow:
            self._fresh(0)
            self._flow(tree, (), 0)
        else:
            self._mapping(tree, (), 0)
        self.lines += self._pick(([], ["# z"], [""], ["..."]))

    def _pick(self, options: Sequence[Any]) -> Any:
        return self.chance.choice(options)

    def _fresh(self, indent: int) -> None:
        self.lines.append(" " * indent)

    def _put(self, text: str) -> None:
        self.lines[-1] += text

    def _span(self, path: KeyPath, start: int) -> None:
        self.spans[path] = range(start, len(self.lines))

    def _mapping(self, tree: Tree, path: KeyPath, indent: int, *, goes_on: bool = False) -> None:
        """Write entries on lines of their own, but for the first one that goes on after a dash."""
        for key, value in tree.items():
            if not goes_on:
                self.lines += self._pick(_REMARKS)
                self._fresh(indent)
                self.rows.append((*path, key))
            start, goes_on = len(self.lines) - 1, False
            self._put(f"{self._key(key)}:")
            self._value(value, (*path, key), indent)
            self._span((*path, key), start)

    def _value(self, value: Tree, path: KeyPath, indent: int) -> None:
        """Write what stands after a colon, on that line or below it."""
        if value and isinstance(value, dict) and self._pick((True, False)):
            self._mapping(value, path, indent + self._pick((2, 1, 4)))
        elif value and isinstance(value, list) and self._pick((True, False)):
            self._sequence(value, path, indent + self._pick((0, 2, 3)))
        else:
            self._put(" ")
            self._last(value, path, indent)

    def _sequence(self, tree: Tree, path: KeyPath, indent: int) -> None:
        for n, value in enumerate(tree):
            self._fresh(indent)
            start = len(self.lines) - 1
            self._put("- ")
            if value and isinstance(value, dict) and self._pick((True, False)):
                self._mapping(value, (*path, n), indent + 2, goes_on=True)
            else:
                self._last(value, (*path, n), indent)
            self._span((*path, n), start)

    def _last(self, value: Tree, path: KeyPath, indent: int) -> None:
        """Write a value that nothing but a comment follows on its line."""
        fits = isinstance(value, str) and not isinstance(value, Raw) and _LITERAL.fullmatch(value)
        if fits and self._pick((False, True)):
            self._put("|-")
            for line in value.split("\n"):
                self._fresh(indent + 1)
                self._put(line)
        else:
            self._flow(value, path, indent)
            self._put(self._pick(("", "", " ", " # x: y")))

    def _flow(self, value: Tree, path: KeyPath, indent: int) -> None:
        """Write a value that begins on this line, among others perhaps."""
        if isinstance(value, dict):
            items = [(f"{self._key(key)}: ", key, inner) for key, inner in value.items()]
            self._brackets("{}", items, path, indent)
        elif isinstance(value, list):
            self._brackets("[]", [("", n, inner) for n, inner in enumerate(value)], path, indent)
        else:
            self._put(value if isinstance(value, Raw) else self._text(value))

    def _brackets(
        self, marks: str, items: Sequence[tuple[str, str | int, Tree]], path: KeyPath, indent: int
    ) -> None:
        self._put(marks[0])
        for n, (head, key, value) in enumerate(items):
            if self._pick((False, False, False, True)):
                self._fresh(indent + 2)
            start = len(self.lines) - 1
            self._put(head)
            self._flow(value, (*path, key), indent + 2)
            self._span((*path, key), start)
            self._put(", " if n < len(items) - 1 else "")
        self._put(marks[1])

    def _text(self, text: str) -> str:
        """Write text in one of the ways it can be; what was written before, perhaps by an alias."""
        if text in self.anchors and self._pick((True, False)):
            return f"*{self.anchors[text]} "
        if self._pick((False, False, False, True)):
            self.anchors[text] = f"n{next(self.names)}"
            return f"&{self.anchors[text]} {self._pick(_ways(text))}"
        return str(self._pick(_ways(text)))

    def _key(self, key: str) -> str:
        return key if isinstance(key, Raw) else str(self._pick(_ways(key)))


def _ways(text: str) -> list[str]:
    """Give the ways to write text on one line, plain before quoted."""
    ways = [text] if _PLAIN.fullmatch(text) or _NUMBER.fullmatch(text) else []
    ways += [_double(text, r"[\t -~\u00a1-\u0fff\U0001f000-\U0001ffff]"), _double(text, r"[ -~]")]
    single = text.replace("'", "''")
    return [*ways, f"'{single}'"] if _SINGLE.fullmatch(text) else ways


def _double(text: str, kept: str) -> str:
    """Write text in double quotes, other characters than those kept by their numbers."""
    return '"' + "".join(_escaped(one, kept) for one in text) + '"'


def _escaped(one: str, kept: str) -> str:
    if one in '"\\':
        return f"\\{one}"
    return one if re.match(kept, one) else f"\\U{ord(one):08X}"


# How it is broken

Fits = Callable[[KeyPath, Tree, Tree], bool]
"""Tells of a path, what stands there and the whole file whether it can be broken in a way."""


class Break(NamedTuple):
    """A way to break a tree that is an error for certain.

    `put` puts one of the `texts`, as it stands, in the place of something, and gives the key that
    is wrong then. The error is on its lines, or on those of what it is in where that is `within`.
    """

    name: str
    put: Callable[[Tree, Any, Raw], str | int]
    fits: Fits
    texts: tuple[str, ...] = ("",)
    within: bool = False


def _value(holder: Tree, key: str | int, text: Raw) -> str | int:
    holder[key] = text
    return key


def _key(holder: Tree, key: str, text: Raw) -> str:
    """Rename a key where it stands."""
    entries = [(text if one == key else one, value) for one, value in holder.items()]
    holder.clear()
    holder.update(entries)
    return text


def _beside(holder: Tree, key: str, text: Raw) -> str:
    """Add a key."""
    holder[text] = Raw("{x: 1}")
    return text


def _gone(holder: Tree, key: str, text: Raw) -> str:
    """Take out a key."""
    del holder[key]
    return key


SHAPES = (
    *("institution", "type", "province", "year", "instrument", "stage", "draft", "combine", "lead"),
    *("answers", "opds", "include", "published", "level", "target", "note", "confidence", "file"),
    *("evidence", "url", "date", "kind", "name", "owns", "index", "category", "domains", "aspects"),
    *("source", "title"),
)
"""The keys of shapes; others are those of indicators, levels, groups and OPDs."""

REQUIRED = {"institution", "year", "instrument", "stage"}
DEEP = "[" * 70 + "]" * 70
MANY = f"[&a x{', *a' * 101}]"
BOMB = f"""[&a [x], {
    ", ".join(
        f"&{here} [{', '.join(f'*{before}' for _ in range(16))}]"
        for before, here in zip("abcde", "bcdef", strict=True)
    )
}]"""


def _under(*names: str) -> Fits:
    return lambda path, _value, _tree: len(path) > 1 and path[-2] in names


def _named(*names: str) -> Fits:
    return lambda path, _value, _tree: path[-1] in names


def _level(path: KeyPath, value: Tree, tree: Tree) -> bool:
    return _named("level", "target")(path, value, tree) or (
        isinstance(value, Raw) and _under("answers")(path, value, tree)
    )


def _figure(path: KeyPath, value: Tree, tree: Tree) -> bool:
    fits = _named("index")(path, value, tree)
    return fits or _level(path, value, tree) or _share(path, value, tree)


_share = _under("confidence")
_announced = _under("domains", "aspects")


def _text(path: KeyPath, value: Tree, tree: Tree) -> bool:
    return isinstance(value, str) and not isinstance(value, Raw)


def _entry(path: KeyPath, value: Tree, tree: Tree) -> bool:
    return isinstance(path[-1], str)


def _target(path: KeyPath, value: Tree, tree: Tree) -> bool:
    """Tell whether this is a target that can be below its level."""
    return path[-1] == "target" and Fraction(_at(tree, path[:-1])["level"]) > 1


def _required(path: KeyPath, value: Tree, tree: Tree) -> bool:
    return len(path) == 1 and path[0] in REQUIRED and "opd" not in tree


def _sole(path: KeyPath, value: Tree, tree: Tree) -> bool:
    """Tell whether this is an answer that must be there, and that nobody else can have given."""
    others = {"opds", "include", "opd"} & set(tree)
    must = tree.get("draft", "").lower() != "true"
    return len(path) == 2 and path[0] == "answers" and must and not others


def _proof(path: KeyPath, value: Tree, tree: Tree) -> bool:
    """Tell whether this says where a piece of evidence is."""
    return path[-1] in {"file", "url"} and path[0] != "published"


def _only_index(path: KeyPath, value: Tree, tree: Tree) -> bool:
    return path == ("published", "index") and "answers" not in tree


_NO_NUMBERS = (
    *('"3"', "'3'", "2,5", "yes", "true", "010", "0x3", "1e1", ".5", "+3", "12:30", "1_0", "3."),
    *(".inf", ".nan", "3 (baik)", "3-4", "0o7", "\u0663", "3\u00a0", "tiga", "1" * 41, "[3]", "''"),
)
_NO_DATES = (
    *("2024-13-01", "2024-02-30", "1 Mei 2024", "2024/05/01", "20240501", "2024-5-1", "2024"),
    *("2024-05-01T00:00:00Z", "\u0662024-05-01", "true", "0000-01-01", '"\\0"'),
)
_NO_ADDRESSES = (
    "ftp://x",
    "javascript:x",
    "a.go.id",
    "https://",
    "https:///x",
    "'http://a b'",
    "1",
)
_NO_CHOICES = ("selff", "Self", "1", "true", "[final]", "FINAL", "'final '", '"\\e[31m"')
_NO_INSTRUMENTS = (
    *("permenpanrb-59-2021", "59", "x.yaml", "../../../x.yml", MAIN, "opd/", '"\\0.yaml"'),
    f"{'x' * 300}.yaml",
)
_NO_FILES = (
    *("../*.yaml", "/etc/*.yaml", "C:\\x\\*.yaml", "opd/../../*.yaml", "nothing/*.yaml", "'['"),
    *('"a\\0b"', '"\\e[2J"', "x" * 300),
)
_NOTHING = (
    *("{x: 1}", "[[x]]", "!!str x", "!x 3", "*nix", "&a [*a]", "@x", "`x`", "%x", '"\\q"'),
    *('"\\UFFFFFFFF"', '"\\ud800"', DEEP, BOMB, MANY),
)
_NO_KEYS = ("lvel", "tingkat", "Level", "1x", "'::error::x'", '"\\e[1m"', "'[bold]'", "~")
_NO_OPDS = ("nobody", '"\\x9b31m"', "'::error::z'", '"\\uffff"')

BREAKS = (
    Break("number", _value, _figure, _NO_NUMBERS),
    Break("figure", _value, _announced, _NO_NUMBERS),
    Break("level", _value, _level, ("99", "-1", "1.005", "5.5", "6")),
    Break("level of a share", _key, _share, ("99", "9.50", "-1", "1.005", "x", "yes")),
    Break("share", _value, _share, ("0.333", "-0.2", "7"), within=True),
    Break("target", _value, _target, ("1",)),
    Break("year", _value, _named("year"), ("24", "9999", "2024.5", "'2024'", "1e3", "x", "[]")),
    Break("index", _value, _named("index"), ("9.9", "-1", "5.51")),
    Break("category", _value, _named("category"), ("Hebat", "[]", "1", "'[b]'")),
    Break("date", _value, _named("date"), _NO_DATES),
    Break("address", _value, _named("url"), _NO_ADDRESSES),
    Break("choice", _value, _named("type", "stage", "combine", "kind"), _NO_CHOICES),
    Break("draft", _value, _named("draft"), ("yes", "1", "'true'", "[]")),
    Break("instrument", _value, _named("instrument"), _NO_INSTRUMENTS),
    Break("include", _value, _under("include"), _NO_FILES),
    Break("owned", _value, _under("owns"), ("99", "1-99", "9-1-2", "x", '"\\a"')),
    Break("lead", _value, _under("lead"), _NO_OPDS),
    Break("text", _value, _text, ("true", "''", '" "', "False")),
    Break("anything", _value, lambda *_: True, _NOTHING),
    Break("misspelt", _key, _named(*SHAPES), _NO_KEYS),
    Break("indicator", _key, _under("answers", "lead"), ("99", "01", "I99", "x", "1.5", "''")),
    Break("group", _key, _announced, ("99", "A1", "x")),
    Break("more", _beside, _entry, ("<<", "? x", "'<<'")),
    Break("missing", _gone, _required, within=True),
    Break("unanswered", _gone, _sole, within=True),
    Break("unproven", _gone, _proof, within=True),
    Break("without index", _gone, _only_index, within=True),
)


def _at(tree: Tree, path: KeyPath) -> Tree:
    return _at(tree[path[0]], path[1:]) if path else tree


def _walked(tree: Tree, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Tree]]:
    """Give everything in a tree with its path."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in inner:
        yield (*path, key), value
        if not isinstance(value, str):
            yield from _walked(value, (*path, key))


def _break_tree(tree: Tree, chance: Random) -> tuple[str, KeyPath]:
    """Break a tree in one place; give the way and the path that the error must be at."""
    places = [*_walked(tree)]
    fitting = {way: [p for p, value in places if way.fits(p, value, tree)] for way in BREAKS}
    way = chance.choice([way for way in BREAKS if fitting[way]])
    path, text = chance.choice(fitting[way]), chance.choice(way.texts)
    key = way.put(_at(tree, path[:-1]), path[-1], Raw(text))
    return f"{way.name} {text}", path[:-1] if way.within else (*path[:-1], key)


Lines = tuple[list[str], range | None]
"""The lines of a file, and on which of them, from 0, an error must be where it is certain."""


def _twice(written: Written, chance: Random) -> Lines:
    """Write an entry twice."""
    span = written.spans[chance.choice(written.rows)]
    lines = written.lines
    return [*lines[: span.stop], *lines[span.start :]], range(span.stop, span.stop + 1)


def _tab(written: Written, chance: Random) -> Lines:
    """Begin an entry with a tab."""
    at = written.spans[chance.choice(written.rows)].start
    written.lines[at] = "\t" + written.lines[at].removeprefix(" ")
    return written.lines, range(at, at + 1)


def _control(written: Written, chance: Random) -> Lines:
    """Put a character somewhere that must not be there."""
    at = chance.choice([n for n, line in enumerate(written.lines) if len(line) > 1])
    line = written.lines[at]
    column = chance.randrange(1, len(line))
    refused = chance.choice("\x01\x07\x08\x0b\x0c\r\x1b\x7f\x80\x85\x9b\u2028\u2029\ufeff\uffff")
    written.lines[at] = line[:column] + refused + line[column:]
    return written.lines, range(at, at + 1)


def _second(written: Written, chance: Random) -> Lines:
    """Begin another document."""
    at = len(written.lines)
    written.lines += chance.choice((["---", "a: 1"], ["--- x"], ["---"]))
    return written.lines, range(at, at + 1)


def _emptied(written: Written, chance: Random) -> Lines:
    """Leave nothing of a file that is of any use."""
    return [chance.choice(("", "# x", "---", "{}", "[]", "null", "x", "- 1", "x: 1"))], range(0)


def _shifted(written: Written, chance: Random) -> Lines:
    """Indent a line by one more or less."""
    at = chance.randrange(len(written.lines))
    line = written.lines[at]
    written.lines[at] = chance.choice((f" {line}", f"  {line}", line.removeprefix(" ")))
    return written.lines, None


def _moved(written: Written, chance: Random) -> Lines:
    """Take out a line, and perhaps put it back elsewhere."""
    line = written.lines.pop(chance.randrange(len(written.lines)))
    at = chance.randrange(len(written.lines) + 1)
    written.lines[at:at] = chance.choice(([], [line], [line, line]))
    return written.lines, None


def _stray(written: Written, chance: Random) -> Lines:
    """Put something somewhere that means something to YAML, or cut off what follows."""
    at = chance.randrange(len(written.lines))
    line = written.lines[at]
    column = chance.randint(0, len(line))
    token = chance.choice(("{", "]", '"', "'", ": ", "- ", " #", "&a ", "*a", "|", "? ", "\\", ","))
    written.lines[at] = line[:column] + token + line[column:]
    return written.lines[: chance.choice((len(written.lines), at + 1))], None


WAYS = (_twice, _tab, _control, _second, _emptied, _shifted, _moved, _stray)
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1")


def _encoded(lines: Sequence[str], chance: Random, encoding: str) -> bytes:
    """Encode a file; what is not UTF-8 has a character that shows it."""
    end = chance.choice(("\n", "\n", "\r\n"))
    text = end.join(lines) + chance.choice((end, end, ""))
    if encoding != "utf-8":
        return f"{text}\n# \u00e9\n".encode(encoding, errors="replace")
    return (chance.choice(("", "", "\ufeff")) + text).encode()


class _Plain(Random):
    """Chance that always takes the first choice: a file written plainly is read more easily."""

    def getrandbits(self, count: int, /) -> int:
        """Give no bit that is set."""
        return 0 * count


def _chance(number: int) -> Random:
    return Random(number) if number else _Plain()


@st.composite
def inputs(draw: st.DrawFn) -> Input:
    """Give an assessment with its files, whole or broken."""
    style, harm = (_chance(draw(st.integers(0, 2**16))) for _ in range(2))
    files = draw(assessments())
    victim = harm.choice([*files])
    broken = harm.choice(("", "", "tree", "tree", "tree", "text", "text", "bytes", "tree, text"))
    done, path = _break_tree(files[victim], harm) if "tree" in broken else ("", None)
    way = harm.choice(WAYS) if "text" in broken else None
    encoding = harm.choice(ENCODINGS) if broken == "bytes" else "utf-8"
    contents = {}
    lines: range | None = range(0)
    for name, tree in files.items():
        written = Written(style)
        written.document(tree, flow=way is None and style.choice([False] * 7 + [True]))
        if name == victim and path:
            lines = written.spans.get(path, range(0))
        if name == victim and way:
            written.lines, lines = way(written, harm)
        contents[name] = _encoded(written.lines, style, encoding if name == victim else "utf-8")
    if not broken:
        return Input(contents, Expected.SOUND, None, done)
    how = f"{broken}: {done or (way.__name__.strip('_') if way else encoding)}"
    if lines is None:
        return Input(contents, Expected.OPEN, None, how)
    known = broken in {"tree", "text"} and lines
    where = (victim, range(lines.start + 1, lines.stop + 1)) if known else None
    return Input(contents, Expected.FAULTY, where, how)
