"""Which entries of the ledger a question is about, and which indicators it can be asked of."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, select

from data_access.catalogue import Indicator, indicators
from data_access.ledger.known import as_known
from data_access.models import ledger
from data_access.queries.rows import current_rows
from data_access.question import Question
from data_access.viewer import Forbidden, Role


class Scope:
    """The entries that a question is about, by its day and within its filters.

    A filter or a reader's own organisation takes only entries that name an organisation: those of the
    network, and the difference that makes persons of both registers count once, drop out.

    ``entries``: the ledger as it stands, or as it was ``known`` with an earlier delivery.
    """

    def __init__(self, question: Question, *, known: int | None = None) -> None:
        self._question = question
        self.entries: FromClause = ledger if known is None else as_known(question.programme.id, known)

    @cached_property
    def organisations(self) -> Subquery:
        """The organisations of the entries as they stand today, to join with."""
        return current_rows(self._question, "organisations")

    @property
    def narrowed(self) -> bool:
        """Whether the figures are those of a part of the programme, to which no target belongs."""
        part = self._question.part
        of_one = self._question.viewer.role is Role.ORGANISATION
        return of_one or bool(part.cohort or part.sector or part.region)

    def counted(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Select ``columns`` of the entries that count."""
        entry = self.entries.c
        return self.considered(*columns).where(entry.left_out.is_(None), entry.counted_on <= self._question.as_of)

    def considered(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Select ``columns`` of all entries, those left out too, whatever their day."""
        of_it = self.entries.c.programme_id == self._question.programme.id
        return select(*columns).select_from(self.entries).where(of_it, *self._filters())

    def _filters(self) -> list[ColumnElement[bool]]:
        part, viewer, entry = self._question.part, self._question.viewer, self.entries.c
        wanted = [(entry.cohort, part.cohort), (entry.organisation, viewer.organisation)]
        own = [column == value for column, value in wanted if value]
        listed = self.organisations.c
        of_organisation = [(listed.sector, part.sector), (listed.region, part.region)]
        within = [column == value for column, value in of_organisation if value]
        return [*own, entry.organisation.in_(select(listed.organisation).where(*within))] if within else own


def asked(code: str) -> Indicator:
    """The indicator ``code``. Raises Forbidden where there is none, as for anything that does not exist."""
    found = indicators().get(code)
    if found is None:
        raise Forbidden(code)
    return found
