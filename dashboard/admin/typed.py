"""What somebody typed into the forms of accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort

from data_access.administration import ADMINISTRATOR
from data_access.viewer import Role


@dataclass(frozen=True)
class Typed:
    """``change``: what is to be done; ``role`` as its form sends it, see ``role_value``."""

    change: str = ""
    email: str = ""
    role: str = ""
    programme: str = ""
    organisation: str = ""

    @property
    def role_in(self) -> tuple[Role, str] | None:
        """The role and the programme it is for, None for that of administrator. Ends the request with 400."""
        if self.role == ADMINISTRATOR:
            return None
        role, _, programme = self.role.partition(" ")
        if role not in tuple(Role) or not programme:
            abort(400)
        return Role(role), programme


def read(form: Mapping[str, str]) -> Typed:
    """The form as it was typed."""
    return Typed(**{name: form.get(name, "").strip() for name in vars(Typed())})


def role_value(role: Role, programme: str) -> str:
    """A role in a programme, as one choice."""
    return f"{role.value} {programme}"
