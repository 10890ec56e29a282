"""Which version last changed each level that counts: suspicion passed from version to version.

What `git blame` does with lines, done with values. Pure: a version is anything that can be told
apart; its parents and its figures are given by functions.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from spbe_cli.case import Case
from spbe_cli.combine import Settled
from spbe_cli.instrument import Indicator
from spbe_cli.problems import KeyPath
from spbe_cli.result import Result
from spbe_cli.scoring import Line, Scorecard

Node = TypeVar("Node", bound=Hashable)


class Commit(NamedTuple):
    """One commit as recorded; without a `hash` it is the working tree, not committed yet.

    `date` is the author's, as YYYY-MM-DD, empty where it cannot be told. `is_cut` marks the end of
    a shallow clone: what came before it is not known.
    """

    hash: str = ""
    date: str = ""
    author: str = ""
    subject: str = ""
    is_cut: bool = False


class Change(NamedTuple):
    """One indicator before and after; `before` is None where nothing can stand beside it."""

    before: Line | None
    after: Line

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.after.indicator

    @property
    def adds(self) -> Fraction | None:
        """What it did to the index, exactly; an unanswered level counts as the lowest."""
        return None if self.before is None else self.after.contribution - self.before.contribution


class Origin(NamedTuple, Generic[Node]):
    """The version that a level comes from, with what it changed against its first parent."""

    node: Node
    parent: Node | None
    change: Change


class Ancestry(Generic[Node]):
    """Versions with their parents and figures, each asked for once.

    A version without figures cannot be compared: it is `passed` over, its parents standing in.
    """

    def __init__(
        self,
        parents: Callable[[Node], Sequence[Node]],
        card: Callable[[Node], Scorecard | None],
    ) -> None:
        self.passed: dict[Node, None] = {}
        self._parents = parents
        self._card = card
        self._cards: dict[Node, Scorecard | None] = {}
        self._before: dict[Node, tuple[Node, ...]] = {}

    def card(self, node: Node) -> Scorecard | None:
        """Give the figures of a version; None where it has none."""
        if node not in self._cards:
            self._cards[node] = self._card(node)
        return self._cards[node]

    def before(self, node: Node) -> tuple[Node, ...]:
        """Give the nearest earlier versions with figures, along the first parent first."""
        if node not in self._before:
            found: dict[Node, None] = {}
            seen: set[Node] = set()
            todo = [*reversed(self._parents(node))]
            while todo:
                one = todo.pop()
                if one in seen:
                    continue
                seen.add(one)
                if self.card(one) is None:
                    self.passed[one] = None
                    todo += reversed(self._parents(one))
                else:
                    found[one] = None
            self._before[node] = tuple(found)
        return self._before[node]

    def line(self, node: Node | None, indicator_id: str, like: Scorecard) -> Line | None:
        """Give an indicator in a version under the same instrument as another; else None."""
        card = None if node is None else self.card(node)
        if card is None or card.instrument.id != like.instrument.id:
            return None
        place = card.instrument.positions.get(indicator_id)
        return None if place is None else card.lines[place]


def blame(
    ancestry: Ancestry[Node], start: Node, indicators: Iterable[str]
) -> dict[str, Origin[Node]]:
    """Find the version each level comes from: the one none of whose parents has the same level.

    Suspicion passes to the first parent with the same level. What was never answered has no
    origin. The start must have figures.
    """
    found: dict[str, Origin[Node]] = {}
    todo: dict[Node, list[str]] = {start: [*indicators]}
    while todo:
        node, suspects = todo.popitem()
        card = ancestry.card(node)
        if card is None:
            continue
        before = ancestry.before(node)
        for one in suspects:
            after = card.lines[card.instrument.positions[one]]
            lines = [(parent, ancestry.line(parent, one, card)) for parent in before]
            heir = next((parent for parent, line in lines if _same(line, after)), None)
            if heir is not None:
                todo.setdefault(heir, []).append(one)
                continue
            parent, line = lines[0] if lines else (None, None)
            if line is not None or after.answered:
                found[one] = Origin(node, parent, Change(line, after))
    return found


def trace(ancestry: Ancestry[Node], start: Node, indicator_id: str) -> list[Origin[Node]]:
    """Find every change of one level, the newest first, along the first parents."""
    found: list[Origin[Node]] = []
    node: Node | None = start
    while node is not None:
        origin = blame(ancestry, node, [indicator_id]).get(indicator_id)
        node = None
        if origin is not None:
            found.append(origin)
            node = origin.parent if origin.change.before is not None else None
    return found


class Step(NamedTuple):
    """What one commit did to the whole: figures before and after; `before` is None for a first."""

    commit: Commit
    before: Scorecard | None
    after: Scorecard

    @property
    def is_comparable(self) -> bool:
        """Whether there are figures on both sides, under one instrument."""
        return self.before is not None and self.before.instrument.id == self.after.instrument.id

    @property
    def change(self) -> Fraction | None:
        """How far the index moved, exactly; None where the two cannot be compared."""
        if self.before is None or not self.is_comparable:
            return None
        return self.after.index - self.before.index

    @property
    def changes(self) -> tuple[Change, ...]:
        """The indicators that changed; while the instrument stays, they sum to `change`."""
        if self.before is None or not self.is_comparable:
            return ()
        earlier = {line.indicator.id: line for line in self.before.lines}
        pairs = (Change(earlier.get(line.indicator.id), line) for line in self.after.lines)
        return tuple(pair for pair in pairs if not _same(pair.before, pair.after) or pair.adds)


class Blamed(NamedTuple):
    """A change of a level that counts, and the commit that made it.

    `place` is file and line of the answer that counts now, where the change is the last one and
    the answer stands in one place.
    """

    change: Change
    commit: Commit
    place: tuple[str, int] | None = None


class Report(NamedTuple):
    """What is known of where the levels of one file come from.

    `blamed` has one change for each indicator, or all changes of the one asked for (`indicator`),
    the newest first. `steps` are the commits among them, the newest first, `passed` those that
    could not be compared.
    """

    result: Result
    card: Scorecard
    indicator: Indicator | None
    blamed: tuple[Blamed, ...]
    steps: tuple[Step, ...]
    passed: tuple[Commit, ...]

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The ids of the indicators asked for that nobody has answered now."""
        ids = (line.indicator.id for line in self.card.unanswered)
        return tuple(one for one in ids if self.indicator is None or self.indicator.id == one)


def report(
    ancestry: Ancestry[Node],
    start: Node,
    result: Result,
    card: Scorecard,
    *,
    indicator: Indicator | None,
    commit: Callable[[Node], Commit],
    rank: Callable[[Node], int],
    places: Mapping[str, tuple[str, int]],
) -> Report:
    """Blame every indicator, or trace one.

    `rank` says which of two versions is the newer, `places` where the answers that count stand.
    """
    if indicator is None:
        ids = [line.indicator.id for line in card.lines]
        found = blame(ancestry, start, ids)
        origins = [found[one] for one in ids if one in found]
    else:
        origins = trace(ancestry, start, indicator.id)
    parents = {origin.node: origin.parent for origin in origins}
    steps = tuple(
        Step(commit(node), None if parent is None else ancestry.card(parent), after)
        for node, parent in sorted(parents.items(), key=lambda one: rank(one[0]))
        if (after := ancestry.card(node)) is not None
    )
    blamed: list[Blamed] = []
    for origin in origins:
        one = origin.change.indicator.id
        is_last = indicator is None or not blamed
        place = places.get(one) if is_last else None
        blamed.append(Blamed(origin.change, commit(origin.node), place))
    passed = tuple(commit(node) for node in sorted(ancestry.passed, key=rank))
    return Report(result, card, indicator, tuple(blamed), steps, passed)


def answer_that_counts(case: Case, indicator_id: str) -> KeyPath | None:
    """Give the path of the answer that counts, the first of several that say the same.

    None where there is none, or where it is made of several, as a mean is.
    """
    standing = case.standings[case.instrument.positions[indicator_id]]
    if standing.settled is Settled.OWN:
        return ("answers", indicator_id)
    lead = case.assessment.lead.get(indicator_id) if standing.settled is Settled.LEAD else None
    for opd_id, level in standing.said:
        if level == standing.level and lead in {None, opd_id}:
            return ("opds", opd_id, "answers", indicator_id)
    return None


def _same(one: Line | None, other: Line) -> bool:
    """Tell whether a level is the same; unanswered is not the same as the lowest level."""
    return one is not None and one.standing.level == other.standing.level
