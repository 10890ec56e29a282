"""Indonesian texts. Keys: a code with its variants and hints, or the place a text is used."""

from spbe_cli.locale.id import (
    auditing,
    blaming,
    calls,
    codes,
    comparing,
    files,
    history,
    instruments,
    predicting,
    problems,
    ranking,
    results,
    words,
)

TEXTS: dict[str, str] = {
    **auditing.TEXTS,
    **problems.TEXTS,
    **codes.TEXTS,
    **words.TEXTS,
    **results.TEXTS,
    **instruments.TEXTS,
    **files.TEXTS,
    **history.TEXTS,
    **comparing.TEXTS,
    **predicting.TEXTS,
    **blaming.TEXTS,
    **ranking.TEXTS,
    **calls.TEXTS,
}
