"""An app on a database with a programme, readers of every role, and small screens in place of the real pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient

from dashboard.panel import MANAGER, Asked, Exhibit, Panel, TableColumn
from dashboard.screen import Screen
from dashboard.settings import Settings
from data_access import accounts
from data_access.database import engine
from data_access.message import N_
from data_access.models import rows_of
from data_access.protection import protect
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme

PASSWORD = "a long enough password"
# A thousandth of the real cost, which every sign-in of the tests would pay
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
HASH = CHEAP.hash(PASSWORD)
SECRET = "0123456789abcdef0123456789abcdef"
EVERYONE = frozenset(Role)
WITH_STEERING = MANAGER | {Role.STEERING}
EMAILS = {role: f"{role}@example.org" for role in Role}
ADMINISTRATOR = "administrator@example.org"


def settings(url: str, **values: Any) -> Settings:
    return Settings(database_url=url, secret_key=SECRET, pseudonym_key=SECRET[::-1], **values)


@contextmanager
def environment(url: str) -> Iterator[None]:
    """The environment in which commands find a database and secrets."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("DATABASE_URL", url), ("SECRET_KEY", SECRET), ("PSEUDONYM_KEY", SECRET[::-1])):
            patch.setenv(name, value)
        yield


def furnish(url: str) -> None:
    """The programme TEST with organisations A and B and a reader of each role, and an empty one, OTHER."""
    made = engine(url)
    with made.begin() as connection:
        Programme("TEST").organisation("A", name="Alpha").organisation("B", name="Beta").organisation("Ä/ö").save(
            connection
        )
        Programme("OTHER").save(connection)
        for role, email in EMAILS.items():
            own = "A" if role is Role.ORGANISATION else None
            account = accounts.add(connection, email, password_hash=HASH)
            accounts.give_role(connection, account, programme="TEST", role=role, organisation=own)
        accounts.add(connection, ADMINISTRATOR, password_hash=HASH, administrator=True)
    made.dispose()


def _name(asked: Asked) -> str:
    """The name of the opened organisation."""
    question, table = asked.question, rows_of("organisations")
    if not question.viewer.may_see_organisation(asked.selection.key or ""):
        raise Forbidden(str(asked.selection.key))
    wanted = table.select().where(table.c.programme_id == question.programme.id)
    row = question.connection.execute(wanted.where(table.c.organisation == asked.selection.key)).one_or_none()
    if row is None:
        raise Forbidden(str(asked.selection.key))
    return str(row.name)


def _panel(asked: Asked) -> Panel:
    rows = pd.DataFrame(
        {"what": ["=1+1", "plain"], "people": [3, 12], "share": [0.5, None], "day": [date(2024, 5, 31)] * 2}
    )
    columns = [TableColumn(name, name.title()) for name in rows.columns]
    frame = protect(rows, asked.question, alone=["people"])
    return Panel(
        finding=f"Seen by {asked.question.viewer.role}, {asked.selection.key}",
        frame=frame,
        columns=columns,
        figure=None,
        alternative="",
        counted="",
        source=(),
    )


def _broken(_: Asked) -> Panel:
    raise ValueError("somebody@example.org")


def _title(asked: Asked) -> str:
    return f"Overview of {asked.question.programme.code}"


SCREENS = (
    Screen(
        "overview",
        "/",
        N_("Overview"),
        (
            Exhibit("overview-rows", N_("Rows"), WITH_STEERING, _panel),
            Exhibit("overview-broken", N_("Broken"), WITH_STEERING, _broken),
            Exhibit("overview-manager", N_("For the manager"), MANAGER, _panel),
        ),
        WITH_STEERING,
        _title,
        filters=("cohort", "sector"),
        position=1,
    ),
    Screen(
        "organisations",
        "/organisations",
        N_("Organisations"),
        (Exhibit("organisations-rows", N_("Rows"), WITH_STEERING, _panel),),
        WITH_STEERING,
        _title,
        position=2,
    ),
    Screen(
        "organisation",
        "/organisations",
        N_("Organisation"),
        (Exhibit("organisation-rows", N_("Rows"), EVERYONE - {Role.FINANCIER}, _panel),),
        EVERYONE - {Role.FINANCIER},
        _name,
        opens=True,
    ),
    Screen(
        "indicators",
        "/indicators",
        N_("Indicators"),
        (Exhibit("indicators-rows", N_("Rows"), EVERYONE, _panel),),
        EVERYONE - {Role.ORGANISATION},
        _title,
        position=3,
    ),
)


def page_modules() -> list[SimpleNamespace]:
    """What stands in for the modules of ``pages``."""
    return [SimpleNamespace(SCREEN=one) for one in SCREENS]


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD, address: str = "/sign-in") -> Any:
    return sent(client, address, email=email, password=password)


def sent(client: FlaskClient, address: str, **fields: str) -> Any:
    """The answer to the form at the address, filled in with ``fields`` and its own token."""
    form = client.get(address).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert token, form
    return client.post(address, data={**fields, "csrf_token": token[1]})


def visited(client: FlaskClient, address: str) -> str:
    """What Dash's own callback answers for the page at that address, as JSON text."""
    parts = urlsplit(address)
    answer = client.post("/_dash-update-component", json=page_request(parts.path, f"?{parts.query}"))
    return answer.get_data(as_text=True) if answer.status_code == 200 else f"status {answer.status_code}"


def page_request(pathname: Any, search: Any) -> dict[str, Any]:
    """The callback request with which a browser asks for a page."""
    return {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": pathname},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }


def title_of(answer: str) -> str:
    """The title of the page in the answer of ``visited``."""
    return str(json.loads(answer)["response"]["_pages_store"]["data"]["title"])
