"""Persons of both registers count once, and no entry says of anybody that he or she is one."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import create_engine, select

from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger, metadata
from tests.data_access.builders import DAY, Programme
from tests.data_access.figures import figures

BEFORE, EVER = date(2024, 3, 1), date(2030, 1, 1)


@pytest.fixture
def connection():
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def programme(code, *, in_network, **member):
    """Two participants; a member who is one of them, or somebody else."""
    made = (
        Programme(code).organisation("A", cohort="X").cohort("X").session("S", hours=1).session("N", "network", BEFORE)
    )
    made.participant("p", organisation="A").participant("q", organisation="A").attendance("S", "p", "q")
    made.member(in_network, **member).network_attendance("N", in_network)
    for one, survey in (("p", "training_feedback"), (in_network, "network_feedback")):
        made.response(one, "helpful_for_integration", "5", survey=survey)
    return made.response("p", "useful_for_work", "5")


def entries_of_rows(connection, made):
    """Everything the ledger says of single records, but for pseudonyms, which differ by programme."""
    columns = [column for column in ledger.c if column.name not in ("programme_id", "id", "unit")]
    entries = select(*columns).where(ledger.c.programme_id == made.id, ledger.c.unit != BOTH_REGISTERS)
    return sorted(map(str, connection.execute(entries)))


@pytest.mark.parametrize(
    "member",
    [
        {},
        {"project_staff": True},
        {"third_country_national": None},
        {"gender": "male", "joined_on": BEFORE},
        {"age_group": None, "joined_on": BEFORE},
    ],
)
def test_entries_are_the_same_whether_the_member_is_a_participant_or_not(connection, member):
    one = programme("ONE", in_network="p", **member).rebuild(connection)
    other = programme("OTHER", in_network="r", **member).rebuild(connection)
    assert entries_of_rows(connection, one) == entries_of_rows(connection, other)
    assert any(figures(connection, one.id, day) != figures(connection, other.id, day) for day in (BEFORE, EVER))


def test_a_person_of_both_counts_once_from_the_earliest_day(connection):
    made = programme("ONE", in_network="p").rebuild(connection)
    assert [figures(connection, made.id, day)["O.2.3"]["value"] for day in (BEFORE, DAY)] == [1, 2]


def test_staff_of_one_register_are_staff_in_the_other(connection):
    made = programme("ONE", in_network="p", project_staff=True).rebuild(connection)
    found = figures(connection, made.id, EVER)
    assert [found[code]["value"] for code in ("O.2.3", "P.3", "P.7", "P.5")] == [1, 1, 0, 0]


def test_entries_of_the_network_and_of_both_name_no_organisation(connection):
    made = programme("ONE", in_network="p").session("M", "network", organisation="A", cohort="X", headcount=4)
    made.rebuild(connection)
    rows = connection.execute(select(ledger).where(ledger.c.programme_id == made.id)).all()
    feedback = made.row_id(connection, "responses", survey="network_feedback")
    network = [
        row
        for row in rows
        if row.session_kind == "network"
        or row.sheet in ("network_attendance", "programme")
        or (row.sheet, row.row_id) == ("responses", feedback)
    ]
    assert len(network) > 5
    assert {(row.organisation, row.cohort) for row in network} == {(None, None)}


def test_entries_of_different_indicators_and_registers_share_no_pseudonym(connection):
    made = programme("ONE", in_network="p").rebuild(connection)
    rows = connection.execute(
        select(ledger).where(ledger.c.programme_id == made.id, ledger.c.unit != BOTH_REGISTERS)
    ).all()
    units = {}
    for row in rows:
        if len(row.unit) == 32:
            register = "network" if row.session_kind == "network" else "accelerator"
            register = "network" if row.sheet == "responses" and row.organisation is None else register
            units.setdefault(row.unit, set()).add((row.indicator, register))
    assert units
    assert all(len(places) == 1 for places in units.values())


def test_what_joins_the_registers_names_nobody(connection):
    made = programme("ONE", in_network="p").rebuild(connection)
    rows = connection.execute(
        select(ledger).where(ledger.c.programme_id == made.id, ledger.c.sheet == "programme")
    ).all()
    assert rows
    assert {(row.unit, row.organisation, row.cohort, row.session_kind) for row in rows} == {
        (BOTH_REGISTERS, None, None, None)
    }
