"""Each indicator that has a target, on the way from its baseline: one bullet a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import achievement, bullets, naming
from dashboard.panel import Asked, Panel
from data_access.protection import PublishableFrame
from data_access.queries import indicators
from pages.indicators.figures import columns, href


def fund(asked: Asked) -> Panel:
    """The output and result indicators of the fund's regulation."""
    return _panel(asked, of_fund=True)


def own(asked: Asked) -> Panel:
    """The project's own indicators."""
    return _panel(asked, of_fund=False)


def _panel(asked: Asked, *, of_fund: bool) -> Panel:
    words = asked.words
    everything = indicators.overview(asked.question)
    ours = everything.rows["code"].map(achievement.of_fund) == of_fund
    frame = everything.where(ours & everything.rows["target"].notna())
    finding = _finding(list(frame.records()), asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=columns(asked),
        figure=bullets.figure(frame, words=words, href=lambda row: href(row, asked)),
        alternative=bullets.alternative(frame, words),
        counted=words.gettext(
            "The bar is the share of the way from baseline to target that has been achieved, the diamond the share"
            " that was planned for this day. Within five per cent of the way, a value is on plan."
        ),
        source=naming.sheets(words, "indicators", "targets"),
        n=words.ngettext("{n} of {all} indicators has a target", "{n} of {all} indicators have a target", len(frame),
                         all=int(ours.sum())),
        notes=_basis(list(frame.records()), asked),
        unavailable=_unavailable(frame, asked),
    )  # fmt: skip


def _finding(rows: Sequence[Mapping[str, Any]], asked: Asked) -> str:
    words, paces = asked.words, Counter(row["pace"] for row in rows)
    if not rows:
        return words.gettext("No target has been set")
    good, behind = paces["on"] + paces["ahead"], paces["behind"]
    unknown = len(rows) - good - behind
    parts = [
        words.ngettext(
            "{n} of {all} indicators with a target is on plan or ahead",
            "{n} of {all} indicators with a target are on plan or ahead",
            good,
            all=len(rows),
        )
    ]
    if behind:
        parts.append(words.ngettext("{n} is behind", "{n} are behind", behind))
    if unknown:
        parts.append(words.ngettext("of {n} it cannot be said", "of {n} it cannot be said", unknown))
    return ", ".join(parts)


def _basis(rows: Sequence[Mapping[str, Any]], asked: Asked) -> list[str]:
    """What the pace rests on where it is not the planned path."""
    by_time = [row["code"] for row in rows if row["basis"] == "time"]
    if not by_time:
        return []
    return [
        asked.words.gettext(
            "Without a planned path, so compared with the share of the programme's time that has gone: {codes}.",
            codes=", ".join(by_time),
        )
    ]


def _unavailable(frame: PublishableFrame, asked: Asked) -> str | None:
    words = asked.words
    if achievement.of_a_part(asked.question):
        return words.gettext(
            "Targets are set for the whole programme, so a part of it has no progress. Take the filter away."
        )
    if frame.empty:
        return words.gettext(
            "None of these indicators has a target. Targets come with the sheet indicators, as the grant decision has"
            " them; the values stand in the table of all indicators."
        )
    return None
