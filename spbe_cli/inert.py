"""Text from files made harmless: controls are shown, not obeyed, and nothing goes on for ever."""

import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Controls of terminals and of writing direction, and halves of characters."""

LONGEST = 200
"""Characters of one value that a sentence shows."""


def safe(text: str) -> str:
    """Show controls as escapes, so that no terminal obeys them."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def quoted(text: str) -> str:
    """Make a value fit to stand in a sentence: harmless, and cut where it is very long."""
    shown = safe(text[: LONGEST + 1])
    return f"{shown[:LONGEST]}..." if len(text) > LONGEST else shown
