"""Targets, definitions and rules that differ between a frozen report and today, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard import naming
from dashboard.i18n import Words
from data_access.protection import PublishableFrame


def said(terms: PublishableFrame, words: Words) -> Iterator[str]:
    """A sentence for each row of ``difference.terms``; texts that differ are named, not quoted."""
    for row in terms.records():
        if row["code"] is None:
            yield words.gettext("The programme's rule of counting {rule} was {then} then, and is {now} today.",
                                rule=naming.column("programme", row["term"], words),
                                then=_value(row["then"], words), now=_value(row["now"], words))  # fmt: skip
        elif row["term"] in _numbers(words):
            yield words.gettext("{code}: {what} was {then} then, and is {now} today.", code=row["code"],
                                what=_numbers(words)[row["term"]], then=_value(row["then"], words),
                                now=_value(row["now"], words))  # fmt: skip
        else:
            yield words.gettext("{code}: {what} reads otherwise today than in the report.", code=row["code"],
                                what=_texts(words).get(row["term"], words.gettext("the rule of counting")))  # fmt: skip


def _value(value: Any, words: Words) -> str:
    if value is None:
        return words.gettext("not set")
    return words.number(value) if isinstance(value, int | float) else str(value)


def _numbers(words: Words) -> Mapping[str, str]:
    return {
        "baseline": words.gettext("the baseline"),
        "target": words.gettext("the target"),
        "decision": words.gettext("the grant decision"),
        "planned": words.gettext("the value planned for the day"),
        "answered": words.gettext("the number of those who answered"),
        "eligible": words.gettext("the number of those who could answer"),
    }


def _texts(words: Words) -> Mapping[str, str]:
    return {
        "names": words.gettext("the name"),
        "definition": words.gettext("the definition"),
        "counting": words.gettext("the rule of counting"),
        "legal": words.gettext("the legal reference"),
        "unit": words.gettext("the unit"),
    }
