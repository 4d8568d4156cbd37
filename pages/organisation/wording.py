"""What the panels about one organisation say in the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.components import status
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, TableColumn
from data_access.viewer import Forbidden

Rows = Sequence[Mapping[str, Any]]


def code(asked: Asked) -> str:
    """The organisation that is opened. Raises Forbidden where none is."""
    if asked.selection.key is None:
        raise Forbidden("organisation")
    return asked.selection.key


def status_column(words: Words) -> TableColumn:
    """A column of status codes, in words."""
    return TableColumn("status", words.gettext("Status"), Format.TEXT, said=lambda code: status.word(code, words))
