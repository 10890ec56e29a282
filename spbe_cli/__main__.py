"""Entry of the `spbe` command and of `python -m spbe_cli`."""

import sys


def run() -> None:
    """Run the command line and end the process with its exit code."""
    from spbe_cli.cli import main  # noqa: PLC0415 - the entry point itself imports nothing

    sys.exit(main())


if __name__ == "__main__":
    run()
