"""The files that were handed out, as the audit log tells of them."""

from datetime import timedelta

import pytest

from data_access import audit, reports
from data_access.audit import Action
from data_access.reports.copies import Copy, copies, copy
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme
from tests.data_access.reports.later import NOW, submitted


def handed_out(connection, *, hours=0, programme="TEST", action=Action.FILE, **detail):
    told = {"period": "2024H1", "version": 1, "form": "pdf", "language": "fi", "role": "manager", "bytes": 10}
    audit.note(
        connection, who="m@example.org", action=action, programme=programme, subject="/reports/2024H1",
        detail=told | {"sha256": "a" * 64} | detail, at=NOW + timedelta(hours=hours),
    )  # fmt: skip


@pytest.fixture
def made(connection):
    made = Programme().rebuild(connection)
    submitted(made, connection, "2024H1")
    return made


def test_a_file_is_found_by_its_hash_with_the_first_time(made, connection):
    for hours in (0, 1):
        handed_out(connection, hours=hours, role="financier")
    assert copy(made.question(connection, role=Role.FINANCIER), "a" * 64) == Copy(
        "2024H1", 1, "pdf", "fi", Role.FINANCIER, NOW
    )


def test_other_hashes_programmes_and_deeds_are_none_of_it(made, connection):
    handed_out(connection, programme="OTHER")
    handed_out(connection, action=Action.EVIDENCE)
    other = {"action": Action.FILE, "programme": "TEST", "subject": "/", "detail": {"file": "a.csv"}}
    audit.note(connection, who="m@example.org", at=NOW, **other)
    assert copy(made.question(connection), "a" * 64) is None
    assert copy(made.question(connection), "b" * 64) is None
    assert copies(made.question(connection), submitted_version(made, connection)).empty


def submitted_version(made, connection):
    return reports.frozen(made.question(connection), "2024H1")


def test_each_file_is_listed_once_with_how_often_it_was_taken(made, connection):
    for hours, sha256 in enumerate(("a" * 64, "b" * 64, "a" * 64)):
        handed_out(connection, hours=hours, sha256=sha256)
    handed_out(connection, version=2, sha256="c" * 64)
    listed = list(copies(made.question(connection), submitted_version(made, connection)).records())
    assert [(row["sha256"][0], row["times"], row["at"]) for row in listed] == [
        ("a", 2, NOW),
        ("b", 1, NOW + timedelta(hours=1)),
    ]
    assert (listed[0]["form"], listed[0]["language"], listed[0]["bytes"]) == ("pdf", "fi", 10)


def test_of_files_made_for_others_only_the_manager_learns(made, connection):
    handed_out(connection, role="manager", sha256="a" * 64)
    handed_out(connection, role="financier", sha256="b" * 64)
    report = submitted_version(made, connection)
    assert len(copies(made.question(connection), report)) == 2
    own = copies(made.question(connection, role=Role.FINANCIER), report)
    assert [row["sha256"][0] for row in own.records()] == ["b"]


def test_steering_group_and_organisations_learn_of_none(made, connection):
    report = submitted_version(made, connection)
    for role, own in ((Role.STEERING, None), (Role.ORGANISATION, "A")):
        question = made.question(connection, role=role, organisation=own)
        with pytest.raises(Forbidden):
            copies(question, report)
        with pytest.raises(Forbidden):
            copy(question, "a" * 64)
