"""Entries sorted, searched, drawn at random, and as they were known when a report was frozen."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import select

from data_access.catalogue import indicators
from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger_history
from data_access.queries import evidence
from data_access.queries.evidence import Order, Wanted
from data_access.queries.evidence.wanted import EVERYTHING, SORTED_BY
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme
from tests.data_access.reports.later import Delivered, submitted

SPRING, AUTUMN = date(2024, 3, 5), date(2024, 9, 20)


def programme(made=None):
    """Twelve trained in spring and autumn, by two sources; one of staff, one of unknown gender, two of the network."""
    made = made or Programme(counts="all")
    made.organisation("A", cohort="X").organisation("B").cohort("X")
    made.session("S", held_on=SPRING).session("T", held_on=AUTUMN).session("N", "network", AUTUMN)
    for at in range(12):
        source = "partner" if at % 3 else "workbook"
        gender = None if at == 5 else "male" if at % 2 else "female"
        made.participant(f"p{at}", organisation="AB"[at % 2], gender=gender, project_staff=at == 7)
        made.attendance("S" if at < 8 else "T", f"p{at}", source=source)
    made.attendance("T", "p0")
    for one in ("p0", "m"):
        made.member(one).network_attendance("N", one)
    return made


def listed(question, code="O.2.3", wanted=EVERYTHING, **more):
    return list(evidence.entries(question, code, wanted, page_size=1000, **more).entries.records())


@pytest.mark.parametrize("descending", [False, True])
def test_entries_are_sorted_by_every_column_and_those_without_it_come_last(connection, descending):
    question = programme().rebuild(connection).question(connection)
    for by in SORTED_BY:
        found = [row[by] for row in listed(question, order=Order(by, descending=descending))]
        known = [value for value in found if value is not None]
        assert known == sorted(known, reverse=descending), by
        assert found == known + [None] * (len(found) - len(known)), by


@pytest.mark.parametrize("order", [Order(), Order("line"), Order("reason", descending=True)])
@pytest.mark.parametrize("size", [1, 4, 50])
def test_pages_put_together_are_all_entries_in_their_order(connection, order, size):
    question = programme().rebuild(connection).question(connection)
    every = listed(question, order=order)
    pages = range(1, -(-len(every) // size) + 1)
    turned = [evidence.entries(question, "O.2.3", order=order, page=page, page_size=size) for page in pages]
    assert [row for page in turned for row in page.entries.records()] == every
    assert {page.total for page in turned} == {len(every)}


def test_who_does_not_see_a_column_learns_nothing_of_it_by_sorting(connection):
    question = programme().rebuild(connection).question(connection, role=Role.FINANCIER)
    by_day = listed(question)
    for hidden in ("gender", "age_group", "organisation", "cohort", "session_kind"):
        for descending in (False, True):
            assert listed(question, order=Order(hidden, descending=descending)) == listed(
                question, order=Order("counted_on", descending=descending)
            )
    assert listed(question, order=Order("no such column")) == by_day


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("partner", lambda row: row["source"] == "partner"),
        ("TEST.XLSX", lambda row: True),
        ("2024-03-05", lambda row: row["counted_on"] == SPRING),
        ("5.3.2024", lambda row: row["counted_on"] == SPRING),
        ("5 Mar 2024", lambda row: row["counted_on"] == SPRING),
        ("20 Sept 2024", lambda row: row["counted_on"] == AUTUMN),
        ("5", lambda row: row["line"] == 5 or "5" in row["unit"]),
        ("verkoston", lambda row: row["sheet"] == "network_attendance"),
        ("närvaro i", lambda row: row["sheet"] == "network_attendance"),
        ("B", lambda row: row["organisation"] == "B" or "b" in row["unit"] + row["source"]),
        ("31.2.2024", lambda row: False),
        ("9" * 40, lambda row: False),
        ("_", lambda row: row["sheet"] == "network_attendance"),
        ("%", lambda row: False),
    ],
)
def test_the_search_finds_what_the_row_says_of_itself(connection, text, matches):
    question = programme().rebuild(connection).question(connection)
    expected = [row for row in listed(question) if matches(row)]
    assert listed(question, wanted=Wanted(search=text)) == expected


def test_the_same_seed_draws_the_same_entries_and_another_seed_others(connection):
    question = programme().rebuild(connection).question(connection)
    draws = [
        [
            (row["number"], row["row_id"])
            for row in evidence.sample(question, "O.2.3", size=6, seed=seed).entries.records()
        ]
        for seed in (1, 1, 2)
    ]
    assert draws[0] == draws[1] != draws[2]


def test_a_sample_is_what_python_draws_from_the_entries_in_the_order_of_their_rows(connection):
    question = programme().rebuild(connection).question(connection)
    for wanted in (Wanted(), Wanted(counted=True)):
        every = sorted(listed(question, wanted=wanted), key=lambda row: row["row_id"])
        for size, seed in ((1, 0), (5, 20261122), (1000, 3)):
            drawn = evidence.sample(question, "O.2.3", wanted, size=size, seed=seed)
            numbers = Random(seed).sample(range(1, len(every) + 1), min(size, len(every)))
            rows = list(drawn.entries.records())
            assert drawn.total == len(every)
            assert sorted(row["number"] for row in rows) == sorted(numbers)
            assert all(row.pop("number") and row in every for row in rows)


def test_every_entry_is_as_likely_to_be_drawn_as_any_other(connection):
    question = programme().rebuild(connection).question(connection)
    times = dict.fromkeys((row["row_id"] for row in listed(question)), 0)
    for seed in range(60):
        for row in evidence.sample(question, "O.2.3", size=5, seed=seed).entries.records():
            times[row["row_id"]] += 1
    assert sum(times.values()) == 300
    assert all(8 <= number <= 34 for number in times.values())  # 20 on the average, four deviations around it


def test_the_financier_draws_from_what_the_financier_sees(connection):
    made = programme().rebuild(connection)
    question = made.question(connection, role=Role.FINANCIER)
    drawn = evidence.sample(question, "O.2.3", size=1000, seed=1)
    # Of 13 the others are company for the network's few.
    assert drawn.total == len(listed(question)) == 9
    rows = list(drawn.entries.records())
    assert {row["sheet"] for row in rows} == {"attendance"}
    assert {row["organisation"] for row in rows} == {row["gender"] for row in rows} == {None}
    assert evidence.sample(question, "P.7", size=25, seed=1).total == 0
    with pytest.raises(Forbidden):
        evidence.sample(made.question(connection, role=Role.STEERING), "O.2.3", size=1, seed=1)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.FINANCIER])
def test_entries_and_samples_of_a_frozen_report_stay_whatever_is_delivered(connection, role):
    made = programme(Delivered(counts="all")).rebuild(connection)
    frozen = submitted(made, connection, "2024H2")
    asked = lambda: made.question(connection, role=role, as_of=frozen.as_of)  # noqa: E731 - asked anew each time

    def told():
        question = asked()
        drawn = evidence.sample(question, "O.2.3", size=5, seed=9, known=frozen.data_version)
        return listed(question, known=frozen.data_version), list(drawn.entries.records())

    before = told()
    assert before[0] == listed(asked())
    made.rows["attendance"] = made.rows["attendance"][4:]
    made.rows["participants"][5]["project_staff"] = True
    made.deliver(connection)
    assert told() == before
    assert listed(asked()) != before[0]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.FINANCIER])
def test_the_register_holds_every_entry_of_every_indicator_as_it_was_known(connection, role):
    made = programme(Delivered(counts="all")).practice("K", documented_on=SPRING).rebuild(connection)
    frozen = submitted(made, connection, "2024H2")
    made.rows["attendance"] = made.rows["attendance"][4:]
    made.deliver(connection)
    question = made.question(connection, role=role)
    register = evidence.register(question, known=frozen.data_version, as_of=frozen.as_of)
    then = made.question(connection, role=role, as_of=frozen.as_of)
    singly = [row for code in indicators() for row in listed(then, code, known=frozen.data_version)]
    key = lambda row: tuple(map(str, row.values()))  # noqa: E731 - both are sorted by it
    assert sorted(register.records(), key=key) == sorted(singly, key=key)
    assert list(dict.fromkeys(register.rows["indicator"])) == [
        code for code in indicators() if code in set(register.rows["indicator"])
    ]


def test_a_row_that_a_submitted_report_rests_on_opens_after_it_was_replaced(connection):
    made = programme(Delivered(counts="all")).rebuild(connection)
    gone = made.row_id(connection, "attendance", line=2)
    early = made.question(connection, role=Role.FINANCIER)
    assert not evidence.source_row(early, "attendance", gone).entries.empty
    submitted(made, connection, "2024H2")
    kept = made.rows["attendance"]
    made.rows["attendance"] = kept[1:]
    made.deliver(connection)
    opened = evidence.source_row(made.question(connection, role=Role.FINANCIER), "attendance", gone)
    assert opened.entries.empty
    assert [row["superseded"] for row in opened.row.records()] == [2]
    network = made.row_id(connection, "network_attendance", line=2)
    with pytest.raises(Forbidden):
        evidence.source_row(made.question(connection, role=Role.FINANCIER), "network_attendance", network)


def test_a_row_that_no_submitted_report_rests_on_is_closed_to_the_financier_once_replaced(connection):
    made = programme(Delivered(counts="all")).rebuild(connection)
    gone = made.row_id(connection, "attendance", line=2)
    made.rows["attendance"] = made.rows["attendance"][1:]
    made.deliver(connection)
    with pytest.raises(Forbidden):
        evidence.source_row(made.question(connection, role=Role.FINANCIER), "attendance", gone)
    assert evidence.source_row(made.question(connection), "attendance", gone).entries.empty


def test_a_source_row_lists_every_indicator_and_measure_it_has_an_entry_of(connection):
    made = programme().response("p0", "useful_for_work", "5", answered_on=AUTUMN).rebuild(connection)
    question = made.question(connection)
    answer = made.row_id(connection, "responses")
    told = [
        (row["indicator"], row["measure"])
        for row in evidence.source_row(question, "responses", answer).entries.records()
    ]
    assert told == [("P.5", "answered"), ("P.5", "value")]
    visit = made.row_id(connection, "attendance", line=2)
    for part in ({}, {"sector": "company"}):  # whatever part of the programme is chosen
        question = made.question(connection, **part)
        found = {row["indicator"] for row in evidence.source_row(question, "attendance", visit).entries.records()}
        # Of P.5, P.6 and R.2.9 the person could have answered.
        assert found == {"O.2.2", "O.2.3", "P.3", "P.5", "P.6", "R.2.9"}


def test_that_the_count_of_both_registers_changed_opens_no_row_to_the_financier(connection):
    made = Delivered(counts="all").session("S", held_on=SPRING).session("N", "network", SPRING)
    made.participant("p").attendance("S", "p").member("p").network_attendance("N", "p").rebuild(connection)
    submitted(made, connection, "2024H1")
    made.rows["network_attendance"].clear()
    made.deliver(connection)
    both = select(ledger_history.c.row_id).where(ledger_history.c.unit == BOTH_REGISTERS)
    (row_id,) = set(connection.execute(both).scalars())
    with pytest.raises(Forbidden):
        evidence.source_row(made.question(connection, role=Role.FINANCIER), "programme", row_id)


def of_organisations():
    """A, which is an authority, and Z were mentored twice each; three of Z and one of A came to a training, Z first."""
    made = Programme(counts="all").organisation("A", authority="local").organisation("Z", authority="none")
    made.session("T", held_on=SPRING)
    for at, (code, whose) in enumerate([("M1", "Z"), ("M2", "A"), ("M3", "A"), ("M4", "Z")]):
        made.session(code, "mentoring", SPRING + timedelta(days=at + 1), organisation=whose, hours=1)
    for who in ("z1", "z2", "a1", "z3"):
        made.participant(who, organisation=who[0].upper()).attendance("T", who)
    return made


def test_the_financier_is_told_by_no_list_of_organisations_where_a_person_is_from(connection):
    made = of_organisations().rebuild(connection)
    question = made.question(connection, role=Role.FINANCIER)
    (counted, *left_out) = listed(question, "O.2.2")
    # What counts can be checked; it is the training here, whose row is about a person.
    assert (counted["unit"], counted["counted_on"], counted["line"], counted["reason"]) == ("A", SPRING, None, None)
    told = {(row["sheet"], row["row_id"], row["line"], row["counted_on"]) for row in left_out}
    assert told == {("sessions", None, None, None)}
    # Not by the order and not by searching either: Z was there before A.
    assert [row["unit"] for row in left_out] == ["A", "A", "Z", "Z"]
    assert listed(question, "O.2.2", Wanted(search=(SPRING + timedelta(days=1)).isoformat())) == []
    sampled = evidence.sample(question, "O.2.2", size=9, seed=1).entries.rows.sort_values("number")
    assert list(sampled["unit"]) == ["A", "A", "A", "Z", "Z"]
    assert {row["reason"] for row in evidence.summary(question, "O.2.2").records()} == {
        None, "already_counted", "not_local_or_regional"
    }  # fmt: skip


def test_the_row_of_a_person_tells_the_financier_of_no_organisation_that_is_considered(connection):
    made = of_organisations().rebuild(connection)
    question = made.question(connection, role=Role.FINANCIER)
    for row in listed(question, "P.3"):
        resting = evidence.source_row(question, "attendance", row["row_id"]).entries
        assert "O.2.2" not in set(resting.rows["indicator"])


def test_the_row_of_a_session_tells_the_financier_whose_it_was_where_an_authority_counts_by_it(connection):
    made = of_organisations()
    made.rows["attendance"].clear()
    made.rebuild(connection)
    question = made.question(connection, role=Role.FINANCIER)
    whose = {}
    for row in listed(question, "P.4"):
        (opened,) = evidence.source_row(question, "sessions", row["row_id"]).row.records()
        whose[opened["session"]] = opened["organisation"]
    assert whose == {"M1": None, "M2": "A", "M3": None, "M4": None}


def test_the_financier_finds_and_sorts_no_hours_by_organisation(connection):
    made = of_organisations().rebuild(connection)
    manager, financier = made.question(connection), made.question(connection, role=Role.FINANCIER)
    wanted, order = Wanted(search="Z"), Order("organisation")
    assert len(listed(manager, "P.4", wanted)) == 2
    assert listed(financier, "P.4", wanted) == []
    assert [row["unit"] for row in listed(manager, "P.4", order=order)] == ["M2", "M3", "M1", "M4"]
    assert [row["unit"] for row in listed(financier, "P.4", order=order)] == ["M1", "M2", "M3", "M4"]
