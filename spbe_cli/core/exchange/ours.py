"""Which cells of a worksheet are ours: digests of all we wrote, so that the rest is of people.

A cell is known by its text, wherever its row and column have moved to. A figure could be anywhere,
so it is known by what it stands beside too; so is what stands in a row of the table.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from spbe_cli.core.exchange.worksheet import Column

START = "spbe.ours:"
"""How a cell begins that holds digests."""

FORMULA = "=formula"
"""What stands for any formula: it gives other values once it is counted again."""

LENGTH = 8
"""Characters of a digest: of what people write, one cell in millions is taken for one of ours."""

_MOST = 4000
"""Digests in one cell, which holds 32,767 characters."""

Line = Mapping[int, str]
"""The texts of a row, by column."""


def of_answer(text: str, column: Column, indicator: str) -> str:
    """Give the digest of a cell in the row of an indicator."""
    return _digest(f"{column.value} {indicator}", text)


def of_line(line: Line) -> dict[int, str]:
    """Give the digests of the cells in any other row; figures stand beside its first text."""
    first = next((line[column] for column in sorted(line) if line[column] != FORMULA), "")
    return {
        column: _digest("" if any(map(str.isalpha, text)) else first, text)
        for column, text in line.items()
    }


def _digest(beside: str, text: str) -> str:
    """Blanks and the ends of lines are left out: programs change them."""
    told = "".join(f"{beside}\0{text}".split()).encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=LENGTH // 2).hexdigest()


def cells(digests: Iterable[str]) -> Iterator[str]:
    """Write digests in as few cells as hold them."""
    every = sorted({*digests})
    for place in range(0, len(every), _MOST):
        yield START + "".join(every[place : place + _MOST])


def digests_in(texts: Iterable[str]) -> frozenset[str]:
    """Read the digests of all cells that hold some; other texts say nothing."""
    held = (text.removeprefix(START) for text in texts if text.startswith(START))
    return frozenset(
        one[place : place + LENGTH] for one in held for place in range(0, len(one), LENGTH)
    )
