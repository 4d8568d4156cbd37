"""Counting failures to sign in: in the database, which all workers share, or while it is busy in this one's memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from threading import Lock

from dashboard.access.arrears import PATIENCE, Arrears, Change
from data_access import lockout
from data_access.database import Busy, Connection, Engine, reading, writing
from data_access.lockout import SIGN_INS, Counted, Standing, Turn


class Counting:
    """Failures by the rules of ``lockout``.

    In memory they are counted from where the database stands, so that a large load gives nobody free guesses, and
    written down afterwards.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, Standing] = {}
        self._lock = Lock()
        self._arrears = Arrears(engine, settled=self._known.clear)

    def count(self, counted: Sequence[Counted], at: datetime) -> Turn:
        """Count a failure before the attempt, unless it may not be made."""
        if not self._arrears.owed:
            try:
                with writing(self._engine, SIGN_INS, patience=PATIENCE) as connection:
                    return lockout.count(connection, counted, at=at)
            except Busy:
                pass
        return self._in_memory(counted, at)

    def give_back(self, counted: Sequence[Counted], at: datetime, *, then: Change) -> None:
        """The attempt was no failure; ``then`` is written with it."""
        with self._lock:
            for one in counted:
                if one.who in self._known:
                    self._known[one.who] = lockout.given_back(self._known[one.who], at)

        def change(connection: Connection) -> None:
            lockout.give_back(connection, counted, at=at)
            then(connection)

        self._arrears.write(change)

    def clear(self, who: str) -> Change:
        """What forgets the failures of ``who``, to be written with what it follows from."""
        self._known.pop(who, None)
        return partial(lockout.clear, who=who)

    def write(self, change: Change) -> None:
        """Write now, or as soon as the database takes it."""
        self._arrears.write(change)

    def _in_memory(self, counted: Sequence[Counted], at: datetime) -> Turn:
        whos = [one.who for one in counted]
        with reading(self._engine) as connection:
            stored = lockout.standings(connection, whos)
        with self._lock:
            known = stored | {who: self._known[who] for who in whos if who in self._known}
            turn, after = lockout.turn(known, counted, at)
            self._known.update(after)
        if turn.given:
            self._arrears.owe(partial(lockout.count, counted=counted, at=at))
        return turn
