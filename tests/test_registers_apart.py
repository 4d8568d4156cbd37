"""Promise: nothing that is stored leads from a member of the network to an organisation.

Searched on programmes in which many persons stand in both registers, loaded as they come, after a report and an
erasure; with the key in hand, which must open nothing but the seals of the pseudonyms. Three searches, each blind to
what the tables are for:

- by codes: from a member along every equal code, number of a row or pseudonym, in whatever table and column it
  stands, as far as it goes; no organisation may be met;
- by values: every pair of columns of like type, and place and time of delivery, as a join from the rows of members to
  rows that lead to an organisation. Days and numbers that fall together by chance are no link: a join is one if it
  finds the right organisation of more members than guessing would;
- by comparison: whether the members are participants or strangers, everything stored is the same but for
  pseudonyms, and but for the sums by which the count of both registers differs.

Not links, for these reasons:
- who holds the key can open the seals, and then sees who stands in both registers: the ledger could not count a
  person of both once otherwise. That is why the key is kept apart from the database and its copies;
- attendance of a participant at a session of the network, which a load warns of, is the office's own record of that
  participant: it says nothing of the members who were there, and names none;
- where a person stands in a file is told by file, sheet and row together: rows of two sheets that bear the same
  number have nothing in common, unless the office lists its people in the same order twice.
"""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date, timedelta
from itertools import product
from random import Random
from shutil import copyfile

import pytest
from sqlalchemy import BigInteger, Date, Integer, String, Text, select
from sqlalchemy.types import Boolean, Float

from data_access import database, removal, reports
from data_access.identities import ACCELERATOR, NETWORK, Identities
from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger, ledger_history, metadata, rows_of
from data_access.models import programmes as programmes_table
from data_access.question import ask
from data_access.question import programme as asked_programme
from data_access.sheets import PERSONAL, SHEETS, Kind
from data_access.viewer import Role, Viewer
from tests.data_access.intake import files

ORGANISATIONS = [f"org-{number:02}" for number in range(12)]
START = date(2024, 1, 8)
PEOPLE = 72
OF_ROWS = {name: rows_of(name) for name in (one.name for one in SHEETS)}
IDENTITIES = {one.name: one.identity for one in PERSONAL}
CHANCE = 1e-6
FACTS = ("gender", "born_on", "third_country_national")
PLACE = ("delivery", "superseded", "file", "line", "source")
TYPES = ((Date,), (Boolean,), (Integer, BigInteger, Float), (String, Text))


def day(rng):
    return START + timedelta(rng.randrange(300))


def person(rng):
    """A row's facts about somebody: no two are born on one day."""
    return [
        rng.choice(["female", "male"]),
        date(1950, 1, 1) + timedelta(rng.randrange(16_000)),
        rng.choice(["yes", "no"]),
    ]


def sheets(*, both, seed=7):
    """A programme whose members are participants (``both``) or strangers, alike in all that is said of them."""
    rng = Random(seed)
    people = [(f"p{number}@example.org", rng.choice(ORGANISATIONS), person(rng)) for number in range(PEOPLE)]
    members = [(who if both else f"m-{who}", facts) for who, _, facts in people[: PEOPLE // 2]]
    rng.shuffle(members)
    held = {f"S{n:02}": ("training" if n % 2 else "mentoring", rng.choice(ORGANISATIONS)) for n in range(30)}
    met = [f"N{n:02}" for n in range(20)]
    visits = [(code, who) for code in held for who, _, _ in rng.sample(people, 6)]
    came = [(code, who) for code in met for who, _ in rng.sample(members, 5)]
    return {
        "programme": [*files.PROGRAMME, ["counts", "all"]],
        "cohorts": [["cohort", "starts_on", "ends_on"], ["C", START, START + timedelta(360)]],
        "organisations": [["organisation", "name", "sector", "authority", "cohort", "joined_on"]]
        + [[code, code, "municipality", "local", "C", START] for code in ORGANISATIONS],
        "sessions": [["session", "kind", "held_on", "hours", "organisation", "cohort"]]
        + [[code, kind, day(rng), 2, whose, "C"] for code, (kind, whose) in held.items()]
        + [[code, "network", day(rng), 2, rng.choice(ORGANISATIONS), "C"] for code in met],
        "participants": [["participant", "organisation", *FACTS, "registered_on"]]
        + [[who, whose, *facts, day(rng)] for who, whose, facts in people],
        "attendance": [["session", "participant"], *map(list, visits)],
        "members": [["member", *FACTS, "joined_on"]]
        + [[who, *facts, day(rng)] for who, facts in members],
        "network_attendance": [["session", "member"], *map(list, came)],
        "responses": [["survey", "respondent", "session", "answered_on", "question", "answer"]]
        + [["training_feedback", who, code, day(rng), "useful_for_work", rng.randrange(1, 6)]
           for code, who in visits[::5]]
        + [["network_feedback", who, code, day(rng), "helpful_for_integration", rng.randrange(1, 6)]
           for code, who in came[::5]],
    }  # fmt: skip


def loaded(engine, folder, *, both):
    """The programme loaded, reported on, delivered changed, and a stranger to all this erased from it."""
    given = sheets(both=both)
    assert not files.load(engine, files.folder(folder / f"first {both}", given)).problems
    with engine.begin() as connection:
        about = asked_programme(connection, "TEST")
        question = ask(connection, Viewer(about.id, Role.MANAGER), about, today=date(2026, 9, 1))
        reports.prepare(question, about.periods[0].code, remarks={}, by="a test", now=files.NOW)
    given["attendance"] = given["attendance"][:-9]
    given["network_attendance"] = given["network_attendance"][:-9]
    assert not files.load(engine, files.folder(folder / f"later {both}", given)).problems
    with engine.begin() as connection:
        last = given["participants"][-1][0]
        assert removal.erase(connection, "TEST", [last], key=files.KEY, by="a test", now=files.NOW)
    return given


@pytest.fixture
def given(engine, tmp_path):
    return loaded(engine, tmp_path, both=True)


@pytest.fixture
def engine(migrated_url):
    made = database.engine(migrated_url)
    yield made
    made.dispose()


def employers(given):
    """By pseudonym of each member the organisation that the office knows the person by."""
    identities = Identities(files.KEY, "TEST")
    known = {row[0]: row[1] for row in given["participants"][1:]}
    return {identities.pseudonym(NETWORK, row[0]): known[row[0]] for row in given["members"][1:] if row[0] in known}


def codes_of(table, row):
    """What names something in the row: codes, pseudonyms, units, and the number of the row itself."""
    sheet = next((one for one in SHEETS if rows_of(one.name) is table), None)
    if sheet is not None:
        found = {row[one.name] for one in sheet.columns if one.kind in (Kind.CODE, Kind.IDENTITY)}
        return {(value if isinstance(value, str) else str(value)) for value in found if value} | {("row", row["id"])}
    found = {part for part in str(row.get("unit") or "").split("|") if part not in ("", BOTH_REGISTERS, "anonymous")}
    named = {row.get(name) for name in ("organisation", "cohort", "mark")} - {None}
    return found | named | ({("row", row["row_id"])} if row.get("row_id") else set())


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
def test_no_chain_of_codes_leads_from_a_member_to_an_organisation(engine, given):
    rows_with = defaultdict(list)
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if "programme_id" in table.c:
                for row in connection.execute(select(table)).mappings():
                    codes = codes_of(table, row) - {"TEST", "useful_for_work", "helpful_for_integration"}
                    for code in codes:
                        rows_with[code].append(codes)
        members = connection.execute(select(OF_ROWS["members"].c.member)).scalars().all()
    assert len(members) == PEOPLE // 2
    reached, ahead = set(members), list(members)
    while ahead:
        for codes in rows_with[ahead.pop()]:
            ahead += codes - reached
            reached |= codes
    assert any(str(code).startswith("N") for code in reached)
    # The programme's own row, on which the sums of both registers rest, is a row of nobody.
    assert not {"C", *ORGANISATIONS} & reached


def likeness(column):
    return next((number for number, kinds in enumerate(TYPES) if isinstance(column.type, kinds)), None)


def with_organisation(connection):
    """Rows of each table that lead to one organisation: they name it, or a person, session or row that does."""
    leads = {}
    for name, key in (("participants", "participant"), ("sessions", "session")):
        table = OF_ROWS[name]
        for row in connection.execute(select(table)).mappings():
            if row["organisation"]:
                leads[row[key]] = row["organisation"]
    rows = {}
    for table in metadata.sorted_tables:
        if "programme_id" not in table.c:
            continue
        found = connection.execute(select(table)).mappings().all()
        names = [name for name in ("organisation", "participant", "respondent", "session", "unit") if name in table.c]
        led = [(row, leads.get(row[name], row[name])) for row in found for name in names if row[name]]
        rows[table] = [(row, whose) for row, whose in led if whose in ORGANISATIONS]
    return rows


def of_members(connection, members):
    """The rows about members, with the pseudonym of each: their own, and entries that rest on them."""
    rows, resting = {}, {}
    for name, identity in IDENTITIES.items():
        table = OF_ROWS[name]
        found = connection.execute(select(table)).mappings().all()
        rows[table] = [(row, row[identity]) for row in found if row[identity] in members]
        resting |= {(name, row["id"]): who for row, who in rows[table]}
    for table in (ledger, ledger_history):
        found = connection.execute(select(table)).mappings().all()
        rows[table] = [(row, resting[key]) for row in found if (key := (row["sheet"], row["row_id"])) in resting]
    return {table: found for table, found in rows.items() if found}


def links(theirs, others, members, *keys):
    """How many members a join on ``keys`` (pairs of columns) finds one organisation for, and how many the right one."""
    there = defaultdict(set)
    for row, whose in others:
        there[tuple(row[other] for _, other in keys)].add(whose)
    found = defaultdict(set)
    for row, who in theirs:
        value = tuple(row[own] for own, _ in keys)
        if None not in value and len(there.get(value, ())) == 1:
            found[who] |= there[value]
    single = {who: next(iter(whose)) for who, whose in found.items() if len(whose) == 1}
    return len(single), sum(members[who] == whose for who, whose in single.items())


def better_than_guessing(tried, right, share):
    """Whether so many right ones would come by chance less often than CHANCE (binomial)."""
    tail = sum(math.comb(tried, n) * share**n * (1 - share) ** (tried - n) for n in range(right, tried + 1))
    return right > 0 and tail < CHANCE


def joins(engine, members):
    """Every join, with how many members it finds an organisation for and how often the right one."""
    with engine.connect() as connection:
        others, theirs = with_organisation(connection), of_members(connection, members)
    for (own, rows), (other, led) in product(theirs.items(), others.items()):
        of_own = [column for column in own.c if column.name != "programme_id"]
        of_other = [column for column in other.c if column.name != "programme_id"]
        for one, two in product(of_own, of_other):
            if likeness(one) is not None and likeness(one) == likeness(two):
                yield f"{own}.{one.name} = {other}.{two.name}", links(rows, led, members, (one.name, two.name))
        same = [column.name for column in of_own if column.name in other.c and column.name not in ("id", *PLACE)]
        place = [name for name in PLACE if name in own.c and name in other.c]
        for names in (place, same, [*place, *same]):
            if names:
                said = f"{own} = {other} by {', '.join(names)}"
                yield said, links(rows, led, members, *((name, name) for name in names))


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_no_join_by_value_finds_the_organisation_of_a_member(engine, given):
    members = employers(given)
    share = max(list(members.values()).count(whose) for whose in ORGANISATIONS) / len(members)
    tried = list(joins(engine, members))
    assert len(tried) > 1_000
    assert not [(said, found) for said, found in tried if better_than_guessing(*found, share)]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_search_finds_a_date_of_birth_in_both_registers(engine, given):
    identities, table = Identities(files.KEY, "TEST"), OF_ROWS["members"]
    with engine.begin() as connection:
        for who, _, born, *_ in given["members"][1:]:
            whose = table.c.member == identities.pseudonym(NETWORK, who)
            connection.execute(table.update().where(whose).values(born_on=born))
    members = employers(given)
    found = dict(joins(engine, members))["sheet_members.born_on = sheet_participants.born_on"]
    assert better_than_guessing(*found, 0.3)


RELEASED = ("releases", "release_numbers", "withheld")


def stored(engine):
    """All that is stored, with every pseudonym, made by chance or by the key, in place of which its likeness stands.

    But what was released: that rests on totals, which are not alike, as persons of both registers count once.
    """
    kept = []
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name in ("report_versions", "audit", "report_steps", *RELEASED) or table is programmes_table:
                continue
            columns = [column for column in table.columns if column.name not in ("id", "mark", "file", "files")]
            rows = connection.execute(select(*columns).select_from(table)).mappings()
            alone = [row.items() for row in rows if row.get("unit") != BOTH_REGISTERS]
            kept += [(table.name, *(f"{name}={masked(value)}" for name, value in items)) for items in alone]
    return sorted(kept)


def masked(value):
    seal = isinstance(value, str) and len(value) in (32, 64) and set(value) <= set("0123456789abcdef")
    return "somebody" if seal else value


def test_all_that_is_stored_is_alike_whether_members_are_participants_or_strangers(tmp_path, migrated_file):

    found = []
    for both in (True, False):
        made = database.engine(f"sqlite:///{copyfile(migrated_file, tmp_path / f'{both}.sqlite')}")
        loaded(made, tmp_path, both=both)
        found.append(stored(made))
        made.dispose()
    assert found[0] == found[1]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_key_opens_the_seals_and_nothing_else(engine, given):
    identities = Identities(files.KEY, "TEST")
    with engine.connect() as connection:
        sealed = {
            domain: set(connection.execute(select(OF_ROWS[sheet].c[column])).scalars())
            for domain, sheet, column in (
                (ACCELERATOR, "participants", "participant"), (NETWORK, "members", "member")
            )
        }  # fmt: skip
        units = set(connection.execute(select(ledger.c.unit)).scalars())
    assert not sealed[ACCELERATOR] & sealed[NETWORK]
    assert not units & (sealed[ACCELERATOR] | sealed[NETWORK])
    cores = {domain: {identities.core(domain, one) for one in some} for domain, some in sealed.items()}
    # The one way there is: stated in the README, and walked by the ledger in memory alone.
    assert len(cores[ACCELERATOR] & cores[NETWORK]) == PEOPLE // 2
    marks = {identities.mark(core) for some in cores.values() for core in some}
    assert not marks & units
    assert BOTH_REGISTERS in units
