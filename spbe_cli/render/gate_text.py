"""What gates say: the number they were judged on, exact and as shown where the two differ."""

from fractions import Fraction

from spbe_cli.core.exact import exact_text
from spbe_cli.core.inert import safe
from spbe_cli.core.problems import Whole
from spbe_cli.core.result import Result, Verdict
from spbe_cli.locale import Texts


def line(result: Result, verdict: Verdict, texts: Texts) -> str:
    """Say whether a result meets a gate."""
    outcome = "passed" if verdict.passed else "failed"
    wanted = verdict.wanted
    if isinstance(wanted, Fraction):
        number = texts.figure(exact_text(wanted))
    else:
        number = texts.category(wanted.name)
    said = texts(
        f"gate.{verdict.kind.value}.{outcome}",
        file=_whose(result, texts),
        index=_index(result, texts),
        category=texts.category(result.category.name) if result.category else "",
        wanted=number,
    )
    if result.otherwise is not None and result.basis is not None and result.assessment is not None:
        year = result.assessment.year
        said += f" {texts(f'gate.rule.{result.basis.value}', year=year)}"
    return said


def _whose(result: Result, texts: Texts) -> str:
    """Name the file, and the scenario it was scored under."""
    if result.scenario is None:
        return safe(result.file)
    return Whole(texts("scenarios.whose", file=result.file, scenario=result.scenario))


def _index(result: Result, texts: Texts) -> str:
    exact = texts.figure(exact_text(result.index)) if result.index is not None else ""
    if result.shown is None or Fraction(result.shown) == result.index:
        return exact
    return texts("gate.both", exact=exact, shown=texts.figure(str(result.shown)))
