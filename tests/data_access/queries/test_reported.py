"""Submitted against recomputed: which submission holds, what the ledger says of that day, what stays hidden."""

from datetime import date

import pytest

from data_access.queries.indicators import reported
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme

LATER = date(2024, 10, 1)


def programme(first: int = 8, second: int = 3) -> Programme:
    """``first`` women trained in the first half of 2024, ``second`` men in the second, one of unknown age."""
    made = Programme(counts="all").session("S1").session("S2", held_on=LATER)
    for at in range(first):
        made.participant(f"a{at}").attendance("S1", f"a{at}")
    for at in range(second):
        made.participant(f"b{at}", gender="male", age_group=None if at == 0 else "18_60").attendance("S2", f"b{at}")
    return made


def submitted(made: Programme, period: str, value: float, **values) -> Programme:
    return made.row("reported", indicator="P.3", period=period, value=value, **values)


def rows(made: Programme, connection, **asked):
    made.rebuild(connection)
    return list(reported(made.question(connection, **asked), "P.3").records())


def test_each_period_is_compared_with_the_ledger_as_of_its_end(connection):
    made = programme()
    submitted(made, "2024H1", 9)
    submitted(made, "2024H2", 11)
    found = rows(made, connection)
    assert [(row["period"], row["submitted"], row["recomputed"], row["difference"]) for row in found] == [
        ("2024H1", 9, 8, -1),
        ("2024H2", 11, 11, 0),
    ]


def test_cells_leave_out_who_lacks_gender_or_age(connection):
    made = programme()
    submitted(made, "2024H2", 11)
    submitted(made, "2024H2", 8, gender="female", age_group="18_60")
    submitted(made, "2024H2", 3, gender="male")
    found = rows(made, connection)
    assert [(row["gender"], row["age_group"], row["recomputed"]) for row in found] == [
        (None, None, 11),
        ("female", "18_60", 8),
        ("male", None, 2),
    ]


def test_the_latest_of_several_submissions_holds(connection):
    made = programme()
    submitted(made, "2024H1", 5)
    submitted(made, "2024H1", 7, submitted_on=date(2024, 8, 31))
    submitted(made, "2024H1", 8, submitted_on=date(2024, 9, 30))
    [row] = rows(made, connection)
    assert (row["submitted"], row["submitted_on"]) == (8, date(2024, 9, 30))


def test_a_period_that_had_not_ended_is_not_shown(connection):
    made = programme()
    submitted(made, "2024H1", 8)
    submitted(made, "2024H2", 11)
    assert [row["period"] for row in rows(made, connection, as_of=date(2024, 12, 30))] == ["2024H1"]


def test_filters_do_not_narrow_what_was_submitted_for_the_whole_programme(connection):
    made = programme()
    submitted(made, "2024H1", 8)
    [row] = rows(made, connection, cohort="A")
    assert row["recomputed"] == 8


def test_a_small_cell_is_hidden_from_the_financier_with_all_that_would_give_it_away(connection):
    made = programme()
    submitted(made, "2024H2", 11)
    submitted(made, "2024H2", 6, gender="male", age_group="18_60")
    total, cell = rows(made, connection, role=Role.FINANCIER)
    assert (total["recomputed"], total["difference"]) == (11, 0)
    assert (cell["submitted"], cell["recomputed"], cell["difference"]) == (None, None, None)


def test_organisations_do_not_see_submissions(connection):
    made = programme().organisation("X").rebuild(connection)
    with pytest.raises(Forbidden):
        reported(made.question(connection, role=Role.ORGANISATION, organisation="X"), "P.3")


def test_an_unknown_indicator_is_answered_as_if_it_did_not_exist(connection):
    made = programme().rebuild(connection)
    with pytest.raises(Forbidden):
        reported(made.question(connection), "X.1")
