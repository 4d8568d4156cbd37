"""What is kept of whom, how long, and who sees it: made from the configuration and the thresholds in force."""

from __future__ import annotations

from flask import Response

from dashboard.access.language import YEAR, spoken
from dashboard.access.readers import BETWEEN_STEPS
from dashboard.installation import connection, installation
from dashboard.surroundings import document
from data_access.feedback import KEPT
from data_access.released import lowest_thresholds


def page() -> Response:
    """The page /privacy."""
    settings = installation().settings
    return document(
        "statements/privacy.html",
        title=spoken().gettext("Privacy statement"),
        settings=settings,
        provider=settings.service_provider,
        contact=settings.service_contact,
        # One page for all programmes: what it promises must hold in each.
        thresholds=lowest_thresholds(connection()),
        feedback_days=KEPT.days,
        cookie_days=YEAR // (24 * 3600),
        step_minutes=BETWEEN_STEPS // 60,
    )
