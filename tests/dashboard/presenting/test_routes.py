import re

import pytest

from dashboard.exports.handout.forms import FORMS
from data_access import decks
from data_access.question import ask, programme
from data_access.viewer import Role, Viewer
from tests.dashboard.exports.handout.opened import archive
from tests.dashboard.installed import sent, visited

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
TYPED = {
    "version": "0", "name": "Spring", "status": "On track", "decisions": "The budget\n\nThe dates",
    "exhibit.0": "overview-rows", "note.0": "Say this.", "remark.0.0": "A pause", "day.0.0": "2025-07-01",
    "exhibit.1": "organisation-rows", "key.1": "A", "annex.1": "on",
}  # fmt: skip


@pytest.fixture
def manager(signed_in):
    client = signed_in(Role.MANAGER)
    client.set_cookie("language", "en")
    return client


def keep(client, number=0, do="keep", **more):
    return sent(client, f"/present/{number}/edit?lang=en", **{**TYPED, "do": do, **more})


def test_a_manager_makes_a_deck_and_it_is_presented(app, manager, signed_in):
    answer = keep(manager)
    assert (answer.status_code, answer.location) == (303, "/present?lang=en&done=keep#done")
    assert "The deck is kept." in manager.get("/present?lang=en&done=keep").get_data(as_text=True)
    for role in (Role.MANAGER, Role.STEERING):
        shown = visited(signed_in(role), "/present/1?lang=en")
        for said in ("Spring", "On track", "Seen by", "Say this.", "A pause (1 Jul 2025)", "The budget", "Alpha"):
            assert said in shown, said
        # What is to be decided stands before the annex.
        assert shown.index("The budget") < shown.index("Alpha")


def test_the_deck_that_nobody_made_is_there(manager):
    assert "Meeting of the steering group" in manager.get("/present?lang=en").get_data(as_text=True)
    assert "Meeting of the steering group" in visited(manager, "/present/0?lang=en")


def test_a_closed_period_is_chosen_in_the_list_and_kept_in_every_address(manager):
    listed = manager.get("/present?lang=en&period=2024H1").get_data(as_text=True)
    assert '<option value="2024H1" selected>' in listed
    for address in ("/present/0?period=2024H1&amp;lang=en", "/present/0.pptx?period=2024H1&amp;lang=en"):
        assert address in listed
    assert "The figures are those of 30 Jun 2024." in listed
    assert "As of 30 Jun 2024" in visited(manager, "/present/0?lang=en&period=2024H1")


@pytest.mark.parametrize("role", [Role.FINANCIER, Role.ORGANISATION])
def test_who_does_not_present_finds_nothing(manager, signed_in, role):
    keep(manager)
    client = signed_in(role)
    for address in ("/present", "/present/1", "/present/0", "/present/1/edit", "/present/1.csv", "/present/0.pptx"):
        assert client.get(address).status_code == 404, address
    assert "There is nothing here" in visited(client, "/present/1?lang=en")


def test_the_steering_group_changes_nothing(manager, signed_in):
    keep(manager)
    client = signed_in(Role.STEERING)
    assert client.get("/present/1/edit").status_code == 404
    token = re.search(r'name="csrf_token" value="([^"]+)"', manager.get("/present/1/edit").get_data(as_text=True))
    answer = client.post("/present/1/edit", data={**TYPED, "do": "remove", "version": "1", "csrf_token": token[1]})
    assert answer.status_code in (400, 404)
    assert "Spring" in client.get("/present").get_data(as_text=True)


@pytest.mark.parametrize("address", ["/present/9", "/present/x", "/present/1?programme=OTHER", "/present/99999999999"])
def test_an_address_of_no_deck_leads_nowhere(manager, address):
    keep(manager)
    assert manager.get(address).status_code == 404
    assert "There is nothing here" in visited(manager, f"{address}{'&' if '?' in address else '?'}lang=en")


def test_buttons_move_panels_and_keep_nothing(app, manager):
    moved = keep(manager, do="down.0").get_data(as_text=True)
    assert moved.index('value="organisation-rows" selected') < moved.index('value="overview-rows" selected')
    assert "Say this." in moved
    without = keep(manager, do="out.0").get_data(as_text=True)
    assert "Say this." not in without
    assert manager.get("/present/1").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Give the deck a name."),
        ({"key.1": "nobody"}, "Panel 2: there is nothing of that code"),
        ({"key.0": "A"}, "Panel 1: there is nothing of that code"),
        ({"exhibit.0": "no-panel"}, "Panel 1: there is nothing of that code"),
        ({"exhibit.0": ""}, "Panel 1: choose a panel, or take it out."),
        ({"day.1.0": "2025-07-02"}, "Panel 2: write the remark that belongs to the day"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(manager, wrong, said):
    answer = keep(manager, **wrong)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert said in page
    assert "Say this." in page
    assert "The dates" in page


def test_without_the_token_what_was_typed_comes_back(manager):
    answer = manager.post("/present/0/edit?lang=en", data={**TYPED, "do": "keep"})
    assert answer.status_code == 400
    assert "Say this." in answer.get_data(as_text=True)


def test_a_deck_that_somebody_else_changed_is_not_written_over(manager):
    keep(manager)
    assert keep(manager, 1, name="Summer", version="1").status_code == 303
    late = keep(manager, 1, name="Winter", version="1")
    assert late.status_code == 409
    assert "Somebody else has changed the deck" in late.get_data(as_text=True)
    assert keep(manager, 1, name="Winter", version="2").status_code == 303


def test_what_was_typed_survives_that_somebody_else_has_removed_the_deck(manager):
    keep(manager)
    keep(manager, 1, do="remove", version="1")
    form = manager.get("/present/0/edit").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)[1]
    late = manager.post(
        "/present/1/edit?lang=en",
        data={**TYPED, "version": "1", "name": "Winter", "do": "keep", "csrf_token": token},
    )
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "Somebody else has removed the deck" in page
    assert "Say this." in page
    assert 'action="/present/0/edit?lang=en"' in page
    assert keep(manager, name="Winter").status_code == 303


def test_a_panel_stands_twice_and_a_figure_has_several_remarks(manager):
    twice = {"exhibit.1": "overview-rows", "key.1": "", "remark.0.1": "Then more", "remark.1.0": "Once more"}
    assert keep(manager, **twice).status_code == 303
    shown = visited(manager, "/present/1?lang=en")
    for said in ("A pause (1 Jul 2025)", "Then more", "Once more"):
        assert said in shown, said
    held = archive(manager.get("/present/1.csv?lang=en").get_data())
    assert list(held) == ["about.csv", "2-overview-rows.csv", "4-overview-rows.csv"]


def test_figures_are_of_the_whole_programme_whatever_the_address_says(manager):
    keep(manager)
    assert visited(manager, "/present/1?lang=en&sector=company") == visited(manager, "/present/1?lang=en")


def test_the_focus_stays_with_the_panel_that_a_button_moved(manager):
    for do, place in (("down.0", 1), ("up.1", 0), ("out.1", 0), ("add", 2)):
        page = keep(manager, do=do).get_data(as_text=True)
        (focused,) = re.findall(r'name="exhibit\.(\d)" autofocus', page)
        assert int(focused) == place, do


def test_a_deck_is_removed(app, manager):
    keep(manager)
    assert keep(manager, 1, do="remove", version="1").status_code == 303
    with app.server.extensions["installation"].engine.connect() as connection:
        about = programme(connection, "TEST")
        question = ask(connection, Viewer(about.id, Role.MANAGER), about, today=about.starts_on)
        assert decks.every(question) == []


@pytest.mark.parametrize("form", ["pptx", "pdf", "xlsx", "csv"])
def test_its_files_are_noted_and_hold_the_deck(manager, written, form):
    keep(manager)
    answer = manager.get(f"/present/1.{form}?lang=en")
    assert answer.status_code == 200
    assert len(answer.get_data()) > 500
    assert written()[-1][1:3] == ("file", "/present/1")


def test_every_form_has_its_link(manager):
    listed = manager.get("/present?lang=en").get_data(as_text=True)
    assert all(f"/present/0.{form}" in listed for form in FORMS)


def test_there_is_no_other_form(manager):
    assert manager.get("/present/0.exe").status_code == 404
