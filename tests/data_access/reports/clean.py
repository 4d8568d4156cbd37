"""A programme in which no check finds anything."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from data_access.catalogue import indicators
from tests.data_access.builders import Programme

MAY, AUTUMN = date(2024, 5, 15), date(2024, 10, 1)


def clean(**facts: Any) -> Programme:
    """Data and a target for every indicator, everybody complete, every follow-up answered."""
    made = Programme(counts="all", **facts).cohort("X", starts_on=date(2024, 3, 1)).milestone(completes=True)
    made.organisation("A", cohort="X", joined_on=date(2024, 3, 1), authority="local").progress("A", done_on=AUTUMN)
    made.session("S", held_on=MAY).session("M", "mentoring", MAY, hours=2).session("N", "network", MAY)
    for number in range(6):
        made.participant(f"p{number}", organisation="A").attendance("S", f"p{number}").attendance("M", f"p{number}")
        made.member(f"n{number}").network_attendance("N", f"n{number}")
        answered = MAY + timedelta(days=90)
        made.response(f"p{number}", "useful_for_work", "5").response(f"p{number}", "helpful_for_integration", "5")
        made.response(f"p{number}", "uses_skills", "yes", survey="follow_up", answered_on=answered)
    made.practice("K", documented_on=MAY, published_on=MAY).adoption("K", "A", "in_use")
    made.dissemination("D", uptake_by="others")
    made.assessment("A", "D1", 2, assessed_on=date(2024, 3, 1))
    for code in indicators():
        made.indicator(code, baseline=0, target=10)
    return made
