"""Work on many items with the cores there are: in chunks, results in the order of the items.

Knows nothing of what the work is. Memory stays flat: only a few chunks are under way at a time.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

CHUNK = 32
"""Items handed to a core at once."""

MOST_JOBS = 61
"""Processes that a pool takes on every system (on Windows no more)."""

PAYS_FROM = 3 * CHUNK
"""Fewer items are done sooner by one core than others are got ready."""


def cores() -> int:
    """Count the cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def chunked(items: Iterable[Item], group: Callable[[Item], object]) -> Iterator[list[Item]]:
    """Cut items into chunks; neighbours of one group stay together where that is not too many."""
    chunk: list[Item] = []
    for item in items:
        full = len(chunk) >= CHUNK and group(item) != group(chunk[-1])
        if full or len(chunk) >= 4 * CHUNK:
            yield chunk
            chunk = []
        chunk.append(item)
    if chunk:
        yield chunk


def ordered(
    work: Callable[[Sequence[Item]], Made],
    items: Sequence[Item],
    group: Callable[[Item], object],
    jobs: int | None = None,
) -> Iterator[Made]:
    """Give what `work` makes of each chunk, in order; on one core where more would not pay.

    `work` and what it makes must be picklable. `jobs` is how many cores to use: None for all.
    """
    wanted = min(cores() if jobs is None else jobs, MOST_JOBS)
    chunks = chunked(items, group)
    if wanted <= 1 or (jobs is None and len(items) < PAYS_FROM):
        yield from map(work, chunks)
        return
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415 - only for many
    from multiprocessing import get_context  # noqa: PLC0415 - only for many

    context = get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(wanted, context, initializer=_serve)
    try:
        waiting: deque[Future[Made]] = deque(
            pool.submit(work, chunk) for chunk in islice(chunks, 2 * wanted)
        )
        while waiting:
            made = waiting.popleft().result()
            waiting.extend(pool.submit(work, chunk) for chunk in islice(chunks, 1))
            yield made
    finally:
        with _undisturbed():
            pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ignore another interrupt: a pool whose end is cut short is waited for without end."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve() -> None:
    """Let the process that began the work alone answer an interrupt, and never outlive it."""
    from threading import Thread  # noqa: PLC0415 - only for many

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End at once when the process that began the work is gone, however it went."""
    from multiprocessing import parent_process  # noqa: PLC0415 - only for many

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
