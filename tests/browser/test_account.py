"""Choosing a password by a link, a second step of signing in, and one's own account, as people go through them."""

import re
import secrets
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe

from data_access import accounts, database, set_up_links

PASSWORD = "seitsemän sinistä kattilaa"
PAGES = ["/account", "/account/password", "/account/second-factor", "/account/sessions"]


@pytest.fixture
def invited(live_server):
    """The address of a new account, and the link that its person was sent."""
    email = f"{secrets.token_hex(4)}@example.org"
    source = database.engine(live_server.database)
    with source.begin() as connection:
        made = accounts.add(connection, email, administrator=True)
        token = set_up_links.make(connection, made, at=datetime.now(UTC))
    source.dispose()
    return email, set_up_links.address(live_server.url, token)


def choose(page, link, language="en"):
    page.goto(f"{link.replace('#', f'?lang={language}#')}")
    page.locator("input[name=again]").wait_for()
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=again]").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url(re.compile("/sign-in"))


def sign_in(page, email):
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button").click()


def wide(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def sound(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert not wide(page)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_person_with_a_link_chooses_a_password_and_signs_in(page, live_server, invited, language):
    email, link = invited
    asked = []
    page.on("request", lambda request: asked.append(request.url + str(request.headers)))
    page.set_viewport_size({"width": 320, "height": 700})
    choose(page, link, language)
    sound(page)
    sign_in(page, email)
    page.goto(f"{live_server.url}/account")
    assert email in page.locator("main").inner_text()
    token = link.partition("#")[2]
    assert not any(token in one for one in asked)


def test_the_token_leaves_the_address_and_stays_in_another_language(page, invited):
    page.goto(invited[1])
    page.locator("input[name=again]").wait_for()
    assert urlsplit(page.url).fragment == ""
    for language in ("sv", "fi", "en"):
        page.locator(f".languages button[lang={language}]").click()
        page.locator(f"html[lang={language}] input[name=again]").wait_for()
        sound(page)


def test_without_scripts_the_link_is_copied_into_a_field(browser, invited):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(invited[1])
    page.locator("input[name=token]").fill(invited[1])
    page.locator("main button").click()
    assert page.locator("input[type=email]").input_value() == invited[0]
    context.close()


def test_a_used_link_says_so(page, invited, complaints):
    choose(page, invited[1])
    page.goto(invited[1])
    assert "used already" in page.get_by_role("alert").inner_text()
    complaints.clear()  # the browser tells of the answer 410


def test_a_second_step_is_turned_on_and_asked_for(page, live_server, invited, complaints):
    email, link = invited
    choose(page, link)
    sign_in(page, email)
    page.set_viewport_size({"width": 320, "height": 700})
    for address in PAGES:
        page.goto(f"{live_server.url}{address}")
        sound(page)
    page.goto(f"{live_server.url}/account/second-factor")
    page.get_by_label("Your password now").fill(PASSWORD)
    page.get_by_role("button", name="Turn the second step on").click()
    page.locator(".qr svg").wait_for()
    sound(page)
    secret = page.locator("ol code").first.inner_text().replace(" ", "")
    page.get_by_label("One-time code").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Turn the second step on").click()
    code = page.locator(".recovery-codes code").first.inner_text()
    sound(page)
    page.goto(f"{live_server.url}/sign-out")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, email)
    page.wait_for_url(re.compile("/sign-in/code"))
    sound(page)
    # With the keyboard alone: the field has the focus.
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.goto(f"{live_server.url}/account")
    assert "9 recovery codes left" in page.locator("main").inner_text()
    complaints.clear()  # nothing but the browser's advice


def test_the_account_is_a_link_in_the_header(page, live_server):
    page.goto(f"{live_server.url}/sign-in?lang=en")
    page.get_by_label("E-mail address").fill(live_server.email("steering"))
    page.get_by_label("Password").fill(live_server.password)
    page.get_by_role("button", name="Sign in").click()
    page.locator(".account summary").click()
    page.get_by_role("link", name="Your account").click()
    page.wait_for_url(re.compile("/account"))
    assert page.locator("main h1").inner_text() == "Your account"
