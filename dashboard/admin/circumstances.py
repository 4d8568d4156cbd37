"""Entries of the audit log in words: what else they say of what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.admin.known import Known
from data_access.audit import Entry
from data_access.message import N_, Message
from data_access.sheets import SHEETS

STEPS: Mapping[str, Message] = {
    "password": N_("by password"),
    "second factor": N_("by a code"),
    "recovery code": N_("by a recovery code"),
    "password asked again": N_("asked for the password again"),
}


def circumstances(entry: Entry, known: Known) -> Sequence[str]:
    """As whom, as of which day, what was opened: each in a few words, what the entry does not say left out."""
    said = [told(entry.detail[name], known) for name, told in _TOLD.items() if entry.detail.get(name)]
    return [one for one in said if one]


def _step(step: Any, known: Known) -> str:
    # Steps of reports have a place in the sentence before.
    return known.words.message(STEPS[str(step)]) if str(step) in STEPS else ""


def _seconds(seconds: Any, known: Known) -> str:
    return known.words.ngettext("for {n} second", "for {n} seconds", int(seconds))


def _role(role: Any, known: Known) -> str:
    return known.words.gettext("role: {role}", role=known.role(str(role)))


def _organisation(code: Any, known: Known) -> str:
    return known.words.gettext("organisation: {code}", code=code)


def _day(day: Any, known: Known) -> str:
    return known.words.gettext("as of {day}", day=date.fromisoformat(str(day)))


def _opened(opened: Any, known: Known) -> str:
    what = ", ".join(f"{name} {text}" for name, text in dict(opened).items())
    return known.words.gettext("opened: {what}", what=what)


def _search(_: Any, known: Known) -> str:
    return known.words.gettext("with a search")


def _sheets(sheets: Any, known: Known) -> str:
    labels = {one.name: one.label(known.words.language) for one in SHEETS}
    return known.words.gettext("sheets: {sheets}", sheets=", ".join(labels.get(name, name) for name in sheets))


_TOLD: Mapping[str, Callable[[Any, Known], str]] = {
    "step": _step,
    "seconds": _seconds,
    "role": _role,
    "organisation": _organisation,
    "day": _day,
    "opened": _opened,
    "search": _search,
    "sheets": _sheets,
}
