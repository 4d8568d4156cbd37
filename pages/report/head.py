"""What stands under the heading of a report, so that no figure of it is read without: version, state, day, hash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import reporting
from dashboard.components.aria import aria
from dashboard.components.fingerprint import fingerprint
from dashboard.panel import Asked
from dashboard.today import moment
from data_access.reports import Frozen, Step
from pages.report import frozen


def identity(asked: Asked) -> Component:
    """State, version, day and hash of the version that is opened; the other versions."""
    words, opened = asked.words, frozen.of(asked)
    stands = reporting.stands(frozen.standing(asked), asked.question, words)
    if opened is None:
        return html.Div(
            [stands, html.P(frozen.unstarted(asked), className="as-of")],
            className="report-identity",
        )
    return html.Div(
        [
            stands,
            html.P(_frozen(opened, asked), className="as-of"),
            html.P([words.gettext("Content hash (SHA-256)"), " ", fingerprint(opened.hash)], className="report-hash"),
            *_older(opened, asked),
            *_versions(opened, asked),
        ],
        className="report-identity",
    )


def _frozen(opened: Frozen, asked: Asked) -> str:
    words = asked.words
    return " · ".join(
        [
            words.gettext("Version {number}", number=opened.version),
            words.gettext("figures as of {day}", day=opened.as_of),
            words.gettext("frozen on {moment}", moment=moment(opened.prepared_at, words)),
            words.gettext("data version {number}", number=opened.data_version),
        ]
    )


def _older(opened: Frozen, asked: Asked) -> list[Component]:
    """That another version has been made since, where it has."""
    last, words = max(frozen.versions(asked), default=opened.version), asked.words
    if opened.version == last:
        return []
    said = words.gettext("You are reading version {number}, not the last one.", number=opened.version)
    link = html.A(words.gettext("Open version {number}", number=last), href=_href(None, asked))
    return [html.P([said, " ", link], className="notice")]


def _versions(opened: Frozen, asked: Asked) -> list[Component]:
    """Every version that the reader may open, where there are several; the one that is open is marked."""
    found = frozen.versions(asked)
    if len(found) < 2:
        return []
    links = [html.Li(_version(number, said, opened, asked)) for number, said in found.items()]
    label = asked.words.gettext("Versions")
    return [html.Nav([html.Span(label), html.Ul(links)], className="versions", **aria(label=label))]


def _version(number: int, last: Mapping[str, Any], opened: Frozen, asked: Asked) -> Component:
    words = asked.words
    done = reporting.DONE[Step(last["step"])]
    said = words.gettext("{number}: {state}", number=number, state=words.message(done))
    if number == opened.version:
        return html.Span(said, **aria(current="true"))
    return html.A(said, href=_href(number, asked))


def _href(version: int | None, asked: Asked) -> str:
    chosen = {} if version is None else {"version": str(version)}
    return asked.selection.at("/reports", asked.selection.key, more=chosen).href
