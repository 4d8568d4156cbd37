"""A panel as a file of comma-separated values."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from dashboard.exports.harmless import harmless, in_filename
from dashboard.i18n import Words
from dashboard.panel import Format, Panel, TableColumn
from data_access.protection import PublishableFrame

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for one in an older encoding


def file(panel: Panel, words: Words) -> bytes:
    """The panel's table as a file: UTF-8 with a byte order mark."""
    return f"{BYTE_ORDER_MARK}{content(panel, words)}".encode()


def content(panel: Panel, words: Words) -> str:
    """The panel's table as its reader may see it, one row for each of the frame's.

    Comma and decimal point in English; semicolon and decimal comma in Finnish and Swedish, as Excel there
    reads them. Days as 2025-12-31, months as 2025-12, shares of 1 as such; unknown cells are empty, hidden
    ones say so.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter="," if words.language == "en" else ";", lineterminator="\r\n")
    writer.writerow([harmless(column.label) for column in panel.columns])
    frame = panel.rows
    for at, row in enumerate(frame.records()):
        writer.writerow([_cell(frame, at, column, row[column.name], words) for column in panel.columns])
    return lines.getvalue()


def filename(programme: str, panel: str, day: date) -> str:
    """Says whose figures it holds, which and of when; nothing in it needs escaping."""
    return f"{in_filename(programme)}_{panel}_{day.isoformat()}.csv"


def _cell(frame: PublishableFrame, at: int, column: TableColumn, value: Any, words: Words) -> str:
    if frame.is_hidden(at, column.name):
        return words.gettext("hidden to protect privacy")
    if value is None:
        return harmless(column.none)
    return harmless(column.said(value)) if column.said else _written(value, column.format, words)


def _written(value: Any, how: Format, words: Words) -> str:
    if isinstance(value, bool):
        return words.gettext("yes") if value else words.gettext("no")
    if isinstance(value, (int, float)):
        return _number(value, words)
    if isinstance(value, date):
        return value.strftime("%Y-%m" if how is Format.MONTH else "%Y-%m-%d")
    return harmless(str(value))


def _number(value: float, words: Words) -> str:
    # Ten digits are more than any figure here has, and hide how a computer writes 0.1 + 0.2.
    text = str(value) if isinstance(value, int) else f"{value:.10g}"
    return text if words.language == "en" else text.replace(".", ",")
