"""What tells the same problem again after lines have moved: file, code and path, not the place."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from spbe_cli.core.problems import Problem


def fingerprints(problems: Iterable[Problem]) -> Iterator[str]:
    """Give each problem a mark of its own; the second of two alike has another than the first."""
    seen: Counter[str] = Counter()
    for problem in problems:
        finding = problem.finding
        what = "\0".join((problem.file, finding.code.value, finding.variant, problem.path))
        seen[what] += 1
        yield sha256(f"{what}\0{seen[what]}".encode("utf-8", "backslashreplace")).hexdigest()
