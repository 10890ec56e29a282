"""Names of files made of any text: plain letters, digits and hyphens, short, no two the same."""

import re
from collections.abc import Callable

LONGEST = 60
"""Characters of a name that come from a text."""

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""What Windows takes for a device, whatever follows the dot."""


def file_name(text: str, otherwise: str) -> str:
    """Make a name of a text; `otherwise` is for one that has nothing to make it of."""
    name = re.sub(r"[^a-z0-9]+", "-", text.casefold())[:LONGEST].strip("-")
    return otherwise if not name or _RESERVED.fullmatch(name) else name


def unused(name: str, is_used: Callable[[str], bool]) -> str:
    """Give a name, with a number behind it where it is used already."""
    number, found = 1, name
    while is_used(found):
        number += 1
        found = f"{name}-{number}"
    return found
