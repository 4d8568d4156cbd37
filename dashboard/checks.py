"""How checks are said: what was found, how to mend it, how much it weighs."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.status import badge
from dashboard.i18n import Words
from data_access.checks import MEANINGS, Check


def label(code: str, words: Words) -> str:
    """What the check found wanting."""
    return words.message(MEANINGS[Check(code)].label)


def advice(code: str, words: Words) -> str:
    """How to mend what it found."""
    return words.message(MEANINGS[Check(code)].advice)


def listed(code: str, status: str, found: Component, words: Words) -> html.Li:
    """A check that fails, for a list of class ``attention``: its status, what it ``found`` in which records, advice."""
    mending = html.Div(advice(code, words), className="attention-detail")
    return html.Li([badge(status, words), html.Div([f"{label(code, words)}: ", found, mending])])
