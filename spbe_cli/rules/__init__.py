"""What is judged once a file is read: one small function per code, listed here.

Rules take a case and yield findings; they judge values and touch no file.
"""

from collections.abc import Callable, Iterator

from spbe_cli.case import Case
from spbe_cli.problems import Finding
from spbe_cli.rules import answering, evidence, published, values

Rule = Callable[[Case], Iterator[Finding]]

VALUE_RULES: tuple[Rule, ...] = (
    values.unknown_indicator,
    values.level_range,
    values.exceptional_level,
    values.target_below_level,
    values.confidence_sum,
    values.evidence_without_source,
)
"""The rules that judge single answers, so that they hold for an OPD file alone."""

RULES: tuple[Rule, ...] = (
    *VALUE_RULES,
    values.unknown_group,
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
    published.published_without_index,
)

EVIDENCE_RULES: tuple[Rule, ...] = (
    evidence.missing,
    evidence.empty,
    evidence.pointer,
    evidence.outside,
    evidence.reused,
    evidence.level_without,
    evidence.review_too_old,
    evidence.too_late,
)
"""The rules on evidence, judged on request."""


def judge(case: Case) -> Iterator[Finding]:
    """Yield what every rule finds."""
    for rule in RULES:
        yield from rule(case)


def judge_values(case: Case) -> Iterator[Finding]:
    """Yield what the rules on single answers find; for an OPD file without its assessment."""
    for rule in VALUE_RULES:
        yield from rule(case)


def judge_evidence(case: Case) -> Iterator[Finding]:
    """Yield what the rules on evidence find."""
    for rule in EVIDENCE_RULES:
        yield from rule(case)
