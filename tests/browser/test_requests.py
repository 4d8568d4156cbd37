"""Whatever is asked for on any page stays here, and tells nobody of anybody."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.conftest import OWN_HOSTS

MOST = 30  # pages that are opened; enough for one of each kind and most ways to open something on it
# An e-mail address (files of Dash are called react@18.3.1), a personal identity code, a pseudonym
PERSONAL = re.compile(r"@[a-z]|\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]|[0-9a-f]{32}", re.IGNORECASE)
DOWNLOADS = re.compile(r"^/(panels|files|pages)/|^[^?]*\.(pdf|pptx|xlsx)(\?|$)")


def kind(address):
    """Pages that differ only in what they open are of one kind, up to the parameters they take."""
    parts = urlsplit(address)
    names = sorted(pair.split("=")[0] for pair in parts.query.split("&") if pair)
    return re.sub(r"^(/[^/]+)/.+", r"\1/*", parts.path), tuple(names)


def told(url):
    """What an address says; what Dash numbers its own requests by is made by chance."""
    parts = urlsplit(url)
    return unquote(parts.path + "?" + re.sub(r"endId=[^&]*", "", parts.query))


def links(page):
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
    return [one for one in found if one.startswith("/") and not DOWNLOADS.match(one)]


@pytest.mark.parametrize("role", ["manager", "financier"])
def test_all_requests_of_all_pages_stay_on_the_host_and_name_nobody(sign_in, live_server, role):
    page, asked = sign_in(role), []

    def note(request):
        asked.append(request)

    page.on("request", note)
    ahead, known = ["/?lang=en"], set()
    while ahead and len(known) < MOST:
        address = ahead.pop(0)
        if kind(address) in known:
            continue
        known.add(kind(address))
        page.goto(f"{live_server.url}{address}")
        page.locator("main h1").wait_for()
        page.wait_for_load_state("networkidle")
        ahead += links(page)
    assert {"/", "/indicators", "/indicators/*", "/reports/*"} - {"/"} <= {path for path, _ in known}
    urls = [request.url for request in asked if not request.url.startswith(("data:", "blob:"))]
    assert len(urls) > 100
    assert {urlsplit(url).hostname for url in urls} <= set(OWN_HOSTS)
    assert not [url for url in urls if PERSONAL.search(told(url))]
    # Of what the browser has kept already it lists an empty one.
    assert not [request.url for request in asked if request.all_headers().get("referer")]
