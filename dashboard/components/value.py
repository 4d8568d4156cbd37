"""Values in words: how a column's format writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.i18n import Words
from dashboard.panel import Format, TableColumn

NUMERIC = frozenset({Format.WHOLE, Format.NUMBER, Format.PERCENT})
# In place of a hidden number and of an unknown one; explained below every table that has one
HIDDEN, UNKNOWN = "··", "–"


def written(value: Any, column: TableColumn, words: Words) -> str:
    """``value`` as the column says it; UNKNOWN where it is None."""
    if value is None:
        return UNKNOWN
    return (column.said or _writing(column.format, words))(value)


def _text(value: Any, words: Words) -> str:
    if isinstance(value, bool):
        return words.gettext("yes") if value else words.gettext("no")
    return str(value)


def _writing(how: Format, words: Words) -> Callable[[Any], str]:
    writings: dict[Format, Callable[[Any], str]] = {
        Format.TEXT: lambda value: _text(value, words),
        Format.WHOLE: lambda value: words.number(value, decimals=0),
        Format.NUMBER: words.number,
        Format.PERCENT: words.percent,
        Format.DATE: words.date,
        Format.MONTH: words.month,
    }
    return writings[how]
