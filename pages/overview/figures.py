"""Key figures of the three strands, each with its target, pace and history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import achievement
from dashboard.components.cards import Card, cards
from dashboard.components.status import word
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import indicators, overview
from pages.overview.progress import on_track

# One for each strand; of organisations and professionals something is known without a register of people, too
SHOWN = ("P.1", "P.3", "P.7", "P.12")

Rows = Mapping[str, Mapping[str, Any]]


def panel(asked: Asked) -> Panel:
    """A card for each of the chosen indicators, and one that counts those on track."""
    words = asked.words
    everything = indicators.overview(asked.question)
    known = {row["code"]: row for row in everything.records()}
    frame = everything.where(everything.rows["code"].isin(SHOWN))
    histories = _histories(indicators.sparklines(asked.question))
    instead = _instead(asked)
    shown = [
        instead[code]
        if known[code]["lacks"] and code in instead
        else _card(known[code], histories.get(code, []), frame, asked)
        for code in SHOWN
    ]
    finding = _finding(known, instead, asked)
    return Panel(
        finding=finding or words.gettext("No indicator of people or practices has data yet"),
        frame=frame,
        columns=[
            achievement.column(words, link=lambda row: asked.selection.at("/indicators", key=row["code"]).href),
            TableColumn("value", words.gettext("Value"), Format.NUMBER),
            TableColumn("target", words.gettext("Target"), Format.NUMBER),
            TableColumn("progress", words.gettext("Progress"), Format.PERCENT),
            TableColumn("pace", words.gettext("Pace"), said=lambda pace: word(achievement.STATUS[pace], words)),
        ],
        figure=cards([*shown, _on_track(known, asked)], words),
        alternative=finding,
        counted=words.gettext("Each figure is an indicator; its page says how it is counted and what it is made of."),
        source=sheets(words, "organisations", "sessions", "attendance", "network_attendance", "adoptions"),
    )


def _finding(known: Rows, instead: Mapping[str, Card], asked: Asked) -> str:
    """What the cards count; empty where that is nothing."""
    counted = [_said(code, known[code]["value"], asked) for code in SHOWN if known[code]["value"] is not None]
    none = asked.words.number(0)
    return ", ".join(counted or [f"{card.label}: {card.value}" for card in instead.values() if card.value != none])


def _instead(asked: Asked) -> dict[str, Card]:
    """What is said of organisations and sessions where the indicator has nothing to rest on."""
    words = asked.words
    (seen,) = overview.participation(asked.question).records()
    return {
        "P.1": Card(
            label=words.gettext("Organisations that took part"),
            value=words.number(seen["organisations"]),
            href=asked.selection.at("/organisations").href,
        ),
        "P.3": Card(
            label=words.gettext("Sessions held"),
            value=words.number(seen["sessions"]),
            href=f"{asked.selection.href}#overview-timeline",
        ),
    }


def _said(code: str, value: float, asked: Asked) -> str:
    words = asked.words
    return {
        "P.1": words.ngettext("{n} organisation", "{n} organisations", value),
        "P.3": words.ngettext("{n} professional trained", "{n} professionals trained", value),
        "P.7": words.ngettext("{n} person reached by the network", "{n} people reached by the network", value),
        "P.12": words.ngettext("{n} practice in use", "{n} practices in use", value),
    }[code]


def _histories(frame: PublishableFrame) -> dict[str, list[float | None]]:
    found: dict[str, list[float | None]] = {}
    for row in frame.records():
        found.setdefault(row["code"], []).append(row["value"])
    return found


def _label(code: str, asked: Asked) -> str:
    words = asked.words
    return {
        "P.1": words.gettext("Organisations"),
        "P.3": words.gettext("Professionals trained"),
        "P.7": words.gettext("People reached by the network"),
        "P.12": words.gettext("Practices in use"),
    }[code]


def _card(row: Mapping[str, Any], history: list[float | None], frame: PublishableFrame, asked: Asked) -> Card:
    words, code = asked.words, row["code"]
    place = frame.rows["code"].tolist().index(code)
    if frame.is_hidden(place, "value"):
        value: str | None = words.gettext("hidden to protect privacy")
    else:
        value = None if row["value"] is None else words.number(row["value"])
    target = "" if row["target"] is None else words.gettext("of {target}", target=words.number(row["target"]))
    return Card(
        label=_label(code, asked),
        value=value,
        href=asked.selection.at("/indicators", key=code).href,
        target=target,
        pace=achievement.STATUS[row["pace"]] if row["pace"] and row["target"] is not None else None,
        note="" if value else words.gettext("Nothing has been delivered that it rests on."),
        history=history if value else (),
        history_said=_history_said(history, asked),
    )


def _history_said(history: list[float | None], asked: Asked) -> str:
    known = [value for value in history if value is not None]
    if not known:
        return ""
    words = asked.words
    return words.gettext("from {first} to {last}", first=words.number(known[0]), last=words.number(known[-1]))


def _on_track(known: Rows, asked: Asked) -> Card:
    words = asked.words
    fine, paced = on_track(known.values())
    return Card(
        label=words.gettext("Indicators on track"),
        value=words.number(fine) if paced else None,
        href=asked.selection.at("/indicators").href,
        target=words.gettext("of {target}", target=words.number(paced)) if paced else "",
        note="" if paced else words.gettext("No indicator has a target yet."),
    )
