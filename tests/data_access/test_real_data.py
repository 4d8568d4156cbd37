"""The real data through the shipped profiles, against the independent count of ``raw_counts``."""

import shutil
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from data_access import database, intake
from data_access.models import current, ledger, programmes
from tests.data_access import raw_counts as raw

KEY = b"a key for the tests, 32 bytes .."
NOW = datetime(2025, 11, 22, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(raw.missing() is not None, reason=str(raw.missing()))


def load(engine, files, profile, **more):
    return intake.load(engine, files, key=KEY, profile=profile, loaded_by="test", now=NOW, **more)


class Loaded:
    """What stands in the tables after the load."""

    def __init__(self, engine, outcome, code):
        self.engine, self.outcome = engine, outcome
        with engine.connect() as connection:
            self.programme = connection.scalar(select(programmes.c.id).where(programmes.c.code == code))

    def rows(self, sheet):
        with self.engine.connect() as connection:
            return connection.execute(current(sheet, self.programme)).all()

    def figure(self, indicator, as_of=date(2019, 12, 31)):
        """The ledger's sum, None where it has no entry."""
        entries = ledger.c.programme_id == self.programme, ledger.c.indicator == indicator, ledger.c.measure == "value"
        counts = ledger.c.left_out.is_(None), ledger.c.counted_on <= as_of
        with self.engine.connect() as connection:
            return connection.scalar(select(func.sum(ledger.c.amount)).where(*entries, *counts))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request, tmp_path_factory):
    """One database for the whole module: loading takes seconds, and no test changes what was loaded."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("real") / "real.sqlite"
        shutil.copyfile(request.getfixturevalue("migrated_file"), file)
        made = database.engine(f"sqlite:///{file}")
        yield made
        made.dispose()
        return
    cluster = request.getfixturevalue("cluster")
    with cluster.database(template=request.getfixturevalue("migrated_database")) as name:
        made = database.engine(cluster.url(name))
        yield made
        made.dispose()


@pytest.fixture(scope="module")
def carpentries(engine):
    return Loaded(engine, load(engine, [raw.WORKSHOPS], "carpentries"), "CARPENTRIES")


@pytest.fixture(scope="module")
def rladies(engine):
    return Loaded(engine, load(engine, list(raw.EVENTS), "rladies"), "RLADIES")


def by_month(rows):
    return Counter((row.held_on.year, row.held_on.month) for row in rows)


def test_carpentries_load_without_a_problem_or_a_warning(carpentries):
    outcome = carpentries.outcome
    assert not outcome.problems
    assert not outcome.warnings
    assert not outcome.skipped


def test_every_workshop_is_a_training_session_of_its_month(carpentries):
    sessions = carpentries.rows("sessions")
    assert len(sessions) == raw.workshop_count() == 1983
    assert {(row.kind, row.status) for row in sessions} == {("training", "held")}
    assert by_month(sessions) == raw.workshops_by_month()


def test_every_host_is_an_organisation_with_its_workshops(carpentries):
    organisations = {row.organisation: row for row in carpentries.rows("organisations")}
    assert len(organisations) == len(raw.workshops_by_host()) == 505
    assert {row.name: row.region for row in organisations.values()} == raw.host_countries()
    held = Counter(organisations[row.organisation].name for row in carpentries.rows("sessions"))
    assert held == raw.workshops_by_host()


def test_headcounts_are_those_of_the_file_and_unknown_is_not_zero(carpentries):
    sessions = carpentries.rows("sessions")
    known = [row.headcount for row in sessions if row.headcount is not None]
    assert sorted(known) == sorted(raw.attendance_known())
    assert sum(known) == raw.attendance_total()
    assert len(sessions) - len(known) == raw.attendance_missing() == 225


def test_workshops_with_headcounts_count_no_persons(carpentries):
    assert not carpentries.figure("P.3")
    assert not carpentries.figure("O.2.3")
    assert not carpentries.figure("P.8")


def test_rladies_load_without_a_problem_or_a_warning(rladies):
    outcome = rladies.outcome
    assert not outcome.problems
    assert not outcome.warnings
    assert not outcome.skipped


def test_every_event_is_a_network_session_and_those_past_were_held(rladies):
    sessions = rladies.rows("sessions")
    held = [row for row in sessions if row.status == "held"]
    assert {row.kind for row in sessions} == {"network"}
    assert len(sessions) == raw.event_count() == 1548
    assert len(sessions) - len(held) == raw.meetings_cancelled() == 87
    assert by_month(held) == raw.meetings_by_month()
    assert sum(row.headcount for row in held) == raw.yes_answers() == 31983


def test_every_chapter_is_an_organisation_with_its_meetings(rladies):
    assert {row.organisation: row.name for row in rladies.rows("organisations")} == raw.chapters()
    held = Counter(row.organisation for row in rladies.rows("sessions") if row.status == "held")
    assert held == raw.meetings_by_chapter()


def test_the_ledger_counts_the_meetings_held(rladies):
    for as_of in (date(2018, 3, 31), date(2018, 12, 31), date(2019, 7, 1), date(2019, 12, 31)):
        assert rladies.figure("P.8", as_of) == raw.meetings_held(as_of)


def test_meetings_with_headcounts_count_no_persons(rladies):
    assert not rladies.figure("P.7")


def test_a_second_load_changes_nothing(carpentries, rladies, engine):
    for files, profile in (([raw.WORKSHOPS], "carpentries"), (list(raw.EVENTS), "rladies")):
        again = load(engine, files, profile)
        assert not again.problems
        assert again.delivery is None
        assert {(sheet.added, sheet.changed, sheet.removed) for sheet in again.sheets.values()} == {(0, 0, 0)}
    assert len(carpentries.rows("sessions")) == raw.workshop_count()
    assert len(rladies.rows("sessions")) == raw.event_count()
