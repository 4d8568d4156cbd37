"""Figures of the indicators as each reader gets them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from data_access import catalogue
from data_access.checks import Check
from data_access.progress import Pace
from data_access.queries import indicators
from data_access.queries.indicators import By
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme

MAY, AUTUMN = date(2024, 5, 15), date(2024, 9, 20)


def programme():
    """Twelve trained in A (three of them men), two in B later, eleven in the network; one of A's is in it too."""
    made = Programme().cohort("X").cohort("Y")
    made.organisation("A", cohort="X", joined_on=MAY, region="North", authority="local")
    made.organisation("B", cohort="Y", joined_on=AUTUMN, region="South", sector="ngo")
    made.session("S").session("T", held_on=AUTUMN).session("N", "network", AUTUMN)
    for number in range(12):
        made.participant(f"a{number}", organisation="A", gender="male" if number < 3 else "female")
        made.attendance("S", f"a{number}").response(f"a{number}", "useful_for_work", "5")
    for number in range(2):
        made.participant(f"b{number}", organisation="B").attendance("T", f"b{number}")
    for number in range(11):
        made.member(f"a{number}" if number == 0 else f"n{number}", gender="female")
        made.network_attendance("N", f"a{number}" if number == 0 else f"n{number}")
    made.indicator("P.3", baseline=0, target=28).indicator("P.7", target=0)
    return made.target("P.3", "2024H2", 14)


def by_code(frame):
    return {row["code"]: row for row in frame.records()}


def test_overview_has_every_indicator_in_order_with_its_progress_and_pace(connection):
    made = programme().rebuild(connection)
    rows = by_code(indicators.overview(made.question(connection, as_of=date(2024, 12, 31))))
    assert tuple(rows) == catalogue.codes()
    trained = rows["P.3"]
    assert (trained["value"], trained["previous"], trained["previous_on"]) == (14, 12, date(2024, 6, 30))
    assert (trained["progress"], trained["planned"], trained["basis"]) == (0.5, 14, "targets")
    assert trained["pace"] is Pace.ON
    assert rows["P.7"]["progress"] is None
    assert rows["P.5"]["answered"] == 12
    assert rows["O.2.3"]["value"] == 24


def test_unknown_is_not_zero(connection):
    made = Programme().session("S").rebuild(connection)
    rows = by_code(indicators.overview(made.question(connection)))
    assert (rows["P.4"]["value"], rows["P.4"]["lacks"]) == (0, None)
    assert (rows["P.3"]["value"], rows["P.3"]["lacks"]) == (None, "participants")
    assert (rows["P.5"]["value"], rows["P.5"]["lacks"]) == (None, "responses:useful_for_work")
    assert rows["O.2.3"]["lacks"] == "attendance"


def test_the_decision_in_force_on_the_day_holds(connection):
    made = (
        programme().indicator("P.3", baseline=2, target=50, decision="amended", valid_from=AUTUMN).rebuild(connection)
    )
    targets = [
        by_code(indicators.overview(made.question(connection, as_of=day)))["P.3"]["target"] for day in (MAY, AUTUMN)
    ]
    assert targets == [28, 50]


def test_a_filter_leaves_out_the_network_and_what_has_no_target_of_its_own(connection):
    made = programme().rebuild(connection)
    rows = by_code(indicators.overview(made.question(connection, sector="ngo")))
    assert (rows["P.3"]["value"], rows["O.2.3"]["value"]) == (2, 2)
    assert (rows["P.3"]["progress"], rows["P.3"]["pace"]) == (None, None)
    assert (rows["P.7"]["value"], rows["P.7"]["lacks"]) == (None, "organisation")
    for part in ({"cohort": "Y"}, {"region": "South"}):
        assert by_code(indicators.overview(made.question(connection, **part)))["P.3"]["value"] == 2


def test_an_organisation_sees_its_own_figures_alone(connection):
    made = programme().rebuild(connection)
    question = made.question(connection, role=Role.ORGANISATION, organisation="A")
    rows = by_code(indicators.overview(question))
    assert (rows["P.3"]["value"], rows["O.2.3"]["value"], rows["P.1"]["value"]) == (12, 12, 1)
    assert rows["P.7"]["value"] is rows["P.13"]["value"] is None


def test_small_cells_are_hidden_from_all_but_the_manager(connection):
    made = programme().rebuild(connection)
    men = ("male", "18_60")
    for role in (Role.FINANCIER, Role.STEERING):
        frame = indicators.cells(made.question(connection, role=role), "P.3")
        hidden = {(row["gender"], row["age_group"]): row["value"] is None for row in frame.records()}
        assert hidden[men]
        # The only other cell with anybody in it goes along: three less than the value would tell the men.
        assert hidden["female", "18_60"]
        assert not hidden["female", "over_60"]
    frame = indicators.cells(made.question(connection), "P.3")
    assert {(row["gender"], row["age_group"]): row["value"] for row in frame.records()}[men] == 3
    assert len(frame) == 9


def test_the_financiers_totals_are_exact_and_the_steering_groups_small_ones_hidden(connection):
    made = Programme().session("S").participant("p").attendance("S", "p").indicator("P.3", target=2)
    made.rebuild(connection)
    exact = by_code(indicators.overview(made.question(connection, role=Role.FINANCIER)))["P.3"]
    small = by_code(indicators.overview(made.question(connection, role=Role.STEERING)))["P.3"]
    assert (exact["value"], exact["progress"]) == (1, 0.5)
    assert (small["value"], small["progress"], small["pace"], small["target"]) == (None, None, None, 2)


def test_cells_of_the_network_below_ten_are_hidden(connection):
    made = Programme().session("N", "network")
    for number in range(9):
        made.member(f"n{number}").network_attendance("N", f"n{number}")
    made.rebuild(connection)
    assert indicators.cells(made.question(connection, role=Role.FINANCIER), "P.7").hides
    assert indicators.all_cells(made.question(connection, role=Role.FINANCIER)).hides


def test_all_cells_are_those_of_each_indicator(connection):
    made = programme().rebuild(connection)
    question = made.question(connection)
    together = {
        (row["code"], row["gender"], row["age_group"]): row["value"] for row in indicators.all_cells(question).records()
    }
    for code in catalogue.codes():
        for cell in indicators.cells(question, code).records():
            assert together.get((code, cell["gender"], cell["age_group"]), 0) == cell["value"]


def test_values_over_time_end_in_the_value_of_the_day(connection):
    made = programme().rebuild(connection)
    question = made.question(connection, as_of=AUTUMN)
    rows = list(indicators.over_time(question, "P.3").records())
    assert [row["value"] for row in rows] == [0, 0, 0, 0, 12, 12, 12, 12, 14]
    assert rows[-1]["on"] == AUTUMN
    assert rows[0]["planned"] < rows[-1]["planned"] < 14
    ends = by_code(indicators.overview(question))
    last = {row["code"]: row["value"] for row in indicators.sparklines(question).records()}
    assert last == {code: row["value"] for code, row in ends.items()}


def test_restricted_readers_see_the_ends_of_closed_periods_only(connection):
    made = programme().rebuild(connection)
    question = made.question(connection, role=Role.FINANCIER, as_of=date(2025, 2, 1))
    days = [row["on"] for row in indicators.over_time(question, "P.3").records()]
    assert days == [date(2024, 6, 30), date(2024, 12, 31)]


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        (By.PERIOD, {"2024H1": 12, "2024H2": 2}),
        (By.COHORT, {"X": 12, "Y": 2}),
        (By.SECTOR, {"municipality": 12, "ngo": 2}),
        (By.REGION, {"North": 12, "South": 2}),
        (By.SESSION_KIND, {"training": 14}),
    ],
)
def test_contributions_add_up(connection, by, parts):
    made = programme().rebuild(connection)
    rows = indicators.contribution(made.question(connection), "P.3", by).records()
    assert {row["part"]: row["value"] for row in rows} == parts


def test_persons_of_both_registers_lessen_what_belongs_to_no_part(connection):
    made = programme().rebuild(connection)
    rows = indicators.contribution(made.question(connection), "O.2.3", By.SESSION_KIND).records()
    assert {row["part"]: row["value"] for row in rows} == {"network": 11, "training": 14, None: -1}


def test_no_two_views_give_the_persons_of_both_registers_back(connection):
    made = programme().rebuild(connection)
    question = made.question(connection, role=Role.STEERING)
    rows = by_code(indicators.overview(question))
    assert rows["O.2.3"]["value"] == 24
    kinds = {row["part"]: row["value"] for row in indicators.contribution(question, "O.2.3", By.SESSION_KIND).records()}
    # The network's own 11 less the 10 that it adds is the one person of both.
    assert None in (rows["P.7"]["value"], kinds["network"])
    for by in (By.COHORT, By.SECTOR, By.REGION):
        parts = {row["part"]: row["value"] for row in indicators.contribution(question, "O.2.3", by).records()}
        assert parts[None] in (10, None)


def test_checks_that_fail(connection):
    made = Programme().session("S").participant("p", gender=None).attendance("S", "p").indicator("P.3", target=1)
    made.rebuild(connection)
    failed = {(row["code"], row["check"]) for row in indicators.checks(made.question(connection)).records()}
    assert {("P.3", Check.GENDER_UNKNOWN), ("P.7", Check.NO_DATA), ("P.4", Check.NO_TARGET)} <= failed
    assert ("P.3", Check.NO_TARGET) not in failed
    assert not {check for _, check in failed} & {Check.CELLS_DIFFER, Check.SUB_ABOVE_MAIN, Check.FELL}
    with pytest.raises(Forbidden):
        indicators.checks(made.question(connection, role=Role.ORGANISATION, organisation="A"))


@pytest.mark.parametrize("code", ["P.99", "", "p.3"])
def test_what_does_not_exist_is_forbidden(connection, code):
    question = Programme().rebuild(connection).question(connection)
    for asked in (indicators.cells, indicators.over_time):
        with pytest.raises(Forbidden):
            asked(question, code)


def test_queries_do_not_grow_with_the_data(connection):
    made = programme().rebuild(connection)
    asked = []
    event.listen(connection, "before_cursor_execute", lambda *_: asked.append(1))
    numbers = []
    for frame in (
        indicators.overview,
        indicators.checks,
        indicators.sparklines,
        lambda question: indicators.over_time(question, "P.3"),
        indicators.all_cells,
        lambda question: indicators.contribution(question, "P.3", By.PERIOD),
    ):
        question = made.question(connection)
        asked.clear()
        frame(question)
        numbers.append(len(asked))
    assert numbers == [4, 4, 2, 5, 1, 1]


def test_no_cell_stands_alone_with_those_whose_gender_is_unknown(connection):
    made = Programme().session("S")
    for number in range(20):
        gender = None if number < 2 else "male" if number < 10 else "female"
        made.participant(f"p{number}", gender=gender, age_group="over_60" if number > 14 else "18_60")
        made.attendance("S", f"p{number}")
    made.rebuild(connection)
    frame = indicators.cells(made.question(connection, role=Role.FINANCIER), "P.3")
    shown = {row["gender"]: row["value"] for row in frame.records() if row["age_group"] == "18_60"}
    # 20 less 5, 5 and 8 would be the two of whom nothing is known.
    assert shown["male"] is None
    assert len(frame) == 9


@pytest.mark.parametrize("by", [By.COHORT, By.SECTOR, By.REGION, By.SESSION_KIND])
def test_the_financier_who_sees_single_entries_gets_no_parts_that_name_an_organisation(connection, by):
    made = programme().rebuild(connection)
    with pytest.raises(Forbidden):
        indicators.contribution(made.question(connection, role=Role.FINANCIER), "P.3", by)


def test_who_is_known_to_be_of_a_gender_is_not_known_to_be_of_an_age(connection):
    made = Programme().session("S")
    for number in range(20):
        made.participant(f"p{number}", gender="female").attendance("S", f"p{number}")
    frame = indicators.cells(made.rebuild(connection).question(connection, role=Role.FINANCIER), "P.3")
    shown = {(row["gender"], row["age_group"]): row["value"] for row in frame.records()}
    assert shown["female", "18_60"] is None


def test_no_part_stands_alone_beside_the_value(connection):
    made = programme().rebuild(connection)
    frame = indicators.contribution(made.question(connection, role=Role.STEERING), "P.3", indicators.By.COHORT)
    assert {row["part"]: row["value"] for row in frame.records()} == {"X": None, "Y": None}


@pytest.mark.parametrize("role", [Role.FINANCIER, Role.STEERING])
def test_restricted_readers_get_the_whole_programme_whatever_filters(connection, role):
    made = programme().rebuild(connection)
    whole = made.question(connection, role=role)
    part = made.question(connection, role=role, cohort="X", sector="municipality", region="North")
    for query in (indicators.overview, indicators.sparklines, lambda asked: indicators.cells(asked, "P.3")):
        assert list(query(part).records()) == list(query(whole).records())
