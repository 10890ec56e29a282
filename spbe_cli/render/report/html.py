"""A report as one page that needs nothing else: no request goes out from it, to anywhere.

Everything in it that is text is escaped by the templates, and made harmless before that; styles and
scripts are let through by their digest alone, so that nothing a file says can be either.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

from spbe_cli import __version__
from spbe_cli.core.inert import safe
from spbe_cli.core.problems import CallError
from spbe_cli.core.report import Report
from spbe_cli.render import wording
from spbe_cli.render.look import Look
from spbe_cli.render.report import figures
from spbe_cli.render.report import what_if as report_what_if
from spbe_cli.render.report import wording as says
from spbe_cli.render.report.charts import HUES, hue
from spbe_cli.render.report.sections import sections

FOLDER = "assets"
"""Where templates, style and scripts lie, beside this module."""

SCRIPTS = ("what_if.js", "page.js")


def render(report: Report, look: Look) -> Iterator[str]:
    """Write the page; raises `CallError` where the package for templates is not installed."""
    wide = look._replace(width=None, color=False, unicode=True)  # a page has no columns
    environment = templates(wide)
    context = _context(report, wide)
    markup = environment.get_template("page.html").render(context)
    yield _dense(markup)


def _dense(text: str) -> str:
    """Leave out blank lines and indents; no text of a file has a line end of its own."""
    return re.sub(r"\s*\n\s*", "\n", text).strip() + "\n"


def templates(look: Look) -> Any:
    """Load the templates: every text they show is harmless, in the language of the reader."""
    try:
        from jinja2 import (  # noqa: PLC0415 - optional, and seldom asked for
            Environment,
            FunctionLoader,
            StrictUndefined,
        )
        from markupsafe import Markup  # noqa: PLC0415
    except ImportError as error:
        raise CallError("call.extra", extra="report", package="jinja2") from error

    def shown(value: object) -> object:
        return value if isinstance(value, Markup) else safe(str(value))

    environment = Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"say": look.texts, "zip": zip}
    environment.filters["kind"] = lambda one: type(one).__name__.lower()
    environment.filters["grade"] = _grade
    environment.tests["link"] = is_link
    return environment


def asset(name: str) -> str:
    """Read what ships beside this module."""
    place = resources.files(__package__) / FOLDER / name
    return place.read_text(encoding="utf-8")


def is_link(text: str) -> bool:
    """Tell whether an address may be followed from a page."""
    return re.match(r"https?://[^\s/?#]", text, re.IGNORECASE) is not None


def _grade(share: float) -> int:
    """Give the fifth that a share from 0 to 1 lies in, 1 to 5."""
    return 1 + min(HUES - 1, int(share * HUES))


def _context(report: Report, look: Look) -> dict[str, Any]:
    from markupsafe import Markup  # noqa: PLC0415 - comes with the templates

    style, script = _dense(asset("style.css")), _dense("".join(map(asset, SCRIPTS)))
    data = report_what_if.data(report, look)
    main, instrument = report.main, report.instrument
    category = main.category if main else None
    return {
        "language": look.texts.language.value,
        "version": __version__,
        "title": says.title(report, look),
        "policy": policy(style, script),
        "style": Markup(style),  # ours, as it ships
        "script": Markup(script),  # ours, as it ships
        "data": Markup(report_what_if.script(data)) if data else "",
        "eyebrow": says.eyebrow(report, look),
        "institution": says.institution(report, look),
        "whereabouts": says.whereabouts(report, look),
        "warnings": list(says.warnings(report, look)),
        "headline": says.summary(report, look),
        "index": says.shown(main, look) if main else "",
        "category": says.category(main, look) if main else "",
        "hue": hue(category, instrument) if category and instrument else "",
        "facts": list(wording.facts(main, look)) if main else [],
        "scale": figures.scale(report, look),
        "tiles": list(says.tiles(report, look)),
        "sections": list(sections(report, look)),
    }


def policy(style: str, script: str) -> str:
    """Allow this style and this script, and nothing else: no address, no picture, no form."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
