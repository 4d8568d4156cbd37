"""Forms that change something: sent by POST, with the token that shows that the page is ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component
from flask import has_request_context
from flask_wtf.csrf import generate_csrf

from dashboard.components.aria import aria

FILES = "multipart/form-data"


def form(
    inside: Sequence[Component],
    *,
    action: str,
    sends: Mapping[str, str],
    button: str,
    described_by: str = "",
    encoding: str = "application/x-www-form-urlencoded",
) -> html.Form:
    """``inside`` and a button, sent to ``action`` with what ``sends`` says besides; with files as FILES."""
    hidden = {"csrf_token": _token(), **sends}
    tied = aria(describedby=described_by) if described_by else {}
    return html.Form(
        [
            *(dbc.Input(type="hidden", name=name, value=value) for name, value in hidden.items()),
            *inside,
            html.Button(button, type="submit", className="button", **tied),
        ],
        action=action,
        method="POST",
        encType=encoding,
        className="step-form",
    )


def text_field(
    name: str, label: str, value: str = "", *, longest: int, rows: int = 3, required: bool = False
) -> html.Label:
    """A labelled field for several lines of text."""
    area = html.Textarea(value, name=name, rows=rows, maxLength=longest, required=required, className="form-control")
    return html.Label([html.Span(label), area], className="field")


def _token() -> str:
    """Empty where a panel is made for the command line, which sends no forms."""
    return generate_csrf() if has_request_context() else ""
