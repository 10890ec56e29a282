"""Exact numbers: how they are read from text, written as text and rounded.

No binary float takes part in any of it. An index moves in steps of 0.0005, so one in twenty is
an exact tie at two decimals, and a float gets some of those wrong.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd

Number = int | Fraction
"""An exact value: a whole number stays an `int`, anything else is a `Fraction`."""

DIGITS_LIMIT = 40
"""Longest text that is read as a number; nothing in this field comes near it."""

_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_RATIO = re.compile(r"[1-9][0-9]*/[1-9][0-9]*")


def parse_decimal(text: str) -> int | Decimal | None:
    """Read a number as SPEC writes them (`3`, `-0.5`, `2.90`); None for any other notation.

    A `Decimal` keeps the decimals it was written with (`2.90` has two); without a point it is an
    `int`.
    """
    if len(text) > DIGITS_LIMIT or not _DECIMAL.fullmatch(text):
        return None
    return Decimal(text) if "." in text else int(text)


def parse_ratio(text: str) -> Fraction | None:
    """Read `p/q` with positive whole p and q; None for any other text."""
    return Fraction(text) if len(text) <= DIGITS_LIMIT and _RATIO.fullmatch(text) else None


def number(value: int | Decimal | Fraction) -> Number:
    """Give the same value as an `int` where it is whole, else as a `Fraction`."""
    if isinstance(value, int):
        return value
    fraction = Fraction(value)
    return fraction.numerator if fraction.denominator == 1 else fraction


def exact_text(value: Number) -> str:
    """Write a value in full: `2.9475` without trailing zeros, or `p/q` when it never ends."""
    fraction = Fraction(value)
    places = _places(fraction.denominator)
    if places is None:
        return f"{fraction.numerator}/{fraction.denominator}"
    if places == 0:
        return str(fraction.numerator)
    return f"{_decimal(fraction.numerator * 10**places // fraction.denominator, places):f}"


def round_half_up(value: Number, places: int) -> Decimal:
    """Round a value to `places` decimals, a tie going up (2.9475 -> 2.95)."""
    scaled = Fraction(value) * 10**places + Fraction(1, 2)
    return _decimal(scaled.numerator // scaled.denominator, places)


def round_change(value: Number, places: int) -> Decimal:
    """Round a change to `places` decimals: the same up as down, a tie away from zero."""
    size = round_half_up(abs(Fraction(value)), places)
    return -size if value < 0 and size else size


def mean(values: Sequence[Number]) -> Number:
    """Give the exact mean of one value or more."""
    return number(sum(map(Fraction, values), Fraction(0)) / len(values))


def median(values: Sequence[Number]) -> Number:
    """Give the exact median of one value or more; of an even number, the mean of the middle two."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return mean([ordered[middle - 1 + len(ordered) % 2], ordered[middle]])


def common_step(a: Fraction, b: Fraction) -> Fraction:
    """Give the largest step both values are whole multiples of; 0 where both are 0."""
    return Fraction(
        gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator
    )


def decimals(value: Decimal) -> int:
    """Count the decimals a number was written with."""
    exponent = value.as_tuple().exponent
    return -int(exponent)


def _decimal(units: int, places: int) -> Decimal:
    """Build units x 10**-places, every digit kept."""
    return Decimal((int(units < 0), tuple(int(digit) for digit in str(abs(units))), -places))


def _places(denominator: int) -> int | None:
    """Count the decimals 1/denominator needs; None when it has no finite decimal."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None
