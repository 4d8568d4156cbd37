"""Chromium for the browser tests, and what every page must keep to: no error in the console, no call to a stranger."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class LiveServer:
    """A server with the demonstration programme: where it and its database are, and the password of its accounts."""

    url: str
    database: str
    password: str

    def email(self, role: str) -> str:
        """The address of the account for manager, steering, financier or organisation."""
        return f"{role}@example.org"


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """`dashboard serve` on a database of its own, after `dashboard migrate` and `dashboard demo`; takes 20 s."""
    from dashboard.cli.demonstration import PASSWORD  # noqa: PLC0415 - a broken import fails the tests that need it

    folder, port = tmp_path_factory.mktemp("live"), free_port()
    made = {name: secrets.token_hex(32) for name in ("SECRET_KEY", "PSEUDONYM_KEY")}
    database = f"sqlite:///{folder / 'live.sqlite'}"
    environment = os.environ | made | {"DATABASE_URL": database}
    dashboard = [sys.executable, "-c", "import sys; from dashboard.cli import main; sys.exit(main())"]
    for command in ("migrate", "demo"):
        subprocess.run([*dashboard, command], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    log = folder / "serve.log"
    with (
        log.open("w") as written,
        subprocess.Popen([*dashboard, "serve", "--port", str(port)], env=environment, stderr=written) as server,  # noqa: S603
    ):
        url = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{url}/health", server, log)
            yield LiveServer(url, database, PASSWORD)
        finally:
            server.terminate()


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer) -> Callable[[str], Page]:
    """Signs the reader of a role in, in English; the page then shows where they begin."""

    def signed_in(role: str) -> Page:
        page.goto(f"{live_server.url}/sign-in?lang=en")
        page.get_by_label("E-mail address").fill(live_server.email(role))
        page.get_by_label("Password").fill(live_server.password)
        page.get_by_role("button", name="Sign in").click()
        page.locator("main h1").wait_for()
        return page

    return signed_in


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; fail with its log where it ends or takes a minute."""
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The server did not start:\n{log.read_text()}", pytrace=False)
