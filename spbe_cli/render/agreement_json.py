"""How two stages agree, as JSON; exact values as strings, as everywhere."""

from spbe_cli.core.comparisons.agreement import Agreement, OpdAgreement, Pair
from spbe_cli.render.machine import Json, exact


def agreement_json(given: Agreement) -> Json:
    """Give the figures over all indicators answered at both stages, and the same by OPD."""
    return {
        "indicators": len(given.pairs),
        "bias_exact": exact(given.bias),
        "agreement_exact": exact(given.exact),
        "within_one_exact": exact(given.within_one),
        "kappa_linear_exact": exact(given.linear),
        "kappa_quadratic_exact": exact(given.quadratic),
        "over_claimed": [_pair(pair) for pair in given.over],
        "under_claimed": [_pair(pair) for pair in given.under],
        "opds": [_opd(opd) for opd in given.opds],
    }


def _pair(pair: Pair) -> Json:
    return {
        "id": pair.indicator.id,
        "before_exact": exact(pair.before),
        "after_exact": exact(pair.after),
        "difference_exact": exact(pair.difference),
    }


def _opd(opd: OpdAgreement) -> Json:
    return {
        "id": opd.id,
        "name": opd.name,
        "indicators": opd.number,
        "bias_exact": exact(opd.bias),
        "agreement_exact": exact(opd.exact),
    }
