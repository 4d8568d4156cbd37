"""A programme with something of everything that a report's file holds, and reports on it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from data_access import reports
from data_access.reports import Judgement, Remark
from data_access.viewer import Role
from tests.data_access.reports.later import Delivered

PERIOD = "2024H1"
SPRING, AUTUMN = date(2024, 3, 5), date(2024, 10, 1)
BY, NOW = "manager@example.org", datetime(2026, 7, 15, 9, 30, tzinfo=UTC)
REMARKS = {"P.3": Remark(Judgement.ON_TRACK, "=HYPERLINK(1)\nA second line."), "P.1": Remark(Judgement.MET)}


def programme(code: str = "TEST") -> Delivered:
    """P.3: seven women and two men, one of them of unknown age; staff and an absence left out; six in the network."""
    made = Delivered(code, counts="all").cohort("A").organisation("=X", cohort="A", joined_on=SPRING)
    made.session("S1", held_on=SPRING).session("S2", held_on=AUTUMN)
    made.session("M1", kind="mentoring", held_on=SPRING, hours=2.5)
    made.session("N1", kind="network", held_on=SPRING)
    for at in range(7):
        made.participant(f"w{at}", organisation="=X").attendance("S1", f"w{at}").attendance("S2", f"w{at}")
    for at in range(2):
        age = None if at == 0 else "18_60"
        made.participant(f"m{at}", organisation="=X", gender="male", age_group=age).attendance("S1", f"m{at}")
    made.participant("s", project_staff=True).attendance("S1", "s")
    made.participant("a").attendance("S1", "a", present=False)
    for at in range(6):
        made.member(f"n{at}").network_attendance("N1", f"n{at}")
    made.practice("p1", title_en="@practice", documented_on=SPRING)
    return made.indicator("P.3", target=20, decision="First").indicator("P.4", target=10)


def submitted(made: Delivered, connection: Any, period: str = PERIOD) -> reports.Frozen:
    """The report of the period, prepared of what stands with REMARKS, and submitted."""
    question = made.question(connection)
    frozen = reports.prepare(question, period, remarks=REMARKS, comment="-All well.", by=BY, now=NOW)
    reports.submit(question, period, by=BY, now=NOW)
    return frozen


def returned(made: Delivered, connection: Any, period: str = PERIOD) -> None:
    """The financier gives it back."""
    question = made.question(connection, role=Role.FINANCIER)
    reports.give_back(question, period, reason="Say more of P.3.", by="financier@example.org", now=NOW)


def opened(file: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(file))


def rows(page: Worksheet) -> list[dict[str, Any]]:
    """The rows of a sheet by the labels in its first row."""
    head, *below = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in below]
