"""What an organisation contributes to the indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access import catalogue
from data_access.queries import organisation
from data_access.viewer import Role
from pages.organisation import wording


def indicators(asked: Asked) -> Panel:
    """Each indicator with what comes from this organisation."""
    words = asked.words
    frame = organisation.indicators(asked.question, wording.code(asked))
    names = {code: words.name(indicator.names) for code, indicator in catalogue.indicators().items()}
    return Panel(
        finding=words.ngettext("It contributes to {n} indicator", "It contributes to {n} indicators", len(frame))
        if len(frame)
        else words.gettext("It contributes to no indicator yet"),
        frame=frame,
        columns=[
            TableColumn(
                "indicator",
                words.gettext("Indicator"),
                link=lambda row: _href(row, asked),
                said=lambda code: f"{code} {names[code]}",
            ),
            TableColumn("amount", words.gettext("From this organisation"), Format.NUMBER),
            TableColumn("last_on", words.gettext("Latest entry"), Format.DATE),
        ],
        figure=None,
        alternative="",
        counted=words.gettext(
            "The sum of the ledger entries that rest on this organisation’s records, by the day. A person counts where "
            "they counted first, so the figures of all organisations add up to the programme’s. Indicators that also "
            "count people of the peer network are shown for the whole programme only: nothing may connect a member of "
            "the network with an organisation. The organisation itself does not see those that rest on answers: what "
            "its people have answered is theirs."
        ),
        source=sheets(words, "sessions", "attendance", "participants", "progress", "adoptions"),
        n=words.ngettext("{n} indicator", "{n} indicators", len(frame)),
        unavailable=None
        if len(frame)
        else words.gettext("No record of this organisation counts towards an indicator by this day."),
    )


def _href(row: Mapping[str, Any], asked: Asked) -> str | None:
    """The indicator's page; an organisation's own people have none."""
    if asked.question.viewer.role is Role.ORGANISATION:
        return None
    return asked.selection.at("/indicators", row["indicator"]).href
