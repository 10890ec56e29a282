"""One run of the command: its language, colours and streams. The only place that prints."""

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from spbe_cli.core.problems import CallError, ExitCode, Problem
from spbe_cli.locale import Language, Texts, language_of, texts

if TYPE_CHECKING:
    from spbe_cli.render.look import Look


class Color(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


NARROWEST = 72
"""Columns that tables are made for at least: on fewer, lines fold and no figure is cut."""

WIDEST = 10_000
"""Columns at most: more is what nobody can see."""


@dataclass(slots=True)
class Session:
    """The settings that hold for every verb, and what follows from them."""

    language: Language = Language.EN
    color: Color = Color.AUTO
    quiet: bool = False
    debug: bool = False

    def apply(
        self,
        *,
        lang: Language | None = None,
        color: Color | None = None,
        quiet: bool = False,
        debug: bool = False,
    ) -> None:
        """Take over the global options given at one place of the command line."""
        self.language = lang or self.language
        self.color = color or self.color
        self.quiet = self.quiet or quiet
        self.debug = self.debug or debug

    @property
    def texts(self) -> Texts:
        """The texts of the language in force."""
        return texts(self.language)

    def look(self, target: Path | None = None) -> "Look":
        """Tell a renderer about standard output, also named `-`, or a file in its place."""
        from spbe_cli.render.look import Look  # noqa: PLC0415 - not needed to say the version

        if target is not None and target != Path("-"):
            return Look(self.texts, None, self.color is Color.ALWAYS, unicode=True)
        return self._look(sys.stdout)

    def write(self, chunks: Iterable[str], target: Path | None = None) -> None:
        """Write the result, whole or not at all, to a file or to standard output.

        Raises `CallError` where it cannot be written; a reader that stops reading is no error.
        """
        from spbe_cli.output import spooled, write_whole  # noqa: PLC0415 - not at every start

        try:
            if target is not None and target != Path("-"):
                write_whole(target, chunks)
                return
            with spooled(chunks) as whole:
                shutil.copyfileobj(whole, sys.stdout)
            sys.stdout.flush()
        except BrokenPipeError:
            _abandon(sys.stdout)
        except OSError as error:
            if target is None:
                _abandon(sys.stdout)
            path = "-" if target is None else target.as_posix()
            raise CallError("call.unwritable", path=path, reason=str(error.strerror)) from error

    @contextmanager
    def silenced(self) -> Iterator[None]:
        """Keep what a library prints past Python out of standard output."""
        sys.stdout.flush()
        try:
            handle = sys.stdout.fileno()
        except (OSError, ValueError):  # a stream without a file, as in tests
            yield
            return
        kept = os.dup(handle)
        try:
            with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - its number is wanted
                os.dup2(nowhere.fileno(), handle)
            yield
        finally:
            os.dup2(kept, handle)
            os.close(kept)

    def tell(self, *lines: str) -> None:
        """Print summaries and notes to standard error, unless `--quiet`."""
        if not self.quiet:
            self.fail(*lines)

    def tell_skipped(self, count: int) -> None:
        """Say how many YAML files of a folder are none of ours; nothing where there are none."""
        from spbe_cli.render.look import counted  # noqa: PLC0415 - not needed to say the version

        if count:
            self.tell(self.texts("skipped", skipped=counted(self.texts, "skipped", count)))

    def fail(self, *lines: str) -> None:
        """Print to standard error, `--quiet` or not."""
        with suppress(OSError):
            for line in lines:
                sys.stderr.write(line if line.endswith("\n") else f"{line}\n")
            sys.stderr.flush()

    def fail_problems(self, problems: Iterable[Problem]) -> None:
        """List problems on standard error, beside a result or in place of one."""
        from spbe_cli.render.problem import text as problem_text  # noqa: PLC0415 - imports rich

        self.fail(*problem_text.full(problems, self.error_look))

    def fail_call(self, error: CallError) -> None:
        """Say why the call cannot be carried out."""
        message = self.texts(error.key, **error.values)
        if "suggestion" in error.values:
            suggestion = error.values["suggestion"]
            message += f"; {self.texts('did-you-mean', suggestion=suggestion)}"
        # each value was cut already; the sentence is not, or what to do would be lost at its end
        self.fail(self.texts("call.error", message="") + message)

    def fail_stream(self, error: OSError) -> int:
        """Say that standard output takes no more, where nothing else can have failed."""
        _abandon(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return ExitCode.OK
        self.fail_call(CallError("call.unwritable", path="-", reason=str(error.strerror)))
        return ExitCode.CALL

    @property
    def error_look(self) -> "Look":
        """What a renderer needs to know of standard error."""
        return self._look(sys.stderr)

    def _look(self, stream: TextIO) -> "Look":
        terminal = stream.isatty()
        columns = os.environ.get("COLUMNS", "")
        width = int(columns[:9]) or None if columns.isdecimal() else None
        if width is None and terminal:
            width = shutil.get_terminal_size().columns
        width = None if width is None else min(max(width, NARROWEST), WIDEST)
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        color = terminal and not plain if self.color is Color.AUTO else self.color is Color.ALWAYS
        from spbe_cli.render.look import Look  # noqa: PLC0415 - not needed to say the version

        return Look(self.texts, width, color, unicode=_is_unicode(stream))


class _Closed(StringIO):
    """Standard output that the caller closed: a result must not get lost without a word."""

    def write(self, text: str) -> int:
        del text
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def start(arguments: Sequence[str]) -> Session:
    """Begin a run: the language is needed before the options are read, for help and errors."""
    sys.stdout = sys.stdout or _Closed()
    sys.stderr = sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        _prepare(stream)
    return Session(language=_language(arguments))


def _language(arguments: Sequence[str]) -> Language:
    given = ""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            given = next(iter(arguments[position + 1 : position + 2]), "")
        elif argument.startswith("--lang="):
            given = argument.removeprefix("--lang=")
    for setting in (given, os.environ.get("SPBE_LANG", "")):
        language = language_of(setting)
        if language is not None:
            return language
    return language_of(_locale()) or Language.EN


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    if sys.platform != "win32":
        return ""
    import locale  # noqa: PLC0415 - elsewhere the environment says it

    return locale.getlocale()[0] or ""


def _prepare(stream: TextIO) -> None:
    """Write UTF-8 where nobody asked for another encoding; never fail on a character."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    else:
        reconfigure(errors="backslashreplace")


def _is_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").casefold().replace("-", "").startswith("utf")


def _abandon(stream: TextIO) -> None:
    """Stop writing to a stream, so that Python does not try again when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
