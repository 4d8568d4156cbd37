"""Promise: who sees what is what stands in this table, for every panel by every way to it.

The table is written by hand from the design (*Who sees what*). m: manager, s: steering group, f: financier, o: an
organisation, of itself. Whoever is not named gets what an address gets that leads nowhere. A panel that stands in no
row fails the tests, and so does a row without its panel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import product

import pytest
from sqlalchemy import func, select

from dashboard.app import create_app, screens
from dashboard.cli import main
from data_access import accounts
from data_access.database import engine, migrate
from data_access.models import metadata
from data_access.viewer import Role
from tests.dashboard.installed import ADMINISTRATOR, EMAILS, HASH, environment, page_request, settings, sign_in, visited
from tests.data_access.builders import Programme
from tests.pages.recount.programmes import Made, released_by_chance

TABLE = """
overview-figures         m s
overview-attention       m s
overview-progress        m s
overview-changes         m s
overview-timeline        m s

organisations-status     m s
organisations-schedule   m s
organisations-milestones m s
organisations-maturity   m s
organisations-activity   m
organisations-plans      m
organisations-sessions   m

organisation-milestones  m s   o
organisation-hours       m     o
organisation-assessments m     o
organisation-plan        m     o
organisation-practices   m     o
organisation-sessions    m     o
organisation-indicators  m     o

network-reached          m s
network-meetings         m s
network-participations   m s
network-returning        m s
network-retention        m s
network-frequency        m s
network-feedback         m s
network-invitations      m s
network-chapters         m

practices-pipeline       m s
practices-adoption       m s
practices-list           m s
practices-themes         m s
practices-reach          m s
practices-outside        m s
practices-matrix         m
practices-users          m

practice-origin          m s
practice-story           m s
practice-uptake          m s
practice-material        m s
practice-outside         m s
practice-adopters        m

indicators-fund          m s f
indicators-own           m s f
indicators-figures       m s f
indicators-unused        m s f
indicators-checks        m s f

indicator-course         m s f
indicator-definition     m s f
indicator-answers        m s f
indicator-breakdown      m s f
indicator-periods        m s f
indicator-reported       m s f
indicator-cohorts        m s
indicator-sectors        m s
indicator-regions        m s
indicator-kinds          m s
indicator-derivation     m   f
indicator-reasons        m   f
indicator-source         m   f
indicator-entries        m   f
indicator-sample         m   f

reports-listing          m s f
report-state             m s f
report-figures           m s f
report-checks            m   f
report-changes           m   f
report-difference        m   f
report-moved             m   f
report-typed             m   f
report-evidence          m   f
report-sample            m   f
report-files             m   f
report-preparation       m
"""
LETTERS = {"m": Role.MANAGER, "s": Role.STEERING, "f": Role.FINANCIER, "o": Role.ORGANISATION}
RIGHTS: Mapping[str, frozenset[Role]] = {
    panel: frozenset(LETTERS[letter] for letter in who)
    for panel, *who in (line.split() for line in TABLE.splitlines() if line)
}
OPENED = {"indicator": "P.3", "organisation": "O0", "practice": "K0", "report": "2024H2"}
FORMS = ("pptx", "csv")
CALLBACK = "/_dash-update-component"
ELSEWHERE = "elsewhere@example.org"  # the manager of another programme
# Panels of which this programme has nothing to show to whoever may see them
NOTHING_THERE = {
    "indicator-answers", "network-chapters", "indicator-source", "report-moved", "report-preparation", "report-sample",
}  # fmt: skip


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with a programme that has something of everything, readers of each role, and others."""
    url = f"sqlite:///{tmp_path_factory.mktemp('rights') / 'rights.sqlite'}"
    migrate(url)
    made = engine(url)
    with released_by_chance(), made.begin() as connection:
        Made(1).keep(connection)
        Programme("OTHER").rebuild(connection)
        for role, email in EMAILS.items():
            own = OPENED["organisation"] if role is Role.ORGANISATION else None
            account = accounts.add(connection, email, password_hash=HASH)
            accounts.give_role(connection, account, programme="R1", role=role, organisation=own)
        accounts.add(connection, ADMINISTRATOR, password_hash=HASH, administrator=True)
        other = accounts.add(connection, ELSEWHERE, password_hash=HASH)
        accounts.give_role(connection, other, programme="OTHER", role=Role.MANAGER)
    made.dispose()
    return url


@pytest.fixture(scope="module")
def app(url: str) -> Iterator[object]:
    """What serves it."""
    served = create_app(settings(url))
    with released_by_chance():
        yield served
    served.server.extensions["installation"].engine.dispose()


@pytest.fixture
def at_the_command_line(app: object, url: str) -> Iterator[None]:
    """Commands find it."""
    with environment(url):
        yield


def reader(app, email):
    client = app.server.test_client()
    assert sign_in(client, email).status_code == 303
    return client


def panels():
    return [(screen, exhibit) for screen in screens() for exhibit in screen.exhibits]


def address(screen, exhibit, **more):
    given = {"lang": "en", **({"key": OPENED[screen.id]} if screen.opens else {}), **more}
    return f"/panels/{exhibit.id}.csv?" + "&".join(f"{name}={value}" for name, value in given.items())


def page(screen):
    return f"{screen.path}/{OPENED[screen.id]}" if screen.opens else screen.path


def test_every_panel_stands_in_the_table_and_is_declared_for_those_who_stand_there():
    assert {exhibit.id: exhibit.roles for _, exhibit in panels()} == RIGHTS
    for screen in screens():
        assert screen.roles == frozenset().union(*(RIGHTS[exhibit.id] for exhibit in screen.exhibits)), screen.id


@pytest.mark.parametrize("role", list(Role))
def test_the_file_of_a_panel_is_for_those_in_the_table(app, role):
    client, empty = reader(app, EMAILS[role]), set()
    for screen, exhibit in panels():
        status = client.get(address(screen, exhibit)).status_code
        if role in RIGHTS[exhibit.id]:
            assert status in (200, 404), exhibit.id
            empty |= {exhibit.id} if status == 404 else set()
        else:
            assert status == 404, exhibit.id
    assert empty <= NOTHING_THERE


@pytest.mark.parametrize("role", list(Role))
def test_a_page_shows_the_panels_of_those_in_the_table(app, role):
    client = reader(app, EMAILS[role])
    for screen in screens():
        shown = visited(client, f"{page(screen)}?lang=en")
        for exhibit in screen.exhibits:
            if role not in RIGHTS[exhibit.id]:
                assert f'"{exhibit.id}"' not in shown, exhibit.id


@pytest.mark.parametrize("role", list(Role))
def test_the_files_of_a_page_are_for_those_who_may_come_there(app, role):
    client = reader(app, EMAILS[role])
    for screen in screens():
        key = f"&key={OPENED[screen.id]}" if screen.opens else ""
        for form in FORMS:
            status = client.get(f"/pages/{screen.id}.{form}?lang=en{key}").status_code
            assert status == (200 if role in screen.roles else 404), (screen.id, form)


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_the_files_of_a_report_are_for_manager_and_financier(app, form):
    for role in Role:
        status = reader(app, EMAILS[role]).get(f"/files/report.{form}?lang=en&key=2024H2").status_code
        assert status == (200 if role in (Role.MANAGER, Role.FINANCIER) else 404), role


@pytest.mark.parametrize("email", [ADMINISTRATOR, ELSEWHERE])
def test_who_has_no_role_in_the_programme_gets_nothing_of_it(app, email):
    client = reader(app, email)
    for screen, exhibit in panels():
        assert client.get(address(screen, exhibit, programme="R1")).status_code == 404, exhibit.id
    for screen in screens():
        assert "There is nothing here" in visited(client, f"{page(screen)}?lang=en&programme=R1"), screen.id


def test_a_stranger_gets_nothing(app):
    client = app.server.test_client()
    for screen, exhibit in panels():
        assert client.get(address(screen, exhibit)).status_code == 302, exhibit.id
    for screen in screens():
        assert visited(client, page(screen)) == "status 401", screen.id


@pytest.mark.parametrize("named", ["key=O1", "key=O0&key=O1", "organisation=O1&key=O1"])
def test_an_organisation_sees_no_other_whatever_the_address_says(app, named):
    client = reader(app, EMAILS[Role.ORGANISATION])
    for panel in (one for one in RIGHTS if one.startswith("organisation-")):
        assert client.get(f"/panels/{panel}.csv?lang=en&{named}").status_code == 404, panel
    assert "There is nothing here" in visited(client, f"/organisations/O1?lang=en&{named}")
    # The path names what is opened, whatever the parameters say.
    for path, given in product(("O0", "O1"), (named, named.replace("O1", "O0"))):
        assert "Organisation O1" not in visited(client, f"/organisations/{path}?lang=en&{given}"), (path, given)
    assert "Organisation O0" in visited(client, "/organisations/O0?lang=en")


@pytest.mark.parametrize("role", [Role.STEERING, Role.FINANCIER])
def test_restricted_readers_get_the_last_closed_period_whatever_day_they_ask_for(app, role):
    client = reader(app, EMAILS[role])
    asked = {
        day: client.get(f"/panels/indicators-figures.csv?lang=en&as_of={day}").get_data()
        for day in ("2025-12-31", "2026-01-01", "2026-06-29", "2026-06-30", datetime.now(UTC).date().isoformat())
    }
    before, *between, closed, today = asked.values()
    assert before == between[0] == between[1]
    assert closed == today


def test_only_an_administrator_comes_to_the_accounts(app):
    for email in (*EMAILS.values(), ELSEWHERE):
        assert reader(app, email).get("/admin").status_code == 404
    assert reader(app, ADMINISTRATOR).get("/admin").status_code == 200


def routes(app, method):
    """An address of every rule that takes the method, its gaps filled."""
    within = app.server.url_map.bind("localhost")
    rules = (rule for rule in app.server.url_map.iter_rules() if rule.methods and method in rule.methods)
    gaps = {"number": 1}
    filled = ((rule.endpoint, {name: gaps.get(name, "x") for name in rule.arguments}) for rule in rules)
    return sorted({within.build(endpoint, values, method) for endpoint, values in filled})


@pytest.mark.parametrize("email", [EMAILS[Role.MANAGER], ADMINISTRATOR])
def test_no_method_but_those_of_the_table_does_anything(app, email):
    client = reader(app, email)
    for address in {*routes(app, "GET"), *routes(app, "POST"), *(page(screen) for screen in screens())}:
        for method in ("PUT", "PATCH", "DELETE", "TRACE"):
            assert client.open(address, method=method).status_code == 405, (method, address)
        answer = client.options(address)
        assert answer.get_data() == b"" or answer.status_code in (302, 404), address


@pytest.mark.parametrize("role", list(Role))
def test_the_head_of_a_file_is_for_those_in_the_table(app, role):
    client = reader(app, EMAILS[role])
    for screen, exhibit in panels():
        if role not in RIGHTS[exhibit.id]:
            answer = client.head(address(screen, exhibit))
            assert (answer.status_code, answer.get_data()) == (404, b""), exhibit.id


def everything(app):
    """How many rows there are of each table."""
    with app.server.extensions["installation"].engine.connect() as connection:
        return {one.name: connection.scalar(select(func.count()).select_from(one)) for one in metadata.sorted_tables}


def token(client):
    return re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-out").get_data(as_text=True))[1]


@pytest.mark.parametrize("email", [EMAILS[Role.MANAGER], ADMINISTRATOR])
def test_no_form_does_anything_without_a_token_of_the_session(app, email):
    client, foreign = reader(app, email), token(reader(app, EMAILS[Role.STEERING]))
    before = everything(app)
    for address in set(routes(app, "POST")) - {CALLBACK}:
        for sent in ({}, {"csrf_token": "x"}, {"csrf_token": foreign}):
            assert client.post(address, data=sent).status_code in (400, 404), (address, sent)
    assert everything(app) == before


OUTPUTS = [
    {"output": "overview-figures.children", "outputs": {"id": "overview-figures", "property": "children"}},
    {"output": "_pages_content.children", "outputs": {"id": "_pages_content", "property": "children"}},
    {"output": "..content.children...overview-figures.children..", "outputs": []},
    {"output": "_pages_store.data"},
    {"inputs": []},
    {"inputs": [{"id": "_pages_location", "property": "pathname", "value": "/organisations/O1"}]},
]


@pytest.mark.parametrize("changed", OUTPUTS)
def test_a_callback_that_is_not_ours_answers_nothing(app, changed):
    for role in Role:
        answer = reader(app, EMAILS[role]).post(CALLBACK, json=page_request("/", "?lang=en") | changed)
        assert (answer.status_code >= 400, answer.get_data()) == (True, b""), role


@pytest.mark.parametrize("role", list(Role))
def test_a_callback_request_for_another_programme_gets_nothing(app, role):
    client = reader(app, EMAILS[role])
    for search in ("?programme=OTHER", "?programme=OTHER&programme=R1", "?programme=%4FTHER&key=O0"):
        for screen in screens():
            assert "OTHER" not in visited(client, f"{page(screen)}{search}&lang=en"), screen.id


@pytest.mark.parametrize("role", list(Role))
def test_the_command_line_gives_a_role_what_stands_in_the_table(at_the_command_line, role, capsys):
    named = f"{role}:{OPENED['organisation']}" if role is Role.ORGANISATION else role
    for screen in screens():
        where = ["--where", f"key={OPENED[screen.id]}"] if screen.opens else []
        refused = [one.id for one in screen.exhibits if role not in RIGHTS[one.id]]
        given = [one.id for one in screen.exhibits if role in RIGHTS[one.id] and one.id not in NOTHING_THERE]
        # One that is given stands for all of the screen: each takes a tenth of a second.
        for panel in (*refused, *given[:1]):
            code = main(["panel", "R1", panel, "--as", named, *where])
            said = capsys.readouterr()
            assert (code, bool(said.out)) == ((0, True) if panel in given else (1, False)), (panel, said.err)


def test_at_the_command_line_too_an_organisation_sees_no_other(at_the_command_line, capsys):
    for panel in (one for one in RIGHTS if one.startswith("organisation-")):
        assert main(["panel", "R1", panel, "--as", "organisation:O0", "--where", "key=O1"]) == 1, panel
        assert capsys.readouterr().out == ""
