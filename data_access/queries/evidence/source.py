"""One row as it was delivered, and the entries that rest on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import Select, and_, func, literal, or_, select

from data_access.ledger import BOTH_REGISTERS
from data_access.models import deliveries, ledger, ledger_history, report_steps, report_versions, rows_of
from data_access.protection import PublishableFrame, protect
from data_access.queries.evidence.visible import NETWORK, NETWORK_FEEDBACK, allow, authorities, kept_back, names_whose
from data_access.queries.indicators.scope import Scope
from data_access.queries.rows import frame
from data_access.question import Filters, Question
from data_access.sheets import Kind, sheet
from data_access.viewer import Forbidden, Role

HEADS = ("headcount", "invited")  # people in a row of the sheet sessions
# A row about a person does not tell the financier of which organisation, who could count those of each
OF_PERSONS = ("attendance", "participants", "responses")
WHOSE = ("session", "organisation")
SUBMITTED = "submit"  # the step of a report (``data_access.reports.states``, which stands on these queries)
SHORT = 8  # digits of a pseudonym that are shown: enough to tell people of one page apart


@dataclass(frozen=True)
class SourceRow:
    """A row as it was delivered (one row, columns in the sheet's order and its delivery's), and its entries."""

    row: PublishableFrame
    entries: PublishableFrame


def source_row(question: Question, name: str, row_id: int) -> SourceRow:
    """The row ``row_id`` of the sheet ``name`` and the entries that rest on it. Two queries, or three.

    Columns of the row: those of the sheet (identities as the first digits of their pseudonym), number, source,
    file, line, loaded_at of its delivery, superseded (the delivery that ended it). Of the entries: indicator,
    measure, unit, counted_on, amount, reason.
    Raises Forbidden where there is no such row, and where the viewer may not see an entry that rests on it, or rested
    on it in a report that was submitted.
    """
    allow(question)
    found = frame(question, _delivered(question, name, row_id))
    rests = frame(question, _resting_on(question, name, row_id))
    if found.empty or (question.viewer.restricted and not _may_see(question, name, row_id, found, rests)):
        raise Forbidden(name)
    counts = [one for one in HEADS if one in found]
    apart = [one for one in WHOSE if one in found and _is_apart(question, name, one, rests)]
    shut = {one: pd.Series(True, index=found.index) for one in apart}
    return SourceRow(protect(found, question, alone=counts, kept=shut), protect(rests, question))


def _is_apart(question: Question, name: str, column: str, rests: pd.DataFrame) -> bool:
    """Whether the financier does not see the column: a session's organisation, unless an authority counts by it."""
    if question.viewer.role is not Role.FINANCIER:
        return False
    if name == "sessions":
        return column == "organisation" and not rests["indicator"].isin(authorities()).any()
    return name in OF_PERSONS


def _may_see(question: Question, name: str, row_id: int, row: pd.DataFrame, rests: pd.DataFrame) -> bool:
    if _of_network(name, row.iloc[0].to_dict()):
        return False
    return not rests.empty or (question.viewer.organisation is None and _reported(question, name, row_id))


def _reported(question: Question, name: str, row_id: int) -> bool:
    """Whether a submitted report rests on an entry of the row that has gone since."""
    gone, version, step = ledger_history.c, report_versions.c, report_steps.c
    programme = question.programme.id
    stood = and_(
        version.programme_id == programme, gone.since <= version.data_version, gone.until > version.data_version
    )
    taken = and_(step.programme_id == programme, step.period == version.period, step.version == version.version)
    submitted = (
        select(literal(1))
        .join_from(ledger_history, report_versions, stood)
        .join(report_steps, taken)
        .where(gone.programme_id == programme, gone.sheet == name, gone.row_id == row_id)
        .where(step.step == SUBMITTED, gone.unit != BOTH_REGISTERS)
    )
    return question.connection.execute(submitted.limit(1)).one_or_none() is not None


def _delivered(question: Question, name: str, row_id: int) -> Select[Any]:
    try:
        declared, table = sheet(name), rows_of(name)
    except KeyError:
        raise Forbidden(name) from None
    columns = [
        func.substr(table.c[column.name], 1, SHORT).label(column.name)
        if column.kind is Kind.IDENTITY
        else table.c[column.name]
        for column in declared.columns
    ]
    programme = question.programme.id
    came_with = and_(deliveries.c.programme_id == programme, deliveries.c.number == table.c.delivery)
    place = (deliveries.c.number, table.c.source, table.c.file, table.c.line, deliveries.c.loaded_at)
    return (
        select(*columns, *place, table.c.superseded)
        .join_from(table, deliveries, came_with)
        .where(table.c.programme_id == programme, table.c.id == row_id)
    )


def _resting_on(question: Question, name: str, row_id: int) -> Select[Any]:
    columns = ("indicator", "measure", "unit", "counted_on", "amount")
    listed = [~kept_back(ledger.c, question)] if question.viewer.restricted else []
    if question.viewer.role is Role.FINANCIER:
        listed.append(~names_whose(ledger.c))
    # Every entry, whatever part of the programme is chosen; an organisation still sees its own alone.
    return (
        Scope(replace(question, filters=Filters()))
        .considered(*(ledger.c[column] for column in columns), ledger.c.left_out.label("reason"))
        .where(ledger.c.sheet == name, ledger.c.row_id == row_id, ledger.c.unit != BOTH_REGISTERS)
        .where(or_(ledger.c.counted_on <= question.as_of, ledger.c.counted_on.is_(None)), *listed)
        .order_by(ledger.c.id)
    )


def _of_network(name: str, row: Mapping[Any, Any]) -> bool:
    return NETWORK in (sheet(name).domain, row.get("kind")) or row.get("survey") == NETWORK_FEEDBACK
