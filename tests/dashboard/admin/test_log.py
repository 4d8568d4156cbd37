"""Promise: the log is told in words, page by page, as it was chosen, and nobody's address stands in an address."""

import csv
import io
import re
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from dashboard.admin import log as page_of
from data_access import audit, database
from data_access.audit import LOG, Action
from data_access.viewer import Role
from tests.dashboard.installed import ADMINISTRATOR, EMAILS, visited

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MANAGER = EMAILS[Role.MANAGER]


@pytest.fixture
def note(source):
    """Adds an entry; a test says what matters."""

    def add(action, **facts):
        with database.writing(source, LOG) as connection:
            said = {"who": MANAGER, "programme": "TEST", "subject": "/indicators/O.2.3", "detail": {}, "at": NOON}
            audit.note(connection, action=action, **said | facts)

    return add


@pytest.fixture
def shown(administrator):
    """Gives the rows of the log's table, newest first, as texts of their cells; of the pages before the sign-in."""

    def rows(address="/admin/log", **filters):
        page = administrator.get(f"{address}?{urlencode(filters)}" if filters else address).get_data(as_text=True)
        table = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page, flags=re.DOTALL)
        cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL) for row in table]
        return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]

    return rows


TOLD = [
    (
        {"action": Action.EVIDENCE, "detail": {"panels": ["overview-rows", "gone"], "role": "manager"}},
        "Saw single records: Rows, gone role: project manager",
    ),
    (
        {
            "action": Action.EVIDENCE,
            "detail": {"panels": [], "file": "r.xlsx", "day": "2025-12-31", "opened": {"source": "attendance:3"}},
        },
        "Saw single records: r.xlsx as of 31 Dec 2025 · opened: source attendance:3",
    ),
    (
        {"action": Action.FILE, "detail": {"file": "overview-rows.csv", "search": True}},
        "Took the file overview-rows.csv with a search",
    ),
    ({"action": Action.REPORT, "detail": {"step": "return", "version": 2}}, "Report, version 2: returned"),
    (
        {"action": Action.LOAD, "detail": {"delivery": 3, "source": "partner", "sheets": ["sessions", "gone"]}},
        "Loaded delivery 3, source: partner sheets: sessions, gone",
    ),
    (
        {"action": Action.SIGN_IN, "detail": {"what": "failed", "step": "password"}},
        "Failed to sign in by password",
    ),
    (
        {"action": Action.SIGN_IN, "detail": {"what": "closed", "seconds": 30}},
        "Signing in closed for a while after failures for 30 seconds",
    ),
    (
        {"action": Action.ACCOUNT, "detail": {"what": "role given", "role": "organisation", "organisation": "A"}},
        "Gave a role role: organisation · organisation: A",
    ),
    (
        {"action": Action.ACCOUNT, "detail": {"what": "role taken away", "role": "admin"}},
        "Took a role away role: administrator",
    ),
]


@pytest.mark.parametrize(("entry", "told"), TOLD)
def test_an_entry_is_told_in_words(note, shown, entry, told):
    note(**entry)
    [number, when_and_who, deed, subject] = shown()[0]
    assert deed == told
    assert when_and_who == f"1 Mar 2026 at 14:00 {MANAGER}"
    assert subject == "/indicators/O.2.3 A programme"
    assert number.isdecimal()


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize(
    "detail", [{}, {"what": "of a later release"}, {"step": 1, "role": "king", "panels": [1], "sheets": ["x"]}]
)
def test_what_an_entry_lacks_or_nobody_knows_does_not_hide_the_others(note, shown, administrator, action, detail):
    note(action, detail=detail)
    for language in ("fi", "sv", "en"):
        assert administrator.get(f"/admin/log?lang={language}").status_code == 200
    assert MANAGER in shown()[0][1]
    assert administrator.get("/admin/log.csv").status_code == 200


def test_an_action_of_another_release_is_told_by_its_code(source, shown, note):
    with source.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_is_not_changed"))
    note(Action.FILE, detail={"file": "x"})
    with source.begin() as connection:
        connection.execute(text("UPDATE audit SET action = 'undo' WHERE action = 'file'"))
    assert shown()[0][2] == "undo"


def test_who_is_no_account_is_told_in_the_readers_language(note, administrator, said):
    note(Action.SIGN_IN, who="somebody not signed in", subject="an address without an account", programme=None)
    note(Action.ACCOUNT, who="root at the command line", subject=MANAGER, programme=None)
    page = said(administrator.get("/admin/log?lang=fi"))
    for told in ("root komentorivillä", "kirjautumaton", "osoite, jolla ei ole käyttäjätiliä"):
        assert told in page
    assert "command line" not in page


def test_the_account_that_was_changed_leads_to_its_page(note, administrator, account):
    note(Action.ACCOUNT, subject=MANAGER, programme=None)
    page = administrator.get("/admin/log").get_data(as_text=True)
    assert f'<a href="/admin/accounts/{account(MANAGER).id}">{MANAGER}</a>' in page


def test_nothing_in_an_entry_is_run(note, administrator):
    note(Action.FILE, who="<script>1</script>", subject="/<b>x", detail={"file": "<img src=x>"})
    page = administrator.get("/admin/log").get_data(as_text=True)
    assert not re.search("<script>1|<b>x|<img src=x", page)


def test_entries_are_chosen_by_every_filter_and_by_several(note, shown, account):
    note(Action.FILE, at=datetime(2026, 3, 1, 21, 59, tzinfo=UTC), subject="/reports/2024-1")
    note(Action.LOAD, at=datetime(2026, 3, 1, 22, 1, tzinfo=UTC), programme="OTHER", who="root at the command line")
    note(Action.ACCOUNT, at=datetime(2026, 3, 2, 21, 59, tzinfo=UTC), programme=None, subject=MANAGER)
    first = {who: row[0] for row in shown() for who in [row[1].split(maxsplit=5)[5]]}
    mine = [number for number, *_ in shown()][:3][::-1]

    def found(**filters):
        return [mine.index(row[0]) + 1 for row in shown(**filters) if row[0] in mine]

    assert found() == [3, 2, 1]
    assert found(programme="TEST") == [1]
    assert found(action="load") == [2]
    assert found(who=first["root at the command line"]) == [2]
    assert found(who=first[MANAGER]) == [3, 1]
    assert found(account=str(account(MANAGER).id)) == [3]
    assert found(under="/reports") == [1]
    # Days are those in Helsinki, where the second entry is of the day after the first.
    assert found(since="2026-03-02") == [3, 2]
    assert found(to="2026-03-01") == [1]
    assert found(since="2026-03-02", to="2026-03-02", who=first[MANAGER]) == [3]
    assert found(programme="TEST", action="load") == []


@pytest.mark.parametrize(
    "strange",
    [
        {"who": "99999"},
        {"who": "x"},
        {"action": "none"},
        {"since": "2026-02-30"},
        {"to": "9999-12-31"},
        {"since": "0001-01-01"},
        {"account": "99"},
        {"under": "somebody@example.org"},
        {"page": "0"},
        {"page": "x"},
        {"page": "999999999"},
    ],
)
def test_what_no_filter_can_be_is_as_if_it_were_not_there(note, shown, strange):
    note(Action.FILE)
    assert shown(**strange) == shown()


def test_what_fits_nothing_says_so(administrator):
    page = administrator.get("/admin/log?programme=NONE").get_data(as_text=True)
    assert "No entry fits" in page
    assert "/admin/log.csv" not in page


def test_an_address_holds_what_is_chosen_and_nobodys_name(administrator, note):
    note(Action.FILE)
    answer = administrator.get("/admin/log?programme=&who=1&action=&under=&since=&to=&page=")
    assert (answer.status_code, answer.location) == (302, "/admin/log?who=1")
    page = administrator.get("/admin/log?who=1").get_data(as_text=True)
    addresses = re.findall(r'(?:href|action|value)="([^"]*[/?][^"]*)"', page)
    assert len(addresses) > 10
    assert not [address for address in addresses if "@" in address]


def test_the_log_is_turned_page_by_page_within_what_was_chosen(note, shown, administrator, monkeypatch):
    monkeypatch.setattr(page_of, "SIZE", 4)
    for number in range(10):
        note(Action.LOAD if number % 2 else Action.FILE, subject=f"/{number}")
    subjects = [row[3].split()[0] for page in "123" for row in shown(action="load", page=page)]
    assert subjects[:5] == ["/9", "/7", "/5", "/3", "/1"]
    first = administrator.get("/admin/log?action=load").get_data(as_text=True)
    assert "/admin/log?action=load&amp;page=2#entries" in first
    assert "Page 1 of 2" in first
    last = administrator.get("/admin/log?action=load&page=2").get_data(as_text=True)
    assert "/admin/log?action=load&amp;page=1#entries" in last
    assert "page=3" not in last


def test_the_chain_is_verified_and_its_last_hash_shown(administrator, source, note):
    note(Action.FILE)
    with source.connect() as connection:
        end = audit.end(connection)
    page = administrator.get("/admin/log").get_data(as_text=True)
    assert f'<code class="fingerprint">{end.hash}</code>' in page
    assert "is whole" not in page
    verified = administrator.get(f"/admin/log?verify=1&expect=%20{end.hash.upper()}").get_data(as_text=True)
    assert f"The chain of {end.number} entries is whole." in verified
    missed = administrator.get(f"/admin/log?verify=1&expect={'f' * 64}").get_data(as_text=True)
    assert "The chain is broken" in missed
    assert "No entry has the expected hash" in missed


def test_a_chain_that_was_changed_is_told_in_the_readers_language(administrator, source, note):
    note(Action.FILE)
    with source.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_is_not_changed"))
        connection.execute(text("UPDATE audit SET who = 'nobody@example.org' WHERE action = 'file'"))
    page = administrator.get("/admin/log?verify=1&lang=sv").get_data(as_text=True)
    assert "Kedjan bryts vid anteckning" in page


@pytest.mark.parametrize(("language", "delimiter"), [("en", ","), ("fi", ";"), ("sv", ";")])
def test_the_file_holds_what_was_chosen_and_nothing_that_runs(administrator, note, language, delimiter):
    note(Action.FILE, who="=1+1", subject="@SUM(1)", detail={"file": "x.csv", "day": "2025-12-31"})
    note(Action.LOAD)
    answer = administrator.get(f"/admin/log.csv?action=file&lang={language}")
    assert re.fullmatch(r'attachment; filename="audit-log_[\d-]+\.csv"', answer.headers["Content-Disposition"])
    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=delimiter))
    assert {len(line) for line in lines} == {8}
    assert len(lines) == 2
    number, at, who, programme, _, _, subject, hashed = lines[1]
    assert (at, who, programme, subject) == ("2026-03-01T12:00:00Z", "'=1+1", "TEST", "'@SUM(1)")
    assert number.isdecimal()
    assert re.fullmatch("[0-9a-f]{64}", hashed)


def test_who_takes_the_file_is_noted_and_who_looks_is_not(administrator, log, note):
    note(Action.LOAD)
    administrator.get("/admin/log?action=load&verify=1")
    assert log("file") == []
    assert administrator.get("/admin/log.csv?action=load&under=/x").status_code == 200
    [entry] = log("file")
    assert (entry.who, entry.programme, entry.subject) == (ADMINISTRATOR, None, "/admin/log")
    assert entry.detail == {"file": "audit-log.csv", "filters": ["action", "under"]}


def test_a_file_that_cannot_be_noted_is_not_given(administrator, source, note, monkeypatch):
    note(Action.LOAD)
    monkeypatch.setattr(page_of, "PATIENCE", 0.2)
    with database.writing(source, "a load"):
        answer = administrator.get("/admin/log.csv")
    assert answer.status_code == 503
    assert answer.mimetype == "text/html"
    assert "Try again in a minute" in answer.get_data(as_text=True)


def test_what_readers_really_do_is_told(administrator, signed_in, shown, sent, account):
    reader = signed_in(Role.STEERING)
    visited(reader, "/")
    reader.get("/panels/overview-rows.csv")
    sent(administrator, f"/admin/accounts/{account(MANAGER).id}", change="sessions ended")
    told = [(row[1].split(maxsplit=5)[5], row[2]) for row in shown()]
    assert told[0] == (ADMINISTRATOR, "Ended all sessions")
    assert told[1][0] == EMAILS[Role.STEERING]
    assert told[1][1].startswith("Took the file overview-rows.csv role: steering group · as of")
    assert (EMAILS[Role.STEERING], "Signed in by password") in told
