"""How many records were considered, how many count, and why the others were left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import achievement
from dashboard.charts import bars, theme
from dashboard.charts.series import Series
from dashboard.evidence import reason
from dashboard.evidence.search import COUNTS
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import evidence
from pages.indicator import entries
from pages.indicator.figure import Figure, on_the_day


def panel(asked: Asked) -> Panel:
    """One row per reason and register; each opens its entries."""
    words, found = asked.words, on_the_day(asked)
    frame = evidence.summary(asked.question, found.indicator.code)
    # What makes persons of both registers count once rests on no record of its own.
    drawn = frame.where(frame.rows["register"].fillna("") != "both")
    finding = _finding(list(drawn.records()), found, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("reason", words.gettext("Left out because"), said=lambda code: reason(code, words),
                        none=reason(None, words)),
            TableColumn("register", words.gettext("Register"), said=lambda code: _register(code, words)),
            TableColumn("entries", words.gettext("Records"), Format.WHOLE, link=lambda row: _href(row, asked)),
            TableColumn("amount", words.gettext("Counts"), Format.NUMBER),
        ],
        figure=bars.figure(
            drawn,
            words=words,
            category=lambda row: _category(row, words),
            series=[Series("entries", words.gettext("Records"), colour=theme.FORMER)],
            hrefs=[_href(row, asked) for row in drawn.records()],
            horizontal=True,
        ),
        alternative=finding,
        counted=words.name(found.indicator.counting),
        source=achievement.sources(found.indicator.code, words),
        notes=_case(found, list(frame.records()), asked),
        unavailable=None if len(frame) else _nothing(asked),
    )  # fmt: skip


def _nothing(asked: Asked) -> str:
    if entries.closed(asked):
        return entries.explanation(asked)
    return asked.words.gettext(
        "No record was considered by this day: nothing was delivered that this indicator rests on."
    )


def _finding(rows: Sequence[Mapping[str, Any]], found: Figure, asked: Asked) -> str:
    """How many records were considered; where some are hidden, which leaves no sum to tell, for how many reasons."""
    words = asked.words
    if entries.closed(asked):
        return words.gettext("Single records of the peer network are not shown")
    if any(row["entries"] is None for row in rows) and found.row["value"] is not None:
        return words.ngettext(
            "{amount} counted; records were left out for {n} reason",
            "{amount} counted; records were left out for {n} reasons",
            len({row["reason"] for row in rows if row["reason"]}),
            amount=achievement.amount(found.row["value"], found.indicator.unit, words),
        )
    considered = int(sum(row["entries"] or 0 for row in rows))
    left_out = int(sum(row["entries"] or 0 for row in rows if row["reason"]))
    return words.ngettext(
        "{n} record was considered, {left_out} left out",
        "{n} records were considered, {left_out} left out",
        considered,
        left_out=words.number(left_out),
    )


def _case(found: Figure, rows: Sequence[Mapping[str, Any]], asked: Asked) -> list[str]:
    """The rule with the numbers of this case: from the records to the value."""
    words = asked.words
    out: dict[str, float] = {}
    hidden = {row["reason"] for row in rows if row["entries"] is None}
    for row in rows:
        if row["reason"] and row["reason"] not in hidden:
            out[row["reason"]] = out.get(row["reason"], 0) + row["entries"]
    said = [f"{reason(code, words)}: {words.number(number)}." for code, number in out.items()]
    both = [row["amount"] for row in rows if row["register"] == "both" and row["amount"]]
    if both:
        said.append(
            words.gettext("So that people in both registers count once: {n}.", n=achievement.signed(sum(both), words))
        )
    if found.row["value"] is not None:
        amount = achievement.amount(found.row["value"], found.indicator.unit, words)
        said.append(words.gettext("The rest makes {amount}.", amount=amount))
    return [" ".join(said)]


def _category(row: Mapping[str, Any], words: Words) -> str:
    said = reason(row["reason"], words)
    return said if row["register"] is None else f"{said} ({_register(row['register'], words)})"


def _register(code: str, words: Words) -> str:
    return {
        "accelerator": words.gettext("accelerator"),
        "network": words.gettext("peer network"),
        "both": words.gettext("both registers"),
    }[code]


def _href(row: Mapping[str, Any], asked: Asked) -> str | None:
    """The entries of that reason, listed further down on the page."""
    if row["register"] == "both":
        return None
    return entries.href(asked, row["reason"] or COUNTS)
