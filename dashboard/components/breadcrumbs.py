"""The way back."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.aria import aria
from dashboard.i18n import Words


def breadcrumbs(way: Sequence[tuple[str, str]], here: str, words: Words) -> html.Nav:
    """``way``: names and addresses from the top down; ``here`` is the page itself and no link."""
    links = [html.Li(html.A(name, href=href)) for name, href in way]
    last = html.Li(here, **aria(current="page"))
    return html.Nav(html.Ol([*links, last]), className="breadcrumbs", **aria(label=words.gettext("You are here")))
