"""Promise: strangers get nothing but signing in and the statements, readers nothing that is not theirs, anywhere."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update
from werkzeug.routing import Rule

from dashboard.i18n import words
from data_access.models import programmes
from data_access.viewer import Role
from tests.dashboard.installed import page_request, title_of, visited

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
# The law wants the statements, and a way to give feedback on them, open to everybody.
STATEMENTS = {"/accessibility", "/privacy", "/feedback"}
OPEN = {"/sign-in", "/set-up", "/set-up.js", "/health"} | STATEMENTS
PAGES = ["/", "/organisations", "/organisations/A", "/indicators", "/nowhere", "/404"]
NOTHING = "There is nothing here"


def addresses(app) -> list[str]:
    """An address for every rule of the app, its gaps filled."""

    def filled(rule: Rule) -> str:
        gaps = {name: 1 if name == "number" else "x" for name in rule.arguments}
        return app.server.url_map.bind("localhost").build(rule.endpoint, gaps)

    return sorted({filled(rule) for rule in app.server.url_map.iter_rules()})


def assets(app) -> list[str]:
    folder = Path(app.config.assets_folder)
    return [f"/assets/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()]


def exports(app) -> list[str]:
    return [f"/panels/{exhibit.id}.csv" for screen in app.server.extensions["screens"] for exhibit in screen.exhibits]


def test_a_stranger_gets_nothing_from_any_route(app, stranger):
    tried = [*addresses(app), *PAGES, *exports(app)]
    assert len(tried) > 20
    for address in set(tried) - OPEN:
        answer = stranger.get(address)
        assert answer.status_code in (302, 401), address
        assert answer.status_code == 401 or answer.location.startswith("/sign-in"), address
        assert not answer.get_data() or b"/sign-in" in answer.get_data(), address


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_a_stranger_gets_nothing_by_any_method(app, stranger, method):
    for address in set(addresses(app)) - OPEN:
        assert stranger.open(address, method=method, json={}).status_code in (401, 405), address


def test_the_statements_tell_a_stranger_nothing_of_programmes_or_readers(stranger):
    for address in STATEMENTS:
        said = stranger.get(address).get_data(as_text=True)
        assert not any(name in said for name in ("TEST", "OTHER", "Alpha", "Beta", "@example.org")), address


def test_a_stranger_gets_no_answer_from_any_callback(app, stranger):
    stranger.get("/sign-in")  # the first request makes Dash register its own
    with app.server.test_request_context("/"):
        app.server.preprocess_request()
    assert app.callback_map is not None
    for output, callback in app.callback_map.items():
        request = {"output": output, "inputs": callback["inputs"], "changedPropIds": []}
        assert stranger.post("/_dash-update-component", json=request).status_code == 401
    for page in PAGES:
        assert stranger.post("/_dash-update-component", json=page_request(page, "")).status_code == 401


def test_a_stranger_gets_of_the_files_only_what_draws_the_sign_in_page(app, stranger):
    for address in assets(app):
        status = stranger.get(address, buffered=True).status_code
        assert (status == 200) == address.endswith((".css", ".woff2", ".svg", ".ico")), address


def test_the_files_hold_nothing_outside_their_folder(stranger):
    for address in ("/assets/../pyproject.toml", "/assets/%2e%2e/pyproject.toml", "/assets/..%2fpyproject.toml"):
        assert stranger.get(address).status_code in (302, 401, 404)


def test_what_is_open_says_nothing_of_the_data(stranger):
    assert stranger.get("/health").get_data() == b"OK"
    page = stranger.get("/sign-in").get_data(as_text=True)
    assert not any(word in page for word in ("TEST", "Alpha", "_dash-config"))


OTHERS = [
    "/organisations/B",
    "/organisations/%42",
    "/organisations/A?key=B",
    "/organisations/A?key=%42",
    "/organisations/A?key=A&key=B",
    "/organisations/A?key=B&key=A",
    "/organisations/B?key=",
    "/organisations/B?key=A",
    "/organisations/B?organisation=A&key=A",
    "/organisations/A/../B",
    "/organisations/A/..%2FB",
    "/organisations/B%00",
    "/organisations/ B",
    "/organisations/b",
    "/organisations/none",
    "/organisations",
    "/organisations?key=B",
    "/organisations/",
    "/organisations?organisation=B",
    "/indicators",
    "/indicators?key=A",
    "/organisations/A?programme=OTHER",
    "/organisations/A?programme=TEST&programme=OTHER",
    "/?programme=OTHER",
    "/nowhere",
    "/404",
]


@pytest.mark.parametrize("address", OTHERS)
def test_an_organisation_gets_nothing_of_others(signed_in, address):
    client = signed_in(Role.ORGANISATION)
    answer = visited(client, address + ("&" if "?" in address else "?") + "lang=en")
    assert title_of(answer) in (NOTHING, "Alpha")
    assert "Beta" not in answer
    document = client.get(address)
    assert document.status_code == (404 if title_of(answer) == NOTHING else 200)
    assert "Beta" not in document.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/", "/organisations/A", "/?key=B", "/?organisation=B", "/organisations/A?key=B"])
def test_an_organisation_gets_its_own(signed_in, address):
    client = signed_in(Role.ORGANISATION)
    assert title_of(visited(client, address)) == "Alpha"
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("parameter", ["key=A", "organisation=A&key=A", "key=A&key=A"])
def test_no_parameter_takes_the_place_of_the_path(signed_in, parameter):
    assert title_of(visited(signed_in(Role.MANAGER), f"/organisations/B?{parameter}")) == "Beta"


@pytest.mark.parametrize(
    "parameters", ["key=B", "key=%42", "key=A&key=B", "organisation=B", "key=a", "", "programme=OTHER&key=A"]
)
def test_an_organisation_gets_no_file_of_others(signed_in, parameters):
    assert signed_in(Role.ORGANISATION).get(f"/panels/organisation-rows.csv?{parameters}").status_code == 404


@pytest.mark.parametrize(
    ("pathname", "search"),
    [
        (["/organisations/B"], ""),
        (None, None),
        ({"a": 1}, ""),
        ("/organisations/A", ["key", "B"]),
        ("/organisations/A\n/organisations/B", ""),
        ("//organisations/B", ""),
        ("/organisations/A", "?screen=x&self=y&lang=zz&=&key=A"),
    ],
)
def test_a_callback_request_made_by_hand_gets_nothing_of_others(signed_in, pathname, search):
    answer = signed_in(Role.ORGANISATION).post("/_dash-update-component", json=page_request(pathname, search))
    assert answer.status_code in (200, 400, 500)
    assert "Beta" not in answer.get_data(as_text=True)
    assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"output": "x.y"}', b"null"])
def test_a_callback_request_of_nonsense_says_nothing(signed_in, body):
    client = signed_in(Role.MANAGER)
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code in (400, 500)
    assert answer.get_data() == b""


def test_no_organisation_stands_in_what_dash_tells_every_reader(signed_in):
    client = signed_in(Role.ORGANISATION)
    for address in ("/_dash-layout", "/_dash-dependencies", "/"):
        assert "Beta" not in client.get(address).get_data(as_text=True)


SEES = {
    Role.MANAGER: {"/": "Overview of TEST", "/organisations": "Overview of TEST", "/organisations/B": "Beta"},
    Role.STEERING: {"/": "Overview of TEST", "/organisations": "Overview of TEST", "/organisations/B": "Beta"},
    Role.FINANCIER: {"/": "Overview of TEST", "/organisations": NOTHING, "/organisations/B": NOTHING},
    Role.ORGANISATION: {"/": "Alpha", "/organisations": NOTHING, "/organisations/B": NOTHING, "/indicators": NOTHING},
}


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_its_pages_and_no_others(signed_in, role):
    client = signed_in(role)
    seen = {address: title_of(visited(client, f"{address}?lang=en")) for address in SEES[role]}
    assert seen == SEES[role]
    found = {address: client.get(address).status_code for address in SEES[role]}
    assert found == {address: 404 if title == NOTHING else 200 for address, title in SEES[role].items()}


def test_a_code_with_any_sign_in_it_opens(signed_in):
    client = signed_in(Role.MANAGER)
    assert title_of(visited(client, "/organisations/%C3%84%2F%C3%B6")) == "Organisation Ä/ö"
    assert client.get("/organisations/%C3%84%2F%C3%B6").status_code == 200


def test_a_panel_that_fails_leaves_the_others_and_no_trace_of_what_was_entered(signed_in, caplog):
    answer = visited(signed_in(Role.MANAGER), "/?lang=en")
    assert "Seen by manager" in answer
    assert "could not be made" in answer
    [line] = [record.getMessage() for record in caplog.records if "overview-broken failed" in record.getMessage()]
    assert "ValueError" in line
    assert "example.org" not in line + answer.replace("manager@example.org", "")
    assert line.split("reference ")[1].split(":")[0] in answer


def test_a_panel_that_is_not_for_the_role_is_left_out(signed_in):
    assert "overview-manager" in visited(signed_in(Role.MANAGER), "/")
    assert "overview-manager" not in visited(signed_in(Role.STEERING), "/")


def test_a_page_takes_any_parameter(signed_in):
    client = signed_in(Role.MANAGER)
    strange = "?screen=1&asked=2&parameters=3&self=4&x[]=5&=6&programme=TEST&lang=en&as_of=31.2.2025&period=none"
    assert title_of(visited(client, f"/{strange}")) == "Overview of TEST"
    assert client.get(f"/{strange}").status_code == 200


def test_an_unknown_address_says_so_in_the_language_of_the_reader(signed_in):
    answer = signed_in(Role.MANAGER).get("/nowhere?lang=sv")
    assert answer.status_code == 404
    assert '<html lang="sv">' in answer.get_data(as_text=True)


def test_every_document_may_run_our_scripts_alone(signed_in):
    client = signed_in(Role.MANAGER)
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert policy.count("'sha256-") >= 2
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/nowhere", "/sign-in", "/health", "/assets/2-base.css", "/_dash-layout"])
def test_every_answer_is_closed_to_others(signed_in, stranger, address):
    for client in (signed_in(Role.MANAGER), stranger):
        answer = client.get(address, base_url="https://dashboard.example", buffered=True)
        told = answer.headers
        assert told["Referrer-Policy"] == "no-referrer"
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["X-Frame-Options"] == "DENY"
        assert told["Strict-Transport-Security"].startswith("max-age=31536000")
        assert "camera=()" in told["Permissions-Policy"]
        if answer.mimetype == "text/html":
            assert "frame-ancestors 'none'" in told["Content-Security-Policy"]
        assert "Strict-Transport-Security" not in client.get(address, buffered=True).headers


def test_pages_of_a_programme_whose_records_were_removed_say_so(app, signed_in):
    with app.server.extensions["installation"].engine.begin() as connection:
        connection.execute(update(programmes).values(removed_on=date(2032, 1, 1)))
    for role, address in ((Role.MANAGER, "/?lang=en"), (Role.ORGANISATION, "/organisations/A?lang=en")):
        page = visited(signed_in(role), address)
        assert f"The records of persons were removed on {words('en').date(date(2032, 1, 1))}" in page
        assert "overview-rows" not in page
        assert "organisation-rows" not in page
        assert ("To the reports" in page) is (role is Role.MANAGER)
    assert signed_in(Role.MANAGER).get("/panels/overview-rows.csv").status_code == 404


def test_files_are_kept_and_packed(signed_in):
    client = signed_in(Role.MANAGER)
    plain = client.get("/assets/2-base.css?m=1", buffered=True)
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    packed = client.get("/assets/2-base.css?m=1", buffered=True, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data)
    assert client.get("/assets/2-base.css", buffered=True).headers["Cache-Control"] == "public, no-cache"


def test_the_file_of_a_panel_is_what_the_role_may_see(signed_in):
    def rows(role):
        answer = signed_in(role).get("/panels/overview-rows.csv?lang=en")
        assert answer.status_code == 200
        return answer

    answer = rows(Role.STEERING)
    assert answer.data.startswith(b"\xef\xbb\xbf")
    lines = answer.get_data(as_text=True).removeprefix("\ufeff").splitlines()
    assert lines == [
        "What,People,Share,Day",
        "'=1+1,hidden to protect privacy,0.5,2024-05-31",
        "plain,12,,2024-05-31",
    ]
    assert "TEST_overview-rows_2026-06-30.csv" in answer.headers["Content-Disposition"]
    assert "'=1+1,3,0.5" in rows(Role.MANAGER).get_data(as_text=True)
    assert signed_in(Role.STEERING).get("/panels/overview-manager.csv").status_code == 404
    assert signed_in(Role.FINANCIER).get("/panels/overview-rows.csv").status_code == 404
    assert signed_in(Role.MANAGER).get("/panels/no-such.csv").status_code == 404


def test_the_layout_of_every_page_has_each_id_once(signed_in):
    client = signed_in(Role.MANAGER)
    for address in ("/", "/organisations", "/organisations/A", "/indicators"):
        ids = [part.split('"')[0] for part in visited(client, address).split('"id":"')[1:]]
        assert len(ids) == len(set(ids)), address


def test_the_programme_is_chosen_in_the_address(signed_in):
    client = signed_in(Role.MANAGER)
    assert title_of(visited(client, "/?programme=TEST")) == "Overview of TEST"
    assert title_of(visited(client, "/?programme=OTHER&lang=en")) == NOTHING
    assert json.loads(visited(client, "/"))["multi"]
