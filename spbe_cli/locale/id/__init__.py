"""Indonesian texts. Keys: a code with its variants and hints, or the place a text is used."""

from spbe_cli.locale.id import calls, codes, files, instruments, problems, results, words

TEXTS: dict[str, str] = {
    **problems.TEXTS,
    **codes.TEXTS,
    **words.TEXTS,
    **results.TEXTS,
    **instruments.TEXTS,
    **files.TEXTS,
    **calls.TEXTS,
}
