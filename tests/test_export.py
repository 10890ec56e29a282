"""`spbe export`: worksheets whose formulas count as we do, and which carry everything."""

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from spbe_cli.cli.assessments import opened as assessment_in
from spbe_cli.core.assessment import Assessment, OpdFile
from spbe_cli.core.case import Case
from spbe_cli.core.exact import exact_text, number
from spbe_cli.core.exchange.leaves import leaves_of, leaves_of_opd
from spbe_cli.core.exchange.worksheet import INPUTS, Given, losses, whole
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.opds import by_opd
from spbe_cli.core.problems import dotted
from spbe_cli.core.scalars import is_address
from spbe_cli.reading.library import Library, shared
from spbe_cli.reading.shape import check
from spbe_cli.render.export.answers import HEAD
from spbe_cli.render.export.summary import (
    CATEGORY,
    EXACT,
    EXACTLY,
    INDEX,
    NOTES,
    SHOWN,
    TABLE,
)
from spbe_cli.render.export.xlsx import workbook
from spbe_cli.render.look import Look
from tests import workbooks
from tests.conftest import INSTRUMENTS, ROOT, Run, all_at, assessment, bundled
from tests.scoring import case_of
from tests.workbooks import ENGLISH, INDONESIAN, made, opened

Spbe = Callable[..., Run]
Write = Callable[[str, str], Path]
PLACES = {"index": (INDEX, SHOWN), "exact": (EXACT, EXACTLY), "category": (INDEX, CATEGORY)}
CONTOH = ROOT / "examples/kabupaten-contoh"

needs_soffice = pytest.mark.skipif(
    workbooks.SOFFICE is None,
    reason="LIBREOFFICE IS NOT INSTALLED: THE FORMULAS OF WORKSHEETS ARE NOT COUNTED AGAIN",
)


# What the formulas give


def figures(book: workbooks.Values) -> dict[str, object]:
    """Read all figures of a summary in English."""
    cells = {place: _exact(value) for place, value in book["Summary"].items()}
    found = {name: cells.get(place) for name, place in PLACES.items()}
    for row in range(TABLE + 1, TABLE + 40):
        title = cells.get((row, 1))
        if not isinstance(title, str):
            break
        key = " ".join(title.split()[:2])
        found[key] = tuple(cells.get((row, column)) for column in (4, 5, 6))
    return found


def _exact(value: object) -> object:
    return Fraction(value) if isinstance(value, int | Decimal) else value


def expected(case: Case) -> dict[str, object]:
    """Give the same figures as spbe has them."""
    card, instrument = case.scorecard, case.instrument
    answered = {line.indicator.id for line in card.lines if line.answered}

    def told(index: Fraction, ids: set[str]) -> tuple[object, ...]:
        text = exact_text(number(index))
        shown = Fraction(instrument.rounded(index))
        return len(answered & ids), shown, text if "/" in text else Fraction(text)

    found: dict[str, object] = {}
    _, found["index"], found["exact"] = told(card.index, set())
    category = card.judgement.category.name
    found["category"] = f"{category.id} ({category.en})"
    for layer, scores in (("Domain", card.domains), ("Aspect", card.aspects)):
        for one in scores:
            ids = {indicator.id for indicator in one.group.indicators}
            found[f"{layer} {one.group.id}"] = told(one.index, ids)
    found["Together"] = told(card.index, {*instrument.positions})
    return found


def levels(instrument: Instrument, draw: random.Random, share: float = 1) -> dict[str, Fraction]:
    """Draw a level for some of the indicators."""
    choices = sorted(map(Fraction, instrument.levels.all))
    return {one.id: draw.choice(choices) for one in instrument.indicators if draw.random() < share}


def plain(drawn: Mapping[str, Fraction]) -> dict[str, object]:
    """Write drawn levels as a file would."""
    return {key: _value(level) for key, level in drawn.items()}


def _value(level: Fraction) -> object:
    return int(level) if level.denominator == 1 else Decimal(exact_text(level))


def index_of(instrument: Instrument, drawn: Mapping[str, Fraction]) -> Fraction:
    """Weigh levels that are all there; quick enough to draw until one fits."""
    return sum((one.weight * drawn[one.id] for one in instrument.indicators), Fraction(0)) / 100


def tied(instrument: Instrument, draw: random.Random) -> dict[str, Fraction]:
    """Draw levels whose index is an exact tie at the last decimal."""
    places = 10**instrument.index_rule.decimals
    while True:
        drawn = levels(instrument, draw)
        if (index_of(instrument, drawn) * places).denominator == 2:
            return drawn


def near_bound(instrument: Instrument, draw: random.Random, *, below: bool) -> dict[str, Fraction]:
    """Draw levels whose index lies at a bound, or below it but rounds to it."""
    bounds = {category.bound for category in instrument.categories}
    while True:
        drawn = levels(instrument, draw)
        index = index_of(instrument, drawn)
        shown = Fraction(instrument.rounded(index))
        if (index < shown and shown in bounds) if below else index in bounds:
            return drawn


def fillings(instrument: Instrument) -> list[tuple[int, dict[str, Fraction]]]:
    """Draw fillings of one instrument: ties, bounds, drafts, all lowest, all highest, any."""
    draw = random.Random(instrument.id)
    lowest, highest = min(instrument.levels.all), max(instrument.levels.all)
    drawn = [
        {one.id: Fraction(level) for one in instrument.indicators} for level in (lowest, highest)
    ]
    drawn += [{}, levels(instrument, draw, 0.1), levels(instrument, draw, 0.6)]
    drawn += [levels(instrument, draw) for _ in range(4)]
    drawn += [near_bound(instrument, draw, below=False)]
    drawn += [near_bound(instrument, draw, below=True) for _ in range(2)]
    if instrument.unit != 3:  # thirds are no ties
        drawn += [tied(instrument, draw) for _ in range(3)]
    exact_years = [2026, 2024]
    year = exact_years[0] if "2026" in instrument.id else exact_years[1]
    return [(year, one) for one in drawn] + [(2023, drawn[-1]), (2023, drawn[-4])]


@needs_soffice
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_libreoffice_counts_as_we_do(name: str, library: Library, tmp_path: Path) -> None:
    instrument = bundled(library, name)
    cases = [
        case_of(instrument, plain(drawn), year, stage="self")
        for year, drawn in fillings(instrument)
    ]
    contents = [workbooks.without_values(made(case)) for case in cases]
    for book, case in zip(workbooks.recalculated(contents, tmp_path), cases, strict=True):
        assert figures(book) == expected(case)


@needs_soffice
def test_libreoffice_settles_which_answer_counts_as_we_do(
    i2020: Instrument, tmp_path: Path
) -> None:
    """Own answers, leads that answered or did not, up to six OPDs for an indicator, every rule."""
    draw = random.Random(1)
    cases = [
        _answered_by_opds(i2020, draw, rule)
        for rule in ("lowest", "highest", "mean", "median", "mean", "median")
    ]
    contents = [workbooks.without_values(made(case)) for case in cases]
    for book, case in zip(workbooks.recalculated(contents, tmp_path), cases, strict=True):
        assert figures(book) == expected(case)
        levels_ = {one.indicator: one.level for one in case.standings}
        found = shown_levels(book, case)
        assert {key for key, level in found.items() if level is not None} == {
            key for key, level in levels_.items() if level is not None
        }
        for key, level in levels_.items():
            assert level is None or float(found[key]) == pytest.approx(float(level), abs=1e-12)


@needs_soffice
@pytest.mark.parametrize(
    ("lowest", "highest", "step"), [("0.5", "4.5", "0.5"), ("1", "5", "2"), ("-1.5", "3", "1.5")]
)
def test_libreoffice_counts_as_we_do_with_levels_of_ones_own(
    lowest: str, highest: str, step: str, i2020: Instrument, tmp_path: Path
) -> None:
    first, last, by = map(Fraction, (lowest, highest, step))
    all_ = frozenset(number(first + by * n) for n in range(int((last - first) / by) + 1))
    own = i2020.levels._replace(lowest=first, highest=last, step=by, all=all_)
    instrument = i2020._replace(levels=own)
    draw = random.Random(step)
    cases = [case_of(instrument, plain(levels(instrument, draw, 0.8)), stage="self")]
    cases += [_answered_by_opds(instrument, draw, rule) for rule in ("mean", "median")]
    contents = [workbooks.without_values(made(case)) for case in cases]
    contents.append(workbooks.changed(contents[0], lambda book: _spoil(book, draw)))
    *counted, spoilt = workbooks.recalculated(contents, tmp_path)
    for book, case in zip(counted, cases, strict=True):
        assert figures(book) == expected(case)
    assert figures(spoilt)["index"] == "\u2013"


def _spoil(book: Any, draw: random.Random) -> None:
    workbooks.fill(book, "LKE", {str(draw.randrange(1, 48)): 2.25})


def _answered_by_opds(instrument: Instrument, draw: random.Random, rule: str) -> Case:
    ids = [one.id for one in instrument.indicators]
    opds = {
        f"opd{n}": {"owns": draw.sample(ids, 25), "answers": plain(levels(instrument, draw, 0.4))}
        for n in range(6)
    }
    lead = {key: f"opd{draw.randrange(6)}" for key in draw.sample(ids, 12)}
    own = plain(levels(instrument, draw, 0.2))
    return case_of(instrument, own, opds=opds, lead=lead, combine=rule, stage="self")


def shown_levels(book: workbooks.Values, case: Case) -> dict[str, Any]:
    """Read the level that counts for each indicator from the sheet of the institution."""
    sheet = book["LKE"]
    [at] = [column for (row, column), text in sheet.items() if row == HEAD - 1 and text == "counts"]
    rows = {str(value): row for (row, column), value in sheet.items() if column == 1}
    return {key: sheet.get((rows[key], at)) or None for key in case.instrument.positions}


def test_what_is_to_be_counted_again_holds_no_figures(i2020: Instrument) -> None:
    content = made(case_of(i2020, all_at(3, i2020)))
    assert figures(workbooks.values(content))["index"] == 3
    assert figures(workbooks.values(workbooks.without_values(content)))["index"] is None


@needs_soffice
def test_a_cell_that_holds_no_level_leaves_no_index(i2020: Instrument, tmp_path: Path) -> None:
    content = made(case_of(i2020, all_at(3, i2020), stage="self"))
    wrong: list[dict[str, object]] = [
        {"1": "3"}, {"1": 7}, {"1": 2.5, "2": True, "3": "#REF!"}, {"1": " ", "2": None}
    ]  # fmt: skip
    filled = [workbooks.changed(content, partial(_fill, one)) for one in wrong]
    *others, open_ = workbooks.recalculated(filled, tmp_path)
    for book, count in zip(others, (1, 1, 3), strict=True):
        found = figures(book)
        assert (found["index"], found["exact"], found["category"]) == ("\u2013",) * 3
        assert str(book["Summary"][NOTES + 1, 1]).startswith(f"{count} cells hold something")
    assert figures(open_)["index"] == Fraction("2.95")  # 1 and 2 count at the lowest level
    assert str(open_["Summary"][NOTES, 1]).startswith("2 of 47 indicators are not answered")


def _fill(levels_: Mapping[str, object], book: Any) -> None:
    workbooks.fill(book, "LKE", levels_)


def test_levels_seen_only_in_final_results_count_there(library: Library) -> None:
    i2020 = bundled(library, "permenpanrb-59-2020")
    case = case_of(i2020, {"1": 0, "2": 5}, stage="final")
    assert figures(workbooks.values(made(case))) == expected(case)
    rules = opened(made(case))["LKE"].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} == {'"0,1,2,3,4,5"'}


@pytest.mark.parametrize(
    ("stage", "look", "told", "offered"),
    [
        ("final", ENGLISH, "1 to 5, in exceptional cases 0", '"0,1,2,3,4,5"'),
        ("final", INDONESIAN, "1 sampai 5, dalam keadaan khusus 0", '"0,1,2,3,4,5"'),
        ("self", ENGLISH, "1 to 5", '"1,2,3,4,5"'),
    ],
)
def test_the_guide_and_the_cells_say_the_same_levels(
    i2020: Instrument, stage: str, look: Look, told: str, offered: str
) -> None:
    content = made(case_of(i2020, {"1": 1}, stage=stage), look)
    guide = next(iter(workbooks.values(content).values()))
    step = next(str(one) for one in guide.values() if str(one).startswith(("Choose", "Pilih")))
    assert step.split(": ")[1].split(". ")[0] == told
    level, target = opened(content)["LKE"].data_validations.dataValidation
    assert level.formula1 == target.formula1 == offered
    assert told in level.prompt
    assert told in level.error == target.error


def test_decimal_levels_beside_the_steps_are_told_too(library: Library) -> None:
    pemdi, old = (bundled(library, f"permenpanrb-{one}") for one in ("8-2026", "59-2020"))
    seen = tuple(one._replace(level=Fraction(1, 2)) for one in old.levels.exceptional)
    mixed = pemdi._replace(levels=pemdi.levels._replace(exceptional=seen))
    case = case_of(mixed, {}, 2026, stage="final")
    told = " ".join(map(str, workbooks.values(made(case))["Guide"].values()))
    assert "1 to 5, in exceptional cases 0.5, in steps of 0.01" in told


@pytest.mark.parametrize("look", [workbooks.ENGLISH, workbooks.INDONESIAN])
def test_programs_that_do_not_count_show_the_figures_of_now(
    look: Look, spbe: Spbe, library: Library
) -> None:
    """Phones and previews show what is stored with formulas; openpyxl reads the same."""
    for path in (CONTOH / "2024/self.yaml", ROOT / "tests/snapshots/draft.yaml"):
        case = assessment_in(path.as_posix(), library).case
        book = opened(workbook(whole(Given(case)), look), values=True)
        card = case.scorecard
        index, exact, category = (_named(book, f"SPBE_{name}") for name in NAMED)
        assert f"{index:.2f}" == str(case.instrument.rounded(card.index))
        assert exact == float(card.index)
        assert category == look.texts.category(card.judgement.category.name)
        for sheet in book:
            for row in sheet.iter_rows():
                assert not any(cell.data_type == "e" for cell in row)


NAMED = ("INDEX", "INDEX_EXACT", "CATEGORY")


def _named(book: Any, name: str) -> Any:
    sheet, _, place = book.defined_names[name].attr_text.rpartition("!")
    return book[sheet][place.replace("$", "")].value


def test_where_the_exact_and_the_rounded_index_differ_the_summary_says_so(
    i2020: Instrument,
) -> None:
    draw = random.Random(3)
    drawn = plain(near_bound(i2020, draw, below=True))
    for year, said in ((2023, "taken on the exact index"), (2024, "taken on the rounded index")):
        case = case_of(i2020, drawn, year)
        cells = workbooks.values(made(case))["Summary"]
        assert said in str(cells[NOTES + 2, 1])
        assert figures({"Summary": cells}) == expected(case)


def test_means_too_fine_for_a_spreadsheet_are_said_to_be(i2020: Instrument) -> None:
    """Each indicator answered by another number of OPDs: no common denominator stays small."""
    opds = {
        f"o{n}": {"answers": {str(i): (n + i) % 5 + 1 for i in range(1, 48) if n <= i}}
        for n in range(1, 48)
    }
    case = case_of(i2020, {}, opds=opds, combine="mean")
    cells = workbooks.values(made(case))["Summary"]
    assert "too fine for a spreadsheet" in str(cells[NOTES + 3, 1])
    few = case_of(i2020, {}, opds={key: opds[key] for key in ("o1", "o2", "o3")}, combine="mean")
    book = workbooks.values(made(few))
    assert figures(book) == expected(few)
    assert book["Summary"].get((NOTES + 3, 1)) is None


# How it looks and what can be changed


def test_only_what_is_to_be_filled_in_is_open_and_there_is_no_password(
    i2020: Instrument,
) -> None:
    book = opened(made(case_of(i2020, {"1": 3})))
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    sheet = book["LKE"]
    open_ = {
        cell.column
        for row in sheet.iter_rows(min_row=HEAD + 1)
        for cell in row
        if not cell.protection.locked
    }
    assert open_ == {workbooks.column(sheet, one.value) for one in INPUTS}
    assert all(
        cell.protection.locked
        for other in ("Guide", "Summary", "Calculation")
        for row in book[other].iter_rows()
        for cell in row
    )


def test_a_sheet_of_answers_is_set_up_for_screen_and_paper(i2020: Instrument) -> None:
    answers = {"2": {"confidence": {"1": 1}}}
    sheet = opened(made(case_of(i2020, answers, stage="self")))["LKE"]
    assert sheet.freeze_panes == f"C{HEAD + 1}"
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert all(sheet.row_dimensions[row].hidden for row in range(3, HEAD))
    confidence = sheet.column_dimensions["H"]
    assert not confidence.hidden
    assert opened(made(case_of(i2020, {})))["LKE"].column_dimensions["H"].hidden
    first, *_ = sheet.data_validations.dataValidation
    assert (first.type, first.formula1, first.allow_blank) == ("list", '"1,2,3,4,5"', True)
    assert str(first.sqref) == f"D{HEAD + 1}:D{max(workbooks.rows(sheet).values())}"
    rules = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
    assert len(rules) == 5
    assert "1 Rintisan" not in str(sheet.cell(HEAD + 3, 3).value)  # English asked for
    assert str(sheet.cell(HEAD + 3, 3).value).startswith("1 Initial")


def test_decimal_levels_are_checked_by_their_step(library: Library) -> None:
    pemdi = bundled(library, "permenpanrb-8-2026")
    sheet = opened(made(case_of(pemdi, {"1": Decimal("2.35")}, 2026)))["LKE"]
    rule, *_ = sheet.data_validations.dataValidation
    assert rule.type == "custom"
    assert f"ROUND(D{HEAD + 1}*100,0)" in rule.formula1
    cell = sheet.cell(workbooks.rows(sheet)["1"], 4)
    assert (cell.value, cell.number_format) == (2.35, "0.00")


def test_no_formula_is_longer_than_spreadsheets_take(instrument: Instrument) -> None:
    opds = {f"opd{n}": {"answers": {instrument.indicators[0].id: 3}} for n in range(60)}
    lead = {instrument.indicators[0].id: "opd7"}
    for rule in ("mean", "median"):
        case = case_of(instrument, {}, opds=opds, lead=lead, combine=rule, stage="final")
        for look in (workbooks.ENGLISH, workbooks.INDONESIAN):
            for sheet in opened(made(case, look)):
                rules = sheet.data_validations.dataValidation
                assert all(len(rule.formula1) <= 255 for rule in rules)
                assert all(len(rule.prompt) <= 255 and len(rule.error) <= 225 for rule in rules)
                assert all(len(rule.promptTitle) <= 32 for rule in rules)
                for row in sheet.iter_rows():
                    for cell in row:
                        if cell.data_type == "f":
                            assert len(cell.value) <= 8192
                            literals = re.findall(r'"((?:[^"]|"")*)"', cell.value)
                            assert all(len(one) <= 255 for one in literals)


def test_the_same_content_makes_the_same_bytes_whenever(i2020: Instrument) -> None:
    case = case_of(i2020, {"1": 3})
    first = made(case)
    time.sleep(2.1)  # archives count in steps of two seconds
    assert made(case) == first
    with ZipFile(BytesIO(first)) as archive:
        assert b"dcterms:" not in archive.read("docProps/core.xml").split(b"<dc:creator>")[1]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_each_instrument_says_what_its_levels_are(instrument: Instrument) -> None:
    case = case_of(instrument, {}, instrument.years.first)
    guide = workbooks.values(made(case, workbooks.INDONESIAN))["Petunjuk"]
    told = " ".join(str(value) for value in guide.values())
    for levels_ in instrument.levels.names.values():
        assert all(names.id in told for names in levels_.values())
    assert case.assessment.institution in told


# What is carried


PUBLISHED: list[dict[str, object]] = [
    {"index": Decimal("2.90"), "domains": {"1": Decimal("3.20")}, "aspects": {"8": 3}},
    {"category": "Baik", "source": {"title": "x: y", "date": "2022-03-28", "note": '"z"'}},
    {"index": 3, "source": {"url": "https://x.go.id"}},
]


def assessments() -> st.SearchStrategy[dict[str, Any]]:
    """Draw assessments under 59/2020 with all that a file can say."""
    ids = st.sampled_from([str(n) for n in range(1, 48)])
    words = st.text(
        st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=30
    ).filter(str.strip)
    day = st.dates().map(str)
    kind = st.sampled_from(["document", "review"])
    piece = st.one_of(
        words.filter(lambda text: not is_address(text)),
        st.fixed_dictionaries({"file": words}, optional={"date": day, "kind": kind}),
        st.fixed_dictionaries({"url": st.just("https://x.go.id/a|b")}, optional={"date": day}),
    )
    confidence = st.sampled_from([{"2": Decimal("0.2"), "3": Decimal("0.8")}, {"5": 1}])
    answer = st.one_of(
        st.integers(1, 5),
        st.fixed_dictionaries(
            {"level": st.integers(1, 4)},
            optional={
                "target": st.just(5),
                "note": words,
                "evidence": st.lists(piece, max_size=3),
                "confidence": confidence,
            },
        ),
    )
    answers = st.dictionaries(ids, answer, max_size=4)
    opd = st.fixed_dictionaries(
        {"answers": answers},
        optional={"name": words, "owns": st.lists(st.sampled_from(["1-3", "7", "40"]))},
    )
    return st.fixed_dictionaries(
        {"institution": words, "answers": answers, "opds": st.dictionaries(words, opd, max_size=3)},
        optional={
            "province": words,
            "type": st.sampled_from(["kota", "provinsi"]),
            "draft": st.booleans(),
            "combine": st.sampled_from(["lowest", "mean"]),
            "lead": st.dictionaries(ids, words, max_size=2),
            "published": st.sampled_from(PUBLISHED),
        },
    )


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make a failure smaller takes minutes
)
@given(drawn=assessments())
def test_everything_comes_back_or_is_said_to_be_lost(drawn: dict[str, Any], tmp_path: Path) -> None:
    library = shared()
    i2020 = bundled(library, "permenpanrb-59-2020")
    rest = {key: value for key, value in drawn.items() if key != "answers"}
    case = case_of(i2020, drawn["answers"], **({"stage": "self"} | rest))
    book = whole(Given(case))
    lost = {dotted(loss.path) for loss in losses(book)}
    found = workbooks.read(workbook(book, workbooks.ENGLISH), library, tmp_path)
    assert found.problems == ()
    leaves: dict[Any, Any] = {}
    for sheet in found.sheets:
        assert (sheet.remarks, sheet.unread) == ((), ())
        if sheet.opd is None:
            value = check(Assessment, sheet.data)
            assert value.findings == ()
            assert value.value is not None
            assert value.value.institution == case.assessment.institution
            leaves |= leaves_of(value.value)
        else:
            opd = check(OpdFile, sheet.data)
            assert opd.findings == ()
            assert opd.value is not None
            leaves |= leaves_of_opd(opd.value, sheet.opd)
    there = leaves_of(case.assessment)
    assert {dotted(path) for path in there if leaves.get(path) != there[path]} == lost
    assert {dotted(path) for path in leaves if path not in there} == set()


@pytest.mark.parametrize("published", PUBLISHED)
def test_announced_figures_come_back_with_their_decimals(
    published: dict[str, object], i2020: Instrument, library: Library, tmp_path: Path
) -> None:
    case = case_of(i2020, {"1": 3}, published=published)
    [sheet] = workbooks.read(made(case), library, tmp_path).sheets
    value = check(Assessment, sheet.data).value
    assert value is not None
    assert value.published is not None
    assert value.published == case.assessment.published
    assert str(value.published.index) == str(published.get("index"))


def test_what_a_cell_cannot_hold_is_listed_before_writing(spbe: Spbe, write: Write) -> None:
    long_ = "x" * 40_000
    answers = {
        "1": '{level: 3, note: "a\\u0007b"}',
        "2": f"{{level: 3, note: {long_}}}",
        "3": f"{{level: 3, evidence: [{'y' * 20_000}, {'z' * 20_000}]}}",
        "4": '{level: 3, note: " x "}  # remark',
    }
    path = write("a.yaml", "# one\n" + assessment(answers, draft="true"))
    run = spbe("export", path, "-o", path.with_name("lke.xlsx"))
    assert run.code == 0
    head, *lines = run.err.splitlines()
    assert head == "Not in the workbooks:"
    assert [line.strip().partition(":")[0] for line in lines] == [
        "2 remarks (#) in 1 file; they stay there, also when `spbe import` changes a file",
        "answers.1.note", "answers.2.note", "answers.3.evidence", "answers.4.note",
    ]  # fmt: skip
    assert spbe("export", path, "-o", path.with_name("b.xlsx"), "--quiet").err == ""


# The command


def test_a_whole_assessment_is_written_with_a_sheet_for_each_opd(
    spbe: Spbe, tmp_path: Path
) -> None:
    target = tmp_path / "lke.xlsx"
    run = spbe("export", CONTOH / "2024/self.yaml", "-o", target, "--lang", "id")
    assert (run.code, run.out) == (0, f"{target.as_posix()}\n")
    book = opened(target.read_bytes(), values=True)
    assert book.sheetnames[:4] == ["Petunjuk", "Ringkasan", "LKE", "OPD bapenda"]
    assert (len(book.sheetnames), book.sheetnames[-1]) == (16, "Perhitungan")
    assert _named(book, "SPBE_INDEX") == 2.98
    assert book["OPD kominfo"]["C11"].value == "opd/kominfo.yaml"


def test_one_opd_gets_what_it_owns_leads_or_answers(
    spbe: Spbe, library: Library, tmp_path: Path
) -> None:
    target = tmp_path / "x.xlsx"
    past = CONTOH / "2023/final.yaml"
    run = spbe(
        "export", CONTOH / "2024/self.yaml", "--opd", "bappeda", "--past", past, "-o", target
    )
    assert run.code == 0
    book = opened(target.read_bytes(), values=True)
    assert book.sheetnames == ["Guide", "Summary", "OPD bappeda", "Calculation"]
    sheet = book["OPD bappeda"]
    assert list(workbooks.rows(sheet)) == ["13", "14", "32", "33", "40"]
    before = workbooks.column(sheet, "before")
    assert sheet.cell(HEAD, before).value == "2023"
    earlier_levels = assessment_in(past.as_posix(), library).case.assessment.opds["bappeda"].answers
    assert sheet.cell(workbooks.rows(sheet)["32"], before).value == earlier_levels["32"].level
    case = assessment_in((CONTOH / "2024/self.yaml").as_posix(), library).case
    [part] = [part for part in by_opd(case) if part.id == "bappeda"]
    cells = workbooks.values(target.read_bytes())["Summary"]
    assert cells[EXACT, EXACTLY] == exact_text(number(part.mean or 0))  # 192/53
    assert cells[INDEX, SHOWN] == case.instrument.rounded(part.mean or 0)


def test_every_opd_gets_a_workbook_and_what_nobody_owns_one_too(
    spbe: Spbe, write: Write, library: Library
) -> None:
    opds = '{kominfo: {owns: [1-3]}, "../../Dinas: A": {answers: {4: 2}}, dinas-a: {}, CON: {}}'
    path = write("a.yaml", assessment({"1": 3}, draft="true", opds=opds))
    folder = path.with_name("out")
    run = spbe("export", path, "--per-opd", folder)
    assert run.code == 0
    names = ["lke-kominfo", "lke-dinas-a", "lke-dinas-a-2", "lke-opd", "lke"]
    assert run.out.splitlines() == [f"{folder.as_posix()}/{name}.xlsx" for name in names]
    assert sorted(one.name for one in path.parent.iterdir()) == ["a.yaml", "out"]
    rest = opened((folder / "lke.xlsx").read_bytes())["LKE"]
    assert set(workbooks.rows(rest)) == {"1", *map(str, range(5, 48))}
    again = spbe("export", path, "--per-opd", folder)
    assert again.code == 2
    assert "exists already; nothing is written without --force" in again.err
    assert spbe("export", path, "--per-opd", folder, "--force").code == 0


def test_workbooks_of_opds_say_nothing_of_the_whole_and_the_call_says_so(
    spbe: Spbe, write: Write, library: Library, tmp_path: Path
) -> None:
    opds = "{a: {owns: [1-46]}, b: {owns: [47]}}"
    head = {"draft": "true", "type": "kota", "lead": "{1: a}", "opds": opds}
    path = write("a.yaml", assessment({}, **head))
    run = spbe("export", path, "--per-opd", path.with_name("x"))
    told = [line.strip().partition(":")[0] for line in run.err.splitlines()]
    assert told == ["Not in the workbooks", "type, draft, lead"]
    own = write("b.yaml", assessment({"1": 3}, **head))
    run = spbe("export", own, "--per-opd", own.with_name("y"))
    assert run.err == ""
    content = own.with_name("y").joinpath("lke.xlsx").read_bytes()
    [sheet] = workbooks.read(content, library, tmp_path).sheets
    assert (sheet.data["type"], sheet.data["lead"]) == ("kota", {"1": "a"})


def test_levels_of_another_instrument_do_not_stand_beside(
    spbe: Spbe, write: Write, library: Library
) -> None:
    old = bundled(library, "permenpanrb-5-2018")
    head = {"instrument": old.id, "year": 2019}
    past = write("2019.yaml", assessment(all_at(3, old), **head))
    target = past.with_name("x.xlsx")
    run = spbe("export", CONTOH / "2024/final.yaml", "--past", past, "-o", target)
    assert run.code == 0
    assert run.err.startswith("Levels of PermenPANRB 5/2018 do not stand beside")
    sheet = opened(target.read_bytes())["LKE"]
    assert "before" not in [cell.value for cell in sheet[HEAD - 1]]


def test_standard_input_is_read(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = assessment({"1": 3}, draft="true")
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode())))
    target = tmp_path / "x.xlsx"
    assert spbe("export", "-", "-o", target).code == 0
    assert opened(target.read_bytes(), values=True)["LKE"].cell(HEAD + 3, 4).value == 3


def test_what_one_opd_fills_in_comes_back_from_its_own_workbook(
    spbe: Spbe, write: Write, library: Library, tmp_path: Path
) -> None:
    opd = "opd: kominfo\nowns: [1-3]\nanswers: {1: 3}\n"
    write("opd/k.yaml", opd)
    path = write("a.yaml", assessment({}, draft="true", include="[opd/*.yaml]"))
    target = tmp_path / "k.xlsx"
    assert spbe("export", path, "--opd", "kominfo", "-o", target).code == 0
    content = workbooks.changed(
        target.read_bytes(), lambda book: workbooks.fill(book, "OPD kominfo", {"2": 4})
    )
    [sheet] = workbooks.read(content, library, tmp_path).sheets
    assert (sheet.opd, sheet.about["file"], sheet.about["stage"]) == (
        "kominfo",
        "opd/k.yaml",
        "self",
    )
    assert sheet.data == {
        "institution": "Kabupaten Uji", "year": 2024, "instrument": "permenpanrb-59-2020",
        "opd": "kominfo", "owns": ["1-3"], "answers": {"1": {"level": 3}, "2": {"level": 4}},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((CONTOH / "2024/self.yaml",), "name the workbook with -o"),
        ((CONTOH / "2024/self.yaml", "-o", "x.xls"), "a name that ends in .xlsx"),
        ((CONTOH / "2024/self.yaml", "-o", "-"), "a name that ends in .xlsx"),
        ((CONTOH / "2024/self.yaml", "--opd", "komnfo", "-o", "x.xlsx"), 'did you mean "kominfo"?'),
        ((CONTOH / "2024/self.yaml", "--per-opd", "x", "-o", "x.xlsx"), "leave out -o"),
        ((CONTOH / "2024/self.yaml", "--per-opd", "x", "--opd", "a"), "leave out --opd"),
        ((ROOT / "examples/blitar/2021.yaml", "-o", "x.xlsx"), "has announced figures only"),
        ((ROOT / "examples/kemenko-perekonomian/2021.yaml", "--per-opd", "x"), "has no OPDs"),
        (("nowhere.yaml", "-o", "x.xlsx"), "no such file or folder"),
        ((CONTOH / "2024/self.yaml", "-o", ROOT / "README.md/x.xlsx"), "cannot be written"),
    ],
)
def test_wrong_calls(
    arguments: tuple[str | Path, ...], said: str, spbe: Spbe, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    run = spbe("export", *arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert not list(tmp_path.rglob("*.xlsx"))


def test_errors_in_the_file_are_listed_and_nothing_is_written(spbe: Spbe, write: Write) -> None:
    path = write("a.yaml", assessment({"1": 9}))
    run = spbe("export", path, "-o", path.with_name("x.xlsx"))
    assert (run.code, run.out) == (1, "")
    assert "a.yaml:6:6: error SPBE104" in run.err
    assert not path.with_name("x.xlsx").exists()


def test_without_its_package_the_call_says_what_to_install(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    run = spbe("export", CONTOH / "2024/self.yaml", "-o", tmp_path / "x.xlsx")
    assert run.code == 2
    assert "pip install 'spbe[excel]'" in run.err


def test_nothing_is_left_where_the_disk_takes_no_more(
    spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.yaml", assessment({"1": 3}, draft="true"))
    target = write("x.xlsx", "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    run = spbe("export", path, "-o", target, "--force")
    assert run.code == 2
    assert "No space left on device" in run.err
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(one.name for one in target.parent.iterdir()) == ["a.yaml", "x.xlsx"]


def test_where_files_may_not_be_long_one_sentence_says_so(tmp_path: Path, write: Write) -> None:
    path, target = write("a.yaml", assessment({"1": 3}, draft="true")), tmp_path / "x.xlsx"
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
        "from spbe_cli.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    call = [sys.executable, "-B", "-c", code, "export", str(path), "-o", str(target)]
    env = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    run = subprocess.run(
        call, capture_output=True, text=True, check=False, env=env | {"SPBE_LANG": "en"}
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"Error: {target}: cannot be written: File too large\n"
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]
