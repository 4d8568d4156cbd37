"""The command ``dashboard``: what is done to an installation from outside the browser."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from dashboard.cli.arguments import parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it did what was asked, 1 when it could not, 2 when it was not understood."""
    given = parser().parse_args(arguments)
    # Now, not above: what the commands need takes a second to load, and a slip of the pen should be told at once.
    return int(importlib.import_module("dashboard.cli.running").outcome(given))
