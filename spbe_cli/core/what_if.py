"""What if: levels put in place of the answers, to see what the index would be."""

from collections.abc import Iterable, Mapping

from spbe_cli.core.assessment import Answer, Assessment
from spbe_cli.core.exact import Number, exact_text, number, parse_decimal
from spbe_cli.core.instrument import Instrument
from spbe_cli.core.problems import CallError
from spbe_cli.core.suggest import suggested


def changes(settings: Iterable[str], instrument: Instrument) -> Mapping[str, Number]:
    """Read settings such as `11=4` or `21-28=2`; of several for one indicator the last counts.

    Raises `CallError` for an indicator or level that the instrument does not have.
    """
    levels: dict[str, Number] = {}
    for setting in settings:
        target, equals, written = (part.strip() for part in setting.partition("="))
        level = parse_decimal(written)
        if not equals or level is None:
            raise CallError("call.set", found=setting)
        indicators = instrument.select(target)
        if not indicators:
            values = {"found": target, **instrument.extent}
            values |= suggested(target, instrument.positions)
            raise CallError("call.unknown-indicator", **values)
        if not instrument.levels.allows(number(level)):
            raise CallError(
                "call.set-level",
                found=setting,
                lowest=exact_text(instrument.levels.lowest),
                highest=exact_text(instrument.levels.highest),
                step=exact_text(instrument.levels.step),
            )
        levels |= dict.fromkeys(indicators, number(level))
    return levels


def with_levels(assessment: Assessment, levels: Mapping[str, Number]) -> Assessment:
    """Put levels in place of the institution's own answers."""
    answers = {level: Answer.model_construct(level=level) for level in set(levels.values())}
    changed = {indicator: answers[level] for indicator, level in levels.items()}
    return assessment.model_copy(update={"answers": assessment.answers | changed})
