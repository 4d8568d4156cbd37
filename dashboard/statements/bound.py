"""How much feedback is taken: counted in the database as failures to sign in are, so for all workers together."""

from __future__ import annotations

from datetime import datetime, timedelta

from dashboard.access.attempts import machine
from dashboard.access.keys import keyed_hash
from dashboard.installation import installation
from data_access import feedback, lockout
from data_access.database import Connection, writing
from data_access.lockout import SIGN_INS, Counted, Rule

PATIENCE = 5  # seconds to wait while others write
# So many cost no wait: from one machine, behind which a whole organisation may sit, and from all together
FREE, FREE_FOR_ALL = 10, 200
FIRST, LONGEST = timedelta(minutes=1), timedelta(minutes=60)


class Full(Exception):
    """So much has come that nothing is taken until ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too much feedback")
        self.until = until


def send(text: str, reply_to: str, *, language: str, at: datetime) -> None:
    """Keep the feedback. Raises Unfit, Full and Busy."""
    with writing(installation().engine, SIGN_INS, patience=PATIENCE) as connection:
        feedback.send(connection, text, reply_to, language=language, at=at)
        _count(connection, at)


def _count(connection: Connection, at: datetime) -> None:
    remembered = timedelta(hours=installation().settings.sign_in_failures_remembered_hours)
    counted = [
        Counted(keyed_hash("feedback", who), Rule(free, FIRST, LONGEST, remembered))
        for who, free in ((machine(), FREE), ("all", FREE_FOR_ALL))
    ]
    turn = lockout.count(connection, counted, at=at)
    if not turn.given:
        raise Full(turn.until or at)
