"""The indicators counted again, plainly: dictionaries and loops over raw identities, from counting.md alone.

Slow on purpose. It knows nothing of the ledger, of pseudonyms or of the database.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from data_access.identities import normalised

Rows = Mapping[str, list[dict[str, Any]]]
STAGES = ("planned", "piloted", "in_use", "embedded", "dropped")


class PlainCount:
    """The figures of one programme as of one day."""

    def __init__(self, rows: Rows, as_of: date) -> None:
        self.rows = rows
        self.as_of = as_of
        self.facts = rows["programme"][0]
        self.sessions = {row["session"]: row for row in rows["sessions"]}
        self.registrations: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.participants: set[str] = set()
        self.members: set[str] = set()
        self.employers: dict[str, set[str]] = defaultdict(set)
        self._register()
        self.visits = list(self._visits())
        self.supported = self._first({"training", "mentoring", "network"}, target_group=True)
        self.trained = {one: day for one, day in self._first({"training"}).items() if one in self.participants}

    def _register(self) -> None:
        for row in self.rows["participants"]:
            person = normalised(row["participant"])
            self.participants.add(person)
            self.registrations[person].append(row | {"day": row["registered_on"], "domain": 0})
            if row["organisation"]:
                self.employers[person].add(row["organisation"])
        for row in self.rows["members"]:
            person = normalised(row["member"])
            self.members.add(person)
            self.registrations[person].append(row | {"day": row["joined_on"], "domain": 1})

    def _visits(self) -> Iterator[tuple[str, str, date]]:
        """Who attended which kind of session when, up to the day."""
        both = [(row["participant"], row) for row in self.rows["attendance"]]
        both += [(row["member"], row) for row in self.rows["network_attendance"]]
        for identity, row in both:
            session = self.sessions[row["session"]]
            if row["present"] and session["status"] == "held" and session["held_on"] <= self.as_of:
                yield normalised(identity), session["kind"], session["held_on"]

    def _is(self, person: str, mark: str) -> bool:
        return any(row[mark] is True for row in self.registrations[person])

    def _first(self, kinds: set[str], *, target_group: bool = False) -> dict[str, date]:
        found: dict[str, date] = {}
        for person, kind, day in self.visits:
            if kind not in kinds or self._is(person, "project_staff"):
                continue
            only_target_group = target_group and self.facts["counts"] == "target_group"
            if only_target_group and not self._is(person, "third_country_national"):
                continue
            found[person] = min(day, found.get(person, day))
        return found

    def _gender_and_age(self, person: str) -> tuple[str | None, str | None]:
        choice = []
        for place, row in enumerate(self.registrations[person]):
            group = age_group(row)
            unknown = (row["gender"] is None) + (group is None)
            choice.append((row["day"], unknown, row["domain"], place, row["gender"], group))
        first = min(choice, key=lambda one: one[:4])
        return first[4], first[5]

    def _figure(self, persons: set[str]) -> dict[str, Any]:
        cells: Counter[str] = Counter()
        incomplete = 0
        for person in persons:
            gender, group = self._gender_and_age(person)
            if gender and group:
                cells[f"{gender}|{group}"] += 1
            else:
                incomplete += 1
        return {"value": len(persons), "cells": dict(cells), "incomplete": incomplete}

    def _answers(self, question: str) -> dict[str, list[tuple[date, str]]]:
        found: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for row in self.rows["responses"]:
            if row["question"] == question and row["respondent"] and row["answered_on"] <= self.as_of:
                found[normalised(row["respondent"])].append((row["answered_on"], row["answer"]))
        for answers in found.values():
            answers.sort(key=lambda one: one[0])
        return found

    def _rated(self, question: str, among: dict[str, date]) -> dict[str, Any]:
        answers = self._answers(question)
        positive = {one for one in among if one in answers and answers[one][-1][1] in ("4", "5")}
        answered = sum(one in answers for one in among)
        return self._figure(positive) | {"answered": answered, "eligible": len(among)}

    def _follow_up(self) -> dict[str, Any]:
        least, most = self.facts["follow_up_from_days"], self.facts["follow_up_to_days"]
        answers = self._answers("uses_skills")
        positive, answered, eligible = set(), 0, 0
        for person in self.trained:
            trainings = [day for one, kind, day in self.visits if one == person and kind == "training"]
            eligible += any(day + timedelta(days=least) <= self.as_of for day in trainings)
            valid = []
            for day, answer in answers.get(person, []):
                before = [one for one in trainings if one <= day]
                if before and least <= (day - max(before)).days <= most:
                    valid.append(answer)
            answered += bool(valid)
            if valid and valid[-1] == "yes":
                positive.add(person)
        return self._figure(positive) | {"answered": answered, "eligible": eligible}

    def _authorities(self) -> int:
        supported: set[str] = set()
        for session in self.rows["sessions"]:
            held = session["status"] == "held" and session["held_on"] <= self.as_of
            if held and session["kind"] in ("training", "mentoring") and session["organisation"]:
                supported.add(session["organisation"])
        for person, kind, _ in self.visits:
            if kind in ("training", "mentoring") and not self._is(person, "project_staff"):
                supported |= self.employers[person]
        return len({self._top(code) for code in supported if self._authority(code) in ("local", "regional")})

    def _organisation(self, code: str) -> dict[str, Any]:
        return next(row for row in self.rows["organisations"] if row["organisation"] == code)

    def _authority(self, code: str) -> str | None:
        row = self._organisation(code)
        if row["authority"] or not row["parent"]:
            return row["authority"]
        return self._authority(row["parent"])

    def _top(self, code: str) -> str:
        parent = self._organisation(code)["parent"]
        return self._top(parent) if parent else code

    def _dated(self, sheet: str, column: str, *, needs: str | None = None) -> list[dict[str, Any]]:
        return [
            row
            for row in self.rows[sheet]
            if row[column] and row[column] <= self.as_of and (needs is None or row[needs])
        ]

    def _held(self, kind: str) -> list[dict[str, Any]]:
        return [row for row in self._dated("sessions", "held_on") if row["status"] == "held" and row["kind"] == kind]

    def _completed(self) -> int:
        last = {row["milestone"] for row in self.rows["milestones"] if row["completes"]}
        return len({row["organisation"] for row in self._dated("progress", "done_on") if row["milestone"] in last})

    def _adoptions(self) -> tuple[int, int]:
        ever: set[str] = set()
        latest: dict[tuple[str, str], str] = {}
        for row in sorted(self._dated("adoptions", "reached_on"), key=lambda r: (r["reached_on"], _stage(r))):
            latest[row["organisation"], row["practice"]] = row["stage"]
            if row["stage"] in ("in_use", "embedded"):
                ever.add(row["organisation"])
        return len(ever), sum(stage in ("in_use", "embedded") for stage in latest.values())

    def figures(self) -> dict[str, dict[str, Any]]:
        """By code: value, and for persons cells and incomplete, for surveys answered and eligible."""
        met = {one for one in self._first({"network"}) if one in self.members}
        guided = set(self._first({"mentoring"}, target_group=True))
        ever, now = self._adoptions()
        return {
            "O.2.2": {"value": self._authorities()},
            "O.2.3": self._figure(set(self.supported)),
            "O.2.3.3": self._figure(guided),
            "R.2.9": self._rated("helpful_for_integration", self.supported),
            "P.1": {"value": len(self._dated("organisations", "joined_on", needs="cohort"))},
            "P.2": {"value": self._completed()},
            "P.3": self._figure(set(self.trained)),
            "P.4": {"value": sum(row["hours"] or 0 for row in self._held("mentoring"))},
            "P.5": self._rated("useful_for_work", self.trained),
            "P.6": self._follow_up(),
            "P.7": self._figure(met),
            "P.8": {"value": len(self._held("network"))},
            "P.9": {"value": len(self._dated("practices", "documented_on"))},
            "P.10": {"value": len(self._dated("practices", "published_on"))},
            "P.11": {"value": ever},
            "P.12": {"value": now},
            "P.13": {"value": len(self._dated("dissemination", "published_on", needs="uptake_by"))},
        }


def age_group(row: dict[str, Any]) -> str | None:
    """The age group on the day of registration; the date of birth wins over a group given."""
    born = row["born_on"]
    if born is None:
        return row["age_group"]
    years = row["day"].year - born.year - ((row["day"].month, row["day"].day) < (born.month, born.day))
    if years < 18:
        return "under_18"
    return "18_60" if years <= 60 else "over_60"


def _stage(row: dict[str, Any]) -> int:
    return STAGES.index(row["stage"])
