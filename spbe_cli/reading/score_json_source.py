"""Results of `spbe score --format json` -> data shaped as assessments, every value still located.

JSON is read by the reader of YAML, of which it is a part: as strict, as bounded, duplicate keys
and places included. What was announced stays as it was; where nothing was, the figures that were
computed are taken. On request the levels behind those are taken instead.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from spbe_cli.core.assessment import Announcement
from spbe_cli.core.exact import parse_decimal
from spbe_cli.core.exchange.intake import Told
from spbe_cli.core.problems import Code, Finding, KeyPath, Problem, Term
from spbe_cli.core.scalars import described
from spbe_cli.reading.source import Source

SCHEMA = "spbe.score/1"

_HEAD = ("institution", "type", "province", "year", "stage", "instrument")
_FIGURES = {"domains": "index", "aspects": "index", "indicators": "level_exact"}
"""The lists of a result, and which figure of an item is taken."""

_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE
)
"""A character that JSON may write as two halves, which YAML does not know."""


@dataclass(slots=True)
class ScoredResult:
    """One result as an assessment would have it.

    `places` says where in the JSON each path stands. `answered` and `total` count the indicators
    behind an index that was computed; both are None where it was announced. `told` is what is not
    taken.
    """

    data: dict[str, Any]
    source: Source
    path: KeyPath
    places: dict[KeyPath, KeyPath] = field(default_factory=dict)
    answered: int | None = None
    total: int | None = None
    told: tuple[Told, ...] = ()

    def locate(self, finding: Finding) -> Problem:
        """Find where a finding is written: at its value, or at what that is in."""
        path = finding.path
        while path and path not in self.places:
            path = path[:-1]
        place = self.places.get(path, self.path)
        located = self.source.locate(finding._replace(path=place, at="value"))
        return located._replace(finding=finding)


class ScoreJson:
    """The results in one text; `problems` are those of the whole, complete once all are taken."""

    def __init__(self, file: str, text: str, *, with_answers: bool) -> None:
        self._source = Source(file, _PAIR.sub(_joined, text))
        self._with_answers = with_answers
        self.problems: list[Problem] = list(self._source.problems)

    def __iter__(self) -> Iterator[ScoredResult]:
        """Give the results in order; one that is none is a problem."""
        for number, one in enumerate(self._results()):
            path = ("results", number)
            if not isinstance(one, dict):
                self._say(_wrong_type(path, one, "mapping"))
            elif self._is_usable(one, path):
                yield self._result(one, path)

    def _results(self) -> list[Any]:
        data = self._source.data
        if data is None and self.problems:
            return []
        keys = data if isinstance(data, dict) else {}
        schema, results = keys.get("schema"), keys.get("results")
        if schema != SCHEMA or not isinstance(results, list):
            found = described(schema) if "schema" in keys else Term("word.nothing")
            path = ("schema",) if "schema" in keys else ()
            values = {"found": found, "expected": SCHEMA}
            self._say(Finding(Code.NOT_AN_ASSESSMENT, path, values, "json"))
            return []
        if not results:
            self._say(Finding(Code.EMPTY_FILE, ("results",), {}, "json"))
        return results

    def _is_usable(self, one: Mapping[str, Any], path: KeyPath) -> bool:
        """Refuse what is no result of an assessment as it is."""
        if one.get("scenario") is not None or one.get("what_if"):
            self._say(Finding(Code.NOT_AN_ASSESSMENT, path, {}, "what-if"))
            return False
        if one.get("index") is None:
            self._say(Finding(Code.NOT_AN_ASSESSMENT, path, {}, "no-index"))
            return False
        return True

    def _result(self, one: Mapping[str, Any], path: KeyPath) -> ScoredResult:
        result = ScoredResult({}, self._source, path)
        for key in _HEAD:
            said = "instrument_file" if key == "instrument" and one.get("instrument_file") else key
            if one.get(said) is not None:
                self._put(result, (key,), one[said], (*path, said))
        result.told = (*self._homeless(one, path),)
        takes_answers = self._with_answers and one.get("source") == "answers"
        is_answered = takes_answers and bool(one.get("indicators"))
        if is_answered:
            self._take_answers(result, one)
        announced = one.get("published")
        if isinstance(announced, dict) and any(announced.values()):
            self._take_announced(result, announced)
        elif not is_answered:
            self._take_computed(result, one)
        return result

    def _homeless(self, one: Mapping[str, Any], path: KeyPath) -> Iterator[Told]:
        """Tell the OPDs: who said and owns what is not all in a result, so none of it is taken."""
        opds = one.get("opds")
        for number, opd in enumerate(opds if isinstance(opds, list) else ()):
            if isinstance(opd, dict) and isinstance(opd.get("id"), str):
                asked = Finding(Code.NOT_AN_ASSESSMENT, (*path, "opds", number))
                place = self._source.locate(asked).place
                line = "" if place is None else f":{place.line}"
                yield Told(f"{self._source.file}{line}", f"opds.{opd['id']}")

    def _take_computed(self, result: ScoredResult, one: Mapping[str, Any]) -> None:
        """Take the figures that follow from the answers."""
        path = result.path
        for key in ("index", "category"):
            if one.get(key) is not None:
                self._put(result, ("published", key), one[key], (*path, key))
        for layer in ("domains", "aspects"):
            for group_id, figure, place in self._items(one, layer, path):
                self._put(result, ("published", layer, group_id), figure, place)
        result.answered, result.total = _count(one.get("answered")), _count(one.get("total"))

    def _take_answers(self, result: ScoredResult, one: Mapping[str, Any]) -> None:
        """Take the level of each indicator that is answered."""
        result.data["answers"] = {}
        result.places["answers",] = (*result.path, "indicators")
        for indicator, level, place in self._items(one, "indicators", result.path):
            exact = parse_decimal(level) if isinstance(level, str) else None
            found = level if exact is None else exact
            self._put(result, ("answers", indicator, "level"), found, place)

    def _take_announced(self, result: ScoredResult, announced: Mapping[str, Any]) -> None:
        """Take what was announced as it was."""
        place = (*result.path, "published")
        result.data["published"] = {}
        result.places["published",] = place
        for key in ("index", "category"):
            if announced.get(key) is not None:
                self._put(result, ("published", key), announced[key], (*place, key))
        for layer in ("domains", "aspects"):
            for group_id, figure in self._mapping(announced, layer, place).items():
                self._put(result, ("published", layer, group_id), figure, (*place, layer, group_id))
        source = self._mapping(announced, "source", place)
        for key in Announcement.model_fields:
            if source.get(key) is not None:
                inner = ("published", "source", key)
                self._put(result, inner, source[key], (*place, "source", key))

    def _items(
        self, one: Mapping[str, Any], name: str, above: KeyPath
    ) -> Iterator[tuple[str, Any, KeyPath]]:
        """Give id, figure and place of each item of a list; of indicators, the answered ones."""
        listed = one.get(name) or []
        if not isinstance(listed, list):
            self._say(_wrong_type((*above, name), listed, "list"))
            return
        figure = _FIGURES[name]
        for number, item in enumerate(listed):
            path = (*above, name, number)
            if not isinstance(item, dict):
                self._say(_wrong_type(path, item, "mapping"))
            elif not isinstance(item.get("id"), str):
                self._say(_wrong_type((*path, "id"), item.get("id"), "text"))
            elif item.get("answered") is not False:
                yield item["id"], item.get(figure), (*path, figure)

    def _mapping(self, one: Mapping[str, Any], name: str, above: KeyPath) -> Mapping[str, Any]:
        found = one.get(name) or {}
        if isinstance(found, dict):
            return found
        self._say(_wrong_type((*above, name), found, "mapping"))
        return {}

    def _put(self, result: ScoredResult, path: KeyPath, value: object, place: KeyPath) -> None:
        """Put a value where an assessment has it; an id that was there is a problem."""
        data = result.data
        for step in path[:-1]:
            data = data.setdefault(str(step), {})
        last = str(path[-1])
        if path in result.places:
            first = self._source.locate(Finding(Code.DUPLICATE_KEY, result.places[path]))
            line = str(first.place.line) if first.place else ""
            values = {"key": str(path[2] if len(path) > 2 else last), "first": line}
            finding = Finding(Code.DUPLICATE_KEY, place, values)
            self._say(finding)
            return
        data[last] = value
        result.places[path] = place
        for length in range(1, len(path)):
            result.places.setdefault(path[:length], place)

    def _say(self, finding: Finding) -> None:
        self.problems.append(self._source.locate(finding))


def _count(found: object) -> int | None:
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _wrong_type(path: KeyPath, found: object, expected: str) -> Finding:
    values = {"found": described(found), "expected": Term(f"word.{expected}")}
    return Finding(Code.WRONG_TYPE, path, values)


def _joined(found: re.Match[str]) -> str:
    """Write a character of two halves as one."""
    before, *halves = found.groups()
    high, low = (int(half, 16) for half in halves)
    return f"{before}\\U{0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00:08X}"
