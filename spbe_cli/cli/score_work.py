"""One call of `spbe score` in a form that other processes can be given, and what comes back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from spbe_cli.cli.beside import beside
from spbe_cli.core import what_if
from spbe_cli.core.gate import Gates
from spbe_cli.core.problems import Problem, Severity
from spbe_cli.core.result import Result, with_changes
from spbe_cli.reading.files import Spot
from spbe_cli.reading.library import shared
from spbe_cli.reading.loading import Loaded, Loader
from spbe_cli.render import gate_text
from spbe_cli.render.look import Depth, Format, Look


class Missing(StrEnum):
    """What an unanswered indicator is: counted at the lowest level, or an error."""

    LOWEST = "lowest"
    ERROR = "error"


class Seen(NamedTuple):
    """What is kept of one result: its row as the format has it, and what is said afterwards.

    `gates` are lines to print, each with whether the gate was met.
    """

    row: Any
    problems: tuple[Problem, ...]
    exact: Fraction | None
    category: str
    instrument: str
    passes: bool
    gates: tuple[tuple[str, bool], ...]


class Made(NamedTuple):
    """What comes of some files: how many they were, the results among them, the files skipped."""

    files: int
    seen: tuple[Seen, ...]
    skipped: int


class Call(NamedTuple):
    """What was asked for."""

    format: Format
    look: Look
    by: Depth | None
    settings: tuple[str, ...]
    missing: Missing
    gates: Gates
    quiet: bool = False

    @property
    def renderer(self) -> ModuleType:
        """Load the renderer of the format, and only that."""
        return import_module(f"spbe_cli.render.score_{self.format.value}")

    def result(self, loaded: Loaded) -> Result:
        """Turn a file as read into its figures, unanswered indicators treated as asked."""
        case = loaded.case
        levels = what_if.changes(self.settings, case.instrument) if case else {}
        severity = Severity.ERROR if self.missing is Missing.ERROR else Severity.WARNING
        plain = loaded.result(severity, but_for=levels)
        return self.gates.judge(with_changes(plain, levels))

    def _told(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Keep what is listed beside the result; JSON has all of them in itself."""
        return () if self.format is Format.JSON else beside(problems, quiet=self.quiet)

    def seen(self, result: Result) -> Seen:
        """Keep what is needed of a result when it is one of several."""
        verdicts = result.verdicts
        return Seen(
            self.renderer.row(result, self.look, self.by),
            self._told(result.problems),
            result.index,
            result.category.name.id if result.category else "",
            result.case.instrument.short if result.case else "",
            result.passes,
            tuple((gate_text.line(result, one, self.look.texts), one.passed) for one in verdicts),
        )


def work(call: Call, spots: Sequence[Spot]) -> Made:
    """Read and score some files."""
    loader = Loader(shared(), assessments_only=True)
    seen = tuple(call.seen(call.result(loaded)) for loaded in loader.load_all(spots))
    return Made(len(spots), seen, loader.skipped)


@dataclass(slots=True)
class Tally:
    """What is still to be said when the results are written."""

    files: int = 0
    failing: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    gates: list[tuple[str, bool]] = field(default_factory=list)
    categories: Counter[str] = field(default_factory=Counter)
    indices: dict[str, list[Fraction]] = field(default_factory=dict)

    @property
    def scored(self) -> int:
        """How many have an index."""
        return sum(self.categories.values())

    def see(self, made: Made) -> tuple[Seen, ...]:
        """Count results as they pass by."""
        self.skipped += made.skipped
        for seen in made.seen:
            self.files += 1
            self.failing += not seen.passes
            self.problems += seen.problems
            self.gates += seen.gates
            if seen.exact is not None:
                self.categories[seen.category] += 1
                self.indices.setdefault(seen.instrument, []).append(seen.exact)
        return made.seen
