import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.mark.parametrize(
    ("role", "begins"), [("manager", "/"), ("steering", "/"), ("financier", "/"), ("organisation", "/")]
)
def test_each_role_signs_in_and_out(sign_in, live_server, role, begins):
    page = sign_in(role)
    assert urlsplit(page.url).path == begins
    page.locator(".account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("/sign-in"))
    page.goto(f"{live_server.url}/")
    assert urlsplit(page.url).path == "/sign-in"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_axe_finds_nothing_on_the_pages_around_signing_in(page, live_server, complaints, language):
    for address in (f"/sign-in?lang={language}", "/nowhere"):
        page.goto(f"{live_server.url}{address}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_a_failed_attempt_says_so_and_keeps_the_address(page, live_server, complaints):
    page.goto(f"{live_server.url}/sign-in?lang=en")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("a guess")
    page.get_by_role("button", name="Sign in").click()
    assert "do not match" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("E-mail address").input_value() == "nobody@example.org"
    complaints.clear()  # the browser tells of the answer 401


def test_a_session_that_ended_leads_back_to_where_it_ended(sign_in, live_server, complaints):
    page = sign_in("manager")
    page.goto(f"{live_server.url}/indicators?lang=en")
    page.locator("main h1").wait_for()
    page.context.clear_cookies()
    # What Dash asks next, without a document being loaded; not waited for, as the answer takes the page away
    page.evaluate("() => void fetch('/_dash-update-component', {method: 'POST', body: '{}'})")
    page.wait_for_url(re.compile("/sign-in"))
    page.get_by_label("E-mail address").fill(live_server.email("manager"))
    page.get_by_label("Password").fill(live_server.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"/indicators\?lang=en"))
    complaints.clear()  # the browser tells of the answer 401
