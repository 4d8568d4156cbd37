"""Who is asking. Every query takes it, and there is no way to ask without."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a reader may see of a programme (design: *Who sees what*)."""

    MANAGER = "manager"
    STEERING = "steering"
    FINANCIER = "financier"
    ORGANISATION = "organisation"


class Forbidden(Exception):
    """The viewer may not see what was asked for. Screens answer it as if it did not exist."""


@dataclass(frozen=True)
class Viewer:
    """A reader in one programme; ``organisation`` is set for that role alone."""

    programme_id: int
    role: Role
    organisation: str | None = None

    def __post_init__(self) -> None:
        if (self.role is Role.ORGANISATION) != (self.organisation is not None):
            raise ValueError("an organisation belongs to the role organisation, and to no other")

    @property
    def restricted(self) -> bool:
        """Whether small cells are hidden and only closed periods shown: everybody but the manager."""
        return self.role is not Role.MANAGER

    def may_see_organisation(self, code: str) -> bool:
        """Whether the organisation ``code`` may be named to this viewer."""
        if self.role is Role.ORGANISATION:
            return code == self.organisation
        return self.role in (Role.MANAGER, Role.STEERING)
