"""The administrator's pages, as an administrator meets them: with the keyboard, on any screen, in three languages."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from data_access import accounts, feedback
from data_access.database import engine
from data_access.viewer import Role
from tests.dashboard.installed import HASH, PASSWORD

WIDTHS, LANGUAGES = (360, 768, 1440), ("fi", "sv", "en")
ALONE, MEMBER = "alone@example.org", "member@example.org"


@pytest.fixture(scope="module", autouse=True)
def administrators(live_server):
    """One of no programme, and one who belongs to the steering group, too."""
    made = engine(live_server.database)
    with made.begin() as connection:
        alone, member = (
            accounts.add(connection, email, password_hash=HASH, administrator=True) for email in (ALONE, MEMBER)
        )
        accounts.give_role(connection, member, programme="DEMO", role=Role.STEERING)
        for at in (datetime(2026, 1, 1, tzinfo=UTC), datetime.now(UTC)):
            feedback.send(connection, f"{'Long' * 40} and\nin two lines", "asker@example.org", language="fi", at=at)
    made.dispose()
    return alone, member


@pytest.fixture
def enter(page, live_server):
    """Signs in, in English; the page then shows where the administrator begins."""

    def entered(email):
        page.goto(f"{live_server.url}/sign-in?lang=en")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.locator("main h1").wait_for()
        return page

    return entered


def tab_to(page, said):
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || document.activeElement.innerText") == said:
            return
    raise AssertionError(f"{said} cannot be reached with the keyboard")


def test_the_pages_are_accessible_and_fit_in_every_language_and_width(enter, live_server, administrators):
    page = enter(MEMBER)
    for path in (
        "/admin",
        f"/admin/accounts/{administrators[0].id}",
        "/admin/log",
        "/admin/log?verify=1&programme=X",
        "/admin/feedback",
    ):
        for language, width in zip(LANGUAGES, WIDTHS, strict=True):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{live_server.url}{path}{'&' if '?' in path else '?'}lang={language}")
            assert page.locator("html").get_attribute("lang") == language
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{path} at {width} px: {wider} px too wide"


def test_an_administrator_comes_from_the_programme_and_goes_back(enter):
    page = enter(MEMBER)
    page.get_by_role("link", name="Administration").click()
    page.wait_for_url("**/admin*")
    page.get_by_role("link", name="Overview").click()
    page.locator(".panel").first.wait_for()


def test_an_account_is_added_and_gets_a_link_by_the_keyboard_alone(enter, live_server):
    page = enter(ALONE)
    assert page.url == f"{live_server.url}/admin"
    tab_to(page, "email")
    page.keyboard.type("keyboard@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("financier")
    tab_to(page, "Add the account")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/accounts/*")
    assert "The account is added" in page.get_by_role("status").inner_text()
    tab_to(page, "Make a link to choose a password")
    page.keyboard.press("Enter")
    link = page.get_by_label("Send this link to keyboard@example.org").input_value()
    assert link.startswith(f"{live_server.url}/set-up#")


def test_what_is_refused_is_said_beside_the_form_that_keeps_it(enter, complaints):
    page = enter(ALONE)
    page.locator("#add").get_by_label("E-mail address").fill("typed@example.org")
    page.locator("#add select").select_option(label="organisation – Demonstration: Anti-racism capacity building")
    page.get_by_label("Code of the organisation").fill("no such")
    page.get_by_role("button", name="Add the account").click()
    assert "no organisation" in page.get_by_role("alert").inner_text()
    assert page.locator("#add").get_by_label("E-mail address").input_value() == "typed@example.org"
    assert page.get_by_label("Code of the organisation").input_value() == "no such"
    complaints.clear()  # the browser tells of the answer 409


def test_the_log_is_narrowed_and_verified(enter):
    page = enter(ALONE)
    page.get_by_role("link", name="Audit log").click()
    page.get_by_label("Kind").select_option(label="data loaded")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/admin/log?action=load")
    assert "Loaded delivery" in page.locator("tbody tr").first.inner_text()
    page.get_by_role("button", name="Verify the chain").click()
    assert "is whole" in page.get_by_role("status").inner_text()
    page.wait_for_url("**/admin/log?action=load&verify=1#chain")
