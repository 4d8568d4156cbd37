"""One step on the way from the records to the value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data_access.ledger import Reason


class Step(StrEnum):
    """What a number on the way is a number of."""

    LISTED = "listed"  # records considered by the day
    LEFT_OUT = "left_out"  # records, or persons, left out for the reason
    ATTENDED = "attended"  # attendances at sessions that were held
    REGISTRATIONS = "registrations"  # of those who attended
    REGISTERED_AGAIN = "registered_again"  # registrations after a person's first
    UNREGISTERED = "unregistered"  # persons who attended but are in no register
    PERSONS = "persons"  # different ones who attended
    SUPPORTING = "supporting"  # records by which organisations were supported
    ORGANISATIONS = "organisations"  # local and regional ones that were supported
    SAME_AUTHORITY = "same_authority"  # organisations that are units of one counted with them
    VALID = "valid"  # answers of those asked, in time
    EARLIER = "earlier"  # answers that a later one of the same person replaces
    ANSWERED = "answered"  # persons with an answer that holds
    NOT_SAYING_SO = "not_saying_so"  # persons whose answer that holds is not among those that count
    HELD = "held"  # sessions whose hours are added up
    PAIRS = "pairs"  # of organisation and practice
    NOT_IN_USE = "not_in_use"  # pairs whose latest stage does not count
    ELSEWHERE = "elsewhere"  # units counted by records of another part of the programme
    COUNTED = "counted"  # what a register counts by its own records
    BOTH = "both"  # by how much the registers together count otherwise
    NETWORK = "network"  # by how much the network changes what the accelerator counts
    VALUE = "value"
    WITHOUT_GENDER = "without_gender"
    WITHOUT_AGE = "without_age"
    HEADCOUNTS = "headcounts"  # sessions of which only heads were counted


class Change(StrEnum):
    """What a step does to the number before it."""

    BEGINS = "begins"  # another unit is counted from here on
    LESS = "less"
    MORE = "more"
    LEAVES = "leaves"
    OF_WHICH = "of_which"
    BESIDE = "beside"  # no part of the sum


@dataclass(frozen=True)
class Taken:
    """A step with its number; ``sessions``: at how many."""

    step: Step
    change: Change
    number: float
    reason: Reason | None = None
    register: str | None = None
    sessions: int | None = None

    @property
    def row(self) -> tuple[Any, ...]:
        """As a row of the frame."""
        reason = None if self.reason is None else str(self.reason)
        return (str(self.step), str(self.change), reason, self.register, float(self.number), self.sessions)
