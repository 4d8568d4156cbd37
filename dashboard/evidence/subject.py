"""Whose entries a panel shows, and as they were known when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.panel import Asked
from data_access.catalogue import Indicator, Rule
from data_access.removal import NO_ROW
from data_access.viewer import Role


@dataclass(frozen=True)
class Subject:
    """The entries of an indicator on a page.

    ``asked``: its question is as of the day of the entries. ``listing`` and ``sample``: the ids of the panels that
    list the entries and a sample of them. ``known``: the delivery with which they stood, where not as of today.
    """

    indicator: Indicator
    asked: Asked
    listing: str
    sample: str
    known: int | None = None

    @property
    def version(self) -> int:
        """The data version of the entries."""
        return self.asked.question.programme.data_version if self.known is None else self.known

    @property
    def nameless(self) -> bool:
        """Whether persons are seen without gender, age group, organisation, cohort and kind of session."""
        return self.indicator.counts_persons and self.asked.question.viewer.role is Role.FINANCIER

    @property
    def rowless(self) -> bool:
        """Whether rows and days of some entries are not told, as persons listed elsewhere rest on the same."""
        return self.indicator.rule is Rule.AUTHORITIES and self.asked.question.viewer.role is Role.FINANCIER

    @property
    def closed(self) -> bool:
        """Whether every entry is a single record of the network, which the reader may not see."""
        kinds = self.indicator.conditions.session_kinds
        return self.asked.question.viewer.restricted and (self.indicator.of_network_alone or kinds == ("network",))

    def source_href(self, row: Mapping[str, Any]) -> str | None:
        """The indicator's page with the row opened that the entry rests on; what was searched there stays.

        None where the row was removed, as the person was erased or the time for evidence is over.
        """
        if row["row_id"] in (None, NO_ROW):
            return None
        # A column in which some numbers are missing has the others with a decimal point.
        opened = {"source": f"{row['sheet']}:{int(row['row_id'])}"}
        if self.asked.selection.path == "/indicators":
            return f"{self.asked.selection.with_more(**opened).href}#indicator-source"
        day = self.asked.question.as_of.isoformat()
        there = self.asked.selection.at("/indicators", self.indicator.code, period=None, as_of=day, more=opened)
        return f"{there.href}#indicator-source"

    def explanation(self) -> str:
        """Why a reader sees none of the network's records, and what to do instead."""
        return self.asked.words.gettext(
            "Every entry of this indicator is a single record of the peer network. Membership reveals ethnic origin, so"
            " none of them is shown to the financier. The manager sees them under pseudonyms: ask for a check on the"
            " spot, in which the manager draws the sample on this page with your seed and shows the lists of attendance"
            " behind it."
        )
