"""What a check found in a record, and where the record opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import achievement, naming
from dashboard.i18n import Words
from dashboard.panel import Asked
from data_access.checks import Check
from data_access.message import N_, Message
from data_access.protection import PublishableFrame

# What a finding says beside the check's name; {people}: found, as a number of persons
_SENTENCES: Mapping[Check, Message] = MappingProxyType(
    {
        Check.SUB_ABOVE_MAIN: N_("{code}: {found}, in the main indicator {expected}"),
        Check.CELLS_DIFFER: N_("{code}: {found} instead of {expected}"),
        Check.ANSWERED_ABOVE_ELIGIBLE: N_("{code}: {found} answered, {expected} could"),
        Check.FELL: N_("{code}: {found}, before {expected}"),
        Check.FELL_SINCE_REPORT: N_("{code}: {found}, before {expected}"),
        Check.JUMP: N_("{code}: {found} more; at most {expected} would be usual"),
        Check.SPELLED_ALIKE: N_("{record}, delivered by {source}, is like {like}"),
        Check.FOLLOW_UP_MISSING: N_("{record}: {people}, until {until}"),
        Check.NO_ATTENDANCE: N_("{record}: {on}"),
        Check.GENDER_UNKNOWN: N_("{sheet}, delivered by {source}: {people}"),
        Check.AGE_UNKNOWN: N_("{sheet}, delivered by {source}: {people}"),
        Check.BASELINE_LATE: N_("{code}: from {on}, started on {until}"),
        Check.ASSESSED_LATE: N_("{record}: {on}, due by {until}"),
        Check.NO_DATA: N_("{code}"),
        Check.NO_TARGET: N_("{code}"),
    }
)
_OF_RECORDS = (Check.NO_ATTENDANCE, Check.SPELLED_ALIKE)


def records(frame: PublishableFrame, places: Sequence[int], asked: Asked) -> list[Component]:
    """The findings in those rows of the frame, each opening its record; where none opens, with the record's place."""
    return [_record(frame.slice(at, at + 1), asked) for at in places]


def _record(one: PublishableFrame, asked: Asked) -> Component:
    row = next(one.records())
    said, href = sentence(one, row, asked.words), address(row, asked)
    return html.A(said, href=href) if href else html.Span(f"{said}{_place(row, asked.words)}")


def address(row: Mapping[str, Any], asked: Asked) -> str | None:
    """The row that the finding is about, else its indicator; None where the reader can open neither."""
    if row["opens"]:
        source = f"{row['sheet']}:{row['row_id']}"
        opened = asked.selection.at("/indicators", row["opens"]).with_more(source=source)
        return f"{opened.href}#indicator-source"
    return asked.selection.at("/indicators", row["code"]).href if row["code"] else None


def sentence(one: PublishableFrame, row: Mapping[str, Any], words: Words) -> str:
    """The finding in the only row of ``one``, which is ``row``, in a few words."""
    if row["check"] in _OF_RECORDS and row["record"] is None:
        return words.ngettext(
            "{n} record of the peer network, not listed singly",
            "{n} records of the peer network, not listed singly",
            row["found"],
        )
    hidden = words.gettext("hidden to protect privacy")
    filled = {
        "found": hidden if one.is_hidden(0, "found") else words.number(row["found"] or 0),
        "expected": hidden if one.is_hidden(0, "expected") else words.number(row["expected"] or 0),
        "people": hidden if one.is_hidden(0, "found") else achievement.amount(row["found"] or 0, "persons", words),
        "sheet": naming.sheets(words, row["sheet"])[0] if row["sheet"] else "",
    }
    return words.gettext(_SENTENCES[Check(row["check"])].text, **{**row, **filled})


def _place(row: Mapping[str, Any], words: Words) -> str:
    if row["line"] is None:
        return ""
    sheet = naming.sheets(words, row["sheet"])[0]
    return words.gettext(" ({file}, {sheet}, row {line})", file=row["file"], sheet=sheet, line=row["line"])
