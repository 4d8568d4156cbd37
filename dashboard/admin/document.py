"""What surrounds the administrator's pages: what surrounds every other page, and the number of those who wait."""

from __future__ import annotations

from typing import Any

from flask import Response

from dashboard import surroundings
from dashboard.installation import connection
from data_access import feedback


def document(template: str, *, title: str, status: int = 200, **values: Any) -> Response:
    """The page made of ``template``, with how many wait for an answer to their feedback."""
    waiting = feedback.waiting(connection())
    return surroundings.document(template, title=title, status=status, unanswered=waiting, **values)
