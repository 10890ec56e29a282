"""A browser and Node for the tests that need one; each says loudly what to install."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

NO_BROWSER = (
    "NO REPORT IS LOOKED AT IN A BROWSER: install chromium (Debian: apt-get install chromium)"
)


def browser_path() -> str | None:
    """Find the browser that is installed; `SPBE_BROWSER` names another."""
    named = os.environ.get("SPBE_BROWSER")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def node_path() -> str | None:
    """Find Node."""
    return shutil.which("node")


@contextmanager
def launched() -> Iterator[Any]:
    """Start the browser; skips where there is none."""
    path = browser_path()
    if path is None:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to load

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
