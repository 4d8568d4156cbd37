"""What signing in writes, and what becomes of it while SQLite's one writer is busy with a large load."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock, Thread

from dashboard.failure import noted
from data_access.database import Busy, Connection, Engine, writing
from data_access.lockout import SIGN_INS

PATIENCE = 2  # seconds that somebody who signs in waits for the database
TRIES = 30  # of a minute's patience each: no load takes half an hour
MINUTE = 60  # seconds

Change = Callable[[Connection], object]


class Arrears:
    """Changes that are made now, or else, in their order, as soon as the database takes them; one list a process.

    ``settled`` is called when nothing is owed any more, be it written down or given up.
    """

    def __init__(self, engine: Engine, *, settled: Callable[[], None]) -> None:
        self._engine, self._settled = engine, settled
        self._owed: list[Change] = []
        self._lock = Lock()

    @property
    def owed(self) -> bool:
        """Whether the database is behind; what is written then goes to the end of the list without a wait."""
        return bool(self._owed)

    def write(self, change: Change) -> None:
        """Make the change, at the latest when whoever writes now is done; an error is logged, and the change owed."""
        if not self.owed:
            try:
                with writing(self._engine, SIGN_INS, patience=PATIENCE) as connection:
                    change(connection)
            except Busy:
                pass
            except Exception as error:  # noqa: BLE001 - whoever may sign in is not kept out because it cannot be noted
                noted(error, "writing down a sign-in")
            else:
                return
        self.owe(change)

    def owe(self, change: Change) -> None:
        """Make the change later."""
        with self._lock:
            self._owed.append(change)
            # Not a daemon: a worker that is told to end writes down first what it owes.
            if len(self._owed) == 1:
                Thread(target=self._settle, name="arrears").start()

    def _settle(self) -> None:
        for _ in range(TRIES):
            try:
                while not self._written():
                    pass
            except Busy:
                continue
            except Exception as error:  # noqa: BLE001 - a database that is away for a moment comes back
                noted(error, "writing down sign-ins")
                time.sleep(1)
            else:
                return
        with self._lock:
            noted(TimeoutError(), f"writing down {len(self._owed)} changes by sign-ins")
            self._owed.clear()
            # Else a failure that was counted in memory alone would count again at the next load, long afterwards.
            self._settled()

    def _written(self) -> bool:
        """Write down what is owed; whether nothing was added meanwhile. Raises Busy."""
        owed = list(self._owed)
        with writing(self._engine, SIGN_INS, patience=MINUTE) as connection:
            for change in owed:
                change(connection)
        with self._lock:
            del self._owed[: len(owed)]
            if not self._owed:
                self._settled()
            return not self._owed
