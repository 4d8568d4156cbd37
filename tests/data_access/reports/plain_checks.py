"""A slow second implementation of three checks, straight from the rows of a programme in plain Python."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta

from tests.data_access.builders import Programme

CODED = {
    "periods": "period",
    "cohorts": "cohort",
    "organisations": "organisation",
    "milestones": "milestone",
    "sessions": "session",
    "dimensions": "dimension",
    "practices": "practice",
    "dissemination": "item",
}


def unanswered(made: Programme, as_of: date) -> dict[str, int]:
    """By session the number of people whose follow-up is open and not answered; the session as its code."""
    first, last = (made.rows["programme"][0][f"follow_up_{end}_days"] for end in ("from", "to"))
    sessions = {row["session"]: row for row in made.rows["sessions"]}
    staff = {row["participant"] for row in made.rows["participants"] if row["project_staff"]}
    missing: Counter[str] = Counter()
    for person in {row["participant"] for row in made.rows["attendance"]} - staff:
        attended = [
            (sessions[row["session"]]["held_on"], place, row["session"])
            for place, row in enumerate(made.rows["attendance"])
            if row["participant"] == person and row["present"] and _training(sessions[row["session"]], as_of)
        ]
        if not attended:
            continue
        held_on, _, session = max(attended)
        opens, closes = held_on + timedelta(days=first), held_on + timedelta(days=last)
        answers = [
            row
            for row in made.rows["responses"]
            if row["respondent"] == person and row["question"] == "uses_skills" and row["survey"] != "network_feedback"
        ]
        if opens <= as_of <= closes and not [row for row in answers if opens <= row["answered_on"] <= as_of]:
            missing[session] += 1
    return dict(missing)


def _training(session: dict[str, object], as_of: date) -> bool:
    return session["kind"] == "training" and session["status"] == "held" and session["held_on"] <= as_of


def jumps(days: list[date], ends: list[date], as_of: date) -> bool:
    """Whether what counts from those days rose beyond three times its usual pace."""
    closed = [end for end in sorted(ends) if end < as_of]
    reached = [sum(day <= end for day in days) for end in [*closed, as_of]]
    grown = [now - before for before, now in zip([0, *reached], reached, strict=False)]
    if len(closed) < 2 or sum(grown[:-1]) <= 0:
        return False
    return grown[-1] * len(closed) > 3 * sum(grown[:-1])


def alike(made: Programme) -> set[tuple[str, str]]:
    """Sheet and code of all that differ from another code of the sheet in spelling alone."""
    found: set[tuple[str, str]] = set()
    for sheet, column in CODED.items():
        spelled = defaultdict(set)
        for row in made.rows[sheet]:
            plain = unicodedata.normalize("NFKC", row[column]).casefold()
            spelled["".join(sign for sign in plain if sign.isalnum())].add(row[column])
        for letters, codes in spelled.items():
            if letters and len(codes) > 1:
                found |= {(sheet, code) for code in codes}
    return found


def assessed_late(made: Programme, as_of: date) -> dict[str, date]:
    """By organisation the first day on which its baseline was assessed after it was due, by ``as_of``."""
    starts = {row["cohort"]: row["starts_on"] for row in made.rows["cohorts"]}
    cohorts = {row["organisation"]: row["cohort"] for row in made.rows["organisations"]}
    weeks = [
        (row["milestone"] != "baseline", row["position"], row["milestone"], row["due_week"])
        for row in made.rows["milestones"]
        if row["due_week"] is not None
    ]
    allowed = timedelta(weeks=min(weeks)[-1] if weeks else 0)
    found: dict[str, date] = {}
    for row in made.rows["assessments"]:
        started = starts.get(cohorts[row["organisation"]])
        if started is None or row["round"] != "baseline":
            continue
        code, day = row["organisation"], row["assessed_on"]
        if started + allowed < day <= as_of:
            found[code] = min(day, found.get(code, day))
    return found
