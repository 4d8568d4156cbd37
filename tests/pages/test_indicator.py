"""One indicator: from its value down to the source row, and what each reader gets of that way."""

from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest
from sqlalchemy import event

from dashboard.charts import theme
from dashboard.exports.csv import content
from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access import catalogue
from data_access.viewer import Forbidden, Role
from pages import indicator
from tests.data_access.builders import Programme

SPRING, AUTUMN, END = date(2024, 3, 5), date(2024, 10, 1), date(2024, 12, 31)
READERS = (Role.MANAGER, Role.STEERING, Role.FINANCIER)
EVIDENCE = {"indicator-reasons", "indicator-entries", "indicator-source"}
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def asked(programme, connection, code="P.3", *, role=Role.MANAGER, language="en", more=None, **filters):
    question = programme.question(connection, role=role, as_of=END, **filters)
    return Asked(question, Selection("/indicators", code, more=more or {}, **filters), words(language))


def panels(asked):
    """The panels that the page shows: those for the role that there are."""
    found = {}
    for exhibit in indicator.SCREEN.exhibits:
        if asked.question.viewer.role in exhibit.roles:
            try:
                found[exhibit.id] = exhibit.panel(asked)
            except Forbidden:
                continue
    return found


def programme() -> Programme:
    """P.3: six women and three men trained, one of unknown age; one staff member and one absence left out."""
    made = Programme(counts="all").cohort("A").organisation("X", cohort="A", region="Uusimaa")
    made.session("S1", held_on=SPRING).session("S2", held_on=AUTUMN, cohort="A")
    for at in range(6):
        made.participant(f"w{at}", organisation="X").attendance("S1", f"w{at}").attendance("S2", f"w{at}")
    for at in range(3):
        age = None if at == 0 else "18_60"
        made.participant(f"m{at}", organisation="X", gender="male", age_group=age).attendance("S2", f"m{at}")
    made.participant("s", project_staff=True).attendance("S1", "s")
    made.participant("a").attendance("S1", "a", present=False)
    made.indicator("P.3", target=20, decision="First").indicator(
        "P.3", target=10, decision="Second", valid_from=date(2024, 9, 1)
    )
    return made.target("P.3", "2024H2", 9)


def surveyed() -> Programme:
    """P.5: of nine people trained six answer, five of them that it was useful; three answer without a name."""
    made = programme()
    for at in range(6):
        made.response(f"w{at}", "useful_for_work", "5" if at else "2", answered_on=AUTUMN)
    for answer in ("5", "5", "1"):
        made.response(None, "useful_for_work", answer, answered_on=AUTUMN)
    return made


def test_title_is_code_and_name_and_nothing_answers_for_an_unknown_code(connection):
    kept = programme().rebuild(connection)
    assert indicator.SCREEN.title(asked(kept, connection)) == "P.3 Professionals trained"
    with pytest.raises(Forbidden):
        indicator.SCREEN.title(asked(kept, connection, "X.1"))


def test_course_compares_with_the_plan_and_marks_a_change_of_the_target(connection):
    course = panels(asked(programme().rebuild(connection), connection))["indicator-course"]
    assert course.finding == "9 persons of 10 (90%): on track"
    assert [trace.name for trace in course.figure.data] == ["Value", "Plan"]
    assert course.notes == ["1. 1 Sept 2024: target changed from 20 to 10 (Second)"]
    assert course.figure.data[0].customdata[-1] == "/indicators/P.3?as_of=2024-12-31"


def test_breakdown_says_how_many_lack_what(connection):
    breakdown = panels(asked(programme().rebuild(connection), connection))["indicator-breakdown"]
    assert breakdown.finding == "Gender and age group of 8 of 9 persons are known"
    assert breakdown.notes == ["1 person counts in the total only. Without age group: 1."]
    assert "female, 18–60: 6; male, 18–60: 2" in breakdown.alternative


def test_each_gender_is_named_at_its_bar_in_a_colour_that_means_nothing_else(connection):
    breakdown = panels(asked(programme().rebuild(connection), connection))["indicator-breakdown"]
    figures = [part.figure for part in breakdown.figure._traverse() if hasattr(part, "figure")]
    assert [trace.text[0].rsplit(" ", 1)[0] for trace in figures[0].data] == ["female", "male", "non-binary"]
    assert not {trace.marker.color for trace in figures[0].data} & {theme.ACTUAL, *theme.KIND.values()}
    assert not figures[0].layout.showlegend


def test_the_value_leads_to_the_entries_that_count_and_each_says_so(connection):
    kept = programme().rebuild(connection)
    shown = panels(asked(kept, connection))
    assert "href='/indicators/P.3?entries.reason=counts#indicator-entries'" in str(shown["indicator-course"].controls)
    counted = panels(asked(kept, connection, more={"entries.reason": "counts"}))["indicator-entries"]
    assert content(counted, words("en")).count(",counts,") == len(counted.frame) == 9
    assert panels(asked(kept, connection, role=Role.STEERING))["indicator-course"].controls is None


def test_contributions_add_up_and_open_what_they_name(connection):
    shown = panels(asked(programme().rebuild(connection), connection))
    assert shown["indicator-periods"].finding == "Reporting period with the most: 2024H1, 6 persons"
    assert shown["indicator-cohorts"].finding == "Cohort with the most: Cohort A, 9 persons"
    assert shown["indicator-cohorts"].figure.data[0].customdata == ("/indicators/P.3?cohort=A",)
    assert shown["indicator-periods"].figure.data[0].customdata[0] == "/indicators/P.3?period=2024H1"
    for name in ("periods", "cohorts", "sectors", "regions", "kinds"):
        assert shown[f"indicator-{name}"].frame.rows["value"].sum() == 9, name


def test_panels_that_say_nothing_of_the_indicator_are_not_there(connection):
    made = programme().practice("P1", documented_on=SPRING)
    shown = panels(asked(made.rebuild(connection), connection, "P.9"))
    assert not {"indicator-answers", "indicator-breakdown", "indicator-kinds", "indicator-cohorts"} & set(shown)
    assert "indicator-source" not in shown


def test_answers_show_the_rate_and_the_anonymous_apart(connection):
    answers = panels(asked(surveyed().rebuild(connection), connection, "P.5"))["indicator-answers"]
    assert answers.finding == "6 of 9 have answered: 67%"
    assert answers.notes == ["3 more answers are anonymous and count as nobody."]


def test_reasons_lead_from_the_records_to_the_value(connection):
    reasons = panels(asked(programme().rebuild(connection), connection))["indicator-reasons"]
    assert reasons.finding == "17 records were considered, 8 left out"
    assert "Project staff never count: 1." in reasons.notes[0]
    assert reasons.notes[0].endswith("The rest makes 9 persons.")
    assert "/indicators/P.3?entries.reason=staff#indicator-entries" in reasons.figure.data[0].customdata


def test_entries_are_chosen_by_the_address(connection):
    kept = programme().rebuild(connection)
    every = panels(asked(kept, connection))["indicator-entries"]
    assert (every.finding, len(every.frame)) == ("17 entries, counted or left out", 17)
    staff = panels(asked(kept, connection, more={"entries.reason": "staff"}))["indicator-entries"]
    assert (staff.finding, len(staff.frame)) == ("1 entry was left out", 1)
    none = panels(asked(kept, connection, more={"entries.q": "no such unit"}))["indicator-entries"]
    assert none.unavailable.startswith("No entry matches.")


@pytest.mark.parametrize("more", [{"entries.page": "9" * 30}, {"entries.page": "0"}, {"entries.reason": "<b>"}])
def test_what_makes_no_sense_in_the_address_is_left_aside(connection, more):
    assert len(panels(asked(programme().rebuild(connection), connection, more=more))["indicator-entries"].frame) == 17


def test_a_page_past_the_last_is_the_last_and_a_file_holds_all_pages(connection):
    made = Programme(counts="all").session("S1")
    for at in range(60):
        made.participant(f"p{at}").attendance("S1", f"p{at}")
    entries = panels(asked(made.rebuild(connection), connection, more={"entries.page": "7"}))["indicator-entries"]
    assert (len(entries.frame), len(content(entries, words("en")).splitlines())) == (10, 61)
    assert "Page 2 of 2" in str(entries.controls)


def test_an_entry_opens_its_source_row_and_the_row_every_indicator_it_counts_in(connection):
    kept = programme().rebuild(connection)
    entries = panels(asked(kept, connection))["indicator-entries"]
    row = next(entries.frame.records())
    href = entries.columns[0].link(row)
    assert href == f"/indicators/P.3?source=attendance%3A{row['row_id']}#indicator-source"
    source = panels(asked(kept, connection, more={"source": f"attendance:{row['row_id']}"}))["indicator-source"]
    assert source.finding == f"Row {row['line']} of the sheet attendance in test.xlsx"
    assert f"href='/indicators/O.2.3?source=attendance%3A{row['row_id']}'" in str(source.figure)


@pytest.mark.parametrize(
    "source", ["attendance:x", "nothing:1", "attendance:999999", "attendance", f"sessions:{'9' * 40}"]
)
def test_a_source_that_is_none_shows_no_panel(connection, source):
    assert "indicator-source" not in panels(asked(programme().rebuild(connection), connection, more={"source": source}))


def test_reported_figures_are_compared_and_differences_named(connection):
    made = programme().row("reported", indicator="P.3", period="2024H1", value=7)
    shown = panels(asked(made.rebuild(connection), connection))["indicator-reported"]
    assert shown.finding == "For 1 of 1 periods the records give another figure today"
    assert shown.notes == [
        "2024H1: typed in 7, today 6 (−1). The day of submission is not known, so it cannot be told why."
    ]


def test_the_steering_group_gets_no_evidence(connection):
    kept = surveyed().rebuild(connection)
    for code in catalogue.codes():
        assert not EVIDENCE & set(panels(asked(kept, connection, code, role=Role.STEERING)))


def test_the_financier_gets_no_single_record_of_the_network_and_nothing_of_a_persons_own(connection):
    made = programme().session("N1", kind="network").member("n0").network_attendance("N1", "n0").rebuild(connection)
    shown = panels(asked(made, connection, "O.2.3", role=Role.FINANCIER))
    assert {row["sheet"] for row in shown["indicator-entries"].rows.records()} == {"attendance"}
    named = {column.name for column in shown["indicator-entries"].columns}
    assert not {"gender", "age_group", "organisation"} & named
    record = made.row_id(connection, "network_attendance", session="N1")
    opened = asked(made, connection, "O.2.3", role=Role.FINANCIER, more={"source": f"network_attendance:{record}"})
    assert "indicator-source" not in panels(opened)


def test_hidden_numbers_are_nowhere_in_what_a_restricted_reader_gets(connection):
    made = Programme(counts="all").session("S1")
    for at in range(3):
        made.participant(f"p{at}").attendance("S1", f"p{at}")
    shown = panels(asked(made.rebuild(connection), connection, role=Role.STEERING))
    assert shown["indicator-course"].finding == "The value is hidden to protect privacy"
    drawn = [panel.figure for panel in shown.values() if isinstance(panel.figure, go.Figure)]
    values = [value for one in drawn for trace in one.data for axis in (trace.x, trace.y) for value in axis]
    assert 3 not in values


def test_an_unknown_value_is_not_drawn_and_says_what_is_missing(connection):
    course = panels(asked(programme().rebuild(connection), connection, "P.9"))["indicator-course"]
    assert course.finding == "No data"
    assert course.unavailable == (
        "The value is unknown, which is not zero: no data delivered yet: the sheet practices is empty."
    )


@pytest.mark.parametrize(("role", "language"), list(zip(READERS, LANGUAGES, strict=True)))
def test_every_panel_of_every_indicator_can_be_made(connection, role, language):
    kept = surveyed().rebuild(connection)
    for code in catalogue.codes():
        for name, panel in panels(asked(kept, connection, code, role=role, language=language)).items():
            assert panel.finding, name
            assert {column.name for column in panel.columns} <= set(panel.frame.rows.columns), name


def test_the_page_asks_as_often_whatever_there_is(connection):
    counted = []
    event.listen(connection, "before_cursor_execute", lambda *given: counted.append(given[2]))
    times = []
    for people in (1, 45):
        made = Programme(f"T{people}", counts="all").session("S1")
        for at in range(people):
            made.participant(f"p{at}").attendance("S1", f"p{at}")
        question = asked(made.rebuild(connection), connection)
        counted.clear()
        panels(question)
        times.append(len(counted))
    assert times[0] == times[1] <= 40


def test_a_cell_opens_the_entries_it_is_made_of(connection):
    kept = programme().rebuild(connection)
    breakdown = panels(asked(kept, connection))["indicator-breakdown"]
    (women,) = [row for row in breakdown.frame.records() if (row["gender"], row["age_group"]) == ("female", "18_60")]
    address = breakdown.columns[-1].link(women)
    assert "entries.cell=female%7C18_60" in address
    opened = panels(asked(kept, connection, more={"entries.reason": "counts", "entries.cell": "female|18_60"}))
    assert opened["indicator-entries"].finding == "6 entries count: female, 18–60"
    assert "entries.cell" not in str(opened["indicator-entries"].controls)


def test_a_cell_opens_nothing_for_the_financier(connection):
    kept = programme().rebuild(connection)
    breakdown = panels(asked(kept, connection, role=Role.FINANCIER))["indicator-breakdown"]
    assert all(breakdown.columns[-1].link(row) is None for row in breakdown.frame.records())
    crafted = panels(asked(kept, connection, role=Role.FINANCIER, more={"entries.cell": "female|18_60"}))
    assert "indicator-entries" not in crafted


def test_the_derivation_reads_from_the_records_to_the_value(connection):
    made = programme()
    made.participant("w0", organisation="Y").organisation("Y").session("S3", status="planned").attendance("S3", "w0")
    chain = panels(asked(made.rebuild(connection), connection))["indicator-derivation"]
    assert chain.finding == "From the records to 9 persons, step by step"
    assert chain.alternative.split(" → ") == [
        "18 attendances on the lists of the sessions",
        "less 1 of a session not held yet",
        "less 1 absent",
        "16 attendances at 2 held trainings",
        "11 registrations of those who attended",
        "less 1 registered more than once",
        "10 different persons who attended",
        "less 1 of the project's own staff",
        "9 persons counted",
        "of which 1 lacks age",
    ]


def test_each_step_with_entries_behind_it_opens_them(connection):
    chain = panels(asked(programme().rebuild(connection), connection))["indicator-derivation"]
    steps = {item.children[-1].children: item for item in chain.figure.children}
    staff, listed = steps["1 of the project's own staff"], steps["17 attendances on the lists of the sessions"]
    assert staff.children[-1].href == "/indicators/P.3?entries.reason=staff#indicator-entries"
    assert staff.children[0] == "less "
    assert listed.children[-1].href.endswith("entries.reason=all#indicator-entries")
    assert not hasattr(steps["10 different persons who attended"].children[-1], "href")


def test_a_survey_says_what_was_anonymous_and_whose_answer_does_not_count(connection):
    made = surveyed().response("w1", "useful_for_work", "3", answered_on=END).rebuild(connection)
    chain = panels(asked(made, connection, "P.5"))["indicator-derivation"].alternative.split(" → ")
    assert chain == [
        "10 answers to the question",
        "less 3 anonymous",
        "7 answers of those asked",
        "less 1 replaced by a later answer of the same person",
        "6 persons, each with the latest answer",
        "less 2 whose latest answer is not among those that count",
        "4 persons counted",
    ]


def test_the_derivation_is_for_those_who_may_see_evidence(connection):
    kept = programme().rebuild(connection)
    assert "indicator-derivation" in panels(asked(kept, connection, role=Role.FINANCIER))
    assert "indicator-derivation" not in panels(asked(kept, connection, role=Role.STEERING))


def test_entries_are_sorted_by_the_address_and_the_headings_say_how(connection):
    kept = programme().rebuild(connection)
    found = panels(asked(kept, connection, more={"entries.sort": "-line", "entries.page": "1"}))["indicator-entries"]
    lines = [row["line"] for row in found.frame.records()]
    assert lines == sorted(lines, reverse=True)
    sorting = {column.name: column.sorting for column in found.columns}
    assert sorting["line"].direction == "descending"
    assert sorting["line"].href == "/indicators/P.3?entries.sort=line#indicator-entries"
    assert (sorting["unit"].direction, sorting["unit"].href) == (
        None, "/indicators/P.3?entries.sort=unit#indicator-entries",
    )  # fmt: skip
    assert "name='entries.sort', value='-line'" in str(found.controls) or "-line" in str(found.controls)


def test_nothing_is_drawn_before_somebody_asks_and_the_form_offers_25_and_the_day_as_seed(connection):
    sample = panels(asked(programme().rebuild(connection), connection))["indicator-sample"]
    assert sample.frame.empty
    assert sample.unavailable.startswith("There are 9 entries to draw from.")
    assert "value='25'" in str(sample.controls)
    assert "value='20260901'" in str(sample.controls)


def test_a_sample_says_how_to_draw_it_again_and_is_a_check_list_with_columns_to_fill_in(connection):
    kept = programme().rebuild(connection)
    more = {"sample.seed": "7", "sample.size": "4", "sample.of": "all"}
    sample = panels(asked(kept, connection, more=more))["indicator-sample"]
    assert sample.finding == "4 entries drawn at random of the 17 counted or left out"
    assert sample.n == "4 of 17 entries, data version 1, seed 7"
    shown = str(sample.figure)
    for text in ("Record seen", "Agrees", "Remark", "Signature", "As of 31 Dec 2024 · 4 of 17 entries"):
        assert text in shown
    assert shown.count("scope='row'") == 4
    assert len(content(sample, words("en")).splitlines()) == 5
    again = panels(asked(kept, connection, more=more))["indicator-sample"]
    assert list(again.frame.records()) == list(sample.frame.records())


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ({"sample.seed": "x"}, 0),
        ({"sample.seed": "9" * 30}, 0),
        ({"sample.seed": "1", "sample.size": "-5"}, 9),
        ({"sample.seed": "1", "sample.size": "0"}, 1),
        ({"sample.seed": "1", "sample.size": "9" * 12}, 9),
    ],
)
def test_a_sample_that_makes_no_sense_is_none_or_an_ordinary_one(connection, more, size):
    assert len(panels(asked(programme().rebuild(connection), connection, more=more))["indicator-sample"].frame) == size


def test_the_financier_is_told_why_there_is_nothing_of_the_network_and_what_to_do(connection):
    made = Programme(counts="all").session("N1", kind="network")
    for at in range(12):
        made.member(f"n{at}").network_attendance("N1", f"n{at}")
    made.rebuild(connection)
    for code in ("P.7", "P.8"):
        shown = panels(asked(made, connection, code, role=Role.FINANCIER, more={"sample.seed": "1"}))
        for name in ("indicator-entries", "indicator-sample"):
            assert "ask for a check on the spot" in shown[name].unavailable
        assert "ask for a check on the spot" in shown["indicator-reasons"].unavailable
        assert shown["indicator-reasons"].finding == "Single records of the peer network are not shown"
        assert "href=" not in str(shown["indicator-derivation"].figure)
        assert panels(asked(made, connection, code))["indicator-entries"].unavailable is None


def test_a_new_version_of_a_definition_is_marked_on_its_day(connection, monkeypatch):
    declared = dict(catalogue.indicators())
    change = catalogue.Revision(2, AUTUMN, {"en": "staff of partners left out", "fi": "fi", "sv": "sv"})
    declared["P.3"] = replace(declared["P.3"], version=2, changes=(change,))
    # Everybody asks for the catalogue by this name, wherever the name was taken from.
    for module in ("data_access.catalogue", "data_access.queries.indicators.scope"):
        monkeypatch.setattr(f"{module}.indicators", lambda: declared)
    shown = panels(asked(programme().rebuild(connection), connection))
    assert shown["indicator-course"].notes[-1] == "2. 1 Oct 2024: definition, version 2: staff of partners left out"
    revised = {row["on"]: row["revised"] for row in shown["indicator-course"].frame.records()}
    assert [day.month for day, is_new in revised.items() if is_new] == [9, 10]
    assert "2, since 1 Oct 2024: staff of partners left out" in str(shown["indicator-definition"].figure)
