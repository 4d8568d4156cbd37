from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from data_access import attention
from data_access import reports as moves
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import TODAY, Programme

AS_OF = date(2024, 12, 31)


def troubled():
    """One organisation far behind and silent, one a little late, one on schedule; an indicator behind its target."""
    programme = Programme(periods=False).cohort("A", starts_on=date(2024, 3, 1))
    programme.milestone("end", due_week=52, completes=True)
    for code, due in (("far", date(2024, 6, 1)), ("late", date(2024, 12, 20)), ("fine", date(2025, 3, 1))):
        programme.organisation(code, cohort="A", joined_on=date(2024, 3, 1))
        programme.progress(code, "end", planned_on=due)
    for code in ("late", "fine"):
        programme.session(f"S-{code}", kind="training", held_on=date(2024, 12, 1), organisation=code, hours=2)
    programme.row("indicators", indicator="P.1", baseline=0, target=40)
    return programme


def matters(connection, programme, **asked):
    frame = attention.matters(programme.question(connection, as_of=AS_OF, **asked))
    return [(row["matter"], row["code"], row["days"]) for row in frame.records()]


def test_what_presses_most_comes_first(connection):
    programme = troubled()
    programme.rebuild(connection)
    found = matters(connection, programme)
    assert [matter for matter, _, _ in found] == sorted((matter for matter, _, _ in found), key=attention.URGENCY.index)
    assert ("far_behind", "far", 213) in found
    assert ("late", "late", 11) in found
    assert ("behind", "P.1", None) in found
    assert not [row for row in found if row[1] == "fine"]
    assert [code for matter, code, _ in found if matter == "silent"] == ["far"]


def reports(*due):
    """A programme with a period for each due day, all closed on TODAY."""
    programme = Programme(periods=False)
    for at, day in enumerate(due, start=1):
        first = date(2024, at, 1)
        programme.period(f"P{at}", starts_on=first, ends_on=first, report_due_on=day)
    return programme


def test_a_report_is_announced_a_month_ahead_and_then_overdue(connection):
    programme = reports(TODAY - timedelta(12), TODAY + timedelta(30), TODAY + timedelta(31), TODAY).rebuild(connection)
    assert matters(connection, programme) == [
        ("report_overdue", "P1", 12),
        ("report_due", "P2", 30),
        ("report_due", "P4", 0),
    ]


def moved(connection, programme, period, *steps):
    manager = programme.question(connection)
    financier = programme.question(connection, role=Role.FINANCIER)
    said = {"by": "somebody@example.org", "now": datetime(2026, 8, 20, tzinfo=UTC)}
    for step in steps:
        if step == "prepare":
            moves.prepare(manager, period, remarks={}, **said)
        elif step == "submit":
            moves.submit(manager, period, **said)
        else:
            moves.give_back(financier, period, reason="Mend it", **said)


def test_what_was_submitted_is_not_overdue(connection):
    programme = reports(TODAY - timedelta(12), TODAY - timedelta(12)).rebuild(connection)
    moved(connection, programme, "P1", "prepare")
    moved(connection, programme, "P2", "prepare", "submit")
    assert matters(connection, programme) == [("report_overdue", "P1", 12)]


def test_figures_recorded_as_submitted_are_not_overdue_though_no_report_was_made_here(connection):
    programme = reports(TODAY - timedelta(12), TODAY - timedelta(12), TODAY + timedelta(9), TODAY - timedelta(1))
    programme.row("reported", indicator="P.1", period="P1", value=3)
    programme.row("reported", indicator="P.1", period="P3", value=3, submitted_on=TODAY)
    programme.row("reported", indicator="P.1", period="P4", value=3, submitted_on=TODAY + timedelta(1))
    programme.rebuild(connection)
    assert matters(connection, programme) == [("report_overdue", "P2", 12), ("report_overdue", "P4", 1)]


def test_figures_recorded_as_submitted_excuse_no_report_that_was_begun_here(connection):
    programme = reports(TODAY - timedelta(12)).row("reported", indicator="P.1", period="P1", value=3)
    programme.rebuild(connection)
    moved(connection, programme, "P1", "prepare")
    assert matters(connection, programme) == [("report_overdue", "P1", 12)]


def test_what_was_returned_presses_and_more_so_when_it_is_overdue(connection):
    programme = reports(None, TODAY - timedelta(5), TODAY - timedelta(15)).rebuild(connection)
    for period in ("P1", "P2", "P3"):
        moved(connection, programme, period, "prepare", "submit", "return")
    # P2 was handed in by its day, P3 was not.
    assert matters(connection, programme) == [
        ("report_overdue", "P3", 15),
        ("report_returned", "P1", None),
        ("report_returned", "P2", None),
    ]


def test_the_steering_group_is_not_told_who_is_silent(connection):
    programme = troubled().period("one", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 30)).rebuild(connection)
    found = matters(connection, programme, role=Role.STEERING)
    assert {matter for matter, _, _ in found} <= {"far_behind", "late", "behind", "report_due", "report_overdue"}
    assert ("far_behind", "far", 212) in found


@pytest.mark.parametrize("role", [Role.FINANCIER, Role.ORGANISATION])
def test_attention_is_for_manager_and_steering_alone(connection, role):
    programme = troubled()
    programme.rebuild(connection)
    with pytest.raises(Forbidden):
        matters(connection, programme, role=role, organisation="far" if role is Role.ORGANISATION else None)


def test_the_number_of_queries_does_not_grow_with_the_programme(connection):
    asked = []
    event.listen(connection.engine, "before_cursor_execute", lambda *_: asked.append(1))
    counts = []
    for size in (3, 30):
        programme = troubled()
        programme.code = f"SIZE{size}"
        for at in range(size):
            programme.organisation(f"more-{at}", cohort="A")
        programme.rebuild(connection)
        question = programme.question(connection, as_of=AS_OF)
        asked.clear()
        attention.matters(question)
        counts.append(len(asked))
    assert counts[0] == counts[1]
