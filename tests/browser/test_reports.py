"""A report from its figures to its approval, as the people do it whose work it is."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from data_access import accounts
from data_access.database import engine
from data_access.viewer import Role
from tests.dashboard.installed import HASH, PASSWORD
from tests.data_access.builders import Programme

PERIODS = {"keys": "2024H1", "states": "2024H2", "moved": "2025H1"}
ROLES = (Role.MANAGER, Role.FINANCIER, Role.STEERING)


@pytest.fixture(scope="module")
def programme(live_server):
    """A programme of this file alone, on the live server, with a reader of each role who moves reports."""
    made = engine(live_server.database)
    with made.begin() as connection:
        programme = Programme("WAY", counts="all").organisation("X").session("S1")
        for at in range(12):
            programme.participant(f"p{at}").attendance("S1", f"p{at}")
        programme.indicator("P.3", target=20).rebuild(connection)
        for role in ROLES:
            account = accounts.add(connection, f"way-{role}@example.org", password_hash=HASH)
            accounts.give_role(connection, account, programme="WAY", role=role, organisation=None)
    made.dispose()
    return "WAY"


@pytest.fixture
def readers(browser, live_server, programme, complaints):
    """Opens a browser of its own for a role, signed in."""
    from tests.browser.conftest import listen  # noqa: PLC0415 - a folder of tests, found by its path

    contexts = []

    def reader(role):
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()
        listen(page, complaints)
        page.goto(f"{live_server.url}/sign-in?lang=en")
        page.get_by_label("E-mail address").fill(f"way-{role}@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.locator("main h1").wait_for()
        return page

    yield reader
    for context in contexts:
        context.close()
    assert complaints == []


def opened(page, live_server, address):
    page.goto(f"{live_server.url}{address}")
    page.locator("main h1").wait_for()
    page.wait_for_load_state("networkidle")


def tab_to(page, name):
    """Press Tab until the focus is on the field or the button of that name."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || document.activeElement.innerText") == name:
            return
    raise AssertionError(f"{name} cannot be reached with the keyboard")


def told(page):
    """What the page says has been done; it has the focus, so that it is read out."""
    done = page.locator("#report-done")
    done.wait_for()
    page.wait_for_function("document.activeElement.id === 'report-done'")
    assert done.get_attribute("role") == "status"
    return done.inner_text()


def test_the_whole_way_with_the_keyboard_alone(readers, live_server):
    report = f"/reports/{PERIODS['keys']}"
    manager, financier = readers(Role.MANAGER), readers(Role.FINANCIER)

    opened(manager, live_server, report)
    tab_to(manager, "comment")
    manager.keyboard.type("The spring went well.")
    tab_to(manager, "judgement.P.3")
    manager.keyboard.press("ArrowDown")
    tab_to(manager, "comment.P.3")
    manager.keyboard.type("Twelve people, more than planned.")
    tab_to(manager, "Prepare: freeze the figures of 30 Jun 2024")
    manager.keyboard.press("Enter")
    assert told(manager) == "The figures are frozen as version 1."

    tab_to(manager, "Submit version 1")
    manager.keyboard.press("Enter")
    assert told(manager) == "Version 1 is submitted. The financier sees it now."

    opened(financier, live_server, report)
    assert "Twelve people, more than planned." in financier.locator("#report-figures").inner_text()
    tab_to(financier, "comment")
    financier.keyboard.type("Say where they come from.")
    tab_to(financier, "Return with this reason")
    financier.keyboard.press("Enter")
    assert told(financier) == "Version 1 is returned to the project with your reason."

    opened(manager, live_server, report)
    assert "Say where they come from." in manager.locator("#report-state").inner_text()
    assert manager.locator("textarea[name='comment.P.3']").input_value() == "Twelve people, more than planned."
    tab_to(manager, "comment.P.3")
    manager.keyboard.press("Control+End")
    manager.keyboard.type(" They come from three cities.")
    tab_to(manager, "Prepare: freeze the figures of 30 Jun 2024")
    manager.keyboard.press("Enter")
    assert told(manager) == "The figures are frozen as version 2."
    tab_to(manager, "Submit version 2")
    manager.keyboard.press("Enter")
    told(manager)

    opened(financier, live_server, report)
    tab_to(financier, "Approve version 2")
    financier.keyboard.press("Enter")
    assert told(financier) == "Version 2 is approved."
    assert "They come from three cities." in financier.locator("#report-figures").inner_text()


def test_the_pages_are_accessible_and_fit_in_every_state(readers, live_server):
    report = f"/reports/{PERIODS['states']}"
    manager, financier, steering = (readers(role) for role in ROLES)
    steps = [
        (),
        (manager, "Prepare: freeze the figures of 31 Dec 2024", None),
        (manager, "Submit version 1", None),
        (financier, "Return with this reason", "Mend it"),
        (manager, "Submit version 1 again, unchanged", None),
        (financier, "Approve version 1", None),
    ]
    sizes = ((manager, 360), (financier, 768), (steering, 1440))
    for at, step in enumerate(steps):
        if step:
            who, button, reason = step
            opened(who, live_server, f"{report}?lang=en")
            if reason:
                who.get_by_label("Reason").fill(reason)
            who.get_by_role("button", name=button).click()
            told(who)
        shown = [(*size, f"{report}?lang=en") for size in sizes]
        for page, width, address in [*shown, (*sizes[at % len(sizes)], "/reports?lang=en")]:
            page.set_viewport_size({"width": width, "height": 900})
            opened(page, live_server, address)
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{address}, {width} px: {wider} px too wide"


def test_what_was_typed_outlasts_a_report_that_moved_and_a_session_that_ended(readers, live_server, complaints):
    report = f"/reports/{PERIODS['moved']}"
    slow, quick = readers(Role.MANAGER), readers(Role.MANAGER)
    for page in (slow, quick):
        opened(page, live_server, f"{report}?lang=en")
    slow.locator("textarea[name='comment.P.3']").fill("Typed for an hour")
    for page in (quick, slow):
        page.get_by_role("button", name="Prepare: freeze").click()
    slow.get_by_role("alert").wait_for()
    assert "Somebody has moved the report" in slow.get_by_role("alert").inner_text()
    found = Axe().run(slow)
    assert found.violations_count == 0, found.generate_report()
    assert slow.locator("textarea[name='comment.P.3']").input_value() == "Typed for an hour"

    slow.context.clear_cookies()
    slow.get_by_role("button", name="Send again").click()
    slow.get_by_text("Your session has ended").wait_for()
    with slow.expect_popup() as window:
        slow.get_by_role("link", name="Sign in").click()
    again = window.value
    again.get_by_label("E-mail address").fill("way-manager@example.org")
    again.get_by_label("Password").fill(PASSWORD)
    again.get_by_role("button", name="Sign in").click()
    again.locator("main h1").wait_for()
    for _ in range(2):  # the first brings the token of the new session
        slow.get_by_role("button", name="Send again").click()
        slow.wait_for_load_state()
    assert told(slow) == "The figures are frozen as version 2."
    assert "Typed for an hour" in slow.locator("#report-figures").inner_text()
    complaints.clear()  # the browser tells of the answers 409, 401 and 400
