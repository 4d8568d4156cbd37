"""The audit log as a file of comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC

from dashboard.admin.known import Known
from dashboard.admin.telling import line
from dashboard.exports.csv import BYTE_ORDER_MARK
from dashboard.exports.harmless import harmless
from data_access.audit import Entry


def content(entries: Iterable[Entry], known: Known) -> bytes:
    """The entries in their order: UTF-8 with a byte order mark; semicolons in Finnish and Swedish, as Excel reads them.

    Times in UTC as 2025-12-31T23:59:59Z; the hash at the end ties each entry to the one before.
    """
    lines, words = io.StringIO(), known.words
    writer = csv.writer(lines, delimiter="," if words.language == "en" else ";", lineterminator="\r\n")
    writer.writerow(
        [
            words.gettext("Number"),
            words.gettext("Time (UTC)"),
            words.gettext("Who"),
            words.gettext("Programme"),
            words.gettext("What was done"),
            words.gettext("Circumstances"),
            words.gettext("Subject"),
            words.gettext("Hash"),
        ]
    )
    writer.writerows(_cells(entry, known) for entry in entries)
    return f"{BYTE_ORDER_MARK}{lines.getvalue()}".encode()


def _cells(entry: Entry, known: Known) -> list[str]:
    told = line(entry, known)
    said = (told.who, entry.programme or "", told.deed, "; ".join(told.circumstances), told.subject)
    at = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return [str(entry.number), at, *(harmless(text) for text in said), entry.hash]
