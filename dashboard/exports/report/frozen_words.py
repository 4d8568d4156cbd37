"""What indicators were called and how they were defined when the report was frozen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.i18n import Words
from data_access.reports import Frozen


def of(frozen: Frozen, what: str, words: Words) -> Callable[[Any], str]:
    """A function from an indicator's code to its names, definition, counting or legal in the language."""
    definitions = frozen.content["definitions"]
    return lambda code: words.name(definitions[code][what]) if code in definitions else ""
