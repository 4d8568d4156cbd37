"""From a figure to its entries and to the source row, for those who may see them."""

from __future__ import annotations

from datetime import date

import pytest

from data_access.ledger import Reason
from data_access.queries import evidence, indicators
from data_access.queries.evidence import Wanted
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import DAY, Programme

AUTUMN = date(2024, 9, 20)


def programme():
    """Two trained in A and one in B, one of A also in the network of three; absences on both sides."""
    made = Programme().organisation("A", authority="local").organisation("B")
    made.session("S").session("N", "network", AUTUMN)
    for one, organisation in (("p", "A"), ("q", "A"), ("r", "B")):
        made.participant(one, organisation=organisation).attendance("S", one)
    made.participant("absent", organisation="A").attendance("S", "absent", present=False)
    for one in ("p", "m", "n"):
        made.member(one).network_attendance("N", one)
        made.response(one, "helpful_for_integration", "4", survey="network_feedback", answered_on=AUTUMN)
    return made


def rows(page):
    return list(page.entries.records())


@pytest.mark.parametrize("code", ["O.2.2", "O.2.3", "P.3", "P.7", "P.8", "R.2.9"])
def test_the_entries_and_what_joins_the_registers_sum_to_the_value(connection, code):
    question = programme().rebuild(connection).question(connection)
    values = {row["code"]: row["value"] for row in indicators.overview(question).records()}
    listed = sum(row["amount"] for row in rows(evidence.entries(question, code, Wanted(counted=True))))
    both = sum(row["amount"] for row in evidence.summary(question, code).records() if row["register"] == "both")
    assert listed + both == values[code]


def test_every_entry_leads_to_its_source_row(connection):
    question = programme().rebuild(connection).question(connection)
    for code in ("O.2.3", "P.7", "R.2.9", "O.2.2"):
        for entry in rows(evidence.entries(question, code)):
            assert (entry["file"], entry["delivery"], entry["source"]) == ("test.xlsx", 1, "workbook")
            source = evidence.source_row(question, entry["sheet"], entry["row_id"])
            (row,) = source.row.records()
            assert row["line"] == entry["line"]
            assert entry["unit"] in {one["unit"] for one in source.entries.records()}


def test_left_out_with_reason(connection):
    question = programme().rebuild(connection).question(connection)
    (entry,) = rows(evidence.entries(question, "P.3", Wanted(counted=False)))
    assert (entry["reason"], entry["amount"], entry["organisation"]) == (Reason.ABSENT, 0, "A")
    assert evidence.entries(question, "P.3", Wanted(reason=Reason.STAFF)).total == 0
    kinds = {(row["reason"], row["register"]): row["entries"] for row in evidence.summary(question, "P.3").records()}
    assert kinds == {(None, "accelerator"): 3, ("absent", "accelerator"): 1}


def test_entries_are_paged_and_searched(connection):
    question = programme().rebuild(connection).question(connection)
    pages = [evidence.entries(question, "P.3", page=page, page_size=3) for page in (1, 2)]
    assert [len(page.entries) for page in pages] == [3, 1]
    assert {page.total for page in pages} == {4}
    unit = rows(pages[1])[0]["unit"]
    assert [row["unit"] for row in rows(evidence.entries(question, "P.3", Wanted(search=unit[:12].upper())))] == [unit]
    assert evidence.entries(question, "P.3", Wanted(search="%")).total == 0


def test_nothing_after_the_day_is_told(connection):
    question = programme().rebuild(connection).question(connection, as_of=DAY)
    assert evidence.entries(question, "P.7").total == 0
    assert evidence.entries(question, "P.3").total == 4


def test_the_financier_sees_no_single_record_of_the_network(connection):
    made = programme().rebuild(connection)
    question = made.question(connection, role=Role.FINANCIER)
    assert evidence.entries(question, "P.7").total == 0
    assert evidence.entries(question, "R.2.9").total == 0
    assert {row["sheet"] for row in rows(evidence.entries(question, "O.2.3"))} == {"attendance"}
    kinds = {row["register"]: row["entries"] for row in evidence.summary(question, "P.7").records()}
    assert kinds == {}
    for sheet, row_id in _rows_of_network(connection, made):
        with pytest.raises(Forbidden):
            evidence.source_row(question, sheet, row_id)


def test_the_financier_opens_no_meeting_of_the_network(connection):
    made = Programme().session("N", "network", AUTUMN, headcount=12).rebuild(connection)
    question = made.question(connection, role=Role.FINANCIER)
    assert evidence.entries(made.question(connection), "P.8").total == 1
    assert evidence.entries(question, "P.8").total == 0
    with pytest.raises(Forbidden):
        evidence.source_row(question, "sessions", made.row_id(connection, "sessions", session="N"))


def test_few_heads_are_hidden_in_the_row_of_a_session(connection):
    made = Programme().session("S", "mentoring", hours=2, headcount=3, invited=12).rebuild(connection)
    row_id = made.row_id(connection, "sessions", session="S")

    def heads(role):
        (row,) = evidence.source_row(made.question(connection, role=role), "sessions", row_id).row.records()
        return row["headcount"], row["invited"]

    assert heads(Role.FINANCIER) == (None, 12)
    assert heads(Role.MANAGER) == (3, 12)


def test_persons_of_both_registers_do_not_follow_from_the_rest(connection):
    made = Programme().session("S").session("N", "network", AUTUMN)
    for number in range(40):
        made.participant(f"p{number}").attendance("S", f"p{number}")
        made.member(f"p{number + 37}").network_attendance("N", f"p{number + 37}")
    made.rebuild(connection)
    frame = evidence.summary(made.question(connection, role=Role.FINANCIER), "O.2.3")
    # 40 and 40 less the 77 of the value would be the 3 of both.
    counted = {row["register"]: row["amount"] for row in frame.records() if row["reason"] is None}
    assert counted == {"accelerator": 40}


def test_the_financier_sees_persons_without_what_hidden_cells_could_be_counted_by(connection):
    question = programme().rebuild(connection).question(connection, role=Role.FINANCIER)
    for entry in rows(evidence.entries(question, "P.3")):
        for name in ("gender", "age_group", "organisation", "cohort", "session_kind"):
            assert entry[name] is None
    assert evidence.entries(question, "P.3", Wanted(search="A|B")).total == 0
    assert evidence.entries(question, "P.3", Wanted(search="B")).total in range(5)


def test_an_organisation_sees_its_own(connection):
    made = programme().rebuild(connection)
    question = made.question(connection, role=Role.ORGANISATION, organisation="B")
    (entry,) = rows(evidence.entries(question, "P.3"))
    assert entry["organisation"] == "B"
    assert evidence.source_row(question, entry["sheet"], entry["row_id"]).row.rows["present"].all()
    assert evidence.entries(question, "P.7").total == 0
    for other in rows(evidence.entries(made.question(connection), "P.3")):
        if other["organisation"] != "B":
            with pytest.raises(Forbidden):
                evidence.source_row(question, other["sheet"], other["row_id"])


def test_the_steering_group_sees_no_records(connection):
    made = programme().rebuild(connection)
    question = made.question(connection, role=Role.STEERING)
    with pytest.raises(Forbidden):
        evidence.entries(question, "P.3")
    with pytest.raises(Forbidden):
        evidence.summary(question, "P.3")
    with pytest.raises(Forbidden):
        evidence.source_row(question, "sessions", made.row_id(connection, "sessions", session="S"))


def test_pseudonyms_are_cut_short(connection):
    made = programme().rebuild(connection)
    entry = rows(evidence.entries(made.question(connection), "P.3"))[0]
    (row,) = evidence.source_row(made.question(connection), "attendance", entry["row_id"]).row.records()
    assert len(row["participant"]) == 8


@pytest.mark.parametrize(("sheet", "row_id"), [("sessions", 10**9), ("ledger", 1), ("users", 1), ("", 0)])
def test_rows_that_do_not_exist_are_forbidden(connection, sheet, row_id):
    question = Programme().rebuild(connection).question(connection)
    with pytest.raises(Forbidden):
        evidence.source_row(question, sheet, row_id)


def _rows_of_network(connection, made):
    question = made.question(connection)
    found = [*rows(evidence.entries(question, "P.7")), *rows(evidence.entries(question, "R.2.9"))]
    assert found
    return {(entry["sheet"], entry["row_id"]) for entry in found}


def test_a_cell_of_the_breakdown_opens_to_its_own_entries(connection):
    made = Programme(counts="all").session("S")
    for at in range(4):
        made.participant(f"p{at}", gender="male" if at else "female").attendance("S", f"p{at}")
    made.rebuild(connection)
    found = evidence.entries(made.question(connection), "P.3", Wanted(counted=True, cell=("male", "18_60")))
    assert found.total == 3
    assert {(row["gender"], row["age_group"]) for row in rows(found)} == {("male", "18_60")}


def test_who_sees_people_without_gender_and_age_cannot_ask_for_a_cell(connection):
    made = programme().rebuild(connection)
    with pytest.raises(Forbidden):
        evidence.entries(made.question(connection, role=Role.FINANCIER), "P.3", Wanted(cell=("female", "18_60")))
