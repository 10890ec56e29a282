"""An assessment that another result is about: whose it is and what it scores, in each format."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.case import Case
from spbe_cli.core.result import Result, figures
from spbe_cli.render import delimited
from spbe_cli.render.machine import Json, exact, figure


def scored(file: str, case: Case) -> Result:
    """Give an assessment as the result that scoring it gives."""
    return figures(Result(file, case.assessment, frozenset(), case, ()))


def identity(file: str, case: Case) -> Json:
    """Give what JSON says of it first."""
    card, assessment = case.scorecard, case.assessment
    return {
        "file": file,
        "institution": assessment.institution,
        "year": assessment.year,
        "stage": assessment.stage,
        "instrument": case.instrument.id,
        "index": figure(case.instrument.rounded(card.index)),
        "index_exact": exact(card.index),
        "category": card.judgement.category.name.id,
        "category_basis": card.judgement.basis.value,
        "answered": card.answered,
        "total": len(card.lines),
    }


def rows(file: str, case: Case) -> Iterator[Sequence[str]]:
    """Give what CSV says of it first: figure, of which file, its value rounded and exact."""
    card, of = case.scorecard, delimited.text(file)
    shown = str(case.instrument.rounded(card.index))
    yield "index", of, shown, delimited.exact(card.index)
    yield "category", of, delimited.text(card.judgement.category.name.id), ""
