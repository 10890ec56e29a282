"""What `spbe rank` does with some files, in a form that other processes can be given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spbe_cli.cli.beside import beside
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import CallError, Problem
from spbe_cli.core.ranks.ranking import Entry, entry_of
from spbe_cli.reading import files
from spbe_cli.reading.library import shared
from spbe_cli.reading.results_table import Results

Problems = Mapping[str, tuple[Problem, ...]]
"""What is wrong, by the label of the file or row."""


class Made(NamedTuple):
    """What comes of some files: how many they were, whom they rank, what is wrong.

    `problems` are by the label of the entry, `instruments` by id, `unread` by the label of a table:
    its columns that are not ours.
    """

    files: int
    entries: tuple[Entry, ...]
    problems: Problems
    instruments: Mapping[str, Instrument]
    unread: Mapping[str, tuple[str, ...]]
    skipped: int


def work(spots: Sequence[files.Spot]) -> Made:
    """Read and score some files: assessments, and tables of results."""
    results = Results(shared())
    entries: list[Entry] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    instruments: dict[str, Instrument] = {}
    for loaded in results.load_all(spots):
        result = loaded.result()
        entries.append(entry_of(result))
        listed = beside(result.problems, quiet=False)
        if listed:
            problems[loaded.file] = listed
        if result.case is not None:
            _add(instruments, result.case.instrument)
    made = (tuple(entries), problems, instruments, results.unread)
    return Made(len(spots), *made, results.skipped)


def _add(instruments: dict[str, Instrument], one: Instrument) -> None:
    """Keep an instrument; raises `CallError` for another with the same id."""
    if instruments.setdefault(one.id, one) != one:
        raise CallError("call.rank-same-id", found=one.id)


@dataclass(slots=True)
class Gathered:
    """All that was read."""

    entries: list[Entry] = field(default_factory=list)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    unread: dict[str, tuple[str, ...]] = field(default_factory=dict)
    skipped: int = 0

    def take(self, parts: Iterable[Made]) -> None:
        """Take in what was made of all files, in order."""
        for part in parts:
            self.entries += part.entries
            self.problems |= part.problems
            self.unread |= part.unread
            self.skipped += part.skipped
            for one in part.instruments.values():
                _add(self.instruments, one)

    def problems_of(self, entries: Iterable[Entry]) -> Problems:
        """Give the problems of some entries, by their label."""
        labels = {one.file for one in entries}
        return {file: listed for file, listed in self.problems.items() if file in labels}

    def instrument(self, entries: Iterable[Entry]) -> Instrument | None:
        """Give the instrument of entries that all stand on one; None where none has an index."""
        ids = (one.instrument for one in entries if one.index is not None)
        return self.instruments.get(next(ids, None) or "")
