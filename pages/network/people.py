"""Panels about people: reached, new and returning, retention, meetings per person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts import Part, Series, bars, heat, line, theme
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import indicators, network
from pages.network.said import category, evidence, half_year, no_register, notes, step, step_column, total


def reached(asked: Asked) -> Panel:
    """People reached so far, against the planned path."""
    words = asked.words
    frame = network.people(asked.question)
    rows = list(frame.records())
    known = [row for row in rows if row["reached"] is not None]
    series = [Series("reached", words.gettext("People reached"), colour=theme.KIND["network"])]
    columns = [step_column(asked, "P.7"), TableColumn("reached", words.gettext("People reached"), Format.WHOLE)]
    if any(row["path"] for row in rows):
        series.append(Series("planned", words.gettext("Plan"), Part.PLAN, rows={"path": True}))
        columns.append(TableColumn("planned", words.gettext("Plan"), Format.WHOLE))
    finding = _reached(asked, rows, known[-1]) if known else words.gettext("How many people were reached is not known")
    return Panel(
        finding=finding,
        frame=frame,
        columns=columns,
        figure=line.figure(
            frame,
            words=words,
            day="ends_on",
            series=series,
            hrefs=[evidence(asked, "P.7", row) for row in rows],
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Members who came to a held network meeting, each once, from the first on (P.7). Project staff never count."
        ),
        source=sheets(words, "members", "network_attendance", "sessions", "targets"),
        notes=notes(asked),
        unavailable=None if known else no_register(words),
    )


def _reached(asked: Asked, rows: Sequence[Mapping[str, Any]], row: Mapping[str, Any]) -> str:
    """The latest number shown, and of when it is where a later one is hidden."""
    words, n = asked.words, row["reached"]
    said = words.ngettext("The network has reached {n} person", "The network has reached {n} people", n)
    latest = max(other["starts_on"] for other in rows if other["starts_on"] <= asked.question.as_of)
    if row["starts_on"] < latest:
        return words.ngettext(
            "By the end of {step} the network had reached {n} person; later numbers are hidden to protect privacy",
            "By the end of {step} the network had reached {n} people; later numbers are hidden to protect privacy",
            n,
            step=step(asked, row["starts_on"]),
        )
    planned = _planned(asked) if any(other["path"] for other in rows) else None
    if planned is None:
        return said
    return words.ngettext(
        "{said}; {n} was planned by {day}",
        "{said}; {n} were planned by {day}",
        round(planned),
        said=said,
        day=words.date(asked.question.as_of),
    )


def _planned(asked: Asked) -> float | None:
    """How many were to be reached by the day; None where nothing is agreed."""
    figures = indicators.overview(asked.question).records()
    planned: float | None = next(row["planned"] for row in figures if row["code"] == "P.7")
    return planned


def returning(asked: Asked) -> Panel:
    """New and returning people."""
    words = asked.words
    frame = network.people(asked.question)
    frame = frame.where(frame.rows["starts_on"] <= asked.question.as_of)
    rows = list(frame.records())
    seen = [row for row in rows if row["new"] is not None and row["returned"] is not None]
    came = [row for row in seen if row["new"] or row["returned"]]
    finding = words.gettext("How many people return is not known")
    if came:
        last = came[-1]
        finding = words.gettext(
            "In {step} {new} came for the first time and {returning} returned",
            step=step(asked, last["starts_on"]),
            new=words.number(last["new"]),
            returning=words.number(last["returned"]),
        )
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            step_column(asked),
            TableColumn("new", words.gettext("New"), Format.WHOLE),
            TableColumn("returned", words.gettext("Returning"), Format.WHOLE),
        ],
        figure=bars.figure(
            frame,
            words=words,
            category=category(asked),
            series=[
                Series("returned", words.gettext("Returning"), colour=theme.KIND["network"]),
                Series("new", words.gettext("New"), colour=theme.FIRST),
            ],
            stacked=True,
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "New: those who came for the first time. Returning: different people who came and had come in an earlier "
            "month or, where half-years are shown, an earlier half-year. Staff whom only the accelerator's records "
            "name cannot be told apart here without connecting the two registers, so they may stand among the "
            "returning; among the new they do not count."
        ),
        source=sheets(words, "members", "network_attendance", "sessions"),
        notes=notes(asked),
        unavailable=None if rows else no_register(words),
    )


def retention(asked: Asked) -> Panel:
    """Who of those that joined in a half-year still comes."""
    words = asked.words
    frame = network.retention(asked.question)
    rows = list(frame.records())
    later = [row for row in rows if row["half_years"] == 1 and row["share"] is not None]
    finding = words.gettext("It is too early to say who comes back")
    if later:
        finding = words.gettext(
            "Of those who joined in {step}, {share} came in the half-year after",
            step=half_year(words, later[-1]["joined"]), share=words.percent(later[-1]["share"]),
        )  # fmt: skip
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("joined", words.gettext("Joined in"), said=lambda day: half_year(words, day)),
            TableColumn("half_years", words.gettext("Half-years since"), Format.WHOLE),
            TableColumn("members", words.gettext("Members who joined"), Format.WHOLE),
            TableColumn("active", words.gettext("of whom came in that half-year"), Format.WHOLE),
            TableColumn("share", words.gettext("Share"), Format.PERCENT),
        ],
        figure=heat.figure(
            frame,
            words=words,
            across=lambda row: _since(asked, row["half_years"]),
            down=lambda row: half_year(words, row["joined"]),
            value="share",
            said=words.percent,
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Members by the half-year they joined in, whether or not they ever came, and the share of them that came "
            "to at least one held network meeting in each half-year since. Only half-years that are over count. "
            "Staff by the register of members are left out; staff whom only the accelerator's records name cannot be."
        ),
        source=sheets(words, "members", "network_attendance", "sessions"),
        n=_members(asked, rows),
        notes=notes(asked),
        unavailable=None if rows else _no_members(asked),
    )


def _since(asked: Asked, half_years: int) -> str:
    words = asked.words
    if half_years == 0:
        return words.gettext("the same half-year")
    return words.ngettext("{n} half-year later", "{n} half-years later", half_years)


def _members(asked: Asked, rows: list[dict[str, Any]]) -> str:
    n = total([row for row in rows if row["half_years"] == 0], "members")
    return asked.words.ngettext("{n} member", "{n} members", n)


def _no_members(asked: Asked) -> str:
    return asked.words.gettext(
        "No member has joined in a half-year that is over by this day. Retention needs the sheet members; choose a "
        "later day, or add it."
    )


def frequency(asked: Asked) -> Panel:
    """To how many meetings people came."""
    words = asked.words
    frame = network.frequency(asked.question)
    rows = list(frame.records())
    n = total(rows, "people")
    once = next((row["people"] for row in rows if row["least"] == 1), None)
    finding = words.gettext("How often people came is not known")
    if frame.hides:
        finding = words.gettext("How often people came is partly hidden to protect privacy")
    elif once is not None:
        finding = words.gettext("{n} of {all} people came to more than one meeting",
                                n=words.number(n - once), all=words.number(n))  # fmt: skip
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("least", words.gettext("Meetings, at least"), Format.WHOLE),
            TableColumn("most", words.gettext("Meetings, at most"), Format.WHOLE),
            TableColumn("people", words.gettext("People"), Format.WHOLE),
        ],
        figure=bars.figure(
            frame,
            words=words,
            category=lambda row: _class(asked, row),
            series=[Series("people", words.gettext("People"), colour=theme.KIND["network"])],
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Members by the number of held network meetings they came to. Staff by the register of members are left "
            "out; staff whom only the accelerator's records name cannot be."
        ),
        source=sheets(words, "members", "network_attendance", "sessions"),
        n=words.ngettext("{n} person", "{n} persons", n) if rows and not frame.hides else "",
        notes=notes(asked),
        unavailable=None if rows else no_register(words),
    )


def _class(asked: Asked, row: Mapping[str, Any]) -> str:
    words, least, most = asked.words, row["least"], row["most"]
    if most is None:
        return f"{words.number(least)}+"
    return words.number(least) if most == least else f"{words.number(least)}–{words.number(most)}"
