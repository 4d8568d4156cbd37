"""What people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.typst import LOST, lost
from dashboard.i18n import Words


@dataclass(frozen=True)
class Comment:
    """``paragraphs``: one for each line; none where nothing was written. ``note``: what print could not show."""

    label: str
    paragraphs: Sequence[str]
    note: str


def comment(label: str, written: str | None, words: Words) -> Comment:
    """The comment as it was written."""
    lines = [line.strip() for line in (written or "").splitlines()]
    note = words.gettext(
        "Signs that the font of this file does not have are shown as {lost}; the workbook and the dashboard have them.",
        lost=LOST,
    )
    return Comment(label, [line for line in lines if line], note if lost(written or "") else "")
