"""Where answers stand in an assessment, and what a broken path explains."""

from collections.abc import Iterator

from spbe_cli.core.assessment import Answer, Evidence
from spbe_cli.core.case import Case
from spbe_cli.core.problems import KeyPath


def answers(case: Case) -> Iterator[tuple[KeyPath, str, Answer]]:
    """Give every answer with its path and indicator: the institution's own, then each OPD's."""
    for indicator_id, answer in case.assessment.answers.items():
        yield ("answers", indicator_id), indicator_id, answer
    for opd_id, opd in case.assessment.opds.items():
        for indicator_id, answer in opd.answers.items():
            yield ("opds", opd_id, "answers", indicator_id), indicator_id, answer


def first_written(case: Case) -> dict[str, KeyPath]:
    """Give the path of the first answer to each indicator: one with a level, else any."""
    backward = [*answers(case)][::-1]
    return {indicator_id: path for path, indicator_id, _ in backward} | {
        indicator_id: path for path, indicator_id, answer in backward if answer.level is not None
    }


def evidence(case: Case) -> Iterator[tuple[KeyPath, str, Evidence, Answer]]:
    """Give every piece of evidence with its path, its indicator and the answer it is for."""
    for path, indicator_id, answer in answers(case):
        for index, piece in enumerate(answer.evidence):
            yield (*path, "evidence", index), indicator_id, piece, answer


def answer_path(opd_id: str | None, indicator_id: str) -> KeyPath:
    """Give the path an answer stands at, or would stand at."""
    return (
        ("answers", indicator_id) if opd_id is None else ("opds", opd_id, "answers", indicator_id)
    )
