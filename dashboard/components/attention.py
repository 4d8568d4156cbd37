"""What needs attention, most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from dashboard.components.status import badge
from dashboard.i18n import Words


@dataclass(frozen=True)
class Matter:
    """One thing: its status, a sentence, the address where something can be done about it."""

    status: str
    sentence: str
    href: str
    detail: str = ""


def attention(matters: Sequence[Matter], words: Words) -> html.Ol:
    """The matters in the order given, each a link."""
    return html.Ol([_matter(matter, words) for matter in matters], className="attention")


def _matter(matter: Matter, words: Words) -> html.Li:
    detail = [html.Span(matter.detail, className="attention-detail")] if matter.detail else []
    return html.Li([badge(matter.status, words), html.A(matter.sentence, href=matter.href), *detail])
