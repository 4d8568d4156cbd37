"""``dashboard demo``: the demonstration programme, and accounts to try it with."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from dashboard.access.passwords import hashed
from dashboard.cli.base import database, typist
from dashboard.cli.complaint import Complaint
from dashboard.cli.progress import watched
from dashboard.i18n import words
from dashboard.settings import Settings
from dashboard.today import today
from data_access import accounts, administration, programmes
from data_access import demo as demonstration
from data_access.administration import Administrator
from data_access.database import Engine, without_password, writing
from data_access.viewer import Role

DEMO = "DEMO"
# Known to everybody, so these accounts are for the demonstration programme alone.
PASSWORD = "demonstration only"  # noqa: S105 - as said above


def demo(_given: Namespace, settings: Settings) -> int:
    """``demo``; run again, it says what is there. Raises Complaint where that is a part of it."""
    key = settings.key("pseudonym_key")
    with database(settings) as engine:
        with engine.connect() as connection:
            there = DEMO in programmes.names(connection)
            # The accounts are made last.
            if there and accounts.by_email(connection, _email(Role.MANAGER)) is None:
                raise Complaint(_partly(settings))
        if not there:
            _play(engine, key)
        print(f"The demonstration programme {DEMO} is {'there already' if there else 'loaded'}.")
        emails = [_demo_account(engine, role) for role in Role]
    print("\nSign in as one of these, each with the password: " + PASSWORD)
    print("\n".join(f"  {email}" for email in emails))
    return 0


def _play(engine: Engine, key: bytes) -> None:
    with watched(words("en")) as progress:
        emails = {role: _email(role) for role in Role}
        stage = demonstration.Stage(engine, key, emails, today(), datetime.now(UTC), progress)
        try:
            demonstration.play(stage)
        except demonstration.Spoilt as problem:
            raise Complaint(f"The demonstration programme does not load: {problem}") from None


def _partly(settings: Settings) -> str:
    return (
        f"Only a part of the demonstration programme {DEMO} is there: its loading was interrupted. If nothing else is"
        f" in the database, remove it ({without_password(settings.url)}), and run 'dashboard migrate' and"
        " 'dashboard demo' again."
    )


def _email(role: Role) -> str:
    return f"{role}@example.org"


def _demo_account(engine: Engine, role: Role) -> str:
    """The address of the account for the role, which is made where there is none."""
    email = _email(role)
    by = Administrator(typist(), datetime.now(UTC))
    with writing(engine, accounts.ACCOUNTS) as connection:
        if accounts.by_email(connection, email) is None:
            made = administration.add(connection, email, password_hash=hashed(PASSWORD), by=by)
            own = programmes.organisations(connection, DEMO)[0] if role is Role.ORGANISATION else None
            administration.give_role(connection, made, programme=DEMO, role=role, organisation=own, by=by)
    return email
