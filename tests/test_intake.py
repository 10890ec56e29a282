"""Single values of an assessment: taken apart, put together, held against others."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.core.assessment import (
    Answer,
    Assessment,
    Combine,
    Evidence,
    EvidenceKind,
    Opd,
    OpdFile,
    Stage,
)
from spbe_cli.core.exchange.intake import Side, compare, merged, whose
from spbe_cli.core.exchange.leaves import (
    Leaf,
    Leaves,
    assembled,
    blanks_of,
    leaves_of,
    leaves_of_opd,
    moved,
    seen_from,
    value_of,
)
from spbe_cli.core.exchange.naming import file_name, unused
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import KeyPath
from spbe_cli.reading import files
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from spbe_cli.reading.shape import check
from tests.conftest import DATA, ROOT

HEAD = {
    "institution": "Kabupaten Uji",
    "year": 2024,
    "instrument": "permenpanrb-59-2020",
    "stage": "self",
}
LEVEL: KeyPath = ("answers", "1", "level")
NOTE: KeyPath = ("answers", "1", "note")
PROOF: KeyPath = ("answers", "1", "evidence")


def shaped(**keys: object) -> Assessment:
    checked = check(Assessment, HEAD | keys)
    assert checked.value is not None
    assert not checked.findings
    return checked.value


def every_assessment() -> Iterator[Assessment]:
    """Give all assessments of the examples and of the files that are valid."""
    loader = Loader(Library(), assessments_only=True)
    for folder in (ROOT / "examples", DATA / "valid", ROOT / "tests/snapshots"):
        for loaded in loader.load_all(files.spots([folder.as_posix()])):
            if loaded.assessment is not None and not loaded.broken:
                yield loaded.assessment


def without_defaults(value: Assessment) -> Assessment:
    """Write an assessment as it means the same, what is assumed left out."""
    answers = {key: one for key, one in value.answers.items() if one != Answer()}
    opds = {
        opd_id: Opd.model_construct(name=opd.name, owns=opd.owns, answers=opd.answers)
        for opd_id, opd in value.opds.items()
    }
    return value.model_copy(update={"answers": answers, "opds": opds})


def test_what_is_taken_apart_is_put_together_again() -> None:
    count = 0
    for value in every_assessment():
        count += 1
        blanks = [path for opd_id, opd in value.opds.items() for path in blanks_of(opd, opd_id)]
        bare = Assessment.model_construct(
            institution=value.institution,
            year=value.year,
            instrument=value.instrument,
            stage=value.stage,
            include=value.include,
        )
        again = assembled(bare, leaves_of(value), blanks)
        expected = without_defaults(value)
        assert again.model_dump() == expected.model_dump(), value.institution
        assert leaves_of(again) == leaves_of(value)
    assert count > 40


def test_every_kind_of_value_has_its_path() -> None:
    confidence = {"2": Decimal("0.2"), "3": Decimal("0.8")}
    long_answer = {"level": Decimal("2.5"), "target": 4, "note": "x", "confidence": confidence}
    opd = {"name": "Dinas", "owns": ["1-12", "15"], "answers": {"15": 4, "16": None}}
    source = {"title": "t", "url": "https://example.org", "date": "2024-05-01", "note": "n"}
    value = shaped(
        type="kabupaten",
        province="Jawa Timur",
        draft=False,
        combine="mean",
        lead={"11": "kominfo"},
        answers={"1": 3, "2": long_answer, "3": None},
        opds={"kominfo": opd, "bare": None},
        published={
            "index": Decimal("2.90"),
            "category": "Baik",
            "domains": {"1": 3},
            "aspects": {"2": Decimal("1.5")},
            "source": source,
        },
    )
    assert leaves_of(value) == {
        ("type",): "kabupaten",
        ("province",): "Jawa Timur",
        ("draft",): False,
        ("combine",): Combine.MEAN,
        ("lead", "11"): "kominfo",
        ("answers", "1", "level"): 3,
        ("answers", "2", "level"): Fraction(5, 2),
        ("answers", "2", "target"): 4,
        ("answers", "2", "note"): "x",
        ("answers", "2", "confidence"): {2: Fraction(1, 5), 3: Fraction(4, 5)},
        ("opds", "kominfo", "opd"): "kominfo",
        ("opds", "kominfo", "name"): "Dinas",
        ("opds", "kominfo", "owns"): ("1-12", "15"),
        ("opds", "kominfo", "answers", "15", "level"): 4,
        ("opds", "bare", "opd"): "bare",
        ("published", "index"): Decimal("2.90"),
        ("published", "category"): "Baik",
        ("published", "domains", "1"): Decimal(3),
        ("published", "aspects", "2"): Decimal("1.5"),
        ("published", "source", "title"): "t",
        ("published", "source", "url"): "https://example.org",
        ("published", "source", "date"): date(2024, 5, 1),
        ("published", "source", "note"): "n",
    }
    kominfo = value.opds["kominfo"]
    assert [*blanks_of(kominfo, "kominfo")] == [("opds", "kominfo", "answers", "16")]


def test_answers_that_say_nothing_keep_what_is_owned() -> None:
    value = shaped(opds={"x": {"answers": {"1": 3, "2": None, "3": {}}}})
    opd = value.opds["x"]
    blanks = [*blanks_of(opd, "x")]
    assert blanks == [("opds", "x", "answers", "2"), ("opds", "x", "answers", "3")]
    again = assembled(shaped(), leaves_of(value), blanks)
    assert again.opds["x"].model_dump() == opd.model_dump()
    assert [*assembled(shaped(), leaves_of(value)).opds["x"].answers] == ["1"]


def test_figures_may_lack_the_index() -> None:
    value = shaped(published={"domains": {"1": 3}})
    assert assembled(shaped(), leaves_of(value)).published == value.published


def test_what_is_only_assumed_is_no_value() -> None:
    assert leaves_of(shaped()) == {}
    assert leaves_of_opd(OpdFile(opd="x"), "x") == {("opds", "x", "opd"): "x"}
    assert leaves_of_opd(OpdFile(opd="x", owns=[]), "x")["opds", "x", "owns"] == ()


@pytest.mark.parametrize(
    ("leaf", "written"),
    [
        (3, 3),
        (Combine.MEAN, "mean"),
        ({2: Fraction(1, 5), Fraction(7, 2): 1}, {"2": Fraction(1, 5), "3.5": 1}),
        (("1-12", "15", "35-1", "07"), ["1-12", 15, "35-1", "07"]),
        ((), []),
        ((Evidence(file="a.pdf"),), ["a.pdf"]),
        ((Evidence(url="https://x.id"),), ["https://x.id"]),
        ((Evidence(file="https://x.id"),), [{"file": "https://x.id"}]),
        ((Evidence(file="a", url="https://x.id"),), [{"file": "a", "url": "https://x.id"}]),
        ((Evidence(),), [{}]),
        (
            (Evidence.model_construct(file="a", date=date(2024, 5, 1), kind=EvidenceKind.REVIEW),),
            [{"file": "a", "date": date(2024, 5, 1), "kind": "review"}],
        ),
    ],
)
def test_values_are_written_as_people_would(leaf: Leaf, written: object) -> None:
    found = value_of(leaf)
    assert found == written
    assert type(found) is type(written)


def test_evidence_is_read_back_as_it_is_written() -> None:
    for value in every_assessment():
        for path, leaf in leaves_of(value).items():
            if path[-1] == "evidence" and isinstance(leaf, tuple):
                found = check(Answer, {"evidence": _plain(value_of(leaf))}).value
                assert found is not None
                assert tuple(found.evidence) == leaf


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(
    ("there", "found", "path"),
    [
        (3, 3, LEVEL),
        (Fraction(5, 2), Fraction(5, 2), LEVEL),
        (Decimal("2.90"), Decimal("2.9"), ("published", "index")),
        (Decimal(3), Decimal("3.00"), ("published", "domains", "1")),
        ("a\nb ", "a b", NOTE),
        ("sangat baik", "Sangat Baik", ("published", "category")),
        ("Very good", "Sangat-Baik", ("published", "category")),
        ("apa ini", "apa  ini", ("published", "category")),
        ("Prov. Jawa Timur", "Jatim", ("province",)),
        (("1-3",), ("1", "2", "3"), ("opds", "x", "owns")),
        (("3", "1-2"), ("1-3",), ("opds", "x", "owns")),
        ({2: Fraction(1)}, {2: 1}, ("answers", "1", "confidence")),
        (Combine.LOWEST, Combine.LOWEST, ("combine",)),
    ],
)
def test_what_says_the_same_changes_nothing(
    there: Leaf, found: Leaf, path: KeyPath, i2020: Instrument
) -> None:
    intake = compare({path: there}, {path: found}, i2020, Side.THEIRS)
    assert (intake.taken, intake.clashes, intake.same) == ({}, (), 1)


@pytest.mark.parametrize(
    ("there", "found", "path"),
    [
        (3, 4, LEVEL),
        (Decimal("2.90"), Decimal("2.91"), ("published", "index")),
        ("Baik", "Sangat Baik", ("published", "category")),
        ("Jawa Timur", "Jawa Barat", ("province",)),
        ("a", "b", NOTE),
        ("a", "A", NOTE),
        (("1-3",), ("1-4",), ("opds", "x", "owns")),
        (("1-3",), (), ("opds", "x", "owns")),
        (("zz",), ("yy",), ("opds", "x", "owns")),
        ({2: Fraction(1)}, {3: 1}, ("answers", "1", "confidence")),
        (False, True, ("draft",)),
        (Combine.LOWEST, Combine.MEAN, ("combine",)),
        (date(2024, 5, 1), date(2024, 5, 2), ("published", "source", "date")),
    ],
)
def test_what_differs_is_decided_by_people(
    there: Leaf, found: Leaf, path: KeyPath, i2020: Instrument
) -> None:
    for side, taken in ((None, {}), (Side.OURS, {}), (Side.THEIRS, {path: found})):
        intake = compare({path: there}, {path: found}, i2020, side)
        assert [(one.path, one.there, one.found) for one in intake.clashes] == [
            (path, there, found)
        ]
        assert (intake.taken, intake.same) == (taken, 0)


def test_what_is_new_is_taken_and_what_is_missing_stays(i2020: Instrument) -> None:
    intake = compare({LEVEL: 3, PROOF: ()}, {NOTE: "x"}, i2020)
    assert (intake.taken, intake.clashes, intake.same) == ({NOTE: "x"}, (), 0)


def pieces(*said: dict[str, object]) -> tuple[Evidence, ...]:
    checked = check(Answer, {"evidence": [*said]})
    assert checked.value is not None
    assert not checked.findings
    return tuple(checked.value.evidence)


A: dict[str, object] = {"file": "a.pdf"}
B: dict[str, object] = {"url": "https://example.org/b"}
DATED: dict[str, object] = {**A, "date": "2024-05-01"}
LATER: dict[str, object] = {**A, "date": "2024-06-01"}
IS_REVIEW: dict[str, object] = {"kind": "review"}
REVIEW: dict[str, object] = A | IS_REVIEW
DOCUMENT: dict[str, object] = {**A, "kind": "document"}


@pytest.mark.parametrize(
    ("there", "found", "expected"),
    [
        ((A,), (A,), None),
        ((A, B), (B,), None),
        ((DATED,), (A,), None),
        ((REVIEW,), (A,), None),
        ((A,), (DOCUMENT,), None),
        ((A,), (B,), (A, B)),
        ((A,), (B, A), (A, B)),
        ((A,), (A, A, B), (A, B)),
        ((A, B), (DATED,), (DATED, B)),
        ((A,), (REVIEW,), ({**A, "kind": "review"},)),
        ((DATED,), (REVIEW,), ({**DATED, "kind": "review"},)),
    ],
)
def test_evidence_is_added_never_taken_away(
    there: tuple[dict[str, object], ...],
    found: tuple[dict[str, object], ...],
    expected: tuple[dict[str, object], ...] | None,
    i2020: Instrument,
) -> None:
    intake = compare({PROOF: pieces(*there)}, {PROOF: pieces(*found)}, i2020)
    wanted = {} if expected is None else {PROOF: pieces(*expected)}
    assert (intake.taken, intake.clashes) == (wanted, ())
    assert intake.same == (expected is None)


@pytest.mark.parametrize(
    ("there", "found", "ours", "theirs"),
    [
        (DATED, LATER, None, LATER),
        (DOCUMENT, REVIEW, None, REVIEW),
        (DATED, LATER | IS_REVIEW, DATED | IS_REVIEW, LATER | IS_REVIEW),
    ],
)
def test_evidence_of_another_day_or_kind_is_a_conflict(
    there: dict[str, object],
    found: dict[str, object],
    ours: dict[str, object] | None,
    theirs: dict[str, object],
    i2020: Instrument,
) -> None:
    known: Leaves = {PROOF: pieces(there, B)}
    new: Leaves = {PROOF: pieces(B, found)}
    kept = {} if ours is None else {PROOF: pieces(ours, B)}
    for side, taken in ((Side.OURS, kept), (Side.THEIRS, {PROOF: pieces(theirs, B)})):
        intake = compare(known, new, i2020, side)
        assert intake.taken == taken
        [clash] = intake.clashes
        assert (clash.there, clash.found) == (pieces(there), pieces(found))


def test_a_second_import_changes_nothing(i2020: Instrument) -> None:
    for value in every_assessment():
        for other in (
            shaped(answers={"1": {"level": 5, "note": "z", "evidence": ["q.pdf"]}}),
            value,
        ):
            there, found = leaves_of(value), leaves_of(other)
            for side in Side:
                first = compare(there, found, i2020, side)
                again = compare(there | first.taken, found, i2020, side)
                assert again.taken == {}
                if side is Side.THEIRS:
                    assert again.clashes == ()
            whole = compare({}, found, i2020)
            assert whole.taken == found


VALUES = st.one_of(st.integers(1, 5), st.sampled_from(["a", "b", "a "]), st.booleans())
KEYS = st.sampled_from([LEVEL, NOTE, ("draft",), ("opds", "x", "name")])


@given(st.lists(st.dictionaries(KEYS, VALUES), max_size=4))
def test_several_sources_say_together_what_the_first_says(several: list[Leaves]) -> None:
    found = Library().find("permenpanrb-59-2020")
    assert found is not None
    assert found.value is not None
    together = merged(several, found.value)
    for path in {path for one in several for path in one}:
        first = next(n for n, one in enumerate(several) if path in one)
        assert together.sources[path] == first
        assert together.leaves[path] == several[first][path]
        others = [n for n, one in enumerate(several) if path in one and n > first]
        told = [number for number, clash in together.clashes if clash.path == path]
        assert told == [n for n in others if not _alike(several[n][path], several[first][path])]


def _alike(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return one == other


def test_evidence_of_several_sources_is_put_together(i2020: Instrument) -> None:
    several: list[Leaves] = [{PROOF: pieces(A)}, {PROOF: pieces(B)}, {PROOF: pieces(DATED)}]
    together = merged(several, i2020)
    assert together.leaves == {PROOF: pieces(DATED, B)}
    assert (dict(together.sources), together.clashes) == ({PROOF: 0}, ())


def test_whose_it_is_does_not_depend_on_how_the_name_is_written() -> None:
    one = shaped(institution="Pemerintah Kab. Blitar")
    assert whose(one) == whose(shaped(institution="KABUPATEN BLITAR"))
    assert whose(one)[1:] == (2024, Stage.SELF)


@pytest.mark.parametrize(
    ("name", "start", "end", "expected"),
    [
        ("bukti/sk.pdf", "opd", "", "opd/bukti/sk.pdf"),
        ("opd/bukti/sk.pdf", "", "opd", "bukti/sk.pdf"),
        ("bukti/sk.pdf", "", "opd", "../bukti/sk.pdf"),
        ("../bukti/sk.pdf", "opd", "", "bukti/sk.pdf"),
        ("../bukti/sk.pdf", "opd", "a/b", "../../bukti/sk.pdf"),
        ("sk.pdf", "opd/x", "opd/y", "../x/sk.pdf"),
        ("../../sk.pdf", "opd", "", "../sk.pdf"),
        ("../sk.pdf", "", "", "../sk.pdf"),
        ("/srv/sk.pdf", "opd", "", "/srv/sk.pdf"),
        ("C:\\sk.pdf", "opd", "", "C:\\sk.pdf"),
        ("\\\\server\\sk.pdf", "opd", "", "\\\\server\\sk.pdf"),
        ("sk.pdf", "", "../elsewhere", "sk.pdf"),
    ],
)
def test_files_are_named_from_another_folder(
    name: str, start: str, end: str, expected: str
) -> None:
    assert seen_from(name, start, end) == expected


def test_a_file_that_moves_is_the_same_file(tmp_path: Path) -> None:
    folders = ["", "opd", "opd/deep", "other"]
    for start in folders:
        for end in folders:
            for name in ("sk.pdf", "bukti/sk.pdf", "../sk.pdf"):
                moved_name = seen_from(name, start, end)
                one = (tmp_path / "x" / start / name).resolve()
                assert (tmp_path / "x" / end / moved_name).resolve() == one


def test_only_files_of_evidence_move() -> None:
    leaves: Leaves = {LEVEL: 3, NOTE: "opd/x", PROOF: pieces(A, B, {"file": "b", "kind": "review"})}
    found = moved(leaves, "opd", "")
    assert found[PROOF] == pieces({"file": "opd/a.pdf"}, B, {"file": "opd/b", "kind": "review"})
    assert (found[LEVEL], found[NOTE]) == (3, "opd/x")
    assert moved(leaves, "opd", "opd") is leaves


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kabupaten Blitar", "kabupaten-blitar"),
        ("Dinas/../../etc", "dinas-etc"),
        ("---", "x"),
        ("東京", "x"),
        ("CON", "x"),
        ("lpt1", "x"),
        ("con 2", "con-2"),
        ("a" * 80, "a" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_names_of_files_are_plain(text: str, name: str) -> None:
    assert file_name(text, "x") == name


def test_no_two_names_are_the_same() -> None:
    used = {"a", "a-2", "b"}
    assert unused("a", used.__contains__) == "a-3"
    assert unused("c", used.__contains__) == "c"
