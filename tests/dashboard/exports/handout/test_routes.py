"""Who may take which page as a file, and what is noted of it."""

import io
import json
import zipfile

import pytest

from dashboard.exports.handout.forms import FORMS
from data_access.audit import Action
from data_access.viewer import Role
from tests.dashboard.exports.handout.opened import archive, sheets, slides
from tests.dashboard.installed import visited

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def said(file, form):
    """Everything in the file that is text, as far as a zip shows it."""
    if form == "pdf":
        return ""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return " ".join(package.read(name).decode(errors="replace") for name in package.namelist())


@pytest.mark.parametrize("form", FORMS)
def test_a_page_is_handed_out_with_its_own_parameters(signed_in, form):
    answer = signed_in(Role.MANAGER).get(f"/pages/organisation.{form}?key=B&lang=en&as_of=2024-05-31")
    assert answer.status_code == 200
    assert answer.mimetype == FORMS[form].mimetype
    name = f"TEST_organisation_B_2024-05-31_en.{FORMS[form].ending}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("form", FORMS)
def test_a_stranger_is_sent_to_sign_in(stranger, form):
    assert stranger.get(f"/pages/overview.{form}").status_code == 302


REFUSED = {
    Role.ORGANISATION: [
        "overview.pptx",
        "organisations.pptx",
        "indicators.xlsx",
        "organisation.pptx",
        "organisation.pptx?key=B",
        "organisation.pdf?key=%42",
        "organisation.csv?key=A&key=B",
        "organisation.xlsx?key=A&programme=OTHER",
    ],
    Role.FINANCIER: ["overview.pptx", "organisations.csv", "organisation.pdf?key=A", "overview.pptx?key=A"],
    Role.MANAGER: [
        "overview.docx",
        "overview.",
        "nothing.pptx",
        "overview.pptx?programme=OTHER",
        "overview.pptx?programme=TEST&programme=TEST2",
        "organisation.pptx?key=none",
        "organisation.pptx",
        "../overview.pptx",
        "overview%2epptx.pptx",
        "overview.PPTX",
    ],
}


@pytest.mark.parametrize(("role", "address"), [(role, one) for role, some in REFUSED.items() for one in some])
def test_nobody_gets_what_is_not_theirs(signed_in, written, role, address):
    client = signed_in(role)
    answer = client.get(f"/pages/{address}")
    known = address == "overview.pptx?programme=TEST&programme=TEST2"  # what stands twice means nothing
    assert answer.status_code == (200 if known else 404), address
    assert known or b"Beta" not in answer.data
    assert known or not [one for one in written() if one[1] == Action.FILE]


def test_each_role_gets_its_own_panels_and_no_small_numbers(signed_in):
    for role, names in ((Role.MANAGER, ["Rows", "For the manager"]), (Role.STEERING, ["Rows"])):
        file = signed_in(role).get("/pages/overview.xlsx?lang=en").data
        pages = sheets(file)
        assert list(pages) == ["Cover", *names]
        people = [row[1] for row in pages["Rows"][1:]]
        assert people == ([3, 12] if role is Role.MANAGER else ["hidden to protect privacy", 12])


def test_a_panel_that_fails_says_nothing_of_why(signed_in):
    file = signed_in(Role.MANAGER).get("/pages/overview.pptx?lang=en").data
    assert "This panel could not be made" in [slide.finding for slide in slides(file)]
    assert "somebody@example.org" not in said(file, "pptx")


def test_the_file_is_noted_before_it_is_handed_out(signed_in, written):
    signed_in(Role.STEERING).get("/pages/organisation.pdf?key=A&lang=en")
    who, action, subject, detail = written()[-1]
    assert (who, action, subject) == ("steering@example.org", Action.FILE, "/organisations/A")
    assert detail["file"] == "organisation.pdf"
    assert detail["role"] == Role.STEERING


def test_a_filter_that_the_programme_does_not_have_is_not_repeated_on_the_cover(signed_in):
    client = signed_in(Role.MANAGER)
    files = archive(client.get("/pages/overview.csv?lang=en&sector=Visit+evil.example&cohort=Pay+now").data)
    assert 'Filters,"Cohort: unknown, Sector: unknown"' in files["about.csv"]
    assert not any("evil" in text or "Pay now" in text for text in files.values())


def test_every_page_links_to_its_files(signed_in):
    address = "/organisations/A?lang=en&as_of=2024-05-31&overview-rows.page=2"
    answer = json.dumps(json.loads(visited(signed_in(Role.MANAGER), address)))
    for form in ("pptx", "pdf", "xlsx"):
        assert f'"/pages/organisation.{form}?as_of=2024-05-31&lang=en&key=A"' in answer
