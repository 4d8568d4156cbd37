"""What each period, cohort, sector, region and kind of session contributed to the value.

Raises Forbidden where nothing that counts names such a part: there is no such panel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard import achievement, naming
from dashboard.charts import bars
from dashboard.charts.series import Series
from dashboard.panel import Asked, Format, Panel, TableColumn
from dashboard.selection import Selection
from data_access.catalogue import Indicator
from data_access.protection import PublishableFrame
from data_access.queries import filters, indicators
from data_access.queries.indicators import By
from data_access.sheets.choices import SECTOR, SESSION_KIND
from data_access.viewer import Forbidden, Role
from pages.indicator.figure import of


@dataclass(frozen=True)
class Parts:
    """One way to take a value apart: ``label`` of a part, ``said`` its name, ``none`` what belongs to no part.

    ``opens``: the address with that part alone, or None where there is none.
    """

    by: By
    label: str
    said: Callable[[Any], str]
    none: str
    opens: Callable[[Selection, str], Selection] | None = None


def by_period(asked: Asked) -> Panel:
    """By reporting period; each opens the page as of its end."""
    words = asked.words
    return _panel(
        asked,
        Parts(By.PERIOD, words.gettext("Reporting period"), str, words.gettext("outside all periods"), _period),
    )


def by_cohort(asked: Asked) -> Panel:
    """By cohort; each opens the page narrowed to it."""
    words, cohorts = asked.words, filters.choices(asked.question).cohorts
    said = {code: words.name(names) or code for code, names in cohorts.items()}
    none = words.gettext("without a cohort")
    return _panel(
        asked, Parts(By.COHORT, words.gettext("Cohort"), lambda code: said.get(code, code), none, _filter("cohort"))
    )


def by_sector(asked: Asked) -> Panel:
    """By sector of the organisation; each opens the page narrowed to it."""
    words = asked.words
    said = naming.of_list(SECTOR, words)
    return _panel(
        asked,
        Parts(By.SECTOR, words.gettext("Sector"), said, words.gettext("without an organisation"), _filter("sector")),
    )


def by_region(asked: Asked) -> Panel:
    """By region of the organisation; each opens the page narrowed to it."""
    words = asked.words
    none = words.gettext("without a region")
    return _panel(asked, Parts(By.REGION, words.gettext("Region"), str, none, _filter("region")))


def by_kind(asked: Asked) -> Panel:
    """By kind of session, where the indicator comes from sessions."""
    words = asked.words
    said = naming.of_list(SESSION_KIND, words)
    return _panel(
        asked, Parts(By.SESSION_KIND, words.gettext("Kind of session"), said, words.gettext("in both registers"))
    )


def _panel(asked: Asked, parts: Parts) -> Panel:
    words, indicator = asked.words, of(asked)
    frame = indicators.contribution(asked.question, indicator.code, parts.by)
    if frame.rows["part"].isna().all():
        raise Forbidden(parts.by)  # nothing that counts names a part, so there is no such panel

    def name(row: Mapping[str, Any]) -> str:
        return parts.none if row["part"] is None else parts.said(row["part"])

    finding = _finding(frame, parts.label, name, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn(
                "part", parts.label, link=lambda row: _href(row, parts, asked), said=parts.said, none=parts.none
            ),
            TableColumn("value", achievement.unit(indicator.unit, words).capitalize(), Format.NUMBER),
        ],
        figure=bars.figure(
            frame,
            words=words,
            category=name,
            series=[Series("value", achievement.unit(indicator.unit, words))],
            hrefs=[_href(row, parts, asked) for row in frame.records()],
            horizontal=True,
        ),
        alternative=finding,
        counted=words.gettext(
            "The entries of the indicator, each with the day and the organisation it counts from, added up by part."
            " The parts add up to the value."
        ),
        source=achievement.sources(indicator.code, words),
        notes=_notes(frame, indicator, parts, asked),
    )


def _finding(frame: PublishableFrame, label: str, name: Callable[[Mapping[str, Any]], str], asked: Asked) -> str:
    words, indicator = asked.words, of(asked)
    shown = [row for row in frame.records() if row["value"] is not None and row["part"] is not None]
    if not shown:
        return words.gettext("The parts are hidden") if frame.hides else words.gettext("No part stands out")
    most = max(shown, key=lambda row: row["value"])
    said = achievement.amount(most["value"], indicator.unit, words)
    return words.gettext("{what} with the most: {part}, {amount}", what=label, part=name(most), amount=said)


def _notes(frame: PublishableFrame, indicator: Indicator, parts: Parts, asked: Asked) -> list[str]:
    if not indicator.touches_network:
        return []
    if not frame.rows["part"].isna().any():
        apart = parts.by is not By.SESSION_KIND or indicator.of_network_alone
        if apart or not asked.question.viewer.restricted:
            return []
        return [
            asked.words.gettext("Who is in both registers is counted once, which lessens what the network contributed.")
        ]
    return [
        asked.words.gettext(
            "What came from the network names no organisation; who is in both registers is counted once, which lessens"
            " the part without a name."
        )
    ]


def _href(row: Mapping[str, Any], parts: Parts, asked: Asked) -> str | None:
    # Only those who are offered the filters can take one away again.
    narrows = parts.by is By.PERIOD or asked.question.viewer.role is not Role.FINANCIER
    if row["part"] is None or parts.opens is None or not narrows:
        return None
    return parts.opens(asked.selection, row["part"]).href


def _period(selection: Selection, code: str) -> Selection:
    return selection.at(selection.path, selection.key, period=code, as_of=None)


def _filter(name: str) -> Callable[[Selection, str], Selection]:
    return lambda selection, code: selection.at(selection.path, selection.key, **{name: code})
