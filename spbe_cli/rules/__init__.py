"""What is judged once a file is read: one small function per code, listed here.

Rules take a case and yield findings; they judge values and touch no file.
"""

from collections.abc import Callable, Iterator

from spbe_cli.case import Case
from spbe_cli.problems import Finding
from spbe_cli.rules import answering, published, values

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    values.unknown_indicator,
    values.unknown_group,
    values.level_range,
    values.exceptional_level,
    values.target_below_level,
    values.confidence_sum,
    values.year_outside,
    values.unknown_category,
    answering.unanswered,
    answering.lead_without_answer,
    answering.opds_in_conflict,
    answering.owner_without_answer,
    published.index_against_answers,
    published.group_against_answers,
    published.category_against_answers,
    published.category_against_index,
    published.unreachable_value,
    published.index_against_domains,
)


def judge(case: Case) -> Iterator[Finding]:
    """Yield what every rule finds."""
    for rule in RULES:
        yield from rule(case)
