"""`spbe plan`: what to raise first, and what the best index for every effort is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from spbe_cli.cli import instruments
from spbe_cli.cli.app import verb
from spbe_cli.cli.assessments import Opened, opened
from spbe_cli.cli.options import FormatOption, Output, exact_number, possible_year
from spbe_cli.cli.plan_copy import refuse_copy, write_copy
from spbe_cli.cli.progress import shown
from spbe_cli.cli.refusing import refused
from spbe_cli.cli.session import Session
from spbe_cli.core.case import Case, Filed
from spbe_cli.core.gate import category_named
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.plans.climbing import Told, unheard
from spbe_cli.core.plans.effort import Effort, PrerequisitesFile
from spbe_cli.core.plans.planned import Asked, Planned, outside_of, planned
from spbe_cli.core.plans.planning import Order, Target, target_of
from spbe_cli.core.problems import CallError, ExitCode
from spbe_cli.reading import files
from spbe_cli.reading.efforts import prerequisites_beside, read_effort, with_prerequisites
from spbe_cli.reading.library import Library, shared
from spbe_cli.render.look import Format
from spbe_cli.render.plan import wording as plan_wording
from spbe_cli.render.written import written

STDOUT = Path("-")
"""Standard output, as options name it."""

MOST_YEARS = 10
"""Years that can be planned: longer than a regulation of this field lasts."""


class Wanted(NamedTuple):
    """What the call says of the plan itself."""

    target: str | None
    budget: str | None
    frontier: bool
    year: int | None
    years: int
    opd: str | None

    @property
    def has_steps(self) -> bool:
        """Whether there is to be a plan; the curve needs none."""
        return self.target is not None or self.budget is not None


def command() -> Any:
    """Build the command."""
    return verb("plan", plan)


def plan(
    session: Session,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    *,
    target: Annotated[
        str | None, typer.Option("--target", metavar="CATEGORY|INDEX", show_default=False)
    ] = None,
    budget: Annotated[
        str | None, typer.Option("--budget", metavar="EFFORT", show_default=False)
    ] = None,
    frontier: Annotated[bool, typer.Option("--frontier")] = False,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", show_default=False)] = None,
    years: Annotated[
        int | None, typer.Option("--years", metavar="N", min=1, show_default=False)
    ] = None,
    effort: Annotated[
        Path | None, typer.Option("--effort", metavar="FILE", show_default=False)
    ] = None,
    prerequisites: Annotated[bool, typer.Option("--prerequisites")] = False,
    opd: Annotated[str | None, typer.Option("--opd", metavar="ID", show_default=False)] = None,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="COPY", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
) -> ExitCode:
    """Plan what to raise; fail where the target is out of reach."""
    wanted = Wanted(target, budget, frontier, year, years or 1, opd)
    if frontier and opd is not None and format_ is Format.CSV:
        raise CallError("call.plan-curve")
    _refuse_senseless(wanted, output, write)
    if file == "-" and effort == STDOUT:
        raise CallError("call.stdin-twice")
    with refused(session, "plan", format_, file, output):
        given = opened(file, shared())
    costs = None if effort is None else files.Spot(effort, effort.as_posix(), named=True)
    inputs = _inputs(given, costs)
    files.refuse_to_overwrite(output, inputs)
    if write is not None:
        refuse_copy(write, given, inputs, force=force)
    with (
        refused(session, "plan", format_, given.spot.label, output),
        session.silenced(),
        shown(session) as told,
    ):
        made = planned_for(given, wanted, costs, prerequisites=prerequisites, told=told)
    session.write(written("plan", format_, made, session.look(output)), output)
    if write is not None:
        write_copy(session, made, given.spot, write)
    session.tell(*filter(None, [plan_wording.earlier(made, session.error_look)]))
    failed = plan_wording.failed(made, session.error_look)
    if failed:
        session.fail(failed)
    return ExitCode.OK if made.feasible else ExitCode.CONTENT


def _refuse_senseless(wanted: Wanted, output: Path | None, write: Path | None) -> None:
    """Raise `CallError` where nothing is asked for, or something of steps that are not."""
    for option, value in (("--opd", wanted.opd), ("--write", write)):
        if value is not None and not wanted.has_steps:
            raise CallError("call.plan-steps", option=option)
    places = {path.resolve() for path in (output or STDOUT, STDOUT)}
    if write is not None and write.resolve() in places:
        raise CallError("call.plan-one-place", path=write.as_posix())
    if not wanted.frontier and not wanted.has_steps:
        raise CallError("call.plan-nothing")
    if wanted.years > MOST_YEARS:
        raise CallError("call.plan-years", most=str(MOST_YEARS), found=str(wanted.years))


def _inputs(given: Opened, costs: files.Spot | None) -> list[files.Spot]:
    """Give the files that a plan is made from."""
    case, spot = given
    inside = files.included(spot.folder, case.assessment.include)
    own = shared().spot_of(case.instrument)
    named = [one for one in (spot, costs, own) if one is not None]
    return [*named, *(files.nearby(path) for path in inside)]


def planned_for(
    given: Opened,
    wanted: Wanted,
    costs: files.Spot | None,
    *,
    prerequisites: bool,
    told: Told = unheard,
) -> Planned:
    """Read what the plan rests on, and make it."""
    library, (case, spot) = shared(), given
    if case.assessment.is_published_only:
        raise CallError("call.plan-published", path=spot.label)
    order = _order(case, wanted)
    shipped = _shipped(library, case.instrument) if prerequisites else None
    effort = Effort() if costs is None else read_effort(costs, case, shipped)
    order = order._replace(effort=with_prerequisites(effort, shipped, case.instrument))
    found, _ = instruments.named(library, case.assessment.instrument, spot)
    basis = None if shipped is None else shipped.basis.build()
    asked = Asked(wanted.frontier, wanted.opd, costs and costs.label, basis)
    known = instruments.with_criteria(library, found)
    outside = outside_of(order, case.instrument, _others(library, order, case.instrument))
    return planned(Filed(spot.label, case), order, asked, known.criteria, outside, told=told)


def _order(case: Case, wanted: Wanted) -> Order:
    """Read what is to be reached, with which effort, by when."""
    order = Order(possible_year(wanted.year) or case.assessment.year, wanted.years)
    if wanted.target is not None:
        order = order._replace(target=target_named(wanted.target, case.instrument, order.last))
    if wanted.budget is not None:
        budget = exact_number("--budget", wanted.budget)
        if budget < 0:
            raise CallError("call.plan-budget", found=wanted.budget)
        order = order._replace(budget=budget)
    return order


def target_named(text: str, instrument: Instrument, year: int) -> Target:
    """Read a category or a number; raises `CallError` for what is neither."""
    category = instrument.category_named(text)
    if category is None and any(character.isdigit() for character in text):
        return target_of(instrument, exact_number("--target", text), year)
    return target_of(instrument, category or category_named(text, instrument), year)


def _shipped(library: Library, instrument: Instrument) -> PrerequisitesFile:
    """Read the prerequisites beside an instrument; raises `CallError` where there are none."""
    found = prerequisites_beside(library, instrument)
    if found is None:
        raise CallError("call.plan-prerequisites", instrument=instrument.short)
    return found


def _others(library: Library, order: Order, ours: Instrument) -> Mapping[str, Instrument]:
    """Give the bundled instruments where one of them may be used in a year of the plan."""
    if all(ours.years.cover(year) for year in range(order.year, order.last + 1)):
        return {}
    found = (one.value for one in instruments.bundled(library))
    return {one.id: one for one in found if one is not None}
