"""The only place that touches the disk: what is found, what is refused, what is written."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from spbe_cli import output
from spbe_cli.core.problems import CallError, Problem
from spbe_cli.reading import files

Write = Callable[[str, str], Path]


def test_labels_follow_what_the_caller_wrote(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write("a/b/x.yaml", "x").parent.parent.parent
    write("other/y.yaml", "y")
    monkeypatch.chdir(root)
    [spot] = files.spots(["a"])
    assert spot.label == "a/b/x.yaml"
    assert spot.beside(spot.folder / "opd" / "z.yaml").label == "a/b/opd/z.yaml"
    assert spot.beside(Path("other/y.yaml")).label == "other/y.yaml"
    [stdin] = files.spots(["-"])
    assert stdin.is_stdin
    assert stdin.beside(Path("opd/z.yaml")).label == "opd/z.yaml"


def test_a_path_that_cannot_be_looked_at_is_a_wrong_call(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CallError):
        files.spots(["x" * 5000])

    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(CallError):
        files.spots(["x"])


def test_a_folder_that_cannot_be_listed_is_a_problem(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write("a/x.yaml", "x").parent
    listed = os.scandir

    def refuse(path: Path | int) -> object:
        if not isinstance(path, int) and Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    [spot] = files.walk(folder.parent)
    read = files.read(spot)
    assert isinstance(read, Problem)
    assert read.place is None


def test_patterns_that_leave_the_folder() -> None:
    leaving = ["../x", "/x", "a/../../x", "C:/x", "C:x", "\\\\server\\x", "a\\..\\x"]
    assert all(files.leaves_folder(pattern) for pattern in leaving)
    assert not any(files.leaves_folder(p) for p in ("opd/*.yaml", "**/*.yaml", "a..b/x.yaml"))


def test_only_files_match_a_pattern(write: Write) -> None:
    folder = write("opd/x.yaml", "x").parent.parent
    (folder / "opd" / "folder.yaml").mkdir()
    assert [path.name for path in files.matching(folder, "opd/*.yaml")] == ["x.yaml"]


def test_a_link_that_cannot_be_followed_stays_nowhere(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert not files.stays_inside(tmp_path, loop)


def test_writing_keeps_the_rights_of_the_file_and_follows_a_link(tmp_path: Path) -> None:
    target = tmp_path / "real.txt"
    target.write_text("before")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    output.write_whole(link, ["a", "é"])
    assert target.read_text(encoding="utf-8") == "aé"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert link.is_symlink()


def test_a_new_file_has_the_rights_the_user_gives_to_files(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        output.write_whole(tmp_path / "new.txt", ["x"])
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no /dev/null")
def test_a_device_is_written_to_and_not_replaced() -> None:
    output.write_whole(Path(os.devnull), ["x"])
    assert not Path(os.devnull).is_file()


def test_chunks_that_fail_leave_nothing_behind(tmp_path: Path) -> None:
    def broken() -> object:
        yield "half"
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        output.write_whole(tmp_path / "x.txt", broken())  # type: ignore[arg-type] # texts, then stop
    assert list(tmp_path.iterdir()) == []
