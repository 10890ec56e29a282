"""The command line: arguments -> load -> core -> render -> exit code. Nothing is computed here."""

import sys
from collections.abc import Sequence
from typing import Any

from spbe_cli.cli.session import Session, start
from spbe_cli.core.problems import CallError, ContentError, ExitCode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit code; no exception leaves."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    session = start(words)
    try:
        code = _run(words, session)
    except CallError as error:
        session.fail_call(error)
        return ExitCode.CALL
    except ContentError as error:
        session.fail_problems(error.problems)
        return ExitCode.CONTENT
    except OSError as error:
        return session.fail_stream(error)
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever else happens is a bug of ours
        return _apologise(error, session)
    if code == ExitCode.INTERRUPTED:
        session.fail(session.texts("interrupted"))
    return code


def _run(words: list[str], session: Session) -> int:
    import typer  # noqa: PLC0415 - after the streams are ready

    from spbe_cli.cli.app import build  # noqa: PLC0415 - imports typer
    from spbe_cli.cli.help import usage_error  # noqa: PLC0415 - imports typer

    try:
        code: Any = build().main(args=words, prog_name="spbe", standalone_mode=False, obj=session)
    except typer.TyperException as error:
        session.fail(*usage_error(error, session.texts))
        return ExitCode.CALL
    return int(code or ExitCode.OK)


def _apologise(error: Exception, session: Session) -> int:
    """Own up to a bug; the traceback is for those who ask for it."""
    if session.debug:
        import traceback  # noqa: PLC0415 - only for a bug

        session.fail(*traceback.format_exception(error))
    name = f"{type(error).__name__}: {error}"
    session.fail(session.texts("bug.apology", error=name), session.texts("bug.report"))
    return ExitCode.BUG
