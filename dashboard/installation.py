"""What one running app works on, for everything that happens in a request."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g

from dashboard.settings import Settings
from data_access.database import Connection, Engine, reading


@dataclass(frozen=True)
class Installation:
    """The settings and the database of an app."""

    settings: Settings
    engine: Engine


def register(server: Flask, here: Installation) -> None:
    """Make ``here`` what requests to the server work on."""
    server.extensions["installation"] = here
    server.extensions["screens"] = []
    server.teardown_appcontext(_close)


def installation() -> Installation:
    """The installation that serves this request."""
    return cast("Installation", current_app.extensions["installation"])


def connection() -> Connection:
    """This request's connection: one transaction that reads and cannot write, opened by who asks first."""
    if "connection" not in g:
        g.opened = ExitStack()
        g.connection = g.opened.enter_context(reading(installation().engine))
    return cast("Connection", g.connection)


def renew() -> None:
    """Let the request go on with the data as they are now: its connection sees those of its beginning."""
    _close(None)
    g.pop("connection", None)


def _close(_error: BaseException | None) -> None:
    if "opened" in g:
        g.opened.close()
