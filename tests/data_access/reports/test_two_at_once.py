"""Two who take the same step at the same moment: one of them does, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from data_access import audit, database, reports
from data_access.models import report_versions
from data_access.question import ask, programme
from data_access.reports import Refused, State
from data_access.viewer import Role, Viewer
from tests.data_access.builders import TODAY
from tests.data_access.reports.later import NOW, Delivered

PERIOD = "2024H1"


@pytest.fixture
def source(migrated_url):
    made = database.engine(migrated_url)
    with made.begin() as connection:
        Delivered().session("S1").participant("p1").attendance("S1", "p1").rebuild(connection)
    yield made
    made.dispose()


def once(source, step, by):
    with database.writing(source, "TEST") as connection:
        about = programme(connection, "TEST")
        step(ask(connection, Viewer(about.id, Role.MANAGER), about, today=TODAY), by)


def at_once(source, step, number=4):
    """What became of each of so many attempts: True, or what it was told."""
    ready = Barrier(number)

    def attempt(at):
        ready.wait()
        try:
            once(source, step, f"person {at}")
        except Refused as refused:
            return str(refused)
        return True

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(attempt, range(number)))


def prepare(question, by):
    reports.prepare(question, PERIOD, remarks={}, by=by, now=NOW, seen=0)


def submit(question, by):
    reports.submit(question, PERIOD, by=by, now=NOW)


def standing(source):
    with database.reading(source) as connection:
        about = programme(connection, "TEST")
        return reports.standing(ask(connection, Viewer(about.id, Role.MANAGER), about, today=TODAY), PERIOD)


def test_one_takes_the_step_and_the_others_are_told(source):
    prepared = at_once(source, prepare)
    assert prepared.count(True) == 1
    assert sum("in the meantime" in str(one) for one in prepared) == 3
    submitted = at_once(source, submit)
    assert submitted.count(True) == 1
    assert sum("Only a report that was prepared" in str(one) for one in submitted) == 3
    stands = standing(source)
    assert (stands.state, stands.version, stands.last_step) == (State.SUBMITTED, 1, 2)
    with database.reading(source) as connection:
        assert audit.end(connection).number == 2
        assert audit.verify(connection) is None


def test_a_step_that_breaks_off_in_the_middle_leaves_nothing(source, monkeypatch):
    def breaks(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("data_access.reports.moves.audit.note", breaks)
    with pytest.raises(KeyboardInterrupt):
        once(source, prepare, "somebody")
    monkeypatch.undo()
    stands = standing(source)
    assert (stands.state, stands.version, stands.last_step) == (State.NOT_STARTED, None, 0)
    with database.reading(source) as connection:
        assert connection.execute(report_versions.select()).all() == []
