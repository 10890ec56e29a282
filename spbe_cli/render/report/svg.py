"""A report as a badge: index and category, for a README or a wiki."""

from collections.abc import Iterator

from spbe_cli.core.report import Report
from spbe_cli.render.look import Look
from spbe_cli.render.report import wording as says
from spbe_cli.render.report.charts import hue
from spbe_cli.render.report.html import templates

COLOURS = {1: "#a63d2a", 2: "#8f5b00", 3: "#22693f", 4: "#175d8d", 5: "#4640a0"}
"""The colours of categories, from the lowest to the best; white can be read on each."""

UNKNOWN = "#6b7280"
"""The colour of no index."""

LETTER, NARROW, PAD = 6.9, 3.9, 14
"""About how wide a letter is, how wide a narrow one, and what is left free beside a word."""


def render(report: Report, look: Look) -> Iterator[str]:
    """Write the badge; with a newer file that has errors, it says so instead of an older index."""
    wide = look._replace(unicode=True)
    label, value, colour = _told(report, wide)
    label_width, value_width = _width(label), _width(value)
    badge = templates(wide).get_template("badge.svg")
    yield (
        badge.render(
            title=_title(report, wide),
            label=label,
            value=value,
            color=colour,
            label_width=label_width,
            width=label_width + value_width,
        ).strip()
        + "\n"
    )


def _told(report: Report, look: Look) -> tuple[str, str, str]:
    main, instrument = report.main, report.instrument
    if main is None or instrument is None or main.category is None or report.chosen.newer:
        return look.texts("report.badge"), look.texts("report.badge.none"), UNKNOWN
    label = f"{look.texts('report.badge')} {main.known('year')}"
    value = f"{says.shown(main, look)} {main.category.name.id}"
    return label, value, COLOURS[hue(main.category, instrument)]


def _title(report: Report, look: Look) -> str:
    institution = says.institution(report, look)
    main = report.main
    if main is None or report.chosen.newer:
        return f"{institution}: {look.texts('report.no-index')}"
    return f"{institution}, {says.when(main, look)}: {says.headline(main, look)}"


def _width(text: str) -> int:
    """Guess how wide a text is."""
    return PAD + round(sum(NARROW if letter in " .,ijltf1" else LETTER for letter in text))
