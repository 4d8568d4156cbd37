"""Who looks at evidence and who takes a file is noted, once, before the answer goes out."""

import json
import re
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest

from dashboard import app as app_module
from dashboard import audit as trace
from dashboard.app import create_app
from dashboard.cli import main
from dashboard.cli import running as cli_running
from dashboard.panel import Exhibit
from dashboard.screen import Screen
from data_access import audit, database
from data_access.audit import Action
from data_access.message import N_
from data_access.viewer import Role
from tests.dashboard.installed import (
    EMAILS,
    EVERYONE,
    SCREENS,
    WITH_STEERING,
    _broken,
    _panel,
    environment,
    furnish,
    settings,
    sign_in,
    visited,
)

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def _nothing(asked):
    return replace(_panel(asked), unavailable="Nothing matches.")


RECORDS = Screen(
    "records",
    "/records",
    N_("Records"),
    (
        Exhibit("records-one", N_("One"), WITH_STEERING, _panel, evidence=True),
        Exhibit("records-two", N_("Two"), EVERYONE, _panel, evidence=True),
        Exhibit("records-plain", N_("Plain"), EVERYONE, _panel),
        Exhibit("records-broken", N_("Broken"), EVERYONE, _broken, evidence=True),
        Exhibit("records-none", N_("None"), EVERYONE, _nothing, evidence=True),
    ),
    EVERYONE - {Role.ORGANISATION},
    lambda asked: f"Records {asked.selection.key}",
    opens=True,
)


@pytest.fixture
def app(migrated_url, monkeypatch):
    furnish(migrated_url)
    monkeypatch.setattr(app_module, "_pages", lambda: [SimpleNamespace(SCREEN=one) for one in (*SCREENS, RECORDS)])
    made = create_app(settings(migrated_url))
    yield made
    made.server.extensions["installation"].engine.dispose()


@pytest.fixture
def signed_in(app):
    def made(role):
        client = app.server.test_client()
        assert sign_in(client, EMAILS[role]).status_code == 303
        return client

    return made


@pytest.fixture
def log(app):
    """What has been noted of evidence and files, oldest first; that somebody signed in is noted besides."""

    def read():
        with app.server.extensions["installation"].engine.connect() as connection:
            assert audit.verify(connection) is None
            return [one for one in reversed(audit.entries(connection)) if one.action != audit.Action.SIGN_IN]

    return read


def shown(answer):
    """The panels whose rows are in the answer: only they have a file to take."""
    return set(re.findall(r"/panels/(records-[a-z]+)\.csv", json.dumps(json.loads(answer))))


def test_a_page_with_evidence_is_noted_once_with_all_its_panels(signed_in, log):
    client = signed_in(Role.MANAGER)
    assert client.get("/records/A").status_code == 200
    assert log() == []
    answer = visited(
        client, "/records/A?source=attendance:17&indicator=O.2.3&records-one.q=Somebody&sample.seed=42&lang=en"
    )
    [entry] = log()
    assert shown(answer) == {"records-one", "records-two", "records-plain"}
    assert (entry.who, entry.action, entry.programme, entry.subject) == (
        "manager@example.org",
        "evidence",
        "TEST",
        "/records/A",
    )
    assert entry.detail == {
        "panels": ["records-one", "records-two"],
        "role": "manager",
        "day": entry.detail["day"],
        "opened": {"source": "attendance:17", "indicator": "O.2.3", "sample.seed": "42"},
        "search": True,
    }
    assert "Somebody" not in json.dumps(entry.detail)


@ON_SQLITE
def test_only_the_panels_that_the_reader_saw_are_noted(signed_in, log):
    visited(signed_in(Role.FINANCIER), "/records/A")
    [entry] = log()
    assert (entry.who, entry.detail["panels"], entry.detail["search"]) == (
        "financier@example.org",
        ["records-two"],
        False,
    )


@ON_SQLITE
def test_what_stands_in_an_address_for_no_record_is_not_kept(signed_in, log):
    visited(signed_in(Role.MANAGER), "/records/A?source=Somebody%20Else&indicator=somebody@example.org&version=x")
    assert log()[0].detail["opened"] == {}


@ON_SQLITE
def test_pages_without_evidence_strangers_and_the_forbidden_leave_no_trace(app, signed_in, log):
    visited(signed_in(Role.MANAGER), "/")
    visited(signed_in(Role.ORGANISATION), "/records/A")
    visited(signed_in(Role.MANAGER), "/records/A?programme=OTHER")
    visited(app.server.test_client(), "/records/A")
    for client, status in ((app.server.test_client(), 302), (signed_in(Role.ORGANISATION), 404)):
        assert client.get("/panels/records-one.csv?key=A").status_code == status
    assert signed_in(Role.FINANCIER).get("/panels/records-one.csv?key=A").status_code == 404
    assert signed_in(Role.MANAGER).get("/panels/records-broken.csv?key=A").status_code == 500
    assert log() == []


@ON_SQLITE
def test_a_file_of_a_panel_is_noted(signed_in, log):
    client = signed_in(Role.STEERING)
    assert client.get("/panels/overview-rows.csv").status_code == 200
    assert client.get("/panels/records-one.csv?key=A&source=attendance:3").status_code == 200
    plain, file, evidence = log()
    assert (plain.action, plain.subject, plain.detail["file"]) == ("file", "/", "overview-rows.csv")
    assert (file.action, file.subject, file.detail["file"]) == ("file", "/records/A", "records-one.csv")
    assert (evidence.action, evidence.detail["panels"]) == ("evidence", ["records-one"])
    assert evidence.detail["opened"] == {"source": "attendance:3"}


def test_while_somebody_else_writes_evidence_waits_and_the_rest_is_shown(app, signed_in, log, monkeypatch):
    monkeypatch.setattr(trace, "PATIENCE", 0.2)
    client, engine = signed_in(Role.MANAGER), app.server.extensions["installation"].engine
    with database.writing(engine, audit.LOG):
        answer = visited(client, "/records/A?lang=en")
        file = client.get("/panels/records-one.csv?key=A&lang=en")
    assert answer.count("The data are being loaded just now") == 2
    assert shown(answer) == {"records-plain"}
    assert file.status_code == 503
    assert b"Try again in a minute" in file.data
    assert log() == []


@ON_SQLITE
def test_a_reader_waits_for_a_short_while(app, signed_in, log):
    client, engine = signed_in(Role.MANAGER), app.server.extensions["installation"].engine
    holding, written = threading.Event(), threading.Event()

    def hold():
        with database.writing(engine, audit.LOG):
            holding.set()
            written.wait(0.5)

    other = threading.Thread(target=hold)
    other.start()
    holding.wait()
    assert "records-one" in shown(visited(client, "/records/A"))
    other.join()
    assert len(log()) == 1


@ON_SQLITE
def test_what_cannot_be_noted_is_not_shown(signed_in, log, monkeypatch):
    def fails(*_args, **_facts):
        raise OSError("somebody@example.org")

    client = signed_in(Role.MANAGER)
    monkeypatch.setattr(trace, "note", fails)
    answer = visited(client, "/records/A?lang=en")
    assert shown(answer) == {"records-plain"}
    assert answer.count("This panel could not be made") == 4
    assert "somebody@example.org" not in answer
    assert client.get("/panels/records-one.csv?key=A").status_code == 500
    assert log() == []


@pytest.fixture
def run(app, migrated_url, capsys):
    """Runs a command: its exit code, standard output and standard error."""

    def ran(*words):
        try:
            code = main([*words])
        except SystemExit as left:
            code = left.code
        return code, *capsys.readouterr()

    with environment(migrated_url):
        yield ran


@ON_SQLITE
def test_the_command_line_leaves_its_trace_too(run, log, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "somebody")
    assert run("panel", "TEST", "records-two", "--where", "key=A", "--as", "financier")[0] == 0
    assert run("panel", "TEST", "records-plain", "--where", "key=A")[0] == 0
    assert run("panel", "TEST", "records-one", "--where", "key=A", "--as", "financier")[0] == 1
    [entry] = log()
    assert (entry.who, entry.action, entry.subject) == ("somebody at the command line", "evidence", "/records/A")
    assert (entry.detail["panels"], entry.detail["role"]) == (["records-two"], "financier")


@ON_SQLITE
def test_the_log_is_listed_and_chosen_from(run, signed_in):
    visited(signed_in(Role.MANAGER), "/records/A")
    signed_in(Role.FINANCIER).get("/panels/records-two.csv?key=A")
    listed = json.loads(run("audit", "list", "--format", "json")[1])
    # Both have signed in besides.
    assert [entry["number"] for entry in listed] == [5, 4, 3, 2, 1]
    assert [entry["action"] for entry in listed] == ["evidence", "file", "sign_in", "evidence", "sign_in"]
    assert listed[3]["who"] == "manager@example.org"
    code, out, _ = run("audit", "list", "--action", "file")
    assert code == 0
    assert out.count("\n") == 1
    assert "financier@example.org  file  TEST /records/A" in out
    assert run("audit", "list", "--who", "manager@example.org", "--programme", "TEST")[1].startswith("2  ")
    assert run("audit", "list", "--since", "2100-01-01")[1] == ""
    assert run("audit", "list", "--limit", "1")[1].startswith("5  ")
    code, _, err = run("audit", "list", "--action", "none")
    assert (code, err) == (1, f"'none' is no action: one of {', '.join(Action)}.\n")


@ON_SQLITE
def test_the_log_is_verified_at_the_command_line(run, app, signed_in, log):
    assert run("audit", "verify")[:2] == (0, f"The audit log holds: 0 entries, last hash {'0' * 64}\n")
    visited(signed_in(Role.MANAGER), "/records/A")
    [entry] = log()
    assert run("audit", "verify")[1] == f"The audit log holds: 2 entries, last hash {entry.hash}\n"
    assert run("audit", "verify", "--expect", entry.hash.upper())[0] == 0
    assert run("audit", "verify", "--expect", "f" * 64)[0] == 1
    with app.server.extensions["installation"].engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_is_not_changed")
        connection.exec_driver_sql("UPDATE audit SET who = 'nobody@example.org'")
    code, out, err = run("audit", "verify")
    assert (code, out) == (1, "")
    assert err == "The audit log is broken at entry 1. The entry was changed after it was written.\n"


@ON_SQLITE
def test_a_command_that_waits_too_long_says_so_in_a_sentence(run, app, monkeypatch):
    monkeypatch.setattr(trace, "PATIENCE", 0.2)
    with database.writing(app.server.extensions["installation"].engine, audit.LOG):
        code, out, err = run("panel", "TEST", "records-two", "--where", "key=A")
    assert (code, out) == (1, "")
    assert err == "Somebody else is writing, and was not done within 0.2 seconds. Try again.\n"
    assert cli_running.Busy is database.Busy
