"""``dashboard demo``: the demonstration programme, and accounts to try it with."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.access.passwords import hashed
from dashboard.cli.base import database
from dashboard.cli.complaint import Complaint
from dashboard.cli.progress import watched
from dashboard.settings import Settings
from dashboard.today import today
from data_access import accounts, intake, programmes
from data_access import demo as demonstration
from data_access.database import Engine
from data_access.viewer import Role

DEMO = "DEMO"
# Known to everybody, so these accounts are for the demonstration programme alone.
PASSWORD = "demonstration only"  # noqa: S105 - as said above


def demo(_given: Namespace, settings: Settings) -> int:
    """``demo``; run again, it says what is there."""
    key = settings.key("pseudonym_key")
    with database(settings) as engine:
        with engine.connect() as connection:
            there = DEMO in programmes.names(connection)
        if not there:
            _load_demo(engine, key)
        print(f"The demonstration programme {DEMO} is {'there already' if there else 'loaded'}.")
        emails = [_demo_account(engine, role) for role in Role]
    print("\nSign in as one of these, each with the password: " + PASSWORD)
    print("\n".join(f"  {email}" for email in emails))
    return 0


def _load_demo(engine: Engine, key: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, watched() as progress:
        book = Path(folder) / "demo.xlsx"
        demonstration.workbook(book, today=today())
        outcome = intake.load(
            engine,
            [book],
            key=key,
            loaded_by="dashboard demo",
            now=datetime.now(UTC),
            demonstration=True,
            progress=progress,
        )
    if outcome.problems:
        raise Complaint(f"The demonstration programme does not load: {outcome.problems[0].message}")


def _demo_account(engine: Engine, role: Role) -> str:
    """The address of the account for the role, which is made where there is none."""
    email = f"{role}@example.org"
    with engine.begin() as connection:
        if accounts.by_email(connection, email) is None:
            made = accounts.add(connection, email, password_hash=hashed(PASSWORD))
            own = programmes.organisations(connection, DEMO)[0] if role is Role.ORGANISATION else None
            accounts.give_role(connection, made, programme=DEMO, role=role, organisation=own)
    return email
