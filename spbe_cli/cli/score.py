"""`spbe score`: the index and category of each file."""

from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from spbe_cli.cli import parallel
from spbe_cli.cli.app import verb
from spbe_cli.cli.options import FormatOption, Jobs, Output, Paths, exact_number
from spbe_cli.cli.progress import watched
from spbe_cli.cli.score_work import Call, Made, Missing, Spread, Tally, work
from spbe_cli.cli.session import Session
from spbe_cli.core.exact import exact_text, median, number
from spbe_cli.core.gate import Gates
from spbe_cli.core.inert import quoted
from spbe_cli.core.problems import CallError, ExitCode, in_order
from spbe_cli.locale import Texts
from spbe_cli.reading import files
from spbe_cli.reading.library import shared
from spbe_cli.reading.loading import Loader
from spbe_cli.render.look import Depth, Format, Look, counted

if TYPE_CHECKING:
    from spbe_cli.reading.scenarios import Listed

MOST_REPEATED = 5
"""Files of an assessment that was there already which are named; of more, only how many."""

FILED = "@"
"""How a setting begins that names a file of scenarios."""

SETTING = f"INDICATOR=LEVEL|{FILED}FILE"


def command() -> Any:
    """Build the command."""
    return verb("score", score)


def score(
    session: Session,
    paths: Paths,
    *,
    format_: FormatOption = Format.TABLE,
    by: Annotated[Depth | None, typer.Option("--by")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar=SETTING)] = None,
    missing: Annotated[Missing, typer.Option("--missing")] = Missing.LOWEST,
    min_index: Annotated[str | None, typer.Option("--min-index", metavar="NUMBER")] = None,
    min_category: Annotated[str | None, typer.Option("--min-category", metavar="NAME")] = None,
    jobs: Jobs = None,
    output: Output = None,
) -> ExitCode:
    """Score files; fail where one has an error or does not meet a gate."""
    lowest = None if min_index is None else exact_number("--min-index", min_index)
    gates = Gates(lowest, min_category)
    tally, spots = Tally(), files.spots(paths)
    files.refuse_to_overwrite(output, spots)
    settings = tuple(one for one in set_ or () if not one.startswith(FILED))
    filed = [one.removeprefix(FILED) for one in set_ or () if one.startswith(FILED)]
    if files.STDIN in filed and files.STDIN in paths:
        raise CallError("call.stdin-twice")
    scenarios = _scenarios(filed, output) if filed else ()
    look = session.look(output)
    call = Call(format_, look, by, settings, missing, gates, session.quiet, scenarios)
    chunks = _chunks(call, spots, tally, session, jobs)
    first = next(chunks, None)
    if first is None:
        raise CallError("call.no-assessments", paths=", ".join(paths))
    session.write(chain([first], chunks), output)
    if tally.problems:
        session.fail_problems(in_order(tally.problems))
    if by is not None and call.for_people and (tally.files > 1 or call.side_by_side):
        key = "score.by.several" if tally.files > 1 else "score.by.scenarios"
        session.tell(session.texts(key, by=by.value))
    _tell_summary(session, tally)
    return ExitCode.CONTENT if tally.failing else ExitCode.OK


def _chunks(
    call: Call, spots: list[files.Spot], tally: Tally, session: Session, jobs: int | None
) -> Iterator[str]:
    """Write one result in full, several as rows with the cores there are; nothing for none."""
    pending = iter(spots)
    loader = Loader(shared(), assessments_only=True)
    first = [call.results(loaded) for loaded in islice(loader.load_all(pending), 2)]
    rest = list(pending)
    head = Made(len(spots) - len(rest), tuple(map(call.seen, first)), loader.skipped)
    if len(first) < 2:
        tally.see(head)
        yield from (text for results in first for text in call.alone(results))
        return
    made = chain([head], parallel.ordered(partial(work, call), rest, attrgetter("group"), jobs))
    passing = watched(made, len(spots), session)
    rows = (seen.row for part in passing for seen in tally.see(part))
    yield from call.several(rows)


def _scenarios(references: list[str], output: Path | None) -> tuple["Listed", ...]:
    """Read the scenarios of files; raises `ContentError` where they do not hold."""
    from spbe_cli.reading.scenarios import read_scenarios, spots_of  # noqa: PLC0415 - seldom asked

    spots = spots_of(references)
    files.refuse_to_overwrite(output, spots)
    return read_scenarios(spots)


def _tell_summary(session: Session, tally: Tally) -> None:
    if tally.files > 1:
        session.tell(*_distribution(tally, session.error_look))
    session.tell(*_repeated(tally, session.texts))
    session.tell_skipped(tally.skipped)
    for line, passed in tally.gates:
        (session.tell if passed else session.fail)(line)


def _repeated(tally: Tally, texts: Texts) -> Iterator[str]:
    """Name the files that are the same assessment as an earlier one: each of them was counted."""
    for file, first in islice(tally.repeated.items(), MOST_REPEATED):
        yield texts("score.repeated", file=file, first=first)
    if len(tally.repeated) > MOST_REPEATED:
        more = counted(texts, "files", len(tally.repeated) - MOST_REPEATED)
        yield texts("score.repeated-more", files=more)


def _distribution(tally: Tally, look: Look) -> Iterator[str]:
    """Say how many files have an index, which categories, and the median of each regulation."""
    texts, spreads = look.texts, tally.spreads
    scored = next(iter(spreads.values())).scored
    count = counted(texts, "files", tally.files)
    yield texts("score.summary", files=count, scored=scored, failed=tally.files - scored)
    for scenario, spread in spreads.items():
        if len(spreads) == 1:
            yield from _spread(spread, texts)
            return
        name = texts("scenarios.now") if scenario is None else scenario
        yield f"{quoted(name)}: {' '.join(_spread(spread, texts)) or texts('score.none-scored')}"


def _spread(spread: Spread, texts: Texts) -> Iterator[str]:
    """Name the categories and the median of each regulation."""
    if spread.categories:
        most_first = sorted(spread.categories.items(), key=lambda one: (-one[1], one[0]))
        categories = ", ".join(f"{name} {count}" for name, count in most_first)
        yield texts("score.distribution", categories=categories)
    for instrument, indices in sorted(spread.indices.items()):
        middle = texts.figure(exact_text(number(median(indices))))
        yield texts("score.median", instrument=instrument, median=middle, count=len(indices))
