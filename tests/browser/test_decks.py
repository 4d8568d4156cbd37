"""A deck is presented from the keyboard, on a projector and on a phone."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.app import screens
from dashboard.presenting.slides import offered
from data_access import decks
from data_access.database import engine
from data_access.decks import Deck, Remark, Slide
from data_access.question import ask, programme
from data_access.viewer import Role, Viewer

DECK = "/present/0?lang=en"
SMALL = """() => {
  const small = [];
  for (const slide of document.querySelectorAll(".deck .slide")) {
    const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const inside = texts.currentNode.parentElement, size = parseFloat(getComputedStyle(inside).fontSize);
      if (texts.currentNode.textContent.trim() && inside.checkVisibility() && size < 24)
        small.push(`${slide.id}: ${texts.currentNode.textContent} (${size})`);
    }
  }
  return small;
}"""
# Figures whose axes lie below what is seen
CUT = """() => [...document.querySelectorAll(".slide-figure:has(.chart)")]
  .filter((seen) => seen.scrollHeight > seen.clientHeight + 1)
  .map((seen) => `${seen.closest(".slide").id}: ${seen.scrollHeight} in ${seen.clientHeight}`)"""
# Matrices of which columns are out of view
NARROW = """() => [...document.querySelectorAll(".slide-figure .scroll-region:has(.matrix)")]
  .filter((seen) => seen.scrollWidth > seen.clientWidth + 1)
  .map((seen) => `${seen.closest(".slide").id}: ${seen.scrollWidth} in ${seen.clientWidth}`)"""
# From the key to what is painted after it, in milliseconds
TURN = """() => new Promise((told) => {
  const begun = performance.now();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => told(performance.now() - begun)));
})"""


@pytest.fixture
def presented(sign_in, live_server):
    page = sign_in("steering")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{live_server.url}{DECK}")
    page.locator(".slide.is-current .slide-title").wait_for()
    page.wait_for_load_state("networkidle")
    return page


def current(page):
    return int(page.locator(".slide.is-current").get_attribute("id").removeprefix("slide-"))


def test_every_key_leads_where_it_should(presented):
    count = presented.locator(".slide").count()
    assert count > 6
    ways = [("ArrowRight", 2), ("Space", 3), ("PageDown", 4), ("ArrowLeft", 3), ("PageUp", 2), ("End", count)]
    for key, place in [*ways, ("ArrowRight", count), ("Home", 1), ("ArrowLeft", 1)]:
        presented.keyboard.press(key)
        assert current(presented) == place, key
        assert presented.evaluate("document.activeElement.id") == f"slide-{place}"
    presented.keyboard.type("3")
    presented.keyboard.press("Enter")
    assert current(presented) == 3
    assert presented.url.endswith("#slide-3")
    assert presented.locator(".deck-place").inner_text() == "3"
    presented.keyboard.press("Escape")
    presented.wait_for_url(re.compile(r"/present\?lang=en"))


def test_a_slide_has_an_address_and_buttons(presented, live_server):
    presented.goto(f"{live_server.url}/present")
    presented.goto(f"{live_server.url}{DECK}#slide-4")
    presented.locator("#slide-4.is-current").wait_for()
    presented.get_by_role("button", name="Next slide").click()
    presented.get_by_role("button", name="Next slide").press("Enter")
    assert current(presented) == 6
    presented.get_by_role("button", name="Notes").click()
    assert presented.get_by_role("button", name="Notes").get_attribute("aria-pressed") == "true"


def test_it_is_read_from_ten_metres_and_the_next_slide_is_there_at_once(presented):
    assert presented.evaluate(SMALL) == []
    assert min(presented.evaluate(TURN) for _ in range(4)) < 100


@pytest.fixture
def every_panel(live_server):
    """The number of a deck of all panels that need no code, with as much said of each as a slide may have to hold."""
    at = datetime(2026, 7, 15, tzinfo=UTC)
    source = engine(live_server.database)
    slides = [
        Slide(
            name, note="Say this.", remarks=(Remark("Half of the staff was away", date(2026, 2, 1)), Remark("So far"))
        )
        for name, (screen, _) in offered(screens()).items()
        if not screen.opens
    ]
    with source.begin() as connection:
        about = programme(connection, "DEMO")
        question = ask(connection, Viewer(about.id, Role.MANAGER), about, today=at.date())
        kept = decks.keep(question, Deck("Every panel", slides, decisions=("The budget",)), by="manager", now=at)
    yield kept.number
    with source.begin() as connection:
        decks.remove(replace(question, connection=connection), kept, by="manager", now=at)
    source.dispose()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)])
def test_of_no_panel_anything_is_small_or_cut_off(sign_in, live_server, every_panel, width, height):
    page = sign_in("steering")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{live_server.url}/present/{every_panel}?lang=fi")
    page.locator(".slide.is-current .slide-title").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator(".slide").count() > 25
    assert page.evaluate(SMALL.replace(" && inside.checkVisibility()", "")) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(NARROW) == []
    assert page.get_by_text(re.compile("^45 riviä")).count() == 1


def test_axe_finds_nothing_on_any_slide_nor_in_the_list(presented, live_server):
    for _ in range(presented.locator(".slide").count()):
        found = Axe().run(presented)
        assert found.violations_count == 0, found.generate_report()
        presented.keyboard.press("ArrowRight")
    presented.goto(f"{live_server.url}/present?lang=sv")
    found = Axe().run(presented)
    assert found.violations_count == 0, found.generate_report()


def test_arrows_move_a_long_list_that_has_the_focus_and_a_remote_control_turns_the_slide(presented):
    place = presented.locator(".slide:has(.slide-figure[tabindex])").first
    number = int(place.get_attribute("id").removeprefix("slide-"))
    presented.keyboard.type(str(number))
    presented.keyboard.press("Enter")
    list_ = place.locator(".slide-figure")
    list_.evaluate("one => { one.style.flex = 'none'; one.style.height = '80px'; one.focus() }")
    presented.keyboard.press("ArrowDown")
    assert current(presented) == number
    presented.keyboard.press("PageDown")
    assert current(presented) == number + 1


def test_on_a_phone_the_slides_stand_one_under_another(presented):
    presented.set_viewport_size({"width": 360, "height": 740})
    assert presented.evaluate("document.documentElement.scrollWidth") <= 360
    assert presented.locator("#slide-2 .slide-title").is_visible()
    assert presented.locator("#slide-3 .slide-title").is_visible()
    assert not presented.get_by_role("button", name="Next slide").is_visible()


def test_a_manager_makes_a_deck_without_a_mouse(sign_in, live_server):
    page = sign_in("manager")
    page.goto(f"{live_server.url}/present/0/edit?lang=en")
    page.get_by_label("Name of the deck").fill("Spring")
    page.get_by_role("button", name="Take panel 1 out").press("Enter")
    page.get_by_role("button", name="Add a panel").press("Enter")
    last = page.locator(".deck-rows select").last
    last.select_option("network-returning")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator('.deck-form > .deck-moves button[value="keep"]').press("Enter")
    assert page.get_by_role("status").inner_text() == "The deck is kept."
    page.get_by_role("link", name="Show the slides: Spring").press("Enter")
    page.locator(".slide.is-current").wait_for()
    assert page.locator(".slide-title").first.inner_text() == "Spring"
