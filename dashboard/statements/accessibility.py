"""The accessibility statement that the Act on the Provision of Digital Services (306/2019) asks for."""

from __future__ import annotations

from datetime import date

from flask import Response

from dashboard.access.language import spoken
from dashboard.installation import installation
from dashboard.surroundings import document
from data_access.feedback import DUE

# When somebody last went through the service and this statement; the tests that it names run with every change.
ASSESSED_ON = date(2026, 11, 26)
# Traficom has supervised since then (Act amending Act 306/2019; before that the Regional State Administrative Agency).
SUPERVISED_SINCE = date(2025, 1, 1)


def page() -> Response:
    """The page /accessibility."""
    words = spoken()
    return document(
        "statements/accessibility.html",
        title=words.gettext("Accessibility statement"),
        provider=installation().settings.service_provider,
        assessed=words.date(ASSESSED_ON),
        since=words.date(SUPERVISED_SINCE),
        days=DUE.days,
    )
