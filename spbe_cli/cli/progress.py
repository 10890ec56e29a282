"""How far the work is, on standard error, once it takes longer than a second."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from spbe_cli.cli.session import Session

PATIENCE = 1.0
"""Seconds before anything is shown."""


class Counted(Protocol):
    """Something that says how many files it stands for."""

    @property
    def files(self) -> int:
        """How many."""


Item = TypeVar("Item", bound=Counted)


def watched(items: Iterable[Item], total: int, session: Session) -> Iterator[Item]:
    """Pass items on and show how many of `total` files they are, on a terminal only."""
    with shown(session) as told:
        done = 0
        for item in items:
            done += item.files
            told(done, total)
            yield item


@contextmanager
def shown(session: Session) -> Iterator[Callable[[int, int], None]]:
    """Give what can be told how much of how much is done; it shows that, on a terminal only."""
    if session.quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TimeRemainingColumn,
    )

    begun, look = time.monotonic(), session.error_look
    console = Console(stderr=True, no_color=not look.color, legacy_windows=False)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=console, transient=True, auto_refresh=False)
    task = progress.add_task("", total=None)

    def tell(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)
        if time.monotonic() - begun > PATIENCE:
            progress.start()
            progress.refresh()

    try:
        yield tell
    finally:
        progress.stop()
