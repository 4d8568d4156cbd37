"""A hash, to be compared by eye or copied whole."""

from __future__ import annotations

from dash import html

# Groups that a person can hold in mind while looking from one paper to the other
_GROUP = 8
SHORT = 12


def fingerprint(hashed: str) -> html.Code:
    """The hash in groups of eight digits; one click selects it all, and copied it has no gaps."""
    groups = [hashed[at : at + _GROUP] for at in range(0, len(hashed), _GROUP)]
    return html.Code([html.Span(group) for group in groups], className="fingerprint")


def short(hashed: str) -> str:
    """The first digits, enough to tell versions apart."""
    return hashed[:SHORT]
