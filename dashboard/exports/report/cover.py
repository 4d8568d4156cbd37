"""What stands on the cover of a report's file, in both forms; nothing of it can change after the preparation."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime

from dashboard.exports.stamp import Fact, audience
from dashboard.i18n import Words
from dashboard.selection import Selection
from dashboard.today import PLACE
from data_access import reports
from data_access.protection import PublishableFrame
from data_access.question import Question
from data_access.reports import JUDGEMENTS, Frozen


def title(frozen: Frozen, words: Words) -> str:
    """The name of the report."""
    return words.gettext("Indicator report {period}", period=frozen.period)


def programme(frozen: Frozen, words: Words) -> str:
    """The programme's name as it was frozen, or its code."""
    told = frozen.content["programme"]
    return words.name(told["names"]) or str(told["code"])


def facts(question: Question, frozen: Frozen, words: Words) -> Sequence[Fact]:
    """What the report is of, what it rests on, who prepared it and for whom this file is made."""
    told, period = frozen.content["programme"], frozen.content["period"]
    of_the_grant = (
        (words.gettext("Funder"), told["funder"]),
        (words.gettext("Grant decision"), told["funding_decision"]),
        (words.gettext("Responsible unit"), told["responsible_unit"]),
        (words.gettext("Partners"), told["partners"]),
    )
    return [
        Fact(words.gettext("Programme"), f"{programme(frozen, words)} ({told['code']})"),
        *(Fact(label, value) for label, value in of_the_grant if value),
        Fact(words.gettext("Reporting period"), frozen.period),
        Fact(words.gettext("Begins on"), date.fromisoformat(period["starts_on"])),
        Fact(words.gettext("Ends on"), date.fromisoformat(period["ends_on"])),
        Fact(words.gettext("As of"), frozen.as_of),
        Fact(words.gettext("Data version"), frozen.data_version),
        Fact(words.gettext("Version of the report"), frozen.version),
        Fact(words.gettext("Prepared on"), prepared_at(frozen).date()),
        Fact(words.gettext("Prepared by"), frozen.prepared_by),
        Fact(words.gettext("Made for"), audience(question, words)),
        Fact(words.gettext("Judgement of the indicators"), judgements(frozen, words)),
        *([Fact(words.gettext("Comment"), frozen.content["comment"])] if frozen.content["comment"] else []),
        Fact(words.gettext("Hash (SHA-256) of what was frozen"), frozen.hash),
    ]


def prepared_at(frozen: Frozen) -> datetime:
    """When the version was prepared, by the clock of the programme's place."""
    at = datetime.fromisoformat(frozen.content["prepared_at"])
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(PLACE)


def mark(question: Question, frozen: Frozen) -> str:
    """What tells the files of this version for this role from all others, wherever it is found in one.

    It follows from all that was frozen, so that who sees a part of it cannot make the other role's file by trying what
    may be hidden in it and asking whether the file is genuine.
    """
    return hashlib.sha256(f"{question.viewer.role}\n{frozen.text}".encode()).hexdigest()


def judgements(frozen: Frozen, words: Words) -> str:
    """How many indicators were judged how: "target met: 3, on track: 5"."""
    given = Counter(row["judgement"] for row in frozen.content["indicators"])
    said = [(message, given[judgement]) for judgement, message in JUDGEMENTS.items()]
    named = [
        *((words.message(message), number) for message, number in said),
        (words.gettext("not judged"), given[None]),
    ]
    return ", ".join(f"{name}: {words.number(number)}" for name, number in named if number)


def steps(question: Question, frozen: Frozen) -> PublishableFrame:
    """What was done to earlier versions of the report, first to last. Columns as ``reports.steps``. One query."""
    taken = reports.steps(question, frozen.period)
    return taken.where(taken.rows["version"] < frozen.version)


def standing(frozen: Frozen, words: Words) -> str:
    """What the version was when it was frozen, and where to look up what it is now."""
    return words.gettext(
        "Prepared on {day} as version {version}. This file is the same byte for byte whenever it is made, so it cannot"
        " tell what came after: whether the version was submitted, returned or approved is said in the dashboard at"
        " {address}.",
        day=prepared_at(frozen).date(), version=frozen.version, address=address(frozen),
    )  # fmt: skip


def verification(frozen: Frozen, words: Words) -> str:
    """How somebody who holds the file finds out whether it is as it was handed out."""
    return words.gettext(
        "Sign in to the dashboard, open {address} and choose this file under “Does the file I was sent match?”. The"
        " answer says whether it is unchanged, and whether what was frozen still has the hash given here.",
        address=address(frozen),
    )


def address(frozen: Frozen) -> str:
    """Where the report stands in the dashboard, without the name of the server."""
    return Selection("/reports", frozen.period, more={"version": str(frozen.version)}).href
