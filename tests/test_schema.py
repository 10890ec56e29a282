"""`spbe schema`, taken at its word by an independent validator."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from spbe_cli.reading import files
from spbe_cli.reading.kinds import Kind
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from tests.conftest import DATA, INSTRUMENTS, ROOT, Run, bundled, process

Spbe = Callable[..., Run]
CHECK = Path(sys.executable).parent / "check-jsonschema"
KINDS = {Kind.ASSESSMENT: "assessment", Kind.OPD: "opd", Kind.INSTRUMENT: "instrument"}
BEYOND = {
    "102-published-without-index": "keys that are needed only without others",
    "110-decimals": "figures that only together make no sense",
    "110-years-backwards": "figures that only together make no sense",
    "211-near-category": "names of categories in any spelling",
    "211-unknown-category": "names of categories in any spelling",
    "214-no-instrument": "an instrument of one's own is another file",
}
"""Wrong files that no schema can catch, although what is wrong is a matter of shape."""


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the schema of each kind of file, for all bundled instruments."""
    folder = tmp_path_factory.mktemp("schemas")
    for kind in KINDS.values():
        assert process("schema", kind, "-o", folder / f"{kind}.json").returncode == 0
    return {kind: folder / f"{kind}.json" for kind in KINDS.values()}


def refused(schema: Path, paths: Iterable[Path]) -> set[str]:
    """Let check-jsonschema judge files and give the names of those it refuses."""
    command = [CHECK, "--output-format", "json", "--schemafile", schema, *paths]
    run = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    report = json.loads(run.stdout)
    found = [*report.get("errors", ()), *report.get("parse_errors", ())]
    assert (run.returncode != 0) == bool(found)
    return {Path(one["filename"]).stem for one in found}


def by_kind(paths: Iterable[Path]) -> dict[str, list[Path]]:
    """Sort files that can be read by what they are."""
    sorted_: dict[str, list[Path]] = {kind: [] for kind in KINDS.values()}
    for path in paths:
        for loaded in Loader(Library()).load_all(files.spots([str(path)])):
            if loaded.kind in KINDS:
                sorted_[KINDS[loaded.kind]].append(path)
    return sorted_


def schema_of(spbe: Spbe, *arguments: str) -> dict[str, Any]:
    run = spbe("schema", *arguments)
    assert (run.code, run.err) == (0, "")
    schema: dict[str, Any] = json.loads(run.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def test_the_examples_and_the_bundled_instruments_pass(schemas: dict[str, Path]) -> None:
    found = by_kind((ROOT / "examples").rglob("*.yaml"))
    found["instrument"] = [ROOT / f"indicators/{name}.yaml" for name in INSTRUMENTS]
    assert len(found["assessment"]) >= 10
    assert len(found["opd"]) >= 20
    for kind, paths in found.items():
        assert refused(schemas[kind], paths) == set()


def test_wrong_shapes_fail_and_nothing_else_does(schemas: dict[str, Path]) -> None:
    for kind, paths in by_kind(sorted((DATA / "invalid").glob("*.yaml"))).items():
        failing = refused(schemas[kind], paths)
        for path in paths:
            told = path.with_suffix(".errors.txt").read_text(encoding="utf-8")
            codes = set(re.findall(r"error SPBE(\d+)", told))
            of_shape = {code for code in codes if code == "012" or "100" <= code < "113"}
            if of_shape and path.stem not in BEYOND:
                assert path.stem in failing, f"{path.stem} passes the schema"
            elif not codes & {"003", "006", "007", "008", "009"}:
                assert path.stem not in failing or kind == "instrument", path.stem


def test_each_instrument_alone_allows_its_own_ids_and_levels(spbe: Spbe, library: Library) -> None:
    for name in INSTRUMENTS:
        instrument = bundled(library, name)
        schema = schema_of(spbe, "--instrument", name)
        validator = jsonschema.Draft202012Validator(schema)
        base = {"institution": "X", "year": 2024, "instrument": name, "stage": "final"}
        first, highest = instrument.indicators[0].id, int(instrument.levels.highest)
        assert validator.is_valid(base | {"answers": {first: highest}})
        assert validator.is_valid(base | {"answers": {first: {"level": highest, "target": None}}})
        assert validator.is_valid(base | {"opds": {"a": {"answers": {first: highest}}}})
        for answers in ({"99": 3}, {first: highest + 1}, {first: str(highest)}, {first: True}):
            assert not validator.is_valid(base | {"answers": answers})
            assert not validator.is_valid(base | {"opds": {"a": {"answers": answers}}})
        for long in ({"level": highest + 1}, {"target": highest + 1}, {"confidence": {"x": 1}}):
            assert not validator.is_valid(base | {"answers": {first: long}}), long
        assert not validator.is_valid(base | {"lead": {"99": "kominfo"}})
        answered = schema["$defs"][f"answers-{name}"]
        [pattern] = answered["patternProperties"]
        assert all(re.search(pattern, one) for one in instrument.positions)
        assert not validator.is_valid(base | {"published": {"index": 3, "aspects": {"99": 3}}})


def test_an_editor_shows_what_each_level_asks_for(spbe: Spbe) -> None:
    for language, asked in (("id", "Aturan memuat seluruh unsur"), ("en", "Rule covers every")):
        for kind in ("assessment", "opd"):
            schema = schema_of(spbe, kind, "--lang", language)
            answer = schema["$defs"]["answers-permenpanrb-59-2020"]["properties"]["2"]
            assert answer["title"].startswith("2 ")
            assert asked in answer["description"]
            level = schema["$defs"]["level-permenpanrb-59-2020-2"]["oneOf"][2]
            assert (level["const"], asked in level["description"]) == (3, True)


def test_every_key_of_an_assessment_is_described_in_both_languages(spbe: Spbe) -> None:
    for language in ("id", "en"):
        for kind in KINDS.values():
            schema = schema_of(spbe, kind, "--lang", language)
            assert all("description" in value for value in schema["properties"].values())
        schema = schema_of(spbe, "--lang", language)
        for name in ("Answer", "Evidence", "Opd", "Published", "Announcement"):
            properties = schema["$defs"][name]["properties"]
            assert all("description" in value for value in properties.values()), name


def test_fractional_steps_are_a_range(spbe: Spbe, library: Library) -> None:
    levels = bundled(library, "permenpanrb-8-2026").levels
    schema = schema_of(spbe, "--instrument", "permenpanrb-8-2026")
    found = schema["$defs"]["level-permenpanrb-8-2026-1"]
    assert found == {"type": "number", "minimum": levels.lowest, "maximum": levels.highest}


def test_an_instrument_of_ones_own_has_a_schema_and_a_broken_one_its_problems(
    spbe: Spbe, tmp_path: Path
) -> None:
    own = min((ROOT / "tests/instruments").glob("*.yaml"))
    schema = schema_of(spbe, "--instrument", str(own))
    assert any(name.startswith("answers-") for name in schema["$defs"])
    run = spbe("schema", "--instrument", DATA / "invalid/120-weights.yaml")
    assert (run.code, run.out) == (1, "")
    assert "SPBE120" in run.err


def test_wrong_calls(spbe: Spbe) -> None:
    assert spbe("schema", "penilaian").code == 2
    assert spbe("schema", "--instrument", "permenpanrb-59-2021").code == 2
    run = spbe("schema", "instrument", "--instrument", "permenpanrb-59-2020")
    assert run.code == 2
