"""Hostile input is bounded: each a located problem, no traceback, no hang, little memory.

Every case runs in a process of its own, whose peak of memory is measured. No time is asserted:
what hangs is stopped, and fails.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from spbe_cli.core.instrument import Instrument
from tests.conftest import ROOT, all_at, assessment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no FIFOs, no resource module")

Write = Callable[[str, str], Path]

PATIENCE = 60
"""Seconds after which a run counts as hanging, on the busiest machine."""

MOST_MEMORY = 300
"""Megabytes that no run may need."""

WATCH = """\
import resource, subprocess, sys
code = subprocess.call([sys.executable, "-m", "spbe_cli", *sys.argv[3:]], timeout=int(sys.argv[1]))
with open(sys.argv[2], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
"""Runs the command in a process forked from a small one: a child's peak begins at its parent's."""

HEAD = b"institution: X\nyear: 2024\ninstrument: permenpanrb-59-2020\nstage: self\ndraft: true\n"
MEBIBYTE = 1024 * 1024


class Ended(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> set[tuple[str, int | None, str]]:
        """The problems reported as JSON: file, line, code; what is unanswered is left out."""
        listed: list[dict[str, Any]] = json.loads(self.out)["problems"]
        return {
            (Path(one["file"]).name, one["line"], one["code"])
            for one in listed
            if one["code"] != "SPBE201"
        }


@pytest.fixture
def bounded(tmp_path: Path) -> Callable[..., Ended]:
    """Run the command in the folder of the test; it must end, with little memory and well."""

    def run(*arguments: str, stdin: Path | None = None) -> Ended:
        peak = tmp_path / "peak.txt"
        call = [sys.executable, "-c", WATCH, str(PATIENCE), str(peak), *arguments]
        with (stdin or Path(os.devnull)).open("rb") as stream:
            done = subprocess.run(
                call,
                stdin=stream,
                capture_output=True,
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                check=False,
            )
        ended = Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ended.out + ended.err
        assert ended.code in {0, 1, 2}
        unit = MEBIBYTE if sys.platform == "darwin" else 1024
        assert int(peak.read_text(encoding="ascii")) / unit < MOST_MEMORY
        return ended

    return run


Bounded = Callable[..., Ended]


def bomb() -> bytes:
    """Write lists of ten times the list before: 10^9 values where aliases are followed."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return HEAD + "\n".join(lines).encode()


TEXT = HEAD.decode()
FILES: dict[str, tuple[bytes, str, int]] = {
    "bomb": (bomb(), "SPBE007", 11),
    "deep-mapping": (HEAD + b"answers: " + b"{a: " * 10_000 + b"}" * 10_000, "SPBE007", 6),
    "deep-sequence": (HEAD + b"answers: " + b"[" * 10_000 + b"]" * 10_000, "SPBE007", 6),
    "deep-dashes": (HEAD + b"answers:\n  " + b"- " * 10_000 + b"x\n", "SPBE007", 7),
    "deep-lines": (
        HEAD + b"".join(b" " * n + b"a:\n" for n in range(5_000)),
        "SPBE007",
        70,
    ),
    "nul": (HEAD + b"province: a\0b\n", "SPBE010", 6),
    "nul-at-the-start": (b"\0" + HEAD, "SPBE010", 1),
    "nul-at-the-end": (HEAD + b"\0", "SPBE010", 6),
    "utf-16": (TEXT.encode("utf-16"), "SPBE002", 1),
    "utf-16-be": (TEXT.encode("utf-16-be"), "SPBE002", 1),
    "utf-32": (TEXT.encode("utf-32"), "SPBE002", 1),
    "latin-1": (HEAD + "province: Aceh é\n".encode("latin-1"), "SPBE002", 6),
    "any-bytes": (bytes(range(1, 256)) * 4096, "SPBE002", 2),
    "surrogate": (HEAD + b"province: \xed\xa0\x80\n", "SPBE002", 6),
    "many-values": (HEAD + b"a: [" + b"x," * 200_000 + b"]\n", "SPBE007", 6),
    "many-anchors": (HEAD + b"a: [" + b"&a x," * 200_000 + b"]\n", "SPBE007", 6),
    "many-documents": (b"---\n" * 200_000, "SPBE005", 2),
}
"""What stands in a file, and the code and line that its problem must have."""

LONG: dict[str, tuple[bytes, str, int]] = {
    "key": (b"a" * (15 * MEBIBYTE) + b": 1\n", "SPBE003", 1),
    "open-quote": (HEAD + b'province: "' + b"x" * (15 * MEBIBYTE), "SPBE003", 6),
    "brackets": (b"[" * (15 * MEBIBYTE), "SPBE007", 1),
    "lines": (b"\n" * (15 * MEBIBYTE), "SPBE011", 1),
    "twice": (HEAD + b"answers:\n" + b"  1: 3\n" * 2_000_000, "SPBE006", 8),
    "ids": (
        HEAD + b"answers:\n" + b"".join(b"  x%d: 3\n" % n for n in range(99_000)),
        "SPBE105",
        7,
    ),
    "patterns": (HEAD + b"include: [" + b"'*/x.yaml'," * 190_000 + b"]\n", "SPBE007", 6),
    "number": (HEAD + b"answers: {1: " + b"1_" * (2 * MEBIBYTE) + b"1}\n", "SPBE103", 6),
    "questions": (b"? " * (7 * MEBIBYTE), "SPBE007", 1),
    "spaces": (b" " * (15 * MEBIBYTE), "SPBE011", 1),
    "values": (HEAD + b"a: [" + b"x," * (7 * MEBIBYTE) + b"]\n", "SPBE007", 6),
    "documents": (b"---\n" * (3 * MEBIBYTE), "SPBE005", 2),
    "characters": (("\U0001f600" * (3 * MEBIBYTE)).encode()[:-1], "SPBE002", 1),
}
"""The same, as long as a file may just be."""

SPARSE = 100 * MEBIBYTE
"""Bytes of a large file, which take no room on the disk."""

ODD: dict[str, Callable[[Path], object]] = {
    "fifo": lambda path: os.mkfifo(path),  # noqa: PLW0108 - absent on Windows
    "zero": lambda path: path.symlink_to("/dev/zero"),
    "loop": lambda path: path.symlink_to(path.name),
    "dangling": lambda path: path.symlink_to("nowhere.yaml"),
    "folder": Path.mkdir,
    "memory": lambda path: path.symlink_to("/proc/self/mem"),
}
"""What may stand where a file is looked for."""


def large(path: Path) -> Path:
    """Write a file of a hundred megabytes that begins as an assessment does."""
    with path.open("wb") as stream:
        stream.write(HEAD)
        stream.truncate(SPARSE)
    return path


def spread(folder: Path) -> set[tuple[str, int | None, str]]:
    """Write every hostile file into a folder, and give the problems they must have."""
    folder.mkdir()
    for name, (content, _, _) in FILES.items():
        (folder / f"{name}.yaml").write_bytes(content)
    large(folder / "large.yaml")
    expected = {(f"{name}.yaml", line, code) for name, (_, code, line) in FILES.items()}
    return {*expected, ("large.yaml", 1, "SPBE007")}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [*FILES.values(), *LONG.values()],
    ids=[*FILES, *(f"long-{name}" for name in LONG)],
)
def test_a_named_file_gives_a_located_problem(
    content: bytes, code: str, line: int, tmp_path: Path, bounded: Bounded
) -> None:
    (tmp_path / "bad.yaml").write_bytes(content)
    run = bounded("validate", "--format", "json", "bad.yaml")
    assert run.code == 1
    assert ("bad.yaml", line, code) in run.problems


def test_in_a_folder_no_hostile_file_hides_another(
    tmp_path: Path, write: Write, bounded: Bounded, i2020: Instrument
) -> None:
    expected = spread(tmp_path / "all")
    write("all/sound.yaml", assessment(all_at(3, i2020)))
    run = bounded("validate", "--format", "json", "all")
    assert run.code == 1
    assert run.problems >= expected
    scored = bounded("score", "--format", "json", "all")
    assert scored.code == 1
    results = json.loads(scored.out)["results"]
    indices = {Path(result["file"]).name: result["index"] for result in results}
    assert indices.pop("sound.yaml") == 3
    assert indices == dict.fromkeys((name for name, _, _ in expected), None)


def test_included_files_are_bounded_as_named_ones(
    tmp_path: Path, write: Write, bounded: Bounded
) -> None:
    expected = spread(tmp_path / "opd")
    write("a.yaml", TEXT + "include: [opd/*.yaml]\n")
    run = bounded("validate", "--format", "json", "a.yaml")
    assert run.code == 1
    assert run.problems >= expected


def test_instruments_are_bounded_as_named_files(
    tmp_path: Path, write: Write, bounded: Bounded
) -> None:
    expected = spread(tmp_path / "own")
    for name, _, _ in expected:
        write(name, TEXT.replace("permenpanrb-59-2020", f"own/{name}"))
    run = bounded("validate", "--format", "json", ".")
    assert run.code == 1
    assert run.problems >= expected | {(name, 3, "SPBE214") for name, _, _ in expected}


def test_standard_input_is_bounded(tmp_path: Path, bounded: Bounded) -> None:
    run = bounded("validate", "--format", "json", "-", stdin=large(tmp_path / "large.yaml"))
    assert (run.code, run.problems) == (1, {("-", 1, "SPBE007")})
    assert bounded("score", "-", stdin=tmp_path / "large.yaml").code == 1
    run = bounded("validate", "--format", "json", "-", stdin=Path("/dev/zero"))
    assert (run.code, run.problems) == (1, {("-", 1, "SPBE007")})


def test_a_large_file_is_evidence_like_any_other(
    tmp_path: Path, write: Write, bounded: Bounded
) -> None:
    large(tmp_path / "film.mp4")
    write("a.yaml", TEXT + "answers: {1: {level: 3, evidence: [film.mp4]}}\n")
    run = bounded("validate", "--evidence", "--format", "json", "a.yaml")
    assert (run.code, run.problems) == (0, set())


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_is_neither_included_nor_an_instrument(
    kind: str, tmp_path: Path, write: Write, bounded: Bounded
) -> None:
    ODD[kind](tmp_path / "odd.yaml")
    write("a.yaml", TEXT + "include: [odd.yaml]\n")
    write("b.yaml", TEXT + "include: ['*dd.yaml']\n")
    write("c.yaml", TEXT.replace("permenpanrb-59-2020", "./odd.yaml"))
    run = bounded("validate", "--format", "json", ".")
    assert run.code == 1
    assert {file for file, line, _ in run.problems if line} == {"a.yaml", "b.yaml", "c.yaml"}
    assert bounded("score", ".").code == 1


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_is_no_evidence(
    kind: str, tmp_path: Path, write: Write, bounded: Bounded
) -> None:
    ODD[kind](tmp_path / "odd.yaml")
    write("a.yaml", TEXT + "answers: {1: {level: 3, evidence: [odd.yaml]}}\n")
    run = bounded("validate", "--evidence", "--format", "json", "a.yaml")
    assert run.code == 0
    assert run.problems in ({("a.yaml", 6, "SPBE301")}, {("a.yaml", 6, "SPBE304")})


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("verb", ["validate", "score"])
def test_what_is_no_file_can_be_named(
    kind: str, verb: str, tmp_path: Path, bounded: Bounded
) -> None:
    ODD[kind](tmp_path / "odd.yaml")
    run = bounded(verb, "odd.yaml")
    assert run.code == 2 or "odd.yaml:1:1: error SPBE007" in run.out + run.err
    assert "odd.yaml" in run.out + run.err


@pytest.mark.parametrize(
    "include", ["[opd/*.yaml]", "['**/k.yaml']", "['*/*/*/*/*.yaml', opd/k.yaml]"]
)
def test_links_that_lead_round_in_circles_are_left_alone(
    include: str, tmp_path: Path, write: Write, bounded: Bounded, i2020: Instrument
) -> None:
    write("in/deep/a.yaml", assessment(all_at(3, i2020), include=include))
    write("in/deep/opd/k.yaml", "opd: k\nowns: [1]\n")
    for name in ("up", "down", "back"):
        (tmp_path / "in" / name).symlink_to(".")
        (tmp_path / "in/deep" / name).symlink_to("..")
        (tmp_path / "in/deep/opd" / name).symlink_to(tmp_path)
    run = bounded("validate", "--format", "json", "in")
    nothing = {("a.yaml", 5, "SPBE204")} if "*/*" in include and "**" not in include else set()
    assert (run.code, run.problems) == (int(bool(nothing)), nothing)


@pytest.mark.parametrize(
    ("path", "include", "evidence"),
    [
        ("../outside.yaml", "SPBE205", "SPBE304"),
        ("../*.yaml", "SPBE205", "SPBE304"),
        ("opd/../../outside.yaml", "SPBE205", "SPBE304"),
        ("/etc/hostname", "SPBE205", "SPBE304"),
        ("link.yaml", "SPBE205", "SPBE304"),
        ("linked/outside.yaml", "SPBE205", "SPBE304"),
        ("C:/outside.yaml", "SPBE205", "SPBE301"),
        ("..\\outside.yaml", "SPBE205", "SPBE301"),
        ("~/outside.yaml", "SPBE204", "SPBE301"),
        ("$HOME/outside.yaml", "SPBE204", "SPBE301"),
    ],
)
def test_no_path_leaves_the_folder(
    path: str, include: str, evidence: str, tmp_path: Path, write: Write, bounded: Bounded
) -> None:
    write("outside.yaml", "opd: x\nanswers: {1: 5}\nsecret: token\n")
    answers = f"answers: {{1: {{level: 3, evidence: ['{path}']}}}}\n"
    folder = write("in/a.yaml", f"{TEXT}include: ['{path}']\n{answers}").parent
    (folder / "link.yaml").symlink_to("../outside.yaml")
    (folder / "linked").symlink_to("..")
    run = bounded("validate", "--evidence", "--format", "json", "in/a.yaml")
    assert (run.code, run.problems) == (1, {("a.yaml", 6, include), ("a.yaml", 7, evidence)})
    assert "token" not in run.out + run.err


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make folders within folders, deeper than calls can go within calls."""
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    for _ in range(1_500):
        Path("d").mkdir()
        os.chdir("d")
    yield
    for _ in range(1_500):  # whoever clears up would go as deep
        os.chdir("..")
        Path("d").rmdir()


@pytest.mark.usefixtures("deep")
def test_folders_may_be_deeper_than_any_call_can_go(
    tmp_path: Path, write: Write, bounded: Bounded, i2020: Instrument
) -> None:
    write("in/a.yaml", assessment(all_at(3, i2020), include="['**/k.yaml']"))
    write("in/k.yaml", "opd: k\nowns: [1]\n")
    assert (tmp_path / "in/d/d/d").is_dir()
    assert bounded("validate", "in").code == 0


def test_many_long_files_are_not_kept(tmp_path: Path, bounded: Bounded) -> None:
    for number in range(24):
        path = tmp_path / f"many/{number}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(HEAD + b'province: "' + b"x" * (15 * MEBIBYTE) + b'"\n')
    run = bounded("validate", "--format", "json", "many")
    assert run.code == 1
    assert {code for _, _, code in run.problems} == {"SPBE219"}


def test_a_pipe_with_a_writer_is_read(tmp_path: Path, write: Write, i2020: Instrument) -> None:
    path = write("a.yaml", assessment(all_at(3, i2020)))
    command = f"'{sys.executable}' -m spbe_cli validate <(sleep 0.3; cat '{path}')"
    run = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert (run.returncode, run.stdout) == (0, b""), run.stderr


def test_evidence_as_large_as_other_evidence_is_told_apart_by_samples(
    tmp_path: Path, write: Write, bounded: Bounded
) -> None:
    names = ("a", "b", "c", "d")
    for name in names:
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(200 * SPARSE)
    answers = "".join(f"  {n}: {{level: 3, evidence: [{f}]}}\n" for n, f in enumerate(names, 1))
    write("a.yaml", f"{TEXT}answers:\n{answers}")
    run = bounded("validate", "--evidence", "--format", "json", "a.yaml")
    assert (run.code, run.problems) == (0, {("a.yaml", 10, "SPBE305")})
    with (tmp_path / "d").open("r+b") as stream:
        stream.write(b"x")
    with (tmp_path / "c").open("r+b") as stream:
        stream.write(b"y")
    run = bounded("validate", "--evidence", "--format", "json", "a.yaml")
    assert (run.code, run.problems) == (0, set())


@pytest.mark.parametrize(
    "settings",
    [
        b"a." * 10_000 + b"a = 1\n",
        b"max-rise = " + b"1" * 5_000 + b"\n",
        b"ignore = [" + b'"SPBX",' * 140_000 + b"]\n",
        b"".join(b"k%d = 1\n" % n for n in range(80_000)),
        b"ignore = " + b"[" * 100_000,
        b"#" * (15 * MEBIBYTE),
    ],
    ids=["dots", "digits", "list", "keys", "nested", "long"],
)
def test_settings_are_bounded(
    settings: bytes, tmp_path: Path, write: Write, bounded: Bounded, i2020: Instrument
) -> None:
    (tmp_path / "spbe.toml").write_bytes(settings)
    write("a.yaml", assessment(all_at(3, i2020)))
    run = bounded("validate", "--format", "json", "a.yaml")
    assert run.code == 1
    assert {file for file, line, _ in run.problems if line} == {"spbe.toml"}
    assert len(run.problems) == 1


def test_paths_that_no_file_can_have(write: Write, bounded: Bounded) -> None:
    long = "x" * 5_000 + ".yaml"
    write("a.yaml", TEXT.replace("permenpanrb-59-2020", long) + f"include: [{long}]\n")
    evidence = f'answers: {{1: {{level: 3, evidence: [{long}, "a\\0b"]}}}}\n'
    write("b.yaml", TEXT.replace("X", "Y") + evidence)
    run = bounded("validate", "--evidence", "--format", "json", ".")
    assert run.code == 1
    assert run.problems == {
        *(("a.yaml", 3, "SPBE106"), ("a.yaml", 6, "SPBE204")),
        ("b.yaml", 6, "SPBE301"),
    }
