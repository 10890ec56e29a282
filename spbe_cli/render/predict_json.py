"""A prediction as `spbe.predict/1`."""

from collections.abc import Iterator

from spbe_cli.core.exact import exact_text, round_half_up
from spbe_cli.core.predicting import HIGH, LOW, MIDDLE, Past, Prediction
from spbe_cli.render import machine, predict_sheets
from spbe_cli.render.agreement_json import agreement_json
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json, exact, figure

SCHEMA = "spbe.predict/1"


def render(given: Prediction, look: Look) -> Iterator[str]:
    """Write a prediction with all that it rests on."""
    case = given.given.case
    card, assessment = case.scorecard, case.assessment
    value: Json = {
        "schema": SCHEMA,
        "file": given.given.file,
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
        "distribution": _distribution(given),
        "differences": [
            {"difference_exact": exact(difference), "count": often}
            for difference, often in given.differences.items()
        ],
        "past": [_past(past) for past in given.pasts],
        "assumptions": [
            {"key": one.value, "text": text} for one, text in predict_sheets.assumed(given, look)
        ],
        "doubts": [
            {"key": one.kind.value, "text": text}
            for one, text in predict_sheets.doubted(given, look)
        ],
    }
    yield f"{machine.dump(value, look, indent=2)}\n"


def _distribution(given: Prediction) -> Json:
    found, instrument = given.distribution, given.given.case.instrument
    quantiles = {exact_text(share): found.quantile(share) for share in (LOW, MIDDLE, HIGH)}
    return {
        "mean": figure(instrument.rounded(found.mean)),
        "mean_exact": exact(found.mean),
        "variance_exact": exact(found.variance),
        "quantiles": {
            share: figure(instrument.rounded(index)) for share, index in quantiles.items()
        },
        "quantiles_exact": {share: exact(index) for share, index in quantiles.items()},
        "categories": {
            category.name.id: str(round_half_up(probability, 4))
            for category, probability in given.categories
        },
    }


def _past(past: Past) -> Json:
    assessment = past.before.case.assessment
    files = {
        key: {"file": one.file, "stage": one.case.assessment.stage}
        for key, one in (("before", past.before), ("after", past.after))
    }
    return {
        "institution": assessment.institution,
        "year": assessment.year,
        **files,
        "agreement": agreement_json(past.agreement),
    }
