"""Gates: conditions a result must meet for the exit code to be 0.

A number is compared with the exact index; a category follows the instrument's rule for the year.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.core.instrument import Category, Instrument
from spbe_cli.core.problems import CallError
from spbe_cli.core.result import GateKind, Result, Verdict
from spbe_cli.core.suggest import suggested


class Gates(NamedTuple):
    """The gates of one call: the lowest index, the name of the lowest category."""

    min_index: Fraction | None = None
    min_category: str | None = None

    def judge(self, result: Result) -> Result:
        """Judge one result; one without an index has failed already and is not judged."""
        return replace(result, verdicts=tuple(self._verdicts(result)))

    def _verdicts(self, result: Result) -> Iterator[Verdict]:
        index, category = result.index, result.category
        if result.case is None or index is None or category is None:
            return
        if self.min_index is not None:
            yield Verdict(GateKind.MIN_INDEX, self.min_index, passed=index >= self.min_index)
        if self.min_category is not None:
            order = result.case.instrument.categories
            wanted = category_named(self.min_category, result.case.instrument)
            passed = order.index(category) <= order.index(wanted)
            yield Verdict(GateKind.MIN_CATEGORY, wanted, passed)


def category_named(name: str, instrument: Instrument) -> Category:
    """Find the category an option names; raises `CallError` when the instrument has none such."""
    category = instrument.category_named(name)
    if category is None:
        names = [category.name for category in instrument.categories]
        near = suggested(name, [one for both in names for one in both])
        raise CallError("call.category", found=name, allowed=", ".join(n.id for n in names), **near)
    return category
