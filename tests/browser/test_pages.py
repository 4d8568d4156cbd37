"""Every page, as a reader meets it: complete, accessible, and within the width of the window."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "/",
    "/organisations",
    "/organisations/brightmoor",
    "/network",
    "/practices",
    "/practices/P03",
    "/indicators",
    "/indicators/O.2.3",
    "/indicators/P.8",
)
WIDTHS = (320, 768, 1440)
LANGUAGES = ("fi", "sv", "en")


def opened(page, live_server, address):
    page.goto(f"{live_server.url}{address}")
    page.locator("main h1").wait_for()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_fits_in_every_language_and_width(sign_in, live_server, path):
    page = sign_in("manager")
    for language, width in zip(LANGUAGES, WIDTHS, strict=True):
        page.set_viewport_size({"width": width, "height": 900})
        opened(page, live_server, f"{path}?lang={language}")
        assert page.locator("html").get_attribute("lang") == language
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{width} px: {wider} px too wide"
        assert page.locator(".panel").count() > 0
        assert page.get_by_text("Reference:").count() == 0


@pytest.mark.parametrize(
    ("role", "paths"),
    [
        ("steering", ("/", "/organisations", "/organisations/brightmoor", "/network", "/practices", "/indicators")),
        ("financier", ("/", "/indicators/O.2.3")),
        ("organisation", ("/",)),
    ],
)
def test_the_pages_of_the_other_roles_are_accessible(sign_in, live_server, role, paths):
    page = sign_in(role)
    for path in paths:
        opened(page, live_server, f"{path}?lang=en")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_every_figure_is_drawn_and_has_a_name(sign_in, live_server):
    page = sign_in("manager")
    for path in ("/", "/organisations", "/network", "/practices", "/indicators"):
        opened(page, live_server, f"{path}?lang=en")
        figures = page.locator("figure")
        for at in range(figures.count()):
            name = figures.nth(at).get_attribute("aria-label") or figures.nth(at).inner_text()
            assert name.strip(), path
            assert figures.nth(at).locator(".main-svg").count() > 0, path


def test_names_in_a_figure_are_whole_where_it_has_room_and_broken_where_not(sign_in, live_server):
    page = sign_in("manager")
    name = page.locator(".chart text", has_text="O.2.2")
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(page, live_server, "/indicators?lang=en")
    name.get_by_text("implement integration measures").wait_for()
    page.set_viewport_size({"width": 320, "height": 900})
    name.get_by_text("implement …").wait_for()


def test_a_bar_opens_what_is_behind_it_and_the_way_back_leads_back(sign_in, live_server):
    page = sign_in("manager")
    opened(page, live_server, "/organisations?lang=en")
    bar = page.locator("#organisations-schedule .barlayer .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    # Plotly's own layer lies over the bars and takes the click.
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/organisations/**")
    page.locator("main h1").wait_for()
    page.go_back()
    page.wait_for_url("**/organisations?**")


def test_the_keyboard_alone_narrows_a_page_and_opens_a_table(sign_in, live_server):
    page = sign_in("manager")
    opened(page, live_server, "/organisations?lang=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_label("Cohort").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_url("**cohort=C1**")
    table = page.locator("#organisations-status summary").first
    table.press("Enter")
    assert page.locator("#organisations-status table").first.is_visible()


def test_an_indicator_opens_down_to_the_row_of_the_file(sign_in, live_server):
    page = sign_in("financier")
    opened(page, live_server, "/indicators/O.2.3?lang=en")
    page.locator("#indicator-entries tbody a").first.click()
    page.wait_for_url("**source=**")
    page.locator("#indicator-source").wait_for()
    assert "xlsx" in page.locator("#indicator-source").inner_text()
