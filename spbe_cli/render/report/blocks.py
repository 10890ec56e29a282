"""What a report is made of beside text and tables: charts, the tree of indicators, evidence.

A page draws all of it; where there are only words, a chart is left out, for its figures stand in a
table too.
"""

from typing import Any, NamedTuple

from spbe_cli.render.page import Points, Said, Title
from spbe_cli.render.sheet import Sheet


class Mark(NamedTuple):
    """One entry of a legend; `kind` is the class of what it stands for."""

    kind: str
    text: str


class Chart(NamedTuple):
    """One picture: who draws it, what it is called, what it shows in words, where all of it lies.

    `kind` is both its id and the macro that draws its `shape`.
    """

    kind: str
    title: str
    told: str
    shape: Any
    legend: tuple[Mark, ...] = ()
    id: str = ""


class Abreast(NamedTuple):
    """Charts or tables side by side, where there is room for that."""

    parts: tuple[Chart | Sheet, ...]


class Asked(NamedTuple):
    """What a level asks for; `lead` says which it is to the reader, the present or the next."""

    lead: str
    level: str
    told: tuple[str, ...]


class Row(NamedTuple):
    """An indicator with all that is known of it, in words.

    `grade` is how high its level lies, 1 to 5; `facts` and `notes` stand below its name.
    """

    id: str
    name: str
    weight: str
    level: str
    level_name: str
    grade: int
    scale: str
    before: str
    target: str
    added: str
    facts: tuple[str, ...]
    asked: tuple[Asked, ...]
    notes: tuple[str, ...]


class Branch(NamedTuple):
    """A domain or aspect; `rows` are its indicators, none where aspects follow that have them."""

    id: str
    name: str
    weight: str
    value: str
    added: str
    is_domain: bool
    rows: tuple[Row, ...]


class Tree(NamedTuple):
    """The full table: domain, aspect, indicator, level. `plain` is the same without its depth."""

    title: str
    heads: tuple[str, ...]
    branches: tuple[Branch, ...]
    before: str
    has_targets: bool
    plain: Sheet


class Piece(NamedTuple):
    """One piece of evidence; `url` is the address of one that is an address, else empty.

    The first of an indicator has the number of its `rows`, those after it 0.
    """

    indicator: str
    text: str
    url: str
    given_by: str
    dated: str
    kind: str
    rows: int


class Evidence(NamedTuple):
    """All pieces of evidence; `plain` is the same as a table."""

    pieces: tuple[Piece, ...]
    plain: Sheet


class Fold(NamedTuple):
    """What is shown once its summary is opened; on paper it is open."""

    summary: str
    blocks: tuple["Block", ...]


Block = Title | Said | Points | Sheet | Abreast | Tree | Evidence | Fold


class Section(NamedTuple):
    """A part of a report under a title of its own; `key` is its anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...]
