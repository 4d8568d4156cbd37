"""Of a survey indicator: how many were asked, how many answered, and what was answered without a name."""

from __future__ import annotations

from dashboard import achievement
from dashboard.charts import bars, theme
from dashboard.charts.series import Series
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.ledger import Reason
from data_access.queries import evidence
from data_access.viewer import Forbidden, Role
from pages.indicator.figure import Figure, on_the_day, unknown


def panel(asked: Asked) -> Panel:
    """Raises Forbidden where the indicator rests on no survey: there is no such panel."""
    words, found = asked.words, on_the_day(asked)
    if not found.indicator.survey:
        raise Forbidden("indicator-answers")
    said = achievement.answers(found.row, words)
    return Panel(
        finding=said,
        frame=found.frame,
        columns=[
            TableColumn("eligible", words.gettext("Could have answered"), Format.WHOLE),
            TableColumn("answered", words.gettext("Answered"), Format.WHOLE),
            TableColumn("value", words.gettext("Answered so that they count"), Format.WHOLE),
        ],
        figure=bars.figure(
            found.frame,
            words=words,
            category=lambda _: words.gettext("persons"),
            series=[
                Series("eligible", words.gettext("Could have answered"), colour=theme.SHADES[3], named=True),
                Series("answered", words.gettext("Answered"), colour=theme.SHADES[1], named=True),
                Series("value", words.gettext("Answered so that they count"), named=True),
            ],
            horizontal=True,
        ),
        alternative=said,
        counted=words.name(found.indicator.counting),
        source=achievement.sources(found.indicator.code, words),
        notes=_anonymous(found, asked),
        unavailable=unknown(found, asked),
    )


def _anonymous(found: Figure, asked: Asked) -> list[str]:
    """Answers without a respondent, which count as nobody."""
    if asked.question.viewer.role is Role.STEERING:
        return []
    summary = evidence.summary(asked.question, found.indicator.code)
    nameless = summary.where(summary.rows["reason"] == Reason.ANONYMOUS)
    if nameless.empty or nameless.hides:
        return []
    number = int(nameless.rows["entries"].sum())
    return [
        asked.words.ngettext(
            "{n} more answer is anonymous and counts as nobody.",
            "{n} more answers are anonymous and count as nobody.",
            number,
        )
    ]
