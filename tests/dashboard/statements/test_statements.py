import re

import pytest
from sqlalchemy import select, update

from dashboard.app import create_app
from data_access.models import programmes
from tests.dashboard.installed import settings

PAGES = ("/accessibility", "/privacy", "/feedback")
LANGUAGES = ("fi", "sv", "en")


def plain(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_reads_every_statement_in_every_language(stranger, path, language):
    answer = stranger.get(f"{path}?lang={language}")
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.get_data(as_text=True)
    assert "{" not in plain(answer)


def test_every_page_leads_to_the_statements(stranger):
    said = stranger.get("/sign-in").get_data(as_text=True)
    assert all(f'href="{path}"' in said for path in PAGES)


def test_the_privacy_statement_promises_what_holds_in_every_programme(app, stranger):
    with app.server.extensions["installation"].engine.begin() as connection:
        first = connection.execute(select(programmes.c.id).limit(1)).scalar_one()
        lower = update(programmes).where(programmes.c.id == first).values(cell_threshold=3, network_threshold=7)
        connection.execute(lower)
    said = plain(stranger.get("/privacy?lang=en"))
    assert "counts of 1 to 2 people" in said
    assert "about fewer than 7" in said


def test_the_privacy_statement_says_what_is_configured(furnished_url):
    made = create_app(
        settings(
            furnished_url,
            retention_years=7,
            session_idle_minutes=33,
            session_hours=9,
            sign_in_free_failures=4,
            sign_in_longest_wait_minutes=22,
            sign_in_failures_remembered_hours=48,
            service_provider="An Institute",
            service_contact="privacy@example.org",
        )
    )
    said = plain(made.server.test_client().get("/privacy?lang=en"))
    for part in (
        "An Institute answers for",
        "privacy@example.org",
        "counts of 1 to 4 people",
        "fewer than 10",
        "7 years",
        "33 minutes",
        "9 hours",
        "After 4 failures",
        "up to 22 minutes",
        "48 hours",
    ):
        assert part in said
    made.server.extensions["installation"].engine.dispose()


def test_nothing_is_said_of_a_provider_that_is_not_configured(stranger):
    for path in ("/privacy", "/accessibility"):
        said = plain(stranger.get(f"{path}?lang=en"))
        assert "None" not in said
        assert "the organisation that runs the programme" in said.lower()
