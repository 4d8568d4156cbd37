"""A new password as a form brings it, typed twice."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.access.password_rules import unfit
from dashboard.access.passwords import hashed
from dashboard.installation import connection
from data_access import programmes
from data_access.message import N_, Message

DIFFER = N_("The two passwords differ. Type the new one twice.")


def chosen(form: Mapping[str, str], email: str) -> tuple[str | None, Message | None]:
    """What is kept of the password, or why it cannot be the account's."""
    password = form.get("password", "")
    why = unfit(password, email=email, programmes=programmes.names(connection()))
    if why is None and form.get("again") != password:
        why = DIFFER
    return (hashed(password), None) if why is None else (None, why)
