"""The door at which people's identities are replaced by pseudonyms. What is said of them goes no further."""

from __future__ import annotations

from data_access.identities import ACCELERATOR, NETWORK, Identities
from data_access.sheets import Sheet


def domain(sheet: Sheet, survey: str | None) -> str:
    """The identity domain of a row: the sheet's, and for an answer that of those who were asked."""
    if sheet.domain is not None:
        return sheet.domain
    return of_survey(survey)


def of_survey(survey: str | None) -> str:
    """The domain of those who answer the survey."""
    return NETWORK if survey == "network_feedback" else ACCELERATOR


class Door:
    """Makes each pseudonym once; a person stands in many rows."""

    def __init__(self, identities: Identities) -> None:
        self.identities = identities
        self._made: dict[tuple[str, str], str] = {}

    def pseudonym(self, domain: str, identity: str) -> str:
        """What stands for the person in tables of ``domain``."""
        made = self._made.get((domain, identity))
        if made is None:
            made = self._made[domain, identity] = self.identities.pseudonym(domain, identity)
        return made
