"""One call of `spbe score` in a form that other processes can be given, and what comes back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from importlib import import_module
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.cli.beside import beside
from spbe_cli.core import what_if
from spbe_cli.core.case import Identity
from spbe_cli.core.exact import Number
from spbe_cli.core.gate import Gates
from spbe_cli.core.problems import Problem, Severity, in_order
from spbe_cli.core.result import Result, with_changes
from spbe_cli.reading.files import Spot
from spbe_cli.reading.library import shared
from spbe_cli.reading.loading import Loaded, Loader
from spbe_cli.render import gate_text
from spbe_cli.render.look import Depth, Format, Look

if TYPE_CHECKING:
    from spbe_cli.reading.scenarios import Listed


class Missing(StrEnum):
    """What an unanswered indicator is: counted at the lowest level, or an error."""

    LOWEST = "lowest"
    ERROR = "error"


class Seen(NamedTuple):
    """What is kept of one result: its row as the format has it, and what is said afterwards.

    `gates` are lines to print, each with whether the gate was met; `whose` result it is may not
    have been readable.
    """

    file: str
    whose: Identity | None
    row: Any
    problems: tuple[Problem, ...]
    exact: Fraction | None
    category: str
    instrument: str
    passes: bool
    gates: tuple[tuple[str, bool], ...]
    scenario: str | None


class Made(NamedTuple):
    """What comes of some files: how many they were, the results of each, the files skipped."""

    files: int
    seen: tuple[tuple[Seen, ...], ...]
    skipped: int


class Call(NamedTuple):
    """What was asked for. With two scenarios or more each file is also scored as it is."""

    format: Format
    look: Look
    by: Depth | None
    settings: tuple[str, ...]
    missing: Missing
    gates: Gates
    quiet: bool = False
    scenarios: tuple["Listed", ...] = ()

    @property
    def renderer(self) -> ModuleType:
        """Load the renderer of the format, and only that."""
        return import_module(f"spbe_cli.render.score.{self.format.value}")

    @property
    def for_people(self) -> bool:
        """Whether one file makes a page and several make rows, not as deep as asked."""
        return self.format in {Format.TABLE, Format.MARKDOWN}

    @property
    def side_by_side(self) -> bool:
        """Whether there are scenarios to set beside one another, and beside what is now."""
        return len(self.scenarios) > 1

    def results(self, loaded: Loaded) -> tuple[Result, ...]:
        """Turn a file as read into its figures: as it is, or under each scenario in turn."""
        case = loaded.case
        common = what_if.changes(self.settings, case.instrument) if case else {}
        if not self.scenarios:
            return (self._result(loaded, common),)
        under = tuple(self._under(one, loaded, common) for one in self.scenarios)
        if not self.side_by_side:
            return under
        now = self._result(loaded, {})
        return (now, *(replace(one, now=now.index) for one in under))

    def _under(self, filed: "Listed", loaded: Loaded, common: Mapping[str, Number]) -> Result:
        """Score a file under a scenario; one that does not fit its instrument leaves no index."""
        levels, case = common, loaded.case
        misfits = filed.misfits(case.instrument) if case is not None else ()
        if misfits:
            loaded = loaded._replace(problems=in_order([*loaded.problems, *misfits]))
        elif case is not None:
            levels = {**common, **filed.levels(case.instrument)}
        return replace(self._result(loaded, levels), scenario=filed.scenario.name)

    def _result(self, loaded: Loaded, levels: Mapping[str, Number]) -> Result:
        """Give the figures with some levels put in, what is unanswered treated as asked."""
        severity = Severity.ERROR if self.missing is Missing.ERROR else Severity.WARNING
        plain = loaded.result(severity, but_for=levels)
        return self.gates.judge(with_changes(plain, levels))

    def alone(self, results: Sequence[Result]) -> Iterator[str]:
        """Write the only file there is: in full, or with its scenarios side by side."""
        if not self.for_people:
            return self.several(map(self._row, results))
        if not self.side_by_side:
            whole: Iterator[str] = self.renderer.alone(results[0], self.look, self.by)
            return whole
        from spbe_cli.render.written import written  # noqa: PLC0415 - only for scenarios

        wide = self.look._replace(width=None)  # Markdown has no columns of a screen
        look = wide if self.format is Format.MARKDOWN else self.look
        return written("scenarios", self.format, results, look)

    def several(self, rows: Iterable[Any]) -> Iterator[str]:
        """Write results as rows, which `seen` has made."""
        text: Iterator[str] = self.renderer.several(rows, self.look, self.by, len(self.scenarios))
        return text

    def _row(self, result: Result) -> Any:
        return self.renderer.row(result, self.look, self.by, len(self.scenarios))

    def _told(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Keep what is listed beside the result; JSON has all of them in itself."""
        return () if self.format is Format.JSON else beside(problems, quiet=self.quiet)

    def seen(self, results: Iterable[Result]) -> tuple[Seen, ...]:
        """Keep what is needed of the results of one file when it is one of several."""
        return tuple(map(self._seen, results))

    def _seen(self, result: Result) -> Seen:
        verdicts = result.verdicts
        return Seen(
            result.file,
            None if result.case is None else result.case.whose,
            self._row(result),
            self._told(result.problems),
            result.index,
            result.category.name.id if result.category else "",
            result.case.instrument.short if result.case else "",
            result.passes,
            tuple((gate_text.line(result, one, self.look.texts), one.passed) for one in verdicts),
            result.scenario,
        )


def work(call: Call, spots: Sequence[Spot]) -> Made:
    """Read and score some files."""
    loader = Loader(shared(), assessments_only=True)
    seen = tuple(call.seen(call.results(loaded)) for loaded in loader.load_all(spots))
    return Made(len(spots), seen, loader.skipped)


@dataclass(slots=True)
class Spread:
    """How the results of one scenario, or of the files as they are, are spread."""

    categories: Counter[str] = field(default_factory=Counter)
    indices: dict[str, list[Fraction]] = field(default_factory=dict)

    @property
    def scored(self) -> int:
        """How many have an index."""
        return sum(self.categories.values())

    def see(self, seen: Seen) -> None:
        """Count one result, if it has an index."""
        if seen.exact is not None:
            self.categories[seen.category] += 1
            self.indices.setdefault(seen.instrument, []).append(seen.exact)


@dataclass(slots=True)
class Tally:
    """What is still to be said when the results are written."""

    files: int = 0
    failing: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    gates: list[tuple[str, bool]] = field(default_factory=list)
    spreads: dict[str | None, Spread] = field(default_factory=dict)
    repeated: dict[str, str] = field(default_factory=dict)
    """Files of an assessment that an earlier file is of too, and which that is."""
    firsts: dict[Identity, str] = field(default_factory=dict)

    def see(self, made: Made) -> tuple[Seen, ...]:
        """Count results as they pass by."""
        self.skipped += made.skipped
        self.files += len(made.seen)
        passing = tuple(chain.from_iterable(made.seen))
        for seen in passing:
            self.failing += not seen.passes
            self.problems += seen.problems
            self.gates += seen.gates
            self.spreads.setdefault(seen.scenario, Spread()).see(seen)
            if seen.whose is not None:
                first = self.firsts.setdefault(seen.whose, seen.file)
                if first != seen.file:
                    self.repeated[seen.file] = first
        return passing
