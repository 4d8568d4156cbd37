"""Texts that can stand in the parts of an Office file."""

from __future__ import annotations

import re

from dashboard.exports.harmless import harmless

# What XML 1.0 has no way to write
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What XlsxWriter, which makes the workbook inside a chart, takes for a formula of an array or an address to open
_TAKEN = re.compile(r"^(\{=|[a-z]+:)", re.IGNORECASE)


def plain(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def label(text: str) -> str:
    """``text`` as it can stand in a cell of a chart's workbook, where it is neither run nor opened."""
    said = harmless(plain(text))
    return f"'{said}" if _TAKEN.match(said) else said
