"""Why a row that was considered does not count, or how it counts; each with words for people."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from data_access.message import N_, Message


class Reason(StrEnum):
    """Why an entry was left out."""

    SESSION_PLANNED = "session_planned"
    SESSION_CANCELLED = "session_cancelled"
    ABSENT = "absent"
    STAFF = "staff"
    NOT_TARGET_GROUP = "not_target_group"
    ALREADY_COUNTED = "already_counted"
    HEADCOUNT_ONLY = "headcount_only"
    HOURS_UNKNOWN = "hours_unknown"
    AUTHORITY_UNKNOWN = "authority_unknown"
    NOT_LOCAL_OR_REGIONAL = "not_local_or_regional"
    NO_COHORT = "no_cohort"
    NO_DATE = "no_date"
    NO_UPTAKE = "no_uptake"
    NOT_IN_USE = "not_in_use"
    LATER_STAGE = "later_stage"
    ANONYMOUS = "anonymous"
    NOT_AMONG = "not_among"
    OUTSIDE_WINDOW = "outside_window"
    NOT_POSITIVE = "not_positive"
    LATER_ANSWER = "later_answer"


LABELS: Mapping[Reason, Message] = MappingProxyType(
    {
        Reason.SESSION_PLANNED: N_("The session has not been held yet"),
        Reason.SESSION_CANCELLED: N_("The session was cancelled"),
        Reason.ABSENT: N_("The person was absent"),
        Reason.STAFF: N_("Project staff never count"),
        Reason.NOT_TARGET_GROUP: N_("Not known to belong to the target group"),
        Reason.ALREADY_COUNTED: N_("Already counted, from the same day or an earlier one"),
        Reason.HEADCOUNT_ONLY: N_("Only a headcount: people were not registered one by one"),
        Reason.HOURS_UNKNOWN: N_("The hours of the session are not known"),
        Reason.AUTHORITY_UNKNOWN: N_("Not known whether the organisation is an authority"),
        Reason.NOT_LOCAL_OR_REGIONAL: N_("The organisation is not a local or regional authority"),
        Reason.NO_COHORT: N_("The organisation has no cohort"),
        Reason.NO_DATE: N_("No date: it has not happened yet, or was not recorded"),
        Reason.NO_UPTAKE: N_("Nobody outside the programme reports using it"),
        Reason.NOT_IN_USE: N_("The practice is not in use at this stage"),
        Reason.LATER_STAGE: N_("A later stage was reached on the same day"),
        Reason.ANONYMOUS: N_("An anonymous answer never counts as a person"),
        Reason.NOT_AMONG: N_("The records of this register do not count the person among those asked"),
        Reason.OUTSIDE_WINDOW: N_("Answered outside the follow-up window"),
        Reason.NOT_POSITIVE: N_("The answer is not among those that count"),
        Reason.LATER_ANSWER: N_("A later answer holds instead"),
    }
)
