"""Where levels come from, as CSV: one row for each change."""

from collections.abc import Iterator, Sequence

from spbe_cli.core.comparisons.blaming import Blamed, CommitEffect, Report
from spbe_cli.render.delimited import exact, lines, text
from spbe_cli.render.look import Look

HEAD = (
    *("file", "id", "aspect", "name", "weight", "from_exact", "to_exact", "contribution_exact"),
    *("commit", "date", "author", "subject", "boundary", "passed_over"),
    *("comparable", "index_before_exact", "index_after_exact", "answer_file", "answer_line"),
)


def render(report: Report, look: Look) -> Iterator[str]:
    """Write the changes; what was never answered has a row without a commit."""
    del look
    effects = {effect.commit: effect for effect in report.effects}
    yield from lines([HEAD])
    yield from lines(_row(one, effects[one.commit], report) for one in report.blamed)
    blamed = {one.change.indicator.id for one in report.blamed}
    for line in report.card.unanswered:
        if line.indicator.id in report.unanswered and line.indicator.id not in blamed:
            one = line.indicator
            row = [text(report.result.file), one.id, one.aspect, text(one.name.id)]
            rest = len(HEAD) - len(row) - 1
            yield from lines([[*row, exact(one.weight), *[""] * rest]])


def _row(one: Blamed, effect: CommitEffect, report: Report) -> Sequence[str]:
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
        " ".join(passed.hash for passed in one.passed),
        str(effect.is_comparable).lower(),
        exact(effect.before.index if effect.before else None),
        exact(effect.after.index),
        text(file),
        str(line),
    )
