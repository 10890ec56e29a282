"""Entry of the `spbe` command and of `python -m spbe_cli`."""

import gc
import os
import signal
import sys


def run() -> None:
    """Run the command line and end the process with its exit code.

    Start-up makes many objects and hardly any garbage, so none is collected until a verb begins;
    plugins that other packages bring for pydantic have no say here and are not looked for.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    try:
        from spbe_cli.cli import main  # noqa: PLC0415 - only after the two settings above

        code = main()
    except KeyboardInterrupt:  # while modules were loading, before anybody could say so
        code = 128 + signal.SIGINT
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left that could be interrupted
    sys.exit(code)


if __name__ == "__main__":
    run()
