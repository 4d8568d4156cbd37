from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.app import screens
from dashboard.exports.handout.handout import Handout, leaf
from dashboard.i18n import words
from dashboard.layout import panels
from dashboard.presenting.handed import out
from dashboard.presenting.slides import default
from dashboard.selection import read
from dashboard.visit import asked_by, heading
from data_access import accounts, database, question
from data_access.decks import PRESENT, Remark, Slide
from data_access.models import current
from data_access.viewer import Forbidden, Role, Viewer
from tests.dashboard.installed import EMAILS

NOW = datetime(2026, 7, 15, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(demonstration):
    """A connection to a database with the demonstration programme."""
    source = database.engine(f"sqlite:///{demonstration}")
    with source.connect() as connection:
        yield connection
    source.dispose()


@pytest.fixture(scope="module")
def opened(demo):
    """Of what each page opens one code."""
    return {
        "/organisations": accounts.by_email(demo, EMAILS[Role.ORGANISATION]).memberships[0].viewer.organisation,
        "/practices": demo.execute(current("practices", 1)).first().practice,
        "/indicators": "O.2.3",
        "/reports": demo.execute(current("periods", 1)).first().period,
    }


@pytest.fixture(scope="module")
def handouts(demo, opened):
    """Each page that the role may see as it is handed out, by the page's id, and a deck."""
    made = {}

    def of(role, language="en"):
        if (role, language) not in made:
            made[role, language] = dict(_all(demo, opened, role, language))
        return made[role, language]

    return of


def _all(connection, opened, role, language):
    programme = question.programme(connection, "DEMO").id
    viewer = Viewer(programme, role, opened["/organisations"] if role is Role.ORGANISATION else None)
    for screen in screens():
        key = opened[screen.path] if screen.opens else None
        selection = read(screen.path, {"key": key} if key else {})
        asked = asked_by(viewer, "DEMO", selection, connection=connection, words=words(language))
        try:
            title = heading(screen, asked)
        except Forbidden:
            continue
        leaves = [leaf(exhibit, made, asked.words) for exhibit, made in panels(screen, asked)]
        yield screen.id, Handout(title, asked, leaves, NOW)
    if role in PRESENT:
        asked = asked_by(viewer, "DEMO", read("/present", {}), connection=connection, words=words(language))
        yield "deck", out(_deck(opened), asked, screens())


def _deck(opened):
    """What the service makes of itself, with what a manager adds: a panel that needs a code, remarks, an annex."""
    deck = default(words("en"), screens())
    course = Slide("indicator-course", opened["/indicators"], "Say this.", (Remark("A pause", date(2026, 3, 1)),))
    return replace(deck, slides=[*deck.slides, course, Slide("network-feedback", annex=True)], decisions=["The budget"])
