"""Which entries of the log are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import ColumnElement

from data_access.audit.entry import Action
from data_access.models import audit


class Chosen(TypedDict, total=False):
    """What entries must be, each part left out or None where anything will do.

    ``under``: how the subject begins. ``since`` and ``until``, with their zones: from the one on, before the other.
    """

    programme: str | None
    action: Action | None
    who: str | None
    subject: str | None
    under: str | None
    since: datetime | None
    until: datetime | None


def conditions(chosen: Chosen) -> list[ColumnElement[bool]]:
    """What is asked, in SQL."""
    asked: dict[str, Any] = {
        "programme": lambda code: audit.c.programme == code,
        "action": lambda action: audit.c.action == str(action),
        "who": lambda who: audit.c.who == who,
        "subject": lambda subject: audit.c.subject == subject,
        "under": lambda beginning: audit.c.subject.startswith(beginning, autoescape=True),
        "since": lambda moment: audit.c.at >= moment,
        "until": lambda moment: audit.c.at < moment,
    }
    return [asked[name](value) for name, value in chosen.items() if value is not None]
