"""A model of a plan for SciPy's solver, written apart from ours, and regulations to plan for."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number, exact_text
from spbe_cli.core.instrument import WHOLE, Instrument
from spbe_cli.core.plans.effort import Effort
from spbe_cli.core.plans.planning import Order, Target, plan, target_of
from spbe_cli.reading.library import Library
from tests import scoring
from tests.conftest import bundled

LIBRARY = Library()
I2020 = bundled(LIBRARY, "permenpanrb-59-2020")
I2018 = bundled(LIBRARY, "permenpanrb-5-2018")
I2026 = bundled(LIBRARY, "permenpanrb-8-2026")
YEAR = 2024


def case_of(
    instrument: Instrument,
    levels: Sequence[Number],
    owners: Mapping[str, Sequence[str]] | None = None,
    lead: Mapping[str, str] | None = None,
) -> Case:
    """Make a case from one level for each indicator in order, owned as said."""
    written = {
        one.id: Decimal(exact_text(level))
        for one, level in zip(instrument.indicators, levels, strict=True)
    }
    opds = {opd_id: {"owns": list(owns)} for opd_id, owns in (owners or {}).items()}
    return scoring.case_of(instrument, written, YEAR, opds=opds, lead=dict(lead or {}))


def bearer(case: Case, indicator: str) -> str | None:
    """Say who bears an effort, written out again: the lead, else the first owner."""
    lead = case.assessment.lead.get(indicator)
    return lead or next(iter(case.owners[indicator]), None)


class Column(NamedTuple):
    """A variable of the model that stands against ours: an indicator ends at a level."""

    place: int
    level: int
    cost: int
    gain: int


UNIT = 20 * 3 * 100
"""Gains are counted in this part of a level x per cent, whole for every regulation."""


def columns_of(case: Case, effort: Effort) -> list[Column]:
    columns = []
    for place, line in enumerate(case.scorecard.lines):
        one, cost, highest = line.indicator.id, 0, case.instrument.levels.highest
        top = effort.max_level.get(one, highest)
        whole = range(int(line.level) + 1, int(highest) + 1)
        free = [n for n in whole if n <= top and one not in effort.locked]
        for level in free[: effort.max_rise]:
            cost += int(effort.cost(one, level))
            gain = line.indicator.weight * (level - line.level) * UNIT
            assert gain.denominator == 1
            columns.append(Column(place, level, cost, int(gain)))
    return columns


def rows_of(
    case: Case, effort: Effort, columns: list[Column]
) -> Iterator[tuple[list[float], float]]:
    """Give sums over the columns and what each may be at most."""
    ids = [line.indicator.id for line in case.scorecard.lines]
    for place in range(len(ids)):
        yield [float(one.place == place) for one in columns], 1.0
    for opd, capacity in effort.capacity.items():
        yield (
            [float(one.cost * (bearer(case, ids[one.place]) == opd)) for one in columns],
            float(capacity),
        )
    for wanting in effort.requires:
        here = ids.index(wanting.indicator)
        for needed, least in wanting.needs.items():
            there = ids.index(needed)
            held = [float(one.place == there and one.level >= least) for one in columns]
            if case.scorecard.lines[there].level >= least:
                continue
            for one in columns:
                if one.place == here and one.level >= wanting.level:
                    yield [float(c is one) - h for c, h in zip(columns, held, strict=True)], 0.0


def asked(case: Case, effort: Effort, target: Fraction) -> Callable[[], Any]:
    """Make ready to ask the solver what reaching a target costs; all costs are whole."""
    columns = columns_of(case, effort)
    rows, most = map(list, zip(*rows_of(case, effort, columns), strict=True))
    need = (target - case.scorecard.index) * WHOLE * UNIT
    rows.append([-float(one.gain) for one in columns])
    most.append(-float(-(-need // 1)))
    costs, matrix = np.array([float(one.cost) for one in columns]), np.array(rows)
    return lambda: milp(
        costs,
        integrality=np.ones(len(columns)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -np.inf, most),
        options={"mip_rel_gap": 0},
    )


def solver_cost(case: Case, effort: Effort, target: Fraction) -> Fraction | None:
    """Give what the solver finds that reaching a target costs; None where it finds no way."""
    found = asked(case, effort, target)()
    assert found.status in {0, 2}
    return Fraction(round(found.fun)) if found.status == 0 else None


def drawn_case(seed: int, instrument: Instrument) -> tuple[Case, Effort, random.Random]:
    """Draw levels, owners, costs and caps for a regulation."""
    draw = random.Random(seed)
    ids = [one.id for one in instrument.indicators]
    levels: list[Number] = []
    for _ in ids:
        level = Fraction(draw.randint(100, 500), 100) if instrument is I2026 else draw.randint(1, 5)
        levels.append(level)
    effort = Effort(
        default=draw.randint(1, 3),
        costs={
            one: {n: draw.randint(0, 12) for n in range(1, 6)}
            for one in draw.sample(ids, draw.randint(0, len(ids)))
        },
        locked=frozenset(draw.sample(ids, 2)),
        max_level={one: draw.randint(2, 4) for one in draw.sample(ids, 6)},
        max_rise=draw.choice([None, None, 2]),
        capacity={opd: draw.randint(3, 25) for opd in draw.sample("abcd", draw.randint(0, 3))},
    )
    owners = {
        opd: [one for one in ids if hash_of(one, seed) % 5 == n] for n, opd in enumerate("abcd")
    }
    return case_of(instrument, levels, owners), effort, draw


def hash_of(text: str, seed: int) -> int:
    return random.Random(f"{text} {seed}").randrange(10**6)


def aimed(case: Case, effort: Effort, draw: random.Random) -> Target:
    """Choose a target between the present index and a little beyond what can be reached."""
    best = plan(case, Order(YEAR, budget=Fraction(10**6), effort=effort)).index
    now = case.scorecard.index
    share = Fraction(draw.randint(0, 120), 100)
    return target_of(case.instrument, now + (best - now) * share, YEAR)
