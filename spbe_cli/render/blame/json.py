"""Where levels come from, as `spbe.blame/1`."""

from collections.abc import Iterator

from spbe_cli.core.comparisons.blaming import Blamed, Commit, CommitEffect, LevelChange, Report
from spbe_cli.core.exact import Number
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.scoring import Line, Scorecard
from spbe_cli.render import machine
from spbe_cli.render.look import Look
from spbe_cli.render.machine import Json, exact, figure, level

SCHEMA = "spbe.blame/1"


def render(report: Report, look: Look) -> Iterator[str]:
    """Write the answers, the commits, and what could not be compared."""
    assessment, card = report.result.assessment, report.card
    value: Json = {
        "schema": SCHEMA,
        "file": report.result.file,
        "institution": assessment.institution if assessment else None,
        "year": card.year,
        "stage": assessment.stage if assessment else None,
        "instrument": card.instrument.id,
        **_index(card),
        "indicator": report.indicator.id if report.indicator else None,
        "changes": [_blamed(one, report) for one in report.blamed],
        "commits": [_effect(effect) for effect in report.effects],
        "unanswered": list(report.unanswered),
        "passed_over": [_commit(commit) for commit in report.passed],
    }
    yield f"{machine.dump(value, look, indent=2)}\n"


def _index(card: Scorecard) -> Json:
    return {
        "index": figure(card.instrument.rounded(card.index)),
        "index_exact": exact(card.index),
        "category": card.judgement.category.name.id,
    }


def _blamed(one: Blamed, report: Report) -> Json:
    indicator = one.change.indicator
    file, line = one.place or (None, None)
    return {
        "id": indicator.id,
        "aspect": indicator.aspect,
        "name": indicator.name.id,
        "weight": exact(indicator.weight),
        **_change(one.change, report.card.instrument),
        "commit": one.commit.hash or None,
        "first": one.change.before is None,
        "boundary": one.commit.is_cut,
        "passed_over": [passed.hash for passed in one.passed],
        "file": file,
        "line": line,
    }


def _change(change: LevelChange, instrument: Instrument) -> Json:
    """Give the levels as answered: null for none."""
    return {
        "from": level(_answered(change.before), instrument),
        "from_exact": exact(_answered(change.before)),
        "to": level(_answered(change.after), instrument),
        "to_exact": exact(_answered(change.after)),
        "contribution_exact": exact(change.adds),
    }


def _answered(line: Line | None) -> Number | None:
    return None if line is None else line.standing.level


def _commit(commit: Commit) -> Json:
    return {
        "commit": commit.hash or None,
        "date": commit.date or None,
        "author": commit.author or None,
        "subject": commit.subject or None,
        "boundary": commit.is_cut,
    }


def _effect(effect: CommitEffect) -> Json:
    changes = (
        {"id": one.indicator.id, **_change(one, effect.after.instrument)} for one in effect.changes
    )
    return {
        **_commit(effect.commit),
        "passed_over": [passed.hash for passed in effect.passed],
        "before": _index(effect.before) if effect.before is not None else None,
        "after": _index(effect.after),
        "comparable": effect.is_comparable,
        "change_exact": exact(effect.change),
        "changes": list(changes),
    }
