"""The texts people read, in Indonesian and English: one catalogue of keys per language.

Nothing here decides what is said; a key and its values come from elsewhere.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import NamedTuple, Protocol

from spbe_cli.core.inert import quoted, safe
from spbe_cli.core.problems import Bilingual, Finding, Term, Whole

SUBJECTS = (
    "auditing",
    "problems",
    "codes",
    "words",
    "results",
    "instruments",
    "files",
    "history",
    "comparing",
    "predicting",
    "planning",
    "sensitivity",
    "exchange",
    "blaming",
    "importing",
    "ranking",
    "report",
    "calls",
)
"""The files of a catalogue, the same in each language."""


class Language(StrEnum):
    """The languages there are texts in."""

    ID = "id"
    EN = "en"


class Named(Protocol):
    """A name in both languages."""

    @property
    def id(self) -> str:
        """The Indonesian name."""

    @property
    def en(self) -> str:
        """The English name."""


class Texts(NamedTuple):
    """The texts of one language."""

    language: Language
    catalogue: Mapping[str, str]

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as the language alone."""
        return texts, (self.language,)

    def __call__(self, key: str, **values: object) -> str:
        """Give a text with its values filled in; KeyError for a key that does not exist."""
        return self.catalogue[key].format_map({k: self._word(v) for k, v in values.items()})

    def find(self, *keys: str) -> str | None:
        """Give the first text that exists, as it stands."""
        return next((self.catalogue[key] for key in keys if key in self.catalogue), None)

    def name(self, names: Named) -> str:
        """Give a name of the regulation in this language."""
        return safe(names.id if self.language is Language.ID else names.en)

    def category(self, names: Named) -> str:
        """Give the name of a category; its Indonesian name is the official one everywhere."""
        both = names.id if self.language is Language.ID else f"{names.id} ({names.en})"
        return safe(both)

    def figure(self, text: str) -> str:
        """Write a figure as readers of this language expect it: Indonesian has a decimal comma."""
        return text.replace(".", ",") if self.language is Language.ID else text

    def grouped(self, text: str) -> str:
        """Write a figure with its thousands set apart: 12,000.5, in Indonesian 12.000,5."""
        whole, dot, decimals = text.partition(".")
        figure = f"{int(whole):,}{dot}{decimals}" if whole.isdecimal() else text
        return figure.translate({44: ".", 46: ","}) if self.language is Language.ID else figure

    def message(self, finding: Finding) -> str:
        """Say what is wrong."""
        key = finding.code.value
        template = self.find(f"{key}.{finding.variant}", key) or key
        return template.format_map(self._values(finding))

    def hint(self, finding: Finding) -> str | None:
        """Say what to do about it: the nearest known word, else the hint of the code."""
        if "suggestion" in finding.values:
            return self("did-you-mean", suggestion=finding.values["suggestion"])
        key = finding.code.value
        template = self.find(f"{key}.{finding.variant}.hint", f"{key}.hint")
        return template.format_map(self._values(finding)) if template else None

    def _values(self, finding: Finding) -> dict[str, object]:
        return {key: self._word(value) for key, value in finding.values.items()}

    def _word(self, value: object) -> object:
        """Make a value fit to stand in a sentence: a term in words, text from files harmless."""
        if isinstance(value, Term):
            return self.catalogue[value]
        if isinstance(value, Whole):
            return value
        if isinstance(value, Bilingual) and self.language is Language.EN:
            value = value.en
        return quoted(value) if isinstance(value, str) else value


@cache
def texts(language: Language) -> Texts:
    """Give the texts of a language; only its own catalogue is read."""
    catalogue: dict[str, str] = {}
    for subject in SUBJECTS:
        catalogue |= import_module(f"spbe_cli.locale.{language.value}.{subject}").TEXTS
    return Texts(language, catalogue)


def language_of(setting: str) -> Language | None:
    """Read a language from a setting such as `id`, `en_GB.UTF-8` or Windows' `Indonesian`."""
    start = setting.strip().casefold()[:2]
    if start in {"id", "in"}:
        return Language.ID
    return Language.EN if start == "en" else None
