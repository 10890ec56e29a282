"""The "did you mean" of every message: the known words nearest to one that is not known."""

import re
from collections.abc import Iterable

from spbe_cli.core.problems import Code

SAME = {
    "instansi": "institution",
    "jenis": "type",
    "provinsi": "province",
    "tahun": "year",
    "instrumen": "instrument",
    "tahap": "stage",
    "draf": "draft",
    "jawaban": "answers",
    "tingkat": "level",
    "nilai": "level",
    "target": "target",
    "catatan": "note",
    "bukti": "evidence",
    "berkas": "file",
    "alamat": "url",
    "tanggal": "date",
    "nama": "name",
    "pengampu": "owns",
    "mengampu": "owns",
    "gabung": "combine",
    "indeks": "index",
    "predikat": "category",
    "kategori": "category",
    "aspek": "aspects",
    "domain": "domains",
    "mandiri": "self",
    "dokumen": "document",
    "wawancara": "interview",
    "kunjungan": "visit",
    "akhir": "final",
    "terendah": "lowest",
    "tertinggi": "highest",
    "reviu": "review",
}
"""Words that people write in Indonesian, and the keys and choices they mean."""


def suggested(word: str, known: Iterable[str]) -> dict[str, str]:
    """Give the nearest known word as a message's value `suggestion`; nothing when none is near."""
    found = nearest(word, known)
    return {"suggestion": found} if found else {}


def suggested_code(word: str) -> dict[str, str]:
    """Give the nearest code to one that is miswritten.

    Another number is no misspelling of it, and half a number is near to too many.
    """
    if re.fullmatch(r"SPBE\d{3}|.*\D\d{0,2}", word.strip(), re.IGNORECASE):
        return {}
    return suggested(word, [code.value for code in Code])


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word nearest to `word`, or None when none is near.

    Besides misspellings this knows how ids are miswritten: `I07`, `07` and `a8` for 7 and 8, and
    `35` where only `35-1` exists. A number near another is no misspelling of it.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - needed on the error path only

    words = {candidate.casefold(): candidate for candidate in known}
    folded = word.casefold().strip()
    bare = re.sub(r"^[a-z]?0*(?=\d)", "", folded)
    if bare in words:
        return words[bare]
    if SAME.get(folded) in words:
        return words[SAME[folded]]
    parts = [written for key, written in words.items() if bare and key.startswith(f"{bare}-")]
    if parts:
        return parts[0]
    if not any(character.isalpha() for character in folded):
        return None
    matches = get_close_matches(folded, words, n=1, cutoff=0.6)
    return words[matches[0]] if matches else None
