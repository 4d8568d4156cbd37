"""A report's files over the web: who gets which, what is noted, and whether a file somebody was sent matches."""

import hashlib
import json
import re
import zipfile
from io import BytesIO

import pytest
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from dashboard.app import create_app
from dashboard.exports.report import rendered
from dashboard.exports.report.check import origin
from dashboard.exports.report.routes import LARGEST
from dashboard.i18n import words
from data_access import accounts, reports
from data_access.audit import entries, verify
from data_access.database import engine, reading
from data_access.models import report_versions
from data_access.viewer import Role
from tests.dashboard.exports.reported import NOW, PERIOD, opened, programme, returned, submitted
from tests.dashboard.installed import EMAILS, HASH, settings, sign_in, visited
from tests.data_access.builders import filling

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
FILE = f"?programme=TEST&key={PERIOD}&lang=en"


def reported_twice(url):
    """The report of PERIOD is submitted, returned and prepared again: version 2 was never submitted."""
    made = programme()
    with filling(url) as connection:
        made.rebuild(connection)
        submitted(made, connection)
        returned(made, connection)
        reports.prepare(made.question(connection), PERIOD, remarks={}, by="m@example.org", now=NOW)
        for role, email in EMAILS.items():
            own = "=X" if role is Role.ORGANISATION else None
            account = accounts.add(connection, email, password_hash=HASH)
            accounts.give_role(connection, account, programme="TEST", role=role, organisation=own)
    return made


@pytest.fixture
def fill():
    return reported_twice


@pytest.fixture
def made(filled):
    return filled


@pytest.fixture
def app(made, migrated_url):
    found = create_app(settings(migrated_url))
    yield found
    found.server.extensions["installation"].engine.dispose()


@pytest.fixture
def signed_in(app):
    def browser(role):
        client = app.server.test_client()
        assert sign_in(client, EMAILS[role]).status_code == 303
        return client

    return browser


def taken(client, form="xlsx", version=1, more=""):
    answer = client.get(f"/files/report.{form}{FILE}&version={version}{more}")
    assert answer.status_code == 200
    return answer


def check(client, file, *, token=None, key=PERIOD, programme="TEST"):
    """What the check says of the file, as text."""
    found = (
        token
        or re.search(r'name=\\?"csrf_token\\?".*?value=\\?"([^"\\]+)', client.get("/sign-out").get_data(as_text=True))[
            1
        ]
    )
    data = {"csrf_token": found, "programme": programme, "key": key}
    if file is not None:
        data["file"] = FileStorage(BytesIO(file), "file")
    return posted(client, "/files/check?lang=en", data)


def posted(client, address, data):
    # Encoded here, as the client would leave a file of its own open for a large one.
    boundary, body = encode_multipart(data)
    return client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def log(url):
    """What was noted since the steps of the report but sign-ins, newest first."""
    source = engine(url)
    with reading(source) as connection:
        found = entries(connection)
    source.dispose()
    return [entry for entry in found if entry.action not in ("report", "sign_in")]


def test_a_file_bears_its_name_and_is_not_kept_by_browsers(signed_in):
    answer = taken(signed_in(Role.MANAGER))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="TEST_report_2024H1_v1_en.xlsx"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert opened(answer.data)["Cover"]["A2"].value == "Indicator report 2024H1"
    pdf = taken(signed_in(Role.FINANCIER), "pdf")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")


def test_each_file_taken_is_noted_with_its_hash_before_it_goes_out(signed_in, migrated_url):
    file = taken(signed_in(Role.FINANCIER)).data
    looked, entry = log(migrated_url)
    assert (entry.who, entry.programme, entry.subject) == (EMAILS[Role.FINANCIER], "TEST", f"/reports/{PERIOD}")
    told = {"period": PERIOD, "version": 1, "form": "xlsx", "language": "en", "role": "financier"}
    assert entry.detail.items() >= {**told, "sha256": hashlib.sha256(file).hexdigest(), "bytes": len(file)}.items()
    assert (looked.action, entry.action) == ("evidence", "file")
    source = engine(migrated_url)
    with reading(source) as connection:
        assert verify(connection) is None
    source.dispose()


def test_the_file_is_the_same_each_time_and_for_each_of_a_role(signed_in):
    assert taken(signed_in(Role.MANAGER)).data == taken(signed_in(Role.MANAGER), more="&cohort=A&as_of=2025-01-01").data
    assert taken(signed_in(Role.MANAGER)).data != taken(signed_in(Role.FINANCIER)).data


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_nobody_gets_a_file_that_is_not_theirs(signed_in, app, form, migrated_url):
    for role, version in ((Role.STEERING, 1), (Role.ORGANISATION, 1), (Role.FINANCIER, 2), (Role.MANAGER, 3)):
        assert signed_in(role).get(f"/files/report.{form}{FILE}&version={version}").status_code == 404
    manager = signed_in(Role.MANAGER)
    for address in ("?key=none", "?programme=OTHER&key=2024H1", "", "?key=2024H1&version=x", "?key=2024H1&version=-1",
                    "?key=2024H2", "?key=2024H1&version=99999999999"):  # fmt: skip
        assert manager.get(f"/files/report.{form}{address}").status_code == 404
    assert manager.get(f"/files/report.csv{FILE}").status_code == 404
    stranger = app.server.test_client().get(f"/files/report.{form}{FILE}")
    assert (stranger.status_code, stranger.location.startswith("/sign-in")) == (302, True)
    assert log(migrated_url) == []


def test_without_a_version_the_last_that_the_reader_may_see_is_handed_out(signed_in):
    for role, version in ((Role.MANAGER, 2), (Role.FINANCIER, 1)):
        answer = signed_in(role).get(f"/files/report.xlsx{FILE}")
        assert f"_v{version}_" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_the_financier_learns_that_a_file_of_the_manager_is_unchanged_and_nothing_of_what_it_hides(signed_in, form):
    file = taken(signed_in(Role.MANAGER), form).data
    answer = check(signed_in(Role.FINANCIER), file)
    assert answer.status_code == 200
    name = {"xlsx": "Excel workbook", "pdf": "PDF"}[form]
    assert "<h1>The file matches</h1>" in answer.get_data(as_text=True)
    assert (
        f"This is the {name} in English of version 1 of the report 2024H1, made for the project manager, as handed"
        in said(answer)
    )
    assert "unchanged byte for byte" in said(answer)
    assert "What was frozen is intact as well" in said(answer)


def test_a_single_changed_byte_is_found(signed_in):
    file = bytearray(taken(signed_in(Role.FINANCIER)).data)
    file[len(file) // 2] ^= 1
    answer = check(signed_in(Role.FINANCIER), bytes(file))
    assert "The file does not match" in said(answer)
    assert hashlib.sha256(file).hexdigest() in said(answer)
    assert "Ask for the file as it was downloaded" in said(answer)


def test_a_file_that_the_log_does_not_know_is_made_anew_and_compared(made, signed_in, migrated_url):
    source = engine(migrated_url)
    with reading(source) as connection:
        for role, form in ((Role.MANAGER, "xlsx"), (Role.FINANCIER, "pdf")):
            question = made.question(connection, role=role)
            file = rendered(form, question, reports.frozen(question, PERIOD, 1), words("sv"))
            answer = said(check(signed_in(Role.FINANCIER), file))
            assert "in Swedish of version 1 of the report 2024H1" in answer
            assert "The audit log does not say when it was handed out" in answer
    source.dispose()
    assert log(migrated_url) == []


def test_a_draft_is_not_made_anew_for_the_financier(made, migrated_url):
    source = engine(migrated_url)
    with reading(source) as connection:
        asks = made.question(connection)
        file = rendered("xlsx", asks, reports.frozen(asks, PERIOD, 2), words("en"))
        assert origin(asks, PERIOD, file).version == 2
        assert origin(made.question(connection, role=Role.FINANCIER), PERIOD, file) is None
    source.dispose()


def test_an_earlier_version_and_a_draft_are_told_as_such(signed_in):
    first, draft = (taken(signed_in(Role.MANAGER), version=version).data for version in (1, 2))
    assert "It is not the latest version of this report: that is version 2" in said(
        check(signed_in(Role.MANAGER), first)
    )
    assert "never submitted" in said(check(signed_in(Role.FINANCIER), draft))


def test_a_report_that_was_changed_in_the_database_is_told(signed_in, migrated_url):
    file = taken(signed_in(Role.FINANCIER)).data
    source = engine(migrated_url)
    with source.begin() as connection:
        one = report_versions.c
        content = connection.execute(select(one.content).where(one.version == 1)).scalar_one()
        connection.execute(
            update(report_versions).where(one.version == 1).values(content=content.replace("well", "bad!"))
        )
    source.dispose()
    answer = said(check(signed_in(Role.FINANCIER), file))
    assert "The file matches, but the frozen report was changed" in answer
    assert "Tell the administrator" in answer


@pytest.mark.parametrize("file", [b"", None])
def test_no_file_is_told_as_such(signed_in, file):
    answer = check(signed_in(Role.MANAGER), file)
    assert answer.status_code == 400
    assert "No file was chosen, or it is empty" in said(answer)


def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("docProps/core.xml", b" " * 40_000_000)
    return packed.getvalue()


@pytest.mark.parametrize("file", [b"x", b"PK\x03\x04", b"%PDF-", b"PK\x03\x04" + b"\0" * 3_000_000, bomb()])
def test_whatever_somebody_sends_is_answered(signed_in, file):
    assert "The file does not match" in said(check(signed_in(Role.FINANCIER), file))


def test_a_file_beyond_the_limit_is_refused_and_no_other_address_takes_as_much(signed_in):
    client = signed_in(Role.FINANCIER)
    answer = check(client, b"x" * (LARGEST + 1))
    assert answer.status_code == 413
    assert "at most 50 megabytes" in said(answer)
    assert posted(client, "/sign-out", {"file": FileStorage(BytesIO(b"x" * 2_000_000), "f")}).status_code == 413


def test_a_check_needs_the_token_and_a_report_that_is_the_readers(signed_in, app):
    assert check(signed_in(Role.FINANCIER), b"x", token="forged").status_code == 400
    for role in (Role.STEERING, Role.ORGANISATION):
        assert check(signed_in(role), b"x").status_code == 404
    assert check(signed_in(Role.FINANCIER), b"x", programme="OTHER").status_code == 404
    assert app.server.test_client().post("/files/check", data={"file": (BytesIO(b"x"), "f")}).status_code == 401


def test_the_file_sent_leaves_no_trace(signed_in, migrated_url, caplog):
    check(signed_in(Role.FINANCIER), b"%PDF-somebody@example.org")
    assert log(migrated_url) == []
    assert "somebody" not in caplog.text


def test_the_answer_in_another_language_leads_back_to_the_form(signed_in):
    answer = signed_in(Role.FINANCIER).get(f"/files/check{FILE}".replace("lang=en", "lang=fi"))
    assert answer.status_code == 302
    assert answer.location == f"/reports/{PERIOD}?programme=TEST&lang=fi#report-files"


def test_the_page_offers_each_form_in_each_language_and_lists_what_was_taken(signed_in):
    taken(signed_in(Role.MANAGER))
    file = taken(signed_in(Role.FINANCIER), "pdf").data
    page = json.dumps(json.loads(visited(signed_in(Role.FINANCIER), f"/reports/{PERIOD}?lang=en")))
    for form in ("xlsx", "pdf"):
        for language in ("fi", "sv", "en"):
            assert f"/files/report.{form}?programme=TEST&lang={language}&key={PERIOD}&version=1" in page
    assert hashlib.sha256(file).hexdigest() in page
    assert "1 file of it was handed out" in page
    assert "2 files of it were handed out" in visited(signed_in(Role.MANAGER), f"/reports/{PERIOD}?lang=en&version=1")
    assert '"encType": "multipart/form-data"' in page
    assert "report-files" not in visited(signed_in(Role.STEERING), f"/reports/{PERIOD}?lang=en")
