"""Programmes for the tests, made row by row: defaults everywhere, so that a test shows only what matters.

>>> programme = Programme()
>>> programme.organisation("A").session("S1", kind="training").participant("p1", organisation="A")
>>> programme.attendance("S1", "p1").rebuild(connection)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, Self

from sqlalchemy import Connection, insert, select

from data_access import ledger, releases
from data_access.database import engine
from data_access.identities import ACCELERATOR, NETWORK, Identities
from data_access.models import deliveries, programmes, rows_of
from data_access.question import Filters, Question, ask
from data_access.question import programme as asked_programme
from data_access.sheets import SHEETS, Kind, sheet
from data_access.viewer import Role, Viewer

KEY = b"a key for the tests, 32 bytes .."
DAY = date(2024, 5, 15)
TODAY = date(2026, 9, 1)
HALF_YEARS = (
    ("2024H1", date(2024, 1, 1), date(2024, 6, 30)),
    ("2024H2", date(2024, 7, 1), date(2024, 12, 31)),
    ("2025H1", date(2025, 1, 1), date(2025, 6, 30)),
    ("2025H2", date(2025, 7, 1), date(2025, 12, 31)),
    ("2026H1", date(2026, 1, 1), date(2026, 6, 30)),
)
DEFAULTS = {one.name: {column.name: column.default for column in one.columns} for one in SHEETS}


@contextmanager
def filling(url: str) -> Iterator[Connection]:
    """A connection for what is to stay in the database; nobody is connected afterwards."""
    source = engine(url)
    with source.begin() as connection:
        yield connection
    source.dispose()


class Programme:
    """Rows of the sheets with raw identities (``rows``), and what it takes to keep them in a database."""

    def __init__(self, code: str = "TEST", *, periods: bool = True, demonstration: bool = False, **facts: Any) -> None:
        self.code = code
        self.id = 0
        self.demonstration = demonstration
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        given = {"name_en": "A programme", "starts_on": date(2024, 1, 1), "ends_on": date(2026, 6, 30)}
        self.row("programme", code=code, **(given | facts))
        for period, starts_on, ends_on in HALF_YEARS if periods else ():
            self.period(period, starts_on=starts_on, ends_on=ends_on)

    @property
    def identities(self) -> Identities:
        """Whoever keeps the rows knows their persons by these."""
        return Identities(KEY, self.code)

    def row(self, sheet_name: str, **values: Any) -> Self:
        """A row of any sheet; columns not given have the sheet's default or are empty."""
        unknown = values.keys() - DEFAULTS[sheet_name].keys() - {"source"}
        assert not unknown, f"{sheet_name} has no column {unknown}"
        self.rows[sheet_name].append({"source": "workbook"} | DEFAULTS[sheet_name] | values)
        return self

    def period(self, period: str, **values: Any) -> Self:
        return self.row("periods", period=period, **values)

    def cohort(self, cohort: str = "A", **values: Any) -> Self:
        given = {"name_en": f"Cohort {cohort}", "starts_on": date(2024, 3, 1), "ends_on": date(2025, 2, 28)}
        return self.row("cohorts", cohort=cohort, **(given | values))

    def organisation(self, organisation: str, **values: Any) -> Self:
        given = {"name": f"Organisation {organisation}", "sector": "municipality"}
        return self.row("organisations", organisation=organisation, **(given | values))

    def milestone(self, milestone: str = "completed", **values: Any) -> Self:
        given = {"position": len(self.rows["milestones"]) + 1, "name_en": milestone, "due_week": 52}
        return self.row("milestones", milestone=milestone, **(given | values))

    def progress(self, organisation: str, milestone: str = "completed", **values: Any) -> Self:
        return self.row("progress", organisation=organisation, milestone=milestone, **values)

    def session(self, session: str, kind: str = "training", held_on: date = DAY, **values: Any) -> Self:
        return self.row("sessions", session=session, kind=kind, held_on=held_on, **values)

    def participant(self, participant: str, **values: Any) -> Self:
        given = {"registered_on": DAY, "third_country_national": True, "gender": "female", "age_group": "18_60"}
        return self.row("participants", participant=participant, **(given | values))

    def attendance(self, session: str, *participants: str, **values: Any) -> Self:
        for participant in participants:
            self.row("attendance", session=session, participant=participant, **values)
        return self

    def member(self, member: str, **values: Any) -> Self:
        given = {"joined_on": DAY, "third_country_national": True, "gender": "female", "age_group": "18_60"}
        return self.row("members", member=member, **(given | values))

    def network_attendance(self, session: str, *members: str, **values: Any) -> Self:
        for member in members:
            self.row("network_attendance", session=session, member=member, **values)
        return self

    def assessment(self, organisation: str, dimension: str, level: int, **values: Any) -> Self:
        given = {"round": "baseline", "assessed_on": DAY}
        return self.row("assessments", organisation=organisation, dimension=dimension, level=level, **(given | values))

    def action(self, organisation: str, action: str, **values: Any) -> Self:
        return self.row("actions", organisation=organisation, action=action, **values)

    def practice(self, practice: str, **values: Any) -> Self:
        return self.row("practices", practice=practice, **({"title_en": f"Practice {practice}"} | values))

    def adoption(self, practice: str, organisation: str, stage: str, reached_on: date = DAY, **values: Any) -> Self:
        return self.row(
            "adoptions", practice=practice, organisation=organisation, stage=stage, reached_on=reached_on, **values
        )

    def dissemination(self, item: str, **values: Any) -> Self:
        return self.row("dissemination", item=item, **({"published_on": DAY} | values))

    def response(self, respondent: str | None, question: str, answer: str, **values: Any) -> Self:
        given = {"survey": "training_feedback", "answered_on": DAY}
        return self.row("responses", respondent=respondent, question=question, answer=answer, **(given | values))

    def indicator(self, indicator: str, **values: Any) -> Self:
        return self.row("indicators", indicator=indicator, **values)

    def target(self, indicator: str, period: str, value: float) -> Self:
        return self.row("targets", indicator=indicator, period=period, value=value)

    def save(self, connection: Connection) -> Self:
        """Keep the rows as one delivery of every source that is named in them."""
        self.id = connection.execute(
            insert(programmes)
            .values(
                code=self.code,
                demonstration=self.demonstration,
                key_fingerprint=self.identities.fingerprint,
            )
            .returning(programmes.c.id)
        ).scalar_one()
        identifier = 0
        for name, rows in self.rows.items():
            stored = [self._stored(name, row, identifier, place) for place, row in enumerate(rows, start=1)]
            identifier += len(rows)
            if stored:
                connection.execute(insert(rows_of(name)), stored)
        connection.execute(
            insert(deliveries).values(
                programme_id=self.id,
                number=1,
                source="workbook",
                loaded_at=datetime(2026, 7, 1, tzinfo=UTC),
                loaded_by="a test",
                files=["test.xlsx"],
                changes={},
                skipped=[],
                last_row=identifier,
            )
        )
        return self

    def rebuild(self, connection: Connection) -> Self:
        """Keep the rows and make the ledger of them."""
        return self.save(connection).reckon(connection)

    def reckon(self, connection: Connection) -> Self:
        """Make the ledger of the rows that are kept."""
        ledger.rebuild(connection, self.id, self.identities, delivery=1)
        return self

    def question(
        self,
        connection: Connection,
        *,
        role: Role = Role.MANAGER,
        organisation: str | None = None,
        as_of: date | None = None,
        today: date = TODAY,
        **filters: str,
    ) -> Question:
        """What a viewer of that role may ask of the programme, once it is kept."""
        about = asked_programme(connection, self.code)
        viewer = Viewer(about.id, role, organisation)
        if viewer.restricted and not releases.current(connection, about, role, today=today):
            releases.make(connection, about, role, today=today, now=datetime.now(UTC))
        return ask(connection, viewer, about, today=today, as_of=as_of, filters=Filters(**filters))

    def row_id(self, connection: Connection, sheet_name: str, **values: Any) -> int:
        """The id of the one row kept of ``sheet_name`` in which ``values`` stand (codes, not identities)."""
        table = rows_of(sheet_name)
        found = select(table.c.id).where(table.c.programme_id == self.id).filter_by(**values)
        return int(connection.execute(found).scalar_one())

    def _stored(self, name: str, row: dict[str, Any], before: int, place: int) -> dict[str, Any]:
        kept = dict(row)
        for column in sheet(name).columns:
            if column.kind is Kind.IDENTITY and row[column.name] is not None:
                kept[column.name] = self.identities.pseudonym(domain_of(name, row), row[column.name])
        origin = {"delivery": 1, "file": "test.xlsx", "line": place + 1}
        return kept | origin | {"programme_id": self.id, "id": before + place}


def domain_of(name: str, row: dict[str, Any]) -> str:
    """The identity domain of a row: answers to the network's feedback belong to the network."""
    if name == "responses":
        return NETWORK if row["survey"] == "network_feedback" else ACCELERATOR
    return sheet(name).domain or ACCELERATOR
