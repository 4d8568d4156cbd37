"""Chromium for the browser tests, and what every page must keep to: no error in the console, no call to a stranger."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

# No sandbox, since root has none in Chromium. The others keep the browser from calling its maker.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OWN_HOSTS = ("127.0.0.1", "localhost")
FOLDER = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that none is taken for a fast one."""
    for item in items:
        if item.path.is_relative_to(FOLDER):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing: `make test` installs it, or `apt-get install chromium`.", pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def complaints() -> list[str]:
    """What went wrong on the test's page so far; a test that provokes an error looks here and clears it."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page in a context of its own, without cookies. The test fails on any complaint that is left at its end."""
    context = browser.new_context()
    opened = context.new_page()
    listen(opened, complaints)
    yield opened
    context.close()
    if complaints:
        pytest.fail("\n".join(["The browser complained:", *complaints]), pytrace=False)


def listen(page: Page, complaints: list[str]) -> None:
    """Add to ``complaints`` each console error, uncaught exception and request to a foreign host, as it happens."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def on_error(error: Error) -> None:
        complaints.append(f"uncaught: {error.message}")

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in OWN_HOSTS:
            complaints.append(f"request to a foreign host: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", on_error)
    page.on("request", on_request)
