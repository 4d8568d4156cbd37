"""What was published of a practice, whom it reached; who outside uses it, apart."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.i18n import Words
from dashboard.naming import of_list, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import practice
from data_access.sheets.choices import DISSEMINATION_KIND
from data_access.viewer import Role


def material(asked: Asked) -> Panel:
    """Items and their reach."""
    words = asked.words
    frame = practice.material(asked.question, asked.selection.key or "")
    known = [row["reach"] for row in frame.records() if row["reach"] is not None]
    finding = words.gettext("Nothing has been published of it")
    if len(frame):
        finding = words.ngettext("{n} item was published of it", "{n} items were published of it", len(frame))
    if known:
        finding = words.gettext(
            "{items}, with a reach of {reach}", items=finding, reach=words.number(sum(known), decimals=0)
        )
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            *_item_columns(words),
            TableColumn("reach", words.gettext("Reach"), Format.WHOLE),
        ],
        figure=None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Items of the sheet dissemination that name the practice. The reach is counted for each item apart; "
            "where it is not known it is missing from the sum."
        ),
        source=sheets(words, "dissemination"),
        n=words.ngettext("{n} item", "{n} items", len(frame)),
        unavailable=None
        if len(frame)
        else words.gettext(
            "Nothing was published of it by this day. Publications come with the sheet dissemination, column practice."
        ),
    )


def outside(asked: Asked) -> Panel:
    """Uptake outside the programme."""
    words = asked.words
    frame = practice.material(asked.question, asked.selection.key or "")
    frame = frame.where(frame.rows["outside"].astype(bool))
    finding = words.gettext("No item is known to be used outside the programme")
    if len(frame):
        finding = words.ngettext(
            "{n} item is used outside the programme", "{n} items are used outside the programme", len(frame)
        )
    return Panel(
        finding=finding,
        frame=frame,
        columns=[*_item_columns(words), *_users(asked)],
        figure=None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Items that somebody outside the programme reports using (P.13). Indirect beneficiaries are never added to "
            "those supported."
        ),
        source=sheets(words, "dissemination"),
        n=words.ngettext("{n} item", "{n} items", len(frame)),
        unavailable=None
        if len(frame)
        else words.gettext(
            "Nobody outside the programme is known to use it by this day. It comes with the column uptake by of the "
            "sheet dissemination."
        ),
    )


def _item_columns(words: Words) -> Sequence[TableColumn]:
    return (
        TableColumn("item", words.gettext("Item")),
        TableColumn("kind", words.gettext("Kind"), said=of_list(DISSEMINATION_KIND, words)),
        TableColumn("published_on", words.gettext("Published"), Format.DATE),
        TableColumn("channel", words.gettext("Channel")),
        TableColumn("audience", words.gettext("Audience")),
    )


def _users(asked: Asked) -> Sequence[TableColumn]:
    """Who uses it, for the manager."""
    if asked.question.viewer.role is not Role.MANAGER:
        return ()
    return (TableColumn("uptake_by", asked.words.gettext("Used by")),)
