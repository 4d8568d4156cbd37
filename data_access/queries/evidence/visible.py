"""The entries of an indicator that a viewer may see, with the rows they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, null, or_
from sqlalchemy.sql.selectable import NamedFromClause

from data_access.catalogue import Indicator, Rule
from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger, rows_of
from data_access.queries.indicators.scope import Scope
from data_access.question import Question
from data_access.viewer import Forbidden, Role

NETWORK, NETWORK_FEEDBACK = "network", "network_feedback"
_OF_PERSONS = ("gender", "age_group", "organisation", "cohort", "session_kind")
_ROWS_OF_RULE = {
    Rule.PERSONS: ("attendance", "network_attendance", "sessions", "responses"),
    Rule.AUTHORITIES: ("attendance", "sessions"),
    Rule.SESSIONS: ("sessions",),
    Rule.HOURS: ("sessions",),
}


def allow(question: Question) -> None:
    """Raises Forbidden for the steering group."""
    if question.viewer.role is Role.STEERING:
        raise Forbidden("evidence")


class Visible:
    """The entries of an indicator that a viewer may see, with the rows they rest on."""

    def __init__(self, question: Question, indicator: Indicator, *, singly: bool = True) -> None:
        allow(question)
        self._question = question
        self._indicator = indicator
        self._singly = singly
        self._scope = Scope(question)
        names = _ROWS_OF_RULE.get(indicator.rule, (indicator.conditions.sheet,))
        self._sheets = {name: rows_of(name).alias(f"rows_of_{name}") for name in names}

    @property
    def nameless(self) -> bool:
        """Whether the viewer sees persons without what hidden cells could be counted again by."""
        return self._question.viewer.role is Role.FINANCIER and self._indicator.counts_persons

    @property
    def register(self) -> ColumnElement[str | None]:
        """The register that the entry's row belongs to."""
        return case(
            (ledger.c.unit == BOTH_REGISTERS, literal("both")),
            (self._is_of_network(), literal("network")),
            (ledger.c.sheet.in_(["attendance", "responses"]), literal("accelerator")),
            else_=null(),
        )

    def select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Select ``columns`` of the entries and their rows."""
        joined = self._scope.considered(*columns)
        for name, table in self._sheets.items():
            joined = joined.outerjoin(table, self._rests_on(name, table))
        day = or_(ledger.c.counted_on <= self._question.as_of, ledger.c.counted_on.is_(None))
        return joined.where(ledger.c.indicator == self._indicator.code, ledger.c.measure == "value", day, *self._seen())

    def columns(self) -> Sequence[ColumnElement[Any]]:
        """The columns of ``entries``."""
        own = ("unit", "counted_on", "amount", *_OF_PERSONS, "sheet", "row_id")
        places = [
            func.coalesce(*(table.c[name] for table in self._sheets.values()), null()).label(name)
            for name in ("file", "line", "delivery", "source")
        ]
        return [
            ledger.c.left_out.label("reason"),
            *(null().label(name) if self.nameless and name in _OF_PERSONS else ledger.c[name] for name in own),
            *places,
        ]

    def _rests_on(self, name: str, table: NamedFromClause) -> ColumnElement[bool]:
        programme = self._question.programme.id
        return and_(ledger.c.sheet == name, table.c.programme_id == programme, table.c.id == ledger.c.row_id)

    def _is_of_network(self) -> ColumnElement[bool]:
        found = ledger.c.sheet == "network_attendance"
        if "responses" not in self._sheets:
            return found
        return or_(found, self._sheets["responses"].c.survey == NETWORK_FEEDBACK)

    def _seen(self) -> Sequence[ColumnElement[bool]]:
        if not self._singly:
            return ()
        together = ledger.c.unit != BOTH_REGISTERS
        if not self._question.viewer.restricted:
            return (together,)
        # A meeting is a single record of the network, too.
        return (together, self._is_of_network().is_not(True), ledger.c.session_kind.is_distinct_from(NETWORK))
