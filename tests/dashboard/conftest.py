from datetime import UTC, datetime, timedelta
from shutil import copyfile

import pytest

from dashboard import app as app_module
from dashboard import today
from dashboard.access import passwords
from dashboard.app import create_app
from dashboard.cli import main
from data_access import audit
from tests.conftest import whole
from tests.dashboard.installed import CHEAP, EMAILS, environment, furnish, page_modules, settings, sign_in


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords():
    """Passwords are hashed at the cost of ``HASH``; ``access/test_passwords`` holds the real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", CHEAP)
        yield


@pytest.fixture(scope="session")
def demonstration(migrated_file, tmp_path_factory):
    """An SQLite file with the demonstration programme and its accounts, to read or to copy."""
    path = copyfile(migrated_file, tmp_path_factory.mktemp("demonstration") / "demonstration.sqlite")
    with environment(f"sqlite:///{path}"):
        assert main(["demo"]) == 0
    return whole(path)


@pytest.fixture
def furnished_url(migrated_url):
    """A database with programmes and readers, see ``installed``."""
    furnish(migrated_url)
    return migrated_url


@pytest.fixture
def app(furnished_url, monkeypatch):
    """An app with small screens of its own."""
    monkeypatch.setattr(app_module, "_pages", page_modules)
    made = create_app(settings(furnished_url))
    yield made
    made.server.extensions["installation"].engine.dispose()


@pytest.fixture
def stranger(app):
    """A browser in which nobody is signed in."""
    return app.server.test_client()


@pytest.fixture
def clock(monkeypatch):
    """Stops the time that signing in goes by, however slow the machine is, and moves it: ``clock(minutes=5)``."""
    now = datetime.now(UTC)

    def later(**given):
        nonlocal now
        now += timedelta(**given)
        return now

    # No two moments are the same.
    monkeypatch.setattr(today, "now", lambda: later(microseconds=1))
    return later


@pytest.fixture
def written(app):
    """What the audit log holds, oldest first: who, action, subject and detail of each entry."""

    def entries():
        with app.server.extensions["installation"].engine.connect() as connection:
            found = audit.entries(connection)
        return [(one.who, one.action, one.subject, one.detail) for one in reversed(found)]

    return entries


@pytest.fixture
def signed_in(app):
    """Makes a browser in which the reader of a role is signed in."""

    def made(role):
        client = app.server.test_client()
        assert sign_in(client, EMAILS[role]).status_code == 303
        return client

    return made
