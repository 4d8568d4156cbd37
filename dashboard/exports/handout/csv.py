"""A handout as files of comma-separated values in an archive: one for each panel, and one that says what they are."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime

from dashboard.exports import csv as panel_csv
from dashboard.exports.handout import cover
from dashboard.exports.handout.handout import Handout
from dashboard.exports.harmless import harmless
from dashboard.exports.stamp import said

ABOUT = "about.csv"


def file(handout: Handout) -> bytes:
    """Each panel's file is that which the panel's own link hands out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, content: bytes) -> None:
            archive.writestr(zipfile.ZipInfo(name, _hour(handout.made_at)), content)

        put(ABOUT, _about(handout))
        for leaf in handout.leaves:
            if leaf.panel is not None and leaf.panel.columns:
                put(f"{leaf.id}.csv", panel_csv.file(leaf.panel, handout.words))
    return made.getvalue()


def _about(handout: Handout) -> bytes:
    """The facts of the cover, then each panel with its finding, or why there is nothing to see."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter="," if handout.words.language == "en" else ";", lineterminator="\r\n")
    for fact in cover.facts(handout):
        writer.writerow([harmless(fact.label), harmless(said(fact, handout.words))])
    for leaf in handout.leaves:
        writer.writerow([leaf.id, harmless(f"{leaf.finding}. {leaf.state}" if leaf.state else leaf.finding)])
    return f"{panel_csv.BYTE_ORDER_MARK}{lines.getvalue()}".encode()


def _hour(at: datetime) -> tuple[int, int, int, int, int, int]:
    return at.year, at.month, at.day, at.hour, at.minute, at.second
