"""What it takes to tell of entries of the audit log in words: the language, and the names behind codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.i18n import Words
from dashboard.shell import ROLE_NAMES
from data_access.message import N_, Message

ADMINISTRATOR = N_("administrator")


@dataclass(frozen=True)
class Known:
    """``accounts``: addresses by number; ``programmes``: names by code; ``panels``: names by id."""

    words: Words
    accounts: Mapping[int, str]
    programmes: Mapping[str, str]
    panels: Mapping[str, Message]

    def panel(self, code: str) -> str:
        """The name of the panel; its id where there is no such panel any more."""
        return self.words.message(self.panels[code]) if code in self.panels else code

    def programme(self, code: str | None) -> str:
        """The name of the programme; empty for none."""
        return self.programmes.get(code, code) if code else ""

    def role(self, code: str) -> str:
        """The role in words."""
        named = {str(role): name for role, name in ROLE_NAMES.items()}
        return self.words.message(named[code]) if code in named else code
