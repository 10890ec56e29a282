"""Versions of files from git history: `REV:path`, merge bases, and all that can be wrong."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from spbe_cli.core.problems import CallError, Severity
from spbe_cli.core.settings import Override, Settings
from spbe_cli.locale import Language, texts
from spbe_cli.reading import files
from spbe_cli.reading.configuration import Configuration
from spbe_cli.reading.files import Spot
from spbe_cli.reading.history import History
from spbe_cli.reading.library import Library
from spbe_cli.reading.loading import Loader
from spbe_cli.reading.source import MAX_BYTES
from tests.conftest import ROOT, assessment
from tests.repository import Repository

OPD = "opd: kominfo\nanswers: {2: 4}\n"
INCLUDING = "include: [opd/*.yaml]\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Make two versions of an assessment that includes an OPD file, and go there."""
    made = Repository.new(tmp_path / "r")
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    text = assessment({"1": 2}, draft="true") + INCLUDING
    made.commit("first", **{"2024__self": text, "2024__opd__kominfo": OPD, "other__a": "x: 1\n"})
    made.git("tag", "first")
    second = text.replace("1: 2", "1: 3")
    made.commit("second", **{"2024__self": second, "2024__opd__kominfo": OPD.replace("4", "5")})
    return made


@pytest.fixture
def history() -> Iterator[History]:
    with History() as opened:
        yield opened


def levels(spot: Spot) -> dict[str, object]:
    [loaded] = Loader(Library()).load_all([spot])
    assert loaded.case is not None
    return {one.indicator: one.level for one in loaded.case.standings if one.level is not None}


def refused(history: History, *arguments: str) -> CallError:
    with pytest.raises(CallError) as raised:
        history.spots(arguments)
    for language in Language:  # the text exists and takes the values
        assert texts(language)(raised.value.key, **raised.value.values)
    return raised.value


def test_a_version_is_read_as_it_was_with_what_it_included(
    repository: Repository, history: History
) -> None:
    [old, new] = history.spots(["first:2024/self.yaml", "2024/self.yaml"])
    assert old.label == "first:2024/self.yaml"
    assert (old.named, new.named, new.version) == (True, True, "")
    assert levels(old) == {"1": 2, "2": 4}
    assert levels(new) == {"1": 3, "2": 5}


def test_what_a_version_includes_is_named_with_its_revision(
    repository: Repository, history: History
) -> None:
    repository.commit("broken", **{"2024__opd__kominfo": "opd: kominfo\nanswers: {2: 9}\n"})
    [spot] = history.spots(["HEAD:2024/self.yaml"])
    [loaded] = Loader(Library()).load_all([spot])
    assert "HEAD:2024/opd/kominfo.yaml" in {problem.file for problem in loaded.problems}
    [branched] = history.spots(["refs/heads/main:2024/self.yaml"])
    beside = branched.beside(branched.folder / "opd/kominfo.yaml")
    assert beside.label == "refs/heads/main:2024/opd/kominfo.yaml"
    assert beside.version == "refs/heads/main"


def test_folders_are_versions_too_and_the_order_is_kept(
    repository: Repository, history: History
) -> None:
    found = history.spots(["other", "first:2024", "HEAD:other/", "first:"])
    assert [spot.label for spot in found] == [
        "other/a.yaml",
        "first:2024/opd/kominfo.yaml",
        "first:2024/self.yaml",
        "HEAD:other/a.yaml",
        "first:other/a.yaml",
    ]
    assert [spot.group for spot in found] == ["a.yaml", "opd", "self.yaml", "a.yaml", "other"]
    assert not any(spot.named for spot in found)


def test_a_path_is_looked_for_from_here_and_then_from_the_root(
    repository: Repository, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder / "2024")
    near, far, up = history.spots(
        ["first:self.yaml", "first:other/a.yaml", "HEAD~0:../other/a.yaml"]
    )
    assert levels(near)["1"] == 2
    assert far.path.read_text(encoding="utf-8") == "x: 1\n"
    assert up.label == "HEAD~0:../other/a.yaml"
    assert {spot.label for spot in history.spots(["main:."])} == {
        "main:opd/kominfo.yaml",
        "main:self.yaml",
    }


def test_a_file_that_has_such_a_name_wins(repository: Repository, history: History) -> None:
    repository.write("main:2024.yaml", "x: 2\n")
    [spot] = history.spots(["main:2024.yaml"])
    assert (spot.version, spot.path) == ("", Path("main:2024.yaml"))


def test_another_ending_is_read_when_it_is_named(repository: Repository, history: History) -> None:
    (repository.folder / "2024/self.txt").write_text("x: 7\n", encoding="utf-8")
    repository.commit("text")
    [spot] = history.spots(["main:2024/self.txt"])
    assert spot.path.read_text(encoding="utf-8") == "x: 7\n"
    assert history.spots(["main:2024/"]) != [spot]


def test_each_version_stands_once_and_two_names_of_it_are_two(
    repository: Repository, history: History
) -> None:
    names = ["main:2024/self.yaml", "HEAD:2024/self.yaml", "main:2024/self.yaml"]
    assert [spot.label for spot in history.spots(names)] == names[:2]


@pytest.mark.parametrize(
    "argument",
    [
        "-x:2024/self.yaml", "--output=x:a.yaml", ":2024/self.yaml", "C:\\x.yaml", "C:/x.yaml",
        "https://example.go.id/x.yaml", "gone.yaml:3", "gone.yaml", "a\\b:c.yaml", "a:b\0c",
    ],
)  # fmt: skip
def test_what_cannot_be_a_version_is_no_such_path(
    argument: str, repository: Repository, history: History
) -> None:
    error = refused(history, argument)
    assert (error.key, error.values) == ("call.no-such-path", {"path": argument})
    assert sorted(path.name for path in repository.folder.iterdir()) == [".git", "2024", "other"]


def test_an_unknown_revision_is_named_with_one_that_is_near(
    repository: Repository, history: History
) -> None:
    error = refused(history, "mian:2024/self.yaml")
    assert error.key == "call.unknown-revision"
    assert error.values == {"revision": "mian", "suggestion": "main"}
    assert refused(history, "origin/x:a.yaml").key == "call.unknown-revision"
    assert refused(history, "HEAD^{tree}:a.yaml").key == "call.unknown-revision"


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("2024/slef.yaml", "2024/self.yaml"),
        ("self.yaml", "2024/self.yaml"),
        ("2023/opd/kominfo.yaml", "2024/opd/kominfo.yaml"),
        ("arsip/lama/tahun-2019/dinas/kominfo.yaml", "2024/opd/kominfo.yaml"),
        ("zzz", None),
    ],
)
def test_a_path_that_is_not_in_a_revision_is_named_with_one_that_is(
    path: str, near: str | None, repository: Repository, history: History
) -> None:
    error = refused(history, f"main:{path}")
    assert error.key == "call.not-in-revision"
    assert (error.values["path"], error.values["revision"]) == (path, "main")
    assert error.values.get("suggestion") == (near and f"main:{near}")
    if near:
        assert history.spots([error.values["suggestion"]])


def test_a_suggestion_holds_below_the_root_too(
    repository: Repository, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder / "other")
    error = refused(history, "main:self.yaml")
    assert error.values["suggestion"] == "main:2024/self.yaml"
    assert levels(history.spots([error.values["suggestion"]])[0])["1"] == 3


@pytest.mark.parametrize("revision", ["main", "first", "HEAD~1"])
def test_a_revision_alone_says_that_a_path_is_needed(
    revision: str, repository: Repository, history: History, tmp_path: Path
) -> None:
    error = refused(history, revision)
    assert (error.key, error.values) == ("call.revision-alone", {"revision": revision})
    assert f"{revision}:LETAK" in texts(Language.ID)(error.key, **error.values)


def test_without_git_a_revision_alone_is_no_such_path(
    repository: Repository, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert refused(history, "main").key == "call.no-such-path"


def written(spot: Spot, depth: int) -> set[str]:
    """Give the files written for a version, from its root, which is so many folders up."""
    root = spot.path.parents[depth]
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_only_the_folder_of_what_is_named_is_written(
    repository: Repository, history: History
) -> None:
    [spot] = history.spots(["main:2024/self.yaml"])
    assert written(spot, 1) == {"2024/self.yaml", "2024/opd/kominfo.yaml"}
    [other, *_] = history.spots(["main:2024/opd", "main:2024/self.yaml"])
    assert written(other, 2) == {"2024/self.yaml", "2024/opd/kominfo.yaml"}
    [last] = history.spots(["main:other"])
    assert written(last, 1) == {"2024/self.yaml", "2024/opd/kominfo.yaml", "other/a.yaml"}


def test_an_instrument_outside_of_the_folder_is_written_too(
    repository: Repository, history: History
) -> None:
    own = (ROOT / "tests/instruments/two-layers.yaml").read_text(encoding="utf-8")
    names = {
        "2024/opd/a.yaml": "../../rules/mine.yaml",
        "b.d/a.yaml": "'../rules/my own.YML'",
        "2024/c.yaml": "../rules/../rules/mine.yaml # not ../other/a.yaml, ../../outside.yaml",
    }
    for name in ("mine.yaml", "my own.YML", "never.yaml", "named by windows.yaml"):
        repository.write(f"rules/{name}", own)
    (repository.folder / "rules/link.yaml").symlink_to("mine.yaml")
    for name, reference in names.items():
        repository.write(name, assessment({"1": 2, "2": 3, "3": 1}, instrument=reference))
    repository.write("d/a.yaml", "instrument: ../rules/link.yaml")
    repository.write("d/b.yaml", "instrument: ..\\rules\\named by windows.yaml")
    repository.commit("own")
    for name in names:
        [spot] = history.spots([f"HEAD:{name}"])
        assert levels(spot) == {"1": 2, "2": 3, "3": 1}
        [loaded] = Loader(Library()).load_all([spot])
        assert [problem for problem in loaded.problems if problem.severity is Severity.ERROR] == []
    history.spots(["HEAD:d/a.yaml"])
    there = written(spot, 1)
    assert {"rules/mine.yaml", "rules/my own.YML", "other/a.yaml"} <= there
    assert "rules/named by windows.yaml" in there
    assert not {"rules/never.yaml", "rules/link.yaml"} & there


def test_settings_around_the_temporary_folder_do_not_hold_for_a_version(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = tmp_path / "around"
    around.mkdir()
    (around / "spbe.toml").write_text('ignore = ["SPBE501"]\n', encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(around))
    with History() as history:
        [spot] = history.spots(["main:2024/self.yaml"])
        assert spot.path.is_relative_to(around)
        assert list(files.upward(spot.folder)) == [spot.folder, spot.folder.parent]
        configured = Configuration(Override()).of(str(spot.path))
        assert configured == Override().over(Settings())


def test_a_shallow_clone_says_how_to_get_the_rest(
    repository: Repository, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(clone))
    monkeypatch.chdir(clone)
    error = refused(history, "HEAD~1:2024/self.yaml")
    assert error.key == "call.unknown-revision.shallow"
    assert "--unshallow" in texts(Language.EN)(error.key, **error.values)
    assert "fetch-depth: 0" in texts(Language.ID)(error.key, **error.values)


def test_without_git_it_says_so(
    repository: Repository, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert refused(history, "main:2024/self.yaml").key == "call.no-git"
    assert refused(history, "gone/a:b.yaml").key == "call.no-such-path"
    assert len(history.spots(["2024/self.yaml"])) == 1


def test_outside_a_repository_it_says_so(
    repository: Repository, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    error = refused(history, "main:2024.yaml")
    assert error.key == "call.no-repository"
    assert error.values == {"path": (tmp_path / "plain").as_posix()}
    assert refused(history, "folder/a:b.yaml").key == "call.no-such-path"


def test_a_repository_of_somebody_else_is_explained(
    repository: Repository, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    error = refused(history, "main:2024/self.yaml")
    assert error.key == "call.git-owner"
    assert "safe.directory" in texts(Language.EN)(error.key, **error.values)


def test_a_damaged_repository_is_no_bug(repository: Repository, history: History) -> None:
    tree = repository.git("rev-parse", "HEAD^{tree}")
    (repository.folder / f".git/objects/{tree[:2]}/{tree[2:]}").unlink()
    assert refused(history, "HEAD:2024/self.yaml").key == "call.git-failed"
    blob = repository.git("rev-parse", "first:2024/self.yaml")
    (repository.folder / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    assert refused(history, "first:2024/self.yaml").key == "call.not-in-revision"
    assert history.spots(["first:other/a.yaml"])


def test_damaged_content_hides_no_other(repository: Repository, history: History) -> None:
    blob = repository.git("rev-parse", "first:2024/opd/kominfo.yaml")
    path = repository.folder / f".git/objects/{blob[:2]}/{blob[2:]}"
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    assert refused(history, "first:2024/opd/kominfo.yaml").key == "call.not-in-revision"
    names = ["first:2024/self.yaml", "first:other/a.yaml"]
    assert [spot.label for spot in history.spots(names)] == names


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for git")
def test_a_git_that_gives_up_is_no_bug(
    repository: Repository, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    script = f'#!/bin/sh\ncase "$*" in *cat-file*) exit 1;; esac\nexec "{real}" "$@"\n'
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").write_text(script, encoding="utf-8")
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert refused(history, "first:2024/self.yaml").key == "call.not-in-revision"
    assert refused(history, "first:other/a.yaml").key == "call.not-in-revision"


def test_the_same_file_at_another_commit(repository: Repository, history: History) -> None:
    first = repository.git("rev-parse", "first")
    [now, version] = history.spots(["2024/self.yaml", "main:2024/self.yaml"])
    for spot in (now, version):
        old = history.at(first, spot)
        assert old is not None
        assert old.label == f"{first[:10]}:2024/self.yaml"
        assert levels(old) == {"1": 2, "2": 4}
        assert history.spots([old.label])  # a label can be called again
    repository.commit("new", new=assessment({"1": 1}))
    [new] = history.spots(["new.yaml"])
    assert history.at(first, new) is None
    assert history.at(first, Spot(Path("-"), "-", named=True)) is None


def test_all_files_of_a_commit_below_a_folder(repository: Repository, history: History) -> None:
    first = repository.git("rev-parse", "first")
    start = f"{first[:10]}:"
    below = [f"{start}2024/opd/kominfo.yaml", f"{start}2024/self.yaml"]
    folder = repository.folder / "2024"
    assert [spot.label for spot in history.all_at(first, folder)] == below
    [spot] = history.spots(["2024/self.yaml"])
    assert [one.label for one in history.all_at(first, spot)] == below
    assert len(history.all_at(first, repository.folder)) == 3
    (repository.folder / "later").mkdir()
    assert history.all_at(first, repository.folder / "later") == []


def test_the_merge_base_is_where_two_branches_parted(
    repository: Repository, history: History
) -> None:
    parted = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit("on work", work="x: 1\n")
    repository.git("checkout", "--quiet", "main")
    repository.commit("on main", mine="x: 1\n")
    assert history.merge_base("work", repository.folder / "2024") == parted
    assert history.merge_base("main", repository.folder / "2024/self.yaml") != parted


def test_without_a_merge_base_it_says_so(
    repository: Repository, history: History, tmp_path: Path
) -> None:
    repository.git("checkout", "--quiet", "--orphan", "alone")
    repository.commit("alone")
    with pytest.raises(CallError) as raised:
        history.merge_base("main", repository.folder)
    assert (raised.value.key, raised.value.values) == ("call.no-merge-base", {"revision": "main"})
    with pytest.raises(CallError) as raised:
        history.merge_base("--all", repository.folder)
    assert raised.value.key == "call.unknown-revision"
    clone = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(clone))
    Repository(clone).git("fetch", "--quiet", "--depth=1", "origin", "main:main")
    with pytest.raises(CallError) as raised:
        history.merge_base("main", clone)
    assert raised.value.key == "call.no-merge-base.shallow"


def test_a_repository_reached_through_a_link(
    repository: Repository, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "outside").mkdir()
    link = tmp_path / "outside/linked"
    link.symlink_to(repository.folder / "2024", target_is_directory=True)
    first = repository.git("rev-parse", "first")
    old = history.at(first, files.spots([str(link / "self.yaml")])[0])
    assert old is not None
    assert levels(old)["1"] == 2
    monkeypatch.chdir(link)
    assert levels(history.spots(["first:self.yaml"])[0])["1"] == 2


def test_links_and_submodules_are_left_out(repository: Repository, history: History) -> None:
    (repository.folder / "2024/link.yaml").symlink_to("/etc/passwd")
    repository.git("add", "--all")
    head = repository.git("rev-parse", "HEAD")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},2024/sub.yaml")
    repository.git("commit", "--quiet", "--message", "odd")
    names = {spot.label for spot in history.spots(["main:2024"])}
    assert names == {"main:2024/self.yaml", "main:2024/opd/kominfo.yaml"}
    assert refused(history, "main:2024/link.yaml").key == "call.not-in-revision"


def test_names_cannot_lead_outside(repository: Repository, history: History) -> None:
    blob = repository.git("hash-object", "-w", "--stdin", stdin=b"x: 1\n")
    inner = repository.git("mktree", stdin=f"100644 blob {blob}\tevil.yaml\n".encode())
    listed = f"040000 tree {inner}\t..\n040000 tree {inner}\t.git\n100644 blob {blob}\tgood.yaml\n"
    tree = repository.git("mktree", stdin=listed.encode())
    repository.git("tag", "evil", repository.git("commit-tree", "-m", "evil", tree))
    found = history.spots(["evil:."])
    assert [spot.label for spot in found] == ["evil:good.yaml"]
    [spot] = found
    around = spot.path.parent.parent
    assert not list(around.rglob("evil.yaml"))
    for path in ("../evil.yaml", "..", ".git", ".git/evil.yaml"):
        assert refused(history, f"evil:{path}").key == "call.not-in-revision"


def test_a_name_that_no_file_system_holds_is_left_out(
    repository: Repository, history: History
) -> None:
    blob = repository.git("hash-object", "-w", "--stdin", stdin=b"x: 1\n")
    long = f"{'n' * 300}.yaml"
    listed = f"100644 blob {blob}\tgood.yaml\n100644 blob {blob}\t{long}\n"
    tree = repository.git("mktree", stdin=listed.encode())
    repository.git("tag", "long", repository.git("commit-tree", "-m", "long", tree))
    assert [spot.label for spot in history.spots(["long:."])] == ["long:good.yaml"]


def test_a_file_too_big_is_the_usual_problem(repository: Repository, history: History) -> None:
    (repository.folder / "big.yaml").write_bytes(b"#" * (MAX_BYTES + 9))
    repository.commit("big", zlast="x: 3\n")
    big, last = history.spots(["main:big.yaml", "main:zlast.yaml"])
    assert big.path.stat().st_size == MAX_BYTES + 1
    [loaded] = Loader(Library()).load_all([big])
    assert [one.finding.code.value for one in loaded.problems] == ["SPBE007"]
    assert last.path.read_text(encoding="utf-8") == "x: 3\n"


def test_attributes_do_not_change_what_is_read(repository: Repository, history: History) -> None:
    text = "*.yaml export-ignore text eol=crlf\n"
    (repository.folder / ".gitattributes").write_text(text, encoding="utf-8")
    repository.commit("attributes")
    [spot] = history.spots(["main:other/a.yaml"])
    assert spot.path.read_bytes() == b"x: 1\n"


def test_nothing_is_written_into_the_repository_and_nothing_stays(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_there_is() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in repository.folder.rglob("*")}

    before = all_there_is()
    monkeypatch.setenv("GIT_DIR", "/nowhere")  # as in a hook
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    with History() as history:
        [spot] = history.spots(["first:2024/self.yaml"])
        history.merge_base("first", repository.folder)
        assert spot.path.exists()
    assert all_there_is() == before
    assert not spot.path.exists()


def test_what_cannot_be_written_is_said(
    repository: Repository, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert refused(history, "main:2024/self.yaml").key == "call.unwritable"
