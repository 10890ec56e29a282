"""Files are written whole, and sets of files all together, whatever comes between."""

import os
import signal
from pathlib import Path

import pytest

from spbe_cli.core.problems import CallError
from spbe_cli.output import write_all


def contents(folder: Path) -> dict[Path, str]:
    return {folder / "new" / f"{name}.txt": name for name in "abc"}


def failing_at(count: int, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files take their places until so many have."""
    replace = Path.replace
    done: list[Path] = []

    def fail(self: Path, target: Path) -> Path:
        if len(done) == count:
            raise error
        done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_of_a_set_of_new_files_none_stays_where_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    failing_at(count, OSError(28, os.strerror(28)), monkeypatch)
    with pytest.raises(CallError) as caught:
        write_all(contents(tmp_path), overwrite=False)
    assert caught.value.key == "call.unwritable"
    assert caught.value.values["path"].endswith(f"{'abc'[count]}.txt")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_interrupt_between_goes_on_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_at(1, KeyboardInterrupt(), monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        write_all(contents(tmp_path), overwrite=True)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_nobody_interrupts_while_files_take_their_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace
    handlers: list[object] = []

    def look(self: Path, target: Path) -> Path:
        handlers.append(signal.getsignal(signal.SIGINT))
        return replace(self, target)

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(Path, "replace", look)
    write_all(contents(tmp_path), overwrite=False)
    assert handlers == [signal.SIG_IGN] * 3
    assert signal.getsignal(signal.SIGINT) is before
    assert {path.read_text(encoding="utf-8") for path in (tmp_path / "new").iterdir()} == {*"abc"}


def test_what_is_there_stays_unless_it_may_be_overwritten(tmp_path: Path) -> None:
    there = tmp_path / "new" / "b.txt"
    there.parent.mkdir()
    there.write_text("kept", encoding="utf-8")
    with pytest.raises(CallError) as caught:
        write_all(contents(tmp_path), overwrite=False)
    assert caught.value.key == "call.exists"
    assert [path.name for path in there.parent.iterdir()] == ["b.txt"]
    write_all({path: text.encode() for path, text in contents(tmp_path).items()}, overwrite=True)
    assert there.read_bytes() == b"b"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="NO DEVICE TO WRITE TO")
def test_a_device_is_written_to_and_stays_one() -> None:
    write_all({Path("/dev/null"): "text"}, overwrite=True)
    assert not Path("/dev/null").is_file()
