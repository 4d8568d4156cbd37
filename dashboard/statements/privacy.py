"""What is kept of whom, how long, and who sees it: made from the configuration in force."""

from __future__ import annotations

from flask import Response

from dashboard.access.language import YEAR, spoken
from dashboard.access.readers import BETWEEN_STEPS
from dashboard.installation import installation
from dashboard.surroundings import document
from data_access.feedback import KEPT
from data_access.released import Thresholds


def page() -> Response:
    """The page /privacy."""
    settings = installation().settings
    return document(
        "statements/privacy.html",
        title=spoken().gettext("Privacy statement"),
        settings=settings,
        provider=settings.service_provider,
        contact=settings.service_contact,
        thresholds=Thresholds(),
        feedback_days=KEPT.days,
        cookie_days=YEAR // (24 * 3600),
        step_minutes=BETWEEN_STEPS // 60,
    )
