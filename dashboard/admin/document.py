"""What surrounds the administrator's pages, as it does every other page."""

from __future__ import annotations

from typing import Any

from flask import Response

from dashboard.access import documents, reader
from dashboard.access.language import spoken
from dashboard.installation import connection
from dashboard.shell import ROLE_NAMES, in_navigation
from dashboard.visit import screens
from data_access import feedback


def document(template: str, *, title: str, status: int = 200, **values: Any) -> Response:
    """The page made of ``template``, under the header of the first programme that the reader belongs to, if any."""
    who, words = reader(), spoken()
    member = who.membership(None)
    role = member and member.viewer.role
    listed = in_navigation(screens(), role) if role else []
    return documents.document(
        template,
        title=title,
        status=status,
        signed_in=who,
        role=words.message(ROLE_NAMES[role]) if role else "",
        unanswered=feedback.waiting(connection()),
        navigation=[(words.message(screen.name), screen.path) for screen in listed],
        **values,
    )
