"""What it takes to tell of entries of the audit log in words: the language, and the names behind codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.access.attempts import STRANGER, UNKNOWN
from dashboard.i18n import Words
from dashboard.shell import ROLE_NAMES
from data_access import administration
from data_access.audit import AT_THE_COMMAND_LINE
from data_access.message import N_, Message

ADMINISTRATOR = N_("administrator")
NOBODY: Mapping[str, Message] = {
    STRANGER: N_("somebody not signed in"),
    UNKNOWN: N_("an address without an account"),
}
ROLES: Mapping[str, Message] = {str(role): name for role, name in ROLE_NAMES.items()} | {
    administration.ADMINISTRATOR: ADMINISTRATOR
}


def address(account: int) -> str:
    """The page of the account of that number."""
    return f"/admin/accounts/{account}"


@dataclass(frozen=True)
class Known:
    """``accounts``: numbers by e-mail address; ``programmes``: names by code; ``panels``: names by id."""

    words: Words
    accounts: Mapping[str, int]
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
        return self.words.message(ROLES[code]) if code in ROLES else code

    def somebody(self, who: str) -> str:
        """Who did something, or to whom it was done: an address, or what stands for one in words."""
        if who in NOBODY:
            return self.words.message(NOBODY[who])
        name, end, rest = who.partition(AT_THE_COMMAND_LINE)
        return self.words.gettext("{name} at the command line", name=name) if end and not rest else who
