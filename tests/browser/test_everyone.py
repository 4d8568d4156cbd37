"""Usable by everyone, beyond what axe can see (WCAG 2.2 AA): keyboard, focus, targets, reflow, spacing, themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import listen

READ = ("/", "/organisations/brightmoor", "/practices", "/indicators/O.2.3", "/reports/2025-1")
STATEMENTS = ("/accessibility", "/privacy", "/feedback")
THEMES = ("dark", "contrast")
LANGUAGES = ("fi", "sv", "en")
# What 1.4.12 lets readers set
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
OPERABLE = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter((one) => one.checkVisibility() && !one.disabled && !one.closest('.js-plotly-plot')).length"""
# Where the focus is; a date field's parts share it, and draw their own ring within
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  window.walked ??= new Map();
  const again = window.walked.has(one) && one.type !== 'date' && one !== window.last;
  const place = one.getBoundingClientRect(), style = getComputedStyle(one);
  const across = Math.min(Math.max((place.left + place.right) / 2, 1), innerWidth - 2);
  const down = Math.min(Math.max(place.top + Math.min(place.height, 24) / 2, 1), innerHeight - 2);
  const above = document.elementFromPoint(across, down);
  window.walked.set(one, true);
  window.last = one;
  return {
    what: `${one.tagName} ${(one.innerText || one.name || '').slice(0, 60)}`,
    again,
    count: window.walked.size,
    ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || one.type === 'date',
    seen: above !== null && (one.contains(above) || above.contains(one)),
    top: place.top,
    inside: place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth,
  };
}"""
# 2.5.8: 24 pixels each way, or so far from all others that circles of 24 pixels do not meet, or within a sentence
CRAMPED = """() => {
  const targets = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((one) => one.checkVisibility())
    .map((one) => ({ one, box: one.getBoundingClientRect() }));
  const small = ({ box }) => box.width < 23.9 || box.height < 23.9;
  const centre = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
  const distance = ([across, down], { box }) => Math.hypot(
    Math.max(box.left - across, 0, across - box.right), Math.max(box.top - down, 0, down - box.bottom));
  const meets = (target) => targets.some((other) => other.one !== target.one && (small(other)
    ? Math.hypot(centre(target)[0] - centre(other)[0], centre(target)[1] - centre(other)[1]) < 24
    : distance(centre(target), other) < 12));
  const within = ({ one }) => getComputedStyle(one).display === 'inline'
    && one.parentElement.innerText.trim().length > one.innerText.trim().length;
  return targets.filter((target) => small(target) && !within(target) && meets(target))
    .map(({ one, box }) => `${one.outerHTML.slice(0, 120)} ${box.width}x${box.height}`);
}"""
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((one) => one.checkVisibility() && !one.closest('svg, .visually-hidden, .skip, .js-plotly-plot, select'))
  .filter((one) => {
    const style = getComputedStyle(one), hides = (how) => how === 'hidden' || how === 'clip';
    return one.clientWidth > 0 && hides(style.overflowX) && one.scrollWidth - one.clientWidth > 1
      || one.clientHeight > 0 && hides(style.overflowY) && one.scrollHeight - one.clientHeight > 1;
  }).map((one) => one.outerHTML.slice(0, 120))"""
FIGURES = """() => [...document.querySelectorAll('.chart')].map((figure) => {
  const panel = figure.closest('.panel'), plot = figure.querySelector('.js-plotly-plot');
  const opened = (plot.data ?? []).flatMap((trace) => [...(trace.customdata ?? [])]).flat()
    .filter((one) => typeof one === 'string' && one.startsWith('/'));
  const links = new Set([...panel.querySelectorAll('a')].map((one) => one.getAttribute('href')));
  return {
    panel: panel.id,
    name: figure.querySelector('[role=img]').getAttribute('aria-label'),
    unreachable: opened.filter((one) => !links.has(one)),
    tables: panel.querySelectorAll('details > summary + * table').length,
    nameless: [...panel.querySelectorAll('table')].filter((one) => !one.caption?.textContent).length,
    columns: panel.querySelectorAll('thead th[scope=col]').length,
    bare: [...panel.querySelectorAll('tbody tr')].filter((row) => !row.querySelector('th[scope=row]')).length,
  };
})"""


@pytest.fixture
def still(browser, live_server, complaints):
    """A page of a reader who wants no motion, so that what the focus moves to is in view at once; signed in or not."""
    contexts = []

    def opened(role=None, **wishes):
        contexts.append(browser.new_context(reduced_motion="reduce", **wishes))
        page = contexts[-1].new_page()
        listen(page, complaints)
        if role:
            page.goto(f"{live_server.url}/sign-in?lang=en")
            page.get_by_label("E-mail address").fill(live_server.email(role))
            page.get_by_label("Password").fill(live_server.password)
            page.get_by_role("button", name="Sign in").click()
            page.locator("main h1").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def show(page, live_server, address, *, width=1280, height=800):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{live_server.url}{address}")
    page.locator("main h1").wait_for()
    page.wait_for_load_state("networkidle")


def walk(page):
    """What the Tab key reaches, in its order, until it comes round or leaves the page."""
    places = []
    while len(places) < 1000:
        page.keyboard.press("Tab")
        place = page.evaluate(FOCUSED)
        if place is None or place["again"]:
            return places
        places.append(place)
    raise AssertionError("the keyboard does not come to the end of the page")


@pytest.mark.parametrize("path", READ)
def test_the_keyboard_reaches_all_that_can_be_operated_and_is_always_seen(still, live_server, path):
    page = still("manager")
    show(page, live_server, f"{path}?lang=en")
    places = walk(page)
    assert places[0]["what"].startswith("A Skip")
    assert places[-1]["count"] == page.evaluate(OPERABLE)
    assert [place["what"] for place in places if not place["ringed"]] == []
    assert [place["what"] for place in places if not (place["seen"] and place["inside"])] == []


def test_the_keyboard_leaves_the_menu_of_the_account_and_opens_it_again(still, live_server):
    page = still("manager")
    show(page, live_server, "/?lang=en")
    page.locator(".account summary").press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Your account"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert not page.get_by_role("link", name="Your account").is_visible()


@pytest.mark.parametrize("path", [*READ, "/practices/P03"])
def test_targets_are_large_enough_and_no_text_is_lost_when_spaced(still, live_server, path):
    page = still("manager")
    for width in (320, 1280):
        show(page, live_server, f"{path}?lang=fi", width=width)
        assert page.evaluate(CRAMPED) == []
        page.add_style_tag(content=SPACING)
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_every_figure_has_its_words_its_table_and_a_link_for_all_that_its_marks_open(still, live_server):
    page = still("manager")
    for path in ("/", "/organisations", "/network", "/practices", "/indicators", "/indicators/O.2.3"):
        show(page, live_server, f"{path}?lang=en")
        page.locator(".chart .main-svg").first.wait_for()
        for figure in page.evaluate(FIGURES):
            assert figure["name"], figure
            assert figure["unreachable"] == [], figure
            assert (figure["tables"], figure["nameless"], figure["bare"]) == (1, 0, 0), figure
            assert figure["columns"] >= 2, figure
    assert "Highest: " in figure["name"]


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_a_theme(still, live_server, theme):
    page = still("manager")
    for language, path in zip(LANGUAGES, ("/", "/organisations/brightmoor", "/indicators/O.2.3"), strict=True):
        show(page, live_server, f"{path}?lang={language}&theme={theme}")
        assert page.locator("html").get_attribute("data-theme") == theme
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", STATEMENTS)
def test_a_stranger_reads_the_statements_in_every_language_width_and_theme(still, live_server, path):
    page = still()
    for language, width, theme in zip(LANGUAGES, (320, 768, 1440), ("light", *THEMES), strict=True):
        show(page, live_server, f"{path}?lang={language}&theme={theme}", width=width)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate(CRAMPED) == []
        page.add_style_tag(content=SPACING)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


GROUND = "getComputedStyle(document.body).backgroundColor"
BAR = "getComputedStyle(document.querySelector('#overview-progress .barlayer .point path')).fill"


def test_pages_and_figures_follow_the_system_until_the_reader_chooses_and_paper_is_light(still, live_server):
    page = still("manager", color_scheme="dark")
    show(page, live_server, "/?lang=en")
    page.locator("#overview-progress .barlayer").wait_for()
    assert (page.evaluate(GROUND), page.evaluate(BAR)) == ("rgb(14, 17, 22)", "rgb(143, 176, 255)")
    page.emulate_media(contrast="more")
    assert page.evaluate(GROUND) == "rgb(0, 0, 0)"
    page.emulate_media(contrast="no-preference", media="print")
    assert page.evaluate(BAR) == "rgb(0, 51, 153)"
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Light", exact=True).click()
    page.locator("#overview-progress .barlayer").wait_for()
    assert (page.evaluate(GROUND), page.evaluate(BAR)) == ("rgb(244, 246, 249)", "rgb(0, 51, 153)")
    assert "theme" not in page.url


def test_without_scripts_a_theme_is_chosen_and_kept(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/feedback?lang=en")
    page.get_by_role("link", name="Dark").click()
    page.goto(f"{live_server.url}/privacy")
    assert page.locator("html[data-theme=dark]").count() == 1
    assert page.locator(".themes [aria-current=true]").inner_text() == "Dark"
    context.close()


def test_in_forced_colours_what_is_current_and_what_is_wrong_still_stand_out(still, live_server):
    page = still("manager", forced_colors="active")
    show(page, live_server, "/?lang=en")
    edges = page.evaluate(
        "[...document.querySelectorAll('.site-navigation a')].map((one) => getComputedStyle(one).borderBottomColor)"
    )
    assert len(set(edges)) == 2
    wrong = "getComputedStyle(document.querySelector('.symbol-bad'))"
    assert page.evaluate(f"{wrong}.backgroundColor !== {wrong}.color")
    page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_nothing_moves_for_who_wants_no_motion(still, live_server):
    page = still("manager")
    show(page, live_server, "/?lang=en")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_feedback_is_sent_by_the_keyboard_alone_and_says_so(still, live_server):
    page = still()
    show(page, live_server, "/feedback?lang=en")
    page.get_by_label("Your feedback").focus()
    page.keyboard.type("The figures are too small.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback?sent=1*")
    assert "has arrived" in page.get_by_role("status").inner_text()
