"""``dashboard migrate`` and ``serve``: setting an installation up and running it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from dashboard.cli.base import database
from dashboard.settings import Settings
from data_access import database as stored

# Two processes for two cores; the threads of one wait for the database or for a slow reader.
WORKERS, THREADS = 2, 4


def migrate(_given: Namespace, settings: Settings) -> int:
    """``migrate``."""
    if stored.migrated(settings.url):
        print("The database is up to date.")
        return 0
    stored.migrate(settings.url)
    print("The database is ready.")
    return 0


def serve(given: Namespace, settings: Settings) -> int:
    """``serve``: this process becomes gunicorn. Raises Unset where a secret is missing."""
    for name in ("secret_key", "pseudonym_key"):
        settings.key(name)
    with database(settings):
        pass
    where = f"{given.host}:{given.port}"
    print(f"Serving at http://{where}", file=sys.stderr)
    # Loaded once, before the workers part; nothing is asked of the database until a worker is asked.
    options = ["--bind", where, "--workers", WORKERS, "--threads", THREADS, "--preload", "--no-control-socket"]
    os.execv(  # noqa: S606 - this very process, so that signals reach gunicorn; there is no shell
        sys.executable, [sys.executable, "-m", "gunicorn", "dashboard.wsgi:application", *map(str, options)]
    )
