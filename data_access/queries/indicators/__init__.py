"""Indicators: figures, cells, values over time, contributions, checks.

Filters narrow to entries that name an organisation (``overview`` says of which indicators none do);
the filter by status does not apply.
"""

from data_access.queries.indicators.breakdown import all_cells, cells
from data_access.queries.indicators.checks import LABELS, Check, checks
from data_access.queries.indicators.decisions import decisions
from data_access.queries.indicators.figures import overview
from data_access.queries.indicators.parts import By, contribution
from data_access.queries.indicators.reported import reported
from data_access.queries.indicators.timeline import over_time, sparklines

__all__ = [
    "LABELS",
    "By",
    "Check",
    "all_cells",
    "cells",
    "checks",
    "contribution",
    "decisions",
    "over_time",
    "overview",
    "reported",
    "sparklines",
]
