"""Why an entry was left out, in words."""

from __future__ import annotations

from dashboard.i18n import Words
from data_access.ledger import LABELS, Reason


def reason(code: str | None, words: Words) -> str:
    """Why an entry was left out, or that it counts."""
    return words.gettext("counts") if code is None else words.message(LABELS[Reason(code)])
