"""What an institution filled in: assessments and OPD files, as their files are shaped.

Shapes only: what a value means under an instrument is judged by `spbe_cli.core.rules`.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from spbe_cli.core.scalars import (
    Address,
    Day,
    Exact,
    Figure,
    JsonSchema,
    LevelKey,
    NoneAsDict,
    NoneAsList,
    Text,
    Widens,
    Year,
    is_address,
    one_of,
    wrong_type,
)


class InstitutionType(StrEnum):
    """What kind of institution is assessed."""

    KEMENTERIAN = "kementerian"
    LPNK = "lpnk"
    LEMBAGA = "lembaga"
    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"


class Stage(StrEnum):
    """The stages of a year's evaluation, in their order."""

    SELF = "self"
    DOCUMENT = "document"
    INTERVIEW = "interview"
    VISIT = "visit"
    FINAL = "final"


class Combine(StrEnum):
    """How the answers of several OPDs to one indicator become one."""

    LOWEST = "lowest"
    HIGHEST = "highest"
    MEAN = "mean"
    MEDIAN = "median"


class EvidenceKind(StrEnum):
    """What a piece of evidence is; a review proves that a level is looked after."""

    DOCUMENT = "document"
    REVIEW = "review"


class Shape(BaseModel):
    """Settings of every shape: frozen, strict, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
    STAND_INS: ClassVar[dict[str, Any]] = {}
    """What stands in for a required key that is missing, so that the rest can still be judged."""


_SHORT_EVIDENCE: JsonSchema = {"type": "string"}
_SHORT_ANSWER: JsonSchema = {"type": ["number", "null"]}


def _long_evidence(value: object) -> object:
    """Read `bukti/sk.pdf` and `https://...` as the long form."""
    if isinstance(value, (dict, Evidence)):
        return value
    if not isinstance(value, str):
        raise wrong_type(value, "evidence")
    return {"url" if is_address(value) else "file": value}


class Evidence(Shape):
    """A file beside the assessment, or an address, that proves a level."""

    file: Text | None = None
    url: Address | None = None
    date: Day | None = None
    kind: Annotated[EvidenceKind, one_of(EvidenceKind, "kind")] = EvidenceKind.DOCUMENT


def _long_answer(value: object) -> object:
    """Read `3` as `{level: 3}` and nothing as an unanswered indicator."""
    return value if isinstance(value, (dict, Answer)) else {"level": value}


class Answer(Shape):
    """The level answered for one indicator, and what goes with it."""

    level: Exact | None = None
    target: Exact | None = None
    note: Text | None = None
    confidence: Annotated[dict[LevelKey, Exact], NoneAsDict] = Field(default_factory=dict)
    evidence: Annotated[
        list[Annotated[Evidence, Widens(_long_evidence, _SHORT_EVIDENCE)]], NoneAsList
    ] = Field(default_factory=list)


Answers = Annotated[dict[str, Annotated[Answer, Widens(_long_answer, _SHORT_ANSWER)]], NoneAsDict]


class Opd(Shape):
    """One local agency: what it owns and what it answered."""

    name: Text | None = None
    owns: list[Text] | None = None
    answers: Answers = Field(default_factory=dict)


class OpdFile(Opd):
    """An OPD in a file of its own; what it shares with the includer must agree with it."""

    opd: Text
    institution: Text | None = None
    year: Year | None = None
    instrument: Text | None = None

    STAND_INS: ClassVar[dict[str, Any]] = {"opd": "?"}


class Announcement(Shape):
    """Where published figures were announced."""

    title: Text | None = None
    url: Address | None = None
    date: Day | None = None
    note: Text | None = None


class Published(Shape):
    """Figures as announced, at the precision they were announced with."""

    index: Figure | None = None
    category: Text | None = None
    domains: Annotated[dict[str, Figure], NoneAsDict] = Field(default_factory=dict)
    aspects: Annotated[dict[str, Figure], NoneAsDict] = Field(default_factory=dict)
    source: Announcement | None = None


class Assessment(Shape):
    """One institution, one year, one stage."""

    institution: Text
    type: Annotated[InstitutionType, one_of(InstitutionType, "type")] | None = None
    province: Text | None = None
    year: Year
    instrument: Text
    stage: Annotated[Stage, one_of(Stage, "stage")]
    draft: bool = False
    combine: Annotated[Combine, one_of(Combine, "combine")] = Combine.LOWEST
    lead: Annotated[dict[str, Text], NoneAsDict] = Field(default_factory=dict)
    answers: Answers = Field(default_factory=dict)
    opds: Annotated[
        dict[str, Annotated[Opd, NoneAsDict]],
        NoneAsDict,
    ] = Field(default_factory=dict)
    include: Annotated[list[Text], NoneAsList] = Field(default_factory=list)
    published: Published | None = None

    STAND_INS: ClassVar[dict[str, Any]] = {
        "institution": "?",
        "year": 1900,
        "instrument": "?",
        "stage": "self",
    }

    @property
    def has_answers(self) -> bool:
        """Whether anybody answered anything."""
        everyone = [self.answers, *(opd.answers for opd in self.opds.values())]
        return any(answer.level is not None for group in everyone for answer in group.values())

    @property
    def is_published_only(self) -> bool:
        """Whether nobody answered anything and only an announced index stands here."""
        announced = self.published is not None and self.published.index is not None
        return announced and not self.has_answers


_WORDS: Mapping[str, str] = {
    "kep": "kepulauan", "sel": "selatan", "diy": "daerahistimewayogyakarta",
    "babel": "bangkabelitung", "jabar": "jawabarat", "jateng": "jawatengah", "jatim": "jawatimur",
    "kalbar": "kalimantanbarat", "kalsel": "kalimantanselatan", "kaltara": "kalimantanutara",
    "kalteng": "kalimantantengah", "kaltim": "kalimantantimur", "kepri": "kepulauanriau",
    "malut": "malukuutara", "ntb": "nusatenggarabarat", "ntt": "nusatenggaratimur",
    "sulbar": "sulawesibarat", "sulsel": "sulawesiselatan", "sulteng": "sulawesitengah",
    "sultra": "sulawesitenggara", "sulut": "sulawesiutara", "sumbar": "sumaterabarat",
    "sumsel": "sumateraselatan", "sumut": "sumaterautara",
}  # fmt: skip
"""What is written short anywhere in a name."""

_KINDS: Mapping[str, str] = {
    "kab": "kabupaten", "pemkab": "kabupaten", "prov": "provinsi", "propinsi": "provinsi",
    "pemprov": "provinsi", "pemkot": "kota",
}  # fmt: skip
"""What is written short at the start of a name."""

_SPELLINGS = (
    (r"\bd\.?\s?i\.?\s?yogyakarta\b", "diy"),
    (r"[\s.]+", " "),
    (r"^(pemda|pemerintah( daerah(?! istimewa))?) (?=.)", ""),
    (r"^sekretariat( jenderal)? (?=.)", ""),
    (r"(?<=.) (ri|republik indonesia)$", ""),
    (r"^\w+", lambda found: _KINDS.get(found[0], found[0])),
    (r"\w+", lambda found: _WORDS.get(found[0], found[0])),
    (r"(?<=[^\W\d_])[ -]+(?=[^\W\d_])", ""),
    (r"(?<!kepulauan)bangkabelitung", "kepulauanbangkabelitung"),
    (r"^(provinsi)?(dki|(dki|daerahkhusus(ibukota)?)?jakarta)$", "dkijakarta"),
    (r"^(aceh|dkijakarta|daerahistimewayogyakarta)$", r"provinsi\1"),
)
"""How spellings of one name become one, in turn; compiled when first needed, not at every start."""


def folded(institution: str) -> str:
    """Give the name of an institution as it is compared.

    Case, dots, blanks and hyphens between letters do not matter, nor whether its government
    (`Pemerintah`), its secretariat or the republic (`RI`) is named; `Kab.`, `Pemkab`, `Prov.`,
    `Kep.`, `NTB` are written out. The official results of two years differ by as much.
    """
    name = institution.casefold().strip(" .")
    for written, instead in _SPELLINGS:
        name = re.sub(written, instead, name)
    return name or institution


def province_name(name: str) -> str:
    """Give the name of a province as it is compared: `Prov. NTB` is `Nusa Tenggara Barat`."""
    return folded(name).removeprefix("provinsi").strip() if name else ""


ASSESSMENT_KEYS = ("institution", "year", "instrument", "stage", "answers", "opds", "published")
"""A mapping with at least two of these at its top level is an assessment (SPEC)."""
