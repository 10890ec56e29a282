"""Where levels come from, as CSV: one row for each change."""

from collections.abc import Iterator, Sequence

from spbe_cli.blaming import Blamed, Report, Step
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Look

HEAD = (
    *("file", "id", "aspect", "name", "weight", "from_exact", "to_exact", "contribution_exact"),
    *("commit", "date", "author", "subject", "boundary"),
    *("index_before_exact", "index_after_exact", "answer_file", "answer_line"),
)


def render(report: Report, look: Look) -> Iterator[str]:
    """Write the changes; what was never answered has a row without a commit."""
    del look
    steps = {step.commit: step for step in report.steps}
    yield from lines([HEAD])
    yield from lines(_row(one, steps[one.commit], report) for one in report.blamed)
    blamed = {one.change.indicator.id for one in report.blamed}
    for line in report.card.unanswered:
        if line.indicator.id in report.unanswered and line.indicator.id not in blamed:
            one = line.indicator
            row = [text(report.result.file), one.id, one.aspect, text(one.name.id)]
            rest = len(HEAD) - len(row) - 1
            yield from lines([[*row, exact(one.weight), *[""] * rest]])


def _row(one: Blamed, step: Step, report: Report) -> Sequence[str]:
    before, after, commit = one.change.before, one.change.after, one.commit
    indicator = after.indicator
    file, line = one.place or ("", "")
    return (
        text(report.result.file),
        text(indicator.id),
        text(indicator.aspect),
        text(indicator.name.id),
        exact(indicator.weight),
        exact(before.standing.level if before else None),
        exact(after.standing.level),
        exact(one.change.adds),
        commit.hash,
        commit.date,
        text(commit.author),
        text(commit.subject),
        str(commit.is_cut).lower(),
        exact(step.before.index if step.before else None),
        exact(step.after.index),
        text(file),
        str(line),
    )
