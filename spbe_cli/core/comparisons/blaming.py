"""Which version last changed each level that counts: suspicion passed from version to version.

What `git blame` does with lines, done with values. Pure: a version is anything that can be told
apart; its parents and its figures are given by functions.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from spbe_cli.core.case import Case
from spbe_cli.core.combine import Settled
from spbe_cli.core.instrument import Indicator
from spbe_cli.core.problems import KeyPath
from spbe_cli.core.result import Result
from spbe_cli.core.scoring import Line, Scorecard

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


class LevelChange(NamedTuple):
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
    """The version that a level comes from, with what it changed against its first parent.

    The change may be older where versions between the two were `passed` over.
    """

    node: Node
    parent: Node | None
    change: LevelChange
    passed: tuple[Node, ...] = ()


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
        self._between: dict[Node, tuple[Node, ...]] = {}

    def card(self, node: Node) -> Scorecard | None:
        """Give the figures of a version; None where it has none."""
        if node not in self._cards:
            self._cards[node] = self._card(node)
        return self._cards[node]

    def before(self, node: Node) -> tuple[Node, ...]:
        """Give the nearest earlier versions with figures, along the first parent first."""
        if node not in self._before:
            found: dict[Node, None] = {}
            between: dict[Node, None] = {}
            seen: set[Node] = set()
            todo = [*reversed(self._parents(node))]
            while todo:
                one = todo.pop()
                if one in seen:
                    continue
                seen.add(one)
                if self.card(one) is None:
                    between[one] = None
                    todo += reversed(self._parents(one))
                else:
                    found[one] = None
            self.passed |= between
            self._before[node], self._between[node] = tuple(found), tuple(between)
        return self._before[node]

    def between(self, node: Node) -> tuple[Node, ...]:
        """Give what was passed over between a version and those before it, the nearest first."""
        self.before(node)
        return self._between[node]

    def comparable(self, node: Node, like: Scorecard) -> Scorecard | None:
        """Give the figures of a version if the same answers mean the same there; else None."""
        card = self.card(node)
        return card if card is not None and card.instrument.scores_as(like.instrument) else None


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
        before = [(parent, ancestry.comparable(parent, card)) for parent in ancestry.before(node)]
        for one in suspects:
            place = card.instrument.positions[one]
            after = card.lines[place]
            lines = [(parent, theirs.lines[place] if theirs else None) for parent, theirs in before]
            heir = next((parent for parent, line in lines if _same(line, after)), None)
            if heir is not None:
                todo.setdefault(heir, []).append(one)
                continue
            parent, line = lines[0] if lines else (None, None)
            if line is not None or after.answered:
                change = LevelChange(line, after)
                found[one] = Origin(node, parent, change, ancestry.between(node))
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


class CommitEffect(NamedTuple):
    """What one commit did to the whole: figures before and after; `before` is None for a first.

    Some of it may be the work of commits `passed` over just before it, the newest first.
    """

    commit: Commit
    before: Scorecard | None
    after: Scorecard
    passed: tuple[Commit, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether there are figures on both sides, and the same answers mean the same in both."""
        return self.before is not None and self.before.instrument.scores_as(self.after.instrument)

    @property
    def change(self) -> Fraction | None:
        """How far the index moved, exactly; None where the two cannot be compared."""
        if self.before is None or not self.is_comparable:
            return None
        return self.after.index - self.before.index

    @property
    def changes(self) -> tuple[LevelChange, ...]:
        """The indicators that changed, which sum to `change`; none where that is None."""
        if self.before is None or not self.is_comparable:
            return ()
        pairs = map(LevelChange, self.before.lines, self.after.lines)
        return tuple(pair for pair in pairs if not _same(pair.before, pair.after))


class Blamed(NamedTuple):
    """A change of a level that counts, and the commit that made it.

    It may as well have been one of those `passed` over just before it, the newest first. `place`
    is file and line of the answer that counts now, where the change is the last one and the
    answer stands in one place.
    """

    change: LevelChange
    commit: Commit
    passed: tuple[Commit, ...] = ()
    place: tuple[str, int] | None = None


class Report(NamedTuple):
    """What is known of where the levels of one file come from.

    `blamed` has one change for each indicator, or all changes of the one asked for (`indicator`),
    the newest first. `effects` is what the commits among them did, the newest first; `passed` are
    those that could not be compared.
    """

    result: Result
    card: Scorecard
    indicator: Indicator | None
    blamed: tuple[Blamed, ...]
    effects: tuple[CommitEffect, ...]
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
    told = {origin.node: _told(origin, commit) for origin in origins}
    parents = {origin.node: origin.parent for origin in origins}
    effects = tuple(
        CommitEffect(own, None if parent is None else ancestry.card(parent), after, between)
        for node, parent in sorted(parents.items(), key=lambda one: rank(one[0]))
        for own, between in [told[node]]
        if (after := ancestry.card(node)) is not None
    )
    blamed: list[Blamed] = []
    for origin in origins:
        one = origin.change.indicator.id
        is_last = indicator is None or not blamed
        place = places.get(one) if is_last else None
        blamed.append(Blamed(origin.change, *told[origin.node], place))
    passed = tuple(commit(node) for node in sorted(ancestry.passed, key=rank))
    return Report(result, card, indicator, tuple(blamed), effects, passed)


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


def _told(
    origin: Origin[Node], commit: Callable[[Node], Commit]
) -> tuple[Commit, tuple[Commit, ...]]:
    """Give the commit of an origin and those passed over just before it.

    Where one of these ends a shallow clone, what came before the commit itself is not known.
    """
    own, passed = commit(origin.node), tuple(map(commit, origin.passed))
    is_cut = own.is_cut or any(one.is_cut for one in passed)
    return own._replace(is_cut=is_cut), passed


def _same(one: Line | None, other: Line) -> bool:
    """Tell whether a level is the same; unanswered is not the same as the lowest level."""
    return one is not None and one.standing.level == other.standing.level
