"""Promise: what is hidden from a reader is nowhere on a page of theirs and in no file.

Two programmes that differ in nothing but what is hidden from the reader look the same to them, to the last byte:
in figures, axes, texts on hovering, the order of rows, and the size of files. And where some numbers are shown, none
of those hidden stands in the row, the mark or the texts of its own.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from numbers import Real
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly.utils import PlotlyJSONEncoder
from sqlalchemy import Connection, create_engine

from dashboard.components.panel_card import panel_card
from dashboard.exports.csv import content, file
from dashboard.i18n import words
from dashboard.panel import Panel
from data_access.models import metadata
from data_access.releases import assessments
from data_access.reports import Frozen
from data_access.viewer import Role
from tests.data_access.reports.later import submitted
from tests.pages.attack.said import slips
from tests.pages.attack.visit import uncovered
from tests.pages.recount import walk
from tests.pages.recount.programmes import Made, released_by_chance
from tests.pages.recount.walk import Walk

Changed = Callable[[Made], None]
# Days, periods and codes are no numbers of people.
ELSE = re.compile(r"\d{4}-\d\d(-\d\d)?|\d{1,2} [A-Z][a-z]{2} \d{4}|H[12] \d{4}|\d{4}H[12]|\b[A-Z]\.\d+(\.\d+)*")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(autouse=True)
def opened(monkeypatch):
    """One indicator of each rule that counts people is opened, and the network's own."""
    monkeypatch.setattr(walk, "CODES", ("O.2.2", "O.2.3", "O.2.3.3", "R.2.9", "P.3", "P.4", "P.7"))


def crowded(made: Made) -> None:
    """Of every person there are more who did the same, more were counted, and all levels are others.

    So the numbers that are hidden have other digits, more of them, and stand in another order.
    """
    rows = made.rows.rows
    for sheet, person in (
        ("participants", "participant"), ("attendance", "participant"), ("members", "member"),
        ("network_attendance", "member"), ("responses", "respondent"),
    ):  # fmt: skip
        rows[sheet] += [
            {**row, person: f"{row[person]} {at}" if row[person] else None}
            for row in list(rows[sheet])
            for at in range(_copies(row[person]))
        ]
    for row in rows["sessions"]:
        more = ("headcount", "invited", *(["hours"] if row["kind"] == "mentoring" else []))
        row.update({name: row[name] and row[name] * _copies(row["session"]) for name in more})
    for row in rows["assessments"]:
        row["level"] = row["level"] % 3 + 1


def _copies(of: str | None) -> int:
    """From 2 to 24, as the number in the name has it."""
    return 2 + int("".join(filter(str.isdecimal, of or "")) or 0) * 7 % 23


def others(made: Made) -> None:
    """Of every person gender and age are others."""
    genders = {None: "female", "female": "male", "male": "non_binary", "non_binary": None}
    ages = {None: "under_18", "under_18": "18_60", "18_60": "over_60", "over_60": None}
    for sheet in ("participants", "members"):
        for row in made.rows.rows[sheet]:
            row.update(gender=genders[row["gender"]], age_group=ages[row["age_group"]])


@contextmanager
def kept(change: Changed | None = None) -> Iterator[tuple[Made, Connection, Frozen]]:
    """The programme with a report submitted, in a database of its own."""
    made = Made(1)
    for row in (*made.rows.rows["participants"], *made.rows.rows["members"]):
        row["born_on"] = None
    if change:
        change(made)
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection:
        made.rows.rebuild(connection)
        yield made, connection, submitted(made.rows, connection, "2024H2")
        connection.rollback()
    engine.dispose()


def looks(role: Role, change: Changed | None = None) -> Mapping[str, tuple[str, str]]:
    """By panel its card as it is sent, and its file; everything is hidden that may be.

    Without the hash of a report: it is over entries whose pseudonyms nobody knows.
    """
    with released_by_chance(1.0), kept(change) as (made, connection, frozen):
        groups = [frozen.hash[at : at + 8] for at in range(0, len(frozen.hash), 8)]
        hashes = re.compile("|".join([frozen.hash, frozen.hash[:12], *groups]))
        found = {}
        for one in Walk(made.rows, connection, role):
            card = json.dumps(panel_card(one.exhibit, one.panel, one.asked), cls=PlotlyJSONEncoder, sort_keys=True)
            taken = file(one.panel, one.asked.words).decode()
            found[one.where] = hashes.sub("hash", card), hashes.sub("hash", taken)
    return found


@pytest.mark.parametrize(("role", "change"), [(Role.STEERING, crowded), (Role.FINANCIER, others)])
def test_programmes_that_differ_in_what_is_hidden_look_the_same(monkeypatch, role, change):
    monkeypatch.setattr(assessments, "_shown", lambda *_: [])
    one, other = looks(role), looks(role, change)
    assert one.keys() == other.keys()
    assert [where for where in one if one[where] != other[where]] == []


@pytest.mark.parametrize("role", [Role.STEERING, Role.FINANCIER])
def test_no_hidden_number_stands_in_its_row_its_mark_or_the_sentences(role):
    with released_by_chance(0.3), kept() as (made, connection, _):
        every = {one.where: one for one in Walk(made.rows, connection, role)}
        with uncovered():
            plain = {one.where: one for one in Walk(made.rows, connection, role)}
        told = {float(one) for seen in every.values() for one in _cells(seen.frame.rows)}
        hiding = {where: seen.panel for where, seen in every.items() if seen.frame.hides}
        leaks = [
            f"{where}: {leak}"
            for where, panel in hiding.items()
            for leak in (*slips(panel, plain[where].frame.rows, told), *_pointed_at(panel, plain[where].panel))
        ]
    assert leaks == []
    assert len(hiding) > 20


def _pointed_at(panel: Panel, plain: Panel) -> Iterator[str]:
    """What the marks of a row say of the numbers that are hidden in it; numbers that the row shows prove nothing."""
    frame, labels = panel.rows, list(csv.reader(io.StringIO(content(panel, words("en")))))[1:]
    rows = zip(labels, frame.records(), plain.rows.records(), strict=False)
    for at, (line, row, true) in enumerate(rows if len(frame) == len(plain.rows) else ()):
        told = {number for value in row.values() for number in _said(value)}
        shown = told | _numbers(" ".join([*line, *map(str, row.values())]))
        secrets = {number for name in row if frame.is_hidden(at, name) for number in _said(true[name])}
        for name, texts in _marks(panel, len(frame)):
            if found := (secrets - shown - _numbers(name) - {float(at)}) & _numbers(str(texts[at])):
                yield f"{found} of row {at} in “{texts[at]}”"


def _said(value: Any) -> set[float]:
    """How a number may be written, also as a share; 0 and 1 stand everywhere."""
    written = (float(value), round(float(value), 1), round(100.0 * value)) if _is_number(value) else ()
    return {*map(float, written)} - {0.0, 1.0}


def _marks(panel: Panel, rows: int) -> Iterator[tuple[str, Sequence[Any]]]:
    """What the figure has for each row, by the name of the series: places, lengths, texts, addresses."""
    drawn = panel.figure.to_plotly_json() if isinstance(panel.figure, go.Figure) else {"data": []}
    for trace in drawn["data"]:
        for values in trace.values():
            if isinstance(values, (list, tuple)) and len(values) == rows:
                yield trace.get("name") or "", values


def _numbers(text: str) -> set[float]:
    return {float(one.replace(",", "").rstrip(".")) for one in NUMBER.findall(ELSE.sub(" ", text))}


def _cells(rows: pd.DataFrame) -> list[Any]:
    return [one for name in rows for one in rows[name] if _is_number(one)]


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and not math.isnan(value)
