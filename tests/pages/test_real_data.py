"""The figures on the pages of real programmes, against an independent count from the raw files."""

import shutil
from collections import Counter
from datetime import UTC, date, datetime
from itertools import accumulate

import pytest

from dashboard.app import screens
from dashboard.components.panel_card import Failure
from dashboard.i18n import LANGUAGES, words
from dashboard.layout import panels
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access import database, intake, question
from data_access.viewer import Role, Viewer
from tests.data_access import raw_counts as raw

TODAY = date(2025, 11, 22)
pytestmark = pytest.mark.skipif(raw.missing() is not None, reason=str(raw.missing()))


@pytest.fixture(scope="module")
def connection(migrated_file, tmp_path_factory):
    file = shutil.copyfile(migrated_file, tmp_path_factory.mktemp("real") / "real.sqlite")
    made = database.engine(f"sqlite:///{file}")
    now, folder = datetime(2025, 11, 22, 12, tzinfo=UTC), raw.DATA
    for profile, files in (
        ("carpentries", [folder / "carpentries" / "workshops.csv"]),
        ("rladies", [folder / "rladies" / f"events_{year}.json" for year in (2018, 2019)]),
    ):
        loaded = intake.load(made, files, key=b"k" * 32, profile=profile, loaded_by="test", now=now)
        assert not loaded.problems
    with made.connect() as opened:
        yield opened
    made.dispose()


def asked(connection, programme, path, *, key=None, role=Role.MANAGER, language="en"):
    about = question.programme(connection, programme)
    questioned = question.ask(connection, Viewer(about.id, role), about, today=TODAY)
    return Asked(questioned, Selection(path, key=key), words(language))


def rows(connection, programme, panel):
    """The rows behind a panel of a page that opens nothing."""
    for screen in screens():
        for exhibit in screen.exhibits:
            if exhibit.id == panel:
                return list(exhibit.panel(asked(connection, programme, screen.path)).frame.records())
    raise KeyError(panel)


def known(rows, name):
    return {month_of(row["starts_on"]): row[name] for row in rows if row[name]}


def month_of(day):
    return day.year, day.month


def test_hosts_their_workshops_and_who_came(connection):
    found = rows(connection, "CARPENTRIES", "organisations-sessions")
    assert Counter(row["sessions"] for row in found) == Counter(raw.workshops_by_host().values())
    assert sum(row["sessions"] for row in found) == raw.workshop_count()
    assert sum(row["participations"] or 0 for row in found) == raw.attendance_total()
    assert sum(row["unknown"] for row in found) == raw.attendance_missing()


def test_workshops_add_up_month_by_month(connection):
    found = rows(connection, "CARPENTRIES", "overview-timeline")
    by_month = raw.workshops_by_month()
    expected = dict(zip(sorted(by_month), accumulate(by_month[month] for month in sorted(by_month)), strict=True))
    shown = {month_of(row["ends_on"]): row["training"] for row in found}
    assert {month: shown[month] for month in expected} == expected
    assert max(shown.values()) == raw.workshop_count()


def test_meetings_and_who_came_month_by_month(connection):
    found = rows(connection, "RLADIES", "network-meetings")
    assert known(found, "meetings") == dict(raw.meetings_by_month())
    assert known(found, "headcount") == {month: yes for month, yes in raw.yes_answers_by_month().items() if yes}


def test_chapters_and_their_meetings(connection):
    found = rows(connection, "RLADIES", "network-chapters")
    assert Counter(row["meetings"] for row in found) == Counter(raw.meetings_by_chapter().values())
    assert sum(row["headcount"] or 0 for row in found) == raw.yes_answers()


def test_meetings_are_the_indicator_and_persons_are_unknown_not_none(connection):
    figures = {row["code"]: row["value"] for row in rows(connection, "RLADIES", "indicators-figures")}
    assert figures["P.8"] == raw.meetings_held()
    assert figures["P.7"] is None
    assert figures["O.2.3"] is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("programme", ["CARPENTRIES", "RLADIES"])
@pytest.mark.parametrize("role", [Role.MANAGER, Role.STEERING])
def test_every_panel_can_be_made(connection, programme, language, role):
    keys = {
        "organisation": {"CARPENTRIES": "software-carpentry-45775fdb2c", "RLADIES": "rladies-austin"}[programme],
        "indicator": "P.8",
        "report": asked(connection, programme, "/reports").question.programme.periods[0].code,
    }
    for screen in screens():
        if role not in screen.roles or screen.id == "practice":
            continue
        key = keys[screen.id] if screen.opens else None
        for exhibit, panel in panels(
            screen, asked(connection, programme, screen.path, key=key, role=role, language=language)
        ):
            assert not isinstance(panel, Failure), exhibit.id
            assert panel.finding.strip(), exhibit.id
            assert "nan" not in panel.finding.casefold().split(), panel.finding
