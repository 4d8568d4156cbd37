"""Indicators: figures, cells, values over time, contributions, checks.

Filters narrow to entries that name an organisation (``overview`` says of which indicators none do);
the filter by status does not apply.
"""

from data_access.queries.indicators.breakdown import all_cells, cells
from data_access.queries.indicators.checks import checks
from data_access.queries.indicators.decisions import decisions, revisions
from data_access.queries.indicators.figures import overview
from data_access.queries.indicators.grounds import Ground
from data_access.queries.indicators.parts import By, contribution
from data_access.queries.indicators.reported import reported
from data_access.queries.indicators.timeline import over_time, sparklines
from data_access.queries.indicators.unused import unused

__all__ = [
    "By",
    "Ground",
    "all_cells",
    "cells",
    "checks",
    "contribution",
    "decisions",
    "over_time",
    "overview",
    "reported",
    "revisions",
    "sparklines",
    "unused",
]
