"""Small programmes made at random, with everything that counts people, and a delivery that corrects a few rows."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection

from tests.data_access.builders import HALF_YEARS
from tests.data_access.reports.later import Delivered, submitted

PERIODS = HALF_YEARS[:3]
START, END = PERIODS[0][1], PERIODS[-1][2]
GENDERS = ("female", "female", "female", "male", "male", "non_binary", None)
AGES = ("18_60", "18_60", "18_60", "under_18", "over_60", None)
OPENED = ("O.2.3", "O.2.3.3", "R.2.9", "P.3", "P.5", "P.6", "P.7")  # the indicators that count people


class Small:
    """A programme of some sixty persons at most, made of the numbers of ``seed``."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        counts = self._choose(("all", "target_group"))
        self.rows = Delivered(f"A{seed}", periods=False, ends_on=END, counts=counts, follow_up_from_days=30)
        for period, starts_on, ends_on in PERIODS:
            self.rows.period(period, starts_on=starts_on, ends_on=ends_on)
        self._participants = [f"p{at}" for at in range(self._choose((6, 14, 30, 60)))]
        shared = self._random.randrange(5)  # who is in both registers
        self._members = [f"p{at}" for at in range(shared)] + [f"m{at}" for at in range(self._choose((0, 4, 12, 40)))]
        self._organisations()
        self._sessions()
        self._people()

    def keep(self, connection: Connection) -> Delivered:
        """In the database, with a report of the second period."""
        made = self.rows.rebuild(connection)
        submitted(made, connection, PERIODS[1][0])
        return made

    def correct(self, connection: Connection) -> None:
        """A later delivery that says something else of a few persons."""
        every = self.rows.rows
        for sheet in ("participants", "members"):
            for row in self._some(every[sheet], 2):
                row.update(self._person())
        for sheet in ("attendance", "network_attendance", "responses"):
            for row in self._some(every[sheet], 2):
                every[sheet].remove(row)
        self._attend("newcomer")
        self.rows.deliver(connection)

    def _choose(self, among: Any) -> Any:
        return self._random.choice(among)

    def _some(self, rows: list[Any], most: int) -> list[Any]:
        return self._random.sample(rows, min(len(rows), self._random.randrange(most + 1)))

    def _day(self) -> date:
        return START + timedelta(days=self._random.randrange((END - START).days + 1))

    def _organisations(self) -> None:
        self.rows.cohort("A").cohort("B", starts_on=date(2024, 8, 1))
        for at in range(5):
            cohort, sector = self._choose(("A", "A", "B")), self._choose(("municipality", "ngo"))
            region = self._choose(("Uusimaa", "Uusimaa", "Lappi", None))
            self.rows.organisation(f"O{at}", cohort=cohort, sector=sector, region=region)

    def _sessions(self) -> None:
        self._held: dict[str, tuple[str, date]] = {}
        for at, kind in enumerate(["training"] * 4 + ["mentoring"] * 3 + ["network"] * 5):
            day = self._day()
            of_one = {"organisation": f"O{self._random.randrange(5)}"} if kind == "mentoring" else {}
            self.rows.session(f"S{at}", kind, day, hours=2, invited=self._choose((None, 7, 30)), **of_one)
            self._held[f"S{at}"] = (kind, day)

    def _person(self) -> dict[str, Any]:
        return {
            "gender": self._choose(GENDERS), "age_group": self._choose(AGES),
            "third_country_national": self._choose((True, True, True, False, None)),
        }  # fmt: skip

    def _people(self) -> None:
        for person in self._participants:
            self._attend(person)
        meetings = [code for code, (kind, _) in self._held.items() if kind == "network"]
        for person in self._members:
            self.rows.member(person, joined_on=self._day(), **self._person())
            for session in self._random.sample(meetings, self._random.randrange(1, 4)):
                self.rows.network_attendance(session, person)
            for question, among in (("helpful_for_integration", "12345"), ("recommends", ("yes", "no"))):
                if self._random.random() < 0.6:
                    self._answer(person, question, among, survey="network_feedback")

    def _attend(self, person: str) -> None:
        own = f"O{self._random.randrange(5)}"
        self.rows.participant(person, organisation=own, registered_on=self._day(), **self._person())
        sessions = [code for code, (kind, _) in self._held.items() if kind != "network"]
        for session in self._random.sample(sessions, self._random.randrange(1, 3)):
            self.rows.attendance(session, person)
        if self._random.random() < 0.8:
            self._answer(person, "useful_for_work", "145", survey="training_feedback")
        if self._random.random() < 0.4:
            self._answer(person, "helpful_for_integration", "145", survey="training_feedback")
        if self._random.random() < 0.6:
            self._answer(person, "uses_skills", ("yes", "yes", "no"), survey="follow_up")

    def _answer(self, person: str, question: str, among: Any, *, survey: str) -> None:
        self.rows.response(person, question, self._choose(among), survey=survey, answered_on=self._day())
