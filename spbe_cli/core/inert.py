"""Text from files made harmless: controls are shown, not obeyed, and nothing goes on for ever."""

import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Controls of terminals and of writing direction, and halves of characters."""

LONGEST = 200
"""Characters of one value that a sentence shows."""


_COMMAND = re.compile(r"(?<!\S):(?=:\S[^\n]*::)|#(?=#(?:vso)?\[)")
"""The beginning of what CI obeys where it stands in a log: `::error::`, `##[error]`."""


def safe(text: str) -> str:
    """Show controls as escapes, so that no terminal and no CI obeys them."""
    escaped = _UNSAFE.sub(_escape, text)
    return _COMMAND.sub(_escape, escaped) if "::" in escaped or "##" in escaped else escaped


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def quoted(text: str) -> str:
    """Make a value fit to stand in a sentence: harmless, and cut where it is very long."""
    shown = safe(text[: LONGEST + 1])
    return f"{shown[:LONGEST]}..." if len(text) > LONGEST else shown
