"""The entries that a viewer may see, with the rows they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, literal, null, or_, select
from sqlalchemy.sql.selectable import NamedFromClause

from data_access.catalogue import Indicator, Rule, indicators
from data_access.ledger import BOTH_REGISTERS
from data_access.models import rows_of, withheld
from data_access.queries.evidence.places import PLACE, RESPONSES, Places, sheets_of
from data_access.queries.indicators.scope import Scope
from data_access.question import Question
from data_access.released import released
from data_access.viewer import Forbidden, Role

ACCELERATOR, NETWORK, BOTH = "accelerator", "network", "both"  # registers of persons
NETWORK_FEEDBACK = "network_feedback"
OF_PERSONS = ("gender", "age_group", "organisation", "cohort", "session_kind")
_OWN = ("indicator", "unit", "counted_on", "amount", *OF_PERSONS, "sheet", "row_id")


def allow(question: Question) -> None:
    """Raises Forbidden for the steering group."""
    if question.viewer.role is Role.STEERING:
        raise Forbidden("evidence")


class Visible:
    """The entries of some indicators that a viewer may see.

    ``known``: as they stood with that delivery. ``singly``: one by one; else to be summed, those of the network too.
    """

    def __init__(
        self, question: Question, indicators: Sequence[Indicator], *, known: int | None = None, singly: bool = True
    ) -> None:
        allow(question)
        self._question = question
        self._indicators = indicators
        self._singly = singly
        self._known = known
        self._scope = Scope(question, known=known)
        self._places = Places(question.programme.id, sheets_of(indicators))
        self.entry = self._scope.entries.c

    @property
    def nameless(self) -> bool:
        """Whether the viewer sees persons and hours without what hidden parts could be counted again by."""
        return self._question.viewer.role is Role.FINANCIER and any(one.of_few for one in self._indicators)

    @property
    def register(self) -> ColumnElement[str | None]:
        """The register that the entry's row belongs to."""
        return case(
            (self.entry.unit == BOTH_REGISTERS, literal(BOTH)),
            (self._is_of_network(), literal(NETWORK)),
            (self.entry.sheet.in_(["attendance", RESPONSES]), literal(ACCELERATOR)),
            else_=null(),
        )

    def select(self, *columns: ColumnElement[Any], measure: str = "value") -> Select[Any]:
        """Select ``columns`` of the entries, and of the answers to surveys they rest on."""
        return self._places.joined(self._considered(columns, measure), self._scope.entries, only=RESPONSES)

    def located(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Select ``columns`` of the entries and of ``place``: slower, as every row is looked up."""
        return self._places.joined(self._considered(columns, "value"), self._scope.entries)

    def place(self, name: str) -> ColumnElement[Any]:
        """File, line, delivery or source of the entry's row, in what is ``located``."""
        column = self._places.column(name)
        if name != "line" or self._question.viewer.role is not Role.FINANCIER:
            return column
        return case((self._joins(), null()), else_=column.element).label(name)

    def rows(self, *sheets: str) -> Mapping[str, NamedFromClause]:
        """Of these sheets the rows beside the entries ``located``, where the indicators rest on them."""
        return {name: row for name, row in self._places.rows.items() if name in sheets}

    @property
    def day(self) -> ColumnElement[Any]:
        """The day an entry counts from, as far as the viewer sees it."""
        return self._own("counted_on")

    def columns(self) -> Sequence[ColumnElement[Any]]:
        """The columns of an entry: indicator, reason and those of ``entries`` but for the place of its row."""
        return [self.entry.left_out.label("reason"), *(self._own(name) for name in _OWN)]

    def with_places(self, found: Subquery) -> Select[Any]:
        """What was ``found`` of ``columns``, each entry with the place of its row."""
        placed = select(found, *(self._places.column(name) for name in PLACE)).select_from(found)
        return self._places.joined(placed, found)

    def _own(self, name: str) -> ColumnElement[Any]:
        column: ColumnElement[Any] = self.entry[name]
        if self._question.viewer.role is not Role.FINANCIER:
            return column
        if name == "row_id":
            return case((self._joins(), null()), else_=column).label(name)
        if name == "counted_on":
            return case((self._undated(), null()), else_=column).label(name)
        if name not in OF_PERSONS:
            return column
        nameless = [one.code for one in self._indicators if one.of_few]
        return case((self.entry.indicator.in_(nameless), null()), else_=column).label(name)

    def _joins(self) -> ColumnElement[bool]:
        """Whether an entry names an organisation and its row would tell who its people are, who are listed, too."""
        return names_whose(self.entry)

    def _undated(self) -> ColumnElement[bool]:
        """Whether the day would tell: on most days of mentoring one organisation met."""
        return and_(self._joins(), self.entry.left_out.is_not(None))

    def _considered(self, columns: Sequence[ColumnElement[Any]], measure: str) -> Select[Any]:
        entry = self.entry
        day = or_(entry.counted_on <= self._question.as_of, entry.counted_on.is_(None))
        ours = entry.indicator.in_([one.code for one in self._indicators])
        return self._scope.considered(*columns).where(ours, entry.measure == measure, day, *self._seen())

    def _is_of_network(self) -> ColumnElement[bool]:
        found: ColumnElement[bool] = self.entry.sheet == "network_attendance"
        if RESPONSES not in self._places.rows:
            return found
        # An answer whose row was removed is told by its entry alone (``data_access.removal``).
        removed = and_(self.entry.sheet == RESPONSES, self.entry.session_kind == NETWORK)
        return or_(found, self._places.rows[RESPONSES].c.survey == NETWORK_FEEDBACK, removed)

    def _seen(self) -> Sequence[ColumnElement[bool]]:
        if not self._singly:
            return ()
        together = self.entry.unit != BOTH_REGISTERS
        if not self._question.viewer.restricted:
            return (together,)
        # A meeting is a single record of the network, too.
        own = (together, self._is_of_network().is_not(True), self.entry.session_kind.is_distinct_from(NETWORK))
        listed = (*own, ~kept_back(self.entry, self._question, known=self._known))
        if self._question.viewer.role is not Role.FINANCIER:
            return listed
        # One for each visit of each person: as many as there are would tell how many people an organisation sent.
        return (*listed, ~and_(self._undated(), self.entry.sheet == "attendance"))


def authorities() -> Sequence[str]:
    """The indicators that count authorities."""
    return [one.code for one in indicators().values() if one.rule is Rule.AUTHORITIES]


def names_whose(entry: Any) -> ColumnElement[bool]:
    """Entries that name an organisation, and whose rows the financier is not told.

    They rest on the attendance of its people, or are left out: what is counted rests on one session of an authority,
    which is its evidence, but all sessions with their days would tell of most people where they are from.
    """
    ours = entry.indicator.in_(authorities())
    return and_(ours, or_(entry.sheet == "attendance", entry.left_out.is_not(None)))


def kept_back(entry: Any, question: Question, *, known: int | None = None) -> ColumnElement[bool]:
    """Entries of participants who are company for the network's few (``data_access.releases.company``).

    ``known``: with a delivery; those who were so with what was released of it.
    """
    touching = [one.code for one in indicators().values() if one.touches_network]
    programme, release = question.programme.id, question.release
    if known is not None:
        release = released(question.connection, programme, question.viewer.role, data_version=known)
    chosen = select(withheld.c.participant).where(
        withheld.c.programme_id == programme, withheld.c.release <= release.number
    )
    rows = []
    for name, column in (("attendance", "participant"), (RESPONSES, "respondent")):
        table = rows_of(name)
        theirs = select(table.c.id).where(table.c.programme_id == programme, table.c[column].in_(chosen))
        rows.append(and_(entry.sheet == name, entry.row_id.in_(theirs)))
    return and_(entry.indicator.in_(touching), or_(*rows))
