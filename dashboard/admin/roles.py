"""Roles in words: those of an account, and those that can be given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.admin.known import ROLES
from dashboard.admin.typed import role_value
from dashboard.i18n import Words
from data_access import programmes as known
from data_access.accounts import Account
from data_access.administration import ADMINISTRATOR
from data_access.database import Connection
from data_access.viewer import Role


@dataclass(frozen=True)
class Held:
    """A role in the programme of the code ``programme``; ``organisation``: for whose people it is, else empty."""

    programme: str
    name: str
    role: str
    organisation: str


def programmes(connection: Connection, words: Words) -> Mapping[str, str]:
    """The names of all programmes by their codes. One query."""
    return {code: words.name(names) or code for code, names in known.names(connection).items()}


def of(account: Account, names: Mapping[str, str], words: Words) -> Sequence[Held]:
    """The account's roles in programmes; ``names``: of the programmes."""
    return [
        Held(
            programme=one.programme,
            name=names.get(one.programme, one.programme),
            role=words.message(ROLES[one.viewer.role]),
            organisation=one.viewer.organisation or "",
        )
        for one in account.memberships
    ]


def offered(names: Mapping[str, str], words: Words) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """The roles that can be given, as groups of values and labels: those in each programme, and administrator."""
    of_programmes = [
        (name, [(role_value(role, code), f"{words.message(ROLES[role])} – {name}") for role in Role])
        for code, name in names.items()
    ]
    everywhere = (words.gettext("The whole installation"), [(ADMINISTRATOR, words.message(ROLES[ADMINISTRATOR]))])
    return [*of_programmes, everywhere]
