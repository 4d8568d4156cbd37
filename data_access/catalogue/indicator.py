"""What an indicator of the catalogue is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Rule(StrEnum):
    """How entries are made; the set is closed (``data_access.ledger``)."""

    PERSONS = "persons"
    AUTHORITIES = "authorities"
    ORGANISATIONS = "organisations"
    PAIRS = "pairs"
    SESSIONS = "sessions"
    HOURS = "hours"
    ITEMS = "items"


class Timing(StrEnum):
    """Whether a unit counts from the first day on, or as its latest answer or stage says."""

    ONCE = "once"
    LATEST = "latest"


@dataclass(frozen=True)
class Conditions:
    """What a row must fulfil to count; each rule reads those that concern it.

    ``session_kinds``: sessions of these kinds. ``target_group``: third-country nationals only, unless
    the programme counts all. ``registered_in``: persons of this sheet only. ``among``: persons counted
    in that indicator only. ``question`` and ``positive``: the answers that count. ``follow_up``: only
    answers within the follow-up window. ``sheet``, ``unit_from``, ``day``: dated rows, the column of
    the unit and that of the day. ``needs``: a column that must be filled, ``missing`` the reason where
    it is not. ``only``: rows so marked. ``stages``: the stages of adoption that count.
    """

    session_kinds: tuple[str, ...] = ()
    target_group: bool = False
    registered_in: str | None = None
    among: str | None = None
    question: str | None = None
    positive: tuple[str, ...] = ()
    follow_up: bool = False
    sheet: str = ""
    unit_from: str = ""
    day: str = ""
    needs: str | None = None
    missing: str | None = None
    only: str | None = None
    stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revision:
    """A change of a definition: the ``version`` it made, the day it holds from, and by language what changed."""

    version: int
    on: date
    words: Mapping[str, str]


@dataclass(frozen=True)
class Indicator:
    """An indicator: a rule, its conditions, and its words by language (``en``, ``fi``, ``sv``).

    ``kind``: output or result. ``unit``: what the figure is a number of. ``breakdown``: gender and age
    group, or nothing. ``sub_of``: the main indicator that holds everybody of this one. ``survey``: where
    the answers come from. ``rests_on``: groups of what must have been delivered; when no group is
    complete, the value is unknown. A part is ``sheet``, ``sheet.column`` (filled at least once) or
    ``responses:question`` (asked at least once). ``counting``: the rule in words. ``legal``: its source.
    ``version``: of the definition, from 1; ``changes``: what made it, oldest first.
    """

    code: str
    version: int
    kind: str
    unit: str
    rule: Rule
    timing: Timing
    breakdown: tuple[str, ...]
    rests_on: tuple[tuple[str, ...], ...]
    conditions: Conditions
    names: Mapping[str, str]
    definition: Mapping[str, str]
    counting: Mapping[str, str]
    legal: Mapping[str, str]
    changes: tuple[Revision, ...] = ()
    sub_of: str | None = None
    survey: str | None = None

    @property
    def counts_persons(self) -> bool:
        """Whether the figure is a number of people, so that small ones are hidden."""
        return self.rule is Rule.PERSONS

    @property
    def of_few(self) -> bool:
        """Whether the figure could rest on a few people, so that it is shown to restricted readers as released."""
        return self.counts_persons or self.rule is Rule.HOURS

    @property
    def of_network_alone(self) -> bool:
        """Whether every unit is a member of the peer network, whose threshold is higher."""
        return self.conditions.registered_in == "members"

    @property
    def touches_network(self) -> bool:
        """Whether some of those counted may be members of the peer network."""
        return any("network_attendance" in group for group in self.rests_on)

    @property
    def by_organisation(self) -> bool:
        """Whether entries may name an organisation, so that there are figures of a part of the programme."""
        of_network = self.of_network_alone or self.conditions.session_kinds == ("network",)
        return not of_network and self.conditions.sheet != "dissemination"


@dataclass(frozen=True)
class Unused:
    """An indicator of the fund that is not counted: its words by language, and the ``reason``."""

    code: str
    kind: str
    names: Mapping[str, str]
    legal: Mapping[str, str]
    reason: Mapping[str, str]
