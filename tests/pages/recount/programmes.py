"""Programmes made at random with everything in them that a page can show, reports and later deliveries included."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Connection

from data_access import audit, reports
from data_access.protection.secondary import _hidden
from data_access.protection.system import Marks, System
from data_access.releases import Audit, making, systems
from tests.data_access.builders import HALF_YEARS
from tests.data_access.reports.later import BY, FINANCIER, Delivered, returned, submitted

START, TODAY = date(2024, 1, 1), date(2026, 9, 1)
EARLIER = date(2025, 3, 17)  # the other day for which pages are opened
EDGES = (EARLIER, TODAY, *(ends_on for _, _, ends_on in HALF_YEARS))
GENDERS = (None, "female", "female", "female", "male", "male", "non_binary")
AGES = (None, "under_18", "18_60", "18_60", "18_60", "over_60")
YES_NO = (None, True, True, True, False)
PRESENT = (True, True, True, True, True, False, None)
STAGES = ("planned", "piloted", "in_use", "embedded", "dropped")
CODES = (
    "O.2.2", "O.2.3", "O.2.3.3", "R.2.9", "P.1", "P.2", "P.3", "P.4", "P.5", "P.6", "P.7", "P.8", "P.9", "P.10",
    "P.11", "P.12", "P.13",
)  # fmt: skip
TAKEN_AT = datetime(2026, 8, 20, 9, tzinfo=UTC)


class Made:
    """A programme of the builders, grown row by row with numbers of ``seed``.

    ``registered``: whether the network keeps a register of members; without one there are headcounts alone.
    """

    def __init__(self, seed: int, *, registered: bool = True) -> None:
        self.random = Random(seed)
        self.registered = registered
        counts = self.random.choice(["target_group", "all"])
        self.rows = Delivered(f"R{seed}", periods=False, counts=counts, follow_up_from_days=60)
        self._framework()
        self._organisations()
        self._sessions()
        self._people()
        self._practices()
        self._commitments()

    def keep(self, connection: Connection) -> Delivered:
        """In the database: four deliveries, and reports of some periods in between."""
        made = self.rows.rebuild(connection)
        submitted(made, connection, "2024H2")
        returned(made, connection, "2024H2")
        self._disturb()
        made.session("PASSING", "mentoring", date(2024, 9, 9), hours=2)  # only two deliveries long
        made.deliver(connection, on=date(2026, 8, 1))
        frozen = submitted(made, connection, "2024H2")
        self._disturb()
        made.deliver(connection, source="partner", on=date(2026, 8, 3))
        submitted(made, connection, "2025H1")
        reports.prepare(made.question(connection), "2025H2", remarks={}, by=BY, now=TAKEN_AT)
        self._disturb()
        made.rows["sessions"] = [row for row in made.rows["sessions"] if row["session"] != "PASSING"]
        made.deliver(connection, on=date(2026, 8, 10))
        _handed_out(made, connection, frozen.version)
        return made

    def day(self, since: date = START, until: date = TODAY) -> date:
        """Any day of these, often one on which something closes or is asked for."""
        edges = [day for day in EDGES if since <= day <= until]
        if edges and self.random.random() < 0.15:
            return self.random.choice(edges)
        return since + timedelta(days=self.random.randrange((until - since).days + 1))

    def some(self, chance: float, value: Any) -> Any:
        """``value``, or nothing."""
        return value if self.random.random() < chance else None

    def _framework(self) -> None:
        made = self.rows
        for at, (period, starts_on, ends_on) in enumerate(HALF_YEARS):
            due_on = ends_on + timedelta(days=(60, 0, 60, 60, 80)[at]) if at != 1 else None
            made.period(period, starts_on=starts_on, ends_on=ends_on, report_due_on=due_on)
        made.cohort("A").cohort("B", starts_on=date(2025, 2, 1))
        for milestone, week in (("start", 2), ("baseline", 5), ("midway", None), ("completed", 50)):
            made.milestone(milestone, due_week=week, completes=milestone == "completed")
        for at in (1, 2):
            made.row("dimensions", dimension=f"D{at}", position=at, name_en=f"Dimension {at}")
        for level in (1, 2, 3):
            made.row("levels", level=level, name_en=f"Level {level}")
        made.row("annotations", on=date(2025, 3, 1), text_en="Elections")

    def _organisations(self) -> None:
        choose = self.random.choice
        self.organisations = [f"O{at}" for at in range(9)]
        for at, code in enumerate(self.organisations):
            cohort = choose(["A", "A", "B", None]) if at > 1 else "A"
            self.rows.organisation(
                code,
                parent=f"O{choose((0, 1))}" if at in (5, 6) else None,
                authority=choose([None, "none", "local", "local", "regional", "national"]),
                sector=choose(["municipality", "ngo", "company"]),
                region=choose([None, "Uusimaa", "Lappi"]),
                cohort=cohort,
                joined_on=self.some(0.7, self.day(date(2024, 2, 1), date(2025, 3, 1))),
                left_on=date(2025, 5, 1) if at == 3 else None,
            )
            self._progress(code)
            self._assessed(code)

    def _progress(self, code: str) -> None:
        for milestone in ("start", "baseline", "midway", "completed"):
            planned, done = self.some(0.4, self.day()), self.some(0.6, self.day(date(2024, 3, 1), date(2026, 8, 1)))
            if planned or done:
                self.rows.progress(code, milestone, planned_on=planned, done_on=done)
        for at in range(self.random.randrange(9)):
            status, done = self.random.choice(["planned", "under_way", "done", "dropped"]), self.some(0.4, self.day())
            self.rows.action(code, f"T{at}", status=status, done_on=done, due_on=self.some(0.7, self.day()))

    def _assessed(self, code: str) -> None:
        for dimension in ("D1", "D2"):
            for round_, day in (("baseline", date(2024, 3, 20)), ("midway", date(2025, 1, 20)), ("final", TODAY)):
                for assessor in ("self", "facilitator"):
                    if self.random.random() < (0.9 if round_ == "baseline" else 0.6):
                        level = self.random.choice((1, 2, 3))
                        self.rows.assessment(code, dimension, level, round=round_, assessed_on=day, assessor=assessor)

    def _sessions(self) -> None:
        choose = self.random.choice
        self.sessions: dict[str, str] = {}
        self.held: dict[str, date] = {}
        kinds = ["training"] * 12 + ["mentoring"] * 10 + ["network"] * 12 + ["event"] * 4
        for at, kind in enumerate(kinds):
            status = choose(["held"] * 8 + ["cancelled", "planned"])
            held_on = self.day(date(2024, 2, 1), TODAY if status == "held" else date(2026, 12, 1))
            of_one = kind == "mentoring" or self.random.random() < 0.3
            unregistered = kind == "event" or self.random.random() < 0.25 or (kind == "network" and not self.registered)
            self.rows.session(
                f"S{at}", kind, held_on, status=status,
                hours=choose([None, 1.5, 2.0, 0.1, 3.25, 2.5]), mode=choose(["onsite", "online"]),
                organisation=choose(self.organisations) if of_one else None,
                cohort=self.some(0.5, choose(["A", "B"])),
                invited=self.some(0.5, self.random.randrange(5, 60)),
                headcount=self.random.randrange(1, 40) if unregistered and self.random.random() < 0.6 else None,
            )  # fmt: skip
            if not unregistered:
                self.sessions[f"S{at}"], self.held[f"S{at}"] = kind, held_on

    def _person(self) -> dict[str, Any]:
        choose = self.random.choice
        born = self.some(0.3, date(choose((1950, 1985, 2010)), 6, 1))
        return {
            "gender": choose(GENDERS), "age_group": choose(AGES), "born_on": born,
            "third_country_national": choose(YES_NO), "project_staff": choose([None] * 14 + [True]),
        }  # fmt: skip

    def _people(self) -> None:
        accelerator = [code for code, kind in self.sessions.items() if kind != "network"]
        network = [code for code, kind in self.sessions.items() if kind == "network"]
        participants, members = [f"p{at}" for at in range(60)], [f"p{at}" for at in range(50, 90)]
        for person in participants:
            for source in ("workbook", "partner")[: 1 + (self.random.random() < 0.15)]:
                own = self.random.choice([None, *self.organisations])
                registered = {"organisation": own, "registered_on": self.day(), "source": source}
                self.rows.participant(person, **registered, **self._person())
            for session in self.random.sample(accelerator, self.random.randrange(1, 6)):
                self.rows.attendance(session, person, present=self.random.choice(PRESENT))
                answered_on = self.held[session] + timedelta(days=self.random.randrange(40, 150))
                if self.random.random() < 0.4 and answered_on < TODAY:
                    said = {"survey": "follow_up", "answered_on": answered_on}
                    self.rows.response(person, "uses_skills", self.random.choice(["yes", "yes", "no"]), **said)
        self.rows.attendance(accelerator[0], "nobody knows")
        self._answers(participants)
        for person in members if self.registered else ():
            region = self.random.choice([None, "Uusimaa", "Lappi"])
            self.rows.member(person, joined_on=self.day(), region=region, **self._person())
            for session in self.random.sample(network, min(len(network), self.random.randrange(1, 7))):
                self.rows.network_attendance(session, person, present=self.random.choice(PRESENT))
        if self.registered:  # a month in which nobody came but staff
            self.rows.session("STAFF", "network", date(2024, 1, 20)).member("staff", project_staff=True)
            self.rows.network_attendance("STAFF", "staff")
        self._feedback(members if self.registered else [])

    def _answers(self, people: list[str]) -> None:
        choose = self.random.choice
        for person in (*people, *people[:30], None, None):
            if self.random.random() < 0.7:
                self._answer(person, "training_feedback", "useful_for_work", choose("12345"))
            if self.random.random() < 0.3:
                self._answer(person, "follow_up", "uses_skills", choose(["yes", "yes", "no"]))

    def _feedback(self, people: list[str]) -> None:
        for person in (*people, *people[:12], None, None, None):
            answer, said = self.random.choice("12345"), self.random.choice(["yes", "no"])
            self._answer(person, "network_feedback", "helpful_for_integration", answer)
            self._answer(person, "network_feedback", "recommends", said)
        self._answer("p1", "training_feedback", "helpful_for_integration", "5")

    def _answer(self, person: str | None, survey: str, question: str, answer: str) -> None:
        self.rows.response(person, question, answer, survey=survey, answered_on=self.day())

    def _practices(self) -> None:
        choose = self.random.choice
        for at in range(7):
            code, found_on = f"K{at}", self.day(START, date(2025, 6, 1))
            self.rows.practice(
                code, theme=choose([None, "Recruitment", "Language"]), origin=choose(["accelerator", "network", None]),
                organisation=self.some(0.5, choose(self.organisations)), identified_on=self.some(0.9, found_on),
                documented_on=self.some(0.8, found_on + timedelta(days=40)), reviewed_on=self.some(0.4, self.day()),
                published_on=self.some(0.6, self.day(found_on)),
            )  # fmt: skip
            for organisation in self.random.sample(self.organisations, 4):
                for stage in self.random.sample(STAGES, self.random.randrange(4)):
                    self.rows.adoption(code, organisation, stage, self.day())
        for at in range(14):
            self.rows.dissemination(
                f"D{at}", practice=self.some(0.7, f"K{self.random.randrange(7)}"), published_on=self.day(),
                kind=choose([None, "publication", "event", "media"]), reach=self.some(0.7, self.random.randrange(900)),
                uptake_by=self.some(0.4, "Somebody outside"),
            )  # fmt: skip

    def _commitments(self) -> None:
        for code in CODES[:-1]:
            baseline, target = self.some(0.7, self.random.randrange(4)), self.random.randrange(8, 60)
            since = self.some(0.3, date(2024, 3, 1))
            self.rows.indicator(code, baseline=baseline, target=self.some(0.9, target), valid_from=since)
            if self.random.random() < 0.4:
                self.rows.indicator(code, baseline=baseline, target=target + 9, valid_from=date(2025, 2, 1))
            for at, period in enumerate(("2024H2", "2025H2")):
                if self.random.random() < 0.5:
                    self.rows.target(code, period, (at + 1) * target / 3)
            self._reported(code)

    def _reported(self, code: str) -> None:
        for period in ("2024H1", "2024H2", "2025H1"):
            typed = self.some(0.7, date(2026, 7, 20)), self.some(0.5, date(2026, 8, 5))
            for submitted_on in dict.fromkeys(typed):
                given = {"indicator": code, "period": period, "submitted_on": submitted_on}
                self.rows.row("reported", value=float(self.random.randrange(40)), **given)
                if code in ("O.2.3", "P.3", "P.7"):
                    for cell in ({"gender": "female"}, {"gender": "male", "age_group": "18_60"}):
                        self.rows.row("reported", value=float(self.random.randrange(20)), **given, **cell)

    def _disturb(self) -> None:
        """What a later delivery adds, changes and takes away."""
        every = self.rows.rows
        for sheet in ("attendance", "network_attendance", "responses", "adoptions", "progress"):
            for _ in range(min(6, len(every[sheet]))):
                every[sheet].pop(self.random.randrange(len(every[sheet])))
        for sheet in ("participants", "members"):
            for row in every[sheet]:
                if not row["project_staff"] and self.random.random() < 0.1:
                    row.update(self._person())
        for row in every["sessions"]:
            if self.random.random() < 0.1:
                row.update(held_on=self.day(), hours=self.random.choice([None, 0.2, 4.0]))
        for person in range(0, 60, 7):
            self._answer(f"p{person}", "training_feedback", "useful_for_work", self.random.choice("12345"))
            self._answer(f"p{person}", "follow_up", "uses_skills", "yes")
        self.rows.adoption("K1", self.random.choice(self.organisations), "embedded", self.day())


def _handed_out(made: Delivered, connection: Connection, version: int) -> None:
    """Files of the report, as the audit log has them: one twice."""
    for role, size in (("manager", 1200), ("manager", 1200), ("financier", 900)):
        detail = {
            "period": "2024H2", "version": version, "form": "pdf", "language": "en", "role": role,
            "sha256": f"{size:064}", "bytes": size,
        }  # fmt: skip
        audit.note(
            connection, who=FINANCIER, action=audit.Action.FILE, programme=made.code, subject="/files/report.pdf",
            detail=detail, at=TAKEN_AT,
        )  # fmt: skip


@contextmanager
def released_by_chance(share: float = 0.1) -> Iterator[None]:
    """Besides small numbers a share of the others is hidden: working out which takes most of the time of a walk.

    Nothing is protected by that, unless all are hidden that may be.
    """
    chance = Random(5)

    def hidden(system: System, already: Marks | None = None) -> Marks:
        if already is not None:
            return already
        return np.array([_hidden(one) or (one.shown is None and not one.exact and chance.random() < share)
                         for one in system.statistics], dtype=bool)  # fmt: skip

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(systems, "hidden", hidden)
        patch.setattr(making, "audited", lambda *_: Audit((), (), ()))
        yield
