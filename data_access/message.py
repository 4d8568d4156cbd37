"""Texts for people that are made below the screens and translated on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """A sentence in English with named gaps, and what fills them.

    ``text`` is the key in the gettext catalogues; ``values`` may hold further messages.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**{name: str(value) for name, value in self.values.items()})


def N_(text: str, /, **values: Any) -> Message:
    """The message ``text``, to be translated where it is shown."""
    return Message(text, values)
