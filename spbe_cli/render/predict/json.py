"""A prediction as `spbe.predict/1`."""

from collections.abc import Iterator

from spbe_cli.core.uncertainty.predicting import Past, Prediction
from spbe_cli.render import machine
from spbe_cli.render.agreement_json import agreement_json
from spbe_cli.render.distribution.json import distribution_json
from spbe_cli.render.given import identity
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json, exact
from spbe_cli.render.predict import sheets

SCHEMA = "spbe.predict/1"


def render(given: Prediction, look: Look) -> Iterator[str]:
    """Write a prediction with all that it rests on."""
    value: Json = {
        "schema": SCHEMA,
        **identity(*given.given),
        "distribution": distribution_json(given.distribution, given.categories),
        "differences": [
            {"difference_exact": exact(difference), "count": often}
            for difference, often in given.differences.items()
        ],
        "past": [_past(past) for past in given.pasts],
        "assumptions": [
            {"key": one.value, "text": text} for one, text in sheets.assumed(given, look)
        ],
        "doubts": [
            {"key": one.kind.value, "text": text} for one, text in sheets.doubted(given, look)
        ],
    }
    yield f"{machine.dump(value, look, indent=2)}\n"


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
