"""Entries of the audit log in words: what was done.

Entries outlive the code that wrote them: what an entry lacks is left empty, and one of an unknown kind says its code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.admin.known import Known
from dashboard.components.status import STATUSES
from data_access.administration import Change
from data_access.audit import Action, Entry
from data_access.message import N_, Message
from data_access.reports import Step

ACTIONS: Mapping[str, Message] = {
    Action.EVIDENCE: N_("single records seen"),
    Action.FILE: N_("file taken"),
    Action.REPORT: N_("step of a report"),
    Action.LOAD: N_("data loaded"),
    Action.SIGN_IN: N_("sign-in"),
    Action.ACCOUNT: N_("account changed"),
    Action.ERASURE: N_("persons erased"),
    Action.RETENTION: N_("retention"),
    Action.DECK: N_("deck changed"),
    Action.FEEDBACK: N_("feedback answered"),
}
SIGN_INS: Mapping[str, Message] = {
    "signed in": N_("Signed in"),
    "signed out": N_("Signed out"),
    "password was right": N_("The password was right, a code was still to come"),
    "failed": N_("Failed to sign in"),
    "closed": N_("Signing in closed for a while after failures"),
}
CHANGES: Mapping[str, Message] = {
    Change.ADDED: N_("Added the account"),
    Change.ROLE_GIVEN: N_("Gave a role"),
    Change.ROLE_TAKEN: N_("Took a role away"),
    Change.CLOSED: N_("Closed the account"),
    Change.OPENED: N_("Opened the account again"),
    Change.SESSIONS_ENDED: N_("Ended all sessions"),
    Change.LINK_MADE: N_("Made a link to choose a password"),
    Change.PASSWORD_GIVEN: N_("Gave a password"),
    Change.SECOND_FACTOR_RESET: N_("Took the second step of signing in away"),
    "set-up link used": N_("Chose a password by a link"),
    "password changed": N_("Changed their own password"),
    "second factor begun": N_("Began to turn the second step of signing in on"),
    "second factor on": N_("Turned the second step of signing in on"),
    "second factor off": N_("Turned the second step of signing in off"),
    "signed out everywhere": N_("Signed out everywhere"),
}
STATES: Mapping[str, str] = {
    Step.PREPARE: "prepared",
    Step.SUBMIT: "submitted",
    Step.RETURN: "returned",
    Step.APPROVE: "approved",
}


def deed(entry: Entry, known: Known) -> str:
    """What was done, in a few words."""
    told = _TOLD.get(entry.action)
    return told(entry, known) if told else entry.action


def action(code: str, known: Known) -> str:
    """The kind of entry."""
    return known.words.message(ACTIONS[code]) if code in ACTIONS else code


def _evidence(entry: Entry, known: Known) -> str:
    panels = [known.panel(str(one)) for one in entry.detail.get("panels", [])]
    what = panels or [str(entry.detail.get("file", ""))]
    return known.words.gettext("Saw single records: {what}", what=", ".join(what))


def _file(entry: Entry, known: Known) -> str:
    return known.words.gettext("Took the file {file}", file=entry.detail.get("file", ""))


def _report(entry: Entry, known: Known) -> str:
    step = str(entry.detail.get("step", ""))
    done = known.words.message(STATUSES[STATES[step]].word) if step in STATES else step
    version = entry.detail.get("version", "")
    return known.words.gettext("Report, version {version}: {step}", version=version, step=done)


def _load(entry: Entry, known: Known) -> str:
    number, source = (entry.detail.get(name, "") for name in ("delivery", "source"))
    return known.words.gettext("Loaded delivery {number}, source: {source}", number=number, source=source)


def _feedback(entry: Entry, known: Known) -> str:
    return known.words.gettext("Answered feedback {number}", number=entry.detail.get("number", ""))


def _retention(entry: Entry, known: Known) -> str:
    if "last_payment" in entry.detail:
        return known.words.gettext("Noted the day of the last payment")
    return known.words.gettext("Removed records that are kept no longer")


def _deck(entry: Entry, known: Known) -> str:
    removed = entry.detail.get("deed") == "removed"
    return known.words.gettext("Removed the deck") if removed else known.words.gettext("Kept the deck")


def _what(words: Mapping[str, Message]) -> Callable[[Entry, Known], str]:
    def said(entry: Entry, known: Known) -> str:
        what = str(entry.detail.get("what", entry.action))
        return known.words.message(words[what]) if what in words else what

    return said


_TOLD: Mapping[str, Callable[[Entry, Known], str]] = {
    Action.EVIDENCE: _evidence,
    Action.FILE: _file,
    Action.REPORT: _report,
    Action.LOAD: _load,
    Action.SIGN_IN: _what(SIGN_INS),
    Action.ACCOUNT: _what(CHANGES),
    Action.ERASURE: lambda _, known: known.words.gettext("Erased persons at their request"),
    Action.RETENTION: _retention,
    Action.DECK: _deck,
    Action.FEEDBACK: _feedback,
}
