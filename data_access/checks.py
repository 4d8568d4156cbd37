"""The checks of figures and records: what each says, and how to mend what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from data_access.message import N_, Message


class Check(StrEnum):
    """What was found wanting; what blocks a report comes first."""

    SUB_ABOVE_MAIN = "sub_above_main"
    CELLS_DIFFER = "cells_differ"
    ANSWERED_ABOVE_ELIGIBLE = "answered_above_eligible"
    FELL = "fell"
    FELL_SINCE_REPORT = "fell_since_report"
    JUMP = "jump"
    SPELLED_ALIKE = "spelled_alike"
    FOLLOW_UP_MISSING = "follow_up_missing"
    NO_ATTENDANCE = "no_attendance"
    GENDER_UNKNOWN = "gender_unknown"
    AGE_UNKNOWN = "age_unknown"
    BASELINE_LATE = "baseline_late"
    ASSESSED_LATE = "assessed_late"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"


# A report in which one of these is found cannot be submitted.
BLOCKING = frozenset({Check.SUB_ABOVE_MAIN, Check.CELLS_DIFFER, Check.ANSWERED_ABOVE_ELIGIBLE})
# What contradicts itself; a missing target or an unknown gender is no contradiction.
CONTRADICTIONS = BLOCKING | {Check.FELL}


@dataclass(frozen=True)
class Meaning:
    """``label``: what was found. ``advice``: how to mend it."""

    label: Message
    advice: Message


_COMPLETE = N_("Complete the sheets participants and members; until then these persons count in the total only.")
_FALLEN = N_(
    "A record was changed or taken out after the period closed: see the deliveries. Where later answers or stages have"
    " lowered it, say so in the report's comment."
)

MEANINGS: Mapping[Check, Meaning] = MappingProxyType(
    {
        Check.SUB_ABOVE_MAIN: Meaning(
            N_("More are counted than in the main indicator"),
            N_("Open both and compare their entries; report this as a fault."),
        ),
        Check.CELLS_DIFFER: Meaning(
            N_("The cells and the incomplete records do not add up to the value"),
            N_("Open the entries and look for one with an unusual gender or age group."),
        ),
        Check.ANSWERED_ABOVE_ELIGIBLE: Meaning(
            N_("More have answered than could"),
            N_("Look for answers of people whose attendance was taken back."),
        ),
        Check.FELL: Meaning(N_("The value is lower than at the end of the period before"), _FALLEN),
        Check.FELL_SINCE_REPORT: Meaning(N_("The value is lower than in the report submitted before"), _FALLEN),
        Check.JUMP: Meaning(
            N_("The value rose over three times as fast as in the periods before"),
            N_("Look for rows delivered twice or dated wrongly; where it is right, say why in the report's comment."),
        ),
        Check.SPELLED_ALIKE: Meaning(
            N_("Codes differ in spelling alone, so one thing may count as two"),
            N_("Use one spelling in all files, take the other row out, and deliver them again."),
        ),
        Check.FOLLOW_UP_MISSING: Meaning(
            N_("Answers to the follow-up are missing while their time runs"),
            N_("Ask those who attended while the last day named is still to come; later answers do not count."),
        ),
        Check.NO_ATTENDANCE: Meaning(
            N_("Sessions were held, but nobody is registered as present and no headcount is given"),
            N_("Deliver the attendance or the headcount, or correct the session's status if it was not held."),
        ),
        Check.GENDER_UNKNOWN: Meaning(N_("The gender of some persons is unknown"), _COMPLETE),
        Check.AGE_UNKNOWN: Meaning(N_("The age group of some persons is unknown"), _COMPLETE),
        Check.BASELINE_LATE: Meaning(
            N_("A baseline was set after the programme had started"),
            N_("If it was known from the start, empty the column valid from; otherwise say in the comment why not."),
        ),
        Check.ASSESSED_LATE: Meaning(
            N_("A baseline self-assessment is dated after it was due"),
            N_("Correct the day if it is wrong; otherwise read the change since the baseline with care."),
        ),
        Check.NO_DATA: Meaning(
            N_("Nothing was delivered that the value rests on"),
            N_("Deliver the sheet, or leave the indicator out of the report."),
        ),
        Check.NO_TARGET: Meaning(
            N_("No target has been entered"),
            N_("Add it to the sheet indicators, if the grant decision has one."),
        ),
    }
)
