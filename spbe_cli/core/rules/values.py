"""Whether each value is possible under the instrument: ids, levels, targets, the year."""

from collections.abc import Iterator

from spbe_cli.core.case import Case
from spbe_cli.core.exact import Number, exact_text
from spbe_cli.core.instrument import Basis, Instrument, Levels
from spbe_cli.core.problems import At, Bilingual, Code, Finding, KeyPath, Term
from spbe_cli.core.published import layers
from spbe_cli.core.rules.answers import answers
from spbe_cli.core.suggest import suggested


def unknown_indicator(case: Case) -> Iterator[Finding]:
    """An id that the instrument does not have; its answer would not be counted."""
    known = case.instrument.positions
    for path, indicator_id, _ in answers(case):
        if indicator_id not in known:
            yield unknown(case.instrument, path, indicator_id, at="key")
    for indicator_id in case.assessment.lead:
        if indicator_id not in known:
            yield unknown(case.instrument, ("lead", indicator_id), indicator_id, at="key")
    for opd_id, opd in case.assessment.opds.items():
        for index, item in enumerate(opd.owns or ()):
            if not case.instrument.select(item):
                yield unknown(case.instrument, ("opds", opd_id, "owns", index), item)


def unknown_group(case: Case) -> Iterator[Finding]:
    """A published figure for a domain or aspect that the instrument does not have."""
    published = case.assessment.published
    if published is None:
        return
    for layer, groups, figures in layers(case.instrument, published):
        known = [group.id for group in groups]
        for group_id in figures:
            if group_id not in known:
                values = {
                    "found": group_id,
                    "what": Term(f"word.{layer}"),
                    "instrument": case.instrument.short,
                    "allowed": ", ".join(known) or Term("word.nothing"),
                }
                yield Finding(Code.UNKNOWN_GROUP, ("published", layer, group_id), values, at="key")


def level_range(case: Case) -> Iterator[Finding]:
    """A level or target outside the instrument's range, or not on its step."""
    levels = case.instrument.levels
    for path, _, answer in answers(case):
        if answer.level is not None and not case.allows(answer.level):
            yield from outside_range(levels, answer.level, (*path, "level"))
        if answer.target is not None:
            yield from outside_range(levels, answer.target, (*path, "target"))
        for level in answer.confidence:
            yield from outside_range(
                levels, level, (*path, "confidence", exact_text(level)), at="key"
            )


def exceptional_level(case: Case) -> Iterator[Finding]:
    """A level outside the range that official results have shown; it counts, with a warning."""
    levels, stage = case.instrument.levels, case.assessment.stage
    for path, _, answer in answers(case):
        if answer.level is not None and not levels.allows(answer.level):
            exception = levels.exception(answer.level, stage)
            if exception is not None:
                values = {
                    "found": exact_text(answer.level),
                    "stage": stage.value,
                    "source": _source(exception.basis),
                }
                yield Finding(Code.EXCEPTIONAL_LEVEL, (*path, "level"), values)


def target_below_level(case: Case) -> Iterator[Finding]:
    """A target below the level that is already answered."""
    for path, _, answer in answers(case):
        if answer.level is None or answer.target is None or not case.allows(answer.level):
            continue
        if answer.target < answer.level:
            values = {"found": exact_text(answer.target), "level": exact_text(answer.level)}
            yield Finding(Code.TARGET_BELOW_LEVEL, (*path, "target"), values)


def confidence_sum(case: Case) -> Iterator[Finding]:
    """Probabilities of levels that are negative or do not add up to 1."""
    for path, _, answer in answers(case):
        shares, place = answer.confidence.values(), (*path, "confidence")
        if not shares or case.is_broken(place):
            continue
        if min(shares) < 0:
            values = {"found": exact_text(min(shares))}
            yield Finding(Code.CONFIDENCE_SUM, place, values, "negative")
        elif sum(shares) != 1:
            yield Finding(Code.CONFIDENCE_SUM, place, {"found": exact_text(sum(shares))})


def evidence_without_source(case: Case) -> Iterator[Finding]:
    """A piece of evidence that names neither a file nor an address."""
    for path, _, answer in answers(case):
        for index, piece in enumerate(answer.evidence):
            if piece.file is not None or piece.url is not None:
                continue
            place = (*path, "evidence", index)
            if not case.is_broken(place):
                yield Finding(Code.MISSING_KEY, place, {}, "evidence")


def year_outside(case: Case) -> Iterator[Finding]:
    """A year in which the instrument was not used."""
    instrument, year = case.instrument, case.assessment.year
    if instrument.years.cover(year) or ("year",) in case.broken:
        return
    values = {
        "found": str(year),
        "instrument": instrument.short,
        "first": str(instrument.years.first),
        "last": str(instrument.years.last or "..."),
    }
    late = instrument.years.last is not None and year > instrument.years.last
    other = instrument.successor if late else instrument.replaces
    if other:
        values["other"] = other
    yield Finding(Code.YEAR_OUTSIDE, ("year",), values, "other" if other else "")


def unknown_category(case: Case) -> Iterator[Finding]:
    """A published category that the instrument does not have."""
    published = case.assessment.published
    if published is None or published.category is None:
        return
    if case.instrument.category_named(published.category) is None:
        known = [category.name.id for category in case.instrument.categories]
        values = {
            "found": f'"{published.category}"',
            "what": Term("word.category"),
            "allowed": ", ".join(known),
        }
        values |= suggested(published.category, known)
        yield Finding(Code.UNKNOWN_CHOICE, ("published", "category"), values)


def _source(basis: Basis) -> str:
    """Give what is known of a source in both languages, else its key."""
    return Bilingual(basis.note.id, basis.note.en) if basis.note else basis.source


def unknown(instrument: Instrument, path: KeyPath, found: str, *, at: At = "value") -> Finding:
    """Say that there is no such indicator."""
    values = {"found": found, **instrument.extent}
    values |= suggested(found, instrument.positions)
    return Finding(Code.UNKNOWN_INDICATOR, path, values, at=at)


def outside_range(
    levels: Levels, level: Number, path: KeyPath, *, at: At = "value"
) -> Iterator[Finding]:
    """Find a level that lies outside the regular range, or between two of its steps."""
    if levels.allows(level):
        return
    values = {
        "found": exact_text(level),
        "lowest": exact_text(levels.lowest),
        "highest": exact_text(levels.highest),
        "step": exact_text(levels.step),
    }
    if levels.allows(level * 100):  # a cell that shows 3 % holds 0.03
        values["suggestion"] = exact_text(level * 100)
    variant = "step" if levels.lowest <= level <= levels.highest else ""
    yield Finding(Code.LEVEL_RANGE, path, values, variant, at)
