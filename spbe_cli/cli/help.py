"""Commands that speak the session's language: their help, and what is wrong with a call.

Help texts are looked up by command and parameter (`score.min_index`, else `option.format`), so
that declarations carry none.
"""

import re
from collections.abc import Callable, Sequence
from enum import Enum, StrEnum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from typer.core import TyperCommand, TyperGroup

from spbe_cli.core.inert import safe
from spbe_cli.core.problems import CallError
from spbe_cli.core.suggest import nearest, suggested
from spbe_cli.locale import Texts

Choice = TypeVar("Choice", bound=StrEnum)

GLOBAL_NAMES = frozenset({"lang", "color", "quiet", "debug", "help"})
"""The options of every verb; they stand in a section of their own."""


class _Speaking:
    """Gives a command its help in the language of the session."""

    name: str | None
    help: str | None
    params: list[Any]

    def get_params(self, ctx: Any) -> list[Any]:
        """Give the parameters with their help."""
        texts, path = _texts(ctx), _path(ctx)
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc] # a mixin's super
        for param in params:
            if getattr(param, "speaks", False):
                continue
            param.speaks = True
            param.process_value = partial(_read, param, param.process_value)
            name = param.name.rstrip("_")
            param.help = texts.find(f"{path}.{name}", f"option.{name}")
            if param.show_default and isinstance(param.default, Enum):
                param.help += f" ({texts('help.default', default=param.default.value)})"
                param.show_default = False
            if getattr(param, "is_flag", False):
                param.metavar = ""
            if param.param_type_name == "argument":
                param.display_type_rich = _no_type
            section = "options" if param.param_type_name == "option" else "arguments"
            section = "global" if param.name in GLOBAL_NAMES else section
            param.rich_help_panel = texts(f"help.{section}")
        return params

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that says how the command is called."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined] # the base's
        texts = _texts(ctx)
        prefix, words = f"{texts('help.usage')}: ", _worded(" ".join(pieces), texts)
        formatter.write_usage(ctx.command_path, words, prefix=prefix)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help; texts are plain, whatever looks like markup in them."""
        from rich.markup import escape  # noqa: PLC0415 - slow, and only help needs it
        from typer import rich_utils  # noqa: PLC0415

        rich_utils.REQUIRED_LONG_STRING = f"[{_texts(ctx)('help.required')}]"
        self.help = escape(_texts(ctx)(f"{_path(ctx)}.about"))
        for param in self.get_params(ctx):
            param.help = escape(param.help or "")
            param.metavar = param.metavar and _worded(param.metavar, _texts(ctx))
        super().format_help(ctx, formatter)  # type: ignore[misc] # a mixin's super


class Verb(_Speaking, TyperCommand):
    """A command that does something."""


class Verbs(_Speaking, TyperGroup):
    """A command that has commands below it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, with a line for each command below."""
        texts, path = _texts(ctx), _path(ctx)
        inner = "" if path == "root" else f"{path}."
        for name, command in self.commands.items():
            command.help = texts(f"{inner}{name}.short")
            command.rich_help_panel = texts("help.commands")  # type: ignore[attr-defined]
        super().format_help(ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command that the arguments begin with; raises `CallError` for none such."""
        del ctx
        name, *rest = args
        if name not in self.commands:
            raise CallError("call.command", found=name, **suggested(name, self.commands))
        return name, self.load(name), rest

    def load(self, name: str) -> Any:
        """Give the command of a name, ready to be called."""
        return self.commands[name]


def _worded(metavars: str, texts: Texts) -> str:
    """Say in the language of the session what is to be put in place of words like FILE."""
    return re.sub("[A-Z]+", lambda it: texts.find(f"metavar.{it[0]}") or it[0], metavars)


def _no_type(ctx: Any) -> str:
    """Leave the type of an argument out: its name and help say what it is."""
    del ctx
    return ""


def _read(param: Any, otherwise: Callable[[Any, Any], Any], ctx: Any, value: Any) -> Any:
    """Read a value in our own words, without the validator that typer would load for it."""
    kind = param.type_descriptor.annotation
    if value is None or value == ():
        return otherwise(ctx, value) if param.required else param.default
    if isinstance(value, (bool, Enum)):
        return otherwise(ctx, value) if param.callback else value
    if isinstance(value, tuple):
        return list(value)
    if issubclass(kind, StrEnum):
        return choice(kind, value, option=param.opts[0])
    if kind is int:
        return _whole(value, at_least=param.min or 0, option=param.opts[0])
    return Path(value) if kind is Path else value


MOST_DIGITS = 9
"""Digits of a whole number on the command line."""


def _whole(value: str, *, at_least: int, option: str) -> int:
    is_whole = value.isascii() and value.isdecimal()
    if is_whole and len(value) > MOST_DIGITS:
        raise CallError("call.whole-long", option=option, digits=str(MOST_DIGITS))
    if not is_whole or int(value) < at_least:
        raise CallError("call.whole", option=option, found=value, lowest=str(at_least))
    return int(value)


def choice(kind: type[Choice], value: str, *, option: str) -> Choice:
    """Read one of a closed set, in any case; raises `CallError` for anything else."""
    allowed = [member.value for member in kind]
    if value.casefold() in allowed:
        return kind(value.casefold())
    values = {"option": option, "found": value, "allowed": ", ".join(allowed)}
    raise CallError("call.choice", **values, **suggested(value, allowed))


def _texts(ctx: Any) -> Texts:
    texts: Texts = ctx.obj.texts
    return texts


def _path(ctx: Any) -> str:
    """Give the names of the commands down to this one: `instrument.show`; `root` at the top."""
    names: list[str] = []
    step: Any = ctx
    while step is not None and step.parent is not None:
        names.append(step.info_name)
        step = step.parent
    return ".".join(reversed(names)) or "root"


def _misused(option: str, said: str, texts: Texts) -> str:
    """Say that an option has a value too many, or none, or not as many as it takes."""
    if "not take" in said:
        return texts("call.no-value", option=option)
    if several := re.search(r"requires (\d+)", said):
        return texts("call.missing-values", option=option, count=several[1])
    return texts("call.missing-value", option=option)


def usage_error(error: Any, texts: Texts) -> Sequence[str]:
    """Say in our words what the parser says of a command line it cannot read."""
    kind, param = type(error).__name__, getattr(error, "param", None)
    option = getattr(error, "option_name", None)
    context = getattr(error, "ctx", None)
    if kind == "NoSuchOption":
        message = texts("call.option", found=option)
        suggestion = nearest(str(option), error.possibilities or ())
        if suggestion:
            message += f"; {texts('did-you-mean', suggestion=suggestion)}"
    elif kind == "MissingParameter" and param is not None:
        is_option = param.param_type_name == "option"
        name = param.opts[0] if is_option else _worded(param.display_name_raw.upper(), texts)
        message = texts("call.missing", name=name)
    elif kind == "BadOptionUsage":
        message = _misused(str(option), error.format_message(), texts)
    elif extra := re.search(r"argument.*? \((?!s\))(.*)\)", error.format_message()):
        message = texts("call.unexpected", found=extra[1])
    else:
        message = safe(error.format_message())
    lines = [texts("call.error", message=message)]
    if context is not None:
        lines.append(texts("call.try-help", command=context.command_path))
    return lines
