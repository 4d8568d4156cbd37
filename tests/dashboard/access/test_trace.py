"""What of signing in stands in the audit log, and what must not."""

import pytest

from data_access import accounts
from data_access.viewer import Role
from tests.dashboard.installed import EMAILS, sent, sign_in

pytestmark = pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
MANAGER = EMAILS[Role.MANAGER]
STRANGER = "somebody not signed in"
UNKNOWN = "an address without an account"


def test_signing_in_and_out_is_noted(stranger, written):
    sign_in(stranger, MANAGER)
    sent(stranger, "/sign-out")
    assert written() == [
        (MANAGER, "sign_in", MANAGER, {"what": "signed in", "step": "password"}),
        (MANAGER, "sign_in", MANAGER, {"what": "signed out"}),
    ]


def test_a_failure_is_noted_under_the_account_and_so_is_what_it_closes(stranger, written):
    for number in range(7):
        sign_in(stranger, MANAGER.upper(), f"guess {number}")
    failed = (STRANGER, "sign_in", MANAGER, {"what": "failed", "step": "password"})
    closed = (STRANGER, "sign_in", MANAGER, {"what": "closed", "seconds": 30})
    # The seventh was not looked at: an entry for each of those would fill the log.
    assert written() == [failed] * 6 + [closed]


def test_a_failure_at_a_closed_account_is_noted(app, stranger, written):
    with app.server.extensions["installation"].engine.begin() as connection:
        accounts.disable(connection, MANAGER)
    sign_in(stranger, MANAGER)
    assert [entry[2] for entry in written()] == [MANAGER]


def test_of_an_unknown_address_what_was_typed_is_not_kept(stranger, written):
    for typed in ("my secret password", "nobody@example.org", ""):
        sign_in(stranger, typed, "a guess")
    assert written() == [(STRANGER, "sign_in", UNKNOWN, {"what": "failed", "step": "password"})] * 3


def test_nothing_typed_is_logged(stranger, caplog):
    for number in range(7):
        sign_in(stranger, "typed-address@example.org", f"typed-password-{number}")
    assert "typed" not in caplog.text
