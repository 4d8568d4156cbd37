"""How many were left out for a reason, as a step of the derivation says it."""

from __future__ import annotations

from dashboard.i18n import Words
from data_access.catalogue import Indicator
from data_access.ledger import Reason


def left_out(reason: Reason, indicator: Indicator, n: float, words: Words) -> str:
    """How many were left out and why; ``n`` of records, or of persons where they are what is counted."""
    if reason is Reason.STAFF and indicator.counts_persons and not indicator.survey:
        return words.ngettext("{n} of the project's own staff", "{n} of the project's own staff", n)
    return {
        Reason.SESSION_PLANNED: words.ngettext("{n} of a session not held yet", "{n} of sessions not held yet", n),
        Reason.SESSION_CANCELLED: words.ngettext("{n} of a cancelled session", "{n} of cancelled sessions", n),
        Reason.ABSENT: words.ngettext("{n} absent", "{n} absent", n),
        Reason.STAFF: words.ngettext("{n} of project staff, who never count",
                                     "{n} of project staff, who never count", n),
        Reason.NOT_TARGET_GROUP: words.ngettext("{n} not known to belong to the target group",
                                                "{n} not known to belong to the target group", n),
        Reason.ALREADY_COUNTED: words.ngettext("{n} of a unit that is counted already",
                                               "{n} of units that are counted already", n),
        Reason.HEADCOUNT_ONLY: words.ngettext("{n} with a headcount only", "{n} with a headcount only", n),
        Reason.HOURS_UNKNOWN: words.ngettext("{n} whose hours are not known", "{n} whose hours are not known", n),
        Reason.AUTHORITY_UNKNOWN: words.ngettext("{n} of an organisation not known to be an authority",
                                                 "{n} of organisations not known to be authorities", n),
        Reason.NOT_LOCAL_OR_REGIONAL: words.ngettext("{n} of an organisation that is no local or regional authority",
                                                     "{n} of organisations that are no local or regional authority", n),
        Reason.NO_COHORT: words.ngettext("{n} without a cohort", "{n} without a cohort", n),
        Reason.NO_DATE: words.ngettext("{n} without a date: not there yet, or not recorded",
                                       "{n} without a date: not there yet, or not recorded", n),
        Reason.NO_UPTAKE: words.ngettext("{n} that nobody outside the programme reports using",
                                         "{n} that nobody outside the programme reports using", n),
        Reason.NOT_IN_USE: words.ngettext("{n} at which the practice is not in use",
                                          "{n} at which the practice is not in use", n),
        Reason.LATER_STAGE: words.ngettext("{n} overtaken on the same day", "{n} overtaken on the same day", n),
        Reason.ANONYMOUS: words.ngettext("{n} anonymous", "{n} anonymous", n),
        Reason.NOT_AMONG: words.ngettext("{n} of somebody who was not among those asked",
                                         "{n} of people who were not among those asked", n),
        Reason.OUTSIDE_WINDOW: words.ngettext("{n} outside the follow-up window",
                                              "{n} outside the follow-up window", n),
        Reason.NOT_POSITIVE: words.ngettext("{n} not among the answers that count",
                                            "{n} not among the answers that count", n),
        Reason.LATER_ANSWER: words.ngettext("{n} replaced by a later answer", "{n} replaced by later answers", n),
    }[reason]  # fmt: skip
