"""The way from records to what is counted, for each of the closed set of rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from data_access.catalogue import Indicator, Rule
from data_access.ledger import Reason
from data_access.queries.evidence.derivation.step import Change, Step, Taken
from data_access.queries.evidence.derivation.tally import ANSWERING, Tally

_NEVER_THERE = (Reason.SESSION_PLANNED, Reason.SESSION_CANCELLED, Reason.ABSENT)
_NO_AUTHORITY = (Reason.AUTHORITY_UNKNOWN, Reason.NOT_LOCAL_OR_REGIONAL)


def chain(indicator: Indicator, tally: Tally, register: str | None) -> Sequence[Taken]:
    """The steps of one register; the last is what it counts."""
    if indicator.survey:
        steps = _answers(tally)
    elif indicator.counts_persons:
        steps = _persons(tally)
    elif indicator.rule is Rule.AUTHORITIES:
        steps = _authorities(tally)
    elif indicator.rule is Rule.PAIRS:
        steps = _pairs(tally)
    elif indicator.rule is Rule.HOURS:
        steps = _records(tally, Step.HELD)
    else:
        steps = _records(tally, Step.COUNTED)
    taken = [one for one in steps if one.number or one.change in (Change.BEGINS, Change.LEAVES)]
    return [Taken(one.step, one.change, one.number, one.reason, register, one.sessions) for one in taken]


def _persons(tally: Tally) -> Iterator[Taken]:
    listed = sum(tally.entries.values())
    absent = list(_left_out(tally.entries, _NEVER_THERE))
    attended = listed - sum(one.number for one in absent)
    if absent:
        yield Taken(Step.LISTED, Change.BEGINS, listed)
        yield from absent
    change = Change.LEAVES if absent else Change.BEGINS
    yield Taken(Step.ATTENDED, change, attended, sessions=tally.sessions)
    alike = tally.registrations == tally.present
    if not alike:
        yield Taken(Step.REGISTRATIONS, Change.BEGINS, tally.registrations)
        yield Taken(Step.REGISTERED_AGAIN, Change.LESS, tally.registrations - tally.registered)
        yield Taken(Step.UNREGISTERED, Change.MORE, tally.present - tally.registered)
    yield Taken(Step.PERSONS, Change.BEGINS if alike else Change.LEAVES, tally.present)
    yield from _left_out(tally.units, (Reason.STAFF, Reason.NOT_TARGET_GROUP))
    others = sum(tally.units.get(reason, 0) for reason in (Reason.STAFF, Reason.NOT_TARGET_GROUP))
    yield Taken(Step.ELSEWHERE, Change.LESS, tally.present - others - tally.amount)
    yield Taken(Step.COUNTED, Change.LEAVES, tally.amount)


def _answers(tally: Tally) -> Iterator[Taken]:
    invalid = [reason for reason in tally.entries if reason not in (None, *ANSWERING)]
    yield Taken(Step.LISTED, Change.BEGINS, sum(tally.entries.values()))
    yield from _left_out(tally.entries, sorted(filter(None, invalid), key=list(Reason).index))
    valid = sum(tally.entries.get(reason, 0) for reason in (None, *ANSWERING))
    if earlier := valid - tally.present:
        yield Taken(Step.VALID, Change.LEAVES, valid)
        yield Taken(Step.EARLIER, Change.LESS, earlier)
    yield Taken(Step.ANSWERED, Change.LEAVES, tally.present)
    yield Taken(Step.NOT_SAYING_SO, Change.LESS, tally.present - tally.amount, Reason.NOT_POSITIVE)
    yield Taken(Step.COUNTED, Change.LEAVES, tally.amount)


def _authorities(tally: Tally) -> Iterator[Taken]:
    out = list(_left_out(tally.entries, (*_NEVER_THERE, Reason.STAFF, *_NO_AUTHORITY)))
    listed = sum(tally.entries.values())
    if out:
        yield Taken(Step.LISTED, Change.BEGINS, listed)
        yield from out
    left = listed - sum(one.number for one in out)
    yield Taken(Step.SUPPORTING, Change.LEAVES if out else Change.BEGINS, left)
    yield Taken(Step.ORGANISATIONS, Change.BEGINS, tally.organisations)
    yield Taken(Step.SAME_AUTHORITY, Change.LESS, tally.organisations - tally.present)
    yield Taken(Step.ELSEWHERE, Change.LESS, tally.present - tally.amount)
    yield Taken(Step.COUNTED, Change.LEAVES, tally.amount)


def _pairs(tally: Tally) -> Iterator[Taken]:
    yield Taken(Step.LISTED, Change.BEGINS, sum(tally.entries.values()))
    yield Taken(Step.PAIRS, Change.BEGINS, tally.present)
    yield Taken(Step.NOT_IN_USE, Change.LESS, tally.present - tally.amount, Reason.NOT_IN_USE)
    yield Taken(Step.COUNTED, Change.LEAVES, tally.amount)


def _records(tally: Tally, last: Step) -> Iterator[Taken]:
    """Sessions and dated rows: each counts or is left out."""
    yield Taken(Step.LISTED, Change.BEGINS, sum(tally.entries.values()))
    first = [reason for reason in Reason if reason is not Reason.ALREADY_COUNTED]
    yield from _left_out(tally.entries, (*first, Reason.ALREADY_COUNTED))
    yield Taken(last, Change.LEAVES, tally.entries.get(None, 0))


def _left_out(numbers: Mapping[Reason | None, int], reasons: Sequence[Reason]) -> Iterator[Taken]:
    for reason in reasons:
        if numbers.get(reason):
            yield Taken(Step.LEFT_OUT, Change.LESS, numbers[reason], reason)
