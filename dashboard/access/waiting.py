"""What those are told who have to wait after failures, whether there is such an account or not."""

from __future__ import annotations

import math
from datetime import datetime

from flask import Flask, Response

from dashboard import today
from dashboard.access.attempts import Closed
from dashboard.access.documents import document
from dashboard.access.language import spoken
from dashboard.i18n import Words


def register(server: Flask) -> None:
    """Answer an attempt that must not be made now."""
    server.register_error_handler(Closed, _closed)


def wait(until: datetime, words: Words) -> str:
    """How long it is until then, in words: in seconds, or from a minute on in minutes."""
    seconds = left(until)
    if seconds < 60:
        return words.ngettext("{n} second", "{n} seconds", seconds)
    return words.ngettext("{n} minute", "{n} minutes", math.ceil(seconds / 60))


def left(until: datetime) -> int:
    """The seconds until then, at least one."""
    return max(1, math.ceil((until - today.now()).total_seconds()))


def _closed(closed: Closed) -> Response:
    words = spoken()
    advice = words.gettext(
        "Several attempts have failed, so no other is looked at for now, not even a right one. Try again in {wait}.",
        wait=wait(closed.until, words),
    )
    answer = document("refusal.html", title=words.gettext("Too many attempts"), status=429, advice=advice)
    answer.headers["Retry-After"] = str(left(closed.until))
    return answer
