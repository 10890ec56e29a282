"""Plain data -> a typed value, or findings in the author's words.

The only place that knows the validator's vocabulary. What is wrong is taken out and the rest
validated again, so that one mistake never hides what else there is to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from spbe_cli.core.assessment import Shape
from spbe_cli.core.problems import Code, Finding, KeyPath, Term
from spbe_cli.core.scalars import described
from spbe_cli.core.suggest import suggested

Model = TypeVar("Model", bound=Shape)

_EXPECTED = {
    "model_type": "mapping",
    "dict_type": "mapping",
    "list_type": "list",
    "tuple_type": "list",
    "bool_type": "true-or-false",
}
MOST_FINDINGS = 200
"""Findings of one file that are told apart; a file with more is not one of ours in the making."""

_ROUNDS = 4
"""How often data is validated again; what is still wrong then is left out whole."""


@dataclass(frozen=True, slots=True)
class Checked(Generic[Model]):
    """A value read from data; `broken` are the paths that were left out of it."""

    value: Model | None
    findings: tuple[Finding, ...]
    broken: frozenset[KeyPath]


def check(model: type[Model], content: object) -> Checked[Model]:
    """Validate data against a model and say everything that is wrong with its shape."""
    if not isinstance(content, dict):
        values = {"found": described(content), "expected": Term("word.mapping")}
        return Checked(None, (Finding(Code.WRONG_TYPE, (), values),), frozenset({()}))
    data: dict[str, Any] = content
    findings: list[Finding] = []
    broken: set[KeyPath] = set()
    for attempt in range(_ROUNDS):
        try:
            return Checked(model.model_validate(data), _once(findings), frozenset(broken))
        except ValidationError as error:
            errors = error.errors(include_url=False)
            if attempt == 0:
                findings = [_finding(model, details) for details in errors[:MOST_FINDINGS]]
                if len(errors) > MOST_FINDINGS:
                    values = {"limit": str(MOST_FINDINGS)}
                    findings.append(Finding(Code.BUDGET, (), values, "problems"))
            cut = {_to_cut(model, details) for details in errors}
            if () in cut:
                break
            broken |= cut
            data = model.STAND_INS | _without(data, cut)
    return Checked(None, _once(findings), frozenset({()}))


def _finding(model: type[Shape], details: Mapping[str, Any]) -> Finding:
    """Translate one of the validator's errors."""
    path, value, kind = _path(details), details["input"], details["type"]
    at_key = "[key]" in details["loc"]
    if kind == "extra_forbidden":
        known = list(_fields(model, path[:-1]))
        values = {"key": str(path[-1]), "allowed": ", ".join(known)}
        values |= suggested(str(path[-1]), known)
        variant = "indent" if len(path) == 1 and str(path[0])[:1].isdigit() else ""
        return Finding(Code.UNKNOWN_KEY, path, values, variant, at="key")
    if kind == "missing":
        return Finding(Code.MISSING_KEY, path, {"key": str(path[-1])}, at="missing")
    if kind in _EXPECTED:
        values = {"found": described(value), "expected": Term(f"word.{_EXPECTED[kind]}")}
        hinted = isinstance(value, str) and _EXPECTED[kind] != "mapping"
        variant = _EXPECTED[kind] if hinted else ""
        return Finding(Code.WRONG_TYPE, path, values, variant)
    context = details["ctx"]
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    values = {"key": key, **context["values"]}
    return Finding(Code(kind), path, values, context["variant"], "key" if at_key else "value")


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Drop a missing key that a misspelt one beside it explains."""
    meant = {
        (*finding.path[:-1], finding.values.get("suggestion"))
        for finding in findings
        if finding.code is Code.UNKNOWN_KEY
    }
    return tuple(f for f in findings if f.code is not Code.MISSING_KEY or f.path not in meant)


def _path(details: Mapping[str, Any]) -> KeyPath:
    return tuple(step for step in details["loc"] if step != "[key]")


def _to_cut(model: type[Shape], details: Mapping[str, Any]) -> KeyPath:
    """Choose what to leave out: the value, or all that a missing key leaves incomplete."""
    path = _path(details)
    incomplete = details["type"] == "missing" and not (
        len(path) == 1 and path[0] in model.STAND_INS
    )
    return path[:-1] if incomplete else path


def _without(data: Any, paths: set[KeyPath]) -> Any:
    """Copy data without what stands at the paths; nothing that is shared is changed.

    A path that leads below a plain value (`12: x`, read as `12: {level: x}`) takes that value out.
    """
    heads: dict[str | int, set[KeyPath]] = {}
    for path in paths:
        heads.setdefault(path[0], set()).add(path[1:])

    def stays(key: str | int, value: object) -> bool:
        return all(
            path and isinstance(value, dict if isinstance(path[0], str) else list)
            for path in heads.get(key, ())
        )

    def cut(key: str | int, value: Any) -> Any:
        return _without(value, heads[key]) if key in heads else value

    if isinstance(data, dict):
        return {key: cut(key, value) for key, value in data.items() if stays(key, value)}
    return [cut(index, value) for index, value in enumerate(data) if stays(index, value)]


def _fields(annotation: Any, path: KeyPath) -> Mapping[str, Any]:
    """Give the fields of the model that stands at a path below an annotation."""
    kind = _bare(annotation)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = {field.alias or name: field for name, field in kind.model_fields.items()}
        return _fields(fields[str(path[0])].annotation, path[1:]) if path else fields
    return _fields(get_args(kind)[-1], path[1:]) if path and get_args(kind) else {}


def _bare(annotation: Any) -> Any:
    """Take off `Annotated` and `| None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _bare(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return _bare(next(arg for arg in get_args(annotation) if arg is not type(None)))
    return annotation
