"""How much of the development plans is done."""

from __future__ import annotations

from dashboard.charts import Part, Series, bars, theme
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import organisations
from pages.organisations import wording
from pages.organisations.wording import Rows


def plans(asked: Asked) -> Panel:
    """Actions done, open and overdue, organisation by organisation."""
    words = asked.words
    frame = organisations.plans(asked.question)
    rows = list(frame.records())
    with_plan = [row for row in rows if row["actions"]]
    finding = _finding(with_plan, asked)
    shown = frame.slice(0, min(len(with_plan), wording.DRAWN))
    called = wording.names(rows, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            *wording.organisation_columns(rows, asked),
            TableColumn("actions", words.gettext("Actions"), Format.WHOLE),
            TableColumn("done", words.gettext("Done"), Format.WHOLE),
            TableColumn("overdue", words.gettext("Overdue"), Format.WHOLE),
            TableColumn("open", words.gettext("Open"), Format.WHOLE),
            TableColumn("share", words.gettext("Share done"), Format.PERCENT),
        ],
        figure=bars.figure(
            shown,
            words=words,
            category=lambda row: called[row["organisation"]],
            series=[
                Series("done", words.gettext("Done"), colour=theme.STATUS["good"]),
                Series("overdue", words.gettext("Overdue"), colour=theme.STATUS["bad"]),
                Series("open", words.gettext("Open"), Part.PLAN),
            ],
            hrefs=[wording.href(row, asked) for row in rows[: len(shown)]],
            horizontal=True,
            stacked=True,
        )
        if with_plan
        else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Actions of the development plans without those dropped. An action is done from the day it was done, and "
            "overdue when its day has passed and it is not done. An organisation without a plan has no share."
        ),
        source=sheets(words, "actions", "organisations"),
        n=words.ngettext("{n} action", "{n} actions", sum(row["actions"] for row in rows)),
        notes=[*_without(len(rows) - len(with_plan), asked), *wording.drawn(len(with_plan), asked)],
        unavailable=None if with_plan else _nothing(rows, asked),
    )


def _finding(rows: Rows, asked: Asked) -> str:
    words = asked.words
    actions, done, overdue = (sum(row[name] for row in rows) for name in ("actions", "done", "overdue"))
    if not actions:
        return words.gettext("There are no development plans to follow")
    said = words.gettext("{share} of the actions in development plans are done", share=words.percent(done / actions))
    late = words.ngettext("{n} is overdue", "{n} are overdue", overdue)
    return f"{said}, {late}" if overdue else said


def _without(n: int, asked: Asked) -> list[str]:
    if not n:
        return []
    return [
        asked.words.ngettext("{n} organisation has delivered no plan.", "{n} organisations have delivered no plan.", n)
    ]


def _nothing(rows: Rows, asked: Asked) -> str:
    if not rows and asked.question.filtered:
        return wording.nobody(asked)
    return asked.words.gettext("Deliver the sheet actions: what each organisation has set out to do, and by when.")
