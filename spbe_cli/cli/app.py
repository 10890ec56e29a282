"""The command tree: verbs are loaded when called, the options of every verb declared once."""

import gc
import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from spbe_cli import __version__
from spbe_cli.cli.help import Verb, Verbs
from spbe_cli.cli.session import Color, Session
from spbe_cli.locale import Language

VERBS = (
    "score", "validate", "compare", "predict", "plan", "sensitivity", "rank", "audit", "blame",
    "render", "explain", "instrument", "schema", "init", "import", "export",
)  # fmt: skip
"""The verbs, in the order of the help; each is a module of this package."""

MODULES = {"import": "importing"}
"""Modules of verbs that cannot be called like them."""

SETTINGS = {"help_option_names": ["-h", "--help"]}


def global_options(
    *,
    lang: Annotated[Language | None, typer.Option("--lang", show_default=False)] = None,
    color: Annotated[Color | None, typer.Option("--color", show_default=False)] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
    debug: Annotated[bool, typer.Option("--debug")] = False,
) -> None:
    """Declare the options that every verb takes, before it or after it."""


GLOBALS = inspect.signature(global_options).parameters


class Root(Verbs):
    """The whole command; what lists its verbs does not load them."""

    def load(self, name: str) -> Any:
        """Import the module of a verb and build its command."""
        return import_module(f"spbe_cli.cli.{MODULES.get(name, name)}").command()


def build() -> Any:
    """Build the command tree."""
    return _branch(Root, _root, {name: TyperCommand(name) for name in VERBS}, completion=True)


def verb(name: str, function: Callable[..., int]) -> Any:
    """Make a command of a function that takes the session and its options, gives an exit code."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(name, cls=Verb, context_settings=SETTINGS)(_taking_globals(function))
    return get_command(app)


def verbs(functions: Mapping[str, Callable[..., int]]) -> Any:
    """Make a command with commands below it."""
    commands = {name: verb(name, function) for name, function in functions.items()}
    return _branch(Verbs, _show_help, commands, completion=False)


def _branch(
    kind: type[Verbs], function: Callable[..., None], commands: dict[str, Any], *, completion: bool
) -> Any:
    app = typer.Typer(
        cls=kind,
        add_completion=completion,
        context_settings=SETTINGS,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
    )
    app.callback()(_taking_globals(function, begins=False))
    group: Any = get_command(app)
    group.commands = commands
    return group


def _show_help(_: Session, *, context: typer.Context) -> None:
    """Show the help of a command that is called without one of those below it."""
    if context.invoked_subcommand is None:
        context.command.format_help(context, context.make_formatter())


def _show_version(context: typer.Context, *, asked: bool) -> None:
    if asked:
        context.obj.write([f"spbe {__version__}\n"])
        raise typer.Exit


def _root(
    session: Session,
    *,
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    del version
    _show_help(session, context=context)


def _taking_globals(function: Callable[..., Any], *, begins: bool = True) -> Callable[..., Any]:
    """Let a function take the global options beside its own, and the session instead of them."""

    @wraps(function)
    def wrapper(**values: Any) -> Any:
        context: typer.Context = values["context"]
        session: Session = context.obj
        session.apply(**{key: values.pop(key) for key in GLOBALS})
        if begins:
            del values["context"]
            gc.freeze()
            gc.enable()
        return function(session, **values)

    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    parameters = [p for p in own if p.name != "context"]
    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    together = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]
    together += [context, *GLOBALS.values()]
    wrapper.__signature__ = inspect.Signature(together)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {p.name: p.annotation for p in together}
    return wrapper
