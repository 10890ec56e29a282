"""What is imported as YAML in the layout of drafts, with places for the answers that are filled in.

Whose assessment it is and what OPDs own stands here already; `spbe_cli.editing` puts in the rest.
"""

from collections.abc import Iterator, Sequence

from spbe_cli.core.case import Case
from spbe_cli.core.instrument import Indicator
from spbe_cli.core.notation import as_key
from spbe_cli.render.init.yaml import elsewhere, head, opd_head, titled
from spbe_cli.render.look import Look


def assessment(case: Case, include: Sequence[str], look: Look) -> Iterator[str]:
    """Write the file of the institution; `include` finds its OPDs, if they have files."""
    value = case.assessment
    yield from head(value, include, look)
    mine = [
        one
        for one in case.instrument.indicators
        if one.id in value.answers or not case.owners[one.id]
    ]
    if mine and (value.has_answers or value.published is None):
        yield "\nanswers:\n"
        if include:
            yield from elsewhere(include[0].rpartition("/")[0] or ".", look)
        yield from _places(mine, case, look)
    if value.opds and not include:
        yield "\nopds:\n"
    if value.published is not None:
        yield "\npublished:\n"


def opd(case: Case, opd_id: str, look: Look) -> Iterator[str]:
    """Write the file of an OPD: what it owns or answered."""
    value = case.assessment.opds[opd_id]
    yield from opd_head(opd_id, value.name, value.owns)
    mine = [
        one
        for one in case.instrument.indicators
        if one.id in value.answers or opd_id in case.owners[one.id]
    ]
    if mine:
        yield "\nanswers:\n"
        yield from _places(mine, case, look)


def _places(indicators: list[Indicator], case: Case, look: Look) -> Iterator[str]:
    for one, title in titled(indicators, case.instrument, look):
        yield f"{title}  {as_key(one.id)}:\n"
