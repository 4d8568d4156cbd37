"""The organisations of a programme: where each stands, and where all of them stand together."""

from data_access.queries.organisations.activity import activity
from data_access.queries.organisations.maturity import maturity
from data_access.queries.organisations.milestones import milestones, schedule, statuses
from data_access.queries.organisations.plans import plans
from data_access.queries.organisations.sessions import sessions
from data_access.queries.organisations.standing import FAR_BEHIND_DAYS, SILENT, SILENT_WEEKS, STATUSES

__all__ = [
    "FAR_BEHIND_DAYS",
    "SILENT",
    "SILENT_WEEKS",
    "STATUSES",
    "activity",
    "maturity",
    "milestones",
    "plans",
    "schedule",
    "sessions",
    "statuses",
]
