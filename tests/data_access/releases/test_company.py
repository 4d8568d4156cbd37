"""Where the network adds few to an indicator, the financier's lists do not tell how many."""

from __future__ import annotations

from datetime import date

from data_access.queries import evidence
from data_access.viewer import Role
from tests.data_access.builders import HALF_YEARS, Programme

PEOPLE = 30
MENTORED = range(0, PEOPLE, 5)  # alone; the others were trained


def made(counts: str) -> Programme:
    """Thirty participants and a network of five, two of whom are among them."""
    programme = Programme(periods=False, ends_on=date(2024, 12, 31), counts=counts).cohort("A")
    for period, starts_on, ends_on in HALF_YEARS[:2]:
        programme.period(period, starts_on=starts_on, ends_on=ends_on)
    for at in range(3):
        programme.organisation(f"O{at}", cohort="A")
    programme.session("T1").session("T2").session("M", "mentoring", hours=1).session("N", "network")
    for at in range(PEOPLE):
        programme.participant(f"p{at}", organisation=f"O{at % 3}", third_country_national=at % 2 == 0)
        programme.attendance("M" if at in MENTORED else ("T1", "T2")[at % 2], f"p{at}")
    for who in ("p1", "p2", "m3", "m4", "m5"):
        programme.member(who).network_attendance("N", who)
    return programme


def listed(question, code):
    found = evidence.entries(question, code, page_size=1_000).entries.rows
    return found[found["sheet"] == "attendance"]


def test_where_everybody_counts_no_other_list_tells_who_is_missing(connection):
    question = made("all").rebuild(connection).question(connection, role=Role.FINANCIER)
    # All of the accelerator are missing: whoever was mentored alone is in no list, so the network's may be any number.
    assert listed(question, "O.2.3").empty
    assert listed(question, "O.2.3.3").empty
    assert len(listed(question, "P.3")) == PEOPLE - len(MENTORED)


def test_where_the_target_group_counts_a_few_are_missing_and_nobody_can_say_who_of_them_counts(connection):
    programme = made("target_group").rebuild(connection)
    question, manager = programme.question(connection, role=Role.FINANCIER), programme.question(connection)
    there, every = listed(question, "O.2.3"), listed(manager, "O.2.3")
    gone = every[~every["line"].isin(there["line"])]
    assert len(gone) == question.release.thresholds.network
    assert set(gone["reason"].isna()) == {True, False}
