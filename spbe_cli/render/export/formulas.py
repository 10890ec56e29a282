"""Formulas of our workbooks, in whole numbers as `spbe_cli.core.exchange.tallying` gives them.

Only functions that Excel 2010, LibreOffice and Google Sheets have. What a formula says in words is
a text of the catalogue with references put in.
"""

from collections.abc import Iterable, Mapping, Sequence

from spbe_cli.core.assessment import Combine
from spbe_cli.core.exchange.tallying import Counting
from spbe_cli.core.exchange.worksheet import letters, quoted_name
from spbe_cli.core.problems import Whole
from spbe_cli.locale import Texts

WRONG = "!"
"""What stands for a cell that holds something which is no level."""

HIDE = "\ue000"
"""Stands for a reference while a text is filled in."""

NEAR = "1E-9"
"""How far a scaled level may lie from a whole number: less than any two levels are apart."""


def spot(row: int, column: int) -> str:
    """Name a cell of the same sheet, the same wherever the formula is copied to."""
    return f"${letters(column)}${row}"


def at(sheet: str, row: int, column: int) -> str:
    """Name a cell of a sheet, the same wherever the formula is copied to."""
    return f"{quoted_name(sheet)}!{spot(row, column)}"


def quoted(text: str) -> str:
    """Write a text within a formula."""
    return '"' + text.replace('"', '""') + '"'


def sentence(texts: Texts, key: str, references: Mapping[str, str], **values: object) -> str:
    """Write a text of the catalogue as a formula, references in place of some of its values."""
    marks = {name: Whole(f"{HIDE}{n}{HIDE}") for n, name in enumerate(references)}
    pieces, found = texts(key, **values, **marks).split(HIDE), list(references.values())
    told = (quoted(one) if n % 2 == 0 else found[int(one)] for n, one in enumerate(pieces))
    return "&".join(one for one in told if one != '""')


def scaled(cell: str, numbers: Counting) -> str:
    """Read a cell as a level times the scale; empty where it is, a mark where it is no level."""
    wrong, other = quoted(WRONG), f"IF(LEN(TRIM({cell}))=0,{quoted('')},{quoted(WRONG)})"
    level = f"IF({_fits(cell, numbers)},ROUND({_times(cell, numbers)},0),{wrong})"
    return f"IFERROR(IF(ISNUMBER({cell}),{level},{other}),{wrong})"


def is_level(cell: str, numbers: Counting) -> str:
    """Say whether a cell holds a level; short, for a check may have 255 characters only."""
    return f"IF(ISNUMBER({cell}),{_fits(cell, numbers)},FALSE)"


def _fits(cell: str, numbers: Counting) -> str:
    """Say whether a number is one of the levels; truth is a number to some programs."""
    times = _times(cell, numbers)
    whole, lowest, highest = f"ROUND({times},0)", numbers.lowest, numbers.highest
    inside = f"{whole}>={lowest},{whole}<={highest}"
    if numbers.step > 1:
        inside += f",MOD({whole}-({lowest}),{numbers.step})=0"
    seen = "".join(f",{whole}={level}" for level in numbers.exceptional)
    fits = f"OR(AND({inside}){seen})" if seen else inside
    return f"AND(NOT(ISLOGICAL({cell})),ABS({times}-{whole})<{NEAR},{fits})"


def _times(cell: str, numbers: Counting) -> str:
    return f"{cell}*{numbers.scale}" if numbers.scale > 1 else cell


def combined(said: str, count: str, rule: Combine, *, reduces: bool) -> tuple[str, str]:
    """Combine the answers of OPDs by a rule: the level as a numerator and a denominator."""
    if rule is Combine.LOWEST:
        return f"MIN({said})", "1"
    if rule is Combine.HIGHEST:
        return f"MAX({said})", "1"
    if rule is Combine.MEDIAN:
        is_whole = f"MOD(2*MEDIAN({said}),2)=0"
        return f"MEDIAN({said})*IF({is_whole},1,2)", f"IF({is_whole},1,2)"
    divisor = f"GCD(SUM({said}),{count})" if reduces else "1"
    return f"SUM({said})/{divisor}", f"{count}/{divisor}"


def rounded(total: str, whole: str, power: int) -> str:
    """Round half up to 1/`power`, in whole numbers: the remainder goes before the division."""
    doubled = f"({2 * power}*{total}+{whole})"
    return f"({doubled}-MOD({doubled},2*{whole}))/(2*{whole})"


def exact(total: str, whole: str) -> str:
    """Show an exact value: as a decimal where it ends, else as a fraction."""
    divisor = f"GCD(ABS({total}),{whole})"
    ends = f"MOD(1000000000000,{whole}/{divisor})=0"
    ratio = f'({total}/{divisor})&"/"&({whole}/{divisor})'
    return f"IF({ends},{total}/{whole},{ratio})"


def category(
    total: str, whole: str, numbers: Counting, names: Sequence[str], *, of_rounded: bool
) -> str:
    """Take the category: each bound multiplied out, best first; the last holds for all below.

    Of the rounded index, `total` is that in units of the last decimal.
    """
    told = quoted(names[-1])
    bounds = list(zip(numbers.bounds, names, strict=True))[:-1]
    for (_, above, below), name in reversed(bounds):
        one = f"{total}*{below}" if below > 1 else total
        other = f"{above * numbers.power}" if of_rounded else f"{above}*{whole}"
        told = f"IF({one}>={other},{quoted(name)},{told})"
    return told


def cells(rows: Iterable[int], column: int, sheet: str = "") -> str:
    """Name the cells of some rows in a column; neighbours as a range."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    before = f"{quoted_name(sheet)}!" if sheet else ""
    return ",".join(f"{before}{spot(one, column)}:{spot(last, column)}" for one, last in runs)
