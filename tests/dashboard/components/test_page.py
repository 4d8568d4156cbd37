from datetime import date

import dash_bootstrap_components as dbc
import pytest
from dash import html

from dashboard.components.page import page
from dashboard.screen import Screen
from dashboard.shell import Reader
from data_access.message import N_
from data_access.viewer import Role

MANAGERS = frozenset({Role.MANAGER})
EVERYONE = frozenset(Role)


def screen(name, path, *, roles=EVERYONE, opens=False, position=None):
    return Screen(name, path, N_(name), (), roles, lambda _: name, opens=opens, position=position)


OVERVIEW = screen("overview", "/", position=1)
ORGANISATIONS = screen("organisations", "/organisations", position=2)
ORGANISATION = screen("organisation", "/organisations", opens=True)
NETWORK = screen("network", "/network", roles=MANAGERS, position=3)
READER = Reader(name="reader@example.org", programmes=[("DEMO", "Demo"), ("OTHER", "Other")], csrf_token="token")


@pytest.fixture
def shown(asked):
    def made(here=ORGANISATIONS, at=None, **changes):
        return page(
            screen=here,
            screens=[NETWORK, ORGANISATION, ORGANISATIONS, OVERVIEW],
            asked=at or asked(**changes),
            reader=READER,
            title="Organisations",
            panels=[],
        )

    return made


def labelled(parts, component, label):
    return next(one for one in parts(component) if getattr(one, "aria-label", None) == label)


def test_the_first_link_skips_to_the_content(shown, parts):
    body = shown()
    assert parts(body, html.A)[0].href == "#content"
    assert [one.id for one in parts(body, html.Main)] == ["content"]
    assert len(parts(body, html.H1)) == 1


def test_the_navigation_marks_where_the_reader_is(shown, parts):
    links = parts(labelled(parts, shown(), "Pages"), html.A)
    assert [one.children for one in links] == ["overview", "organisations", "network", "Presentations"]
    assert [getattr(one, "aria-current", None) for one in links] == [None, "page", None, None]


def test_below_a_page_the_navigation_marks_it_and_breadcrumbs_lead_back(shown, asked, parts):
    body = shown(ORGANISATION, asked(key="0001", cohort="C1"))
    links = parts(labelled(parts, body, "Pages"), html.A)
    assert [getattr(one, "aria-current", None) for one in links] == [None, "true", None, None]
    way = parts(labelled(parts, body, "You are here"), html.A)
    assert [one.href for one in way] == ["/?cohort=C1", "/organisations?cohort=C1"]


def test_a_page_that_the_reader_may_not_open_is_not_offered(shown, asked, parts):
    links = parts(labelled(parts, shown(at=asked(role=Role.STEERING)), "Pages"), html.A)
    assert [one.children for one in links] == ["overview", "organisations", "Presentations"]
    links = parts(labelled(parts, shown(at=asked(role=Role.FINANCIER)), "Pages"), html.A)
    assert "Presentations" not in [one.children for one in links]


def test_languages_keep_the_address(shown, asked, parts):
    links = parts(labelled(parts, shown(at=asked(key="7", cohort="C1")), "Language"), html.A)
    assert [one.href for one in links] == [f"/organisations/7?cohort=C1&lang={code}" for code in ("fi", "sv", "en")]
    assert [one.lang for one in links] == ["fi", "sv", "en"]


def test_signing_out_is_sent_with_its_token(shown, parts):
    form = next(one for one in parts(shown(), html.Form) if one.method == "POST")
    assert [(one.name, one.value) for one in parts(form, dbc.Input)] == [("csrf_token", "token")]


def test_the_readers_other_programmes_and_account_are_a_link_away(shown, parts):
    menu = parts(shown(), html.Details)[0]
    assert [one.href for one in parts(menu, html.A)] == ["/?programme=OTHER", "/account"]


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_demonstration_says_that_it_is_one(shown, asked, text, demonstration):
    assert ("Demonstration data" in text(shown(at=asked(demonstration=demonstration)))) is demonstration


def test_it_says_of_which_day_and_how_old_it_is(shown, text):
    assert "As of 31 Dec 2025 · last delivery 7 days ago · data version 7" in text(shown())


@pytest.mark.parametrize(("delivered", "old"), [(date(2025, 12, 1), False), (date(2025, 10, 1), True)])
def test_old_data_are_called_old(shown, asked, text, delivered, old):
    assert ("The data are old" in text(shown(at=asked(delivered=delivered)))) is old


def test_the_words_on_co_funding_stand_beside_the_emblem(shown, parts, text):
    footer = parts(shown(), html.Footer)[0]
    assert parts(footer, html.Img)[0].src == "/assets/emblem.svg"
    assert "Co-funded by the European Union" in text(footer)
