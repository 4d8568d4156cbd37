"""Passwords as they are typed at the command line."""

from __future__ import annotations

import getpass
import sys

from dashboard.access.password_rules import unfit
from dashboard.access.passwords import hashed
from dashboard.cli.complaint import Complaint
from data_access import programmes
from data_access.database import Connection


def hashed_password(connection: Connection, email: str, *, or_none: bool = False) -> str | None:
    """What is kept of the password that is typed twice at a terminal, or is the first line of standard input.

    None where nothing was typed and ``or_none`` allows it. Raises Complaint where it cannot be the account's.
    """
    entered = _typed(or_none=or_none)
    if or_none and not entered:
        return None
    why = unfit(entered, email=email, programmes=programmes.names(connection))
    if why is not None:
        raise Complaint(f"{why} Nothing was changed.")
    return hashed(entered)


def _typed(*, or_none: bool) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    entered = getpass.getpass("Password (leave it empty for a link to choose one by): " if or_none else "Password: ")
    if entered and getpass.getpass("Once more: ") != entered:
        raise Complaint("The two passwords differ; nothing was changed.")
    return entered
