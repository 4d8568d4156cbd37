"""The page as files."""

from __future__ import annotations

from dash import html

from dashboard.components.aria import aria
from dashboard.panel import Asked
from dashboard.screen import Screen

# The forms that have an address at /pages/<screen id>.<form>, and what people call them
FORMS = {"pptx": "PowerPoint", "pdf": "PDF", "xlsx": "Excel", "csv": "CSV"}


def taking(screen: Screen, asked: Asked) -> html.Nav:
    """A link to each form of the page, with the day and filters that are chosen."""
    words = asked.words
    links = [
        html.Li(
            html.A(
                name,
                href=asked.selection.file(f"/pages/{screen.id}.{form}").href,
                **aria(label=words.gettext("Take this page as {form}", form=name)),
            )
        )
        for form, name in FORMS.items()
    ]
    said = words.gettext("Take this page as a file:")
    return html.Nav([html.Span(said), html.Ul(links)], className="taking", **aria(label=said.rstrip(":")))
