"""PyYAML's event streams, with libyaml and without, and what they refuse in our words."""

import re
from contextlib import suppress
from typing import Any, Protocol, cast

import yaml
from yaml.events import Event, ScalarEvent

from spbe_cli.core.problems import Code

MAX_DEPTH = 64
"""Levels that may be nested; the parser has a limit of its own further on."""

Trouble = tuple[Code, int, str, dict[str, str]]
"""A code, the offset, the variant of its wording, the values that fill it."""


class EventStream(Protocol):
    """What is needed of a YAML parser."""

    def get_event(self) -> Event | None:
        """Give the next event; raise `yaml.YAMLError` where the text is no YAML."""


def event_stream(text: str) -> EventStream:
    """Give the events of a text; libyaml's where it is there."""
    if yaml.__with_libyaml__:
        from yaml import cyaml  # noqa: PLC0415 - absent where PyYAML has no libyaml

        return cast("EventStream", cyaml.CParser(text))  # type: ignore[attr-defined] # stubs lack it
    return _pure_event_stream(text)


def _pure_event_stream(text: str) -> EventStream:
    """PyYAML's own parser, for where libyaml is not there."""
    from yaml.parser import Parser  # noqa: PLC0415 - the rare case
    from yaml.reader import Reader  # noqa: PLC0415
    from yaml.scanner import Scanner  # noqa: PLC0415

    class PureParser(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

        def get_event(self) -> Event | None:
            """Give the next event; half a character is refused, as libyaml does."""
            event: Event | None = super().get_event()  # type: ignore[no-untyped-call] # stubs
            value = getattr(event, "value", "")
            if not value.isascii() and re.search("[\ud800-\udfff]", value):
                problem = "unknown escape"
                raise yaml.MarkedYAMLError(None, None, problem, getattr(event, "start_mark", None))
            return event

    return cast("EventStream", PureParser(text))


_PHRASES = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no-colon"),
    ("found unexpected end of stream", "unclosed"),
    ("found unexpected document indicator", "unclosed"),
    ("expected ',' or ']'", "bracket"),
    ("expected ',' or '}'", "bracket"),
    ("did not find expected key", "indent"),
    ("expected <block end>", "indent"),
    ("did not find expected '-' indicator", "indent"),
    ("cannot start any token", "reserved"),
    ("unknown escape", "escape"),
    ("Unicode character escape", "escape"),
    ("expected <document start>", "indent"),
    ("hexdecimal number", "escape"),
    ("hexadecimal number", "escape"),
    ("expected node content", "node"),
    ("expected the node content", "node"),
    ("undefined alias", "alias"),
)
"""Part of what the YAML parser says -> our wording of it."""


def syntax(error: Exception, text: str) -> Trouble:
    """Translate what the YAML parser says into a code, an offset and our words."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    if isinstance(error, (ValueError, OverflowError)):  # an escape beyond all characters
        said = "unknown escape"
    phrase = next((name for part, name in _PHRASES if part in said), "")
    mark = getattr(error, "problem_mark", None)
    if phrase in {"unclosed", "no-colon"} and getattr(error, "context_mark", None):
        mark = cast("Any", error).context_mark
    if "maximum nesting depth" in said:
        return Code.BUDGET, int(mark.index) if mark else 0, "depth", {"limit": str(MAX_DEPTH)}
    opened = _left_open(error, text)
    if opened is not None:
        return Code.SYNTAX, opened, "unclosed", {"said": said}
    offset = min(int(mark.index) if mark else 0, max(len(text) - 1, 0))
    start = text.rfind("\n", 0, offset) + 1
    indent = re.compile(r"[ ]*(?:- *)*\t").match(text, start)
    if indent or text[offset : offset + 1] == "\t":
        return Code.TAB, indent.end() - 1 if indent else offset, "", {}
    return Code.SYNTAX, offset, phrase, {"said": said}


def _left_open(error: Exception, text: str) -> int | None:
    """Find the quote or bracket that was not closed in its line, where that explains an error.

    A quote then ends at the next one, lines below, and what follows there makes no sense; a bracket
    meets a line that is indented no further than the one it was opened in.
    """
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return None
    quote = _last_quote(text)
    if quote is not None and "\n" not in text[quote[1] : mark.index]:
        return quote[0]
    is_flow = "flow" in str(getattr(error, "context", ""))
    if is_flow and context is not None and context.line < mark.line:
        opened, met = (_indentation(text, place.index) for place in (context, mark))
        return int(context.index) if met <= opened else None
    return None


def _last_quote(text: str) -> tuple[int, int] | None:
    """Give where the last text that can be read begins and ends, if in quotes over lines."""
    stream, last = event_stream(text), None
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        while (event := stream.get_event()) is not None:
            last = event
    kind: Any = last
    if not isinstance(last, ScalarEvent) or last.style not in {"'", '"'}:
        return None
    start, end = kind.start_mark.index, kind.end_mark.index
    return (start, end) if "\n" in text[start:end] else None


def _indentation(text: str, offset: int) -> int:
    start = text.rfind("\n", 0, offset) + 1
    return len(text[start:offset]) - len(text[start:offset].lstrip(" "))
