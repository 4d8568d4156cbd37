"""Each step of the derivation as a phrase with its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import achievement
from dashboard.i18n import Words
from data_access.catalogue import Indicator, Rule
from data_access.ledger import Reason
from data_access.queries.evidence import Change, Step
from pages.indicator.exclusions import left_out

Row = Mapping[str, Any]


def said(row: Row, indicator: Indicator, words: Words) -> str:
    """A row of ``evidence.derivation`` in words."""
    step, number = Step(row["step"]), row["number"]
    if step is Step.LISTED:
        return _listed(indicator, row["register"], number, words)
    if step is Step.LEFT_OUT:
        return left_out(Reason(row["reason"]), indicator, number, words)
    if step is Step.ATTENDED:
        return _attended(indicator, row, words)
    if step is Step.VALUE:
        amount = achievement.amount(number, indicator.unit, words)
        return words.gettext("{amount} counted", amount=amount)
    return _counted(step, row, number, words)


def _listed(indicator: Indicator, register: str | None, n: float, words: Words) -> str:
    if indicator.survey or indicator.counts_persons:
        return _of_people(indicator, n, words, network=register == "network")
    if indicator.rule is Rule.AUTHORITIES:
        return words.ngettext("{n} session for an organisation, or attendance of one of its people",
                              "{n} sessions for organisations, and attendances of their people", n)  # fmt: skip
    return {
        "": words.ngettext("{n} session recorded", "{n} sessions recorded", n),
        "organisations": words.ngettext("{n} organisation recorded", "{n} organisations recorded", n),
        "progress": words.ngettext("{n} organisation on its way to the milestone",
                                   "{n} organisations on their way to the milestone", n),
        "practices": words.ngettext("{n} practice recorded", "{n} practices recorded", n),
        "adoptions": words.ngettext("{n} stage of adoption reached", "{n} stages of adoption reached", n),
        "dissemination": words.ngettext("{n} item of dissemination", "{n} items of dissemination", n),
    }[indicator.conditions.sheet]  # fmt: skip


def _of_people(indicator: Indicator, n: float, words: Words, *, network: bool) -> str:
    if indicator.survey and network:
        return words.ngettext("{n} answer in the peer network", "{n} answers in the peer network", n)
    if indicator.survey:
        return words.ngettext("{n} answer to the question", "{n} answers to the question", n)
    if network:
        return words.ngettext("{n} attendance on the lists of the peer network",
                              "{n} attendances on the lists of the peer network", n)  # fmt: skip
    return words.ngettext("{n} attendance on the lists of the sessions",
                          "{n} attendances on the lists of the sessions", n)  # fmt: skip


def _attended(indicator: Indicator, row: Row, words: Words) -> str:
    n, attendances = row["sessions"], words.ngettext("{n} attendance", "{n} attendances", row["number"])
    named: dict[tuple[str, ...], str] = {
        ("training",): words.ngettext("{n} held training", "{n} held trainings", n),
        ("mentoring",): words.ngettext("{n} held mentoring session", "{n} held mentoring sessions", n),
    }
    sessions = named.get(indicator.conditions.session_kinds, words.ngettext("{n} held session", "{n} held sessions", n))
    if row["register"] == "network":
        sessions = words.ngettext("{n} held meeting", "{n} held meetings", n)
    return words.gettext("{attendances} at {sessions}", attendances=attendances, sessions=sessions)


def _counted(step: Step, row: Row, n: float, words: Words) -> str:
    if step is Step.COUNTED:
        return _of_register(row["register"], n, words)
    if step in (Step.BOTH, Step.NETWORK):
        return _both(step, row["change"], n, words)
    return {
        Step.REGISTRATIONS: words.ngettext("{n} registration of those who attended",
                                           "{n} registrations of those who attended", n),
        Step.REGISTERED_AGAIN: words.ngettext("{n} registered more than once", "{n} registered more than once", n),
        Step.UNREGISTERED: words.ngettext("{n} without a registration", "{n} without a registration", n),
        Step.PERSONS: words.ngettext("{n} person who attended", "{n} different persons who attended", n),
        Step.SUPPORTING: words.ngettext("{n} record of support for a local or regional authority",
                                        "{n} records of support for local and regional authorities", n),
        Step.ORGANISATIONS: words.ngettext("{n} organisation supported", "{n} different organisations supported", n),
        Step.SAME_AUTHORITY: words.ngettext("{n} unit of an authority that is counted with it",
                                            "{n} units of authorities that are counted with them", n),
        Step.VALID: words.ngettext("{n} answer of those asked", "{n} answers of those asked", n),
        Step.EARLIER: words.ngettext("{n} replaced by a later answer of the same person",
                                     "{n} replaced by later answers of the same persons", n),
        Step.ANSWERED: words.ngettext("{n} person, with the latest answer",
                                      "{n} persons, each with the latest answer", n),
        Step.NOT_SAYING_SO: words.ngettext("{n} whose latest answer is not among those that count",
                                           "{n} whose latest answer is not among those that count", n),
        Step.HELD: words.ngettext("{n} held session, with its hours", "{n} held sessions, their hours added up", n),
        Step.PAIRS: words.ngettext("{n} pair of an organisation and a practice",
                                   "{n} pairs of an organisation and a practice", n),
        Step.NOT_IN_USE: words.ngettext("{n} not in use, or no longer", "{n} not in use, or no longer", n),
        Step.ELSEWHERE: words.ngettext("{n} counted already in another part of the programme",
                                       "{n} counted already in another part of the programme", n),
        Step.WITHOUT_GENDER: words.ngettext("of which {n} lacks gender", "of which {n} lack gender", n),
        Step.WITHOUT_AGE: words.ngettext("of which {n} lacks age", "of which {n} lack age", n),
        Step.HEADCOUNTS: words.ngettext(
            "beside these {n} session with a headcount only, which counts nobody",
            "beside these {n} sessions with a headcount only, which count nobody", n,
        ),
    }[step]  # fmt: skip


def _of_register(register: str | None, n: float, words: Words) -> str:
    if register == "network":
        return words.ngettext("{n} counted by the peer network's records",
                              "{n} counted by the peer network's records", n)  # fmt: skip
    if register is None:
        return words.ngettext("{n} counted by the records", "{n} counted by the records", n)
    return words.ngettext("{n} counted by the accelerator's records", "{n} counted by the accelerator's records", n)


def _both(step: Step, change: str, n: float, words: Words) -> str:
    if change == Change.LESS:
        return words.ngettext("{n} counted once only, being in both registers",
                              "{n} counted once only, being in both registers", n)  # fmt: skip
    if step is Step.NETWORK:
        return words.ngettext("{n} more of the peer network", "{n} more of the peer network", n)
    return words.ngettext("{n} who counts by what the two registers know together",
                          "{n} who count by what the two registers know together", n)  # fmt: skip
