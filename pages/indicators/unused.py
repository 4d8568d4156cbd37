"""The fund's indicators of the same objective that are not counted here, each with the reason."""

from __future__ import annotations

from dash import html

from dashboard.i18n import Words
from dashboard.panel import Asked, Panel, TableColumn
from data_access import catalogue
from data_access.queries import indicators


def panel(asked: Asked) -> Panel:
    """One row per indicator; with those that are counted, the list of Annex VIII is complete."""
    words = asked.words
    frame = indicators.unused(asked.question)
    return Panel(
        finding=words.ngettext(
            "{n} indicator of the fund for this objective is not in use",
            "{n} indicators of the fund for this objective are not in use",
            len(frame),
        ),
        frame=frame,
        columns=[
            TableColumn("code", words.gettext("Indicator"), said=lambda code: _title(code, words)),
            TableColumn("kind", words.gettext("Kind"), said=lambda kind: _kind(kind, words)),
        ],
        figure=html.Ul([_item(code, words) for code in catalogue.not_in_use()], className="unused"),
        alternative="; ".join(_title(code, words) for code in catalogue.not_in_use()),
        counted=words.gettext(
            "They belong to specific objective 2 of the fund, as those that are counted do. What a programme does not"
            " do it does not count: such an indicator has no value, which is not zero."
        ),
        source=[words.gettext("Regulation (EU) 2021/1147, Annex VIII")],
    )


def _item(code: str, words: Words) -> html.Li:
    reason = words.name(catalogue.not_in_use()[code].reason)
    return html.Li([html.Span(_title(code, words), className="unused-name"), html.Span(reason)])


def _title(code: str, words: Words) -> str:
    return f"{code} {words.name(catalogue.not_in_use()[code].names)}"


def _kind(code: str, words: Words) -> str:
    return {"output": words.gettext("output indicator"), "result": words.gettext("result indicator")}[code]
