"""Erasing a person: nothing of them is left, what was counted stands, and whoever compares is told why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data_access import audit, removal, reports
from data_access.database import engine
from data_access.models import ERASURE, deliveries, erasures, ledger, ledger_history, metadata, rows_of
from data_access.queries.evidence import entries as evidence
from data_access.reports import difference
from data_access.sheets import PERSONAL, SHEETS, sheet
from data_access.viewer import Role
from tests.data_access.builders import KEY, filling
from tests.data_access.figures import figures
from tests.data_access.reports.deliveries import delivered, disturb
from tests.data_access.reports.later import BY, NOW, Delivered, submitted

EVER = date(2030, 1, 1)
WHO = "p1@example.org"


def erase(made, connection, *people, key=KEY):
    return removal.erase(connection, made.code, people, key=key, by=BY, now=NOW)


def verified(made, connection, period="2024H1", version=None):
    question = made.question(connection)
    return reports.verify(question, reports.frozen(question, period, version))


def everything(connection):
    """All that the database holds, as text."""
    return "\n".join(str(tuple(row)) for table in metadata.sorted_tables for row in connection.execute(select(table)))


def programme_of_p1(url):
    """A programme whose person p1 stands in both registers, from two sources, also in superseded rows; a report."""
    made = Delivered(counts="all").organisation("A", authority="local").organisation("B", authority="local")
    made.session("S", hours=2.0).session("N", "network").session("M", "mentoring", hours=1.0)
    made.participant(WHO, organisation="A").participant(WHO, organisation="B", source="partner")
    made.participant("p2", organisation="B").attendance("S", WHO, "p2").attendance("M", WHO)
    made.member(WHO).member("m2").network_attendance("N", WHO, "m2")
    made.response(WHO, "useful_for_work", "5").response(None, "useful_for_work", "4")
    made.response(WHO, "helpful_for_integration", "5", survey="network_feedback")
    with filling(url) as connection:
        made.rebuild(connection)
        submitted(made, connection, "2024H1")
        made.rows["participants"][1]["gender"] = "male"
        made.deliver(connection)
    return made


@pytest.fixture
def fill():
    return programme_of_p1


@pytest.fixture
def made(filled):
    return filled


def test_nothing_of_the_person_is_left(made, connection):
    identities = made.identities
    core = identities.person(WHO)
    traces = [identities.pseudonym(domain, WHO) for domain in ("accelerator", "network")]
    traces += [identities.unit(code, origin, core) for code in ("O.2.3", "P.3", "P.7", "P.5", "R.2.9", "O.2.3.3")
               for origin in ("accelerator", "network")]  # fmt: skip
    before = everything(connection)
    assert sum(trace in before for trace in traces) > 6
    gone = erase(made, connection, f"  {WHO.upper()} ")
    # Two organisations, one of them twice, as its row was changed
    assert gone == {"participants": 3, "attendance": 2, "members": 1, "network_attendance": 1, "responses": 2}
    after = everything(connection)
    assert not [trace for trace in traces if trace in after]
    assert WHO not in after


def test_the_ledger_is_that_of_the_others_and_the_report_stands(made, connection):
    frozen = reports.frozen(made.question(connection), "2024H1")
    erase(made, connection, WHO)
    others = Delivered("OTHERS", periods=False, counts="all")
    for name, rows in made.rows.items():
        others.rows[name] += [dict(row) for row in rows if name != "programme" and WHO not in row.values()]
    others.rebuild(connection)
    assert figures(connection, made.id, EVER) == figures(connection, others.id, EVER)
    assert reports.frozen(made.question(connection), "2024H1") == frozen


def test_a_report_still_verifies_and_says_what_can_be_checked_no_more(made, connection):
    assert verified(made, connection).seal is None
    erase(made, connection, WHO)
    found = verified(made, connection)
    assert found.holds
    assert (found.seal.action, found.seal.held, found.seal.at) == (audit.Action.ERASURE, True, NOW)
    assert found.seal.entries["number"] == found.report.content["entries"]["number"]
    assert found.seal.entries != found.report.content["entries"]
    connection.execute(ledger_history.update().values(amount=7.0))
    assert not verified(made, connection).holds


def test_a_report_that_did_not_hold_before_does_not_hold_afterwards(made, connection):
    connection.execute(ledger.update().values(cohort="meddled"))
    assert not verified(made, connection).entries
    erase(made, connection, WHO)
    found = verified(made, connection)
    assert (found.seal.held, found.entries, found.values) == (False, False, True)


def test_the_difference_is_explained_by_an_erasure_that_names_nobody(made, connection):
    erase(made, connection, WHO)
    question = made.question(connection)
    report = reports.frozen(question, "2024H1")
    then_and_now = {row["code"]: row for row in difference.difference(question, report).records()}
    assert then_and_now["P.3"]["difference"] == -1
    causes = [row for row in difference.causes(question, report).records() if row["code"] == "P.3"]
    assert [(row["source"], row["less"]) for row in causes] == [(ERASURE, -1)]
    moved = list(difference.moved(question, difference.after(report), "P.3").records())
    assert {(row["kind"], row["row_id"], row["organisation"], row["file"]) for row in moved} == {
        ("went", 0, None, None)
    }


def test_evidence_of_the_report_adds_up_without_the_person(made, connection):
    report = reports.frozen(made.question(connection), "2024H1")
    erase(made, connection, WHO)
    question = made.question(connection, as_of=report.as_of)
    for code in ("P.3", "O.2.3", "P.7", "O.2.2", "R.2.9"):
        page = evidence(question, code, known=report.data_version)
        told = next(row for row in report.content["indicators"] if row["code"] == code)
        assert sum(row["amount"] for row in page.entries.records()) == told["value"] or code in ("O.2.3", "R.2.9")
        units = [row["unit"] for row in page.entries.records() if row["row_id"] == 0]
        assert set(units) == {"A", "B"} if code == "O.2.2" else len(units) == len(set(units)) > 0


def test_who_sees_no_record_of_the_network_sees_none_that_was_made_anonymous(made, connection):
    report = reports.frozen(made.question(connection), "2024H1")
    erase(made, connection, WHO)
    financier = made.question(connection, role=Role.FINANCIER, as_of=report.as_of)
    manager = made.question(connection, as_of=report.as_of)
    seen, all_of_it = (evidence(one, "R.2.9", known=report.data_version).total for one in (financier, manager))
    assert (seen, all_of_it) == (0, 1)


def test_what_is_left_of_the_person_names_no_organisation(made, connection):
    erase(made, connection, WHO)
    left = connection.execute(select(ledger_history).where(ledger_history.c.row_id == 0)).all()
    assert left
    assert {(row.organisation, row.cohort) for row in left} == {(None, None)}
    assert not connection.execute(select(ledger).where(ledger.c.row_id == 0)).all()


def test_nobody_found_changes_nothing(made, connection):
    before = everything(connection)
    assert erase(made, connection, "nobody@example.org") == {}
    assert everything(connection) == before


def test_another_key_finds_nobody_and_says_so(made, connection):
    with pytest.raises(removal.WrongKey, match="PSEUDONYM_KEY"):
        erase(made, connection, WHO, key=b"another key, also of 32 bytes ..")


def test_it_is_noted_without_a_word_on_whom(made, connection):
    erase(made, connection, WHO)
    [noted] = audit.entries(connection, action=audit.Action.ERASURE)
    assert noted.detail.keys() == {"delivery", "reports"}
    last = connection.execute(select(deliveries).order_by(deliveries.c.number.desc())).first()
    assert (last.number, last.source, last.changes, last.files) == (noted.detail["delivery"], ERASURE, {}, [])
    assert audit.verify(connection) is None
    marks = connection.execute(select(erasures.c.mark)).scalars().all()
    assert marks == [made.identities.mark(made.identities.person(WHO))]


def test_an_erasure_is_no_fresh_delivery(made, connection):
    before = made.question(connection).programme
    erase(made, connection, WHO)
    after = made.question(connection).programme
    assert (after.delivered_at, after.data_version) == (before.delivered_at, before.data_version + 1)


@pytest.fixture(scope="module")
def memory():
    made = engine("sqlite://")
    metadata.create_all(made)
    yield made
    made.dispose()


def people_of(made):
    names = {one.name: one.identity for one in PERSONAL}
    return sorted({row[names[name]] for name in names for row in made.rows[name] if row[names[name]]})


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=delivered(), data=st.data())
def test_whoever_is_erased_every_report_holds_and_nobody_else_is_touched(memory, made, data):
    with memory.connect() as connection:
        made.rebuild(connection)
        for _ in range(2):
            reports.prepare(made.question(connection), "2024H1", remarks={}, by=BY, now=NOW)
            disturb(data.draw, made, [])
            made.deliver(connection)
        who = people_of(made)
        if who:
            one = data.draw(st.sampled_from(who))
            erase(made, connection, one)
            pseudonyms = [made.identities.pseudonym(domain, one) for domain in ("accelerator", "network")]
            for declared in PERSONAL:
                table = rows_of(declared.name)
                assert not set(pseudonyms) & set(connection.execute(select(table.c[declared.identity])).scalars())
        for version in (1, 2):
            assert verified(made, connection, version=version).holds
        connection.rollback()


def test_every_sheet_with_an_identity_is_one_of_those_that_are_erased():
    named = [one.name for one in SHEETS if any(column.kind == "identity" for column in one.columns)]
    assert [one.name for one in PERSONAL] == named
    assert sheet("participants") in PERSONAL
