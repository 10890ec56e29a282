"""What is judged once a file is read: one small function per code, listed here.

Rules take a case and yield findings; they judge values and touch no file.
"""

from collections.abc import Callable, Iterable, Iterator

from spbe_cli.core.case import Case
from spbe_cli.core.problems import Code, Finding
from spbe_cli.core.rules import answering, evidence, published, values

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
    published.float_trace,
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


MOST_FINDINGS = 2000
"""Findings of one rule; forty OPDs that own 47 indicators each stay below it."""


def judge(case: Case) -> Iterator[Finding]:
    """Yield what every rule finds."""
    return _judged(case, RULES)


def judge_values(case: Case) -> Iterator[Finding]:
    """Yield what the rules on single answers find; for an OPD file without its assessment."""
    return _judged(case, VALUE_RULES)


def judge_evidence(case: Case) -> Iterator[Finding]:
    """Yield what the rules on evidence find."""
    return _judged(case, EVIDENCE_RULES)


def _judged(case: Case, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Yield what rules find, of each no more than a limit, and say so."""
    for rule in rules:
        for count, finding in enumerate(rule(case)):
            if count == MOST_FINDINGS:
                limit = {"limit": str(MOST_FINDINGS)}
                yield Finding(Code.BUDGET, finding.path, limit, "problems", finding.at)
                break
            yield finding
