"""What stands in place of panels whose records were removed when the time for evidence was over."""

from __future__ import annotations

import pandas as pd
from dash import html

from dashboard.panel import Asked, Exhibit, Panel
from data_access.message import N_
from data_access.protection import protect
from data_access.viewer import Role


def panel(asked: Asked) -> Panel:
    """Since when the records are gone, and where to find what was reported."""
    words, question = asked.words, asked.question
    finding = words.gettext("The records of persons were removed on {day}", day=question.programme.removed_on)
    return Panel(
        finding=finding,
        frame=protect(pd.DataFrame(), question),
        columns=(),
        figure=None,
        alternative=finding,
        counted="",
        source=[words.gettext("no records")],
        controls=_reports(asked),
        unavailable=words.gettext(
            "The time for which evidence must be kept is over. What rests on records is not shown any more, as it would"
            " be incomplete. The figures that were reported stand in the frozen reports."
        ),
    )


def _reports(asked: Asked) -> html.P | None:
    if asked.question.viewer.role is Role.ORGANISATION:
        return None
    return html.P(html.A(asked.words.gettext("To the reports"), href=asked.selection.at("/reports").href))


EXHIBIT = Exhibit("page-removed", N_("Records"), frozenset(Role), panel, wide=True, lasts=True)
