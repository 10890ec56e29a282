"""What is known of a file named as evidence, gathered before rules judge it."""

from typing import NamedTuple


class Exhibit(NamedTuple):
    """A file as found: there or not, how large, a pointer of git LFS or not.

    `digest` tells contents apart, where another file is as large.
    """

    exists: bool = False
    size: int = 0
    is_pointer: bool = False
    digest: str = ""
    is_inside: bool = True
