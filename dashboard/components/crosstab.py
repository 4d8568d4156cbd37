"""Counts by two characteristics: one below the other, the other side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.components.table import region, sign
from dashboard.components.value import HIDDEN, UNKNOWN
from dashboard.i18n import Words
from data_access.protection import PublishableFrame


@dataclass(frozen=True)
class Axis:
    """A column of the frame, what it is called, and its values in their order with their labels."""

    column: str
    label: str
    labels: Mapping[str, str]


def crosstab(
    frame: PublishableFrame,
    *,
    down: Axis,
    across: Axis,
    value: str,
    caption: str,
    words: Words,
    hrefs: Sequence[str | None] = (),
) -> html.Div:
    """``value`` for each pair; a pair that is hidden or has no row carries the sign of the tables.

    ``hrefs`` has, for each row of the frame, the address that its number opens.
    """
    places = {(row[down.column], row[across.column]): at for at, row in enumerate(frame.records())}
    header = [html.Th(f"{down.label} / {across.label}", scope="col")]
    header += [html.Th(label, scope="col", className="number") for label in across.labels.values()]
    body = [
        html.Tr([html.Th(label, scope="row"), *(_cell(frame, places.get((one, other)), value, words, hrefs)
                                                for other in across.labels)])
        for one, label in down.labels.items()
    ]  # fmt: skip
    grid = html.Table(
        [html.Caption(caption, className="visually-hidden"), html.Thead(html.Tr(header)), html.Tbody(body)],
        className="data-table",
    )
    return html.Div([region(grid, label=caption), *_signs(frame, value, words)])


def _cell(frame: PublishableFrame, at: int | None, value: str, words: Words, hrefs: Sequence[str | None]) -> html.Td:
    if at is not None and frame.is_hidden(at, value):
        return html.Td(sign(HIDDEN, words.gettext("hidden to protect privacy")), className="number")
    number = None if at is None else frame.rows[value].iloc[at]
    if at is None or number is None:
        return html.Td(sign(UNKNOWN, words.gettext("no data")), className="number")
    said, href = words.number(float(number)), hrefs[at] if hrefs else None
    return html.Td(html.A(said, href=href) if href else said, className="number")


def _signs(frame: PublishableFrame, value: str, words: Words) -> Sequence[Component]:
    if not bool(frame.hidden[value].any()):
        return []
    return [html.P(words.gettext("{sign} hidden to protect privacy", sign=HIDDEN), className="signs")]
