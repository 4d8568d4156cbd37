"""Promises on the real pages, with the demonstration programme: each role gets its own, whatever it asks for."""

import json
import re
from shutil import copyfile

import pytest

from dashboard.app import create_app
from dashboard.cli.demonstration import PASSWORD
from dashboard.i18n import words
from data_access import accounts, database
from data_access.models import current
from data_access.viewer import Role
from tests.dashboard.installed import EMAILS, settings, sign_in, title_of, visited

# The words that stand before the reference of a panel that could not be made.
FAILED = re.compile(r"(Reference|Viite|Referens): [0-9a-f]{8}")
NOTHING = "There is nothing here"


@pytest.fixture(scope="module")
def demo(demonstration, tmp_path_factory):
    """The address of a database with the demonstration programme and its accounts."""
    return f"sqlite:///{copyfile(demonstration, tmp_path_factory.mktemp('demo') / 'demo.sqlite')}"


@pytest.fixture(scope="module")
def app(demo):
    """The app with the real pages."""
    made = create_app(settings(demo))
    yield made
    made.server.extensions["installation"].engine.dispose()


@pytest.fixture(scope="module")
def clients(app):
    """A browser for each role."""
    made = {role: app.server.test_client() for role in Role}
    for role, client in made.items():
        assert sign_in(client, EMAILS[role], PASSWORD).status_code == 303
    return made


@pytest.fixture(scope="module")
def codes(demo):
    """Of what each page opens there is one: its path and a code; and all organisations by name."""
    source = database.engine(demo)
    with source.connect() as connection:
        names = {row.organisation: row.name for row in connection.execute(current("organisations", 1))}
        practice = connection.execute(current("practices", 1)).first().practice
        period = connection.execute(current("periods", 1)).first().period
    source.dispose()
    opened = {"/practices": practice, "/indicators": "O.2.3", "/reports": period, "/present": "0"}
    return {"organisations": names, "opened": opened}


@pytest.fixture(scope="module")
def own(demo):
    """The code of the organisation whose reader the role organisation is here."""
    source = database.engine(demo)
    with source.connect() as connection:
        account = accounts.by_email(connection, EMAILS[Role.ORGANISATION])
    source.dispose()
    return account.memberships[0].viewer.organisation


def addresses(app, codes, organisation):
    opened = codes["opened"] | {"/organisations": organisation}
    return [
        (screen, f"{screen.path}/{opened[screen.path]}" if screen.opens else screen.path)
        for screen in app.server.extensions["screens"]
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_is_made_whole(app, clients, codes, own, role, language):
    for screen, address in addresses(app, codes, own):
        answer = visited(clients[role], f"{address}?lang={language}")
        sees = role in screen.roles or (screen.path == "/" and role in (Role.FINANCIER, Role.ORGANISATION))
        assert (title_of(answer) != words(language).gettext(NOTHING)) == sees, address
        assert clients[role].get(address).status_code == (200 if sees else 404), address
        if sees:
            assert not FAILED.search(answer), address


@pytest.mark.parametrize("role", Role)
def test_every_file_of_a_role_is_made_and_no_other(app, clients, codes, own, role):
    opened = codes["opened"] | {"/organisations": own}
    for screen in app.server.extensions["screens"]:
        key = f"?key={opened[screen.path]}" if screen.opens else ""
        for exhibit in screen.exhibits:
            status = clients[role].get(f"/panels/{exhibit.id}.csv{key}").status_code
            # A panel may leave itself out for a role that it is declared for.
            allowed = (200, 404) if role in screen.roles & exhibit.roles else (404,)
            assert status in allowed, exhibit.id


def test_no_organisation_learns_the_name_of_another(app, clients, codes, own):
    client = clients[Role.ORGANISATION]
    others = {code: name for code, name in codes["organisations"].items() if code != own}
    # Words of its own name, or of a parent that it belongs to, tell it nothing.
    told = {name for name in others.values() if name not in codes["organisations"][own]}
    other = next(iter(others))
    tried = ["", f"?key={other}", f"?organisation={other}", f"?key={own}&key={other}", "?cohort=2&sector=ngo"]
    for screen, address in addresses(app, codes, own):
        for parameters in tried:
            answer = readable(visited(client, address + parameters))
            assert not [name for name in told if name in answer], address + parameters
        if screen.path == "/organisations":
            assert title_of(visited(client, f"/organisations/{other}?lang=en")) == NOTHING
        for exhibit in screen.exhibits:
            for parameters in (*tried, f"?key={own}"):
                text = client.get(f"/panels/{exhibit.id}.csv{parameters}").get_data(as_text=True)
                assert not [name for name in told if name in text], exhibit.id + parameters


def readable(answer: str) -> str:
    """The answer with its letters as they are: JSON may escape them."""
    return json.dumps(json.loads(answer), ensure_ascii=False)


def test_ids_are_unique_on_every_page(app, clients, codes, own):
    for _, address in addresses(app, codes, own):
        ids = re.findall(r'"id":("[^"]+"|\{[^}]+\})', visited(clients[Role.MANAGER], address))
        assert len(ids) == len(set(ids)), address
