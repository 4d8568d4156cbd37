"""The list of indicators: what each panel says, to whom, and what it says where something is missing."""

from datetime import date

import pytest
from sqlalchemy import event

from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access import catalogue
from data_access.viewer import Role
from pages import indicators
from tests.data_access.builders import Programme

AUTUMN, END = date(2024, 10, 1), date(2024, 12, 31)
READERS = (Role.MANAGER, Role.STEERING, Role.FINANCIER)
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def asked(programme, connection, *, role=Role.MANAGER, language="en", **filters):
    question = programme.question(connection, role=role, as_of=END, **filters)
    return Asked(question, Selection("/indicators", **filters), words(language))


def panels(asked):
    role = asked.question.viewer.role
    return {one.id: one.panel(asked) for one in indicators.SCREEN.exhibits if role in one.roles}


def programme() -> Programme:
    """Eight people trained, two of them of unknown age and one of unknown gender; P.3 ahead and P.8 behind."""
    made = Programme(counts="all").cohort("A").organisation("X", cohort="A", joined_on=AUTUMN)
    made.session("S1", held_on=AUTUMN)
    for at in range(8):
        gender = None if at == 0 else "female"
        age = None if at < 2 else "18_60"
        made.participant(f"p{at}", organisation="X", gender=gender, age_group=age).attendance("S1", f"p{at}")
    made.indicator("P.3", target=10).target("P.3", "2024H2", 4)
    made.indicator("P.1", target=100, decision="Decision 1").indicator("O.2.3", baseline=2, target=2)
    return made


def test_bullets_are_of_indicators_with_a_target_and_the_funds_stand_apart(connection):
    shown = panels(asked(programme().rebuild(connection), connection))
    assert list(shown["indicators-fund"].frame.rows["code"]) == ["O.2.3"]
    assert list(shown["indicators-own"].frame.rows["code"]) == ["P.1", "P.3"]
    assert shown["indicators-own"].finding == "1 of 2 indicators with a target is on plan or ahead, 1 is behind"
    assert "P.3: 8 of 10 · ▲ ahead of plan" in shown["indicators-own"].alternative
    assert "P.1: 1 of 100 · ▼ behind plan" in shown["indicators-own"].alternative


def test_without_a_way_from_baseline_to_target_nothing_is_said_of_the_pace(connection):
    fund = panels(asked(programme().rebuild(connection), connection))["indicators-fund"]
    assert fund.finding == "0 of 1 indicators with a target are on plan or ahead, of 1 it cannot be said"


def test_a_pace_that_compares_with_time_alone_says_so(connection):
    own = panels(asked(programme().rebuild(connection), connection))["indicators-own"]
    assert own.notes == [
        "Without a planned path, so compared with the share of the programme's time that has gone: P.1."
    ]


def test_the_table_has_the_whole_catalogue_and_opens_each(connection):
    shown = panels(asked(programme().rebuild(connection), connection))["indicators-figures"]
    rows = list(shown.frame.records())
    assert [row["code"] for row in rows] == list(catalogue.codes())
    assert shown.columns[0].link(rows[1]) == "/indicators/O.2.3"
    assert shown.columns[0].said("P.3") == "P.3 Professionals trained"


def test_unknown_values_are_no_zeros_and_say_what_is_missing(connection):
    shown = panels(asked(programme().rebuild(connection), connection))["indicators-figures"]
    row = next(row for row in shown.frame.records() if row["code"] == "P.8")
    assert row["value"] == 0  # sessions were delivered, and none was a network meeting
    assert "P.9, P.10: no data delivered yet: the sheet practices is empty." in shown.notes
    assert any(note.startswith("Not in the grant decision, so without a target: O.2.2,") for note in shown.notes)


def test_checks_say_what_to_do_and_missing_data_is_no_contradiction(connection):
    shown = panels(asked(programme().rebuild(connection), connection))["indicators-checks"]
    assert shown.finding.startswith("No figure contradicts another; ")
    unknown = [(row["code"], row["found"]) for row in shown.frame.records() if row["check"] == "age_unknown"]
    assert unknown == [("O.2.3", 2), ("P.3", 2)]
    assert "Complete the sheets participants and members" in str(shown.figure)


def test_a_part_of_the_programme_has_values_and_no_progress(connection):
    shown = panels(asked(programme().rebuild(connection), connection, cohort="A"))
    assert "Take the filter away" in shown["indicators-own"].unavailable
    row = next(row for row in shown["indicators-figures"].frame.records() if row["code"] == "P.3")
    assert (row["value"], row["progress"], row["pace"]) == (8, None, None)


def test_a_small_value_is_hidden_in_words_and_in_the_figure(connection):
    made = Programme(counts="all").session("S1", held_on=AUTUMN).participant("p").attendance("S1", "p")
    made.indicator("P.3", target=10)
    own = panels(asked(made.rebuild(connection), connection, role=Role.STEERING))["indicators-own"]
    assert "P.3: hidden to protect privacy" in own.alternative
    assert own.figure.data[0].x == (None,)


def test_a_programme_without_anything_shows_why(connection):
    shown = panels(asked(Programme(periods=False).rebuild(connection), connection))
    assert shown["indicators-fund"].unavailable.startswith("None of these indicators has a target.")
    assert shown["indicators-figures"].finding == "0 of 17 indicators have data"


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_panel_can_be_made_for_every_reader(connection, role, language):
    shown = panels(asked(programme().rebuild(connection), connection, role=role, language=language))
    assert len(shown) == 5
    for panel in shown.values():
        assert panel.finding
        assert panel.alternative
        assert {column.name for column in panel.columns} <= set(panel.frame.rows.columns)


def test_the_page_asks_as_often_whatever_there_is(connection):
    counted, times = [], []
    event.listen(connection, "before_cursor_execute", lambda *given: counted.append(given[2]))
    for people in (1, 45):
        made = Programme(f"T{people}", counts="all").session("S1", held_on=AUTUMN)
        for at in range(people):
            made.participant(f"p{at}").attendance("S1", f"p{at}")
        question = asked(made.rebuild(connection), connection)
        counted.clear()
        panels(question)
        times.append(len(counted))
    assert times == [4, 4]


def test_indicators_not_in_use_stand_there_with_the_reason(connection):
    unused = panels(asked(programme().rebuild(connection), connection))["indicators-unused"]
    assert unused.finding == "10 indicators of the fund for this objective are not in use"
    assert "The programme's records hold no language courses, so nothing can be counted." in str(unused.figure)
    assert not set(unused.frame.rows["code"]) & set(catalogue.codes())
