"""The fields in which people say what they think of the report and of each indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import achievement
from dashboard.components.form import text_field
from dashboard.components.status import word
from dashboard.panel import Asked
from data_access import reports
from data_access.protection import PublishableFrame
from data_access.reports import LONGEST, Judgement
from pages.report import frozen

Remarks = Mapping[str, Mapping[str, Any]]  # the rows of a frozen report, by the code of the indicator


def fields(frame: PublishableFrame, asked: Asked) -> Sequence[Component]:
    """A comment on the whole, and a judgement and a comment for each row of ``queries.indicators.overview``.

    Filled with what the report's last version says; beside a judgement stands that of the report before. Two queries.
    """
    words, closed = asked.words, frozen.period(asked)
    last = reports.latest(asked.question, closed.code)
    before = reports.before(asked.question, closed.ends_on)
    kept, earlier = (_remarks(report.content) if report else {} for report in (last, before))
    comment = last.content["comment"] if last else ""
    whole = text_field("comment", words.gettext("Comment on the whole report"), comment, longest=LONGEST, rows=5)
    return [whole, *(_indicator(row, kept.get(row["code"], {}), earlier, asked) for row in frame.records())]


def _remarks(content: Mapping[str, Any]) -> Remarks:
    return {row["code"]: row for row in content["indicators"]}


def _indicator(row: Mapping[str, Any], kept: Mapping[str, Any], earlier: Remarks, asked: Asked) -> Component:
    words, code = asked.words, row["code"]
    return html.Fieldset(
        [
            html.Legend(achievement.title(code, words)),
            html.P(_figures(row, asked), className="remark-value"),
            _select(code, kept.get("judgement"), earlier.get(code, {}).get("judgement"), asked),
            text_field(
                f"comment.{code}",
                words.gettext("Comment on {code}", code=code),
                kept.get("comment") or "",
                longest=LONGEST,
                rows=2,
            ),
        ],
        className="remark-fields",
    )


def _figures(row: Mapping[str, Any], asked: Asked) -> str:
    if row["lacks"]:
        return achievement.lacking(row["lacks"], asked.words)
    achieved = achievement.achieved(row, asked.words)
    return achieved if row["pace"] is None else f"{achieved} · {achievement.pace(row['pace'], asked.words)}"


def _select(code: str, chosen: str | None, earlier: str | None, asked: Asked) -> html.Label:
    words = asked.words
    said = words.gettext("Judgement on {code}", code=code)
    if earlier:
        said = words.gettext("{label} (in the report before: {judgement})", label=said, judgement=word(earlier, words))
    options = [html.Option(word(one, words), value=one, selected=one == chosen) for one in Judgement]
    select = html.Select(
        [html.Option(words.gettext("not said"), value=""), *options], name=f"judgement.{code}", className="form-select"
    )
    return html.Label([html.Span(said), select], className="field")
