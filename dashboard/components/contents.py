"""What stands on a long page, as links to it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.aria import aria
from dashboard.i18n import Words
from dashboard.panel import Exhibit

# With more panels than these a page is several screens long.
_SHORT = 7


def contents(exhibits: Sequence[Exhibit], words: Words) -> list[html.Nav]:
    """A link to each panel by its lasting name; nothing for a page that is read without."""
    if len(exhibits) <= _SHORT:
        return []
    links = [html.Li(html.A(words.message(exhibit.name), href=f"#{exhibit.id}")) for exhibit in exhibits]
    return [html.Nav(html.Ul(links), className="contents", **aria(label=words.gettext("On this page")))]
