import html
import re

import pytest

from data_access import accounts, audit
from tests.dashboard.installed import ADMINISTRATOR, sign_in


@pytest.fixture
def source(app):
    return app.server.extensions["installation"].engine


@pytest.fixture
def administrator(app):
    """A browser in which the administrator is signed in, in English."""
    client = app.server.test_client()
    assert sign_in(client, ADMINISTRATOR).status_code == 303
    client.set_cookie("language", "en")
    return client


@pytest.fixture
def account(source):
    """Gives the account of an address as it is now."""

    def found(email):
        with source.connect() as connection:
            return accounts.by_email(connection, email)

    return found


@pytest.fixture
def log(source):
    """Gives what was noted of accounts changed and files taken, oldest first."""

    def read(*actions):
        with source.connect() as connection:
            assert audit.verify(connection) is None
            return [entry for entry in audit.entries(connection)[::-1] if entry.action in actions]

    return read


@pytest.fixture
def sent():
    """Sends a form to an address, with the token that the page there has."""

    def send(client, address, **fields):
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-out").get_data(as_text=True))[1]
        return client.post(address, data={"csrf_token": token, **fields})

    return send


@pytest.fixture
def said():
    """Gives the words of an answer, without its tags."""

    def words(answer):
        text = re.sub(r"<head>.*?</head>|<[^>]+>", " ", answer.get_data(as_text=True), flags=re.DOTALL)
        return " ".join(html.unescape(text).split())

    return words
