"""``dashboard report verify`` and ``export``: one frozen version of a report."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dashboard.cli.base import database, read_programme, released, typist, write_json
from dashboard.cli.complaint import Complaint
from dashboard.cli.output import output
from dashboard.i18n import words
from dashboard.settings import Settings
from dashboard.today import PLACE, today
from data_access import audit, reports
from data_access.audit import Action
from data_access.database import Connection, Engine, writing
from data_access.question import Programme, Question, ask
from data_access.reports import Frozen
from data_access.reports.seals import Seal
from data_access.viewer import Forbidden, Role, Viewer

REMOVED = {
    Action.ERASURE: "Persons were erased from the entries at their request, last on {day}.",
    Action.RETENTION: "The records of persons behind the entries were removed by retention on {day}.",
}


def verify(given: Namespace, settings: Settings) -> int:
    """``report verify``; 1 where something does not hold."""
    with read_programme(given.programme, settings) as (connection, about):
        question = asked(connection, about, Role.MANAGER)
        found = reports.verify(question, _version(question, given))
    held = {"content": found.content, "entries": found.entries, "values": found.values, "steps": found.steps}
    if given.format == "json":
        seal = found.seal and {"action": found.seal.action, "at": found.seal.at.isoformat(), "held": found.seal.held}
        write_json({**described(found.report), **held, "holds": found.holds, "sealed": seal})
    else:
        holds = "holds" if found.holds else "DOES NOT HOLD"
        parts = ", ".join(f"{name}: {'yes' if held[name] else 'NO'}" for name in held)
        print(f"{named(found.report, given)} {holds} ({parts}).\n{found.report.hash}")
        if found.seal:
            print(_sealed(found.seal))
    return 0 if found.holds else 1


def _sealed(seal: Seal) -> str:
    """What the check of the entries can still tell."""
    cause = REMOVED[seal.action].format(day=seal.at.astimezone(PLACE).date())
    if not seal.held:
        return f"{cause} They did not have the hash of the report even before that."
    return (
        f"{cause} They had the hash of the report until then; it cannot be computed anew from what is left, so they are"
        " compared with the hash that the audit log noted of what is left. The figures are still their sums."
    )


def export(given: Namespace, settings: Settings) -> int:
    """``report export``."""
    # Now, not above: the other commands do without what makes files.
    from dashboard.exports.report import rendered  # noqa: PLC0415

    if given.role != Role.MANAGER:
        with database(settings) as engine:
            released(engine, given.programme, Role(given.role))
    with read_programme(given.programme, settings) as (connection, about), output(given.output) as write:
        question = asked(connection, about, Role(given.role))
        report = _version(question, given)
        made = rendered(given.format, question, report, words(given.language))
        write(made)
        _note(connection.engine, given, report, made)
    print(f"{given.output} is written: {named(report, given)}.\n{report.hash}")
    return 0


def asked(connection: Connection, about: Programme, role: Role) -> Question:
    """The question of somebody in the role, as of today."""
    return ask(connection, Viewer(about.id, role), about, today=today())


def unknown(question: Question, given: Namespace) -> Complaint:
    """Why there is no such report for the one who asks."""
    known = {one.period.code: one for one in reports.standings(question)}
    if given.period not in known:
        return Complaint(f"There is no period {given.period!r}; there are: {', '.join(known)}.")
    last = known[given.period].version
    there = "there is none yet" if last is None else f"the last one is {last}"
    return Complaint(f"There is no such version of {given.period} for the {question.viewer.role}; {there}.")


def described(report: Frozen) -> Mapping[str, Any]:
    """What is told of the version to programs."""
    names = ("period", "version", "as_of", "data_version", "prepared_by", "hash")
    at = report.prepared_at.isoformat()
    return {name: getattr(report, name) for name in names} | {"prepared_at": at}


def named(report: Frozen, given: Namespace) -> str:
    """What the version is called for people."""
    return f"Version {report.version} of {given.programme} {report.period}"


def _version(question: Question, given: Namespace) -> Frozen:
    try:
        return reports.frozen(question, given.period, given.version)
    except Forbidden:
        raise unknown(question, given) from None


def _note(engine: Engine, given: Namespace, report: Frozen, made: bytes) -> None:
    """Note the file as ``data_access.reports.copies`` reads it; only now, for others wait while one writes."""
    told = {
        "file": given.output.name,
        "period": report.period,
        "version": report.version,
        "form": given.format,
        "language": given.language,
        "role": given.role,
        "sha256": hashlib.sha256(made).hexdigest(),
        "bytes": len(made),
    }
    with writing(engine, audit.LOG) as log:
        audit.note(
            log,
            who=typist(),
            action=audit.Action.FILE,
            programme=given.programme,
            subject=f"/reports/{report.period}",
            detail=told,
            at=datetime.now(UTC),
        )
