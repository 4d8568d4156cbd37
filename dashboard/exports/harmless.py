"""Texts that nobody takes for what they are not: a formula, a path, a header."""

from __future__ import annotations

import re

# Spreadsheets take a text that begins so for a formula, and run it.
FORMULA = re.compile(r"^[=+\-@\t\r]")


def harmless(text: str) -> str:
    """``text``, with an apostrophe before it where it would be run."""
    return f"'{text}" if FORMULA.match(text) else text


def in_filename(text: str) -> str:
    """``text`` of letters, digits and hyphens alone, which need no escaping anywhere."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text)
