"""Loads deliveries: everything in one transaction with the ledger, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from data_access import database
from data_access.identities import Identities
from data_access.intake import delivery as deliver
from data_access.intake import reconcile, sparing, store, suppression
from data_access.intake.delivery import Delivery, Progress, Read, Silence
from data_access.intake.door import Door
from data_access.intake.outcome import Outcome, Report, told
from data_access.intake.problem import Findings, Problem
from data_access.intake.reconcile import Difference
from data_access.intake.state import After, Programme
from data_access.intake.store import Stamp
from data_access.message import N_
from data_access.models import deliveries, programmes
from data_access.sheets import SHEETS, Sheet

DEFAULT_SOURCE = "programme"


def check(
    engine: Engine | None, files: Sequence[Path], *, key: bytes, source: str | None = None, profile: str | None = None
) -> Report:
    """What is wrong and odd in ``files``: by themselves without an engine, else also against what is stored.

    ``source`` as in ``load``.
    """
    findings = Findings()
    delivery = deliver.opened(files, profile, findings)
    deliverer = source or delivery.source or DEFAULT_SOURCE
    if engine is None:
        _alone(delivery, deliverer, key, findings)
        return Report(**told(findings))
    read = _read(engine, delivery, deliverer, key, findings, Silence())
    if read is not None:
        with database.reading(engine) as connection:
            _differences(connection, suppression.applied(connection, read), deliverer, findings, Silence())
    return Report(**told(findings))


def _alone(delivery: Delivery, source: str, key: bytes, findings: Findings) -> None:
    """Checks the delivery by itself, as far as that goes without what stands."""
    identities = Identities(key, delivery.programme or "")
    rows, _skipped = deliver.entered(delivery, Door(identities), findings, Silence())
    deliver.examine(After(Programme(), source, rows, alone=True, gaps=delivery.gaps), identities, findings)


def load(  # noqa: PLR0913 - a delivery has as many facts, each by name
    engine: Engine,
    files: Sequence[Path],
    *,
    key: bytes,
    source: str | None = None,
    profile: str | None = None,
    dry_run: bool = False,
    loaded_by: str,
    now: datetime,
    demonstration: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Take ``files`` in as one delivery of ``source``, whole or not at all.

    What the source delivered before of the same sheets is superseded where it differs. ``source`` is
    by default the profile's, or ``programme``. ``dry_run`` does everything but write.
    """
    findings, watched = Findings(), progress or Silence()
    delivery = deliver.opened(files, profile, findings)
    stamp = Stamp(source or delivery.source or DEFAULT_SOURCE, loaded_by, now, demonstration)
    read = _read(engine, delivery, stamp.source, key, findings, watched)
    if read is None:
        return Outcome(**told(findings), programme=delivery.programme)
    number = None
    with _transaction(engine, read.code, dry_run=dry_run) as connection:
        read = suppression.applied(connection, read)
        differences = _differences(connection, read, stamp.source, findings, watched)
        if not dry_run and not findings.problems and any(one.changes.any for one in differences):
            number = store.write(connection, read, stamp, differences, watched)
    sheets = {} if findings.problems else {one.sheet.name: one.changes for one in differences}
    return Outcome(
        **told(findings),
        delivery=number,
        programme=read.code,
        sheets=sheets,
        skipped_rows=tuple(read.skipped),
        erased=read.erased,
    )


def _read(
    engine: Engine, delivery: Delivery, source: str, key: bytes, findings: Findings, progress: Progress
) -> Read | None:
    """The rows of the delivery; nothing where it is not known whose they are."""
    with engine.connect() as connection:
        code = delivery.programme or _whose(connection, source)
    if code is None:
        if not findings.problems:
            expected = N_("the programme sheet, or a source that has delivered to one programme before")
            findings.problem(Problem(N_("It is not known which programme this belongs to."), expected=expected))
        _alone(delivery, source, key, findings)
        return None
    identities = Identities(key, code)
    rows, skipped = deliver.entered(delivery, Door(identities), findings, progress)
    return Read(delivery, identities, code, rows, skipped)


def _whose(connection: Connection, source: str) -> str | None:
    """The code of the only programme there is, or else of the only one to which the source has delivered."""
    of_source = select(deliveries.c.programme_id).where(deliveries.c.source == source)
    for chosen in (select(programmes.c.code), select(programmes.c.code).where(programmes.c.id.in_(of_source))):
        codes = list(connection.execute(chosen.limit(2)).scalars())
        if len(codes) == 1:
            return str(codes[0])
    return None


def _transaction(engine: Engine, code: str, *, dry_run: bool) -> AbstractContextManager[Connection]:
    return database.reading(engine) if dry_run else database.writing(engine, code)


def _differences(
    connection: Connection, read: Read, source: str, findings: Findings, progress: Progress
) -> list[Difference]:
    """What the delivery does to each of its sheets; what is wrong in the state after it becomes problems."""
    progress.stage(N_("Checking"), 0, 1)
    programme = _programme(connection, read, findings)
    if programme is None:
        return []
    after = After(programme, source, read.rows, alone=not read.delivery.complete, gaps=read.delivery.gaps)
    deliver.examine(after, read.identities, findings)
    progress.stage(N_("Checking"), 1, 1)
    if findings.problems:
        return []
    return [_difference(one, after) for one in SHEETS if one.name in read.rows]


def _difference(of: Sheet, after: After) -> Difference:
    delivered, stands = after.delivered[of.name], after.own(of.name)
    return reconcile.difference(of, sparing.kept(of.name, delivered, after), sparing.standing(of.name, stands, after))


def _programme(connection: Connection, read: Read, findings: Findings) -> Programme | None:
    """The programme as it stands, empty where it is new; nothing where the delivery cannot be compared with it."""
    found = connection.execute(select(programmes).where(programmes.c.code == read.code)).one_or_none()
    if found is None:
        if "programme" not in read.rows and read.delivery.complete:
            message = N_("There is no programme {code} yet.", code=read.code)
            findings.problem(Problem(message, expected=N_("its programme sheet, with the first delivery")))
        return Programme()
    if found.key_fingerprint != read.identities.fingerprint:
        message = N_("The key for pseudonyms is not the one with which this programme was loaded.")
        expected = N_("the PSEUDONYM_KEY of the first delivery: with another, everybody would count twice")
        findings.problem(Problem(message, expected=expected))
        return None
    if found.removed_on is not None:
        message = N_("The records of this programme were removed on {day}, for good.", day=found.removed_on)
        findings.problem(Problem(message, expected=N_("another programme: nothing is loaded into this one any more")))
        return None
    return Programme(connection, found.id)
