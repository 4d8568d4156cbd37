"""The report's page: what changed since the report before, then and now, and against what was typed in."""

from datetime import date

import pytest
from sqlalchemy import event

from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access import database
from data_access.question import ask
from data_access.question import programme as asked_programme
from data_access.viewer import Forbidden, Role, Viewer
from pages import report
from pages.report import changes, difference, moved, typed
from tests.data_access.builders import TODAY
from tests.data_access.reports.later import Delivered, submitted

SPRING, AUTUMN = date(2024, 3, 5), date(2024, 10, 1)
CHECKERS = (Role.MANAGER, Role.FINANCIER)
OURS = {"report-changes", "report-difference", "report-moved", "report-typed"}
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def asked(made, connection, period="2024H1", *, role=Role.MANAGER, language="en", **more):
    question = made.question(connection, role=role)
    return Asked(question, Selection("/reports", period, more=more), words(language))


def programme():
    made = Delivered(counts="all").session("S1", held_on=SPRING).session("S2", held_on=AUTUMN)
    made.session("N1", "network", held_on=SPRING).session("M1", "mentoring", SPRING, hours=2)
    for at in range(12):
        made.participant(f"p{at}").attendance("S1", f"p{at}")
        made.member(f"m{at}").network_attendance("N1", f"m{at}")
    return made.row("reported", indicator="P.3", period="2024H1", value=14, submitted_on=date(2026, 7, 20))


def went_on(connection):
    """A report of twelve people trained; then four more come and one goes, of the network one comes."""
    made = programme().rebuild(connection)
    submitted(made, connection, "2024H1")
    for at in range(4):
        made.participant(f"late{at}").attendance("S1", f"late{at}")
    made.participant("new").attendance("S2", "new")
    made.rows["attendance"].pop(0)
    made.member("late").network_attendance("N1", "late")
    made.deliver(connection, source="partner", on=date(2026, 8, 3))
    submitted(made, connection, "2024H2")
    return made


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """What ``went_on`` makes, and the database that holds it, for the tests that only read."""
    url = f"sqlite:///{tmp_path_factory.mktemp('later') / 'later.sqlite'}"
    database.migrate(url)
    source = database.engine(url)
    with source.begin() as connection:
        made = went_on(connection)
    yield made, source
    source.dispose()


@pytest.fixture
def later(kept, backend):
    """The programme of ``kept`` and a connection that can write nothing."""
    made, source = kept
    with database.reading(source) as connection:
        yield made, connection


def test_then_and_now_names_the_largest_difference_and_its_delivery(later):
    made, connection = later
    panel = difference.panel(asked(made, connection))
    assert panel.finding == (
        "3 of 17 figures of the report differ from the records today; most: O.2.3, +4 persons, from delivery 2"
    )
    (told,) = [note for note in panel.notes if note.startswith("Delivery")]
    assert told.startswith("Delivery 2 (partner, 3 Aug 2026, manager@example.org): ")
    assert "P.3 +4 −1" in told
    assert panel.day == date(2024, 6, 30)
    rows = {row["code"]: row for row in panel.frame.records()}
    assert (rows["P.3"]["then"], rows["P.3"]["now"], rows["P.3"]["difference"]) == (12, 15, 3)
    assert panel.columns[0].link(rows["P.3"]) == "/reports/2024H1?indicator=P.3#report-moved"


def test_a_report_that_still_holds_says_so(connection):
    made = programme().rebuild(connection)
    submitted(made, connection, "2024H1")
    panel = difference.panel(asked(made, connection))
    assert panel.finding == "The records today give all 17 figures of the report as they were frozen"
    assert list(panel.notes) == []


def test_the_opened_indicator_lists_what_came_and_went_and_opens_the_rows(later):
    made, connection = later
    panel = moved.panel(asked(made, connection, indicator="P.3"))
    assert panel.finding == "P.3 Professionals trained: 4 entries came, 1 went, 0 changed; together +3"
    row = next(panel.frame.records())
    unit = next(column for column in panel.columns if column.name == "unit")
    assert unit.said(row["unit"]) == row["unit"][:8]
    assert unit.link(row) == (f"/indicators/P.3?as_of=2024-06-30&source=attendance%3A{row['row_id']}#indicator-source")


def test_a_row_that_went_still_opens_for_the_financier(later):
    from pages import indicator  # noqa: PLC0415 - the way from one page to another

    made, connection = later
    found = moved.panel(asked(made, connection, role=Role.FINANCIER, indicator="P.3")).frame.records()
    (gone,) = [row for row in found if row["kind"] == "went"]
    question = made.question(connection, role=Role.FINANCIER)
    opened = Selection("/indicators", "P.3", more={"source": f"{gone['sheet']}:{gone['row_id']}"})
    panel = indicator.source.panel(Asked(question, opened, words("en")))
    assert next(panel.frame.records())["superseded"] == 2


def test_nothing_is_opened_where_no_indicator_is_named(later):
    made, connection = later
    for more in ({}, {"indicator": "X.1"}):
        with pytest.raises(Forbidden):
            moved.panel(asked(made, connection, **more))


def test_since_the_report_before_tells_revised_from_new(later):
    made, connection = later
    panel = changes.panel(asked(made, connection, "2024H2"))
    row = next(one for one in panel.frame.records() if one["code"] == "P.3")
    assert (row["previous"], row["revised"], row["new"], row["value"]) == (12, 3, 1, 16)
    assert panel.finding == (
        "3 of 17 figures have changed since the report 2024H1; revised for days already reported: 3, most of all O.2.3"
        " by +4"
    )
    assert list(panel.notes) == ["Delivery 2: partner, loaded on 3 Aug 2026 by manager@example.org."]
    revised = next(column for column in panel.columns if column.name == "revised")
    assert revised.link(row) == "/reports/2024H2?indicator=P.3&against=before#report-moved"
    opened = moved.panel(asked(made, connection, "2024H2", indicator="P.3", against="before"))
    assert opened.finding.endswith("4 entries came, 1 went, 0 changed; together +3")
    assert revised.link(next(one for one in panel.frame.records() if one["code"] == "P.9")) is None


def test_the_first_report_has_nothing_to_compare_with(later):
    made, connection = later
    panel = changes.panel(asked(made, connection))
    assert panel.unavailable.startswith("No report on an earlier period had been submitted")


def test_a_slip_of_the_pen_is_named_and_what_changed_since_opens(later):
    made, connection = later
    panel = typed.panel(asked(made, connection))
    assert panel.finding == "1 of 1 figures typed in differ from the submitted report: P.3".replace(
        "differ ", "differs "
    )
    assert list(panel.notes) == ["P.3: 14 was typed in, the report says 12."]
    (row,) = panel.frame.records()
    (column,) = [one for one in panel.columns if one.name == "later"]
    assert (row["later"], column.link(row)) == (3, "/reports/2024H1?indicator=P.3#report-moved")


def test_without_a_report_what_came_since_the_day_of_submission_opens(connection):
    made = programme().rebuild(connection)
    made.participant("late").attendance("S1", "late")
    made.deliver(connection, on=date(2026, 8, 3))
    panel = typed.panel(asked(made, connection))
    assert panel.finding == "1 of 1 figures typed in differs from the records today"
    (row,) = panel.frame.records()
    (column,) = [one for one in panel.columns if one.name == "later"]
    assert column.link(row) == "/reports/2024H1?indicator=P.3&against=typed#report-moved"
    opened = moved.panel(asked(made, connection, indicator="P.3", against="typed"))
    assert opened.finding.endswith("1 entry came, 0 went, 0 changed; together +1")


def test_nothing_typed_in_says_where_it_comes_from(later):
    made, connection = later
    panel = typed.panel(asked(made, connection, "2024H2"))
    assert panel.unavailable.endswith("Such figures come with the sheet reported.")


def test_while_nothing_is_frozen_there_is_nothing_to_compare(connection):
    made = programme().rebuild(connection)
    for panel in (changes.panel, difference.panel):
        with pytest.raises(Forbidden):
            panel(asked(made, connection, "2025H1"))


def test_the_financier_reads_exact_totals_but_no_few_of_the_network(later):
    made, connection = later
    panel = difference.panel(asked(made, connection, role=Role.FINANCIER))
    row = next(one for one in panel.frame.records() if one["code"] == "P.7")
    assert (row["then"], row["now"], row["difference"], row["came"]) == (12, 13, 1, None)
    assert "P.7 hidden to protect privacy" in " ".join(panel.notes)
    opened = moved.panel(asked(made, connection, role=Role.FINANCIER, indicator="P.7"))
    assert "Single records of the peer network" in opened.unavailable
    together = moved.panel(asked(made, connection, role=Role.FINANCIER, indicator="O.2.3"))
    # What the list lacked of the exact difference would be the network's.
    assert together.frame.empty
    named = {column.name for column in together.columns}
    assert not named & {"gender", "gender_then", "age_group", "organisation"}


def test_what_only_both_registers_tell_is_a_number_for_the_manager(connection):
    made = programme().rebuild(connection)
    submitted(made, connection, "2024H1")
    made.member("p0").network_attendance("N1", "p0")
    made.deliver(connection)
    panel = moved.panel(asked(made, connection, indicator="O.2.3"))
    assert panel.finding.endswith("1 entry came, 0 went, 0 changed; together 0")
    assert panel.notes[0].endswith("no entry says it of anybody: −1.")


def test_a_target_amended_since_is_told(connection):
    made = programme().indicator("P.3", target=20).rebuild(connection)
    submitted(made, connection, "2024H1")
    made.rows["indicators"][0]["target"] = 30
    made.rows["programme"][0]["counts"] = "target_group"
    made.deliver(connection)
    notes = difference.panel(asked(made, connection)).notes
    assert "P.3: the target was 20 then, and is 30 today." in notes
    assert any(note.startswith("The programme's rule of counting") for note in notes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", CHECKERS)
def test_every_panel_can_be_made_of_every_report(later, role, language):
    made, connection = later
    for period in ("2024H1", "2024H2"):
        for against in ({}, {"against": "before"}, {"against": "typed"}, {"against": "<b>"}):
            found = asked(made, connection, period, role=role, language=language, indicator="P.3", **against)
            for exhibit in report.SCREEN.exhibits:
                if exhibit.id not in OURS:
                    continue
                try:
                    panel = exhibit.panel(found)
                except Forbidden:
                    assert (exhibit.id, bool(against)) == ("report-moved", True)
                    continue
                assert panel.finding, exhibit.id
                assert {column.name for column in panel.columns} <= set(panel.frame.rows.columns), exhibit.id


@pytest.mark.parametrize("role", [Role.STEERING, Role.ORGANISATION])
def test_none_of_them_is_for_anybody_else(later, role):
    made, connection = later
    ours = [exhibit for exhibit in report.SCREEN.exhibits if exhibit.id in OURS]
    assert {exhibit.id for exhibit in ours} == OURS
    assert not [exhibit for exhibit in ours if role in exhibit.roles]
    viewer = Viewer(made.id, role, "X" if role is Role.ORGANISATION else None)
    question = ask(connection, viewer, asked_programme(connection, made.code), today=TODAY)
    found = Asked(question, Selection("/reports", "2024H1", more={"indicator": "P.3"}), words("en"))
    for panel in (changes.panel, difference.panel, moved.panel):
        with pytest.raises(Forbidden):
            panel(found)


def test_the_page_asks_as_often_whatever_moved(connection):
    counted = []
    event.listen(connection, "before_cursor_execute", lambda *given: counted.append(given[2]))
    times = []
    for people in (1, 40):
        made = (
            Delivered(f"T{people}", counts="all").session("S1", held_on=SPRING).participant("p").attendance("S1", "p")
        )
        made.rebuild(connection)
        submitted(made, connection, "2024H1")
        for at in range(people):
            made.participant(f"late{at}").attendance("S1", f"late{at}")
        made.deliver(connection)
        found = asked(made, connection, indicator="P.3")
        counted.clear()
        for panel in (changes.panel, difference.panel, moved.panel, typed.panel):
            panel(found)
        times.append(len(counted))
    assert times[0] == times[1] <= 20
