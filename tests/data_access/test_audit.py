import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError, StatementError

from data_access import database
from data_access.audit import LOG, Action, Entry, Page, doers, each, end, entries, last, note, page, verify
from data_access.audit.entry import BEGINNING, hashed
from data_access.models import audit

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, UTC)
ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
ANY_TEXT = some.text(some.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
DETAILS = some.dictionaries(
    some.text(max_size=5),
    some.recursive(
        some.none()
        | some.booleans()
        | some.integers(-(2**53), 2**53)
        | some.floats(allow_nan=False, allow_infinity=False)
        | some.text(),
        some.lists,
        max_leaves=5,
    ),
    max_size=3,
)
# Several processes do this at once, each on connections of its own.
NOTING = """
import sys
from datetime import UTC, datetime
from data_access.audit import LOG, Action, note
from data_access.database import engine, writing
url, who, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
source = engine(url)
for turn in range(times):
    with writing(source, f"programme {who}" if turn % 2 else LOG) as connection:
        note(connection, who=who, action=list(Action)[turn % len(Action)], programme="P", subject=f"/{turn}",
             detail={"turn": turn}, at=datetime.now(UTC))
"""


@pytest.fixture
def source(migrated_url):
    made = database.engine(migrated_url)
    yield made
    made.dispose()


def add(source, **facts):
    with database.writing(source, LOG) as connection:
        noted(connection, **facts)


def add_and_fail(source):
    with database.writing(source, LOG) as connection:
        noted(connection, subject="/undone")
        raise ZeroDivisionError


def noted(connection, **facts):
    said = {"who": "a@example.org", "action": Action.EVIDENCE, "programme": "P", "subject": "/x", "detail": {}}
    note(connection, **said | {"at": NOON} | facts)


def chain(connection):
    return [row._asdict() for row in connection.execute(select(audit).order_by(audit.c.number))]


def unguard(connection):
    """What somebody with all rights to the database can do."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        return
    for name in ("audit_is_not_changed", "audit_is_not_shortened", "audit_goes_on"):
        connection.execute(text(f"DROP TRIGGER {name}"))


def test_entries_come_back_as_they_were_noted(source):
    helsinki = timezone(timedelta(hours=2))
    detail = {"ä": [1, 2.5, None, True], "deep": {"b": "\u0000\ud800", "a": "ö"}}
    add(source, programme=None, detail=detail, at=NOON.astimezone(helsinki))
    with source.connect() as connection:
        [entry] = entries(connection)
        assert verify(connection) is None
    assert (entry.number, entry.before, entry.programme, entry.detail) == (1, BEGINNING, None, detail)
    assert entry.at == NOON
    assert entry.at.tzinfo is UTC
    assert entry.fits


def test_the_hash_is_sha_256_over_the_entry_as_sorted_json_on_both_databases(source):
    add(source, detail={"b": 1, "a": ["ä", 0.1]})
    written = (
        '{"action":"evidence","at":"2026-03-01T12:00:00.123456+00:00","before":"' + "0" * 64 + '",'
        '"detail":{"a":["\\u00e4",0.1],"b":1},"number":1,"programme":"P","subject":"/x","who":"a@example.org"}'
    )
    with source.connect() as connection:
        assert end(connection).hash == hashlib.sha256(written.encode()).hexdigest()


def test_each_entry_holds_the_hash_of_the_one_before(source):
    for number in range(3):
        add(source, subject=f"/{number}")
    with source.connect() as connection:
        kept, last = chain(connection), end(connection)
        assert verify(connection) is None
    assert [row["number"] for row in kept] == [1, 2, 3]
    assert [row["before"] for row in kept] == [BEGINNING, kept[0]["hash"], kept[1]["hash"]]
    assert (last.number, last.hash) == (3, kept[2]["hash"])


def test_a_thousand_entries_of_several_processes_at_once_chain(migrated_url, source):
    each = [340, 330, 330]
    runs = [
        subprocess.Popen([sys.executable, "-c", NOTING, migrated_url, f"{n}@example.org", str(times)])  # noqa: S603
        for n, times in enumerate(each)
    ]
    assert [run.wait(timeout=240) for run in runs] == [0, 0, 0]
    with source.connect() as connection:
        assert verify(connection) is None
        assert end(connection).number == 1000
        kept = chain(connection)
    assert len({row["hash"] for row in kept}) == 1000
    assert {row["action"] for row in kept} == set(Action)
    for n, times in enumerate(each):
        assert [row["detail"]["turn"] for row in kept if row["who"] == f"{n}@example.org"] == list(range(times))


def test_threads_of_one_process_wait_for_each_other(source):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: add(source, subject=f"/{n}"), range(40)))
    with source.connect() as connection:
        assert verify(connection) is None
        assert end(connection).number == 40


def test_a_transaction_that_fails_leaves_no_gap(source):
    add(source)
    with pytest.raises(ZeroDivisionError):
        add_and_fail(source)
    add(source, subject="/after")
    with source.connect() as connection:
        assert verify(connection) is None
        assert [(entry.number, entry.subject) for entry in entries(connection)] == [(2, "/after"), (1, "/x")]


@pytest.mark.parametrize(
    "change",
    [
        update(audit).values(who="b@example.org"),
        update(audit).where(audit.c.number == 1).values(detail={}),
        delete(audit),
        delete(audit).where(audit.c.number == 2),
    ],
    ids=["update all", "update one", "delete all", "delete one"],
)
def test_the_database_itself_refuses_to_change_or_take_away(source, change):
    add(source)
    add(source)
    with pytest.raises(DatabaseError, match="audit log"), source.begin() as connection:
        connection.execute(change)
    with source.connect() as connection:
        assert end(connection).number == 2
        assert verify(connection) is None


@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_the_database_itself_takes_no_entry_but_the_next(source, number):
    add(source)
    add(source)
    with source.connect() as connection:
        row = chain(connection)[0] | {"number": number}
    with pytest.raises(DatabaseError, match="must be the next"), source.begin() as connection:
        connection.execute(insert(audit).values(row))


@ON_SQLITE
def test_an_entry_cannot_be_replaced_under_its_number(source):
    add(source)
    replacing = (
        "INSERT OR REPLACE INTO audit"
        " SELECT number, at, 'b@example.org', action, programme, subject, detail, before, hash FROM audit"
    )
    with pytest.raises(DatabaseError, match="must be the next"), source.begin() as connection:
        connection.execute(text(replacing))


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_the_log_cannot_be_emptied_at_once(source):
    add(source)
    with pytest.raises(DatabaseError, match="audit log"), source.begin() as connection:
        connection.execute(text("TRUNCATE audit"))


CHANGES = {
    "at": some.datetimes(timezones=some.just(UTC)),
    "who": ANY_TEXT,
    "action": some.sampled_from([*Action, "sign_in"]),
    "programme": some.none() | ANY_TEXT,
    "subject": ANY_TEXT,
    "detail": DETAILS,
    "before": some.text("0123456789abcdef", min_size=64, max_size=64),
    "hash": some.text("0123456789abcdef", min_size=64, max_size=64),
    "number": some.integers(6, 10**9) | some.integers(-9, 0),
}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=some.integers(1, 5), field=some.sampled_from(sorted(CHANGES)), data=some.data())
def test_any_change_to_any_field_of_any_entry_is_found(source, which, field, data):
    with source.connect() as connection:
        if not end(connection).number:
            for number in range(5):
                noted(connection, subject=f"/{number}", detail={"n": number, "deep": [{"a": 1.5}]})
            unguard(connection)
            connection.commit()
        assert verify(connection) is None
        before = chain(connection)[which - 1]
        value = data.draw(CHANGES[field])
        connection.execute(update(audit).where(audit.c.number == which).values({field: value}))
        after = next((row for row in chain(connection) if row["number"] == which), None)
        broken = verify(connection)
        connection.rollback()
    assert (broken is None) == (before == after)
    if broken:
        # A changed number stands at the place where it is missed, or before all others.
        assert broken.number == (1 if field == "number" and value < 1 else which)


@pytest.mark.parametrize("gone", [1, 3])
def test_an_entry_that_was_taken_out_is_missed(source, gone):
    for _ in range(5):
        add(source)
    with source.begin() as connection:
        unguard(connection)
        connection.execute(delete(audit).where(audit.c.number == gone))
        broken = verify(connection)
    assert broken.number == gone
    assert str(broken.reason) == "The entry is missing."


def test_an_entry_that_was_taken_out_is_missed_though_the_others_moved_up(source):
    for _ in range(4):
        add(source)
    with source.begin() as connection:
        unguard(connection)
        connection.execute(delete(audit).where(audit.c.number == 2))
        for number in (3, 4):
            connection.execute(update(audit).where(audit.c.number == number).values(number=number - 1))
        assert verify(connection).number == 2


def test_what_was_taken_from_the_end_is_missed_by_who_kept_the_last_hash(source):
    for _ in range(3):
        add(source)
    with source.begin() as connection:
        kept = end(connection).hash
        assert verify(connection, expect=kept) is None
        unguard(connection)
        connection.execute(delete(audit).where(audit.c.number == 3))
        assert verify(connection) is None
        assert verify(connection, expect=kept).number == 3


def test_a_chain_written_anew_is_found_by_who_kept_a_hash(source):
    add(source)
    add(source)
    with source.begin() as connection:
        kept = end(connection).hash
        unguard(connection)
        [one, two] = chain(connection)
        one["who"] = "b@example.org"
        one["hash"] = hashed(Entry(**one | {"at": NOON}).content)
        two["before"] = one["hash"]
        two["hash"] = hashed(Entry(**two | {"at": NOON}).content)
        connection.execute(delete(audit))
        connection.execute(insert(audit), [one, two])
        assert verify(connection) is None
        assert verify(connection, expect=kept) is not None


def test_an_older_kept_hash_still_holds_when_the_log_has_grown(source):
    with source.connect() as connection:
        assert verify(connection, expect=end(connection).hash) is None
    add(source)
    with source.connect() as connection:
        kept = end(connection).hash
    add(source)
    with source.connect() as connection:
        assert verify(connection, expect=kept) is None
        assert verify(connection, expect=BEGINNING) is None


def test_entries_are_chosen_by_programme_action_person_and_time(source):
    add(source, programme="P", who="a@example.org", at=NOON)
    add(source, programme="Q", who="a@example.org", at=NOON + timedelta(days=1), action=Action.FILE)
    add(source, programme=None, who="b@example.org", at=NOON + timedelta(days=2), action=Action.REPORT)
    with source.connect() as connection:

        def found(**chosen):
            return [entry.number for entry in entries(connection, **chosen)]

        assert found() == [3, 2, 1]
        assert found(programme="Q") == [2]
        assert found(action=Action.REPORT) == [3]
        assert found(who="a@example.org") == [2, 1]
        assert found(since=NOON + timedelta(hours=1)) == [3, 2]
        # The same moment, named where it is two hours later.
        assert found(since=(NOON + timedelta(days=1)).astimezone(timezone(timedelta(hours=2)))) == [3, 2]
        assert found(limit=1) == [3]
        assert found(who="a@example.org", action=Action.FILE) == [2]


def test_entries_are_chosen_by_what_they_are_of_exactly_or_by_how_it_begins(source):
    for subject in ("/reports/2024-1", "/reports", "/report%", "/REPORTS", "a@example.org", "a@example.organisation"):
        add(source, subject=subject)
    with source.connect() as connection:

        def found(**chosen):
            return {entry.subject for entry in entries(connection, **chosen)}

        assert found(subject="/reports") == {"/reports"}
        assert found(subject="a@example.org") == {"a@example.org"}
        assert {"/reports", "/reports/2024-1"} <= found(under="/reports") <= {"/reports", "/reports/2024-1", "/REPORTS"}
        assert found(under="/report%") == {"/report%"}
        assert found(under="_") == found(subject="") == set()


def test_a_day_ends_before_the_next_begins(source):
    for hour in range(3):
        add(source, at=NOON + timedelta(hours=hour))
    with source.connect() as connection:
        wanted = {"since": NOON, "until": NOON + timedelta(hours=2)}
        assert [entry.number for entry in entries(connection, **wanted)] == [2, 1]


def test_pages_hold_all_that_was_chosen_once_newest_first(source):
    for number in range(1, 12):
        add(source, who="b@example.org" if number % 2 else "a@example.org", subject=f"/{number}")
    with source.connect() as connection:
        pages = [page(connection, number, size=4, who="b@example.org") for number in (1, 2)]
        assert [[entry.number for entry in one.entries] for one in pages] == [[11, 9, 7, 5], [3, 1]]
        assert [(one.newer, one.total) for one in pages] == [(0, 6), (4, 6)]
        # A page beyond the last is the last; what there is nothing of has one empty page.
        assert page(connection, 99, size=4, who="b@example.org") == pages[1]
        assert page(connection, 10**9 - 1, size=4).entries == page(connection, 3, size=4).entries
        assert page(connection, 0, size=4) == page(connection, 1, size=4)
        assert page(connection, 5, size=4, who="nobody") == Page([], 0, 0)
        assert list(each(connection, who="b@example.org")) == [entry for one in pages for entry in one.entries]


def test_the_doers_are_told_by_their_first_entries(source):
    for who in ("b@example.org", "a@example.org", "b@example.org", "root at the command line"):
        add(source, who=who)
    with source.connect() as connection:
        found = doers(connection)
    assert list(found.items()) == [(2, "a@example.org"), (1, "b@example.org"), (4, "root at the command line")]


def test_it_tells_when_everybody_did_something_last(source):
    for who, what, programme in (("a", "signed in", None), ("a", "signed in", None), ("b", "failed", None)):
        add(source, who=who, action=Action.SIGN_IN, programme=programme, detail={"what": what})
        add(source, who=who, action=Action.ACCOUNT, programme=programme, detail={"what": "signed in"})
    add(
        source,
        who="a",
        action=Action.SIGN_IN,
        programme=None,
        detail={"what": "signed in"},
        at=NOON + timedelta(days=1),
    )
    add(source, who="a", action=Action.SIGN_IN, programme=None, detail={}, at=NOON + timedelta(days=2))
    with source.connect() as connection:
        assert last(connection, Action.SIGN_IN, "signed in") == {"a": NOON + timedelta(days=1)}


def test_a_time_without_a_zone_is_refused(source):
    with pytest.raises(StatementError, match="zone"):
        add(source, at=datetime(2026, 3, 1))  # noqa: DTZ001 - what the test is about


def test_who_waits_too_long_is_told_and_nothing_is_written(source):
    with database.writing(source, LOG) as holding:
        noted(holding)
        with pytest.raises(database.Busy), database.writing(source, LOG, patience=0.2) as connection:
            noted(connection)
    with closing(source.connect()) as connection:
        assert end(connection).number == 1


def test_who_waits_too_long_for_the_log_after_other_writing_is_told_too(source):
    with database.writing(source, LOG) as holding:
        noted(holding)
        with pytest.raises(database.Busy), database.writing(source, "accounts", patience=0.2) as connection:
            noted(connection)
    with closing(source.connect()) as connection:
        assert end(connection).number == 1
