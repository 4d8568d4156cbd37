from datetime import date

import pytest

from dashboard.i18n import LANGUAGES, words
from dashboard.layout import panels
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access.viewer import Role
from pages.overview import SCREEN
from tests.data_access.builders import Programme

AS_OF = date(2025, 3, 31)
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def shown(programme, connection, *, role=Role.MANAGER, language="en"):
    question = programme.question(connection, role=role, as_of=AS_OF)
    return {one.id: panel for one, panel in panels(SCREEN, Asked(question, Selection("/"), words(language)))}


def under_way():
    programme = Programme().cohort("A")
    for at in range(3):
        programme.organisation(f"{at}", cohort="A", joined_on=date(2024, 3, 1))
    programme.session("T", held_on=date(2024, 5, 1))
    for at in range(6):
        programme.participant(f"p{at}", organisation="0").attendance("T", f"p{at}")
    return programme.indicator("P.1", target=3).indicator("P.3", target=60)


def test_key_figures_say_what_is_known(connection):
    found = shown(under_way().rebuild(connection), connection)["overview-figures"]
    assert found.finding == "3 organisations, 6 professionals trained"


def test_time_gone_stands_against_progress(connection):
    found = shown(under_way().rebuild(connection), connection)["overview-progress"]
    assert found.finding == "50% of the time has gone; 1 of 2 indicators with a target is on track"
    assert [row["code"] for row in found.frame.records()] == ["P.1", "P.3"]


def test_a_programme_without_people_shows_organisations_and_sessions(connection):
    programme = Programme().organisation("0").session("T", organisation="0", headcount=20).rebuild(connection)
    said = str(shown(programme, connection)["overview-figures"].figure)
    assert "Organisations that took part" in said
    assert "Sessions held" in said


def test_a_programme_without_people_is_summed_up_by_them(connection):
    programme = Programme().organisation("0").session("T", organisation="0", headcount=20).rebuild(connection)
    found = shown(programme, connection)["overview-figures"]
    assert found.finding == "Organisations that took part: 1, Sessions held: 1"


def test_a_programme_that_has_not_begun_says_so_and_shows_no_zero(connection):
    found = shown(Programme().rebuild(connection), connection)
    assert found["overview-figures"].finding == "No indicator of people or practices has data yet"
    for panel in ("overview-timeline", "overview-progress", "overview-changes"):
        assert found[panel].unavailable


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", [Role.MANAGER, Role.STEERING])
def test_every_panel_has_its_words(connection, language, role):
    for name, panel in shown(under_way().rebuild(connection), connection, role=role, language=language).items():
        assert panel.finding.strip(), name
        assert panel.counted.strip(), name
        assert panel.source, name


def test_matters_lead_to_where_they_can_be_mended(connection):
    programme = under_way().milestone("end", due_week=4).rebuild(connection)
    found = shown(programme, connection)["overview-attention"]
    addresses = [found.columns[1].link(row) for row in found.frame.records()]
    assert "/organisations/0" in addresses
    assert "/indicators/P.3" in addresses


def test_what_is_not_read_at_a_glance_is_one_link_away(connection):
    programme = under_way().milestone("end", due_week=4)
    for at in range(3, 12):
        programme.organisation(f"{at}", cohort="A", joined_on=date(2024, 3, 1))
    figure = str(shown(programme.rebuild(connection), connection)["overview-attention"].figure)
    assert "/?overview-attention.page=1#overview-attention" in figure
