"""Figures typed in: a slip of the pen is told apart from what has changed in the records since."""

from datetime import date

import pytest

from data_access.queries.indicators import Ground
from data_access.reports import difference
from data_access.reports.typed import since_submission, typed
from data_access.viewer import Forbidden, Role
from tests.data_access.reports.later import Delivered, returned, submitted

SPRING = date(2024, 3, 5)


def programme(people=10):
    made = Delivered(counts="all").session("S1", held_on=SPRING)
    for at in range(people):
        made.participant(f"p{at}").attendance("S1", f"p{at}")
    return made


def entered(made, value, on=date(2026, 7, 20), code="P.3", period="2024H1", **cell):
    return made.row("reported", indicator=code, period=period, value=value, submitted_on=on, **cell)


def come(made, connection, people, **delivery):
    for at in range(people):
        made.participant(f"late{at}").attendance("S1", f"late{at}")
    return made.deliver(connection, **delivery)


def one(question, **asked):
    (row,) = typed(question, code="P.3", **asked).records()
    return row


def test_a_slip_of_the_pen_and_a_later_change_are_told_apart(connection):
    made = entered(programme(), 12).rebuild(connection)
    submitted(made, connection, "2024H1")
    come(made, connection, 3)
    row = one(made.question(connection))
    assert (row["submitted"], row["frozen"], row["recomputed"], row["difference"]) == (12, 10, 13, 1)
    assert (row["ground"], row["rest"], row["later"]) == (Ground.REPORT, -2, 3)


def test_the_version_submitted_last_is_the_one_compared_with(connection):
    made = entered(programme(), 13).rebuild(connection)
    submitted(made, connection, "2024H1")
    returned(made, connection, "2024H1")
    come(made, connection, 3)
    submitted(made, connection, "2024H1")
    row = one(made.question(connection))
    assert (row["frozen"], row["rest"], row["later"]) == (13, 0, 0)


def test_without_a_report_what_came_since_the_day_of_submission_explains(connection):
    made = entered(programme(), 11, on=date(2026, 7, 5)).rebuild(connection)
    two = come(made, connection, 3, on=date(2026, 7, 6))
    row = one(made.question(connection))
    assert (row["ground"], row["delivery"], row["later"], row["rest"]) == (Ground.DELIVERY, 1, 3, -1)
    span = since_submission(made.question(connection), "P.3", "2024H1")
    moved = list(difference.moved(made.question(connection), span, "P.3").records())
    assert [(entry["kind"], entry["delivery"]) for entry in moved] == [("came", two)] * 3


def test_a_delivery_of_the_day_of_submission_stood_on_it(connection):
    made = entered(programme(), 13, on=date(2026, 7, 6)).rebuild(connection)
    two = come(made, connection, 3, on=date(2026, 7, 6))
    row = one(made.question(connection))
    assert (row["delivery"], row["later"], row["rest"]) == (two, 0, 0)


@pytest.mark.parametrize(("on", "ground"), [(date(2024, 9, 30), Ground.BEFORE), (None, Ground.UNDATED)])
def test_what_cannot_be_explained_is_not(connection, on, ground):
    made = entered(programme(), 12, on=on).rebuild(connection)
    row = one(made.question(connection))
    assert (row["ground"], row["difference"], row["later"], row["rest"]) == (ground, -2, None, None)
    assert since_submission(made.question(connection), "P.3", "2024H1") is None


def test_cells_are_compared_with_the_frozen_cells(connection):
    made = entered(programme(), 9, gender="female", age_group="18_60").rebuild(connection)
    submitted(made, connection, "2024H1")
    come(made, connection, 2)
    row = one(made.question(connection))
    assert (row["submitted"], row["frozen"], row["recomputed"], row["rest"], row["later"]) == (9, 10, 12, 1, 2)


def test_one_period_of_all_indicators_in_the_order_of_the_catalogue(connection):
    made = entered(entered(entered(programme(), 10), 9, code="O.2.3"), 4, period="2024H2").rebuild(connection)
    found = list(typed(made.question(connection), period="2024H1").records())
    assert [(row["code"], row["period"]) for row in found] == [("O.2.3", "2024H1"), ("P.3", "2024H1")]


def test_few_of_the_network_who_came_are_hidden_from_the_financier_but_totals_are_exact(connection):
    made = Delivered(counts="all").session("N1", "network", held_on=SPRING)
    for at in range(20):
        made.member(f"m{at}").network_attendance("N1", f"m{at}")
    entered(made, 19, on=date(2026, 7, 5), code="P.7").rebuild(connection)
    made.member("late").network_attendance("N1", "late")
    made.deliver(connection, on=date(2026, 7, 8))
    (row,) = typed(made.question(connection, role=Role.FINANCIER), code="P.7").records()
    assert (row["submitted"], row["recomputed"], row["difference"]) == (19, 21, 2)
    assert (row["later"], row["rest"], row["came"]) == (None, None, None)
    (row,) = typed(made.question(connection), code="P.7").records()
    assert (row["later"], row["rest"]) == (1, 1)


def test_a_small_cell_is_hidden_with_all_that_would_give_it_away(connection):
    made = entered(entered(programme(), 10), 3, gender="female", age_group="18_60").rebuild(connection)
    submitted(made, connection, "2024H1")
    total, cell = typed(made.question(connection, role=Role.FINANCIER), code="P.3").records()
    assert (total["submitted"], total["frozen"], total["later"]) == (10, 10, 0)
    for name in ("submitted", "recomputed", "difference", "frozen", "later", "rest"):
        assert cell[name] is None, name


def test_an_organisation_and_an_unknown_indicator_are_refused(connection):
    made = programme().organisation("X").rebuild(connection)
    with pytest.raises(Forbidden):
        typed(made.question(connection, role=Role.ORGANISATION, organisation="X"), period="2024H1")
    with pytest.raises(Forbidden):
        typed(made.question(connection), code="X.1")


def test_a_cell_that_moved_by_a_few_does_not_say_what_those_who_moved_are(connection):
    made = programme(30)
    for at in range(20):
        made.participant(f"m{at}", gender="male").attendance("S1", f"m{at}")
    # No cell holds all of a gender or of an age group.
    for gender in ("female", "male"):
        for at in range(8):
            made.participant(f"{gender}{at}", gender=gender, age_group="over_60").attendance("S1", f"{gender}{at}")
    entered(entered(made, 66), 30, gender="female", age_group="18_60")
    entered(made, 20, gender="male", age_group="18_60").rebuild(connection)
    submitted(made, connection, "2024H1")
    come(made, connection, 2)
    found = {row["gender"]: row for row in typed(made.question(connection, role=Role.FINANCIER), code="P.3").records()}
    assert (found[None]["recomputed"], found[None]["later"]) == (68, 2)
    for name in ("recomputed", "difference", "later"):
        assert found["female"][name] is None, name
    assert (found["female"]["submitted"], found["female"]["frozen"]) == (30, 30)


def test_a_cell_hidden_in_company_of_another_is_given_back_by_nothing_beside_it(connection):
    made = Delivered(counts="all").session("S1", held_on=SPRING)
    sizes = {("female", "18_60"): 156, ("female", "over_60"): 19, ("female", "under_18"): 8, ("male", "under_18"): 2}
    for (gender, age), people in sizes.items():
        for at in range(people):
            made.participant(f"{gender}{age}{at}", gender=gender, age_group=age).attendance("S1", f"{gender}{age}{at}")
        typed_in = people - 4 if people > 100 else people
        entered(made, typed_in, gender=gender, age_group=age)
    entered(made, 181).rebuild(connection)
    submitted(made, connection, "2024H1")
    hidden = 0
    for row in typed(made.question(connection, role=Role.FINANCIER), code="P.3").records():
        if row["submitted"] is None:
            hidden += 1
            assert {row[name] for name in ("frozen", "recomputed", "difference", "later", "rest", "came")} == {None}
    assert hidden >= 2
